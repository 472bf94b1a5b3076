// Questions that stay answered: asked once for all listeners, again after changes, cancelled when nobody listens.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../../contract/errors.ts";
import { QueryRegistry } from "../../../renderer/engine/live-query.ts";
import { queryKey } from "../../../renderer/engine/query-key.ts";

interface Asked {
  readonly method: string;
  readonly signal: AbortSignal;
  answer(data: unknown): void;
  refuse(error: unknown): void;
}

const INPUT = { caseId: 1 };
const KEY = queryKey("cases.read", INPUT);

describe("live queries", () => {
  let asked: Asked[];
  let registry: QueryRegistry;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    registry = new QueryRegistry((method, _input, signal) => new Promise((answer, refuse) => { asked.push({ method, signal, answer, refuse }); }), 150);
  });
  afterEach(() => { vi.useRealTimers(); });

  const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);
  const changed = (...topics: ("cases" | "clocks")[]): void => registry.handle({ type: "library.changed", topics });

  it("asks once for two who ask the same, and tells both", async () => {
    const told = [vi.fn(), vi.fn()];
    registry.listen("cases.read", INPUT, ["cases"], told[0]!);
    registry.listen("cases.read", { ...INPUT }, ["cases"], told[1]!);
    asked[0]!.answer("A");
    await settle();
    expect(asked).toHaveLength(1);
    expect(registry.peek(KEY)).toEqual({ data: "A", error: null, loading: false });
    expect(told[0]).toHaveBeenCalled();
    expect(told[1]).toHaveBeenCalled();
  });

  it("keeps the last answer while it asks again after a change of its topic", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    asked[0]!.answer("A");
    await settle();
    changed("cases");
    await vi.advanceTimersByTimeAsync(150);
    expect(asked).toHaveLength(2);
    expect(registry.peek(KEY)).toEqual({ data: "A", error: null, loading: true });
    asked[1]!.answer("B");
    await settle();
    expect(registry.peek(KEY).data).toBe("B");
  });

  it("does not ask again for topics that it does not listen to", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    asked[0]!.answer("A");
    await settle();
    changed("clocks");
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(1);
  });

  it("asks at once after a change where nothing was asked for a while", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    asked[0]!.answer("A");
    await vi.advanceTimersByTimeAsync(150);
    changed("cases");
    expect(asked).toHaveLength(2);
  });

  it("turns a burst of changes into two questions: about the first, and about all others", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    asked[0]!.answer("A");
    await vi.advanceTimersByTimeAsync(150);
    for (let i = 0; i < 10; i++) {
      changed("cases");
      asked[1]!.answer("B");
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(3);
  });

  it("leaves a pause after each answer where changes never stop, however long an answer takes", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    for (let round = 0; round < 3; round++) {
      changed("cases");
      await vi.advanceTimersByTimeAsync(400);
      asked.at(-1)!.answer(round);
      await vi.advanceTimersByTimeAsync(149);
      expect(asked).toHaveLength(round + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(asked).toHaveLength(round + 2);
    }
  });

  it("is not put off for ever by changes that never stop", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    asked[0]!.answer("A");
    await settle();
    for (let i = 0; i < 20; i++) {
      changed("cases");
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });

  it("asks once more where something changed while the call was under way, and does not cancel that call", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    changed("cases");
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.signal.aborted).toBe(false);
    asked[0]!.answer("A");
    await vi.advanceTimersByTimeAsync(150);
    expect(asked).toHaveLength(2);
  });

  it("cancels the call when the last listener leaves, and ignores what still comes back", async () => {
    const stop = registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    stop();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked[0]!.signal.aborted).toBe(true);
    asked[0]!.answer("late");
    await settle();
    expect(registry.peek(KEY).data).toBeNull();
  });

  it("does not cancel and ask again where a listener leaves and comes back at once", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined)();
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.signal.aborted).toBe(false);
  });

  it("keeps the last answer beside a refusal, and clears the refusal with the next answer", async () => {
    registry.listen("cases.read", INPUT, ["cases"], () => undefined);
    asked[0]!.answer("A");
    await settle();
    changed("cases");
    await vi.advanceTimersByTimeAsync(150);
    asked[1]!.refuse(new AppError("case-unknown", { text: "1" }));
    await settle();
    expect(registry.peek(KEY)).toMatchObject({ data: "A", error: { code: "case-unknown" }, loading: false });
    changed("cases");
    await vi.advanceTimersByTimeAsync(150);
    asked[2]!.answer("B");
    await settle();
    expect(registry.peek(KEY)).toEqual({ data: "B", error: null, loading: false });
  });

  describe("what a change was answered with", () => {
    const withB = (data: unknown): unknown => (String(data).includes("b") ? data : `${String(data)}b`);

    it("is shown at once, and holds until the question is answered anew", async () => {
      const told = vi.fn();
      registry.listen("cases.read", INPUT, ["cases"], told);
      asked[0]!.answer("a");
      await vi.advanceTimersByTimeAsync(150);
      told.mockClear();
      registry.amend(KEY, withB);
      expect(told).toHaveBeenCalledOnce();
      expect(registry.peek(KEY).data).toBe("ab");
      changed("cases");
      asked[1]!.answer("c");
      await settle();
      expect(registry.peek(KEY).data).toBe("c");
    });

    it("is laid over an answer too that was under way, and may be older", async () => {
      registry.listen("cases.read", INPUT, ["cases"], () => undefined);
      registry.amend(KEY, withB);
      expect(registry.peek(KEY).data).toBeNull();
      asked[0]!.answer("a");
      await settle();
      expect(registry.peek(KEY).data).toBe("ab");
    });

    it("asks nothing where nobody does", () => {
      registry.amend(KEY, withB);
      expect(asked).toHaveLength(0);
      expect(registry.peek(KEY).data).toBeNull();
    });
  });

  it("asks everything again when another engine process answers", async () => {
    registry.listen("cases.read", INPUT, [], () => undefined);
    registry.listen("cameras.list", {}, [], () => undefined);
    asked.forEach((call) => call.answer([]));
    await settle();
    registry.askAllAgain();
    await vi.advanceTimersByTimeAsync(150);
    expect(asked.map((call) => call.method)).toEqual(["cases.read", "cameras.list", "cases.read", "cameras.list"]);
  });
});
