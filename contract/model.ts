// The things that cross between engine and clients, as schemas; their types are inferred.
// Field names and their meaning follow docs/glossary.md; absent is null, never undefined.

import { z } from "zod";
import type { ErrorParams } from "./errors.ts";
import type { CameraMs, MediaMs, TrueMs } from "./time.ts";

const integerMs = z.number().int();
/** An instant we stand behind. */
export const trueMs = integerMs as unknown as z.ZodType<TrueMs, number>;
/** What a recorder's clock claimed. */
export const cameraMs = integerMs as unknown as z.ZodType<CameraMs, number>;
/** A position in a file. */
export const mediaMs = z.number() as unknown as z.ZodType<MediaMs, number>;
/** One standard deviation in milliseconds; null where unknown. */
export const uncertaintyMs = z.number().nonnegative().nullable();
export const rowId = z.number().int().positive();
export const cameraId = z.string().min(1).max(200);

/** A non-empty half-open range of true time. */
export const trueRange = z.object({ startMs: trueMs, endMs: trueMs });
/** A stretch asked for by a client: from < to. */
export const askedRange = z.object({ fromMs: trueMs, toMs: trueMs }).refine((r) => r.fromMs < r.toMs, { error: "from must lie before to" });

export const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) as z.ZodType<ErrorParams>;

/** Who acts: name, unit (单位) and service number (警号); the log records it. */
export const actor = z.object({
  name: z.string().trim().min(1).max(200),
  unit: z.string().trim().max(200).nullable(),
  number: z.string().trim().max(100).nullable(),
});
export type Actor = z.infer<typeof actor>;

/** `uncorrected`: nobody has read the clock. `offset`: one reading. `drift`: two or more. */
export const clockState = z.enum(["uncorrected", "offset", "drift"]);
export const clockSummary = z.object({
  state: clockState,
  /** camera − true at the end of the camera's coverage (or now, without footage): positive is fast. Null while uncorrected. */
  errorMs: z.number().nullable(),
  uncertaintyMs,
  driftPpm: z.number().nullable(),
});

export const coordinateSystem = z.enum(["WGS84", "GCJ02", "BD09", "CGCS2000"]);

export const camera = z.object({
  cameraId,
  name: z.string(),
  site: z.string().nullable(),
  lat: z.number().nullable(), lon: z.number().nullable(), crs: coordinateSystem.nullable(),
  /** The same place in WGS-84; null without coordinates. */
  wgs84: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  headingDeg: z.number().nullable(), fovDeg: z.number().nullable(), rangeM: z.number().nullable(),
  recorder: z.string().nullable(), channel: z.string().nullable(), gb28181: z.string().nullable(),
  timezone: z.string().nullable(), retentionDays: z.number().nullable(), match: z.string().nullable(),
  /** Made by indexing because nothing assigned the files; waits for a person to name it. */
  provisional: z.boolean(),
  clock: clockSummary,
  fileCount: z.number().int(), problemCount: z.number().int(),
  coverage: trueRange.nullable(),
  coveredMs: z.number(),
});
export type Camera = z.infer<typeof camera>;

export const timeSource = z.enum(["name", "folder", "container", "packets", "sidecar", "creation-time", "mtime", "manual"]);
export const timeBasis = z.enum(["local", "utc", "epoch"]);
/** `high`: a recorder's own naming. `low`: a guess, shown as one. */
export const timeConfidence = z.enum(["high", "medium", "low"]);
export type TimeSource = z.infer<typeof timeSource>;
export type TimeBasis = z.infer<typeof timeBasis>;
export type TimeConfidence = z.infer<typeof timeConfidence>;

/** One thing that claims to know when a file starts. All are kept; one is chosen. */
export const timeCandidate = z.object({
  source: timeSource,
  basis: timeBasis,
  confidence: timeConfidence,
  /** Camera time of the first frame; null where the local time does not exist in its zone. */
  startMs: cameraMs.nullable(),
  /** Claimed end, where the source names one. */
  endMs: cameraMs.nullable(),
  /** The text as found, before any reading of it. */
  raw: z.string(),
  /** Which pattern or field said so, such as `dahua-web`. */
  rule: z.string(),
  timezone: z.string().nullable(),
  uncertaintyMs: z.number(),
});
export type TimeCandidate = z.infer<typeof timeCandidate>;

export const problem = z.object({ code: z.string(), params, message: z.string().nullable() });

/** `found`: listed, not read yet. `failed`: it gives no footage, its problems say why. */
export const fileState = z.enum(["found", "indexed", "failed"]);

export const filePlayback = z.enum(["direct", "copy", "none"]);
export const footageFile = z.object({
  fileId: rowId,
  path: z.string(),
  /** The exact bytes in base64 where the path is no UTF-8; else null. */
  pathBytes: z.string().nullable(),
  sizeBytes: z.number().int(),
  mtimeMs: z.number(),
  sha256: z.string().nullable(),
  state: fileState,
  container: z.string().nullable(), videoCodec: z.string().nullable(), audioCodec: z.string().nullable(),
  widthPx: z.number().int().nullable(), heightPx: z.number().int().nullable(),
  frameCount: z.number().int().nullable(), framesPerSecond: z.number().nullable(),
  cameraId: cameraId.nullable(),
  duplicateOf: rowId.nullable(),
  startMs: trueMs.nullable(), endMs: trueMs.nullable(),
  /** Footage that it really holds, gaps inside left out; known even where the start is not. */
  durationMs: z.number().nullable(),
  /** How it is watched in any browser: as it is, by a playable copy, or not at all, because it gives no pictures. */
  playback: filePlayback,
  time: z.object({
    source: timeSource.nullable(), basis: timeBasis.nullable(), confidence: timeConfidence.nullable(),
    candidates: z.array(timeCandidate),
  }),
  problems: z.array(problem),
});
export type FootageFile = z.infer<typeof footageFile>;

/** A continuous run of frames as the clients see it (rows of the store joined again). */
export const recording = z.object({
  recordingId: rowId, cameraId, fileId: rowId,
  startMs: trueMs, endMs: trueMs,
  mediaStartMs: mediaMs, mediaEndMs: mediaMs,
  cameraStartMs: cameraMs,
  uncertaintyMs,
});
export type Recording = z.infer<typeof recording>;

export const gapCauses = ["no-footage", "recorder-gap", "damaged", "unindexed", "time-unknown"] as const;
export const gapCause = z.enum(gapCauses);
export type GapCause = (typeof gapCauses)[number];
export const gap = z.object({ cameraId, startMs: trueMs, endMs: trueMs, cause: gapCause });
export type Gap = z.infer<typeof gap>;

/** Where a reading's true time came from, if from another camera that showed the same moment. It stays as it was then. */
export const clockTie = z.object({
  /** The other camera, and what its clock claimed at that frame. */
  cameraId, cameraName: z.string(), cameraMs,
  /** When that was truly by the other's clock as it was corrected when the reading was taken: what the reading holds on to. */
  trueMs,
  /** By the other's clock as it is corrected now, and one standard deviation of it. Another time: the reading rests on what was since changed. */
  nowTrueMs: trueMs, nowUncertaintyMs: uncertaintyMs,
});
export type ClockTie = z.infer<typeof clockTie>;

export const clockReading = z.object({
  readingId: rowId,
  cameraMs, trueMs,
  uncertaintyMs: z.number().nonnegative(),
  method: z.string(),
  by: z.string(), atMs: z.number(),
  tie: clockTie.nullable(),
});
export type ClockReading = z.infer<typeof clockReading>;

export const clockEpoch = z.object({
  epochId: rowId,
  readings: z.array(clockReading),
  errorMs: z.number().nullable(), driftPpm: z.number().nullable(), uncertaintyMs,
  /** First start and last end of the footage that is corrected by it; null where none is. */
  holds: trueRange.nullable(),
});
export type ClockEpoch = z.infer<typeof clockEpoch>;

export const caseState = z.object({
  caseId: rowId,
  number: z.string(),
  /** 案由 */
  cause: z.string().nullable(),
  title: z.string(),
  place: z.string().nullable(),
  periodFromMs: trueMs.nullable(), periodToMs: trueMs.nullable(),
  officers: z.array(z.string()),
  createdMs: z.number(),
});
export type Case = z.infer<typeof caseState>;

/** The frames that a pin stands on: they never move, whatever becomes of the clock. */
export const pinSource = z.object({
  fileId: rowId, sha256: z.string().nullable(), path: z.string(),
  mediaStartMs: mediaMs, mediaEndMs: mediaMs,
  /** Exact presentation stamps of the first and last frame, in units of `timeBase`; null where the file's index has none. */
  startPts: z.number().int().nullable(), endPts: z.number().int().nullable(), timeBase: z.string().nullable(),
  startMs: trueMs, endMs: trueMs,
});
export type PinSource = z.infer<typeof pinSource>;

export const pin = z.object({
  pinId: rowId, caseId: rowId, cameraId, cameraName: z.string(),
  title: z.string(), note: z.string().nullable(), tags: z.array(z.string()),
  startMs: trueMs, endMs: trueMs,
  cameraStartMs: cameraMs, cameraEndMs: cameraMs,
  uncertaintyMs,
  sources: z.array(pinSource),
  gaps: z.array(z.object({ startMs: trueMs, endMs: trueMs, cause: gapCause })),
  by: z.string(), createdMs: z.number(),
});
export type Pin = z.infer<typeof pin>;

/** One frame of one file, exact: what an observation was made on, what pictures an exhibit. */
export const frameRef = z.object({
  fileId: rowId, mediaMs,
  /** Presentation stamp in units of `timeBase`; null where the file's index has none. */
  pts: z.number().int().nullable(), timeBase: z.string().nullable(),
});
export type FrameRef = z.infer<typeof frameRef>;

export const exhibit = z.object({
  exhibitId: rowId, caseId: rowId, name: z.string(),
  kind: z.string().nullable(),
  /** How many there are in all; null where it is one thing or nobody counted. */
  count: z.number().int().nullable(),
  note: z.string().nullable(), picture: frameRef.nullable(),
  /** Not null: taken off the case then. Its observations stay. */
  retiredMs: z.number().nullable(),
  createdMs: z.number(),
});
export type Exhibit = z.infer<typeof exhibit>;

/** `seen`, `carried` and `absent` are looks at the exhibit; `contained` and `hidden` are inferences and never count as seen. */
export const observationState = z.enum(["seen", "carried", "contained", "hidden", "absent"]);
export type ObservationState = z.infer<typeof observationState>;
export const observation = z.object({
  observationId: rowId, exhibitId: rowId,
  /** The first of its revisions: stays the same when a correction gives it a new id. */
  firstId: rowId,
  /** What it corrects and why; null for the first. */
  revisesId: rowId.nullable(), reason: z.string().nullable(),
  atMs: trueMs, toMs: trueMs.nullable(),
  state: observationState,
  /** How many of the exhibit it shows at that place; the rest is unknown, never absent. */
  count: z.number().int().nullable(),
  cameraId: cameraId.nullable(), place: z.string().nullable(), holder: z.string().nullable(),
  container: z.string().nullable(), note: z.string().nullable(),
  /** The people or vehicles of the case that `holder` and `container` name by label or plate. */
  holderId: rowId.nullable(), containerId: rowId.nullable(),
  /** The statement that it rests on, where it is told and not seen. */
  statementId: rowId.nullable(),
  /** Of its time, one standard deviation: the camera's, or as given for a time that was told. */
  uncertaintyMs,
  /** The frame's camera time where it was seen on a camera: it follows that camera's clock. */
  cameraMs: cameraMs.nullable(),
  /** The frame it was made on; null where nothing was recorded there. */
  frame: frameRef.nullable(),
  by: z.string(), createdMs: z.number(),
});
export type Observation = z.infer<typeof observation>;

export const custodyEntry = z.object({
  seq: z.number().int().nonnegative(),
  atMs: z.number(), actor: z.string(), action: z.string(),
  object: z.object({ type: z.string(), id: z.string().nullable(), sha256: z.string().nullable() }),
  details: z.record(z.string(), z.unknown()),
  caseId: rowId.nullable(),
  prev: z.string(), hash: z.string(),
});
export type CustodyEntry = z.infer<typeof custodyEntry>;

export const doctorCheck = z.object({
  /** `ffmpeg`, `ffprobe`, `encoder-h264`, `decoder-hevc`, `electron`, `fonts`, `library`, `library-writer`, `disk-space` … */
  name: z.string(), ok: z.boolean(), detail: z.string(), fix: z.string().nullable(),
});

/** Whether this file can be shown in a window as it is, and if not how far its proxy is. */
export const proxyState = z.enum(["none", "making", "ready", "failed"]);
export const playableFile = z.object({
  fileId: rowId, container: z.string(), videoCodec: z.string().nullable(),
  widthPx: z.number().int().nullable(), heightPx: z.number().int().nullable(),
  framesPerSecond: z.number().nullable(), durationMs: z.number(),
  name: z.string(),
  proxy: proxyState, proxyJobId: rowId.nullable(),
  /** Whether the lower copy for small tiles is there. */
  hasSmallProxy: z.boolean(),
  /** Pictures are known to be missing or broken in it. */
  isDamaged: z.boolean(),
});
export type PlayableFile = z.infer<typeof playableFile>;
