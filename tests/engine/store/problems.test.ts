// Files with problems in parts, worst first: what is counted, what is listed, and that no file is lost between two parts.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProblemCode } from "../../../contract/problems.ts";
import { openWritable, type WriteDb } from "../../../engine/store/connection.ts";
import { countProblemFiles, listProblemFileIds, type ProblemQuestion } from "../../../engine/store/problems.ts";
import type { WriteContext } from "../../../engine/store/write-context.ts";
import { writes } from "../../../engine/store/writes.ts";
import { ACTOR, fileRecord, newFolder } from "../../support/made-library.ts";

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

const question = (cameraId: string | null): ProblemQuestion => ({ cameraId, unreadableCodes: ["no-moov"], noticeCodes: ["duplicate-content", "camera-provisional", "poster-failed"] });
const part = (more: object = {}) => ({ weight: null, offset: 0, limit: 100, ...more });

describe("files with problems", () => {
  it("are counted once each, by the worst of their problems", () => {
    expect(countProblemFiles(db, question(null))).toEqual({ unreadable: 1, doubtful: 2, notice: 2 });
    expect(countProblemFiles(db, question("c1"))).toEqual({ unreadable: 0, doubtful: 1, notice: 1 });
    expect(countProblemFiles(db, question("c3"))).toEqual({ unreadable: 0, doubtful: 0, notice: 0 });
  });

  it("are listed worst first, then in the order they were found", () => {
    expect(listProblemFileIds(db, question(null), part())).toEqual([4, 3, 5, 2, 6]);
    expect(listProblemFileIds(db, question("c1"), part())).toEqual([3, 2]);
  });

  it("come in parts that join without a seam", () => {
    const parts = [0, 2, 4, 6].map((offset) => listProblemFileIds(db, question(null), part({ offset, limit: 2 })));
    expect(parts).toEqual([[4, 3], [5, 2], [6], []]);
  });

  it("can be listed of one weight", () => {
    expect(listProblemFileIds(db, question(null), part({ weight: "doubtful" }))).toEqual([3, 5]);
    expect(listProblemFileIds(db, question("c2"), part({ weight: "unreadable" }))).toEqual([4]);
  });

  it("with a code that nobody knows are doubtful: better looked at once too often", () => {
    expect(countProblemFiles(db, { cameraId: null, unreadableCodes: [], noticeCodes: [] })).toEqual({ unreadable: 0, doubtful: 5, notice: 0 });
  });
});
