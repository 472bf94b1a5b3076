// What is known of a copy's keyframes, and what becomes of an answer that never came.

import { describe, expect, it, vi } from "vitest";
import { KeyTimes } from "../../../renderer/playback/key-times.ts";

const asked = vi.hoisted(() => vi.fn<() => Promise<{ readonly mediaMs: Float64Array; readonly firstMediaMs: number; readonly isWhole: boolean }>>());
vi.mock("../../../renderer/engine/engine-client.ts", () => ({ call: asked }));

const COPY = { kind: "proxy", fileId: 1, stretch: null } as const;

describe("where the first frame of a copy stands", () => {
  it("is asked for again where the engine went away before it told, and not where it has told", async () => {
    asked.mockRejectedValueOnce(new Error("gone")).mockResolvedValue({ mediaMs: Float64Array.of(80, 2_080), firstMediaMs: 80, isWhole: true });
    const times = new KeyTimes();
    expect(times.firstMs(COPY)).toBeNull();
    await vi.waitFor(() => expect(times.firstMs(COPY)).toBe(0));
    times.forgetUnknown();
    expect(times.firstMs(COPY)).toBeNull();
    await vi.waitFor(() => expect(times.firstMs(COPY)).toBe(80));
    times.forgetUnknown();
    expect(times.firstMs(COPY)).toBe(80);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
