// The tags of an FLV file, from head to head; their bodies are not read. Says where a second file was joined to the first and which bytes
// belong to no tag. Not here: times and pictures (ffprobe reads those). Layout: Adobe Flash Video File Format Specification 10.1, annex E.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { ByteWindow } from "./byte-window.ts";
import type { JoinedLayout } from "./joined-parts.ts";
import { WindowReader } from "./window-reader.ts";

/** Of the version that there is. */
export const FILE_HEAD_BYTES = 9;
const TAG_HEAD_BYTES = 11;
/** Behind each tag, and behind the file's head, stands the length of the tag before. */
export const LENGTH_BYTES = 4;
const SIGNATURE = Buffer.from("FLV\x01", "latin1");
const SOUND = 8;
const PICTURES = 9;
export const SCRIPT = 18;
const SCAN_BYTES = 1024 * 1024;
/** Bytes that look like a tag's head are looked at more closely so often; a file made of nothing else is not FLV. */
const CLOSE_LOOKS_MAX = 100_000;

/** Bytes [at, endAt) of a file: the head of one, a tag with the length behind it, or neither. `isCut`: a tag that the file's end cuts off. */
export interface FlvStep {
  readonly kind: "head" | "tag" | "lost";
  readonly at: number;
  readonly endAt: number;
  readonly isCut: boolean;
}

/** Two bits are reserved, one says that the body is encrypted. */
const hasTagKind = (byte: number): boolean => (byte & 0xc0) === 0 && [SOUND, PICTURES, SCRIPT].includes(byte & 0x1f);
/** The stream's number is always 0 (E.4.1). Not all writers keep to it. */
const hasNoStreamNumber = (head: Buffer): boolean => head.readUIntBE(8, 3) === 0;
const isFileHead = (bytes: Buffer): boolean =>
  bytes.length >= FILE_HEAD_BYTES + LENGTH_BYTES && bytes.subarray(0, 4).equals(SIGNATURE) && (bytes[4]! & 0xfa) === 0
  && bytes.readUInt32BE(5) === FILE_HEAD_BYTES && bytes.readUInt32BE(FILE_HEAD_BYTES) === 0;
const isTagHead = (bytes: Buffer): boolean => bytes.length >= TAG_HEAD_BYTES && hasTagKind(bytes[0]!) && hasNoStreamNumber(bytes);

class FlvWalk {
  /** Along the file: a read for each tag would take longer than ffprobe takes for all of it. */
  readonly #bytes: ByteWindow;
  /** For looks far ahead, which may lead anywhere: a few bytes each. */
  readonly #ahead: WindowReader;
  readonly #sizeBytes: number;
  readonly #signal: AbortSignal;
  #closeLooks = 0;

  constructor(file: FileHandle, sizeBytes: number, signal: AbortSignal) {
    this.#bytes = new ByteWindow(file, sizeBytes);
    this.#ahead = new WindowReader(file);
    this.#sizeBytes = sizeBytes;
    this.#signal = signal;
  }

  async *steps(fromAt: number): AsyncGenerator<FlvStep> {
    for (let at = fromAt; at < this.#sizeBytes;) {
      if (this.#signal.aborted) throw new AppError("cancelled");
      const step = await this.#stepAt(at, at === fromAt);
      yield step;
      at = step.endAt;
    }
  }

  async #stepAt(at: number, isFirst: boolean): Promise<FlvStep> {
    await this.#bytes.load(at, FILE_HEAD_BYTES + LENGTH_BYTES);
    const head = this.#bytes.view(at, FILE_HEAD_BYTES + LENGTH_BYTES);
    if (isFileHead(head)) return { kind: "head", at, endAt: at + FILE_HEAD_BYTES + LENGTH_BYTES, isCut: false };
    // The first head may be of another version, and longer.
    if (isFirst && head.length >= FILE_HEAD_BYTES) return { kind: "head", at, endAt: at + Math.max(FILE_HEAD_BYTES, head.readUInt32BE(5)) + LENGTH_BYTES, isCut: false };
    const endAt = hasTagKind(head[0] ?? 0) && head.length >= TAG_HEAD_BYTES ? at + TAG_HEAD_BYTES + head.readUIntBE(1, 3) + LENGTH_BYTES : null;
    const isTag = isTagHead(head);
    // A head of a few bytes is one where its kind is.
    const isCutHead = head.length < TAG_HEAD_BYTES && hasTagKind(head[0] ?? 0);
    if (endAt !== null && endAt <= this.#sizeBytes && (await this.#endsLikeTag(at, endAt, isTag))) return { kind: "tag", at, endAt, isCut: false };
    const next = await this.#seekStep(at + 1);
    const isCut = next === null && (isCutHead || (isTag && endAt! > this.#sizeBytes));
    return { kind: "lost", at, endAt: next ?? this.#sizeBytes, isCut };
  }

  /** The length behind a tag is its own; where a writer gets those wrong, another tag must follow, or nothing. */
  async #endsLikeTag(at: number, endAt: number, isTag: boolean): Promise<boolean> {
    const [behindAt, behindBytes] = [endAt - LENGTH_BYTES, LENGTH_BYTES + FILE_HEAD_BYTES + LENGTH_BYTES];
    const behind = this.#bytes.holds(behindAt, behindBytes) ? this.#bytes.view(behindAt, behindBytes) : await this.#ahead.read(behindAt, behindBytes);
    if (behind.length < LENGTH_BYTES) return false;
    if (behind.readUInt32BE(0) === behindAt - at) return true;
    const next = behind.subarray(LENGTH_BYTES);
    return isTag && (next.length === 0 || isTagHead(next) || isFileHead(next));
  }

  /** The next place that surely is a tag, or the head of a file. */
  async #seekStep(fromAt: number): Promise<number | null> {
    const leastBytes = TAG_HEAD_BYTES + LENGTH_BYTES;
    for (let at = fromAt; at + leastBytes <= this.#sizeBytes;) {
      if (this.#signal.aborted) throw new AppError("cancelled");
      await this.#bytes.load(at, leastBytes);
      const bytes = this.#bytes.view(at, SCAN_BYTES);
      if (bytes.length < leastBytes) return null;
      for (let i = 0; i + leastBytes <= bytes.length; i++) {
        const kind = bytes[i]!;
        if (kind !== PICTURES && kind !== SOUND && kind !== SCRIPT && kind !== SIGNATURE[0]) continue;
        const found = bytes.subarray(i, i + leastBytes);
        if (isFileHead(found)) return at + i;
        const endAt = at + i + leastBytes + found.readUIntBE(1, 3);
        if (!isTagHead(found) || endAt > this.#sizeBytes) continue;
        if (++this.#closeLooks > CLOSE_LOOKS_MAX) return null;
        if (await this.#endsLikeTag(at + i, endAt, false)) return at + i;
      }
      at += bytes.length - leastBytes + 1;
    }
    return null;
  }
}

/**
 * Heads, tags and what is neither, in the order of the file, from a head at `fromAt` to `endAt`.
 * @throws AppError cancelled; what reading the disk throws
 */
export const flvSteps = (file: FileHandle, fromAt: number, endAt: number, signal: AbortSignal): AsyncGenerator<FlvStep> => new FlvWalk(file, endAt, signal).steps(fromAt);

/** Walks a whole file that begins like FLV. @throws AppError cancelled; what reading the disk throws */
export async function readFlvLayout(file: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<JoinedLayout> {
  const starts: number[] = [];
  let skippedBytes = 0;
  let isCut = false;
  for await (const step of flvSteps(file, 0, sizeBytes, signal)) {
    if (step.kind === "head") starts.push(step.at);
    if (step.kind !== "lost") continue;
    if (step.isCut) isCut = true;
    else skippedBytes += step.endAt - step.at;
  }
  return { recordings: starts.map((startAt, i) => ({ startAt, endAt: starts[i + 1] ?? sizeBytes })), skippedBytes, isCut };
}
