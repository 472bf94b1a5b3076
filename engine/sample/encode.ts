// The only place of the sample that knows ffmpeg: raw frames in by a pipe, one file of footage out.
// Every option that could make two runs differ (threads, version strings, rate control by time) is switched off.
import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { RecorderKind, VideoCodec } from "./cameras.ts";

export interface EncodeOptions {
  readonly ffmpegPath: string;
  readonly path: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
  readonly keyFrameS: number;
  readonly codec: VideoCodec;
  /** Constant rate factor: larger is smaller and coarser. */
  readonly quality: number;
  readonly recorder: RecorderKind;
}

/** Takes frames one by one and ends with a finished file. */
export class Encoder {
  private readonly child: ChildProcess;
  private readonly options: EncodeOptions;
  private readonly ended: Promise<number | null>;
  private errorText = "";

  constructor(options: EncodeOptions) {
    this.options = options;
    this.child = spawn(options.ffmpegPath, encodeArguments(options), { stdio: ["pipe", "ignore", "pipe"], windowsHide: true });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.errorText = (this.errorText + text).slice(-2000)));
    // A broken pipe is reported by the exit code; without a listener it would end the process.
    this.child.stdin?.on("error", () => undefined);
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", (cause) => reject(new AppError("ffmpeg-missing", { path: options.ffmpegPath }, { cause })));
      this.child.once("close", (code) => resolve(code));
    });
    this.ended.catch(() => undefined);
  }

  /** The frame may be changed again once the promise is fulfilled. */
  async write(frame: Uint8Array): Promise<void> {
    const { stdin } = this.child;
    if (!stdin || stdin.destroyed || stdin.write(frame)) return;
    await Promise.race([new Promise((resolve) => stdin.once("drain", resolve)), this.ended]);
  }

  async finish(): Promise<void> {
    this.child.stdin?.end();
    const code = await this.ended;
    if (code !== 0) throw new AppError("ffmpeg-failed", { path: this.options.path, exitCode: code, message: this.errorText.trim() });
    if (this.options.recorder === "ivms") await prependHikvisionHead(this.options.path);
  }

  async stop(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended.catch(() => undefined);
    await rm(this.options.path, { force: true });
  }
}

function encodeArguments(options: EncodeOptions): string[] {
  const gop = String(Math.round(options.framesPerSecond * options.keyFrameS));
  const codec = options.codec === "hevc"
    ? ["-c:v", "libx265", "-preset", "ultrafast", "-crf", String(options.quality), "-tag:v", "hvc1",
      "-x265-params", `log-level=error:pools=none:frame-threads=1:wpp=0:keyint=${gop}:min-keyint=${gop}:scenecut=0:info=0:bframes=0:rd=1:rc-lookahead=1`]
    : ["-c:v", "libx264", "-preset", "veryfast", "-crf", String(options.quality), "-g", gop, "-keyint_min", gop, "-bf", "0",
      "-x264-params", "subme=1:me=dia:ref=1:rc-lookahead=10:scenecut=0"];
  return [
    "-v", "error", "-nostdin", "-y",
    "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${options.widthPx}x${options.heightPx}`, "-r", String(options.framesPerSecond), "-i", "pipe:0",
    ...codec, "-threads", "1", "-pix_fmt", "yuv420p", "-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m", "-color_range", "tv",
    "-flags:v", "+bitexact", "-fflags", "+bitexact", "-map_metadata", "-1",
    ...containerArguments(options.recorder), `file:${options.path}`,
  ];
}

function containerArguments(recorder: RecorderKind): string[] {
  switch (recorder) {
    case "ivms": return ["-f", "vob"];
    case "axis": return ["-f", "matroska"];
    case "plain-14": return ["-f", "mpegts"];
    default: return ["-f", "mp4"];
  }
}

/** The 40 bytes before Hikvision's program stream: mark, version 1.1, MPEG-PS, H.264; the rest is empty here. */
async function prependHikvisionHead(path: string): Promise<void> {
  const head = Buffer.alloc(40);
  head.write("IMKH", 0, "latin1");
  head.writeUInt16LE(0x0101, 4);
  head.writeUInt16LE(0x0002, 8);
  head.writeUInt16LE(0x0100, 10);
  const target = `${path}.head`;
  await writeFile(target, Buffer.concat([head, await readFile(path)]));
  await rename(target, path);
}

/** Cuts an mp4 off inside its media data, as a power loss does: what is left has no index ("moov"). */
export async function cutBeforeIndex(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(8);
    for (let at = 0; at + 8 <= size; ) {
      await file.read(head, 0, 8, at);
      const boxBytes = head.readUInt32BE(0);
      if (head.toString("latin1", 4, 8) === "mdat") {
        await file.truncate(at + Math.floor(boxBytes * 0.85));
        return;
      }
      if (boxBytes < 8) break;
      at += boxBytes;
    }
    throw new AppError("internal", { message: `No media data in ${path}` });
  } finally {
    await file.close();
  }
}

/** The first line of `ffmpeg -version`: other versions make other bytes. Throws `ffmpeg-missing`. */
export async function readFfmpegVersion(ffmpegPath: string): Promise<string> {
  const child = spawn(ffmpegPath, ["-version"], { stdio: ["ignore", "pipe", "ignore"], windowsHide: true });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
  await new Promise((resolve, reject) => {
    child.once("error", (cause) => reject(new AppError("ffmpeg-missing", { path: ffmpegPath }, { cause })));
    child.once("close", resolve);
  });
  return text.split("\n", 1)[0] ?? "";
}
