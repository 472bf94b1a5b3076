// Words of blind areas on the map: what no field of view reaches, and what people marked by hand.

export const mapBlind = {
  show: "Show what no camera sees", site: "Site", allSites: "All cameras on the map",
  time: "Cameras that count", timeOf: {
    mounted: "all, as they are mounted", clock: "with footage at the clock", case: "with footage in the case’s time", marks: "with footage between the marks",
  },
  none: "Fewer than two fields of view: there is no ground between them.",
  blind: "Blind: {{area}} of {{whole}} ({{percent}} %)", partly: "Blind part of the time: {{area}} ({{percent}} %)",
  patches: "Largest blind patches", patch: "{{area}}, {{where}}", near: "near {{camera}}", between: "between {{one}} and {{other}}", goPatch: "Show the patch of {{area}} {{where}}",
  caveat: "From the entered headings, angles and ranges. Walls, heights and light are not known: more may be blind, not less. Mark what you know.",
  assumed: "{{count}} cameras count with a usual view, because not all of theirs was entered.",
  marked: "Marked by hand: {{count}}", add: "Mark a blind area…",
  edit: "Edit {{name}}", remove: "Take {{name}} off", go: "Show {{name}} on the map",
  formTitle: "Blind area", name: "Name", nameHint: "e.g. behind the fish hall", reason: "Why no camera sees it", reasonHint: "e.g. wall, parked lorry, no light",
  corners: "Corners (latitude, longitude), one a line", cornersHint: "Click them on the map in order. With keys: move the map under the cross, Enter takes its middle, Backspace the last one back.",
  size: "{{area}} inside", badLine: "Line {{line}} is no coordinates.",
  bad: { "too-few": "Three corners at least.", crossed: "Two sides cross: give the corners in order around the area.", "too-small": "There is nothing inside." },
  legend: { blind: "seen by no camera", partly: "seen part of the time", marked: "marked as blind" },
  squareMetres: "{{value}} m²",
} as const;
