// What lies in an evidence bundle beside the originals: data/case.json. The report and the offline viewer read it; so can anyone.
// docs/bundle-format.md describes the folder as a whole.

import { z } from "zod";
import { continuity } from "./continuity.ts";
import { fact, statement, storySection, subject } from "./reconstruction.ts";
import { clockEpoch, cameraId, coordinateSystem, exhibit, gapCause, observation, params, pin, cameraMs, timeBasis, timeConfidence, timeSource, trueMs } from "./model.ts";
import { momentOrder } from "./order.ts";

export const BUNDLE_FORMAT = "quayline-case-1";

/** What a file in the bundle is, as Chinese rules of evidence ask: 原始, 转码, 剪辑. */
export const bundleFileRole = z.enum(["original", "playable-copy", "cut"]);

/** How a derived file was made, and from which original. */
export const derivation = z.object({
  /** Path in the bundle and fingerprint of what it was made from; path null where the original is not in the bundle. */
  sourcePath: z.string().nullable(),
  sourceSha256: z.string(),
  /** Exact command line, paths replaced by INPUT and OUTPUT. */
  command: z.string(),
  tool: z.string(),
  /** A stream copy keeps the recorder's pictures bit for bit; a transcode does not. */
  isTranscoded: z.boolean(),
  /** How much earlier than asked a stream-copied cut begins, because it must begin at a keyframe. Milliseconds. */
  leadMs: z.number().nullable(),
});

export const bundleFile = z.object({
  /** Path inside the bundle, `/` separated, starting `data/`. */
  path: z.string(),
  role: bundleFileRole,
  sizeBytes: z.number().int(),
  sha256: z.string(),
  /** Where it lay, with its name as the recorder gave it; null for derived files. */
  originalPath: z.string().nullable(),
  originalPathBytes: z.string().nullable(),
  cameraId: cameraId.nullable(),
  container: z.string().nullable(), videoCodec: z.string().nullable(),
  durationMs: z.number().nullable(), framesPerSecond: z.number().nullable(),
  time: z.object({ source: timeSource.nullable(), basis: timeBasis.nullable(), confidence: timeConfidence.nullable(), startCameraMs: cameraMs.nullable() }),
  derivation: derivation.nullable(),
  problems: z.array(z.object({ code: z.string(), params })),
});
export type BundleFile = z.infer<typeof bundleFile>;

export const bundleCamera = z.object({
  cameraId, name: z.string(), site: z.string().nullable(),
  lat: z.number().nullable(), lon: z.number().nullable(), crs: coordinateSystem.nullable(),
  recorder: z.string().nullable(), channel: z.string().nullable(), gb28181: z.string().nullable(), timezone: z.string().nullable(),
  epochs: z.array(clockEpoch),
});

/** A part of a pin on one file, and where a viewer finds it. */
export const bundlePinSource = z.object({
  /** The original, or null where only a cut was taken along. */
  originalPath: z.string().nullable(),
  /** What a browser can play (the original itself, its playable copy, or the cut) and where in it the part lies; null where nothing can. */
  playablePath: z.string().nullable(),
  playableStartMs: z.number().nullable(), playableEndMs: z.number().nullable(),
  /** A still of the first frame. */
  stillPath: z.string().nullable(),
  sha256: z.string().nullable(),
  mediaStartMs: z.number(), mediaEndMs: z.number(),
  startPts: z.number().int().nullable(), endPts: z.number().int().nullable(), timeBase: z.string().nullable(),
  startMs: trueMs, endMs: trueMs,
});
export type BundlePinSource = z.infer<typeof bundlePinSource>;

export const bundlePin = pin.omit({ sources: true }).extend({ sources: z.array(bundlePinSource) });
export type BundlePin = z.infer<typeof bundlePin>;

export const bundleObservation = observation.omit({ frame: true });

/** A list that bundles from before it do not have; see bundle-parts.ts. */
const later = <T extends z.ZodType>(items: T) => z.array(items).default([]);

export const bundleCase = z.object({
  format: z.literal(BUNDLE_FORMAT),
  generator: z.string(),
  exportedMs: z.number(),
  exportedBy: z.object({ name: z.string(), unit: z.string().nullable(), number: z.string().nullable() }),
  lang: z.enum(["zh-CN", "en"]),
  timezone: z.string(),
  case: z.object({
    number: z.string(), cause: z.string().nullable(), title: z.string(), place: z.string().nullable(),
    periodFromMs: trueMs.nullable(), periodToMs: trueMs.nullable(), officers: z.array(z.string()), createdMs: z.number(),
  }),
  cameras: z.array(bundleCamera),
  files: z.array(bundleFile),
  pins: z.array(bundlePin),
  /** What can be said of the order of each pin's beginning and the next one's, in true time. */
  orders: later(momentOrder),
  exhibits: later(exhibit.omit({ caseId: true, retiredMs: true, picture: true })),
  /** Without the frame: it is named by a file of the library it was made in. */
  observations: later(bundleObservation),
  /** People and vehicles, statements with what the footage says of them, facts, the story; and what follows from the observations. */
  subjects: later(subject), statements: later(statement), facts: later(fact), story: later(storySection),
  continuity: later(continuity),
  gaps: later(z.object({ cameraId, startMs: trueMs, endMs: trueMs, cause: gapCause })),
  custody: z.object({ entries: z.number().int(), head: z.string().nullable() }),
  uncertaintyNote: z.object({ meaning: z.literal("one-standard-deviation") }),
});
export type BundleCase = z.infer<typeof bundleCase>;

/** Fixed names inside a bundle. */
export const BUNDLE_PATHS = {
  caseJson: "data/case.json",
  custody: "data/custody.jsonl",
  report: "data/report.html",
  viewer: "index.html",
  readme: "README.txt",
} as const;

