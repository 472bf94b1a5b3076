// Which of several recordings of one moment a tile takes.

import { expect, it } from "vitest";
import type { PlayableFile, Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { placementAt } from "../../../renderer/playback/placements.ts";
import { sizeText, versionChoice } from "../../../renderer/playback/versions.ts";

const recording = (fileId: number): Recording => ({
  recordingId: fileId, cameraId: "a", fileId, startMs: asTrueMs(0), endMs: asTrueMs(60_000),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(60_000), cameraStartMs: asCameraMs(0), uncertaintyMs: null,
});
const file = (fileId: number, heightPx: number, more: Partial<PlayableFile> = {}): PlayableFile => ({
  fileId, container: "mp4", videoCodec: "h264", widthPx: Math.round((heightPx * 16) / 9), heightPx, framesPerSecond: 25, durationMs: 60_000, name: `${fileId}.mp4`,
  proxy: "none", proxyJobId: null, hasSmallProxy: false, isDamaged: false, ...more,
});

function shownOf(files: readonly PlayableFile[], version: number | null, heightPx = Infinity): { readonly shown: number | undefined; readonly order: readonly number[] } {
  const choice = versionChoice((fileId) => files.find((f) => f.fileId === fileId) ?? null, { version, heightPx });
  const { recording: shown, versions } = placementAt(files.map((f) => recording(f.fileId)), 30_000, choice);
  return { shown: shown?.fileId, order: versions.map((r) => r.fileId) };
}

const SUB = file(1, 360);
const MAIN = file(2, 1080);

it("takes the main stream, and the sub stream is the next one", () => {
  expect(shownOf([SUB, MAIN], null)).toEqual({ shown: 2, order: [2, 1] });
  expect(shownOf([SUB, MAIN], 1)).toEqual({ shown: 1, order: [2, 1] });
});
it("takes the sub stream for a tile that shows no more of the main one, unless a person chose", () => {
  expect(shownOf([SUB, MAIN], null, 380).shown).toBe(1);
  expect(shownOf([SUB, MAIN], 0, 380).shown).toBe(2);
  expect(shownOf([SUB, MAIN], null, 600).shown).toBe(2);
});
it("takes a sound recording before a larger one that is damaged, and a damaged one before one that cannot be played", () => {
  expect(shownOf([SUB, { ...MAIN, isDamaged: true }], null).order).toEqual([1, 2]);
  expect(shownOf([{ ...SUB, isDamaged: true }, { ...MAIN, proxy: "failed" }], null).order).toEqual([1, 2]);
  expect(shownOf([{ ...SUB, isDamaged: true }, MAIN], null, 380).shown).toBe(2);
});
it("takes the one with more frames of two that are as large", () => {
  expect(shownOf([file(1, 720, { framesPerSecond: 12 }), file(2, 720)], null).order).toEqual([2, 1]);
});
it("shows the last there is where fewer are there than were chosen from", () => {
  expect(shownOf([MAIN], 1).shown).toBe(2);
});
it("says how large a picture is", () => {
  expect([sizeText(MAIN), sizeText(null)]).toEqual(["1920×1080", "?"]);
});
