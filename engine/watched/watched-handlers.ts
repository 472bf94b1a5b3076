// Requests about what was watched. A sitting ends, and the log is told once, when the person or the case changes, after half
// an hour without footage, when the library is closed, or at the next opening after a crash.

import type { Actor } from "../../contract/model.ts";
import { AppError } from "../../contract/errors.ts";
import { asTrueMs, type Range, type TrueMs } from "../../contract/time.ts";
import { readCaseView } from "../cases/case-file.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listCameras } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import type { Store } from "../store/store.ts";
import { listSittings, type Sitting, type Watcher } from "../store/watched.ts";
import { joinedSpans, sumWatched, watchedSpans } from "./watched-spans.ts";

const SITTING_ENDS_AFTER_MS = 30 * 60_000;

/** In whose name the log has what somebody did who had not said who they are. */
const UNKNOWN: Actor = { name: "unknown", unit: null, number: null };

/** Tells the log of sittings that are over: all, or those that `isOver` names. Nothing where another process writes. */
export async function endSittings(store: Store, isOver: (sitting: Sitting) => boolean = () => true): Promise<void> {
  if (!store.isWritable) return;
  for (const sitting of listSittings(store.db).filter(isOver)) {
    await store.write("watched.endSitting", { sittingId: sitting.sittingId }, sitting.watcher ?? UNKNOWN);
  }
}

const isSamePerson = (a: Watcher, b: Watcher): boolean => a?.name === b?.name && a?.unit === b?.unit && a?.number === b?.number;

/** The stretch of time that a case is about: as it was entered, else from its first to its last pin or observation. Null: nothing says. */
function periodOfCase(db: ReadDb, caseId: number): Range<TrueMs> | null {
  const { periodFromMs, periodToMs, pins, observations } = readCaseView(db, caseId);
  if (periodFromMs !== null && periodToMs !== null) return { startMs: periodFromMs, endMs: periodToMs };
  const starts = [...pins.map((pin) => pin.startMs), ...observations.map((o) => o.atMs)];
  const ends = [...pins.map((pin) => pin.endMs), ...observations.map((o) => o.toMs ?? o.atMs)];
  if (starts.length === 0) return null;
  const startMs = asTrueMs(periodFromMs ?? Math.min(...starts));
  const endMs = asTrueMs(periodToMs ?? Math.max(...ends));
  return startMs < endMs ? { startMs, endMs } : null;
}

export function watchedHandlers(context: EngineContext): SomeHandlers<"watched.add" | "watched.read" | "watched.sum"> {
  const { store } = context;
  const chosen = (cameraIds: readonly string[] | null): readonly string[] => cameraIds ?? listCameras(store.db).map((camera) => camera.cameraId);
  return {
    "watched.add": async ({ spans, caseId }) => {
      const watcher = context.currentActor();
      const nowMs = Date.now();
      await endSittings(store, (s) => !isSamePerson(s.watcher, watcher) || s.caseId !== caseId || nowMs - s.lastMs > SITTING_ENDS_AFTER_MS);
      await store.write("watched.add", { watcher, caseId, stretches: spans }, watcher ?? UNKNOWN);
      context.changed("watched");
      return {};
    },
    "watched.read": ({ cameraIds, fromMs, toMs, msPerPixel }) => {
      if (fromMs >= toMs) throw new AppError("input-invalid", { field: "toMs", detail: "from < to" });
      return {
        lanes: chosen(cameraIds).map((cameraId) => {
          const spans = joinedSpans(watchedSpans(store.db, cameraId, { startMs: fromMs, endMs: toMs }), msPerPixel);
          return { cameraId, startMs: Float64Array.from(spans, (span) => span.startMs), endMs: Float64Array.from(spans, (span) => span.endMs) };
        }),
      };
    },
    "watched.sum": ({ ranges, caseId, cameraIds }) => {
      const period = ranges === null && caseId !== null ? periodOfCase(store.db, caseId) : null;
      const asked = ranges?.map(({ fromMs, toMs }) => ({ startMs: fromMs, endMs: toMs })) ?? (period === null ? [] : [period]);
      return sumWatched(store.db, chosen(cameraIds), asked);
    },
  };
}
