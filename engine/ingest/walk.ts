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
const FOOTAGE_ENDING = /\.(mp4|m4v|mov|mkv|webm|ts|m2ts|mts|ps|mpg|mpeg|vob|dav|264|h264|265|h265|hevc|avi|flv|asf|wmv|3gp|mxf|ivf|nut|rm|rmvb|ogv|m1v|m2v|mjpe?g|mp4v|divx|ifv|bvr|g64|g64x|ubv)$/i;

export function hasFootageEnding(path: string): boolean {
  return FOOTAGE_ENDING.test(path);
}

const join = (folder: Buffer, name: Buffer): Buffer => (folder.subarray(-SEPARATOR.length).equals(SEPARATOR) ? Buffer.concat([folder, name]) : Buffer.concat([folder, SEPARATOR, name]));

function fromStats(pathBytes: Buffer, relativePath: string, stats: Stats, problem: FoundProblem | null): WalkedFile {
  return { pathBytes, path: pathBytes.toString("utf8"), relativePath, sizeBytes: stats.size, mtimeMs: stats.mtimeMs, problem };
}

const nowhere = (pathBytes: Buffer, relativePath: string, problem: FoundProblem): WalkedFile =>
  ({ pathBytes, path: pathBytes.toString("utf8"), relativePath, sizeBytes: 0, mtimeMs: 0, problem });

const systemCode = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

interface Walk {
  readonly rootReal: Buffer;
  /** Real folders already entered, so that links cannot lead in circles; by their bytes, each as one character. */
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
    yield nowhere(path, relativePath, { code: "cannot-open", params: { detail: systemCode(error) } });
  }
}

/** A link inside the root is followed once; one that leads out is told, because it is not part of what was handed over. */
async function* walkLink(walk: Walk, path: Buffer, relativePath: string): AsyncGenerator<WalkedFile> {
  let real: Buffer;
  try {
    real = await realpath(path, { encoding: "buffer" });
  } catch {
    if (hasFootageEnding(relativePath)) yield nowhere(path, relativePath, { code: "cannot-open", params: { detail: "ENOENT" } });
    return;
  }
  const isInside = real.equals(walk.rootReal) || join(real, Buffer.alloc(0)).indexOf(join(walk.rootReal, Buffer.alloc(0))) === 0;
  // What lies inside is found where it really is; walking it again through the link would list it twice.
  if (isInside) return;
  if (hasFootageEnding(relativePath) || (await stat(real)).isDirectory()) yield nowhere(path, relativePath, { code: "link-outside", params: { target: real.toString("utf8") } });
}

async function* walkFolder(walk: Walk, folder: Buffer, relativePath: string): AsyncGenerator<WalkedFile> {
  const real = (await realpath(folder, { encoding: "buffer" })).toString("latin1");
  if (walk.entered.has(real)) return;
  walk.entered.add(real);
  const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
  entries.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of entries) {
    const relative = relativePath === "" ? entry.name.toString("utf8") : `${relativePath}/${entry.name.toString("utf8")}`;
    yield* walkEntry(walk, join(folder, entry.name), relative, entry);
  }
}

/** A folder that was given and cannot be listed has a row that says so. */
async function* walkRoot(walk: Walk): AsyncGenerator<WalkedFile> {
  try {
    yield* walkFolder(walk, walk.rootReal, "");
  } catch (error) {
    if (error instanceof AppError) throw error;
    yield nowhere(walk.rootReal, "", { code: "cannot-open", params: { detail: systemCode(error) } });
  }
}

/**
 * All files under the given paths, folders in the order of their names.
 * @param ownFolders of the library: what it made of originals is no footage of a recorder
 * @throws AppError path-missing where a given path is not there, cancelled
 */
export async function* walkPaths(paths: readonly string[], signal: AbortSignal, ownFolders: readonly string[] = []): AsyncGenerator<WalkedFile> {
  const entered = new Set<string>();
  for (const folder of ownFolders) entered.add((await realpath(folder, { encoding: "buffer" }).catch(() => Buffer.from(folder))).toString("latin1"));
  for (const path of paths) {
    if ((await lstat(path).catch(() => null)) === null) throw new AppError("path-missing", { path });
    // A link that leads nowhere is there, and what it stands for is not.
    const rootReal = await realpath(path, { encoding: "buffer" }).catch(() => null);
    if (rootReal === null) throw new AppError("path-missing", { path });
    const name = rootReal.toString("utf8").split(/[\\/]/).at(-1) ?? path;
    const target = await stat(rootReal);
    if (target.isDirectory()) {
      yield* walkRoot({ rootReal, entered, signal });
    } else if (target.isFile()) {
      yield fromStats(rootReal, name, target, null);
    } else {
      yield nowhere(rootReal, name, { code: "not-a-regular-file", params: {} });
    }
  }
}
