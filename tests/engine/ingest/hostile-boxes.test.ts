// Files that lie about their own size, or about how much is in them: none of them stops an index, and the sound one beside them is taken in.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ReadPool } from "../../../engine/ingest/read-pool.ts";
import { walkPaths } from "../../../engine/ingest/walk.ts";
import { libraryAndFolder } from "../../support/made-for-each.ts";
import { makeClip } from "../../support/numbered-footage.ts";

const { signal } = new AbortController();
const made = libraryAndFolder();

function longBox(type: string, claimedBytes: bigint, bodyBytes: number): Buffer {
  const box = Buffer.alloc(16 + bodyBytes);
  box.writeUInt32BE(1, 0);
  box.write(type, 4, "latin1");
  box.writeBigUInt64BE(claimedBytes, 8);
  return box;
}

it.each([
  ["2^63 − 1 bytes of index", longBox("moov", 2n ** 63n - 1n, 1_000)],
  ["2^64 − 1 bytes of index", longBox("moov", 2n ** 64n - 1n, 1_000)],
  ["2^63 − 1 bytes of pictures before the index", longBox("mdat", 2n ** 63n - 1n, 1_000)],
  ["a box inside the index that ends beyond everything", Buffer.concat([Buffer.from([0, 0, 4, 0]), Buffer.from("moov"), longBox("trak", 2n ** 63n - 1n, 1_000)])],
])("%s", async (_, bytes) => {
  await writeFile(join(made.folder, "a.mp4"), bytes);
  await copyFile(await makeClip({ fileName: "sound.mp4", frames: 20 }), join(made.folder, "b.mp4"));
  const { jobId } = await made.library.engine.call("index.start", { paths: [made.folder], cameraId: "c1" });
  const job = await made.library.engine.waitForJob(jobId);
  expect(job).toMatchObject({ state: "done", result: { files: { found: 2, indexed: 1, failed: 1 } } });
  const files = await made.library.engine.call("files.list", {});
  expect(files.map(({ state }) => state)).toEqual(["failed", "indexed"]);
});

/** A sound clip whose tables claim other counts: words of four bytes at places behind a box's name. */
async function lyingClip(words: readonly (readonly [box: string, at: number, value: number])[]): Promise<Buffer> {
  const bytes = Buffer.from(await readFile(await makeClip({ fileName: "sound.mp4", frames: 20 })));
  for (const [box, at, value] of words) bytes.writeUInt32BE(value, bytes.indexOf(box) + 4 + at);
  return bytes;
}

const HUGE = 0xffff_ffff;
const sampleSizes = [["stsz", 4, 1], ["stsz", 8, HUGE]] as const;

it.each([
  ["of times", [["stts", 4, HUGE]]],
  ["of frames of one length", [["stts", 8, HUGE]]],
  ["of sizes", [["stsz", 8, HUGE]]],
  ["of frames of one size", [...sampleSizes, ["stts", 8, HUGE]]],
  ["of frames in a chunk", [["stsc", 12, HUGE]]],
  ["of frames in a chunk, of one size and length", [...sampleSizes, ["stts", 8, HUGE], ["stsc", 12, HUGE]]],
  ["of chunks", [["stco", 4, HUGE]]],
  ["of shown times", [["ctts", 4, HUGE]]],
  ["of frames shown at one distance", [["ctts", 8, HUGE]]],
] as const)("an index that claims billions %s has an answer, and takes no thread with it", async (_, words) => {
  await writeFile(join(made.folder, "a.mp4"), await lyingClip(words));
  const pool = new ReadPool({ cameras: [], wantedCameraId: "c1", timezone: "Asia/Shanghai", patterns: [], chosenCameras: new Map() });
  try {
    for await (const file of walkPaths([made.folder], signal)) {
      const { record } = await pool.read(file, signal);
      // Footage as far as it is there, or a reason; never that the reader had to be ended.
      expect(record.problems.filter(({ code, params }) => code === "read-timeout" || params["detail"] === "out of memory")).toEqual([]);
      if (record.state === "failed") expect(record.problems).not.toEqual([]);
      else expect(record.frameCount).toBeLessThanOrEqual(20);
    }
  } finally {
    await pool.close();
  }
});
