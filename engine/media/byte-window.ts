// A file read from front to back in large steps and looked at byte by byte: constant memory whatever its size.

import type { FileHandle } from "node:fs/promises";
import { noteRead } from "./read-progress.ts";

const READ_BYTES = 1024 * 1024;

export class ByteWindow {
  readonly #file: FileHandle;
  readonly sizeBytes: number;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;

  /** @param sizeBytes where the file ends; what is written behind it meanwhile is not looked at */
  constructor(file: FileHandle, sizeBytes: number) {
    this.#file = file;
    this.sizeBytes = sizeBytes;
  }

  /** Whether [at, at + length) can be looked at without reading. */
  holds(at: number, length: number): boolean {
    return at >= this.#at && at + length <= this.#at + this.#bytes.length;
  }

  /** Reads on so that [at, at + length) is held, as far as the file goes; `length` at most a few read steps. */
  async load(at: number, length: number): Promise<void> {
    if (this.holds(at, length)) return;
    // More than was asked for: heads that lie about a large length, one behind the other, would else have it copied for each.
    const wanted = Math.max(0, Math.min(length + READ_BYTES, this.sizeBytes - at));
    const bytes = Buffer.allocUnsafe(wanted);
    const kept = this.#bytes.subarray(Math.max(0, Math.min(at - this.#at, this.#bytes.length)));
    let done = at >= this.#at ? kept.copy(bytes) : 0;
    while (done < wanted) {
      const { bytesRead } = await this.#file.read(bytes, done, wanted - done, at + done);
      if (bytesRead === 0) break;
      noteRead(bytesRead);
      done += bytesRead;
    }
    this.#bytes = bytes.subarray(0, done);
    this.#at = at;
  }

  /** What is held from `at` on, at most `length` bytes. */
  view(at: number, length: number): Buffer {
    const from = at - this.#at;
    return from < 0 ? Buffer.alloc(0) : this.#bytes.subarray(from, from + length);
  }

  /** The next place of `pattern` in [at, endAt), or null. */
  async find(pattern: Buffer, at: number, endAt: number): Promise<number | null> {
    for (let from = at; from + pattern.length <= endAt;) {
      await this.load(from, pattern.length);
      const held = this.view(from, Math.min(READ_BYTES, endAt - from));
      if (held.length < pattern.length) return null;
      const found = held.indexOf(pattern);
      if (found >= 0) return from + found;
      from += held.length - pattern.length + 1;
    }
    return null;
  }
}
