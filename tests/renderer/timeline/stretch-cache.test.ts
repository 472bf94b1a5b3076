// What the timeline keeps of answers: never a blank where something is known, one question at a time, nothing asked twice.

import { describe, expect, it, vi } from "vitest";
import { StretchCache, type Asked } from "../../../renderer/timeline/stretch-cache.ts";

const asked = (fromMs: number, toMs: number, msPerPixel: number): Asked => ({ fromMs, toMs, msPerPixel });

function cache() {
  const questions: { readonly keys: readonly string[]; readonly asked: Asked; answer(only?: readonly string[]): Promise<void>; refuse(): Promise<void> }[] = [];
  const changed = vi.fn();
  const made = new StretchCache<string>((keys, about) => new Promise((resolve, reject) => {
    const settle = async (act: () => void): Promise<void> => {
      act();
      await new Promise((next) => setTimeout(next, 0));
    };
    questions.push({
      keys, asked: about,
      answer: (only = keys) => settle(() => resolve(new Map(only.map((key) => [key, `${key} ${about.fromMs}-${about.toMs}/${about.msPerPixel}`])))),
      refuse: () => settle(() => reject(new Error("gone"))),
    });
  }), changed);
  return { made, questions, changed };
}

const NEAR = asked(0, 100, 1);
const WHOLE = asked(-1_000, 1_000, 16);

describe("answers about stretches", () => {
  it("are asked for what is in view first, then for what soon may be, then for the whole", async () => {
    const { made, questions } = cache();
    made.want({ keys: ["a"], soonKeys: ["a", "b"], asked: NEAR, whole: WHOLE });
    expect(made.isLoading).toBe(true);
    await questions[0]!.answer();
    await questions[1]!.answer();
    await questions[2]!.answer();
    expect(questions.map((q) => [q.keys, q.asked])).toEqual([[["a"], NEAR], [["b"], NEAR], [["a"], WHOLE]]);
    expect(made.isLoading).toBe(false);
  });

  it("are asked for one at a time, and what has left the view meanwhile not at all", async () => {
    const { made, questions } = cache();
    made.want({ keys: ["a"], soonKeys: [], asked: NEAR, whole: null });
    made.want({ keys: ["b"], soonKeys: [], asked: NEAR, whole: null });
    made.want({ keys: ["c"], soonKeys: [], asked: NEAR, whole: null });
    expect(questions).toHaveLength(1);
    await questions[0]!.answer();
    expect(questions[1]!.keys).toEqual(["c"]);
  });

  it("are not asked for again while they serve", async () => {
    const { made, questions } = cache();
    made.want({ keys: ["a"], soonKeys: [], asked: NEAR, whole: null });
    await questions[0]!.answer();
    made.want({ keys: ["a"], soonKeys: [], asked: NEAR, whole: null });
    expect(questions).toHaveLength(1);
  });

  it("serve until a better one is there: the stretch that shows most, then the nearest in fineness", async () => {
    const { made, questions } = cache();
    made.want({ keys: ["a"], soonKeys: [], asked: NEAR, whole: WHOLE });
    expect(made.best("a", 10, 90, 1)).toBeNull();
    await questions[0]!.answer();
    await questions[1]!.answer();
    expect(made.best("a", 10, 90, 1)).toBe("a 0-100/1");
    // Zoomed out further than the fine answer reaches: rather coarse than blank.
    expect(made.best("a", -500, 500, 8)).toBe("a -1000-1000/16");
  });

  it("are shown although outdated, until the new ones have come", async () => {
    const { made, questions, changed } = cache();
    made.want({ keys: ["a"], soonKeys: [], asked: NEAR, whole: null });
    await questions[0]!.answer();
    made.outdate();
    expect(made.best("a", 10, 90, 1)).toBe("a 0-100/1");
    expect(questions).toHaveLength(2);
    await questions[1]!.answer();
    expect(changed).toHaveBeenCalledTimes(2);
    expect(questions).toHaveLength(2);
  });

  it("that were on their way when the library changed are asked for once more", async () => {
    const { made, questions } = cache();
    made.want({ keys: ["a"], soonKeys: [], asked: NEAR, whole: null });
    made.outdate();
    await questions[0]!.answer();
    expect(questions).toHaveLength(2);
  });

  it("that fail are not asked for without end, but again when something changes", async () => {
    const { made, questions } = cache();
    const wanted = { keys: ["a"], soonKeys: [], asked: NEAR, whole: null };
    made.want(wanted);
    await questions[0]!.refuse();
    expect(questions).toHaveLength(1);
    made.outdate();
    expect(questions).toHaveLength(2);
  });

  it("that leave a key out do not ask for it without end", async () => {
    const { made, questions } = cache();
    made.want({ keys: ["a", "gone"], soonKeys: [], asked: NEAR, whole: null });
    await questions[0]!.answer(["a"]);
    expect(questions).toHaveLength(1);
    expect(made.best("a", 0, 1, 1)).not.toBeNull();
  });
});
