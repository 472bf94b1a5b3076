// Re-points a folder of the library to where it is now. Nothing is believed: what lies there is compared with what the library knows,
// and only files that are the same get the new path. Originals are opened for reading only.

import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { findMovable, listFileIdsBelow, withSeparator, type FileMove, type MovableFile } from "../store/roots.ts";
import { openHashPool, type HashPool } from "./hash-pool.ts";
import { inOrder } from "./in-order.ts";
import { endsOf } from "./moved-files.ts";

export interface MoveRequest { readonly from: string; readonly to: string; readonly whole: boolean }

export interface MoveResult {
  readonly from: string; readonly to: string;
  /** `proved`: by their whole SHA-256. `compared`: by size and both ends. `unproved`: by size alone, because they were never fingerprinted. */
  readonly files: { readonly found: number; readonly moved: number; readonly proved: number; readonly compared: number; readonly unproved: number; readonly missing: number; readonly different: number };
  readonly problems: readonly { readonly path: string; readonly code: "missing-there" | "differs-there" | "known-there"; readonly params: Readonly<Record<string, string>>; readonly message: null }[];
}

/** So many files, spread over the folder, are read whole where not all of them are. */
const SAMPLE_COUNT = 20;
const MOVES_AT_ONCE = 500;

type Verdict = { readonly file: MovableFile; readonly there: Buffer } & (
  | { readonly is: "missing" | "different" | "known"; readonly what: string }
  | { readonly is: "proved" | "compared" | "unproved"; readonly mtimeMs: number });

interface Comparing {
  readonly context: EngineContext;
  readonly handle: JobHandle;
  readonly pool: HashPool;
  /** Ids of the files that are read whole. */
  readonly whole: ReadonlySet<number>;
}

async function compare({ handle, pool, whole }: Comparing, file: MovableFile, there: Buffer): Promise<Verdict> {
  const stats = await stat(there).catch(() => null);
  if (stats === null || !stats.isFile()) return { file, there, is: "missing", what: "" };
  if (stats.size !== file.sizeBytes) return { file, there, is: "different", what: `${file.sizeBytes} → ${stats.size} bytes` };
  const { mtimeMs } = stats;
  if (whole.has(file.fileId)) {
    const result = await pool.run({ pathBytes: there }, handle.signal, () => undefined);
    const isSame = !("failed" in result) && result.sha256 === file.sha256;
    return isSame ? { file, there, is: "proved", mtimeMs } : { file, there, is: "different", what: "failed" in result ? result.failed : "SHA-256" };
  }
  if (file.endsSha256 === null) return { file, there, is: "unproved", mtimeMs };
  return (await endsOf(there, file.sizeBytes)) === file.endsSha256 ? { file, there, is: "compared", mtimeMs } : { file, there, is: "different", what: "SHA-256" };
}

const everyNth = (fileIds: readonly number[], count: number): number[] => fileIds.filter((_, i) => fileIds.length <= count || i % Math.ceil(fileIds.length / count) === 0);

/** Compares and moves under a job that is already running. @throws AppError path-missing, root-unknown, folder-inside-itself, folder-not-the-same, cancelled */
export async function moveRoot({ from, to, whole }: MoveRequest, context: EngineContext, handle: JobHandle): Promise<MoveResult> {
  const { db } = context.store;
  const toReal = await realpath(to).catch(() => null);
  if (toReal === null || !(await stat(toReal)).isDirectory()) throw new AppError("path-missing", { path: to });
  const fromFolder = withSeparator(Buffer.from(from));
  if (withSeparator(Buffer.from(toReal)).equals(fromFolder)) throw new AppError("folder-inside-itself", { path: to });
  const fileIds = listFileIdsBelow(db, fromFolder);
  if (fileIds.length === 0) throw new AppError("root-unknown", { path: from });
  const fingerprinted = fileIds.filter((fileId) => findMovable(db, fileId)?.sha256 !== null);
  let verdicts = await compareAll(context, handle, fileIds, new Set(whole ? fingerprinted : everyNth(fingerprinted, SAMPLE_COUNT)), fromFolder.length, toReal);
  // One file of the sample that differs, and the others are not believed by their ends either.
  const isDoubtful = verdicts.some((verdict) => verdict.is === "different");
  if (isDoubtful && !whole) verdicts = await compareAll(context, handle, fileIds, new Set(fingerprinted), fromFolder.length, toReal);
  const same = verdicts.filter((verdict) => "mtimeMs" in verdict);
  if (same.length === 0) throw new AppError("folder-not-the-same", { from, to, files: fileIds.length });
  const moved = new Set<number>();
  for (let at = 0; at < same.length; at += MOVES_AT_ONCE) {
    const moves = same.slice(at, at + MOVES_AT_ONCE).map(({ file, there, mtimeMs }): FileMove => ({ fileId: file.fileId, pathBytes: there, path: there.toString("utf8"), mtimeMs }));
    for (const fileId of (await context.write("files.move", { moves, how: whole || isDoubtful ? "sha256" : "sample" })).moved) moved.add(fileId);
  }
  const settled = verdicts.map((verdict): Verdict => ("mtimeMs" in verdict && !moved.has(verdict.file.fileId) ? { file: verdict.file, there: verdict.there, is: "known", what: "" } : verdict));
  if (listFileIdsBelow(db, fromFolder).length === 0) await context.write("roots.move", { from, to: toReal });
  else await context.write("roots.ensure", { folders: [{ path: toReal, pathBytes: Buffer.from(toReal) }] });
  await context.roots.ask();
  context.changed("roots", "files", "recordings", "intakes", "custody");
  return resultFrom(from, toReal, settled);
}

async function compareAll(context: EngineContext, handle: JobHandle, fileIds: readonly number[], whole: ReadonlySet<number>, fromLength: number, to: string): Promise<Verdict[]> {
  const pool = openHashPool();
  const toFolder = withSeparator(Buffer.from(to));
  const verdicts: Verdict[] = [];
  handle.report({ ...NO_PROGRESS, step: "comparing", filesTotal: fileIds.length });
  try {
    const compared = inOrder(fileIds, 4 * pool.threadCount, async (fileId) => {
      const file = findMovable(context.store.db, fileId)!;
      return compare({ context, handle, pool, whole }, file, Buffer.concat([toFolder, file.pathBytes.subarray(fromLength)]));
    });
    for await (const verdict of compared) {
      if (handle.signal.aborted) throw new AppError("cancelled");
      verdicts.push(verdict);
      handle.report({ filesDone: verdicts.length, item: splitPath(verdict.file.path).name });
    }
  } finally {
    await pool.close();
  }
  return verdicts;
}

const CODES = { missing: "missing-there", different: "differs-there", known: "known-there" } as const;

function resultFrom(from: string, to: string, verdicts: readonly Verdict[]): MoveResult {
  const count = (...is: readonly Verdict["is"][]): number => verdicts.filter((verdict) => is.includes(verdict.is)).length;
  return {
    from, to,
    files: {
      found: verdicts.length, moved: count("proved", "compared", "unproved"), proved: count("proved"), compared: count("compared"), unproved: count("unproved"),
      missing: count("missing"), different: count("different", "known"),
    },
    problems: verdicts.flatMap((verdict) => (verdict.is in CODES && "what" in verdict ? [{
      path: verdict.file.path, code: CODES[verdict.is], params: { there: join(verdict.there.toString("utf8")), what: verdict.what }, message: null,
    }] : [])),
  };
}
