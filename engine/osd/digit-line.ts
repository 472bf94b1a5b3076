// Finds learnt digits along the line that a clock stands on and tells its fields apart by the distances between them:
// digits of one number stand a pitch apart, anything else is a separator. Reads nothing that is no digit.

import type { WrittenClock } from "./clock-text.ts";
import { correlation, patchAt, type DigitFont } from "./digit-templates.ts";
import type { GrayPicture } from "./gray-picture.ts";

interface FoundDigit {
  readonly x: number;
  readonly digit: number;
  readonly score: number;
  /** By how much it fits better than any other digit. */
  readonly margin: number;
}

/** A clock is no longer than this, in pitches: date, day, time. It ends with the seconds. 2021年11月12日 星期五 13:59:47 is 30. */
const LINE_REACH = 34;
/** Below this a place is no digit. */
const SCORE_MIN = 0.68;
/** Strokes and Han characters fit a digit as well as this share of how well digits do, in a picture where they do so well. */
const USUAL_SHARE = 0.82;
/** A digit that another one fits nearly as well is not read. */
const MARGIN_MIN = 0.04;

function bestAt(picture: GrayPicture, font: DigitFont, x: number): FoundDigit | null {
  const { units, templates, weights, offPx } = font;
  let best: FoundDigit | null = null;
  for (let dy = -offPx; dy <= offPx; dy++) {
    const patch = patchAt(picture, { ...units, x, y: units.y + dy }, weights);
    if (patch === null) continue;
    const scores = templates.map((template) => correlation(patch, template));
    const digit = scores.indexOf(Math.max(...scores));
    const score = scores[digit]!;
    if (best !== null && score <= best.score) continue;
    best = { x, digit, score, margin: score - Math.max(...scores.filter((_, i) => i !== digit)) };
  }
  return best;
}

/** In pitches: digits of one number stand a whole one apart, and a separator only adds to it. */
const DISTANCE_MIN = 0.82;

/** Digits along the line by place, none over another: the better fit stays. */
function digitsAlong(picture: GrayPicture, font: DigitFont): FoundDigit[] {
  const all: FoundDigit[] = [];
  const fromX = Math.max(0, Math.round(font.units.x - LINE_REACH * font.pitchPx));
  for (let x = fromX; x <= font.units.x + 2; x++) {
    const found = bestAt(picture, font, x);
    if (found !== null && found.score >= SCORE_MIN) all.push(found);
  }
  const kept: FoundDigit[] = [];
  for (const found of all.sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => Math.abs(other.x - found.x) >= DISTANCE_MIN * font.pitchPx)) kept.push(found);
  }
  return kept.sort((a, b) => a.x - b.x);
}

/** Runs of digits that stand a pitch apart: the numbers of the line. */
function numbersOf(digits: readonly FoundDigit[], pitchPx: number): FoundDigit[][] {
  const numbers: FoundDigit[][] = [];
  const tolerance = Math.max(1.5, 0.16 * pitchPx);
  for (const digit of digits) {
    const run = numbers.at(-1);
    if (run !== undefined && Math.abs(digit.x - run.at(-1)!.x - pitchPx) <= tolerance) run.push(digit);
    else numbers.push([digit]);
  }
  return numbers;
}

export interface LineReading {
  readonly clock: WrittenClock;
  /** The least margin of its digits. */
  readonly margin: number;
  /** Something stands where a word for half of the day would. One reading may be misled by what moves behind it. */
  readonly mayBeHalfDay: boolean;
  /** From its first to behind its last digit, in the line's pixels. */
  readonly fromX: number;
  readonly toX: number;
}

const textOf = (run: readonly FoundDigit[]): string => run.map(({ digit }) => digit).join("");
/** In pitches between the last digit of one run and the first of the next, 0 where they would be one number. */
const gapBetween = (left: readonly FoundDigit[], right: readonly FoundDigit[], pitchPx: number): number => (right[0]!.x - left.at(-1)!.x) / pitchPx - 1;

/** A colon, a dash, a stroke, a 年: from a narrow sign to a wide one. */
const isSeparator = (gap: number): boolean => gap > 0.15 && gap < 2.3;
/** How far before the time a date may stand, in pitches, and how many digits there are one. */
const DATE_REACH = 26;
const DATE_DIGITS_MIN = 4;
/** Two Han characters and the space around them, in pitches of a digit: 上午, but 周五 as well. Three, as 星期五 has, are wider. */
const isTwoCharacters = (gap: number): boolean => gap > 2.3 && gap < 5.9;

/** The date before a run: year first or last, each part beside the next. One digit alone is a 月 that looks like one. */
function dateBefore(before: readonly FoundDigit[][], pitchPx: number): readonly FoundDigit[][] | null {
  const numbers = before.filter((run) => run.length > 1);
  for (let last = numbers.length - 1; last >= 2 && last >= numbers.length - 4; last--) {
    const parts = numbers.slice(last - 2, last + 1);
    const shape = parts.map((part) => part.length).join(",");
    if ((shape === "4,2,2" || shape === "2,2,4") && isSeparator(gapBetween(parts[0]!, parts[1]!, pitchPx)) && isSeparator(gapBetween(parts[1]!, parts[2]!, pitchPx))) return parts;
  }
  return null;
}

/** What one picture of the line says; null where its digits are no clock, or one of them is in doubt. */
export function readLine(picture: GrayPicture, font: DigitFont): LineReading | null {
  const { units, pitchPx } = font;
  const digits = digitsAlong(picture, font);
  const usual = digits.map(({ score }) => score).sort((a, b) => a - b)[Math.floor(digits.length / 2)] ?? 1;
  const numbers = numbersOf(digits.filter(({ score }) => score >= USUAL_SHARE * usual), pitchPx);
  const at = numbers.findIndex((run) => Math.abs(run.at(-1)!.x - units.x) <= Math.max(2, 0.2 * pitchPx));
  const time = numbers.slice(Math.max(0, at - 2), at + 1);
  if (at < 2 || time.some((run) => run.length !== 2)) return null;
  if (!isSeparator(gapBetween(time[0]!, time[1]!, pitchPx)) || !isSeparator(gapBetween(time[1]!, time[2]!, pitchPx))) return null;
  const date = dateBefore(numbers.slice(0, at - 2), pitchPx);
  // Digits beside the time that make no date are one that is not read, and a day guessed instead of it would be a lie.
  if (date === null && digits.filter(({ x }) => x < time[0]![0]!.x && time[0]![0]!.x - x < DATE_REACH * pitchPx).length >= DATE_DIGITS_MIN) return null;
  const used = [...(date ?? []), ...time].flat();
  const margin = Math.min(...used.map((digit) => digit.margin));
  if (margin < MARGIN_MIN) return null;
  const [hour, minute, second] = time.map((run) => Number(textOf(run))) as [number, number, number];
  const beforeTime = date === null ? null : gapBetween(date[2]!, time[0]!, pitchPx);
  return {
    clock: { date: date === null ? null : (date.map(textOf) as [string, string, string]), hour, minute, second, half: null },
    margin, mayBeHalfDay: (beforeTime !== null && isTwoCharacters(beforeTime)) || standsSomethingBehind(picture, font),
    fromX: used[0]!.x, toX: time[2]!.at(-1)!.x + units.width,
  };
}

/** Whether letters seem to stand right behind the seconds, such as PM: contrast like that of the digits. */
function standsSomethingBehind(picture: GrayPicture, font: DigitFont): boolean {
  const { units, pitchPx } = font;
  const deviation = (x: number, width: number): number => {
    let [sum, squares, count] = [0, 0, 0];
    for (let row = units.y; row < units.y + units.height; row++) {
      for (let column = Math.round(x); column < Math.min(picture.widthPx, Math.round(x + width)); column++) {
        const value = picture.pixels[row * picture.widthPx + column]!;
        sum += value;
        squares += value ** 2;
        count++;
      }
    }
    return count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  };
  return deviation(units.x + units.width + 0.35 * pitchPx, 2 * pitchPx) > 0.45 * deviation(units.x - pitchPx, 2 * pitchPx);
}
