// Draws a scene on a canvas, and nothing else: no geometry is decided here. Colours come from the page's tokens, read
// once a theme. Sizes are CSS pixels; the device's pixel ratio is applied at one place.

import { GrainSheet } from "./paint-grain.ts";
import type { DrawItem, Ink, Scene } from "./scene.ts";

export type Palette = Readonly<Record<Ink, string>> & { readonly font: string };

/** The tokens as they are now: read again when the theme changes. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token("ground-1"), lane: token("ground-2"), "lane-odd": token("ground-3"), "case-lane": token("ground-1"),
    line: token("line"), "line-strong": token("line-strong"), text: token("text"), "text-2": token("text-2"), "text-3": token("text-3"),
    coverage: token("coverage"), "coverage-uncorrected": token("coverage-uncorrected"), gap: token("gap"),
    pin: token("pin"), "pin-selected": token("accent-strong"), accent: token("accent"), "accent-soft": token("accent-soft"), "ground-text": token("ground-0"),
    watched: token("ok"), activity: token("text"), loss: token("loss"),
    font: token("font-digits"),
  };
}

/** Calls when the theme or the language of the page has changed: colours and glyphs of a canvas are others then. Answers what ends it. */
export function onLookChange(act: () => void): () => void {
  const look = new MutationObserver(act);
  look.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "lang"] });
  return () => look.disconnect();
}

/** Gives a canvas its size in device pixels where it changed; answers a context whose unit is the CSS pixel. Opaque: nothing below it is ever seen, which spares the page to mix them. */
export function contextFor(canvas: HTMLCanvasElement, widthPx: number, heightPx: number, isOpaque = false): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(widthPx * ratio));
  const height = Math.max(1, Math.round(heightPx * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d", { alpha: !isOpaque });
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

type Texture = "dots" | "hatch" | "hatch-faint" | "teeth";
const TILE_PX: Readonly<Record<Texture, number>> = { dots: 5, hatch: 8, "hatch-faint": 8, teeth: 6 };

const patterns = new Map<string, CanvasPattern | null>();

/** Small tiles drawn once: dots for clocks never read, strokes for gaps, teeth for gaps that are too short. */
function patternOf(context: CanvasRenderingContext2D, texture: Texture, color: string): CanvasPattern | null {
  const key = `${texture} ${color}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const sizePx = TILE_PX[texture];
  const tile = document.createElement("canvas");
  tile.width = sizePx;
  tile.height = sizePx;
  const pen = tile.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = color;
  pen.strokeStyle = color;
  if (texture === "dots") {
    pen.globalAlpha = 0.55;
    pen.fillRect(1, 1, 2, 2);
  } else if (texture === "teeth") {
    pen.fillRect(0, 0, sizePx / 2, sizePx);
  } else {
    pen.lineWidth = texture === "hatch" ? 1.6 : 1;
    pen.globalAlpha = texture === "hatch" ? 0.85 : 0.4;
    pen.beginPath();
    for (const shift of [-sizePx, 0, sizePx]) {
      pen.moveTo(shift - 1, sizePx + 1);
      pen.lineTo(shift + sizePx + 1, -1);
    }
    pen.stroke();
  }
  const made = context.createPattern(tile, "repeat");
  patterns.set(key, made);
  return made;
}

export const fontOf = (palette: Palette, sizePx: number, isBold: boolean): string => `${isBold ? 600 : 400} ${sizePx}px ${palette.font}`;

function paintText(context: CanvasRenderingContext2D, palette: Palette, item: Extract<DrawItem, { kind: "text" }>): void {
  context.font = fontOf(palette, item.sizePx, item.isBold === true);
  context.textBaseline = "middle";
  if (item.plate !== undefined) {
    const widthPx = context.measureText(item.text).width;
    context.fillStyle = palette[item.plate];
    context.globalAlpha = 0.88;
    context.fillRect(item.xPx - 3, item.yPx - item.sizePx * 0.7, widthPx + 6, item.sizePx * 1.4);
    context.globalAlpha = 1;
  }
  context.fillStyle = palette[item.ink];
  context.fillText(item.text, item.xPx, item.yPx + 0.5);
}

function paintFade(context: CanvasRenderingContext2D, palette: Palette, item: Extract<DrawItem, { kind: "fade" }>): void {
  const gradient = context.createLinearGradient(item.xPx, 0, item.xPx + item.widthPx, 0);
  const solid = palette[item.ink];
  const clear = `color-mix(in srgb, ${solid} 0%, transparent)`;
  // Canvas gradients do not take color-mix everywhere: the same colour with no alpha is told as #rrggbb00.
  const none = /^#[0-9a-f]{6}$/i.test(solid) ? `${solid}00` : clear;
  gradient.addColorStop(0, item.solidSide === "left" ? solid : none);
  gradient.addColorStop(1, item.solidSide === "left" ? none : solid);
  context.fillStyle = gradient;
  context.globalAlpha = item.alpha ?? 1;
  context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
  context.globalAlpha = 1;
}

type Of<K extends DrawItem["kind"]> = Extract<DrawItem, { kind: K }>;

/** Notches of one ink, as one path. */
function paintNotches(context: CanvasRenderingContext2D, palette: Palette, items: readonly Of<"notch">[]): void {
  context.fillStyle = palette[items[0]!.ink];
  context.beginPath();
  for (const { xPx, yPx, heightPx } of items) {
    context.moveTo(xPx - heightPx * 0.6, yPx);
    context.lineTo(xPx, yPx - heightPx);
    context.lineTo(xPx + heightPx * 0.6, yPx);
  }
  context.fill();
}

/** Rectangles of one texture and ink; strokes have an outline. */
function paintTextures(context: CanvasRenderingContext2D, palette: Palette, items: readonly Of<"texture">[]): void {
  const { texture, ink } = items[0]!;
  context.fillStyle = patternOf(context, texture, palette[ink]) ?? palette[ink];
  for (const item of items) context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
  if (texture === "dots") return;
  context.strokeStyle = palette[ink];
  context.setLineDash([]);
  context.lineWidth = 1;
  context.globalAlpha = 0.6;
  for (const item of items) context.strokeRect(item.xPx + 0.5, item.yPx + 0.5, Math.max(0, item.widthPx - 1), item.heightPx - 1);
  context.globalAlpha = 1;
}

function paintRects(context: CanvasRenderingContext2D, palette: Palette, items: readonly Of<"rect">[]): void {
  context.fillStyle = palette[items[0]!.ink];
  context.globalAlpha = items[0]!.alpha ?? 1;
  for (const item of items) context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
  context.globalAlpha = 1;
}

/** Upright and level lines, each on whole pixels, as one path. */
function paintLines(context: CanvasRenderingContext2D, palette: Palette, items: readonly Of<"line">[]): void {
  context.strokeStyle = palette[items[0]!.ink];
  context.lineWidth = 1;
  context.setLineDash(items[0]!.isDashed === true ? [4, 3] : []);
  context.beginPath();
  for (const item of items) {
    const isUpright = item.x1Px === item.x2Px;
    context.moveTo(Math.round(item.x1Px) + 0.5, Math.round(item.y1Px) + (isUpright ? 0 : 0.5));
    context.lineTo(Math.round(item.x2Px) + 0.5, Math.round(item.y2Px) + (isUpright ? 0 : 0.5));
  }
  context.stroke();
}

function paintDial(context: CanvasRenderingContext2D, palette: Palette, item: Extract<DrawItem, { kind: "dial" }>): void {
  const { xPx, yPx, radiusPx } = item;
  context.setLineDash([]);
  context.lineWidth = 1.4;
  context.strokeStyle = palette[item.ink];
  context.fillStyle = palette.ground;
  context.beginPath();
  context.arc(xPx, yPx, radiusPx, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.beginPath();
  context.moveTo(xPx, yPx - radiusPx * 0.65);
  context.lineTo(xPx, yPx);
  context.lineTo(xPx + radiusPx * 0.5, yPx + radiusPx * 0.2);
  context.stroke();
}

function paintFlag(context: CanvasRenderingContext2D, palette: Palette, item: Extract<DrawItem, { kind: "flag" }>): void {
  const x = Math.round(item.xPx);
  context.fillStyle = palette[item.ink];
  context.fillRect(x, item.yPx, 2, item.heightPx);
  context.beginPath();
  context.moveTo(x, item.yPx);
  context.lineTo(x + 9, item.yPx + 4);
  context.lineTo(x, item.yPx + 8);
  context.fill();
}

const grainSheet = new GrainSheet();

/** True where two items can be drawn in one go. */
function isAlike(a: DrawItem, b: DrawItem): boolean {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "rect": return a.ink === (b as typeof a).ink && a.alpha === (b as typeof a).alpha;
    case "texture": return a.ink === (b as typeof a).ink && a.texture === (b as typeof a).texture;
    case "line": return a.ink === (b as typeof a).ink && a.isDashed === (b as typeof a).isDashed;
    case "notch": return a.ink === (b as typeof a).ink;
    default: return false;
  }
}

/** Draws items in their order, those that follow each other and are alike in one go: most of the time would go into going from one to the next. */
function paintItems(context: CanvasRenderingContext2D, palette: Palette, items: readonly DrawItem[]): void {
  for (let start = 0, end = 1; start < items.length; start = end, end = start + 1) {
    const item = items[start]!;
    while (end < items.length && isAlike(item, items[end]!)) end++;
    paintAlike(context, palette, item, items.slice(start, end));
  }
}

function paintAlike(context: CanvasRenderingContext2D, palette: Palette, item: DrawItem, alike: readonly DrawItem[]): void {
  switch (item.kind) {
    case "rect": return paintRects(context, palette, alike as readonly (typeof item)[]);
    case "texture": return paintTextures(context, palette, alike as readonly (typeof item)[]);
    case "line": return paintLines(context, palette, alike as readonly (typeof item)[]);
    case "notch": return paintNotches(context, palette, alike as readonly (typeof item)[]);
    case "teeth":
      context.fillStyle = patternOf(context, "teeth", palette[item.ink]) ?? palette[item.ink];
      return context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
    case "grain": return grainSheet.draw(context, item);
    case "fade": return paintFade(context, palette, item);
    case "text": return paintText(context, palette, item);
    case "flag": return paintFlag(context, palette, item);
    case "dial": return paintDial(context, palette, item);
  }
}

/** Draws items with what is above a height cut off. */
function paintBelow(context: CanvasRenderingContext2D, palette: Palette, items: readonly DrawItem[], topPx: number, size: { readonly widthPx: number; readonly heightPx: number }): void {
  context.save();
  context.beginPath();
  context.rect(0, topPx, size.widthPx, Math.max(0, size.heightPx - topPx));
  context.clip();
  paintItems(context, palette, items);
  context.restore();
}

/** Draws the whole scene over whatever was there. */
export function paintScene(context: CanvasRenderingContext2D, palette: Palette, scene: Scene, size: { readonly widthPx: number; readonly heightPx: number; readonly headPx: number }): void {
  grainSheet.fill(palette, [...scene.lanes, ...scene.over].filter((item) => item.kind === "grain"));
  context.fillStyle = palette.ground;
  // Beyond its edges, so that what was there before need not be kept and copied.
  context.fillRect(-1, -1, size.widthPx + 2, size.heightPx + 2);
  paintBelow(context, palette, scene.lanes, scene.lanesTopPx, size);
  paintBelow(context, palette, scene.over, size.headPx, size);
  paintItems(context, palette, scene.head);
}
