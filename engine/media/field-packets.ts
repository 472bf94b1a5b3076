// Which packets of an H.264 stream are the second field of the picture before, in containers that only ffmpeg reads: it hands over the
// packets one behind the other, and they are cut apart by the lengths that ffprobe tells. For read-ffprobe.ts.

import { z } from "zod";
import { AppError } from "../../contract/errors.ts";
import { inputOptions, runFfmpeg, runFfprobe } from "./ffmpeg.ts";
import { FieldPairs, readSequence, sequenceOfConfiguration, unitsIn } from "./h264-pictures.ts";
import type { ProbedFile } from "./picture-map.ts";
import { noteRead } from "./read-progress.ts";

/** Packets looked into before all of them are: where fields come at all they mostly come from the first picture on. */
const LOOKED_FOR = 100;
/** A field lasts half as long as a frame. */
const SHORT_STEP_SHARE = 0.75;
const TIME_LIMIT_MS = 3_600_000;
const SEQUENCE = 7;

/** How the units of packets are told apart, and what the stream's head says of its pictures. */
export interface PacketForm {
  /** How long each unit's length before it is; null: start codes stand between units (Annex B). */
  readonly lengthBytes: number | null;
  /** A unit that describes the pictures; null where only the packets themselves do. */
  readonly sequence: Uint8Array | null;
}

/** Takes packets as they come in pieces of any length, and tells of each whether it is a second field. */
export class PacketFields {
  readonly isSecond: boolean[] = [];
  readonly #sizes: readonly number[];
  readonly #lengthBytes: number | null;
  #pieces: Buffer[] = [];
  #heldBytes = 0;
  #sequence: Buffer = Buffer.alloc(0);
  #pairs: FieldPairs | null = null;
  #fieldCount = 0;

  /** @param sizes of the packets in their order, bytes */
  constructor(sizes: readonly number[], { lengthBytes, sequence }: PacketForm) {
    this.#sizes = sizes;
    this.#lengthBytes = lengthBytes;
    if (sequence !== null) this.#takeSequence(sequence);
  }

  get fieldCount(): number {
    return this.#fieldCount + (this.#pairs?.fieldCount ?? 0);
  }

  /** All packets came, and nothing else. */
  get isComplete(): boolean {
    return this.isSecond.length === this.#sizes.length && this.#heldBytes === 0;
  }

  take(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#heldBytes += piece.length;
    const first = this.#sizes[this.isSecond.length];
    if (first === undefined || this.#heldBytes < first) return;
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    let at = 0;
    for (let size = this.#sizes[this.isSecond.length]; size !== undefined && at + size <= bytes.length; size = this.#sizes[this.isSecond.length]) {
      this.#packet(bytes.subarray(at, at + size));
      at += size;
    }
    this.#pieces = at === bytes.length ? [] : [bytes.subarray(at)];
    this.#heldBytes = bytes.length - at;
  }

  #packet(packet: Buffer): void {
    for (const unit of unitsIn(packet, this.#lengthBytes)) {
      const type = (unit[0] ?? 0) & 0x1f;
      if (type === SEQUENCE) this.#takeSequence(unit);
      else if (type !== 0 && type < SEQUENCE - 1) break;
    }
    this.isSecond.push(this.#pairs?.isSecondField(packet) === true);
  }

  #takeSequence(unit: Uint8Array): void {
    const sequence = readSequence(unit);
    if (sequence === null || (this.#pairs !== null && this.#sequence.equals(unit))) return;
    this.#fieldCount = this.fieldCount;
    this.#sequence = Buffer.from(unit);
    this.#pairs = new FieldPairs(sequence, this.#lengthBytes);
  }
}

export interface FieldStream extends ProbedFile {
  /** ffmpeg's number of the stream. */
  readonly index: number;
}

const formOutput = z.object({ streams: z.tuple([z.object({ nal_length_size: z.string().optional(), extradata: z.string().optional() })]) });

/** What ffprobe prints of bytes: lines of `00000010: 0100 0568 ce3c 8000                      ...h.<..`. */
function bytesFromDump(dump: string): Buffer {
  return Buffer.from(dump.split("\n").map((line) => line.slice(10, 50).replaceAll(" ", "")).join(""), "hex");
}

async function formOf(stream: FieldStream): Promise<PacketForm> {
  const { output } = await runFfprobe({ ...stream, args: ["-select_streams", String(stream.index), "-show_streams", "-show_data", "-of", "json"] });
  const [{ nal_length_size: length, extradata }] = formOutput.parse(JSON.parse(output)).streams;
  const head = bytesFromDump(extradata ?? "");
  const lengthBytes = Number(length ?? 0);
  if (lengthBytes === 0) return { lengthBytes: null, sequence: [...unitsIn(head, null)].find((unit) => ((unit[0] ?? 0) & 0x1f) === SEQUENCE) ?? null };
  return { lengthBytes, sequence: sequenceOfConfiguration(head) };
}

async function walkPackets({ inputPath, demuxer, index, range, signal }: FieldStream, form: PacketForm, sizes: readonly number[], limit: readonly string[]): Promise<PacketFields> {
  const fields = new PacketFields(sizes, form);
  await runFfmpeg({
    inputPath, range: range ?? null, inputOptions: [...inputOptions(demuxer, range ? "file,subfile" : "file,pipe"), "-copyts"],
    // Packets as they are, also what stands before the first keyframe.
    outputOptions: ["-map", `0:${index}`, "-c:v", "copy", "-copyinkf:v", ...limit, "-f", "data"],
    outputPath: null, signal, timeLimitMs: TIME_LIMIT_MS,
    onOutput: (piece) => {
      noteRead(piece.length);
      fields.take(piece);
    },
  });
  return fields;
}

/** Whether some of the later steps are as much shorter than the first ones as fields are than frames. `stamps` in the order of decoding. */
export function hasShorterSteps(stamps: readonly number[] | Float64Array): boolean {
  const step = (i: number): number => stamps[i]! - stamps[i - 1]!;
  const first = Float64Array.from({ length: Math.min(LOOKED_FOR, stamps.length) - 1 }, (_, i) => step(i + 1)).filter((one) => one > 0).sort();
  const limit = SHORT_STEP_SHARE * (first[first.length >> 1] ?? 0);
  for (let i = LOOKED_FOR; i < stamps.length; i++) if (step(i) > 0 && step(i) < limit) return true;
  return false;
}

/** `none`: every packet is a picture. `unknown`: nothing says which packets belong together. Else of each packet whether it is a second field. */
export type SecondFields = "none" | "unknown" | readonly boolean[];

/**
 * @param sizes of all packets of the stream, bytes
 * @param isLateLikely whether their times look as if fields came later
 * @throws AppError ffmpeg-missing, cancelled; ffmpeg-failed where it takes too long
 */
export async function secondFields(stream: FieldStream, sizes: readonly number[], isLateLikely: boolean): Promise<SecondFields> {
  try {
    const form = await formOf(stream);
    const first = await walkPackets(stream, form, sizes.slice(0, LOOKED_FOR), ["-frames:v", String(LOOKED_FOR)]);
    if (first.isComplete && first.fieldCount === 0 && !isLateLikely) return "none";
    const all = await walkPackets(stream, form, sizes, []);
    if (all.isComplete) return all.fieldCount === 0 ? "none" : all.isSecond;
    return all.fieldCount === 0 ? "none" : "unknown";
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed") return "unknown";
    throw error;
  }
}
