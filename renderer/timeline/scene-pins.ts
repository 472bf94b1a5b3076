// Pins on the timeline: with their titles on the case lane, as bars with a flag on the lane of their camera. Pure.

import { firstWhere } from "../../contract/sorted-search.ts";
import { reachPx, xFromTrue, type Axis } from "./axis.ts";
import { fadingEnds, type BarBox } from "./scene-ends.ts";
import type { DrawItem, SceneInput } from "./scene.ts";

export interface ScenePin {
  readonly pinId: number;
  readonly cameraId: string;
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly isSelected: boolean;
  /** One standard deviation of its times; null where the clock was never read, left out where it does not matter. */
  readonly uncertaintyMs?: number | null;
}

const ROW_PX = 17;
const TITLE_PX = 11;
const FLAG_PX = 9;
/** Pins closer than this on a row of the case lane would cover each other's heads. */
const HEAD_GAP_PX = 14;

export interface PlacedPin {
  readonly pin: ScenePin;
  readonly row: 0 | 1;
  readonly xPx: number;
  readonly widthPx: number;
  /** Room for the title up to the next pin of the row. */
  readonly roomPx: number;
}

/** Pins in view, spread over two rows: each on the row that is free for longer. */
export function placePins(axis: Axis, pins: readonly ScenePin[]): readonly PlacedPin[] {
  const inView = pins
    .map((pin) => ({ pin, xPx: xFromTrue(axis, pin.startMs), endPx: xFromTrue(axis, pin.endMs) }))
    .filter(({ xPx, endPx }) => endPx >= -300 && xPx <= axis.widthPx)
    .sort((a, b) => a.xPx - b.xPx || a.pin.pinId - b.pin.pinId);
  const lastX: [number, number] = [-Infinity, -Infinity];
  const rows = inView.map(({ xPx }) => {
    const row = xPx - lastX[0] >= xPx - lastX[1] || xPx - lastX[0] > 140 ? 0 : 1;
    lastX[row] = xPx;
    return row;
  });
  // From the end, so that the next pin of a row is known without looking for it: a case may have thousands.
  const nextX: [number, number] = [axis.widthPx + 400, axis.widthPx + 400];
  return inView.map(({ pin, xPx, endPx }, i) => ({ pin, xPx, endPx, row: rows[i] as 0 | 1 })).reverse().map(({ pin, xPx, endPx, row }) => {
    const roomPx = nextX[row] - xPx - HEAD_GAP_PX;
    nextX[row] = xPx;
    return { pin, row, xPx, widthPx: Math.max(2, endPx - xPx), roomPx };
  }).reverse();
}

/** Cuts a text to a width, with an ellipsis; empty where not even two glyphs fit. */
export function fittedText(text: string, roomPx: number, measurePx: (text: string) => number): string {
  if (roomPx <= 0) return "";
  if (measurePx(text) <= roomPx) return text;
  const glyphs = [...text];
  const cut = (count: number): string => `${glyphs.slice(0, count).join("")}…`;
  const fitting = firstWhere(glyphs.length, (i) => measurePx(cut(i + 1)) > roomPx);
  return fitting < 2 ? "" : cut(fitting);
}

/** Whether a pin looks like one that is drawn already: a case may have thousands on a dot. Notes it where it does not. */
function isDrawn(drawn: Set<string>, row: number, xPx: number, widthPx: number): boolean {
  const place = `${row} ${Math.round(xPx)} ${Math.round(widthPx)}`;
  if (drawn.has(place)) return true;
  drawn.add(place);
  return false;
}

export function casePinItems(input: SceneInput): DrawItem[] {
  const topPx = input.metrics.rulerPx + 3;
  const drawn = new Set<string>();
  return placePins(input.axis, input.pins).flatMap(({ pin, row, xPx, widthPx, roomPx }): DrawItem[] => {
    const yPx = topPx + row * ROW_PX;
    const ink = pin.isSelected ? "pin-selected" : "pin";
    const textX = Math.max(xPx, -2) + FLAG_PX + 3;
    const roomForText = roomPx - (textX - xPx);
    const title = fittedText(pin.title, roomForText, (text) => input.measurePx(text, TITLE_PX, pin.isSelected));
    if (title === "" && !pin.isSelected && isDrawn(drawn, row, xPx, widthPx)) return [];
    return [
      { kind: "rect", xPx, yPx: yPx + ROW_PX - 4, widthPx, heightPx: 3, ink },
      { kind: "flag", xPx, yPx, heightPx: ROW_PX - 1, ink },
      ...(title === "" ? [] : [{ kind: "text", xPx: textX, yPx: yPx + 6, text: title, ink: pin.isSelected ? "text" : "text-2", sizePx: TITLE_PX, isBold: pin.isSelected, plate: "case-lane" } as const]),
    ];
  });
}

export function lanePinItems(input: SceneInput, cameraId: string, topPx: number): DrawItem[] {
  const { axis, metrics } = input;
  const drawn = new Set<string>();
  return input.pins.filter((pin) => pin.cameraId === cameraId).flatMap((pin): DrawItem[] => {
    const xPx = xFromTrue(axis, pin.startMs);
    const endPx = xFromTrue(axis, pin.endMs);
    if (endPx < -FLAG_PX || xPx > axis.widthPx) return [];
    if (!pin.isSelected && isDrawn(drawn, 0, xPx, endPx - xPx)) return [];
    const ink = pin.isSelected ? "pin-selected" : "pin";
    const bar = { xPx, yPx: topPx + metrics.lanePx - 6, widthPx: Math.max(2, endPx - xPx), heightPx: 4 };
    return [
      { kind: "rect", ...bar, ink },
      ...pinEnds(input, pin, bar, ink),
      { kind: "flag", xPx, yPx: topPx + 3, heightPx: metrics.lanePx - 5, ink },
    ];
  });
}

/** What a pin's ends say of its times: they fade over two standard deviations, or are dashed where nobody knows. */
function pinEnds({ axis }: SceneInput, pin: ScenePin, bar: BarBox, ink: "pin" | "pin-selected"): DrawItem[] {
  const { uncertaintyMs } = pin;
  if (uncertaintyMs === undefined) return [];
  if (uncertaintyMs === null) {
    if (bar.widthPx < 14) return [];
    return [bar.xPx, bar.xPx + bar.widthPx].map((xPx) => ({ kind: "line", x1Px: xPx, y1Px: bar.yPx - 5, x2Px: xPx, y2Px: bar.yPx + bar.heightPx, ink, isDashed: true }));
  }
  return fadingEnds(bar, reachPx(axis, uncertaintyMs), ink);
}

/** The pin under a point of the case lane or of a lane, the shortest where several lie there; null where none does. */
export function pinAt(input: Pick<SceneInput, "axis" | "pins">, xPx: number, cameraId: string | null): ScenePin | null {
  const placed = placePins(input.axis, input.pins)
    .filter(({ pin }) => cameraId === null || pin.cameraId === cameraId)
    .filter((p) => xPx >= p.xPx - 3 && xPx <= p.xPx + Math.max(p.widthPx, FLAG_PX) + 3)
    .sort((a, b) => a.widthPx - b.widthPx);
  return placed[0]?.pin ?? null;
}
