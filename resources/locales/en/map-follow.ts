// Words of neighbouring cameras and of following from one to the next.

export const mapFollow = {
  open: "Neighbours…", openOf: "Neighbours of {{name}}", title: "Neighbouring cameras",
  teach: "Which camera comes next when somebody leaves this picture, in which direction, and how long that takes. Follow ([[follow]]) goes there at the time one would arrive.",
  none: "None set yet.", add: "Add a neighbour", number: "Neighbour {{number}}", remove: "Take neighbour {{number}} away",
  camera: "Next camera", chooseCamera: "choose",
  direction: "Direction", side: { left: "left", right: "right", towards: "towards the camera", away: "away from the camera", other: "other" },
  words: "In words", wordsHint: "e.g. towards the gate",
  how: "When one arrives", by: { walk: "walking, {{kmh}} km/h", speed: "at a speed", time: "after a time" },
  time: "Time", timeHint: "90 or 1:30", speed: "Speed km/h",
  bad: { camera: "Choose a camera.", words: "Say which direction.", time: "Seconds, or minutes:seconds", speed: "Above 0, up to 300", twice: "This camera is there already in this direction." },
  noDistance: "The distance is not known: give both cameras a position, or say a time.",
  distance: "{{distance}} m",
  follow: "Follow ([[follow]])", followTip: "Go to the next camera at the time one would arrive there",
  choose: "Follow from {{camera}} at {{time}}", option: "{{direction}} → {{camera}} · {{time}} ({{from}}–{{to}})", optionNoTime: "{{direction}} → {{camera}} · time not known",
  arrived: "{{direction}} → {{camera}}: expected {{time}}, to be seen between {{from}} and {{to}}",
  arrivedNoTime: "{{direction}} → {{camera}}: neither a time nor the distance is known, so the moment is the same.",
  clocks: "clocks ±{{seconds}} s included", clocksUnknown: "without the clocks: one was never read", noFootage: "no footage held then",
  earliest: "Earliest", expected: "Expected", latest: "Latest", back: "Back to {{camera}}",
  noNeighbours: "No neighbours are set for {{camera}}.", noCamera: "No camera is on the active tile.", set: "Set them…",
} as const;
