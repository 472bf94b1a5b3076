// Words of the window for what was watched.

export const windowWatched = {
  watched: {
    title: "Watched",
    sum: "Of {{footage}} of footage in this case’s time, {{watched}} watched.",
    none: "No footage lies in this case’s time.",
    teach: "Give the case its time, or pin something: then it is told here how much of the footage in it was really on a screen.",
    person: "{{name}}: {{length}}",
    focused: "{{length}} with this window in front",
    unknown: "unknown person",
    bar: "{{percent}} % watched",
    cameras: "By camera",
    camera: "{{watched}} of {{footage}}",
    tip: "Counted is what was shown at up to 4 times speed in a visible window; each second of a camera once.",
  },
} as const;
