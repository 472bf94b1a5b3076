// Who acts is asked before the first logged act, and then the act goes on by itself.

import { describe, expect, it, vi } from "vitest";
import { AppError } from "../../../contract/errors.ts";
import { askBefore } from "../../../renderer/actor/ask-before.ts";

describe("asking who acts", () => {
  it("asks first where nobody has said, then acts", async () => {
    const order: string[] = [];
    const answer = await askBefore(async () => false, async () => { order.push("ask"); }, async () => { order.push("act"); return 7; });
    expect(order).toEqual(["ask", "act"]);
    expect(answer).toBe(7);
  });

  it("does not ask where it is known", async () => {
    const ask = vi.fn(async () => undefined);
    await askBefore(async () => true, ask, async () => 1);
    expect(ask).not.toHaveBeenCalled();
  });

  it("asks and acts once more where the engine does not know after all", async () => {
    let isKnownToEngine = false;
    const act = vi.fn(async () => { if (!isKnownToEngine) throw new AppError("actor-unknown"); return "done"; });
    expect(await askBefore(async () => true, async () => { isKnownToEngine = true; }, act)).toBe("done");
    expect(act).toHaveBeenCalledTimes(2);
  });

  it("does not act where the question is dismissed", async () => {
    const act = vi.fn(async () => 1);
    await expect(askBefore(async () => false, () => Promise.reject(new AppError("cancelled")), act)).rejects.toMatchObject({ code: "cancelled" });
    expect(act).not.toHaveBeenCalled();
  });

  it("passes every other refusal on without asking", async () => {
    const ask = vi.fn(async () => undefined);
    await expect(askBefore(async () => true, ask, () => Promise.reject(new AppError("disk-full")))).rejects.toMatchObject({ code: "disk-full" });
    expect(ask).not.toHaveBeenCalled();
  });
});
