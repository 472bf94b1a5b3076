// The thread that holds the library's one writing connection. It knows the named writes and how the log is sealed, nothing else.

import { parentPort, workerData } from "node:worker_threads";
import { AppError, codeFromSystemError, factsFromError } from "../contract/errors.ts";
import type { Actor } from "../contract/model.ts";
import { isoFromInstant } from "../contract/time-text.ts";
import { sealEntry } from "./evidence/custody-chain.ts";
import { insertChange } from "./store/changes.ts";
import { openWritable, type WriteDb } from "./store/connection.ts";
import { appendCustody, type CustodyEnvironment } from "./store/custody.ts";
import { readTimezone } from "./store/settings.ts";
import type { CustodyAct, WriteContext } from "./store/write-context.ts";
import type { WriteRequest, WriterMessage, WriterStart } from "./store/writer.ts";
import { writes } from "./store/writes.ts";

const port = parentPort!;
const start = workerData as WriterStart;
const send = (message: WriterMessage): void => port.postMessage(message);

function diskError(error: unknown): unknown {
  const isFull = error instanceof Error && "code" in error && error.code === "SQLITE_FULL";
  const code = isFull ? "disk-full" : codeFromSystemError(error);
  return code === null ? error : new AppError(code, { path: start.libraryPath }, { cause: error });
}

type AnyWrite = (context: WriteContext, input: never) => unknown;

function requireWrite(name: string): AnyWrite {
  const write = (writes as Record<string, AnyWrite>)[name];
  if (write === undefined) throw new AppError("internal", { message: `unknown write ${name}` });
  return write;
}

function makeContext(db: WriteDb, environment: CustodyEnvironment, actor: Actor): WriteContext {
  const nowMs = Date.now();
  const log = (act: CustodyAct): void => appendCustody(db, act, actor, nowMs, environment);
  return {
    db, actor, nowMs, log,
    remember: (act) => insertChange({ db, actor, nowMs }, act),
    replay: (steps, ofEntry) => {
      const context: WriteContext = {
        db, actor, nowMs, remember: () => undefined, replay: () => undefined,
        log: (act) => log({ ...act, details: { ...act.details, ...ofEntry } }),
      };
      for (const [write, input] of steps) requireWrite(write)(context, input as never);
    },
  };
}

function runWrite(db: WriteDb, environment: CustodyEnvironment, request: WriteRequest): unknown {
  const write = requireWrite(request.name);
  const context = makeContext(db, environment, request.actor);
  return db.transaction(() => write(context, request.input as never)).immediate();
}

try {
  const { db, isNew } = openWritable(start.libraryPath, start.timezone);
  const environment: CustodyEnvironment = {
    host: start.host, appVersion: start.appVersion, timezone: readTimezone(db), localText: isoFromInstant, seal: sealEntry,
  };
  port.on("message", (request: WriteRequest | null) => {
    if (request === null) {
      // Leaves one file behind: whoever copies library.sqlite has all of it.
      db.pragma("wal_checkpoint(TRUNCATE)");
      db.close();
      port.close();
      return;
    }
    try {
      send({ type: "done", writeId: request.writeId, result: runWrite(db, environment, request) });
    } catch (error) {
      send({ type: "refused", writeId: request.writeId, error: factsFromError(diskError(error)) });
    }
  });
  send({ type: "open", isNew });
} catch (error) {
  send({ type: "failed-to-open", error: factsFromError(error) });
  port.close();
}
