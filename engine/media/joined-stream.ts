// Files that were joined byte by byte, found, read and given to ffmpeg as one: which containers are joined so, and how each does it. For
// read-container.ts, and for whatever shows frames of such a file.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { readAsfLayout } from "./asf-objects.ts";
import { readBmffLayout } from "./bmff-files.ts";
import type { Container } from "./containers.ts";
import { readFlvLayout } from "./flv-tags.ts";
import { msPerStamp } from "./frame-index.ts";
import { joinedAsf } from "./joined-asf.ts";
import { joinedBmff } from "./joined-bmff.ts";
import { joinedFlv } from "./joined-flv.ts";
import { readByLayout, readParts, type JoinedLayout, type JoinedPart, type JoinedTrack } from "./joined-parts.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { openFootage } from "./open-footage.ts";
import type { RawTrack, Refusal } from "./raw-track.ts";

interface Joining {
  readonly layout: (file: FileHandle, sizeBytes: number, signal: AbortSignal) => Promise<JoinedLayout>;
  /** @param unitMs length of a stamp */
  readonly bytes: (file: FileHandle, parts: readonly JoinedPart[], signal: AbortSignal, unitMs: number) => AsyncGenerator<Buffer>;
}

const JOININGS = {
  flv: { layout: readFlvLayout, bytes: joinedFlv },
  asf: { layout: readAsfLayout, bytes: joinedAsf },
  mp4: { layout: readBmffLayout, bytes: joinedBmff },
  mov: { layout: readBmffLayout, bytes: joinedBmff },
} as const satisfies Partial<Record<Container, Joining>>;
type JoinedContainer = keyof typeof JOININGS;

export const mayBeJoined = (container: string | null): container is JoinedContainer => container !== null && Object.hasOwn(JOININGS, container);

async function layoutOf(path: string, container: JoinedContainer, signal: AbortSignal): Promise<JoinedLayout> {
  const file = await openFootage(path);
  try {
    return await JOININGS[container].layout(file, (await file.stat()).size, signal);
  } finally {
    await file.close();
  }
}

/** A file that may be several. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled; what reading the disk throws */
export async function readJoined(path: string, container: JoinedContainer, signal: AbortSignal, silenceMs: number): Promise<RawTrack | Refusal> {
  return readByLayout(path, container, await layoutOf(path, container, signal), signal, silenceMs);
}

const known = new KnownOfFiles<JoinedTrack | null>(16);
const SILENCE_MS = 120_000;

/** The parts of a file, remembered while it stays as it is. */
async function partsOf(path: string, container: JoinedContainer, signal: AbortSignal): Promise<JoinedTrack> {
  const track = await known.of(path, container, signal, async () => readParts(path, container, (await layoutOf(path, container, signal)).recordings, signal, SILENCE_MS));
  if (track === null) throw new AppError("file-unreadable", { path, detail: "no pictures" });
  return track;
}

/**
 * The parts as one file whose stamps are those of the index, from the part on that holds `fromPts`.
 * @throws AppError file-unreadable, ffmpeg-missing, cancelled; what reading the disk throws
 */
export async function* joinedStream(path: string, container: string | null, signal: AbortSignal, fromPts = -Infinity): AsyncGenerator<Buffer> {
  if (!mayBeJoined(container)) throw new AppError("file-unreadable", { path, detail: `${container} is not read in parts` });
  const { parts, first } = await partsOf(path, container, signal);
  const from = Math.max(0, parts.findLastIndex(({ stamps }) => stamps[0]! <= fromPts));
  const file = await openFootage(path);
  try {
    yield* JOININGS[container].bytes(file, parts.slice(from), signal, msPerStamp(first.timeBase));
  } finally {
    await file.close();
  }
}
