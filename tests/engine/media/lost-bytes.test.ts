// Bytes of a file that belong to nothing its container knows, in its middle or behind it: readers find their way behind them or do not, and
// frames are missing. It is told in any case; of a sound file nothing is. FLV and files that were joined: joined-files.test.ts.

import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { AAC, H264, makeClip, type ClipOptions } from "../../support/numbered-footage.ts";
import { forgetFootage, problemCodes, readFootage } from "../../support/read-footage.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

afterEach(forgetFootage);

const WMV = ["-c:v", "wmv2", "-q:v", "2", "-g", "10"];
const PLAIN_ORDER = ["-vf", "noise=alls=20:allf=t", ...H264, "-bf", "0"];
const FRAGMENTS = ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"];
const KINDS: readonly [string, ClipOptions][] = [
  ["Matroska", { fileName: "a.mkv", audio: AAC }], ["Matroska as it is sent", { fileName: "a.mkv", mux: ["-live", "1"] }], ["transport stream", { fileName: "a.ts", audio: AAC }],
  ["transport stream with a time before each packet", { fileName: "a.m2ts", mux: ["-f", "mpegts", "-mpegts_m2ts_mode", "1"] }], ["ASF", { fileName: "a.wmv", encode: WMV, mux: ["-f", "asf"] }], ["programme stream", { fileName: "a.mpg", audio: ["-c:a", "mp2"], encode: PLAIN_ORDER, mux: ["-f", "vob"] }],
  ["mp4 in fragments", { fileName: "a.mp4", mux: FRAGMENTS }],
];

/** Frames differ enough to be of some size: damage in the middle then meets frames, not only their heads. */
const bytesOf = async (options: ClipOptions): Promise<Buffer> => Buffer.from(await readFile(await makeClip({ encode: ["-vf", "noise=alls=20:allf=t", ...H264], ...options })));

function rubbish(bytes: number): Buffer {
  const integer = seededIntegers(5);
  return Buffer.from(Array.from({ length: bytes }, () => integer(0, 255)));
}

const inserted = (bytes: Buffer, more: Buffer): Buffer => Buffer.concat([bytes.subarray(0, bytes.length >> 1), more, bytes.subarray(bytes.length >> 1)]);
const zeroed = (bytes: Buffer): Buffer => Buffer.from(bytes).fill(0, bytes.length >> 1, (bytes.length >> 1) + Math.round(bytes.length * 0.2));

describe.each(KINDS)("%s", (_, options) => {
  it("that is sound is said nothing of", async () => {
    const { facts } = await readFootage(await bytesOf(options));
    expect(facts).toMatchObject({ frameCount: 50, problems: [] });
  });

  it("with a stretch of zeros in its middle: what is missing there is told", async () => {
    const { facts } = await readFootage(zeroed(await bytesOf(options)));
    expect(facts.frameCount).toBeLessThan(48);
    expect(problemCodes(facts)).toContain("bytes-skipped");
  });

  it("with other bytes in its middle: they are told", async () => {
    const { facts } = await readFootage(inserted(await bytesOf(options), rubbish(5_000)));
    expect(Number(facts.problems.find(({ code }) => code === "bytes-skipped")!.params["bytes"])).toBeGreaterThanOrEqual(4_800);
  });

  it("with other bytes behind it: they are told, and all frames are there", async () => {
    const bytes = await bytesOf(options);
    const { facts } = await readFootage(Buffer.concat([bytes, rubbish(5_000)]));
    expect(facts.frameCount).toBe(50);
    expect(Number(facts.problems.find(({ code }) => code === "bytes-skipped")!.params["bytes"])).toBeGreaterThanOrEqual(4_800);
  });

  it("cut anywhere: is never told as bytes that were passed over", async () => {
    const bytes = await bytesOf(options);
    for (const lost of [1, 5, 150, 700, 5_000]) expect([lost, problemCodes((await readFootage(bytes.subarray(0, bytes.length - lost))).facts).includes("bytes-skipped")]).toEqual([lost, false]);
  });
});

it("mp4 that is filled up with zeros is sound: recorders set room aside", async () => {
  const { facts } = await readFootage(Buffer.concat([await bytesOf({ fileName: "a.mp4" }), Buffer.alloc(3_000_000)]));
  expect(facts).toMatchObject({ frameCount: 50, problems: [] });
});

it.each<ClipOptions>([{ fileName: "a.mkv" }, { fileName: "a.mkv", mux: ["-live", "1"] }])("Matroska with a line's end or a few zeros behind it is not cut (%o)", async (options) => {
  const bytes = await bytesOf(options);
  for (const behind of ["\n", "\0\0\0\0"]) expect((await readFootage(Buffer.concat([bytes, Buffer.from(behind)]))).facts).toMatchObject({ frameCount: 50, problems: [] });
});

it("mp4 with padding that has no name, or a name with a damaged letter, before its index is read by the lengths of its boxes", async () => {
  const bytes = await bytesOf({ fileName: "a.mp4" });
  const moovAt = bytes.lastIndexOf("moov") - 4;
  const padded = Buffer.concat([bytes.subarray(0, moovAt), Buffer.of(0, 0, 0, 8, 0, 0, 0, 0), bytes.subarray(moovAt)]);
  const damaged = Buffer.from(bytes);
  damaged[bytes.indexOf("mdat") + 2] = 1;
  for (const made of [padded, damaged]) expect((await readFootage(made)).facts).toMatchObject({ frameCount: 50, problems: [] });
});

it("AVI whose length leaves out its own index is sound", async () => {
  const bytes = await bytesOf({ fileName: "a.avi", encode: ["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"] });
  bytes.writeUInt32LE(bytes.lastIndexOf("idx1") - 8, 4);
  expect((await readFootage(bytes)).facts).toMatchObject({ frameCount: 50, problems: [] });
});

it("AVI with other bytes behind it: they are told; zeros are room that was set aside", async () => {
  const bytes = await bytesOf({ fileName: "a.avi", encode: ["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"] });
  for (const [behind, problems] of [[rubbish(5_000), [{ code: "bytes-skipped", params: { bytes: 5_000 } }]], [Buffer.alloc(5_000), []]] as const) {
    expect((await readFootage(Buffer.concat([bytes, behind]))).facts).toMatchObject({ frameCount: 50, problems });
  }
});

it("programme stream whose packs begin at even places, and that is filled up with zeros behind, is sound", async () => {
  const bytes = await bytesOf({ fileName: "a.mpg", encode: PLAIN_ORDER, mux: ["-f", "vob"] });
  const packs: number[] = [];
  for (let at = bytes.indexOf(Buffer.of(0, 0, 1, 0xba)); at !== -1; at = bytes.indexOf(Buffer.of(0, 0, 1, 0xba), at + 4)) packs.push(at);
  const even = packs.flatMap((at, i) => [bytes.subarray(at, packs[i + 1]), Buffer.alloc(i % 3 === 0 ? 300 : 0)]);
  const { facts } = await readFootage(Buffer.concat([...even, Buffer.alloc(40_000)]));
  expect(problemCodes(facts)).not.toContain("bytes-skipped");
});
