// Exhibits and what was observed of them: `exhibit …`, `observe …`.

import { AppError } from "../../contract/errors.ts";
import { observationState, type Exhibit, type Observation } from "../../contract/model.ts";
import { answer, command } from "../command.ts";
import { caseIdOf } from "../case-lookup.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { choice, flag, required, text, texts, time, wholeNumber, type OptionValues } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";
import { requiredId } from "./statement-commands.ts";

const pictureOptions = { "picture-camera": text("ID", "exhibitPictureCamera"), "picture-at": time("exhibitPictureAt") };

/** The frame that pictures it; undefined where none is named. @throws CommandLineError where only half of it is */
function pictureOf(options: OptionValues<typeof pictureOptions>, library: OpenLibrary) {
  const { "picture-camera": cameraId, "picture-at": at } = options;
  if (cameraId === null && at === null) return undefined;
  if (cameraId === null) throw new CommandLineError("option-needs", { name: "picture-at", other: "picture-camera" });
  if (at === null) throw new CommandLineError("option-needs", { name: "picture-camera", other: "picture-at" });
  return { cameraId, atMs: library.trueFromText(at) };
}

export const exhibitAdd = command({
  name: "exhibit add",
  options: {
    case: required(text("N", "case")), name: required(text("TEXT", "exhibitName")), count: wholeNumber("N", "exhibitCount", 1), kind: text("TEXT", "exhibitKind"), note: text("TEXT", "note"), ...pictureOptions,
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const picture = pictureOf(options, library) ?? null;
    const exhibit = await library.call("exhibits.add", { caseId: await caseIdOf(library, options.case), name: options.name, count: options.count, kind: options.kind, note: options.note, picture });
    return answer(exhibit, () => [context.sentences.say("results.exhibitAdded", { exhibitId: exhibit.exhibitId, name: exhibit.name })]);
  },
});

/** @throws AppError exhibit-unknown where it is not on the case */
async function exhibitOf(library: OpenLibrary, caseNumber: string, exhibitId: number): Promise<Exhibit> {
  const { exhibits } = await library.call("cases.read", { caseId: await caseIdOf(library, caseNumber) });
  const exhibit = exhibits.find((one) => one.exhibitId === exhibitId);
  if (exhibit === undefined) throw new AppError("exhibit-unknown", { exhibitId });
  return exhibit;
}

export const exhibitChange = command({
  name: "exhibit change",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { case: required(text("N", "case")), name: text("TEXT", "exhibitName"), count: wholeNumber("N", "exhibitCount", 1), kind: text("TEXT", "exhibitKind"), note: text("TEXT", "note"), ...pictureOptions },
  run: async (context, options, words) => {
    const exhibitId = requiredId(words[0]!);
    const library = await context.openLibrary("writing");
    const former = await exhibitOf(library, options.case, exhibitId);
    const picture = pictureOf(options, library);
    const exhibit = await library.call("exhibits.update", {
      exhibitId, name: options.name ?? former.name, count: options.count ?? former.count, kind: options.kind ?? former.kind, note: options.note ?? former.note,
      ...(picture === undefined ? {} : { picture }),
    });
    return answer(exhibit, () => [context.sentences.say("results.exhibitChanged", { exhibitId })]);
  },
});

export const exhibitRetire = command({
  name: "exhibit retire",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { undo: flag("undo") },
  run: async (context, options, words) => {
    const exhibitId = requiredId(words[0]!);
    const library = await context.openLibrary("writing");
    const exhibit = await library.call(options.undo ? "exhibits.restore" : "exhibits.retire", { exhibitId });
    return answer(exhibit, () => [context.sentences.say(options.undo ? "results.exhibitBack" : "results.exhibitRetired", { exhibitId })]);
  },
});

export const exhibitView = command({
  name: "exhibit view",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { camera: texts("ID", "viewCamera"), "no-camera": texts("ID", "noViewCamera"), from: time("viewFrom"), to: time("viewTo"), reset: flag("viewReset") },
  run: async (context, options, words) => {
    const { sentences } = context;
    const exhibitId = requiredId(words[0]!);
    const isAsking = options.camera.length === 0 && options["no-camera"].length === 0 && !options.reset;
    const library = await context.openLibrary(isAsking ? "reading" : "writing");
    const ends = { fromMs: library.trueFromText(options.from), toMs: library.trueFromText(options.to) };
    const former = options.reset ? [] : (await library.call("exhibits.views", { exhibitId })).views;
    const said = [...options.camera.map((cameraId) => ({ cameraId, hasView: true, ...ends })), ...options["no-camera"].map((cameraId) => ({ cameraId, hasView: false, ...ends }))];
    const { views } = isAsking ? { views: former } : await library.call("exhibits.setViews", { exhibitId, views: [...former, ...said] });
    const rows = views.map((view) => ({ ...view, fromIso: library.iso(view.fromMs), toIso: library.iso(view.toMs) }));
    return answer({ exhibitId, views: rows }, () => (views.length === 0 ? [sentences.say("results.noViews")] : views.map((view) =>
      `${view.hasView ? "+" : "−"} ${view.cameraId}  ${sentences.time(view.fromMs, library.timezone)} – ${sentences.time(view.toMs, library.timezone)}`)));
  },
});

/** What an observation may say. */
const observed = {
  at: time("at"), to: time("observedTo"), state: choice(observationState.options, "state"),
  count: wholeNumber("N", "observedCount", 0), camera: text("ID", "observedCamera"), place: text("TEXT", "place"),
  holder: text("TEXT", "holder"), container: text("TEXT", "container"), statement: wholeNumber("ID", "statement", 1),
  "uncertainty-ms": wholeNumber("N", "toldUncertainty", 0), note: text("TEXT", "note"),
};

function observationRow(observation: Observation, library: OpenLibrary): object {
  return { ...observation, atIso: library.iso(observation.atMs), toIso: library.iso(observation.toMs) };
}

export const observe = command({
  name: "observe",
  options: { case: required(text("N", "case")), exhibit: required(wholeNumber("ID", "exhibit", 1)), ...observed, at: required(observed.at), state: required(observed.state) },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const atMs = library.trueFromText(options.at);
    const toMs = library.trueFromText(options.to);
    if (toMs !== null && atMs > toMs) throw new CommandLineError("from-after-to");
    const observation = await library.call("observations.add", {
      caseId: await caseIdOf(library, options.case), exhibitId: options.exhibit, atMs, toMs: toMs === atMs ? null : toMs, state: options.state,
      count: options.count, cameraId: options.camera, place: options.place, holder: options.holder,
      container: options.container, statementId: options.statement, uncertaintyMs: options["uncertainty-ms"], note: options.note,
    });
    return answer(observationRow(observation, library), () => [context.sentences.say("results.observed", { observationId: observation.observationId })]);
  },
});

export const observeChange = command({
  name: "observe change",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { ...observed, reason: required(text("TEXT", "reason")) },
  run: async (context, options, words) => {
    const observationId = requiredId(words[0]!);
    const library = await context.openLibrary("writing");
    const former = (await library.call("observations.history", { observationId })).find((one) => one.observationId === observationId)!;
    const observation = await library.call("observations.revise", {
      observationId, reason: options.reason, atMs: library.trueFromText(options.at) ?? former.atMs, toMs: library.trueFromText(options.to) ?? former.toMs, state: options.state ?? former.state,
      count: options.count ?? former.count, cameraId: options.camera ?? former.cameraId, place: options.place ?? former.place, holder: options.holder ?? former.holder,
      container: options.container ?? former.container, statementId: options.statement ?? former.statementId,
      uncertaintyMs: options["uncertainty-ms"] ?? (former.cameraId === null ? former.uncertaintyMs : null), note: options.note ?? former.note,
    });
    return answer(observationRow(observation, library), () => [context.sentences.say("results.observationRevised", { firstId: observation.firstId, observationId: observation.observationId })]);
  },
});

export const observeWithdraw = command({
  name: "observe withdraw",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { reason: required(text("TEXT", "reason")), undo: flag("undo") },
  run: async (context, options, words) => {
    const observationId = requiredId(words[0]!);
    const library = await context.openLibrary("writing");
    if (options.undo) {
      const observation = await library.call("observations.reinstate", { observationId, reason: options.reason });
      return answer(observationRow(observation, library), () => [context.sentences.say("results.observed", { observationId: observation.observationId })]);
    }
    await library.call("observations.withdraw", { observationId, reason: options.reason });
    return answer({ observationId }, () => [context.sentences.say("results.observationWithdrawn", { observationId })]);
  },
});

function historyLines(revisions: readonly Observation[], library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  return textTable(
    [right(sentences.say("columns.revision")), left(sentences.say("columns.time")), left(sentences.say("columns.state")), right(sentences.say("columns.count")), left(sentences.say("columns.actor")), left(sentences.say("columns.why"))],
    revisions.map((one) => [
      String(one.observationId), sentences.time(one.atMs, library.timezone), sentences.word("observation", one.state), sentences.orNothing(one.count), one.by, sentences.orNothing(one.reason),
    ]),
  );
}

export const observeHistory = command({
  name: "observe history",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: {},
  run: async (context, _options, words) => {
    const library = await context.openLibrary("reading");
    const revisions = await library.call("observations.history", { observationId: requiredId(words[0]!) });
    return answer(revisions.map((one) => observationRow(one, library)), () => historyLines(revisions, library, context));
  },
});
