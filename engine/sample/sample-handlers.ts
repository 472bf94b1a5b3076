// Requests for the sample case: draws its footage and, for an empty library, puts it in with its cameras and its case.
// The footage is invented and says so; it never goes into a library that holds real footage.

import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS, type JobProgress } from "../../contract/jobs.ts";
import type { InputOf, MethodName, OutputOf } from "../../contract/methods.ts";
import { asTrueMs } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { indexPaths } from "../ingest/index-job.ts";
import type { JobHandle } from "../jobs.ts";
import { ffmpegPath } from "../media/ffmpeg.ts";
import { countLibrary } from "../store/files.ts";
import { cameraList, caseTexts, exhibitName, reportedFacts, reportedStatements, UNREAD_CAMERA, type SampleLang } from "./reported.ts";
import type { SampleTruth } from "./truth.ts";

/** What `quayline sample` answers: the footage's folder, the camera list, and the file with all that is true of it. */
export interface SampleFootage {
  readonly footage: string;
  readonly cameras: string;
  readonly truth: string;
}

/** Calls another method of the engine. */
type Call = <M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal) => Promise<OutputOf<M>>;

/** Drawn once per user; libraries get hard links of it. */
function cacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"]
    ?? (process.platform === "win32" ? process.env["LOCALAPPDATA"] : process.platform === "darwin" ? join(homedir(), "Library", "Caches") : undefined)
    ?? join(homedir(), ".cache");
  return join(base, "quayline", "sample");
}

/** Draws the sample footage into a folder; what another run has drawn before is taken from the cache. */
export async function makeSampleFootage(
  outPath: string,
  onProgress: (progress: Partial<JobProgress>) => void,
  signal: AbortSignal,
): Promise<SampleFootage> {
  // What draws, and its fonts, takes 40 MB of memory: only where it is asked for.
  const { makeSample } = await import("./make-sample.ts");
  return makeSample({
    outDir: outPath, cacheDir: cacheFolder(), ffmpegPath: ffmpegPath(), signal,
    onProgress: ({ camerasDone, cameras, footageMsDone, footageMs }) => onProgress({
      step: "drawing", filesDone: camerasDone, filesTotal: cameras, footageMsDone, footageMsTotal: footageMs,
    }),
  });
}

/** Beside the library, because a library never holds originals. */
function besideLibrary(libraryPath: string): string {
  return join(dirname(libraryPath), `${basename(libraryPath)}-sample-footage`);
}

interface OpenOptions { readonly corrected: boolean; readonly pinned: boolean; readonly lang: SampleLang }

/** The case as it stands on the first day: what it is about, what was told, and what was written down. */
async function enterCase(truth: SampleTruth, call: Call, { pinned, lang }: Pick<OpenOptions, "pinned" | "lang">): Promise<OutputOf<"cases.create">> {
  const { case: suggested } = truth;
  const { title, cause, place } = caseTexts(truth, lang);
  const made = await call("cases.create", {
    number: suggested.number, title, cause, place,
    periodFromMs: asTrueMs(suggested.period.fromMs), periodToMs: asTrueMs(suggested.period.toMs), officers: [...suggested.officers],
  });
  for (const exhibit of suggested.exhibits) await call("exhibits.add", { caseId: made.caseId, name: exhibitName(exhibit.name, lang), count: exhibit.count });
  for (const statement of reportedStatements(lang)) await call("statements.add", { ...statement, caseId: made.caseId });
  for (const fact of reportedFacts(lang)) await call("facts.add", { ...fact, caseId: made.caseId });
  if (!pinned) return made;
  for (const pin of suggested.pins) {
    await call("pins.add", {
      caseId: made.caseId, cameraId: pin.cameraId, startMs: asTrueMs(pin.fromMs), endMs: asTrueMs(pin.toMs), title: pin.title.zh, note: pin.note ?? null,
    });
  }
  return made;
}

async function openSample(context: EngineContext, call: Call, input: OpenOptions, handle: JobHandle) {
  const paths = await makeSampleFootage(besideLibrary(context.paths.library), handle.report, handle.signal);
  const { readSampleTruth } = await import("./truth.ts");
  const truth = await readSampleTruth(paths.truth);
  handle.report({ ...NO_PROGRESS, step: "importing" });
  await call("cameras.import", { text: cameraList(await readFile(paths.cameras, "utf8"), input.lang), format: "csv" });
  await indexPaths({ paths: [paths.footage], cameraId: null, timezone: null, hash: true, check: false }, context, handle);
  for (const reading of truth.readings) {
    if (input.corrected || reading.cameraId !== UNREAD_CAMERA) await call("clock.add", { ...reading, trueMs: asTrueMs(reading.trueMs) });
  }
  const made = await enterCase(truth, call, input);
  return { ...paths, caseId: made.caseId, caseNumber: made.number };
}

export function sampleHandlers(context: EngineContext, call: Call): SomeHandlers<"sample.make" | "sample.open"> {
  return {
    "sample.make": async ({ outPath }) => ({
      jobId: await context.jobs.start("sample", null, (handle) => makeSampleFootage(outPath ?? besideLibrary(context.paths.library), handle.report, handle.signal)),
    }),
    "sample.open": async (input) => {
      const { fileCount } = countLibrary(context.store.db);
      if (fileCount > 0) throw new AppError("library-not-empty", { path: context.paths.library });
      context.requireActor();
      return { jobId: await context.jobs.start("sample", null, (handle) => openSample(context, call, input, handle)) };
    },
  };
}
