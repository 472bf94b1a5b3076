// A bag inside of a zip, at its root or in one top folder, read in streams and never unpacked: nothing is written, so
// there is nothing to slip out. Refuses archives that promise far more than they hold.

import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import {
  ERR_ENCRYPTED, ERR_INVALID_AUTHENTICATION_CODE, ERR_INVALID_COMPRESSED_DATA, ERR_INVALID_CRC32, ERR_INVALID_PASSWORD,
  ERR_INVALID_UNCOMPRESSED_SIZE, ZipReader, type FileEntry,
} from "@zip.js/zip.js";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { textFromNameBytes, unsafePathReason } from "./bag-paths.ts";
import { EntryReadError, MAX_BAG_FILES, SourceListError, type BagEntry, type BagEntryKind, type BagSource, type OpenBagOptions } from "./bag-source.ts";
import { HandleReader } from "./zip-handle-reader.ts";

/** An archive may unfold to this many times its size; footage does not compress, manifests do about threefold. */
const MAX_EXPANSION = 200;
/** …but small archives of text may always unfold to this much. */
const MAX_EXPANSION_FLOOR_BYTES = 64 * 1024 * 1024;
const GB18030 = new TextDecoder("gb18030", { fatal: true });

/** Zips made by Chinese Windows carry GBK names without saying so; zip.js would read them as code page 437. */
function nameFromBytes(bytes: Uint8Array): string | undefined {
  const utf8 = textFromNameBytes(bytes);
  if (utf8 !== null) return utf8;
  try {
    return GB18030.decode(bytes);
  } catch {
    return undefined;
  }
}

const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

function kindOfEntry(entry: FileEntry): BagEntryKind {
  if (entry.symlink) return "symlink";
  const type = (entry.unixMode ?? 0) & S_IFMT;
  return type === 0 || type === S_IFREG ? "file" : "special";
}

/** The folder all entries lie in, with its slash, where the bag is not at the root; else "". */
function topFolderOf(names: readonly string[]): string {
  if (names.includes("bagit.txt")) return "";
  const first = names.find((name) => name.endsWith("/bagit.txt") && name.split("/").length === 2)
    ?? names.find((name) => name.includes("/"));
  if (first === undefined) return "";
  const top = first.slice(0, first.indexOf("/") + 1);
  return top !== "data/" && names.every((name) => name.startsWith(top)) ? top : "";
}

interface ListedZip {
  readonly entries: readonly BagEntry[];
  readonly byEntry: ReadonlyMap<BagEntry, FileEntry>;
  readonly hasDataFolder: boolean;
}

/** Entries whose bytes lie inside of another's: the shape of a bomb, and of two tools reading two different things. */
function overlapping(files: readonly FileEntry[]): ReadonlySet<FileEntry> {
  const found = new Set<FileEntry>();
  const inOrder = [...files].sort((a, b) => a.offset - b.offset);
  const LOCAL_HEADER_BYTES = 30;
  let endBytes = 0;
  for (const file of inOrder) {
    if (file.offset < endBytes) found.add(file);
    endBytes = Math.max(endBytes, file.offset + LOCAL_HEADER_BYTES + file.rawFilename.length + file.compressedSize);
  }
  return found;
}

async function listZip(reader: ZipReader<FileHandle>, zipBytes: number, signal: AbortSignal | undefined): Promise<ListedZip> {
  const files: FileEntry[] = [];
  const names: string[] = [];
  let unfoldedBytes = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    throwIfAborted(signal);
    if (names.length >= MAX_BAG_FILES) throw new SourceListError("too-many-files");
    names.push(entry.filename);
    if (entry.directory) continue;
    files.push(entry);
    unfoldedBytes += entry.uncompressedSize;
  }
  if (unfoldedBytes > Math.max(zipBytes * MAX_EXPANSION, MAX_EXPANSION_FLOOR_BYTES)) throw new SourceListError("zip-bomb");
  const top = topFolderOf(names);
  const overlaps = overlapping(files);
  const seen = new Set<string>();
  const byEntry = new Map<BagEntry, FileEntry>();
  for (const file of files) {
    const path = file.filename.slice(top.length);
    let kind = kindOfEntry(file);
    if (unsafePathReason(file.filename) !== null || path === "") kind = "unsafe-name";
    else if (seen.has(path)) kind = "duplicate";
    else if (overlaps.has(file)) kind = "overlapping";
    seen.add(path);
    byEntry.set({ path: path === "" ? file.filename : path, kind, sizeBytes: file.uncompressedSize }, file);
  }
  const entries = [...byEntry.keys()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { entries, byEntry, hasDataFolder: names.some((name) => name.startsWith(`${top}data/`)) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}

function readErrorFrom(cause: unknown): EntryReadError {
  if (cause instanceof EntryReadError) return cause;
  const message = messageOf(cause);
  const isContentChanged = message === ERR_INVALID_AUTHENTICATION_CODE || message === ERR_INVALID_CRC32
    || message === ERR_INVALID_COMPRESSED_DATA || message === ERR_INVALID_UNCOMPRESSED_SIZE;
  return new EntryReadError(isContentChanged ? "checksum-mismatch" : "zip-entry-damaged", { cause });
}

async function* streamEntry(file: FileEntry, passphrase: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const stop = new AbortController();
  const forwardAbort = (): void => stop.abort();
  signal?.addEventListener("abort", forwardAbort, { once: true });
  // A refused local header fails getData before it has touched the stream: the reading side must be told, or it waits for ever.
  let failReading = (_cause: unknown): void => {};
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      failReading = (cause) => controller.error(cause);
    },
  });
  let failure: unknown = null;
  const copying = file.getData(writable, { signal: stop.signal, ...(passphrase === undefined ? {} : { password: passphrase }) })
    .catch((cause: unknown) => {
      failure = cause;
      failReading(cause);
    });
  try {
    throwIfAborted(signal);
    let bytesSeen = 0;
    for await (const chunk of readable) {
      throwIfAborted(signal);
      bytesSeen += chunk.byteLength;
      if (bytesSeen > file.uncompressedSize) throw new EntryReadError("zip-entry-damaged");
      yield chunk;
    }
    await copying;
    if (failure !== null) throw readErrorFrom(failure);
  } catch (cause) {
    throwIfAborted(signal);
    if (cause instanceof AppError) throw cause;
    throw readErrorFrom(failure ?? cause);
  } finally {
    signal?.removeEventListener("abort", forwardAbort);
    stop.abort();
    await copying;
  }
}

/** @throws AppError passphrase-missing, with `isWrong` where one was given and does not fit */
async function requirePassphrase(path: string, files: Iterable<FileEntry>, passphrase: string | undefined): Promise<void> {
  for (const file of files) {
    if (!file.encrypted) continue;
    if (passphrase === undefined) throw new AppError("passphrase-missing", { path, isWrong: false });
    try {
      await file.getData(new WritableStream<Uint8Array>(), { password: passphrase, checkPasswordOnly: true });
    } catch (cause) {
      const message = messageOf(cause);
      if (message === ERR_INVALID_PASSWORD || message === ERR_ENCRYPTED) throw new AppError("passphrase-missing", { path, isWrong: true }, { cause });
    }
    return;
  }
}

/**
 * A bag in a zip file. Deflated, stored and encrypted (AES, ZipCrypto) entries are read.
 * @throws AppError file-unreadable, passphrase-missing, cancelled; SourceListError zip-unreadable, zip-bomb, too-many-files
 */
export async function openZipSource(path: string, options: OpenBagOptions = {}): Promise<BagSource> {
  const { passphrase, signal: openingSignal } = options;
  const handle = await open(path, constants.O_RDONLY).catch((cause: unknown) => {
    throw new AppError("file-unreadable", { path }, { cause });
  });
  try {
    const reader = new ZipReader(new HandleReader(handle), {
      useWebWorkers: false, filenameValidation: "tolerant", checkLocalDirectory: true, checkLocalFilename: true, decodeText: (bytes) => nameFromBytes(bytes),
    });
    const { size: zipBytes } = await handle.stat();
    const listed = await listZip(reader, zipBytes, openingSignal);
    await requirePassphrase(path, listed.byEntry.values(), passphrase);
    return {
      kind: "zip",
      entries: listed.entries,
      hasDataFolder: listed.hasDataFolder,
      open(entry, signal = openingSignal) {
        const file = listed.byEntry.get(entry);
        if (file === undefined || entry.kind !== "file") throw new EntryReadError("unreadable");
        return streamEntry(file, passphrase, signal);
      },
      close: () => handle.close(),
    };
  } catch (cause) {
    await handle.close();
    if (cause instanceof AppError || cause instanceof SourceListError) throw cause;
    throw new SourceListError("zip-unreadable", { cause });
  }
}
