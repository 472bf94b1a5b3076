// Files with equal content: which of them counts, and what is told where their names contradict each other.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openWritable, type WriteDb } from "../../../engine/store/connection.ts";
import { findFile, listProblems } from "../../../engine/store/files.ts";
import type { WriteContext } from "../../../engine/store/write-context.ts";
import { writes } from "../../../engine/store/writes.ts";
import { ACTOR, fileRecord, HOUR_MS, newFolder, T0 } from "../../support/made-library.ts";

let folder: string;
let db: WriteDb;
let context: WriteContext;

beforeEach(async () => {
  folder = await newFolder();
  db = openWritable(folder, "Asia/Shanghai").db;
  context = { db, actor: ACTOR, nowMs: 1, log: () => undefined, remember: () => undefined, replay: () => undefined };
  writes["cameras.ensure"](context, { cameraId: "c1", name: "c1", provisional: false });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Files 1, 2 … with these starts and one content, hashed in the given order. */
function copies(startsMs: readonly (number | null)[], hashed: readonly number[]) {
  writes["files.record"](context, { files: startsMs.map((startMs, i) => fileRecord({ name: `${i + 1}.mp4`, startMs })) });
  for (const fileId of hashed) writes["files.setHashes"](context, { hashes: [{ fileId, sha256: "ab".repeat(32) }] });
  return startsMs.map((_, i) => ({ duplicateOf: findFile(db, i + 1)!.duplicateOf, codes: listProblems(db, i + 1).map(({ code }) => code) }));
}

it.each([[[1, 2, 3]], [[3, 2, 1]], [[2, 3, 1]]])("the one that came first counts, whichever was hashed first (%j)", (hashed) => {
  expect(copies([T0, T0, T0], hashed)).toEqual([
    { duplicateOf: null, codes: [] }, { duplicateOf: 1, codes: ["duplicate-content"] }, { duplicateOf: 1, codes: ["duplicate-content"] },
  ]);
});

it.each([[[1, 2, 3]], [[3, 2, 1]], [[2, 1, 3]]])("a copy whose time is known counts before one without (%j)", (hashed) => {
  expect(copies([null, T0, T0], hashed).map(({ duplicateOf, codes }) => [duplicateOf, codes])).toEqual([[2, ["duplicate-content"]], [null, []], [2, ["duplicate-content"]]]);
});

it("copies whose names tell two times are both told", () => {
  const [first, second] = copies([T0, T0 + HOUR_MS], [1, 2]);
  expect(first).toEqual({ duplicateOf: null, codes: ["time-sources-disagree"] });
  expect(second).toEqual({ duplicateOf: 1, codes: ["duplicate-content", "time-sources-disagree"] });
  expect(JSON.parse(listProblems(db, 2).find(({ code }) => code === "time-sources-disagree")!.params)).toMatchObject({ apartS: 3_600 });
});
