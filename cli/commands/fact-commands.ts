// What is known beside footage: `fact add`, `fact import`, `fact export`, `fact remove`. How a table is read is the engine's.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { factColumns, tableEncodings, type FactTable, type FactTableInput, type TableSeparator } from "../../contract/fact-table.ts";
import { splitPath } from "../../contract/path-text.ts";
import { factKind } from "../../contract/reconstruction.ts";
import { answer, command } from "../command.ts";
import { caseIdOf } from "../case-lookup.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import type { OpenLibrary } from "../open-library.ts";
import { choice, flag, required, text, texts, time, timezone, wholeNumber } from "../options.ts";
import { writeNewText } from "../write-new-text.ts";
import { requiredId } from "./statement-commands.ts";

export const factAdd = command({
  name: "fact add",
  options: {
    case: required(text("N", "case")), text: required(text("TEXT", "factText")), kind: choice(factKind.options, "factKind"), from: time("from"), to: time("to"),
    "uncertainty-ms": wholeNumber("N", "toldUncertainty", 0), when: text("TEXT", "factWhen"), place: text("TEXT", "place"), source: text("TEXT", "factSource"),
    camera: text("ID", "factCamera"), exhibit: wholeNumber("ID", "factExhibit", 1), person: wholeNumber("ID", "factPerson", 1),
  },
  run: async (context, options) => {
    const library = await context.openLibrary("writing");
    const made = await library.call("facts.add", {
      caseId: await caseIdOf(library, options.case), text: options.text, fromMs: library.trueFromText(options.from), toMs: library.trueFromText(options.to), uncertaintyMs: options["uncertainty-ms"],
      timeText: options.when, place: options.place, source: options.source, cameraId: options.camera, exhibitId: options.exhibit, subjectId: options.person,
      ...(options.kind === null ? {} : { kind: options.kind }),
    });
    return answer({ ...made, fromIso: library.iso(made.fromMs), toIso: library.iso(made.toMs) }, () => [context.sentences.say("results.factAdded", { factId: made.factId })]);
  },
});

export const factRemove = command({
  name: "fact remove",
  positionals: [{ placeholder: "ID", repeats: false }],
  options: { undo: flag("undo") },
  run: async (context, options, words) => {
    const factId = requiredId(words[0]!);
    const library = await context.openLibrary("writing");
    await library.call(options.undo ? "facts.restore" : "facts.remove", { factId });
    return answer({ factId }, () => [context.sentences.say(options.undo ? "results.factBack" : "results.factRemoved", { factId })]);
  },
});

/** What is wrong with a row, in words: a problem of the table, or an error such as a time that cannot be read. */
function rowProblem(problem: FactTable["rows"][number]["problems"][number], { sentences }: CommandContext): string {
  return problem.code.startsWith("fact-") ? sentences.common(`factProblem.${problem.code}` as never, problem.params) : sentences.problem(problem.code, problem.params);
}

const SEPARATORS = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const satisfies Record<string, TableSeparator>;
const separatorNames = Object.keys(SEPARATORS) as (keyof typeof SEPARATORS)[];

/** `from=交易时间`, `text=3`, `text=商品+金额`, `kind=` (none): the headings, or numbers from 1. @throws CommandLineError */
function chosenColumns(given: readonly string[], headings: readonly string[]): FactTableInput["columns"] {
  const chosen: Record<string, number | null | number[]> = {};
  for (const one of given) {
    const [name, ...rest] = one.split("=");
    const column = factColumns.find((known) => known === name);
    const wrong = (): CommandLineError => new CommandLineError("option-invalid", { name: "column", text: one, expected: "column" });
    if (column === undefined || rest.length === 0) throw wrong();
    const places = rest.join("=").split("+").map((word) => word.trim()).filter((word) => word !== "").map((word) => {
      const named = headings.indexOf(word);
      const at = named >= 0 ? named : /^\d{1,5}$/.test(word) ? Number(word) - 1 : -1;
      if (at < 0 || at >= headings.length) throw wrong();
      return at;
    });
    if (column !== "text" && places.length > 1) throw wrong();
    chosen[column] = column === "text" ? places : (places[0] ?? null);
  }
  return chosen;
}

type Row = FactTable["rows"][number];

/** What becomes of a row, in words. */
function rowLine({ row, fact, problems, sameAs }: Row, keepsSame: boolean, library: OpenLibrary, context: CommandContext): string {
  const { sentences } = context;
  if (fact === null) return sentences.say("results.factRowBad", { row, problem: problems.map((problem) => rowProblem(problem, context)).join("; ") });
  const told = sentences.say("results.factRow", { row, text: `${sentences.time(fact.fromMs, library.timezone)}  ${fact.text}` });
  if (sameAs === null) return told;
  if (sameAs.row !== null) return `${told} ${sentences.say("results.factSameRow", { other: sameAs.row })}`;
  return sentences.say(keepsSame ? "results.factSameKept" : "results.factSame", { row, factId: sameAs.factId });
}

const tableOptions = {
  case: required(text("N", "case")), write: flag("factWrite"), encoding: choice(tableEncodings, "tableEncoding"), separator: choice(separatorNames, "tableSeparator"),
  "heading-row": wholeNumber("N", "headingRow", 0, 10_000), column: texts("WHAT=COLUMN", "tableColumn"), timezone: timezone("tableTimezone"),
  "uncertainty-ms": wholeNumber("N", "tableUncertainty", 0), source: text("TEXT", "tableSource"), place: text("TEXT", "tablePlace"), kind: choice(factKind.options, "tableKind"),
  "keep-same": flag("keepSame"),
} as const;

export const factImport = command({
  name: "fact import",
  positionals: [{ placeholder: "FILE.csv", repeats: false }],
  options: tableOptions,
  run: async (context, options, words) => {
    const { sentences } = context;
    const path = resolve(context.cwd, words[0]!);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new AppError("path-missing", { path }, { cause });
    });
    const library = await context.openLibrary(options.write ? "writing" : "reading");
    const caseId = await caseIdOf(library, options.case);
    const table = {
      caseId, bytes: new Uint8Array(bytes), encoding: options.encoding ?? "auto", separator: options.separator === null ? "auto" : SEPARATORS[options.separator],
      headingRow: options["heading-row"], timezone: options.timezone, uncertaintyMs: options["uncertainty-ms"], source: options.source, place: options.place, kind: options.kind,
    } as const;
    const { headings } = options.column.length === 0 ? { headings: [] } : await library.call("facts.preview", table);
    const columns = chosenColumns(options.column, headings);
    const preview = await library.call("facts.preview", { ...table, columns });
    if (preview.rows.length > 0 && preview.columns.text.length === 0) throw new AppError("facts-file-unreadable", { detail: preview.headings.join(", ") });
    const keepsSame = options["keep-same"];
    const { factIds, same } = options.write ? await library.call("facts.import", { ...table, columns, keepSame: keepsSame, fileName: splitPath(words[0]!).name }) : { factIds: [], same: [] };
    const rows = preview.rows.map((row) => ({
      ...row, fact: row.fact === null ? null : { ...row.fact, fromIso: library.iso(row.fact.fromMs), toIso: library.iso(row.fact.toMs) },
      problems: row.problems.map((problem) => ({ ...problem, message: rowProblem(problem, context) })),
    }));
    const bad = rows.filter((row) => row.fact === null).length;
    const known = keepsSame ? 0 : rows.filter(({ sameAs }) => sameAs?.factId != null).length;
    const counts = { good: rows.length - bad - known, bad, same: known };
    const { rows: read, ...how } = preview;
    return {
      json: { written: options.write, factIds, rows, counts, same, ...how },
      exitCode: options.write && bad > 0 ? 3 : 0,
      lines: () => [
        ...read.map((row) => rowLine(row, keepsSame, library, context)),
        ...(preview.undecodable === 0 ? [] : [sentences.say("results.undecodable", { count: preview.undecodable, encoding: preview.encoding })]),
        ...(preview.ignoredColumns.length === 0 ? [] : [sentences.say("results.ignoredColumns", { columns: preview.ignoredColumns.join(", ") })]),
        sentences.say(options.write ? "results.factsImported" : "results.factsPreviewed", counts),
      ],
    };
  },
});

export const factExport = command({
  name: "fact export",
  options: { case: required(text("N", "case")), out: required(text("FILE.csv", "outTable")) },
  run: async (context, options) => {
    const path = resolve(context.cwd, options.out);
    const library = await context.openLibrary("reading");
    const { text: table } = await library.call("facts.export", { caseId: await caseIdOf(library, options.case) });
    await writeNewText(path, table);
    return answer({ path, bytes: Buffer.byteLength(table) }, () => [context.sentences.say("results.tableWritten", { path })]);
  },
});
