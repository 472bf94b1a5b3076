// Packet times by ffprobe: for the containers that only ffmpeg reads, and for damaged files of all others.

import { z } from "zod";
import { jumpProblems, PLACED_TIME_BASE, PLACED_PER_MS, placeAcrossJumps, type ClockJump } from "./clock-jumps.ts";
import { CONTAINER_READING, type Container } from "./containers.ts";
import { runFfprobe, type ByteRange } from "./ffmpeg.ts";
import { hasShorterSteps, secondFields } from "./field-packets.ts";
import { msPerStamp } from "./frame-index.ts";
import { laterTimeBase } from "./main-picture.ts";
import { stampsFromPackets, type PacketStamps } from "./packet-times.ts";
import { mainStream, type ProbedFile } from "./picture-map.ts";
import { undecodableAtStart } from "./raw-pictures.ts";
import { refusal, squareSize, type FoundProblem, type RawTrack, type Refusal } from "./raw-track.ts";

/** What ffprobe prints of a file; the fields that are read here. */
const probeOutput = z.object({
  format: z.object({
    duration: z.string().optional(), tags: z.record(z.string(), z.string()).optional(),
  }).optional(),
  streams: z.array(z.object({
    index: z.number(), codec_type: z.string().optional(), codec_name: z.string().optional(),
    width: z.number().optional(), height: z.number().optional(), time_base: z.string().optional(), sample_aspect_ratio: z.string().optional(), field_order: z.string().optional(),
    duration: z.string().optional(), disposition: z.record(z.string(), z.number()).optional(),
    side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
  })).default([]),
});
type Stream = z.output<typeof probeOutput>["streams"][number];

/** Frames of these carry no stamps at all: their times rest on an assumed rate, ffmpeg's own default. */
const STAMPLESS: ReadonlySet<Container> = new Set(["h264", "hevc"]);
const ASSUMED_FRAMES_PER_SECOND = 25;
const ASSUMED_TIME_BASE = `1/${ASSUMED_FRAMES_PER_SECOND}`;

/** A day at 25 frames a second prints some 80 MB. */
const OUTPUT_MAX_BYTES = 480 * 1024 * 1024;

const integer = (text: string | undefined): number | null => (text === undefined || text === "" || text === "N/A" ? null : Number(text));

interface ListedPacket extends PacketStamps {
  readonly sizeBytes: number;
  /** It is decoded and never shown. */
  readonly isDiscarded: boolean;
}

/** Lines of `pts,dts,duration,size,flags`; empty packets are left out. */
function packetsFromCsv(csv: string): ListedPacket[] {
  const packets: ListedPacket[] = [];
  for (const line of csv.split("\n")) {
    const [pts, dts, duration, size, flags = ""] = line.trim().split(",");
    if (pts === undefined || pts === "" || size === "0") continue;
    packets.push({ pts: integer(pts), dts: integer(dts), duration: integer(duration) ?? 0, isKey: flags.startsWith("K"), sizeBytes: Number(size), isDiscarded: flags.includes("D") });
  }
  return packets;
}

/** Of raw H.264 that begins in the middle (of HEVC see raw-pictures.ts) no decoder shows what stands before the first keyframe; frames are counted there, so neither is it counted. */
function fromFirstKey<Packet extends PacketStamps>(packets: readonly Packet[]): readonly Packet[] {
  const first = packets.findIndex((packet) => packet.isKey);
  return first <= 0 ? packets : packets.slice(first);
}

/** Interlaced, says ffprobe: pictures are two fields each, coded together or apart. */
const isInterlaced = ({ codec_name: codec, field_order: order }: Stream): boolean => codec === "h264" && order !== undefined && ["tt", "bb", "tb", "bt"].includes(order);

/** Where each field has a packet of its own, the first of a picture stands for both. Null: nothing says which belong together. */
async function withoutSecondFields(run: ProbedFile, video: Stream, packets: readonly ListedPacket[]): Promise<readonly ListedPacket[] | null> {
  if (!isInterlaced(video)) return packets;
  const isLateLikely = hasShorterSteps(packets.flatMap(({ dts, pts }) => dts ?? pts ?? []));
  const second = await secondFields({ ...run, index: video.index }, packets.map(({ sizeBytes }) => sizeBytes), isLateLikely);
  if (second === "unknown") return null;
  return second === "none" ? packets : packets.filter((_, i) => second[i] !== true);
}

interface ReadStamps {
  readonly stamps: Float64Array;
  readonly timeBase: string;
  readonly startsAnewAt: readonly number[];
  readonly jumps: readonly ClockJump[];
}

/** Stamps of all packets, jumps of the clock taken out; null where no packet has one. */
function readStamps(packets: readonly PacketStamps[], timeBase: string, container: Container): ReadStamps | null {
  let last = packets.find((packet) => (packet.dts ?? packet.pts) !== null);
  if (last === undefined) return null;
  const clock = packets.map((packet) => {
    if ((packet.dts ?? packet.pts) !== null) last = packet;
    return (last!.dts ?? last!.pts)!;
  });
  const unitMs = msPerStamp(timeBase);
  const placed = placeAcrossJumps(clock, unitMs, container);
  if (placed === null) {
    const stamps = stampsFromPackets(packets);
    return stamps === null ? null : { stamps, timeBase, startsAnewAt: [], jumps: [] };
  }
  const perUnit = unitMs * PLACED_PER_MS;
  const moved = packets.map((packet, i) => {
    const by = (stamp: number | null): number | null => (stamp === null ? null : Math.round((stamp - clock[i]!) * perUnit) + placed.stamps[i]!);
    return { ...packet, pts: by(packet.pts), dts: by(packet.dts), duration: packet.duration * perUnit };
  });
  const stamps = stampsFromPackets(moved);
  return stamps === null ? null : { stamps, timeBase: PLACED_TIME_BASE, startsAnewAt: placed.jumps.map(({ index }) => moved[index]!.pts ?? placed.stamps[index]!), jumps: placed.jumps };
}

/** The same times in the time base that says that ffmpeg's stamps are others. */
function asPlaced(read: ReadStamps): ReadStamps {
  if (read.timeBase === PLACED_TIME_BASE) return read;
  const perUnit = msPerStamp(read.timeBase) * PLACED_PER_MS;
  return { ...read, stamps: read.stamps.map((stamp) => Math.round(stamp * perUnit)), timeBase: PLACED_TIME_BASE };
}

/** Size as shown: pixels made square, a quarter turn swaps the sides. */
function shownSize(video: Stream): { readonly widthPx: number | null; readonly heightPx: number | null } {
  const { width, height } = video;
  if (width === undefined || height === undefined || width === 0) return { widthPx: null, heightPx: null };
  const [across = 1, down = 1] = (video.sample_aspect_ratio ?? "1:1").split(":").map(Number);
  const square = squareSize(width, height, across, down);
  const rotation = Math.abs(video.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0);
  return rotation % 180 === 90 ? { widthPx: square.heightPx, heightPx: square.widthPx } : square;
}

/** What ffprobe complains about only where the file ends too early. It exits 0 all the same. */
const isCutShort = (messages: string): boolean => /partial file|ended prematurely|Truncat/i.test(messages);

/** Programme and transport streams have no field for their length: what ffprobe prints it measured itself, by the stamps it found near the end. */
const CLAIMLESS: ReadonlySet<Container> = new Set(["mpeg-ps", "hikvision-ps", "hikvision-sd", "mpeg-ts"]);
/** Their length is counted from the clock's zero, not from the first frame. */
const CLAIMED_FROM_ZERO: ReadonlySet<Container> = new Set(["mkv", "webm"]);

/** @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function readWithFfprobe(path: string, container: Container, signal: AbortSignal, timeLimitMs: number, range: ByteRange | null = null): Promise<RawTrack | Refusal> {
  const run = { inputPath: path, range, demuxer: CONTAINER_READING[container].demuxer, signal, timeLimitMs };
  const { output } = await runFfprobe({ ...run, args: ["-show_format", "-show_streams", "-of", "json"] });
  const probe = probeOutput.parse(JSON.parse(output));
  const { video, isFirst } = await mainStream(run, probe.streams);
  if (video === null) return refusal("no-video-track");
  const listed = await runFfprobe({
    ...run, args: ["-select_streams", String(video.index), "-show_entries", "packet=pts,dts,duration,size,flags", "-of", "csv=p=0"], outputMaxBytes: OUTPUT_MAX_BYTES,
  });
  const all = packetsFromCsv(listed.output);
  const paired = await withoutSecondFields(run, video, all);
  const whole = (paired ?? all).filter(({ isDiscarded }) => !isDiscarded);
  const packets = container === "h264" ? fromFirstKey(whole) : container === "hevc" ? whole.slice(await undecodableAtStart(path, container, signal)) : whole;
  const stamped = STAMPLESS.has(container) ? null : readStamps(packets, video.time_base ?? "1/90000", container);
  // A decoder gives a picture the decoding stamp of its second field where there is no other: then frames are counted.
  const read = stamped !== null && paired !== null && paired.length < all.length && all.some(({ pts }) => pts === null) ? asPlaced(stamped) : stamped;
  const problems: FoundProblem[] = jumpProblems(read?.jumps ?? []);
  if (read === null && packets.length > 0) problems.push({ code: "frame-rate-assumed", params: { framesPerSecond: ASSUMED_FRAMES_PER_SECOND } });
  if (paired === null) problems.push({ code: "fields-unpaired", params: {} });
  if (isCutShort(listed.messages)) problems.push({ code: "truncated", params: {} });
  // Matroska has one length for all of its tracks: with several pictures in it that may be another one's.
  const isOwnClaim = !CLAIMED_FROM_ZERO.has(container) || probe.streams.filter((stream) => stream.codec_type === "video").length === 1;
  const claimedS = Number(video.duration ?? (isOwnClaim ? probe.format?.duration : undefined));
  const firstMs = read !== null && CLAIMED_FROM_ZERO.has(container) ? read.stamps.reduce((least, stamp) => Math.min(least, stamp), Infinity) * msPerStamp(read.timeBase) : 0;
  const created = Date.parse(probe.format?.tags?.["creation_time"] ?? "");
  const placedBase = read?.timeBase ?? ASSUMED_TIME_BASE;
  return {
    videoCodec: video.codec_name ?? null,
    audioCodec: probe.streams.find((stream) => stream.codec_type === "audio")?.codec_name ?? null,
    ...shownSize(video),
    timeBase: isFirst ? placedBase : laterTimeBase(placedBase),
    stamps: read?.stamps ?? Float64Array.from(packets, (_, i) => i),
    startsAnewAt: read?.startsAnewAt ?? [],
    claimedMs: read === null || read.timeBase === PLACED_TIME_BASE || CLAIMLESS.has(container) || !Number.isFinite(claimedS) ? null : claimedS * 1000 - firstMs,
    creationTimeMs: Number.isFinite(created) ? created : null,
    absoluteStartMs: null,
    problems,
  };
}
