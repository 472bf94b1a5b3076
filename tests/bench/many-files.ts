// Footage for benchmarks of indexing: many small mp4 files as a recorder leaves them, one folder a camera and day, each with bytes
// of its own; and few large ones to fingerprint. Names, times and bytes follow from the seed. Content means nothing here.

import { createCipheriv, createHash } from "node:crypto";
import { mkdir, readFile, writeFile, open } from "node:fs/promises";
import { join } from "node:path";
import { AAC, makeClip } from "../support/numbered-footage.ts";

const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "20", "-pix_fmt", "yuv420p"] as const;

/** A minute of small pictures each: with and without sound, the index before and behind the frames, two rates. */
const KINDS = [
  { fileName: "a.mp4", frames: 600, framesPerSecond: 10, mux: ["-movflags", "+faststart"] },
  { fileName: "b.mp4", frames: 600, framesPerSecond: 10, audio: AAC },
  { fileName: "c.mp4", frames: 1_500, framesPerSecond: 25 },
  { fileName: "d.mp4", frames: 1_500, framesPerSecond: 25, audio: AAC, mux: ["-movflags", "+faststart"] },
] as const;

const CAMERA_DAY_MINUTES = 24 * 60;

/** A `free` box: what it holds belongs to no track, so it makes a file another one without changing its footage. */
function freeBox(content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write("free", 4, "latin1");
  return Buffer.concat([head, content]);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `cam-0007/2021-11-12/20211112_140300.mp4`: `fileNo` of a folder is its minute of the day. */
function nameOf(folderNo: number, fileNo: number): readonly [folder: string, name: string] {
  const start = new Date(Date.UTC(2021, 10, 12 + Math.floor(fileNo / CAMERA_DAY_MINUTES), 0, fileNo % CAMERA_DAY_MINUTES));
  const day = start.toISOString().slice(0, 10);
  return [join(`cam-${String(folderNo).padStart(4, "0")}`, day), `${day.replaceAll("-", "")}_${two(start.getUTCHours())}${two(start.getUTCMinutes())}00.mp4`];
}

/** Writes `fileCount` files into about `folderCount` folders under `root`; answers their paths. */
export async function makeManyFiles(root: string, fileCount: number, folderCount: number, seed = 1): Promise<readonly string[]> {
  const clips = await Promise.all(KINDS.map(async (kind) => readFile(await makeClip({ ...kind, encode: H264 }))));
  const paths: string[] = [];
  const made = new Set<string>();
  for (let i = 0; i < fileCount; i++) {
    const [folder, name] = nameOf(i % folderCount, Math.floor(i / folderCount));
    if (!made.has(folder)) await mkdir(join(root, folder), { recursive: true });
    made.add(folder);
    const own = createHash("sha256").update(`${seed}:${i}`).digest();
    paths.push(join(root, folder, name));
    await writeFile(paths.at(-1)!, Buffer.concat([clips[i % clips.length]!, freeBox(own)]));
  }
  return paths;
}

const STEP_BYTES = 8 * 1024 * 1024;

/** Writes `fileCount` mp4 files of `fileBytes` (below 4 GiB), most of it noise behind the footage; answers their paths. */
export async function makeLargeFiles(root: string, fileCount: number, fileBytes: number, seed = 1): Promise<readonly string[]> {
  const clip = await readFile(await makeClip({ ...KINDS[0], encode: H264 }));
  await mkdir(root, { recursive: true });
  const paths: string[] = [];
  for (let i = 0; i < fileCount; i++) {
    const noise = createCipheriv("aes-128-ctr", createHash("md5").update(`${seed}:${i}`).digest(), Buffer.alloc(16));
    const path = join(root, nameOf(0, i)[1]);
    const file = await open(path, "w");
    const head = freeBox(Buffer.alloc(0));
    head.writeUInt32BE(8 + fileBytes, 0);
    await file.write(Buffer.concat([clip, head]));
    for (let done = 0; done < fileBytes; done += STEP_BYTES) await file.write(noise.update(Buffer.alloc(Math.min(STEP_BYTES, fileBytes - done))));
    await file.close();
    paths.push(path);
  }
  return paths;
}
