// The roots of a library as rows: what a folder covers, what moves with a file, and how a library of the version before gets its roots.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openWritable, type WriteDb } from "../../../engine/store/connection.ts";
import { countFilesBelow, isBelow, listFileIdsBelow, listRoots, movedFolder } from "../../../engine/store/roots.ts";
import type { WriteContext } from "../../../engine/store/write-context.ts";
import { writes } from "../../../engine/store/writes.ts";
import { ACTOR, fileRecord, newFolder } from "../../support/made-library.ts";
import { makeOlderLibrary, versionWithout } from "../../support/older-library.ts";

let folder: string;
let db: WriteDb;
const logged: { action: string; details: Readonly<Record<string, unknown>> }[] = [];
const context = (): WriteContext => ({ db, actor: ACTOR, nowMs: 7, log: (act) => logged.push(act), remember: () => undefined, replay: () => undefined });
const ensure = (...paths: string[]): void => writes["roots.ensure"](context(), { folders: paths.map((path) => ({ path, pathBytes: Buffer.from(path) })) });

beforeEach(async () => {
  logged.length = 0;
  folder = await newFolder();
  db = openWritable(folder, "Asia/Shanghai").db;
  writes["cameras.ensure"](context(), { cameraId: "c1", name: "c1", provisional: false });
  writes["files.record"](context(), { files: ["a/1.mp4", "a/2.mp4", "ab/3.mp4", "b/4.mp4"].map((name) => fileRecord({ name })) });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

it("covers what lies below it, and not what only begins with its name", () => {
  expect(listFileIdsBelow(db, Buffer.from("/footage/a"))).toEqual([1, 2]);
  expect(listFileIdsBelow(db, Buffer.from("/footage/a/"))).toEqual([1, 2]);
  expect(countFilesBelow(db, Buffer.from("/footage"))).toBe(4);
  expect(countFilesBelow(db, Buffer.from("/"))).toBe(4);
  expect(isBelow(Buffer.from("/footage/ab"), Buffer.from("/footage/a"))).toBe(false);
});

it("is part of the folder around it, whichever was given first", () => {
  ensure("/footage/a", "/footage/b");
  ensure("/footage/a/deeper");
  expect(listRoots(db).map(({ path }) => path)).toEqual(["/footage/a", "/footage/b"]);
  ensure("/footage");
  expect(listRoots(db).map(({ path }) => path)).toEqual(["/footage"]);
});

it("says which folder became which, by what two paths do not share", () => {
  expect(movedFolder("/media/E/ch01/a.mp4", "/media/F/ch01/a.mp4")).toEqual({ from: "/media/E", to: "/media/F" });
  expect(movedFolder("E:\\DCIM\\a.mp4", "F:\\DCIM\\a.mp4")).toEqual({ from: "E:", to: "F:" });
  expect(movedFolder("/x/a.mp4", "/x/b.mp4")).toEqual({ from: "/x/a.mp4", to: "/x/b.mp4" });
});

it("moves a file with what knows it by its date, and logs one entry a folder", () => {
  writes["checks.set"](context(), { fileId: 1, sizeBytes: 1_000, mtimeMs: 5, damaged: [], framesExpected: 1, framesSound: 1, tool: "t" });
  writes["files.setDerived"](context(), { fileId: 1, kind: "proxy", name: "1.mp4", sizeBytes: 1, sourceSizeBytes: 1_000, sourceMtimeMs: 5, command: "c", tool: "t" });
  writes["proxyStretches.add"](context(), { fileId: 1, kind: "proxy", name: "1.at0.mp4", fromPts: 0, endPts: 9, firstPts: 0, sizeBytes: 1, sourceSizeBytes: 1_000, sourceMtimeMs: 5, command: "c", tool: "t" });
  const to = (name: string) => ({ pathBytes: Buffer.from(`/disk/${name}`), path: `/disk/${name}`, mtimeMs: 6 });
  const { moved } = writes["files.move"](context(), { moves: [{ fileId: 1, ...to("a/1.mp4") }, { fileId: 2, ...to("a/2.mp4") }, { fileId: 3, pathBytes: Buffer.from("/footage/b/4.mp4"), path: "/footage/b/4.mp4", mtimeMs: 6 }], how: "sha256" });
  expect(moved).toEqual([1, 2]);
  expect(db.prepare("SELECT mtime_ms FROM checks UNION ALL SELECT source_mtime_ms FROM derived UNION ALL SELECT source_mtime_ms FROM proxy_stretches").pluck().all()).toEqual([6, 6, 6]);
  expect(listFileIdsBelow(db, Buffer.from("/disk"))).toEqual([1, 2]);
  expect(logged.filter(({ action }) => action === "files.move").map(({ details }) => details)).toEqual([{ from: "/footage", to: "/disk", how: "sha256", files: 2, fileIds: [1, 2] }]);
});

it("of an older library are the folders that its log says were read", async () => {
  const older = await newFolder();
  makeOlderLibrary(older, versionWithout("roots"), (old) => {
    const insert = old.prepare("INSERT INTO custody (seq, at_ms, actor, action, entry, prev, hash) VALUES (?, ?, 'a', 'index.done', ?, '', '')");
    insert.run(0, 100, JSON.stringify({ details: { paths: ["/footage", "/footage/ch01_20211112140000.mp4"] } }));
    insert.run(1, 200, JSON.stringify({ details: { paths: ["/footage/deeper", "/elsewhere"] } }));
  });
  const { db: brought } = openWritable(older, "Asia/Shanghai");
  expect(listRoots(brought).map(({ path, addedMs, offlineMs }) => ({ path, addedMs, offlineMs }))).toEqual([{ path: "/elsewhere", addedMs: 200, offlineMs: null }, { path: "/footage", addedMs: 100, offlineMs: null }]);
  expect(countFilesBelow(brought, Buffer.from("/footage"))).toBe(1);
  brought.close();
  await rm(older, { recursive: true, force: true });
});
