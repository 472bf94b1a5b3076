// FLV files that were joined byte by byte, for ffmpeg as one: it takes the second's head for a tag and reads no further. For joined-stream.ts.

import type { FileHandle } from "node:fs/promises";
import { FILE_HEAD_BYTES, flvSteps, LENGTH_BYTES, SCRIPT } from "./flv-tags.ts";
import type { JoinedPart } from "./joined-parts.ts";
import { noteRead } from "./read-progress.ts";

/** What a head says of sound and pictures, and no more. */
function asPlainHead(head: Buffer): Buffer {
  head.writeUInt32BE(FILE_HEAD_BYTES, 5);
  head.writeUInt32BE(0, FILE_HEAD_BYTES);
  return head;
}

/** A tag with its time moved: 24 bits, and the highest 8 behind them. What describes the pictures stands at 0, wherever they begin. */
function moved(tag: Buffer, shiftMs: number): Buffer {
  const ms = Math.max(0, tag.readUIntBE(4, 3) + tag[7]! * 2 ** 24 + shiftMs) % 2 ** 32;
  tag.writeUIntBE(ms % 2 ** 24, 4, 3);
  tag[7] = Math.floor(ms / 2 ** 24);
  return tag;
}

/** The parts as one FLV file whose stamps are those of the index. @throws AppError cancelled; what reading the disk throws */
export async function* joinedFlv(file: FileHandle, parts: readonly JoinedPart[], signal: AbortSignal): AsyncGenerator<Buffer> {
  for (const [i, part] of parts.entries()) {
    for await (const { kind, at, endAt } of flvSteps(file, part.startAt, part.endAt, signal)) {
      if (kind === "lost" || (kind === "head" && i > 0)) continue;
      // A head may claim to be as long as the file.
      const bytes = Buffer.alloc(kind === "head" ? FILE_HEAD_BYTES + LENGTH_BYTES : endAt - at);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
      noteRead(bytesRead);
      if (bytesRead < bytes.length) return;
      // A description tells of one part alone, and where its own keyframes were.
      if (kind === "tag" && (bytes[0]! & 0x1f) === SCRIPT) continue;
      yield kind === "head" ? asPlainHead(bytes) : moved(bytes, part.shift);
    }
  }
}
