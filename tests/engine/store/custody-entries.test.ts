// What each kind of write leaves in the custody log: an act of a person leaves one entry that names it, what it was done to and
// what it was before; what a job derives leaves none. All of it in values that hash alike everywhere.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { intakeFacts } from "../../../contract/intake.ts";
import { NO_PROGRESS } from "../../../contract/jobs.ts";
import { asCameraMs, asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { verifyChain } from "../../../engine/evidence/custody-chain.ts";
import { listCustody } from "../../../engine/store/custody.ts";
import { nextChange, stepsOfChange } from "../../../engine/store/changes.ts";
import type { Store } from "../../../engine/store/store.ts";
import { writes, type WriteName } from "../../../engine/store/writes.ts";
import { ACTOR, addReading, exhibitTexts, fileRecord, newFolder, observationFacts, openStore, recordFiles, T0 } from "../../support/made-library.ts";

interface Entry {
  readonly action: string; readonly case_id: number | null; readonly ts: number; readonly ts_local: string; readonly host: string; readonly app_version: string;
  readonly actor: object; readonly object: object; readonly details: Record<string, unknown>;
}

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await newFolder();
  store = await openStore(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const entries = (): Entry[] => listCustody(store.db, null).map((row) => JSON.parse(row.entry) as Entry);

/** What a write adds to the log. */
async function left(write: () => Promise<unknown>): Promise<Entry[]> {
  const before = entries().length;
  await write();
  return entries().slice(before);
}

const CASE = { number: "2021-1", title: "虾皮失窃", cause: null, place: "沈家门", periodFromMs: asTrueMs(T0), periodToMs: null, officers: ["王", "李"] };
const CAMERA = {
  cameraId: "c1", name: "码头一号", site: "沈家门", lat: 29.94501, lon: 122.3050, crs: "WGS84" as const, headingDeg: 12.5, fovDeg: 80.25, rangeM: 40.5,
  recorder: null, channel: null, gb28181: null, timezone: null, retentionDays: 30.5, match: null, provisional: false,
};
const PIN = {
  caseId: 1, cameraId: "c1", title: "Boot is shut", note: null, tags: ["boot"], cameraStartMs: asCameraMs(T0), cameraEndMs: asCameraMs(T0 + 1_000),
  sources: [{ fileId: 1, mediaStartMs: 0.4, mediaEndMs: 999.6, startPts: 0, endPts: 90_000, timeBase: "1/90000", cameraStartMs: asCameraMs(T0) }],
};

const DRIVER = { kind: "person", label: "司机", plate: null, note: null } as const;
const TOLD = { speaker: "女子", kind: "victim", text: "五袋都放进去了", madeMs: null, fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + 60_000) } as const;
const PAID = { kind: "fact", text: "paid", fromMs: asTrueMs(T0), toMs: null, uncertaintyMs: 500.6, timeText: null, place: null, source: "bank", cameraId: null, exhibitId: null, subjectId: null } as const;
const PLAN = { name: "quay", picture: { sha256: "1".repeat(64), mimeType: "image/png", widthPx: 1, heightPx: 1, sizeBytes: 1 } } as const;
const AREA = { name: "behind the hall", reason: null, crs: "WGS84" as const, corners: [{ lat: 0, lon: 0 }, { lat: 0, lon: 1 }, { lat: 1, lon: 0 }] };
const DECISION = { fileId: 1, cameraId: "c1", chosen: null, candidates: [], problems: [] };
/** Of a folder that nothing was read from yet: with files it would also make readings, each an entry of its own. */
const SHEET = intakeFacts.parse({ folder: "/elsewhere", place: "海味店", officers: ["王", "李"], recorderMs: T0 + 127_000, beijingMs: T0 });

const TILES = { path: "/maps/port.pmtiles", name: "渔港", facts: { kind: "pmtiles" as const, format: "png" as const, minZoom: 0, maxZoom: 3, bounds: { west: 122, south: 29, east: 123, north: 30 }, vectorLayers: [], attribution: "" } };

async function fill(): Promise<void> {
  await recordFiles(store, [{ name: "a.mp4" }]);
  await store.write("cases.create", CASE, ACTOR);
  await store.write("pins.add", PIN, ACTOR);
  await store.write("exhibits.add", { caseId: 1, ...exhibitTexts() }, ACTOR);
}

interface Row {
  readonly name: WriteName;
  readonly write: () => Promise<unknown>;
  readonly action: string;
  readonly caseId: number | null;
  readonly object: object;
  readonly details: object;
  /** Acts of this table that come before it. */
  readonly after?: readonly WriteName[];
}

const ACTS: readonly Row[] = [
  { name: "library.logInit", write: () => store.write("library.logInit", { timezone: "Asia/Shanghai" }, ACTOR), action: "library.init", caseId: null, object: { type: "library", id: null, sha256: null }, details: { timezone: "Asia/Shanghai" } },
  // Positions are fractions and stay out of the log; whose row it is does not.
  { name: "cameras.import", write: () => store.write("cameras.import", { cameras: [CAMERA, { ...CAMERA, cameraId: "c2" }] }, ACTOR), action: "cameras.import", caseId: null, object: { type: "library", id: null, sha256: null }, details: { added: 1, updated: 1, cameraIds: ["c1", "c2"] } },
  { name: "cameras.update", write: () => store.write("cameras.update", { cameraId: "c1", name: "n", site: null }, ACTOR), action: "camera.update", caseId: null, object: { type: "camera", id: "c1", sha256: null }, details: { name: "n", site: null } },
  {
    name: "cameras.place", action: "camera.place", caseId: null, object: { type: "camera", id: "c1", sha256: null },
    details: { lat: "29.9426169", lon: "122.3091617", crs: "GCJ02", headingDeg: "12.5", fovDeg: null, rangeM: "40" },
    write: () => store.write("cameras.place", { cameraId: "c1", lat: 29.9426169, lon: 122.3091617, crs: "GCJ02", headingDeg: 12.5, fovDeg: null, rangeM: 40 }, ACTOR),
  },
  { name: "tiles.add", write: () => store.write("tiles.add", TILES, ACTOR), action: "tiles.add", caseId: null, object: { type: "tiles", id: "1", sha256: null }, details: { name: "渔港", path: "/maps/port.pmtiles", kind: "pmtiles" } },
  { name: "tiles.remove", after: ["tiles.add"], write: () => store.write("tiles.remove", { sourceId: 1 }, ACTOR), action: "tiles.remove", caseId: null, object: { type: "tiles", id: "1", sha256: null }, details: { name: "渔港" } },
  { name: "tiles.restore", after: ["tiles.add", "tiles.remove"], write: () => store.write("tiles.restore", { sourceId: 1 }, ACTOR), action: "tiles.restore", caseId: null, object: { type: "tiles", id: "1", sha256: null }, details: { name: "渔港" } },
  { name: "clocks.add", write: () => addReading(store, T0, 127_000, { uncertaintyMs: 455.5 }), action: "clock.add", caseId: null, object: { type: "camera", id: "c1", sha256: null }, details: { readingId: 1, cameraMs: T0, trueMs: T0 - 127_000, uncertaintyMs: 456, method: "by-eye", newEpoch: false } },
  { name: "clocks.remove", write: async () => store.write("clocks.remove", { readingId: 1 }, ACTOR), action: "clock.remove", caseId: null, object: { type: "camera", id: "c1", sha256: null }, details: { readingId: 1, cameraMs: T0, trueMs: T0 - 127_000 } },
  { name: "clocks.restore", write: async () => store.write("clocks.restore", { readingId: 1 }, ACTOR), action: "clock.restore", caseId: null, object: { type: "camera", id: "c1", sha256: null }, details: { readingId: 1, cameraMs: T0, trueMs: T0 - 127_000 } },
  { name: "files.assign", write: () => store.write("files.assign", { cameraId: "c2", fileIds: [1], decisions: [DECISION] }, ACTOR), action: "files.assign", caseId: null, object: { type: "file", id: "1", sha256: null }, details: { cameraId: "c2", fileIds: [1], formerly: { c1: [1] } } },
  {
    name: "files.place", action: "files.place", caseId: null, object: { type: "file", id: "1", sha256: null }, details: { placements: [{ fileId: 1, cameraMs: T0, uncertaintyMs: 289, said: "14:00" }] },
    write: () => store.write("files.place", { placements: [{ fileId: 1, start: { cameraMs: asCameraMs(T0), uncertaintyMs: 288.7, timezone: "Asia/Shanghai", said: "14:00" } }], decisions: [DECISION] }, ACTOR),
  },
  { name: "intakes.save", write: () => store.write("intakes.save", { intakeId: null, facts: SHEET, photoSha256: null }, ACTOR), action: "intake.add", caseId: null, object: { type: "intake", id: "1", sha256: null }, details: { ...SHEET, photoSha256: null } },
  { name: "intakes.remove", write: () => store.write("intakes.remove", { intakeId: 1 }, ACTOR), action: "intake.remove", caseId: null, object: { type: "intake", id: "1", sha256: null }, details: { folder: SHEET.folder } },
  { name: "intakes.restore", write: () => store.write("intakes.restore", { intakeId: 1 }, ACTOR), action: "intake.restore", caseId: null, object: { type: "intake", id: "1", sha256: null }, details: { folder: SHEET.folder } },
  {
    // A step is logged as the act that it is, with the entry that it undoes.
    name: "changes.step", action: "pin.restore", caseId: 1, object: { type: "pin", id: "1", sha256: null }, details: { title: "Boot is shut", undoes: 3 },
    write: () => {
      const { changeId } = nextChange(store.db, 1, "undo")!;
      return store.write("changes.step", { changeId, direction: "undo", steps: stepsOfChange(store.db, changeId, "undo") }, ACTOR);
    },
  },
  {
    name: "files.move", action: "files.move", caseId: null, object: { type: "files", id: null, sha256: null }, details: { from: "/footage", to: "/disk", how: "sha256", files: 1, fileIds: [1] },
    write: () => store.write("files.move", { moves: [{ fileId: 1, pathBytes: Buffer.from("/disk/a.mp4"), path: "/disk/a.mp4", mtimeMs: 5 }], how: "sha256" }, ACTOR),
  },
  { name: "roots.move", write: () => store.write("roots.move", { from: "/footage", to: "/disk" }, ACTOR), action: "root.move", caseId: null, object: { type: "root", id: null, sha256: null }, details: { from: "/footage", to: "/disk" } },
  { name: "watches.add", write: () => store.write("watches.add", { path: "/footage", cameraId: null, timezone: null }, ACTOR), action: "watch.add", caseId: null, object: { type: "watch", id: "1", sha256: null }, details: { path: "/footage", cameraId: null, timezone: null } },
  { name: "watches.remove", write: () => store.write("watches.remove", { watchId: 1 }, ACTOR), action: "watch.remove", caseId: null, object: { type: "watch", id: "1", sha256: null }, details: { path: "/footage" } },
  { name: "cases.create", write: () => store.write("cases.create", { ...CASE, number: "2" }, ACTOR), action: "case.create", caseId: 2, object: { type: "case", id: "2", sha256: null }, details: { ...CASE, number: "2" } },
  { name: "cases.update", write: () => store.write("cases.update", { ...CASE, caseId: 1, title: "new" }, ACTOR), action: "case.update", caseId: 1, object: { type: "case", id: "1", sha256: null }, details: { ...CASE, title: "new" } },
  { name: "pins.add", write: () => store.write("pins.add", PIN, ACTOR), action: "pin.add", caseId: 1, object: { type: "pin", id: "2", sha256: null }, details: { title: "Boot is shut", tags: ["boot"], cameraId: "c1", cameraStartMs: T0, sources: [{ fileId: 1, mediaStartMs: 0, mediaEndMs: 1_000, startPts: 0, endPts: 90_000, timeBase: "1/90000" }] } },
  { name: "pins.update", write: () => store.write("pins.update", { pinId: 1, title: "new", note: "n", tags: [] }, ACTOR), action: "pin.update", caseId: 1, object: { type: "pin", id: "1", sha256: null }, details: { title: "new", note: "n", tags: [], former: { title: "Boot is shut", note: null, tags: ["boot"] } } },
  { name: "pins.remove", write: () => store.write("pins.remove", { pinId: 1 }, ACTOR), action: "pin.remove", caseId: 1, object: { type: "pin", id: "1", sha256: null }, details: { title: "Boot is shut" } },
  { name: "pins.restore", write: () => store.write("pins.restore", { pinId: 1 }, ACTOR), action: "pin.restore", caseId: 1, object: { type: "pin", id: "1", sha256: null }, details: { title: "Boot is shut" } },
  { name: "exhibits.add", write: () => store.write("exhibits.add", { caseId: 1, ...exhibitTexts({ name: "袋", count: null }) }, ACTOR), action: "exhibit.add", caseId: 1, object: { type: "exhibit", id: "2", sha256: null }, details: { name: "袋", count: null } },
  {
    name: "observations.add", action: "observation.add", caseId: 1, object: { type: "observation", id: "1", sha256: null }, details: { exhibitId: 1, atMs: T0, state: "seen", count: 3 },
    write: () => store.write("observations.add", { caseId: 1, exhibitId: 1, facts: observationFacts({ count: 3 }) }, ACTOR),
  },
  {
    name: "watched.endSitting", action: "footage.watch", caseId: 1, object: { type: "library", id: null, sha256: null }, details: { cameras: [{ cameraId: "c1", shownMs: 1_500, focusedMs: 0 }] },
    write: async () => {
      await store.write("watched.add", { watcher: ACTOR, caseId: 1, stretches: [{ fileId: 1, mediaStartMs: 0, mediaEndMs: 1_500, speed: 1, isFocused: false }] }, ACTOR);
      return store.write("watched.endSitting", { sittingId: 1 }, ACTOR);
    },
  },
  { name: "exhibits.update", write: () => store.write("exhibits.update", { exhibitId: 1, ...exhibitTexts({ count: 5, note: "n" }) }, ACTOR), action: "exhibit.update", caseId: 1, object: { type: "exhibit", id: "1", sha256: null }, details: { name: "虾皮", count: 5, note: "n", former: { name: "虾皮", count: 3, note: null } } },
  { name: "exhibits.retire", write: () => store.write("exhibits.retire", { exhibitId: 1 }, ACTOR), action: "exhibit.retire", caseId: 1, object: { type: "exhibit", id: "1", sha256: null }, details: { name: "虾皮" } },
  { name: "exhibits.restore", after: ["exhibits.retire"], write: () => store.write("exhibits.restore", { exhibitId: 1 }, ACTOR), action: "exhibit.restore", caseId: 1, object: { type: "exhibit", id: "1", sha256: null }, details: { name: "虾皮" } },
  { name: "exhibits.setViews", write: () => store.write("exhibits.setViews", { exhibitId: 1, views: [{ cameraId: "c1", hasView: true, fromMs: null, toMs: null }] }, ACTOR), action: "exhibit.views", caseId: 1, object: { type: "exhibit", id: "1", sha256: null }, details: { views: [{ cameraId: "c1", hasView: true }], former: [] } },
  { name: "observations.revise", after: ["observations.add"], write: () => store.write("observations.revise", { observationId: 1, reason: "miscounted", facts: observationFacts({ count: 2, uncertaintyMs: 499.6 }) }, ACTOR), action: "observation.revise", caseId: 1, object: { type: "observation", id: "2", sha256: null }, details: { revisesId: 1, reason: "miscounted", count: 2, uncertaintyMs: 500 } },
  { name: "observations.withdraw", after: ["observations.add", "observations.revise"], write: () => store.write("observations.withdraw", { observationId: 2, reason: "another bag" }, ACTOR), action: "observation.withdraw", caseId: 1, object: { type: "observation", id: "3", sha256: null }, details: { revisesId: 2, reason: "another bag" } },
  { name: "observations.reinstate", after: ["observations.add", "observations.revise", "observations.withdraw"], write: () => store.write("observations.reinstate", { observationId: 1, reason: "it was that bag" }, ACTOR), action: "observation.reinstate", caseId: 1, object: { type: "observation", id: "4", sha256: null }, details: { revisesId: 3, reason: "it was that bag" } },
  { name: "subjects.add", write: () => store.write("subjects.add", { caseId: 1, ...DRIVER }, ACTOR), action: "subject.add", caseId: 1, object: { type: "subject", id: "1", sha256: null }, details: DRIVER },
  { name: "subjects.update", after: ["subjects.add"], write: () => store.write("subjects.update", { subjectId: 1, ...DRIVER, note: "n" }, ACTOR), action: "subject.update", caseId: 1, object: { type: "subject", id: "1", sha256: null }, details: { ...DRIVER, note: "n", former: DRIVER } },
  { name: "subjects.remove", after: ["subjects.add"], write: () => store.write("subjects.remove", { subjectId: 1 }, ACTOR), action: "subject.remove", caseId: 1, object: { type: "subject", id: "1", sha256: null }, details: { label: "司机" } },
  { name: "subjects.restore", after: ["subjects.add", "subjects.remove"], write: () => store.write("subjects.restore", { subjectId: 1 }, ACTOR), action: "subject.restore", caseId: 1, object: { type: "subject", id: "1", sha256: null }, details: { label: "司机" } },
  { name: "statements.add", write: () => store.write("statements.add", { caseId: 1, ...TOLD }, ACTOR), action: "statement.add", caseId: 1, object: { type: "statement", id: "1", sha256: null }, details: TOLD },
  { name: "statements.update", after: ["statements.add"], write: () => store.write("statements.update", { statementId: 1, ...TOLD, text: "new" }, ACTOR), action: "statement.update", caseId: 1, object: { type: "statement", id: "1", sha256: null }, details: { ...TOLD, text: "new", former: TOLD } },
  { name: "statements.assess", after: ["statements.add"], write: () => store.write("statements.assess", { statementId: 1, finding: "confirmed", pinIds: [1], note: null }, ACTOR), action: "statement.assess", caseId: 1, object: { type: "statement", id: "1", sha256: null }, details: { assessmentId: 1, finding: "confirmed", pinIds: [1] } },
  { name: "statements.remove", after: ["statements.add"], write: () => store.write("statements.remove", { statementId: 1 }, ACTOR), action: "statement.remove", caseId: 1, object: { type: "statement", id: "1", sha256: null }, details: { speaker: "女子" } },
  { name: "statements.restore", after: ["statements.add", "statements.remove"], write: () => store.write("statements.restore", { statementId: 1 }, ACTOR), action: "statement.restore", caseId: 1, object: { type: "statement", id: "1", sha256: null }, details: { speaker: "女子" } },
  { name: "facts.add", write: () => store.write("facts.add", { caseId: 1, fact: PAID }, ACTOR), action: "fact.add", caseId: 1, object: { type: "fact", id: "1", sha256: null }, details: { kind: "fact", text: "paid", fromMs: T0, uncertaintyMs: 501, source: "bank" } },
  { name: "facts.import", after: ["facts.add"], write: () => store.write("facts.import", { caseId: 1, facts: [PAID, PAID] }, ACTOR), action: "fact.import", caseId: 1, object: { type: "fact", id: "2", sha256: null }, details: { factIds: [2, 3], facts: [{ text: "paid" }, { text: "paid" }] } },
  { name: "facts.removeAll", after: ["facts.add"], write: () => store.write("facts.removeAll", { caseId: 1, factIds: [1, 99] }, ACTOR), action: "fact.removeAll", caseId: 1, object: { type: "case", id: "1", sha256: null }, details: { factIds: [1] } },
  { name: "facts.restoreAll", after: ["facts.add", "facts.remove"], write: () => store.write("facts.restoreAll", { caseId: 1, factIds: [1] }, ACTOR), action: "fact.restoreAll", caseId: 1, object: { type: "case", id: "1", sha256: null }, details: { factIds: [1] } },
  { name: "facts.update", after: ["facts.add"], write: () => store.write("facts.update", { factId: 1, fact: { ...PAID, text: "new" } }, ACTOR), action: "fact.update", caseId: 1, object: { type: "fact", id: "1", sha256: null }, details: { text: "new", former: { text: "paid" } } },
  { name: "facts.remove", after: ["facts.add", "facts.update"], write: () => store.write("facts.remove", { factId: 1 }, ACTOR), action: "fact.remove", caseId: 1, object: { type: "fact", id: "1", sha256: null }, details: { text: "new" } },
  { name: "facts.restore", after: ["facts.add", "facts.update", "facts.remove"], write: () => store.write("facts.restore", { factId: 1 }, ACTOR), action: "fact.restore", caseId: 1, object: { type: "fact", id: "1", sha256: null }, details: { text: "new" } },
  { name: "story.save", write: () => store.write("story.save", { caseId: 1, sectionId: null, title: "t", text: "[[pin:1]]" }, ACTOR), action: "story.add", caseId: 1, object: { type: "section", id: "1", sha256: null }, details: { title: "t", text: "[[pin:1]]" } },
  { name: "story.order", after: ["story.save"], write: () => store.write("story.order", { caseId: 1, sectionIds: [1] }, ACTOR), action: "story.order", caseId: 1, object: { type: "case", id: "1", sha256: null }, details: { sectionIds: [1], former: [1] } },
  { name: "story.remove", after: ["story.save"], write: () => store.write("story.remove", { sectionId: 1 }, ACTOR), action: "story.remove", caseId: 1, object: { type: "section", id: "1", sha256: null }, details: { title: "t" } },
  { name: "story.restore", after: ["story.save", "story.remove"], write: () => store.write("story.restore", { sectionId: 1 }, ACTOR), action: "story.restore", caseId: 1, object: { type: "section", id: "1", sha256: null }, details: { title: "t" } },
  { name: "plans.add", write: () => store.write("plans.add", PLAN, ACTOR), action: "plan.add", caseId: null, object: { type: "plan", id: "1", sha256: PLAN.picture.sha256 }, details: { name: "quay", widthPx: 1 } },
  { name: "plans.update", after: ["plans.add"], write: () => store.write("plans.update", { planId: 1, name: "new", points: [], opacity: 0.5 }, ACTOR), action: "plan.update", caseId: null, object: { type: "plan", id: "1" }, details: { name: "new", opacity: "0.5" } },
  { name: "plans.remove", after: ["plans.add"], write: () => store.write("plans.remove", { planId: 1 }, ACTOR), action: "plan.remove", caseId: null, object: { type: "plan", id: "1" }, details: { name: "quay" } },
  { name: "plans.restore", after: ["plans.add", "plans.remove"], write: () => store.write("plans.restore", { planId: 1 }, ACTOR), action: "plan.restore", caseId: null, object: { type: "plan", id: "1" }, details: { name: "quay" } },
  { name: "blindAreas.add", write: () => store.write("blindAreas.add", AREA, ACTOR), action: "blind-area.add", caseId: null, object: { type: "blind-area", id: "1", sha256: null }, details: { name: "behind the hall", crs: "WGS84" } },
  { name: "blindAreas.update", after: ["blindAreas.add"], write: () => store.write("blindAreas.update", { ...AREA, areaId: 1, name: "new" }, ACTOR), action: "blind-area.update", caseId: null, object: { type: "blind-area", id: "1", sha256: null }, details: { name: "new" } },
  { name: "blindAreas.remove", after: ["blindAreas.add"], write: () => store.write("blindAreas.remove", { areaId: 1 }, ACTOR), action: "blind-area.remove", caseId: null, object: { type: "blind-area", id: "1", sha256: null }, details: { name: "behind the hall" } },
  { name: "blindAreas.restore", after: ["blindAreas.add", "blindAreas.remove"], write: () => store.write("blindAreas.restore", { areaId: 1 }, ACTOR), action: "blind-area.restore", caseId: null, object: { type: "blind-area", id: "1", sha256: null }, details: { name: "behind the hall" } },
  {
    name: "cameras.setNeighbours", action: "camera.neighbours", caseId: null, object: { type: "camera", id: "c1", sha256: null }, details: { neighbours: [{ toCameraId: "c2", direction: "left", speedKmh: "4.5" }] },
    write: async () => {
      await store.write("cameras.ensure", { cameraId: "c2", name: "c2", provisional: false }, ACTOR);
      return store.write("cameras.setNeighbours", { cameraId: "c1", neighbours: [{ toCameraId: "c2", direction: "left", travelMs: null, speedKmh: 4.5 }] }, ACTOR);
    },
  },
  { name: "custody.append", write: () => store.write("custody.append", { action: "bundle.verify", caseId: null, object: { type: "bundle", id: "b", sha256: "0" }, details: { ok: true } }, ACTOR), action: "bundle.verify", caseId: null, object: { type: "bundle", id: "b", sha256: "0" }, details: { ok: true } },
];

const DERIVED: readonly (readonly [name: WriteName, write: () => Promise<unknown>])[] = [
  ["settings.setActor", () => store.write("settings.setActor", ACTOR, ACTOR)],
  ["settings.setPreviews", () => store.write("settings.setPreviews", { everyMs: null, limitBytes: 1 }, ACTOR)],
  ["previews.forget", () => store.write("previews.forget", undefined, ACTOR)],
  ["cameras.ensure", () => store.write("cameras.ensure", { cameraId: "c9", name: "c9", provisional: true }, ACTOR)],
  ["cameras.forget", () => store.write("cameras.forget", { cameraId: "c9" }, ACTOR)],
  ["files.record", () => store.write("files.record", { files: [fileRecord({ name: "b.mp4" })] }, ACTOR)],
  ["files.setHashes", () => store.write("files.setHashes", { hashes: [{ fileId: 1, sha256: "a".repeat(64) }] }, ACTOR)],
  ["files.addProblem", () => store.write("files.addProblem", { fileId: 1, code: "cannot-open", params: {} }, ACTOR)],
  ["checks.set", () => store.write("checks.set", { fileId: 1, sizeBytes: 1, mtimeMs: 1, damaged: [{ startMs: asMediaMs(0), endMs: asMediaMs(10) }], framesExpected: 2, framesSound: 1, tool: "t" }, ACTOR)],
  ["files.decide", () => store.write("files.decide", { decisions: [DECISION], patternsDigest: "d" }, ACTOR)],
  ["intakes.apply", () => store.write("intakes.apply", undefined, ACTOR)],
  ["files.setDerived", () => store.write("files.setDerived", { fileId: 1, kind: "proxy", name: "1.mp4", sizeBytes: 1, sourceSizeBytes: 1, sourceMtimeMs: 1.5, command: "c", tool: "t" }, ACTOR)],
  ["proxyStretches.add", () => store.write("proxyStretches.add", { fileId: 1, kind: "proxy", name: "1.at0.mp4", fromPts: 0, endPts: 10, firstPts: 0, sizeBytes: 1, sourceSizeBytes: 1, sourceMtimeMs: 1.5, command: "c", tool: "t" }, ACTOR)],
  ["proxyStretches.drop", () => store.write("proxyStretches.drop", { fileId: 1, kind: "proxy", name: "1.at0.mp4" }, ACTOR)],
  // The log is told once a sitting.
  ["watched.add", () => store.write("watched.add", { watcher: null, caseId: null, stretches: [{ fileId: 1, mediaStartMs: 0, mediaEndMs: 1_500, speed: 1, isFocused: false }] }, ACTOR)],
  ["files.dropDerived", () => store.write("files.dropDerived", { fileId: 1, kind: "proxy" }, ACTOR)],
  ["settings.setProxyLimit", () => store.write("settings.setProxyLimit", { limitBytes: 5 }, ACTOR)],
  ["roots.ensure", () => store.write("roots.ensure", { folders: [{ path: "/footage", pathBytes: Buffer.from("/footage") }] }, ACTOR)],
  ["roots.setOffline", () => store.write("roots.setOffline", { rootId: 1, offlineMs: 1 }, ACTOR)],
  ["roots.remove", () => store.write("roots.remove", { rootId: 1 }, ACTOR)],
  ["watches.note", () => store.write("watches.note", { watchId: 1, offlineMs: null, taken: 1, lastFile: "a", atMs: 1 }, ACTOR)],
  ["jobs.start", () => store.write("jobs.start", { kind: "index", subjectId: null, progress: NO_PROGRESS }, ACTOR)],
  ["jobs.finish", () => store.write("jobs.finish", { jobId: 1, state: "done", progress: NO_PROGRESS, result: null, error: null, problemCount: 0 }, ACTOR)],
  ["jobs.markInterrupted", () => store.write("jobs.markInterrupted", undefined, ACTOR)],
];

describe("the custody log", () => {
  it("is thought of for every write there is", () => {
    expect([...ACTS.map((row) => row.name), ...DERIVED.map(([name]) => name)].sort()).toEqual(Object.keys(writes).sort());
  });

  it.each(ACTS)("has one entry of $name, as $action", async ({ name, write, action, caseId, object, details, after = [] }) => {
    await fill();
    for (const before of after) await ACTS.find((row) => row.name === before)!.write();
    // A reading can be taken back only where there is one; a pin restored only where it was removed.
    if (name === "clocks.remove" || name === "clocks.restore") await addReading(store, T0, 127_000);
    if (name === "clocks.restore") await store.write("clocks.remove", { readingId: 1 }, ACTOR);
    if (name.startsWith("intakes.re")) await store.write("intakes.save", { intakeId: null, facts: SHEET, photoSha256: null }, ACTOR);
    if (name === "intakes.restore") await store.write("intakes.remove", { intakeId: 1 }, ACTOR);
    if (name === "pins.restore" || name === "changes.step") await store.write("pins.remove", { pinId: 1 }, ACTOR);
    if (name === "watches.remove") await store.write("watches.add", { path: "/footage", cameraId: null, timezone: null }, ACTOR);
    const added = await left(write);
    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject({ action, case_id: caseId, object, details, actor: { id: ACTOR.number, name: ACTOR.name, unit: ACTOR.unit }, host: "test-host", app_version: "0.0.0" });
    expect(verifyChain(listCustody(store.db, null).map((row) => ({ ...(JSON.parse(row.entry) as object), hash: row.hash })))).toMatchObject({ ok: true });
  });

  it.each(DERIVED)("has nothing of %s, which is no act of a person", async (_, write) => {
    await fill();
    expect(await left(write)).toEqual([]);
  });

  it("has the moment in the library's own zone beside the instant", async () => {
    await fill();
    const [first] = entries();
    expect(first!.ts_local).toMatch(/\+08:00$/);
    expect(Date.parse(first!.ts_local)).toBe(first!.ts);
  });

  it("says nothing of a pin put back that was never taken off", async () => {
    await fill();
    expect(await left(() => store.write("pins.restore", { pinId: 1 }, ACTOR))).toEqual([]);
  });

  it.each([
    ["a fraction", { share: 0.5 }], ["a number beyond exact integers", { count: 2 ** 53 }], ["not a number", { count: NaN }], ["undefined", { count: undefined }],
  ])("refuses %s, and the act with it", async (_, details) => {
    await fill();
    const before = entries().length;
    await expect(store.write("custody.append", { action: "x", caseId: null, object: { type: "x", id: null, sha256: null }, details }, ACTOR)).rejects.toThrow();
    expect(entries()).toHaveLength(before);
  });

  it("takes a zero with a sign, which a person can type and JSON cannot tell apart, as zero", async () => {
    await fill();
    await store.write("observations.add", { caseId: 1, exhibitId: 1, facts: observationFacts({ state: "absent", count: -0 }) }, ACTOR);
    expect(entries().at(-1)!.details).toMatchObject({ count: 0 });
  });
});
