// Playable copies made in turn: smaller ones with every frame at its own time, what is wished for first, and room that is kept to.

import { mkdtemp, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asMediaMs } from "../../../contract/time.ts";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { frameMediaTimes } from "../../../engine/media/frame-index.ts";
import { listKeyframes } from "../../../engine/media/keyframes.ts";
import { readContainer } from "../../../engine/media/read-container.ts";
import { ACTOR } from "../../support/made-library.ts";
import { convert, folderWith, H264, HEVC, makeClip, readFrameNumbers } from "../../support/numbered-footage.ts";

const { signal } = new AbortController();
const EVERY_TIME = { fromMediaMs: asMediaMs(0), toMediaMs: asMediaMs(1e9) };
let folders: string[];
let engine: Engine;

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), "quayline-queue-"))];
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(async () => {
  await engine.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** Indexes clips; answers their files' ids in the order of their names. */
async function indexed(clips: Readonly<Record<string, string>>): Promise<number[]> {
  const folder = await folderWith(clips);
  folders.push(folder);
  const { jobId } = await engine.call("index.start", { paths: [folder], hash: false });
  await engine.waitForJob(jobId);
  return (await engine.call("files.list", {})).map((file) => file.fileId);
}

const copyPath = (name: string): string => join(engine.libraryPath, "proxies", name);
const wish = (fileId: number, size: "full" | "small", isUrgent = false) => ({ fileId, size, isUrgent });

/** Asks until all that is wished for is ready or failed; answers the states in the order of the wishes. */
async function wanted(wishes: readonly ReturnType<typeof wish>[], shownFileIds: number[] = []): Promise<string[]> {
  for (;;) {
    const { standings } = await engine.call("proxies.want", { wishes: [...wishes], shownFileIds });
    const making = standings.find((standing) => standing.state === "making");
    if (making?.jobId != null) await engine.waitForJob(making.jobId);
    else if (standings.every((standing) => standing.state !== "waiting")) return standings.map((standing) => standing.state);
    else await new Promise((resolve) => setImmediate(resolve));
  }
}

async function timesOf(path: string): Promise<number[]> {
  const made = await readContainer(path, "mp4", signal);
  if ("refused" in made) throw new Error(made.refused.code);
  return [...frameMediaTimes(made.frameIndex, made.timeBase, -1, Infinity, Infinity)].map(Math.round);
}

it("makes a smaller copy in which every frame stands at its own time, also where the rate varies", async () => {
  const [fileId] = await indexed({ "ch01_20211112140000.mp4": await makeClip({ fileName: "v.mp4", frames: 60, encode: ["-s", "768x720", ...H264], setpts: "N+floor(N/3)" }) });
  expect(await wanted([wish(fileId!, "small")])).toEqual(["ready"]);
  const path = copyPath(`${fileId}.small.mp4`);
  expect(await readContainer(path, "mp4", signal)).toMatchObject({ videoCodec: "h264", heightPx: 360, audioCodec: null });
  expect(await timesOf(path)).toEqual(Array.from({ length: 60 }, (_, n) => (n + Math.floor(n / 3)) * 100));
  expect(await readFrameNumbers(path)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  const [file] = (await engine.call("playback.read", { cameraIds: ["01"], fromMs: Date.UTC(2021, 10, 12, 6) as never, toMs: Date.UTC(2021, 10, 12, 7) as never })).files;
  if (file !== undefined) expect(file).toMatchObject({ hasSmallProxy: true, proxy: "none" });
});

it("says where keyframes stand, in the original, in its copies, and where a copy begins that lacks the first frames", async () => {
  const whole = await makeClip({ fileName: "h.mp4", frames: 50, encode: HEVC });
  const [h264, hevc] = await indexed({ "ch01_20211112140000.mp4": await makeClip({ fileName: "k.mp4", frames: 45 }), "ch02_20211112140000.mp4": whole });
  const keys = async (fileId: number, source: "file" | "proxy" | "small") => {
    const { mediaMs, ...more } = await engine.call("keyframes.list", { fileId, source, ...EVERY_TIME });
    return { ...more, mediaMs: [...mediaMs].map(Math.round) };
  };
  expect(await keys(h264!, "file")).toEqual({ mediaMs: [0, 1_000, 2_000, 3_000, 4_000], firstMediaMs: 0, isWhole: true });
  expect(await wanted([wish(hevc!, "full", true), wish(hevc!, "small")])).toEqual(["ready", "ready"]);
  // The encoder adds keyframes of its own where the picture changes.
  expect(await keys(hevc!, "proxy")).toEqual({ mediaMs: expect.arrayContaining([0, 2_000, 4_000]) as number[], firstMediaMs: 0, isWhole: true });
  expect((await keys(hevc!, "small")).mediaMs).toEqual(expect.arrayContaining([0, 1_000, 2_000, 3_000, 4_000]));
  // A copy whose first frame is the fourth of the original.
  const late = await convert("late.mp4", await makeClip({ fileName: "k.mp4", frames: 45 }), [], ["-vf", "select=gte(n\\,4)", "-fps_mode", "passthrough", ...H264]);
  expect((await listKeyframes({ path: late, container: "mp4", zeroS: 0, ...EVERY_TIME, signal })).firstMediaMs).toBe(400);
});

it("keeps to the room there is: what was used longest ago goes, what is shown stays, and nothing is begun that nobody waits for", async () => {
  const clip = (frames: number) => makeClip({ fileName: "q.mp4", frames, encode: HEVC });
  const [a, b, c] = await indexed({ "ch01_20211112140000.mp4": await clip(40), "ch02_20211112140000.mp4": await clip(41), "ch03_20211112140000.mp4": await clip(42) });
  expect(await wanted([wish(a!, "full"), wish(b!, "full")])).toEqual(["ready", "ready"]);
  const { usedBytes, count } = await engine.call("proxies.read", {});
  expect(count).toBe(2);
  const long = new Date(Date.now() - 3_600_000);
  await utimes(copyPath(`${b}.mp4`), long, long);
  // Shown is b, although it was used long ago; wished for is nothing.
  await engine.call("proxies.want", { wishes: [], shownFileIds: [b!] });
  expect(await engine.call("proxies.setLimit", { limitBytes: usedBytes - 1 })).toMatchObject({ count: 1, limitBytes: usedBytes - 1 });
  await expect(stat(copyPath(`${a}.mp4`))).rejects.toThrow("ENOENT");
  await stat(copyPath(`${b}.mp4`));
  await engine.call("proxies.setLimit", { limitBytes: 0 });
  expect((await engine.call("proxies.want", { wishes: [wish(c!, "full")], shownFileIds: [b!] })).standings).toMatchObject([{ state: "waiting" }]);
  expect((await engine.call("jobs.list", { kinds: ["proxy"] })).filter((job) => job.subjectId === c)).toEqual([]);
  // A tile that shows nothing without it is served all the same.
  expect(await wanted([wish(c!, "full", true)], [b!])).toEqual(["ready"]);
});

it("gives up what nobody wishes for any more, and makes it when it is wished for again", async () => {
  const [a, b] = await indexed({ "ch01_20211112140000.mp4": await makeClip({ fileName: "long.mp4", frames: 240, encode: HEVC }), "ch02_20211112140000.mp4": await makeClip({ fileName: "q.mp4", frames: 40, encode: HEVC }) });
  const { standings } = await engine.call("proxies.want", { wishes: [wish(a!, "full")], shownFileIds: [] });
  expect(standings[0]!.state === "making" || standings[0]!.state === "waiting").toBe(true);
  expect(await wanted([wish(b!, "full")])).toEqual(["ready"]);
  expect(await wanted([wish(a!, "full", true)])).toEqual(["ready"]);
});

it("says why a copy cannot be made", async () => {
  const [a] = await indexed({ "ch01_20211112140000.mp4": await makeClip({ fileName: "q.mp4", frames: 40, encode: HEVC }) });
  await rm(folders[1]!, { recursive: true });
  expect((await engine.call("proxies.want", { wishes: [wish(a!, "full")], shownFileIds: [] })).standings).toMatchObject([{ state: "failed", error: { code: "source-offline" } }]);
});

it.each([["cut short", 0.4], ["replaced by a longer file", 1.4]])("shows nothing of an original that was %s since it was indexed, until the one that was indexed is back", async (_, share) => {
  const clip = await makeClip({ fileName: "q.mp4", frames: 40, encode: HEVC });
  const [a] = await indexed({ "ch01_20211112140000.mp4": clip });
  const path = join(folders[1]!, "ch01_20211112140000.mp4");
  const whole = await readFile(path);
  await writeFile(path, Buffer.concat([whole, whole]).subarray(0, Math.floor(whole.length * share)));
  const changed = { code: "original-changed" };
  expect((await engine.call("proxies.want", { wishes: [wish(a!, "full")], shownFileIds: [] })).standings).toMatchObject([{ state: "failed", error: changed }]);
  await expect(engine.resolveMedia("file", a!)).rejects.toMatchObject(changed);
  await expect(engine.call("frame.ofFile", { fileId: a!, mediaMs: asMediaMs(0), maxWidthPx: null })).rejects.toMatchObject(changed);
  await writeFile(path, whole);
  expect(await wanted([wish(a!, "full")])).toEqual(["ready"]);
});
