// Takes folders of footage into the library, in passes that each make it more certain: a first look that places files on the
// timeline, their packets, their fingerprints. Repeating it costs a stat a file; interrupted, it goes on where it was.

import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import { PROBLEM_WEIGHTS, type ProblemCode } from "../../contract/problems.ts";
import { derivedFolders, type EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { listCameras } from "../store/cameras.ts";
import { chosenCameras } from "../store/choices.ts";
import type { ReadDb } from "../store/connection.ts";
import { listIntakes } from "../store/intakes.ts";
import { countPieces, exactBytes, findKnownFile, listProblems, stampOf, type KnownFile } from "../store/files.ts";
import { checkFiles } from "./check-files.ts";
import { hashFiles } from "./hash-files.ts";
import { inOrder } from "./in-order.ts";
import { applyPatterns } from "./apply-patterns.ts";
import { recognise, settleRoots, suspectsOf, type Recognised, type Suspect } from "./moved-files.ts";
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

/** `moved`: of those unchanged, the ones that the library knew from a path that is gone. */
export interface IndexCounts { readonly found: number; readonly indexed: number; readonly unchanged: number; readonly moved: number; readonly skipped: number; readonly failed: number }

/** The command line's result, as CLI.md names it. */
export interface IndexResult {
  readonly files: IndexCounts;
  readonly recordings: number;
  readonly footageMs: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  /** What each pass took: the look that fills the timeline, packets, fingerprints, decoding. */
  readonly passMs: { readonly look: number; readonly read: number; readonly hash: number; readonly check: number };
  readonly problems: readonly { readonly path: string; readonly pathBytes?: string; readonly code: string; readonly params: object; readonly message: null }[];
  /** Notices beyond NOTICES_MAX, which the files themselves still have. */
  readonly noticesLeftOut: number;
}

/** A disk of unnamed cameras has a notice a file: the list is for people, and the job's history keeps it. */
const NOTICES_MAX = 2_000;

/** Why a file gave no footage although nothing need be wrong with it. */
const PASSING: ReadonlySet<string> = new Set(["cannot-open", "missing-now", "read-timeout", "changed-while-reading"] satisfies ProblemCode[]);

/** So many files are looked at, or read, ahead of the one that is written next. */
const LOOKS_AHEAD = 64;
const READS_AHEAD = 32;

/** Files that are given their new path, and one entry in the log, together. */
const MOVES_AT_ONCE = 500;

/** What the first look left to be read, small enough to be kept of a hundred thousand files. */
interface Unread {
  readonly fileId: number;
  /** How much of its path lies below the folder that was given. */
  readonly relativeChars: number;
}

/** Whether a file gave no footage for a reason that passes. */
export function mayBeReadNow(db: ReadDb, { fileId, state }: Pick<KnownFile, "fileId" | "state">): boolean {
  if (state !== "failed") return false;
  // A file that came back has its `missing-now` taken from it.
  const problems = listProblems(db, fileId);
  return problems.length === 0 || problems.some(({ code }) => PASSING.has(code));
}

class IndexRun {
  readonly #context: EngineContext;
  readonly #handle: JobHandle;
  readonly #pool: ReadPool;
  readonly #writer: RecordWriter;
  readonly counts = { found: 0, indexed: 0, unchanged: 0, moved: 0, skipped: 0, failed: 0 };
  bytes = 0;
  /** Every file of this run, those that have not changed too. */
  readonly fileIds: number[] = [];
  readonly #unread: Unread[] = [];
  /** What may be known from a path that is gone; read whole once everything else is on the timeline. */
  readonly #suspects: Suspect[] = [];
  readonly #moves: { readonly from: string; readonly to: string }[] = [];

  constructor(context: EngineContext, handle: JobHandle, pool: ReadPool) {
    this.#context = context;
    this.#handle = handle;
    this.#pool = pool;
    this.#writer = new RecordWriter(context);
  }

  /** Finds files and places them by name and header. What was read before a cancel or an error is kept. */
  async look(files: AsyncIterable<WalkedFile>): Promise<void> {
    try {
      for await (const { file, looked } of inOrder(files, LOOKS_AHEAD, async (file) => ({ file, looked: await this.#lookAt(file) }))) {
        if (looked === null) continue;
        if (typeof looked === "object" && "candidates" in looked) this.#suspects.push(looked);
        else await this.#take(file, looked);
      }
      await this.#recogniseMoved();
    } finally {
      await this.#writer.finish();
      await settleRoots(this.#context, this.#moves);
    }
  }

  /** Null: it is none of ours. A number: the library has it as it is. A suspect: it may be one that the library has from elsewhere. */
  async #lookAt(file: WalkedFile): Promise<ReadFile | Suspect | number | null> {
    const { db } = this.#context.store;
    const known = findKnownFile(db, file.pathBytes);
    const isUnchanged = known !== null && file.problem === null && known.sizeBytes === file.sizeBytes && known.mtimeMs === file.mtimeMs;
    // One that could not be read because its disk went away in the middle is tried again.
    if (isUnchanged && !mayBeReadNow(db, known)) return known.fileId;
    return (known === null ? await suspectsOf(this.#context, file) : null) ?? this.#pool.look(file, this.#handle.signal);
  }

  /** Files that the library knows from a path that is gone get their new path; the others are looked at like any. */
  async #recogniseMoved(): Promise<void> {
    let batch: Recognised[] = [];
    const settle = async (): Promise<void> => {
      const settled = batch;
      batch = [];
      const moved = new Set((await this.#context.write("files.move", { moves: settled.flatMap(({ move }) => move ?? []), how: "sha256" })).moved);
      for (const { suspect: { file, candidates }, move } of settled) {
        const fileId = move !== null && moved.has(move.fileId) ? move.fileId : null;
        const looked = fileId ?? (await this.#pool.look(file, this.#handle.signal));
        if (looked === null) continue;
        if (fileId !== null) this.#moves.push({ from: candidates.find((each) => each.fileId === fileId)!.path, to: file.path });
        await this.#take(file, looked);
      }
    };
    for await (const recognised of recognise(this.#suspects, this.#handle)) {
      batch.push(recognised);
      if (batch.length >= MOVES_AT_ONCE) await settle();
    }
    if (batch.length > 0) await settle();
    this.counts.moved = this.#moves.length;
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
        this.#handle.report({ filesDone: ++filesDone, item: splitPath(read.record.path).name });
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
    return { files: { ...this.counts }, bytes: this.bytes, ...whatFilesHold(this.#context.store.db, this.fileIds), elapsedMs: Date.now() - startedMs, passMs };
  }
}

/** What some files hold, as the library has it: recordings, footage (copies counted once), what is wrong with them. */
export function whatFilesHold(db: ReadDb, fileIds: readonly number[]): Pick<IndexResult, "recordings" | "footageMs" | "problems" | "noticesLeftOut"> {
  let recordings = 0;
  let footageMs = 0;
  const problems: IndexResult["problems"][number][] = [];
  let noticesLeftOut = 0;
  let notices = 0;
  for (const fileId of fileIds) {
    const stamp = stampOf(db, fileId);
    if (stamp === null) continue;
    const pathBytes = exactBytes(stamp.path, stamp.pathBytes);
    recordings += countPieces(db, fileId);
    if (!stamp.isDuplicate) footageMs += stamp.durationMs ?? 0;
    for (const { code, params } of listProblems(db, fileId)) {
      if (PROBLEM_WEIGHTS[code] === "notice" && ++notices > NOTICES_MAX) noticesLeftOut++;
      else problems.push({ path: stamp.path, ...(pathBytes === null ? {} : { pathBytes }), code, params: JSON.parse(params) as object, message: null });
    }
  }
  return { recordings, footageMs, problems, noticesLeftOut };
}

/** Remembers the folders that were given; the folder of a file that was given alone. */
async function ensureRoots(context: EngineContext, paths: readonly string[]): Promise<void> {
  const folders = await Promise.all(paths.map(async (path) => {
    const real = await realpath(path).catch(() => null);
    const stats = real === null ? null : await stat(real).catch(() => null);
    return real === null || stats === null ? null : stats.isDirectory() ? real : dirname(real);
  }));
  await context.writeAsSystem("roots.ensure", { folders: folders.flatMap((path) => (path === null ? [] : [{ path, pathBytes: Buffer.from(path) }])) });
  context.changed("roots");
}

/**
 * Indexes files and folders under a job that is already running.
 * @throws AppError path-missing, ffmpeg-missing, disk-full, cancelled; never for what a file contains
 */
export function indexPaths(request: IndexRequest, context: EngineContext, handle: JobHandle): Promise<IndexResult> {
  return indexFiles(request, walkPaths(request.paths, handle.signal, derivedFolders(context.paths)), context, handle);
}

/** Indexes these files of the request's paths. @throws AppError as indexPaths does */
export async function indexFiles(request: IndexRequest, files: AsyncIterable<WalkedFile>, context: EngineContext, handle: JobHandle): Promise<IndexResult> {
  const startedMs = Date.now();
  const patterns = await readPatternFile(context.paths.library);
  await applyPatterns(context, patterns, handle.signal);
  await ensureRoots(context, request.paths);
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
    await timed("look", () => run.look(files));
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
