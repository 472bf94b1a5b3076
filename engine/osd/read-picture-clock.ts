// Reads the clock that a camera writes into its picture: where it ticks, what its digits say, and a text recogniser as the
// second witness. It answers a time only where both agree or one of them is sure; else that it is unsure, or that there is none.

import { throwIfAborted } from "../../contract/errors.ts";
import { instantsOf } from "./clock-text.ts";
import { readLine, type LineReading } from "./digit-line.ts";
import { learnDigits, preparations, SecondMeans, type DigitFont } from "./digit-templates.ts";
import { decodeGray, type GrayRequest, type PixelBox } from "./gray-frames.ts";
import { cropped, type GrayPicture } from "./gray-picture.ts";
import { openTextReader, type TextReader } from "./text-reader.ts";
import { readVotes, type TextVotes } from "./text-votes.ts";
import { findTickPlaces, TickFrames, type TickPlace } from "./tick-places.ts";

export interface PictureClockRequest {
  readonly path: string;
  readonly container: string | null;
  readonly timeBase: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fromMediaMs: number;
  readonly lengthMs: number;
  /** Where the clock stands, in fractions of the picture; null: it is looked for. */
  readonly region: Region | null;
  readonly timezone: string;
  /** What the file's own time says at the beginning of the stretch; null where nobody knows. */
  readonly nearMs: number | null;
}

/** In fractions 0–1 of the picture. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PictureClock {
  /** `unsure`: something ticks or looks like a clock, and is not read. `none`: nothing does. */
  readonly state: "read" | "unsure" | "none";
  /** What the clock showed at the beginning of the stretch, to the part of a second; null where it is not read. */
  readonly startMs: number | null;
  /** Readings that agree, of digits and of text together, and those for the next best. */
  readonly votes: number;
  readonly against: number;
  /** 0–1: share of readings that agree, halved where only one of the two witnesses spoke. */
  readonly confidence: number;
  readonly region: Region | null;
}

const PER_SECOND = 10;
/** Long enough for both changes of the tens and each digit at least twice. */
export const STRETCH_MS = 26_000;
/** Shorter, no digit is learnt (digit-templates.ts wants twelve whole seconds). */
export const LEARNING_MS = 13_000;
const SMALL_WIDTH_PX = 640;
/** A place that ticks is read at this height at most. */
const LETTER_ENOUGH_PX = 26;
/** Pictures of the line that the text recogniser is given. */
const TEXT_PICTURES = 5;
const PLACES_READ = 3;
/** Readings of digits that must agree. */
const DIGIT_VOTES_MIN = 4;
const TEXT_VOTES_MIN = 4;
/** Digits known again from other seconds: below, it is no clock. */
const SELF_KNOWN_MIN = 0.88;
/** Without a second witness the digits must be told apart by more. */
const MARGIN_ALONE = 0.045;
/** Where the half of the day is not read, the file's time may tell it if it is this near. */
const HALF_DAY_NEAR_MS = 3 * 3_600_000;

const even = (value: number): number => Math.max(2, Math.floor(value / 2) * 2);

function boxOfRegion({ widthPx, heightPx, region }: PictureClockRequest): PixelBox {
  if (region === null) return { x: 0, y: 0, width: even(widthPx), height: even(heightPx) };
  const x = Math.min(widthPx - 2, Math.max(0, Math.floor((region.x * widthPx) / 2) * 2));
  const y = Math.min(heightPx - 2, Math.max(0, Math.floor((region.y * heightPx) / 2) * 2));
  return { x, y, width: even(Math.min(widthPx - x, Math.ceil(region.w * widthPx))), height: even(Math.min(heightPx - y, Math.ceil(region.h * heightPx))) };
}

/** What the digits say: the instants at the beginning of the stretch that agree with most readings. */
interface DigitVotes {
  readonly starts: readonly number[];
  readonly votes: number;
  readonly against: number;
  readonly margin: number;
  readonly line: LineReading | null;
  readonly font: DigitFont | null;
}

const NO_DIGITS: DigitVotes = { starts: [], votes: 0, against: 0, margin: 0, line: null, font: null };

interface OneRead {
  readonly starts: readonly number[];
  readonly line: LineReading;
  readonly font: DigitFont;
}

function readDigits(means: readonly GrayPicture[], around: PixelBox, request: PictureClockRequest): DigitVotes {
  const reads: OneRead[] = [];
  for (const preparation of preparations) {
    const font = learnDigits(means, around, preparation);
    if (font === null || font.selfKnown < SELF_KNOWN_MIN) continue;
    for (let second = 1; second < font.means.length; second += Math.max(1, Math.floor(font.means.length / 8))) {
      const line = readLine(font.means[second]!, font);
      if (line === null) continue;
      const starts = instantsOf(line.clock, request.timezone, request.nearMs, line.mayBeHalfDay).map((at) => at - second * 1000);
      reads.push({ starts, line, font });
    }
  }
  const counts = new Map<string, OneRead[]>();
  for (const read of reads) counts.set(read.starts.join(), [...(counts.get(read.starts.join()) ?? []), read]);
  const ranked = [...counts.values()].sort((a, b) => b.length - a.length);
  const best = ranked[0];
  if (best === undefined || best[0]!.starts.length === 0) return NO_DIGITS;
  return {
    starts: best[0]!.starts, votes: best.length, against: ranked[1]?.length ?? 0,
    margin: best.reduce((sum, read) => sum + read.line.margin, 0) / best.length,
    line: best[0]!.line, font: best[0]!.font,
  };
}

/** The part of the line that the text stands in, for the recogniser. */
function textBox(line: GrayPicture, around: PixelBox, digits: DigitVotes): { readonly box: PixelBox; readonly letterHeightPx: number } {
  const { font } = digits;
  const units = font?.units ?? around;
  const height = font === null ? Math.max(8, around.height * 0.6) : units.height - 2;
  const pitch = font?.pitchPx ?? height * 0.6;
  const from = digits.line?.fromX ?? units.x - 26 * pitch;
  const left = Math.max(0, Math.round(from - 0.8 * pitch));
  const right = Math.min(line.widthPx, Math.round(units.x + units.width + 3.4 * pitch));
  const top = Math.max(0, Math.round(units.y - height * 0.4));
  const bottom = Math.min(line.heightPx, Math.round(units.y + units.height + height * 0.4));
  return { box: { x: left, y: top, width: right - left, height: bottom - top }, letterHeightPx: height };
}

interface Decision {
  readonly startMs: number;
  readonly votes: number;
  readonly against: number;
  readonly witnesses: 1 | 2;
}

/** Both agree, or one is sure and the other does not contradict it. */
function decide(digits: DigitVotes, text: TextVotes, nearMs: number | null): Decision | null {
  const isTextSure = text.startMs !== null && text.votes >= TEXT_VOTES_MIN && text.against * 2 < text.votes;
  const areDigitsSolid = digits.starts.length > 0 && digits.votes >= DIGIT_VOTES_MIN && digits.against * 3 < digits.votes;
  if (!areDigitsSolid) return isTextSure ? { startMs: text.startMs!, votes: text.votes, against: text.against, witnesses: 1 } : null;
  const agreed = digits.starts.filter((start) => text.startMs !== null && Math.abs(start - text.startMs) <= 1000);
  // Text that reads each half of the day alike says nothing about which it is.
  if (agreed.length > 0 && text.votes >= 2 && (digits.starts.length === 1 || text.votes > 2 * text.against)) {
    return { startMs: agreed[0]!, votes: digits.votes + text.votes, against: digits.against + text.against, witnesses: 2 };
  }
  if (isTextSure && agreed.length === 0) return null;
  const likely = digits.starts.length === 1 ? digits.starts : digits.starts.filter((start) => nearMs !== null && Math.abs(start - nearMs) <= HALF_DAY_NEAR_MS);
  if (likely.length !== 1) return null;
  if (agreed.includes(likely[0]!) && text.votes >= 2) return { startMs: likely[0]!, votes: digits.votes + text.votes, against: digits.against + text.against, witnesses: 2 };
  if (digits.margin < MARGIN_ALONE) return null;
  return { startMs: likely[0]!, votes: digits.votes, against: digits.against + text.votes, witnesses: 1 };
}

async function readPlace(request: PictureClockRequest, whole: PixelBox, small: TickFrames, place: TickPlace, reader: () => Promise<TextReader>, signal: AbortSignal): Promise<PictureClock> {
  const toWhole = whole.width / small.widthPx;
  const top = Math.max(0, Math.floor((place.box.y - 12) * toWhole));
  const bottom = Math.min(whole.height, Math.ceil((place.box.y + place.box.height + 12) * toWhole));
  const part: PixelBox = { x: whole.x, y: whole.y + Math.floor(top / 2) * 2, width: whole.width, height: even(bottom - Math.floor(top / 2) * 2) };
  // Large letters are told apart as well when they are smaller, and in a fraction of the time.
  const lineScale = Math.min(1, LETTER_ENOUGH_PX / (place.box.height * toWhole));
  const factor = toWhole * lineScale;
  const line = { widthPx: even(part.width * lineScale), heightPx: even(part.height * lineScale) };
  const seconds = new SecondMeans(line.widthPx, line.heightPx, PER_SECOND, place.phase);
  await decodeGray(grayRequest(request, part, line.widthPx, line.heightPx, signal), (pixels) => seconds.add(pixels));
  const means = seconds.means();
  const left = Math.max(0, Math.floor((place.box.x - 6) * factor));
  const around: PixelBox = { x: left, y: 0, width: Math.min(line.widthPx - left, Math.ceil((place.box.width + 12) * factor)), height: line.heightPx };
  const digits = readDigits(means, around, request);
  throwIfAborted(signal);
  const middle = means[Math.floor(means.length / 2)];
  if (middle === undefined) return nothing("none");
  const { box, letterHeightPx } = textBox(middle, digits.font === null ? { ...around, y: Math.round(12 * factor) - 2, height: Math.max(8, line.heightPx - 2 * Math.round(12 * factor) + 4) } : around, digits);
  const pictures = Array.from({ length: TEXT_PICTURES }, (_, i) => Math.floor(((i + 0.5) * means.length) / TEXT_PICTURES))
    .map((second) => ({ picture: cropped(means[second]!, box.x, box.y, box.width, box.height), atMs: second * 1000 }));
  const text = await readVotes(await reader(), pictures, {
    letterHeightPx, timezone: request.timezone, nearMs: request.nearMs, isHalfDay: digits.line?.mayBeHalfDay ?? false, signal,
  });
  throwIfAborted(signal);
  const found = decide(digits, text, request.nearMs);
  // Digits were learnt there, or a text looked like a clock.
  const isClockLike = digits.font !== null || text.clockLike >= 2;
  const region = {
    x: (part.x + box.x / lineScale) / request.widthPx, y: (part.y + box.y / lineScale) / request.heightPx,
    w: Math.min(1, box.width / lineScale / request.widthPx), h: Math.min(1, box.height / lineScale / request.heightPx),
  };
  if (found === null) return { ...nothing(isClockLike ? "unsure" : "none"), votes: digits.votes + text.votes, against: digits.against + text.against, region: isClockLike ? region : null };
  // The tick lies between two pictures: half of that before the first that shows it.
  const tickMs = ((place.phase - 0.5) * 1000) / PER_SECOND;
  const share = found.votes / (found.votes + found.against);
  return { state: "read", startMs: Math.round(found.startMs - tickMs), votes: found.votes, against: found.against, confidence: Number((found.witnesses === 2 ? share : share / 2).toFixed(2)), region };
}

const nothing = (state: "unsure" | "none"): PictureClock => ({ state, startMs: null, votes: 0, against: 0, confidence: 0, region: null });

function grayRequest(request: PictureClockRequest, part: PixelBox, widthPx: number, heightPx: number, signal: AbortSignal): GrayRequest {
  const { path, container, timeBase, fromMediaMs, lengthMs } = request;
  return { path, container, timeBase, fromMediaMs, lengthMs, framesPerSecond: PER_SECOND, part, widthPx, heightPx, signal };
}

/** @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function readPictureClock(request: PictureClockRequest, signal: AbortSignal): Promise<PictureClock> {
  const whole = boxOfRegion(request);
  const widthPx = even(Math.min(SMALL_WIDTH_PX, whole.width));
  const small = new TickFrames(widthPx, even((whole.height * widthPx) / whole.width), PER_SECOND);
  await decodeGray(grayRequest(request, whole, small.widthPx, small.heightPx, signal), (pixels) => small.add(pixels));
  let reader: Promise<TextReader> | null = null;
  const open = (): Promise<TextReader> => (reader ??= openTextReader());
  let unsure: PictureClock | null = null;
  try {
    for (const place of findTickPlaces(small).slice(0, PLACES_READ)) {
      const clock = await readPlace(request, whole, small, place, open, signal);
      if (clock.state === "read") return clock;
      if (clock.state === "unsure") unsure ??= clock;
    }
    return unsure ?? nothing("none");
  } finally {
    if (reader !== null) await (reader as Promise<TextReader>).then((opened) => opened.close());
  }
}
