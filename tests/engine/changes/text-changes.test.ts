// Undo of what is written beside the footage: people and vehicles, statements and their findings, facts, the story. Each goes back
// and forth, with the library closed and opened in between.

import { beforeEach, describe, expect, it } from "vitest";
import type { CaseFile } from "../../../contract/reconstruction.ts";
import { reopenedEngine } from "../../support/made-for-each.ts";
import { MINUTE_MS, T0 } from "../../support/made-library.ts";

const made = reopenedEngine([{ name: "ch01_20211112140000.mp4", startMs: T0, durationMs: 10 * MINUTE_MS }]);
const { undo, redo, restart } = made;
const caseId = 1;
let pinId: number;
beforeEach(async () => {
  ({ pinId } = await made.engine.call("pins.add", { caseId, cameraId: "c1", startMs: T0, endMs: T0 + 1_000, title: "boot opens" }));
});

const read = (): Promise<CaseFile> => made.engine.call("cases.read", { caseId });

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
    const { subjectId } = await made.engine.call("subjects.add", { caseId, kind: "vehicle", label: "taxi" });
    await goesBackAndForth("subject-added", see, [], [["taxi", null]]);
    await made.engine.call("subjects.update", { subjectId, kind: "vehicle", label: "taxi", plate: "浙L·T1234" });
    await goesBackAndForth("subject-changed", see, [["taxi", null]], [["taxi", "浙L·T1234"]]);
    await made.engine.call("subjects.remove", { subjectId });
    await goesBackAndForth("subject-removed", see, [["taxi", "浙L·T1234"]], []);
    await made.engine.call("subjects.restore", { subjectId });
    await goesBackAndForth("subject-restored", see, [], [["taxi", "浙L·T1234"]]);
  });

  it("covers statements", async () => {
    const see = (file: CaseFile) => file.statements.map(({ speaker, text, fromMs }) => [speaker, text, fromMs]);
    const { statementId } = await made.engine.call("statements.add", { caseId, speaker: "driver", text: "The boot stayed shut." });
    await goesBackAndForth("statement-added", see, [], [["driver", "The boot stayed shut.", null]]);
    await made.engine.call("statements.update", { statementId, speaker: "driver", text: "The boot stayed shut.", fromMs: T0, toMs: T0 + MINUTE_MS });
    await goesBackAndForth("statement-changed", see, [["driver", "The boot stayed shut.", null]], [["driver", "The boot stayed shut.", T0]]);
    await made.engine.call("statements.remove", { statementId });
    await goesBackAndForth("statement-removed", see, [["driver", "The boot stayed shut.", T0]], []);
    await made.engine.call("statements.restore", { statementId });
    await goesBackAndForth("statement-restored", see, [], [["driver", "The boot stayed shut.", T0]]);
  });

  it("covers findings, by assessments that are added: none is ever lost", async () => {
    const see = (file: CaseFile) => file.statements.map(({ finding, pinIds, note }) => [finding, pinIds, note]);
    const { statementId } = await made.engine.call("statements.add", { caseId, speaker: "driver", text: "The boot stayed shut." });
    await made.engine.call("statements.assess", { statementId, finding: "not-observable", note: "turned away" });
    await goesBackAndForth("statement-assessed", see, [[null, [], null]], [["not-observable", [], "turned away"]]);
    await made.engine.call("statements.assess", { statementId, finding: "contradicted", pinIds: [pinId] });
    await goesBackAndForth("statement-assessed", see, [["not-observable", [], "turned away"]], [["contradicted", [pinId], null]]);
    expect((await read()).statements[0]!.assessments.map(({ finding }) => finding)).toEqual(["not-observable", null, "not-observable", "contradicted", "not-observable", "contradicted"]);
  });

  it("keeps a pin that a finding rests on, and brings a finding back whose pin has gone", async () => {
    const { statementId } = await made.engine.call("statements.add", { caseId, speaker: "driver", text: "The boot stayed shut." });
    await made.engine.call("statements.assess", { statementId, finding: "contradicted", pinIds: [pinId] });
    const { changes } = await made.engine.call("changes.list", { caseId });
    const pinAdded = changes.find(({ kind }) => kind === "pin-added")!;
    await expect(undo(pinAdded.changeId)).rejects.toMatchObject({ code: "change-needed" });
    await made.engine.call("pins.remove", { pinId });
    await made.engine.call("statements.assess", { statementId, finding: null });
    await undo();
    expect((await read()).statements[0]).toMatchObject({ finding: "contradicted", pinIds: [pinId] });
  });

  it("covers facts, and a table of them as one change", async () => {
    const see = (file: CaseFile) => file.facts.map(({ text, uncertaintyMs }) => [text, uncertaintyMs]);
    const { factId } = await made.engine.call("facts.add", { caseId, text: "paid at stall", fromMs: T0, uncertaintyMs: 1_000 });
    await goesBackAndForth("fact-added", see, [], [["paid at stall", 1_000]]);
    await made.engine.call("facts.update", { factId, text: "paid at stall", fromMs: T0, uncertaintyMs: 500.5 });
    await goesBackAndForth("fact-changed", see, [["paid at stall", 1_000]], [["paid at stall", 500.5]]);
    await made.engine.call("facts.remove", { factId });
    await goesBackAndForth("fact-removed", see, [["paid at stall", 500.5]], []);
    await made.engine.call("facts.restore", { factId });
    await goesBackAndForth("fact-restored", see, [], [["paid at stall", 500.5]]);
    await made.engine.call("facts.import", { caseId, text: "time,what\n2021-11-12 14:01:00,toll north\n2021-11-12 14:02:00,toll south\n" });
    await goesBackAndForth("facts-imported", see, [["paid at stall", 500.5]], [["paid at stall", 500.5], ["toll north", null], ["toll south", null]]);
  });

  it("says nothing of a table that entered nothing", async () => {
    await made.engine.call("facts.import", { caseId, text: "time,what\nnever,toll\n" });
    expect((await made.engine.call("changes.list", { caseId })).undoable).toMatchObject({ kind: "pin-added" });
  });

  it("covers the story and the order of its sections", async () => {
    const see = (file: CaseFile) => file.story.map(({ title, text }) => [title, text]);
    const { sectionId } = await made.engine.call("story.save", { caseId, title: "", text: "At the stall [[pin:1]]" });
    await goesBackAndForth("section-added", see, [], [["", "At the stall [[pin:1]]"]]);
    await made.engine.call("story.save", { caseId, sectionId, title: "Stall", text: "At the stall" });
    await goesBackAndForth("section-changed", see, [["", "At the stall [[pin:1]]"]], [["Stall", "At the stall"]]);
    const second = await made.engine.call("story.save", { caseId, title: "Taxi", text: "" });
    await made.engine.call("story.order", { caseId, sectionIds: [second.sectionId] });
    await goesBackAndForth("story-ordered", see, [["Stall", "At the stall"], ["Taxi", ""]], [["Taxi", ""], ["Stall", "At the stall"]]);
    await made.engine.call("story.remove", { sectionId });
    await goesBackAndForth("section-removed", see, [["Taxi", ""], ["Stall", "At the stall"]], [["Taxi", ""]]);
    await made.engine.call("story.restore", { sectionId });
    await goesBackAndForth("section-restored", see, [["Taxi", ""]], [["Taxi", ""], ["Stall", "At the stall"]]);
  });

  it("refuses to do an edit again on a text that has gone back further since", async () => {
    const { factId } = await made.engine.call("facts.add", { caseId, text: "a" });
    await made.engine.call("facts.update", { factId, text: "b" });
    await made.engine.call("facts.update", { factId, text: "c" });
    const last = (await made.engine.call("changes.list", { caseId })).undoable!;
    await undo();
    await undo();
    await expect(redo(last.changeId)).rejects.toMatchObject({ code: "change-overtaken" });
    expect((await read()).facts[0]!.text).toBe("a");
  });
});
