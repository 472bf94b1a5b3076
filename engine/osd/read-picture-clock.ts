// Reads the clock that a camera writes into its picture: where it ticks, what its digits say, and a text recogniser as the
// second witness. It answers a time only where both agree or one of them is sure; else that it is unsure, or that there is none.

import { throwIfAborted } from "../../contract/errors.ts";
import type { PictureClockReason, PictureRegion } from "../../contract/picture-clock.ts";
import { localFromInstant } from "../../contract/zone.ts";
import { instantsOf } from "./clock-text.ts";
import { readLine, type LineReading } from "./digit-line.ts";
import { learnDigits, preparations, type DigitFont } from "./digit-templates.ts";
import { decodeGray, type PixelBox } from "./gray-frames.ts";
import { cropped, type GrayPicture } from "./gray-picture.ts";
import { stripAround, type LineStrip } from "./line-strip.ts";
import { boxOfRegion, even, grayRequest, PER_SECOND, type PictureClockRequest } from "./picture-clock-request.ts";
import { clockUncertaintyMs, NOTHING, type PlaceReading, type ReadClock } from "./read-clock.ts";
import { dateElsewhere, readStillClocks, readStillText, type DateElsewhere } from "./read-still-clock.ts";
import { likelyOf } from "./still-line.ts";
import { openTextReader, type TextReader } from "./text-reader.ts";
import { readVotes, type TextVotes } from "./text-votes.ts";
import { findTickPlaces, TickFrames, type TickPlace } from "./tick-places.ts";

export interface PictureClock {
  /** `unsure`: something ticks or looks like a clock, and is not read; or two clocks disagree. `none`: nothing does. */
  readonly state: "read" | "unsure" | "none";
  /** Why it is unsure, where that is known. */
  readonly reason: PictureClockReason | null;
  /** As of the clock that was read; null where none was, or where two disagree. */
  readonly startMs: number | null;
  readonly votes: number;
  readonly against: number;
  readonly confidence: number;
  readonly region: PictureRegion | null;
  /** All that were read: a recorder's and a camera's may stand in one picture. Of one that may mean either, both. */
  readonly clocks: readonly ReadClock[];
}

/** Long enough for both changes of the tens and each digit at least twice. */
export const STRETCH_MS = 26_000;
/** Shorter, no digit is learnt (digit-templates.ts wants twelve whole seconds). */
export const LEARNING_MS = 13_000;
const SMALL_WIDTH_PX = 640;
/** Pictures of the line that the text recogniser is given. */
const TEXT_PICTURES = 5;
const PLACES_READ = 4;
const FAINT_PLACES_READ = 2;
/** Readings of digits that must agree. */
const DIGIT_VOTES_MIN = 4;
const TEXT_VOTES_MIN = 4;
/** Digits known again from other seconds: below, it is no clock. */
const SELF_KNOWN_MIN = 0.88;
/** Without a second witness the digits must be told apart by more. */
const MARGIN_ALONE = 0.08;

/** Seconds on each side of a jump that were read; one alone may be a misread digit. */
const JUMP_SECONDS_MIN = 2;

/** What the digits say: the instants at the beginning of the stretch that agree with most readings. */
interface DigitVotes {
  readonly starts: readonly number[];
  readonly votes: number;
  readonly against: number;
  readonly margin: number;
  readonly line: LineReading | null;
  /** Whether a word for half of the day may stand beside the time; null where no line was read. */
  readonly isHalfDay: boolean | null;
  readonly font: DigitFont | null;
  /** From some second on, or up to it, it shows another time. */
  readonly hasJump: boolean;
}

const NO_DIGITS: DigitVotes = { starts: [], votes: 0, against: 0, margin: 0, line: null, isHalfDay: null, font: null, hasJump: false };

interface OneRead {
  readonly second: number;
  readonly line: LineReading;
  readonly font: DigitFont;
}

/** Eight across the stretch, and its last ones: a clock that was set shortly before its end shows it there. */
function secondsRead(count: number): readonly number[] {
  const step = Math.max(1, Math.floor(count / 8));
  const even = Array.from({ length: Math.ceil((count - 1) / step) }, (_, i) => 1 + i * step);
  return [...new Set([...even, count - 2, count - 1])].filter((second) => second > 0 && second < count);
}

function readDigits({ means, around, leastPx }: LineStrip, request: PictureClockRequest): DigitVotes {
  const reads: OneRead[] = [];
  let learnt: DigitFont | null = null;
  for (const preparation of preparations) {
    const font = learnDigits(means, around, leastPx, preparation);
    if (font === null || font.selfKnown < SELF_KNOWN_MIN) continue;
    learnt ??= font;
    for (const second of secondsRead(font.means.length)) {
      const line = readLine(font.means[second]!, font);
      if (line !== null) reads.push({ second, line, font });
    }
  }
  // What stands beside the time is the same in every picture of it.
  const isHalfDay = reads.length === 0 ? null : reads.filter(({ line }) => line.mayBeHalfDay).length * 2 >= reads.length;
  const startsOf = ({ second, line }: OneRead): number[] => instantsOf(line.clock, request.timezone, request.nearMs, isHalfDay ?? false).map((at) => at - second * 1000);
  const ranked = [...Map.groupBy(reads, (read) => startsOf(read).join()).values()].sort((a, b) => b.length - a.length);
  const best = ranked[0];
  const starts = best === undefined ? [] : startsOf(best[0]!);
  if (best === undefined || starts.length === 0) return { ...NO_DIGITS, font: learnt };
  return {
    starts, isHalfDay, votes: best.length, against: ranked[1]?.length ?? 0,
    margin: best.reduce((sum, read) => sum + read.line.margin, 0) / best.length,
    line: best[0]!.line, font: best[0]!.font, hasJump: ranked.slice(1).some((other) => isLaterTime(best, other) || isLaterTime(other, best)),
  };
}

/** Whether a clock that was read at several seconds was read as another at several that all come after them. */
function isLaterTime(first: readonly OneRead[], later: readonly OneRead[]): boolean {
  const secondsOf = (reads: readonly OneRead[]): ReadonlySet<number> => new Set(reads.map(({ second }) => second));
  return Math.max(...secondsOf(first)) < Math.min(...secondsOf(later)) && secondsOf(first).size >= JUMP_SECONDS_MIN && secondsOf(later).size >= JUMP_SECONDS_MIN;
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
  /** More than one where it may mean either. */
  readonly starts: readonly number[];
  readonly votes: number;
  readonly against: number;
  readonly witnesses: 1 | 2;
}

/** Both agree, or one is sure and the other does not contradict it. */
function decide(digits: DigitVotes, text: TextVotes, nearMs: number | null): Decision | null {
  const isTextSure = text.startMs !== null && text.votes >= TEXT_VOTES_MIN && text.against * 2 < text.votes;
  const areDigitsSolid = digits.starts.length > 0 && digits.votes >= DIGIT_VOTES_MIN && digits.against * 3 < digits.votes;
  if (!areDigitsSolid) {
    // Digits of two minds are no reason to believe the other witness, which saw a few of the pictures.
    return isTextSure && digits.against < DIGIT_VOTES_MIN && !text.hasJump ? { starts: [text.startMs!], votes: text.votes, against: text.against, witnesses: 1 } : null;
  }
  const agreed = digits.starts.filter((start) => text.startMs !== null && Math.abs(start - text.startMs) <= 1000);
  // Text that reads each half of the day alike says nothing about which it is.
  if (agreed.length > 0 && text.votes >= 2 && (digits.starts.length === 1 || text.votes > 2 * text.against)) {
    return { starts: agreed.slice(0, 1), votes: digits.votes + text.votes, against: digits.against + text.against, witnesses: 2 };
  }
  if (isTextSure && agreed.length === 0) return null;
  const one = likelyOf(digits.starts, nearMs);
  const likely = one === null ? digits.starts : [one];
  if (likely.length === 1 && agreed.includes(likely[0]!) && text.votes >= 2) return { starts: likely, votes: digits.votes + text.votes, against: digits.against + text.against, witnesses: 2 };
  if (digits.margin < MARGIN_ALONE || text.hasJump) return null;
  return { starts: likely, votes: digits.votes, against: digits.against + text.votes, witnesses: 1 };
}

interface Search {
  readonly request: PictureClockRequest;
  readonly whole: PixelBox;
  readonly small: TickFrames;
  readonly openReader: () => Promise<TextReader>;
  readonly signal: AbortSignal;
}

/** `isTextOnly`: the text recogniser is asked even where no digits were learnt; it takes long and is often wrong. */
async function readPlace({ request, whole, small, openReader, signal }: Search, place: TickPlace, isTextOnly: boolean): Promise<PlaceReading> {
  const strip = await stripAround(request, whole, small, place, signal);
  const { means, around, edgePx } = strip;
  const middle = means[Math.floor(means.length / 2)];
  if (middle === undefined) return NOTHING;
  const digits = readDigits(strip, request);
  throwIfAborted(signal);
  if (digits.font === null && !isTextOnly) return NOTHING;
  const { box, letterHeightPx } = textBox(middle, digits.font === null ? { ...around, y: edgePx - 2, height: Math.max(8, around.height - 2 * edgePx + 4) } : around, digits);
  const pictures = Array.from({ length: TEXT_PICTURES }, (_, i) => Math.floor(((i + 0.5) * means.length) / TEXT_PICTURES))
    .map((second) => ({ picture: cropped(means[second]!, box.x, box.y, box.width, box.height), atMs: second * 1000 }));
  const text = await readVotes(await openReader(), pictures, { letterHeightPx, timezone: request.timezone, nearMs: request.nearMs, isHalfDay: digits.isHalfDay, signal });
  throwIfAborted(signal);
  const found = digits.hasJump ? null : decide(digits, text, request.nearMs);
  const hasJump = digits.hasJump || (found === null && text.hasJump);
  // Digits were learnt there, or a text looked like a clock.
  const isClockLike = digits.font !== null || text.clockLike >= 2;
  const region = isClockLike ? strip.regionOf(box) : null;
  const doubt: PlaceReading = { ...NOTHING, isClockLike, reason: hasJump ? "jumps" : null, votes: digits.votes + text.votes, against: digits.against + text.against, region };
  if (found === null || region === null) return doubt;
  // The tick lies between two pictures, of ours or of the file: half of that before the first that shows it.
  const bracketMs = Math.max(1000 / PER_SECOND, Math.min(1000, request.frameMs));
  const tickMs = (place.phase * 1000) / PER_SECOND - bracketMs / 2;
  const { starts, votes, against } = found;
  const share = votes / (votes + against);
  const clocks = starts.map((startMs): ReadClock => ({
    startMs: Math.round(startMs - tickMs), votes, against, confidence: Number((found.witnesses === 2 ? share : share / 2).toFixed(2)),
    hasDate: digits.line === null ? text.dated * 2 > text.clockLike : digits.line.clock.date !== null,
    region, uncertaintyMs: clockUncertaintyMs(bracketMs), precision: "second",
  }));
  return clocks.length === 1 ? { ...doubt, clock: clocks[0]! } : { ...doubt, reason: "ambiguous", candidates: clocks };
}

/** Clocks that differ by less tick in turns. */
const SAME_CLOCK_MS = 1_000;

/** @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function readPictureClock(request: PictureClockRequest, signal: AbortSignal): Promise<PictureClock> {
  const whole = boxOfRegion(request);
  const widthPx = even(Math.min(SMALL_WIDTH_PX, whole.width));
  const small = new TickFrames(widthPx, even((whole.height * widthPx) / whole.width), PER_SECOND);
  await decodeGray(grayRequest(request, whole, small.widthPx, small.heightPx, signal), (pixels) => small.add(pixels));
  let reader: Promise<TextReader> | null = null;
  const search: Search = { request, whole, small, openReader: () => (reader ??= openTextReader()), signal };
  try {
    return await readPlaces(search);
  } finally {
    if (reader !== null) await (reader as Promise<TextReader>).then((opened) => opened.close());
  }
}

async function readPlaces(search: Search): Promise<PictureClock> {
  const { request, whole, openReader, signal } = search;
  const ticking = await readTicking(search);
  const ticked = ticking.flatMap(({ clock }) => (clock === null ? [] : [clock]));
  if (ticked.some(({ hasDate }) => hasDate)) return answerOf(ticking);
  // Something that ticks and is not read may be a clock: what stands still beside it is not taken for one.
  if (ticked.length === 0 && ticking.some(({ isClockLike }) => isClockLike)) return answerOf(ticking);
  const text = await readStillText(request, whole, openReader, signal);
  return answerOf(ticked.length > 0 ? withDate(ticking, dateElsewhere(text), request) : await readStillClocks(request, whole, text, signal));
}

async function readTicking(search: Search): Promise<readonly PlaceReading[]> {
  const readings: PlaceReading[] = [];
  const has = (isWanted: (clock: ReadClock) => boolean): boolean => readings.some(({ clock }) => clock !== null && isWanted(clock));
  const places = findTickPlaces(search.small);
  for (const place of [...places.filter((each) => !each.isFaint).slice(0, PLACES_READ), ...places.filter((each) => each.isFaint).slice(0, FAINT_PLACES_READ)]) {
    if (place.isFaint && has(() => true)) break;
    readings.push(await readPlace(search, place, !has(({ hasDate }) => hasDate) && !place.isFaint));
  }
  return readings;
}

/** Times without a date, on the date that stands elsewhere in the picture; none where one does that is not read. */
function withDate(readings: readonly PlaceReading[], elsewhere: DateElsewhere, { timezone, nearMs }: PictureClockRequest): readonly PlaceReading[] {
  if (elsewhere === null) return readings;
  return readings.map((reading) => {
    const { clock } = reading;
    if (clock === null) return reading;
    if (elsewhere === "unsure") return { ...reading, clock: null };
    const wholeMs = Math.floor(clock.startMs / 1000) * 1000;
    const { hour, minute, second } = localFromInstant(wholeMs, timezone);
    const instants = instantsOf({ date: elsewhere.date, hour, minute, second, half: null }, timezone, nearMs);
    const dated = instants.map((at): ReadClock => ({ ...clock, startMs: at + clock.startMs - wholeMs, hasDate: true, votes: Math.min(clock.votes, elsewhere.votes) }));
    const likely = likelyOf(instants, nearMs);
    if (likely !== null) return { ...reading, clock: dated[instants.indexOf(likely)]! };
    return { ...reading, clock: null, reason: "ambiguous", candidates: dated };
  });
}

/** One time that all clocks show, or why there is none. */
function answerOf(readings: readonly PlaceReading[]): PictureClock {
  const clocks = readings.flatMap(({ clock }) => (clock === null ? [] : [clock]));
  // Beside a clock with its date, hours and minutes alone are those of something else: how long it runs, how long it is still.
  const meant = clocks.some(({ hasDate }) => hasDate) ? clocks.filter(({ hasDate }) => hasDate) : clocks;
  const [first] = meant;
  if (first === undefined) {
    const unsure = readings.find(({ reason }) => reason !== null) ?? readings.find(({ isClockLike }) => isClockLike) ?? null;
    const { votes, against, region, reason, candidates } = unsure ?? NOTHING;
    return { state: unsure === null ? "none" : "unsure", reason, startMs: null, votes, against, confidence: 0, region, clocks: candidates };
  }
  const isOneTime = meant.every(({ startMs, uncertaintyMs }) => Math.abs(startMs - first.startMs) <= Math.max(SAME_CLOCK_MS, 2 * Math.max(uncertaintyMs, first.uncertaintyMs)));
  if (!isOneTime) return { state: "unsure", reason: "two-clocks", startMs: null, votes: first.votes, against: first.against, confidence: 0, region: null, clocks: meant };
  return { state: "read", reason: null, startMs: first.startMs, votes: first.votes, against: first.against, confidence: first.confidence, region: first.region, clocks: meant };
}
