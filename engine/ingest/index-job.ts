// Takes folders of footage into the library: reads what is new or changed, writes it in batches so that it appears while the
// rest is still being read, then fingerprints and makes stills. Repeating it costs a stat a file; interrupted, it goes on.

import { availableParallelism } from "node:os";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { makePoster } from "../media/poster.ts";
import { listCameras } from "../store/cameras.ts";
import { findDerived, findFile, findKnownFile, countPieces, listProblems, type FileRecord } from "../store/files.ts";
import { HashPool } from "./hash-pool.ts";
import { readFile, type ReadFile, type ReadingRules } from "./read-file.ts";
import { walkPaths, type WalkedFile } from "./walk.ts";

export interface IndexRequest {
  readonly paths: readonly string[];
  readonly cameraId: string | null;
  readonly timezone: string | null;
  readonly hash: boolean;
}

/** The command line's result, as CLI.md names it. */
export interface IndexResult {
  readonly files: { readonly found: number; readonly indexed: number; readonly unchanged: number; readonly skipped: number; readonly failed: number };
  readonly recordings: number;
  readonly footageMs: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly problems: readonly { readonly path: string; readonly code: string; readonly params: object; readonly message: null }[];
}

const BATCH_FILES = 200;
const BATCH_MS = 250;
/** Files read at once: reading waits for the disk and for ffprobe. */
const READERS = Math.max(2, availableParallelism());

class IndexRun {
  readonly #context: EngineContext;
  readonly #handle: JobHandle;
  readonly #rules: ReadingRules;
  readonly counts = { found: 0, indexed: 0, unchanged: 0, skipped: 0, failed: 0 };
  bytes = 0;
  /** Every file of this run, those that have not changed too. */
  readonly fileIds: number[] = [];
  #batch: ReadFile[] = [];
  #batchStartedMs = 0;
  #writing: Promise<void> = Promise.resolve();
  readonly #madeCameras = new Set<string>();

  constructor(context: EngineContext, handle: JobHandle, rules: ReadingRules) {
    this.#context = context;
    this.#handle = handle;
    this.#rules = rules;
  }

  /** Takes one walked file: skips it where nothing changed, else reads it. */
  async take(file: WalkedFile): Promise<void> {
    const known = findKnownFile(this.#context.store.db, file.pathBytes);
    if (known !== null && file.problem === null && known.state !== "found" && known.sizeBytes === file.sizeBytes && known.mtimeMs === file.mtimeMs) {
      this.counts.found++;
      this.counts.unchanged++;
      this.bytes += file.sizeBytes;
      this.fileIds.push(known.fileId);
      return;
    }
    const read = await readFile(file, this.#rules, this.#handle.signal);
    if (read === null) return;
    this.counts.found++;
    if (file.problem !== null) this.counts.skipped++;
    else this.counts[read.record.state === "failed" ? "failed" : "indexed"]++;
    this.bytes += file.sizeBytes;
    this.#add(read);
    this.#handle.report({ step: "reading", filesDone: this.counts.found, item: file.relativePath });
    if (read.record.problems.length > 0) this.#handle.countProblems(read.record.problems.length);
  }

  /** Writes what is left over. */
  async finish(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  #add(read: ReadFile): void {
    if (this.#batch.length === 0) this.#batchStartedMs = Date.now();
    this.#batch.push(read);
    if (this.#batch.length >= BATCH_FILES || Date.now() - this.#batchStartedMs >= BATCH_MS) this.#flush();
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length > 0) this.#writing = this.#writing.then(() => this.#write(batch));
  }

  async #write(batch: readonly ReadFile[]): Promise<void> {
    const { store } = this.#context;
    for (const { camera } of batch) {
      if (camera === null || this.#madeCameras.has(camera.cameraId)) continue;
      await this.#context.writeAsSystem("cameras.ensure", { cameraId: camera.cameraId, name: camera.name, provisional: camera.isProvisional });
      this.#madeCameras.add(camera.cameraId);
    }
    const files: FileRecord[] = batch.map(({ record }) => record);
    const { fileIds } = await this.#context.writeAsSystem("files.record", { files });
    this.fileIds.push(...fileIds);
    if (store.isWritable) this.#context.changed("cameras", "files", "recordings");
  }
}

/** Runs `work` on each item, a few at a time, in the order of arrival; the first error ends all. */
async function eachOf<T>(items: AsyncIterable<T> | Iterable<T>, atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  for await (const item of items) {
    const task = work(item).catch((error: unknown) => {
      failure ??= { error };
    }).finally(() => running.delete(task));
    running.add(task);
    if (running.size >= atOnce) await Promise.race(running);
    if (failure !== null) break;
  }
  await Promise.all(running);
  if (failure !== null) throw (failure as { error: unknown }).error;
}

/** Fingerprints those of the run's files that have none; what cannot be read gets a problem. */
async function hashFiles(context: EngineContext, handle: JobHandle, fileIds: readonly number[]): Promise<void> {
  const files = fileIds.map((fileId) => findFile(context.store.db, fileId)).filter((file) => file !== null && file.sha256 === null && file.sizeBytes > 0);
  if (files.length === 0) return;
  const bytesTotal = files.reduce((sum, file) => sum + file!.sizeBytes, 0);
  let bytesDone = 0;
  let filesDone = 0;
  const pool = new HashPool();
  let hashes: { fileId: number; sha256: string }[] = [];
  let lastWriteMs = Date.now();
  const write = async (): Promise<void> => {
    const batch = hashes;
    hashes = [];
    lastWriteMs = Date.now();
    if (batch.length > 0) await context.writeAsSystem("files.setHashes", { hashes: batch });
  };
  try {
    await eachOf(files, pool.threadCount, async (file) => {
      const result = await pool.hash(file!.pathBytes, (bytes) => {
        bytesDone += bytes;
        handle.report({ bytesDone });
      }, handle.signal);
      filesDone++;
      handle.report({ step: "hashing", filesDone, filesTotal: files.length, bytesTotal, item: file!.path.split(/[\\/]/).at(-1) ?? null });
      if ("failed" in result) return context.writeAsSystem("files.addProblem", { fileId: file!.fileId, code: "cannot-open", params: { detail: result.failed } });
      if (result.sizeBytes !== file!.sizeBytes) return context.writeAsSystem("files.addProblem", { fileId: file!.fileId, code: "changed-while-reading", params: {} });
      hashes.push({ fileId: file!.fileId, sha256: result.sha256 });
      if (Date.now() - lastWriteMs > 1_000) await write();
    });
    await write();
    context.changed("files", "recordings", "cameras");
  } finally {
    await pool.close();
  }
}

/** A still of each file, for hover and lists. A file that gives none is told and does not stop the others. */
async function makePosters(context: EngineContext, handle: JobHandle, fileIds: readonly number[]): Promise<void> {
  const wanted = fileIds.filter((fileId) => findFile(context.store.db, fileId)?.state === "indexed" && findDerived(context.store.db, fileId, "poster") === null);
  let filesDone = 0;
  handle.report({ ...NO_PROGRESS, step: "posters", filesTotal: wanted.length });
  await eachOf(wanted, 2, async (fileId) => {
    await makePoster(context, fileId, handle.signal);
    filesDone++;
    handle.report({ filesDone });
  });
}

function resultOf(context: EngineContext, run: IndexRun, startedMs: number): IndexResult {
  const { db } = context.store;
  const files = run.fileIds.map((fileId) => findFile(db, fileId)).filter((file) => file !== null);
  return {
    files: { ...run.counts },
    recordings: run.fileIds.reduce((sum, fileId) => sum + countPieces(db, fileId), 0),
    footageMs: files.reduce((sum, file) => sum + (file.duplicateOf === null ? (file.durationMs ?? 0) : 0), 0),
    bytes: run.bytes,
    elapsedMs: Date.now() - startedMs,
    problems: files.flatMap((file) => listProblems(db, file.fileId).map(({ code, params }) => ({ path: file.path, code, params: JSON.parse(params) as object, message: null }))),
  };
}

/**
 * Indexes files and folders under a job that is already running.
 * @throws AppError path-missing, ffmpeg-missing, disk-full, cancelled; never for what a file contains
 */
export async function indexPaths(request: IndexRequest, context: EngineContext, handle: JobHandle): Promise<IndexResult> {
  const startedMs = Date.now();
  const run = new IndexRun(context, handle, {
    cameras: listCameras(context.store.db), wantedCameraId: request.cameraId, timezone: request.timezone ?? context.store.timezone,
  });
  handle.report({ ...NO_PROGRESS, step: "walking" });
  try {
    await eachOf(walkPaths(request.paths, handle.signal), READERS, (file) => run.take(file));
  } finally {
    // What was read before a cancel or an error is kept: the next run goes on from there.
    await run.finish();
  }
  handle.report({ ...NO_PROGRESS, step: "hashing", filesTotal: run.counts.found, bytesTotal: run.bytes });
  if (request.hash) await hashFiles(context, handle, run.fileIds);
  await makePosters(context, handle, run.fileIds);
  const result = resultOf(context, run, startedMs);
  await context.write("custody.append", {
    action: "index.done", caseId: null, object: { type: "library", id: null, sha256: null },
    details: { paths: request.paths.map((path) => path), ...result.files, bytes: result.bytes, recordings: result.recordings, problems: result.problems.length },
  });
  context.changed("custody", "files", "recordings", "cameras");
  handle.report({ ...NO_PROGRESS, step: "finishing", filesDone: run.counts.found, filesTotal: run.counts.found });
  return result;
}
