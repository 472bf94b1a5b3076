// Files that were joined byte by byte, and bytes behind a file that are none of its own: what is read stands at its time, what is not read is told.
// mp4: joined-mp4.test.ts. Matroska and streams: clock-jumps.test.ts.

import { open, readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { checkFile } from "../../../engine/media/check-file.ts";
import { makeCut } from "../../../engine/media/cut.ts";
import { readFlvLayout } from "../../../engine/media/flv-tags.ts";
import { AAC, H264, makeClip, readFrameNumbers, type ClipOptions } from "../../support/numbered-footage.ts";
import { footageOnDisk, forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo, type ReadFootage } from "../../support/read-footage.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

afterEach(forgetFootage);

const { signal } = new AbortController();
const NO_B = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "10", "-crf", "18", "-pix_fmt", "yuv420p"];
const WMV = ["-c:v", "wmv2", "-q:v", "2", "-g", "10"];
const bytesOf = async (options: ClipOptions): Promise<Buffer> => Buffer.from(await readFile(await makeClip(options)));
const clip = (frames: number, options: Partial<ClipOptions> = {}): Promise<Buffer> => bytesOf({ fileName: "a.flv", frames, ...options });

function rubbish(bytes: number): Buffer {
  const integer = seededIntegers(11);
  return Buffer.from(Array.from({ length: bytes }, () => integer(0, 255)));
}

describe("FLV", () => {
  it("joined: each part is read, the second stands behind the first, and every frame is shown at its time", async () => {
    const first = await clip(30, { audio: AAC });
    const file = await readFootage(Buffer.concat([first, await clip(50, { audio: AAC, mux: ["-flvflags", "add_keyframe_index"] })]));
    expect(file.facts).toMatchObject({ videoCodec: "h264", audioCodec: "aac", frameCount: 80, durationMs: 8_000, widthPx: 192, heightPx: 64 });
    expect(file.timesMs).toEqual(upTo(80).map((i) => i * 100));
    expect(file.facts.problems).toEqual([{ code: "timestamps-jump", params: { count: 1, seconds: -3 } }]);
    expect(file.facts.pieces).toEqual([{ mediaStartMs: 0, mediaEndMs: 3_000 }, { mediaStartMs: 3_000, mediaEndMs: 8_000 }]);
    for (const [atMs, frameNo] of [[0, 0], [2_950, 29], [3_030, 0], [7_930, 49]] as const) expect(await numberShownAt(file, atMs)).toBe(frameNo);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual([...upTo(30), ...upTo(50)]);
    expect(proxy.timesMs).toEqual(file.timesMs);
    expect(proxy).toMatchObject({ audioCodec: "aac", isTranscoded: true });
  });

  it("joined: is cut across the seam, and its damage is looked for in both parts", async () => {
    const bytes = Buffer.concat([await clip(30), await clip(50)]);
    const file = await readFootage(bytes);
    const outputPath = `${file.path}.cut.mp4`;
    await makeCut({ inputPath: file.path, outputPath, container: "flv", videoCodec: "h264", timeBase: file.facts.timeBase, firstPts: file.facts.firstPts, mediaStartMs: 2_500, mediaEndMs: 3_500, signal });
    expect(await readFrameNumbers(outputPath)).toEqual([25, 26, 27, 28, 29, 0, 1, 2, 3, 4]);
    const check = await checkFile({ path: file.path, container: "flv", ...file.facts, pieces: [], signal, onProgress: () => undefined } as unknown as Parameters<typeof checkFile>[0]);
    expect(check).toEqual({ damaged: [], framesExpected: 80, framesSound: 80 });
  });

  it("joined: a clock that goes on is believed, hole and all", async () => {
    const file = await readFootage(Buffer.concat([await clip(30), await clip(50, { mux: ["-output_ts_offset", "65"] })]));
    expect(problemCodes(file.facts)).toEqual([]);
    expect(file.facts.pieces.map((piece) => [Math.round(piece.mediaStartMs / 1_000), Math.round(piece.mediaEndMs / 1_000)])).toEqual([[0, 3], [65, 70]]);
    expect(await numberShownAt(file, file.timesMs[40]! + 10)).toBe(10);
  });

  it("joined: a clock that leaps further ahead than any recorder pauses begins anew, and is told", async () => {
    const file = await readFootage(Buffer.concat([await clip(30, { audio: AAC }), await clip(50, { audio: AAC, mux: ["-output_ts_offset", "7200"] }), await clip(20, { audio: AAC, mux: ["-output_ts_offset", "7205"] })]));
    expect(file.facts).toMatchObject({ frameCount: 100, durationMs: 10_000 });
    expect(file.facts.pieces.map((piece) => Math.round(piece.mediaStartMs))).toEqual([0, 3_000]);
    const [problem] = file.facts.problems;
    expect(file.facts.problems).toEqual([{ code: "timestamps-jump", params: { count: 1, seconds: problem!.params["seconds"] } }]);
    expect(Number(problem!.params["seconds"])).toBeCloseTo(7_197, -1);
    for (const [atMs, frameNo] of [[2_950, 29], [3_030, 0], [7_930, 49], [8_030, 0]] as const) expect(await numberShownAt(file, atMs)).toBe(frameNo);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual([...upTo(30), ...upTo(50), ...upTo(20)]);
    expect(proxy.timesMs).toEqual(file.timesMs);
    expect(proxy.audioCodec).toBe("aac");
  });

  it("joined: a head that is longer than the version's says nothing of its parts", async () => {
    const first = await clip(30);
    const longer = Buffer.concat([first.subarray(0, 9), Buffer.alloc(4_000), first.subarray(9)]);
    longer.writeUInt32BE(4_009, 5);
    const file = await readFootage(Buffer.concat([longer, await clip(50)]));
    expect(file.facts).toMatchObject({ frameCount: 80, durationMs: 8_000 });
    for (const [atMs, frameNo] of [[2_950, 29], [7_930, 49]] as const) expect(await numberShownAt(file, atMs)).toBe(frameNo);
  });

  it("joined: what one picture cannot show with the first is told as not read", async () => {
    const other = await clip(20, { encode: ["-vf", "scale=96:32", ...H264] });
    const { facts } = await readFootage(Buffer.concat([await clip(30), other, await clip(50)]));
    expect(facts).toMatchObject({ frameCount: 80, problems: [{ code: "timestamps-jump", params: { count: 1, seconds: -3 } }, { code: "bytes-skipped", params: { bytes: other.length } }] });
  });

  it("joined, and cut in the last part", async () => {
    const { facts } = await readFootage(Buffer.concat([await clip(30), (await clip(50)).subarray(0, -700)]));
    expect(problemCodes(facts)).toEqual(["timestamps-jump", "truncated"]);
    expect(facts.frameCount).toBeGreaterThan(60);
  });

  it.each<[string, Buffer]>([["random", rubbish(5_000)], ["zeros", Buffer.alloc(70_000)], ["text", Buffer.from("end of recording")]])("bytes behind it that are none of its own (%s) are counted", async (_, behind) => {
    const { facts } = await readFootage(Buffer.concat([await clip(30), behind]));
    expect(facts).toMatchObject({ frameCount: 30, durationMs: 3_000, problems: [{ code: "bytes-skipped", params: { bytes: behind.length } }] });
  });

  it.each<[string, Partial<ClipOptions>]>([
    ["plain", {}], ["with sound", { audio: AAC }], ["with an index of its keyframes", { mux: ["-flvflags", "add_keyframe_index"] }], ["as it is sent", { mux: ["-flvflags", "no_duration_filesize"] }],
  ])("is said nothing of where it is sound: %s", async (_, options) => {
    const { facts } = await readFootage(await clip(50, options));
    expect(facts).toMatchObject({ frameCount: 50, timeBase: "1/1000", problems: [] });
  });

  it("cut anywhere: told as cut, never as bytes that were passed over", async () => {
    const whole = await clip(50, { audio: AAC });
    for (const bytes of [1, 3, 4, 9, 15, 700, whole.length >> 1]) {
      const codes = problemCodes((await readFootage(whole.subarray(0, whole.length - bytes))).facts);
      expect(codes.filter((code) => code !== "duration-disagrees")).toEqual(["truncated"]);
    }
  });

  it("whose writer gets the lengths behind its tags wrong is sound all the same", async () => {
    const bytes = await clip(30);
    for (let at = 13; at < bytes.length;) {
      const endAt = at + 11 + bytes.readUIntBE(at + 1, 3);
      bytes.writeUInt32BE(0, endAt);
      at = endAt + 4;
    }
    const file = await open(await footageOnDisk("a.flv", bytes));
    try {
      expect(await readFlvLayout(file, bytes.length, signal)).toEqual({ recordings: [{ startAt: 0, endAt: bytes.length }], skippedBytes: 0, isCut: false });
    } finally {
      await file.close();
    }
  });

  it("is left when it is given up", async () => {
    const file = await open(await footageOnDisk("a.flv", await clip(30)));
    try {
      await expect(readFlvLayout(file, (await file.stat()).size, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    } finally {
      await file.close();
    }
  });
});

describe("ASF", () => {
  const asf = (options: Partial<ClipOptions> = {}): Promise<Buffer> => bytesOf({ fileName: "a.asf", encode: NO_B, ...options });
  const headEnd = (bytes: Buffer): number => Number(bytes.readBigUInt64LE(16));
  const dataEnd = (bytes: Buffer): number => headEnd(bytes) + Number(bytes.readBigUInt64LE(headEnd(bytes) + 16));
  const flagsAt = (bytes: Buffer): number => bytes.indexOf(Buffer.from("a1dcab8c47a9cf118ee400c00c205365", "hex")) + 88;

  /** As what never came back to its head leaves it: no length, no index. */
  function live(bytes: Buffer, lengthBytes: number, isBroadcast: boolean): Buffer {
    const left = Buffer.from(bytes.subarray(0, dataEnd(bytes)));
    if (isBroadcast) left[flagsAt(left)]! |= 1;
    left.writeBigUInt64LE(BigInt(lengthBytes), headEnd(left) + 16);
    left.writeBigUInt64LE(0n, headEnd(left) + 40);
    return left;
  }

  const WMA = ["-c:a", "wmav2", "-b:a", "64k"];
  const WMV_FILE = { fileName: "a.wmv", encode: WMV, audio: WMA, mux: ["-f", "asf"] } as const;

  it.each<[string, string, Partial<ClipOptions>]>([["H.264", "h264", {}], ["WMV with sound", "wmv2", WMV_FILE]])("%s joined: each part is read, and every frame is shown, copied, cut and checked at its time", async (_, videoCodec, options) => {
    const file = await readFootage(Buffer.concat([await asf({ ...options, frames: 30 }), await asf(options), await asf({ ...options, frames: 20 })]));
    expect(file.facts).toMatchObject({ videoCodec, audioCodec: options.audio === undefined ? null : "wmav2", frameCount: 100, durationMs: 10_000, problems: [{ code: "timestamps-jump", params: { count: 2, seconds: -3 } }] });
    expect(file.timesMs).toEqual(upTo(100).map((i) => i * 100));
    for (const [atMs, frameNo] of [[0, 0], [2_950, 29], [3_030, 0], [7_930, 49], [9_950, 19]] as const) expect(await numberShownAt(file, atMs)).toBe(frameNo);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual([...upTo(30), ...upTo(50), ...upTo(20)]);
    expect(proxy.timesMs).toEqual(file.timesMs);
    expect(proxy).toMatchObject({ audioCodec: options.audio === undefined ? null : "aac", isTranscoded: true });
    const outputPath = `${file.path}.cut.mp4`;
    await makeCut({ inputPath: file.path, outputPath, container: "asf", videoCodec, timeBase: file.facts.timeBase, firstPts: file.facts.firstPts, mediaStartMs: 7_500, mediaEndMs: 8_500, signal });
    expect(await readFrameNumbers(outputPath)).toEqual([45, 46, 47, 48, 49, 0, 1, 2, 3, 4]);
    const check = await checkFile({ path: file.path, container: "asf", ...file.facts, pieces: [], signal, onProgress: () => undefined } as unknown as Parameters<typeof checkFile>[0]);
    expect(check).toEqual({ damaged: [], framesExpected: 100, framesSound: 100 });
  });

  it("joined: a clock that goes on is believed, hole and all; one that leaps further ahead than any recorder pauses is not", async () => {
    const joined = (offsetS: number): Promise<ReadFootage> => asf({ mux: ["-output_ts_offset", String(offsetS), "-f", "asf"] }).then(async (later) => readFootage(Buffer.concat([await asf({ frames: 30 }), later])));
    const near = await joined(65);
    expect(near.facts.pieces.map((piece) => [Math.round(piece.mediaStartMs / 1_000), Math.round(piece.mediaEndMs / 1_000)])).toEqual([[0, 3], [65, 70]]);
    expect(near.facts.problems).toEqual([]);
    const far = await joined(7_200);
    expect(far.facts).toMatchObject({ frameCount: 80, durationMs: 8_000, problems: [{ code: "timestamps-jump", params: { count: 1, seconds: 7_197 } }] });
    for (const file of [near, far]) expect(await numberShownAt(file, file.timesMs[40]! + 10)).toBe(10);
  });

  it("joined with other bytes between: they are told, and the second is read", async () => {
    const { facts } = await readFootage(Buffer.concat([await asf({ frames: 30 }), rubbish(5_000), await asf()]));
    expect(facts).toMatchObject({ frameCount: 80, durationMs: 8_000, problems: [{ code: "timestamps-jump", params: { count: 1, seconds: -3 } }, { code: "bytes-skipped", params: { bytes: 5_000 } }] });
  });

  it.each<[string, Partial<ClipOptions>]>([["of another size", { encode: ["-vf", "scale=96:32", ...NO_B] }], ["in packets of another length", { mux: ["-packet_size", "4000", "-f", "asf"] }]])("joined: one %s is told as not read", async (_, options) => {
    const other = await asf({ frames: 20, ...options });
    const { facts } = await readFootage(Buffer.concat([await asf({ frames: 30 }), other, await asf()]));
    expect(facts).toMatchObject({ frameCount: 80, problems: [{ code: "timestamps-jump", params: { count: 1, seconds: -3 } }, { code: "bytes-skipped", params: { bytes: other.length } }] });
  });

  it("joined, and cut in the last part", async () => {
    const { facts } = await readFootage(Buffer.concat([await asf({ frames: 30 }), (await asf()).subarray(0, -1_500)]));
    expect(problemCodes(facts)).toEqual(["timestamps-jump", "truncated"]);
    expect(facts.frameCount).toBeGreaterThan(50);
  });

  it("joined, and cut in the first part: what is missing is told", async () => {
    const whole = await asf();
    const { facts } = await readFootage(Buffer.concat([whole.subarray(0, whole.length >> 1), whole]));
    expect(problemCodes(facts)).toContain("timestamps-jump");
    expect(facts.frameCount).toBeGreaterThan(50);
  });

  it("bytes behind its index that are none of its own are counted", async () => {
    const { facts } = await readFootage(Buffer.concat([await asf(), rubbish(5_000)]));
    expect(facts).toMatchObject({ frameCount: 50, problems: [{ code: "bytes-skipped", params: { bytes: 5_000 } }] });
  });

  it("whose data are longer than its head says: what is not read is told", async () => {
    const bytes = await asf();
    const short = live(bytes, 50 + 3_200, false);
    const { facts } = await readFootage(short);
    expect(facts.frameCount).toBeLessThan(50);
    expect(facts.problems.filter(({ code }) => code === "bytes-skipped")).toEqual([{ code: "bytes-skipped", params: { bytes: short.length - headEnd(short) - 50 - 3_200 } }]);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["with its index", (bytes) => bytes], ["without an index", (bytes) => bytes.subarray(0, dataEnd(bytes))],
    ["of no length", (bytes) => live(bytes, 0, false)], ["of no length, as it was sent", (bytes) => live(bytes, 0, true)], ["of a length that is only its head's, as it was sent", (bytes) => live(bytes, 50, true)],
    ["of a length that does not count, as it was sent", (bytes) => live(bytes, 50 + 3_200, true)],
  ])("is said nothing of where all of it is read: %s", async (_, change) => {
    const { facts } = await readFootage(change(await asf()));
    expect(facts.frameCount).toBe(50);
    expect(problemCodes(facts)).not.toContain("bytes-skipped");
  });

  it("cut anywhere: never told as bytes that were passed over", async () => {
    const whole = await asf();
    for (const endAt of [whole.length - 1, whole.length - 100, dataEnd(whole) + 10, dataEnd(whole) - 40, whole.length >> 1]) {
      expect(problemCodes((await readFootage(whole.subarray(0, endAt))).facts)).not.toContain("bytes-skipped");
    }
  });

  it("joined where no length is known: both are read", async () => {
    const part = live(await asf(), 0, true);
    const { facts } = await readFootage(Buffer.concat([part, part]));
    expect(facts).toMatchObject({ frameCount: 100, durationMs: 10_000 });
    expect(problemCodes(facts)).toEqual(["timestamps-jump"]);
  });
});
