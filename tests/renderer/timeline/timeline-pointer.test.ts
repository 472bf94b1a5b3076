// What a hand on the timeline comes to, also where it goes on past the ends of the picture.

import { expect, it, vi } from "vitest";
import { attachTimelinePointer, type TimelineIntents } from "../../../renderer/timeline/timeline-pointer.ts";

/** A canvas of 1,000 × 200 px at (100, 50), with one second a pixel from 0 on; the ruler is its upper 40 px. */
function timeline() {
  const canvas = Object.assign(new EventTarget(), { getBoundingClientRect: () => ({ left: 100, top: 50 }), setPointerCapture: () => undefined });
  const told = { scrub: vi.fn(), mark: vi.fn(), click: vi.fn() };
  const ignored = { show: vi.fn(), pointAt: vi.fn(), zoomToRun: vi.fn(), scrollBy: vi.fn() };
  const intents: TimelineIntents = {
    ...told, ...ignored, axis: () => ({ fromMs: 0, toMs: 1_000_000, widthPx: 1_000 }), areaAt: (yPx) => (yPx < 40 ? { kind: "ruler" } : { kind: "lane", index: 0 }),
  };
  attachTimelinePointer(canvas as unknown as HTMLElement, intents);
  const hand = (type: string, xPx: number, yPx: number): void => {
    canvas.dispatchEvent(Object.assign(new Event(type), { clientX: 100 + xPx, clientY: 50 + yPx, button: 0, shiftKey: false, pointerId: 1 }));
  };
  return { ...told, hand };
}

it("marks and scrubs up to the ends of the picture, however far the hand goes on", () => {
  const { scrub, mark, click, hand } = timeline();
  hand("pointerdown", 300, 100);
  hand("pointermove", 400, 100);
  expect(mark).toHaveBeenLastCalledWith(300_000, 400_000, { kind: "lane", index: 0 });
  hand("pointermove", 4_000, 900);
  expect(mark).toHaveBeenLastCalledWith(300_000, 1_000_000, { kind: "lane", index: 0 });
  hand("pointermove", -2_000, -40);
  expect(mark).toHaveBeenLastCalledWith(0, 300_000, { kind: "lane", index: 0 });
  hand("pointerup", -2_000, -40);
  hand("pointerdown", 200, 10);
  hand("pointermove", -2_000, 10);
  expect(scrub).toHaveBeenLastCalledWith(0);
  hand("pointerup", -2_000, 10);
  expect(click).not.toHaveBeenCalled();
});
