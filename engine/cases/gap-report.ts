// The gaps of a case, or of a site and a period, with causes, sums and what to ask for: facts that the window, the command
// line and the papers put into words. Gaps of one camera come from engine/timeline/gaps.ts.

import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { reportCauses, type GapColumns, type GapReport, type GapRequest, type ReportCause } from "../../contract/gap-report.ts";
import type { IntakeFacts } from "../../contract/intake.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import { asTrueMs, cameraFromTrue, correctionUncertaintyMs, DAY_MS, intersectRanges, mergeRanges, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import { listCameras, requireCamera, type CameraRow } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import { listEpochs, nearestInTrueTime } from "../store/clocks.ts";
import { listCameraIntakes } from "../store/intakes.ts";
import { coverageExtent, listCoverage, type CoverageRow } from "../store/recordings.ts";
import { listGapsBetween } from "../timeline/gaps.ts";
import { readCaseView } from "./case-file.ts";
import { cameraTimeAt } from "./pins.ts";
import { lengthMs, watchedStretches } from "./watched-footage.ts";

export interface GapQuestion {
  readonly caseId: number | null;
  readonly site: string | null;
  readonly fromMs: TrueMs | null;
  readonly toMs: TrueMs | null;
  readonly cameraIds: readonly string[] | null;
}

type Row = GapReport["rows"][number];

interface Scope {
  readonly range: Range<TrueMs>;
  readonly cameras: readonly CameraRow[];
  /** Stretches in which an exhibit was in a camera's view and hidden, as observed. */
  readonly hidden: readonly (Range<TrueMs> & { readonly cameraId: string })[];
}

const inSite = (site: string | null) => (camera: CameraRow): boolean => site === null || camera.site === site;

/** The cameras and the time that a case is about: those of its pins, observations and sites; its period, else from its first entry to its last. */
function caseScope(db: ReadDb, caseId: number, cameras: readonly CameraRow[]): { cameras: CameraRow[]; fromMs: number | null; toMs: number | null; hidden: Scope["hidden"] } {
  const file = readCaseView(db, caseId);
  const named = new Set([...file.pins.map((pin) => pin.cameraId), ...file.observations.flatMap((o) => (o.cameraId === null ? [] : [o.cameraId]))]);
  const sites = new Set(cameras.filter((camera) => named.has(camera.cameraId) && camera.site !== null).map((camera) => camera.site));
  const own = cameras.filter((camera) => named.has(camera.cameraId) || (camera.site !== null && sites.has(camera.site)));
  const times = [...file.pins.flatMap((pin) => [pin.startMs, pin.endMs]), ...file.observations.flatMap((o) => [o.atMs, o.toMs ?? o.atMs])];
  return {
    cameras: own.length === 0 ? [...cameras] : own,
    fromMs: file.periodFromMs ?? times.reduce<number | null>((least, ms) => Math.min(least ?? ms, ms), null),
    toMs: file.periodToMs ?? times.reduce<number | null>((most, ms) => Math.max(most ?? ms, ms), null),
    hidden: file.observations.filter((o) => o.state === "hidden" && o.cameraId !== null && o.toMs !== null).map((o) => ({ cameraId: o.cameraId!, startMs: o.atMs, endMs: o.toMs! })),
  };
}

/** @throws AppError camera-unknown; input-invalid where the time ends before it begins */
function scopeOf(db: ReadDb, question: GapQuestion): Scope {
  const all = listCameras(db);
  const ofCase = question.caseId === null ? null : caseScope(db, question.caseId, all);
  const asked = question.cameraIds?.map((cameraId) => requireCamera(db, cameraId)) ?? null;
  const cameras = (asked ?? ofCase?.cameras ?? all).filter(inSite(question.site));
  const extents = cameras.map((camera) => coverageExtent(db, camera.cameraId)).filter((extent) => extent !== null);
  const startMs = question.fromMs ?? ofCase?.fromMs ?? (extents.length === 0 ? null : Math.min(...extents.map((e) => e.startMs)));
  const endMs = question.toMs ?? ofCase?.toMs ?? (extents.length === 0 ? null : Math.max(...extents.map((e) => e.endMs)));
  // Nothing was ever recorded and nothing asked for: there is no time to speak of.
  if (startMs === null || endMs === null) return { range: { startMs: asTrueMs(0), endMs: asTrueMs(0) }, cameras: [], hidden: [] };
  if (startMs >= endMs) throw new AppError("input-invalid", { field: "fromMs", detail: "from < to" });
  return { range: { startMs: asTrueMs(startMs), endMs: asTrueMs(endMs) }, cameras, hidden: ofCase?.hidden ?? [] };
}

interface Retention { readonly days: number | null; readonly overwriteMs: number | null; readonly sheet: IntakeFacts | null }

/** What is known of how long a recorder keeps: by the camera, else by the last intake sheet of it. */
function retentionOf(db: ReadDb, camera: CameraRow): Retention {
  const sheets = listCameraIntakes(db, camera.cameraId);
  const sheet = sheets.at(-1) ?? null;
  const kept = sheets.findLast((facts) => facts.retentionDays !== null || facts.overwriteMs !== null) ?? null;
  return { days: camera.retentionDays ?? kept?.retentionDays ?? null, overwriteMs: kept?.overwriteMs ?? null, sheet };
}

/** When what was recorded at `startMs` is overwritten; null where nobody said. */
const overwriteOf = ({ days, overwriteMs }: Retention, startMs: number): TrueMs | null =>
  days !== null ? asTrueMs(startMs + days * DAY_MS) : overwriteMs === null ? null : asTrueMs(overwriteMs);

/** Footage that a recorder has or had, and that we do not hold or hold damaged. */
const isRequestable = (cause: ReportCause): boolean => cause === "no-footage" || cause === "damaged";

/** How sure the ends of a stretch are: by the footage that it touches, else by the camera's clock there. `coverage` is sorted and disjoint. */
function surenessOf(db: ReadDb, cameraId: string, coverage: readonly CoverageRow[]): (startMs: number, endMs: number) => number | null {
  const epochs = listEpochs(db, cameraId);
  const ofClock = (trueMs: TrueMs): number | null => {
    const correction = nearestInTrueTime(epochs, trueMs)?.correction;
    return correction === undefined ? null : correctionUncertaintyMs(correction, cameraFromTrue(correction, trueMs));
  };
  return (startMs, endMs) => {
    let worst: number | null | undefined;
    for (let i = firstWhere(coverage.length, (at) => coverage[at]!.endMs >= startMs); i < coverage.length && coverage[i]!.startMs <= endMs; i++) {
      const { uncertaintyMs } = coverage[i]!;
      if (uncertaintyMs === null) return null;
      worst = Math.max(worst ?? 0, uncertaintyMs);
    }
    return worst ?? ofClock(asTrueMs(startMs));
  };
}

interface CameraPart { readonly camera: CameraRow; readonly rows: readonly Row[]; readonly coveredMs: number; readonly watchedMs: number; readonly retention: Retention }

function cameraPart(db: ReadDb, camera: CameraRow, { range, hidden }: Scope): CameraPart {
  const { cameraId, site } = camera;
  const retention = retentionOf(db, camera);
  const coverage = listCoverage(db, cameraId, range.startMs, range.endMs);
  const sureness = surenessOf(db, cameraId, coverage);
  const row = (startMs: TrueMs, endMs: TrueMs, cause: ReportCause): Row =>
    ({ cameraId, site, startMs, endMs, cause, overwriteMs: isRequestable(cause) ? overwriteOf(retention, startMs) : null, uncertaintyMs: sureness(startMs, endMs) });
  const open = uncoveredRanges(range, coverage);
  // What is not watched is what is left beside the watched and the missing: both are in order, so that nothing is compared with all.
  const unwatched = uncoveredRanges(range, mergeRanges([...open, ...watchedStretches(db, cameraId, range)]));
  const behind = mergeRanges(hidden.filter((h) => h.cameraId === cameraId).map((h) => intersectRanges<TrueMs>(h, range)).filter((part) => part !== null));
  const rows = [
    ...listGapsBetween(db, cameraId, range, coverage).map((gap) => row(gap.startMs, gap.endMs, gap.cause)),
    ...unwatched.map((part) => row(part.startMs, part.endMs, "not-watched")),
    ...behind.map((part) => row(part.startMs, part.endMs, "hidden")),
  ].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const coveredMs = range.endMs - range.startMs - lengthMs(open);
  return { camera, rows, coveredMs, watchedMs: coveredMs - lengthMs(unwatched), retention };
}

/** Time by cause; `wholeMs` is that of all cameras together. */
function sumsOf(rows: readonly Row[], wholeMs: number): GapReport["cameras"][number]["sums"] {
  const byCause = new Map<ReportCause, { totalMs: number; count: number }>();
  for (const { cause, startMs, endMs } of rows) {
    const sum = byCause.get(cause) ?? { totalMs: 0, count: 0 };
    byCause.set(cause, { totalMs: sum.totalMs + (endMs - startMs), count: sum.count + 1 });
  }
  return [...byCause].map(([cause, { totalMs, count }]) => ({ cause, totalMs, count, share: Math.min(1, totalMs / wholeMs) })).sort((a, b) => b.totalMs - a.totalMs || (a.cause < b.cause ? -1 : 1));
}

/** Makes the requests of one camera, of which there may be thousands. */
function requestsFor(db: ReadDb, camera: CameraRow, retention: Retention, nowMs: number): (range: Range<TrueMs>) => GapRequest {
  const { cameraId } = camera;
  const { sheet } = retention;
  const isClockRead = listEpochs(db, cameraId).length > 0;
  return ({ startMs, endMs }) => {
    const overwriteMs = overwriteOf(retention, startMs);
    return {
      cameraId, name: camera.name, site: camera.site, recorder: camera.recorder, channel: camera.channel ?? sheet?.channels ?? null, gb28181: camera.gb28181,
      device: sheet?.device ?? null, holder: sheet?.holder ?? null, place: sheet?.place ?? null,
      startMs, endMs, cameraStartMs: isClockRead ? cameraTimeAt(db, cameraId, startMs) : null, cameraEndMs: isClockRead ? cameraTimeAt(db, cameraId, endMs) : null,
      overwriteMs, leftMs: overwriteMs === null ? null : overwriteMs - nowMs,
    };
  };
}

/** The facts of one request. @throws AppError camera-unknown */
export function requestAt(db: ReadDb, cameraId: string, range: Range<TrueMs>, nowMs: number): GapRequest {
  const camera = requireCamera(db, cameraId);
  return requestsFor(db, camera, retentionOf(db, camera), nowMs)(range);
}

/** Later than anything that any recorder keeps. */
const UNKNOWN_RANK = 1e15;

/** What to ask for: footage that a camera should have and that we do not hold, or hold damaged. */
function requestsOf(db: ReadDb, parts: readonly CameraPart[], nowMs: number): GapReport["requests"] {
  const requests = parts.flatMap(({ camera, rows, retention }) => rows.filter(({ cause }) => isRequestable(cause)).map(requestsFor(db, camera, retention, nowMs)));
  // What can still be had comes first, the most urgent before; what is probably gone last, the longer ago the later: recorders are not punctual.
  const rank = (leftMs: number | null): number => (leftMs === null ? UNKNOWN_RANK : leftMs < 0 ? 2 * UNKNOWN_RANK - leftMs : leftMs);
  return requests.sort((a, b) => rank(a.leftMs) - rank(b.leftMs) || a.startMs - b.startMs || (a.cameraId < b.cameraId ? -1 : 1));
}

/** A camera at a time, so that other questions are answered in between. @throws AppError case-unknown, camera-unknown, cancelled; input-invalid where the time ends before it begins */
export async function reportGaps(db: ReadDb, question: GapQuestion, nowMs: number, signal: AbortSignal): Promise<GapReport> {
  const scope = scopeOf(db, question);
  const { range } = scope;
  const wholeMs = range.endMs - range.startMs;
  const parts: CameraPart[] = [];
  for (const camera of scope.cameras) {
    await nextTurn();
    throwIfAborted(signal);
    parts.push(cameraPart(db, camera, scope));
  }
  const isWithoutCamera = question.site !== null && parts.length === 0 && wholeMs > 0;
  const none: Row[] = isWithoutCamera ? [{ cameraId: null, site: question.site, startMs: range.startMs, endMs: range.endMs, cause: "no-camera", overwriteMs: null, uncertaintyMs: 0 }] : [];
  const sites = [...new Set(parts.map(({ camera }) => camera.site))].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  return {
    fromMs: range.startMs, toMs: range.endMs,
    rows: parts.reduce<Row[]>((all, { rows }) => all.concat(rows), none),
    cameras: parts.map(({ camera, rows, coveredMs, watchedMs }) => ({ cameraId: camera.cameraId, name: camera.name, site: camera.site, coveredMs, watchedMs, sums: sumsOf(rows, wholeMs) })),
    sites: [
      ...(isWithoutCamera ? [{ site: question.site, cameras: 0, coveredMs: 0, coveredShare: 0, sums: sumsOf(none, wholeMs) }] : []),
      ...sites.map((site) => {
        const own = parts.filter(({ camera }) => camera.site === site);
        const coveredMs = own.reduce((sum, part) => sum + part.coveredMs, 0);
        return { site, cameras: own.length, coveredMs, coveredShare: coveredMs / (wholeMs * own.length), sums: sumsOf(own.flatMap(({ rows }) => rows), wholeMs * own.length) };
      }),
    ],
    requests: requestsOf(db, parts, nowMs),
  };
}

/** The rows of a report as columns. */
export function gapColumnsOf(report: GapReport): GapColumns {
  const indexes = new Map(report.cameras.map((camera, i) => [camera.cameraId, i]));
  const { rows } = report;
  const column = (value: (row: Row) => number) => Float64Array.from(rows, value);
  return {
    ...report,
    rows: {
      cameraIndex: column((row) => (row.cameraId === null ? -1 : indexes.get(row.cameraId)!)),
      startMs: column((row) => row.startMs), endMs: column((row) => row.endMs), cause: column((row) => reportCauses.indexOf(row.cause)),
      overwriteMs: column((row) => row.overwriteMs ?? NaN), uncertaintyMs: column((row) => row.uncertaintyMs ?? NaN),
    },
  };
}
