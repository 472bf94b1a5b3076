// What mouse and pen do on the timeline: drag on the ruler scrubs, drag on a lane marks in and out, a click goes there,
// the middle button (or Shift) pans, the wheel zooms at the pointer. Turns events into intents; it draws and stores nothing.

import { pannedBy, trueFromX, zoomedAt, zoomFactorFromWheel, type Axis } from "./axis.ts";
import type { Area } from "./lanes.ts";

/** What the timeline can be asked to do. Times are true time, not rounded. */
export interface TimelineIntents {
  readonly axis: () => Axis;
  readonly areaAt: (yPx: number) => Area;
  readonly show: (axis: Axis) => void;
  readonly pointAt: (pointer: { readonly xPx: number; readonly yPx: number } | null) => void;
  readonly scrub: (trueMs: number) => void;
  readonly mark: (fromMs: number, toMs: number, area: Area) => void;
  readonly click: (xPx: number, area: Area) => void;
  readonly zoomToRun: (xPx: number, area: Area) => void;
  readonly scrollBy: (deltaPx: number) => void;
}

/** Movement below this is a click with an unsteady hand. */
const DRAG_FROM_PX = 4;

type Gesture =
  | { readonly kind: "scrub" }
  | { readonly kind: "pan"; readonly lastXPx: number }
  | { readonly kind: "press"; readonly startXPx: number; readonly startMs: number; readonly area: Area }
  | { readonly kind: "mark"; readonly startMs: number; readonly area: Area };

function gestureFrom(event: PointerEvent, xPx: number, yPx: number, intents: TimelineIntents): Gesture | null {
  if (event.button === 1 || (event.button === 0 && event.shiftKey)) return { kind: "pan", lastXPx: xPx };
  if (event.button !== 0) return null;
  const area = intents.areaAt(yPx);
  if (area.kind === "ruler") return { kind: "scrub" };
  return { kind: "press", startXPx: xPx, startMs: trueFromX(intents.axis(), xPx), area };
}

/** Moves a gesture on; answers the gesture it has become. */
function moved(gesture: Gesture, xPx: number, intents: TimelineIntents): Gesture {
  // A hand that goes on past an end of the picture means that end, not a time that nobody sees.
  const trueMs = trueFromX(intents.axis(), Math.min(Math.max(xPx, 0), intents.axis().widthPx));
  switch (gesture.kind) {
    case "scrub":
      intents.scrub(trueMs);
      return gesture;
    case "pan":
      intents.show(pannedBy(intents.axis(), gesture.lastXPx - xPx));
      return { kind: "pan", lastXPx: xPx };
    case "press":
      if (Math.abs(xPx - gesture.startXPx) < DRAG_FROM_PX) return gesture;
      intents.mark(Math.min(gesture.startMs, trueMs), Math.max(gesture.startMs, trueMs), gesture.area);
      return { kind: "mark", startMs: gesture.startMs, area: gesture.area };
    case "mark":
      intents.mark(Math.min(gesture.startMs, trueMs), Math.max(gesture.startMs, trueMs), gesture.area);
      return gesture;
  }
}

function onWheel(event: WheelEvent, xPx: number, intents: TimelineIntents): void {
  event.preventDefault();
  if (event.altKey) return intents.scrollBy(event.deltaY);
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (isSideways) {
    const deltaPx = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    return intents.show(pannedBy(intents.axis(), event.deltaMode === 1 ? deltaPx * 33 : deltaPx));
  }
  intents.show(zoomedAt(intents.axis(), xPx, zoomFactorFromWheel(event.deltaY, event.deltaMode, event.ctrlKey)));
}

/** Listens on the canvas; answers a function that stops. */
export function attachTimelinePointer(canvas: HTMLElement, intents: TimelineIntents): () => void {
  let gesture: Gesture | null = null;
  const at = (event: MouseEvent): { xPx: number; yPx: number } => {
    const box = canvas.getBoundingClientRect();
    return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
  };
  const cancel = new AbortController();
  const { signal } = cancel;
  canvas.addEventListener("pointerdown", (event) => {
    const { xPx, yPx } = at(event);
    gesture = gestureFrom(event, xPx, yPx, intents);
    if (gesture === null) return;
    // The middle button would start the page's own scrolling.
    if (event.button === 1) event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    if (gesture.kind === "scrub") intents.scrub(trueFromX(intents.axis(), xPx));
  }, { signal });
  canvas.addEventListener("pointermove", (event) => {
    const { xPx, yPx } = at(event);
    if (gesture !== null) gesture = moved(gesture, xPx, intents);
    intents.pointAt(gesture?.kind === "pan" ? null : { xPx, yPx });
  }, { signal });
  canvas.addEventListener("pointerup", (event) => {
    if (gesture?.kind === "press") intents.click(at(event).xPx, gesture.area);
    gesture = null;
  }, { signal });
  canvas.addEventListener("pointercancel", () => { gesture = null; }, { signal });
  canvas.addEventListener("pointerleave", () => { if (gesture === null) intents.pointAt(null); }, { signal });
  canvas.addEventListener("dblclick", (event) => {
    const { xPx, yPx } = at(event);
    intents.zoomToRun(xPx, intents.areaAt(yPx));
  }, { signal });
  canvas.addEventListener("wheel", (event) => onWheel(event, at(event).xPx, intents), { signal, passive: false });
  return () => cancel.abort();
}
