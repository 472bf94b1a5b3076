// Footage whose disk got another letter, whose folder was moved or copied: what is recognised, what stays with it, and what is told.

import { cp, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { ACTOR, newFolder } from "../../support/made-library.ts";
import { distinctClip, writeClip } from "../../support/distinct-copies.ts";

let library: string;
let disks: string;
let engine: Engine;
const NAMES = ["ch01/ch01_20211112140000.mp4", "ch01/ch01_20211112150000.mp4", "ch02/ch02_20211112140000.mp4"];

beforeEach(async () => {
  library = await newFolder();
  disks = await mkdtemp(join(tmpdir(), "quayline-disks-"));
  for (const [i, name] of NAMES.entries()) await writeClip(join(disks, "E", name), i);
  engine = await openEngine({ libraryPath: library, create: true, actor: ACTOR });
});
afterEach(async () => {
  await engine.close();
  await rm(library, { recursive: true, force: true });
  await rm(disks, { recursive: true, force: true });
});

async function run(start: Promise<{ jobId: number }>) {
  const job = await engine.waitForJob((await start).jobId);
  return { ...job, result: job.result as { files: Record<string, number>; problems: { path: string; code: string }[] } };
}
const index = (disk: string) => run(engine.call("index.start", { paths: [join(disks, disk)] }));
const move = (from: string, to: string, whole = false) => run(engine.call("roots.move", { from: join(disks, from), to: join(disks, to), whole }));
const files = async () => (await engine.call("files.list", {})).map(({ fileId, path, duplicateOf }) => ({ fileId, path, duplicateOf })).sort((a, b) => a.fileId - b.fileId);
const at = (disk: string) => NAMES.map((name, i) => ({ fileId: i + 1, path: join(disks, disk, name), duplicateOf: null }));
const actions = async () => (await engine.call("custody.list", {})).map((entry) => entry.action);

describe("indexing a folder that was elsewhere before", () => {
  it("knows its files by their content and gives them their new path, with all that is kept of them", async () => {
    await index("E");
    await engine.call("files.assign", { fileIds: [3], cameraId: "quay-9" });
    await engine.call("files.place", { placements: [{ fileId: 1, frame: { atMs: Date.UTC(2021, 10, 12, 3) } }] });
    const before = await engine.call("files.list", {});
    await rename(join(disks, "E"), join(disks, "F"));
    // Another file system keeps dates to two seconds.
    await utimes(join(disks, "F", NAMES[0]!), 1_600_000_000, 1_600_000_000);
    const { result } = await index("F");
    expect(result.files).toMatchObject({ found: 3, indexed: 0, unchanged: 3, moved: 3, failed: 0 });
    expect(await files()).toEqual(at("F"));
    const after = await engine.call("files.list", {});
    expect(after.map(({ cameraId, startMs, sha256 }) => ({ cameraId, startMs, sha256 }))).toEqual(before.map(({ cameraId, startMs, sha256 }) => ({ cameraId, startMs, sha256 })));
    expect((await engine.call("roots.list", {})).map(({ path, offlineMs, fileCount }) => ({ path, offlineMs, fileCount }))).toEqual([{ path: join(disks, "F"), offlineMs: null, fileCount: 3 }]);
    expect(await actions()).toEqual(expect.arrayContaining(["files.move", "root.move"]));
    // A start given by hand holds for these bytes, wherever they lie and whatever the date of the copy.
    await index("F");
    expect((await engine.call("files.list", {})).find(({ fileId }) => fileId === 1)!.time.source).toBe("manual");
  });

  it("takes a copy for a duplicate while the first is still there", async () => {
    await index("E");
    await cp(join(disks, "E"), join(disks, "F"), { recursive: true });
    expect((await index("F")).result.files).toMatchObject({ found: 3, indexed: 3, moved: 0 });
    expect((await files()).map(({ duplicateOf }) => duplicateOf)).toEqual([null, null, null, 1, 2, 3]);
  });

  it("does not take another file of the same size for it", async () => {
    await index("E");
    await rename(join(disks, "E"), join(disks, "F"));
    const other = await distinctClip(99);
    await writeFile(join(disks, "F", NAMES[1]!), other);
    const { result } = await index("F");
    expect(result.files).toMatchObject({ found: 3, indexed: 1, unchanged: 2, moved: 2 });
    expect(await files()).toEqual([at("F")[0], { ...at("E")[1]! }, at("F")[2], { fileId: 4, path: join(disks, "F", NAMES[1]!), duplicateOf: null }]);
  });

  it("knows two equal files apart by their names", async () => {
    await cp(join(disks, "E", "ch01"), join(disks, "E", "copy"), { recursive: true });
    await index("E");
    const before = await files();
    await rename(join(disks, "E"), join(disks, "F"));
    expect((await index("F")).result.files).toMatchObject({ found: 5, moved: 5 });
    expect(await files()).toEqual(before.map((file) => ({ ...file, path: file.path.replace(`${disks}/E/`, `${disks}/F/`) })));
  });
});

describe("re-pointing a folder", () => {
  it("moves what is the same, and the intake sheet with its folder", async () => {
    await index("E");
    await engine.call("intakes.save", { folder: join(disks, "E", "ch01"), place: "shop" });
    await rename(join(disks, "E"), join(disks, "F"));
    const { result } = await move("E", "F");
    expect(result).toMatchObject({ files: { found: 3, moved: 3, proved: 3, missing: 0, different: 0 }, problems: [] });
    expect(await files()).toEqual(at("F"));
    expect((await engine.call("intakes.list", {}))[0]!.facts.folder).toBe(join(disks, "F", "ch01"));
  });

  it("says what is missing and what differs, and leaves it where it was", async () => {
    await index("E");
    await rename(join(disks, "E"), join(disks, "F"));
    await rm(join(disks, "F", NAMES[0]!));
    await writeFile(join(disks, "F", NAMES[1]!), await distinctClip(77));
    const { result } = await move("E", "F");
    expect(result.files).toMatchObject({ found: 3, moved: 1, missing: 1, different: 1 });
    expect(result.problems.map(({ path, code }) => [path, code])).toEqual([[join(disks, "E", NAMES[0]!), "missing-there"], [join(disks, "E", NAMES[1]!), "differs-there"]]);
    expect(await files()).toEqual([at("E")[0], at("E")[1], at("F")[2]]);
  });

  it("refuses a folder in which nothing is the same, and changes nothing", async () => {
    await index("E");
    await mkdir(join(disks, "G"));
    expect(await move("E", "G")).toMatchObject({ state: "failed", error: { code: "folder-not-the-same" } });
    expect(await files()).toEqual(at("E"));
  });
});
