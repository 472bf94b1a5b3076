// Footage for the benchmark of playback: cameras that all record 1080p25 with a keyframe every two seconds, from one known instant
// on. Drawn once by ffmpeg and kept with the test footage.

import { spawn } from "node:child_process";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openEngine } from "../../engine/engine.ts";
import { cached } from "../support/numbered-footage.ts";

/** 2021-11-12 14:00:00 +08:00: first frame of every camera. */
export const START_MS = Date.UTC(2021, 10, 12, 6);
export const FRAME_MS = 40;
export const KEY_EVERY_MS = 2_000;
export const LONG_SECONDS = 75;
const SHORT_SECONDS = 30;

export const cameraIdOf = (index: number): string => `ch${String(index + 1).padStart(2, "0")}`;

function draw(seconds: number): Promise<string> {
  const args = ["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc2=size=1920x1080:rate=25:duration=${seconds},noise=alls=6:allf=t`,
    "-c:v", "libx264", "-preset", "veryfast", "-b:v", "4M", "-bf", "2", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-pix_fmt", "yuv420p"];
  return cached("bench.mp4", ["playback", args], (path) => new Promise((resolve, reject) => {
    const child = spawn(process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg", [...args, `file:${path}`], { stdio: "ignore" });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`))));
  }));
}

/** A library of `cameraCount` cameras; the first four record for 75 s, the others for 30 s. No copies are made in it. */
export async function makePlaybackLibrary(folder: string, cameraCount: number): Promise<string> {
  const long = await draw(LONG_SECONDS);
  const short = await draw(SHORT_SECONDS);
  const footage = join(folder, "footage");
  for (let i = 0; i < cameraCount; i++) {
    await mkdir(join(footage, cameraIdOf(i)), { recursive: true });
    await copyFile(i < 4 ? long : short, join(footage, cameraIdOf(i), `${cameraIdOf(i)}_20211112140000.mp4`));
  }
  const libraryPath = join(folder, "library");
  const engine = await openEngine({ libraryPath, create: true, actor: { name: "bench", unit: null, number: null } });
  const rows = Array.from({ length: cameraCount }, (_, i) => `${cameraIdOf(i)},Camera ${i + 1},Port,**/${cameraIdOf(i)}/**`);
  await engine.call("cameras.import", { text: `id,name,site,match\n${rows.join("\n")}\n`, format: "csv" });
  // Hashes would tell that all cameras recorded the same, and one of them would count.
  const { jobId } = await engine.call("index.start", { paths: [footage], hash: false });
  const job = await engine.waitForJob(jobId);
  if (job.state !== "done") throw new Error(`indexing ended as ${job.state}`);
  await engine.call("proxies.setLimit", { limitBytes: 0 });
  await engine.close();
  return libraryPath;
}
