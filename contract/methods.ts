// Every request that a client can make of the engine: name, input, output. Types are inferred from here; the engine's
// handlers must satisfy them, so a missing handler does not compile. Inputs are validated always, in one place.

import { z } from "zod";
import { cameraPlace, refuseHalfPlace } from "./camera-place.ts";
import { change, changeScope } from "./changes.ts";
import { fileFilter } from "./file-filter.ts";
import { intake, intakeFacts } from "./intake.ts";
import { job } from "./jobs.ts";
import { mapMethods } from "./map-methods.ts";
import * as model from "./model.ts";
import { patternEntry } from "./name-patterns.ts";
import { momentOrder, momentRef } from "./order.ts";
import { pictureRegion } from "./picture-clock.ts";
import { previewSettings } from "./previews.ts";
import { problemWeights } from "./problems.ts";
import { folderPath, root, settleMs, watch } from "./roots.ts";
import { watchedSpan, watchedSum } from "./watched.ts";
import { proxyShelf, proxyStanding, proxyWish } from "./proxies.ts";
import { caseFile, caseView } from "./reconstruction.ts";
import { reconstructionMethods } from "./reconstruction-methods.ts";

const nothing = z.object({});
const ok = z.object({});
const optionalText = (max: number) => z.string().trim().max(max).nullable().default(null);
const cameraIds = z.array(model.cameraId).nullable().default(null);
const f64 = z.instanceof(Float64Array);
const problemWeight = z.enum(problemWeights);
const jobStarted = z.object({ jobId: model.rowId });

/** Two frames that show the same moment: of a camera whose clock is to be read, and of another whose clock was. */
const sameMoment = z.object({
  cameraId: model.cameraId, atMs: model.trueMs,
  other: z.object({ cameraId: model.cameraId, atMs: model.trueMs }),
  /** One standard deviation of how far apart the two frames' moments may lie beyond their frame intervals. A flash: 0. */
  spreadMs: z.number().nonnegative().max(86_400_000).default(0),
});

const caseInput = z.object({
  number: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(500),
  cause: optionalText(500), place: optionalText(500),
  periodFromMs: model.trueMs.nullable().default(null), periodToMs: model.trueMs.nullable().default(null),
  officers: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
});

export const methods = {
  // — library —
  "library.read": { input: nothing, output: z.object({
    path: z.string(), timezone: z.string(), version: z.number().int(),
    /** False: it can be read, not changed. */
    writable: z.boolean(),
    /** Why not: another process holds it, or it lies at a place that cannot be written. Null: it can be changed. */
    readOnlyBecause: z.enum(["held", "place"]).nullable(),
    cameraCount: z.number().int(), fileCount: z.number().int(), recordingCount: z.number().int(), caseCount: z.number().int(),
    coverage: model.trueRange.nullable(),
    actor: model.actor.nullable(),
    /** Where exports go unless said otherwise. */
    exportsPath: z.string(),
  }) },
  "actor.set": { input: model.actor, output: ok },
  "doctor.read": { input: nothing, output: z.object({ checks: z.array(model.doctorCheck) }) },

  // — cameras and files —
  "cameras.list": { input: nothing, output: z.array(model.camera) },
  "cameras.import": {
    input: z.object({ text: z.string().max(50_000_000), format: z.enum(["csv", "geojson"]) }),
    output: z.object({ added: z.number().int(), updated: z.number().int(), problems: z.array(z.object({ row: z.number().int(), code: z.string(), params: model.params })) }),
  },
  "cameras.update": { input: z.object({ cameraId: model.cameraId, name: z.string().trim().min(1).max(200), site: optionalText(200) }), output: ok },
  "cameras.place": { input: z.object({ cameraId: model.cameraId, ...cameraPlace.shape }).superRefine(refuseHalfPlace), output: ok },
  /** `isOffline`: on a disk that was not there when last looked for (`roots.list` looks). */
  "files.list": { input: z.object({ problemsOnly: z.boolean().default(false), cameraId: model.cameraId.nullable().default(null) }), output: z.array(model.footageFile.extend({ isOffline: z.boolean() })) },

  /** Ids of the files that a filter leaves, by path: a table asks for the rows that it shows. */
  "files.find": { input: fileFilter, output: z.object({ fileIds: f64 }) },
  /** Some files in the order asked; one that is not there is left out. */
  "files.rows": { input: z.object({ fileIds: z.array(model.rowId).max(500) }), output: z.array(model.footageFile.extend({ isOffline: z.boolean(), proxy: model.proxyState })) },
  /** Files with problems in parts, worst first, and how many there are of each weight in all. `limit` 0 only counts. */
  "files.problems": {
    input: z.object({
      cameraId: model.cameraId.nullable().default(null), weight: problemWeight.nullable().default(null),
      /** Of one camera: only those behind a gap in this stretch. */
      behind: z.object({ fromMs: model.trueMs, toMs: model.trueMs }).nullable().default(null),
      offset: z.number().int().nonnegative().default(0), limit: z.number().int().nonnegative().max(1000).default(200),
    }),
    output: z.object({ counts: z.record(problemWeight, z.number().int().nonnegative()), files: z.array(model.footageFile) }),
  },

  /** Gives files to a camera, made where it is new. Null takes it back: the camera that the rules find. */
  "files.assign": {
    input: z.object({ fileIds: z.array(model.rowId).min(1).max(200_000), cameraId: model.cameraId.nullable() }),
    output: z.object({ files: z.number().int() }),
  },
  /** Says when files start, by what one frame of each shows. `frame` null takes it back: the time that the rules choose. */
  "files.place": {
    input: z.object({
      placements: z.array(z.object({
        fileId: model.rowId,
        frame: z.object({
          /** Where in the file that frame is; the first shown frame is 0. */
          mediaMs: z.number().nonnegative().default(0),
          atMs: z.number().int(),
          /** `camera`: the recorder's own clock, as burnt into the picture. `true`: known from elsewhere. */
          clock: z.enum(["camera", "true"]).default("camera"),
          /** One standard deviation; null: a clock read to the second. */
          uncertaintyMs: z.number().nonnegative().max(86_400_000).nullable().default(null),
        }).nullable(),
      })).min(1).max(200_000),
    }),
    output: z.object({ files: z.number().int() }),
  },
  /** What the names (and sidecars) under some paths would say, without indexing them. `patterns` null: those of the library's file. */
  "patterns.preview": {
    input: z.object({
      paths: z.array(z.string().min(1)).min(1).max(1000),
      patterns: z.array(patternEntry).max(100).nullable().default(null),
      limit: z.number().int().positive().max(100_000).default(1_000),
    }),
    output: z.object({
      patterns: z.array(z.string()),
      files: z.array(z.object({
        path: z.string(), rule: z.string().nullable(), startMs: model.cameraMs.nullable(), endMs: model.cameraMs.nullable(),
        channel: z.string().nullable(), cameraId: model.cameraId, isProvisional: z.boolean(),
        candidates: z.array(model.timeCandidate), problems: z.array(model.problem),
      })),
      /** False where there are more files than the limit. */
      isWhole: z.boolean(),
    }),
  },

  /** The library's own pattern file, made with nothing in it where it is missing. */
  "patterns.file": { input: nothing, output: z.object({ path: z.string() }) },

  // — indexing and jobs —
  "index.start": {
    input: z.object({
      paths: z.array(z.string().min(1)).min(1).max(1000),
      cameraId: model.cameraId.nullable().default(null),
      timezone: z.string().nullable().default(null),
      hash: z.boolean().default(true),
      /** Also decodes everything to find damage. */
      check: z.boolean().default(false),
      /** Goes on until it is cancelled, and takes up files once they have looked the same for `settleMs`. Ending it is no failure. */
      watch: z.boolean().default(false), settleMs,
    }),
    output: jobStarted,
  },

  // — where footage lies —
  "roots.list": { input: nothing, output: z.array(root) },
  /**
   * Says that a folder is now another one: its files are compared there (size, both ends, of some or of all of them the whole SHA-256) and
   * those that are the same get their new path. What is missing or differs stays where it was and is told in the job's result.
   */
  "roots.move": { input: z.object({ from: folderPath, to: folderPath, whole: z.boolean().default(false) }), output: jobStarted },
  "watches.list": { input: nothing, output: z.array(watch) },
  /** Watches a folder from now on, over restarts too. */
  "watches.add": { input: z.object({ path: folderPath, cameraId: model.cameraId.nullable().default(null), timezone: z.string().nullable().default(null) }), output: z.object({ watchId: model.rowId }) },
  "watches.remove": { input: z.object({ watchId: model.rowId }), output: ok },

  // — jobs —
  "jobs.list": { input: z.object({ kinds: z.array(job.shape.kind).nullable().default(null) }), output: z.array(job) },
  "jobs.cancel": { input: z.object({ jobId: model.rowId }), output: ok },

  // — looking —
  "timeline.read": {
    input: z.object({ cameraIds, fromMs: model.trueMs, toMs: model.trueMs, msPerPixel: z.number().positive() }),
    output: z.object({
      lanes: z.array(z.object({
        cameraId: model.cameraId,
        /** Coverage in true time, merged at the asked resolution; `uncertaintyMs` −1 where unknown. */
        coverage: z.object({ startMs: f64, endMs: f64, uncertaintyMs: f64 }),
        /** `cause` indexes gapCauses. Only gaps between footage and inside the asked stretch. */
        gaps: z.object({ startMs: f64, endMs: f64, cause: f64 }),
        /** Gaps shorter than a pixel; those on neighbouring pixels are one, from the first to the last, with their `count`. */
        breaks: z.object({ startMs: f64, endMs: f64, count: f64 }),
      })),
    }),
  },
  /** Coverage of groups of cameras as one lane each: where any has footage, and how many of them have. Exact to a pixel. */
  "timeline.merged": {
    input: z.object({ groups: z.array(z.array(model.cameraId)).max(5_000), fromMs: model.trueMs, toMs: model.trueMs, msPerPixel: z.number().positive() }),
    output: z.object({ groups: z.array(z.object({ startMs: f64, endMs: f64, laneCount: f64 })) }),
  },
  /**
   * The nearest gap, or beginning or end of footage, strictly after or before an instant: of some cameras, null of all. An end is
   * told as the last millisecond that has footage. A gap is told where it begins.
   */
  "timeline.next": {
    input: z.object({ cameraIds, atMs: model.trueMs, what: z.enum(["gap", "edge"]), direction: z.enum(["next", "previous"]) }),
    output: z.object({
      found: z.object({ cameraId: model.cameraId, atMs: model.trueMs, kind: z.enum(["gap", "start", "end"]), endMs: model.trueMs.nullable(), cause: model.gapCause.nullable() }).nullable(),
    }),
  },
  /** The clock readings that stand of all cameras, in true time. `errorMs` = camera − true. */
  "timeline.readings": {
    input: z.object({}),
    output: z.object({
      readings: z.array(z.object({ readingId: model.rowId, cameraId: model.cameraId, trueMs: model.trueMs, errorMs: z.number(), uncertaintyMs: z.number() })),
    }),
  },
  "recordings.list": { input: z.object({ fromMs: model.trueMs, toMs: model.trueMs, cameraIds }), output: z.array(model.recording) },
  "gaps.list": { input: z.object({ fromMs: model.trueMs, toMs: model.trueMs, cameraIds }), output: z.array(model.gap) },
  /** What the wall needs to play a stretch: placements in order, and what each file is. */
  "playback.read": {
    input: z.object({ cameraIds: z.array(model.cameraId).max(64), fromMs: model.trueMs, toMs: model.trueMs }),
    output: z.object({ recordings: z.array(model.recording), gaps: z.array(model.gap), files: z.array(model.playableFile) }),
  },
  /** Media times of the frames of one file from `fromMediaMs` on (at most 5,000), for exact steps. */
  "frames.list": {
    input: z.object({ fileId: model.rowId, fromMediaMs: model.mediaMs, toMediaMs: model.mediaMs }),
    output: z.object({ mediaMs: f64 }),
  },
  /** `fileId`: of which recording, where a camera has several of the moment; without it, or where it has no frame then, of the first. */
  "frame.extract": {
    input: z.object({ cameraId: model.cameraId, atMs: model.trueMs, maxWidthPx: z.number().int().positive().nullable().default(null), fileId: model.rowId.nullable().default(null) }),
    output: z.object({
      fileId: model.rowId, pts: z.number().int(), timeBase: z.string(), mediaMs: model.mediaMs,
      trueMs: model.trueMs, cameraMs: model.cameraMs, uncertaintyMs: model.uncertaintyMs,
      jpeg: z.instanceof(Uint8Array),
    }),
  },
  /** One frame of a file as a picture: what an observation or a pin stands on, whatever became of the clock since. */
  "frame.ofFile": {
    input: z.object({ fileId: model.rowId, mediaMs: model.mediaMs, maxWidthPx: z.number().int().positive().nullable().default(null) }),
    output: z.object({ jpeg: z.instanceof(Uint8Array) }),
  },
  /**
   * The recording of a camera at an instant (null: none), the frames of its file that were stored while indexing (previews.ts; media times,
   * ascending, empty where there are none yet), and the nearest of the recording as a picture, in one question.
   */
  "previews.at": {
    input: z.object({ cameraId: model.cameraId, atMs: model.trueMs }),
    output: z.object({ recording: model.recording.nullable(), mediaMs: f64, nearest: z.object({ frameNo: z.number().int(), jpeg: z.instanceof(Uint8Array) }).nullable() }),
  },
  /** A stored frame of a file and those around it, as many as the limit holds on both sides together; null: there is no such frame. */
  "previews.around": {
    input: z.object({ fileId: model.rowId, frameNo: z.number().int().min(0), limitBytes: z.number().int().min(0).max(16_000_000) }),
    output: z.object({ firstFrameNo: z.number().int(), startBytes: f64, jpegs: z.instanceof(Uint8Array) }).nullable(),
  },
  /** What is set and what is there. `fileCount`: files that could have stored frames; `madeCount`: those that were gone through. */
  "previews.read": { input: nothing, output: previewSettings.extend({ bytes: z.number().int(), madeCount: z.number().int(), fileCount: z.number().int() }) },
  "previews.set": { input: previewSettings, output: ok },
  /** Starts making what is missing, or answers the job that does. `everyMs` null: the library's setting. jobId null: nothing is to be made. */
  "previews.make": { input: z.object({ everyMs: previewSettings.shape.everyMs.default(null) }), output: z.object({ jobId: model.rowId.nullable() }) },
  /** Removes all stored frames. They are made again where the library's setting says so. */
  "previews.remove": { input: nothing, output: z.object({ files: z.number().int(), bytes: z.number().int() }) },
  /** Makes the H.264 proxy of a file, or answers the job that is already making it. jobId null: it is ready. `name`: in the library's `proxies` folder. */
  "proxy.request": { input: z.object({ fileId: model.rowId }), output: z.object({ jobId: model.rowId.nullable(), name: z.string() }) },
  /**
   * Which playable copies a window would like, the most wanted first, and which files it shows: these are made in turn in
   * the background, those are never cleared away. Replaces the wishes before; answers how each stands.
   */
  "proxies.want": {
    input: z.object({ wishes: z.array(proxyWish).max(500), shownFileIds: z.array(model.rowId).max(500) }),
    output: z.object({ standings: z.array(proxyStanding) }),
  },
  "proxies.read": { input: nothing, output: proxyShelf },
  /** Copies used longest ago go until the rest keeps within it; those in use stay. */
  "proxies.setLimit": { input: z.object({ limitBytes: z.number().int().nonnegative().max(2 ** 50) }), output: proxyShelf },
  /**
   * Media times of keyframes in what a window plays of a file: itself, its copy or the smaller one. `isWhole`: all there are,
   * whatever was asked for. `firstMediaMs`: where its first frame stands on the original's media time. `stretchId`: of which part of a
   * copy; then `source` says no more.
   */
  "keyframes.list": {
    input: z.object({ fileId: model.rowId, source: z.enum(["file", "proxy", "small"]), stretchId: model.rowId.nullable().default(null), fromMediaMs: model.mediaMs, toMediaMs: model.mediaMs }),
    output: z.object({ mediaMs: f64, firstMediaMs: model.mediaMs, isWhole: z.boolean() }),
  },

  // — clocks —
  "clock.read": { input: z.object({ cameraId: model.cameraId }), output: z.object({ epochs: z.array(model.clockEpoch) }) },
  "clock.add": {
    input: z.object({
      cameraId: model.cameraId, cameraMs: model.cameraMs, trueMs: model.trueMs,
      uncertaintyMs: z.number().nonnegative().max(86_400_000).nullable().default(null),
      method: z.string().trim().max(500).nullable().default(null),
      newEpoch: z.boolean().default(false),
    }),
    output: z.object({ readingId: model.rowId, epochs: z.array(model.clockEpoch) }),
  },
  /**
   * What a reading would be that is taken from another camera: two frames that show the same moment, each the first that
   * does. @throws tie-clock-unread where the other's clock is not read, tie-circular where it was read from this one
   */
  "clock.sameMoment": { input: sameMoment, output: z.object({
    cameraMs: model.cameraMs, trueMs: model.trueMs, uncertaintyMs: z.number().nonnegative(),
    /** What the uncertainty is made of, one standard deviation each. */
    otherUncertaintyMs: z.number().nonnegative(), framesUncertaintyMs: z.number().nonnegative(),
    otherCameraMs: model.cameraMs,
  }) },
  "clock.addSameMoment": {
    input: sameMoment.extend({ method: z.string().trim().max(500).nullable().default(null), newEpoch: z.boolean().default(false) }),
    output: z.object({ readingId: model.rowId, epochs: z.array(model.clockEpoch) }),
  },
  /** Where the camera's recordings lie now and where they would with one more reading; nothing is kept. @throws what clock.add would */
  "clock.preview": {
    input: z.object({ cameraId: model.cameraId, cameraMs: model.cameraMs, trueMs: model.trueMs, uncertaintyMs: z.number().nonnegative().max(86_400_000), newEpoch: z.boolean().default(false) }),
    output: z.object({
      /** The epoch that the reading joins; null: a new one. */
      epochId: model.rowId.nullable(),
      /** Recordings nearest to the reading, at most 200, by start. */
      before: z.array(model.trueRange), after: z.array(model.trueRange),
    }),
  },
  /** Puts back a reading that was removed, as it was: who took it and when stay. */
  "clock.restore": { input: z.object({ readingId: model.rowId }), output: z.object({ epochs: z.array(model.clockEpoch) }) },
  "clock.remove": { input: z.object({ readingId: model.rowId }), output: z.object({ epochs: z.array(model.clockEpoch) }) },

  /**
   * Reads the clock in the picture around a moment, or in the camera's first long recording (`atMs` null). The job's result
   * is a pictureClockResult: it proposes and changes nothing.
   */
  "osd.start": {
    input: z.object({ cameraId: model.cameraId, atMs: model.trueMs.nullable().default(null), region: pictureRegion.nullable().default(null) }),
    output: jobStarted,
  },

  // — intake sheets —
  "intakes.list": { input: nothing, output: z.array(intake) },
  /** Keeps a sheet, new (`intakeId` null) or changed, and gives the cameras of its folder what it says. */
  "intakes.save": { input: intakeFacts.safeExtend({ intakeId: model.rowId.nullable().default(null) }), output: intake },

  // — cases —
  "cases.list": { input: nothing, output: z.array(model.caseState.extend({ pinCount: z.number().int() })) },
  "cases.create": { input: caseInput, output: model.caseState },
  "cases.update": { input: caseInput.extend({ caseId: model.rowId }), output: model.caseState },
  "cases.read": { input: z.object({ caseId: model.rowId }), output: caseFile },
  /** The same without its facts (`facts.list`): for who asks again with every change. */
  "cases.view": { input: z.object({ caseId: model.rowId }), output: caseView },
  /** By number first, else by id, as the command line's --case takes either. */
  "cases.find": { input: z.object({ numberOrId: z.string().min(1) }), output: model.caseState },
  /**
   * `shownFileId`: the recording that was looked at, where a camera has several of the moment: it leads `sources`, and what is
   * taken of the pin's first frame is taken of it. All others stay; one that does not show the beginning changes nothing.
   */
  "pins.add": {
    input: z.object({
      shownFileId: model.rowId.nullable().optional(),
      caseId: model.rowId, cameraId: model.cameraId, startMs: model.trueMs, endMs: model.trueMs,
      title: z.string().trim().min(1).max(500), note: optionalText(10_000), tags: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
    }),
    output: model.pin,
  },
  "pins.update": {
    input: z.object({ pinId: model.rowId, title: z.string().trim().min(1).max(500), note: optionalText(10_000), tags: z.array(z.string().trim().min(1).max(100)).max(50) }),
    output: model.pin,
  },
  /** Takes a pin off the case. Nothing is deleted: pins.restore puts it back, and the log keeps both. */
  "pins.remove": { input: z.object({ pinId: model.rowId }), output: ok },
  "pins.restore": { input: z.object({ pinId: model.rowId }), output: model.pin },
  /**
   * What can be said of the order of moments: of each pin's beginning and the next one's in true time (`pairs` null), or of
   * the pairs asked for. @see docs/time.md, "Order"
   */
  "order.read": {
    input: z.object({ caseId: model.rowId, pairs: z.array(z.tuple([momentRef, momentRef])).max(1000).nullable().default(null) }),
    output: z.object({ orders: z.array(momentOrder) }),
  },

  // — exhibits, observations, statements, what follows —
  ...reconstructionMethods,

  // — the map —
  ...mapMethods,

  // — undo and redo —
  /** Changes of a case and of the library, newest first, and which of them are next. */
  "changes.list": {
    input: changeScope.extend({ limit: z.number().int().nonnegative().max(1_000).default(100) }),
    output: z.object({ changes: z.array(change), undoable: change.nullable(), redoable: change.nullable() }),
  },
  /**
   * Takes a change back, as an act of its own; `changeId` null: the last one. One that others build on is refused with
   * change-needed, one that is not done (any more) with change-not-there.
   */
  "changes.undo": { input: changeScope.extend({ changeId: model.rowId.nullable().default(null) }), output: z.object({ change }) },
  "changes.redo": { input: changeScope.extend({ changeId: model.rowId.nullable().default(null) }), output: z.object({ change }) },

  // — watched seconds —
  /** What was on the screen since the last call. Refused with library-busy where another process writes, library-read-only where nothing can be written. */
  "watched.add": {
    input: z.object({ spans: z.array(watchedSpan).min(1).max(5_000), /** The case that was open meanwhile. */ caseId: model.rowId.nullable().default(null) }),
    output: ok,
  },
  /** Stretches that anybody watched, in true time, merged at the asked resolution. Answers every asked camera in the order asked. */
  "watched.read": {
    input: z.object({ cameraIds, fromMs: model.trueMs, toMs: model.trueMs, msPerPixel: z.number().positive() }),
    output: z.object({ lanes: z.array(z.object({ cameraId: model.cameraId, startMs: f64, endMs: f64 })) }),
  },
  /** How much of the footage in some ranges was watched, and by whom. `ranges` null: the case's period, else all that its pins and observations span. */
  "watched.sum": {
    input: z.object({
      ranges: z.array(model.askedRange).min(1).max(1_000).nullable().default(null),
      caseId: model.rowId.nullable().default(null),
      cameraIds,
    }).refine((asked) => asked.ranges !== null || asked.caseId !== null, { error: "ranges or a case" }),
    output: watchedSum,
  },

  // — evidence —
  "bundle.export": {
    input: z.object({
      caseId: model.rowId,
      /** Folder to make; null makes one in the library's exports. */
      outPath: z.string().min(1).nullable().default(null),
      clips: z.enum(["original", "cut", "both"]).default("original"),
      zip: z.boolean().default(false),
      passphrase: z.string().min(8).max(1000).nullable().default(null),
      lang: z.enum(["zh-CN", "en"]).default("zh-CN"),
    }),
    output: jobStarted,
  },
  "bundle.verify": { input: z.object({ path: z.string().min(1), passphrase: z.string().nullable().default(null) }), output: jobStarted },
  "custody.list": { input: z.object({ caseId: model.rowId.nullable().default(null) }), output: z.array(model.custodyEntry) },
  "custody.verify": { input: nothing, output: z.object({ ok: z.boolean(), entries: z.number().int(), head: z.string().nullable(), firstBroken: z.number().int().nullable() }) },

  // — the sample case —
  "sample.make": { input: z.object({ outPath: z.string().min(1).nullable().default(null) }), output: jobStarted },
  /**
   * Draws the sample footage, imports its cameras, indexes it and makes its case, with what was told and written down. The clocks
   * of all recorders but one are read; `corrected` reads that one as well, and `pinned` enters the pins of the story. `lang`: of the
   * case's texts. Refused with library-not-empty where the library holds footage.
   */
  "sample.open": {
    input: z.object({ corrected: z.boolean().default(false), pinned: z.boolean().default(false), lang: z.enum(["zh-CN", "en"]).default("zh-CN") }),
    output: jobStarted,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
/** What a caller passes (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Methods[M]["input"]>;
/** What a handler receives (defaults filled in). */
export type ParsedInputOf<M extends MethodName> = z.output<Methods[M]["input"]>;
export type OutputOf<M extends MethodName> = z.output<Methods[M]["output"]>;

export function isMethodName(value: unknown): value is MethodName {
  return typeof value === "string" && Object.hasOwn(methods, value);
}
