// `intake add`, `intake change`, `intake list`: the sheet that is filled where footage is copied off a recorder.

import { resolve } from "node:path";
import type { Intake } from "../../contract/intake.ts";
import type { InputOf } from "../../contract/methods.ts";
import { answer, command, type Answer } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { required, text, texts, time, wholeNumber, type OptionValues } from "../options.ts";
import { AppError } from "../../contract/errors.ts";
import { left, right, textTable } from "../text-table.ts";

const sheetOptions = {
  taken: time("intakeTaken"), place: text("TEXT", "intakePlace"), holder: text("NAME", "intakeHolder"),
  device: text("TEXT", "intakeDevice"), channels: text("TEXT", "intakeChannels"), officer: texts("NAME", "intakeOfficer"),
  "recorder-time": time("intakeRecorderTime"), "beijing-time": time("intakeBeijingTime"), reference: text("TEXT", "intakeReference"),
  "uncertainty-ms": wholeNumber("N", "uncertaintyMs", 0, 86_400_000), photo: text("FILE", "intakePhoto"),
  "copy-method": text("TEXT", "intakeCopyMethod"), "why-not-seized": text("TEXT", "intakeNotSeized"),
  overwrite: time("intakeOverwrite"), "retention-days": wholeNumber("N", "intakeRetention", 1, 36_500), note: text("TEXT", "note"),
};

type Sheet = InputOf<"intakes.save">;

/** What was given, laid over what the sheet had. */
function sheetFrom(former: Sheet, given: OptionValues<typeof sheetOptions>, library: OpenLibrary, context: CommandContext): Sheet {
  const told = {
    takenMs: library.trueFromText(given.taken), place: given.place, holder: given.holder, device: given.device, channels: given.channels,
    officers: given.officer.length === 0 ? null : [...given.officer],
    recorderMs: given["recorder-time"] === null ? null : library.cameraFromText(given["recorder-time"]), beijingMs: library.trueFromText(given["beijing-time"]),
    reference: given.reference, uncertaintyMs: given["uncertainty-ms"], photoPath: given.photo === null ? null : resolve(context.cwd, given.photo),
    copyMethod: given["copy-method"], notSeizedReason: given["why-not-seized"], overwriteMs: library.trueFromText(given.overwrite), retentionDays: given["retention-days"], note: given.note,
  };
  return { ...former, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) };
}

function sheetRow(sheet: Intake, library: OpenLibrary): object {
  const { takenMs, recorderMs, beijingMs, overwriteMs } = sheet.facts;
  return { ...sheet, takenIso: library.iso(takenMs), recorderIso: library.iso(recorderMs), beijingIso: library.iso(beijingMs), overwriteIso: library.iso(overwriteMs) };
}

function sheetLines(sheets: readonly Intake[], library: OpenLibrary, { sentences }: CommandContext): readonly string[] {
  if (sheets.length === 0) return [sentences.say("results.noIntakes")];
  return textTable(
    [
      right(sentences.say("columns.intake")), left(sentences.say("columns.time")), left(sentences.say("columns.place")), left(sentences.say("columns.clock")),
      left(sentences.say("columns.camera")), left(sentences.say("columns.path")),
    ],
    sheets.map(({ intakeId, facts, cameras }) => [
      String(intakeId), sentences.time(facts.takenMs, library.timezone), sentences.orNothing(facts.place),
      facts.recorderMs === null || facts.beijingMs === null ? sentences.orNothing(null) : sentences.clockError(facts.recorderMs - facts.beijingMs),
      cameras.map(({ cameraId, refusal }) => (refusal === null ? cameraId : `${cameraId} (${refusal})`)).join(", "), facts.folder,
    ]),
  );
}

/** 3 where a camera's clock refused the reading: the sheet is kept, and not all of it took effect. */
const saved = (sheet: Intake, library: OpenLibrary, context: CommandContext): Answer =>
  ({ json: sheetRow(sheet, library), lines: () => sheetLines([sheet], library, context), exitCode: sheet.cameras.some(({ refusal }) => refusal !== null) ? 3 : 0 });

export const intakeAdd = command({
  name: "intake add",
  options: { folder: required(text("DIR", "intakeFolder")), ...sheetOptions },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const sheet = await library.call("intakes.save", sheetFrom({ folder: resolve(context.cwd, options.folder) }, options, library, context));
    return saved(sheet, library, context);
  },
});

export const intakeChange = command({
  name: "intake change",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { folder: text("DIR", "intakeFolder"), ...sheetOptions },
  run: async (context, options, words) => {
    const intakeId = Number(words[0]);
    if (!Number.isSafeInteger(intakeId) || intakeId <= 0) throw new CommandLineError("argument-no-id", { text: words[0]! });
    const library = await context.openLibrary("writing");
    const former = (await library.call("intakes.list", {})).find((sheet) => sheet.intakeId === intakeId);
    if (former === undefined) throw new AppError("intake-unknown", { intakeId });
    const folder = options.folder === null ? former.facts.folder : resolve(context.cwd, options.folder);
    const sheet = await library.call("intakes.save", sheetFrom({ ...former.facts, folder, intakeId }, options, library, context));
    return saved(sheet, library, context);
  },
});

export const intakeList = command({
  name: "intake list",
  options: {},
  run: async (context) => {
    const library = await context.openLibrary("reading");
    const sheets = await library.call("intakes.list", {});
    return answer(sheets.map((sheet) => sheetRow(sheet, library)), () => sheetLines(sheets, library, context));
  },
});
