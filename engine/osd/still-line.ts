// What a line that stands still says, by votes: pictures of it from before and after each change, each prepared in several
// ways and sizes, read by the text recogniser. Nothing else reads it, so that the votes must be many and of one mind.

import { instantsOf, stampFromText, type StillStamp, type WrittenClock } from "./clock-text.ts";
import type { PixelBox } from "./gray-frames.ts";
import { blackOnWhite, brightStrokes, cropped, darkStrokes, inverted, otsuLevel, scaled, withoutBorderParts, type GrayPicture } from "./gray-picture.ts";
import { meanOf, type LineChange, type StillPictures } from "./still-pictures.ts";
import type { TextLine } from "./text-lines.ts";
import type { TextReader } from "./text-reader.ts";
import { HALF_DAY_NEAR_MS } from "./text-votes.ts";

/** A stamp, and how many minutes the clock had gone on by then since the first picture. */
export interface StillVote {
  readonly stamp: StillStamp;
  readonly minutesOn: number;
}

export interface StillLine {
  readonly box: PixelBox;
  readonly votes: readonly StillVote[];
  readonly readingsCount: number;
}

/** Pictures that one mean is made of, and means that are read on each side of a change: fewer where two have said enough. */
const MEAN_OF = 4;
const MEANS_OF_SIDE = 4;
const ENOUGH_VOTES = 14;
/** Greys that letters in white stand above; the outline around them, and most of a scene, below. */
const LETTER_LEVELS = [160, 190, 215] as const;
/** Heights that a letter is read at. */
const HEIGHTS_PX = [28, 40] as const;
/** Around a line, in heights of a letter: what stands beside it belongs to it. */
const BESIDE = 3;

/** The box and what may belong to it, whole pixels inside of the picture. */
export function boxAround({ box, letterHeightPx }: TextLine, { widthPx, heightPx }: StillPictures): PixelBox {
  const left = Math.max(0, Math.floor(box.x - BESIDE * letterHeightPx));
  const top = Math.max(0, Math.floor(box.y - 0.45 * letterHeightPx));
  return {
    x: left, y: top, width: Math.min(widthPx, Math.ceil(box.x + box.width + BESIDE * letterHeightPx)) - left,
    height: Math.min(heightPx, Math.ceil(box.y + box.height + 0.45 * letterHeightPx)) - top,
  };
}

/** Stretches of pictures between changes, half-open; what lies at a change is left out. */
function sidesOf(count: number, changes: readonly LineChange[]): readonly (readonly [from: number, to: number])[] {
  const edges = [0, ...changes.map(({ index }) => index), count];
  return edges.slice(1).map((to, i) => [edges[i]!, to] as const);
}

/** The line in the ways that were found to help: above all letters set free of their outline and of what touches the border. */
function stillPreparations(line: GrayPicture, heightPx: number): readonly GrayPicture[] {
  const stroke = Math.max(2, Math.round(heightPx * 0.16));
  const [bright, dark, dim] = [brightStrokes(line, stroke), darkStrokes(line, stroke), inverted(line)];
  return [
    line, dim, ...[otsuLevel(line), ...LETTER_LEVELS].map((level) => withoutBorderParts(blackOnWhite(line, level))), withoutBorderParts(blackOnWhite(dim, otsuLevel(dim))),
    blackOnWhite(bright, otsuLevel(bright)), inverted(bright), blackOnWhite(dark, otsuLevel(dark)),
  ];
}

export async function readStillLine(reader: TextReader, still: StillPictures, line: TextLine, changes: readonly LineChange[], signal: AbortSignal): Promise<StillLine> {
  const box = boxAround(line, still);
  const votes: StillVote[] = [];
  let readingsCount = 0;
  for (const [minutesOn, [from, to]] of sidesOf(still.pictures.length, changes).entries()) {
    const means = Math.max(1, Math.min(MEANS_OF_SIDE, Math.floor((to - from) / MEAN_OF)));
    for (let i = 0; i < means; i++) {
      if (i >= 2 && votes.filter((vote) => vote.minutesOn === minutesOn).length >= ENOUGH_VOTES) break;
      const start = from + Math.floor(((to - from) * i) / means);
      const picture = meanOf(still, start, Math.min(to, start + MEAN_OF));
      for (const heightPx of HEIGHTS_PX) {
        for (const prepared of stillPreparations(scaled(cropped(picture, box.x, box.y, box.width, box.height), heightPx / line.letterHeightPx), heightPx)) {
          if (signal.aborted) return { box, votes, readingsCount };
          readingsCount++;
          const stamp = stampFromText(await reader.read(prepared));
          if (stamp !== null) votes.push({ stamp, minutesOn });
        }
      }
      // Nothing in a dozen readings that looks like a clock or a date.
      if (votes.length === 0) return { box, votes, readingsCount };
    }
  }
  return { box, votes, readingsCount };
}

/** What most votes say, with those that say the next best. */
export interface Poll<T> {
  readonly value: T;
  readonly votes: number;
  readonly against: number;
  /** 0–1: share of all that voted. */
  readonly share: number;
  /** Of those votes, how many on each side of a change: some where the line was seen to change. */
  readonly sides: ReadonlyMap<number, number>;
}

function poll<T>(ballots: readonly { readonly key: string; readonly value: T; readonly side: number }[]): Poll<T> | null {
  const ranked = [...Map.groupBy(ballots, ({ key }) => key).values()].sort((a, b) => b.length - a.length);
  const best = ranked[0];
  if (best === undefined) return null;
  return { value: best[0]!.value, votes: best.length, against: ranked[1]?.length ?? 0, share: best.length / ballots.length, sides: new Map([...Map.groupBy(best, ({ side }) => side)].map(([side, each]) => [side, each.length])) };
}

export type WrittenDate = NonNullable<WrittenClock["date"]>;

export const pollDates = ({ votes }: StillLine): Poll<WrittenDate> | null =>
  poll(votes.flatMap(({ stamp: { date }, minutesOn }) => (date === null ? [] : [{ key: date.join(), value: date, side: minutesOn }])));

export interface StillContext {
  readonly timezone: string;
  readonly nearMs: number | null;
}

/** Votes for a word for half of the day: fewer are letters that were taken for one. */
const HALF_VOTES_MIN = 3;

/**
 * The minutes, as instants, that the line may have shown in the first picture: more than one where it may mean either.
 * `date`: what stands elsewhere in the picture, for a line that has none.
 * @param isDayOfFile a line without any date is taken for that of the file's day nearest to it, instead of for nothing
 */
export function pollMinutes({ votes }: StillLine, date: WrittenDate | null, isDayOfFile: boolean, { timezone, nearMs }: StillContext): Poll<readonly number[]> | null {
  const timed = votes.flatMap(({ stamp, minutesOn }) => (stamp.time === null || stamp.time.second !== null ? [] : [{ date: stamp.date ?? date, time: stamp.time, minutesOn }]));
  const hasHalf = timed.filter(({ time }) => time.half !== null).length >= HALF_VOTES_MIN;
  const isHalfDay = timed.filter(({ time }) => time.isHalfDay).length * 2 >= timed.length;
  return poll(timed.flatMap(({ date: written, time, minutesOn }) => {
    // Where some readings have the word, one without it has lost it.
    if ((written === null && !isDayOfFile) || (hasHalf && time.half === null)) return [];
    const instants = instantsOf({ date: written, hour: time.hour, minute: time.minute, second: 0, half: hasHalf ? time.half : null }, timezone, nearMs, !hasHalf && isHalfDay).map((at) => at - minutesOn * 60_000);
    return instants.length === 0 ? [] : [{ key: instants.join(), value: instants, side: minutesOn }];
  }));
}

/** The seconds that a line shows although it stands still. */
export const pollSeconds = ({ votes }: StillLine): Poll<string> | null =>
  poll(votes.flatMap(({ stamp: { time }, minutesOn }) => (time === null || time.second === null ? [] : [{ key: `${time.hour}:${time.minute}:${time.second}`, value: "", side: minutesOn }])));

/** Of several that a line may mean, the one that the file's own time is near to; null where it is near to none. */
export function likelyOf(instants: readonly number[], nearMs: number | null): number | null {
  if (instants.length === 1) return instants[0]!;
  const near = instants.filter((at) => nearMs !== null && Math.abs(at - nearMs) <= HALF_DAY_NEAR_MS);
  return near.length === 1 ? near[0]! : null;
}
