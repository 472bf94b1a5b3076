// Words that only the window's report of gaps says; those it shares with the paper are in gaps.ts.

export const gapsView = {
  show: "Gaps and what to request ([[gap-report]])", hide: "Back to the wall ([[gap-report]])", close: "Close the report (Esc)",
  tab: { list: "Gaps", requests: "To request today", weeks: "By hour and day", places: "By place" },
  thisCase: "This case", place: "Another place …", placeName: "Place", placeHint: "a place that may have no camera",
  caseTime: "The case’s time", allFootage: "All footage", loss: "Interval of loss {{change}}, {{length}}",
  lastWeeks_one: "Last week of footage", lastWeeks_other: "Last {{count}} weeks of footage", own: "From … to …",
  lack: { place: "Name the place.", time: "Enter from when to when.", order: "It must begin before it ends." },
  summary_one: "{{count}} camera · footage held {{held}} · watched {{watched}}", summary_other: "{{count}} cameras · footage held {{held}} · watched {{watched}}",
  noCameraHere: "No camera is known here: nothing was recorded.",
  writing: "Writing the page …", reading: "Reading the gaps …", stop: "Stop", stopped: "Stopped before it was read.", again: "Read again",
  causesTip: "Press to hide or show",
  causeSum: "{{cause}} {{length}} · {{share}}", allCameras: "All cameras", minLength: "At least", anyLength: "any length",
  rows: "Gaps: arrow keys choose, Space goes there, Enter goes there and shows the wall",
  shown: "{{shown}} of {{all}}", beginsTrue: "Begins (true time {{offset}})",
  uncorrected: "uncorrected", sort: "Sort by {{column}}",
  onWall: "Show on the wall", files: "Files behind it", draft: "Draft notice",
  // What cannot be said of a gap of the footage stands in timeline:gap.
  why: { "not-watched": "There is footage, and nobody had it on a screen.", hidden: "An exhibit was observed to be in view here and hidden.", "no-camera": "No camera of this place is known." },
  request: { from: "{{from}} – {{to}}", overwritten: "Overwritten from {{at}}", left: "in {{length}}", unknown: "Not known until when it is kept", more_one: "{{count}} more is in the page with all notices.", more_other: "{{count}} more are in the page with all notices." },
  noticeOf: "Draft notice: {{camera}}",
  heat: {
    by: "Columns", week: "Hours of the week", day: "Days",
    legend: "The fuller a cell, the more footage is missing in that time; striped: the period does not reach it.",
    legendDays_one: "Each column is a day.", legendDays_other: "Each column is {{count}} days.",
    label: "Missing footage by camera: arrow keys move, Enter goes to the first gap there",
    cellWeek: "{{camera}}, {{day}} {{from}}:00–{{to}}:00: {{share}} missing", cellDay: "{{camera}}, {{from}}: {{share}} missing", cellDays: "{{camera}}, {{from}} – {{to}}: {{share}} missing",
    cellNone: "{{camera}}, {{day}} {{from}}:00–{{to}}:00: not in the period",
    none: "No footage is missing in this period.",
  },
  places: { share: "Missing", missing: "Missing hours", most: "Mostly", only: "Show only this place", plan: "Places on a grid, north up; the larger the circle, the more is missing", onPlan: "{{place}}: {{share}} missing" },
} as const;
