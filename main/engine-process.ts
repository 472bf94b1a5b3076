// The engine's process: starts it, relays contract/transport.ts, starts it again when it dies, asks it to end on quit.
// Takes no decision about what is asked or answered, and does not know the window.

import { fork, type ChildProcess } from "node:child_process";
import type { CallAnswer, EngineState } from "../contract/bridge.ts";
import type { ErrorFacts } from "../contract/errors.ts";
import type { EngineEvent } from "../contract/events.ts";
import type { FromEngine, MediaKind, ToEngine } from "../contract/transport.ts";
import type { LineLog } from "./line-log.ts";
import { PendingCalls } from "./pending-calls.ts";
import { restartLimit } from "./restart-limit.ts";

const RESTARTS_PER_MINUTE = 3;
/** Enough to stop ffmpeg and remove half-written files; then it is killed, and the next start resumes. */
const QUIT_PATIENCE_MS = 5_000;

export interface EngineOptions {
  readonly hostPath: string;
  /** A Node that is recent enough: Electron's own binary or another. */
  readonly nodePath: string;
  readonly libraryPath: string;
  readonly env: NodeJS.ProcessEnv;
  /** Receives what the engine writes to stderr and stdout. */
  readonly log: LineLog;
  readonly onState: (state: EngineState) => void;
  readonly onEvent: (event: EngineEvent) => void;
}

export interface StartedCall {
  readonly answer: Promise<CallAnswer>;
  cancel(): void;
}

export interface EngineProcess {
  readonly state: EngineState;
  call(method: string, input: unknown): StartedCall;
  /** Which file a footage:// address means. */
  resolve(kind: MediaKind, id: number): Promise<CallAnswer>;
  /** Ends the engine: asked first, killed after some seconds. Resolves when it has ended. */
  quit(): Promise<void>;
}

export function startEngine(options: EngineOptions): EngineProcess {
  const pending = new PendingCalls();
  const restarts = restartLimit(RESTARTS_PER_MINUTE, 60_000);
  let state: EngineState = { state: "starting" };
  let child: ChildProcess | null = null;
  let isQuitting = false;
  let gone = Promise.resolve();

  function enter(next: EngineState): void {
    state = next;
    options.onState(next);
  }

  function start(): void {
    const process = forkHost(options);
    child = process;
    process.on("message", (message) => receive(process, message as FromEngine));
    gone = new Promise<void>((resolve) => {
      whenGone(process, (error) => {
        child = null;
        resolve();
        afterDeath(error);
      });
    });
  }

  function receive(process: ChildProcess, message: FromEngine): void {
    switch (message.type) {
      case "ready":
        pending.connected((request) => process.send(request));
        return enter({ state: "ready", libraryPath: message.libraryPath, writable: message.writable });
      case "failed-to-open":
        pending.closed(message.error);
        return enter({ state: "failed", error: message.error, restarting: false });
      case "answer":
      case "refusal":
        return pending.answered(message);
      case "event":
        return options.onEvent(message.event);
    }
  }

  function afterDeath(error: ErrorFacts): void {
    if (isQuitting) return pending.closed({ code: "cancelled", params: {} });
    // It told why it cannot open the library and ended: starting it again would tell the same.
    if (state.state === "failed" && !state.restarting) return;
    options.log.line(`engine ended: ${JSON.stringify(error.params)}`);
    const restarting = restarts.allows(Date.now());
    if (restarting) pending.disconnected(error);
    else pending.closed(error);
    enter({ state: "failed", error, restarting });
    if (restarting) start();
  }

  start();
  return {
    get state() {
      return state;
    },
    call(method, input) {
      const { callId, answer } = pending.start((id) => ({ type: "call", callId: id, method, input }));
      return { answer, cancel: () => pending.cancel(callId) };
    },
    resolve: (kind, id) => pending.start((callId) => ({ type: "resolve", callId, kind, id })).answer,
    async quit() {
      isQuitting = true;
      if (child === null) return;
      const dying = child;
      const killer = setTimeout(() => dying.kill("SIGKILL"), QUIT_PATIENCE_MS);
      if (dying.connected) dying.send({ type: "quit" } satisfies ToEngine, () => {});
      await gone;
      clearTimeout(killer);
    },
  };
}

/**
 * Little room for short-lived objects in every thread, and memory that a long index has freed goes back to the system (the C
 * library's settings; other systems than Linux ignore them): a third less at the most. See docs/decisions/0009-*.md.
 */
const SPARING = { options: ["--max-semi-space-size=1", "--optimize-for-size"], env: { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1048576" } };

function forkHost({ hostPath, nodePath, libraryPath, env, log }: EngineOptions): ChildProcess {
  const process = fork(hostPath, ["--library", libraryPath], {
    execPath: nodePath,
    execArgv: SPARING.options,
    // Typed arrays cross as they are.
    serialization: "advanced",
    // SQLITE_USE_URI: the engine sets it for itself (store/connection.ts); where it stands from the beginning, the C library has it on Windows too.
    env: { ...SPARING.env, SQLITE_USE_URI: "1", ...env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  process.stdout?.on("data", (bytes: Buffer) => log.text(bytes));
  process.stderr?.on("data", (bytes: Buffer) => log.text(bytes));
  return process;
}

/** Once it has ended and its last message has been read: an exit is often told before what was said just before it. */
function whenGone(process: ChildProcess, told: (error: ErrorFacts) => void): void {
  const reasons: Record<string, string | number | null> = {};
  let awaited = 2;
  const oneMore = (): void => {
    awaited -= 1;
    if (awaited === 0) told({ code: "worker-died", params: reasons });
  };
  process.once("exit", (exitCode, signal) => {
    Object.assign(reasons, { exitCode, signal });
    oneMore();
  });
  process.once("disconnect", oneMore);
  process.on("error", (error) => {
    // It could not be started at all: neither of the two will be told.
    if (process.pid !== undefined) return;
    reasons["message"] = error.message;
    awaited = 1;
    oneMore();
  });
}
