// What is in sight of a table whose rows are all equally high, below a head of the same height that stays above them.

import { useRef, useState, type RefCallback, type UIEventHandler } from "react";
import { scrollTopToShow } from "./row-window.ts";

/** Until the table has said how high it is. */
const HEIGHT_AT_FIRST_PX = 400;

export interface RowWindow {
  /** For the element that scrolls. */
  readonly box: { readonly ref: RefCallback<HTMLDivElement>; readonly onScroll: UIEventHandler<HTMLDivElement> };
  /** Rows in sight, first ≤ row < end; `end` may lie beyond the last row. */
  readonly first: number;
  readonly end: number;
  /** How far a page key moves. */
  readonly pageRows: number;
  reveal(row: number): void;
}

export function useRowWindow(rowPx: number): RowWindow {
  const element = useRef<HTMLDivElement>(null);
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const [heightPx, setHeightPx] = useState(HEIGHT_AT_FIRST_PX);
  return {
    box: {
      ref: (box) => {
        element.current = box;
        if (box !== null && box.clientHeight > 0 && box.clientHeight !== heightPx) setHeightPx(box.clientHeight);
      },
      onScroll: (event) => setScrollTopPx(event.currentTarget.scrollTop),
    },
    first: Math.floor(scrollTopPx / rowPx),
    end: Math.ceil((scrollTopPx + heightPx) / rowPx),
    pageRows: Math.max(1, Math.floor(heightPx / rowPx) - 2),
    reveal: (row) => {
      const box = element.current;
      // The head stands over the first row of the view.
      if (box !== null) box.scrollTop = scrollTopToShow(row * rowPx, (row + 1) * rowPx, box.scrollTop, box.clientHeight - rowPx);
    },
  };
}
