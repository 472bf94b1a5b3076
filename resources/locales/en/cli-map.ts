// Sentences of the command line about neighbouring cameras and following. Part of cli.ts.

export const cliMap = {
  commands: {
    "neighbours list": "Lists which camera comes next from which, in which direction.",
    "neighbours set": "Says which camera comes next from another in a direction, and how long that takes.",
    follow: "Says when somebody who is on a camera would be on each of its neighbours.",
  },
  options: {
    neighbourTo: "the camera that comes next",
    neighbourDirection: "left, right, towards or away in the picture, or in your own words",
    neighbourTravel: "how long it takes, in seconds; without it, walking or --speed-kmh over the distance",
    neighbourSpeed: "at this speed; default 5, walking",
    neighbourRemove: "take it away again",
    followAt: "when one leaves the camera",
  },
  results: {
    noNeighbours: "No neighbours are set.",
    neighboursSet: "{{camera}} has {{number}} neighbours now.",
    follow: "{{direction}} → {{camera}}: {{expected}}, between {{earliest}} and {{latest}}",
    followUnknown: "{{direction}} → {{camera}}: neither a time nor the distance is known",
  },
} as const;
