// A limit of time ends work that takes too long or is cancelled, and leaves nothing behind where neither was.

import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TimeLimit } from "../../../engine/media/time-limit.ts";

describe("a limit of time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("aborts when its time is over, and says that it was this", () => {
    const limit = new TimeLimit(new AbortController().signal, 1_000);
    vi.advanceTimersByTime(999);
    expect([limit.signal.aborted, limit.isOver]).toEqual([false, false]);
    vi.advanceTimersByTime(1);
    expect([limit.signal.aborted, limit.isOver]).toEqual([true, true]);
  });
  it("aborts with what it is part of, before and while it lasts, and does not say that its time was over", () => {
    const outer = new AbortController();
    const limit = new TimeLimit(outer.signal, 1_000);
    outer.abort();
    expect([limit.signal.aborted, limit.isOver]).toEqual([true, false]);
    expect(new TimeLimit(outer.signal, 1_000).signal.aborted).toBe(true);
  });
  it("keeps neither timer nor listener once the work is done", () => {
    const outer = new AbortController();
    const limit = new TimeLimit(outer.signal, 1_000);
    expect([vi.getTimerCount(), getEventListeners(outer.signal, "abort").length]).toEqual([1, 1]);
    limit.end();
    expect([vi.getTimerCount(), getEventListeners(outer.signal, "abort").length]).toEqual([0, 0]);
    outer.abort();
    expect(limit.signal.aborted).toBe(false);
  });
});
