// Files with problems in parts, worst first: what is counted, what is listed, and that no file is lost between two parts.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProblemCode } from "../../../contract/problems.ts";
import { openWritable, type WriteDb } from "../../../engine/store/connection.ts";
import { countProblemFiles, listProblemFileIds } from "../../../engine/store/problems.ts";
import { syncProblemWeights } from "../../../engine/store/problem-weights.ts";
import type { WriteContext } from "../../../engine/store/write-context.ts";
import { writes } from "../../../engine/store/writes.ts";
import { ACTOR, fileRecord, newFolder } from "../../support/made-library.ts";
import { makeOlderLibrary, versionWithout } from "../../support/older-library.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

let folder: string;
let db: WriteDb;

const FILES: readonly (readonly [cameraId: string, codes: readonly ProblemCode[]])[] = [
  ["c1", []],
  ["c1", ["duplicate-content"]],
  ["c1", ["duplicate-content", "truncated"]],
  ["c2", ["camera-provisional", "no-moov", "truncated"]],
  ["c2", ["time-guessed"]],
  ["c2", ["poster-failed", "camera-provisional"]],
];

beforeEach(async () => {
  folder = await newFolder();
  db = openWritable(folder, "Asia/Shanghai").db;
  const context: WriteContext = { db, actor: ACTOR, nowMs: 1, log: () => undefined, remember: () => undefined, replay: () => undefined };
  for (const cameraId of ["c1", "c2"]) writes["cameras.ensure"](context, { cameraId, name: cameraId, provisional: false });
  const files = FILES.map(([cameraId, codes], i) => ({ ...fileRecord({ name: `${i + 1}.mp4`, cameraId }), problems: codes.map((code) => ({ code, params: {} })) }));
  writes["files.record"](context, { files });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const part = (more: object = {}) => ({ weight: null, offset: 0, limit: 100, ...more });

describe("files with problems", () => {
  it("are counted once each, by the worst of their problems", () => {
    expect(countProblemFiles(db, null)).toEqual({ unreadable: 1, doubtful: 2, notice: 2 });
    expect(countProblemFiles(db, "c1")).toEqual({ unreadable: 0, doubtful: 1, notice: 1 });
    expect(countProblemFiles(db, "c3")).toEqual({ unreadable: 0, doubtful: 0, notice: 0 });
  });

  it("are listed worst first, then in the order they were found", () => {
    expect(listProblemFileIds(db, null, part())).toEqual([4, 3, 5, 2, 6]);
    expect(listProblemFileIds(db, "c1", part())).toEqual([3, 2]);
  });

  it("come in parts that join without a seam", () => {
    const parts = [0, 2, 4, 6].map((offset) => listProblemFileIds(db, null, part({ offset, limit: 2 })));
    expect(parts).toEqual([[4, 3], [5, 2], [6], []]);
  });

  it("can be listed of one weight", () => {
    expect(listProblemFileIds(db, null, part({ weight: "doubtful" }))).toEqual([3, 5]);
    expect(listProblemFileIds(db, "c2", part({ weight: "unreadable" }))).toEqual([4]);
  });

  it("with a code that nobody knows are doubtful: better looked at once too often", () => {
    db.prepare("INSERT INTO problems (file_id, code, params) VALUES (1, 'of-the-future', '{}')").run();
    expect(listProblemFileIds(db, null, part({ weight: "doubtful" }))).toEqual([1, 3, 5]);
  });

  it("are ranked anew by a program that weighs a code otherwise", () => {
    syncProblemWeights(db, [["no-moov", 2], ["truncated", 0]]);
    expect(countProblemFiles(db, null)).toEqual({ unreadable: 2, doubtful: 3, notice: 0 });
    syncProblemWeights(db);
    expect(countProblemFiles(db, null)).toEqual({ unreadable: 1, doubtful: 2, notice: 2 });
  });

  it("stay counted rightly whatever comes, goes and is given to another camera", () => {
    const codes = ["no-moov", "truncated", "duplicate-content", "of-the-future"];
    const integer = seededIntegers(7);
    for (let i = 0; i < 400; i++) {
      const fileId = integer(1, FILES.length);
      const code = codes[integer(0, codes.length - 1)]!;
      const acts = [
        () => db.prepare("INSERT INTO problems (file_id, code, params) VALUES (?, ?, '{}') ON CONFLICT DO UPDATE SET params = excluded.params").run(fileId, code),
        () => db.prepare("DELETE FROM problems WHERE file_id = ? AND code = ?").run(fileId, code),
        () => db.prepare("DELETE FROM problems WHERE file_id = ?").run(fileId),
        () => db.prepare("UPDATE files SET camera_id = ? WHERE file_id = ?").run([null, "c1", "c2"][integer(0, 2)], fileId),
      ];
      acts[integer(0, acts.length - 1)]!();
    }
    const kept = db.prepare("SELECT * FROM problem_files ORDER BY file_id").all();
    const counted = countedAnew();
    // Each rank is found again from the problems themselves.
    syncProblemWeights(db, [["no-moov", 0]]);
    syncProblemWeights(db);
    expect(kept).toEqual(db.prepare("SELECT * FROM problem_files ORDER BY file_id").all());
    expect(db.prepare("SELECT camera_id, rank, files FROM problem_counts WHERE files > 0 ORDER BY 1, 2").all()).toEqual(counted);
    expect(db.prepare("SELECT count(*) FROM problem_counts WHERE files < 0").pluck().get()).toBe(0);
    db.prepare("DELETE FROM files WHERE file_id = 3").run();
    expect(db.prepare("SELECT camera_id, rank, files FROM problem_counts WHERE files > 0 ORDER BY 1, 2").all()).toEqual(countedAnew());
  });
});

const countedAnew = () => db.prepare("SELECT coalesce(camera_id, '') AS camera_id, rank, count(*) AS files FROM problem_files GROUP BY 1, 2 ORDER BY 1, 2").all();

it("a library from before has its files counted when it is opened", async () => {
  const older = await newFolder();
  makeOlderLibrary(older, versionWithout("problem_files"), (old) => {
    old.exec("INSERT INTO problems (file_id, code, params) VALUES (1, 'camera-provisional', '{}'), (1, 'truncated', '{}')");
  });
  const opened = openWritable(older, "Asia/Shanghai").db;
  expect([countProblemFiles(opened, null), countProblemFiles(opened, "c1"), listProblemFileIds(opened, "c1", part())]).toEqual([{ unreadable: 0, doubtful: 1, notice: 0 }, { unreadable: 0, doubtful: 1, notice: 0 }, [1]]);
  opened.close();
  await rm(older, { recursive: true, force: true });
});
