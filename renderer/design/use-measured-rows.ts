// Heights of rows that nobody knows before they are drawn: a row that was drawn is as high as it was found to be, one that never was
// as high as it is guessed. What is in view stays where it is while heights above it become known, and when rows come or go there.

import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefCallback, type RefObject } from "react";
import { RowPlaces } from "./row-places.ts";
import { panelOf } from "./use-panel-rows.ts";

export interface MeasuredRows {
  readonly places: RowPlaces;
  /** For each row's element, whose `data-row` is its key. */
  readonly rowRef: RefCallback<HTMLElement>;
}

const heightOf = (row: Element): number => row.getBoundingClientRect().height;

/** `keys` name the rows in their order; `guessPx` is asked for those that were never drawn. Both stay the same until they say something else. */
export function useMeasuredRows(listRef: RefObject<HTMLElement | null>, keys: readonly string[], guessPx: (index: number) => number): MeasuredRows {
  const known = useRef(new Map<string, number>()).current;
  const [measuredCount, setMeasuredCount] = useState(0);
  // measuredCount stands for what `known` holds.
  const places = useMemo(() => new RowPlaces(keys.map((key, i) => known.get(key) ?? guessPx(i))), [keys, guessPx, known, measuredCount]);

  const measure = useCallback((rows: Iterable<Element>): void => {
    let isNew = false;
    for (const row of rows) {
      const key = row.getAttribute("data-row");
      if (key === null || !row.isConnected) continue;
      const heightPx = heightOf(row);
      if (heightPx === 0 || Math.abs((known.get(key) ?? 0) - heightPx) < 0.5) continue;
      known.set(key, heightPx);
      isNew = true;
    }
    if (isNew) setMeasuredCount((count) => count + 1);
  }, [known]);

  const observer = useRef<ResizeObserver | null>(null);
  const rowRef = useCallback((row: HTMLElement | null) => {
    if (row === null) return undefined;
    observer.current ??= new ResizeObserver((entries) => measure(entries.map(({ target }) => target)));
    const watching = observer.current;
    watching.observe(row);
    return () => watching.unobserve(row);
  }, [measure]);

  // Rows that have just been made: measured before they are painted.
  useLayoutEffect(() => {
    const rows = [...(listRef.current?.querySelectorAll(":scope > [data-row]") ?? [])];
    measure(rows.filter((row) => !known.has(row.getAttribute("data-row")!)));
  });
  useKeptInPlace(listRef, keys, places);
  return { places, rowRef };
}

/** Scrolls by as much as the row at the upper edge was moved by what happened above it. */
function useKeptInPlace(listRef: RefObject<HTMLElement | null>, keys: readonly string[], places: RowPlaces): void {
  const last = useRef({ keys, places });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { keys, places };
    const list = listRef.current;
    const panel = panelOf(list);
    if (before.places === places || before.places.count === 0 || list === null || panel === null) return;
    const edgePx = panel.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (edgePx <= 0) return;
    const key = before.keys[before.places.indexAt(edgePx)];
    const at = key === undefined ? -1 : keys.indexOf(key);
    if (at >= 0) panel.scrollTop += places.topPx(at) - before.places.topPx(before.places.indexAt(edgePx));
  }, [listRef, keys, places]);
}
