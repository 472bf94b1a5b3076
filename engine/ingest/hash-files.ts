// The pass that fingerprints: SHA-256 of every file that has none, and what follows from two files being the same.

import { AppError } from "../../contract/errors.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { stampOf, type FileStamp } from "../store/files.ts";
import { openHashPool } from "./hash-pool.ts";
import type { HashResult } from "./hash-worker.ts";
import { inOrder } from "./in-order.ts";

const WRITE_EVERY_MS = 1_000;

const needsHash = (stamp: FileStamp | null): stamp is FileStamp => stamp !== null && !stamp.isHashed && stamp.sizeBytes > 0;

/** Fingerprints those of the given files that have none; what cannot be read gets a problem. @throws AppError cancelled */
export async function hashFiles(context: EngineContext, handle: JobHandle, fileIds: readonly number[]): Promise<void> {
  const { db } = context.store;
  let filesTotal = 0;
  let bytesTotal = 0;
  for (const fileId of fileIds) {
    const stamp = stampOf(db, fileId);
    if (!needsHash(stamp)) continue;
    filesTotal++;
    bytesTotal += stamp.sizeBytes;
  }
  if (filesTotal === 0) return;
  handle.report({ ...NO_PROGRESS, step: "hashing", filesTotal, bytesTotal });
  const pool = openHashPool();
  let bytesDone = 0;
  const hashOne = async (stamp: FileStamp): Promise<{ readonly stamp: FileStamp; readonly result: HashResult }> => {
    const result = await pool.run({ pathBytes: stamp.pathBytes }, handle.signal, (bytes) => {
      bytesDone += bytes;
      handle.report({ bytesDone });
    }).catch((error: unknown): HashResult => {
      if (error instanceof AppError && error.code === "worker-died") return { failed: "EIO" };
      if (error instanceof AppError && error.code === "worker-silent") return { failed: "timeout" };
      throw error;
    });
    return { stamp, result };
  };
  const hashes = new HashWriter(context);
  let filesDone = 0;
  try {
    for await (const { stamp, result } of inOrder(stampsOf(context, fileIds), 4 * pool.threadCount, hashOne)) {
      handle.report({ filesDone: ++filesDone, item: splitPath(stamp.path).name });
      await hashes.take(stamp, result);
    }
  } finally {
    // Hours of reading are not thrown away because the rest was cancelled.
    await hashes.finish();
    await pool.close();
  }
}

function* stampsOf(context: EngineContext, fileIds: readonly number[]): Generator<FileStamp> {
  for (const fileId of fileIds) {
    const stamp = stampOf(context.store.db, fileId);
    if (needsHash(stamp)) yield stamp;
  }
}

/** Keeps fingerprints a second at a time. */
class HashWriter {
  readonly #context: EngineContext;
  #hashes: { fileId: number; sha256: string; endsSha256: string }[] = [];
  #lastWriteMs = Date.now();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  async take(stamp: FileStamp, result: HashResult): Promise<void> {
    if ("failed" in result && result.failed === "timeout") return this.#addProblem(stamp.fileId, "read-timeout", {});
    if ("failed" in result && result.failed === "ENOENT") return this.#addProblem(stamp.fileId, "missing-now", {});
    if ("failed" in result) return this.#addProblem(stamp.fileId, "cannot-open", { detail: result.failed });
    if (result.sizeBytes !== stamp.sizeBytes || result.mtimeMs !== stamp.mtimeMs) return this.#addProblem(stamp.fileId, "changed-while-reading", {});
    this.#hashes.push({ fileId: stamp.fileId, sha256: result.sha256, endsSha256: result.endsSha256 });
    if (Date.now() - this.#lastWriteMs > WRITE_EVERY_MS) await this.finish();
  }

  async finish(): Promise<void> {
    const hashes = this.#hashes;
    this.#hashes = [];
    this.#lastWriteMs = Date.now();
    if (hashes.length === 0) return;
    await this.#context.writeAsSystem("files.setHashes", { hashes });
    this.#context.changed("files", "recordings", "cameras");
  }

  #addProblem(fileId: number, code: ProblemCode, params: Record<string, string>): Promise<void> {
    return this.#context.writeAsSystem("files.addProblem", { fileId, code, params });
  }
}
