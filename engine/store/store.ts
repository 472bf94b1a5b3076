// The library as the engine holds it: one reading connection here, one writing connection in a thread.

import { mkdir } from "node:fs/promises";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import type { Actor } from "../../contract/model.ts";
import { isLibrary, openReadable, takeWriterLock, type ReadDb } from "./connection.ts";
import { readTimezone } from "./settings.ts";
import { Writer, type WriterStart } from "./writer.ts";
import type { WriteInput, WriteName, WriteResult } from "./writes.ts";

export interface OpenStoreOptions {
  readonly libraryPath: string;
  /** Makes a library where there is none. */
  readonly create: boolean;
  /** Zone of a library that is made now. */
  readonly timezone: string;
  readonly host: string;
  readonly appVersion: string;
  readonly writerThreadUrl: URL;
}

export class Store {
  readonly libraryPath: string;
  readonly timezone: string;
  readonly isNew: boolean;
  /** The connection for reads. It may not write: SQLite refuses. */
  readonly db: ReadDb;
  readonly #writer: Writer | null;
  readonly #releaseLock: (() => void) | null;

  private constructor(libraryPath: string, db: ReadDb, writer: Writer | null, isNew: boolean, releaseLock: (() => void) | null) {
    this.libraryPath = libraryPath;
    this.db = db;
    this.isNew = isNew;
    this.timezone = readTimezone(db);
    this.#writer = writer;
    this.#releaseLock = releaseLock;
  }

  /**
   * Opens a library. Where another process writes to it, it is opened for reading only.
   * @throws AppError library-not-found, library-newer, library-damaged, library-on-network, folder-not-writable, disk-full
   */
  static async open(options: OpenStoreOptions): Promise<Store> {
    const { libraryPath } = options;
    if (!isLibrary(libraryPath)) {
      if (!options.create) throw new AppError("library-not-found", { path: libraryPath });
      await makeFolder(libraryPath);
    }
    const lock = takeWriterLock(libraryPath);
    if (lock === null) return new Store(libraryPath, openReadable(libraryPath), null, false, null);
    try {
      const start: WriterStart = { libraryPath, timezone: options.timezone, host: options.host, appVersion: options.appVersion };
      const { writer, isNew } = await Writer.start(options.writerThreadUrl, start);
      return new Store(libraryPath, openReadable(libraryPath), writer, isNew, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** False where another process is the library's writer. */
  get isWritable(): boolean {
    return this.#writer !== null;
  }

  /** @throws AppError library-busy where another process writes, and whatever the write refuses with */
  async write<N extends WriteName>(name: N, input: WriteInput<N>, actor: Actor): Promise<WriteResult<N>> {
    if (this.#writer === null) throw new AppError("library-busy", { path: this.libraryPath });
    return this.#writer.write(name, input, actor);
  }

  async close(): Promise<void> {
    this.db.close();
    await this.#writer?.close();
    this.#releaseLock?.();
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw new AppError(codeFromSystemError(cause) ?? "folder-not-writable", { path }, { cause });
  }
}
