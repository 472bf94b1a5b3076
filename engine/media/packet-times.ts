// Presentation stamps of all frames from a packet list in which some packets carry none: programme streams stamp a PES packet,
// not a frame, and small frames share one. Pure; nothing is read here.

/** One packet in the order of the file, stamps in units of the time base. */
export interface PacketStamps {
  readonly pts: number | null;
  readonly dts: number | null;
  /** What the codec says a frame lasts, in the same units; 0 where unknown. */
  readonly duration: number;
  readonly isKey: boolean;
}

/**
 * One stamp a packet, ascending. Packets without a stamp are placed between those that have one: decoding order and the frames'
 * duration say how many came between. Null where no packet has a stamp.
 */
export function stampsFromPackets(listed: readonly PacketStamps[]): Float64Array | null {
  const packets = ascending(listed.map((packet, i) => ownStamps(packet, listed[i + 1])));
  if (packets.every((packet) => packet.pts !== null)) return Float64Array.from(packets, (packet) => packet.pts!).sort();
  const decoding = decodingStamps(packets);
  if (decoding === null) return null;
  const delay = reorderDelay(packets);
  // Frames are decoded in another order than shown, but there are as many of them: the n-th shown comes one constant delay
  // after the n-th decoded.
  const stamps = decoding.map((dts) => Math.round(dts + delay)).sort();
  replaceNearest(stamps, packets);
  return stamps;
}

/** Two pictures in a row under one stamp: the first began in the PES packet before and only ends, or has only its last start code, in the stamped one. */
function ownStamps(packet: PacketStamps, next: PacketStamps | undefined): PacketStamps {
  if (packet.pts === null || next === undefined || packet.pts !== next.pts) return packet;
  return { ...packet, pts: null, dts: packet.dts === next.dts ? null : packet.dts };
}

/** Frames that a decoder holds back, H.264 allows 16: by no more can ffmpeg have counted wrong. */
const BACK_MAX_FRAMES = 16;

/** Without decoding stamps that go back by a few frames: ffmpeg made them up, from a stamp that belonged to another picture. */
function ascending(packets: readonly PacketStamps[]): PacketStamps[] {
  let last = -Infinity;
  return packets.map((packet) => {
    const { dts, duration } = packet;
    if (dts === null) return packet;
    if (dts <= last && last - dts < BACK_MAX_FRAMES * duration) return { ...packet, dts: null };
    last = dts;
    return packet;
  });
}

const decodingStamp = (packet: PacketStamps): number | null => packet.dts ?? (packet.isKey ? packet.pts : null);

/** Decoding stamps of all packets: known ones kept, the others spread between their neighbours. */
function decodingStamps(packets: readonly PacketStamps[]): Float64Array | null {
  const anchors: number[] = [];
  packets.forEach((packet, i) => {
    if (decodingStamp(packet) !== null) anchors.push(i);
  });
  const first = anchors[0];
  if (first === undefined) return null;
  const stamps = new Float64Array(packets.length);
  const step = frameStep(packets, anchors);
  for (let i = 0; i <= first; i++) stamps[i] = decodingStamp(packets[first]!)! - (first - i) * step;
  anchors.forEach((from, n) => {
    const to = anchors[n + 1] ?? packets.length;
    const start = decodingStamp(packets[from]!)!;
    const end = to < packets.length ? decodingStamp(packets[to]!)! : null;
    for (let i = from; i < to; i++) stamps[i] = start + (i - from) * spread(start, end, to - from, step);
  });
  return stamps;
}

/** How far apart the frames between two known stamps lie. What exceeds their usual length is a hole, and lies before the next known one. */
function spread(start: number, end: number | null, count: number, step: number): number {
  if (end === null || end <= start) return step;
  const even = (end - start) / count;
  return even > 1.5 * step ? step : even;
}

/** The usual step from frame to frame: the median of what the known stamps leave between them, else what the codec says. */
function frameStep(packets: readonly PacketStamps[], anchors: readonly number[]): number {
  const steps = anchors.slice(1)
    .map((to, n) => (decodingStamp(packets[to]!)! - decodingStamp(packets[anchors[n]!]!)!) / (to - anchors[n]!))
    .filter((step) => step > 0).sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? packets.find((packet) => packet.duration > 0)?.duration ?? 0;
}

/** How long after its decoding a frame is shown that keeps its place: a keyframe, or the first packet. */
function reorderDelay(packets: readonly PacketStamps[]): number {
  const fixed = packets.find((packet, i) => (packet.isKey || i === 0) && packet.pts !== null && packet.dts !== null)
    ?? packets.find((packet) => packet.pts !== null && packet.dts !== null);
  return fixed === undefined ? 0 : fixed.pts! - fixed.dts!;
}

/** Rounding may have moved a computed stamp off a known one by a unit or two: the known one stands. */
function replaceNearest(stamps: Float64Array, packets: readonly PacketStamps[]): void {
  const known = packets.flatMap((packet) => (packet.pts === null ? [] : [packet.pts])).sort((a, b) => a - b);
  let at = 0;
  for (const pts of known) {
    while (at + 1 < stamps.length && Math.abs(stamps[at + 1]! - pts) <= Math.abs(stamps[at]! - pts)) at++;
    if (Math.abs(stamps[at]! - pts) <= 2) stamps[at] = pts;
  }
}
