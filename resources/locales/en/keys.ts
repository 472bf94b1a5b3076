// What keys do that lead from one thing on the timeline to the next.

export const keys = {
  zoomMarks: "Show what is marked, or the selected pin",
  viewBack: "Back to the stretch shown before",
  viewForward: "Forward again",
  pinNext: "Next pin of the active camera", pinPrevious: "Previous pin of the active camera",
  pinNextAll: "Next pin of the case", pinPreviousAll: "Previous pin of the case",
  gapNext: "Next gap of the active camera", gapPrevious: "Previous gap of the active camera",
  gapNextAll: "Next gap of any camera", gapPreviousAll: "Previous gap of any camera",
  edgeNext: "Next start or end of footage", edgePrevious: "Previous start or end of footage",
  edgeNextAll: "Next start or end, any camera", edgePreviousAll: "Previous start or end, any camera",
  mapToggle: "Map in the place of the pictures, and back",
  gapReport: "Show or hide the report of gaps",
  follow: "Follow to the neighbouring camera, at the time one would arrive",
  observe: "Observe an exhibit at the play head",
  lookNext: "Go to the footage that narrows the interval of loss most",
  notInView: "Not in view here: say so and go to the next look",
} as const;
