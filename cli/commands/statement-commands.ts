// What people said: `person …`, `statement …`, `story …`. What is known beside footage is fact-commands.ts.

import { finding, subjectKind, testimonyKind, type Statement } from "../../contract/reconstruction.ts";
import { piecesOf } from "../../contract/story-text.ts";
import { answer, command } from "../command.ts";
import { caseIdOf, idFromWord } from "../case-lookup.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { choice, flag, required, text, texts, time, wholeNumber } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

/** @throws CommandLineError where the word is no id */
export function requiredId(word: string): number {
  const id = idFromWord(word);
  if (id === null) throw new CommandLineError("argument-no-id", { text: word });
  return id;
}

export const personAdd = command({
  name: "person add",
  options: { case: required(text("N", "case")), label: required(text("TEXT", "personLabel")), kind: choice(subjectKind.options, "personKind"), plate: text("TEXT", "plate"), note: text("TEXT", "note") },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const made = await library.call("subjects.add", { caseId: await caseIdOf(library, options.case), label: options.label, plate: options.plate, note: options.note, ...(options.kind === null ? {} : { kind: options.kind }) });
    return answer(made, () => [context.sentences.say("results.personAdded", { subjectId: made.subjectId, label: made.label })]);
  },
});

export const personList = command({
  name: "person list",
  options: { case: required(text("N", "case")) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const { subjects } = await library.call("cases.read", { caseId: await caseIdOf(library, options.case) });
    return answer(subjects, () => (subjects.length === 0 ? [sentences.say("results.nobody")] : textTable(
      [right(sentences.say("columns.changeNo")), left(sentences.say("columns.kind")), left(sentences.say("columns.label")), left(sentences.say("columns.plate")), left(sentences.say("columns.note"))],
      subjects.map((one) => [String(one.subjectId), sentences.word("subject", one.kind), one.label, sentences.orNothing(one.plate), sentences.orNothing(one.note)]),
    )));
  },
});

export const personRemove = command({
  name: "person remove",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { undo: flag("undo") },
  run: async (context, options, words) => {
    const subjectId = requiredId(words[0]!);
    const library = await context.openLibrary("writing");
    await library.call(options.undo ? "subjects.restore" : "subjects.remove", { subjectId });
    return answer({ subjectId }, () => [context.sentences.say(options.undo ? "results.personBack" : "results.personRemoved", { subjectId })]);
  },
});

function statementRow(statement: Statement, library: OpenLibrary): object {
  return {
    ...statement, fromIso: library.iso(statement.fromMs), toIso: library.iso(statement.toMs), madeIso: library.iso(statement.madeMs),
    assessments: statement.assessments.map((one) => ({ ...one, createdIso: library.iso(one.createdMs) })),
  };
}

export const statementAdd = command({
  name: "statement add",
  options: {
    case: required(text("N", "case")), by: required(text("NAME", "speaker")), text: required(text("TEXT", "statementText")),
    from: time("statementFrom"), to: time("statementTo"), made: time("statementMade"), kind: choice(testimonyKind.options, "testimony"),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const [fromMs, toMs] = [library.trueFromText(options.from), library.trueFromText(options.to)];
    // A statement of one moment may be given as a stretch without length.
    if (fromMs !== null && toMs !== null && fromMs > toMs) throw new CommandLineError("from-after-to");
    const made = await library.call("statements.add", {
      caseId: await caseIdOf(library, options.case), speaker: options.by, text: options.text, fromMs, toMs: toMs === fromMs ? null : toMs, madeMs: library.trueFromText(options.made),
      ...(options.kind === null ? {} : { kind: options.kind }),
    });
    return answer(statementRow(made, library), () => [context.sentences.say("results.statementAdded", { statementId: made.statementId })]);
  },
});

export const statementAssess = command({
  name: "statement assess",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { finding: required(choice(finding.options, "finding")), pin: texts("ID", "shownBy"), note: text("TEXT", "note") },
  run: async (context, options, words) => {
    const { sentences } = context;
    const statementId = requiredId(words[0]!);
    const pinIds = options.pin.flatMap((given) => given.split(",")).map((word) => requiredId(word.trim()));
    const library = await context.openLibrary("writing");
    const made = await library.call("statements.assess", { statementId, finding: options.finding, pinIds, note: options.note });
    return answer(statementRow(made, library), () => [sentences.say("results.statementAssessed", { statementId, finding: sentences.word("finding", options.finding) })]);
  },
});

export const statementList = command({
  name: "statement list",
  options: { case: required(text("N", "case")) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const { statements } = await library.call("cases.read", { caseId: await caseIdOf(library, options.case) });
    return answer(statements.map((one) => statementRow(one, library)), () => (statements.length === 0 ? [sentences.say("results.noStatements")] : textTable(
      [right(sentences.say("columns.changeNo")), left(sentences.say("columns.who")), left(sentences.say("columns.from")), left(sentences.say("columns.finding")), left(sentences.say("columns.pins")), left(sentences.say("columns.text"))],
      statements.map((one) => [
        String(one.statementId), one.speaker, sentences.time(one.fromMs, library.timezone), sentences.word("finding", one.finding ?? "none"), one.pinIds.join(", "), one.text,
      ]),
    )));
  },
});

export const storyWrite = command({
  name: "story write",
  options: { case: required(text("N", "case")), title: text("TEXT", "sectionTitle"), text: required(text("TEXT", "storyText")), section: wholeNumber("ID", "section", 1) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("writing");
    const made = await library.call("story.save", { caseId: await caseIdOf(library, options.case), sectionId: options.section, title: options.title ?? "", text: options.text });
    return answer(made, () => [
      sentences.say("results.sectionWritten", { sectionId: made.sectionId, citations: made.citations.length }),
      ...made.citations.filter((one) => one.title === null).map((one) => sentences.say("results.citationLost", { token: one.token })),
    ]);
  },
});

export const storyShow = command({
  name: "story show",
  options: { case: required(text("N", "case")) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const { story } = await library.call("cases.read", { caseId: await caseIdOf(library, options.case) });
    const rows = story.map((section) => ({ ...section, citations: section.citations.map((one) => ({ ...one, startIso: library.iso(one.startMs), endIso: library.iso(one.endMs) })) }));
    return answer(rows, () => (story.length === 0 ? [sentences.say("results.noStory")] : story.flatMap((section) => {
      const told = piecesOf(section).map((one) => (typeof one === "string" ? one : one.title === null ? sentences.say("results.citationLost", { token: one.token })
        : one.startMs === null ? one.title : `${one.title} (${sentences.time(one.startMs, library.timezone)})`)).join("");
      return [...(section.title === "" ? [] : [section.title]), ...told.split(/\r?\n/), ""];
    })));
  },
});
