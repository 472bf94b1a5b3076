// Cases and pins: `case …`, `pin add`. What is reconstructed from them has files of its own.

import type { OutputOf } from "../../contract/methods.ts";
import { answer, command } from "../command.ts";
import { caseIdOf } from "../case-lookup.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { required, text, texts, time } from "../options.ts";
import { left, right, textFacts, textTable } from "../text-table.ts";
import { orderLines, orderRows } from "./order-commands.ts";

type CaseFile = OutputOf<"cases.read">;
type Orders = OutputOf<"order.read">["orders"];
type Pin = CaseFile["pins"][number];

function pinRow(pin: Pin, library: OpenLibrary): object {
  return {
    ...pin,
    startIso: library.iso(pin.startMs), endIso: library.iso(pin.endMs),
    gaps: pin.gaps.map((gap) => ({ ...gap, startIso: library.iso(gap.startMs), endIso: library.iso(gap.endMs) })),
  };
}

function caseRow(file: CaseFile, library: OpenLibrary): object {
  const { caseId, number, title, pins, exhibits, observations, statements, subjects, facts, story, ...more } = file;
  return {
    caseId, number, title, ...more,
    periodFromIso: library.iso(more.periodFromMs), periodToIso: library.iso(more.periodToMs), createdIso: library.iso(more.createdMs),
    pins: pins.map((pin) => pinRow(pin, library)),
    exhibits,
    observations: observations.map((one) => ({ ...one, atIso: library.iso(one.atMs), toIso: library.iso(one.toMs) })),
    statements: statements.map((one) => ({ ...one, fromIso: library.iso(one.fromMs), toIso: library.iso(one.toMs), madeIso: library.iso(one.madeMs) })),
    subjects,
    facts: facts.map((one) => ({ ...one, fromIso: library.iso(one.fromMs), toIso: library.iso(one.toMs) })),
    story,
  };
}

export const caseCreate = command({
  name: "case create",
  options: {
    number: required(text("N", "caseNumber")), title: required(text("T", "caseTitle")),
    cause: text("TEXT", "caseCause"), place: text("TEXT", "casePlace"),
    from: time("caseFrom"), to: time("caseTo"), officer: texts("NAME", "officer"),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const made = await library.call("cases.create", {
      number: options.number, title: options.title, cause: options.cause, place: options.place,
      periodFromMs: library.trueFromText(options.from),
      periodToMs: library.trueFromText(options.to),
      officers: [...options.officer],
    });
    const file: CaseFile = { ...made, pins: [], exhibits: [], observations: [], statements: [], subjects: [], facts: [], story: [] };
    return answer(caseRow(file, library), () => [context.sentences.say("results.caseCreated", { number: made.number, title: made.title })]);
  },
});

export const caseList = command({
  name: "case list",
  options: {},
  run: async (context) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const found: CaseFile[] = [];
    for (const { caseId } of await library.call("cases.list", {})) found.push(await library.call("cases.read", { caseId }));
    return answer(found.map((file) => caseRow(file, library)), () => (found.length === 0 ? [sentences.say("results.noCases")] : textTable(
      [
        left(sentences.say("columns.number")), right(sentences.say("columns.pins")), right(sentences.say("columns.exhibits")),
        left(sentences.say("columns.created")), left(sentences.say("columns.title")),
      ],
      found.map((file) => [file.number, String(file.pins.length), String(file.exhibits.length), sentences.time(file.createdMs, library.timezone), file.title]),
    )));
  },
});

function caseLines(file: CaseFile, orders: Orders, library: OpenLibrary, context: CommandContext): readonly string[] {
  const { sentences } = context;
  const facts: [string, string][] = [
    [sentences.say("columns.number"), file.number],
    [sentences.say("columns.title"), file.title],
    ...(file.cause === null ? [] : [[sentences.say("columns.caseCause"), file.cause] as [string, string]]),
    ...(file.place === null ? [] : [[sentences.say("columns.place"), file.place] as [string, string]]),
  ];
  const pins = textTable(
    [right(sentences.say("columns.pin")), left(sentences.say("columns.camera")), left(sentences.say("columns.from")), left(sentences.say("columns.to")), left(sentences.say("columns.uncertainty")), left(sentences.say("columns.title"))],
    file.pins.map((pin) => [
      String(pin.pinId), pin.cameraId, sentences.time(pin.startMs, library.timezone), sentences.time(pin.endMs, library.timezone),
      sentences.uncertainty(pin.uncertaintyMs), pin.title,
    ]),
  );
  const exhibits = textTable(
    [right(sentences.say("columns.exhibit")), right(sentences.say("columns.count")), left(sentences.say("columns.name"))],
    file.exhibits.map((one) => [String(one.exhibitId), sentences.orNothing(one.count), one.name]),
  );
  const observations = textTable(
    [right(sentences.say("columns.exhibit")), left(sentences.say("columns.time")), left(sentences.say("columns.state")), right(sentences.say("columns.count")), left(sentences.say("columns.camera")), left(sentences.say("columns.note"))],
    file.observations.map((one) => [
      String(one.exhibitId), sentences.time(one.atMs, library.timezone), sentences.word("observation", one.state),
      sentences.orNothing(one.count), sentences.orNothing(one.cameraId), sentences.orNothing(one.note),
    ]),
  );
  const statements = textTable(
    [right(sentences.say("columns.changeNo")), left(sentences.say("columns.who")), left(sentences.say("columns.from")), left(sentences.say("columns.finding")), left(sentences.say("columns.pins")), left(sentences.say("columns.text"))],
    file.statements.map((one) => [String(one.statementId), one.speaker, sentences.time(one.fromMs, library.timezone), sentences.word("finding", one.finding ?? "none"), one.pinIds.join(", "), one.text]),
  );
  const told = textTable(
    [right(sentences.say("columns.changeNo")), left(sentences.say("columns.kind")), left(sentences.say("columns.time")), left(sentences.say("columns.source")), left(sentences.say("columns.text"))],
    file.facts.map((one) => [
      String(one.factId), sentences.word("fact", one.kind), one.fromMs === null ? sentences.orNothing(one.timeText) : sentences.time(one.fromMs, library.timezone), sentences.orNothing(one.source), one.text,
    ]),
  );
  return [
    ...textFacts(facts),
    ...(file.pins.length === 0 ? [] : ["", ...pins]),
    ...(orders.length === 0 ? [] : ["", sentences.common("order.heading"), ...orderLines(orders, library, context)]),
    ...(file.exhibits.length === 0 ? [] : ["", ...exhibits]),
    ...(file.observations.length === 0 ? [] : ["", ...observations]),
    ...(file.statements.length === 0 ? [] : ["", ...statements]),
    ...(file.facts.length === 0 ? [] : ["", ...told]),
  ];
}

export const caseShow = command({
  name: "case show",
  positionals: [{ placeholder: "N", repeats: false }],
  options: {},
  run: async (context, _options, words) => {
    const library = await context.openLibrary("reading");
    const caseId = await caseIdOf(library, words[0]!);
    const file = await library.call("cases.read", { caseId });
    const { orders } = await library.call("order.read", { caseId });
    return answer({ ...caseRow(file, library), orders: orderRows(orders, library) }, () => caseLines(file, orders, library, context));
  },
});

export const pinAdd = command({
  name: "pin add",
  options: {
    case: required(text("N", "case")), camera: required(text("ID", "camera")),
    from: required(time("from")), to: required(time("to")),
    title: required(text("TEXT", "pinTitle")), note: text("TEXT", "note"), tag: texts("T", "tag"),
  },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("writing");
    const startMs = library.trueFromText(options.from);
    const endMs = library.trueFromText(options.to);
    if (startMs > endMs) throw new CommandLineError("from-after-to");
    const pin = await library.call("pins.add", {
      caseId: await caseIdOf(library, options.case), cameraId: options.camera, startMs, endMs,
      title: options.title, note: options.note, tags: [...options.tag],
    });
    return answer(pinRow(pin, library), () => [
      sentences.say("results.pinAdded", { pinId: pin.pinId, files: pin.sources.length }),
      ...pin.gaps.map((gap) => sentences.say("results.pinGap", {
        from: sentences.time(gap.startMs, library.timezone), to: sentences.time(gap.endMs, library.timezone), cause: sentences.word("gap", gap.cause),
      })),
    ]);
  },
});
