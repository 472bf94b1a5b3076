// Files that lie about their own size: none of them stops an index, and the sound one beside them is taken in.

import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeLibrary, newFolder, type MadeLibrary } from "../../support/made-library.ts";
import { makeClip } from "../../support/numbered-footage.ts";

let library: MadeLibrary;
let folder: string;
beforeEach(async () => {
  library = await makeLibrary();
  folder = await newFolder();
});
afterEach(async () => {
  await library.remove();
  await rm(folder, { recursive: true, force: true });
});

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
  await writeFile(join(folder, "a.mp4"), bytes);
  await copyFile(await makeClip({ fileName: "sound.mp4", frames: 20 }), join(folder, "b.mp4"));
  const { jobId } = await library.engine.call("index.start", { paths: [folder], cameraId: "c1" });
  const job = await library.engine.waitForJob(jobId);
  expect(job).toMatchObject({ state: "done", result: { files: { found: 2, indexed: 1, failed: 1 } } });
  const files = await library.engine.call("files.list", {});
  expect(files.map(({ state }) => state)).toEqual(["failed", "indexed"]);
});
