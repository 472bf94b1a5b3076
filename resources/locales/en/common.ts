// Words that window, command line and report share: states of things, clocks, gaps, units.

import { changes } from "./changes.ts";
import { length, order } from "./order.ts";
import { commonReconstruction } from "./common-reconstruction.ts";

export const common = {
  ...commonReconstruction,
  appName: "Quayline",
  clock: {
    uncorrected: "uncorrected",
    fast: "fast by {{amount}}",
    slow: "slow by {{amount}}",
    exact: "no error seen",
    drift: "drift {{ppm}} ppm",
    cameraTime: "camera time",
    trueTime: "true time",
    uncertaintyUnknown: "± unknown",
  },
  /** Two of a list; longer lists are made of it. */
  listed: "{{a}}, {{b}}",
  /** A name and what belongs to it, on one line. */
  pair: "{{name}}: {{what}}",
  order,
  length,
  change: changes,
  gap: {
    "no-footage": "no footage held",
    "recorder-gap": "recorder gap",
    damaged: "damaged",
    unindexed: "not read yet",
    "time-unknown": "time unknown",
  },
  timeSource: {
    name: "file name", folder: "folder", container: "container", packets: "packets", sidecar: "sidecar file",
    "creation-time": "creation time", mtime: "file date", manual: "entered by hand",
  },
  confidence: { high: "sure", medium: "likely", low: "a guess" },
  observation: {
    seen: "seen", carried: "carried", contained: "inside a closed container (inferred)", hidden: "in view but hidden", absent: "seen to be absent",
  },
  job: {
    kind: { index: "Reading footage", proxy: "Making a playable copy", "proxy-small": "Making a small playable copy", export: "Writing the evidence bundle", verify: "Verifying the bundle", sample: "Drawing the sample footage", watch: "Watching a folder", move: "Re-pointing a folder", preview: "Storing preview frames", osd: "Reading the clock in the picture" },
    state: { waiting: "waiting", running: "running", done: "done", failed: "failed", cancelled: "cancelled", interrupted: "interrupted" },
    step: {
      waiting: "waiting", walking: "finding files", reading: "reading", probing: "checking packets", hashing: "fingerprinting", checking: "decoding to find damage", posters: "making stills",
      drawing: "drawing", importing: "adding cameras", copying: "copying originals", transcoding: "making playable copies", cutting: "cutting clips",
      report: "writing the report", verifying: "verifying", packing: "packing", finishing: "finishing", "reading-clock": "reading the clock",
      watching: "waiting for new files", offline: "waiting for the folder to come back", recognising: "recognising moved files", comparing: "comparing",
      storing: "storing frames",
    },
  },
} as const;
