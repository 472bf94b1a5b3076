// The seven cameras of the sample: where they hang, what they record with, how wrong their clocks are, and when they ran.
// File names belong to recorders.ts, what is seen to story.ts.
import type { Corner } from "./burn-in.ts";
import type { Grade } from "./frame-painter.ts";
import type { Aim, Vec3 } from "./pinhole.ts";
import { type PlaceId, STORY_START_MS } from "./story.ts";

export type RecorderKind = "hikvision-nvr" | "dahua-web" | "ivms" | "axis" | "plain-14" | "frigate" | "xiaomi";
export type VideoCodec = "h264" | "hevc";

/** A clock's error: camera = true + error, where error = errorMs + drift since 13:50:00. Positive is fast. */
export interface ClockModel {
  readonly errorMs: number;
  readonly driftPpm: number;
}

/** A run of the recorder, by its own clock. */
export interface Run {
  readonly cameraStartMs: number;
  readonly durationMs: number;
}

export interface SampleCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly site: string;
  readonly place: PlaceId;
  readonly aim: Aim;
  /** Middle of the area in which sun shadows are worked out. */
  readonly focus: Vec3;
  readonly hills: number;
  readonly hazeM: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
  readonly keyFrameS: number;
  readonly codec: VideoCodec;
  readonly quality: number;
  readonly grade: Grade;
  readonly corners: { readonly clock: Corner; readonly name: Corner };
  readonly recorder: RecorderKind;
  readonly recorderText: string;
  readonly channel: string;
  readonly folder: string;
  readonly clock: ClockModel;
  /** One file each; what belongs together is in truth.json. */
  readonly runs: readonly Run[];
  readonly lat: number;
  readonly lon: number;
  readonly headingDeg: number;
  readonly rangeM: number;
  readonly retentionDays: number;
  readonly gb28181: string;
}

const MINUTE_MS = 60_000;

/** An hour and minute of that day by a clock in Shanghai. */
function at(hour: number, minute: number, second = 0): number {
  return Date.UTC(2024, 10, 15, hour - 8, minute, second);
}

function minuteRuns(startMs: number, count: number): Run[] {
  return Array.from({ length: count }, (_, index) => ({ cameraStartMs: startMs + index * MINUTE_MS, durationMs: MINUTE_MS }));
}

const TRUE_CLOCK: ClockModel = { errorMs: 0, driftPpm: 0 };

export const SAMPLE_CAMERAS: readonly SampleCamera[] = [
  {
    cameraId: "SJM-01", name: "海味店门口", site: "沈家门渔港", place: "quay",
    aim: { eye: [-11.3, 2.9, 4.3], target: [1.5, -0.4, 0.9], fovDeg: 72 }, focus: [5, 0, 0], hills: 1, hazeM: 460,
    widthPx: 768, heightPx: 432, framesPerSecond: 4, keyFrameS: 8, codec: "h264", quality: 31,
    grade: { exposure: 1.0, saturation: 1.02, redGain: 1.02, blueGain: 0.98 }, corners: { clock: "top-left", name: "bottom-right" },
    recorder: "hikvision-nvr", recorderText: "海康威视 DS-7804N", channel: "1", folder: "海味店NVR", clock: TRUE_CLOCK,
    runs: [{ cameraStartMs: at(13, 50), durationMs: 10 * MINUTE_MS }, { cameraStartMs: at(14, 0), durationMs: 10 * MINUTE_MS }],
    lat: 29.94482, lon: 122.30391, headingDeg: 105, rangeM: 60, retentionDays: 15, gb28181: "33090300001320000001",
  },
  {
    cameraId: "SJM-02", name: "出租车候客区", site: "沈家门渔港", place: "quay",
    aim: { eye: [13, 0.1, 5.2], target: [2.2, -1.6, 0.3], fovDeg: 68 }, focus: [0, 0, 0], hills: 1, hazeM: 420,
    widthPx: 768, heightPx: 432, framesPerSecond: 4, keyFrameS: 8, codec: "hevc", quality: 32,
    grade: { exposure: 1.06, saturation: 0.94, redGain: 0.98, blueGain: 1.03 }, corners: { clock: "top-right", name: "bottom-left" },
    recorder: "dahua-web", recorderText: "大华 NVR4208", channel: "2", folder: "出租车候客区", clock: { errorMs: 127_000, driftPpm: 40 },
    runs: [{ cameraStartMs: at(13, 52, 7), durationMs: 20 * MINUTE_MS }],
    lat: 29.94478, lon: 122.30416, headingDeg: 261, rangeM: 45, retentionDays: 30, gb28181: "33090300001320000002",
  },
  {
    cameraId: "SJM-03", name: "候客区对面", site: "沈家门渔港", place: "quay",
    aim: { eye: [11.5, -12.5, 6.0], target: [1.6, 1.6, 1.3], fovDeg: 58 }, focus: [0, 0, 0], hills: 1, hazeM: 500,
    widthPx: 640, heightPx: 360, framesPerSecond: 5, keyFrameS: 8, codec: "h264", quality: 31,
    grade: { exposure: 1.04, saturation: 1.12, redGain: 1.03, blueGain: 0.96 }, corners: { clock: "top-left", name: "bottom-right" },
    recorder: "ivms", recorderText: "海康威视 iVMS-4200", channel: "3", folder: "街对面iVMS导出", clock: { errorMs: -43_000, driftPpm: 0 },
    runs: [{ cameraStartMs: at(13, 53, 17), durationMs: 12 * MINUTE_MS }],
    lat: 29.94466, lon: 122.30413, headingDeg: 325, rangeM: 50, retentionDays: 15, gb28181: "33090300001320000003",
  },
  {
    cameraId: "SJM-04", name: "渔港出入口", site: "沈家门渔港", place: "port-gate",
    aim: { eye: [7.0, -18.2, 5.8], target: [-0.2, 2, 1.7], fovDeg: 58 }, focus: [0, 0, 0], hills: 1, hazeM: 420,
    widthPx: 640, heightPx: 360, framesPerSecond: 5, keyFrameS: 8, codec: "h264", quality: 29,
    grade: { exposure: 0.98, saturation: 0.96, redGain: 1.0, blueGain: 1.02 }, corners: { clock: "bottom-right", name: "bottom-left" },
    recorder: "axis", recorderText: "Axis P1468-LE", channel: "1", folder: "SJM-04_渔港出入口", clock: TRUE_CLOCK,
    runs: [{ cameraStartMs: at(13, 51), durationMs: 6 * MINUTE_MS }, { cameraStartMs: at(14, 3), durationMs: 6 * MINUTE_MS }],
    lat: 29.94611, lon: 122.30187, headingDeg: 340, rangeM: 55, retentionDays: 7, gb28181: "33090300001320000004",
  },
  {
    cameraId: "SJM-05", name: "东港路口", site: "东港路口", place: "junction",
    aim: { eye: [9.6, -25.5, 8.4], target: [-1.8, -1.5, 0.2], fovDeg: 60 }, focus: [0, 10, 0], hills: 1, hazeM: 380,
    widthPx: 640, heightPx: 360, framesPerSecond: 5, keyFrameS: 4, codec: "h264", quality: 31,
    grade: { exposure: 1.0, saturation: 1.0, redGain: 1.0, blueGain: 1.0 }, corners: { clock: "top-right", name: "bottom-right" },
    recorder: "plain-14", recorderText: "交警卡口平台", channel: "12", folder: "SJM-05", clock: TRUE_CLOCK,
    runs: [{ cameraStartMs: at(14, 3), durationMs: 8 * MINUTE_MS }],
    lat: 29.95342, lon: 122.31508, headingDeg: 332, rangeM: 80, retentionDays: 90, gb28181: "33090300001320000005",
  },
  {
    cameraId: "SJM-06", name: "海印路口", site: "海印路口", place: "second-junction",
    aim: { eye: [6.6, 9.9, 7.2], target: [-6.2, -4.6, 0.4], fovDeg: 72 }, focus: [0, -10, 0], hills: 1.7, hazeM: 460,
    widthPx: 640, heightPx: 360, framesPerSecond: 5, keyFrameS: 6, codec: "h264", quality: 31,
    grade: { exposure: 1.0, saturation: 0.88, redGain: 1.05, blueGain: 0.93 }, corners: { clock: "bottom-left", name: "top-left" },
    recorder: "frigate", recorderText: "Frigate 0.14", channel: "haiyin_road", folder: "frigate", clock: TRUE_CLOCK,
    runs: minuteRuns(at(14, 5), 8),
    lat: 29.96114, lon: 122.32385, headingDeg: 211, rangeM: 80, retentionDays: 10, gb28181: "33090300001320000006",
  },
  {
    cameraId: "PT-01", name: "普陀家园大门", site: "普陀家园小区", place: "compound",
    aim: { eye: [13.2, -9.2, 5.3], target: [0.2, 0.2, 1.2], fovDeg: 64 }, focus: [0, 5, 0], hills: 1, hazeM: 420,
    widthPx: 768, heightPx: 432, framesPerSecond: 4, keyFrameS: 6, codec: "h264", quality: 31,
    grade: { exposure: 1.04, saturation: 1.08, redGain: 1.03, blueGain: 0.97 }, corners: { clock: "bottom-right", name: "top-left" },
    recorder: "xiaomi", recorderText: "小米室外摄像机 CW400", channel: "1", folder: "普陀家园", clock: { errorMs: 9_000, driftPpm: 0 },
    runs: minuteRuns(at(14, 8), 12),
    lat: 29.96893, lon: 122.33167, headingDeg: 306, rangeM: 40, retentionDays: 7, gb28181: "33090300001320000007",
  },
];

/** What the recorder's clock says at a true time. */
export function cameraFromTrue(clock: ClockModel, trueMs: number): number {
  return Math.round(trueMs + clock.errorMs + (trueMs - STORY_START_MS) * clock.driftPpm * 1e-6);
}

/** The true time at which the recorder's clock says `cameraMs`. */
export function trueFromCamera(clock: ClockModel, cameraMs: number): number {
  return Math.round(STORY_START_MS + (cameraMs - STORY_START_MS - clock.errorMs) / (1 + clock.driftPpm * 1e-6));
}
