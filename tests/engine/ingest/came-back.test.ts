// A file that went away while its folder was indexed is read once it is there again, although neither its size nor its date has changed.

import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ACTOR, recordFiles } from "../../support/made-library.ts";
import { libraryAndFolder } from "../../support/made-for-each.ts";
import { makeClip } from "../../support/numbered-footage.ts";

const made = libraryAndFolder();
const NAME = "ch01_20211112140000.mp4";

it.each([[["missing-now"]], [[]], [["cannot-open"]]] as const)("failed before with %j", async (codes) => {
  const path = join(made.folder, NAME);
  await copyFile(await makeClip({ fileName: "back.mp4", frames: 20 }), path);
  const { size, mtimeMs } = await stat(path);
  const [fileId] = await recordFiles(made.library.store, [{ name: NAME, folder: made.folder, state: "failed", sizeBytes: size, mtimeMs }]);
  for (const code of codes) await made.library.store.write("files.addProblem", { fileId: fileId!, code, params: {} }, ACTOR);
  await made.library.engine.waitForJob((await made.library.engine.call("index.start", { paths: [made.folder] })).jobId);
  const [file] = await made.library.engine.call("files.list", {});
  expect(file).toMatchObject({ fileId, state: "indexed", frameCount: 20 });
  expect(file!.problems.map(({ code }) => code)).not.toContain(codes[0] ?? "missing-now");
});

it("one whose bytes are no footage is not read again", async () => {
  const path = join(made.folder, NAME);
  await copyFile(await makeClip({ fileName: "back.mp4", frames: 20 }), path);
  const { size, mtimeMs } = await stat(path);
  const [fileId] = await recordFiles(made.library.store, [{ name: NAME, folder: made.folder, state: "failed", sizeBytes: size, mtimeMs }]);
  await made.library.store.write("files.addProblem", { fileId: fileId!, code: "container-unreadable", params: {} }, ACTOR);
  const { jobId } = await made.library.engine.call("index.start", { paths: [made.folder] });
  expect((await made.library.engine.waitForJob(jobId)).result).toMatchObject({ files: { unchanged: 1 } });
});
