// Footage with flipped, zeroed, doubled and missing bytes, in every container: each file gets a row, indexing ends, and what is
// said of a file adds up. QUAYLINE_FUZZ_FILES: how many a container (default 8); QUAYLINE_FUZZ_SEED: other damage.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { libraryAndFolder } from "../../support/made-for-each.ts";
import { H264, makeClip } from "../../support/numbered-footage.ts";
import { deviceTimes, dhavFile, rawClip, xmeyeFile } from "../../support/recorder-files.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

const FILES = Number(process.env["QUAYLINE_FUZZ_FILES"] ?? 8);
const SEED = Number(process.env["QUAYLINE_FUZZ_SEED"] ?? 20_211_112);
const FRAMES = 30;
const NO_B = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "10", "-pix_fmt", "yuv420p"];

const made = libraryAndFolder();

type Integer = (low: number, high: number) => number;

/** Most damage lies where the structure is: at the start, at the end, or where a four-letter name stands. */
function placeIn(bytes: Buffer, integer: Integer): number {
  const near = integer(0, 3);
  if (near === 0) return integer(0, Math.min(1_500, bytes.length - 1));
  if (near === 1) return integer(Math.max(0, bytes.length - 1_500), bytes.length - 1);
  return integer(0, bytes.length - 1);
}

const WAYS: readonly ((bytes: Buffer, integer: Integer) => Buffer)[] = [
  (bytes, integer) => bytes.subarray(0, integer(0, bytes.length)),
  (bytes, integer) => bytes.fill(integer(0, 1) === 0 ? 0 : 0xff, placeIn(bytes, integer)).subarray(0),
  (bytes, integer) => {
    const at = placeIn(bytes, integer);
    return bytes.fill(integer(0, 255), at, Math.min(bytes.length, at + integer(1, 4_096)));
  },
  (bytes, integer) => {
    for (let i = integer(1, 12); i > 0; i--) bytes[placeIn(bytes, integer)]! ^= 1 << integer(0, 7);
    return bytes;
  },
  // The largest number stands where a length or a count was.
  (bytes, integer) => {
    for (let i = integer(1, 4); i > 0; i--) bytes.writeUInt32BE(0xffff_ffff, Math.min(bytes.length - 4, placeIn(bytes, integer) & ~3));
    return bytes;
  },
  (bytes, integer) => {
    const at = placeIn(bytes, integer);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(integer(0, at))]);
  },
];

const seeds: readonly (readonly [name: string, make: () => Promise<Buffer>])[] = [
  ["mp4", async () => readFile(await makeClip({ fileName: "a.mp4", frames: FRAMES }))],
  ["frag.mp4", async () => readFile(await makeClip({ fileName: "a.mp4", frames: FRAMES, mux: ["-movflags", "+frag_keyframe+empty_moov"] }))],
  ["mkv", async () => readFile(await makeClip({ fileName: "a.mkv", frames: FRAMES }))],
  ["ts", async () => readFile(await makeClip({ fileName: "a.ts", frames: FRAMES }))],
  ["ps.mp4", async () => Buffer.concat([Buffer.from("IMKH"), Buffer.alloc(36, 1), await readFile(await makeClip({ fileName: "a.mpg", frames: FRAMES, mux: ["-f", "vob"] }))])],
  ["avi", async () => readFile(await makeClip({ fileName: "a.avi", frames: FRAMES, encode: NO_B }))],
  ["flv", async () => readFile(await makeClip({ fileName: "a.flv", frames: FRAMES, encode: H264 }))],
  ["dav", async () => dhavFile({ deviceMs: deviceTimes(FRAMES, 100), hasAudio: true })],
  ["xmeye.h264", async () => xmeyeFile({ deviceMs: deviceTimes(FRAMES, 100), hasAudio: true })],
  ["raw.h265", async () => readFile(await rawClip("hevc", FRAMES))],
];

it.each(seeds)("%s: every file has an answer", async (ending, make) => {
  const whole = await make();
  const integer = seededIntegers(SEED + ending.length * 1_000);
  for (let i = 0; i < FILES; i++) {
    const damaged = WAYS[integer(0, WAYS.length - 1)]!(Buffer.from(whole), integer);
    await writeFile(join(made.folder, `${String(i).padStart(4, "0")}.${ending}`), damaged);
  }
  const { jobId } = await made.library.engine.call("index.start", { paths: [made.folder], cameraId: "c1" });
  const job = await made.library.engine.waitForJob(jobId);
  expect(job).toMatchObject({ state: "done", result: { files: { found: FILES } } });
  const files = await made.library.engine.call("files.list", {});
  expect(files).toHaveLength(FILES);
  for (const file of files) {
    expect(["indexed", "failed"]).toContain(file.state);
    // One without footage says why, one with footage has a length that a file of three seconds can have.
    if (file.state === "failed") expect(file.problems.length).toBeGreaterThan(0);
    else expect(file.durationMs).toBeGreaterThanOrEqual(0);
    expect(file.sha256 === null).toBe(file.sizeBytes === 0);
  }
  if (process.env["QUAYLINE_FUZZ_FILES"] !== undefined) {
    for (const { path, problems } of files) for (const { code } of problems) if (code === "read-timeout") console.warn(path, code);
  }
});
