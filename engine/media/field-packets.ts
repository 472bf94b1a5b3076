// Which packets of an H.264 stream are the second field of the picture before, in containers that only ffmpeg reads: it hands over the stream
// itself, and its pictures are counted. For read-ffprobe.ts.

import { AppError } from "../../contract/errors.ts";
import { inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { FieldPairs, readSequence } from "./h264-pictures.ts";
import { noteRead } from "./read-progress.ts";

const START_CODE = Buffer.of(0, 0, 1);
/** As much of a unit as is looked at: a sequence's parameters, the head of a slice. */
const UNIT_BYTES = 256;
const SLICE = 1;
const IDR_SLICE = 5;
const SEQUENCE = 7;
/** A recorder codes fields from the first picture on or never. */
const LOOKED_FOR = 100;
const TIME_LIMIT_MS = 3_600_000;

/** Goes through a stream with start codes (Annex B) as it comes, and tells of each picture whether it is a second field. */
export class PictureWalk {
  readonly isSecond: boolean[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #sequence: Buffer = Buffer.alloc(0);
  #pairs: FieldPairs | null = null;
  #fieldCount = 0;

  get fieldCount(): number {
    return this.#fieldCount + (this.#pairs?.fieldCount ?? 0);
  }

  take(chunk: Buffer): void {
    this.#walk(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]), UNIT_BYTES);
  }

  /** No more comes. */
  end(): void {
    this.#walk(this.#rest, 0);
  }

  #walk(bytes: Buffer, neededBytes: number): void {
    let at = bytes.indexOf(START_CODE);
    while (at !== -1 && at + START_CODE.length + neededBytes <= bytes.length) {
      this.#unit(bytes.subarray(at + START_CODE.length, at + START_CODE.length + UNIT_BYTES));
      at = bytes.indexOf(START_CODE, at + START_CODE.length);
    }
    // Part of a start code may stand at the end.
    this.#rest = Buffer.from(bytes.subarray(at === -1 ? Math.max(0, bytes.length - START_CODE.length + 1) : at));
  }

  #unit(unit: Buffer): void {
    const type = (unit[0] ?? 0) & 0x1f;
    if (type === SEQUENCE && (this.#pairs === null || !unit.subarray(0, this.#sequence.length).equals(this.#sequence))) return this.#takeSequence(unit);
    // The first slice of a picture begins at its first block, which is written as a single bit.
    if ((type !== SLICE && type !== IDR_SLICE) || ((unit[1] ?? 0) & 0x80) === 0) return;
    this.isSecond.push(this.#pairs?.isSecondField(Buffer.concat([START_CODE, unit])) === true);
  }

  #takeSequence(unit: Buffer): void {
    const sequence = readSequence(unit);
    if (sequence === null) return;
    const next = unit.indexOf(START_CODE);
    this.#fieldCount = this.fieldCount;
    this.#sequence = Buffer.from(next === -1 ? unit : unit.subarray(0, next));
    this.#pairs = new FieldPairs(sequence, null);
  }
}

export interface FieldStream {
  readonly inputPath: string;
  readonly demuxer: string | null;
  /** ffmpeg's number of the stream. */
  readonly index: number;
  readonly signal: AbortSignal;
}

/** @param picturesMax a stream with more is gone through without counting on */
async function walkStream({ inputPath, demuxer, index, signal }: FieldStream, limit: readonly string[], picturesMax: number): Promise<PictureWalk> {
  const walk = new PictureWalk();
  await runFfmpeg({
    inputPath, inputOptions: [...inputOptions(demuxer), "-copyts"],
    // What stands before the first keyframe is a packet too.
    outputOptions: ["-map", `0:${index}`, "-c:v", "copy", "-copyinkf:v", ...limit, "-f", "h264"],
    outputPath: null, signal, timeLimitMs: TIME_LIMIT_MS,
    onOutput: (chunk) => {
      noteRead(chunk.length);
      if (walk.isSecond.length <= picturesMax) walk.take(chunk);
    },
  });
  walk.end();
  return walk;
}

/**
 * Of each of `packetCount` packets whether it is a second field. Null where there are no fields, and where pictures and packets are not as
 * many: then nothing says which is which.
 * @throws AppError ffmpeg-missing, cancelled
 */
export async function secondFields(stream: FieldStream, packetCount: number): Promise<readonly boolean[] | null> {
  try {
    if ((await walkStream(stream, ["-frames:v", String(LOOKED_FOR)], packetCount)).fieldCount === 0) return null;
    const { isSecond } = await walkStream(stream, [], packetCount);
    return isSecond.length === packetCount ? isSecond : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed") return null;
    throw error;
  }
}
