// An original that goes away while its copy is made: what is there of the copy stays and plays, the reason is told, nothing that was cut short
// counts as a copy, and making goes on by itself when the file is back.

import { mkdtemp, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Engine } from "../../../engine/engine.ts";
import { covers, endCopies, jobsOf, namesOfCopies, standings, untilRest, untilStanding, wishAt } from "../../support/copy-wishes.ts";
import { faultyFfmpeg, type FaultyFfmpeg } from "../../support/faulty-ffmpeg.ts";
import { ACTOR } from "../../support/made-library.ts";
import { folderWith, makeClip } from "../../support/numbered-footage.ts";

const MPEG4 = ["-c:v", "mpeg4", "-q:v", "2", "-bf", "2", "-g", "24"];
let folders: string[];
let disk: string;
let tool: FaultyFfmpeg;
let engine: Engine;

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), "quayline-away-"))];
  tool = await faultyFfmpeg(folders[0]!);
  const { openEngine } = await import("../../../engine/engine.ts");
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(async () => {
  await endCopies(engine, [...folders, `${disk}.away`]);
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function indexed(frames: number): Promise<number> {
  disk = await folderWith({ "ch01_20211112140000.mp4": await makeClip({ fileName: "away.mp4", frames, framesPerSecond: 2, encode: MPEG4 }) });
  folders.push(disk);
  await engine.waitForJob((await engine.call("index.start", { paths: [disk], hash: false })).jobId);
  return (await engine.call("files.list", {}))[0]!.fileId;
}

it("keeps the parts that are there, says that the original is away, and goes on where it left off when that is back", async () => {
  const fileId = await indexed(600);
  const wish = wishAt(fileId, 0);
  // While the second part is made.
  await tool.order("gone", `1 ${disk}\n`);
  const [away] = await untilRest(engine, [wish], { partsMax: 12, jobsMax: 4 });
  expect(away).toMatchObject({ state: "failed", error: { code: "source-offline" } });
  expect(covers(away!, 0)).toBe(true);
  const partIds = away!.stretches.map(({ stretchId }) => stretchId);
  expect(await jobsOf(engine, fileId)).toBe(1);
  expect((await namesOfCopies(engine)).filter((name) => name.endsWith(".partial"))).toEqual([]);
  // Where nothing is there the tile has the reason too.
  expect((await standings(engine, [wishAt(fileId, 290_000)], [fileId]))[0]).toMatchObject({ state: "failed", error: { code: "source-offline" } });

  await rename(`${disk}.away`, disk);
  const [back] = await standings(engine, [wish], [fileId]);
  expect(back!.state).not.toBe("failed");
  expect(back!.stretches.map(({ stretchId }) => stretchId)).toEqual(partIds);
  await untilStanding(engine, [wish], ([now]) => now!.state === "ready");
});

it("takes what a disk that went away left of a copy for no copy", async () => {
  const fileId = await indexed(80);
  // Three quarters of the frames, and ffmpeg ends as if that were all: more than damage is allowed to take.
  await tool.order("torn", "60");
  await tool.order("gone", `0 ${disk}\n`);
  const [torn] = await untilRest(engine, [wishAt(fileId, null)], { partsMax: 0, jobsMax: 3 });
  expect(torn).toMatchObject({ state: "failed", error: { code: "source-offline" } });
  expect(await namesOfCopies(engine)).toEqual([]);
  await tool.takeBack("torn");
  await rename(`${disk}.away`, disk);
  await untilStanding(engine, [wishAt(fileId, null)], ([now]) => now!.state === "ready");
});
