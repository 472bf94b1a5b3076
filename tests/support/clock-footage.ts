// Clips with a clock burnt into the picture, made for the reading of it: a moving scene, the clock in a font, size, corner
// and style, encoded by ffmpeg. What the clock shows is known to the millisecond.

import { createCanvas } from "@napi-rs/canvas";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { seededIntegers } from "./seeded-numbers.ts";

export interface ClockClip {
  readonly widthPx: number;
  readonly heightPx: number;
  /** CSS font family that the canvas finds, with weight where wanted: `bold "DejaVu Sans Mono"`. */
  readonly family: string;
  readonly style: "outlined" | "plain" | "boxed";
  readonly colour: "white" | "black";
  readonly scene: "light" | "dark" | "mixed";
  readonly corner: "top-left" | "top-right" | "bottom-left" | "bottom-right";
  readonly format: (local: Date) => string;
  /** What the clock shows at the first frame, as if it were UTC. */
  readonly firstMs: number;
  readonly seconds: number;
  readonly framesPerSecond: number;
  readonly seed: number;
  /** Height of the letters as a share of the picture's. */
  readonly share?: number;
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
  monthFirst: (d: Date) => `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}-${d.getUTCFullYear()} ${timeOf(d)}`,
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
  const background = createCanvas(w, h);
  const paint = background.getContext("2d");
  for (let band = 0; band < 8; band++) {
    const value = shade();
    paint.fillStyle = `rgb(${value},${value},${value})`;
    paint.fillRect(0, (band * h) / 8, w, h / 8 + 1);
  }
  for (let block = 0; block < 26; block++) {
    const value = shade();
    paint.fillStyle = `rgb(${value},${value},${value})`;
    paint.fillRect(numbers(0, w), numbers(0, h), numbers(8, w / 5), numbers(8, h / 5));
  }
  const movers = Array.from({ length: 4 }, () => ({ x: numbers(0, w), y: numbers(0, h), dx: numbers(-30, 30), dy: numbers(-10, 10), size: numbers(10, h / 8), value: shade() }));
  const canvas = createCanvas(w, h);
  const context = canvas.getContext("2d");
  const encoder = spawn("ffmpeg", ["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", `${w}x${h}`, "-r", String(clip.framesPerSecond), "-i", "pipe:0", "-vf", "noise=c0s=6:c0f=t:all_seed=3",
    "-c:v", "libx264", "-preset", "ultrafast", "-crf", "26", "-g", String(clip.framesPerSecond * 2), "-pix_fmt", "yuv420p", path], { stdio: ["pipe", "ignore", "inherit"] });
  const over = once(encoder, "close");
  for (let i = 0; i < clip.seconds * clip.framesPerSecond; i++) {
    const atMs = (i * 1000) / clip.framesPerSecond;
    context.drawImage(background, 0, 0);
    for (const mover of movers) {
      context.fillStyle = `rgb(${mover.value},${mover.value},${mover.value})`;
      context.fillRect((((mover.x + (mover.dx * atMs) / 1000) % w) + w) % w, (((mover.y + (mover.dy * atMs) / 1000) % h) + h) % h, mover.size, mover.size);
    }
    drawClock(context, clip, clip.format(new Date(Math.floor((clip.firstMs + atMs) / 1000) * 1000)));
    if (!encoder.stdin.write(Buffer.from(canvas.data().buffer.slice(0)))) await once(encoder.stdin, "drain");
  }
  encoder.stdin.end();
  await over;
}

function drawClock(context: ReturnType<ReturnType<typeof createCanvas>["getContext"]>, clip: ClockClip, text: string): void {
  const sizePx = Math.round(clip.heightPx * (clip.share ?? 0.05));
  const parts = /^(bold )?(.*)$/.exec(clip.family)!;
  context.font = `${parts[1] ?? ""}${sizePx}px ${parts[2]!}, "Noto Sans CJK SC"`;
  context.textBaseline = "top";
  const margin = Math.round(clip.heightPx * 0.03);
  const width = context.measureText(text).width;
  const x = clip.corner.endsWith("left") ? margin : Math.round(clip.widthPx - margin - width);
  const y = clip.corner.startsWith("top") ? margin : clip.heightPx - margin - Math.round(sizePx * 1.25);
  if (clip.style === "boxed") {
    context.fillStyle = clip.colour === "white" ? "rgba(0,0,0,0.6)" : "rgba(255,255,255,0.7)";
    context.fillRect(x - 4, y - 3, width + 8, sizePx * 1.3);
  }
  if (clip.style === "outlined") {
    context.lineJoin = "round";
    context.lineWidth = Math.max(2, sizePx / 8);
    context.strokeStyle = clip.colour === "white" ? "black" : "white";
    context.strokeText(text, x, y);
  }
  context.fillStyle = clip.colour;
  context.fillText(text, x, y);
}
