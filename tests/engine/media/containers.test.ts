// Every container that a recorder, a platform or a phone hands over: recognised by its bytes, read with the right times, and shown
// at the right frame. Recorders' own formats: recorder-chunks.test.ts; streams whose clock jumps: clock-jumps.test.ts.

import { readFile, writeFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Container } from "../../../engine/media/containers.ts";
import { AAC, cached, convert, H264, HEVC, makeClip, type ClipOptions } from "../../support/numbered-footage.ts";
import { forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo } from "../../support/read-footage.ts";
import { rawClip, rawFrames } from "../../support/recorder-files.ts";

afterEach(forgetFootage);

const bytesOf = async (options: ClipOptions): Promise<Buffer> => readFile(await makeClip(options));
const even = (count: number): number[] => upTo(count).map((i) => i * 100);
const NO_B = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "10", "-crf", "18", "-pix_fmt", "yuv420p"];
const MPEG4 = ["-c:v", "mpeg4", "-q:v", "2", "-g", "10"];
const MPEG2 = ["-c:v", "mpeg2video", "-q:v", "2", "-g", "10", "-bf", "0", "-strict", "-1"];
const ALAW = ["-c:a", "pcm_alaw", "-ar", "8000", "-ac", "1"];
const MULAW = ["-c:a", "pcm_mulaw", "-ar", "8000", "-ac", "1"];

/** What a Hikvision recorder puts before its programme stream. */
const imkh = (ps: Buffer): Buffer => Buffer.concat([Buffer.from("IMKH"), Buffer.alloc(36, 1), ps]);

/** Box by box, without what lies inside. */
function topBoxes(bytes: Buffer): { readonly type: string; readonly at: number; readonly endAt: number }[] {
  const boxes = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const endAt = at + bytes.readUInt32BE(at);
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), at, endAt });
    at = endAt;
  }
  return boxes;
}

interface Expected { readonly container: Container; readonly codec: string; readonly audio?: string; readonly problems?: readonly string[] }

describe("is recognised, timed and shown", () => {
  it.each<[string, () => Promise<Buffer>, Expected]>([
    ["mp4, index at the end", () => bytesOf({ fileName: "a.mp4" }), { container: "mp4", codec: "h264" }],
    ["mp4, index at the start, sound", () => bytesOf({ fileName: "a.mp4", audio: AAC, mux: ["-movflags", "+faststart"] }), { container: "mp4", codec: "h264", audio: "aac" }],
    ["mp4 in fragments", () => bytesOf({ fileName: "a.mp4", mux: ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"] }), { container: "mp4", codec: "h264" }],
    ["mp4 whose index lists the first frames, the rest in fragments", () => bytesOf({ fileName: "a.mp4", mux: ["-movflags", "+frag_keyframe"] }), { container: "mp4", codec: "h264" }],
    ["mp4 with H.265", () => bytesOf({ fileName: "a.mp4", encode: HEVC }), { container: "mp4", codec: "hevc" }],
    ["mov, G.711 A-law", () => bytesOf({ fileName: "a.mov", audio: ALAW }), { container: "mov", codec: "h264", audio: "pcm_alaw" }],
    ["3gp", () => bytesOf({ fileName: "a.3gp", mux: ["-f", "3gp"] }), { container: "mp4", codec: "h264" }],
    ["mkv, G.711 µ-law", () => bytesOf({ fileName: "a.mkv", audio: MULAW }), { container: "mkv", codec: "h264", audio: "pcm_mulaw" }],
    ["webm", () => bytesOf({ fileName: "a.webm", encode: ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "10"] }), { container: "webm", codec: "vp8" }],
    ["ts", () => bytesOf({ fileName: "a.ts" }), { container: "mpeg-ts", codec: "h264" }],
    ["ts with H.265", () => bytesOf({ fileName: "a.ts", encode: HEVC }), { container: "mpeg-ts", codec: "hevc" }],
    ["ts with MPEG-2", () => bytesOf({ fileName: "a.ts", encode: MPEG2 }), { container: "mpeg-ts", codec: "mpeg2video" }],
    ["ts with MPEG-4", () => bytesOf({ fileName: "a.ts", encode: MPEG4 }), { container: "mpeg-ts", codec: "mpeg4" }],
    ["m2ts", () => bytesOf({ fileName: "a.m2ts", mux: ["-f", "mpegts", "-mpegts_m2ts_mode", "1"] }), { container: "mpeg-ts", codec: "h264" }],
    ["programme stream", () => bytesOf({ fileName: "a.mpg", mux: ["-f", "vob"] }), { container: "mpeg-ps", codec: "h264" }],
    ["programme stream with H.265", () => bytesOf({ fileName: "a.mpg", encode: HEVC, mux: ["-f", "vob"] }), { container: "mpeg-ps", codec: "hevc" }],
    ["programme stream behind IMKH", async () => imkh(await bytesOf({ fileName: "a.mpg", encode: NO_B, mux: ["-f", "vob"] })), { container: "hikvision-ps", codec: "h264" }],
    ["programme stream behind IMKH with H.265", async () => imkh(await bytesOf({ fileName: "a.mpg", encode: HEVC, mux: ["-f", "vob"] })), { container: "hikvision-ps", codec: "hevc" }],
    ["avi", () => bytesOf({ fileName: "a.avi", encode: NO_B }), { container: "avi", codec: "h264" }],
    ["avi with MPEG-4", () => bytesOf({ fileName: "a.avi", encode: MPEG4 }), { container: "avi", codec: "mpeg4" }],
    ["flv", () => bytesOf({ fileName: "a.flv" }), { container: "flv", codec: "h264" }],
    ["asf", () => bytesOf({ fileName: "a.asf", encode: NO_B }), { container: "asf", codec: "h264" }],
  ])("%s", async (_, make, expected) => {
    const file = await readFootage(await make());
    expect(file.container).toBe(expected.container);
    expect(file.facts).toMatchObject({ videoCodec: expected.codec, audioCodec: expected.audio ?? null, widthPx: 192, heightPx: 64, frameCount: 50, durationMs: 5_000 });
    expect(problemCodes(file.facts)).toEqual(expected.problems ?? []);
    expect(file.timesMs).toEqual(even(50));
    for (const frameNo of [0, 17, 49]) expect(await numberShownAt(file, frameNo * 100 + 30)).toBe(frameNo);
  });

  it.each(["h264", "hevc"] as const)("raw %s, with a rate that is only assumed", async (codec) => {
    const file = await readFootage(await readFile(await rawClip(codec, 50)));
    expect(file.container).toBe(codec);
    expect(file.facts).toMatchObject({ videoCodec: codec, frameCount: 50, framesPerSecond: 25, durationMs: 2_000 });
    expect(problemCodes(file.facts)).toEqual(["frame-rate-assumed"]);
    for (const frameNo of [0, 17, 49]) expect(await numberShownAt(file, frameNo * 40 + 20)).toBe(frameNo);
  });
});

it("raw H.264 that begins between keyframes: what can be shown, each frame in its place", async () => {
  const frames = await rawFrames("h264", 50);
  const sets = await readFile(await rawClip("h264", 50));
  // The parameters of the first keyframe, without its picture.
  const idrAt = sets.indexOf(Buffer.of(0, 0, 1, 0x65));
  const file = await readFootage(Buffer.concat([sets.subarray(0, idrAt), ...frames.slice(4).map(({ bytes }) => bytes)]));
  expect(file.facts).toMatchObject({ frameCount: 40, durationMs: 1_600 });
  for (const frameNo of [0, 17, 39]) expect(await numberShownAt(file, frameNo * 40 + 20)).toBe(frameNo + 10);
  expect((await proxyOf(file)).numbers).toEqual(upTo(40).map((i) => i + 10));
});

describe("is told for what it is", () => {
  it("footage whose rate varies: each frame at its own time", async () => {
    const file = await readFootage(await bytesOf({ fileName: "vfr.mp4", setpts: "if(lt(N,20),N,20+(N-20)*2.5)", mux: ["-video_track_timescale", "90000"], encode: [...NO_B, "-enc_time_base", "1:90000"] }));
    // setpts takes times in units of a tenth of a second and rounds to it.
    expect(file.timesMs).toEqual(upTo(50).map((i) => 100 * Math.round(i < 20 ? i : 20 + (i - 20) * 2.5)));
    expect(file.facts.pieces).toHaveLength(1);
    expect(await numberShownAt(file, file.timesMs[40]! + 5)).toBe(40);
    expect((await proxyOf(file)).timesMs).toEqual(file.timesMs);
  });

  it("two video streams: the first, whole", async () => {
    const one = await makeClip({ fileName: "one.mp4" });
    const both = await convert("both.mkv", one, ["-f", "lavfi", "-i", "color=red:s=64x64:r=10:d=9"], ["-map", "1:v", "-map", "0:v", "-c:v:0", "copy", "-c:v:1", "mpeg4"]);
    const file = await readFootage(await readFile(both));
    expect(file.facts).toMatchObject({ videoCodec: "h264", widthPx: 192, frameCount: 50, durationMs: 5_000 });
    // The file's one length is the other stream's.
    expect(problemCodes(file.facts)).toEqual([]);
    expect(await numberShownAt(file, 3_150)).toBe(31);
  });

  it("Matroska whose clock does not begin at 0: as long as it is, and nothing claimed against it", async () => {
    const file = await readFootage(await bytesOf({ fileName: "late.mkv", audio: MULAW, mux: ["-output_ts_offset", "50"] }));
    expect(file.facts).toMatchObject({ frameCount: 50, durationMs: 5_000, problems: [] });
  });

  it("a header whose length is all ones: no claim", async () => {
    const file = await readFootage(await bytesOf({ fileName: "smooth.mp4", mux: ["-f", "ismv"] }));
    expect(file.facts).toMatchObject({ frameCount: 50, durationMs: 5_000, problems: [] });
  });

  it("rotated pictures: as they are shown", async () => {
    const turned = await convert("turned.mp4", await makeClip({ fileName: "a.mp4" }), [], ["-c", "copy", "-metadata:s:v", "rotate=90"]);
    expect((await readFootage(await readFile(turned))).facts).toMatchObject({ widthPx: 64, heightPx: 192 });
  });

  it("pixels that are not square: as wide as they are shown", async () => {
    const wide = await bytesOf({ fileName: "wide.mp4", encode: [...H264, "-aspect", "6:1"] });
    expect((await readFootage(wide)).facts).toMatchObject({ widthPx: 384, heightPx: 64 });
  });

  it("one frame alone: as long as one of 25 a second", async () => {
    const file = await readFootage(await bytesOf({ fileName: "one.mp4", frames: 1 }));
    expect(file.facts).toMatchObject({ frameCount: 1, durationMs: 40, framesPerSecond: null, pieces: [{ mediaStartMs: 0, mediaEndMs: 40 }] });
    expect(await numberShownAt(file, 0)).toBe(0);
  });

  it("25 hours at one frame a second: 25 hours, any frame at once", async () => {
    // A thousand frames over and over: only their stamps are made anew.
    const some = await rawClip("h264", 1_000);
    const many = await cached("day.h264", "90 times a thousand frames", async (path) => writeFile(path, Buffer.concat(Array<Buffer>(90).fill(await readFile(some)))));
    const day = await convert("day.mp4", many, ["-f", "h264"], ["-c", "copy", "-bsf:v", "setts=ts=N/TB"]);
    const file = await readFootage(await readFile(day));
    expect(file.facts).toMatchObject({ frameCount: 90_000, framesPerSecond: 1 });
    expect(file.facts.durationMs).toBe(90_000_000);
    expect(await numberShownAt(file, 24.5 * 3_600_000 + 500)).toBe(88_200 % 1_000);
  });

  it.each([["mp4", "sound.mp4", ["-vn", "-c:a", "copy", "-f", "mp4"]], ["ts", "sound.ts", ["-vn", "-c:a", "copy", "-f", "mpegts"]]])("sound alone in %s: no pictures", async (_, name, options) => {
    const sound = await convert(name, await makeClip({ fileName: "a.mp4", audio: AAC }), [], options);
    await expect(readFootage(await readFile(sound))).rejects.toThrow("no-video-track");
  });
});

describe("when it breaks off", () => {
  it.each<[string, ClipOptions]>([
    ["mp4 with its index at the start", { fileName: "a.mp4", mux: ["-movflags", "+faststart"] }],
    ["mp4 in fragments", { fileName: "a.mp4", mux: ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"] }],
    ["mkv", { fileName: "a.mkv" }],
    ["avi", { fileName: "a.avi", encode: NO_B }],
    ["flv", { fileName: "a.flv" }],
    ["programme stream", { fileName: "a.mpg", encode: NO_B, mux: ["-f", "vob"] }],
    ["transport stream", { fileName: "a.ts" }],
    ["m2ts", { fileName: "a.m2ts", mux: ["-f", "mpegts", "-mpegts_m2ts_mode", "1"] }],
  ])("%s: what is there is used, and the break is told", async (_, options) => {
    const whole = await bytesOf(options);
    const { facts } = await readFootage(whole.subarray(0, Math.round(whole.length * 0.7)));
    expect(facts.frameCount).toBeGreaterThan(10);
    expect(facts.frameCount).toBeLessThan(50);
    // Frames that were to be shown before the last that is there may be lost with the end.
    expect(Math.abs(facts.durationMs - facts.frameCount * 100)).toBeLessThanOrEqual(200);
    expect(problemCodes(facts)).toContain("truncated");
  });

  it("an mp4 that lost its index gives no footage", async () => {
    const whole = await bytesOf({ fileName: "a.mp4" });
    const moov = topBoxes(whole).find((box) => box.type === "moov")!;
    await expect(readFootage(whole.subarray(0, moov.at))).rejects.toThrow("no-moov");
  });
});

it("never follows names that a file holds", async () => {
  const target = await makeClip({ fileName: "a.mp4" });
  for (const text of [`#EXTM3U\n#EXTINF:5,\n${target}\n`, `ffconcat version 1.0\nfile '${target}'\n`]) {
    await expect(readFootage(Buffer.from(text), "list.mp4")).rejects.toThrow(/playlist|text/);
    // Behind bytes that pass for footage it is read as that footage, whatever it says.
    const read = await readFootage(Buffer.concat([Buffer.from([0, 0, 1, 0xba]), Buffer.from(text)]), "list.mp4").catch(() => null);
    expect(read).toBeNull();
  }
});
