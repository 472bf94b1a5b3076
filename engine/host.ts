// The engine's process under the window: main forks this file and talks by process messages (contract/transport.ts).

import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, factsFromError } from "../contract/errors.ts";
import type { MethodName } from "../contract/methods.ts";
import { packedAnswer, type FromEngine, type ToEngine } from "../contract/transport.ts";
import { openEngine, type Engine } from "./engine.ts";

/** When all that was sent has left this process. */
let written: Promise<void> = Promise.resolve();

/** Nobody is left to hear it once main has gone; that must not end the work of closing the library. */
function send(message: FromEngine): void {
  if (process.connected !== true) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  // Throws at what cannot cross: that is this answer's matter, and no later one waits for it.
  process.send?.(message, undefined, undefined, () => resolve());
  written = promise;
}

let turn: Promise<void> = Promise.resolve();

/**
 * Questions come several at once, and most are answered in one go: each waits until the answer before it is on its way. Otherwise the first
 * answer would leave after the last was made.
 */
function ownTurn(): Promise<void> {
  turn = turn.then(() => nextTurn()).then(() => written);
  return turn;
}

function libraryArgument(): string {
  const at = process.argv.indexOf("--library");
  const path = at < 0 ? undefined : process.argv[at + 1];
  if (path === undefined) throw new AppError("input-invalid", { field: "--library", detail: "" });
  return path;
}

const running = new Map<number, AbortController>();

async function answer(engine: Engine, callId: number, work: (signal: AbortSignal) => unknown): Promise<void> {
  const abort = new AbortController();
  running.set(callId, abort);
  await ownTurn();
  try {
    send({ type: "answer", callId, output: await work(abort.signal) });
  } catch (error) {
    const facts = factsFromError(error);
    if (facts.code === "internal") console.error(error);
    send({ type: "refusal", callId, error: facts });
  } finally {
    running.delete(callId);
  }
}

function receive(engine: Engine, message: ToEngine): void {
  switch (message.type) {
    case "call":
      void answer(engine, message.callId, async (signal) => packedAnswer(message.method, await engine.call(message.method as MethodName, message.input as never, signal)));
      return;
    case "cancel":
      running.get(message.callId)?.abort();
      return;
    case "resolve":
      void answer(engine, message.callId, () => engine.resolveMedia(message.kind, message.id));
      return;
    case "quit":
      void quit(engine);
  }
}

let isQuitting = false;

async function quit(engine: Engine): Promise<void> {
  if (isQuitting) return;
  isQuitting = true;
  for (const abort of running.values()) abort.abort();
  await engine.close();
  process.exit(0);
}

try {
  const engine = await openEngine({ libraryPath: libraryArgument(), create: true, actor: null });
  engine.onEvent((event) => send({ type: "event", event }));
  process.on("message", (message: ToEngine) => receive(engine, message));
  // Main is gone: end the work and close the library instead of living on unseen.
  process.on("disconnect", () => void quit(engine));
  // Gone while the library was being opened: nobody would ever end this process.
  if (process.connected !== true) await quit(engine);
  await engine.resumeWatches();
  engine.keepPreviews();
  send({ type: "ready", libraryPath: engine.libraryPath, writable: engine.isWritable });
} catch (error) {
  send({ type: "failed-to-open", error: factsFromError(error) });
  process.disconnect?.();
}
