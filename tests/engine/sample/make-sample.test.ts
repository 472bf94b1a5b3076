// Draws a short piece of two cameras, twice, with real ffmpeg: the same bytes, the right containers, a sound cache.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSample, type SampleProgress } from "../../../engine/sample/make-sample.ts";
import { readSampleTruth } from "../../../engine/sample/truth.ts";

const ffmpegPath = process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg";
const work = mkdtempSync(join(tmpdir(), "quayline-sample-"));
const progress: SampleProgress[] = [];

/** Generous, because drawing shares its cores with whatever else the machine does. */
const DRAW_TIMEOUT_MS = 180_000;

function drawShortPiece(name: string, cacheName: string, cameras: readonly string[] = ["SJM-01", "SJM-03"]) {
  return makeSample({
    outDir: join(work, name), cacheDir: join(work, cacheName), ffmpegPath,
    cameras, secondsLimit: 1.5, onProgress: (facts) => progress.push(facts),
  });
}

function fingerprintsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(names.map((name) => [name, createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")]));
}

function fileIn(folder: string, ending: string): string {
  const name = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith(ending));
  if (!name) throw new Error(`No ${ending} in ${folder}`);
  return join(folder, name);
}

beforeAll(async () => {
  await drawShortPiece("first", "cache-a");
}, DRAW_TIMEOUT_MS);

afterAll(() => rmSync(work, { recursive: true, force: true }));

test("two runs make the same files, byte for byte", async () => {
  await drawShortPiece("second", "cache-b", ["SJM-03"]);
  const second = fingerprintsOf(join(work, "second", "footage"));
  expect(Object.keys(second)).toHaveLength(1);
  expect(fingerprintsOf(join(work, "first", "footage"))).toMatchObject(second);
}, DRAW_TIMEOUT_MS);

test("what is cached is not drawn again, and a changed copy never comes back from the cache", async () => {
  const path = fileIn(join(work, "first"), "ch01_20241115135000.mp4");
  const original = readFileSync(path);
  writeFileSync(path, "damaged");
  progress.length = 0;
  await drawShortPiece("first", "cache-a");
  expect(progress).toEqual([]);
  expect(readFileSync(path).equals(original)).toBe(true);
});

test("the iVMS export has Hikvision's 40-byte head before an MPEG program stream", () => {
  const bytes = readFileSync(fileIn(join(work, "first"), "_40918273.mp4"));
  expect(bytes.toString("latin1", 0, 4)).toBe("IMKH");
  expect(bytes.readUInt32BE(40)).toBe(0x0000_01ba);
});

test("the file that a power loss cut off has media data and no index", () => {
  const bytes = readFileSync(fileIn(join(work, "first"), "ch01_20241115141000.mp4"));
  expect(bytes.includes("mdat")).toBe(true);
  expect(bytes.includes("moov")).toBe(false);
});

test("recordings hold the frames that the truth says, in its size and codec", async () => {
  const truth = await readSampleTruth(join(work, "first", "truth.json"));
  for (const recording of truth.recordings) {
    const path = join(work, "first", "footage", ...recording.path.split("/"));
    const args = ["-v", "error", "-count_packets", "-select_streams", "v:0", "-show_entries", "stream=codec_name,width,height,nb_read_packets", "-of", "csv=p=0", `file:${path}`];
    const line = execFileSync(ffmpegPath.replace(/ffmpeg$/, "ffprobe"), args, { encoding: "utf8" }).trim().split("\n")[0];
    expect(line).toBe([recording.codec, recording.widthPx, recording.heightPx, recording.frameCount].join(","));
  }
});

test("an aborted run ends as cancelled and leaves nothing half-made", async () => {
  const stop = new AbortController();
  const cacheDir = join(work, "cache-c");
  const run = makeSample({
    outDir: join(work, "third"), cacheDir, ffmpegPath, cameras: ["SJM-03"], signal: stop.signal,
    onProgress: ({ footageMsDone }) => footageMsDone > 0 && stop.abort(),
  });
  await expect(run).rejects.toMatchObject({ code: "cancelled" });
  expect(readdirSync(cacheDir)).toEqual([]);
  expect(existsSync(join(work, "third"))).toBe(false);
}, DRAW_TIMEOUT_MS);
