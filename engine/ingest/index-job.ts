// Takes folders of footage into the library, in passes that each make it more certain: a first look that places files on the
// timeline, their packets, their fingerprints. Repeating it costs a stat a file; interrupted, it goes on where it was.

import { NO_PROGRESS } from "../../contract/jobs.ts";
import { PROBLEM_WEIGHTS } from "../../contract/problems.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { listCameras } from "../store/cameras.ts";
import { chosenCameras } from "../store/choices.ts";
import { listIntakes } from "../store/intakes.ts";
import { countPieces, findKnownFile, listProblems, stampOf } from "../store/files.ts";
import { checkFiles } from "./check-files.ts";
import { hashFiles } from "./hash-files.ts";
import { inOrder } from "./in-order.ts";
import { applyPatterns } from "./apply-patterns.ts";
import { readPatternFile } from "./pattern-file.ts";
import type { ReadFile } from "./read-file.ts";
import { ReadPool } from "./read-pool.ts";
import { RecordWriter } from "./record-writer.ts";
import { walkPaths, type WalkedFile } from "./walk.ts";

export interface IndexRequest {
  readonly paths: readonly string[];
  readonly cameraId: string | null;
  readonly timezone: string | null;
  readonly hash: boolean;
  /** Decodes every file that was not decoded before. */
  readonly check: boolean;
}

/** The command line's result, as CLI.md names it. */
export interface IndexResult {
  readonly files: { readonly found: number; readonly indexed: number; readonly unchanged: number; readonly skipped: number; readonly failed: number };
  readonly recordings: number;
  readonly footageMs: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  /** What each pass took: the look that fills the timeline, packets, fingerprints, decoding. */
  readonly passMs: { readonly look: number; readonly read: number; readonly hash: number; readonly check: number };
  readonly problems: readonly { readonly path: string; readonly code: string; readonly params: object; readonly message: null }[];
  /** Notices beyond NOTICES_MAX, which the files themselves still have. */
  readonly noticesLeftOut: number;
}

/** A disk of unnamed cameras has a notice a file: the list is for people, and the job's history keeps it. */
const NOTICES_MAX = 2_000;

/** So many files are looked at, or read, ahead of the one that is written next. */
const LOOKS_AHEAD = 64;
const READS_AHEAD = 32;

/** What the first look left to be read, small enough to be kept of a hundred thousand files. */
interface Unread {
  readonly fileId: number;
  /** How much of its path lies below the folder that was given. */
  readonly relativeChars: number;
}

class IndexRun {
  readonly #context: EngineContext;
  readonly #handle: JobHandle;
  readonly #pool: ReadPool;
  readonly #writer: RecordWriter;
  readonly counts = { found: 0, indexed: 0, unchanged: 0, skipped: 0, failed: 0 };
  bytes = 0;
  /** Every file of this run, those that have not changed too. */
  readonly fileIds: number[] = [];
  readonly #unread: Unread[] = [];

  constructor(context: EngineContext, handle: JobHandle, pool: ReadPool) {
    this.#context = context;
    this.#handle = handle;
    this.#pool = pool;
    this.#writer = new RecordWriter(context);
  }

  /** Finds files and places them by name and header. What was read before a cancel or an error is kept. */
  async look(paths: readonly string[]): Promise<void> {
    const { signal } = this.#handle;
    try {
      for await (const { file, looked } of inOrder(walkPaths(paths, signal), LOOKS_AHEAD, async (file) => ({ file, looked: await this.#lookAt(file) }))) {
        if (looked !== null) await this.#take(file, looked);
      }
    } finally {
      await this.#writer.finish();
    }
  }

  /** Null: it is none of ours. A number: the library has it as it is. */
  async #lookAt(file: WalkedFile): Promise<ReadFile | number | null> {
    const known = findKnownFile(this.#context.store.db, file.pathBytes);
    const isUnchanged = known !== null && file.problem === null && known.sizeBytes === file.sizeBytes && known.mtimeMs === file.mtimeMs;
    return isUnchanged ? known.fileId : this.#pool.look(file, this.#handle.signal);
  }

  async #take(file: WalkedFile, looked: ReadFile | number): Promise<void> {
    this.counts.found++;
    this.bytes += file.sizeBytes;
    this.#handle.report({ filesDone: this.counts.found, item: file.relativePath });
    if (typeof looked === "number") return this.#keep(looked, file);
    if (file.problem !== null) this.counts.skipped++;
    else if (looked.record.state === "failed") this.counts.failed++;
    if (looked.record.state === "failed") this.#handle.countProblems(looked.record.problems.length);
    await this.#writer.add(looked, (fileId) => {
      this.fileIds.push(fileId);
      if (looked.record.state === "found") this.#unread.push({ fileId, relativeChars: file.relativePath.length });
    });
  }

  /** One that has not changed. Where an earlier run was stopped before its packets were read, they are read now. */
  #keep(fileId: number, file: WalkedFile): void {
    this.fileIds.push(fileId);
    if (stampOf(this.#context.store.db, fileId)?.state === "found") this.#unread.push({ fileId, relativeChars: file.relativePath.length });
    else this.counts.unchanged++;
  }

  /** Reads the packets of what the first look left. */
  async read(): Promise<void> {
    let filesDone = 0;
    this.#handle.report({ ...NO_PROGRESS, step: "reading", filesTotal: this.#unread.length });
    try {
      for await (const read of inOrder(this.#unread, READS_AHEAD, (unread) => this.#readOne(unread))) {
        this.#handle.report({ filesDone: ++filesDone, item: read.record.path.split(/[\\/]/).at(-1) ?? null });
        this.counts[read.record.state === "failed" ? "failed" : "indexed"]++;
        if (read.record.problems.length > 0) this.#handle.countProblems(read.record.problems.length);
        await this.#writer.add(read);
      }
    } finally {
      await this.#writer.finish();
    }
  }

  async #readOne({ fileId, relativeChars }: Unread): Promise<ReadFile> {
    const { path, pathBytes, sizeBytes, mtimeMs } = stampOf(this.#context.store.db, fileId)!;
    const file: WalkedFile = { pathBytes, path, relativePath: path.slice(-relativeChars).replaceAll("\\", "/"), sizeBytes, mtimeMs, problem: null };
    return this.#pool.read(file, this.#handle.signal);
  }

  result(startedMs: number, passMs: IndexResult["passMs"]): IndexResult {
    const { db } = this.#context.store;
    let recordings = 0;
    let footageMs = 0;
    const problems: IndexResult["problems"][number][] = [];
    let noticesLeftOut = 0;
    let notices = 0;
    for (const fileId of this.fileIds) {
      const stamp = stampOf(db, fileId);
      if (stamp === null) continue;
      recordings += countPieces(db, fileId);
      if (!stamp.isDuplicate) footageMs += stamp.durationMs ?? 0;
      for (const { code, params } of listProblems(db, fileId)) {
        if (PROBLEM_WEIGHTS[code] === "notice" && ++notices > NOTICES_MAX) noticesLeftOut++;
        else problems.push({ path: stamp.path, code, params: JSON.parse(params) as object, message: null });
      }
    }
    return { files: { ...this.counts }, recordings, footageMs, bytes: this.bytes, elapsedMs: Date.now() - startedMs, passMs, problems, noticesLeftOut };
  }
}

/**
 * Indexes files and folders under a job that is already running.
 * @throws AppError path-missing, ffmpeg-missing, disk-full, cancelled; never for what a file contains
 */
export async function indexPaths(request: IndexRequest, context: EngineContext, handle: JobHandle): Promise<IndexResult> {
  const startedMs = Date.now();
  const patterns = await readPatternFile(context.paths.library);
  await applyPatterns(context, patterns, handle.signal);
  const pool = new ReadPool({
    cameras: listCameras(context.store.db), wantedCameraId: request.cameraId, timezone: request.timezone ?? context.store.timezone,
    patterns, chosenCameras: chosenCameras(context.store.db),
  });
  const run = new IndexRun(context, handle, pool);
  const passMs = { look: 0, read: 0, hash: 0, check: 0 };
  const timed = async (pass: keyof typeof passMs, work: () => Promise<void>): Promise<void> => {
    const beganMs = Date.now();
    await work();
    passMs[pass] = Date.now() - beganMs;
  };
  handle.report({ ...NO_PROGRESS, step: "walking" });
  try {
    await timed("look", () => run.look(request.paths));
    await timed("read", () => run.read());
  } finally {
    await pool.close();
  }
  if (request.hash) await timed("hash", () => hashFiles(context, handle, run.fileIds));
  if (request.check) await timed("check", () => checkFiles(context, handle, run.fileIds));
  // Cameras that came with this run get the clock reading of their folder's sheet.
  if (listIntakes(context.store.db).length > 0) {
    await context.write("intakes.apply", undefined);
    context.changed("intakes", "clocks");
  }
  const result = run.result(startedMs, passMs);
  await context.write("custody.append", {
    action: "index.done", caseId: null, object: { type: "library", id: null, sha256: null },
    details: { paths: [...request.paths], ...result.files, bytes: result.bytes, recordings: result.recordings, problems: result.problems.length },
  });
  context.changed("custody", "files", "recordings", "cameras");
  handle.report({ ...NO_PROGRESS, step: "finishing", filesDone: run.counts.found, filesTotal: run.counts.found });
  return result;
}
