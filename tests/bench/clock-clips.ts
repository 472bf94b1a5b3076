// The clips that reading the picture's clock is measured on: every font in every look, the rest (corner, rate, what the
// clock writes and when) drawn by a seed; and the situations that are hard, each with what may be answered.

import { STRETCH_MS } from "../../engine/osd/read-picture-clock.ts";
import { clockFormats, type ClockClip, type ClockCorner } from "../support/clock-footage.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

/** Five for every run, and five that nothing was ever tried on while the reader was made. */
export const fontSets = {
  usual: ["DejaVu Sans Mono", "DejaVu Sans", "DejaVu Serif", "Noto Sans CJK SC", "bold DejaVu Sans"],
  other: ["dots", "Noto Serif CJK SC", "bold DejaVu Sans Mono", "Noto Sans Mono CJK SC", "bold Noto Sans CJK SC"],
} as const;

const LOOKS = [
  { style: "outlined", colour: "white", scene: "mixed" }, { style: "outlined", colour: "white", scene: "light" },
  { style: "plain", colour: "white", scene: "dark" }, { style: "plain", colour: "white", scene: "light" },
  { style: "plain", colour: "black", scene: "light" }, { style: "boxed", colour: "white", scene: "mixed" },
] as const;
const CORNERS: readonly ClockCorner[] = ["top-left", "top-right", "bottom-left", "bottom-right"];
const RATES = [25, 12, 10] as const;
type FormatName = keyof typeof clockFormats;
/** Two of five have a Chinese day name. */
const WITH_DAY: readonly FormatName[] = ["week", "dayBehind", "hanWeek"];
const WITHOUT_DAY: readonly FormatName[] = ["iso", "slash", "han", "monthFirst", "halfDay", "timeOnly"];

export interface NamedClip {
  readonly name: string;
  readonly look: string;
  readonly hasDayName: boolean;
  /** Every font in half of the looks, every look in half of the fonts. */
  readonly isOfHalf: boolean;
  /** How far the file's own time is from what the clock shows, where it is not the usual. */
  readonly nearAwayMs?: number;
  /** No answer is the right one. */
  readonly isSilenceRight?: boolean;
  readonly clip: ClockClip;
}

type Size = Pick<ClockClip, "widthPx" | "heightPx">;

/** Thirty clips: five fonts in six looks. */
export function clockClips(size: Size, families: readonly string[], seed: number): readonly NamedClip[] {
  const numbers = seededIntegers(seed);
  const oneOf = <T>(list: readonly T[]): T => list[numbers(0, list.length - 1)]!;
  return families.flatMap((family, f) => LOOKS.map((look, l) => {
    const no = f * LOOKS.length + l;
    const hasDayName = no % 5 === 1 || no % 5 === 3;
    const formatName = oneOf(hasDayName ? WITH_DAY : WITHOUT_DAY);
    const corner = oneOf(CORNERS);
    const clip: ClockClip = {
      ...size, family, ...look, corner, format: clockFormats[formatName], firstMs: instantFrom(numbers), seconds: STRETCH_MS / 1000,
      framesPerSecond: oneOf(RATES), seed: seed * 1_000 + no, share: oneOf([0.04, 0.05, 0.05]),
    };
    const lookName = `${look.colour} ${look.style} on ${look.scene}`;
    return { name: `${family}, ${lookName}, ${corner}, ${formatName}`, look: lookName, hasDayName, isOfHalf: (f + l) % 2 === 0, clip };
  }));
}

/** Any millisecond of five years. */
const instantFrom = (numbers: (low: number, high: number) => number): number => Date.UTC(2021, 0, 1) + numbers(0, 5 * 365 * 86_400 - 1) * 1_000 + numbers(0, 999);

/** Clips without a clock: a scene alone, water, a lamp that goes on and off once a second or slower, a name that stands still. */
export function clipsWithoutClock(size: Size, seed: number): readonly NamedClip[] {
  const numbers = seededIntegers(seed);
  const grounds: readonly (Partial<ClockClip> & { readonly name: string })[] = [
    { name: "a scene" }, { name: "a light scene", scene: "light" }, { name: "water", ground: "water" },
    { name: "a lamp, once a second", lampMs: 1_000 }, { name: "a lamp, every two seconds", lampMs: 2_000 },
    { name: "a name that stands still", format: () => "CAMERA 01 通道" }, { name: "a name and a lamp", format: () => "2021-11-12 CAM 01", lampMs: 2_000 },
  ];
  return grounds.map(({ name, ...rest }, i) => ({
    name, look: name, hasDayName: false, isOfHalf: true,
    clip: {
      ...size, family: "DejaVu Sans", style: "outlined", colour: "white", scene: "mixed", corner: "top-left", format: () => "", firstMs: instantFrom(numbers),
      seconds: STRETCH_MS / 1000, framesPerSecond: RATES[i % RATES.length]!, seed: seed * 1_000 + 500 + i, ...rest,
    },
  }));
}

/** Situations that are hard: right is welcome, silent is allowed, wrong is not. */
export function hardClips(size: Size, seed: number): readonly NamedClip[] {
  const numbers = seededIntegers(seed);
  const day = clockFormats.week;
  const cases: readonly (Partial<ClockClip> & { readonly name: string; readonly awayMs?: number })[] = [
    { name: "on water", ground: "water" }, { name: "on water, dark", ground: "water", scene: "dark", style: "plain" }, { name: "on water, boxed", ground: "water", style: "boxed" },
    { name: "on water, Chinese day", ground: "water", format: day },
    { name: "before traffic", ground: "traffic" }, { name: "before traffic, boxed, Chinese day", ground: "traffic", style: "boxed", format: day },
    { name: "上午 and 下午", format: clockFormats.halfDayHan }, { name: "pixels that are not square", codedWidthPx: (size.heightPx * 11) / 9 },
    { name: "minutes only", format: clockFormats.minutes },
    { name: "two clocks, 3 s apart", awayMs: 3_400 }, { name: "two clocks, a day apart", awayMs: 86_400_300 }, { name: "two clocks of one mind", awayMs: 0 },
    { name: "1 frame a second", framesPerSecond: 1 }, { name: "2 frames a second", framesPerSecond: 2 }, { name: "5 frames a second", framesPerSecond: 5 },
    { name: "8 s long", seconds: 8 }, { name: "14 s long", seconds: 14 }, { name: "20 s long", seconds: 20 },
    { name: "a lamp beside it", lampMs: 2_000 },
  ];
  return cases.map(({ name, awayMs, ...rest }, i) => {
    const firstMs = instantFrom(numbers);
    return {
      name, look: name, hasDayName: false, isOfHalf: true,
      clip: {
        ...size, family: fontSets.usual[i % fontSets.usual.length]!, style: "outlined", colour: "white", scene: "mixed", corner: CORNERS[i % CORNERS.length]!, format: clockFormats.iso, firstMs,
        seconds: STRETCH_MS / 1000, framesPerSecond: RATES[i % RATES.length]!, seed: seed * 1_000 + 700 + i,
        ...(awayMs === undefined ? {} : { other: { corner: CORNERS[(i + 2) % CORNERS.length]!, format: clockFormats.slash, firstMs: firstMs + awayMs } }), ...rest,
      },
    };
  });
}
