// Long answers cross as bytes and are the same again at the other end; all others cross as they are.

import { describe, expect, it } from "vitest";
import { packedAnswer, unpackedAnswer } from "../../contract/transport.ts";

describe("an answer on its way to the window", () => {
  it.each(["cases.read", "cases.view", "facts.list", "order.read", "events.read"])("of %s is bytes, and the same again at its end", (method) => {
    const output = { pins: [{ title: "后备箱 🚕 \u2028", note: null, startMs: 1_636_696_985_250, uncertaintyMs: 0.5, tags: [] }] };
    const packed = packedAnswer(method, structuredClone(output));
    expect(packed).toBeInstanceOf(Uint8Array);
    expect(unpackedAnswer(method, structuredClone(packed))).toEqual(output);
  });

  it("of columns crosses as it is", () => {
    const output = { startMs: new Float64Array([1, 2]) };
    expect(packedAnswer("timeline.read", output)).toBe(output);
    expect(unpackedAnswer("timeline.read", output)).toBe(output);
  });
});
