// Words of a way on the map: an exhibit, a person or a vehicle from camera to camera.

export const mapPath = {
  whose: "Whose way", nobody: "none", pins: "All pins of the case",
  exhibits: "Exhibits", people: "People", vehicles: "Vehicles",
  limit: "Not plausible above", limitOf: { walk: "on foot, {{kmh}} km/h", run: "running, {{kmh}} km/h", cycle: "by bicycle, {{kmh}} km/h", drive: "by vehicle, {{kmh}} km/h" },
  noCase: "A way belongs to a case: create or choose one first.",
  teach: "Choose an exhibit, a person or a vehicle: its way from camera to camera is drawn, with the time and the speed between two cameras.",
  noStops: "Nothing of it is pinned or observed on a camera yet. Observe it ([[observe]]), or pin it with its label as a tag or in the title.",
  noPlaces: "Fewer than two of these cameras have a position: nothing can be measured. Place them on the map.",
  summary: "{{stops}} stops, {{legs}} legs between cameras", summaryBad: "not plausible: {{count}}", summaryOpen: "cannot be said: {{count}}",
  stop: "{{number}} · {{camera}}", goStop: "Stop {{number}}: go to {{camera}} at {{time}}", pictures: "Show the pictures of stop {{number}}",
  noPlace: "This camera has no position; it is passed over.",
  more: "The first {{shown}} of {{count}} stops are listed.",
  leg: "{{distance}} m in {{elapsed}}", legNoTime: "{{distance}} m in no time: the sights overlap by {{elapsed}}", speed: "{{speed}} km/h",
  legMark: "{{distance}} m · {{elapsed}} · {{speed}} km/h", legMarkNoTime: "{{distance}} m · no time",
  verdict: {
    plausible: "enough time: {{pace}} at {{least}} km/h or more",
    implausible: "NOT PLAUSIBLE: at least {{least}} km/h, whatever the clocks. Another one, a wrong clock or a wrong position.",
    impossible: "NOT PLAUSIBLE: no time for it, whatever the clocks. Another one, a wrong clock or a wrong position.",
    unsure: "? order not established by the clocks; {{pace}} at {{least}} km/h would do",
    unknown: "? cannot be said: a clock was never read",
    standing: "no further apart than both cameras may see",
  },
  pace: { standing: "standing", walk: "on foot", run: "running", cycle: "by bicycle", drive: "by vehicle", impossible: "nothing on a road" },
  legend: { plausible: "way, enough time", implausible: "not plausible", unsure: "cannot be said" },
  crow: "Distances are as the crow flies between cameras, less what both may see: the speed is the least that it can have been.",
} as const;
