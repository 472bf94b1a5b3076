// Interlaced H.264: pictures of two fields, coded together (as most recorders do) or apart. As high as they are shown, as many as they are.

import { chmod, readFile, writeFile } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hasShorterSteps, PacketFields } from "../../../engine/media/field-packets.ts";
import { FieldPairs, readSequence, unitsIn } from "../../../engine/media/h264-pictures.ts";
import { fieldStream, type FieldOptions } from "../../support/field-pictures.ts";
import { cached, convert, makeClip, type ClipOptions } from "../../support/numbered-footage.ts";
import { footageOnDisk, forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo, type ReadFootage } from "../../support/read-footage.ts";

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await forgetFootage();
});

const INTERLACED = ["-c:v", "libx264", "-preset", "ultrafast", "-flags", "+ildct+ilme", "-x264-params", "tff=1:keyint=10", "-crf", "18", "-pix_fmt", "yuv420p"];

const madeBy = async (options: Partial<ClipOptions>, ending: string): Promise<ReadFootage> => readFootage(await readFile(await makeClip({ fileName: `fields.${ending}`, encode: INTERLACED, ...options })));

const MUXERS = {
  ts: ["-f", "mpegts"], mpg: ["-bsf:v", "h264_mp4toannexb", "-f", "vob"], avi: ["-f", "avi"], flv: ["-f", "flv"], asf: ["-bsf:v", "h264_mp4toannexb", "-f", "asf"],
} as const;

/** Each field in a packet of its own, 50 ms after the one before. */
async function fieldsApart(ending: "mp4" | keyof typeof MUXERS, options: FieldOptions = {}): Promise<ReadFootage> {
  const raw = await cached("fields.h264", ["fields apart", options], async (path) => writeFile(path, fieldStream(20, options)));
  const timed = await convert("apart.mp4", raw, ["-f", "h264"], ["-c", "copy", "-bsf:v", "setts=ts=N*0.05/TB"]);
  return readFootage(await readFile(ending === "mp4" ? timed : await convert(`apart.${ending}`, timed, [], ["-c", "copy", ...MUXERS[ending]])));
}

/** Where slices begin in bytes, behind a start code or a length: I_PCM fields of these pictures are longer than anything else. */
function startsOfSlices(bytes: Buffer): number[] {
  const starts: number[] = [];
  // The first byte of a slice with the head that field-pictures.ts writes: first block, intra, its parameters.
  for (const head of [Buffer.of(0x65, 0x88), Buffer.of(0x61, 0x88)]) for (let at = bytes.indexOf(head); at !== -1; at = bytes.indexOf(head, at + 1)) starts.push(at);
  return starts.sort((a, b) => a - b);
}

describe("coded together", () => {
  it.each(["ts", "mp4", "mkv", "flv", "avi"])("in %s: a picture a pair of fields, as high as both", async (ending) => {
    const file = await madeBy({}, ending);
    expect(file.facts).toMatchObject({ widthPx: 192, heightPx: 64, frameCount: 50, durationMs: 5_000 });
    expect(await numberShownAt(file, 1_730)).toBe(17);
  });

  it("cropped: without the rows that only fill the last macroblocks", async () => {
    const file = await madeBy({ encode: ["-vf", "scale=180:52", ...INTERLACED] }, "ts");
    expect(file.facts).toMatchObject({ widthPx: 180, heightPx: 52, frameCount: 50 });
  });

  it.each([[["-aspect", "6:1"], 384, 64], [["-aspect", "3:2"], 192, 128]] as const)("pixels that are not square (%j): stretched as the window shows them", async (aspect, widthPx, heightPx) => {
    expect((await madeBy({ encode: [...INTERLACED, ...aspect] }, "ts")).facts).toMatchObject({ widthPx, heightPx });
  });
});

describe("coded apart", () => {
  it.each(["ts", "mp4", "mpg", "avi", "flv", "asf"] as const)("in %s: two packets are one picture, shown with the first field's time", async (ending) => {
    const file = await fieldsApart(ending);
    expect(file.facts).toMatchObject({ widthPx: 192, heightPx: 64, frameCount: 20, framesPerSecond: 10 });
    expect(file.facts.durationMs).toBe(2_000);
    expect(problemCodes(file.facts)).toEqual([]);
    expect(await numberShownAt(file, 730)).toBe(7);
    // In the time of its second field it is still the same picture.
    expect(await numberShownAt(file, 770)).toBe(7);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual(upTo(20));
    expect(proxy.timesMs).toEqual(upTo(20).map((i) => i * 100));
  });

  it.each(["mpg", "avi", "flv"] as const)("in %s with a packet that is damaged: the pairs behind it are found, and nothing is counted twice", async (ending) => {
    for (const fieldNo of [15, 16]) {
      const bytes = await readFile((await fieldsApart(ending)).path);
      const at = startsOfSlices(bytes)[fieldNo]!;
      bytes.fill(0, at - 3, at + 100);
      const file = await readFootage(bytes);
      expect(file.facts).toMatchObject({ frameCount: 20, framesPerSecond: 10, durationMs: 2_000, problems: [] });
      if (ending === "flv" && fieldNo === 15) expect(await numberShownAt(file, 930)).toBe(9);
    }
  });

  it("in FLV files that were joined: in both", async () => {
    const bytes = await readFile((await fieldsApart("flv")).path);
    const file = await readFootage(Buffer.concat([bytes, bytes]));
    expect(file.facts).toMatchObject({ frameCount: 40, framesPerSecond: 10, durationMs: 4_000 });
    expect(problemCodes(file.facts)).toEqual(["timestamps-jump"]);
    for (const [atMs, frameNo] of [[730, 7], [770, 7], [2_730, 7]] as const) expect(await numberShownAt(file, atMs)).toBe(frameNo);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual([...upTo(20), ...upTo(20)]);
    expect(proxy.timesMs).toEqual(file.timesMs);
  });

  it("behind many pictures that are coded together: from there on two packets are one picture", async () => {
    const frames = await readFile(await makeClip({ fileName: "together.h264", frames: 120, encode: INTERLACED, mux: ["-f", "h264"] }));
    const raw = await cached("mixed.h264", ["fields behind frames", frames.length], async (path) => writeFile(path, Buffer.concat([frames, fieldStream(20)])));
    const timed = await convert("mixed.nut", raw, ["-f", "h264"], ["-c", "copy", "-bsf:v", "setts=ts=if(lt(N\\,120)\\,N*0.1\\,12+(N-120)*0.05)/TB", "-f", "nut"]);
    const { facts, timesMs } = await readFootage(await readFile(await convert("mixed.asf", timed, [], ["-c", "copy", "-f", "asf"])));
    expect(facts).toMatchObject({ frameCount: 140, framesPerSecond: 10 });
    expect(timesMs).toEqual(upTo(140).map((i) => i * 100));
    expect(problemCodes(facts)).toEqual([]);
  });

  it("and which packets belong together cannot be told: every field counts, and that is told", async () => {
    const { path } = await fieldsApart("flv");
    const tool = await footageOnDisk("ffmpeg", Buffer.from("#!/bin/sh\nexit 1\n"));
    await chmod(tool, 0o755);
    vi.stubEnv("QUAYLINE_FFMPEG", tool);
    vi.stubEnv("QUAYLINE_FFPROBE", "/usr/bin/ffprobe");
    vi.resetModules();
    const { readContainer } = await import("../../../engine/media/read-container.ts");
    expect(await readContainer(path, "flv", new AbortController().signal)).toMatchObject({ frameCount: 40, framesPerSecond: 20, durationMs: 2_000, problems: [{ code: "fields-unpaired", params: {} }] });
  });

  it("cropped, with pixels of a shape of their own", async () => {
    expect((await fieldsApart("ts", { cropDownPx: 8, shape: [12, 11] })).facts).toMatchObject({ widthPx: 209, heightPx: 56, frameCount: 20 });
  });
});

it("raw: a picture a pair of fields, at the rate that is assumed", async () => {
  const file = await readFootage(fieldStream(20));
  expect(file.facts).toMatchObject({ widthPx: 192, heightPx: 64, frameCount: 20, durationMs: 800, framesPerSecond: 25 });
  expect(await numberShownAt(file, 300)).toBe(7);
});

it("steps that become half as long show that fields may come later", () => {
  const steps = (...parts: readonly (readonly [count: number, step: number])[]): number[] => parts.flatMap(([count, step]) => upTo(count).map(() => step)).reduce<number[]>((all, step) => [...all, all.at(-1)! + step], [0]);
  expect(hasShorterSteps(steps([120, 40], [2, 20], [100, 40]))).toBe(true);
  for (const even of [steps([300, 40]), steps([150, 33], [150, 34]), steps([120, 40], [50, 80]), steps([120, 40], [5, 0], [100, 40]), steps([3, 40]), [0], []]) expect(hasShorterSteps(even)).toBe(false);
});

describe("packets that come in pieces", () => {
  const FIELD_BYTES = 500;
  /** Packets as a file holds them: what describes the pictures stands before the first field. */
  function packetsOf(...streams: readonly Buffer[]): Buffer[] {
    const packets: Buffer[] = [];
    let before: Buffer[] = [];
    for (const unit of streams.flatMap((stream) => [...unitsIn(stream, null)])) {
      before.push(Buffer.of(0, 0, 0, 1), Buffer.from(unit));
      if (unit.length < FIELD_BYTES) continue;
      packets.push(Buffer.concat(before));
      before = [];
    }
    return packets;
  }

  function fieldsOf(packets: readonly Buffer[], pieceBytes = 100_000): PacketFields {
    const bytes = Buffer.concat(packets);
    const fields = new PacketFields(packets.map((packet) => packet.length), { lengthBytes: null, sequence: null });
    for (let at = 0; at < bytes.length; at += pieceBytes) fields.take(bytes.subarray(at, at + pieceBytes));
    return fields;
  }

  it.each([1, 3, 4, 7, 255, 256, 1_000, 1_000_000])("of %i bytes: the pairs are found", (pieceBytes) => {
    const fields = fieldsOf(packetsOf(fieldStream(2)), pieceBytes);
    expect(fields).toMatchObject({ isSecond: [false, true, false, true], fieldCount: 4, isComplete: true });
  });

  it("whose description changes, and comes again, go on", () => {
    expect(fieldsOf(packetsOf(fieldStream(2), fieldStream(1), fieldStream(1, { cropDownPx: 8 }))).isSecond).toEqual([false, true, false, true, false, true, false, true]);
  });

  it.each([["a second field", 3], ["a first field", 4], ["a field of the last picture", 7], ["a picture", 4, 5]])("of which %s cannot be read stand for what would come there", (_, ...lost) => {
    const packets = packetsOf(fieldStream(4)).map((packet, i) => (lost.includes(i) ? Buffer.alloc(packet.length) : packet));
    expect(fieldsOf(packets).isSecond).toEqual([false, true, false, true, false, true, false, true]);
  });

  it("and are fewer or more than were listed are not taken for all", () => {
    const packets = packetsOf(fieldStream(2));
    const listed = packets.map((packet) => packet.length);
    for (const sizes of [listed.slice(1), [...listed, 100]]) {
      const fields = new PacketFields(sizes, { lengthBytes: null, sequence: null });
      fields.take(Buffer.concat(packets));
      expect(fields.isComplete).toBe(false);
    }
  });
});

it("a field whose other one is lost stays a picture, and the pairs after it are found again", () => {
  const units = [...unitsIn(fieldStream(3), null)];
  const sequence = readSequence(units[0]!)!;
  const withStart = (unit: Uint8Array): Buffer => Buffer.concat([Buffer.of(0, 0, 1), unit]);
  const [, , top0, bottom0, , bottom1, top2, bottom2] = units.map(withStart);
  const pairs = new FieldPairs(sequence, null);
  expect([top0, bottom0, bottom1, top2, bottom2].map((unit) => pairs.isSecondField(unit!))).toEqual([false, true, false, false, true]);
});

it("units that claim more than there is end where the packet does, and what is no sequence is none", () => {
  expect([...unitsIn(Buffer.of(0, 0, 0, 9, 1), 4)].map((unit) => unit.length)).toEqual([1]);
  expect(readSequence(Buffer.of(0x68, 1, 2, 3))).toBeNull();
});

it("a file whose description of its stream is damaged is read without a word on the console", async () => {
  const bytes = await readFile(await makeClip({ fileName: "plain.mp4" }));
  // The length of its first sequence leads beyond its end.
  bytes.writeUInt16BE(0xffff, bytes.indexOf("avcC") + 10);
  const spoken = vi.spyOn(console, "error").mockImplementation(() => undefined);
  try {
    expect((await readFootage(bytes)).facts).toMatchObject({ frameCount: 50, durationMs: 5_000 });
    expect(spoken).not.toHaveBeenCalled();
  } finally {
    spoken.mockRestore();
  }
});
