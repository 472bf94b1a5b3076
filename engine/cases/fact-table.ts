// Reads a table of facts that a person keeps or was given (payments, toll records, phone records). Every row becomes a fact or a
// list of what is wrong with it, and tells whether it is there already; nothing is written here.

import { parse } from "csv-parse/sync";
import { AppError } from "../../contract/errors.ts";
import type { ChosenColumns, FactColumn, FactTable, FactTableInput, FactTableProblem } from "../../contract/fact-table.ts";
import { factTexts, type Fact, type FactTexts } from "../../contract/reconstruction.ts";
import { ROW_ENDS } from "../../contract/table-text.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { readTypedTime, type TypedTimeAssumption } from "../../contract/typed-time.ts";
import { instantFromText } from "../../contract/time-text.ts";
import { dayAfter, localFromInstant, requireTimezone } from "../../contract/zone.ts";
import { decodeTable, separatorOf } from "./decode-table.ts";
import { columnsOf, headingRowOf } from "./fact-headings.ts";

const KIND_WORDS: Readonly<Record<string, FactTexts["kind"]>> = {
  fact: "fact", 事实: "fact", 外部事实: "fact", assumption: "assumption", 假设: "assumption", 推定: "assumption", event: "event", 事件: "event",
};

/** A cell that an export defused gets its text back: see csvCell in timeline-table.ts. */
const cellText = (text: string): string => text.replace(/^'(?=[=+\-@\t\r])/, "").trim();

/** What a time may leave open: nothing that would be guessed. A day alone is read as the whole of it. */
const FINE: ReadonlySet<TypedTimeAssumption> = new Set(["midnight", "epoch-s", "epoch-ms"]);

/** Banks write 20211112 and 140305, spreadsheets 2021/11/12 下午2:03; the readers of times want them parted, and such a day in words. */
const parted = (text: string): string => text
  .replace(/^(\d{4})(\d{2})(\d{2})(?=\D|$)/, "$1-$2-$3").replace(/(^|\s)(\d{2})(\d{2})(\d{2})$/, "$1$2:$3:$4")
  .replace(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s+(?=\p{Script=Han}|.*[ap]m$)/iu, "$1年$2月$3日 ");

interface ReadTime { readonly atMs: TrueMs; readonly isWholeDay: boolean }

class RowReader {
  readonly problems: FactTableProblem[] = [];
  readonly #cells: readonly string[];
  readonly #columns: ChosenColumns;
  readonly #timezone: string;

  constructor(cells: readonly string[], columns: ChosenColumns, timezone: string) {
    this.#cells = cells;
    this.#columns = columns;
    this.#timezone = timezone;
  }

  text(column: Exclude<FactColumn, "text">): string | null {
    const at = this.#columns[column];
    const text = at === null ? "" : cellText(this.#cells[at] ?? "");
    return text === "" ? null : text;
  }

  /** What happened, in the words of its columns. */
  whatHappened(): string {
    return this.#columns.text.map((at) => cellText(this.#cells[at] ?? "")).filter((text) => text !== "").join(" · ");
  }

  /** A time with its day, never a guessed one. */
  time(column: "from" | "to"): ReadTime | null {
    const [day, clock] = [this.text("date"), this.text(column)];
    // Without a time of day an end has no day of its own.
    if (clock === null && (column === "to" || day === null)) return null;
    const isWithDay = day === null || (clock !== null && /\d{4}\D\d{1,2}\D\d{1,2}|\d{4}年/.test(clock));
    const text = isWithDay ? parted(clock ?? "") : `${parted(day)} ${parted(clock ?? "")}`.trim();
    try {
      const { atMs, assumed } = readTypedTime(text, this.#timezone, 0);
      if (assumed.every((one) => FINE.has(one))) return { atMs: asTrueMs(atMs), isWholeDay: assumed.includes("midnight") };
      this.problems.push({ code: "fact-time-incomplete", params: { column, text } });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.problems.push({ code: error.code, params: { ...error.params, column, text } });
    }
    return null;
  }

  kind(): FactTexts["kind"] | null {
    const text = this.text("kind");
    if (text === null) return null;
    const kind = KIND_WORDS[text.toLowerCase()];
    if (kind === undefined) this.problems.push({ code: "fact-kind-unknown", params: { text } });
    return kind ?? null;
  }

  uncertaintyMs(): number | null {
    const text = this.text("uncertainty_s");
    if (text === null) return null;
    const seconds = Number(text);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
    this.problems.push({ code: "fact-uncertainty-unreadable", params: { text } });
    return null;
  }

  /** The end of the day that begins then. */
  endOfDay(atMs: TrueMs): TrueMs {
    const { year, month, day } = dayAfter(localFromInstant(atMs, this.#timezone));
    return asTrueMs(instantFromText(`${year}-${month}-${day}`, this.#timezone));
  }
}

type ReadRow = Pick<FactTable["rows"][number], "fact" | "problems">;

function factFrom(cells: readonly string[], columns: ChosenColumns, timezone: string, given: FactTableInput): ReadRow {
  const reader = new RowReader(cells, columns, timezone);
  const [from, to] = [reader.time("from"), reader.time("to")];
  const toMs = to !== null ? (to.isWholeDay ? reader.endOfDay(to.atMs) : to.atMs) : from?.isWholeDay === true ? reader.endOfDay(from.atMs) : null;
  const fromMs = from?.atMs ?? null;
  const ownUncertaintyMs = reader.uncertaintyMs();
  const draft = {
    kind: reader.kind() ?? given.kind ?? "fact", text: reader.whatHappened(), fromMs, toMs,
    uncertaintyMs: fromMs === null && toMs === null ? ownUncertaintyMs : (ownUncertaintyMs ?? given.uncertaintyMs),
    timeText: reader.text("time_text"), place: reader.text("place") ?? given.place, source: reader.text("source") ?? given.source,
  };
  if (draft.text === "") reader.problems.push({ code: "fact-text-missing", params: {} });
  if (fromMs !== null && toMs !== null && fromMs >= toMs) reader.problems.push({ code: "fact-ends-before-it-begins", params: {} });
  const checked = factTexts.safeParse(draft);
  if (!checked.success && draft.text !== "") reader.problems.push({ code: "fact-cell-too-long", params: { column: String(checked.error.issues[0]?.path[0] ?? "") } });
  return { fact: reader.problems.length === 0 && checked.success ? checked.data : null, problems: reader.problems };
}

/** Two facts are the same where they say the same of the same time, letter by letter. */
const sameKey = ({ kind, text, fromMs, toMs, timeText, place, source }: FactTexts): string => JSON.stringify([kind, text, fromMs, toMs, timeText, place, source]);

/** @throws AppError facts-file-unreadable where a quotation is never closed */
function recordsOf(text: string, separator: string): string[][] {
  try {
    return parse(text, { delimiter: separator, bom: true, record_delimiter: ROW_ENDS, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, skip_records_with_empty_values: false });
  } catch (cause) {
    throw new AppError("facts-file-unreadable", { detail: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
}

/** Where the headings are: as said, as found, else the first row, unless that is data. */
function headingsAt(records: readonly (readonly string[])[], asked: number | null): number | null {
  if (asked !== null) return asked === 0 ? null : asked - 1;
  const found = headingRowOf(records);
  if (found !== null) return found;
  const isData = (records[0] ?? []).some((cell) => /^\s*\d[\d\s:./-]{5,}\s*$/.test(cell));
  return isData || records.length === 0 ? null : 0;
}

/** A column that merely has the heading of kinds, and none of the words for them, says something else. */
function withoutForeignKinds(columns: ChosenColumns, { columns: chosen }: FactTableInput, rows: readonly (readonly string[])[]): ChosenColumns {
  const at = columns.kind;
  if (at === null || chosen.kind !== undefined) return columns;
  return rows.some((cells) => KIND_WORDS[cellText(cells[at] ?? "").toLowerCase()] !== undefined) ? columns : { ...columns, kind: null };
}

/** `standing`: the facts that are on the case. @throws AppError facts-file-unreadable, facts-file-is-workbook, timezone-unknown */
export function readFactTable(given: FactTableInput, libraryTimezone: string, standing: readonly Fact[]): FactTable {
  const timezone = requireTimezone(given.timezone ?? libraryTimezone);
  const { text, encoding, undecodable } = given.bytes === null ? { text: given.text ?? "", encoding: "utf-8" as const, undecodable: 0 } : decodeTable(given.bytes, given.encoding);
  const separator = given.separator === "auto" ? separatorOf(text) : given.separator;
  const records = recordsOf(text, separator);
  const headingAt = headingsAt(records, given.headingRow);
  const width = records.reduce((most, cells) => Math.max(most, cells.length), 0);
  const names = headingAt === null ? [] : (records[headingAt] ?? []);
  const headings = Array.from({ length: headingAt === null ? width : names.length }, (_, i) => cellText(names[i] ?? ""));
  const columns = withoutForeignKinds(columnsOf(headings, given.columns), given, headingAt === null ? records : records.slice(headingAt + 1));
  const known = new Map<string, FactTable["rows"][number]["sameAs"]>(standing.map((fact) => [sameKey(fact), { factId: fact.factId, row: null }]));
  const rows = records.flatMap((cells, i): FactTable["rows"] => {
    if ((headingAt !== null && i <= headingAt) || cells.every((cell) => cell.trim() === "")) return [];
    const read = factFrom(cells, columns, timezone, given);
    const key = read.fact === null ? null : sameKey(read.fact);
    const sameAs = key === null ? null : (known.get(key) ?? null);
    if (key !== null && sameAs === null) known.set(key, { factId: null, row: i + 1 });
    return [{ row: i + 1, ...read, sameAs }];
  });
  const used = new Set(Object.values(columns).flat());
  return { encoding, separator, undecodable, headingRow: headingAt === null ? 0 : headingAt + 1, headings, columns, timezone, rows, ignoredColumns: headings.filter((heading, i) => heading !== "" && !used.has(i)) };
}
