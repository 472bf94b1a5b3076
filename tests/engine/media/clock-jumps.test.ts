// Clocks of streams that go round, jump or begin anew inside a file: no footage and no gap comes of it.

import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { PLACED_PER_MS, placeAcrossJumps } from "../../../engine/media/clock-jumps.ts";
import { makeClip } from "../../support/numbered-footage.ts";
import { forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo } from "../../support/read-footage.ts";

afterEach(forgetFootage);

/** 2^33 / 90000 s. */
const ROUND_S = 95_443.717689;

/** 50 numbered frames, ten a second, that begin about so many seconds after 0. */
async function streamFrom(startS: number, format: "mpegts" | "vob" = "mpegts"): Promise<Buffer> {
  return readFile(await makeClip({ fileName: `from.${format}`, frames: 50, mux: ["-f", format, "-output_ts_offset", String(startS)] }));
}

const even = (count: number): number[] => upTo(count).map((i) => i * 100);

describe("placeAcrossJumps", () => {
  const place = (seconds: readonly number[], container: "mpeg-ts" | "flv" = "mpeg-ts") => {
    const placed = placeAcrossJumps(seconds.map((s) => s * 90_000), 1 / 90, container);
    return placed === null ? null : { seconds: [...placed.stamps].map((stamp) => stamp / PLACED_PER_MS / 1_000), jumps: placed.jumps.map(({ index, ms }) => [index, Math.round(ms / 1_000)]) };
  };

  it.each<[string, readonly number[]]>([
    ["even frames", [5, 6, 7, 8]],
    ["frames out of order", [5, 8, 6, 7, 9, 12, 10, 11]],
    ["a hole of less than an hour", [5, 6, 7, 3_000, 3_001]],
    ["stamps below 0", [-2, -1, 0, 1]],
    ["a keyframe behind a hole that is decoded before the last frames in front of it", [5, 8, 6, 7, 108, 10, 9, 110, 109, 112, 111]],
  ])("leaves alone %s", (_, seconds) => expect(place(seconds)).toBeNull());

  it.each<[string, readonly number[], object]>([
    ["a clock set back", [5_000, 5_001, 5_002, 100, 101], { seconds: [0, 1, 2, 3, 4], jumps: [[3, -4_902]] }],
    ["a clock that leaps ahead", [5, 6, 7, 30_000, 30_001], { seconds: [0, 1, 2, 3, 4], jumps: [[3, 29_993]] }],
    ["a step back that was taken for a round", [10_000, 10_001, 100 + ROUND_S, 101 + ROUND_S], { seconds: [0, 1, 2, 3], jumps: [[2, -9_901]] }],
    ["two jumps", [5_000, 5_001, 100, 101, 9_000, 9_001], { seconds: [0, 1, 2, 3, 4, 5], jumps: [[2, -4_901], [4, 8_899]] }],
  ])("takes out %s", (_, seconds, placed) => expect(place(seconds)).toEqual(placed));

  it.each<[string, readonly number[]]>([
    ["ahead", [5, 6, 7, 1_200, 9, 10]],
    ["back", [5_000, 5_001, 5_002, 3, 5_004, 5_005]],
  ])("puts a single stamp that lies far %s in its place: it is no jump", (_, seconds) =>
    expect(place(seconds)).toEqual({ seconds: [0, 1, 2, 3, 4, 5], jumps: [] }));

  it("takes a round of the clock for time that went on", () => {
    const placed = place([ROUND_S - 2, ROUND_S - 1, 0, 1])!;
    placed.seconds.forEach((s, i) => expect(s).toBeCloseTo(i, 4));
    expect(placed.jumps).toEqual([]);
  });

  it("keeps a hole of hours where the clock has no round", () => expect(place([5, 6, 7, 30_000], "flv")).toBeNull());
});

describe.each(["mpegts", "vob"] as const)("%s", (format) => {
  it("goes on where its clock goes round", async () => {
    const file = await readFootage(await streamFrom(ROUND_S - 3, format));
    expect(file.timesMs).toEqual(even(50));
    expect(file.facts.durationMs).toBe(5_000);
    expect(problemCodes(file.facts)).toEqual([]);
    for (const frameNo of [0, 20, 31, 49]) expect(await numberShownAt(file, frameNo * 100 + 50)).toBe(frameNo);
  });

  it.each([["back", 10_000, 100], ["ahead", 100, 20_000]])("puts what comes after a jump %s behind what came before, and says so", async (_, firstS, secondS) => {
    const file = await readFootage(Buffer.concat([await streamFrom(firstS, format), await streamFrom(secondS, format)]));
    expect(file.timesMs).toHaveLength(100);
    expect(file.facts.durationMs).toBeGreaterThanOrEqual(9_900);
    expect(file.facts.durationMs).toBeLessThanOrEqual(10_400);
    expect(file.facts.pieces).toHaveLength(2);
    expect(Math.abs(file.facts.pieces[0]!.mediaEndMs - 5_000)).toBeLessThanOrEqual(200);
    expect(problemCodes(file.facts)).toEqual(["timestamps-jump"]);
    expect(Math.abs(Number(file.facts.problems[0]!.params["seconds"]) - (secondS - firstS))).toBeLessThanOrEqual(6);
    for (const index of [3, 40, 60, 95]) expect(await numberShownAt(file, file.timesMs[index]! + 10)).toBe(index % 50);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual([...upTo(50), ...upTo(50)]);
    expect(proxy.timesMs).toEqual(file.timesMs);
  });

  it("keeps a gap", async () => {
    const { facts } = await readFootage(Buffer.concat([await streamFrom(100, format), await streamFrom(165, format)]));
    expect(facts.pieces.map((piece) => [Math.round(piece.mediaStartMs / 1_000), Math.round(piece.mediaEndMs / 1_000)])).toEqual([[0, 5], [65, 70]]);
    expect(problemCodes(facts)).toEqual([]);
  });
});

it("reads a transport stream that begins in the middle of a packet", async () => {
  const file = await readFootage((await streamFrom(10)).subarray(100));
  expect(file.container).toBe("mpeg-ts");
  expect(file.timesMs.length).toBeGreaterThanOrEqual(40);
  expect(await numberShownAt(file, file.timesMs.at(-1)!)).toBe(49);
});

describe("files joined byte by byte", () => {
  const twice = async (options: Parameters<typeof makeClip>[0]): Promise<Buffer> => {
    const bytes = await readFile(await makeClip(options));
    return Buffer.concat([bytes, bytes]);
  };

  it("mkv: the second stands behind the first", async () => {
    const { facts } = await readFootage(await twice({ fileName: "a.mkv" }));
    expect(facts.frameCount).toBeGreaterThanOrEqual(90);
    // Two frames may be shown in the order of decoding across the seam.
    expect(Math.abs(facts.durationMs - facts.frameCount * 100)).toBeLessThanOrEqual(200);
    expect(facts.pieces.length).toBeGreaterThanOrEqual(2);
    expect(problemCodes(facts)).toEqual(["timestamps-jump"]);
  });

  it("mp4: only the first is read, and what was not read is told", async () => {
    const bytes = await twice({ fileName: "a.mp4" });
    const { facts } = await readFootage(bytes);
    expect(facts).toMatchObject({ frameCount: 50, durationMs: 5_000, problems: [{ code: "bytes-skipped", params: { bytes: bytes.length / 2 } }] });
  });
});

it("AVI that lost frames says so: all later ones are moved", async () => {
  const bytes = Buffer.from(await readFile(await makeClip({ fileName: "a.avi", encode: ["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"] })));
  const middle = bytes.length >> 1;
  const { facts } = await readFootage(bytes.fill(0, middle, middle + Math.round(bytes.length * 0.2)));
  expect(facts.frameCount).toBeLessThan(45);
  expect(problemCodes(facts)).toContain("duration-disagrees");
});
