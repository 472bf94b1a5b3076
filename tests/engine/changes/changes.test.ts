// Undo and redo, as the engine keeps them: of every act that is remembered, after the library was closed, and refused where
// something stands on what would go. Each is another act; the log only grows.

import { describe, expect, it } from "vitest";
import { intakeFacts } from "../../../contract/intake.ts";
import { reopenedEngine } from "../../support/made-for-each.ts";
import { ACTOR, HOUR_MS, MINUTE_MS, T0 } from "../../support/made-library.ts";
import { OLD_FILE_ID, onOlderLibrary, versionWithout } from "../../support/older-library.ts";

const made = reopenedEngine(["14", "15"].map((hour, i) => ({ name: `ch01_20211112${hour}0000.mp4`, startMs: T0 + i * HOUR_MS, durationMs: 10 * MINUTE_MS })));
const { undo, redo, restart } = made;
const caseId = 1;
const addPin = (title: string, offsetMs = 0) => made.engine.call("pins.add", { caseId, cameraId: "c1", startMs: T0 + offsetMs, endMs: T0 + offsetMs + 1_000, title });
const titles = async (): Promise<string[]> => (await made.engine.call("cases.read", { caseId })).pins.map((pin) => pin.title);
const kinds = async (): Promise<string[]> => (await made.engine.call("changes.list", { caseId })).changes.map((change) => `${change.kind} ${change.state}`);

describe("undo", () => {
  it("takes the last change back, and redo brings it again, also after the library was closed", async () => {
    await addPin("a");
    await addPin("b", 2_000);
    await restart();
    expect((await undo()).change).toMatchObject({ kind: "pin-added", title: "b", state: "undone", by: ACTOR.name, steppedBy: ACTOR.name });
    expect(await titles()).toEqual(["a"]);
    await restart();
    await redo();
    expect(await titles()).toEqual(["a", "b"]);
    await undo();
    await undo();
    expect(await titles()).toEqual([]);
    await expect(undo()).rejects.toMatchObject({ code: "change-none" });
  });

  it("is an act of its own: the log grows, names the entry it undoes, and stays whole", async () => {
    await addPin("a");
    await undo();
    await redo();
    const log = await made.engine.call("custody.list", { caseId });
    const [added, removed, restored] = log.slice(-3);
    expect([added!.action, removed!.action, restored!.action]).toEqual(["pin.add", "pin.remove", "pin.restore"]);
    expect([removed!.details["undoes"], restored!.details["redoes"]]).toEqual([added!.seq, added!.seq]);
    expect((await made.engine.call("custody.verify", {})).ok).toBe(true);
  });

  it("takes back where a camera was put, keeps the system it was entered in, and refuses half a place", async () => {
    const place = { lat: 29.942616948, lon: 122.309161669, crs: "GCJ02" as const, headingDeg: 90, fovDeg: 60, rangeM: 50 };
    const camera = async () => (await made.engine.call("cameras.list", {})).find((c) => c.cameraId === "c1")!;
    await made.engine.call("cameras.place", { cameraId: "c1", ...place });
    const placed = await camera();
    expect(placed).toMatchObject(place);
    expect(placed.wgs84!.lat).toBeCloseTo(29.945, 7);
    expect(placed.wgs84!.lon).toBeCloseTo(122.305, 7);
    expect((await undo()).change).toMatchObject({ kind: "camera-placed", title: placed.name });
    expect(await camera()).toMatchObject({ lat: null, lon: null, crs: null, wgs84: null, headingDeg: null });
    await redo();
    expect(await camera()).toMatchObject(place);
    await expect(made.engine.call("cameras.place", { cameraId: "c1", ...place, lon: null })).rejects.toMatchObject({ code: "input-invalid", params: { field: "lon" } });
    await expect(made.engine.call("cameras.place", { cameraId: "nobody", ...place })).rejects.toMatchObject({ code: "camera-unknown" });
  });

  it("drops what could be done again once something new is done in the same case, not in another", async () => {
    const other = await made.engine.call("cases.create", { number: "2", title: "Other" });
    await addPin("a");
    await undo();
    await made.engine.call("pins.add", { caseId: other.caseId, cameraId: "c1", startMs: T0, endMs: T0 + 1, title: "elsewhere" });
    expect((await made.engine.call("changes.list", { caseId })).redoable?.title).toBe("a");
    await addPin("b");
    expect((await made.engine.call("changes.list", { caseId })).redoable).toBeNull();
    expect(await kinds()).toEqual(["pin-added done", "pin-added dropped"]);
    await expect(redo()).rejects.toMatchObject({ code: "change-none" });
  });

  it("leaves other cases alone, and counts what belongs to the library to each", async () => {
    const other = await made.engine.call("cases.create", { number: "2", title: "Other" });
    await made.engine.call("pins.add", { caseId: other.caseId, cameraId: "c1", startMs: T0, endMs: T0 + 1, title: "elsewhere" });
    await made.engine.call("cameras.update", { cameraId: "c1", name: "Quay" });
    expect((await made.engine.call("changes.list", { caseId })).undoable?.title).toBe("Quay");
    await undo();
    await expect(undo()).rejects.toMatchObject({ code: "change-none" });
    expect((await made.engine.call("changes.list", { caseId: other.caseId })).undoable?.title).toBe("elsewhere");
  });

  it("takes back one that lies further back, unless a later one stands on it", async () => {
    const a = await addPin("a");
    await addPin("b", 2_000);
    await made.engine.call("pins.update", { pinId: a.pinId, title: "a2", note: null, tags: [] });
    const { changes } = await made.engine.call("changes.list", { caseId });
    const [, b, first] = changes;
    await expect(undo(first!.changeId)).rejects.toMatchObject({ code: "change-needed", params: { title: "a", byTitle: "a2" } });
    await undo(b!.changeId);
    expect(await titles()).toEqual(["a2"]);
    await expect(undo(b!.changeId)).rejects.toMatchObject({ code: "change-not-there" });
  });

  it("refuses to write over what something else changed since", async () => {
    await made.engine.call("cameras.update", { cameraId: "c1", name: "Quay" });
    await made.engine.call("cameras.import", { format: "csv", text: "id,name\nc1,North quay\n" });
    await expect(undo()).rejects.toMatchObject({ code: "change-overtaken", params: { title: "North quay" } });
    expect((await made.engine.call("cameras.list", {}))[0]!.name).toBe("North quay");
  });

  it("leaves everything as it was where a step is refused", async () => {
    await made.engine.call("clock.add", { cameraId: "c1", cameraMs: T0, trueMs: T0 - 60_000 });
    const { readingId } = await made.engine.call("clock.add", { cameraId: "c1", cameraMs: T0 + 24 * HOUR_MS, trueMs: T0 + 24 * HOUR_MS - 61_000 });
    await made.engine.call("clock.remove", { readingId });
    const [removed] = (await made.engine.call("changes.list", { caseId })).changes;
    const before = (await made.engine.call("custody.list", {})).length;
    // The sheet's reading bears on the same clock, so the removal is not the last word on it any more.
    await made.engine.call("clock.add", { cameraId: "c1", cameraMs: T0 + 24 * HOUR_MS, trueMs: T0 + 24 * HOUR_MS - 59_000 });
    await expect(undo(removed!.changeId)).rejects.toMatchObject({ code: "change-needed" });
    expect((await made.engine.call("custody.list", {})).length).toBe(before + 1);
  });
});

interface Act {
  readonly name: string;
  readonly act: () => Promise<unknown>;
  /** What shows of it. */
  readonly state: () => Promise<unknown>;
}

const sheet = (recorderMs: number) => intakeFacts.parse({ folder: "/footage", recorderMs, beijingMs: T0, retentionDays: null });
const cameraFacts = async () => (await made.engine.call("cameras.list", {})).map(({ cameraId, name, site, provisional, fileCount }) => ({ cameraId, name, site, provisional, fileCount }));
const recorded = async () => (await made.engine.call("recordings.list", { fromMs: T0 - 24 * HOUR_MS, toMs: T0 + 48 * HOUR_MS })).map(({ cameraId, startMs, uncertaintyMs }) => ({ cameraId, startMs, uncertaintyMs }));

const ACTS: readonly Act[] = [
  { name: "a pin's text", act: async () => made.engine.call("pins.update", { pinId: 1, title: "new", note: "n", tags: ["t"] }), state: async () => (await made.engine.call("cases.read", { caseId })).pins.map(({ title, note, tags }) => ({ title, note, tags })) },
  { name: "a pin taken off", act: () => made.engine.call("pins.remove", { pinId: 1 }), state: titles },
  { name: "a case's text", act: () => made.engine.call("cases.update", { caseId, number: "7", title: "T", place: "Quay", officers: ["A", "B"] }), state: () => made.engine.call("cases.list", {}) },
  { name: "a clock reading", act: () => made.engine.call("clock.add", { cameraId: "c1", cameraMs: T0, trueMs: T0 - 60_000 }), state: recorded },
  { name: "a clock reading in a new epoch", act: () => made.engine.call("clock.add", { cameraId: "c1", cameraMs: T0 + HOUR_MS, trueMs: T0, newEpoch: true }), state: recorded },
  { name: "a camera's name and site", act: () => made.engine.call("cameras.update", { cameraId: "c1", name: "Quay", site: "Port" }), state: cameraFacts },
  { name: "files given to a new camera", act: () => made.engine.call("files.assign", { fileIds: made.fileIds, cameraId: "new" }), state: async () => [await cameraFacts(), await recorded()] },
  { name: "when a file starts", act: () => made.engine.call("files.place", { placements: [{ fileId: made.fileIds[0]!, frame: { atMs: T0 + 5 * HOUR_MS } }] }), state: recorded },
  { name: "an intake sheet", act: () => made.engine.call("intakes.save", { intakeId: null, ...sheet(T0 + 90_000) }), state: async () => [(await made.engine.call("intakes.list", {})).map(({ facts }) => facts), await recorded()] },
];

describe("what can be undone", () => {
  it.each(ACTS)("covers $name: back to what was, and again to what it became", async ({ act, state }) => {
    await addPin("pin");
    const before = await state();
    await act();
    const after = await state();
    expect(after).not.toEqual(before);
    await restart();
    await undo();
    expect(await state()).toEqual(before);
    await restart();
    await redo();
    expect(await state()).toEqual(after);
    await undo();
    expect(await state()).toEqual(before);
    expect((await made.engine.call("custody.verify", {})).ok).toBe(true);
  });

  it("covers a sheet that was changed: the former one gives its readings again", async () => {
    const { intakeId } = await made.engine.call("intakes.save", { intakeId: null, ...sheet(T0 + 90_000) });
    const before = await recorded();
    await made.engine.call("intakes.save", { intakeId, ...sheet(T0 + 30_000) });
    expect(await recorded()).not.toEqual(before);
    await undo();
    expect(await recorded()).toEqual(before);
  });

  it("gives files back to the cameras that people had chosen for each", async () => {
    await made.engine.call("files.assign", { fileIds: [made.fileIds[0]!], cameraId: "east" });
    await made.engine.call("files.assign", { fileIds: made.fileIds, cameraId: "west" });
    await undo();
    expect((await recorded()).map(({ cameraId }) => cameraId).sort()).toEqual(["c1", "east"]);
  });

  it("keeps a camera that something else refers to by now", async () => {
    await made.engine.call("files.assign", { fileIds: made.fileIds, cameraId: "new" });
    const [assigned] = (await made.engine.call("changes.list", { caseId })).changes;
    await made.engine.call("clock.add", { cameraId: "new", cameraMs: T0, trueMs: T0 - 5_000 });
    await undo(assigned!.changeId);
    expect((await cameraFacts()).map(({ cameraId }) => cameraId)).toEqual(["c1", "new"]);
  });
});

it("a library of the version before gets the table, and what is done in it from now on can be undone", async () => {
  await onOlderLibrary(versionWithout("changes"), null, async (opened) => {
    expect(await opened.call("changes.list", {})).toEqual({ changes: [], undoable: null, redoable: null });
    await opened.call("files.assign", { fileIds: [OLD_FILE_ID], cameraId: "c2" });
    await opened.call("changes.undo", {});
    expect((await opened.call("cameras.list", {})).map(({ cameraId }) => cameraId)).toEqual(["c1"]);
  });
});
