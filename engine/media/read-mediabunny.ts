// Packet times by mediabunny: from the header alone where the container has an index, without starting a process.
// Only the formats that it reads as well as ffmpeg does; damaged files are left to ffprobe.

import { setImmediate } from "node:timers/promises";
import { EncodedPacketSink, Input, Logging, LogLevel, MATROSKA, MP4, MPEG_TS, QTFF, WEBM, type InputFormat, type InputVideoTrack } from "mediabunny";
import { AppError } from "../../contract/errors.ts";
import { SAMPLES_MAX } from "./bmff-samples.ts";
import { jumpProblems, PLACED_TIME_BASE, placeAcrossJumps } from "./clock-jumps.ts";
import type { Container } from "./containers.ts";
import { hasShorterSteps } from "./field-packets.ts";
import { footageSource } from "./footage-source.ts";
import { FieldPairs, readAvcConfiguration, readSequence, unitsIn, type H264Sequence } from "./h264-pictures.ts";
import { mainPicture } from "./main-picture.ts";
import { refusal, squareSize, type RawTrack, type Refusal } from "./raw-track.ts";

// What is wrong with a file becomes its problems; the library's own words would stand among the lines of the command line.
Logging.level = LogLevel.Silent;

/** Never the format that names other files (HLS), whatever the bytes look like. */
const FORMATS: Partial<Record<Container, readonly InputFormat[]>> = {
  mp4: [MP4, QTFF], mov: [QTFF, MP4], mkv: [MATROSKA, WEBM], webm: [WEBM, MATROSKA], "mpeg-ts": [MPEG_TS],
};

/** ffmpeg's names are used throughout. */
const VIDEO_NAMES: Readonly<Record<string, string>> = { avc: "h264" };
const AUDIO_NAMES: Readonly<Record<string, string>> = { alaw: "pcm_alaw", ulaw: "pcm_mulaw" };

/** Frames that come out of a header come without a pause: others, limits and cancels get their turn after so many. */
const FRAMES_A_TURN = 4_096;

/** Packets looked into for fields where an index would spare reading them. */
const FIELDS_LOOKED_FOR = 100;

interface Pictures {
  readonly sequence: H264Sequence | null;
  /** Null: units stand behind start codes. */
  readonly lengthBytes: number | null;
}

/** A stream that is joined late begins with the rest of a group of pictures; some recorders write one a minute. */
const SEQUENCE_LOOKED_FOR = 2_000;

/** What an H.264 track says of its pictures; null for any other codec, and where it says nothing. */
async function picturesOf(track: InputVideoTrack, container: Container, signal: AbortSignal): Promise<Pictures | null> {
  if ((await track.getCodec()) !== "avc") return null;
  const description = (await track.getDecoderConfig())?.description;
  if (description !== undefined) return readAvcConfiguration(ArrayBuffer.isView(description) ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength) : new Uint8Array(description));
  if (container !== "mpeg-ts") return null;
  let left = SEQUENCE_LOOKED_FOR;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (signal.aborted) throw new AppError("cancelled");
    if (left-- === 0) break;
    const sequence = [...unitsIn(packet.data, null)].map(readSequence).find((found) => found !== null);
    if (sequence !== undefined) return { sequence, lengthBytes: null };
  }
  return null;
}

async function readStamps(track: InputVideoTrack, resolution: number, signal: AbortSignal, fields: FieldPairs | null): Promise<number[]> {
  const stamps: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: fields === null })) {
    if (stamps.length % FRAMES_A_TURN === 0) await setImmediate();
    if (signal.aborted) throw new AppError("cancelled");
    if (stamps.length === SAMPLES_MAX) throw new Error("claims more frames than there can be");
    if (fields?.isSecondField(packet.data) !== true) stamps.push(Math.round(packet.timestamp * resolution));
  }
  return stamps;
}

/** Null where every packet is a picture. `isFree`: packets are read whole in any case. */
async function fieldsIn(track: InputVideoTrack, pictures: Pictures | null, isFree: boolean): Promise<FieldPairs | null> {
  const sequence = pictures?.sequence ?? null;
  if (pictures === null || sequence?.mayHaveFields !== true) return null;
  if (isFree) return new FieldPairs(sequence, pictures.lengthBytes);
  const first = new FieldPairs(sequence, pictures.lengthBytes);
  let left = FIELDS_LOOKED_FOR;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    first.isSecondField(packet.data);
    if (first.fieldCount > 0) return new FieldPairs(sequence, pictures.lengthBytes);
    if (--left === 0) break;
  }
  return null;
}

/** Stamps of all pictures. Fields that come only later in a file show in its times. */
async function readPictures(track: InputVideoTrack, resolution: number, signal: AbortSignal, pictures: Pictures | null, isFree: boolean): Promise<number[]> {
  const fields = await fieldsIn(track, pictures, isFree);
  const stamps = await readStamps(track, resolution, signal, fields);
  const sequence = pictures?.sequence ?? null;
  if (fields !== null || pictures === null || sequence?.mayHaveFields !== true || !hasShorterSteps(stamps.toSorted((a, b) => a - b))) return stamps;
  return readStamps(track, resolution, signal, new FieldPairs(sequence, pictures.lengthBytes));
}

async function isStill(track: InputVideoTrack): Promise<boolean> {
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket({ metadataOnly: true });
  return first === null || (await sink.getNextPacket(first, { metadataOnly: true })) === null;
}

/** A transport stream has no size of its own, and of interlaced pictures mediabunny takes one field's: the sequence knows. */
async function shownSize(video: InputVideoTrack, container: Container, sequence: H264Sequence | null): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  if (container !== "mpeg-ts" || sequence === null) return { widthPx: await video.getDisplayWidth(), heightPx: await video.getDisplayHeight() };
  return squareSize(sequence.widthPx, sequence.heightPx, ...sequence.pixelShape);
}

/**
 * Reads one file. `creationTimeMs` is null: mediabunny does not tell it.
 * @throws AppError cancelled, and whatever mediabunny throws at a file that it cannot read
 */
export async function readWithMediabunny(path: string, container: Container, signal: AbortSignal): Promise<RawTrack | Refusal> {
  using input = new Input({ formats: [...FORMATS[container] ?? []], source: footageSource(path) });
  // A read that hangs (a network drive that went away) ends when the input is given up.
  const dispose = (): void => input.dispose();
  signal.addEventListener("abort", dispose, { once: true });
  try {
    // In the order of the file, as ffmpeg counts: mediabunny's own choice goes by bit rate and sound.
    const videos = await input.getVideoTracks();
    const video = videos[0];
    if (video === undefined) return refusal("no-video-track");
    if ((await mainPicture(videos, isStill)) !== video) throw new Error("a still before the footage");
    const audio = await input.getPrimaryAudioTrack();
    const resolution = Math.round(await video.getTimeResolution());
    const pictures = await picturesOf(video, container, signal);
    const all = await readPictures(video, resolution, signal, pictures, container === "mpeg-ts");
    // An edit list puts the frames before the cut below 0: players decode and never show them. In a transport stream a
    // negative stamp only means that its clock wrapped.
    const stamps = container === "mpeg-ts" ? all : all.filter((stamp) => stamp >= 0);
    // An index of samples cannot jump: its steps are lengths.
    const placed = container === "mp4" || container === "mov" ? null : placeAcrossJumps(stamps, 1000 / resolution, container);
    const codec = await video.getCodec();
    const audioCodec = audio === null ? null : await audio.getCodec();
    // Sound in a wrapping that mediabunny does not know, such as G.711 in Matroska: ffprobe names it.
    if (audio !== null && audioCodec === null) throw new Error("unknown audio");
    // Matroska has one length for all of its tracks: with several pictures in it that may be another one's.
    const isOwnClaim = (container !== "mkv" && container !== "webm") || videos.length === 1;
    const claimedS = isOwnClaim ? await video.getDurationFromMetadata().catch(() => null) : null;
    const firstS = stamps.reduce((least, stamp) => Math.min(least, stamp), Infinity) / resolution;
    return {
      videoCodec: codec === null ? null : (VIDEO_NAMES[codec] ?? codec),
      audioCodec: audioCodec === null ? null : (AUDIO_NAMES[audioCodec] ?? audioCodec),
      ...await shownSize(video, container, pictures?.sequence ?? null),
      timeBase: placed === null ? `1/${resolution}` : PLACED_TIME_BASE, stamps: placed?.stamps ?? stamps,
      startsAnewAt: placed?.jumps.map(({ index }) => placed.stamps[index]!) ?? [],
      claimedMs: placed !== null || claimedS === null || !Number.isFinite(firstS) ? null : (claimedS - firstS) * 1000,
      creationTimeMs: null, absoluteStartMs: null, problems: jumpProblems(placed?.jumps ?? []),
    };
  } finally {
    signal.removeEventListener("abort", dispose);
  }
}
