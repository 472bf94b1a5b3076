// Recorders' own chunk formats: times from their clocks, frames and copies that show what those times say, damage that is told.

import { afterEach, describe, expect, it } from "vitest";
import { makeCut } from "../../../engine/media/cut.ts";
import { readFrameNumbers } from "../../support/numbered-footage.ts";
import { forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo } from "../../support/read-footage.ts";
import { DEVICE_START_MS, deviceTimes, dhavChunks, dhavFile, xmeyeChunks, xmeyeFile } from "../../support/recorder-files.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

const { signal } = new AbortController();

afterEach(forgetFootage);

describe("DHAV", () => {
  it.each([[false], [true]])("takes frames' own milliseconds and the device's start (DAHUA head: %s)", async (hasDahuaHead) => {
    const deviceMs = deviceTimes(50, 100, { startMs: DEVICE_START_MS + 730 });
    const { facts, timesMs, container } = await readFootage(await dhavFile({ deviceMs, hasDahuaHead, counterOffsetMs: 12_345 }));
    expect(container).toBe("dhav");
    expect(facts).toMatchObject({ videoCodec: "h264", widthPx: 192, heightPx: 64, frameCount: 50, durationMs: 5_000, framesPerSecond: 10, problems: [] });
    expect(timesMs).toEqual(upTo(50).map((i) => i * 100));
    // The date alone says 08:00:00; when it ticked on says the start to within one frame.
    expect(facts.absoluteStartMs! - (DEVICE_START_MS + 730)).toBeGreaterThan(-100);
    expect(facts.absoluteStartMs! - (DEVICE_START_MS + 730)).toBeLessThanOrEqual(0);
  });

  it("keeps a gap to the millisecond, however often the counter went round in it", async () => {
    const deviceMs = deviceTimes(60, 100, { gapBefore: 30, gapMs: 3_600_000 + 417 });
    const { facts, timesMs } = await readFootage(await dhavFile({ deviceMs, counterOffsetMs: 65_000 }));
    expect(timesMs).toEqual(deviceMs.map((ms) => ms - DEVICE_START_MS));
    expect(facts.pieces).toEqual([{ mediaStartMs: 0, mediaEndMs: 3_000 }, { mediaStartMs: 3_603_417, mediaEndMs: 3_606_417 }]);
    expect(facts.durationMs).toBe(6_000);
    expect(problemCodes(facts)).toEqual([]);
  });

  it("puts what came after the clock was set back behind what came before, and says so", async () => {
    const deviceMs = deviceTimes(60, 100);
    const { facts, timesMs } = await readFootage(await dhavFile({ deviceMs, shownMs: (ms, i) => (i >= 30 ? ms - 7_200_000 : ms) }));
    expect(timesMs).toEqual(upTo(60).map((i) => i * 100));
    expect(facts.problems).toEqual([{ code: "timestamps-jump", params: { count: 1, seconds: -7_200 } }]);
    expect(facts.pieces).toEqual([{ mediaStartMs: 0, mediaEndMs: 3_000 }, { mediaStartMs: 3_000, mediaEndMs: 6_000 }]);
  });

  it("does not take a clock that was set ahead for a gap: the millisecond counter went on by one frame", async () => {
    const deviceMs = deviceTimes(60, 100);
    const { facts, timesMs } = await readFootage(await dhavFile({ deviceMs, shownMs: (ms, i) => (i >= 30 ? ms + 7_200_000 : ms) }));
    expect(timesMs).toEqual(upTo(60).map((i) => i * 100));
    expect(facts.problems).toEqual([{ code: "timestamps-jump", params: { count: 1, seconds: 7_200 } }]);
  });

  it("counts on over frames without a date, and takes the start from those that have one", async () => {
    const chunks = await dhavChunks({ deviceMs: deviceTimes(50, 100) });
    const undated = (isSo: (chunkNo: number) => boolean): Buffer => Buffer.concat(chunks.map((chunk, i) => (isSo(i) ? Buffer.concat([chunk.subarray(0, 16), Buffer.alloc(4), chunk.subarray(20)]) : chunk)));
    const none = await readFootage(undated(() => true));
    expect(none.timesMs).toEqual(upTo(50).map((i) => i * 100));
    expect(none.facts.absoluteStartMs).toBeNull();
    const some = await readFootage(undated((i) => i < 12 || (i > 20 && i < 30)));
    expect(some.timesMs).toEqual(upTo(50).map((i) => i * 100));
    expect(Math.abs(some.facts.absoluteStartMs! - DEVICE_START_MS)).toBeLessThan(100);
  });

  it("puts a frame whose date was damaged between its neighbours", async () => {
    const { facts, timesMs } = await readFootage(await dhavFile({ deviceMs: deviceTimes(50, 100), shownMs: (ms, i) => (i === 33 ? ms + 400_000_000_000 : ms) }));
    expect(timesMs).toEqual(upTo(50).map((i) => i * 100));
    expect(facts.problems).toEqual([]);
  });

  it("goes by the dates where the millisecond counter stands still", async () => {
    const chunks = (await dhavChunks({ deviceMs: deviceTimes(100, 100) })).map((chunk) => Buffer.concat([chunk.subarray(0, 20), Buffer.alloc(2), chunk.subarray(22)]));
    const { facts, timesMs } = await readFootage(Buffer.concat(chunks));
    timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 100)).toBeLessThan(500));
    expect(Math.abs(facts.durationMs - 10_000)).toBeLessThan(500);
  });

  it.each(["h264", "hevc"] as const)("shows the frame of a moment and makes a copy of %s with every frame at its time", async (codec) => {
    const deviceMs = deviceTimes(60, 100, { gapBefore: 25, gapMs: 20_000 });
    const file = await readFootage(await dhavFile({ codec, deviceMs, hasAudio: true }));
    expect(file.facts).toMatchObject({ videoCodec: codec, audioCodec: "pcm_alaw" });
    for (const frameNo of [0, 9, 10, 24, 25, 37, 59]) expect(await numberShownAt(file, file.timesMs[frameNo]! + 50)).toBe(frameNo);
    // In the gap the last frame before it stands still.
    expect(await numberShownAt(file, 15_000)).toBe(24);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual(upTo(60));
    expect(proxy.timesMs).toEqual(file.timesMs);
    expect(proxy).toMatchObject({ isTranscoded: codec === "hevc", audioCodec: "aac" });
    expect(proxy.command).toMatch(/^ffmpeg .* -f matroska .*-i pipe:0 /);
  });

  it.each(["h264", "hevc"] as const)("cuts %s from the wanted frame, or from the keyframe before it and tells by how much", async (codec) => {
    const file = await readFootage(await dhavFile({ codec, deviceMs: deviceTimes(60, 100) }));
    const outputPath = `${file.path}.cut.mp4`;
    const cut = await makeCut({ inputPath: file.path, outputPath, container: file.container, videoCodec: codec, timeBase: null, firstPts: null, mediaStartMs: 2_400, mediaEndMs: 4_400, signal });
    expect(cut).toMatchObject(codec === "h264" ? { isTranscoded: false, leadMs: 400, durationMs: 2_400 } : { isTranscoded: true, leadMs: 0, durationMs: 2_000 });
    const from = codec === "h264" ? 20 : 24;
    expect(await readFrameNumbers(outputPath)).toEqual(upTo(44 - from).map((i) => from + i));
  });

  it("uses what lies before a cut through the last chunk", async () => {
    const whole = await dhavFile({ deviceMs: deviceTimes(50, 100) });
    const { facts } = await readFootage(whole.subarray(0, whole.length - 10));
    expect(facts.frameCount).toBe(49);
    expect(problemCodes(facts)).toEqual(["truncated"]);
  });

  it("finds its way behind rubbish, lengths that point nowhere and chunks of no length", async () => {
    const deviceMs = deviceTimes(50, 100);
    const chunks = await dhavChunks({ deviceMs });
    const integer = seededIntegers(7);
    const rubbish = Buffer.from(Array.from({ length: 5_000 }, () => integer(0, 255)));
    const far = Buffer.from(chunks[0]!.subarray(0, 24));
    far.writeUInt32LE(0xffff_fff0, 12);
    const none = Buffer.from(far);
    none.writeUInt32LE(0, 12);
    const inside = Buffer.from(far);
    inside.writeUInt32LE(3_000, 12);
    const { facts, timesMs } = await readFootage(Buffer.concat([...chunks.slice(0, 20), rubbish, far, none, inside, ...chunks.slice(20)]));
    expect(timesMs).toEqual(upTo(50).map((i) => i * 100));
    expect(facts.problems).toEqual([{ code: "bytes-skipped", params: { bytes: 5_000 + 3 * 24 } }]);
  });
});

describe("XMEye", () => {
  it("counts time by its sound, places it by its dates, and believes no claimed rate", async () => {
    const deviceMs = deviceTimes(200, 60, { startMs: DEVICE_START_MS + 300 });
    const { facts, timesMs, container } = await readFootage(await xmeyeFile({ deviceMs, hasAudio: true, claimedFramesPerSecond: 77 }));
    expect(container).toBe("xmeye");
    expect(facts).toMatchObject({ videoCodec: "h264", audioCodec: "pcm_alaw", widthPx: 192, heightPx: 64, frameCount: 200, problems: [] });
    timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 60)).toBeLessThan(20));
    expect(Math.abs(facts.absoluteStartMs! - (DEVICE_START_MS + 300))).toBeLessThanOrEqual(1_000);
  });

  it("counts by its frames where there is no sound, staying within a second of the dates", async () => {
    const deviceMs = deviceTimes(400, 62);
    const { timesMs, facts } = await readFootage(await xmeyeFile({ deviceMs }));
    timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 62)).toBeLessThan(1_000));
    expect(facts.pieces).toHaveLength(1);
    expect(Math.abs(facts.durationMs - 400 * 62)).toBeLessThan(1_000);
  });

  it.each([[40, 25], [125, 8]])("reads no rate off whole seconds that lie too near together: of four seconds with frames of %i ms it takes what the heads claim, and tells it", async (frameMs, framesPerSecond) => {
    const count = Math.round(4_000 / frameMs);
    const { facts, timesMs } = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(count, frameMs), claimedFramesPerSecond: framesPerSecond }));
    expect(timesMs).toEqual(upTo(count).map((i) => i * frameMs));
    expect(facts.problems).toEqual([{ code: "frame-rate-assumed", params: { framesPerSecond } }]);
  });

  it("believes the dates of a short file where its heads claim what they rule out", async () => {
    const { facts, timesMs } = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(35, 100), claimedFramesPerSecond: 25 }));
    timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 100)).toBeLessThanOrEqual(1_000));
    expect(facts.problems).toEqual([]);
  });

  it("keeps to the second where keyframes come more often than dates change", async () => {
    const { facts, timesMs } = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(600, 40, { startMs: DEVICE_START_MS + 700 }), claimedFramesPerSecond: 10 }));
    timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 40)).toBeLessThan(1_000));
    expect(Math.abs(facts.durationMs - 24_000)).toBeLessThan(1_000);
    expect(facts.problems).toEqual([]);
  });

  it.each([[true], [false]])("finds a gap (sound: %s)", async (hasAudio) => {
    const deviceMs = deviceTimes(200, 100, { gapBefore: 100, gapMs: 600_000 });
    const { facts } = await readFootage(await xmeyeFile({ deviceMs, hasAudio }));
    expect(facts.pieces).toHaveLength(2);
    const [before, after] = facts.pieces;
    expect(Math.abs(before!.mediaEndMs - 10_000)).toBeLessThanOrEqual(1_000);
    expect(Math.abs(after!.mediaStartMs - 610_000)).toBeLessThanOrEqual(1_250);
  });

  it("shows the frame of a moment and makes a copy with sound and every frame at its time", async () => {
    const file = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(60, 100), hasAudio: true }));
    for (const frameNo of [0, 9, 10, 31, 59]) expect(await numberShownAt(file, file.timesMs[frameNo]! + 1)).toBe(frameNo);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual(upTo(60));
    expect(proxy.timesMs).toEqual(file.timesMs);
    expect(proxy).toMatchObject({ isTranscoded: false, audioCodec: "aac" });
  });

  it("lets missing bytes shorten nothing: the dates say how long a torn stretch was, and what came before stays where it is", async () => {
    const deviceMs = deviceTimes(100, 100);
    const chunks = await xmeyeChunks({ deviceMs, hasAudio: true });
    // A stretch of sound and pictures between two keyframes, some eight tenths of a second.
    const keys = chunks.flatMap((chunk, i) => (chunk[3] === 0xfc ? [i] : []));
    const torn = [...chunks.slice(0, keys[4]! + 6), Buffer.alloc(4_000), ...chunks.slice(keys[5]!)];
    const { facts } = await readFootage(Buffer.concat(torn));
    expect(Math.abs(facts.absoluteStartMs! - DEVICE_START_MS)).toBeLessThan(100);
    expect(Math.abs(facts.pieces.at(-1)!.mediaEndMs - 10_000)).toBeLessThan(200);
    expect(problemCodes(facts)).toEqual(["bytes-skipped"]);
  });

  it("puts a keyframe whose date was damaged between its neighbours", async () => {
    const chunks = await xmeyeChunks({ deviceMs: deviceTimes(50, 100) });
    const third = chunks.filter((chunk) => chunk[3] === 0xfc)[2]!;
    third.writeUInt32LE(third.readUInt32LE(8) + (9 << 26), 8);
    const { facts } = await readFootage(Buffer.concat(chunks));
    expect(facts.pieces).toHaveLength(1);
    expect(Math.abs(facts.durationMs - 5_000)).toBeLessThan(1_000);
  });

  describe("without a date, as a recorder writes whose clock was never set", () => {
    const isDated = (): boolean => false;

    it.each([[20, 20], [64 + 12, 12], [0, 25]])("counts its frames at the rate that its heads say (%i), and tells that it did", async (claimedFramesPerSecond, framesPerSecond) => {
      const file = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(60, 100), isDated, claimedFramesPerSecond }));
      expect(file.container).toBe("xmeye");
      expect(file.facts).toMatchObject({ videoCodec: "h264", widthPx: 192, heightPx: 64, frameCount: 60, absoluteStartMs: null });
      expect(file.facts.problems).toEqual([{ code: "frame-rate-assumed", params: { framesPerSecond } }]);
      expect(file.timesMs).toEqual(upTo(60).map((i) => Math.round((i * 1_000) / framesPerSecond)));
      for (const frameNo of [0, 9, 10, 31, 59]) expect(await numberShownAt(file, file.timesMs[frameNo]! + 1)).toBe(frameNo);
      const proxy = await proxyOf(file);
      expect(proxy.numbers).toEqual(upTo(60));
      expect(proxy.timesMs).toEqual(file.timesMs);
    });

    it("counts time by its sound, whatever its heads say", async () => {
      const { facts, timesMs } = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(200, 60), hasAudio: true, isDated, claimedFramesPerSecond: 25 }));
      expect(facts).toMatchObject({ audioCodec: "pcm_alaw", frameCount: 200, absoluteStartMs: null, problems: [] });
      timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 60)).toBeLessThan(20));
    });

    it("takes the middle of what its heads say: single ones are wrong", async () => {
      const chunks = await xmeyeChunks({ deviceMs: deviceTimes(60, 100), isDated, claimedFramesPerSecond: 10 });
      chunks.filter((chunk) => chunk[3] === 0xfc)[0]![5] = 13;
      const { timesMs } = await readFootage(Buffer.concat(chunks));
      expect(timesMs).toEqual(upTo(60).map((i) => i * 100));
    });

    it.each<[string, (frameNo: number) => boolean]>([["at its start", (i) => i >= 60], ["in its middle", (i) => i < 60 || i >= 150], ["at its end", (i) => i < 100],
      ["at every second keyframe, and at its end", (i) => i < 100 && i % 20 === 0]])("%s: the dates that there are place all of it", async (_, hasDate) => {
      const { facts, timesMs } = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(200, 100), isDated: hasDate }));
      expect(facts).toMatchObject({ frameCount: 200, problems: [] });
      expect(facts.pieces).toHaveLength(1);
      timesMs.forEach((ms, i) => expect(Math.abs(ms - i * 100)).toBeLessThan(1_000));
      expect(Math.abs(facts.absoluteStartMs! - DEVICE_START_MS)).toBeLessThanOrEqual(1_000);
    });
  });

  it("dates itself by the only date that there is, and tells that its rate is another's word", async () => {
    const { facts, timesMs } = await readFootage(await xmeyeFile({ deviceMs: deviceTimes(200, 100), isDated: (i) => i === 100, claimedFramesPerSecond: 10 }));
    expect(facts.problems).toEqual([{ code: "frame-rate-assumed", params: { framesPerSecond: 10 } }]);
    expect(timesMs).toEqual(upTo(200).map((i) => i * 100));
    expect(Math.abs(facts.absoluteStartMs! - DEVICE_START_MS)).toBeLessThanOrEqual(1_000);
  });

  it("uses what lies before a cut, and finds its way behind rubbish and lengths that lie", async () => {
    const chunks = await xmeyeChunks({ deviceMs: deviceTimes(50, 100) });
    const lying = Buffer.from(chunks[16]!);
    lying.writeUInt32LE(lying.length + 700, 4);
    const { facts } = await readFootage(Buffer.concat([...chunks.slice(0, 16), lying, ...chunks.slice(17, 30), Buffer.alloc(999, 0x55), ...chunks.slice(30, -1), chunks.at(-1)!.subarray(0, 20)]));
    // One frame has a head that lies, one is cut off.
    expect(facts.frameCount).toBe(48);
    expect(facts.problems).toEqual([{ code: "truncated", params: {} }, { code: "bytes-skipped", params: { bytes: lying.length + 999 } }]);
  });
});
