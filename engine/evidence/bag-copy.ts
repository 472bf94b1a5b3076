// Files into a folder that is being written: an original copied while it is hashed, bytes as they are given, all of it
// flushed. Originals are opened for reading only. Knows nothing of BagIt; removing what is half done is the caller's.

import { constants, type BigIntStats } from "node:fs";
import { mkdir, open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError, codeFromSystemError, throwIfAborted } from "../../contract/errors.ts";
import { CHUNK_BYTES, startDigests, type DigestAlgorithm, type Digests } from "./bag-digests.ts";

/** Opens a new file for writing; replaced in tests to fill a disk. */
export type OpenNewFile = (path: string) => Promise<FileHandle>;

export const openNewFile: OpenNewFile = (path) => open(path, "wx");

export interface CopyOptions {
  readonly signal?: AbortSignal;
  /** Bytes of this file written so far. */
  readonly onBytes?: (bytes: number) => void;
  readonly openNew?: OpenNewFile;
}

export interface Written {
  readonly sizeBytes: number;
  readonly digests: Digests;
}

/** `disk-full` and `folder-not-writable` where that is what it was; others as they are. */
export function writeErrorFrom(cause: unknown, path: string): unknown {
  if (cause instanceof AppError) return cause;
  const code = codeFromSystemError(cause);
  if (code !== null) return new AppError(code, { path }, { cause });
  const systemCode = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  if (systemCode === "EACCES" || systemCode === "EPERM") return new AppError("folder-not-writable", { path }, { cause });
  return cause;
}

/** Makes sure that a folder's own entry is on the disk; where folders cannot be flushed (Windows), nothing. */
export async function flushFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const appError = writeErrorFrom(cause, path);
    if (appError instanceof AppError && appError.code === "disk-full") throw appError;
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.byteLength - done);
    done += bytesWritten;
  }
}

/** A new file with these chunks, hashed on their way, flushed. @throws AppError disk-full, folder-not-writable, cancelled */
async function writeNewFile(
  path: string, chunks: AsyncIterable<Uint8Array>, algorithms: Iterable<DigestAlgorithm>, options: CopyOptions,
): Promise<Written> {
  const running = startDigests(algorithms);
  let sizeBytes = 0;
  let target: FileHandle;
  try {
    await mkdir(dirname(path), { recursive: true });
    target = await (options.openNew ?? openNewFile)(path);
  } catch (cause) {
    throw writeErrorFrom(cause, path);
  }
  try {
    for await (const chunk of chunks) {
      running.update(chunk);
      try {
        await writeAll(target, chunk);
      } catch (cause) {
        throw writeErrorFrom(cause, path);
      }
      sizeBytes += chunk.byteLength;
      options.onBytes?.(sizeBytes);
      throwIfAborted(options.signal);
    }
    try {
      await target.sync();
    } catch (cause) {
      throw writeErrorFrom(cause, path);
    }
  } finally {
    await target.close();
  }
  return { sizeBytes, digests: running.digests() };
}

export async function writeBytes(path: string, bytes: Uint8Array, algorithms: Iterable<DigestAlgorithm>, options: CopyOptions = {}): Promise<Written> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return writeNewFile(path, once(), algorithms, options);
}

const isSameFile = (a: BigIntStats, b: BigIntStats): boolean => a.size === b.size && a.ino === b.ino && a.dev === b.dev;
const isSameContentLikely = (a: BigIntStats, b: BigIntStats): boolean => isSameFile(a, b) && a.mtimeNs === b.mtimeNs;

async function* chunksOf(source: FileHandle, path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = 0; ; ) {
    throwIfAborted(signal);
    const { bytesRead } = await source.read(buffer, 0, buffer.length, position).catch((cause: unknown) => {
      throw new AppError("file-unreadable", { path }, { cause });
    });
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Copies an original in one pass: read, hash, write, flush. Its size and time of change are compared before and after, so a
 * recorder still writing is noticed. The copy keeps the time of change. That the copy can be read back equal is shown by
 * verifyBag at the end, which reads every byte from the new file.
 * @throws AppError source-offline (not there), file-unreadable, original-changed, disk-full, folder-not-writable, cancelled
 */
export const copyOriginal = (sourcePath: string | Buffer, targetPath: string, algorithms: Iterable<DigestAlgorithm>, options: CopyOptions = {}): Promise<Written> =>
  copyWhole(sourcePath, targetPath, algorithms, options, isSameContentLikely);

/**
 * The same of a file that the library has made itself: none of them is written to once it is there, and its time of change says when it
 * was last used (proxy-shelf.ts), which may be now. @throws AppError as copyOriginal does
 */
export const copyDerived = (sourcePath: string, targetPath: string, algorithms: Iterable<DigestAlgorithm>, options: CopyOptions = {}): Promise<Written> =>
  copyWhole(sourcePath, targetPath, algorithms, options, isSameFile);

async function copyWhole(
  sourcePath: string | Buffer, targetPath: string, algorithms: Iterable<DigestAlgorithm>, options: CopyOptions, isSame: (before: BigIntStats, after: BigIntStats) => boolean,
): Promise<Written> {
  const shownSource = sourcePath.toString();
  const source = await open(sourcePath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    const isGone = typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ENOENT";
    throw new AppError(isGone ? "source-offline" : "file-unreadable", { path: shownSource }, { cause });
  });
  try {
    const before = await source.stat({ bigint: true });
    if (!before.isFile()) throw new AppError("file-unreadable", { path: shownSource });
    const written = await writeNewFile(targetPath, chunksOf(source, shownSource, options.signal), algorithms, options);
    const after = await source.stat({ bigint: true });
    if (!isSame(before, after) || BigInt(written.sizeBytes) !== before.size) {
      throw new AppError("original-changed", { path: shownSource });
    }
    await keepTime(targetPath, before);
    return written;
  } finally {
    await source.close();
  }
}

/** Hashes and flushes a file that something else has written. @throws AppError file-unreadable, disk-full, cancelled */
export async function hashExisting(path: string, algorithms: Iterable<DigestAlgorithm>, signal?: AbortSignal): Promise<Written> {
  const handle = await open(path, "r+").catch((cause: unknown) => {
    throw new AppError("file-unreadable", { path }, { cause });
  });
  try {
    const running = startDigests(algorithms);
    let sizeBytes = 0;
    for await (const chunk of chunksOf(handle, path, signal)) {
      running.update(chunk);
      sizeBytes += chunk.byteLength;
    }
    await handle.sync();
    return { sizeBytes, digests: running.digests() };
  } catch (cause) {
    throw writeErrorFrom(cause, path);
  } finally {
    await handle.close();
  }
}

async function keepTime(path: string, facts: BigIntStats): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.utimes(Number(facts.mtimeMs) / 1000, Number(facts.mtimeMs) / 1000);
  } catch {
    // A disk that keeps no times is no reason to give up: the original's times are in the bundle's own record.
  } finally {
    await handle.close();
  }
}
