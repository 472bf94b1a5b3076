// A table of facts (payments, toll records, phone records) on its way into a case: how its bytes are to be read, which column
// says what, and what each row would become. Reading is engine/cases/fact-table.ts; absent answers are null.

import { z } from "zod";
import { params, rowId, uncertaintyMs } from "./model.ts";
import { factKind, factTexts } from "./reconstruction.ts";

export const tableEncodings = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;
export type TableEncoding = (typeof tableEncodings)[number];
export const tableSeparators = [",", ";", "\t", "|"] as const;
export type TableSeparator = (typeof tableSeparators)[number];

/** What a column can say. `date` is a day that stands apart from the time of day; several columns may tell what happened. */
export const factColumns = ["date", "from", "to", "text", "source", "place", "uncertainty_s", "time_text", "kind"] as const;
export type FactColumn = (typeof factColumns)[number];

const columnAt = z.number().int().nonnegative().max(10_000);
const oneColumn = columnAt.nullable();
/** Columns from the left, counted from 0; null: none says that. */
const columnChoice = {
  date: oneColumn, from: oneColumn, to: oneColumn, text: z.array(columnAt).max(20), source: oneColumn, place: oneColumn,
  uncertainty_s: oneColumn, time_text: oneColumn, kind: oneColumn,
};
export const chosenColumns = z.object(columnChoice);
export type ChosenColumns = z.infer<typeof chosenColumns>;

const TABLE_MAX = 20_000_000;
const defaultText = (max: number) => z.string().trim().max(max).transform((text) => (text === "" ? null : text)).nullable().default(null);

/** Either `text` or `bytes`. */
export const factTableInput = z.object({
  text: z.string().max(TABLE_MAX).nullable().default(null),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array).refine((bytes) => bytes.length <= TABLE_MAX, { error: `at most ${TABLE_MAX} bytes` }).nullable().default(null),
  encoding: z.enum(["auto", ...tableEncodings]).default("auto"),
  separator: z.enum(["auto", ...tableSeparators]).default("auto"),
  /** The row with the headings, counted from 1 as spreadsheets do; 0: there is none. Null: it is looked for, below any preamble. */
  headingRow: z.number().int().nonnegative().max(10_000).nullable().default(null),
  /** What was chosen by hand; what is left out is taken from the headings. */
  columns: z.object(columnChoice).partial().default({}),
  /** The zone of its times; null: the library's. */
  timezone: z.string().nullable().default(null),
  /** For rows that do not say so themselves. */
  kind: factKind.nullable().default(null), source: defaultText(1_000), place: defaultText(500), uncertaintyMs: uncertaintyMs.default(null),
}).refine((table) => (table.text === null) !== (table.bytes === null), { path: ["text"], error: "text or bytes" });
export type FactTableInput = z.infer<typeof factTableInput>;

export const factTableProblem = z.object({ code: z.string(), params });
export type FactTableProblem = z.infer<typeof factTableProblem>;

/** The same, letter by letter: a fact that stands on the case, or an earlier row of the table. */
export const sameFact = z.object({ factId: rowId.nullable(), row: z.number().int().nullable() });

export const factTable = z.object({
  encoding: z.enum(tableEncodings), separator: z.enum(tableSeparators),
  /** How many places of it were no text in that encoding. */
  undecodable: z.number().int(),
  /** 0: none. */
  headingRow: z.number().int(),
  /** The names of the columns; empty texts where there are no headings. */
  headings: z.array(z.string()),
  columns: chosenColumns,
  timezone: z.string(),
  /** Rows as a spreadsheet counts them; empty ones and what stands above the headings are left out. */
  rows: z.array(z.object({ row: z.number().int(), fact: factTexts.nullable(), problems: z.array(factTableProblem), sameAs: sameFact.nullable() })),
  /** Columns that nothing was taken from. */
  ignoredColumns: z.array(z.string()),
});
export type FactTable = z.infer<typeof factTable>;
