// The list of pins without the screen: which rows are made, and how high one is taken to be that was never drawn. Pure.

import type { Pin } from "../../contract/model.ts";
import type { MomentOrder } from "../../contract/order.ts";

/** Rows in view (first ≤ index < end) and those that stay wherever one scrolls (−1: none), ascending, each once. */
export function drawnRows(first: number, end: number, kept: readonly number[]): readonly number[] {
  const inView = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  const others = [...new Set(kept)].filter((at) => at >= 0 && (at < first || at >= end));
  return [...inView, ...others].sort((a, b) => a - b);
}

/** The row nearest to `at` that is no form, in the direction of `step` first: in a form arrows are the text's. −1: all are. */
export function nearestClosed(at: number, step: 1 | -1, count: number, isForm: (at: number) => boolean): number {
  for (const way of [step, -step]) {
    for (let i = at; i >= 0 && i < count; i += way) if (!isForm(i)) return i;
  }
  return -1;
}

/** Of case-panel.module.css: title, beginning, end with the camera; then a line each of what else there is. */
const BARE_PX = 80;
const LINE_PX = 19;
/** In columns of a Latin letter's width; a Han character takes two. */
const COLUMNS = 46;

const linesOf = (text: string): number =>
  text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length + (line.match(/[\u2e80-\uffef]/g)?.length ?? 0)) / COLUMNS)), 0);

/** Only a guess, so that the scroll bar is about right: what is drawn is measured. */
export function guessedHeightPx({ title, note, tags }: Pick<Pin, "title" | "note" | "tags">, order: Pick<MomentOrder, "established"> | undefined): number {
  const lines = linesOf(title) - 1 + (note === null ? 0 : linesOf(note)) + (tags.length === 0 ? 0 : 1);
  return BARE_PX + LINE_PX * lines + (order === undefined ? 0 : order.established ? 20 : 2 * LINE_PX);
}
