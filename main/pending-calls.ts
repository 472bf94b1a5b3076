// The calls that wait for the engine's answer, by id. Knows neither processes nor windows: messages go out through the
// function given to `connected`. Calls made while there is no engine wait for it; calls a dead engine had are refused.

import type { CallAnswer } from "../contract/bridge.ts";
import type { ErrorFacts } from "../contract/errors.ts";
import type { FromEngine, ToEngine } from "../contract/transport.ts";

type Send = (message: ToEngine) => void;
type Request = Extract<ToEngine, { callId: number }>;

interface PendingCall {
  readonly request: Request;
  readonly settle: (answer: CallAnswer) => void;
  isSent: boolean;
}

export class PendingCalls {
  readonly #waiting = new Map<number, PendingCall>();
  #lastCallId = 0;
  #send: Send | null = null;
  #closedBy: ErrorFacts | null = null;

  get count(): number {
    return this.#waiting.size;
  }

  /** Sends a request, now or when there is an engine. Never rejects: a refusal is an answer. */
  start(requestFor: (callId: number) => Request): { readonly callId: number; readonly answer: Promise<CallAnswer> } {
    const callId = ++this.#lastCallId;
    const closedBy = this.#closedBy;
    if (closedBy !== null) return { callId, answer: Promise.resolve({ ok: false, error: closedBy }) };
    const answer = new Promise<CallAnswer>((settle) => {
      const call: PendingCall = { request: requestFor(callId), settle, isSent: false };
      this.#waiting.set(callId, call);
      this.#sendCall(callId, call);
    });
    return { callId, answer };
  }

  /** The engine answers a cancelled call itself; one it never got is answered here. */
  cancel(callId: number): void {
    const call = this.#waiting.get(callId);
    if (call === undefined) return;
    if (call.isSent) this.#send?.({ type: "cancel", callId });
    else this.#settle(callId, { ok: false, error: { code: "cancelled", params: {} } });
  }

  /** An answer to a call nobody waits for any more is dropped. */
  answered(message: Extract<FromEngine, { callId: number }>): void {
    this.#settle(message.callId, message.type === "answer" ? { ok: true, output: message.output } : { ok: false, error: message.error });
  }

  connected(send: Send): void {
    this.#send = send;
    this.#closedBy = null;
    for (const [callId, call] of this.#waiting) this.#sendCall(callId, call);
  }

  /** The engine died: what it had is refused (it may or may not have been done), what it had not waits on. */
  disconnected(error: ErrorFacts): void {
    this.#send = null;
    for (const [callId, call] of this.#waiting) if (call.isSent) this.#settle(callId, { ok: false, error });
  }

  /** There will be no engine any more: refuses every call, now and later. */
  closed(error: ErrorFacts): void {
    this.#send = null;
    this.#closedBy = error;
    for (const callId of this.#waiting.keys()) this.#settle(callId, { ok: false, error });
  }

  #sendCall(callId: number, call: PendingCall): void {
    if (this.#send === null || call.isSent) return;
    call.isSent = true;
    try {
      this.#send(call.request);
    } catch (error) {
      // An input that cannot be cloned, or a channel that has just closed.
      this.#settle(callId, { ok: false, error: { code: "internal", params: { message: String(error) } } });
    }
  }

  #settle(callId: number, answer: CallAnswer): void {
    const call = this.#waiting.get(callId);
    this.#waiting.delete(callId);
    call?.settle(answer);
  }
}
