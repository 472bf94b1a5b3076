// How a typed time was read.

export const typedTime = {
  assumed: {
    "from-head": "from the play head",
    "head-day": "on the play head's day",
    "day-before-head": "counted from the play head's day",
    "day-after-head": "counted from the play head's day",
    "head-year": "in the play head's year",
    "month-first": "read as month, then day",
    midnight: "start of the day",
    "epoch-ms": "milliseconds since 1970, UTC",
    "epoch-s": "seconds since 1970, UTC",
  },
  outside: "Outside of all footage ({{from}} – {{to}}).",
} as const;
