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
  context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
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
      context.globalAlpha = item.alpha ?? 1;
      context.fillRect(item.xPx, item.yPx, item.widthPx, item.heightPx);
      context.globalAlpha = 1;
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
  }
}

/** Draws the whole scene over whatever was there. */
export function paintScene(context: CanvasRenderingContext2D, palette: Palette, scene: Scene, size: { readonly widthPx: number; readonly heightPx: number; readonly headPx: number }): void {
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, size.widthPx, size.heightPx);
  context.save();
  context.beginPath();
  context.rect(0, size.headPx, size.widthPx, size.heightPx - size.headPx);
  context.clip();
  for (const item of scene.lanes) paintItem(context, palette, item);
  context.restore();
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
