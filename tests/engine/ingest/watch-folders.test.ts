// A watched folder as it happens: files that come, grow, change; a folder that goes away and comes back; and what is told in the end.

import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Job } from "../../../contract/jobs.ts";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { ACTOR, newFolder } from "../../support/made-library.ts";
import { distinctClip, writeClip } from "../../support/distinct-copies.ts";

let library: string;
let footage: string;
let engine: Engine;

beforeEach(async () => {
  library = await newFolder();
  footage = join(await mkdtemp(join(tmpdir(), "quayline-watched-")), "disk");
  await mkdir(footage);
  engine = await openEngine({ libraryPath: library, create: true, actor: ACTOR });
});
afterEach(async () => {
  await engine.close();
  await rm(library, { recursive: true, force: true });
  await rm(join(footage, ".."), { recursive: true, force: true });
});

const named = (hour: number): string => join(footage, `ch01_20211112${hour}0000.mp4`);
const files = () => engine.call("files.list", {});
const until = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 50 });
const startWatch = async (): Promise<number> => (await engine.call("index.start", { paths: [footage], watch: true, settleMs: 150 })).jobId;

async function end(jobId: number): Promise<Job & { readonly result: { files: Record<string, number>; watch: Record<string, number>; problems: { path: string; code: string }[]; recordings: number } }> {
  await engine.call("jobs.cancel", { jobId });
  return (await engine.waitForJob(jobId)) as never;
}

describe("a watched folder", () => {
  it("takes up what is there and what comes, fingerprints it, and tells the totals when it is ended", async () => {
    await writeClip(named(14), 1);
    await writeFile(join(footage, "note.txt"), "not footage");
    const jobId = await startWatch();
    await until(async () => expect((await files()).map((file) => file.sha256 !== null)).toEqual([true]));
    await writeClip(named(15), 2);
    await until(async () => expect((await files()).map((file) => file.sha256 !== null)).toEqual([true, true]));
    const job = await end(jobId);
    expect(job.state).toBe("done");
    expect(job.result).toMatchObject({ files: { found: 2, indexed: 2, unchanged: 0, skipped: 0, failed: 0 }, recordings: 2, watch: { outages: 0 } });
    expect((await engine.call("custody.list", {})).map((entry) => entry.action)).toContain("watch.done");
  });

  it("leaves a file alone for as long as it grows, and says so of one that still grows at the end", async () => {
    const bytes = await distinctClip(3);
    const jobId = await startWatch();
    await writeFile(named(14), bytes.subarray(0, 4_000));
    const growing = setInterval(() => void appendFile(named(14), bytes.subarray(0, 100)), 40);
    await writeClip(named(15), 4);
    await until(async () => expect((await files()).map((file) => file.path)).toEqual([named(15)]));
    const job = await end(jobId);
    clearInterval(growing);
    expect(job.result.problems).toContainEqual(expect.objectContaining({ path: named(14), code: "still-being-written" }));
    expect(await files()).toHaveLength(1);
  });

  it("takes a file up again that changes later", async () => {
    await writeClip(named(14), 5);
    const jobId = await startWatch();
    await until(async () => expect((await files())[0]?.sha256 ?? null).not.toBeNull());
    const before = (await files())[0]!;
    await writeFile(named(14), Buffer.concat([await distinctClip(6), Buffer.from([0, 0, 0, 8]), Buffer.from("free")]));
    await until(async () => {
      const after = (await files())[0]!;
      expect(after.sizeBytes).toBe(before.sizeBytes + 8);
      expect(after.sha256).not.toBeNull();
    });
    expect((await end(jobId)).result.files).toMatchObject({ found: 1, indexed: 1 });
  });

  it("waits for a folder that vanishes, keeps its footage, and goes on when it is back", async () => {
    await writeClip(named(14), 7);
    const jobId = await startWatch();
    await until(async () => expect((await files())[0]?.sha256 ?? null).not.toBeNull());
    await rename(footage, `${footage}-away`);
    await until(async () => expect((await engine.call("jobs.list", { kinds: ["watch"] }))[0]!.progress.step).toBe("offline"));
    expect((await files())[0]).toMatchObject({ state: "indexed", problems: [expect.objectContaining({ code: "camera-provisional" })] });
    expect(await engine.call("roots.list", {})).toEqual([expect.objectContaining({ path: footage, fileCount: 1, offlineMs: expect.any(Number) })]);
    await writeClip(join(`${footage}-away`, "ch01_20211112150000.mp4"), 8);
    await rename(`${footage}-away`, footage);
    await until(async () => expect((await files()).map((file) => file.sha256 !== null)).toEqual([true, true]));
    expect((await end(jobId)).result).toMatchObject({ files: { found: 2, indexed: 2, failed: 0 }, watch: { outages: 1 } });
  });
});

describe("folders that the window watches", () => {
  it("are watched over a restart, until somebody stops it", async () => {
    const { watchId } = await engine.call("watches.add", { path: footage });
    expect(await engine.call("watches.list", {})).toMatchObject([{ watchId, path: footage, state: "watching", by: ACTOR.name, takenCount: 0 }]);
    await engine.close();
    engine = await openEngine({ libraryPath: library, create: false, actor: ACTOR });
    expect(await engine.call("watches.list", {})).toMatchObject([{ state: "ended", jobId: null }]);
    await engine.resumeWatches();
    const [watch] = await engine.call("watches.list", {});
    expect(watch).toMatchObject({ state: "watching" });
    await engine.call("watches.remove", { watchId });
    expect(await engine.call("watches.list", {})).toEqual([]);
    expect((await engine.waitForJob(watch!.jobId!)).state).toBe("done");
    const actions = (await engine.call("custody.list", {})).map((entry) => entry.action);
    expect(actions).toEqual(expect.arrayContaining(["watch.add", "watch.remove"]));
  });

  it("are refused where there is no folder", async () => {
    await expect(engine.call("watches.add", { path: join(footage, "nowhere") })).rejects.toMatchObject({ code: "path-missing" });
  });
});
