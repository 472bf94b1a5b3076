// What is true of the sample footage: the account that tests and the demonstration are measured against.
// Derived from story.ts and cameras.ts, never from the drawn files; written as truth.json beside them.
import { readFile } from "node:fs/promises";
import { SAMPLE_CAMERAS, type SampleCamera, type VideoCodec, cameraFromTrue, trueFromCamera } from "./cameras.ts";
import { aimPinhole, projectPoint } from "./pinhole.ts";
import { runPath } from "./recorders.ts";
import { Scene } from "./scene.ts";
import { BEATS, STORY_START_MS, secondsOf, trueMsOf } from "./story.ts";
import { PIN_DRAFTS, STORY_EVENTS, SUGGESTED_CASE } from "./truth-texts.ts";

export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

export interface TruthEvent {
  readonly eventId: string;
  readonly atMs: number;
  readonly text: BothLanguages;
  /** Cameras in whose footage it can be seen. */
  readonly seenBy: readonly string[];
}

export interface TruthSighting {
  readonly cameraIds: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

export interface TruthRecording {
  readonly cameraId: string;
  /** Below the footage folder, with "/". */
  readonly path: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly cameraStartMs: number;
  readonly cameraEndMs: number;
  readonly framesPerSecond: number;
  readonly frameCount: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly codec: VideoCodec;
}

export interface TruthReading {
  readonly cameraId: string;
  readonly cameraMs: number;
  readonly trueMs: number;
  readonly uncertaintyMs: number;
  readonly method: string;
}

export interface TruthPin {
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly title: BothLanguages;
  readonly note: string | null;
}

export interface SampleTruth {
  readonly formatVersion: 1;
  readonly timezone: "Asia/Shanghai";
  readonly events: readonly TruthEvent[];
  readonly exhibit: {
    readonly name: string;
    readonly count: number;
    readonly remaining: number;
    readonly sightings: readonly TruthSighting[];
    /** Last sight of all five before, and first sight of three after, for someone who has not found the taking. */
    readonly lastSeenMs: number;
    readonly firstMissedMs: number;
    /** The taking itself: the two bags leave the boot one after the other. */
    readonly taking: { readonly fromMs: number; readonly toMs: number; readonly takenMs: readonly number[]; readonly seenBy: readonly string[] };
  };
  /** When the taxi of the case is in a camera's view and recorded. */
  readonly taxiInView: readonly { readonly cameraId: string; readonly fromMs: number; readonly toMs: number }[];
  readonly recordings: readonly TruthRecording[];
  /** camera = true + errorMs + driftPpm × (true − referenceMs) / 1,000,000 */
  readonly clocks: readonly { readonly cameraId: string; readonly errorMs: number; readonly driftPpm: number; readonly referenceMs: number }[];
  readonly readings: readonly TruthReading[];
  readonly gaps: readonly { readonly cameraId: string; readonly fromMs: number; readonly toMs: number; readonly reason: string }[];
  readonly badFiles: readonly { readonly path: string; readonly reason: "no-index" | "no-video"; readonly text: BothLanguages }[];
  readonly case: {
    readonly number: string;
    readonly cause: string;
    readonly title: string;
    readonly place: string;
    readonly period: { readonly fromMs: number; readonly toMs: number };
    readonly officers: readonly string[];
    readonly exhibits: readonly { readonly name: string; readonly count: number }[];
    readonly pins: readonly TruthPin[];
  };
}

export interface BadFile {
  readonly path: string;
  readonly reason: "no-index" | "no-video";
  readonly text: BothLanguages;
}

const EYE_UNCERTAINTY_MS = 455;
const FRAME_UNCERTAINTY_MS = 40;

export function makeTruth(cameras: readonly SampleCamera[], recordings: readonly TruthRecording[], badFiles: readonly BadFile[]): SampleTruth {
  const ids = new Set(cameras.map(({ cameraId }) => cameraId));
  const seen = (cameraIds: readonly string[], atMs: number): string[] =>
    cameraIds.filter((id) => recordings.some((r) => r.cameraId === id && r.startMs <= atMs && atMs < r.endMs));
  return {
    formatVersion: 1,
    timezone: "Asia/Shanghai",
    events: STORY_EVENTS.map(({ eventId, s, text, seenBy }) => ({ eventId, atMs: trueMsOf(s), text, seenBy: seen(seenBy, trueMsOf(s)) })),
    exhibit: describeExhibit(),
    taxiInView: cameras.flatMap((camera) => findTaxi(camera, recordings)),
    recordings,
    clocks: cameras.map(({ cameraId, clock }) => ({ cameraId, ...clock, referenceMs: STORY_START_MS })),
    readings: cameras.flatMap(readClock),
    gaps: cameras.filter(({ cameraId }) => cameraId === "SJM-04").flatMap(findGaps),
    badFiles,
    case: {
      ...SUGGESTED_CASE,
      period: { fromMs: STORY_START_MS, toMs: trueMsOf(1800) },
      pins: PIN_DRAFTS.filter(({ cameraId }) => ids.has(cameraId)).map(({ cameraId, fromS, toS, title, note }) => ({ cameraId, fromMs: trueMsOf(fromS), toMs: trueMsOf(toS), title, note })),
    },
  };
}

function describeExhibit(): SampleTruth["exhibit"] {
  const b = BEATS;
  const rank = ["SJM-02", "SJM-03"];
  const sighting = (cameraIds: readonly string[], from: number, to: number, count: number): TruthSighting => ({ cameraIds, fromMs: trueMsOf(from), toMs: trueMsOf(to), count });
  return {
    name: SUGGESTED_CASE.exhibits[0].name, count: 5, remaining: 3,
    sightings: [
      sighting(rank, b.fifthBag, b.bootShut - 1, 5),
      sighting(rank, b.driverOpensBoot, b.firstBagTaken, 5),
      sighting(rank, b.secondBagTaken, b.driverShutsBoot - 1, 3),
      sighting(["PT-01"], b.bootOpensOnThree, 1456, 3),
    ],
    lastSeenMs: trueMsOf(b.bootShut - 1),
    firstMissedMs: trueMsOf(b.bootOpensOnThree),
    taking: { fromMs: trueMsOf(b.driverOpensBoot), toMs: trueMsOf(b.driverShutsBoot), takenMs: [trueMsOf(b.firstBagTaken), trueMsOf(b.secondBagTaken)], seenBy: rank },
  };
}

/** One reading for a constant error; two a week apart where the clock drifts, taken frame by frame. */
function readClock(camera: SampleCamera): TruthReading[] {
  const reading = (trueMs: number, uncertaintyMs: number, method: string): TruthReading => ({
    cameraId: camera.cameraId, trueMs, cameraMs: cameraFromTrue(camera.clock, trueMs), uncertaintyMs, method,
  });
  const sameDay = Date.UTC(2024, 10, 15, 9, 30, 0);
  if (camera.clock.driftPpm === 0) return [reading(sameDay, EYE_UNCERTAINTY_MS, "录像机显示时间与北京时间同框拍照")];
  const weekLater = Date.UTC(2024, 10, 22, 9, 30, 0);
  const method = "秒数跳变逐帧比对北京时间（授时中心网页同框录像）";
  return [reading(sameDay, FRAME_UNCERTAINTY_MS, method), reading(weekLater, FRAME_UNCERTAINTY_MS, method)];
}

function findGaps(camera: SampleCamera): SampleTruth["gaps"] {
  return camera.runs.slice(1).flatMap((run, index) => {
    const before = camera.runs[index]!;
    const fromMs = trueFromCamera(camera.clock, before.cameraStartMs + before.durationMs), toMs = trueFromCamera(camera.clock, run.cameraStartMs);
    return toMs > fromMs ? [{ cameraId: camera.cameraId, fromMs, toMs, reason: "recorder-stopped" }] : [];
  });
}

/** The stretches, to a second, in which the middle of the taxi is in the picture of a recording camera. */
function findTaxi(camera: SampleCamera, recordings: readonly TruthRecording[]): { cameraId: string; fromMs: number; toMs: number }[] {
  const scene = new Scene(camera.place);
  const pinhole = aimPinhole(camera.aim, camera.widthPx, camera.heightPx);
  const own = recordings.filter(({ cameraId }) => cameraId === camera.cameraId);
  const found: { cameraId: string; fromMs: number; toMs: number }[] = [];
  for (let atMs = STORY_START_MS; atMs < trueMsOf(1830); atMs += 1000) {
    if (!own.some((recording) => recording.startMs <= atMs && atMs < recording.endMs)) continue;
    const taxi = scene.taxiPlaceAt(secondsOf(atMs));
    if (!taxi) continue;
    const { xPx, yPx, depthM } = projectPoint(pinhole, [taxi.x, taxi.y, 0.8]);
    if (depthM < 1 || xPx < 0 || yPx < 0 || xPx > camera.widthPx || yPx > camera.heightPx) continue;
    const last = found[found.length - 1];
    if (last && last.toMs === atMs) last.toMs = atMs + 1000;
    else found.push({ cameraId: camera.cameraId, fromMs: atMs, toMs: atMs + 1000 });
  }
  return found;
}

/** The account of one drawn run; `limitMs` shortens it as it shortened the drawing. */
export function describeRun(camera: SampleCamera, runIndex: number, durationMs: number): TruthRecording {
  const run = camera.runs[runIndex]!;
  const frameCount = Math.round((durationMs / 1000) * camera.framesPerSecond);
  const cameraEndMs = run.cameraStartMs + durationMs;
  return {
    cameraId: camera.cameraId, path: runPath(camera, run),
    startMs: trueFromCamera(camera.clock, run.cameraStartMs), endMs: trueFromCamera(camera.clock, cameraEndMs),
    cameraStartMs: run.cameraStartMs, cameraEndMs,
    framesPerSecond: camera.framesPerSecond, frameCount, widthPx: camera.widthPx, heightPx: camera.heightPx, codec: camera.codec,
  };
}

/** Reads a truth.json that makeSample wrote. */
export async function readSampleTruth(path: string): Promise<SampleTruth> {
  const truth = JSON.parse(await readFile(path, "utf8")) as SampleTruth;
  if (truth.formatVersion !== 1) throw new RangeError(`Unknown version of the sample's truth: ${String(truth.formatVersion)}`);
  return truth;
}

/** cameras.csv: what an officer would have written down about each camera. */
export function cameraTable(cameras: readonly SampleCamera[], matchOf: (camera: SampleCamera) => string): string {
  const header = "id,name,site,lat,lon,crs,heading_deg,fov_deg,range_m,recorder,channel,gb28181,timezone,retention_days,match";
  const rows = cameras.map((camera) => [
    camera.cameraId, camera.name, camera.site, camera.lat.toFixed(5), camera.lon.toFixed(5), "WGS84", camera.headingDeg, camera.aim.fovDeg, camera.rangeM,
    camera.recorderText, camera.channel, camera.gb28181, "Asia/Shanghai", camera.retentionDays, matchOf(camera),
  ].join(","));
  return [header, ...rows, ""].join("\n");
}

export const knownCameraIds = (): readonly string[] => SAMPLE_CAMERAS.map(({ cameraId }) => cameraId);
