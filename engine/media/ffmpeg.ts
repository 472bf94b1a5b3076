// The only file that knows fluent-ffmpeg: finds the binaries, runs one command, reads what ffprobe says.
// Footage is hostile until read: no protocol but files, never a demuxer that opens other files. What to run stands elsewhere.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import fluent from "fluent-ffmpeg";
import { AppError } from "../../contract/errors.ts";
import { noteRead } from "./read-progress.ts";

const isWindows = process.platform === "win32";
const exe = (name: string): string => (isWindows ? `${name}.exe` : name);

/** ffmpeg gets SIGTERM and, where it does not end, SIGKILL after this. */
const KILL_AFTER_MS = 3_000;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The packaged app carries ffmpeg in its resources; `ffmpeg-static` is there where its download worked. */
function candidates(name: "ffmpeg" | "ffprobe"): string[] {
  const named = process.env[name === "ffmpeg" ? "QUAYLINE_FFMPEG" : "QUAYLINE_FFPROBE"];
  const beside = process.env["QUAYLINE_FFMPEG"];
  const resources = process.env["QUAYLINE_RESOURCES"];
  const found = [
    ...(named === undefined ? [] : [named]),
    ...(name === "ffprobe" && beside !== undefined ? [join(dirname(beside), exe("ffprobe"))] : []),
    ...(resources === undefined ? [] : [join(resources, "ffmpeg", exe(name))]),
  ];
  if (name === "ffmpeg") {
    try {
      const path = createRequire(import.meta.url)("ffmpeg-static") as unknown;
      if (typeof path === "string") found.push(path);
    } catch {
      // Not installed: the next place is asked.
    }
  }
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...found, ...onPath.map((folder) => join(folder, exe(name)))];
}

const known = new Map<string, string>();

function findTool(name: "ffmpeg" | "ffprobe"): string {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const path = candidates(name).find(isExecutable);
  if (path === undefined) throw new AppError("ffmpeg-missing", { name });
  known.set(name, path);
  return path;
}

/** @throws AppError ffmpeg-missing */
export const ffmpegPath = (): string => findTool("ffmpeg");
/** @throws AppError ffmpeg-missing */
export const ffprobePath = (): string => findTool("ffprobe");

/** A path as ffmpeg must get it: `-x.mp4`, `concat:a|b.mp4` and `%03d.mp4` are legal file names. */
export const fileUrl = (path: string): string => `file:${path}`;

/** ffmpeg's protocol documentation, "subfile". What follows the colon is an address of its own. */
const rangeUrl = (path: string, range: ByteRange | null): string =>
  (range === null ? fileUrl(path) : `subfile,,start,${range.startAt},end,${range.endAt},,:${fileUrl(path)}`);

/**
 * Options before an input. `demuxer` forces how it is read, which keeps a text called .mp4 from being taken for a playlist
 * that opens other files.
 */
export function inputOptions(demuxer: string | null, protocols: "file,pipe" | "file,subfile" = "file,pipe"): string[] {
  return ["-protocol_whitelist", protocols, ...(demuxer === null ? [] : ["-f", demuxer])];
}

/** Of 19: it gets what playing leaves over. */
const BACKGROUND_NICENESS = 10;

export interface FfmpegRun {
  readonly inputPath: string;
  /** The part of the file that is read; default the whole. `inputOptions` must allow `subfile` for it. */
  readonly range?: ByteRange | null;
  /** What ffmpeg reads instead of the file itself: frames of `inputPath` in another wrapping. */
  readonly inputStream?: AsyncIterable<Buffer> | null;
  readonly inputOptions: readonly string[];
  /** A second file that is read beside it: input 1 of the output options. */
  readonly beside?: { readonly path: string; readonly options: readonly string[] } | null;
  readonly outputOptions: readonly string[];
  /** File to write (overwritten), or null for standard output. */
  readonly outputPath: string | null;
  readonly signal: AbortSignal;
  /** Ends a run that hangs on a damaged file. */
  readonly timeLimitMs: number;
  /** Position reached in the footage, in milliseconds. */
  readonly onProgress?: (footageMs: number) => void;
  /** Gives way to whatever else the machine does. */
  readonly isBackground?: boolean;
  /** Every line that it logs. */
  readonly onMessage?: (line: string) => void;
  /** Takes standard output as it comes; `output` of the result is then empty. */
  readonly onOutput?: (chunk: Buffer) => void;
}

export interface FfmpegResult {
  /** Command line with paths replaced by INPUT and OUTPUT, for the derivation record. */
  readonly command: string;
  readonly output: Buffer;
  /** Last lines of what ffmpeg wrote: it exits 0 on damaged input, and only this tells. */
  readonly messages: string;
}

/** What a line of ffmpeg's own statistics says of how far it is, in milliseconds of footage; null: it is no such line, or says nothing yet. */
function progressMs(line: string): number | null {
  const mark = /^(?:frame|size)=.*\btime=\s*(\d+):(\d+):([\d.]+)/.exec(line);
  return mark === null ? null : ((Number(mark[1]) * 60 + Number(mark[2])) * 60 + Number(mark[3])) * 1000;
}

/** Command line for the record, without the names of this machine's folders. `pipe:0`: the frames of INPUT, wrapped by ourselves. */
function recordedCommand(run: FfmpegRun): string {
  const quoted = (option: string): string => (/^[\w@%+=:,./-]+$/.test(option) ? option : `'${option.replaceAll("'", "'\\''")}'`);
  return ["ffmpeg", "-nostdin", ...run.inputOptions, "-i", run.inputStream ? "pipe:0" : "INPUT", ...(run.beside ? [...run.beside.options, "-i", "BESIDE"] : []), ...run.outputOptions, run.outputPath === null ? "pipe:1" : "OUTPUT"].map(quoted).join(" ");
}

/**
 * Where standard output goes. It tells no "close": fluent-ffmpeg takes one that comes before the process has ended for a
 * failure and ends the process, and on a busy machine the output is over some milliseconds before the process is.
 */
function outputSink(take: (chunk: Buffer) => void): { readonly sink: Writable; readonly allTaken: Promise<void> } {
  const sink = new Writable({
    emitClose: false,
    write: (chunk: Buffer, _encoding, done) => {
      take(chunk);
      done();
    },
  });
  return { sink, allTaken: new Promise((resolve) => sink.once("finish", resolve)) };
}

/**
 * Runs one ffmpeg command to its end.
 * @throws AppError ffmpeg-missing, ffmpeg-failed (params.detail: its last words), cancelled
 */
export async function runFfmpeg(run: FfmpegRun): Promise<FfmpegResult> {
  if (run.signal.aborted) throw new AppError("cancelled");
  const chunks: Buffer[] = [];
  let messages = "";
  let timeLimitHit = false;
  const stream = run.inputStream ? Readable.from(run.inputStream) : null;
  const { sink, allTaken } = outputSink(run.onOutput ?? ((chunk) => chunks.push(chunk)));
  const command = fluent({ stdoutLines: 0, ...(run.isBackground === true && process.platform !== "win32" ? { niceness: BACKGROUND_NICENESS } : {}) }).setFfmpegPath(ffmpegPath())
    .input(stream ?? rangeUrl(run.inputPath, run.range ?? null)).inputOptions(["-nostdin", ...run.inputOptions]).outputOptions([...run.outputOptions]);
  if (run.beside) command.input(fileUrl(run.beside.path)).inputOptions([...run.beside.options]);
  const kill = (): void => {
    command.kill("SIGTERM");
    setTimeout(() => command.kill("SIGKILL"), KILL_AFTER_MS).unref();
  };
  const timer = setTimeout(() => {
    timeLimitHit = true;
    kill();
  }, run.timeLimitMs);
  run.signal.addEventListener("abort", kill, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      command.on("stderr", (line: string) => {
        messages = `${messages}${line}\n`.slice(-4_000);
        run.onMessage?.(line);
        // Not fluent-ffmpeg's own event: for that it starts an ffprobe of the file beside each run, which nobody could stop.
        const footageMs = progressMs(line);
        if (footageMs !== null) run.onProgress?.(footageMs);
      });
      command.on("error", reject);
      command.on("end", () => resolve());
      if (run.outputPath === null) command.pipe(sink);
      else command.output(fileUrl(run.outputPath)).run();
    });
    // It may have ended before all that it wrote was read.
    if (run.outputPath === null) await allTaken;
  } catch (cause) {
    if (run.signal.aborted) throw new AppError("cancelled", {}, { cause });
    const detail = timeLimitHit ? TIME_LIMIT_DETAIL : lastWords(messages, cause);
    throw new AppError(/No space left on device/.test(messages) ? "disk-full" : "ffmpeg-failed", { detail }, { cause });
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", kill);
    stream?.destroy();
  }
  return { command: recordedCommand(run), output: Buffer.concat(chunks), messages };
}

function lastWords(messages: string, cause: unknown): string {
  const lines = messages.trim().split("\n").filter((line) => line.trim() !== "");
  return (lines.at(-1) ?? (cause instanceof Error ? cause.message : String(cause))).slice(0, 300);
}

/** Bytes [startAt, endAt) of a file. */
export interface ByteRange {
  readonly startAt: number;
  readonly endAt: number;
}

export interface ProbeRun {
  /** The part of the file that is read; default the whole. */
  readonly range?: ByteRange | null;
  readonly args: readonly string[];
  readonly inputPath: string;
  readonly demuxer: string | null;
  readonly signal: AbortSignal;
  /** How long it may say nothing: what it prints of a file it prints while it reads. */
  readonly timeLimitMs: number;
  readonly outputMaxBytes?: number;
}

let childWatcher: ((childPid: number, isRunning: boolean) => void) | null = null;

/** Has each process of this thread that is started and that ends told: what ends the thread must end them too. */
export function watchChildren(told: (childPid: number, isRunning: boolean) => void): void {
  childWatcher = told;
}

/** `params.detail` of ffmpeg-failed where a run took too long. */
export const TIME_LIMIT_DETAIL = "time limit";

const working = new Map<string, Promise<void>>();
/** A program that a slow disk gives, or a virus scanner looks through first. */
const START_LIMIT_MS = 60_000;

/** Asked once of each: a program that does not start, or hangs, would let every file look damaged. @throws AppError ffmpeg-missing */
async function requireWorkingFfprobe(path: string): Promise<void> {
  const asked = working.get(path) ?? runPlain(path, ["-hide_banner", "-version"], START_LIMIT_MS).then((text) => {
    if (!text.startsWith("ffprobe version")) throw new Error(`not ffprobe: ${path}`);
  }).catch((cause: unknown) => {
    working.delete(path);
    throw new AppError("ffmpeg-missing", { name: "ffprobe" }, { cause });
  });
  working.set(path, asked);
  return asked;
}

/**
 * Runs ffprobe and answers what it printed, and its complaints.
 * @throws AppError ffmpeg-missing, also where it is there and does not work; ffmpeg-failed (params.detail: its last words), cancelled
 */
export async function runFfprobe(run: ProbeRun): Promise<{ readonly output: string; readonly messages: string }> {
  await requireWorkingFfprobe(ffprobePath());
  const args = ["-v", "error", ...inputOptions(run.demuxer, run.range ? "file,subfile" : "file,pipe"), ...run.args, "-i", rangeUrl(run.inputPath, run.range ?? null)];
  return new Promise((resolve, reject) => {
    let isSilent = false;
    const child = execFile(ffprobePath(), args, {
      signal: run.signal, killSignal: "SIGKILL", maxBuffer: run.outputMaxBytes ?? 16 * 1024 * 1024, windowsHide: true,
    }, (error, output, messages) => {
      clearTimeout(silence);
      if (child.pid !== undefined) childWatcher?.(child.pid, false);
      if (error === null) resolve({ output, messages });
      else if (run.signal.aborted) reject(new AppError("cancelled", {}, { cause: error }));
      else reject(new AppError("ffmpeg-failed", { detail: isSilent ? TIME_LIMIT_DETAIL : lastWords(messages, error) }, { cause: error }));
    });
    if (child.pid !== undefined) childWatcher?.(child.pid, true);
    const silence = setTimeout(() => {
      isSilent = true;
      child.kill("SIGKILL");
    }, run.timeLimitMs);
    child.stdout?.on("data", (text: string) => {
      noteRead(text.length);
      silence.refresh();
    });
  });
}

function runPlain(path: string, args: readonly string[], timeLimitMs = 10_000): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(path, args, { timeout: timeLimitMs, killSignal: "SIGKILL", maxBuffer: 4 * 1024 * 1024, windowsHide: true }, (error, output) => {
      if (error === null) resolve(output);
      else reject(new AppError("ffmpeg-failed", { detail: error.message }, { cause: error }));
    });
  });
}

let version: Promise<string> | null = null;

/** `ffmpeg 5.1.9-0+deb12u1`, for derivation records. */
export function ffmpegVersion(): Promise<string> {
  version ??= runPlain(ffmpegPath(), ["-hide_banner", "-version"]).then((text) => /^ffmpeg version (\S+)/.exec(text)?.[0].replace("version ", "") ?? "ffmpeg");
  return version;
}

export interface ToolFacts {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  readonly version: string;
  readonly encoders: readonly string[];
  readonly decoders: readonly string[];
}

/** What the tools at hand can do. @throws AppError ffmpeg-missing, ffmpeg-failed */
export async function describeTools(): Promise<ToolFacts> {
  const names = (text: string): string[] => [...text.matchAll(/^ [A-Z.]{6} (\S+)/gm)].map((match) => match[1]!);
  const [versionText, encoders, decoders] = await Promise.all([
    ffmpegVersion(), runPlain(ffmpegPath(), ["-hide_banner", "-encoders"]), runPlain(ffmpegPath(), ["-hide_banner", "-decoders"]),
  ]);
  return { ffmpegPath: ffmpegPath(), ffprobePath: ffprobePath(), version: versionText, encoders: names(encoders), decoders: names(decoders) };
}
