// A list of which only the rows in view are made, in a panel that is scrolled as a whole (role tabpanel): which stretch of the list is in
// view, and bringing a row into view. What stands above and below the list is the panel's business. For tables that scroll by
// themselves: use-row-window.ts.

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { RowPlaces } from "./row-places.ts";
import { scrollTopToShow } from "./row-window.ts";

export interface Stretch { readonly fromPx: number; readonly toPx: number }

export interface PanelView {
  /** What is in view, by the list's own heights. */
  readonly view: Stretch;
  /** Looks again, where something was scrolled that must be drawn with this very frame. */
  readonly look: () => void;
}

export const panelOf = (list: HTMLElement | null): HTMLElement | null => list?.closest<HTMLElement>("[role=tabpanel]") ?? null;

/** What of the list is in view. */
export function usePanelView(listRef: RefObject<HTMLElement | null>): PanelView {
  const [view, setView] = useState<Stretch>({ fromPx: 0, toPx: 600 });
  const look = useCallback((): void => {
    const list = listRef.current;
    const panel = panelOf(list);
    if (list === null || panel === null) return;
    const [box, own] = [panel.getBoundingClientRect(), list.getBoundingClientRect()];
    const next = { fromPx: Math.round(box.top - own.top), toPx: Math.round(box.bottom - own.top) };
    setView((now) => (now.fromPx === next.fromPx && now.toPx === next.toPx ? now : next));
  }, [listRef]);
  useLayoutEffect(() => {
    const list = listRef.current;
    const panel = panelOf(list);
    if (list === null || panel === null) return undefined;
    look();
    panel.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    // What stands above the list moves it without a scroll.
    for (const element of [panel, list, list.parentElement]) if (element !== null) observer.observe(element);
    return () => {
      panel.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [listRef, look]);
  return { view, look };
}

/**
 * Brings a row into view when `revealCount` has changed, and again while the heights above it become known; until somebody scrolls or types.
 * `at` −1: none.
 */
export function useReveal(listRef: RefObject<HTMLElement | null>, places: RowPlaces, at: number, revealCount: number, look: () => void): void {
  const wanted = useRef({ count: revealCount, isHeld: false });
  useEffect(() => {
    const panel = panelOf(listRef.current);
    if (panel === null) return undefined;
    const letGo = (): void => { wanted.current.isHeld = false; };
    const acts = ["wheel", "pointerdown", "keydown"] as const;
    for (const act of acts) panel.addEventListener(act, letGo, { passive: true, capture: true });
    return () => {
      for (const act of acts) panel.removeEventListener(act, letGo, { capture: true });
    };
  }, [listRef]);
  useLayoutEffect(() => {
    const list = listRef.current;
    const panel = panelOf(list);
    if (wanted.current.count !== revealCount) wanted.current = { count: revealCount, isHeld: true };
    if (!wanted.current.isHeld || list === null || panel === null || at < 0) return;
    const aboveListPx = list.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop;
    // Measured heights are no whole pixels, what is scrolled by is.
    const [topPx, bottomPx] = [Math.floor(aboveListPx + places.topPx(at)), Math.ceil(aboveListPx + places.topPx(at + 1))];
    const scrollTopPx = scrollTopToShow(topPx, bottomPx, panel.scrollTop, panel.clientHeight);
    // With the first row comes what stands above the list.
    panel.scrollTop = at === 0 && scrollTopPx < panel.scrollTop ? 0 : scrollTopPx;
    look();
  }, [listRef, places, at, revealCount, look]);
}
