// A bag in a folder. Never follows a symlink, never leaves the folder, never waits on a FIFO, opens nothing but the very
// file that was listed. Knows nothing of BagIt.

import { constants, type BigIntStats } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { CHUNK_BYTES } from "./bag-digests.ts";
import { textFromNameBytes } from "./bag-paths.ts";
import { EntryReadError, MAX_BAG_FILES, SourceListError, type BagEntry, type BagEntryKind, type BagSource, type OpenBagOptions } from "./bag-source.ts";

/** Folders nested deeper than this are not entered; they show as `unreadable`. */
const MAX_DEPTH = 64;

/** A file as it was when listed: only the very same file is opened later. */
interface ListedFile extends BagEntry {
  readonly location: string | Buffer;
  readonly device: bigint;
  readonly inode: bigint;
}

function kindOf(facts: BigIntStats): BagEntryKind {
  if (facts.isSymbolicLink()) return "symlink";
  return facts.isFile() ? "file" : "special";
}

/** Lists without following anything. A folder that cannot be read becomes an `unreadable` entry. */
async function listFolder(root: string, signal: AbortSignal | undefined): Promise<ListedFile[]> {
  const listed: ListedFile[] = [];
  const pending: { location: string; path: string; depth: number }[] = [{ location: root, path: "", depth: 0 }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    throwIfAborted(signal);
    const blank = { sizeBytes: 0, device: 0n, inode: 0n, location: folder.location } as const;
    const names = await readdir(folder.location, { encoding: "buffer" }).catch(() => null);
    if (names === null || folder.depth > MAX_DEPTH) {
      listed.push({ ...blank, path: folder.path, kind: "unreadable" });
      continue;
    }
    for (const nameBytes of names) {
      const name = textFromNameBytes(nameBytes);
      const path = (folder.path === "" ? "" : `${folder.path}/`) + (name ?? nameBytes.toString("utf8"));
      if (listed.length + pending.length >= MAX_BAG_FILES) throw new SourceListError("too-many-files");
      if (name === null) {
        listed.push({ ...blank, path, kind: "name-not-utf8" });
        continue;
      }
      const location = join(folder.location, name);
      const facts = await lstat(location, { bigint: true }).catch(() => null);
      if (facts === null) listed.push({ ...blank, path, kind: "unreadable" });
      else if (facts.isDirectory()) pending.push({ location, path, depth: folder.depth + 1 });
      else listed.push({ path, kind: kindOf(facts), sizeBytes: facts.isFile() ? Number(facts.size) : 0, location, device: facts.dev, inode: facts.ino });
    }
  }
  return listed.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function* streamFile(file: ListedFile, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  let handle;
  try {
    // O_NONBLOCK: a FIFO put in the file's place after listing must not hang us. Both flags are 0 or absent on Windows.
    handle = await open(file.location, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw new EntryReadError("unreadable", { cause });
  }
  try {
    const facts = await handle.stat({ bigint: true });
    if (!facts.isFile() || facts.dev !== file.device || facts.ino !== file.inode) throw new EntryReadError("changed-while-reading");
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, file.sizeBytes + 1));
    for (let bytesSeen = 0; ; ) {
      throwIfAborted(signal);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, bytesSeen);
      if (bytesRead === 0) return;
      bytesSeen += bytesRead;
      if (bytesSeen > file.sizeBytes) throw new EntryReadError("changed-while-reading");
      yield buffer.subarray(0, bytesRead);
    }
  } catch (cause) {
    if (cause instanceof EntryReadError || cause instanceof AppError) throw cause;
    throw new EntryReadError("unreadable", { cause });
  } finally {
    await handle.close();
  }
}

/** A bag in a folder. The path itself may be a symlink, as the user named it; nothing inside of it may. */
export async function openFolderSource(path: string, options: OpenBagOptions = {}): Promise<BagSource> {
  const root = await realpath(path);
  const entries = await listFolder(root, options.signal);
  const dataFolder = await lstat(join(root, "data")).catch(() => null);
  const byEntry = new Map<BagEntry, ListedFile>(entries.map((entry) => [entry, entry]));
  return {
    kind: "folder",
    entries,
    hasDataFolder: dataFolder?.isDirectory() === true,
    open(entry, signal = options.signal) {
      const file = byEntry.get(entry);
      if (file === undefined || file.kind !== "file") throw new EntryReadError("unreadable");
      return streamFile(file, signal);
    },
    close: async () => {},
  };
}
