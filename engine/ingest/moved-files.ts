// Recognises files that the library knows from another path: a disk with another letter, a folder that was moved. Cheap first
// (size, then both ends), and only what is left is read whole. A file whose old path is still there is a copy, never a moved one.

import { lstat, open } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { countFilesBelow, hasFingerprintedOfSize, listRoots, listSameEnds, movedFolder, type FileMove, type MovableFile } from "../store/roots.ts";
import { endsFingerprint } from "./ends-fingerprint.ts";
import { openHashPool } from "./hash-pool.ts";
import { inOrder } from "./in-order.ts";
import type { WalkedFile } from "./walk.ts";

/** What the operating system says of a path that is not there: deleted, or its disk or share is away. Anything else (no permission) is no answer. */
const GONE = new Set(["ENOENT", "ENOTDIR", "ENODEV", "ENXIO", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "ENOTCONN", "ESTALE", "ETIMEDOUT"]);

/** True where nothing lies at a path (or its disk is away). */
export async function isGone(path: Uint8Array): Promise<boolean> {
  try {
    await lstat(Buffer.from(path));
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && GONE.has(String(error.code));
  }
}

/** Of a file on disk; null where it cannot be read, or is not as long as it was. */
export async function endsOf(path: Uint8Array, sizeBytes: number): Promise<string | null> {
  const handle = await open(Buffer.from(path), "r").catch(() => null);
  if (handle === null) return null;
  try {
    if ((await handle.stat()).size !== sizeBytes) return null;
    return await endsFingerprint(async (buffer, startByte) => (await handle.read(buffer, 0, buffer.length, startByte)).bytesRead, sizeBytes);
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

export interface Suspect { readonly file: WalkedFile; readonly candidates: readonly MovableFile[] }

/** Rows that this file may be, by its size and ends, and whose own path is gone. Mostly none, for the cost of one look at an index. */
export async function suspectsOf(context: EngineContext, file: WalkedFile): Promise<Suspect | null> {
  const { db } = context.store;
  if (file.problem !== null || file.sizeBytes === 0 || !hasFingerprintedOfSize(db, file.sizeBytes)) return null;
  const ends = await endsOf(file.pathBytes, file.sizeBytes);
  if (ends === null) return null;
  const same = listSameEnds(db, file.sizeBytes, ends);
  const gone = await Promise.all(same.map(({ pathBytes }) => isGone(pathBytes)));
  const candidates = same.filter((_, i) => gone[i]);
  return candidates.length === 0 ? null : { file, candidates };
}

const sameEndCount = (a: string, b: string): number => {
  let count = 0;
  while (count < a.length && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
};

export interface Recognised { readonly suspect: Suspect; readonly move: FileMove | null }

/** Reads the suspects whole and says which of them are known files. Each known file is found once; of several the one whose path is most alike. */
export async function* recognise(suspects: readonly Suspect[], handle: JobHandle): AsyncGenerator<Recognised> {
  if (suspects.length === 0) return;
  const taken = new Set<number>();
  const pool = openHashPool();
  let bytesDone = 0;
  let filesDone = 0;
  handle.report({ ...NO_PROGRESS, step: "recognising", filesTotal: suspects.length, bytesTotal: suspects.reduce((sum, { file }) => sum + file.sizeBytes, 0) });
  try {
    const hashed = inOrder(suspects, 4 * pool.threadCount, async (suspect) => ({
      suspect,
      result: await pool.run({ pathBytes: suspect.file.pathBytes }, handle.signal, (bytes) => handle.report({ bytesDone: (bytesDone += bytes) }))
        .catch((error: unknown) => {
          if (error instanceof AppError && error.code === "worker-died") return { failed: "EIO" };
          throw error;
        }),
    }));
    for await (const { suspect, result } of hashed) {
      const { file, candidates } = suspect;
      handle.report({ filesDone: ++filesDone, item: file.relativePath });
      const isWhole = !("failed" in result) && result.sizeBytes === file.sizeBytes && result.mtimeMs === file.mtimeMs;
      const same = isWhole ? candidates.filter(({ fileId, sha256 }) => sha256 === result.sha256 && !taken.has(fileId)) : [];
      const [best] = same.sort((a, b) => sameEndCount(b.path, file.path) - sameEndCount(a.path, file.path) || a.fileId - b.fileId);
      if (best !== undefined) taken.add(best.fileId);
      yield { suspect, move: best === undefined ? null : { fileId: best.fileId, pathBytes: file.pathBytes, path: file.path, mtimeMs: file.mtimeMs } };
    }
  } finally {
    await pool.close();
  }
}

/** After files have moved: a root that has none left has become the folder that they went to, or is no root any more. */
export async function settleRoots(context: EngineContext, moves: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  if (moves.length === 0) return;
  const { db } = context.store;
  const folders = new Map(moves.map(({ from, to }) => movedFolder(from, to)).map((folder) => [folder.from, folder.to]));
  for (const root of listRoots(db)) {
    if (countFilesBelow(db, root.pathBytes) > 0 || !(await isGone(root.pathBytes))) continue;
    const [from, to] = [...folders].find(([each]) => root.path === each || root.path.startsWith(`${each}/`) || root.path.startsWith(`${each}\\`)) ?? [null, null];
    if (from === null) await context.writeAsSystem("roots.remove", { rootId: root.rootId });
    else await context.write("roots.move", { from: root.path, to: to + root.path.slice(from.length) });
  }
  context.changed("roots", "files");
}
