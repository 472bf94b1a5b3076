// Clips with a clock burnt into the picture, made for the reading of it: a moving scene, the clock in a font, size, corner
// and style, encoded by ffmpeg. What the clock shows is known to the millisecond.

import { createCanvas, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { seededIntegers } from "./seeded-numbers.ts";

export type ClockCorner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

export type ClockFormat = (local: Date, atMs: number) => string;

export interface ClockClip {
  readonly widthPx: number;
  readonly heightPx: number;
  /** CSS font family that the canvas finds, with weight where wanted: `bold DejaVu Sans Mono`. `dots`: letters of whole dots, as recorders draw them. */
  readonly family: string;
  readonly style: "outlined" | "plain" | "boxed";
  readonly colour: "white" | "black";
  readonly scene: "light" | "dark" | "mixed";
  readonly corner: ClockCorner;
  /** Of what the clock shows, to the second, and of where the clip is. */
  readonly format: ClockFormat;
  /** What the clock shows at the first frame, as if it were UTC. */
  readonly firstMs: number;
  readonly seconds: number;
  readonly framesPerSecond: number;
  readonly seed: number;
  /** Height of the letters as a share of the picture's. */
  readonly share?: number;
  /** What lies behind: blocks that stand still and a few that move, ripples that never rest, or large blocks that drive through. Default: still. */
  readonly ground?: "still" | "water" | "traffic";
  /** Another clock in the same picture, in the same look. */
  readonly other?: { readonly corner: ClockCorner; readonly format: ClockFormat; readonly firstMs: number };
  /** A lamp that goes on and off, each for half of this. */
  readonly lampMs?: number;
  /** Width in pixels as encoded, where they are not square: analogue recorders. */
  readonly codedWidthPx?: number;
  /** The clock stands still at what it shows first. */
  readonly isFrozen?: boolean;
  /** From here on it shows that much more. */
  readonly jump?: { readonly atMs: number; readonly byMs: number };
  /** How much of what lies behind a box it hides, 0–1. */
  readonly boxOpacity?: number;
  /** Strength of the sensor's noise, as ffmpeg's filter counts it; 6 where none is given. */
  readonly noise?: number;
  /** As x264 counts it, higher is worse; 26 where none is given. */
  readonly crf?: number;
}

const two = (value: number): string => String(value).padStart(2, "0");
const dateOf = (d: Date, sign: string): string => [d.getUTCFullYear(), two(d.getUTCMonth() + 1), two(d.getUTCDate())].join(sign);
const timeOf = (d: Date): string => [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(":");
const dayOf = (d: Date): string => `星期${"日一二三四五六"[d.getUTCDay()]!}`;

/** As recorders write it. */
export const clockFormats = {
  iso: (d: Date) => `${dateOf(d, "-")} ${timeOf(d)}`,
  slash: (d: Date) => `${dateOf(d, "/")} ${timeOf(d)}`,
  week: (d: Date) => `${dateOf(d, "-")} ${dayOf(d)} ${timeOf(d)}`,
  han: (d: Date) => `${d.getUTCFullYear()}年${two(d.getUTCMonth() + 1)}月${two(d.getUTCDate())}日 ${timeOf(d)}`,
  hanWeek: (d: Date) => `${d.getUTCFullYear()}年${two(d.getUTCMonth() + 1)}月${two(d.getUTCDate())}日 ${dayOf(d)} ${timeOf(d)}`,
  monthFirst: (d: Date) => `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}-${d.getUTCFullYear()} ${timeOf(d)}`,
  halfDayHan: (d: Date) => `${dateOf(d, "-")} ${d.getUTCHours() < 12 ? "上午" : "下午"} ${two(((d.getUTCHours() + 11) % 12) + 1)}${timeOf(d).slice(2)}`,
  dayFirst: (d: Date) => `${two(d.getUTCDate())}-${two(d.getUTCMonth() + 1)}-${d.getUTCFullYear()} ${timeOf(d)}`,
  dayFirstDots: (d: Date) => `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()} ${timeOf(d)}`,
  monthFirstSlash: (d: Date) => `${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}/${d.getUTCFullYear()} ${timeOf(d)}`,
  dots: (d: Date) => `${dateOf(d, ".")} ${timeOf(d)}`,
  dateOnly: (d: Date) => dateOf(d, "-"),
  blinking: (d: Date, atMs: number) => `${dateOf(d, "-")} ${timeOf(d).replaceAll(":", atMs % 1_000 < 500 ? ":" : " ")}`,
  titleBefore: (d: Date) => `CAM 01 12  ${dateOf(d, "-")} ${timeOf(d)}`,
  titleBehind: (d: Date) => `${dateOf(d, "-")} ${timeOf(d)}  CAM 01 12`,
  minutes: (d: Date) => `${dateOf(d, "-")} ${timeOf(d).slice(0, 5)}`,
  minutesHalfDay: (d: Date) => `${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}/${d.getUTCFullYear()} ${((d.getUTCHours() + 11) % 12) + 1}${timeOf(d).slice(2, 5)} ${d.getUTCHours() < 12 ? "AM" : "PM"}`,
  minutesWeek: (d: Date) => `${dateOf(d, "-")} ${dayOf(d)} ${timeOf(d).slice(0, 5)}`,
  halfDay: (d: Date) => `${dateOf(d, "-")} ${two(((d.getUTCHours() + 11) % 12) + 1)}${timeOf(d).slice(2)} ${d.getUTCHours() < 12 ? "AM" : "PM"}`,
  dayBehind: (d: Date) => `${dateOf(d, "-")} ${timeOf(d)} ${dayOf(d)}`,
  timeOnly: timeOf,
} as const;

const SHADES = { light: [150, 230], dark: [15, 80], mixed: [40, 210] } as const;

/** Draws and encodes the clip. */
export async function makeClockClip(path: string, clip: ClockClip): Promise<void> {
  const { widthPx: w, heightPx: h } = clip;
  const numbers = seededIntegers(clip.seed);
  const [low, high] = SHADES[clip.scene];
  const shade = (): number => numbers(low, high);
  const background = stillGround(clip, numbers);
  const moving = clip.ground === "traffic" ? { count: 14, across: w / 3, largest: h / 3 } : { count: 4, across: 30, largest: h / 8 };
  const movers = Array.from({ length: moving.count }, () => ({ x: numbers(0, w), y: numbers(0, h), dx: numbers(-moving.across, moving.across), dy: numbers(-10, 10), size: numbers(10, moving.largest), value: shade() }));
  const lamp = { x: numbers(0, w * 0.8), y: numbers(0, h * 0.8) };
  const water = clip.ground === "water" ? ripples(clip) : null;
  const canvas = createCanvas(w, h);
  const context = canvas.getContext("2d");
  const encoder = spawn("ffmpeg", ["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", `${w}x${h}`, "-r", String(clip.framesPerSecond), "-i", "pipe:0", "-vf", [`noise=c0s=${clip.noise ?? 6}:c0f=t:all_seed=3`, ...(clip.codedWidthPx === undefined ? [] : [`scale=${clip.codedWidthPx}:${h}`, `setsar=${w}/${clip.codedWidthPx}`])].join(","),
    "-c:v", "libx264", "-preset", "ultrafast", "-crf", String(clip.crf ?? 26), "-g", String(clip.framesPerSecond * 2), "-pix_fmt", "yuv420p", path], { stdio: ["pipe", "ignore", "inherit"] });
  const over = once(encoder, "close");
  for (let i = 0; i < clip.seconds * clip.framesPerSecond; i++) {
    const atMs = (i * 1000) / clip.framesPerSecond;
    const runMs = (clip.isFrozen === true ? 0 : atMs) + (clip.jump !== undefined && atMs >= clip.jump.atMs ? clip.jump.byMs : 0);
    const shownAt = (firstMs: number): Date => new Date(Math.floor((firstMs + runMs) / 1000) * 1000);
    context.drawImage(background, 0, 0);
    water?.(context, atMs);
    for (const mover of movers) {
      context.fillStyle = `rgb(${mover.value},${mover.value},${mover.value})`;
      context.fillRect((((mover.x + (mover.dx * atMs) / 1000) % w) + w) % w, (((mover.y + (mover.dy * atMs) / 1000) % h) + h) % h, mover.size, mover.size);
    }
    if (clip.lampMs !== undefined) {
      context.fillStyle = atMs % clip.lampMs < clip.lampMs / 2 ? "rgb(240,240,240)" : "rgb(20,20,20)";
      context.fillRect(lamp.x, lamp.y, h / 30, h / 20);
    }
    drawClock(context, clip, clip.format(shownAt(clip.firstMs), atMs), clip.corner);
    if (clip.other !== undefined) drawClock(context, clip, clip.other.format(shownAt(clip.other.firstMs), atMs), clip.other.corner);
    if (!encoder.stdin.write(Buffer.from(canvas.data().buffer.slice(0)))) await once(encoder.stdin, "drain");
  }
  encoder.stdin.end();
  await over;
}

/** Bands and blocks of the scene's shades. */
function stillGround({ widthPx: w, heightPx: h, scene }: ClockClip, numbers: (low: number, high: number) => number): Canvas {
  const [low, high] = SHADES[scene];
  const background = createCanvas(w, h);
  const paint = background.getContext("2d");
  const fill = (): void => {
    const value = numbers(low, high);
    paint.fillStyle = `rgb(${value},${value},${value})`;
  };
  for (let band = 0; band < 8; band++) {
    fill();
    paint.fillRect(0, (band * h) / 8, w, h / 8 + 1);
  }
  for (let block = 0; block < 26; block++) {
    fill();
    paint.fillRect(numbers(0, w), numbers(0, h), numbers(8, w / 5), numbers(8, h / 5));
  }
  return background;
}

/** Width of the water before it is made as large as the picture. */
const RIPPLES_WIDE = 160;

/** Waves of four lengths across the scene's shades, each at its own speed: nothing of them comes back every second. */
function ripples({ widthPx, heightPx, scene, seed }: ClockClip): (context: SKRSContext2D, atMs: number) => void {
  const numbers = seededIntegers(seed + 1_000);
  const [low, high] = SHADES[scene];
  const [w, h] = [RIPPLES_WIDE, Math.ceil((RIPPLES_WIDE * heightPx) / widthPx)];
  const waves = Array.from({ length: 4 }, () => ({ kx: numbers(-60, 60) / 100, ky: numbers(20, 90) / 100, speed: numbers(250, 900) / 100, at: numbers(0, 628) / 100 }));
  const canvas = createCanvas(w, h);
  const paint = canvas.getContext("2d");
  const image = paint.createImageData(w, h);
  return (context, atMs) => {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        let sum = 0;
        for (const wave of waves) sum += Math.sin(wave.kx * x + wave.ky * y + (wave.speed * atMs) / 1000 + wave.at);
        image.data.fill(low + ((sum + 4) / 8) * (high - low), (y * w + x) * 4, (y * w + x) * 4 + 3);
        image.data[(y * w + x) * 4 + 3] = 255;
      }
    }
    paint.putImageData(image, 0, 0);
    context.drawImage(canvas, 0, 0, widthPx, heightPx);
  };
}

function drawClock(context: SKRSContext2D, clip: ClockClip, text: string, corner: ClockCorner): void {
  if (text === "") return;
  const sizePx = Math.round(clip.heightPx * (clip.share ?? 0.05));
  const margin = Math.round(clip.heightPx * 0.03);
  const dots = clip.family === "dots" ? dotLetters(text, sizePx) : null;
  if (dots === null) {
    const parts = /^(bold )?(.*)$/.exec(clip.family)!;
    context.font = `${parts[1] ?? ""}${sizePx}px ${parts[2]!}, "Noto Sans CJK SC"`;
    context.textBaseline = "top";
  }
  const width = dots?.widthPx ?? context.measureText(text).width;
  const x = corner.endsWith("left") ? margin : Math.round(clip.widthPx - margin - width);
  const y = corner.startsWith("top") ? margin : clip.heightPx - margin - Math.round(sizePx * 1.25);
  if (clip.style === "boxed") {
    context.fillStyle = `rgba(${clip.colour === "white" ? "0,0,0" : "255,255,255"},${clip.boxOpacity ?? 0.6})`;
    context.fillRect(x - 4, y - 3, width + 8, sizePx * 1.3);
  }
  const against = clip.colour === "white" ? "black" : "white";
  if (dots !== null) return dots.draw(context, x, y, clip.colour, clip.style === "outlined" ? against : null);
  if (clip.style === "outlined") {
    context.lineJoin = "round";
    context.lineWidth = Math.max(2, sizePx / 8);
    context.strokeStyle = against;
    context.strokeText(text, x, y);
  }
  context.fillStyle = clip.colour;
  context.fillText(text, x, y);
}

interface DotLetters {
  readonly widthPx: number;
  draw(context: SKRSContext2D, x: number, y: number, colour: string, outline: string | null): void;
}

/** Height of the letters in dots. */
const DOTS_HIGH = 16;

/** Letters sixteen dots high, each dot all or nothing and as large as the size allows, in columns of eight and, for Han, sixteen; an outline is one dot wide. */
function dotLetters(text: string, sizePx: number): DotLetters {
  const dotPx = Math.max(1, Math.round(sizePx / DOTS_HIGH));
  const canvas = createCanvas(text.length * DOTS_HIGH + 4, DOTS_HIGH + 6);
  const paint = canvas.getContext("2d");
  paint.textBaseline = "top";
  let width = 1;
  for (const letter of text) {
    const isHan = letter > "\u2e7f";
    paint.font = isHan ? `${DOTS_HIGH}px "Noto Sans CJK SC"` : '13px "DejaVu Sans Mono"';
    paint.fillText(letter, width, isHan ? -2 : 2);
    width += isHan ? DOTS_HIGH : DOTS_HIGH / 2;
  }
  const { data } = paint.getImageData(0, 0, canvas.width, canvas.height);
  const dots: { readonly x: number; readonly y: number }[] = [];
  for (let at = 0; at < data.length / 4; at++) if (data[at * 4 + 3]! > 110) dots.push({ x: at % canvas.width, y: Math.floor(at / canvas.width) });
  return {
    widthPx: width * dotPx,
    draw: (context, x, y, colour, outline) => {
      context.fillStyle = outline ?? colour;
      if (outline !== null) for (const dot of dots) context.fillRect(x + (dot.x - 1) * dotPx, y + (dot.y - 1) * dotPx, 3 * dotPx, 3 * dotPx);
      context.fillStyle = colour;
      for (const dot of dots) context.fillRect(x + dot.x * dotPx, y + dot.y * dotPx, dotPx, dotPx);
    },
  };
}
