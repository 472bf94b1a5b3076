// Damage that no header tells: found by decoding, shown as gaps, put back where a better copy is indexed in its place.

import { copyFile, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { damagedStretches, DecodeLog, type DecodedFrame } from "../../../engine/media/check-file.ts";
import { ACTOR, makeLibrary, newFolder, T0, type MadeLibrary } from "../../support/made-library.ts";
import { cached, ffmpegOutput, HEVC, makeClip } from "../../support/numbered-footage.ts";
import { dhavChunks } from "../../support/recorder-files.ts";

const NAME = "ch01_20211112140000.mp4";
const FRAME_MS = 100;
const FRAMES = 200;

let library: MadeLibrary;
let folder: string;
let clip: string;

beforeAll(async () => {
  clip = await makeClip({ fileName: "checked.mp4", frames: FRAMES });
});
beforeEach(async () => {
  library = await makeLibrary();
  folder = await newFolder();
  await library.engine.call("actor.set", ACTOR);
});
afterEach(async () => {
  await library.remove();
  await rm(folder, { recursive: true, force: true });
});

async function index(check = true): Promise<{ readonly problems: readonly { readonly path: string; readonly code: string; readonly params: Record<string, number> }[]; readonly passMs: object }> {
  const { jobId } = await library.engine.call("index.start", { paths: [folder], cameraId: "quay-1", check });
  const job = await library.engine.waitForJob(jobId);
  expect(job).toMatchObject({ state: "done" });
  return job.result as never;
}

const listGaps = () => library.engine.call("gaps.list", { fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + FRAMES * FRAME_MS), cameraIds: null });

/** Damages pictures in the middle of a clip: the place of its media data is asked of the file itself. */
async function damaged(how: (bytes: Buffer, middleAt: number) => void): Promise<Buffer> {
  const bytes = Buffer.from(await readFile(clip));
  const mdatAt = bytes.indexOf("mdat") + 4;
  how(bytes, mdatAt + Math.floor(bytes.readUInt32BE(mdatAt - 8) / 2));
  return bytes;
}

describe("index --check", () => {
  it("finds nothing in sound footage", async () => {
    await copyFile(clip, join(folder, NAME));
    expect((await index()).problems).toEqual([]);
    expect(await listGaps()).toEqual([]);
  });

  it("finds nothing where frames share a stamp or the clock jumps back: only what throws the pictures away complains", async () => {
    const [vob, ts] = [await makeClip({ fileName: "sound.vob", frames: 300, encode: [...HEVC, "-x265-params", "keyint=10:bframes=0:log-level=error"], mux: ["-f", "vob"] }), await makeClip({ fileName: "sound.ts" })];
    await copyFile(vob, join(folder, "ch02_20211112150000.mp4"));
    await writeFile(join(folder, "ch02_20211112160000.ts"), Buffer.concat([await readFile(ts), await readFile(ts)]));
    expect((await index()).problems.map(({ code }) => code)).toEqual(["timestamps-jump"]);
  });

  it.each([
    ["flipped bits", (bytes: Buffer, at: number) => {
      for (let i = 0; i < 40; i++) bytes[at + i]! ^= 0x5a;
    }],
    ["a zeroed sector", (bytes: Buffer, at: number) => bytes.fill(0, at, at + 512)],
  ])("finds %s, says where, and takes the stretch for a gap until the next keyframe", async (_, how) => {
    await writeFile(join(folder, NAME), await damaged(how));
    // The header and the packets tell nothing.
    expect((await index(false)).problems).toEqual([]);
    expect(await listGaps()).toEqual([]);
    const { problems } = await index();
    expect(problems).toMatchObject([{ code: "pictures-damaged", params: { stretches: 1 } }]);
    const [gap, ...more] = await listGaps();
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ cameraId: "quay-1", cause: "damaged" });
    // Somewhere in the middle, and no longer than the keyframes' distance of ten frames each way.
    expect(Math.abs((gap!.startMs + gap!.endMs) / 2 - (T0 + (FRAMES * FRAME_MS) / 2))).toBeLessThan(3_000);
    expect(gap!.endMs - gap!.startMs).toBeLessThanOrEqual(3_000);
    expect((gap!.endMs - T0) % (10 * FRAME_MS)).toBe(0);
    const [file] = await library.engine.call("files.list", {});
    expect(file!.durationMs).toBe(FRAMES * FRAME_MS - (gap!.endMs - gap!.startMs));
  });

  describe("in HEVC", () => {
    /** Twenty pictures of noise, large enough to have many blocks; a keyframe each ten. */
    const noisy = (x265: string): Promise<string> => cached("noisy.mp4", ["hevc", x265], async (path) => {
      await ffmpegOutput([
        "-f", "lavfi", "-i", "testsrc2=s=640x360:r=10:d=2,noise=c0s=8:c0f=t:all_seed=7", "-pix_fmt", "yuv420p",
        "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", `keyint=10:min-keyint=10:scenecut=0:log-level=error:${x265}`, `file:${path}`,
      ]);
    });
    /** Every so many bytes of the pictures one bit is another. */
    async function flipped(path: string, everyBytes: number): Promise<Buffer> {
      const bytes = Buffer.from(await readFile(path));
      const mdatAt = bytes.indexOf("mdat") + 4;
      const endAt = mdatAt + bytes.readUInt32BE(mdatAt - 8) - 8;
      for (let at = mdatAt + everyBytes; at < endAt; at += everyBytes) bytes[at]! ^= 0x10;
      return bytes;
    }

    it("finds pictures that end before they are whole, of which the decoder says nothing", async () => {
      const path = await noisy("hash=0");
      await writeFile(join(folder, NAME), await flipped(path, 6_000));
      expect((await index()).problems).toMatchObject([{ code: "pictures-damaged" }]);
    });

    it("finds a single flipped bit where the stream carries hashes of its pictures", async () => {
      const path = await noisy("hash=1");
      const { length } = await readFile(path);
      await writeFile(join(folder, NAME), await flipped(path, Math.floor(length * 0.6)));
      expect((await index()).problems).toMatchObject([{ code: "pictures-damaged", params: { stretches: 1 } }]);
    });

    it("finds nothing in sound pictures", async () => {
      await copyFile(await noisy("hash=0"), join(folder, NAME));
      expect((await index()).problems).toEqual([]);
    });
  });

  it("decodes what ffmpeg cannot open by itself", async () => {
    const deviceMs = Array.from({ length: 60 }, (_, i) => Date.UTC(2021, 10, 12, 14) + i * FRAME_MS);
    const chunks = await dhavChunks({ deviceMs });
    await writeFile(join(folder, "a.dav"), Buffer.concat(chunks));
    // The third keyframe keeps its chunk and loses half of its picture.
    const keyframes = chunks.flatMap((chunk, i) => (chunk[4] === 0xfd ? [i] : []));
    const third = Buffer.from(chunks[keyframes[2]!]!);
    chunks[keyframes[2]!] = third.fill(0x33, third.length - 120, third.length - 8);
    await mkdir(join(folder, "b"));
    await writeFile(join(folder, "b", "b.dav"), Buffer.concat(chunks));
    const { problems } = await index();
    expect(problems.filter(({ code }) => code === "pictures-damaged")).toMatchObject([{ path: join(folder, "b", "b.dav"), params: { fromS: 2, toS: 3 } }]);
  });

  it("is not made twice for the same bytes, and anew for other ones", async () => {
    const path = join(folder, NAME);
    await writeFile(path, await damaged((bytes, at) => bytes.fill(0, at, at + 512)));
    await index();
    const [before] = await listGaps();
    expect((await index()).problems).toHaveLength(1);
    expect(await listGaps()).toEqual([before]);
    await copyFile(clip, path);
    await utimes(path, 1_700_000_000, 1_700_000_000);
    expect((await index()).problems).toEqual([]);
    expect(await listGaps()).toEqual([]);
  });

  it("does not stop at footage that no decoder takes", async () => {
    await mkdir(join(folder, "b"));
    await writeFile(join(folder, NAME), await damaged((bytes) => {
      const mdatAt = bytes.indexOf("mdat") + 4;
      bytes.fill(0, mdatAt, mdatAt + bytes.readUInt32BE(mdatAt - 8) - 8);
    }));
    await copyFile(clip, join(folder, "b", "ch01_20211112150000.mp4"));
    expect((await index()).problems).toMatchObject([{ code: "pictures-damaged" }]);
    expect(await listGaps()).toMatchObject([{ startMs: T0, endMs: T0 + FRAMES * FRAME_MS, cause: "damaged" }]);
  });
});

describe("damaged stretches", () => {
  const frame = (mediaMs: number, more: Partial<DecodedFrame> = {}): DecodedFrame => ({ mediaMs, isKey: mediaMs % 400 === 0, isDamaged: false, checksum: null, ...more });
  const times = Float64Array.from({ length: 10 }, (_, i) => i * 100);
  const all = [...times].map((ms) => frame(ms));

  it.each<[string, readonly DecodedFrame[], boolean, readonly (readonly [number, number])[]]>([
    ["nothing", all, true, []],
    ["a damaged frame and all that rest on it", all.map((f) => (f.mediaMs === 200 ? frame(200, { isDamaged: true }) : f)), true, [[200, 400]]],
    ["a missing frame", all.filter((f) => f.mediaMs !== 500), true, [[500, 800]]],
    ["a damaged keyframe until the next", all.map((f) => (f.mediaMs === 400 ? frame(400, { isKey: true, isDamaged: true }) : f)), true, [[400, 800]]],
    ["an end that does not come", all.slice(0, 7), true, [[700, 1_000]]],
    ["times that a wrapping rounds", all.map((f) => frame(f.mediaMs + 1, { isKey: f.isKey })), true, []],
    ["made-up times: frames are counted", all.map((f) => frame(f.mediaMs * 3, { isKey: f.isKey, isDamaged: f.mediaMs === 600 })), false, [[600, 800]]],
    ["no frame at all", [], true, [[0, 1_000]]],
  ])("%s", (_, frames, hasTrueTimes, expected) => {
    expect(damagedStretches(times, frames, hasTrueTimes, 1_000)).toEqual(expected.map(([startMs, endMs]) => ({ startMs, endMs })));
  });

  it("are read from ffmpeg's log: a complaint is about the frame that comes next", () => {
    const log = new DecodeLog(1_000, 1);
    for (const line of [
      "[Parsed_showinfo_0 @ 0x55] [info] n:   0 pts:   1000 pts_time:9       pos:   1 fmt:yuv420p sar:1/1 s:320x240 i:P iskey:1 type:I ",
      "[h264 @ 0x55] [error] error while decoding MB 16 9, bytestream 3049",
      "[Parsed_showinfo_0 @ 0x55] [info] n:   1 pts:   1100 pts_time:9.1     pos:   2 fmt:yuv420p sar:1/1 s:320x240 i:P iskey:0 type:P ",
      "[warning] x.mp4: corrupt decoded frame in stream 0",
      "[Parsed_showinfo_0 @ 0x55] [info] n:   2 pts:   1200 pts_time:9.2     pos:   3 fmt:yuv420p sar:1/1 s:320x240 i:P iskey:0 type:P ",
      "[Parsed_showinfo_0 @ 0x55] [info] n:   3 pts:   1300 pts_time:9.3     pos:   4 fmt:yuv420p sar:1/1 s:320x240 i:P iskey:0 type:P ",
    ]) log.take(line);
    expect(log.hasComplaints).toBe(true);
    expect(log.frames).toEqual([[0, true, false], [100, false, true], [200, false, true], [300, false, false]].map(([mediaMs, isKey, isDamaged]) => ({ mediaMs, isKey, isDamaged, checksum: null })));
  });
});
