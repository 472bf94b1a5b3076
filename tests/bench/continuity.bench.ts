// npm run bench -- continuity: what follows from 10,000 observations of one exhibit, as the engine answers it and part by part.
// Several shapes of case, because what is slow differs: a few counts on a few cameras, a count for each observation, clocks
// that nobody read, statements between. An argument observations=1000 measures a smaller case, to see that it runs.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asTrueMs } from "../../contract/time.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";
import { runBench, type BenchReport } from "./bench-report.ts";
import { measureInRounds, seriesOf, timeMs } from "./rounds.ts";
import { median } from "./series.ts";

// Outputs are checked in development only; people run the built app.
process.env["NODE_ENV"] = "production";
const { openEngine } = await import("../../engine/engine.ts");
const { openWritable } = await import("../../engine/store/connection.ts");
const { listExhibitObservations } = await import("../../engine/store/exhibits.ts");
const { continuityOf } = await import("../../engine/cases/continuity.ts");
const { ExhibitQuestion } = await import("../../engine/cases/exhibit-continuity.ts");

const T0 = Date.UTC(2024, 10, 15, 6);
const CAMERA_COUNT = 12;
const TARGET_MS = 20;
const ROUNDS = 15;
/** Footage of each camera over the whole time: parts of this length, and what is missing after each. */
const PART_MS = 5 * 60_000;
const HOLE_MS = 5_000;
const WHOLE = "continuity.read through the engine";

interface MadeObservation { readonly atMs: number; readonly state: string; readonly count: number | null; readonly cameraId: string | null; readonly container: string | null; readonly holder: string | null; readonly isTold: boolean }
type Next = ReturnType<typeof seededIntegers>;

interface Shape {
  readonly name: string;
  readonly exhibitCount: number;
  /** Cameras whose clock is read, of CAMERA_COUNT. */
  readonly readClocks: number;
  /** Thousands of intervals: no case has them, and the answer alone is some megabytes. Measured, without a target. */
  readonly isAnswerHuge?: true;
  readonly make: (i: number, total: number, next: Next) => Omit<MadeObservation, "atMs">;
}

const camera = (next: Next): string => `c${next(0, CAMERA_COUNT - 1)}`;
const plain = { state: "seen", container: "boot", holder: null, isTold: false } as const;

const SHAPES: readonly Shape[] = [
  { name: "five become three, twelve read clocks", exhibitCount: 5, readClocks: CAMERA_COUNT, make: (i, total, next) => ({ ...plain, count: i < total / 2 ? 5 : 3, cameraId: camera(next), state: next(0, 3) === 0 ? "contained" : "seen" }) },
  { name: "a fall at each observation", exhibitCount: 20_000, readClocks: CAMERA_COUNT, isAnswerHuge: true, make: (i, total, next) => ({ ...plain, count: total - i, cameraId: camera(next) }) },
  { name: "counts up and down at forty places", exhibitCount: 50, readClocks: CAMERA_COUNT, make: (_i, _total, next) => ({ ...plain, count: next(0, 50), cameraId: camera(next), container: `box ${next(0, 39)}` }) },
  { name: "clocks that nobody read", exhibitCount: 50, readClocks: 0, make: (_i, _total, next) => ({ ...plain, count: next(0, 50), cameraId: camera(next) }) },
  { name: "statements between", exhibitCount: 5, readClocks: CAMERA_COUNT, make: (i, total, next) => ({ ...plain, count: i < total / 2 ? 5 : 3, cameraId: next(0, 1) === 0 ? null : camera(next), isTold: true }) },
  { name: "carried about by thirty people", exhibitCount: 5, readClocks: CAMERA_COUNT, make: (_i, _total, next) => ({ ...plain, state: "carried", count: next(1, 5), cameraId: camera(next), container: null, holder: `person ${next(0, 29)}` }) },
];

/** Rows as observations.add and an index write them, without a log entry each: 10,000 of those are not what is measured. */
async function makeCase(libraryPath: string, shape: Shape, total: number): Promise<void> {
  const engine = await openEngine({ libraryPath, create: true, actor: { name: "bench", unit: null, number: null } });
  const ids = Array.from({ length: CAMERA_COUNT }, (_, i) => `c${i}`);
  await engine.call("cameras.import", { text: ["id,name,site", ...ids.map((id) => `${id},${id},port`)].join("\n"), format: "csv" });
  for (const cameraId of ids.slice(0, shape.readClocks)) await engine.call("clock.add", { cameraId, cameraMs: T0, trueMs: asTrueMs(T0), uncertaintyMs: 100, method: "bench" });
  await engine.call("cases.create", { number: "1", title: "bench" });
  await engine.call("exhibits.add", { caseId: 1, name: "bags", count: shape.exhibitCount });
  await engine.call("statements.add", { caseId: 1, speaker: "witness", text: "so it was" });
  await engine.close();
  const { db } = openWritable(libraryPath, "Asia/Shanghai");
  const insert = db.prepare(`INSERT INTO observations (exhibit_id, at_ms, state, count, camera_id, camera_ms, container, holder, statement_id, is_withdrawn, by_name, created_ms) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'bench', ?)`);
  const next = seededIntegers(total);
  const cover = db.prepare("INSERT INTO coverage (camera_id, start_ms, end_ms, uncertainty_ms) VALUES (?, ?, ?, 100)");
  db.transaction(() => {
    for (const cameraId of ids) for (let atMs = T0; atMs < T0 + total * 3_000; atMs += PART_MS) cover.run(cameraId, atMs, atMs + PART_MS - HOLE_MS);
    for (let i = 0; i < total; i++) {
      const made = shape.make(i, total, next);
      const atMs = T0 + i * 3_000 + next(0, 500);
      insert.run(atMs, made.state, made.count, made.cameraId, made.cameraId === null ? null : atMs, made.container, made.holder, made.isTold && made.cameraId === null ? 1 : null, T0);
    }
  })();
  db.close();
}

async function measureShape(report: BenchReport, folder: string, shape: Shape, total: number): Promise<void> {
  const libraryPath = join(folder, shape.name);
  await makeCase(libraryPath, shape, total);
  const engine = await openEngine({ libraryPath, create: false, actor: null });
  const { openReadable } = await import("../../engine/store/connection.ts");
  const db = openReadable(libraryPath);
  const question = new ExhibitQuestion(db, 1, 1, null);
  const found = question.bareContinuity();
  const series = await measureInRounds([
    { name: WHOLE, measure: () => timeMs(() => engine.call("continuity.read", { caseId: 1, exhibitId: 1 })) },
    { name: "of it: rows from the store", measure: () => timeMs(() => listExhibitObservations(db, 1)) },
    { name: "of it: rows, and their true time", measure: () => timeMs(() => new ExhibitQuestion(db, 1, 1, null)) },
    { name: "of it: what follows from them", measure: () => timeMs(() => continuityOf(question.observations, question.exhibit.count)) },
  ], { rounds: ROUNDS, warmUps: 4 });
  db.close();
  await engine.close();
  report.section(`${shape.name}: ${total} observations, ${found.loss.length} intervals, ${found.contradictions.length} contradictions`);
  report.rounds("ms", series, null);
  if (shape.isAnswerHuge !== true) report.target({ name: `${shape.name}, continuity.read`, value: median(seriesOf(series, WHOLE).values), unit: "ms", atMost: TARGET_MS });
}

await runBench("continuity", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-continuity-"));
  const total = Number(process.argv.find((word) => word.startsWith("observations="))?.slice("observations=".length) ?? 10_000);
  const only = process.argv.find((word) => word.startsWith("shape="))?.slice("shape=".length);
  try {
    for (const shape of SHAPES) if (only === undefined || shape.name.includes(only)) await measureShape(report, folder, shape, total);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
