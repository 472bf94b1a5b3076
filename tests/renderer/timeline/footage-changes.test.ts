// When the timeline asks again what it was told of footage.

import { beforeEach, expect, it, vi } from "vitest";
import type { EngineEvent, LibraryTopic } from "../../../contract/events.ts";
import { onFootageChanged, OUTDATE_AFTER_MS } from "../../../renderer/timeline/footage-changes.ts";

const engine = vi.hoisted(() => ({ events: new Set<(event: EngineEvent) => void>(), back: new Set<() => void>() }));
vi.mock("../../../renderer/engine/engine-client.ts", () => {
  const into = <T>(listeners: Set<T>) => (listener: T) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { onEngineEvent: into(engine.events), onEngineBack: into(engine.back) };
});

const changed = (...topics: LibraryTopic[]): void => { for (const tell of engine.events) tell({ type: "library.changed", topics }); };

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

it("is told once of changes that come together, and again of later ones", () => {
  const told = vi.fn();
  const stop = onFootageChanged(told);
  changed("clocks");
  changed("recordings", "custody");
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(OUTDATE_AFTER_MS);
  expect(told).toHaveBeenCalledTimes(1);
  changed("files");
  vi.advanceTimersByTime(OUTDATE_AFTER_MS);
  expect(told).toHaveBeenCalledTimes(2);
  stop();
});

it("is told when another engine answers, and of nothing that is not about footage, nor after it was stopped", () => {
  const told = vi.fn();
  const stop = onFootageChanged(told);
  changed("cases", "watched");
  vi.advanceTimersByTime(OUTDATE_AFTER_MS);
  expect(told).not.toHaveBeenCalled();
  for (const tell of engine.back) tell();
  vi.advanceTimersByTime(OUTDATE_AFTER_MS);
  expect(told).toHaveBeenCalledTimes(1);
  changed("clocks");
  stop();
  vi.advanceTimersByTime(OUTDATE_AFTER_MS);
  expect(told).toHaveBeenCalledTimes(1);
});
