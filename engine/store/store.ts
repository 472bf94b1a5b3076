// The library as the engine holds it: one reading connection here, one writing connection in a thread; or the reading one alone, where
// another process writes or where nothing can be written.

import { mkdir } from "node:fs/promises";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import type { Actor } from "../../contract/model.ts";
import { isLibrary, openReadable, takeWriterLock, type ReadDb } from "./connection.ts";
import { openUnwritten, refusalToWrite, type UnwrittenLibrary } from "./read-only-place.ts";
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
  /** Refuses at once a library that cannot be written, instead of opening it for reading. Default false. */
  readonly mustWrite?: boolean;
}

/** What opening came to: a library that may be written, or is only read. */
interface Opened {
  readonly db: ReadDb;
  readonly isNew: boolean;
  readonly writer: Writer | null;
  readonly releaseLock: (() => void) | null;
  /** Set where it lies at a place that cannot be written. */
  readonly unwritten: (UnwrittenLibrary & { readonly reason: string }) | null;
}

export class Store {
  readonly libraryPath: string;
  readonly timezone: string;
  readonly isNew: boolean;
  /** The connection for reads. It may not write: SQLite refuses. */
  readonly db: ReadDb;
  readonly #opened: Opened;

  private constructor(libraryPath: string, opened: Opened) {
    this.libraryPath = libraryPath;
    this.db = opened.db;
    this.isNew = opened.isNew;
    this.timezone = readTimezone(opened.db);
    this.#opened = opened;
  }

  /**
   * Opens a library. Where another process writes to it, or where nothing can be written, it is opened for reading only.
   * @throws AppError library-not-found, library-newer, library-damaged, library-on-network, folder-not-writable, disk-full,
   * library-copy-no-room; library-read-only where it must be written
   */
  static async open(options: OpenStoreOptions): Promise<Store> {
    const { libraryPath } = options;
    if (!isLibrary(libraryPath)) {
      if (!options.create) throw new AppError("library-not-found", { path: libraryPath });
      await makeFolder(libraryPath);
      return new Store(libraryPath, await openHeld(options));
    }
    // Asked before the lock is: its file would be made in a folder that may be written, beside a database that may not.
    const reason = refusalToWrite(libraryPath);
    if (reason !== null) return new Store(libraryPath, await openAtPlace(options, reason));
    try {
      return new Store(libraryPath, await openHeld(options));
    } catch (error) {
      if (!(error instanceof AppError && error.code === "folder-not-writable")) throw error;
      return new Store(libraryPath, await openAtPlace(options, String(error.params["reason"])));
    }
  }

  get isWritable(): boolean {
    return this.#opened.writer !== null;
  }

  /** Why it is only read: another process is its writer, or it lies at a place that cannot be written. Null: it can be written. */
  get readOnlyBecause(): "held" | "place" | null {
    return this.isWritable ? null : this.#opened.unwritten === null ? "held" : "place";
  }

  /** To be asked before anything that only makes sense where the library can be written. @throws AppError library-busy, library-read-only */
  requireWritable(): void {
    this.#requireWriter();
  }

  /** To be asked before reading and after. @throws AppError library-busy where another account has begun to write what is read in place */
  requireStill(): void {
    this.#opened.unwritten?.requireStill();
  }

  /** @throws AppError library-busy where another process writes, library-read-only where nothing can, and whatever the write refuses with */
  async write<N extends WriteName>(name: N, input: WriteInput<N>, actor: Actor): Promise<WriteResult<N>> {
    return this.#requireWriter().write(name, input, actor);
  }

  #requireWriter(): Writer {
    const { writer, unwritten } = this.#opened;
    if (writer !== null) return writer;
    throw unwritten === null ? new AppError("library-busy", { path: this.libraryPath }) : readOnly(this.libraryPath, unwritten.reason);
  }

  async close(): Promise<void> {
    const { db, writer, releaseLock, unwritten } = this.#opened;
    db.close();
    await unwritten?.close();
    await writer?.close();
    releaseLock?.();
  }
}

const readOnly = (path: string, reason: string): AppError => new AppError("library-read-only", { path, reason });

/** As its writer, or for reading where another process is that. */
async function openHeld({ libraryPath, timezone, host, appVersion, writerThreadUrl }: OpenStoreOptions): Promise<Opened> {
  const lock = takeWriterLock(libraryPath);
  if (lock === null) return { db: openReadable(libraryPath), isNew: false, writer: null, releaseLock: null, unwritten: null };
  try {
    const start: WriterStart = { libraryPath, timezone, host, appVersion };
    const { writer, isNew } = await Writer.start(writerThreadUrl, start);
    return { db: openReadable(libraryPath), isNew, writer, releaseLock: lock.release, unwritten: null };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openAtPlace({ libraryPath, mustWrite }: OpenStoreOptions, reason: string): Promise<Opened> {
  if (mustWrite === true) throw readOnly(libraryPath, reason);
  const unwritten = await openUnwritten(libraryPath);
  return { db: unwritten.db, isNew: false, writer: null, releaseLock: null, unwritten: { ...unwritten, reason } };
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw new AppError(codeFromSystemError(cause) ?? "folder-not-writable", { path }, { cause });
  }
}
