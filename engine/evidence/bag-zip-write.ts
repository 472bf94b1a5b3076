// A bag as one zip file: stored, not compressed, since footage does not shrink; with AES-256 where a passphrase is given.
// The zip is verified through our own reader before it gets its name. Names and sizes stay readable in an encrypted zip.

import { constants } from "node:fs";
import { access, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ZipWriter } from "@zip.js/zip.js";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { flushFolder, openNewFile, writeErrorFrom, type OpenNewFile } from "./bag-copy.ts";
import { openFolderSource } from "./bag-folder.ts";
import { verifyBag } from "./bag-verify.ts";
import { HandleReader } from "./zip-handle-reader.ts";

export interface ZipBagOptions {
  readonly passphrase?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly step: "zipping" | "verifying"; readonly filesDone: number; readonly filesTotal: number; readonly bytesDone: number; readonly bytesTotal: number; readonly item: string }) => void;
  /** Tag files that are unlisted by design, as for verifyBag. */
  readonly expectedExtra?: readonly string[];
  readonly openNew?: OpenNewFile;
}

export interface ZippedBag {
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * Zips the folder of a bag, inside one top folder of its name (RFC 8493 §4.1), to `outZip`, which must not exist.
 * @throws AppError target-exists, disk-full, folder-not-writable, export-verification-failed, cancelled
 */
export async function zipBag(bagDir: string, outZip: string, options: ZipBagOptions = {}): Promise<ZippedBag> {
  const target = resolve(outZip);
  const partial = `${target}.partial`;
  for (const path of [target, partial]) {
    if (await access(path).then(() => true, () => false)) throw new AppError("target-exists", { path });
  }
  const file = await (options.openNew ?? openNewFile)(partial).catch((cause: unknown) => {
    throw writeErrorFrom(cause, partial);
  });
  let isOpen = true;
  try {
    await writeEntries(file, resolve(bagDir), options);
    await file.sync();
    await file.close();
    isOpen = false;
    await requireValidZip(partial, options);
    throwIfAborted(options.signal);
    await rename(partial, target);
    await flushFolder(dirname(target));
    return { path: target, sizeBytes: (await stat(target)).size };
  } catch (cause) {
    if (isOpen) await file.close().catch(() => {}); // the first error is the one to tell
    await rm(partial, { force: true }).catch(() => {});
    throwIfAborted(options.signal);
    throw writeErrorFrom(cause, partial);
  }
}

/** A stream into the file; a failed write is kept, since zip.js wraps what it is given. */
function streamInto(file: FileHandle): { readonly writable: WritableStream<Uint8Array>; failure(): unknown } {
  let failure: unknown = null;
  const writable = new WritableStream<Uint8Array>({
    async write(chunk) {
      try {
        for (let done = 0; done < chunk.byteLength; ) done += (await file.write(chunk, done, chunk.byteLength - done)).bytesWritten;
      } catch (cause) {
        failure ??= cause;
        throw cause;
      }
    },
  });
  return { writable, failure: () => failure };
}

async function writeEntries(file: FileHandle, bagDir: string, options: ZipBagOptions): Promise<void> {
  const { signal, passphrase } = options;
  const source = await openFolderSource(bagDir, options);
  const output = streamInto(file);
  const writer = new ZipWriter(output.writable, {
    level: 0, useWebWorkers: false, keepOrder: true,
    ...(signal === undefined ? {} : { signal }),
    ...(passphrase === undefined ? {} : { password: passphrase, encryptionStrength: 3 }),
  });
  const bytesTotal = source.entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  let bytesDone = 0;
  let filesDone = 0;
  try {
    for (const entry of source.entries) {
      throwIfAborted(signal);
      if (entry.kind !== "file") throw new AppError("export-verification-failed", { path: entry.path, fault: entry.kind, count: 1 });
      const handle = await open(join(bagDir, ...entry.path.split("/")), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        await writer.add(`${basename(bagDir)}/${entry.path}`, new HandleReader(handle), {
          lastModDate: (await handle.stat()).mtime,
          unixMode: 0o100644,
          onprogress: async (progressBytes: number) =>
            options.onProgress?.({ step: "zipping", filesDone, filesTotal: source.entries.length, bytesDone: bytesDone + progressBytes, bytesTotal, item: entry.path }),
        });
      } finally {
        await handle.close();
      }
      bytesDone += entry.sizeBytes;
      filesDone += 1;
    }
    await writer.close(undefined, { preventClose: true });
  } catch (cause) {
    throw output.failure() ?? cause;
  }
}

async function requireValidZip(path: string, options: ZipBagOptions): Promise<void> {
  const { onProgress, openNew: _, ...rest } = options;
  const result = await verifyBag(path, {
    ...rest,
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress({ step: "verifying", ...progress }) }),
  });
  const first = result.failed[0];
  if (first !== undefined) throw new AppError("export-verification-failed", { path: first.path, fault: first.code, count: result.failedCount });
}
