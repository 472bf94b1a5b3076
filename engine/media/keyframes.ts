// Where keyframes stand in what a window plays: an original in mp4 or Matroska, or one of our copies. Read from the container's
// own index on request and remembered a while. Not stored: a copy made anew would contradict it.

import { stat } from "node:fs/promises";
import { EncodedPacketSink, FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } from "mediabunny";
import { AppError } from "../../contract/errors.ts";
import { asMediaMs, type MediaMs } from "../../contract/time.ts";

export interface Keyframes {
  /** Media times of keyframes, ascending; the original's first shown frame is 0. */
  readonly mediaMs: Float64Array<ArrayBuffer>;
  /** Where the first frame of this very file stands on that scale. */
  readonly firstMediaMs: MediaMs;
  /** True where nothing lies outside of what was asked for. */
  readonly isWhole: boolean;
}

export interface KeyframeRequest {
  readonly path: string;
  readonly container: string;
  /** Element time of media time 0 in the file, seconds: the original's first shown stamp; 0 for our copies, which are made so. */
  readonly zeroS: number;
  readonly fromMediaMs: number;
  readonly toMediaMs: number;
  readonly signal: AbortSignal;
}

/** Containers with a table of all samples: read whole, it costs no more than a part. */
const TABLED: ReadonlySet<string> = new Set(["mp4", "mov"]);
const WALKED: ReadonlySet<string> = new Set(["mkv", "webm"]);
const KEYS_MAX = 100_000;
const FILES_MAX = 48;

const remembered = new Map<string, Promise<Keyframes>>();

/** @throws AppError frame-unreadable where the container tells none, source-offline, cancelled */
export async function listKeyframes(request: KeyframeRequest): Promise<Keyframes> {
  const { path, container, zeroS } = request;
  if (!TABLED.has(container) && !WALKED.has(container)) throw new AppError("frame-unreadable", { path });
  const facts = await stat(path).catch((cause: unknown) => { throw new AppError("source-offline", { path }, { cause }); });
  const stretch = TABLED.has(container) ? "whole" : `${request.fromMediaMs} ${request.toMediaMs}`;
  const key = JSON.stringify([path, facts.size, facts.mtimeMs, zeroS, stretch]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const reading = readKeyframes(request, TABLED.has(container));
  remembered.set(key, reading);
  if (remembered.size > FILES_MAX) remembered.delete(remembered.keys().next().value!);
  reading.catch(() => remembered.delete(key));
  return reading;
}

async function readKeyframes({ path, zeroS, fromMediaMs, toMediaMs, signal }: KeyframeRequest, isWhole: boolean): Promise<Keyframes> {
  using input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source: new FilePathSource(path, { handleUnhandledError: () => undefined }) });
  const dispose = (): void => input.dispose();
  signal.addEventListener("abort", dispose, { once: true });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new AppError("frame-unreadable", { path });
    const sink = new EncodedPacketSink(track);
    const options = { metadataOnly: true };
    const toS = isWhole ? Infinity : zeroS + toMediaMs / 1000;
    const mediaMs: number[] = [];
    // Before the first frame there is no key packet to start from: then the first one is it.
    let packet = (isWhole ? null : await sink.getKeyPacket(zeroS + Math.max(0, fromMediaMs) / 1000, options)) ?? await sink.getFirstPacket(options);
    const first = await sink.getFirstPacket(options);
    if (packet !== null && packet.type !== "key") packet = await sink.getNextKeyPacket(packet, options);
    for (; packet !== null && packet.timestamp < toS && mediaMs.length < KEYS_MAX; packet = await sink.getNextKeyPacket(packet, options)) {
      if (signal.aborted) throw new AppError("cancelled");
      // What lies before an edit list's cut is decoded and never shown.
      if (packet.timestamp >= zeroS - 0.0005) mediaMs.push((packet.timestamp - zeroS) * 1000);
    }
    return { mediaMs: Float64Array.from(mediaMs).sort(), firstMediaMs: asMediaMs(first === null ? 0 : Math.max(0, (first.timestamp - zeroS) * 1000)), isWhole };
  } catch (cause) {
    if (signal.aborted) throw new AppError("cancelled", {}, { cause });
    throw cause instanceof AppError ? cause : new AppError("frame-unreadable", { path }, { cause });
  } finally {
    signal.removeEventListener("abort", dispose);
  }
}
