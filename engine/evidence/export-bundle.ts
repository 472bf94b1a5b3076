// Writes an evidence bundle of one case: its footage (bundle-footage.ts), the case's facts, the report, the viewer, the custody
// log. What the library knows is read in one moment at the start, so that all parts of a bundle agree with each other.

import { basename, join, resolve } from "node:path";
import { access, rm } from "node:fs/promises";
import { BUNDLE_PATHS } from "../../contract/bundle.ts";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { asTrueMs } from "../../contract/time.ts";
import { isoFromInstant } from "../../contract/time-text.ts";
import { readCaseFile } from "../cases/case-file.ts";
import { ExhibitQuestion } from "../cases/exhibit-continuity.ts";
import { readPinOrder } from "../cases/order.ts";
import { readEpochs } from "../clocks/clock-handlers.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { requireCamera } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import { listGaps } from "../timeline/gaps.ts";
import { writeBag, type BagFiller, type WriteBagOptions } from "./bag-write.ts";
import { zipBag } from "./bag-zip-write.ts";
import { BundleFootage, type BundleProblem, type CaseFile, type ExportRequest } from "./bundle-footage.ts";
import { caseFacts } from "./case-facts.ts";
import { custodyExcerpt, custodyState } from "./custody-excerpt.ts";
import { safeSegment } from "./payload-names.ts";
import { renderReadme, renderReport } from "./report.ts";
import { CUSTODY_HEAD_LABEL } from "./verify-bundle.ts";
import { renderViewerPage } from "./viewer-page.ts";

/** The command line's result, as CLI.md names it. */
export interface ExportResult {
  readonly bundle: string;
  readonly files: number;
  readonly bytes: number;
  readonly tagmanifestSha256: string;
  readonly elapsedMs: number;
  /** What the bundle lacks, though it is whole: a copy for the browser, a still. */
  readonly problems: readonly BundleProblem[];
}

/** `2024-115` made into a folder name that every system takes, with the moment of the export. */
function bundleName(caseFile: CaseFile, exportedMs: number, timezone: string): string {
  const stamp = isoFromInstant(exportedMs, timezone).replace(/[-:]/g, "").slice(0, 15).replace("T", "-");
  return `${safeSegment(caseFile.number)}-${stamp}`;
}

/** All that a bundle tells from the library, as it was at one moment: clocks and pins may change while footage is copied. */
function readSnapshot(db: ReadDb, caseId: number) {
  const caseFile = readCaseFile(db, caseId);
  const cameraIds = [...new Set(caseFile.pins.map((pin) => pin.cameraId))];
  const startMs = caseFile.periodFromMs ?? asTrueMs(Math.min(...caseFile.pins.map((pin) => pin.startMs)));
  const endMs = caseFile.periodToMs ?? asTrueMs(Math.max(...caseFile.pins.map((pin) => pin.endMs)));
  const originalPaths = caseFile.pins.flatMap((pin) => pin.sources.map((source) => source.path));
  return {
    caseFile,
    orders: readPinOrder(db, caseId),
    cameras: cameraIds.map((cameraId) => ({ ...requireCamera(db, cameraId), epochs: readEpochs(db, cameraId) })),
    gaps: cameraIds.flatMap((cameraId) => listGaps(db, cameraId, { startMs, endMs })),
    continuity: caseFile.exhibits.map(({ exhibitId }) => new ExhibitQuestion(db, caseId, exhibitId, null).continuity()),
    custody: custodyState(db),
    custodyLines: custodyExcerpt(db, { caseId, cameraIds: new Set(cameraIds), originalPaths }),
  };
}
type Snapshot = ReturnType<typeof readSnapshot>;

interface Export {
  readonly context: EngineContext;
  readonly handle: JobHandle;
  readonly request: ExportRequest;
  readonly snapshot: Snapshot;
  readonly exportedMs: number;
}

function factsOf({ context, request, snapshot, exportedMs }: Export, footage: BundleFootage) {
  const { caseFile, continuity, orders, cameras, gaps, custody } = snapshot;
  return caseFacts({
    generator: `Quayline ${context.appVersion}`, exportedMs, exportedBy: context.requireActor(), lang: request.lang, timezone: context.store.timezone,
    theCase: caseFile, cameras, files: footage.files, pins: caseFile.pins, sourcesByPin: footage.sourcesByPin,
    orders, exhibits: caseFile.exhibits, observations: caseFile.observations, told: caseFile, continuity, gaps, custody,
  });
}

async function fillBag(run: Export, footage: BundleFootage, bag: BagFiller) {
  const { handle, snapshot } = run;
  await footage.addFootage();
  await footage.addPins();
  handle.report({ ...NO_PROGRESS, step: "report" });
  const facts = factsOf(run, footage);
  await bag.write(BUNDLE_PATHS.caseJson, `${JSON.stringify(facts, null, 2)}\n`);
  await bag.write(BUNDLE_PATHS.custody, snapshot.custodyLines);
  await bag.write(BUNDLE_PATHS.report, renderReport(facts));
  await bag.write(BUNDLE_PATHS.viewer, await renderViewerPage(facts));
  await bag.write(BUNDLE_PATHS.readme, `\ufeff${renderReadme(facts)}`);
  return facts.custody.head === null ? [] : [{ label: CUSTODY_HEAD_LABEL, value: facts.custody.head }];
}

function bagOptions({ context, handle, snapshot, exportedMs }: Export): WriteBagOptions {
  return {
    signal: handle.signal, baggingDate: isoFromInstant(exportedMs, context.store.timezone).slice(0, 10),
    onProgress: ({ step, filesDone, filesTotal, bytesDone, bytesTotal, item }) => {
      if (step === "verifying") handle.report({ step, filesDone, filesTotal, bytesDone, bytesTotal, item, footageMsTotal: null });
      else handle.report({ bytesDone, item });
    },
    bagInfo: [
      { label: "External-Identifier", value: snapshot.caseFile.number }, { label: "External-Description", value: snapshot.caseFile.title },
      { label: "Bag-Software-Agent", value: `Quayline ${context.appVersion}` },
    ],
  };
}

/** Hours of copying must not end in front of a file that was there from the start. */
async function requireFreeTargets(outPath: string, isPacked: boolean): Promise<void> {
  for (const path of isPacked ? [outPath, `${outPath}.zip`] : [outPath]) {
    if (await access(path).then(() => true, () => false)) throw new AppError("target-exists", { path });
  }
}

/**
 * Exports a case under a job that is already running. Nothing stands at the target unless all of it was written and verified.
 * @throws AppError case-has-no-pins, target-exists, source-offline, original-changed, disk-full, export-verification-failed, cancelled
 */
export async function exportBundle(context: EngineContext, handle: JobHandle, request: ExportRequest): Promise<ExportResult> {
  const exportedMs = Date.now();
  const { store } = context;
  const asked = readCaseFile(store.db, request.caseId);
  if (asked.pins.length === 0) throw new AppError("case-has-no-pins", { number: asked.number });
  const outPath = resolve(request.outPath ?? join(context.paths.exports, bundleName(asked, exportedMs, store.timezone)));
  const isPacked = request.zip || request.passphrase !== null;
  const log = (action: string, details: Record<string, unknown>, sha256: string | null) =>
    context.write("custody.append", { action, caseId: request.caseId, object: { type: "bundle", id: basename(outPath), sha256 }, details });
  await log("bundle.export", { clips: request.clips, zip: request.zip, encrypted: request.passphrase !== null, pins: asked.pins.length }, null);
  try {
    await requireFreeTargets(outPath, isPacked);
    const run: Export = { context, handle, request, snapshot: readSnapshot(store.db, request.caseId), exportedMs };
    const problems: BundleProblem[] = [];
    const bag = await writeBag(outPath, async (filler) => {
      const footage = new BundleFootage(context, handle, request, run.snapshot.caseFile, filler);
      const lateInfo = await fillBag(run, footage, filler);
      problems.push(...footage.problems);
      return lateInfo;
    }, bagOptions(run));
    const bundle = isPacked ? await packBag(bag.path, request.passphrase, handle) : bag.path;
    await log("bundle.exported", { files: bag.files, bytes: bag.bytes, problems: problems.length }, bag.tagmanifestSha256);
    return { bundle, files: bag.files, bytes: bag.bytes, tagmanifestSha256: bag.tagmanifestSha256, elapsedMs: Date.now() - exportedMs, problems };
  } catch (error) {
    const code = handle.signal.aborted ? "cancelled" : error instanceof AppError ? error.code : "internal";
    await log("bundle.export-failed", { code, ...(error instanceof AppError && typeof error.params["path"] === "string" ? { path: error.params["path"] } : {}) }, null);
    throw error;
  } finally {
    context.changed("custody");
  }
}

/**
 * The zip stands instead of the folder: who asked for a sealed parcel does not want it lying open beside it. The folder goes
 * also where packing fails or is cancelled.
 */
async function packBag(bagPath: string, passphrase: string | null, handle: JobHandle): Promise<string> {
  handle.report({ ...NO_PROGRESS, step: "packing" });
  try {
    const zip = await zipBag(bagPath, `${bagPath}.zip`, {
      signal: handle.signal, ...(passphrase === null ? {} : { passphrase }),
      onProgress: ({ step, ...progress }) => handle.report({ step: step === "zipping" ? "packing" : "verifying", ...progress }),
    });
    return zip.path;
  } finally {
    await rm(bagPath, { recursive: true, force: true });
  }
}
