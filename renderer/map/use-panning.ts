// Dragging a plane by the pointer. A press that hardly moves is a click. What is moved, and how far it may go, is its owner's.

import { useRef, type MouseEvent, type PointerEvent } from "react";
import type { XyPx } from "./map-geometry.ts";

/** A press that moves less is a click. */
const CLICK_PX = 4;

/** Where the pointer is, from the corner of the element that listens. */
export function xyOf(event: MouseEvent): XyPx {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** `onMove`: so far from where the plane was (`from`) when it was pressed. Answers what the element listens with. */
export function usePanning<V>(view: V, onMove: (from: V, dxPx: number, dyPx: number) => void, onClick: (at: XyPx) => void) {
  const drag = useRef<{ readonly at: XyPx; readonly view: V; hasMoved: boolean } | null>(null);
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return;
      drag.current = { at: xyOf(event), view, hasMoved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent): void => {
      const held = drag.current;
      if (held === null) return;
      const { x, y } = xyOf(event);
      const [dxPx, dyPx] = [x - held.at.x, y - held.at.y];
      if (!held.hasMoved && Math.hypot(dxPx, dyPx) < CLICK_PX) return;
      held.hasMoved = true;
      onMove(held.view, dxPx, dyPx);
    },
    onPointerUp: (event: PointerEvent): void => {
      const held = drag.current;
      drag.current = null;
      if (held !== null && !held.hasMoved) onClick(xyOf(event));
    },
    onPointerCancel: (): void => { drag.current = null; },
  };
}
