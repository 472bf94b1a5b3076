// Where a card at the pointer stands: right of it, kept inside the window, above what it speaks of. It hangs on the page, because the
// panel would cut it off.

import type { RefObject } from "react";

interface CardPlace {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
}

const BESIDE_POINTER_PX = 14;
const ABOVE_FRAME_PX = 34;
const EDGE_PX = 4;

/**
 * A style for a card of `widthPx`, in CSS pixels of the window.
 * @param frame what the card stands above
 * @param xPx the pointer, from the frame's left edge
 */
export function cardPlace(frame: RefObject<HTMLElement | null>, xPx: number, widthPx: number): CardPlace {
  const box = frame.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const left = Math.max(EDGE_PX, Math.min(window.innerWidth - widthPx - EDGE_PX, box.left + xPx + BESIDE_POINTER_PX));
  return { left, bottom: window.innerHeight - box.top + ABOVE_FRAME_PX, width: widthPx };
}
