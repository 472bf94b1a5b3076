// What a window does about playable copies, for tests without one: wishes for them where its play head is, hears how they stand, and
// looks at what lies on the shelf.

import Database from "better-sqlite3";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { asMediaMs } from "../../contract/time.ts";
import type { Engine } from "../../engine/engine.ts";
import { databasePath } from "../../engine/store/connection.ts";

export type CopySize = "full" | "small";
export interface CopyWish {
  readonly fileId: number;
  readonly size: CopySize;
  readonly isUrgent: boolean;
  readonly atMediaMs: ReturnType<typeof asMediaMs> | null;
}

/** Of a tile that shows nothing without it. */
export const wishAt = (fileId: number, atMs: number | null, more: Partial<CopyWish> = {}): CopyWish => ({ fileId, size: "full", isUrgent: true, atMediaMs: atMs === null ? null : asMediaMs(atMs), ...more });

export async function standings(engine: Engine, wishes: readonly CopyWish[], shownFileIds: readonly number[] = []) {
  return (await engine.call("proxies.want", { wishes: [...wishes], shownFileIds: [...shownFileIds] })).standings;
}
export type Standing = Awaited<ReturnType<typeof standings>>[number];

/** Asks again whenever the engine tells of something, until it is so. Fails where a copy failed, unless that is asked for. */
export async function untilStanding(engine: Engine, wishes: readonly CopyWish[], isSo: (standings: readonly Standing[]) => boolean, mayFail = false): Promise<readonly Standing[]> {
  let wake: () => void = () => undefined;
  const stop = engine.onEvent(() => wake());
  try {
    for (;;) {
      const told = new Promise<void>((resolve) => (wake = resolve));
      const now = await standings(engine, wishes, wishes.filter(({ isUrgent }) => isUrgent).map(({ fileId }) => fileId));
      if (isSo(now)) return now;
      const failed = now.find(({ state }) => state === "failed");
      if (failed !== undefined && !mayFail) throw new Error(JSON.stringify(failed.error));
      await told;
    }
  } finally {
    stop();
  }
}

export const covers = ({ state, stretches }: Standing, atMs: number): boolean => state === "ready" || stretches.some(({ fromMediaMs, toMediaMs }) => fromMediaMs <= atMs && atMs < toMediaMs);

export const copiesFolder = (engine: Engine): string => join(engine.libraryPath, "proxies");
export const namesOfCopies = async (engine: Engine): Promise<string[]> => (await readdir(copiesFolder(engine)).catch(() => [])).sort();

/** Bytes of all that is whole. */
export async function bytesOfCopies(engine: Engine): Promise<number> {
  const sizes = await Promise.all((await namesOfCopies(engine)).filter((name) => name.endsWith(".mp4")).map(async (name) => (await stat(join(copiesFolder(engine), name)).catch(() => null))?.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function readLibrary<T>(engine: Engine, read: (db: Database.Database) => T): T {
  const db = new Database(databasePath(engine.libraryPath), { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** How many parts were ever made, also those that are gone. */
export const partsEverMade = (engine: Engine): number => readLibrary(engine, (db) => (db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'proxy_stretches'").pluck().get() as number | undefined) ?? 0);

/** How many times making a copy of a file was ever begun. */
export const jobsOf = async (engine: Engine, fileId: number): Promise<number> => (await engine.call("jobs.list", { kinds: ["proxy", "proxy-small"] })).filter(({ subjectId }) => subjectId === fileId).length;

/** How often in a row nothing may have changed for it to count as rest. */
const REST_COUNT = 25;

/**
 * Asks over and over, as a window does, until no program runs for it and nothing changes any more. Where copies were made and thrown
 * away in turns it would never come to that: a bound of what may be made meanwhile ends it.
 */
export async function untilRest(engine: Engine, wishes: readonly CopyWish[], bounds: { readonly partsMax: number; readonly jobsMax: number }): Promise<readonly Standing[]> {
  let before = "";
  for (let unchanged = 0; unchanged < REST_COUNT;) {
    const now = await standings(engine, wishes, wishes.filter(({ isUrgent }) => isUrgent).map(({ fileId }) => fileId));
    const names = await namesOfCopies(engine);
    const text = JSON.stringify([now, names]);
    unchanged = text === before && !process.getActiveResourcesInfo().includes("ProcessWrap") ? unchanged + 1 : 0;
    before = text;
    const [parts, jobs] = [partsEverMade(engine), (await engine.call("jobs.list", { kinds: ["proxy", "proxy-small"] })).length];
    if (parts > bounds.partsMax || jobs > bounds.jobsMax) throw new Error(`${parts} parts in ${jobs} jobs, and no end: ${names.join(" ")}`);
    if (unchanged >= REST_COUNT) return now;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("unreachable");
}

/** After a test: nothing is wished for any more, what is being made comes to its end, the engine is closed and the folders go. */
export async function endCopies(engine: Engine, folders: readonly string[]): Promise<void> {
  await standings(engine, []);
  for (const job of await engine.call("jobs.list", {})) if (job.state === "running") await engine.waitForJob(job.jobId);
  await engine.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
