// How a table of facts is to be read, as it is chosen in the import's form, and what of it the engine is asked. Pure; the form is
// import-dialog.tsx.

import { factColumns, type FactColumn, type FactTable, type TableEncoding, type TableSeparator } from "../../contract/fact-table.ts";
import type { InputOf } from "../../contract/methods.ts";
import type { FactTexts } from "../../contract/reconstruction.ts";
import { doubtFromTyping } from "./typed-doubt.ts";

export interface ImportDraft {
  readonly encoding: TableEncoding | "auto";
  readonly separator: TableSeparator | "auto";
  /** As typed; empty: found. */
  readonly headingRow: string;
  /** What was chosen by hand; what is left out is found by the headings. */
  readonly columns: Readonly<Partial<Record<FactColumn, readonly number[]>>>;
  /** Empty: the library's. */
  readonly timezone: string;
  readonly within: string;
  readonly source: string;
  readonly kind: FactTexts["kind"];
  readonly keepsSame: boolean;
}

/** A table that was just chosen: rows without a source are from that file. */
export const importDraft = (fileName: string): ImportDraft => ({
  encoding: "auto", separator: "auto", headingRow: "", columns: {}, timezone: "", within: "", source: fileName, kind: "fact", keepsSame: false,
});

/** What keeps it from being read; null where nothing does. */
export function importFault({ headingRow, within }: ImportDraft): "headingRow" | "within" | null {
  if (headingRow.trim() !== "" && !/^\d{1,4}$/.test(headingRow.trim())) return "headingRow";
  return doubtFromTyping(within) === "bad" ? "within" : null;
}

/** The question for the engine. Only text may take several columns. */
export function previewQuestion(draft: ImportDraft, bytes: Uint8Array, caseId: number): InputOf<"facts.preview"> {
  const doubt = doubtFromTyping(draft.within);
  const chosen = Object.fromEntries(factColumns.flatMap((column) => {
    const places = draft.columns[column];
    return places === undefined ? [] : [[column, column === "text" ? [...places] : (places[0] ?? null)]];
  }));
  return {
    caseId, bytes, encoding: draft.encoding, separator: draft.separator, headingRow: draft.headingRow.trim() === "" ? null : Number(draft.headingRow), columns: chosen,
    timezone: draft.timezone.trim() === "" ? null : draft.timezone.trim(), uncertaintyMs: doubt === "bad" ? null : doubt, source: draft.source, kind: draft.kind,
  };
}

/** The columns of a column's choice as they hold now. */
export function placesOf(table: FactTable, column: FactColumn): readonly number[] {
  const held = table.columns[column];
  return held === null ? [] : typeof held === "number" ? [held] : held;
}

export interface ImportCounts {
  readonly good: number;
  readonly bad: number;
  /** On the case already. */
  readonly same: number;
  /** Like an earlier row of the table; they are entered. */
  readonly repeated: number;
  readonly untimed: number;
}

/** What would become of the rows. */
export function countsOf({ rows }: Pick<FactTable, "rows">, keepsSame: boolean): ImportCounts {
  const right = rows.filter(({ fact }) => fact !== null);
  const same = right.filter(({ sameAs }) => sameAs?.factId != null).length;
  return {
    good: right.length - (keepsSame ? 0 : same), bad: rows.length - right.length, same,
    repeated: right.filter(({ sameAs }) => sameAs?.row != null).length,
    untimed: right.filter(({ fact }) => fact!.fromMs === null && fact!.toMs === null).length,
  };
}
