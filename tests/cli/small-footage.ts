// A few seconds of footage with known times, drawn by ffmpeg and named as a Hikvision recorder names it, beside the
// kinds of file that are found next to footage. Drawn once per run of the tests.

import { execFile } from "node:child_process";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const CLIP_SECONDS = 6;
/** 2021-11-12 14:00:00 +08:00, camera time of the first frame. */
export const FIRST_START_MS = Date.UTC(2021, 10, 12, 6, 0, 0);
/** The second clip of the same camera begins a minute after the first. */
export const SECOND_START_MS = FIRST_START_MS + 60_000;

async function drawClip(path: string, hueDegrees: number): Promise<void> {
  await run(process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg", [
    "-v", "error", "-f", "lavfi", "-i", `testsrc=size=320x240:rate=10:duration=${CLIP_SECONDS},hue=h=${hueDegrees}`,
    "-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-pix_fmt", "yuv420p", "-y", path,
  ]);
}

export interface SmallFootage {
  readonly folder: string;
  readonly firstClip: string;
  readonly camerasCsv: string;
}

/** One camera with two clips and a gap between them, a copy of the first, an empty file and a text. */
export async function makeSmallFootage(root: string): Promise<SmallFootage> {
  const folder = join(root, "港口 footage");
  await mkdir(join(folder, "ch01"), { recursive: true });
  await mkdir(join(folder, "copies"), { recursive: true });
  const firstClip = join(folder, "ch01", "ch01_20211112140000.mp4");
  await drawClip(firstClip, 0);
  await drawClip(join(folder, "ch01", "ch01_20211112140100.mp4"), 90);
  await copyFile(firstClip, join(folder, "copies", "ch01_20211112140000.mp4"));
  await writeFile(join(folder, "ch01", "ch01_20211112150000.mp4"), "");
  const camerasCsv = join(root, "cameras.csv");
  await writeFile(camerasCsv, "id,name,site,match\nquay-1,码头一号,沈家门,**/ch01/**\nquay-2,码头二号,沈家门,\n");
  return { folder, firstClip, camerasCsv };
}
