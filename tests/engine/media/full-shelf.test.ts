// A shelf of copies that is full: what is looked at comes all the same and is never thrown away, what is not goes, and nothing is made
// and thrown away in turns. How much is ever made is bounded in each test.

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { bytesOfCopies, covers, endCopies, jobsOf, namesOfCopies, partsEverMade, standings, untilRest, untilStanding, wishAt, type CopyWish, type Standing } from "../../support/copy-wishes.ts";
import { ACTOR } from "../../support/made-library.ts";
import { folderWith, makeClip, readFrameNumbers } from "../../support/numbered-footage.ts";

/** Seven minutes. */
const LONG = { frames: 840, framesPerSecond: 2 };
const LONG_MS = 420_000;
const HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-x265-params", "keyint=20:log-level=error", "-pix_fmt", "yuv420p"];
const MJPEG = ["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"];
const MPEG4 = ["-c:v", "mpeg4", "-q:v", "2", "-bf", "2", "-g", "24"];
const long = (ending: string, encode: readonly string[]) => makeClip({ fileName: `long.${ending}`, ...LONG, encode });

let folders: string[];
let engine: Engine;

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), "quayline-full-shelf-"))];
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(() => endCopies(engine, folders));

async function indexed(clips: Readonly<Record<string, string>>): Promise<number[]> {
  const folder = await folderWith(clips);
  folders.push(folder);
  await engine.waitForJob((await engine.call("index.start", { paths: [folder], hash: false })).jobId);
  return (await engine.call("files.list", {})).map((file) => file.fileId);
}

const setLimit = (limitBytes: number) => engine.call("proxies.setLimit", { limitBytes });
const pathOf = async (stretchId: number): Promise<string> => Buffer.from((await engine.resolveMedia("stretch", stretchId)).pathBase64, "base64").toString();
const partAt = ({ stretches }: Standing, atMs: number) => stretches.find(({ fromMediaMs, toMediaMs }) => fromMediaMs <= atMs && atMs < toMediaMs)!;
/** Of a copy of such a clip, measured: one that holds a few minutes is small beside it. */
const TINY_BYTES = 20_000;

it.each([["HEVC", "mkv", HEVC], ["MJPEG", "avi", MJPEG], ["MPEG-4 part 2", "mp4", MPEG4]])("shows every place of a file that is longer than the shelf, forwards and after a jump back: %s", async (_, ending, encode) => {
  const [fileId] = await indexed({ [`ch01_20211112140000.${ending}`]: await long(ending, encode) });
  await setLimit(TINY_BYTES);
  let largest = 0;
  let shownId: number | null = null;
  for (let atMs = 0; atMs < LONG_MS; atMs += 10_000) {
    const wish = wishAt(fileId!, atMs);
    // What the tile shows is not taken away under it.
    const before = (await standings(engine, [wish], [fileId!]))[0]!;
    if (shownId !== null && covers(before, atMs) && before.state !== "ready") await pathOf(partAt(before, atMs).stretchId);
    // Making is faster than playing.
    const [standing] = await untilStanding(engine, [wish], ([now]) => covers(now!, atMs) && covers(now!, Math.min(atMs + 40_000, LONG_MS - 500)));
    if (standing!.state !== "ready") shownId = partAt(standing!, atMs).stretchId;
    largest = Math.max(largest, await bytesOfCopies(engine));
  }
  const whole = await untilRest(engine, [wishAt(fileId!, 410_000)], { partsMax: 40, jobsMax: 1 });
  expect(whole[0]!.state).toBe("making");
  // A copy of all would be far more; a minute to either side of the head, in parts of a minute, may lie above the limit.
  expect(partsEverMade(engine)).toBeLessThan(40);
  const onceMade = partsEverMade(engine);
  const perMs = (await bytesOfCopies(engine)) / whole[0]!.stretches.reduce((sum, { fromMediaMs, toMediaMs }) => sum + Math.min(toMediaMs, LONG_MS) - fromMediaMs, 0);
  expect(perMs * LONG_MS).toBeGreaterThan(2 * TINY_BYTES);
  expect(largest).toBeLessThan(Math.max(TINY_BYTES, perMs * 240_000) * 1.3);

  const [back] = await untilStanding(engine, [wishAt(fileId!, 30_250)], ([now]) => covers(now!, 30_250));
  const part = partAt(back!, 30_250);
  const numbers = await readFrameNumbers(await pathOf(part.stretchId));
  expect(numbers[0]).toBe(part.fromMediaMs / 500);
  await untilRest(engine, [wishAt(fileId!, 30_250)], { partsMax: onceMade + 10, jobsMax: 1 });
});

it("serves two tiles whose copies are each longer than the shelf", async () => {
  const [a, b] = await indexed({ "ch01_20211112140000.mkv": await long("mkv", HEVC), "ch02_20211112140000.mp4": await long("mp4", MPEG4) });
  await setLimit(1_000);
  const at = (atMs: number): CopyWish[] => [wishAt(a!, atMs), wishAt(b!, atMs)];
  for (const atMs of [0, 20_000, 40_000, 90_000, 400_000, 210_000]) await untilStanding(engine, at(atMs), (now) => now.every((each) => covers(each, atMs)));
  const rest = await untilRest(engine, at(210_000), { partsMax: 60, jobsMax: 2 });
  for (const each of rest) expect(covers(each, 210_000) && covers(each, 260_000)).toBe(true);
  expect(rest.flatMap(({ stretches }) => stretches).filter(({ fromMediaMs, toMediaMs }) => fromMediaMs > 270_000 || toMediaMs < 150_000)).toEqual([]);
});

it("lets what is far from the play head go when the shelf is made smaller, and goes on when it is made larger", async () => {
  const [fileId] = await indexed({ "ch01_20211112140000.mp4": await long("mp4", MPEG4) });
  const wish = wishAt(fileId!, 210_000);
  await untilStanding(engine, [wishAt(fileId!, 0)], ([now]) => covers(now!, 20_000));
  const [begun] = await untilStanding(engine, [wish], ([now]) => covers(now!, 260_000));
  const shown = await pathOf(partAt(begun!, 210_000).stretchId);
  await setLimit(1_000);
  const [rest] = await untilRest(engine, [wish], { partsMax: 30, jobsMax: 1 });
  expect(covers(rest!, 210_000)).toBe(true);
  expect(rest!.stretches.every(({ fromMediaMs, toMediaMs }) => toMediaMs >= 150_000 && fromMediaMs <= 270_000)).toBe(true);
  expect(await readFrameNumbers(shown)).toContain(420);
  await setLimit(1e9);
  await untilStanding(engine, [wish], ([now]) => now!.state === "ready");
  expect(partsEverMade(engine)).toBeLessThan(50);
});

it("makes a copy that is larger than the whole shelf once where a tile waits for it, and keeps it while it is shown", async () => {
  const [a, b] = await indexed({ "ch01_20211112140000.mkv": await makeClip({ fileName: "q.mkv", frames: 200, encode: HEVC }), "ch02_20211112140000.mkv": await makeClip({ fileName: "q.mkv", frames: 201, encode: HEVC }) });
  await setLimit(1_000);
  expect((await untilStanding(engine, [wishAt(a!, null)], ([now]) => now!.state === "ready"))[0]!.state).toBe("ready");
  await untilRest(engine, [wishAt(a!, null, { isUrgent: false })], { partsMax: 0, jobsMax: 1 });
  expect(await namesOfCopies(engine)).toEqual([`${a}.mp4`]);
  // The other tile's comes too, and neither is made again.
  await untilStanding(engine, [wishAt(a!, null), wishAt(b!, null)], (now) => now.every(({ state }) => state === "ready"));
  await untilRest(engine, [wishAt(a!, null), wishAt(b!, null)], { partsMax: 0, jobsMax: 2 });
  expect(await namesOfCopies(engine)).toEqual([`${a}.mp4`, `${b}.mp4`]);
});

it("does not make copies of what comes next over and over where they find no room", async () => {
  const clip = (frames: number) => makeClip({ fileName: "q.mkv", frames, encode: HEVC });
  const [now, next, later] = await indexed({ "ch01_20211112140000.mkv": await clip(200), "ch02_20211112140000.mkv": await clip(201), "ch03_20211112140000.mkv": await clip(202) });
  await untilStanding(engine, [wishAt(now!, null)], ([each]) => each!.state === "ready");
  const wholeBytes = await bytesOfCopies(engine);
  // Room for one and a half.
  await setLimit(Math.round(wholeBytes * 1.5));
  const { libraryPath } = engine;
  // A process that does not know yet how large copies are.
  await engine.close();
  engine = await openEngine({ libraryPath, create: false, actor: ACTOR });
  const wishes = [wishAt(now!, null), wishAt(next!, null, { isUrgent: false }), wishAt(later!, null, { isUrgent: false })];
  const states = (await untilRest(engine, wishes, { partsMax: 0, jobsMax: 3 })).map(({ state }) => state);
  expect(states).toEqual(["ready", "waiting", "waiting"]);
  // What was learnt of the first is true of the second: it is not even begun.
  expect([await jobsOf(engine, next!), await jobsOf(engine, later!)]).toEqual([1, 0]);
  expect(await bytesOfCopies(engine)).toBe(wholeBytes);
  // Parts of long ones are not begun over and over either.
  const [long1] = (await indexed({ "ch04_20211112140000.mp4": await long("mp4", MPEG4) })).slice(-1);
  await setLimit(wholeBytes + 2_000);
  const more = [wishes[0]!, wishAt(long1!, 0, { isUrgent: false })];
  await untilRest(engine, more, { partsMax: 5, jobsMax: 5 });
  await setLimit(1e9);
  await untilStanding(engine, wishes, (each) => each.every(({ state }) => state === "ready"));
});
