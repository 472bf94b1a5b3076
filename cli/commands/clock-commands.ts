// `clock add`, `clock show`, `clock remove`: readings of a recorder's clock. What follows from them is the engine's part.

import type { OutputOf } from "../../contract/methods.ts";
import { TIE_MOVED_MS } from "../../contract/time.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { answer, command, type Answer } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { flag, required, text, time, wholeNumber } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

type Epochs = OutputOf<"clock.read">["epochs"];

function epochRows(epochs: Epochs, library: OpenLibrary): readonly object[] {
  return epochs.map((epoch) => ({
    ...epoch,
    readings: epoch.readings.map((reading) => ({
      ...reading, cameraIso: library.iso(reading.cameraMs), trueIso: library.iso(reading.trueMs), atIso: library.iso(reading.atMs),
      tie: reading.tie === null ? null : { ...reading.tie, trueIso: library.iso(reading.tie.trueMs), nowTrueIso: library.iso(reading.tie.nowTrueMs) },
    })),
  }));
}

/** Where a reading came from, if from another camera, and whether that one has since been corrected otherwise. */
function tieLines({ readingId, tie }: Epochs[number]["readings"][number], library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  if (tie === null) return [];
  const from = sentences.say("results.tie", { readingId, camera: tie.cameraName, time: sentences.time(tie.cameraMs, library.timezone) });
  const movedMs = tie.nowTrueMs - tie.trueMs;
  if (Math.abs(movedMs) < TIE_MOVED_MS) return [from];
  return [from, sentences.say("results.tieMoved", { readingId, camera: tie.cameraName, amount: lengthWords(movedMs, sentences.common.bind(sentences)) })];
}

function epochLines(epochs: Epochs, library: OpenLibrary, context: CommandContext): readonly string[] {
  const { sentences } = context;
  if (epochs.every((epoch) => epoch.readings.length === 0)) return [sentences.say("results.neverRead")];
  return epochs.flatMap((epoch) => [
    sentences.say("results.epoch", {
      epochId: epoch.epochId, error: sentences.clockError(epoch.errorMs), uncertainty: sentences.uncertainty(epoch.uncertaintyMs),
      drift: epoch.driftPpm === null ? sentences.orNothing(null) : sentences.common("clock.drift", { ppm: epoch.driftPpm.toFixed(1) }),
    }),
    ...(epoch.readings.length === 0 ? [] : textTable(
      [
        right(sentences.say("columns.reading")), left(sentences.say("columns.cameraTime")), left(sentences.say("columns.trueTime")),
        left(sentences.say("columns.uncertainty")), left(sentences.say("columns.by")), left(sentences.say("columns.method")),
      ],
      epoch.readings.map((reading) => [
        String(reading.readingId), sentences.time(reading.cameraMs, library.timezone), sentences.time(reading.trueMs, library.timezone),
        sentences.uncertainty(reading.uncertaintyMs), reading.by, reading.method,
      ]),
    )),
    ...epoch.readings.flatMap((reading) => tieLines(reading, library, context)),
  ]);
}

function clockAnswer(epochs: Epochs, library: OpenLibrary, context: CommandContext, facts: object = {}): Answer {
  return answer({ ...facts, epochs: epochRows(epochs, library) }, () => epochLines(epochs, library, context));
}

export const clockAdd = command({
  name: "clock add",
  options: {
    camera: required(text("ID", "camera")),
    "camera-time": required(time("cameraTime")),
    "true-time": required(time("trueTime")),
    "uncertainty-ms": wholeNumber("N", "uncertaintyMs", 0, 86_400_000),
    method: text("TEXT", "method"),
    "new-epoch": flag("newEpoch"),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const { readingId, epochs } = await library.call("clock.add", {
      cameraId: options.camera,
      cameraMs: library.cameraFromText(options["camera-time"]), trueMs: library.trueFromText(options["true-time"]),
      uncertaintyMs: options["uncertainty-ms"], method: options.method, newEpoch: options["new-epoch"],
    });
    return clockAnswer(epochs, library, context, { readingId });
  },
});

export const clockSame = command({
  name: "clock same",
  options: {
    camera: required(text("ID", "camera")), at: required(time("sameAt")),
    "other-camera": required(text("ID", "otherCamera")), "other-at": required(time("otherAt")),
    "spread-ms": wholeNumber("N", "spreadMs", 0, 86_400_000),
    method: text("TEXT", "method"),
    "new-epoch": flag("newEpoch"),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const { readingId, epochs } = await library.call("clock.addSameMoment", {
      cameraId: options.camera, atMs: library.trueFromText(options.at),
      other: { cameraId: options["other-camera"], atMs: library.trueFromText(options["other-at"]) },
      ...(options["spread-ms"] === null ? {} : { spreadMs: options["spread-ms"] }), method: options.method, newEpoch: options["new-epoch"],
    });
    return clockAnswer(epochs, library, context, { readingId });
  },
});

export const clockShow = command({
  name: "clock show",
  options: { camera: required(text("ID", "camera")) },
  run: async (context, options) => {
    const library = await context.openLibrary("reading");
    const { epochs } = await library.call("clock.read", { cameraId: options.camera });
    return clockAnswer(epochs, library, context);
  },
});

export const clockRemove = command({
  name: "clock remove",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: {},
  run: async (context, _options, words) => {
    const readingId = Number(words[0]);
    if (!Number.isSafeInteger(readingId) || readingId <= 0) throw new CommandLineError("argument-no-id", { text: words[0]! });
    const library = await context.openLibrary("writing");
    const { epochs } = await library.call("clock.remove", { readingId });
    return clockAnswer(epochs, library, context);
  },
});
