// Undo of what is written beside the footage: people and vehicles, statements and their findings, facts, the story. Each goes back
// and forth, with the library closed and opened in between.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseFile } from "../../../contract/reconstruction.ts";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { ACTOR, MINUTE_MS, newFolder, openStore, recordFiles, T0 } from "../../support/made-library.ts";

let folder: string;
let engine: Engine;
let caseId: number;
let pinId: number;

const open = async (): Promise<void> => {
  engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
};
beforeEach(async () => {
  folder = await newFolder();
  const store = await openStore(folder);
  await recordFiles(store, [{ name: "ch01_20211112140000.mp4", startMs: T0, durationMs: 10 * MINUTE_MS }]);
  await store.close();
  await open();
  ({ caseId } = await engine.call("cases.create", { number: "1", title: "Shrimp" }));
  ({ pinId } = await engine.call("pins.add", { caseId, cameraId: "c1", startMs: T0, endMs: T0 + 1_000, title: "boot opens" }));
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const restart = async (): Promise<void> => {
  await engine.close();
  await open();
};
const undo = (changeId: number | null = null) => engine.call("changes.undo", { caseId, changeId });
const redo = (changeId: number | null = null) => engine.call("changes.redo", { caseId, changeId });
const read = (): Promise<CaseFile> => engine.call("cases.read", { caseId });

/** Undoes and redoes the last change across restarts: what is seen goes back to `before` and comes again to `after`. */
async function goesBackAndForth(kind: string, see: (file: CaseFile) => unknown, before: unknown, after: unknown): Promise<void> {
  expect(see(await read())).toEqual(after);
  await restart();
  expect((await undo()).change).toMatchObject({ kind, state: "undone" });
  expect(see(await read())).toEqual(before);
  await restart();
  expect((await redo()).change).toMatchObject({ kind, state: "done" });
  expect(see(await read())).toEqual(after);
}

describe("undo across a restart", () => {
  it("covers people and vehicles", async () => {
    const see = (file: CaseFile) => file.subjects.map(({ label, plate }) => [label, plate]);
    const { subjectId } = await engine.call("subjects.add", { caseId, kind: "vehicle", label: "taxi" });
    await goesBackAndForth("subject-added", see, [], [["taxi", null]]);
    await engine.call("subjects.update", { subjectId, kind: "vehicle", label: "taxi", plate: "浙L·T1234" });
    await goesBackAndForth("subject-changed", see, [["taxi", null]], [["taxi", "浙L·T1234"]]);
    await engine.call("subjects.remove", { subjectId });
    await goesBackAndForth("subject-removed", see, [["taxi", "浙L·T1234"]], []);
    await engine.call("subjects.restore", { subjectId });
    await goesBackAndForth("subject-restored", see, [], [["taxi", "浙L·T1234"]]);
  });

  it("covers statements", async () => {
    const see = (file: CaseFile) => file.statements.map(({ speaker, text, fromMs }) => [speaker, text, fromMs]);
    const { statementId } = await engine.call("statements.add", { caseId, speaker: "driver", text: "The boot stayed shut." });
    await goesBackAndForth("statement-added", see, [], [["driver", "The boot stayed shut.", null]]);
    await engine.call("statements.update", { statementId, speaker: "driver", text: "The boot stayed shut.", fromMs: T0, toMs: T0 + MINUTE_MS });
    await goesBackAndForth("statement-changed", see, [["driver", "The boot stayed shut.", null]], [["driver", "The boot stayed shut.", T0]]);
    await engine.call("statements.remove", { statementId });
    await goesBackAndForth("statement-removed", see, [["driver", "The boot stayed shut.", T0]], []);
    await engine.call("statements.restore", { statementId });
    await goesBackAndForth("statement-restored", see, [], [["driver", "The boot stayed shut.", T0]]);
  });

  it("covers findings, by assessments that are added: none is ever lost", async () => {
    const see = (file: CaseFile) => file.statements.map(({ finding, pinIds, note }) => [finding, pinIds, note]);
    const { statementId } = await engine.call("statements.add", { caseId, speaker: "driver", text: "The boot stayed shut." });
    await engine.call("statements.assess", { statementId, finding: "not-observable", note: "turned away" });
    await goesBackAndForth("statement-assessed", see, [[null, [], null]], [["not-observable", [], "turned away"]]);
    await engine.call("statements.assess", { statementId, finding: "contradicted", pinIds: [pinId] });
    await goesBackAndForth("statement-assessed", see, [["not-observable", [], "turned away"]], [["contradicted", [pinId], null]]);
    expect((await read()).statements[0]!.assessments.map(({ finding }) => finding)).toEqual(["not-observable", null, "not-observable", "contradicted", "not-observable", "contradicted"]);
  });

  it("keeps a pin that a finding rests on, and brings a finding back whose pin has gone", async () => {
    const { statementId } = await engine.call("statements.add", { caseId, speaker: "driver", text: "The boot stayed shut." });
    await engine.call("statements.assess", { statementId, finding: "contradicted", pinIds: [pinId] });
    const { changes } = await engine.call("changes.list", { caseId });
    const pinAdded = changes.find(({ kind }) => kind === "pin-added")!;
    await expect(undo(pinAdded.changeId)).rejects.toMatchObject({ code: "change-needed" });
    await engine.call("pins.remove", { pinId });
    await engine.call("statements.assess", { statementId, finding: null });
    await undo();
    expect((await read()).statements[0]).toMatchObject({ finding: "contradicted", pinIds: [pinId] });
  });

  it("covers facts, and a table of them as one change", async () => {
    const see = (file: CaseFile) => file.facts.map(({ text, uncertaintyMs }) => [text, uncertaintyMs]);
    const { factId } = await engine.call("facts.add", { caseId, text: "paid at stall", fromMs: T0, uncertaintyMs: 1_000 });
    await goesBackAndForth("fact-added", see, [], [["paid at stall", 1_000]]);
    await engine.call("facts.update", { factId, text: "paid at stall", fromMs: T0, uncertaintyMs: 500.5 });
    await goesBackAndForth("fact-changed", see, [["paid at stall", 1_000]], [["paid at stall", 500.5]]);
    await engine.call("facts.remove", { factId });
    await goesBackAndForth("fact-removed", see, [["paid at stall", 500.5]], []);
    await engine.call("facts.restore", { factId });
    await goesBackAndForth("fact-restored", see, [], [["paid at stall", 500.5]]);
    await engine.call("facts.import", { caseId, text: "time,what\n2021-11-12 14:01:00,toll north\n2021-11-12 14:02:00,toll south\n" });
    await goesBackAndForth("facts-imported", see, [["paid at stall", 500.5]], [["paid at stall", 500.5], ["toll north", null], ["toll south", null]]);
  });

  it("says nothing of a table that entered nothing", async () => {
    await engine.call("facts.import", { caseId, text: "time,what\nnever,toll\n" });
    expect((await engine.call("changes.list", { caseId })).undoable).toMatchObject({ kind: "pin-added" });
  });

  it("covers the story and the order of its sections", async () => {
    const see = (file: CaseFile) => file.story.map(({ title, text }) => [title, text]);
    const { sectionId } = await engine.call("story.save", { caseId, title: "", text: "At the stall [[pin:1]]" });
    await goesBackAndForth("section-added", see, [], [["", "At the stall [[pin:1]]"]]);
    await engine.call("story.save", { caseId, sectionId, title: "Stall", text: "At the stall" });
    await goesBackAndForth("section-changed", see, [["", "At the stall [[pin:1]]"]], [["Stall", "At the stall"]]);
    const second = await engine.call("story.save", { caseId, title: "Taxi", text: "" });
    await engine.call("story.order", { caseId, sectionIds: [second.sectionId] });
    await goesBackAndForth("story-ordered", see, [["Stall", "At the stall"], ["Taxi", ""]], [["Taxi", ""], ["Stall", "At the stall"]]);
    await engine.call("story.remove", { sectionId });
    await goesBackAndForth("section-removed", see, [["Taxi", ""], ["Stall", "At the stall"]], [["Taxi", ""]]);
    await engine.call("story.restore", { sectionId });
    await goesBackAndForth("section-restored", see, [["Taxi", ""]], [["Taxi", ""], ["Stall", "At the stall"]]);
  });

  it("refuses to do an edit again on a text that has gone back further since", async () => {
    const { factId } = await engine.call("facts.add", { caseId, text: "a" });
    await engine.call("facts.update", { factId, text: "b" });
    await engine.call("facts.update", { factId, text: "c" });
    const last = (await engine.call("changes.list", { caseId })).undoable!;
    await undo();
    await undo();
    await expect(redo(last.changeId)).rejects.toMatchObject({ code: "change-overtaken" });
    expect((await read()).facts[0]!.text).toBe("a");
  });
});
