// Long lists of which only the rows in sight are made: where a key leads, and how far to scroll for a row. Pure; the hook for tables
// with rows of one height is use-row-window.ts.

/** Where a key leads from a row; null: it is no key of the list. */
export function rowFromKey(key: string, at: number, count: number, pageRows: number): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + pageRows, PageUp: at - pageRows, Home: 0, End: count - 1 }[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}

/** Where to scroll so that a stretch of the list is in view: no further than it takes, and its beginning before its end. */
export function scrollTopToShow(topPx: number, bottomPx: number, scrollTopPx: number, viewPx: number): number {
  if (topPx < scrollTopPx) return topPx;
  return bottomPx > scrollTopPx + viewPx ? Math.min(topPx, bottomPx - viewPx) : scrollTopPx;
}
