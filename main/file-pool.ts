// Reads parts of files through one open handle a file, closed soon after the last read, so that a disk can be ejected
// while a player is paused. Responses hold no handle: a handle per response leaks when its reader goes away silently.
// Opens for reading only. Caches no contents.

import { open, type FileHandle } from "node:fs/promises";

export interface FileFacts {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface FilePoolOptions {
  /** Beyond it the handle unused for longest is closed, if it is not being read. */
  readonly openMax: number;
  /** How long a handle stays open without a read. */
  readonly idleMs: number;
}

interface OpenFile {
  readonly handle: Promise<FileHandle>;
  readerCount: number;
  closeTimer: NodeJS.Timeout | null;
}

export class FilePool {
  /** By path in base64, because a Buffer is no key; in the order of last use. */
  readonly #files = new Map<string, OpenFile>();
  readonly #options: FilePoolOptions;

  constructor(options: FilePoolOptions) {
    this.#options = options;
  }

  get openCount(): number {
    return this.#files.size;
  }

  /** @throws the system's error where it cannot be opened, or is no regular file. */
  async facts(path: Buffer): Promise<FileFacts> {
    return this.#withHandle(path, async (handle) => {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new Error("not a regular file");
      return { sizeBytes: stat.size, mtimeMs: stat.mtimeMs };
    });
  }

  /** Up to `lengthBytes` from `startByte` on; empty at the end of the file. */
  async read(path: Buffer, startByte: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#withHandle(path, async (handle) => {
      const bytes = new Uint8Array(lengthBytes);
      const { bytesRead } = await handle.read(bytes, 0, lengthBytes, startByte);
      return bytes.subarray(0, bytesRead);
    });
  }

  /** Closes every handle nobody is reading from at the moment. */
  async closeIdle(): Promise<void> {
    await Promise.all([...this.#files].filter(([, file]) => file.readerCount === 0).map(([key, file]) => this.#close(key, file)));
  }

  async #withHandle<T>(path: Buffer, use: (handle: FileHandle) => Promise<T>): Promise<T> {
    const key = path.toString("base64");
    const file = this.#files.get(key) ?? { handle: open(path, "r"), readerCount: 0, closeTimer: null };
    this.#files.delete(key);
    this.#files.set(key, file);
    file.readerCount += 1;
    if (file.closeTimer !== null) clearTimeout(file.closeTimer);
    try {
      return await use(await file.handle);
    } catch (error) {
      // A handle that failed once (a disk that went away) is of no more use; the next read opens anew.
      if (this.#files.get(key) === file) this.#files.delete(key);
      throw error;
    } finally {
      file.readerCount -= 1;
      this.#afterUse(key, file);
    }
  }

  #afterUse(key: string, file: OpenFile): void {
    if (file.readerCount > 0) return;
    if (this.#files.get(key) !== file) {
      void this.#close(key, file);
      return;
    }
    file.closeTimer = setTimeout(() => void this.#close(key, file), this.#options.idleMs);
    file.closeTimer.unref();
    if (this.#files.size <= this.#options.openMax) return;
    const oldest = [...this.#files].find(([, other]) => other.readerCount === 0);
    if (oldest !== undefined) void this.#close(...oldest);
  }

  async #close(key: string, file: OpenFile): Promise<void> {
    if (this.#files.get(key) === file) this.#files.delete(key);
    if (file.closeTimer !== null) clearTimeout(file.closeTimer);
    const handle = await file.handle.catch(() => null);
    await handle?.close().catch(() => {});
  }
}
