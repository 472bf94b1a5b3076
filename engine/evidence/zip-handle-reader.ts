// zip.js's view of an open file: random access, only what is asked for, nothing kept. Closing is the owner's.

import type { FileHandle } from "node:fs/promises";
import { Reader } from "@zip.js/zip.js";
import { EntryReadError, SourceListError } from "./bag-source.ts";

/** The longest piece of the file zip.js may ask for at once: bounds the memory a forged central directory can take. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

/** Random access on a file handle; reads only what is asked for. */
export class HandleReader extends Reader<FileHandle> {
  readonly #handle: FileHandle;
  constructor(handle: FileHandle) {
    super(handle);
    this.#handle = handle;
  }
  override async init(): Promise<void> {
    this.size = (await this.#handle.stat()).size;
  }
  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > MAX_READ_BYTES) throw new SourceListError("zip-unreadable");
    const wanted = Math.max(0, Math.min(length, this.size - index));
    const bytes = new Uint8Array(wanted);
    for (let filled = 0; filled < wanted; ) {
      const { bytesRead } = await this.#handle.read(bytes, filled, wanted - filled, index + filled);
      if (bytesRead === 0) throw new EntryReadError("changed-while-reading");
      filled += bytesRead;
    }
    return bytes;
  }
}
