// The text that a camera writes into its picture: its own clock and its name, white with a dark edge.
// The clock is what the camera believes; whether that is true is no business of this file.
import { createCanvas } from "@napi-rs/canvas";
import { fontOfSizePx } from "./lettering.ts";

export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** A piece of text as it lies over the picture. */
interface Stamp {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Opacity and brightness of each pixel, 0–255. */
  readonly opacity: Uint8Array;
  readonly luma: Uint8Array;
}

const MARGIN_PX = 14;

export class BurnIn {
  private readonly widthPx: number;
  private readonly heightPx: number;
  private readonly name: Stamp;
  private readonly clockCorner: Corner;
  private readonly sizePx: number;
  private clock: Stamp | null = null;
  private clockText = "";

  constructor(widthPx: number, heightPx: number, name: string, corners: { readonly clock: Corner; readonly name: Corner }) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.sizePx = Math.round(heightPx / 20);
    this.clockCorner = corners.clock;
    this.name = this.makeStamp(name, corners.name);
  }

  /** Writes the texts over a frame; the clock is drawn anew once a second. */
  stamp(yuv: Uint8Array, cameraMs: number, utcOffsetMs: number): void {
    const text = clockText(cameraMs, utcOffsetMs);
    if (text !== this.clockText || !this.clock) {
      this.clockText = text;
      this.clock = this.makeStamp(text, this.clockCorner);
    }
    this.blend(yuv, this.clock);
    this.blend(yuv, this.name);
  }

  private makeStamp(text: string, corner: Corner): Stamp {
    const font = fontOfSizePx(this.sizePx);
    const measure = createCanvas(4, 4).getContext("2d");
    measure.lang = "zh";
    measure.font = font;
    const width = (Math.ceil(measure.measureText(text).width) + 10) & ~1;
    const height = (Math.ceil(this.sizePx * 1.45) + 1) & ~1;
    const canvas = createCanvas(width, height);
    const context = canvas.getContext("2d");
    context.lang = "zh";
    context.font = font;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = Math.max(3, this.sizePx * 0.2);
    context.strokeStyle = "#000000";
    context.strokeText(text, 4, height / 2);
    context.fillStyle = "#ffffff";
    context.fillText(text, 4, height / 2);
    const { data } = context.getImageData(0, 0, width, height);
    const opacity = new Uint8Array(width * height), luma = new Uint8Array(width * height);
    for (let index = 0; index < opacity.length; index++) {
      opacity[index] = data[index * 4 + 3]!;
      luma[index] = 16 + (data[index * 4]! * 219) / 255;
    }
    const left = corner.endsWith("left") ? MARGIN_PX : this.widthPx - MARGIN_PX - width;
    const top = corner.startsWith("top") ? MARGIN_PX - 4 : this.heightPx - MARGIN_PX + 4 - height;
    return { left: left & ~1, top: top & ~1, width, height, opacity, luma };
  }

  private blend(yuv: Uint8Array, stamp: Stamp): void {
    const { left, top, width, height, opacity, luma } = stamp;
    const lumaSize = this.widthPx * this.heightPx;
    for (let y = 0; y < height; y++) {
      const row = (top + y) * this.widthPx + left;
      for (let x = 0; x < width; x++) {
        const share = opacity[y * width + x]!;
        if (share > 0) yuv[row + x] = (yuv[row + x]! * (255 - share) + luma[y * width + x]! * share) / 255;
      }
    }
    for (let y = 0; y < height; y += 2) {
      const row = lumaSize + ((top + y) >> 1) * (this.widthPx >> 1) + (left >> 1);
      for (let x = 0; x < width; x += 2) {
        const at = y * width + x;
        const share = (opacity[at]! + opacity[at + 1]! + opacity[at + width]! + opacity[at + width + 1]!) >> 2;
        if (share === 0) continue;
        for (const plane of [row + (x >> 1), row + (x >> 1) + (lumaSize >> 2)]) yuv[plane] = (yuv[plane]! * (255 - share) + 128 * share) / 255;
      }
    }
  }
}

/** "2024-11-15 14:02:05 星期五", in the camera's own zone. */
export function clockText(cameraMs: number, utcOffsetMs: number): string {
  const local = new Date(cameraMs + utcOffsetMs);
  return `${local.toISOString().slice(0, 19).replace("T", " ")} 星期${"日一二三四五六"[local.getUTCDay()]}`;
}
