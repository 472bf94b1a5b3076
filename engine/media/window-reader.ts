// Reads of a few bytes at places that the file itself names, its structure being walked from head to head. What is read from front to back:
// byte-window.ts.

import type { FileHandle } from "node:fs/promises";
import { noteRead } from "./read-progress.ts";

/** Reads of a few bytes side by side come from one read of the file. */
export class WindowReader {
  readonly #file: FileHandle;
  readonly #window = Buffer.allocUnsafe(4096);
  #startAt = 0;
  #heldBytes = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The bytes at `at`, fewer at the file's end; valid until the next read. `bytes`: at most the window's 4 KiB. */
  async read(at: number, bytes: number): Promise<Buffer> {
    // A head may claim to end beyond all that can be addressed.
    if (!Number.isSafeInteger(at)) return this.#window.subarray(0, 0);
    if (at < this.#startAt || at + bytes > this.#startAt + this.#heldBytes) {
      this.#startAt = at;
      this.#heldBytes = (await this.#file.read(this.#window, 0, this.#window.length, at)).bytesRead;
      noteRead(this.#heldBytes);
    }
    return this.#window.subarray(at - this.#startAt, Math.min(this.#heldBytes, at - this.#startAt + bytes));
  }
}
