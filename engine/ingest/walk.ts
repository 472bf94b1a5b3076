// Walks folders and answers what lies in them, names as the bytes that the disk has. It opens nothing and follows no link
// out of the given root. What a file is, is decided by its bytes elsewhere.

import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import type { FoundProblem } from "../media/read-container.ts";

export interface WalkedFile {
  readonly pathBytes: Buffer;
  /** For people and patterns; bytes that are no UTF-8 appear as U+FFFD. */
  readonly path: string;
  /** Folders and name below the root that was given, `/` separated. */
  readonly relativePath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Set where the entry cannot be read at all. */
  readonly problem: FoundProblem | null;
}

const SEPARATOR = Buffer.from(process.platform === "win32" ? "\\" : "/");

/** Endings under which people expect footage: a file so named that is none is a problem, any other file is not ours. */
const FOOTAGE_ENDING = /\.(mp4|m4v|mov|mkv|webm|ts|m2ts|mts|ps|mpg|mpeg|vob|dav|264|h264|265|h265|hevc|avi|flv|asf|wmv|3gp|ifv|bvr|g64|g64x|ubv)$/i;

export function hasFootageEnding(path: string): boolean {
  return FOOTAGE_ENDING.test(path);
}

const join = (folder: Buffer, name: Buffer): Buffer => (folder.subarray(-SEPARATOR.length).equals(SEPARATOR) ? Buffer.concat([folder, name]) : Buffer.concat([folder, SEPARATOR, name]));

function fromStats(pathBytes: Buffer, relativePath: string, stats: Stats, problem: FoundProblem | null): WalkedFile {
  return { pathBytes, path: pathBytes.toString("utf8"), relativePath, sizeBytes: stats.size, mtimeMs: stats.mtimeMs, problem };
}

const nowhere = (pathBytes: Buffer, relativePath: string, problem: FoundProblem): WalkedFile =>
  ({ pathBytes, path: pathBytes.toString("utf8"), relativePath, sizeBytes: 0, mtimeMs: 0, problem });

interface Walk {
  readonly root: Buffer;
  readonly rootReal: string;
  /** Real folders already entered, so that links cannot lead in circles. */
  readonly entered: Set<string>;
  readonly signal: AbortSignal;
}

async function* walkEntry(walk: Walk, path: Buffer, relativePath: string, entry: Dirent<Buffer>): AsyncGenerator<WalkedFile> {
  throwIfAborted(walk.signal);
  try {
    if (entry.isSymbolicLink()) {
      yield* walkLink(walk, path, relativePath);
    } else if (entry.isDirectory()) {
      yield* walkFolder(walk, path, relativePath);
    } else if (entry.isFile()) {
      yield fromStats(path, relativePath, await stat(path), null);
    } else if (hasFootageEnding(relativePath)) {
      yield nowhere(path, relativePath, { code: "not-a-regular-file", params: {} });
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    yield nowhere(path, relativePath, { code: "cannot-open", params: { detail: error instanceof Error && "code" in error ? String(error.code) : "" } });
  }
}

/** A link inside the root is followed once; one that leads out is told, because it is not part of what was handed over. */
async function* walkLink(walk: Walk, path: Buffer, relativePath: string): AsyncGenerator<WalkedFile> {
  let real: string;
  try {
    real = await realpath(path);
  } catch {
    if (hasFootageEnding(relativePath)) yield nowhere(path, relativePath, { code: "cannot-open", params: { detail: "ENOENT" } });
    return;
  }
  const isInside = real === walk.rootReal || real.startsWith(walk.rootReal.endsWith("/") ? walk.rootReal : `${walk.rootReal}${SEPARATOR.toString()}`);
  // What lies inside is found where it really is; walking it again through the link would list it twice.
  if (isInside) return;
  if (hasFootageEnding(relativePath) || (await stat(real)).isDirectory()) yield nowhere(path, relativePath, { code: "link-outside", params: { target: real } });
}

async function* walkFolder(walk: Walk, folder: Buffer, relativePath: string): AsyncGenerator<WalkedFile> {
  const real = await realpath(folder);
  if (walk.entered.has(real)) return;
  walk.entered.add(real);
  const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
  entries.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of entries) {
    const relative = relativePath === "" ? entry.name.toString("utf8") : `${relativePath}/${entry.name.toString("utf8")}`;
    yield* walkEntry(walk, join(folder, entry.name), relative, entry);
  }
}

/**
 * All files under the given paths, folders in the order of their names.
 * @throws AppError path-missing where a given path is not there, cancelled
 */
export async function* walkPaths(paths: readonly string[], signal: AbortSignal): AsyncGenerator<WalkedFile> {
  const entered = new Set<string>();
  for (const path of paths) {
    const root = Buffer.from(path);
    const stats = await lstat(path).catch(() => null);
    if (stats === null) throw new AppError("path-missing", { path });
    const rootReal = await realpath(path);
    const name = rootReal.split(/[\\/]/).at(-1) ?? path;
    const target = await stat(path);
    if (target.isDirectory()) {
      yield* walkFolder({ root, rootReal, entered, signal }, Buffer.from(rootReal), "");
    } else if (target.isFile()) {
      yield fromStats(Buffer.from(rootReal), name, target, null);
    } else {
      yield nowhere(Buffer.from(rootReal), name, { code: "not-a-regular-file", params: {} });
    }
  }
}
