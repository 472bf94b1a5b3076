// npm run bench -- playback [search|scrub|play]… [seconds=60] [rounds=40] [short]: searches, steps, scrubbing and playing on the wall, in the app's own window, beside
// a bare <video> on the same files and beside the way in which LosslessCut searches, all in the same run.

import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { isoFromInstant } from "../../contract/time-text.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";
import { ask, clockMs } from "../e2e/window-parts.ts";
import { openAppWindow } from "./app-window.ts";
import { runBench, type BenchReport } from "./bench-report.ts";
import { cameraIdOf, FRAME_MS, KEY_EVERY_MS, LONG_SECONDS, makePlaybackLibrary, START_MS } from "./playback-library.ts";
import { addBareVideo, removeBareVideo, seekBare, seekWall, sweepBare, sweepWall, watchWall, type Played } from "./playback-page.ts";
import { measureInRounds } from "./rounds.ts";
import { median, pairedRatio, percentile } from "./series.ts";

const CAMERAS = 16;
const RATIO_MAX = 1.05;
/** Making sixteen small copies must not keep the run from ending. */
const COPIES_WAIT_MS = 100_000;

const words = process.argv.slice(2);
const value = (name: string, otherwise: number): number => Number(words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);
const seconds = value("seconds", 60);
const rounds = value("rounds", 40);
const parts = ["search", "scrub", "play"].filter((part) => words.includes(part));
const isAsked = (part: string): boolean => parts.length === 0 || parts.includes(part);

async function goTo(page: Page, mediaMs: number): Promise<void> {
  const field = page.getByTestId("time-field");
  await field.fill(isoFromInstant(START_MS + mediaMs, "Asia/Shanghai"));
  await field.press("Enter");
  await field.blur();
  await settled(page);
}

/** Until every tile stands on the clock's frame. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const clock = Number(document.querySelector<HTMLElement>("[data-testid=clock-true]")?.dataset["ms"]);
    return [...document.querySelectorAll<HTMLElement>("[data-testid^='tile-'][data-state]")].every((tile) => tile.dataset["camera"] === ""
      || (tile.dataset["state"] === "footage" && Number(tile.dataset["trueMs"]) <= clock && Number(tile.dataset["trueMs"]) > clock - 41));
  }, undefined, { timeout: 60_000 });
}

async function layOut(page: Page, count: 1 | 4 | 9 | 16): Promise<void> {
  await page.getByTestId(`layout-${count}`).click();
  await page.waitForFunction((wanted) => document.querySelectorAll("[data-testid^='tile-'][data-state]").length === wanted, count);
  await goTo(page, 1_000);
}

async function measureSearch(page: Page, report: BenchReport): Promise<void> {
  const next = seededIntegers(5);
  const frames = Array.from({ length: 2 * rounds + 2 }, () => next(0, (LONG_SECONDS - 2) * 25) * FRAME_MS);
  // To where it stands already no picture would come.
  const keys = frames.map((ms) => Math.floor(ms / KEY_EVERY_MS) * KEY_EVERY_MS).filter((ms, i, all) => ms !== all.at(i - 1));
  const at = <T,>(list: readonly T[], round: number): T => list[(round + list.length) % list.length]!;

  const typed = (ms: number) => ({ kind: "type", text: isoFromInstant(START_MS + ms + FRAME_MS / 2, "Asia/Shanghai") }) as const;
  const random = await measureInRounds([
    { name: "bare <video>", measure: (round) => seekBare(page, at(frames, round)) },
    { name: "one tile", measure: (round) => seekWall(page, typed(at(frames, round)), at(frames, round)) },
  ], { rounds, warmUps: 2 });
  report.section("Random search to the first frame, one 1080p tile");
  report.events("ms", random);
  // Places differ twentyfold in how far the keyframe lies before them: each is compared with itself.
  report.target({ name: "random search, times a bare <video> at the same place, median", value: pairedRatio(random[1]!, random[0]!), unit: "", atMost: RATIO_MAX });

  // One takes a tenth of what a random one does: the same rounds would leave the median uncertain by more than what is looked for.
  const keyRounds = 2 * rounds;
  const aligned = await measureInRounds([
    { name: "bare <video>", measure: (round) => seekBare(page, at(keys, round)) },
    { name: "one tile", measure: (round) => seekWall(page, typed(at(keys, round)), at(keys, round)) },
  ], { rounds: keyRounds, warmUps: 2 });
  report.section("Search to a keyframe, typed");
  report.events("ms", aligned);
  report.line(`times a bare <video> at the same place, median: ${pairedRatio(aligned[1]!, aligned[0]!).toFixed(2)}`);

  for (const [name, direction] of [["A step forward", 1], ["A step back", -1]] as const) {
    const base = Math.floor(LONG_SECONDS / 2) * 1_000 + 480;
    await seekBare(page, base);
    await goTo(page, base + FRAME_MS / 2);
    let [bareMs, wallMs] = [base, base];
    const steps = await measureInRounds([
      { name: "bare <video>", measure: () => seekBare(page, bareMs += direction * FRAME_MS) },
      { name: "one tile", measure: () => seekWall(page, { kind: "key", key: direction === 1 ? "ArrowRight" : "ArrowLeft" }, wallMs += direction * FRAME_MS) },
    ], { rounds: 20, warmUps: 2 });
    report.section(name);
    report.events("ms", steps);
  }
}

/** The timeline's ruler with all footage on it, and where on it a place lies. */
async function rulerOf(page: Page): Promise<{ readonly xOf: (mediaMs: number) => number; readonly yPx: number }> {
  await page.keyboard.press("f");
  await page.waitForTimeout(1_000);
  const canvas = page.getByTestId("timeline-canvas");
  const box = (await canvas.boundingBox())!;
  const [fromMs, toMs] = [Number(await canvas.getAttribute("data-from-ms")), Number(await canvas.getAttribute("data-to-ms"))];
  return { xOf: (mediaMs) => box.x + ((START_MS + mediaMs - fromMs) / (toMs - fromMs)) * box.width, yPx: box.y + 6 };
}

/** One move of a hand that scrubs, to the picture that comes first: the keyframe before the hand's place. */
async function measureMoves(page: Page, report: BenchReport): Promise<void> {
  const { xOf, yPx } = await rulerOf(page);
  const next = seededIntegers(7);
  const keys = Array.from({ length: 2 * rounds + 2 }, () => next(0, LONG_SECONDS * 1_000 / KEY_EVERY_MS - 2) * KEY_EVERY_MS).filter((ms, i, all) => ms !== all.at(i - 1));
  const at = (round: number): number => keys[(round + keys.length) % keys.length]!;
  await page.mouse.move(xOf(1_000), yPx);
  await page.mouse.down();
  await settled(page);
  const moves = await measureInRounds([
    { name: "bare <video>", measure: (round) => seekBare(page, at(round)) },
    {
      name: "one tile", measure: async (round) => {
        const takenMs = await seekWall(page, { kind: "hand", xPx: xOf(at(round) + KEY_EVERY_MS / 2), yPx }, at(round));
        // The hand rests, and the exact frame comes: not beside what is measured next.
        await page.waitForTimeout(200);
        await settled(page);
        return takenMs;
      },
    },
  ], { rounds: 2 * rounds, warmUps: 2 });
  await page.mouse.up();
  report.section("One move of a scrubbing hand, to the keyframe before its place");
  report.events("ms", moves);
  report.target({ name: "a move of the hand, times a bare <video> sent to the same keyframe, median", value: pairedRatio(moves[1]!, moves[0]!), unit: "", atMost: RATIO_MAX });
}

async function measureScrubbing(page: Page, report: BenchReport): Promise<void> {
  const { xOf, yPx } = await rulerOf(page);
  const stretches = [[5_000, 35_010], [60_000, 20_010], [30_000, 45_010]] as const;
  const moves = 120;
  const rows: (readonly (string | number)[])[] = [];
  const of = { each: [] as number[], pending: [] as number[], wall: [] as number[] };
  const last = { each: [] as number[], pending: [] as number[], wall: [] as number[] };
  for (const [from, to] of stretches) {
    for (const style of ["each", "pending"] as const) {
      await seekBare(page, from);
      const sweep = await sweepBare(page, style, from, to - 10, moves);
      of[style].push(sweep.pictures);
      last[style].push(sweep.lastMs);
    }
    await page.mouse.move(xOf(from), yPx);
    await page.mouse.down();
    await settled(page);
    const sweep = await sweepWall(page, xOf(from), xOf(to), yPx, moves);
    of.wall.push(sweep.pictures);
    last.wall.push(sweep.lastMs);
    await page.mouse.up();
  }
  const names = { each: "currentTime at every move", pending: "one search at a time (LosslessCut)", wall: "one tile: keyframes first" } as const;
  for (const style of ["each", "pending", "wall"] as const) rows.push([names[style], median(of[style]), median(last[style])]);
  report.section(`Scrubbing: a hand that moves ${moves} times in two seconds`);
  report.table(["", "pictures", "exact after rest, ms"], rows);
}

const PLAY_COLUMNS = ["", "load", "keeping up", "median ms", "p95 ms", "highest ms", "frames", "stale, unmarked %", "marked %", "dropped %", "pace"];

/** One row; the machine's load beside each, because it decides what can be decoded. */
function playRow(name: string, played: Played): readonly (string | number)[] {
  const sizes = played.offsetsMs.map(Math.abs);
  const count = (list: readonly string[]): string => [...Map.groupBy(list, (each) => each)].map(([each, all]) => `${all.length} ${each}`).join(", ");
  return [
    name, loadavg()[0]!.toFixed(1), `${count(played.pacings)}; ${count(played.sources)}`, median(sizes), percentile(sizes, 0.95), Math.max(...sizes), String(played.offsetsMs.length),
    100 * played.staleShare, 100 * played.markedShare, played.frames === 0 ? 0 : (100 * played.dropped) / played.frames, played.pace,
  ];
}

async function play(page: Page, forMs: number, rate: number): Promise<Played> {
  // Stopped, the clock keeps the speed that it had.
  await page.getByTestId("speed").selectOption("1");
  await page.getByTestId("speed").blur();
  await page.keyboard.press("Space");
  for (let speed = 1; speed < rate; speed *= 2) await page.keyboard.press("l");
  await page.waitForFunction((startMs) => Number(document.querySelector<HTMLElement>("[data-testid=clock-true]")?.dataset["ms"]) > startMs, (await clockMs(page)) + 500 * rate);
  // Two seconds in which the players come in step, and the machine learns what it bears.
  await page.waitForTimeout(rate > 1 ? 3_000 : 2_000);
  const played = await watchWall(page, forMs, rate, START_MS, FRAME_MS);
  await page.keyboard.press("k");
  return played;
}

/** Copies of all that is on the wall; false where they are not there in time. */
async function waitForCopies(page: Page, count: number): Promise<boolean> {
  return page.waitForFunction((wanted) => document.querySelectorAll("[data-testid^='tile-'][data-source=small]").length >= wanted, count, { timeout: COPIES_WAIT_MS, polling: 1_000 }).then(() => true, () => false);
}

async function measurePlaying(page: Page, report: BenchReport): Promise<void> {
  const rows: (readonly (string | number)[])[] = [];
  const measure = async (name: string, forMs: number, rate = 1): Promise<Played> => {
    await goTo(page, 1_000);
    const played = await play(page, forMs, rate);
    rows.push(playRow(name, played));
    return played;
  };
  await layOut(page, 4);
  const four = await measure(`4 tiles, originals, ${seconds} s`, seconds * 1000);
  await measure("4 tiles at 4x", 8_000, 4);
  await layOut(page, 9);
  await measure("9 tiles, originals", 10_000);
  const missing: string[] = [];
  if (!words.includes("short")) {
    await ask(page, "proxies.setLimit", { limitBytes: 10 ** 10 });
    for (const count of [9, 16, 4] as const) {
      // Four are large: copies are made for small tiles, so they are asked for on nine before and kept.
      await layOut(page, count);
      if (await waitForCopies(page, count)) await measure(`${count} tiles, small copies`, 10_000);
      else missing.push(`${count} tiles: no small copies of all of them within ${COPIES_WAIT_MS / 1000} s`);
    }
  }
  report.section("Playing: frames when they came on the glass against the clock; stale ones that were not marked; what was left out");
  report.table(PLAY_COLUMNS, rows);
  for (const line of missing) report.line(line);
  report.target({ name: "four 1080p25 tiles in step, p95", value: percentile(four.offsetsMs.map(Math.abs), 0.95), unit: "ms", atMost: FRAME_MS });
  report.target({ name: "stale pictures that were not marked", value: 100 * four.staleShare, unit: "%", atMost: 1 });
}

await runBench("playback", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-playback-"));
  try {
    const libraryPath = await makePlaybackLibrary(folder, CAMERAS);
    const { page, close } = await openAppWindow(libraryPath);
    try {
      await page.getByTestId(`camera-row-${cameraIdOf(0)}`).click();
      await layOut(page, 1);
      const [file] = await ask(page, "files.list", { cameraId: cameraIdOf(0) });
      await addBareVideo(page, file!.fileId);
      if (isAsked("search")) await measureSearch(page, report);
      if (isAsked("scrub")) {
        await measureMoves(page, report);
        await measureScrubbing(page, report);
      }
      await removeBareVideo(page);
      if (isAsked("play")) await measurePlaying(page, report);
    } finally {
      await close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
