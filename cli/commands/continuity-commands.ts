// What follows from a case's observations: `continuity`, `look-next`, `access`, `eliminate`.

import type { Continuity, Loss } from "../../contract/continuity.ts";
import type { CaseFile } from "../../contract/reconstruction.ts";
import { durationText } from "../../contract/time-text.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { caseIdOf } from "../case-lookup.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { required, text, texts, time, wholeNumber } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

const askedCameras = (given: readonly string[]): string[] | null => (given.length === 0 ? null : [...given]);

function lossRow(loss: Loss, library: OpenLibrary): object {
  return {
    ...loss, fromIso: library.iso(loss.fromMs), toIso: library.iso(loss.toMs),
    footage: loss.footage.map((part) => ({ ...part, startIso: library.iso(part.startMs), endIso: library.iso(part.endMs) })),
    blind: loss.blind.map((part) => ({ ...part, startIso: library.iso(part.startMs), endIso: library.iso(part.endMs) })),
  };
}

function continuityRow(found: Continuity, library: OpenLibrary): object {
  const { spans, gaps, loss, contradictions, ...more } = found;
  const ranged = <R extends { readonly startMs: number; readonly endMs: number }>(range: R): object => ({ ...range, startIso: library.iso(range.startMs), endIso: library.iso(range.endMs) });
  return {
    ...more, spans: spans.map(ranged), gaps: gaps.map(ranged), loss: loss.map((one) => lossRow(one, library)),
    contradictions: contradictions.map((one) => ({ ...one, atIso: library.iso(one.atMs) })),
  };
}

function spanTable(found: Continuity, library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  return textTable(
    [
      left(sentences.say("columns.from")), left(sentences.say("columns.to")), left(sentences.say("columns.uncertainty")), left(sentences.say("columns.state")), right(sentences.say("columns.count")),
      left(sentences.say("columns.camera")), left(sentences.say("columns.holder")), left(sentences.say("columns.container")), left(sentences.say("columns.place")),
    ],
    found.spans.map((span) => [
      sentences.time(span.startMs, library.timezone), span.endMs === span.startMs ? sentences.orNothing(null) : sentences.time(span.endMs, library.timezone),
      sentences.uncertainty(span.uncertaintyMs), sentences.word("observation", span.state), sentences.orNothing(span.count),
      sentences.orNothing(span.cameraId), sentences.orNothing(span.holder), sentences.orNothing(span.container), sentences.orNothing(span.place),
    ]),
  );
}

/** One interval of loss in sentences. */
function lossLines(loss: Loss, number: number, pins: CaseFile["pins"], library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  const say = sentences.say.bind(sentences);
  const at = (ms: number): string => sentences.time(ms, library.timezone);
  const titleOf = new Map(pins.map((pin) => [pin.pinId, pin.title]));
  const head = say("results.loss", {
    number, fromCount: loss.fromCount ?? say("results.some"), toCount: loss.toCount, from: at(loss.fromMs), to: at(loss.toMs),
    fromSure: sentences.uncertainty(loss.fromUncertaintyMs), toSure: sentences.uncertainty(loss.toUncertaintyMs), length: durationText(loss.toMs - loss.fromMs),
  });
  const details = [
    ...(loss.place === null ? [] : [say("results.lossPlace", { place: loss.place })]),
    ...(loss.isOrderEstablished ? [loss.marginMs === null ? say("results.lossOneClock") : say("results.lossMargin", { margin: durationText(loss.marginMs) })] : [say("results.lossUnsure")]),
    ...(loss.restsOnStatement ? [say("results.lossStatement")] : []),
    ...(loss.footageOnly === null ? [] : [say("results.lossFootageOnly", { from: at(loss.footageOnly.fromMs), to: at(loss.footageOnly.toMs) })]),
    ...(loss.isPlaceAssumed ? [say("results.lossPlaceAssumed")] : []),
    ...(loss.isFromElsewhere ? [say("results.lossElsewhere")] : []),
    ...loss.footage.map((part) => say("results.lossFootage", {
      camera: part.cameraId, basis: sentences.word("viewBasis", part.basis), from: at(part.startMs), to: at(part.endMs), watched: durationText(part.watchedMs),
    })),
    ...(loss.blindMs === 0 ? [] : [say("results.lossBlind", { length: durationText(loss.blindMs) })]),
    ...loss.blind.map((part) => say("results.lossBlindPart", {
      from: at(part.startMs), to: at(part.endMs), causes: part.causes.map((one) => `${one.cameraId} ${sentences.word("gap", one.cause)}`).join(", ") || sentences.word("reportCause", "no-camera"),
    })),
    ...loss.pins.map((pin) => [
      say("results.lossPin", { pin: `${pin.pinId} ${titleOf.get(pin.pinId) ?? ""}`.trim(), relation: sentences.word("relation", pin.relation) }),
      ...(pin.marginMs === null ? [] : [say("results.unlessWrong", { margin: durationText(pin.marginMs) })]),
    ].join(" · ")),
  ];
  return [head, ...details.map((line) => `   ${line}`)];
}

function continuityLines(found: Continuity, pins: CaseFile["pins"], library: OpenLibrary, context: CommandContext): readonly string[] {
  const { sentences } = context;
  if (found.spans.length === 0) return [sentences.say("results.noObservations")];
  return [
    ...spanTable(found, library, context), "",
    ...(found.loss.length === 0 ? [sentences.say("results.noLoss")] : found.loss.flatMap((loss, i) => lossLines(loss, i + 1, pins, library, context))),
    ...(found.contradictions.length === 0 && found.warnings.length === 0 ? [] : [""]),
    ...found.contradictions.map((one) => `! ${sentences.time(one.atMs, library.timezone)}  ${sentences.word("contradiction", one.code)}  (${one.observationIds.join(", ")})`),
    ...found.warnings.map((one) => `! ${one.cameraId === null ? "" : `${one.cameraId}: `}${sentences.word("warning", one.code)}  (${one.observationIds.slice(0, 20).join(", ")}${one.observationIds.length > 20 ? ", …" : ""})`),
  ];
}

const question = { case: required(text("N", "case")), exhibit: required(wholeNumber("ID", "exhibit", 1)), camera: texts("ID", "askedCameras") };

export const continuity = command({
  name: "continuity",
  options: question,
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    const caseId = await caseIdOf(library, options.case);
    const found = await library.call("continuity.read", { caseId, exhibitId: options.exhibit, cameraIds: askedCameras(options.camera) });
    const { pins } = await library.call("cases.read", { caseId });
    return answer(continuityRow(found, library), () => continuityLines(found, pins, library, context));
  },
});

export const lookNext = command({
  name: "look-next",
  options: { ...question, limit: wholeNumber("N", "limit", 1, 200) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const found = await library.call("continuity.lookNext", {
      caseId: await caseIdOf(library, options.case), exhibitId: options.exhibit, cameraIds: askedCameras(options.camera), ...(options.limit === null ? {} : { limit: options.limit }),
    });
    const rows = found.map((look) => ({ ...look, startIso: library.iso(look.startMs), endIso: library.iso(look.endMs), atIso: library.iso(look.atMs) }));
    return answer(rows, () => (found.length === 0 ? [sentences.say("results.noLooks")] : textTable(
      [
        left(sentences.say("columns.camera")), left(sentences.say("columns.lookAt")), left(sentences.say("columns.from")), left(sentences.say("columns.to")),
        right(sentences.say("columns.leaves")), left(sentences.say("columns.view")), left(sentences.say("columns.why")),
      ],
      found.map((look) => [
        look.cameraId, sentences.time(look.atMs, library.timezone), sentences.time(look.startMs, library.timezone), sentences.time(look.endMs, library.timezone),
        durationText(look.leavesMs), sentences.word("viewBasis", look.basis), sentences.word("lookNext", look.isTurn ? "turn" : look.why),
      ]),
    )));
  },
});

export const access = command({
  name: "access",
  options: { ...question, loss: wholeNumber("N", "lossNumber", 1) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const found = await library.call("continuity.access", {
      caseId: await caseIdOf(library, options.case), exhibitId: options.exhibit, cameraIds: askedCameras(options.camera), lossIndex: options.loss === null ? null : options.loss - 1,
    });
    const rows = found.map((one) => ({ ...one, firstIso: library.iso(one.firstMs), lastIso: library.iso(one.lastMs) }));
    return answer(rows, () => (found.length === 0 ? [sentences.say("results.nobodyNear")] : textTable(
      [left(sentences.say("columns.who")), left(sentences.say("columns.kind")), left(sentences.say("columns.from")), left(sentences.say("columns.to")), left(sentences.say("columns.pins")), left(sentences.say("columns.observations"))],
      found.map((one) => [
        one.label, sentences.word("subject", one.kind), sentences.time(one.firstMs, library.timezone), sentences.time(one.lastMs, library.timezone),
        one.pinIds.join(", "), one.observationIds.join(", "),
      ]),
    )));
  },
});

const percent = (share: number): string => (share * 100).toFixed(1);

export const eliminate = command({
  name: "eliminate",
  options: { from: required(time("from")), to: required(time("to")), camera: texts("ID", "askedCameras") },
  run: async (context, options) => {
    const { sentences } = context;
    if (options.camera.length === 0) throw new CommandLineError("option-missing", { name: "camera", placeholder: "ID" });
    const library = await context.openLibrary("reading");
    const fromMs = library.trueFromText(options.from);
    const toMs = library.trueFromText(options.to);
    if (fromMs >= toMs) throw new CommandLineError("from-after-to");
    const found = await library.call("continuity.eliminate", { cameraIds: [...options.camera], fromMs, toMs });
    const iso = <R extends { readonly startMs: number; readonly endMs: number }>(range: R) => ({ ...range, startIso: library.iso(range.startMs), endIso: library.iso(range.endMs) });
    const row = {
      ...found, fromIso: library.iso(found.fromMs), toIso: library.iso(found.toMs), uncovered: found.uncovered.map(iso),
      longestUncovered: found.longestUncovered === null ? null : iso(found.longestUncovered), longestUnwatched: found.longestUnwatched === null ? null : iso(found.longestUnwatched),
    };
    return answer(row, () => [
      sentences.say("results.covered", { share: percent(found.coveredShare), length: durationText(toMs - fromMs) }),
      ...(found.longestUncovered === null ? [] : [sentences.say("results.longestUncovered", {
        from: sentences.time(found.longestUncovered.startMs, library.timezone), to: sentences.time(found.longestUncovered.endMs, library.timezone),
        length: durationText(found.longestUncovered.endMs - found.longestUncovered.startMs),
      })]),
      sentences.say("results.watchedShare", { share: percent(found.watchedShare) }),
      sentences.say("results.notAYes"),
    ]);
  },
});
