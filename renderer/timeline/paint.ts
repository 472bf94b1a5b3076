// Draws a scene on a canvas, and nothing else: no geometry is decided here. Colours come from the page's tokens, read
// once a theme. Sizes are CSS pixels; the device's pixel ratio is applied at one place.

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

/** Gives a canvas its size in device pixels where it changed; answers a context whose unit is the CSS pixel. */
export function contextFor(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(widthPx * ratio));
  const height = Math.max(1, Math.round(heightPx * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

const patterns = new Map<string, CanvasPattern | null>();

/** Small tiles drawn once: dots for clocks never read, strokes for gaps. */
function patternOf(context: CanvasRenderingContext2D, texture: "dots" | "hatch" | "hatch-faint", color: string): CanvasPattern | null {
  const key = `${texture} ${color}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const sizePx = texture === "dots" ? 5 : 8;
  const tile = document.createElement("canvas");
  tile.width = sizePx;
  tile.height = sizePx;
  const pen = tile.getContext("2d");
  if (pen === null) return null;
  if (texture === "dots") {
    pen.fillStyle = color;
    pen.globalAlpha = 0.55;
    pen.fillRect(1, 1, 2, 2);
  } else {
    pen.strokeStyle = color;
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

function paintNotch(context: CanvasRenderingContext2D, color: string, xPx: number, footPx: number, heightPx: number): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(xPx - heightPx * 0.6, footPx);
  context.lineTo(xPx, footPx - heightPx);
  context.lineTo(xPx + heightPx * 0.6, footPx);
  context.fill();
}

const TOOTH_PX = 6;

function paintTeeth(context: CanvasRenderingContext2D, color: string, item: Extract<DrawItem, { kind: "teeth" }>): void {
  const left = Math.max(-TOOTH_PX, item.xPx);
  const right = Math.min(context.canvas.width, item.xPx + item.widthPx);
  context.fillStyle = color;
  context.beginPath();
  for (let xPx = Math.floor(left / TOOTH_PX) * TOOTH_PX; xPx < right; xPx += TOOTH_PX) {
    const from = Math.max(left, xPx);
    const to = Math.min(right, xPx + TOOTH_PX / 2);
    if (to > from) context.rect(from, item.yPx, to - from, item.heightPx);
  }
  context.fill();
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

function paintItem(context: CanvasRenderingContext2D, palette: Palette, item: DrawItem): void {
  switch (item.kind) {
    case "rect":
      context.fillStyle = palette[item.ink];
      if (item.alpha !== undefined) context.globalAlpha = item.alpha;
      context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
      if (item.alpha !== undefined) context.globalAlpha = 1;
      return;
    case "texture":
      context.fillStyle = patternOf(context, item.texture, palette[item.ink]) ?? palette[item.ink];
      context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
      if (item.texture !== "dots") {
        context.strokeStyle = palette[item.ink];
        context.lineWidth = 1;
        context.globalAlpha = 0.6;
        context.strokeRect(item.xPx + 0.5, item.yPx + 0.5, Math.max(0, item.widthPx - 1), item.heightPx - 1);
        context.globalAlpha = 1;
      }
      return;
    case "fade": return paintFade(context, palette, item);
    case "line":
      context.strokeStyle = palette[item.ink];
      context.lineWidth = 1;
      context.setLineDash(item.isDashed === true ? [4, 3] : []);
      context.beginPath();
      context.moveTo(Math.round(item.x1Px) + 0.5, Math.round(item.y1Px) + (item.x1Px === item.x2Px ? 0 : 0.5));
      context.lineTo(Math.round(item.x2Px) + 0.5, Math.round(item.y2Px) + (item.x1Px === item.x2Px ? 0 : 0.5));
      context.stroke();
      return;
    case "text": return paintText(context, palette, item);
    case "flag": return paintFlag(context, palette, item);
    case "notch": return paintNotch(context, palette[item.ink], item.xPx, item.yPx, item.heightPx);
    case "teeth": return paintTeeth(context, palette[item.ink], item);
    case "dial": return paintDial(context, palette, item);
  }
}

/** Draws items with what is above a height cut off. */
function paintBelow(context: CanvasRenderingContext2D, palette: Palette, items: readonly DrawItem[], topPx: number, size: { readonly widthPx: number; readonly heightPx: number }): void {
  context.save();
  context.beginPath();
  context.rect(0, topPx, size.widthPx, Math.max(0, size.heightPx - topPx));
  context.clip();
  for (const item of items) paintItem(context, palette, item);
  context.restore();
}

/** Draws the whole scene over whatever was there. */
export function paintScene(context: CanvasRenderingContext2D, palette: Palette, scene: Scene, size: { readonly widthPx: number; readonly heightPx: number; readonly headPx: number }): void {
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, size.widthPx, size.heightPx);
  paintBelow(context, palette, scene.lanes, scene.lanesTopPx, size);
  paintBelow(context, palette, scene.over, size.headPx, size);
  for (const item of scene.head) paintItem(context, palette, item);
}

/** The play head and the pointer's line, on a canvas of their own: playing repaints only these few strokes. */
export function paintOverlay(
  context: CanvasRenderingContext2D, palette: Palette,
  overlay: { readonly widthPx: number; readonly heightPx: number; readonly rulerPx: number; readonly headXPx: number | null; readonly pointerXPx: number | null; readonly pointerLabel: string },
): void {
  context.clearRect(0, 0, overlay.widthPx, overlay.heightPx);
  if (overlay.pointerXPx !== null) {
    const x = Math.round(overlay.pointerXPx) + 0.5;
    context.strokeStyle = palette["text-3"];
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(x, overlay.rulerPx);
    context.lineTo(x, overlay.heightPx);
    context.stroke();
    context.setLineDash([]);
    paintPointerLabel(context, palette, overlay.pointerXPx, overlay.pointerLabel, overlay.widthPx);
  }
  if (overlay.headXPx === null || overlay.headXPx < -8 || overlay.headXPx > overlay.widthPx + 8) return;
  const x = overlay.headXPx;
  context.fillStyle = palette.accent;
  context.fillRect(x - 0.75, overlay.rulerPx - 8, 1.5, overlay.heightPx);
  context.beginPath();
  context.moveTo(x - 6, overlay.rulerPx - 15);
  context.lineTo(x + 6, overlay.rulerPx - 15);
  context.lineTo(x + 6, overlay.rulerPx - 9);
  context.lineTo(x, overlay.rulerPx - 2);
  context.lineTo(x - 6, overlay.rulerPx - 9);
  context.fill();
}

function paintPointerLabel(context: CanvasRenderingContext2D, palette: Palette, xPx: number, label: string, widthPx: number): void {
  if (label === "") return;
  context.font = fontOf(palette, 11, true);
  const labelPx = context.measureText(label).width + 10;
  const left = Math.max(0, Math.min(widthPx - labelPx, xPx - labelPx / 2));
  context.fillStyle = palette.text;
  context.fillRect(left, 2, labelPx, 17);
  context.fillStyle = palette.ground;
  context.textBaseline = "middle";
  context.fillText(label, left + 5, 11);
}
