// Writes an evidence bundle of one case: the originals its pins stand on, what a browser needs to show them, the case's facts,
// the report, the viewer, the custody log. Originals are compared with the fingerprint taken when they were indexed.

import { basename, dirname, join } from "node:path";
import { mkdir, rm } from "node:fs/promises";
import { BUNDLE_PATHS, type BundleFile, type BundlePinSource } from "../../contract/bundle.ts";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import type { OutputOf, ParsedInputOf } from "../../contract/methods.ts";
import type { PinSource } from "../../contract/model.ts";
import { asMediaMs, asTrueMs } from "../../contract/time.ts";
import { isoFromInstant } from "../../contract/time-text.ts";
import { readEpochs } from "../clocks/clock-handlers.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { isWebPlayable } from "../media/containers.ts";
import { makeCut } from "../media/cut.ts";
import { frameOfFile, proxyPath, requestProxy, requireOriginal } from "../media/media-handlers.ts";
import { withReadablePath } from "../media/readable-path.ts";
import { requireCamera } from "../store/cameras.ts";
import { findDerived, listProblems, requireFile, type FileRow } from "../store/files.ts";
import { listGaps } from "../timeline/gaps.ts";
import { writeBag, type BagFile, type BagFiller } from "./bag-write.ts";
import { zipBag } from "./bag-zip-write.ts";
import { caseFacts } from "./case-facts.ts";
import { custodyExcerpt, custodyState } from "./custody-excerpt.ts";
import { createPayloadNames, safeSegment, type PayloadNames } from "./payload-names.ts";
import { renderReadme, renderReport } from "./report.ts";
import { CUSTODY_HEAD_LABEL } from "./verify-bundle.ts";
import { renderViewerPage } from "./viewer-page.ts";

export type ExportRequest = ParsedInputOf<"bundle.export">;
type CaseFile = OutputOf<"cases.read">;

/** The command line's result, as CLI.md names it. */
export interface ExportResult {
  readonly bundle: string;
  readonly files: number;
  readonly bytes: number;
  readonly tagmanifestSha256: string;
  readonly elapsedMs: number;
  readonly problems: readonly { readonly path: string; readonly code: string }[];
}

const STILL_WIDTH_PX = 640;

/** One run of an export: what has been put in so far. */
class BundleRun {
  readonly #context: EngineContext;
  readonly #handle: JobHandle;
  readonly #request: ExportRequest;
  readonly #caseFile: CaseFile;
  readonly #bag: BagFiller;
  readonly #names: PayloadNames = createPayloadNames();
  readonly files: BundleFile[] = [];
  readonly #originals = new Map<number, BundleFile>();
  readonly #playable = new Map<number, BundleFile>();
  readonly sourcesByPin = new Map<number, BundlePinSource[]>();

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
    if (this.#request.clips === "cut") return;
    const rows = fileIds.map((fileId) => requireOriginal(requireFile(this.#context.store.db, fileId)));
    this.#handle.report({ ...NO_PROGRESS, step: "copying", filesTotal: rows.length, bytesTotal: rows.reduce((sum, row) => sum + row.sizeBytes, 0) });
    for (const [i, row] of rows.entries()) {
      await this.#addOriginal(row);
      this.#handle.report({ filesDone: i + 1, item: basename(row.path) });
    }
    if (this.#request.clips === "original") for (const row of rows) if (!isWebPlayable(row.container, row.videoCodec)) await this.#addPlayableCopy(row);
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
    if (isWebPlayable(row.container, row.videoCodec)) this.#playable.set(row.fileId, added);
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
      if (job.state !== "done") return;
    }
    const derived = findDerived(store.db, row.fileId, "proxy");
    if (derived === null) return;
    const original = this.#originals.get(row.fileId)!;
    const { path } = this.#names.assign(`${basename(original.path)}.h264.mp4`, `playable/${this.#folderOf(row)}`);
    const file = await this.#bag.copyOriginal(proxyPath(this.#context, row.fileId), path);
    this.#playable.set(row.fileId, this.#derivedFile(row, path, "playable-copy", file, {
      sourcePath: original.path, sourceSha256: original.sha256, command: derived.command, tool: derived.tool, isTranscoded: !derived.command.includes("-c:v copy"), leadMs: null,
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
      inputPath, outputPath, container: row.container, videoCodec: row.videoCodec,
      mediaStartMs: source.mediaStartMs, mediaEndMs: source.mediaEndMs, signal: this.#handle.signal,
    }));
    const file = this.#derivedFile(row, path, "cut", await this.#bag.adopt(path), {
      sourcePath: this.#originals.get(row.fileId)?.path ?? null, sourceSha256: row.sha256 ?? "", command: cut.command, tool: cut.tool, isTranscoded: cut.isTranscoded, leadMs: cut.leadMs,
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
      if (error instanceof AppError && error.group === "media") return null;
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
      stillPath, sha256: row.sha256, mediaStartMs: source.mediaStartMs, mediaEndMs: source.mediaEndMs,
      startPts: source.startPts, endPts: source.endPts, timeBase: source.timeBase, startMs: source.startMs, endMs: source.endMs,
    };
  }
}

/** `2024-115 taken shrimp` made into a folder name that every system takes, with the moment of the export. */
function bundleName(caseFile: CaseFile, exportedMs: number, timezone: string): string {
  const stamp = isoFromInstant(exportedMs, timezone).replace(/[-:]/g, "").slice(0, 15).replace("T", "-");
  return `${safeSegment(caseFile.number)}-${stamp}`;
}

function factsOf(context: EngineContext, request: ExportRequest, caseFile: CaseFile, run: BundleRun, exportedMs: number) {
  const { db, timezone } = context.store;
  const cameraIds = [...new Set(caseFile.pins.map((pin) => pin.cameraId))];
  const startMs = caseFile.periodFromMs ?? asTrueMs(Math.min(...caseFile.pins.map((pin) => pin.startMs)));
  const endMs = caseFile.periodToMs ?? asTrueMs(Math.max(...caseFile.pins.map((pin) => pin.endMs)));
  return caseFacts({
    generator: `Quayline ${context.appVersion}`, exportedMs, exportedBy: context.requireActor(), lang: request.lang, timezone,
    theCase: caseFile, cameras: cameraIds.map((cameraId) => ({ ...requireCamera(db, cameraId), epochs: readEpochs(db, cameraId) })),
    files: run.files, pins: caseFile.pins, sourcesByPin: run.sourcesByPin, exhibits: caseFile.exhibits, observations: caseFile.observations,
    gaps: cameraIds.flatMap((cameraId) => listGaps(db, cameraId, { startMs, endMs })),
    custody: custodyState(db),
  });
}

async function fillBag(context: EngineContext, handle: JobHandle, request: ExportRequest, caseFile: CaseFile, bag: BagFiller, exportedMs: number) {
  const run = new BundleRun(context, handle, request, caseFile, bag);
  await run.addFootage();
  await run.addPins();
  handle.report({ ...NO_PROGRESS, step: "report" });
  const facts = factsOf(context, request, caseFile, run, exportedMs);
  await bag.write(BUNDLE_PATHS.caseJson, `${JSON.stringify(facts, null, 2)}\n`);
  await bag.write(BUNDLE_PATHS.custody, custodyExcerpt(context.store.db, caseFile.caseId, new Set(facts.cameras.map((camera) => camera.cameraId))));
  await bag.write(BUNDLE_PATHS.report, renderReport(facts));
  await bag.write(BUNDLE_PATHS.viewer, await renderViewerPage(facts));
  await bag.write(BUNDLE_PATHS.readme, `\ufeff${renderReadme(facts)}`);
  return facts.custody.head === null ? [] : [{ label: CUSTODY_HEAD_LABEL, value: facts.custody.head }];
}

/**
 * Exports a case under a job that is already running. Nothing stands at the target unless all of it was written and verified.
 * @throws AppError case-has-no-pins, target-exists, source-offline, original-changed, disk-full, export-verification-failed, cancelled
 */
export async function exportBundle(context: EngineContext, handle: JobHandle, request: ExportRequest, caseFile: CaseFile): Promise<ExportResult> {
  const startedMs = Date.now();
  if (caseFile.pins.length === 0) throw new AppError("case-has-no-pins", { number: caseFile.number });
  const { timezone } = context.store;
  const exportedMs = startedMs;
  const outPath = request.outPath ?? join(context.paths.exports, bundleName(caseFile, exportedMs, timezone));
  const log = (action: string, details: Record<string, unknown>, sha256: string | null) =>
    context.write("custody.append", { action, caseId: caseFile.caseId, object: { type: "bundle", id: basename(outPath), sha256 }, details });
  await log("bundle.export", { clips: request.clips, zip: request.zip, encrypted: request.passphrase !== null, pins: caseFile.pins.length }, null);
  try {
    const bag = await writeBag(outPath, (filler) => fillBag(context, handle, request, caseFile, filler, exportedMs), {
      signal: handle.signal, baggingDate: isoFromInstant(exportedMs, timezone).slice(0, 10),
      onProgress: ({ step, filesDone, filesTotal, bytesDone, bytesTotal, item }) => {
        if (step === "verifying") handle.report({ step, filesDone, filesTotal, bytesDone, bytesTotal, item, footageMsTotal: null });
        else handle.report({ bytesDone, item });
      },
      bagInfo: [
        { label: "External-Identifier", value: caseFile.number }, { label: "External-Description", value: caseFile.title },
        { label: "Bag-Software-Agent", value: `Quayline ${context.appVersion}` },
      ],
    });
    const packed = request.zip || request.passphrase !== null ? await packBag(bag.path, request.passphrase, handle) : null;
    await log("bundle.exported", { files: bag.files, bytes: bag.bytes }, bag.tagmanifestSha256);
    context.changed("custody");
    return { bundle: packed ?? bag.path, files: bag.files, bytes: bag.bytes, tagmanifestSha256: bag.tagmanifestSha256, elapsedMs: Date.now() - startedMs, problems: [] };
  } catch (error) {
    const code = handle.signal.aborted ? "cancelled" : error instanceof AppError ? error.code : "internal";
    await log("bundle.export-failed", { code, ...(error instanceof AppError && typeof error.params["path"] === "string" ? { path: error.params["path"] } : {}) }, null);
    context.changed("custody");
    throw error;
  }
}

/** The zip stands instead of the folder: who asked for a sealed parcel does not want it lying open beside it. */
async function packBag(bagPath: string, passphrase: string | null, handle: JobHandle): Promise<string> {
  handle.report({ ...NO_PROGRESS, step: "packing" });
  const zip = await zipBag(bagPath, `${bagPath}.zip`, {
    signal: handle.signal, ...(passphrase === null ? {} : { passphrase }),
    onProgress: ({ step, ...progress }) => handle.report({ step: step === "zipping" ? "packing" : "verifying", ...progress }),
  });
  await rm(bagPath, { recursive: true, force: true });
  return zip.path;
}
