// npm run bench -- check [COUNT]: flips one bit of picture data in COUNT copies (default 100, seeded) of H.264 and HEVC clips and counts
// how many change a picture at all, how many the decoder complains about (asked plainly, and with its checks on), and how many
// `index --check` finds. A second number sets the height of the pictures (default 360).

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkFile, DECODER_CHECKS } from "../../engine/media/check-file.ts";
import { readContainer } from "../../engine/media/read-container.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const run = promisify(execFile);
const FFMPEG = process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg";
const count = Number(process.argv[2] ?? 100);
const heightPx = Number(process.argv[3] ?? 360);
const X265 = "keyint=25:min-keyint=25:scenecut=0:log-level=error:pools=none:frame-threads=1";
const CLIPS: readonly (readonly [name: string, encode: readonly string[]])[] = [
  ["H.264", ["-c:v", "libx264", "-preset", "veryfast", "-g", "25"]],
  ["H.264 by CAVLC", ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25"]],
  ["HEVC", ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", X265]],
  ["HEVC with picture hashes", ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", `${X265}:hash=1`]],
];
const WAYS: readonly (readonly [name: string, options: readonly string[]])[] = [["plainly", []], ["with checks", DECODER_CHECKS]];

const { signal } = new AbortController();

/** By `index --check`. */
async function isFoundByCheck(path: string): Promise<boolean> {
  const facts = await readContainer(path, "mp4", signal);
  if ("refused" in facts) return false;
  const { damaged } = await checkFile({
    path, container: "mp4", videoCodec: facts.videoCodec, timeBase: facts.timeBase, firstPts: facts.firstPts, frameIndex: facts.frameIndex,
    pieces: facts.pieces.map((piece) => ({ startMs: piece.mediaStartMs as never, endMs: piece.mediaEndMs as never })), signal, onProgress: () => undefined,
  });
  return damaged.length > 0;
}

/** Complaints while decoding, by the words that checkFile looks for; and what came out. */
async function decode(path: string, options: readonly string[]): Promise<{ readonly isComplaint: boolean; readonly pictures: string }> {
  const { stdout, stderr } = await run(FFMPEG, ["-nostdin", "-v", "repeat+level+info", "-nostats", "-threads", "1", ...options, "-i", `file:${path}`, "-map", "0:v:0", "-f", "framemd5", "pipe:1"], { maxBuffer: 1e8 })
    .catch((error: unknown) => error as { stdout: string; stderr: string });
  const decoding = stderr.slice(stderr.indexOf("Stream mapping:"));
  return { isComplaint: /\[(error|fatal|panic)\]|corrupt decoded frame/.test(decoding), pictures: stdout };
}

const folder = await mkdtemp(join(tmpdir(), "quayline-check-"));
try {
  for (const [name, encode] of CLIPS) {
    const whole = join(folder, "whole.mp4");
    await run(FFMPEG, ["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc2=s=${(heightPx / 9) * 16}x${heightPx}:r=25:d=2,noise=c0s=8:c0f=t:all_seed=7`, "-pix_fmt", "yuv420p", ...encode, whole]);
    const bytes = await readFile(whole);
    const { pictures } = await decode(whole, []);
    const mdatAt = bytes.indexOf("mdat") + 4;
    const endAt = mdatAt + bytes.readUInt32BE(mdatAt - 8) - 8;
    const integer = seededIntegers(2_021);
    let changed = 0;
    const found = new Map<string, number>([...WAYS.map(([way]) => [way, 0] as const), ["by --check", 0]]);
    for (let i = 0; i < count; i++) {
      const flipped = Buffer.from(bytes);
      flipped[integer(mdatAt + 1_000, endAt - 1)]! ^= 1 << integer(0, 7);
      const path = join(folder, "flipped.mp4");
      await writeFile(path, flipped);
      const results = await Promise.all(WAYS.map(async ([way, options]) => [way, await decode(path, options)] as const));
      if (results[0]![1].pictures !== pictures) changed++;
      if (await isFoundByCheck(path)) found.set("by --check", found.get("by --check")! + 1);
      for (const [way, { isComplaint }] of results) if (isComplaint) found.set(way, found.get(way)! + 1);
    }
    process.stdout.write(`${name}: ${count} flips, ${changed} change a picture; found ${[...found].map(([way, n]) => `${n} ${way}`).join(", ")}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
