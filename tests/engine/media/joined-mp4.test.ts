// mp4 files in fragments that were joined byte by byte: each is read by itself, and what is not read is told. One behind another that is not in
// fragments: clock-jumps.test.ts.

import { readFile } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import { checkFile } from "../../../engine/media/check-file.ts";
import { isWebPlayable } from "../../../engine/media/containers.ts";
import { makeCut } from "../../../engine/media/cut.ts";
import { AAC, H264, HEVC, makeClip, readFrameNumbers, type ClipOptions } from "../../support/numbered-footage.ts";
import { forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo } from "../../support/read-footage.ts";

afterEach(forgetFootage);

const { signal } = new AbortController();
const PLACES = ["-movflags", "+frag_keyframe+empty_moov"];
const NO_PLACES = ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"];
const EDITS = ["-movflags", "+frag_keyframe+delay_moov+default_base_moof"];
const mp4 = async (frames: number, options: Partial<ClipOptions> = {}): Promise<Buffer> => Buffer.from(await readFile(await makeClip({ fileName: "a.mp4", frames, mux: NO_PLACES, ...options })));

it.each<[string, Partial<ClipOptions>]>([
  ["whose fragments say themselves where their pictures lie", {}], ["whose places count from the beginning of a file", { mux: PLACES, audio: AAC }], ["with a list of edits, and sound", { mux: EDITS, audio: AAC }], ["H.265", { encode: HEVC }],
])("joined, %s: each part is read, and every frame is shown, copied, cut and checked at its time", async (_, options) => {
  const file = await readFootage(Buffer.concat([await mp4(30, options), await mp4(50, options), await mp4(20, options)]));
  expect(file.facts).toMatchObject({ frameCount: 100, durationMs: 10_000, problems: [{ code: "timestamps-jump", params: { count: 2, seconds: -3 } }] });
  expect(file.timesMs).toEqual(upTo(100).map((i) => i * 100));
  for (const [atMs, frameNo] of [[0, 0], [2_950, 29], [3_030, 0], [7_930, 49], [9_950, 19]] as const) expect(await numberShownAt(file, atMs)).toBe(frameNo);
  const proxy = await proxyOf(file);
  expect(proxy.numbers).toEqual([...upTo(30), ...upTo(50), ...upTo(20)]);
  expect(proxy.timesMs).toEqual(file.timesMs);
  expect(proxy).toMatchObject({ audioCodec: options.audio === undefined ? null : "aac", isTranscoded: true });
  const { videoCodec, timeBase, firstPts } = file.facts;
  expect(isWebPlayable("mp4", videoCodec, timeBase)).toBe(false);
  const outputPath = `${file.path}.cut.mp4`;
  await makeCut({ inputPath: file.path, outputPath, container: "mp4", videoCodec, timeBase, firstPts, mediaStartMs: 7_500, mediaEndMs: 8_500, signal });
  expect(await readFrameNumbers(outputPath)).toEqual([45, 46, 47, 48, 49, 0, 1, 2, 3, 4]);
  const check = await checkFile({ path: file.path, container: "mp4", ...file.facts, pieces: [], signal, onProgress: () => undefined } as unknown as Parameters<typeof checkFile>[0]);
  expect(check).toEqual({ damaged: [], framesExpected: 100, framesSound: 100 });
});

/** With all fragments later: the muxer lets every file begin at 0. */
function later(bytes: Buffer, seconds: number): Buffer {
  const moved = Buffer.from(bytes);
  for (let at = moved.indexOf("tfdt"); at !== -1; at = moved.indexOf("tfdt", at + 4)) moved.writeBigUInt64BE(moved.readBigUInt64BE(at + 8) + BigInt(seconds * 10_240), at + 8);
  return moved;
}

it("joined: a clock that goes on is believed, hole and all; one that leaps further ahead than any recorder pauses is not", async () => {
  for (const [offsetS, pieces, codes] of [[65, [[0, 3], [65, 70]], []], [7_200, [[0, 3], [3, 8]], ["timestamps-jump"]]] as const) {
    const file = await readFootage(Buffer.concat([await mp4(30), later(await mp4(50), offsetS)]));
    expect(file.facts.pieces.map((piece) => [Math.round(piece.mediaStartMs / 1_000), Math.round(piece.mediaEndMs / 1_000)])).toEqual(pieces);
    expect(problemCodes(file.facts)).toEqual(codes);
    expect(await numberShownAt(file, file.timesMs[40]! + 10)).toBe(10);
  }
});

it("whose head is repeated before each stretch is one recording, and ffmpeg's own to read", async () => {
  const bytes = await mp4(30);
  const headBytes = bytes.indexOf("moof") - 4;
  const secondAt = bytes.indexOf("moof", headBytes + 8) - 4;
  const file = await readFootage(Buffer.concat([bytes.subarray(0, secondAt), bytes.subarray(0, headBytes), bytes.subarray(secondAt)]));
  expect(file.facts).toMatchObject({ frameCount: 30, durationMs: 3_000, timeBase: "1/10240", problems: [] });
  expect(await numberShownAt(file, 2_350)).toBe(23);
});

it.each<[string, (options: Partial<ClipOptions>) => Promise<Buffer>]>([
  ["of another size", () => mp4(20, { encode: ["-vf", "scale=96:32", ...H264] })], ["not in fragments", () => mp4(20, { mux: [] })],
])("joined with one %s: that is told as not read, and nothing of it is shown", async (_, make) => {
  const other = await make({});
  const file = await readFootage(Buffer.concat([await mp4(30), other]));
  expect(file.facts).toMatchObject({ frameCount: 30, durationMs: 3_000, problems: [{ code: "bytes-skipped", params: { bytes: other.length } }] });
  expect((await proxyOf(file)).numbers).toEqual(upTo(30));
});

it("behind a file that is not: ffmpeg reads neither, and that is told", async () => {
  await expect(readFootage(Buffer.concat([await mp4(30, { mux: ["-movflags", "+faststart"] }), await mp4(50)]))).rejects.toThrow("container-unreadable");
});

it("joined, and cut in the last part", async () => {
  const { facts } = await readFootage(Buffer.concat([await mp4(30), (await mp4(50)).subarray(0, -900)]));
  expect(problemCodes(facts)).toEqual(["timestamps-jump", "truncated"]);
  expect(facts.frameCount).toBeGreaterThan(50);
});
