// Words of the offline viewer inside a bundle.

import { viewerReconstruction } from "./viewer-reconstruction.ts";

export const viewer = {
  ...viewerReconstruction,
  pins: "Pins", facts: "Case", clocks: "Clocks", files: "Files", gaps: "Gaps", check: "Check it",
  language: "中文", report: "Report", caseNumber: "Case", cause: "Cause", place: "Place", period: "Period", officers: "Officers",
  madeBy: "Made by", madeAt: "Made", camera: "Camera", trueTime: "True time", cameraTime: "Camera time", uncorrected: "uncorrected: nobody has compared this clock",
  source: "Source", sha256: "SHA-256", original: "original", "playable-copy": "playable copy of the original", cut: "cut clip", play: "Play", pause: "Pause",
  fromStart: "Back to the start", frameBack: "Step back", frameForward: "Step forward", slower: "Slower", faster: "Faster", loop: "Repeat",
  previous: "Previous pin", next: "Next pin", part: "Part {{n}} of {{of}}", length: "Length",
  cannotPlay: "This browser cannot play the file. It lies in the bundle as {{path}} and can be opened with another player.",
  missing: "The file {{path}} is not where the bundle's list says it is. Check the bundle.",
  noVideo: "Nothing in the bundle shows this part.", gapInside: "no footage here: {{cause}}",
  copyNote: "You are watching a copy made so that browsers can play it; the pictures are {{how}}. The original lies beside it.", unchanged: "unchanged", reencoded: "re-encoded",
  noReadings: "no reading: uncorrected", reading: "showed {{camera}} when it was truly {{true}}", noGaps: "none",
  checkText: "This page shows what is in the bundle; it could itself have been replaced. Proof is the fingerprint compared by a separate way: take it from the signed paper list.",
  checkLinux: "Linux, macOS: open a terminal in this folder", checkWindows: "Windows: open a command prompt in this folder",
  checkManifest: "Then compare this fingerprint with the one on the signed list:",
  custody: "Custody log", custodyText: "{{entries}} entries; the last one's fingerprint is {{head}}.",
  emptyPins: "This bundle has no pins.", damagedPage: "The facts of this page cannot be read: the file has been damaged. Open data/report.html instead.",
} as const;
