// Raw streams have neither an index nor stamps: parts of their copies are made all the same, and every frame of a part is the one that the
// original shows at that time, counted from its beginning. Where that cannot be known no part is made.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { extractFrame } from "../../../engine/media/frame.ts";
import { frameMediaTimes } from "../../../engine/media/frame-index.ts";
import { rawPicturesOf, rawRun } from "../../../engine/media/raw-pictures.ts";
import { readContainer } from "../../../engine/media/read-container.ts";
import { copiesFolder, covers, endCopies, partsEverMade, standings, untilStanding, wishAt } from "../../support/copy-wishes.ts";
import { fieldStream } from "../../support/field-pictures.ts";
import { ACTOR, newFolder } from "../../support/made-library.ts";
import { cached, convert, folderWith, makeClip, readFrameNumbers, readJpegNumber } from "../../support/numbered-footage.ts";

const { signal } = new AbortController();
const FRAMES = 1_500;
/** Of raw streams, as ffmpeg takes it: they tell none themselves. */
const FRAME_MS = 40;
const HEAD_MS = 40_000;

const x264 = (params: string): string[] => ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p", "-x264-params", `scenecut=0:${params}`];
const x265 = (params: string): string[] => ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p", "-x265-params", `scenecut=0:log-level=error:${params}`];
const raw = (codec: "h264" | "hevc", encode: readonly string[], frames = FRAMES) => makeClip({ fileName: `raw.${codec}`, frames, framesPerSecond: 25, encode, mux: ["-f", codec] });

let folders: string[];
let engine: Engine;
beforeEach(async () => {
  folders = [await newFolder()];
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(() => endCopies(engine, folders));

async function indexed(name: string, content: string | Uint8Array): Promise<number> {
  const folder = await folderWith({ [name]: content });
  folders.push(folder);
  await engine.waitForJob((await engine.call("index.start", { paths: [folder], hash: false })).jobId);
  return (await engine.call("files.list", {}))[0]!.fileId;
}

async function framesOf(path: string, atMs = 0): Promise<{ readonly numbers: readonly number[]; readonly timesMs: readonly number[] }> {
  const made = await readContainer(path, "mp4", signal);
  if ("refused" in made) throw new Error(made.refused.code);
  return { numbers: await readFrameNumbers(path), timesMs: [...frameMediaTimes(made.frameIndex, made.timeBase, -1, Infinity, Infinity)].map((ms) => Math.round(atMs + (made.firstPts * 1000) / 90_000 + ms)) };
}

const pathOf = async (stretchId: number): Promise<string> => Buffer.from((await engine.resolveMedia("stretch", stretchId)).pathBase64, "base64").toString();
const between = (from: number, end: number): number[] => Array.from({ length: end - from }, (_, i) => from + i);

/** Leaves VPS, SPS and PPS of HEVC out wherever they stand again. */
function withParametersOnce(stream: Buffer): Buffer {
  const code = Buffer.from([0, 0, 1]);
  const kept: Buffer[] = [];
  const seen = new Set<number>();
  for (let at = stream.indexOf(code); at !== -1;) {
    const next = stream.indexOf(code, at + 3);
    const type = (stream[at + 3]! >> 1) & 0x3f;
    if (type < 32 || type > 34 || !seen.has(type)) kept.push(stream.subarray(at, next === -1 ? undefined : next));
    if (type >= 32 && type <= 34) seen.add(type);
    at = next;
  }
  return Buffer.concat(kept);
}

describe("frames", () => {
  it.each<[string, "h264" | "hevc", () => Promise<string>]>([
    ["HEVC as cameras send it", "hevc", () => raw("hevc", x265("keyint=50:min-keyint=50:bframes=0"))],
    ["HEVC with B-frames in open groups", "hevc", () => raw("hevc", x265("keyint=35:min-keyint=35:bframes=3:open-gop=1"))],
    ["HEVC whose parameters stand at its beginning alone", "hevc", async () => {
      const path = await raw("hevc", x265("keyint=50:min-keyint=50:bframes=0"));
      return cached("bare.hevc", [path, "parameters once"], async (to) => writeFile(to, withParametersOnce(await readFile(path))));
    }],
    ["H.264 with B-frames", "h264", () => raw("h264", x264("keyint=40:min-keyint=40:bframes=2"))],
    ["H.264 with B-frames in open groups", "h264", () => raw("h264", x264("keyint=40:min-keyint=40:bframes=2:open-gop=1"), 1_200)],
  ])("are the original's in every part, over the seams, and in the whole: %s", async (_, codec, make) => {
    const path = await make();
    const count = (await readFrameNumbers(path)).length;
    const fileId = await indexed(`ch01_20211112140000.${codec === "h264" ? "h264" : "h265"}`, path);
    const [now] = await untilStanding(engine, [wishAt(fileId, HEAD_MS)], ([each]) => each!.stretches.length >= 2 || each!.state === "ready");
    if (now!.state !== "ready") {
      expect(covers(now!, HEAD_MS)).toBe(true);
      const parts = await Promise.all(now!.stretches.map(async ({ stretchId, fromMediaMs }) => framesOf(await pathOf(stretchId), fromMediaMs)));
      const numbers = parts.flatMap((part) => part.numbers);
      expect(numbers.length).toBeGreaterThan(200);
      expect(numbers).toEqual(between(numbers[0]!, numbers[0]! + numbers.length));
      expect(parts.flatMap((part) => part.timesMs)).toEqual(numbers.map((n) => n * FRAME_MS));
      expect(numbers[0]).toBeLessThanOrEqual(HEAD_MS / FRAME_MS);
    }
    await untilStanding(engine, [wishAt(fileId, HEAD_MS)], ([each]) => each!.state === "ready");
    expect(partsEverMade(engine)).toBeGreaterThan(1);
    const whole = await framesOf(join(copiesFolder(engine), `${fileId}.mp4`));
    expect(whole.numbers).toEqual(between(0, count));
    expect(whole.timesMs).toEqual(whole.numbers.map((n) => n * FRAME_MS));
  });
});

/** Where the pictures of a stream are that decoding can begin with. */
async function starts(path: string, codec: "h264" | "hevc"): Promise<number[]> {
  return (await rawPicturesOf(path, codec, signal)).starts.map(({ rank }) => rank);
}

describe("pictures", () => {
  it("are counted as a decoder shows them", async () => {
    expect(await starts(await raw("h264", x264("keyint=40:min-keyint=40:bframes=2"), 100), "h264")).toEqual([0, 40, 80]);
    expect(await starts(await raw("hevc", x265("keyint=35:min-keyint=35:bframes=3:open-gop=1"), 100), "hevc")).toEqual([0, 35, 70]);
    const fields = await cached("fields-starts.h264", ["fields"], async (path) => writeFile(path, fieldStream(20, {})));
    expect(await rawPicturesOf(fields, "h264", signal)).toMatchObject({ pictureCount: 20 });
  });

  it("of a stream that begins within an open group are those that a decoder shows", async () => {
    const whole = await raw("hevc", x265("keyint=35:min-keyint=35:bframes=3:open-gop=1"), 200);
    const { starts: all } = await rawPicturesOf(whole, "hevc", signal);
    const bytes = (await readFile(whole)).subarray(all[1]!.startAt);
    const cut = await cached("cut.hevc", [whole, "from the second start"], async (path) => writeFile(path, bytes));
    const shown = await readFrameNumbers(cut);
    expect(shown[0]).toBe(35);
    const pictures = await rawPicturesOf(cut, "hevc", signal);
    expect(pictures.undecodableCount).toBeGreaterThan(0);
    expect(pictures.pictureCount).toBe(shown.length);
    const facts = await readContainer(cut, "hevc", signal);
    expect(facts).toMatchObject({ frameCount: shown.length });
    const fileId = await indexed("ch01_20211112140000.h265", cut);
    await untilStanding(engine, [wishAt(fileId, null)], ([now]) => now!.state === "ready");
    expect((await framesOf(join(copiesFolder(engine), `${fileId}.mp4`))).numbers).toEqual(shown);
  });

  it("that a run shows are whole, and it begins and ends with the nearest", async () => {
    const path = await raw("h264", x264("keyint=40:min-keyint=40:bframes=2"), 100);
    const pictures = await rawPicturesOf(path, "h264", signal);
    expect(rawRun(pictures, 45, 50)).toMatchObject({ firstRank: 40, pictureCount: 40 });
    expect(rawRun(pictures, 85, 100)).toMatchObject({ firstRank: 80, pictureCount: 20 });
    expect(rawRun(pictures, 85, 101)).toBeNull();
    const open = await rawPicturesOf(await raw("hevc", x265("keyint=35:min-keyint=35:bframes=3:open-gop=1"), 100), "hevc", signal);
    // The picture that the leading ones refer to is decoded with them.
    expect(rawRun(open, 40, 60)).toMatchObject({ firstRank: 35, pictureCount: 36 });
  });

  it.each([["hevc", x265("keyint=35:min-keyint=35:bframes=3:open-gop=1")], ["h264", x264("keyint=40:min-keyint=40:bframes=2")]] as const)("are found one by one, without decoding all that comes before: %s", async (codec, encode) => {
    const path = await raw(codec, encode, 200);
    const facts = await readContainer(path, codec, signal);
    if ("refused" in facts) throw new Error(facts.refused.code);
    for (const n of [0, 1, 34, 35, 36, 69, 70, 133, 139, 140, 199]) {
      const { jpeg } = await extractFrame({ path, container: codec, timeBase: facts.timeBase, frameIndex: facts.frameIndex, mediaMs: n * FRAME_MS + 20, maxWidthPx: null, signal });
      expect(await readJpegNumber(jpeg)).toBe(n);
    }
  });

  it("one of which is damaged make no part with a frame at another's time", async () => {
    const path = await raw("hevc", x265("keyint=50:min-keyint=50:bframes=0"));
    const { starts: all } = await rawPicturesOf(path, "hevc", signal);
    const bytes = Buffer.from(await readFile(path));
    // A keyframe that no decoder shows: its slice refers to parameters that there are not.
    const slice = bytes.lastIndexOf(Buffer.from([0, 0, 1]), all[10]!.endAt - 8);
    bytes[slice + 5] = 0b1000_0010;
    const fileId = await indexed("ch01_20211112140000.h265", bytes);
    // Of a part that begins and ends between keyframes as many frames would be there, but from the lost one on each at its neighbour's time.
    const [now] = await untilStanding(engine, [wishAt(fileId, 18_600)], ([each]) => each!.stretches.length >= 1 || each!.state === "ready");
    expect(now!.stretches).toEqual([]);
    const { numbers, timesMs } = await framesOf(join(copiesFolder(engine), `${fileId}.mp4`));
    expect(timesMs).not.toContain(20_000);
    // Until the next keyframe nothing is as it was.
    const readable = numbers.map((n, i) => [n, timesMs[i]!] as const).filter(([, ms]) => ms < 20_000 || ms >= 22_000);
    expect(readable.length).toBe(FRAMES - 50);
    expect(readable.filter(([n, ms]) => ms !== n * FRAME_MS)).toEqual([]);
  });
});

it("a raw stream in another container's clothes is none of these", async () => {
  const fileId = await indexed("ch01_20211112140000.mp4", await convert("clothed.mp4", await raw("h264", x264("keyint=40:bframes=0"), 100), ["-f", "h264"], ["-c", "copy"]));
  expect((await standings(engine, [wishAt(fileId, 0)]))[0]!.stretches).toEqual([]);
});
