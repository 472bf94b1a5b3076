// The account of the sample case agrees with itself: names, clocks, counts, gaps and what each camera can have seen.

import { expect, test } from "vitest";
import { SAMPLE_CAMERAS, cameraFromTrue, trueFromCamera } from "../../../engine/sample/cameras.ts";
import { matchPattern, runPath, sidecarsOf } from "../../../engine/sample/recorders.ts";
import { BEATS, bagsInBootAt, bootAt, secondsOf, taxiAt } from "../../../engine/sample/story.ts";
import { cameraTable, describeRun, makeTruth } from "../../../engine/sample/truth.ts";

const recordings = SAMPLE_CAMERAS.flatMap((camera) => camera.runs.map((run, index) => describeRun(camera, index, run.durationMs)));
const truth = makeTruth(SAMPLE_CAMERAS, recordings, []);
const cameraOf = (cameraId: string) => SAMPLE_CAMERAS.find((camera) => camera.cameraId === cameraId)!;
const pathsOf = (cameraId: string) => recordings.filter((recording) => recording.cameraId === cameraId).map(({ path }) => path);

test("each recorder names its files its own way, by its own clock", () => {
  expect(pathsOf("SJM-01")).toEqual(["海味店NVR/ch01_20241115135000.mp4", "海味店NVR/ch01_20241115140000.mp4"]);
  expect(pathsOf("SJM-02")).toEqual(["出租车候客区/NVR_ch2_main_20241115135207_20241115141207.mp4"]);
  expect(pathsOf("SJM-03")).toEqual(["街对面iVMS导出/候客区对面_20241115135317_20241115140517_40918273.mp4"]);
  expect(pathsOf("SJM-04")[1]).toMatch(/\/20241115\/14\/20241115_140300_[0-9A-F]{4}_[0-9A-F]{12}\/20241115_14\/20241115_140300_[0-9A-F]{4}\.mkv$/);
  expect(pathsOf("SJM-05")).toEqual(["SJM-05/20241115140300.ts"]);
  expect(pathsOf("SJM-06")[0]).toBe("frigate/2024-11-15/06/haiyin_road/05.00.mp4");
  expect(pathsOf("PT-01")[0]).toBe("普陀家园/2024111514/08M00S_1731650880.mp4");
  expect(new Set(recordings.map(({ path }) => path)).size).toBe(recordings.length);
});

test("folder hours, file names and epochs of the Xiaomi camera agree with its wrong clock", () => {
  for (const { path, cameraStartMs, startMs } of recordings.filter(({ cameraId }) => cameraId === "PT-01")) {
    const epoch = Number(/_(\d{10})\.mp4$/.exec(path)?.[1]);
    expect(epoch * 1000).toBe(cameraStartMs);
    expect(cameraStartMs - startMs).toBe(9_000);
  }
});

test("every file lies under the pattern that gives it to its camera, and under no other", () => {
  const lines = cameraTable(SAMPLE_CAMERAS, matchPattern).trim().split("\n");
  expect(lines).toHaveLength(8);
  for (const recording of recordings) {
    const owners = SAMPLE_CAMERAS.filter((camera) => `/footage/${recording.path}`.includes(matchPattern(camera).replaceAll("**", "")));
    expect(owners.map(({ cameraId }) => cameraId)).toEqual([recording.cameraId]);
  }
});

test("the recording.xml beside an Axis recording says when it ran", () => {
  const camera = cameraOf("SJM-04");
  const [recording] = sidecarsOf(camera, camera.runs[0]!);
  expect(recording?.path).toBe(`${runPath(camera, camera.runs[0]!).split("/").slice(0, -2).join("/")}/recording.xml`);
  expect(recording?.text).toContain("<StartTime>2024-11-15T05:51:00.000000Z</StartTime>");
});

test("clock readings give back every clock to 50 ms over its footage", () => {
  for (const camera of SAMPLE_CAMERAS) {
    const readings = truth.readings.filter(({ cameraId }) => cameraId === camera.cameraId);
    const [a, b] = readings;
    expect(readings).toHaveLength(camera.clock.driftPpm === 0 ? 1 : 2);
    const rate = a && b ? (b.trueMs - a.trueMs) / (b.cameraMs - a.cameraMs) : 1;
    for (const { cameraStartMs, cameraEndMs, startMs, endMs } of recordings.filter(({ cameraId }) => cameraId === camera.cameraId)) {
      expect(Math.abs(a!.trueMs + rate * (cameraStartMs - a!.cameraMs) - startMs)).toBeLessThan(50);
      expect(Math.abs(a!.trueMs + rate * (cameraEndMs - a!.cameraMs) - endMs)).toBeLessThan(50);
      expect(Math.abs(trueFromCamera(camera.clock, cameraFromTrue(camera.clock, startMs)) - startMs)).toBeLessThanOrEqual(1);
    }
  }
});

test("without its clock corrected, SJM-02 shows the taking after the taxi has left", () => {
  const { taking } = truth.exhibit;
  const leaves = truth.events.find(({ eventId }) => eventId === "taxi-leaves")!.atMs;
  expect(taking.toMs).toBeLessThan(leaves);
  expect(cameraFromTrue(cameraOf("SJM-02").clock, taking.fromMs)).toBeGreaterThan(leaves);
});

test("events are in order and every one is in the footage of a camera that looks there", () => {
  const times = truth.events.map(({ atMs }) => atMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  for (const event of truth.events) expect(event.seenBy, event.eventId).not.toEqual([]);
});

test("five bags are in the boot, then three, and three stand on the pavement in the end", () => {
  const { exhibit } = truth;
  for (const { fromMs, toMs, count } of exhibit.sightings) {
    for (const atMs of [fromMs + 500, toMs - 500]) {
      expect(bagsInBootAt(secondsOf(atMs))).toBe(count);
      expect(bootAt(secondsOf(atMs))).toBeGreaterThan(0.3);
    }
  }
  expect([exhibit.sightings[0]?.count, exhibit.sightings.at(-1)?.count]).toEqual([5, 3]);
  expect(exhibit.lastSeenMs).toBeLessThan(exhibit.taking.takenMs[0]!);
  expect(exhibit.taking.takenMs[1]!).toBeLessThan(exhibit.firstMissedMs);
  expect(bagsInBootAt(BEATS.taxiLeavesCompound)).toBe(0);
});

test("the boot stays shut from the rank to the compound", () => {
  for (let s: number = BEATS.driverShutsBoot; s < 1362; s += 0.5) expect(bootAt(s)).toBe(0);
});

test("the port gate's recorder has a gap of six minutes, and the taxi passes when it runs again", () => {
  expect(truth.gaps).toEqual([expect.objectContaining({ cameraId: "SJM-04" })]);
  expect(truth.gaps[0]!.toMs - truth.gaps[0]!.fromMs).toBe(360_000);
  const passes = truth.taxiInView.filter(({ cameraId }) => cameraId === "SJM-04");
  expect(passes).toHaveLength(1);
  expect(passes[0]!.fromMs).toBeGreaterThan(truth.gaps[0]!.toMs);
});

test("the taxi comes through every camera's view, in the order of the journey", () => {
  const first = (cameraId: string): number => truth.taxiInView.find((view) => view.cameraId === cameraId)?.fromMs ?? NaN;
  const journey = ["SJM-02", "SJM-04", "SJM-05", "SJM-06", "PT-01"].map(first);
  expect(journey.every((atMs) => Number.isFinite(atMs))).toBe(true);
  expect(journey).toEqual([...journey].sort((a, b) => a - b));
  expect(taxiAt("quay", BEATS.taxiStopsAtRank + 10)?.isBraking).toBe(false);
});

test("pins of the suggested case lie within footage of their camera", () => {
  for (const pin of truth.case.pins) {
    const own = recordings.filter(({ cameraId }) => cameraId === pin.cameraId);
    for (const atMs of [pin.fromMs, pin.toMs - 1]) expect(own.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs), `${pin.cameraId} ${pin.title.en}`).toBe(true);
  }
});
