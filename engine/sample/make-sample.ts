// Draws the footage of the invented shrimp case, once per user and generator version, and copies it to where it is wanted.
// Plans the work and keeps the cache; drawing is in draw-camera.ts, names in recorders.ts, the account in truth.ts.
import { createHash } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError, errorFromFacts, throwIfAborted } from "../../contract/errors.ts";
import { type Run, SAMPLE_CAMERAS, type SampleCamera } from "./cameras.ts";
import type { DrawOrder, DrawReport } from "./draw-camera.ts";
import { cutBeforeIndex, readFfmpegVersion } from "./encode.ts";
import { matchPattern, runPath, sidecarsOf } from "./recorders.ts";
import { type BadFile, cameraTable, describeRun, makeTruth } from "./truth.ts";

export interface SampleProgress {
  readonly camerasDone: number;
  readonly cameras: number;
  readonly footageMsDone: number;
  readonly footageMs: number;
}

export interface MakeSampleOptions {
  readonly outDir: string;
  /** One folder per user; each version of the generator has its own below it. */
  readonly cacheDir: string;
  readonly ffmpegPath: string;
  readonly onProgress?: (progress: SampleProgress) => void;
  readonly signal?: AbortSignal;
  /** Only these cameras, by id; all without it. */
  readonly cameras?: readonly string[];
  /** At most this much of each file, for trying. */
  readonly secondsLimit?: number;
}

export interface SamplePaths {
  readonly footage: string;
  readonly cameras: string;
  readonly truth: string;
}

/** To be raised with every change of what is drawn or named; tests/engine/sample/generator-version.test.ts reminds of it. */
export const GENERATOR_VERSION = 1;

/** The run that a power loss cut off, and the download that never was one. */
const CUT_RUN: Run = { cameraStartMs: Date.UTC(2024, 10, 15, 6, 10, 0), durationMs: 30_000 };
const NO_VIDEO_PATH = "出租车候客区/NVR_ch2_main_20241115141207_20241115143207.mp4";
const NO_VIDEO_TEXT = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>WEB SERVICE</title></head>
<body><h3>会话已超时，请重新登录 (Session timeout)</h3>
<p>{"result":false,"error":{"code":287637505,"message":"Invalid session in request data!"},"session":"8f1c29a07d"}</p>
</body></html>
`;

interface Plan {
  readonly orders: readonly DrawOrder[];
  readonly footageMs: number;
  readonly cameras: readonly SampleCamera[];
  readonly limitMs: number;
}

/** Makes sure that the sample lies in `outDir`: draws it where the cache has none. Throws `cancelled` when aborted. */
export async function makeSample(options: MakeSampleOptions): Promise<SamplePaths> {
  throwIfAborted(options.signal);
  const key = await cacheKey(options);
  const cached = join(options.cacheDir, key);
  if (!existsSync(join(cached, "truth.json"))) await drawIntoCache(options, cached);
  throwIfAborted(options.signal);
  return copyOut(cached, options.outDir);
}

/** The same from sources and from a build, so that both share what was drawn. */
async function cacheKey(options: MakeSampleOptions): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFfmpegVersion(options.ffmpegPath));
  hash.update(JSON.stringify([options.cameras ?? null, options.secondsLimit ?? null]));
  return `${GENERATOR_VERSION}-${hash.digest("hex").slice(0, 16)}`;
}

async function drawIntoCache(options: MakeSampleOptions, cached: string): Promise<void> {
  const partial = `${cached}.${process.pid}.partial`;
  await mkdir(options.cacheDir, { recursive: true });
  await removeAbandoned(options.cacheDir);
  await rm(partial, { recursive: true, force: true });
  try {
    const footageDir = join(partial, "footage");
    const plan = makePlan(options, footageDir);
    await drawAll(plan, options);
    await finishFolder(plan, partial, footageDir);
    await rename(partial, cached).catch((error: unknown) => {
      // Another process was quicker; its folder is as good as ours.
      if (!existsSync(join(cached, "truth.json"))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Deletes half-made folders of processes that are gone. */
async function removeAbandoned(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = /\.(\d+)\.partial$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function makePlan(options: MakeSampleOptions, footageDir: string): Plan {
  const cameras = SAMPLE_CAMERAS.filter(({ cameraId }) => options.cameras?.includes(cameraId) ?? true);
  const limitMs = (options.secondsLimit ?? Infinity) * 1000;
  const orders = cameras.map((camera): DrawOrder => {
    const runs = camera.runs.map((run) => ({ run: { ...run, durationMs: Math.min(run.durationMs, limitMs) }, path: runPath(camera, run) }));
    if (camera.cameraId === "SJM-01") runs.push({ run: { ...CUT_RUN, durationMs: Math.min(CUT_RUN.durationMs, limitMs) }, path: runPath(camera, CUT_RUN) });
    return { cameraId: camera.cameraId, ffmpegPath: options.ffmpegPath, footageDir, runs };
  });
  const costOf = (order: DrawOrder): number => {
    const camera = cameraOf(order);
    return framesIn(camera, footageMsOf(order)) * camera.widthPx * camera.heightPx * (camera.codec === "hevc" ? 3 : 1);
  };
  const sorted = orders.toSorted((a, b) => costOf(b) - costOf(a));
  return { orders: sorted, cameras, limitMs, footageMs: orders.reduce((sum, order) => sum + footageMsOf(order), 0) };
}

const cameraOf = (order: DrawOrder): SampleCamera => SAMPLE_CAMERAS.find(({ cameraId }) => cameraId === order.cameraId)!;
const framesIn = (camera: SampleCamera, footageMs: number): number => (footageMs / 1000) * camera.framesPerSecond;
const footageMsOf = (order: DrawOrder): number => order.runs.reduce((sum, { run }) => sum + run.durationMs, 0);

/** Three cameras at once on two cores: while one waits for its encoder, another draws. */
async function drawAll(plan: Plan, options: MakeSampleOptions): Promise<void> {
  const { onProgress, signal } = options;
  let camerasDone = 0, footageMsDone = 0;
  const tell = (): void => onProgress?.({ camerasDone, cameras: plan.orders.length, footageMsDone, footageMs: plan.footageMs });
  tell();
  const waiting = [...plan.orders];
  const stop = new AbortController();
  const stopAll = (): void => stop.abort();
  signal?.addEventListener("abort", stopAll, { once: true });
  const work = async (): Promise<void> => {
    for (let order = waiting.shift(); order && !stop.signal.aborted; order = waiting.shift()) {
      await drawOne(order, stop.signal, (count) => {
        footageMsDone += (count * 1000) / cameraOf(order).framesPerSecond;
        tell();
      });
      camerasDone++;
      tell();
    }
  };
  try {
    const results = await Promise.allSettled(Array.from({ length: Math.max(3, availableParallelism()) }, () => work().catch((error: unknown) => {
      stop.abort();
      throw error;
    })));
    throwIfAborted(signal);
    for (const result of results) if (result.status === "rejected") throw result.reason;
  } finally {
    signal?.removeEventListener("abort", stopAll);
  }
}

function drawOne(order: DrawOrder, signal: AbortSignal, onFrames: (count: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = import.meta.url.endsWith(".ts") ? "./draw-camera.ts" : "./draw-camera.js";
    const worker = new Worker(new URL(file, import.meta.url), { workerData: order, execArgv: [] });
    const askToStop = (): void => worker.postMessage("stop");
    let failure: unknown = null;
    signal.addEventListener("abort", askToStop, { once: true });
    worker.on("message", (report: DrawReport) => {
      if (report.kind === "frames") onFrames(report.count);
      else failure = errorFromFacts(report.facts);
    });
    worker.once("error", (cause) => (failure = new AppError("worker-died", { message: String(cause) }, { cause })));
    worker.once("exit", () => {
      signal.removeEventListener("abort", askToStop);
      if (failure === null) resolve();
      else reject(failure);
    });
  });
}

/** What is not drawn: the cut file's end, the file that is no video, small files beside, the tables, and the dates of all. */
async function finishFolder(plan: Plan, folder: string, footageDir: string): Promise<void> {
  const badFiles: BadFile[] = [];
  const has = (id: string): boolean => plan.cameras.some(({ cameraId }) => cameraId === id);
  const place = (path: string): string => join(footageDir, ...path.split("/"));
  const recordings = plan.cameras.flatMap((camera) => camera.runs.map((run, index) => describeRun(camera, index, Math.min(run.durationMs, plan.limitMs))));
  for (const camera of plan.cameras) {
    for (const sidecar of camera.runs.flatMap((run) => sidecarsOf(camera, run))) await writeFile(place(sidecar.path), sidecar.text);
  }
  const shop = plan.cameras.find(({ cameraId }) => cameraId === "SJM-01");
  if (shop) {
    const path = runPath(shop, CUT_RUN);
    await cutBeforeIndex(place(path));
    await utimes(place(path), CUT_RUN.cameraStartMs / 1000, CUT_RUN.cameraStartMs / 1000);
    badFiles.push({ path, reason: "no-index", text: { zh: "断电截断：mp4 没有 moov 索引", en: "Cut off by a power loss: an mp4 without its moov index" } });
  }
  if (has("SJM-02")) {
    await writeFile(place(NO_VIDEO_PATH), NO_VIDEO_TEXT);
    badFiles.push({ path: NO_VIDEO_PATH, reason: "no-video", text: { zh: "不是录像：登录超时后下载到的网页", en: "No video: the web page that came instead of the download" } });
  }
  for (const recording of recordings) await utimes(place(recording.path), recording.cameraEndMs / 1000, recording.cameraEndMs / 1000);
  await writeFile(join(folder, "cameras.csv"), cameraTable(plan.cameras, matchPattern));
  // Last, because its presence says that the folder is complete.
  await writeFile(join(folder, "truth.json"), `${JSON.stringify(makeTruth(plan.cameras, recordings, badFiles), null, 2)}\n`);
}

/** Copies, not links: who tries what a changed byte does must not change the cache. */
async function copyOut(cached: string, outDir: string): Promise<SamplePaths> {
  const paths: SamplePaths = { footage: join(outDir, "footage"), cameras: join(outDir, "cameras.csv"), truth: join(outDir, "truth.json") };
  if (existsSync(paths.footage)) {
    if (!existsSync(paths.truth)) throw new AppError("target-exists", { path: paths.footage });
    await rm(paths.footage, { recursive: true });
  }
  for (const name of await readdir(cached, { recursive: true })) {
    const from = join(cached, name), to = join(outDir, name);
    const facts = await stat(from);
    if (facts.isDirectory()) continue;
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await utimes(to, facts.atime, facts.mtime);
  }
  return paths;
}
