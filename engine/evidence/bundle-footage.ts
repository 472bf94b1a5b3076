// Puts a case's footage into a bundle: the originals its pins stand on, copies that a browser plays, cuts and stills. Originals
// are compared with the fingerprint taken when they were indexed. What else lies in a bundle: export-bundle.ts.

import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { mkdir } from "node:fs/promises";
import { BUNDLE_PATHS, type BundleFile, type BundlePinSource } from "../../contract/bundle.ts";
import { AppError, type ErrorParams } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import type { OutputOf, ParsedInputOf } from "../../contract/methods.ts";
import type { PinSource } from "../../contract/model.ts";
import { asMediaMs } from "../../contract/time.ts";
import type { EngineContext } from "../engine-context.ts";
import { openHashPool } from "../ingest/hash-pool.ts";
import type { JobHandle } from "../jobs.ts";
import { isWebPlayable } from "../media/containers.ts";
import { makeCut } from "../media/cut.ts";
import { frameOfFile } from "../media/media-handlers.ts";
import { proxyPath, requestProxy, requireOriginal } from "../media/proxy-jobs.ts";
import { withReadablePath } from "../media/readable-path.ts";
import { findDerived, listProblems, requireFile, type FileRow } from "../store/files.ts";
import type { BagFile, BagFiller } from "./bag-write.ts";
import { createPayloadNames, safeSegment, type PayloadNames } from "./payload-names.ts";

export type ExportRequest = ParsedInputOf<"bundle.export">;
export type CaseFile = OutputOf<"cases.read">;

/** Something that could not be added; the code is one of contract/errors.ts. */
export interface BundleProblem {
  readonly path: string;
  readonly code: string;
  readonly params: ErrorParams;
}

const STILL_WIDTH_PX = 640;

/** Without a fingerprint to compare, size and date are all that tells whether a file is the one that was indexed. @throws AppError original-changed */
function requireUnchanged(row: FileRow): FileRow {
  if (row.sha256 !== null) return row;
  const found = statSync(row.pathBytes);
  if (found.size !== row.sizeBytes || found.mtimeMs !== row.mtimeMs) throw new AppError("original-changed", { path: row.path });
  return row;
}

/** One export's footage: what has been put in so far. */
export class BundleFootage {
  readonly #context: EngineContext;
  readonly #handle: JobHandle;
  readonly #request: ExportRequest;
  readonly #caseFile: CaseFile;
  readonly #bag: BagFiller;
  readonly #names: PayloadNames = createPayloadNames();
  readonly files: BundleFile[] = [];
  readonly #originals = new Map<number, BundleFile>();
  readonly #playable = new Map<number, BundleFile>();
  /** Fingerprints of the originals as they were found now, by file. */
  readonly #sha256s = new Map<number, string>();
  readonly sourcesByPin = new Map<number, BundlePinSource[]>();
  /** What the bundle lacks, though it is whole. */
  readonly problems: BundleProblem[] = [];

  constructor(context: EngineContext, handle: JobHandle, request: ExportRequest, caseFile: CaseFile, bag: BagFiller) {
    this.#context = context;
    this.#handle = handle;
    this.#request = request;
    this.#caseFile = caseFile;
    this.#bag = bag;
    // Our own files in data/ keep their names whatever an original is called.
    for (const path of [BUNDLE_PATHS.caseJson, BUNDLE_PATHS.custody, BUNDLE_PATHS.report]) this.#names.assign(path.replace(/^data\//, ""));
  }

  async addFootage(): Promise<void> {
    const sources = this.#caseFile.pins.flatMap((pin) => pin.sources);
    const fileIds = [...new Set(sources.map((source) => source.fileId))];
    const rows = fileIds.map((fileId) => requireUnchanged(requireOriginal(requireFile(this.#context.store.db, fileId))));
    const bytesTotal = rows.reduce((sum, row) => sum + row.sizeBytes, 0);
    if (this.#request.clips === "cut") {
      this.#handle.report({ ...NO_PROGRESS, step: "hashing", filesTotal: rows.length, bytesTotal });
      return this.#checkOriginals(rows);
    }
    this.#handle.report({ ...NO_PROGRESS, step: "copying", filesTotal: rows.length, bytesTotal });
    for (const [i, row] of rows.entries()) {
      await this.#addOriginal(row);
      this.#handle.report({ filesDone: i + 1, item: basename(row.path) });
    }
    if (this.#request.clips === "original") for (const row of rows) if (!isWebPlayable(row.container, row.videoCodec, row.timeBase)) await this.#addPlayableCopy(row);
  }

  async addPins(): Promise<void> {
    const { pins } = this.#caseFile;
    this.#handle.report({ ...NO_PROGRESS, step: this.#request.clips === "original" ? "posters" : "cutting", filesTotal: pins.length });
    for (const [i, pin] of pins.entries()) {
      const sources: BundlePinSource[] = [];
      for (const [part, source] of pin.sources.entries()) sources.push(await this.#addPinSource(source, `pin-${i + 1}-${part + 1}`));
      this.sourcesByPin.set(pin.pinId, sources);
      this.#handle.report({ filesDone: i + 1, item: pin.title });
    }
  }

  /** A cut stands for its original, which is not in the bundle: that it still is what was indexed is found out before cutting. */
  async #checkOriginals(rows: readonly FileRow[]): Promise<void> {
    const pool = openHashPool(1);
    let bytesDone = 0;
    try {
      for (const [i, row] of rows.entries()) {
        const result = await pool.run({ pathBytes: row.pathBytes }, this.#handle.signal, (bytes) => {
          bytesDone += bytes;
          this.#handle.report({ bytesDone });
        });
        if ("failed" in result) throw new AppError("file-unreadable", { path: row.path, detail: result.failed });
        if (row.sha256 !== null && result.sha256 !== row.sha256) throw new AppError("original-changed", { path: row.path });
        this.#sha256s.set(row.fileId, result.sha256);
        this.#handle.report({ filesDone: i + 1, item: basename(row.path) });
      }
    } finally {
      await pool.close();
    }
  }

  #footageFacts(row: FileRow): Pick<BundleFile, "cameraId" | "time" | "problems"> {
    return {
      cameraId: row.cameraId,
      time: { source: row.timeSource, basis: row.timeBasis, confidence: row.timeConfidence, startCameraMs: row.startCameraMs },
      problems: listProblems(this.#context.store.db, row.fileId).map(({ code, params }) => ({ code, params: JSON.parse(params) as Record<string, string> })),
    };
  }

  #folderOf(row: FileRow): string {
    return safeSegment(row.cameraId ?? "camera");
  }

  async #addOriginal(row: FileRow): Promise<void> {
    const nameBytes = row.pathBytes.subarray(Math.max(row.pathBytes.lastIndexOf(47), process.platform === "win32" ? row.pathBytes.lastIndexOf(92) : -1) + 1);
    const { path } = this.#names.assign(nameBytes, `footage/${this.#folderOf(row)}`);
    const file = await this.#bag.copyOriginal(row.pathBytes, path, row.sha256 === null ? {} : { expectedSha256: row.sha256 });
    const isUtf8 = Buffer.from(row.path, "utf8").equals(row.pathBytes);
    const added: BundleFile = {
      path, role: "original", sizeBytes: file.sizeBytes, sha256: file.sha256,
      originalPath: row.path, originalPathBytes: isUtf8 ? null : row.pathBytes.toString("base64"),
      container: row.container, videoCodec: row.videoCodec, durationMs: row.durationMs, framesPerSecond: row.framesPerSecond,
      derivation: null, ...this.#footageFacts(row),
    };
    this.files.push(added);
    this.#originals.set(row.fileId, added);
    this.#sha256s.set(row.fileId, file.sha256);
    if (isWebPlayable(row.container, row.videoCodec, row.timeBase)) this.#playable.set(row.fileId, added);
  }

  /** The proxy that the window plays serves here too; it is made where it is missing. */
  async #addPlayableCopy(row: FileRow): Promise<void> {
    const { store, jobs } = this.#context;
    this.#handle.report({ ...NO_PROGRESS, step: "transcoding", item: basename(row.path), footageMsTotal: row.durationMs });
    const jobId = await requestProxy(this.#context, row.fileId);
    if (jobId !== null) {
      const job = await jobs.wait(jobId, this.#handle.signal);
      if (job.state === "cancelled") throw new AppError("cancelled");
      // The original goes along all the same; the page says that this browser cannot play it.
      if (job.state !== "done") {
        this.problems.push({ path: row.path, code: job.error?.code ?? "proxy-failed", params: { ...job.error?.params } });
        return;
      }
    }
    const derived = findDerived(store.db, row.fileId, "proxy");
    if (derived === null) return;
    const original = this.#originals.get(row.fileId)!;
    const { path } = this.#names.assign(`${basename(original.path)}.h264.mp4`, `playable/${this.#folderOf(row)}`);
    const file = await this.#bag.copyDerived(proxyPath(this.#context, row.fileId), path);
    this.#playable.set(row.fileId, this.#derivedFile(row, path, "playable-copy", file, {
      sourcePath: original.path, sourceSha256: original.sha256, command: derived.command, tool: derived.tool, isTranscoded: derived.command.includes("-c:v libx264"), leadMs: null,
    }, row.durationMs));
  }

  #derivedFile(row: FileRow, path: string, role: "playable-copy" | "cut", file: BagFile, derivation: NonNullable<BundleFile["derivation"]>, durationMs: number | null): BundleFile {
    const added: BundleFile = {
      path, role, sizeBytes: file.sizeBytes, sha256: file.sha256, originalPath: null, originalPathBytes: null,
      container: "mp4", videoCodec: "h264", durationMs, framesPerSecond: row.framesPerSecond, derivation, ...this.#footageFacts(row), problems: [],
    };
    this.files.push(added);
    return added;
  }

  async #addCut(row: FileRow, source: PinSource, name: string): Promise<{ readonly file: BundleFile; readonly leadMs: number }> {
    const { path } = this.#names.assign(`${name}.mp4`, `clips/${this.#folderOf(row)}`);
    const outputPath = join(this.#bag.partialDir, ...path.split("/"));
    await mkdir(dirname(outputPath), { recursive: true });
    requireOriginal(row);
    const cut = await withReadablePath(row.pathBytes, (inputPath) => makeCut({
      inputPath, outputPath, container: row.container, videoCodec: row.videoCodec, timeBase: row.timeBase, firstPts: row.firstPts,
      mediaStartMs: source.mediaStartMs, mediaEndMs: source.mediaEndMs, signal: this.#handle.signal,
    }));
    const file = this.#derivedFile(row, path, "cut", await this.#bag.adopt(path), {
      sourcePath: this.#originals.get(row.fileId)?.path ?? null, sourceSha256: this.#sha256s.get(row.fileId) ?? "", command: cut.command, tool: cut.tool, isTranscoded: cut.isTranscoded, leadMs: cut.leadMs,
    }, cut.durationMs);
    return { file, leadMs: cut.leadMs };
  }

  async #addStill(row: FileRow, source: PinSource, name: string): Promise<string | null> {
    try {
      const frame = await frameOfFile(this.#context, row.fileId, asMediaMs(source.mediaStartMs), STILL_WIDTH_PX, this.#handle.signal);
      const { path } = this.#names.assign(`${name}.jpg`, "stills");
      await this.#bag.write(path, frame.jpeg);
      return path;
    } catch (error) {
      // A frame that cannot be decoded is the footage's fault; the pin stays, without its picture.
      if (error instanceof AppError && error.group === "media") {
        this.problems.push({ path: row.path, code: error.code, params: error.params });
        return null;
      }
      throw error;
    }
  }

  async #addPinSource(source: PinSource, name: string): Promise<BundlePinSource> {
    const row = requireFile(this.#context.store.db, source.fileId);
    const stillPath = await this.#addStill(row, source, name);
    const whole = this.#playable.get(row.fileId) ?? null;
    const cut = this.#request.clips === "original" ? null : await this.#addCut(row, source, name);
    const lengthMs = source.mediaEndMs - source.mediaStartMs;
    return {
      originalPath: this.#originals.get(row.fileId)?.path ?? null,
      playablePath: cut?.file.path ?? whole?.path ?? null,
      playableStartMs: cut !== null ? cut.leadMs : whole === null ? null : source.mediaStartMs,
      playableEndMs: cut !== null ? cut.leadMs + lengthMs : whole === null ? null : source.mediaEndMs,
      stillPath, sha256: this.#sha256s.get(row.fileId) ?? row.sha256, mediaStartMs: source.mediaStartMs, mediaEndMs: source.mediaEndMs,
      startPts: source.startPts, endPts: source.endPts, timeBase: source.timeBase, startMs: source.startMs, endMs: source.endMs,
    };
  }
}
