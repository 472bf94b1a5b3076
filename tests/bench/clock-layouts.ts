// The clips for what the world's clocks look like beyond fonts and grounds: layouts, sizes of picture, clocks without
// seconds, clocks that stand still or jump. Each says what may be answered; what they are measured by is osd.bench.ts.

import { STRETCH_MS } from "../../engine/osd/read-picture-clock.ts";
import { clockFormats, type ClockClip } from "../support/clock-footage.ts";
import type { NamedClip } from "./clock-clips.ts";

/** A day of the month that can be no month, and one that can: 2024-03-21 and 2024-03-04, 14:27:41.3 as it is shown. */
const CLEAR_MS = Date.UTC(2024, 2, 21, 14, 27, 41, 300);
const OPEN_MS = Date.UTC(2024, 2, 4, 14, 27, 41, 300);
const HOUR_MS = 3_600_000;

type Case = Partial<ClockClip> & { readonly name: string } & Pick<NamedClip, "nearAwayMs" | "isSilenceRight">;

function named(size: Pick<ClockClip, "widthPx" | "heightPx">, seed: number, cases: readonly Case[]): readonly NamedClip[] {
  return cases.map(({ name, nearAwayMs, isSilenceRight, ...rest }, i) => ({
    name, look: name, hasDayName: false, isOfHalf: true, ...(nearAwayMs === undefined ? {} : { nearAwayMs }), ...(isSilenceRight === undefined ? {} : { isSilenceRight }),
    clip: {
      ...size, family: "DejaVu Sans Mono", style: "outlined", colour: "white", scene: "mixed", corner: "top-left", format: clockFormats.iso, firstMs: CLEAR_MS,
      seconds: STRETCH_MS / 1000, framesPerSecond: 10, seed: seed * 1_000 + 800 + i, ...rest,
    },
  }));
}

/** What stands in the line and beside it. */
export function layoutClips(size: Pick<ClockClip, "widthPx" | "heightPx">, seed: number): readonly NamedClip[] {
  return named(size, seed, [
    { name: "DD-MM-YYYY, a day that is no month", format: clockFormats.dayFirst, nearAwayMs: 40 * 24 * HOUR_MS },
    { name: "MM-DD-YYYY, a day that is no month", format: clockFormats.monthFirst, nearAwayMs: 40 * 24 * HOUR_MS },
    { name: "DD-MM-YYYY, which may be either, the file near", format: clockFormats.dayFirst, firstMs: OPEN_MS },
    { name: "DD-MM-YYYY, which may be either, the file far", format: clockFormats.dayFirst, firstMs: OPEN_MS, nearAwayMs: 40 * 24 * HOUR_MS, isSilenceRight: true },
    { name: "MM/DD/YYYY, which may be either, the file far", format: clockFormats.monthFirstSlash, firstMs: OPEN_MS, nearAwayMs: -9 * 24 * HOUR_MS, isSilenceRight: true },
    { name: "DD.MM.YYYY", format: clockFormats.dayFirstDots, family: "DejaVu Sans" },
    { name: "YYYY.MM.DD", format: clockFormats.dots, family: "DejaVu Serif" },
    { name: "年月日 星期", format: clockFormats.hanWeek, corner: "bottom-left" },
    { name: "AM and PM, the file near", format: clockFormats.halfDay },
    { name: "AM and PM, the file 12 h away", format: clockFormats.halfDay, nearAwayMs: 12 * HOUR_MS },
    { name: "下午, the file 12 h away", format: clockFormats.halfDayHan, nearAwayMs: 12 * HOUR_MS, family: "Noto Sans CJK SC" },
    { name: "date and time in different corners", format: clockFormats.timeOnly, other: { corner: "bottom-right", format: clockFormats.dateOnly, firstMs: CLEAR_MS } },
    { name: "date in another corner, the file a day away", format: clockFormats.timeOnly, other: { corner: "bottom-right", format: clockFormats.dateOnly, firstMs: CLEAR_MS }, nearAwayMs: 24 * HOUR_MS + 60_000 },
    { name: "a name with digits before it", format: clockFormats.titleBefore },
    { name: "a name with digits behind it", format: clockFormats.titleBehind, corner: "bottom-left", family: "DejaVu Sans" },
    { name: "a name with digits in another corner", other: { corner: "bottom-right", format: () => "CAM 01 12", firstMs: CLEAR_MS } },
    { name: "in the picture's bottom, boxed", corner: "bottom-right", style: "boxed" },
    { name: "two clocks, an hour apart", other: { corner: "bottom-right", format: clockFormats.iso, firstMs: CLEAR_MS + HOUR_MS }, isSilenceRight: true },
    { name: "stands still", isFrozen: true, isSilenceRight: true },
    { name: "stands still, a lamp beside it", isFrozen: true, lampMs: 2_000, isSilenceRight: true },
    { name: "jumps by an hour at the 9th second", jump: { atMs: 9_000, byMs: HOUR_MS }, isSilenceRight: true },
    { name: "jumps back by an hour at the 13th second", jump: { atMs: 13_000, byMs: -HOUR_MS }, isSilenceRight: true },
    { name: "jumps by 3 s at the 20th second", jump: { atMs: 20_000, byMs: 3_000 }, isSilenceRight: true },
    { name: "colons that blink", format: clockFormats.blinking },
    { name: "a box hardly seen", style: "boxed", boxOpacity: 0.25, ground: "water" },
    { name: "few bits", crf: 40 }, { name: "hardly any bits", crf: 48 }, { name: "few bits, 12 px high", crf: 36, share: 12 / size.heightPx },
    { name: "noise of the night", noise: 40, scene: "dark", style: "plain" }, { name: "noise of the night, outlined", noise: 60, scene: "dark" },
    { name: "12 px high", share: 12 / size.heightPx }, { name: "10 px high, dots", share: 16 / size.heightPx, family: "dots" },
  ]);
}

/** Letters before heavy traffic, without a box: in each font. */
export function trafficClips(size: Pick<ClockClip, "widthPx" | "heightPx">, seed: number): readonly NamedClip[] {
  return named(size, seed + 50, ["DejaVu Sans Mono", "DejaVu Sans", "Noto Sans CJK SC", "bold DejaVu Sans", "dots", "DejaVu Serif"].map((family, i) => ({
    name: `before traffic, ${family}`, family, ground: "traffic", format: i % 2 === 0 ? clockFormats.iso : clockFormats.week, corner: i % 2 === 0 ? "top-left" : "bottom-right",
  })));
}

/** Clocks without seconds: the change of the minute seen, not seen, and where they stand still. */
export function minuteClips(size: Pick<ClockClip, "widthPx" | "heightPx">, seed: number): readonly NamedClip[] {
  const early = Date.UTC(2024, 2, 1, 8, 15, 3, 200);
  return named(size, seed + 70, [
    { name: "no seconds, 100 s", format: clockFormats.minutes, seconds: 100 },
    { name: "no seconds, 100 s, slashes and PM", format: clockFormats.minutesHalfDay, seconds: 100, family: "DejaVu Sans", nearAwayMs: 7_000_000 },
    { name: "no seconds, 100 s, AM, month and day open", format: clockFormats.minutesHalfDay, firstMs: early, seconds: 100, nearAwayMs: 60 * 24 * HOUR_MS, isSilenceRight: true },
    { name: "no seconds, 100 s, boxed, day name", format: clockFormats.minutesWeek, seconds: 100, style: "boxed", corner: "bottom-right", family: "Noto Sans CJK SC" },
    { name: "no seconds, 100 s, dots", format: clockFormats.minutes, seconds: 100, family: "dots" },
    { name: "no seconds, 100 s, on water", format: clockFormats.minutes, seconds: 100, ground: "water", family: "bold DejaVu Sans" },
    { name: "no seconds, 100 s, traffic", format: clockFormats.minutes, seconds: 100, ground: "traffic", family: "DejaVu Serif" },
    { name: "no seconds, 100 s, black on light", format: clockFormats.minutes, seconds: 100, style: "plain", colour: "black", scene: "light" },
    { name: "no seconds, 100 s, white on light", format: clockFormats.minutes, seconds: 100, style: "plain", scene: "light", family: "Noto Sans CJK SC" },
    { name: "no seconds, 30 s with a change", format: clockFormats.minutes, seconds: 30 },
    { name: "no seconds, 26 s without a change", format: clockFormats.minutes, seconds: 26, firstMs: early },
    { name: "no seconds, 26 s without a change, 4 frames a second", format: clockFormats.minutes, seconds: 26, firstMs: early, framesPerSecond: 4, family: "DejaVu Sans" },
    { name: "no seconds, 100 s, stands still", format: clockFormats.minutes, seconds: 100, isFrozen: true, isSilenceRight: true },
    { name: "no seconds, 100 s, jumps by an hour", format: clockFormats.minutes, seconds: 100, jump: { atMs: 60_000, byMs: HOUR_MS }, isSilenceRight: true },
  ]);
}

/** Sizes of recorders and cameras: name, as shown, and width as encoded where pixels are no squares. */
const SIZES: readonly (readonly [name: string, widthPx: number, heightPx: number, codedWidthPx?: number])[] = [
  ["352x288", 384, 288, 352], ["704x576", 768, 576, 704], ["720x480", 640, 480, 720], ["960x576", 1024, 576, 960], ["960x1080", 1920, 1080, 960],
  ["1280x720", 1280, 720], ["2304x1296", 2304, 1296], ["2560x1440", 2560, 1440], ["3840x2160", 3840, 2160], ["1080x1920, upright", 1080, 1920],
];

export function sizeClips(seed: number): readonly NamedClip[] {
  return SIZES.flatMap(([name, widthPx, heightPx, codedWidthPx], i) => named({ widthPx, heightPx }, seed + 90 + i, [
    {
      name, framesPerSecond: heightPx > 1_200 ? 8 : 12, style: i % 2 === 0 ? "outlined" : "boxed", family: i % 2 === 0 ? "DejaVu Sans Mono" : "Noto Sans CJK SC", format: i % 3 === 0 ? clockFormats.week : clockFormats.iso,
      corner: i % 2 === 0 ? "top-right" : "bottom-left", ...(heightPx > widthPx ? { share: 0.022 } : heightPx > 1_200 ? { share: 0.03 } : {}), ...(codedWidthPx === undefined ? {} : { codedWidthPx }),
    },
  ]));
}
