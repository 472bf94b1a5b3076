// Where footage lies around an instant, and which frame holds a media time.

import { describe, expect, it } from "vitest";
import type { Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { frameAt, frameLengthMs, frameMiddleMs } from "../../../renderer/playback/frame-times.ts";
import { MediaSupport, mimeOfContainer } from "../../../renderer/playback/media-support.ts";
import { gapAt, placementAt, versionsAt, type VersionChoice } from "../../../renderer/playback/placements.ts";

const recording = (recordingId: number, startMs: number, endMs: number): Recording => ({
  recordingId, cameraId: "a", fileId: recordingId, startMs: asTrueMs(startMs), endMs: asTrueMs(endMs),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(endMs - startMs), cameraStartMs: asCameraMs(startMs), uncertaintyMs: null,
});
const A = recording(1, 100, 200);
const B = recording(2, 200, 300);
const C = recording(3, 500, 600);

describe("placement", () => {
  const id = (r: Recording | null): number | null => r?.recordingId ?? null;
  it.each([
    [99, null, 1, null], [100, 1, 2, null], [199, 1, 2, null], [200, 2, 3, 1], [299, 2, 3, 1], [300, null, 3, 2], [499, null, 3, 2], [500, 3, null, 2], [600, null, null, 3],
  ])("at %d: recording %s, next %s, previous %s", (atMs, here, next, previous) => {
    const placed = placementAt([A, B, C], atMs);
    expect([id(placed.recording), id(placed.next)]).toEqual([here, next]);
    if (here === null) expect(id(placed.previous)).toBe(previous);
  });
  it("shows the later one where two overlap, and the earlier again when it ends", () => {
    const inside = recording(9, 120, 150);
    expect(id(placementAt([A, inside], 130).recording)).toBe(9);
    expect(id(placementAt([A, inside], 160).recording)).toBe(1);
  });
  it("knows nothing without recordings", () => {
    expect(placementAt([], 5)).toEqual({ recording: null, next: null, nextAtMs: null, previous: null, versions: [] });
  });
  it("looks far back for a long recording beside many short ones", () => {
    const long = recording(1, 0, 3_600_000);
    const short = Array.from({ length: 300 }, (_, i) => recording(i + 2, i * 10_000, i * 10_000 + 9_000));
    expect(versionsAt([long, ...short], 2_999_500).map((r) => r.recordingId)).toEqual([1]);
    expect(versionsAt([long, ...short], 2_995_500).map((r) => r.recordingId)).toEqual([301, 1]);
  });
  it("says what takes over, and when, also in the middle of a recording", () => {
    const worse: VersionChoice = { order: (a, b) => a.recordingId - b.recordingId, pick: () => 0 };
    const [main, sub] = [recording(1, 50_000, 90_000), recording(2, 0, 200_000)];
    expect(placementAt([sub, main], 10_000, worse)).toMatchObject({ recording: sub, next: main, nextAtMs: 50_000 });
    expect(placementAt([sub, main], 60_000, worse)).toMatchObject({ recording: main, next: sub, nextAtMs: 90_000, versions: [main, sub] });
  });
  it("takes files that overlap by the roundness of their names for no second version", () => {
    const [first, second] = [recording(1, 0, 60_000), recording(2, 59_000, 120_000)];
    expect(placementAt([first, second], 59_500)).toMatchObject({ recording: second, versions: [second] });
  });
  it("names the gap that holds an instant", () => {
    const gap = { cameraId: "a", startMs: asTrueMs(300), endMs: asTrueMs(500), cause: "recorder-gap" as const };
    expect(gapAt([gap], 300)?.cause).toBe("recorder-gap");
    expect(gapAt([gap], 500)).toBeNull();
  });
});

describe("frames", () => {
  const frames = [0, 33.367, 66.733, 100.1];
  it.each([[-5, -1], [0, 0], [33.3, 0], [33.36, 1], [33.367, 1], [99, 2], [5_000, 3]])("at %d ms is frame %d", (mediaMs, index) => {
    expect(frameAt(frames, mediaMs)).toBe(index);
  });
  it("gives the middle of a frame, and of the last one by the length of the one before", () => {
    expect(frameMiddleMs(frames, 1)).toBeCloseTo(50.05, 3);
    expect(frameMiddleMs(frames, 3)).toBeCloseTo(116.78, 2);
    expect(frameLengthMs([0], 0)).toBe(40);
  });
  it("keeps near the start of a frame that stands for minutes", () => {
    expect(frameMiddleMs([0, 300_000], 0)).toBe(500);
  });
});

describe("what this machine can show", () => {
  const file = (container: string, videoCodec: string, fileId = 1) => ({ fileId, container, videoCodec });
  const all = () => new MediaSupport(() => "probably");
  it("tries what a browser opens, mkv as the webm that it nearly is", () => {
    expect(all().directMime(file("mov,mp4,m4a,3gp,3g2,mj2", "h264"))).toBe("video/mp4");
    expect(all().directMime(file("matroska,webm", "h264"))).toBe("video/webm");
  });
  it.each([["avi", "h264"], ["mpegts", "h264"], ["dhav", "hevc"], ["mp4", "mjpeg"], ["mp4", "mpeg4"]])("wants a copy of %s with %s", (container, codec) => {
    expect(all().directMime(file(container, codec))).toBeNull();
  });
  it("wants a copy where the browser says no", () => {
    expect(new MediaSupport(() => "").directMime(file("mp4", "hevc"))).toBeNull();
  });
  it("learns from a film without a picture for all of its kind, from an error for that file alone", () => {
    const support = all();
    support.learn(file("mp4", "hevc", 1), "no-picture");
    expect(support.directMime(file("mp4", "hevc", 2))).toBeNull();
    support.learn(file("mp4", "h264", 3), "error");
    expect(support.directMime(file("mp4", "h264", 3))).toBeNull();
    expect(support.directMime(file("mp4", "h264", 4))).toBe("video/mp4");
    support.forgive(3);
    expect(support.directMime(file("mp4", "h264", 3))).toBe("video/mp4");
  });
  it("knows no type for containers that are none of a browser's", () => {
    expect(mimeOfContainer("dhav")).toBeNull();
  });
});
