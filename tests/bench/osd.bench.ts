// npm run bench -- osd [HEIGHT] [half] [seed=N] [fonts=usual|other] [only=clocks|none|hard|layouts|minutes|traffic|sizes|footage] [FOLDER]: makes clips with a clock burnt in (five
// fonts in six looks, or half of these; default 360 pixels high), has each read as the app does, and counts right, silent and wrong; then clips without
// a clock, situations that are hard, layouts, clocks without seconds, heavy traffic and sizes of picture, and every file of a folder of real footage without clocks (or of QUAYLINE_FOOTAGE). Each clip is read knowing
// a file time that is 131 s away from what it shows, as in a library.

import { readdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pictureClockResult } from "../../contract/picture-clock.ts";
import { asTrueMs } from "../../contract/time.ts";
import { readClockInThread } from "../../engine/osd/clock-reader.ts";
import { STRETCH_MS, type PictureClock } from "../../engine/osd/read-picture-clock.ts";
import { makeClockClip } from "../support/clock-footage.ts";
import { makeLibrary } from "../support/made-library.ts";
import { runBench, type BenchReport } from "./bench-report.ts";
import { layoutClips, minuteClips, sizeClips, trafficClips } from "./clock-layouts.ts";
import { clipsWithoutClock, clockClips, fontSets, hardClips, type NamedClip } from "./clock-clips.ts";

const words = process.argv.slice(2);
const option = (name: string, otherwise: string): string => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise;
const plain = words.filter((word) => !word.includes("="));
const heightPx = Number(plain.find((word) => /^\d+$/.test(word)) ?? 360);
const size = { widthPx: Math.round((heightPx * 8) / 9) * 2, heightPx };
const seed = Number(option("seed", "1"));
const families = option("fonts", "usual") === "other" ? fontSets.other : fontSets.usual;
const only = option("only", "");
const isHalf = plain.includes("half");
const footage = plain.find((word) => word !== "half" && !/^\d+$/.test(word)) ?? process.env["QUAYLINE_FOOTAGE"] ?? null;

/** What the file is told to say, away from what the clock shows. */
const FILE_AWAY_MS = 131_000;
/** Read nearer than this is right. */
const RIGHT_MS = 600;

type Verdict = "right" | "silent" | "wrong";

interface ClipReading {
  readonly named: NamedClip;
  readonly clock: PictureClock;
  readonly verdict: Verdict;
}

async function readClip(folder: string, { clip, nearAwayMs }: NamedClip): Promise<PictureClock> {
  const path = join(folder, "clock.mp4");
  await makeClockClip(path, clip);
  return readClockInThread({
    path, container: "mp4", timeBase: "1/90000", widthPx: clip.widthPx, heightPx: clip.heightPx, fromMediaMs: 0, lengthMs: Math.min(STRETCH_MS, clip.seconds * 1000),
    run: { fromMediaMs: 0, toMediaMs: clip.seconds * 1000 }, frameMs: 1000 / clip.framesPerSecond, region: null, timezone: "UTC", nearMs: clip.firstMs + (nearAwayMs ?? FILE_AWAY_MS),
  }, new AbortController().signal);
}

/** A clock without seconds may be off by what it says of itself; one that must not be read is right where it is not. */
function verdictOf({ isSilenceRight }: NamedClip, { clocks }: PictureClock, awayMs: number | null): Verdict {
  if (awayMs === null) return isSilenceRight === true ? "right" : "silent";
  return isSilenceRight !== true && Math.abs(awayMs) < Math.max(RIGHT_MS, 2 * clocks[0]!.uncertaintyMs) ? "right" : "wrong";
}

async function readAll(report: BenchReport, title: string, folder: string, clips: readonly NamedClip[]): Promise<readonly ClipReading[]> {
  report.section(title);
  const readings: ClipReading[] = [];
  for (const named of clips) {
    const startedMs = performance.now();
    const clock = await readClip(folder, named);
    const awayMs = clock.startMs === null ? null : clock.startMs - named.clip.firstMs;
    const verdict = verdictOf(named, clock, awayMs);
    readings.push({ named, clock, verdict });
    const said = awayMs === null ? [clock.state, ...(clock.reason === null ? [] : [clock.reason])].join(", ") : `${awayMs} ms away, ${clock.votes} votes to ${clock.against}`;
    report.line(`${verdict.padEnd(7)}${named.name}: ${said}, making and reading took ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  }
  return readings;
}

const countOf = (readings: readonly ClipReading[], verdict: Verdict): number => readings.filter((reading) => reading.verdict === verdict).length;

function tell(report: BenchReport, groups: readonly (readonly [name: string, readings: readonly ClipReading[]])[]): void {
  report.table(["", "clips", "right", "silent", "wrong"], groups.map(([name, readings]) => [name, ...[readings.length, countOf(readings, "right"), countOf(readings, "silent"), countOf(readings, "wrong")].map(String)]));
}

async function measureClocks(report: BenchReport, folder: string): Promise<void> {
  const readings = await readAll(report, `Clocks of ${heightPx} pixels' height of picture, fonts ${families.join(", ")}, seed ${seed}`, folder, clockClips(size, families, seed).filter(({ isOfHalf }) => !isHalf || isOfHalf));
  tell(report, [
    ...Map.groupBy(readings, ({ named }) => named.look), ...Map.groupBy(readings, ({ named }) => named.clip.family),
    ["with a Chinese day name", readings.filter(({ named }) => named.hasDayName)], ["all", readings],
  ]);
  report.target({ name: "clocks read right", value: (100 * countOf(readings, "right")) / readings.length, unit: "%", atLeast: 95 });
  report.target({ name: "clocks read wrong", value: countOf(readings, "wrong"), unit: "clips", atMost: 0 });
}

async function measureWithout(report: BenchReport, folder: string): Promise<void> {
  const readings = await readAll(report, "No clock in the picture", folder, clipsWithoutClock(size, seed));
  report.target({ name: "clips without a clock of which it is said that there is none", value: readings.filter(({ clock }) => clock.state === "none").length, unit: `of ${readings.length}`, atLeast: readings.length });
}

/** Right is welcome, silent is allowed. */
async function measureSituations(report: BenchReport, folder: string, title: string, clips: readonly NamedClip[]): Promise<void> {
  const readings = await readAll(report, `${title}: right is welcome, silent is allowed`, folder, clips);
  tell(report, [["all", readings]]);
  report.target({ name: `${title.toLowerCase()}: read wrong`, value: countOf(readings, "wrong"), unit: "clips", atMost: 0 });
}

const VIDEO = new Set([".mp4", ".mov", ".mkv", ".avi", ".ts", ".dav", ".h264"]);

/** Through the engine's own door, at every stretch of every file. */
async function measureFootage(report: BenchReport, folder: string): Promise<void> {
  report.section("Real footage that is said to have no clock");
  const library = await makeLibrary();
  try {
    const states: string[] = [];
    for (const name of (await readdir(folder)).filter((each) => VIDEO.has(extname(each).toLowerCase())).sort()) {
      const index = await library.engine.call("index.start", { paths: [join(folder, name)], cameraId: name, hash: false });
      await library.engine.waitForJob(index.jobId);
      const range = (await library.engine.call("cameras.list", {})).find((camera) => camera.cameraId === name)?.coverage ?? null;
      for (let atMs = range?.startMs ?? 0; range !== null && atMs < range.endMs; atMs += STRETCH_MS) {
        const { jobId } = await library.engine.call("osd.start", { cameraId: name, atMs: asTrueMs(atMs) });
        const { state } = pictureClockResult.parse((await library.engine.waitForJob(jobId)).result);
        states.push(state);
        report.line(`${state.padEnd(9)}${name}, from ${((atMs - range.startMs) / 1000).toFixed(0)} s`);
      }
    }
    report.target({ name: "stretches of real footage of which it is said that there is no clock", value: states.filter((state) => state === "none").length, unit: `of ${states.length}`, atLeast: states.length });
  } finally {
    await library.remove();
  }
}

await runBench("Clocks in the picture", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-osd-"));
  const isWanted = (part: string): boolean => only === "" || only === part;
  try {
    if (isWanted("clocks")) await measureClocks(report, folder);
    if (isWanted("none")) await measureWithout(report, folder);
    if (isWanted("hard")) await measureSituations(report, folder, "Hard", hardClips(size, seed));
    if (isWanted("layouts")) await measureSituations(report, folder, "Layouts and troubles", layoutClips(size, seed));
    if (isWanted("minutes")) await measureSituations(report, folder, "Without seconds", minuteClips(size, seed));
    if (isWanted("traffic")) await measureSituations(report, folder, "Before heavy traffic", trafficClips(size, seed));
    if (isWanted("sizes")) await measureSituations(report, folder, "Sizes of picture", sizeClips(seed));
    if (isWanted("footage")) {
      if (footage === null) report.line("No folder of real footage was named: left out.");
      else await measureFootage(report, footage);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
