// Several pictures of a clock's line, each prepared in several ways, read by the text recogniser: every valid clock is a
// vote for when the picture was taken. One reading in two is right; many that agree are.

import { clockFromText, instantsOf, type WrittenClock } from "./clock-text.ts";
import { blackOnWhite, brightStrokes, darkStrokes, inverted, otsuLevel, scaled, withoutBorderParts, type GrayPicture } from "./gray-picture.ts";
import type { TextReader } from "./text-reader.ts";

/** Height of a letter that the recogniser reads best. */
const LETTER_HEIGHT_PX = 28;

/** The line prepared in the ways that were found to help, each for another look of a clock; all end black on white. */
function preparations(line: GrayPicture, letterHeightPx: number): GrayPicture[] {
  const large = scaled(line, LETTER_HEIGHT_PX / letterHeightPx);
  const stroke = Math.max(2, Math.round(LETTER_HEIGHT_PX * 0.16));
  const bright = brightStrokes(large, stroke);
  const dark = darkStrokes(large, stroke);
  const level = otsuLevel(large);
  return [
    large, inverted(large), blackOnWhite(large, level), withoutBorderParts(blackOnWhite(large, level)),
    blackOnWhite(bright, otsuLevel(bright)), blackOnWhite(dark, otsuLevel(dark)),
  ];
}

/** A picture of the line, taken in the middle of a second of the clock. */
export interface LinePicture {
  readonly picture: GrayPicture;
  /** Since the beginning of the stretch. */
  readonly atMs: number;
}

export interface TextVotes {
  /** What the clock showed at the beginning of the stretch, whole seconds after the tick, by most votes; null: none. */
  readonly startMs: number | null;
  readonly votes: number;
  /** Of the next best. */
  readonly against: number;
  /** Readings that had the shape of a clock, and those of them with a date. */
  readonly clockLike: number;
  readonly dated: number;
  /** The later pictures say another time than the earlier ones, each several times. */
  readonly hasJump: boolean;
}

interface VoteOptions {
  readonly letterHeightPx: number;
  readonly timezone: string;
  readonly nearMs: number | null;
  /** Whether a word for half of the day may stand beside the time; null: nobody knows. */
  readonly isHalfDay: boolean | null;
  readonly signal: AbortSignal;
}

const ENOUGH_VOTES = 6;
/** Votes that lie a second apart are one: a tick may fall beside where it was looked for. */
const SAME_MS = 1_000;

export async function readVotes(reader: TextReader, lines: readonly LinePicture[], options: VoteOptions): Promise<TextVotes> {
  const voted: { readonly start: number; readonly atMs: number }[] = [];
  let [clockLike, dated] = [0, 0];
  for (const [read, { picture, atMs }] of fromBothEnds(lines).entries()) {
    // Enough of one mind, and no other voice, from both ends of the stretch: a clock may be set in the middle of it.
    const sofar = pooled(voted.map(({ start }) => start));
    if (read >= 2 && sofar.votes >= ENOUGH_VOTES && sofar.against === 0) break;
    for (const prepared of preparations(picture, options.letterHeightPx)) {
      if (options.signal.aborted) break;
      const clock = clockFromText(await reader.read(prepared));
      if (clock === null) continue;
      clockLike++;
      if (clock.date !== null) dated++;
      const found = instantsFrom(clock, options).map((instant) => instant - Math.floor(atMs / 1000) * 1000);
      voted.push(...found.map((start) => ({ start, atMs })));
    }
  }
  return { ...pooled(voted.map(({ start }) => start)), clockLike, dated, hasJump: isSplitInTime(voted) };
}

/** Fewer are letters that were misread. */
const JUMP_VOTES_MIN = 3;

/** Whether two times were read, several times each, one in all of its pictures before the other. */
function isSplitInTime(voted: readonly { readonly start: number; readonly atMs: number }[]): boolean {
  const groups = [...Map.groupBy(voted, ({ start }) => start)].filter(([, each]) => each.length >= JUMP_VOTES_MIN).map(([start, each]) => ({ start, atMs: each.map(({ atMs }) => atMs) }));
  return groups.some((a) => groups.some((b) => Math.abs(a.start - b.start) > SAME_MS && Math.max(...a.atMs) < Math.min(...b.atMs)));
}

/** First, last, second, last but one, and so on. */
const fromBothEnds = <T>(all: readonly T[]): readonly T[] => all.map((_, i) => all[i % 2 === 0 ? i / 2 : all.length - (i + 1) / 2]!);

/** The file's own time tells the half of the day, or month from day, if it is this near. */
export const HALF_DAY_NEAR_MS = 30 * 60_000;

function instantsFrom(clock: WrittenClock, { timezone, nearMs, isHalfDay }: VoteOptions): number[] {
  // A reading that lost its date votes for no day.
  if (clock.date === null && nearMs === null) return [];
  const instants = instantsOf(clock, timezone, nearMs, (isHalfDay ?? false) && clock.half === null);
  const likely = instants.filter((at) => nearMs !== null && Math.abs(at - nearMs) <= HALF_DAY_NEAR_MS);
  // It may have lost its PM as well: then it counts only where the file says much the same.
  const isInDoubt = isHalfDay === null && clock.half === null && clock.hour >= 1 && clock.hour <= 12;
  return isInDoubt || (instants.length > 1 && likely.length === 1) ? likely : instants;
}

function pooled(starts: readonly number[]): Pick<TextVotes, "startMs" | "votes" | "against"> {
  const counts = new Map<number, number>();
  for (const start of starts) counts.set(start, (counts.get(start) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const best = ranked[0];
  if (best === undefined) return { startMs: null, votes: 0, against: 0 };
  const near = (start: number): boolean => Math.abs(start - best[0]) <= SAME_MS;
  return {
    startMs: best[0],
    votes: ranked.filter(([start]) => near(start)).reduce((sum, [, count]) => sum + count, 0),
    against: ranked.find(([start]) => !near(start))?.[1] ?? 0,
  };
}
