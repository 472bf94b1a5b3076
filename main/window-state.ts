// Where the window was: kept in one small file, and believed only as far as it still fits a screen. Knows no window.

import { readFileSync, writeFileSync } from "node:fs";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximised: boolean;
}

export const SMALLEST = { width: 1100, height: 680 } as const;
const FIRST = { width: 1440, height: 900 } as const;
/** So much of the title bar must be on a screen for the window to be got hold of. */
const GRIP_PX = 120;

/**
 * The kept state where it is within reach on one of the screens' work areas, no larger than that area
 * (a screen may have been exchanged for a smaller one); else the middle of the first screen.
 */
export function fittedState(kept: unknown, workAreas: readonly Rectangle[]): WindowState {
  const state = isWindowState(kept) ? kept : null;
  const home = state === null ? null : workAreas.filter((area) => isWithinReach(state.bounds, area)).sort((a, b) => sharedPx(state.bounds, b) - sharedPx(state.bounds, a))[0];
  if (state !== null && home !== null && home !== undefined) return { bounds: fittedBounds(state.bounds, home), isMaximised: state.isMaximised };
  const area = workAreas[0] ?? { x: 0, y: 0, ...FIRST };
  const width = Math.max(SMALLEST.width, Math.min(FIRST.width, area.width));
  const height = Math.max(SMALLEST.height, Math.min(FIRST.height, area.height));
  const x = area.x + Math.max(0, Math.round((area.width - width) / 2));
  const y = area.y + Math.max(0, Math.round((area.height - height) / 2));
  return { bounds: { x, y, width, height }, isMaximised: false };
}

const overlapPx = (start: number, length: number, otherStart: number, otherLength: number): number =>
  Math.max(0, Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart));
/** Square pixels that two rectangles share. */
const sharedPx = (a: Rectangle, b: Rectangle): number => overlapPx(a.x, a.width, b.x, b.width) * overlapPx(a.y, a.height, b.y, b.height);

/** A window that is larger than its screen shrinks to it; one that lies over an edge by choice stays there. */
function fittedBounds({ x, y, width, height }: Rectangle, area: Rectangle): Rectangle {
  const fittedWidth = Math.max(SMALLEST.width, Math.min(width, area.width));
  const fittedHeight = Math.max(SMALLEST.height, Math.min(height, area.height));
  return {
    x: width > area.width ? area.x : x, y: height > area.height ? area.y : y,
    width: fittedWidth, height: fittedHeight,
  };
}

function isWithinReach(bounds: Rectangle, area: Rectangle): boolean {
  const sharedPx = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return sharedPx >= GRIP_PX && bounds.y >= area.y - 1 && bounds.y < area.y + area.height - GRIP_PX / 2;
}

function isWindowState(value: unknown): value is WindowState {
  const { bounds, isMaximised } = (value ?? {}) as Partial<WindowState>;
  const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height];
  return typeof isMaximised === "boolean" && numbers.every((number) => Number.isSafeInteger(number));
}

export function readWindowState(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null; // The first start, or a file that a crash left half written.
  }
}

export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // A full disk: the window opens in the middle next time.
  }
}
