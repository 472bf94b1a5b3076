// Files of a Hikvision SD card: their names say nothing, the index beside them which bytes were recorded when.

import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readFile as readIndexed } from "../../../engine/ingest/read-file.ts";
import { extractFrame } from "../../../engine/media/frame.ts";
import { frameMediaTimes } from "../../../engine/media/frame-index.ts";
import { makeCut } from "../../../engine/media/cut.ts";
import { makePreview } from "../../../engine/media/make-preview.ts";
import { readPackIndex } from "../../../engine/media/preview-pack.ts";
import { makeProxy } from "../../../engine/media/proxy.ts";
import { readCardSegments } from "../../../engine/media/hikvision-card.ts";
import type { FileRecord } from "../../../engine/store/files.ts";
import { hikvisionCard, type CardRecording } from "../../support/hikvision-card.ts";
import { readFrameNumbers, readJpegNumber } from "../../support/numbered-footage.ts";
import { footageOnDisk, forgetFootage, upTo } from "../../support/read-footage.ts";

const { signal } = new AbortController();
/** 2024-05-01 00:00:00 UTC. */
const START_S = Date.UTC(2024, 4, 1) / 1000;
const SIZE_BYTES = 600_000;
/** What lies first in the file was recorded last; behind it bytes of a recording that is none any more. */
const RECORDINGS: readonly CardRecording[] = [
  { startS: START_S + 600, frames: 30, startAt: 0 },
  { startS: START_S, frames: 50, startAt: 200_000 },
  { startS: START_S - 900, frames: 40, startAt: 400_000, isStale: true },
];

afterEach(forgetFootage);

async function card(recordings = RECORDINGS, indexName = "index00.bin"): Promise<string> {
  const { footage, index } = await hikvisionCard(recordings, SIZE_BYTES);
  const path = await footageOnDisk("hiv00001.mp4", footage);
  await writeFile(join(dirname(path), indexName), index);
  return path;
}

async function recordOf(path: string): Promise<FileRecord> {
  const rules = { cameras: [], wantedCameraId: null, timezone: "Asia/Shanghai", patterns: [], chosenCameras: new Map<string, string>() };
  const read = await readIndexed({ pathBytes: Buffer.from(path), path, relativePath: "hiv00001.mp4", sizeBytes: SIZE_BYTES, mtimeMs: 0, problem: null }, rules, signal);
  return read!.record;
}

const timesOf = (record: FileRecord): number[] => [...frameMediaTimes(record.frameIndex!, record.timeBase!, -1, Infinity, Infinity)].map(Math.round);
const WANTED_TIMES = [...upTo(50).map((i) => i * 100), ...upTo(30).map((i) => 600_000 + i * 100)];

describe("a card's file", () => {
  it("holds the recordings of the index, in the order of their times", async () => {
    const record = await recordOf(await card());
    expect(record).toMatchObject({
      container: "hikvision-sd", state: "indexed", videoCodec: "h264", frameCount: 80, durationMs: 8_000,
      pieces: [{ mediaStartMs: 0, mediaEndMs: 5_000 }, { mediaStartMs: 600_000, mediaEndMs: 603_000 }],
      startCameraMs: START_S * 1000, timeSource: "sidecar", timeBasis: "epoch",
    });
    expect(timesOf(record)).toEqual(WANTED_TIMES);
  });

  it("shows the frames of its recordings, whichever lies first", async () => {
    const path = await card();
    const { container, timeBase, frameIndex } = await recordOf(path);
    for (const [mediaMs, frameNo] of [[0, 0], [3_150, 31], [4_950, 49], [300_000, 49], [600_050, 0], [602_950, 29]] as const) {
      const { jpeg } = await extractFrame({ path, container, timeBase: timeBase!, frameIndex: frameIndex!, mediaMs, maxWidthPx: null, signal });
      expect(await readJpegNumber(jpeg)).toBe(frameNo);
    }
  });

  it("has a playable copy with every frame at its time, and is cut across its recordings", async () => {
    const path = await card();
    const { container, videoCodec, audioCodec, timeBase, firstPts, frameIndex, durationMs } = await recordOf(path);
    await makeProxy({ inputPath: path, outputPath: `${path}.mp4`, container, videoCodec, audioCodec, timeBase, frameIndex, durationMs: durationMs!, signal, onProgress: () => undefined });
    expect(await readFrameNumbers(`${path}.mp4`)).toEqual([...upTo(50), ...upTo(30)]);
    const cut = { inputPath: path, outputPath: `${path}.cut.mp4`, container, videoCodec, timeBase, firstPts, mediaStartMs: 4_000, mediaEndMs: 601_000, signal };
    expect(await makeCut(cut)).toMatchObject({ isTranscoded: true, leadMs: 0 });
    expect(await readFrameNumbers(cut.outputPath)).toEqual([...upTo(10).map((i) => 40 + i), ...upTo(10)]);
  });

  it("is read by the copy of the index where the first is gone, and as it is without any", async () => {
    expect((await recordOf(await card(RECORDINGS, "index01.bin"))).container).toBe("hikvision-sd");
    const path = await card();
    await rm(join(dirname(path), "index00.bin"));
    expect(await recordOf(path)).toMatchObject({ container: "mpeg-ps", timeSource: null });
  });
});

describe("the index", () => {
  it("loses what a later recording overwrote", async () => {
    const path = await card([{ startS: START_S, frames: 50, startAt: 0 }, { startS: START_S + 60, frames: 30, startAt: 1_000 }]);
    expect((await readCardSegments(path))?.map(({ startMs }) => startMs / 1000 - START_S)).toEqual([60]);
  });

  it("says the part of a second in microseconds, and whole seconds where they are none", async () => {
    const at = async (startMicros: number) => (await readCardSegments(await card([{ startS: START_S, startMicros, frames: 50, startAt: 0 }])))![0]!;
    expect(await at(680_000)).toMatchObject({ startMs: START_S * 1000 + 680, endMs: (START_S + 5) * 1000 + 680, isToTheMs: true });
    expect(await at(0x8000_0001)).toMatchObject({ startMs: START_S * 1000, endMs: (START_S + 5) * 1000, isToTheMs: false });
    expect((await recordOf(await card([{ startS: START_S, startMicros: 680_000, frames: 50, startAt: 0 }]))).startCameraMs).toBe(START_S * 1000 + 680);
  });

  it("is not believed where it points out of the file, ends early or claims too much", async () => {
    const path = await card([{ startS: START_S, frames: 50, startAt: 0 }, { startS: START_S + 60, frames: 30, startAt: 300_000 }]);
    await truncate(path, 250_000);
    expect(await readCardSegments(path)).toHaveLength(1);
    await truncate(join(dirname(path), "index00.bin"), 2_000);
    expect(await readCardSegments(path)).toBeNull();
    await writeFile(join(dirname(path), "index00.bin"), Buffer.alloc(100_000, 0xff));
    expect(await readCardSegments(path)).toBeNull();
  });

  it("has stored frames of each recording in it, at its own times", async () => {
    const path = await card();
    const { container, timeBase, firstPts, frameIndex, frameCount, durationMs } = await recordOf(path);
    const outputPath = `${path}.jpegs`;
    await makePreview({ path, outputPath, container, timeBase: timeBase!, firstPts: firstPts!, frameIndex: frameIndex!, frameCount: frameCount!, durationMs: durationMs!, everyMs: 2_000, signal });
    const { mediaMs, startBytes } = (await readPackIndex(outputPath))!;
    const bytes = await readFile(outputPath);
    expect([...mediaMs].map(Math.round)).toEqual([0, 2_000, 4_000, 601_000]);
    const shown = await Promise.all([...mediaMs].map((_, i) => readJpegNumber(bytes.subarray(startBytes[i], startBytes[i + 1]))));
    expect(shown).toEqual([0, 20, 40, 10]);
  });
});
