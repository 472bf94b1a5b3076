// Text and small paintings: shop signs, goods on shelves, name boards. One font file for all of it, so that
// the pixels are the same on every computer.
// The clock burnt into the picture is in burn-in.ts.
import { createRequire } from "node:module";
import { GlobalFonts, type SKRSContext2D, createCanvas } from "@napi-rs/canvas";
import { type Material, type Picture, makeMaterial } from "./materials.ts";
import { hashCell, makeRandom } from "./seeded-noise.ts";

const FONT_FAMILY = "QuaylineSample";
let fontReady = false;

/** Registers the one font of the sample footage; other fonts on the computer are never used. */
export function fontOfSizePx(sizePx: number): string {
  if (!fontReady) {
    const require = createRequire(import.meta.url);
    const path = require.resolve("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf");
    if (!GlobalFonts.registerFromPath(path, FONT_FAMILY)) throw new Error(`Font file cannot be read: ${path}`);
    fontReady = true;
  }
  return `${sizePx}px ${FONT_FAMILY}`;
}

export type Paint = (context: SKRSContext2D, widthPx: number, heightPx: number) => void;

export function paintPicture(widthPx: number, heightPx: number, paint: Paint): Picture {
  const canvas = createCanvas(widthPx, heightPx);
  const context = canvas.getContext("2d");
  context.lang = "zh";
  paint(context, widthPx, heightPx);
  return { widthPx, heightPx, rgba: context.getImageData(0, 0, widthPx, heightPx).data };
}

export interface SignText {
  readonly text: string;
  readonly color: string;
  /** Height of the letters as a share of the sign's height. */
  readonly size: number;
  /** Middle of the text as shares of the sign's width and height. */
  readonly at: readonly [number, number];
  readonly spacing?: number;
}

/** A sign board with lettering; `aspect` is width through height. */
export function makeSign(aspect: number, ground: string, texts: readonly SignText[], options: { heightPx?: number; border?: string; glow?: number } = {}): Material {
  const heightPx = options.heightPx ?? 160;
  const picture = paintPicture(Math.round(heightPx * aspect), heightPx, (context, width, height) => {
    const fill = context.createLinearGradient(0, 0, 0, height);
    fill.addColorStop(0, lighten(ground, 1.12));
    fill.addColorStop(1, lighten(ground, 0.86));
    context.fillStyle = fill;
    context.fillRect(0, 0, width, height);
    if (options.border) {
      context.strokeStyle = options.border;
      context.lineWidth = height * 0.05;
      context.strokeRect(height * 0.06, height * 0.06, width - height * 0.12, height * 0.88);
    }
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const line of texts) drawSignText(context, line, width, height);
  });
  return makeMaterial("picture", "#ffffff", { picture, gloss: 0.06, glow: options.glow ?? 0.12 });
}

function drawSignText(context: SKRSContext2D, line: SignText, width: number, height: number): void {
  context.font = fontOfSizePx(Math.round(height * line.size));
  context.letterSpacing = `${Math.round(height * (line.spacing ?? 0))}px`;
  const x = width * line.at[0];
  const y = height * line.at[1];
  context.fillStyle = "rgba(0,0,0,0.35)";
  context.fillText(line.text, x + height * 0.02, y + height * 0.03);
  context.fillStyle = line.color;
  context.fillText(line.text, x, y);
}

function lighten(hex: string, factor: number): string {
  const part = (at: number): number => Math.min(255, Math.round(Number.parseInt(hex.slice(at, at + 2), 16) * factor));
  return `rgb(${part(1)},${part(3)},${part(5)})`;
}

/** Shelves full of jars and bags, seen through an open shop front; lit from inside. */
export function makeShelves(aspect: number, seed: number): Material {
  const heightPx = 220;
  const picture = paintPicture(Math.round(heightPx * aspect), heightPx, (context, width, height) => {
    const back = context.createLinearGradient(0, 0, 0, height);
    back.addColorStop(0, "#f3dcae");
    back.addColorStop(1, "#7a5a36");
    context.fillStyle = back;
    context.fillRect(0, 0, width, height);
    const goods = ["#e9b186", "#d88f5c", "#f2dfb5", "#b9623c", "#e7c37e", "#cfd8cf", "#a9432f", "#5d7a4a", "#f0efe6"];
    const random = makeRandom(seed);
    for (let row = 0; row < 4; row++) {
      const top = height * (0.05 + row * 0.235);
      for (let x = 4; x < width - 10; ) {
        const w = 9 + random() * 11;
        const h = height * (0.11 + random() * 0.06);
        const y = top + height * 0.2 - h;
        context.fillStyle = goods[Math.floor(random() * goods.length)] ?? "#e9b186";
        context.beginPath();
        context.roundRect(x, y, w - 1.5, h, 3);
        context.fill();
        context.fillStyle = "rgba(255,255,255,0.28)";
        context.fillRect(x + 1.5, y + 2, 2, h - 4);
        if (random() < 0.5) {
          context.fillStyle = random() < 0.5 ? "#b3261c" : "#fbf6e6";
          context.fillRect(x + 2, y + h * 0.45, w - 5.5, h * 0.25);
        }
        x += w;
      }
      context.fillStyle = "#5b3d22";
      context.fillRect(0, top + height * 0.2, width, height * 0.03);
    }
    const shade = context.createLinearGradient(0, 0, 0, height * 0.3);
    shade.addColorStop(0, "rgba(30,15,5,0.5)");
    shade.addColorStop(1, "rgba(30,15,5,0)");
    context.fillStyle = shade;
    context.fillRect(0, 0, width, height * 0.3);
  });
  return makeMaterial("picture", "#ffffff", { picture, glow: 0.5 });
}

/** An open crate of dried goods seen from above. */
export function makeHeap(color: string, seed: number): Material {
  const picture = paintPicture(96, 96, (context, width, height) => {
    context.fillStyle = color;
    context.fillRect(0, 0, width, height);
    const random = makeRandom(seed);
    for (let index = 0; index < 420; index++) {
      const x = random() * width;
      const y = random() * height;
      const light = hashCell(index, seed) < 0.5;
      context.strokeStyle = light ? "rgba(255,240,215,0.5)" : "rgba(90,40,15,0.4)";
      context.lineWidth = 1.6;
      context.beginPath();
      context.arc(x, y, 2 + random() * 3, random() * 6, random() * 6 + 2);
      context.stroke();
    }
  });
  return makeMaterial("picture", "#ffffff", { picture });
}

/** White letters on the road. */
export function makeRoadLettering(text: string, aspect: number, color = "#e8e4d4"): Material {
  const picture = paintPicture(Math.round(128 * aspect), 128, (context, width, height) => {
    context.fillStyle = "#5c5e5f";
    context.fillRect(0, 0, width, height);
    context.fillStyle = color;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = fontOfSizePx(104);
    context.save();
    context.translate(width / 2, height * 0.52);
    context.scale(Math.min(1, (width * 0.94) / context.measureText(text).width), 1);
    context.fillText(text, 0, 0);
    context.restore();
    const random = makeRandom(3);
    context.fillStyle = "#5c5e5f";
    for (let index = 0; index < 900; index++) {
      context.globalAlpha = random() * 0.6;
      context.fillRect(random() * width, random() * height, 1 + random() * 5, 1 + random() * 2);
    }
    context.globalAlpha = 1;
  });
  return makeMaterial("picture", "#e6e6e6", { picture });
}
