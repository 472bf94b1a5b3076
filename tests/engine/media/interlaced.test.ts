// Interlaced H.264: pictures of two fields, coded together (as most recorders do) or apart. As high as they are shown, as many as they are.

import { readFile, writeFile } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PictureWalk } from "../../../engine/media/field-packets.ts";
import { FieldPairs, readSequence, unitsIn } from "../../../engine/media/h264-pictures.ts";
import { fieldStream, type FieldOptions } from "../../support/field-pictures.ts";
import { cached, convert, makeClip, type ClipOptions } from "../../support/numbered-footage.ts";
import { forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo, type ReadFootage } from "../../support/read-footage.ts";

afterEach(forgetFootage);

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

  it("cropped, with pixels of a shape of their own", async () => {
    expect((await fieldsApart("ts", { cropDownPx: 8, shape: [12, 11] })).facts).toMatchObject({ widthPx: 209, heightPx: 56, frameCount: 20 });
  });
});

it("raw: a picture a pair of fields, at the rate that is assumed", async () => {
  const file = await readFootage(fieldStream(20));
  expect(file.facts).toMatchObject({ widthPx: 192, heightPx: 64, frameCount: 20, durationMs: 800, framesPerSecond: 25 });
  expect(await numberShownAt(file, 300)).toBe(7);
});

describe("a stream that comes in pieces", () => {
  const walked = (pieces: readonly Buffer[]): PictureWalk => {
    const walk = new PictureWalk();
    for (const piece of pieces) walk.take(piece);
    walk.end();
    return walk;
  };

  it.each([1, 3, 4, 7, 255, 256, 1_000, 1_000_000])("of %i bytes: the pairs are found", (pieceBytes) => {
    const bytes = fieldStream(2);
    const walk = walked(Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) => bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes)));
    expect(walk.isSecond).toEqual([false, true, false, true]);
    expect(walk.fieldCount).toBe(4);
  });

  it("whose description changes, and comes again, goes on", () => {
    expect(walked([fieldStream(2), fieldStream(1), fieldStream(1, { cropDownPx: 8 })]).isSecond).toEqual([false, true, false, true, false, true, false, true]);
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
