import { describe, expect, it } from "vitest";
import type { ToEngine } from "../../contract/transport.ts";
import { PendingCalls } from "../../main/pending-calls.ts";
import { restartLimit } from "../../main/restart-limit.ts";

const died = { code: "worker-died", params: {} } as const;

function engine() {
  const calls = new PendingCalls();
  const sent: ToEngine[] = [];
  const start = (method: string) => calls.start((callId) => ({ type: "call", callId, method, input: {} }));
  return { calls, sent, start, connect: () => calls.connected((message) => sent.push(message)) };
}

describe("calls to the engine", () => {
  it("wait for the engine, and are answered by id", async () => {
    const { calls, sent, start, connect } = engine();
    const [first, second] = [start("a"), start("b")];
    expect(sent).toEqual([]);
    connect();
    expect(sent.map((message) => "method" in message && message.method)).toEqual(["a", "b"]);
    calls.answered({ type: "answer", callId: second.callId, output: 2 });
    calls.answered({ type: "refusal", callId: first.callId, error: { code: "case-unknown", params: {} } });
    expect(await second.answer).toEqual({ ok: true, output: 2 });
    expect(await first.answer).toEqual({ ok: false, error: { code: "case-unknown", params: {} } });
    expect(calls.count).toBe(0);
  });

  it("are cancelled by the engine, or here where it never got them", async () => {
    const { calls, sent, start, connect } = engine();
    const unsent = start("a");
    calls.cancel(unsent.callId);
    expect(await unsent.answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    connect();
    const underWay = start("b");
    calls.cancel(underWay.callId);
    expect(sent.at(-1)).toEqual({ type: "cancel", callId: underWay.callId });
    expect(calls.count).toBe(1);
  });

  it("that a dead engine had are refused; what it never got goes to the next one", async () => {
    const { calls, sent, start, connect } = engine();
    connect();
    const had = start("a");
    calls.disconnected(died);
    const later = start("b");
    expect(await had.answer).toEqual({ ok: false, error: died });
    connect();
    expect(sent.map((message) => "callId" in message && message.callId)).toEqual([had.callId, later.callId]);
  });

  it("are refused at once where there will be no engine", async () => {
    const { calls, start } = engine();
    const waiting = start("a");
    calls.closed(died);
    expect(await waiting.answer).toEqual({ ok: false, error: died });
    expect(await start("b").answer).toEqual({ ok: false, error: died });
  });

  it("that cannot be sent are refused", async () => {
    const { calls, start } = engine();
    calls.connected(() => {
      throw new Error("could not be cloned");
    });
    expect(await start("a").answer).toMatchObject({ ok: false, error: { code: "internal" } });
  });
});

describe("restarts", () => {
  it("are limited within a stretch of time", () => {
    const limit = restartLimit(2, 1000);
    expect([0, 10, 20, 999].map((nowMs) => limit.allows(nowMs))).toEqual([true, true, false, false]);
    expect(limit.allows(1000)).toBe(true);
    expect(limit.allows(1005)).toBe(false);
  });
});
