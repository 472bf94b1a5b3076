// npm run bench -- timeline: steps of zoom and pan over a library of 1,000,000 recordings of 300 cameras, as the engine
// answers them and as the window paints them. Beside them the query that one would write first, in the same run.
// An argument of the form cameras=30 recordings=20000 measures a smaller library, to see that it runs.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asTrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../../engine/store/connection.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";
import { runBench, type BenchReport } from "./bench-report.ts";
import { LIBRARY_END_MS, LIBRARY_START_MS, makeManyRecordings, type MadeRows } from "./million-recordings.ts";
import { memoryOf } from "./process-memory.ts";
import { measureInRounds, timeMs } from "./rounds.ts";
import { percentile, type Series } from "./series.ts";
import { measureWindow } from "./timeline-window.ts";

// Outputs are checked in development only; people run the built app.
process.env["NODE_ENV"] = "production";
const { openEngine } = await import("../../engine/engine.ts");
type Engine = Awaited<ReturnType<typeof openEngine>>;

const DAY_MS = 86_400_000;
const SPANS: readonly (readonly [name: string, spanMs: number])[] = [
  ["a year", 366 * DAY_MS], ["3 months", 91 * DAY_MS], ["a month", 30 * DAY_MS], ["a week", 7 * DAY_MS], ["a day", DAY_MS],
  ["6 hours", 6 * 3_600_000], ["an hour", 3_600_000], ["10 minutes", 600_000], ["a minute", 60_000], ["10 seconds", 10_000], ["a second", 1_000],
];
/** A window of 2560 pixels without the lanes' names; the window asks for one such stretch more on each side. */
const WIDTH_PX = 2_370;
const STEPS_PER_SPAN = 40;
const TARGET_MS = 8;

interface Ask {
  readonly cameraIds: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly msPerPixel: number;
}

/** What a step at a scale asks for: anywhere in the library, aligned as the window does (lane-data.ts). */
function askAt(spanMs: number, cameraIds: readonly string[], next: (from: number, to: number) => number): Ask {
  const middleMs = LIBRARY_START_MS + next(0, LIBRARY_END_MS - LIBRARY_START_MS);
  const msPerPixel = 2 ** Math.floor(Math.log2(spanMs / WIDTH_PX));
  return { cameraIds, fromMs: Math.floor(middleMs - 1.5 * spanMs), toMs: Math.ceil(middleMs + 1.5 * spanMs), msPerPixel };
}

async function measureEngine(report: BenchReport, libraryPath: string): Promise<void> {
  const engine = await openEngine({ libraryPath, create: false, actor: null });
  const cameraIds = (await engine.call("cameras.list", {})).map((camera) => camera.cameraId);
  const whole = { fromMs: asTrueMs(LIBRARY_START_MS - DAY_MS), toMs: asTrueMs(LIBRARY_END_MS + DAY_MS), msPerPixel: 8_388_608 };
  report.section("The first look after opening (once each, in this order)");
  const firstLook = async (name: string, ids: readonly string[]): Promise<void> => report.line(`${name}: ${(await timeMs(() => engine.call("timeline.read", { cameraIds: [...ids], ...whole }))).toFixed(1)} ms`);
  await firstLook("20 lanes, nothing read yet", cameraIds.slice(0, 20));
  await firstLook("all lanes, nothing read ahead yet", cameraIds);
  await firstLook("all lanes again", cameraIds);
  report.line(`the process holds ${Math.round((memoryOf(process.pid)?.nowBytes ?? 0) / 2 ** 20)} MiB with all lanes read`);
  for (const laneCount of [12, 40, cameraIds.length]) await measureSteps(report, engine, cameraIds, laneCount);
  await measureMerged(report, engine, cameraIds);
  await engine.close();
  await measureNaive(report, libraryPath, cameraIds);
}

/** What the engine's own thread worked, in milliseconds: what else the machine does meanwhile is not in it. */
async function workedMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

async function measureSteps(report: BenchReport, engine: Engine, cameraIds: readonly string[], laneCount: number): Promise<void> {
  const next = seededIntegers(laneCount);
  const all: number[] = [];
  const worked: number[] = [];
  const series: Series[] = [];
  for (const [name, spanMs] of SPANS) {
    const values: number[] = [];
    for (let step = -3; step < STEPS_PER_SPAN; step++) {
      const first = next(0, cameraIds.length - laneCount);
      const ask = askAt(spanMs, cameraIds.slice(first, first + laneCount), next);
      let took = 0;
      const cpuMs = await workedMs(async () => {
        took = await timeMs(() => engine.call("timeline.read", { ...ask, cameraIds: [...ask.cameraIds], fromMs: asTrueMs(ask.fromMs), toMs: asTrueMs(ask.toMs) }));
      });
      if (step < 0) continue;
      values.push(took);
      worked.push(cpuMs);
    }
    series.push({ name, values });
    all.push(...values);
  }
  report.section(`timeline.read, ${laneCount} lanes: a step to anywhere, three windows of ${WIDTH_PX} px`);
  report.events("ms", [...series, { name: "all scales", values: all }, { name: "all scales, worked by the engine's thread", values: worked }]);
  report.target({ name: `a step of ${laneCount} lanes, engine, p95 over all scales`, value: percentile(all, 0.95), unit: "ms", atMost: TARGET_MS });
}

async function measureMerged(report: BenchReport, engine: Engine, cameraIds: readonly string[]): Promise<void> {
  const next = seededIntegers(5);
  const groups = Array.from({ length: 12 }, (_, site) => cameraIds.filter((_id, i) => i % 12 === site));
  const series: Series[] = [];
  for (const [name, spanMs] of SPANS) {
    const values: number[] = [];
    for (let step = 0; step < 15; step++) {
      const { fromMs, toMs, msPerPixel } = askAt(spanMs, [], next);
      values.push(await timeMs(() => engine.call("timeline.merged", { groups, fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs), msPerPixel })));
    }
    series.push({ name, values });
  }
  report.section("timeline.merged: all cameras in 12 folded groups");
  report.events("ms", series);
}

/** The overlap test, and the grouping by pixel, straight on the recordings. */
function naive(db: ReadDb, { cameraIds, fromMs, toMs, msPerPixel }: Ask): number {
  const rows = db.prepare(`
    SELECT camera_id, CAST((start_ms - @fromMs) / @msPerPixel AS INTEGER) AS px, min(start_ms), max(end_ms), max(uncertainty_ms) FROM recordings
    WHERE camera_id IN (SELECT value FROM json_each(@cameraIds)) AND start_ms < @toMs AND end_ms > @fromMs GROUP BY camera_id, px ORDER BY camera_id, px`)
    .raw().all({ cameraIds: JSON.stringify(cameraIds), fromMs, toMs, msPerPixel });
  return rows.length;
}

async function measureNaive(report: BenchReport, libraryPath: string, cameraIds: readonly string[]): Promise<void> {
  const engine = await openEngine({ libraryPath, create: false, actor: null });
  const { openReadable } = await import("../../engine/store/connection.ts");
  const db = openReadable(libraryPath);
  await engine.call("timeline.read", { fromMs: asTrueMs(LIBRARY_START_MS), toMs: asTrueMs(LIBRARY_END_MS), msPerPixel: 65_536 });
  for (const [name, spanMs] of [["a month", 30 * DAY_MS], ["an hour", 3_600_000]] as const) {
    for (const laneCount of [20, cameraIds.length]) {
      const ids = cameraIds.slice(0, laneCount);
      const next = seededIntegers(3);
      const asks = Array.from({ length: 8 }, () => askAt(spanMs, ids, next));
      const series = await measureInRounds([
        { name: "timeline.read", measure: (round) => timeMs(() => { const ask = asks[(round + 8) % 8]!; return engine.call("timeline.read", { ...ask, cameraIds: [...ids], fromMs: asTrueMs(ask.fromMs), toMs: asTrueMs(ask.toMs) }); }) },
        { name: "overlap test and GROUP BY", measure: (round) => timeMs(() => naive(db, asks[(round + 8) % 8]!)) },
      ], { rounds: 5, warmUps: 1 });
      report.section(`Beside the naive query: ${laneCount} lanes, ${name}`);
      report.rounds("ms", series, series[0]!);
    }
  }
  db.close();
  await engine.close();
}

function sizeFromArguments(words: readonly string[]): { readonly cameraCount: number; readonly recordingCount: number } {
  const value = (name: string, otherwise: number): number => Number(words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);
  return { cameraCount: value("cameras", 300), recordingCount: value("recordings", 1_000_000) };
}

await runBench("timeline", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-timeline-"));
  try {
    const libraryPath = join(folder, "library");
    let made: MadeRows | null = null;
    const tookMs = await timeMs(() => { made = makeManyRecordings(libraryPath, sizeFromArguments(process.argv.slice(2))); });
    report.section("The library");
    report.line(`${JSON.stringify(made)}, made in ${(tookMs / 1000).toFixed(0)} s`);
    if (!process.argv.includes("no-engine")) await measureEngine(report, libraryPath);
    if (!process.argv.includes("no-window")) await measureWindow(report, libraryPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
