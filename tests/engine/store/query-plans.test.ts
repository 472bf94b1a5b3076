// What SQLite does for each statement of the store: whatever is asked while somebody looks, or once for each file, goes by an
// index and sorts nothing. The statements are caught as they are prepared, so that one that is new is asked for here as well.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NO_PROGRESS } from "../../../contract/jobs.ts";
import { asCameraMs } from "../../../contract/time.ts";
import { listCameras, requireCamera } from "../../../engine/store/cameras.ts";
import { insertChange, listChanges, nextChange } from "../../../engine/store/changes.ts";
import { findCase, listCases, listPins, listPinSources, requireCase, requirePin } from "../../../engine/store/cases.ts";
import { correctionForTrue, correctionsOf, listReadings, listTiedCameras } from "../../../engine/store/clocks.ts";
import { openWritable, type WriteDb } from "../../../engine/store/connection.ts";
import { custodyHead, listCustody } from "../../../engine/store/custody.ts";
import { firstIdOf, listExhibitObservations, listExhibits, listObservations, listRevisions, listViews, requireExhibit, requireObservation, requireStandingObservation } from "../../../engine/store/exhibits.ts";
import { listFacts, requireFact, spanOfFacts } from "../../../engine/store/facts.ts";
import { countPieces, findDerived, findFile, findKnownFile, listFiles, listProblems, listUnplacedFiles, readFrameIndex, stampOf } from "../../../engine/store/files.ts";
import { LaneStamps } from "../../../engine/store/lane-stamps.ts";
import { countPreviews, listPreviewStates } from "../../../engine/store/previews.ts";
import { findProxyStretch, listProxyStretches, listStretchesOnShelf } from "../../../engine/store/proxy-stretches.ts";
import { countProblemFiles, listProblemFileIds } from "../../../engine/store/problems.ts";
import { listJobs } from "../../../engine/store/jobs.ts";
import { coveredMs, coverageExtent, listCoverage, listFileRecordings, listRecordings, listStretchesAround } from "../../../engine/store/recordings.ts";
import { countFilesBelow, hasFingerprintedOfSize, listFileIdsBelow, listSameEnds, samplePathsBelow } from "../../../engine/store/roots.ts";
import { readTimezone } from "../../../engine/store/settings.ts";
import { listWatchedSpans } from "../../../engine/store/watched.ts";
import { listAssessments, listLastFindings, listSections, listStatements, listSubjects, requireSection, requireStatement, requireSubject } from "../../../engine/store/statements.ts";
import { listCameraIntakes } from "../../../engine/store/intakes.ts";
import type { WriteContext } from "../../../engine/store/write-context.ts";
import { requireBlindArea } from "../../../engine/store/blind-areas.ts";
import { listNeighbours } from "../../../engine/store/neighbours.ts";
import { requireTileSource } from "../../../engine/store/tile-sources.ts";
import { requirePlan } from "../../../engine/store/site-plans.ts";
import { writes } from "../../../engine/store/writes.ts";
import { listGaps } from "../../../engine/timeline/gaps.ts";
import { ACTOR, exhibitTexts, fileRecord, HOUR_MS, newFolder, observationFacts, T0 } from "../../support/made-library.ts";

let folder: string;
let db: WriteDb;
let statements: Set<string>;

beforeEach(async () => {
  folder = await newFolder();
  db = openWritable(folder, "Asia/Shanghai").db;
  fill();
  statements = new Set();
  const prepare = db.prepare.bind(db);
  vi.spyOn(db, "prepare").mockImplementation((sql) => {
    statements.add(sql.trim());
    return prepare(sql);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  db.close();
  await rm(folder, { recursive: true, force: true });
});

const context = (): WriteContext => ({ db, actor: ACTOR, nowMs: 1, log: () => undefined, remember: (act) => insertChange({ db, actor: ACTOR, nowMs: 1 }, act), replay: () => undefined });

/** A library that is small but not empty: a question asked inside a loop is only met where there are rows. */
function fill(): void {
  writes["cameras.ensure"](context(), { cameraId: "c1", name: "c1", provisional: false });
  writes["files.record"](context(), { files: [fileRecord({ name: "a.mp4" }), fileRecord({ name: "b.mp4", startMs: T0 + HOUR_MS }), fileRecord({ name: "broken.mp4", state: "failed", claim: [T0, T0 + 1] })] });
  writes["clocks.add"](context(), { cameraId: "c1", cameraMs: asCameraMs(T0 + 5_000), trueMs: T0 as never, uncertaintyMs: 455, method: "by-eye", newEpoch: false });
  writes["cases.create"](context(), { number: "1", title: "t", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] });
  const source = { fileId: 1, mediaStartMs: 0, mediaEndMs: 10, startPts: null, endPts: null, timeBase: null, cameraStartMs: asCameraMs(T0) };
  writes["pins.add"](context(), { caseId: 1, cameraId: "c1", title: "t", note: null, tags: [], cameraStartMs: asCameraMs(T0), cameraEndMs: asCameraMs(T0 + 10), sources: [source] });
  writes["exhibits.add"](context(), { caseId: 1, ...exhibitTexts() });
  writes["observations.add"](context(), { caseId: 1, exhibitId: 1, facts: observationFacts() });
  writes["observations.revise"](context(), { observationId: 1, reason: "r", facts: observationFacts() });
  writes["subjects.add"](context(), { caseId: 1, kind: "person", label: "l", plate: null, note: null });
  writes["statements.add"](context(), { caseId: 1, speaker: "s", kind: "other", text: "t", madeMs: null, fromMs: null, toMs: null });
  writes["facts.add"](context(), { caseId: 1, fact: { kind: "fact", text: "t", fromMs: null, toMs: null, uncertaintyMs: null, timeText: null, place: null, source: null, cameraId: null, exhibitId: 1, subjectId: 1 } });
  writes["blindAreas.add"](context(), { name: "b", reason: null, crs: "WGS84", corners: [{ lat: 0, lon: 0 }, { lat: 0, lon: 1 }, { lat: 1, lon: 0 }] });
  writes["cameras.ensure"](context(), { cameraId: "c2", name: "c2", provisional: false });
  writes["cameras.setNeighbours"](context(), { cameraId: "c1", neighbours: [{ toCameraId: "c2", direction: "left", travelMs: null, speedKmh: null }] });
  writes["tiles.add"](context(), { path: "/t.mbtiles", name: "t", facts: { kind: "mbtiles", format: "png", minZoom: 0, maxZoom: 1, bounds: { west: 0, south: 0, east: 1, north: 1 }, vectorLayers: [], attribution: "" } });
  writes["plans.add"](context(), { name: "p", picture: { sha256: "0", mimeType: "image/png", widthPx: 1, heightPx: 1, sizeBytes: 1 } });
  writes["story.save"](context(), { caseId: 1, sectionId: null, title: "", text: "" });
  // So that nothing is caught that was prepared before: each question prepares its statements on this connection's clean slate.
  const path = folder;
  db.close();
  db = openWritable(path, "Asia/Shanghai").db;
}

/** The steps of one statement's plan, as SQLite words them. */
function planOf(sql: string): string[] {
  // Named parameters and question marks are left unbound: a plan does not look at values.
  return db.prepare(`EXPLAIN QUERY PLAN ${sql}`).raw().all(...unboundFor(sql)).map((row) => String((row as unknown[])[3]));
}

function unboundFor(sql: string): unknown[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!);
  if (names.length > 0) return [Object.fromEntries(names.map((name) => [name, null]))];
  return (sql.match(/\?/g) ?? []).map(() => null);
}

/** Plans of all that is prepared while `ask` runs, by statement. */
function plansWhile(ask: () => unknown): Map<string, string[]> {
  ask();
  const caught = [...statements].filter((sql) => /^(SELECT|INSERT|UPDATE|DELETE|WITH)/i.test(sql));
  expect(caught.length).toBeGreaterThan(0);
  return new Map(caught.map((sql) => [sql, planOf(sql)]));
}

/** Steps that look at every row of a table, or sort rows that no index gives in order. */
const isSlow = (step: string): boolean => (/\bSCAN\b/.test(step) && step !== "SCAN CONSTANT ROW") || step === "USE TEMP B-TREE FOR ORDER BY";

const slowStepsWhile = (ask: () => unknown): string[] => [...plansWhile(ask).values()].flat().filter(isSlow);

const EVERY_LOOK: readonly (readonly [name: string, ask: () => unknown])[] = [
  ["listRecordings", () => listRecordings(db, "c1", T0, T0 + HOUR_MS)],
  ["listCoverage", () => listCoverage(db, "c1", T0, T0 + HOUR_MS)],
  ["listFileRecordings", () => listFileRecordings(db, 1)],
  ["coverageExtent of a camera", () => coverageExtent(db, "c1")],
  ["coveredMs", () => coveredMs(db, "c1")],
  ["listUnplacedFiles", () => listUnplacedFiles(db, "c1")],
  ["correctionsOf", () => correctionsOf(db, "c1")(T0)],
  ["correctionForTrue", () => correctionForTrue(db, "c1", T0 as never)],
  ["listStretchesAround", () => listStretchesAround(db, "c1", T0 as never, 10)],
  ["listTiedCameras", () => listTiedCameras(db, "c1")],
  ["findKnownFile", () => findKnownFile(db, Buffer.from("/footage/a.mp4"))],
  ["findFile", () => findFile(db, 1)],
  ["readFrameIndex", () => readFrameIndex(db, 1)],
  ["findDerived", () => findDerived(db, 1, "proxy")],
  ["listProxyStretches", () => listProxyStretches(db, 1, "proxy")],
  ["findProxyStretch", () => findProxyStretch(db, 1)],
  ["stampOf", () => stampOf(db, 1)],
  ["listPreviewStates", () => listPreviewStates(db, 0, 100)],
  ["listProblems of a file", () => listProblems(db, 1)],
  ["countProblemFiles of all", () => countProblemFiles(db, null)],
  ["countProblemFiles of a camera", () => countProblemFiles(db, "c1")],
  ["listProblemFileIds", () => listProblemFileIds(db, null, { weight: null, offset: 0, limit: 10 })],
  ["listProblemFileIds of a weight", () => listProblemFileIds(db, null, { weight: "doubtful", offset: 0, limit: 10 })],
  ["listProblemFileIds of a camera", () => listProblemFileIds(db, "c1", { weight: null, offset: 0, limit: 10 })],
  ["listProblemFileIds of a camera and a weight", () => listProblemFileIds(db, "c1", { weight: "notice", offset: 0, limit: 10 })],
  ["countPieces", () => countPieces(db, 1)],
  ["requireCamera", () => requireCamera(db, "c1")],
  ["requireCase", () => requireCase(db, 1)],
  ["findCase by number", () => findCase(db, "1")],
  ["listPins", () => listPins(db, 1)],
  ["requirePin", () => requirePin(db, 1)],
  ["listPinSources", () => listPinSources(db, 1)],
  ["listExhibits", () => listExhibits(db, 1)],
  ["requireExhibit", () => requireExhibit(db, 1)],
  ["listViews", () => listViews(db, 1)],
  ["listExhibitObservations", () => listExhibitObservations(db, 1)],
  ["requireObservation", () => requireObservation(db, 1)],
  ["requireStandingObservation", () => requireStandingObservation(db, 1, 2)],
  ["listRevisions", () => listRevisions(db, 1)],
  ["firstIdOf", () => firstIdOf(db, 1)],
  ["listSubjects", () => listSubjects(db, 1)],
  ["requireSubject", () => requireSubject(db, 1)],
  ["listStatements", () => listStatements(db, 1)],
  ["requireStatement", () => requireStatement(db, 1)],
  ["listLastFindings", () => listLastFindings(db, 1)],
  ["listAssessments", () => listAssessments(db, 1)],
  ["listFacts", () => listFacts(db, 1)],
  ["spanOfFacts", () => spanOfFacts(db, 1)],
  ["requireFact", () => requireFact(db, 1)],
  ["listSections", () => listSections(db, 1)],
  ["requireSection", () => requireSection(db, 1)],
  ["requirePlan", () => requirePlan(db, 1)],
  ["requireTileSource", () => requireTileSource(db, 1)],
  ["listNeighbours", () => listNeighbours(db, "c1")],
  ["requireBlindArea", () => requireBlindArea(db, 1)],
  ["listCameraIntakes", () => listCameraIntakes(db, "c1")],
  ["listCustody of a case", () => listCustody(db, 1)],
  ["nextChange to undo", () => nextChange(db, 1, "undo")],
  ["nextChange to redo", () => nextChange(db, 1, "redo")],
  ["listWatchedSpans", () => listWatchedSpans(db, "c1", T0, T0 + HOUR_MS)],
  ["readTimezone", () => readTimezone(db)],
  ["countFilesBelow", () => countFilesBelow(db, Buffer.from("/footage"))],
  ["listFileIdsBelow", () => listFileIdsBelow(db, Buffer.from("/footage"))],
  ["samplePathsBelow", () => samplePathsBelow(db, Buffer.from("/footage"))],
  ["hasFingerprintedOfSize", () => hasFingerprintedOfSize(db, 1_000)],
  ["listSameEnds", () => listSameEnds(db, 1_000, "e")],
];

describe("what is asked at every look", () => {
  it.each(EVERY_LOOK)("%s goes by an index and sorts nothing", (_, ask) => {
    expect(slowStepsWhile(ask)).toEqual([]);
  });

  it("bounds the window of listRecordings on both sides of its index", () => {
    const plans = plansWhile(() => listRecordings(db, "c1", T0, T0 + HOUR_MS));
    expect([...plans.values()].flat()).toContainEqual(expect.stringMatching(/INDEX recordings_by_time \(camera_id=\? AND start_ms>\? AND start_ms<\?\)/));
  });

  it("bounds the window of listWatchedSpans on both sides of its key", () => {
    const plans = plansWhile(() => listWatchedSpans(db, "c1", T0, T0 + HOUR_MS));
    expect([...plans.values()].flat()).toContainEqual(expect.stringMatching(/SEARCH s USING PRIMARY KEY \(camera_id=\? AND start_ms>\? AND start_ms<\?\)/));
  });

  it("bounds the window of listCoverage on both sides of its key", () => {
    const plans = plansWhile(() => listCoverage(db, "c1", T0, T0 + HOUR_MS));
    expect([...plans.values()].flat()).toContainEqual(expect.stringMatching(/SEARCH coverage USING PRIMARY KEY \(camera_id=\? AND start_ms>\? AND start_ms<\?\)/));
  });
});

describe("what is told as a whole", () => {
  it.each([
    // One row for each camera, case or job: few, and sorted by what people read.
    ["listCameras", () => listCameras(db), ["SCAN cameras", "USE TEMP B-TREE FOR ORDER BY"]],
    ["listCases", () => listCases(db), ["SCAN cases"]],
    // A stamp for each camera; readings are taken by hand.
    ["LaneStamps", () => new LaneStamps(db).refresh(), ["SCAN lane_stamps"]],
    ["listReadings", () => listReadings(db), ["SCAN r"]],
    ["listJobs", () => listJobs(db), ["SCAN jobs"]],
    ["listObservations", () => listObservations(db, 1), ["USE TEMP B-TREE FOR ORDER BY"]],
    // All files by path: walked along the paths' own index, never sorted.
    ["listFiles", () => listFiles(db, { problemsOnly: false, cameraId: null }), ["SCAN files USING INDEX sqlite_autoindex_files_1"]],
    // Damaged stretches are few in any library; from there to their files by key.
    ["listGaps", () => listGaps(db, "c1", { startMs: T0 as never, endMs: (T0 + HOUR_MS) as never }), ["SCAN d"]],
    // Asked where the settings of stored frames are looked at, and once as they are begun.
    ["countPreviews", () => countPreviews(db), ["SCAN derived", "SCAN derived", "SCAN files"]],
    // Parts of the few copies that are being made.
    ["listStretchesOnShelf", () => listStretchesOnShelf(db), ["SCAN s"]],
    // From the end of the table, one row.
    ["custodyHead", () => custodyHead(db), ["SCAN custody"]],
    // One case's and the library's, found by index and sorted together.
    ["listChanges", () => listChanges(db, 1, 100), ["USE TEMP B-TREE FOR ORDER BY"]],
    ["listCustody", () => listCustody(db, null), ["SCAN custody"]],
    ["listProblems", () => listProblems(db, null), ["SCAN problems"]],
  ] as const)("%s reads what it lists and nothing else", (_, ask, expected) => {
    expect(slowStepsWhile(ask)).toEqual(expected);
  });
});

const PIN = { caseId: 1, cameraId: "c1", title: "t", note: null, tags: [], cameraStartMs: asCameraMs(T0), cameraEndMs: asCameraMs(T0 + 10), sources: [] };

const HARMLESS = new Set([
  // A camera's pieces are read in the order of their making: that sort is over one camera or one file.
  "USE TEMP B-TREE FOR ORDER BY",
  // SQLite's check of references for an upsert: planned, and skipped while no reference is broken (OP_FkIfZero).
  "SCAN pin_sources",
  // The last entry of the log, from the end of its table.
  "SCAN custody",
  // The few that are undone and can come back, by their own index.
  "SCAN changes USING INDEX changes_undone",
  // The ids of the files of one write.
  "SCAN json_each VIRTUAL TABLE INDEX 1:",
]);

describe("a write", () => {
  it.each([
    ["files.record of a new file", () => writes["files.record"](context(), { files: [fileRecord({ name: "new.mp4", startMs: T0 + 2 * HOUR_MS })] })],
    ["files.record of one that has changed", () => writes["files.record"](context(), { files: [fileRecord({ name: "a.mp4", sizeBytes: 2_000 })] })],
    ["files.setHashes with a copy", () => writes["files.setHashes"](context(), { hashes: [{ fileId: 1, sha256: "a" }, { fileId: 2, sha256: "a" }] })],
    ["files.addProblem", () => writes["files.addProblem"](context(), { fileId: 1, code: "cannot-open", params: {} })],
    ["clocks.add", () => writes["clocks.add"](context(), { cameraId: "c1", cameraMs: asCameraMs(T0 + HOUR_MS), trueMs: (T0 + HOUR_MS - 5_000) as never, uncertaintyMs: 455, method: "by-eye", newEpoch: false })],
    ["clocks.remove", () => writes["clocks.remove"](context(), { readingId: 1 })],
    ["clocks.restore", () => {
      writes["clocks.remove"](context(), { readingId: 1 });
      writes["clocks.restore"](context(), { readingId: 1 });
    }],
    ["proxyStretches.add", () => writes["proxyStretches.add"](context(), { fileId: 1, kind: "proxy", name: "1.at0.mp4", fromPts: 0, endPts: 10, firstPts: 0, sizeBytes: 1, sourceSizeBytes: 1_000, sourceMtimeMs: 5, command: "c", tool: "t" })],
    ["proxyStretches.drop", () => writes["proxyStretches.drop"](context(), { fileId: 1, kind: "proxy", name: "1.at0.mp4" })],
    ["pins.add", () => writes["pins.add"](context(), PIN)],
    ["pins.remove", () => writes["pins.remove"](context(), { pinId: 1 })],
    ["watched.add", () => writes["watched.add"](context(), { watcher: ACTOR, caseId: null, stretches: [{ fileId: 1, mediaStartMs: 0, mediaEndMs: 1_000, speed: 1, isFocused: true }] })],
    ["jobs.start", () => writes["jobs.start"](context(), { kind: "index", subjectId: null, progress: NO_PROGRESS })],
    ["jobs.finish", () => writes["jobs.finish"](context(), { jobId: 1, state: "done", progress: NO_PROGRESS, result: null, error: null, problemCount: 0 })],
  ])("of %s searches no table", (_, write) => {
    expect(slowStepsWhile(write).filter((step) => !HARMLESS.has(step))).toEqual([]);
  });
});
