// Undo and redo over exhibits and observations: rows come and go, observations only grow by revisions that make good.

import { describe, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { libraryWithExhibit } from "../../support/made-for-each.ts";
import { addReading, recordFiles, T0 } from "../../support/made-library.ts";

const made = libraryWithExhibit();
const { observe } = made;
const undo = (changeId: number | null = null) => made.library.engine.call("changes.undo", { caseId: 1, changeId });
const redo = () => made.library.engine.call("changes.redo", { caseId: 1, changeId: null });
const counts = async () => (await made.library.engine.call("cases.read", { caseId: 1 })).observations.map((o) => o.count);
const names = async () => (await made.library.engine.call("cases.read", { caseId: 1 })).exhibits.map((e) => e.name);
const revisions = async (observationId: number) => (await made.library.engine.call("observations.history", { observationId })).map((o) => [o.count, o.reason, o.isWithdrawn]);

describe("an observation", () => {
  it("that is taken back and done again, time after time, is withdrawn and put back by revisions", async () => {
    const { observationId } = await observe(0, 5);
    for (let round = 0; round < 2; round++) {
      expect((await undo()).change).toMatchObject({ kind: "observation-added", title: "虾皮", state: "undone" });
      expect(await counts()).toEqual([]);
      await redo();
      expect(await counts()).toEqual([5]);
    }
    expect(await revisions(observationId)).toEqual([[5, null, false], [5, null, true], [5, null, false], [5, null, true], [5, null, false]]);
    expect((await made.library.engine.call("custody.verify", {})).ok).toBe(true);
  });

  it("goes back to what it was before a correction, and to the correction again, on the same frame", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4" }]);
    const first = await observe(10_010, 5, { cameraId: "c1" });
    await made.library.engine.call("observations.revise", { observationId: first.observationId, reason: "miscounted", atMs: asTrueMs(T0 + 20_000), cameraId: "c1", state: "seen", count: 4 });
    await undo();
    const [back] = (await made.library.engine.call("cases.read", { caseId: 1 })).observations;
    expect(back).toMatchObject({ count: 5, atMs: first.atMs, frame: first.frame, firstId: first.observationId });
    await redo();
    expect(await counts()).toEqual([4]);
    await undo();
    await undo();
    expect(await counts()).toEqual([]);
    expect(await revisions(first.observationId)).toEqual([[5, null, false], [4, "miscounted", false], [5, null, false], [4, null, false], [5, null, false], [5, null, true]]);
  });

  it("that was corrected before a clock was read follows the clock when it is taken back after", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4" }]);
    const first = await observe(10_000, 5, { cameraId: "c1" });
    await made.library.engine.call("observations.revise", { observationId: first.observationId, reason: "later", atMs: asTrueMs(T0 + 20_000), cameraId: "c1", state: "seen", count: 5 });
    await addReading(made.library.store, T0, 127_000);
    const change = (await made.library.engine.call("changes.list", { caseId: 1 })).changes.find(({ kind }) => kind === "observation-revised");
    await undo(change!.changeId);
    expect((await made.library.engine.call("cases.read", { caseId: 1 })).observations).toMatchObject([{ atMs: T0 + 10_000 - 127_000 }]);
  });

  it("that was withdrawn comes back, and one that was put back by hand goes again", async () => {
    const { observationId } = await observe(0, 5);
    await made.library.engine.call("observations.withdraw", { observationId, reason: "another bag" });
    expect(await made.library.engine.call("exhibits.takenOff", { caseId: 1 })).toMatchObject({ exhibits: [], observations: [{ count: 5, reason: "another bag" }] });
    await undo();
    expect(await counts()).toEqual([5]);
    await redo();
    expect(await counts()).toEqual([]);
    await made.library.engine.call("observations.reinstate", { observationId, reason: "it was that one" });
    expect((await made.library.engine.call("exhibits.takenOff", { caseId: 1 })).observations).toEqual([]);
    await undo();
    expect(await counts()).toEqual([]);
    await redo();
    expect(await counts()).toEqual([5]);
  });

  it("is not taken back under a correction that stands on it", async () => {
    const { observationId } = await observe(0, 5);
    await made.library.engine.call("observations.revise", { observationId, reason: "miscounted", atMs: asTrueMs(T0), state: "seen", count: 4 });
    const added = (await made.library.engine.call("changes.list", { caseId: 1 })).changes.find(({ kind }) => kind === "observation-added");
    await expect(undo(added!.changeId)).rejects.toMatchObject({ code: "change-needed" });
    expect(await counts()).toEqual([4]);
  });
});

describe("an exhibit", () => {
  it("that was added, changed, taken off or put back is so again the other way round", async () => {
    await made.library.engine.call("exhibits.update", { exhibitId: 1, name: "干虾", count: 6 });
    await made.library.engine.call("exhibits.retire", { exhibitId: 1 });
    expect((await made.library.engine.call("exhibits.takenOff", { caseId: 1 })).exhibits).toMatchObject([{ name: "干虾" }]);
    await made.library.engine.call("exhibits.restore", { exhibitId: 1 });
    const seen: string[][] = [];
    for (let n = 0; n < 4; n++) { await undo(); seen.push(await names()); }
    expect(seen).toEqual([[], ["干虾"], ["虾皮"], []]);
    for (let n = 0; n < 4; n++) await redo();
    expect((await made.library.engine.call("cases.read", { caseId: 1 })).exhibits).toMatchObject([{ name: "干虾", count: 6 }]);
    await expect(redo()).rejects.toMatchObject({ code: "change-none" });
  });

  it("has the cameras that had a view of it as they were chosen before", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4" }]);
    const views = async () => (await made.library.engine.call("exhibits.views", { exhibitId: 1 })).views.map((v) => v.hasView);
    await made.library.engine.call("exhibits.setViews", { exhibitId: 1, views: [{ cameraId: "c1", hasView: true }] });
    await made.library.engine.call("exhibits.setViews", { exhibitId: 1, views: [{ cameraId: "c1", hasView: false }] });
    await undo();
    expect(await views()).toEqual([true]);
    await undo();
    expect(await views()).toEqual([]);
    await redo();
    await redo();
    expect(await views()).toEqual([false]);
  });
});
