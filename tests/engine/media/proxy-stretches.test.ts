// Copies that are made in stretches: every frame of a stretch is the frame of the original at that time, over the seams too, and the
// whole that is joined of them is a copy like any other.

import Database from "better-sqlite3";
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProxyStretch } from "../../../contract/proxies.ts";
import { asMediaMs } from "../../../contract/time.ts";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { frameMediaTimes } from "../../../engine/media/frame-index.ts";
import { readContainer } from "../../../engine/media/read-container.ts";
import { databasePath } from "../../../engine/store/connection.ts";
import { ACTOR } from "../../support/made-library.ts";
import { AAC, convert, folderWith, makeClip, readFrameNumbers } from "../../support/numbered-footage.ts";
import { deviceTimes, dhavFile } from "../../support/recorder-files.ts";

const { signal } = new AbortController();
let folders: string[];
let engine: Engine;

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), "quayline-stretches-"))];
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(async () => {
  await stop();
  await engine.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function indexed(clips: Readonly<Record<string, string | Uint8Array>>): Promise<number[]> {
  const folder = await folderWith(clips);
  folders.push(folder);
  const { jobId } = await engine.call("index.start", { paths: [folder], hash: false });
  await engine.waitForJob(jobId);
  return (await engine.call("files.list", {})).map((file) => file.fileId);
}

type Wish = { readonly fileId: number; readonly size: "full" | "small"; readonly isUrgent: boolean; readonly atMediaMs: ReturnType<typeof asMediaMs> | null };
/** Nothing is wished for any more, and all that was begun is over. */
async function stop(): Promise<void> {
  await engine.call("proxies.want", { wishes: [], shownFileIds: [] });
  for (const job of await engine.call("jobs.list", {})) if (job.state === "running") await engine.waitForJob(job.jobId);
}

const wish = (fileId: number, atMs: number | null, size: "full" | "small" = "full"): Wish => ({ fileId, size, isUrgent: true, atMediaMs: atMs === null ? null : asMediaMs(atMs) });
const copiesFolder = (): string => join(engine.libraryPath, "proxies");

type Standing = Awaited<ReturnType<typeof standingOf>>;
const standingOf = async (asked: Wish) => (await engine.call("proxies.want", { wishes: [asked], shownFileIds: [] })).standings[0]!;

/** Asks again whenever the engine tells of something, until it is so. */
async function until(asked: Wish, isSo: (standing: Standing) => boolean): Promise<Standing> {
  let wake: () => void = () => undefined;
  const stop = engine.onEvent(() => wake());
  try {
    for (;;) {
      const told = new Promise<void>((resolve) => (wake = resolve));
      const standing = await standingOf(asked);
      if (isSo(standing)) return standing;
      if (standing.state === "failed") throw new Error(JSON.stringify(standing.error));
      await told;
    }
  } finally {
    stop();
  }
}

/** Numbers and media times of the frames of a copy or a part of one; `atMs`: where its beginning stands. */
async function framesOf(path: string, atMs = 0): Promise<{ readonly numbers: readonly number[]; readonly timesMs: readonly number[] }> {
  const made = await readContainer(path, "mp4", signal);
  if ("refused" in made) throw new Error(made.refused.code);
  const firstMs = (made.firstPts * 1000) / 90_000;
  return { numbers: await readFrameNumbers(path), timesMs: [...frameMediaTimes(made.frameIndex, made.timeBase, -1, Infinity, Infinity)].map((ms) => Math.round(atMs + firstMs + ms)) };
}

const pathOfStretch = async (stretchId: number): Promise<string> => Buffer.from((await engine.resolveMedia("stretch", stretchId)).pathBase64, "base64").toString();

/** As framesOf, of stretches in a row. */
async function framesInARow(stretches: readonly ProxyStretch[]): Promise<{ readonly numbers: readonly number[]; readonly timesMs: readonly number[] }> {
  const all = await Promise.all(stretches.map(async ({ stretchId, fromMediaMs }) => framesOf(await pathOfStretch(stretchId), fromMediaMs)));
  return { numbers: all.flatMap(({ numbers }) => numbers), timesMs: all.flatMap(({ timesMs }) => timesMs) };
}

const namesThere = async (): Promise<string[]> => (await readdir(copiesFolder())).sort();
const isStretchName = (name: string): boolean => name.includes(".at");
const between = (from: number, end: number): number[] => Array.from({ length: end - from }, (_, i) => from + i);

/** How a whole copy says that it was made. */
function commandOf(fileId: number): string {
  const db = new Database(databasePath(engine.libraryPath), { readonly: true });
  try {
    return db.prepare("SELECT command FROM derived WHERE file_id = ? AND kind = 'proxy'").pluck().get(fileId) as string;
  } finally {
    db.close();
  }
}

const FRAMES = 320;
/** Under the play head. */
const HEAD_NO = 150;
const OPEN_GROUPS = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-x265-params", "keyint=35:min-keyint=35:bframes=3:open-gop=1:scenecut=0:log-level=error", "-pix_fmt", "yuv420p"];
const MPEG4 = ["-c:v", "mpeg4", "-q:v", "2", "-g", "25"];
const clip = (fileName: string, more: object = {}) => makeClip({ fileName, frames: FRAMES, framesPerSecond: 10, encode: OPEN_GROUPS, ...more });
const every = (n: number): number => n * 100;

describe("frames", () => {
  it.each<[string, string, () => Promise<string | Uint8Array>, (n: number) => number, firstNo?: number]>([
    ["mp4 with B-frames in open groups", "mp4", () => clip("a.mp4"), every],
    ["mp4 with an edit list that cuts into a group, and sound", "mp4", async () => convert("cut.mp4", await clip("long.mp4", { audio: AAC, frames: FRAMES + 20 }), ["-ss", "2.0"], ["-c", "copy"]), every, 20],
    ["mkv at a varying rate", "mkv", () => clip("v.mkv", { setpts: "N+floor(N/3)" }), (n) => (n + Math.floor(n / 3)) * 100],
    ["transport stream that begins far from 0", "ts", () => clip("t.ts", { mux: ["-output_ts_offset", "5000", "-muxdelay", "0"] }), every],
    ["MPEG-4 in avi", "avi", () => clip("m.avi", { encode: MPEG4 }), every],
    ["DHAV with sound and a hole", "dav", () => dhavFile({ codec: "hevc", deviceMs: deviceTimes(FRAMES, 100, { gapBefore: 160, gapMs: 40_000 }), hasAudio: true }), (n) => n * 100 + (n >= 160 ? 40_000 : 0)],
  ])("are the original's in every stretch, over the seams, and in the whole: %s", async (_, ending, make, timeOf, firstNo = 0) => {
    const [fileId] = await indexed({ [`ch01_20211112140000.${ending}`]: await make() });
    const asked = wish(fileId!, timeOf(HEAD_NO) + 30);
    const { stretches } = await until(asked, (standing) => standing.stretches.length >= 2);
    expect(stretches[0]!.fromMediaMs).toBeLessThanOrEqual(timeOf(HEAD_NO - 7));
    expect(stretches[0]!.toMediaMs).toBeGreaterThan(timeOf(HEAD_NO));
    expect(stretches[1]!.fromMediaMs).toBe(stretches[0]!.toMediaMs);
    const { numbers, timesMs } = await framesInARow(stretches);
    expect(numbers.length).toBeGreaterThan(70);
    expect(numbers).toEqual(between(numbers[0]!, numbers[0]! + numbers.length));
    expect(timesMs).toEqual(numbers.map((n) => timeOf(n - firstNo)));
    await until(asked, ({ state }) => state === "ready");
    const whole = await framesOf(join(copiesFolder(), `${fileId}.mp4`));
    expect(await readContainer(join(copiesFolder(), `${fileId}.mp4`), "mp4", signal)).toMatchObject({ audioCodec: (await engine.call("files.list", {}))[0]!.audioCodec === null ? null : "aac" });
    expect(whole.numbers).toEqual(between(firstNo, firstNo + FRAMES));
    expect(whole.timesMs).toEqual(whole.numbers.map((n) => timeOf(n - firstNo)));
    expect(commandOf(fileId!)).toMatch(/^ffmpeg .*-c:v libx264 .* # one of \d+ parts, joined by: ffmpeg .*-c:v copy/);
  });

  it("that have no stamps of their own are not cut into stretches: the copy is made in one piece", async () => {
    const [fileId] = await indexed({ "ch01_20211112140000.avi": await clip("b.avi", { encode: [...MPEG4, "-bf", "2"] }) });
    const seen: number[] = [];
    await until(wish(fileId!, 20_000), ({ state, stretches }) => seen.push(stretches.length) > 0 && state === "ready");
    expect(Math.max(...seen)).toBe(0);
    expect((await framesOf(join(copiesFolder(), `${fileId}.mp4`))).numbers).toEqual(between(0, 320));
  });
});

describe("the play head", () => {
  it("has what lies under it made first, wherever it goes meanwhile; small copies too", async () => {
    const [fileId] = await indexed({ "ch01_20211112140000.avi": await makeClip({ fileName: "far.avi", frames: 3_000, framesPerSecond: 10, encode: MPEG4 }) });
    await until(wish(fileId!, 100_000, "small"), ({ stretches }) => stretches.length === 1);
    const { stretches, state } = await until(wish(fileId!, 250_000, "small"), (standing) => standing.stretches.some(({ fromMediaMs }) => fromMediaMs > 200_000));
    expect(state).toBe("making");
    expect(stretches.map(({ fromMediaMs }) => fromMediaMs)).toEqual([99_000, ...(stretches.length > 2 ? [stretches[1]!.fromMediaMs] : []), 249_000]);
    const { numbers } = await framesInARow(stretches.slice(-1));
    expect(numbers[0]).toBe(2_490);
    await readContainer(await pathOfStretch(stretches[0]!.stretchId), "mp4", signal).then((made) => expect(made).toMatchObject({ heightPx: 360, audioCodec: null }));
  });

  it("says where the keyframes of a stretch stand on the original's time", async () => {
    const [fileId] = await indexed({ "ch01_20211112140000.mp4": await clip("a.mp4") });
    const { stretches } = await until(wish(fileId!, 15_000), (standing) => standing.stretches.length >= 1);
    const { stretchId, fromMediaMs, firstMediaMs } = stretches[0]!;
    const keys = await engine.call("keyframes.list", { fileId: fileId!, source: "proxy", stretchId, fromMediaMs: asMediaMs(0), toMediaMs: asMediaMs(1e9) });
    expect([...keys.mediaMs].map(Math.round)).toEqual(expect.arrayContaining([fromMediaMs, fromMediaMs + 2_000, fromMediaMs + 4_000].map(Math.round)) as number[]);
    expect(Math.round(keys.firstMediaMs)).toBe(Math.round(firstMediaMs));
  });
});

describe("stretches that are there", () => {
  const reopen = async (): Promise<void> => {
    const { libraryPath } = engine;
    await engine.close();
    engine = await openEngine({ libraryPath, create: false, actor: ACTOR });
  };
  const begun = async (): Promise<{ readonly fileId: number; readonly folder: string; readonly stretches: readonly ProxyStretch[] }> => {
    const [fileId] = await indexed({ "ch01_20211112140000.avi": await makeClip({ fileName: "far.avi", frames: 3_000, framesPerSecond: 10, encode: MPEG4 }) });
    const { stretches } = await until(wish(fileId!, 100_000), (standing) => standing.stretches.length >= 2);
    await stop();
    return { fileId: fileId!, folder: folders.at(-1)!, stretches };
  };

  it("stay when their copy is given up or the library is closed, and are not made again", async () => {
    const { fileId, stretches } = await begun();
    expect((await namesThere()).every(isStretchName)).toBe(true);
    await reopen();
    const again = await standingOf(wish(fileId, 100_000));
    expect(again.stretches.map(({ stretchId }) => stretchId)).toEqual(expect.arrayContaining(stretches.map(({ stretchId }) => stretchId)) as number[]);
  });

  it("count as one copy on the shelf, and go where there is no room and nobody looks", async () => {
    const { fileId } = await begun();
    const { count, usedBytes } = await engine.call("proxies.read", {});
    expect(count).toBe(1);
    expect(usedBytes).toBe((await Promise.all((await namesThere()).map(async (name) => (await stat(join(copiesFolder(), name))).size))).reduce((sum, bytes) => sum + bytes, 0));
    await engine.call("proxies.want", { wishes: [], shownFileIds: [fileId] });
    expect(await engine.call("proxies.setLimit", { limitBytes: 0 })).toMatchObject({ count: 1 });
    await engine.call("proxies.want", { wishes: [], shownFileIds: [] });
    expect(await engine.call("proxies.setLimit", { limitBytes: 0 })).toMatchObject({ count: 0, usedBytes: 0 });
    expect((await standingOf({ ...wish(fileId, 100_000), isUrgent: false })).stretches).toEqual([]);
  });

  it("count no longer once the original has changed", async () => {
    const { fileId, folder, stretches } = await begun();
    const before = await namesThere();
    await utimes(join(folder, "ch01_20211112140000.avi"), new Date(), new Date(Date.now() - 1_000_000));
    await engine.waitForJob((await engine.call("index.start", { paths: [folder], hash: false })).jobId);
    await expect(engine.resolveMedia("stretch", stretches[0]!.stretchId)).rejects.toMatchObject({ code: "file-unknown" });
    expect((await standingOf({ ...wish(fileId, 100_000), isUrgent: false })).stretches).toEqual([]);
    expect((await namesThere()).filter((name) => before.includes(name))).toEqual([]);
  });

  it("are all that a killed process leaves: what was half made, and what no row tells of, is cleared away", async () => {
    const { fileId } = await begun();
    const whole = await namesThere();
    for (const name of [`${fileId}.mp4.partial`, `${fileId}.at7.mp4.partial`, `${fileId}.at7.mp4`, `${fileId}.mp4.script.partial`]) await writeFile(join(copiesFolder(), name), "half");
    await writeFile(join(copiesFolder(), "notes.txt"), "not ours");
    await reopen();
    await engine.call("proxies.want", { wishes: [], shownFileIds: [fileId] });
    expect(await namesThere()).toEqual([...whole, "notes.txt"].sort());
  });

  it("go once the whole copy is there and nobody plays them any more", async () => {
    const [fileId] = await indexed({ "ch01_20211112140000.mp4": await clip("a.mp4") });
    const asked = wish(fileId!, 15_000);
    const { stretches } = await until(asked, (standing) => standing.stretches.length >= 1);
    const played = await pathOfStretch(stretches[0]!.stretchId);
    await until(asked, ({ state }) => state === "ready");
    await standingOf(asked);
    // One was played just now: a tile may still have it open.
    expect((await namesThere()).map((name) => join(copiesFolder(), name))).toEqual([join(copiesFolder(), `${fileId}.mp4`), played].sort());
  });
});
