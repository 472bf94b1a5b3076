// Typed calls to the engine from the window. The one place that knows window.quayline's call and cancel.

import { AppError, errorFromFacts } from "../../contract/errors.ts";
import type { EngineEvent } from "../../contract/events.ts";
import type { InputOf, MethodName, OutputOf } from "../../contract/methods.ts";
import { unpackedAnswer } from "../../contract/transport.ts";
import "../../contract/bridge.ts";

let lastCallId = 0;

/**
 * Calls a method of the engine. An abort cancels it end to end, down to the ffmpeg child.
 * @throws AppError whatever the engine refused with; `cancelled` after an abort.
 */
export async function call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>> {
  if (signal?.aborted === true) throw new AppError("cancelled");
  const callId = ++lastCallId;
  const cancel = (): void => window.quayline.cancel(callId);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const answer = await window.quayline.call(callId, method, input);
    if (answer.ok) return unpackedAnswer(method, answer.output) as OutputOf<M>;
    throw errorFromFacts(answer.error);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** Called when another process of the engine answers from now on: what the one before did not answer is to be asked anew. Answers a function that stops. */
export function onEngineBack(listener: () => void): () => void {
  let wasReady = true;
  return window.quayline.onEngineState(({ state }) => {
    if (state === "ready" && !wasReady) listener();
    wasReady = state === "ready";
  });
}

export function onEngineEvent(listener: (event: EngineEvent) => void): () => void {
  return window.quayline.onEvent(listener);
}
