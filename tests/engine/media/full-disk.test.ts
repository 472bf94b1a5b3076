// A disk that is full while copies are made: other copies make room, a tile says why it shows nothing where none can, nothing is tried
// without end, and making goes on by itself once there is room.

import type * as FsPromises from "node:fs/promises";
import { mkdtemp, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Engine } from "../../../engine/engine.ts";
import { copiesFolder, covers, endCopies, namesOfCopies, untilRest, untilStanding, wishAt } from "../../support/copy-wishes.ts";
import { faultyFfmpeg, type FaultyFfmpeg } from "../../support/faulty-ffmpeg.ts";
import { ACTOR } from "../../support/made-library.ts";
import { folderWith, makeClip } from "../../support/numbered-footage.ts";

const disk = vi.hoisted(() => ({ freeBytes: 50_000 }));
vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof FsPromises>();
  return { ...real, statfs: () => Promise.resolve({ bavail: disk.freeBytes, bsize: 1 }) };
});

const MPEG4 = ["-c:v", "mpeg4", "-q:v", "2", "-bf", "2", "-g", "24"];
let folders: string[];
let tool: FaultyFfmpeg;
let engine: Engine;

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), "quayline-full-disk-"))];
  tool = await faultyFfmpeg(folders[0]!);
  const { openEngine } = await import("../../../engine/engine.ts");
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(async () => {
  await endCopies(engine, folders);
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function indexed(clips: Readonly<Record<string, string>>): Promise<number[]> {
  const folder = await folderWith(clips);
  folders.push(folder);
  await engine.waitForJob((await engine.call("index.start", { paths: [folder], hash: false })).jobId);
  return (await engine.call("files.list", {})).map((file) => file.fileId);
}

it("lets copies that nobody looks at make room, then shows what could be made and says that the disk is full, and goes on when it is not", async () => {
  const short = (frames: number) => makeClip({ fileName: "s.mp4", frames, encode: MPEG4 });
  const [a, b, long] = await indexed({
    "ch01_20211112140000.mp4": await short(20), "ch02_20211112140000.mp4": await short(21),
    "ch03_20211112140000.mp4": await makeClip({ fileName: "long.mp4", frames: 1_200, framesPerSecond: 2, encode: MPEG4 }),
  });
  await untilStanding(engine, [wishAt(a!, null), wishAt(b!, null)], (now) => now.every(({ state }) => state === "ready"));
  await Promise.all((await namesOfCopies(engine)).map((name) => utimes(join(copiesFolder(engine), name), new Date(0), new Date(0))));
  await tool.order("full", "2");
  const before = await tool.callCount();

  const [first] = await untilRest(engine, [wishAt(long!, 0)], { partsMax: 4, jobsMax: 12 });
  // Room for two files, and now they are of the place that is looked at.
  expect(first).toMatchObject({ state: "failed", error: { code: "disk-full" } });
  expect(covers(first!, 0)).toBe(true);
  expect(first!.stretches).toHaveLength(2);
  expect(await namesOfCopies(engine)).toHaveLength(2);
  expect(await tool.callCount() - before).toBeLessThan(8);

  // Elsewhere nothing is there: what was left behind goes for it.
  const [second] = await untilRest(engine, [wishAt(long!, 300_000)], { partsMax: 8, jobsMax: 24 });
  expect(second).toMatchObject({ state: "failed", error: { code: "disk-full" } });
  expect(covers(second!, 300_000)).toBe(true);
  expect(await tool.callCount() - before).toBeLessThan(20);

  await tool.takeBack("full");
  disk.freeBytes += 100_000_000;
  await untilStanding(engine, [wishAt(long!, 300_000)], ([now]) => now!.state === "ready", true);
});

it("says so where nothing can go, once, and leaves nothing half made", async () => {
  const [raw, ahead] = await indexed({ "ch01_20211112140000.mp4": await makeClip({ fileName: "s.mp4", frames: 20, encode: MPEG4 }), "ch02_20211112140000.mp4": await makeClip({ fileName: "s.mp4", frames: 22, encode: MPEG4 }) });
  await tool.order("full", "0");
  const wishes = [wishAt(raw!, null), wishAt(ahead!, null, { isUrgent: false })];
  const rest = await untilRest(engine, wishes, { partsMax: 0, jobsMax: 4 });
  expect(rest).toMatchObject([{ state: "failed", error: { code: "disk-full" } }, { state: "waiting" }]);
  expect(await namesOfCopies(engine)).toEqual([]);
});
