// A bag as one list of entries and streams, wherever it lies: a folder (bag-folder.ts) or a zip (bag-zip.ts).
// Only the shape and its errors; which of them a path is, bag-open.ts knows. Nothing here knows BagIt.

/** More files than this are not read (`too-many-files`): a case bundle has thousands. */
export const MAX_BAG_FILES = 500_000;

/** `file` can be streamed; of every other kind the bag must not have any. */
export type BagEntryKind = "file" | "symlink" | "special" | "unreadable" | "name-not-utf8" | "unsafe-name" | "duplicate" | "overlapping";

export interface BagEntry {
  /** Path in the bag with `/`; bytes that are no UTF-8 appear as U+FFFD. */
  readonly path: string;
  readonly kind: BagEntryKind;
  /** As listed; for what is no file 0. */
  readonly sizeBytes: number;
}

export type ReadFailureCode = "unreadable" | "changed-while-reading" | "checksum-mismatch" | "zip-entry-damaged";

/** One entry could not be read; the bag's other entries may still be. */
export class EntryReadError extends Error {
  readonly code: ReadFailureCode;
  constructor(code: ReadFailureCode, options: { cause?: unknown } = {}) {
    super(code, options);
    this.name = "EntryReadError";
    this.code = code;
  }
}

export type SourceFailureCode = "too-many-files" | "zip-unreadable" | "zip-bomb" | "zip-bag-not-found";

/** The bag as a whole could not be listed. */
export class SourceListError extends Error {
  readonly code: SourceFailureCode;
  constructor(code: SourceFailureCode, options: { cause?: unknown } = {}) {
    super(code, options);
    this.name = "SourceListError";
    this.code = code;
  }
}

export interface BagSource {
  readonly kind: "folder" | "zip";
  /** All entries but folders, sorted by path. */
  readonly entries: readonly BagEntry[];
  /** Empty folders cannot be seen in a bag, except that `data/` must be there (RFC 8493 §2.1.2). */
  readonly hasDataFolder: boolean;
  /**
   * Streams one entry of kind `file`, from its beginning. A chunk is valid until the next one is asked for.
   * @throws EntryReadError; AppError cancelled, passphrase-missing
   */
  open(entry: BagEntry, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface OpenBagOptions {
  readonly passphrase?: string;
  readonly signal?: AbortSignal;
}
