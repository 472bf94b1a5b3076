// Words for the codes of the reconstruction: window, command line, report and viewer share them.

export const commonReconstruction = {
  finding: { confirmed: "confirmed", contradicted: "contradicted", "not-observable": "not observable", none: "not assessed" },
  testimony: { victim: "victim's statement", witness: "witness testimony", suspect: "suspect's statement and defence", other: "other statement" },
  subject: { person: "person", vehicle: "vehicle", unlisted: "not in the case's list" },
  fact: { fact: "external fact", assumption: "assumption", event: "event" },
  eventKind: { pin: "pin", observation: "observation", statement: "statement", fact: "external fact", assumption: "assumption", event: "event", reading: "clock reading" },
  viewBasis: {
    chosen: "chosen by hand", observed: "observed on it", pinned: "pinned on it", map: "view by the map", site: "same site", all: "nothing known: every camera",
  },
  reportCause: { "not-watched": "not watched", hidden: "hidden from view", "no-camera": "no camera there" },
  relation: { before: "before the interval", inside: "inside the interval", after: "after the interval", "not-established": "order not established" },
  contradiction: {
    "count-rises": "more are seen than before",
    "counts-differ-at-once": "different numbers at one place and time",
    "two-places-at-once": "seen at two places at once",
    "order-not-established": "the clocks do not establish which came first",
    "statement-against-footage": "the footage contradicts the statement",
    "count-exceeds": "more are seen than there are",
  },
  warning: {
    "place-not-named": "no place is named, where others name one",
    "time-as-told": "the time is as it was told, no clock stands behind it",
    "clock-unread": "nobody has read this camera's clock",
  },
  lookNext: { unwatched: "nobody has watched it", "watched-without-finding": "watched, and nothing noted", turn: "its container was opened or shut here" },
  /** Whether there was time enough between two cameras: the least that moves as fast as it must have been. */
  pathVerdict: {
    standing: "within what both cameras see", walk: "possible on foot", run: "needs running", cycle: "needs a bicycle or scooter", drive: "needs a vehicle",
    impossible: "faster than anything on a road", implausible: "not plausible", unknown: "cannot be judged: a clock is not corrected",
  },
  factProblem: {
    "fact-time-incomplete": "this does not say which day, or not fully: {{text}}",
    "fact-kind-unknown": "this kind is not known: {{text}}",
    "fact-uncertainty-unreadable": "this uncertainty cannot be read: {{text}}",
    "fact-text-missing": "it does not say what happened",
    "fact-ends-before-it-begins": "it ends before it begins",
    "fact-cell-too-long": "the cell is too long: {{column}}",
  },
} as const;
