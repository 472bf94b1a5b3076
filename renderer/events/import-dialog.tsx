// A table of facts before it is entered: how its bytes are read, which column says what, and what each row would become. Nothing is
// kept until it is confirmed; then it is one act that undo takes back. Reading is the engine's.

import { useEffect, useState } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { tableEncodings, tableSeparators, type FactColumn, type FactTable, type TableSeparator } from "../../contract/fact-table.ts";
import { factKind } from "../../contract/reconstruction.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { CheckField, FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import { enterTable } from "./event-acts.ts";
import { countsOf, importDraft, importFault, placesOf, previewQuestion, type ImportDraft } from "./import-draft.ts";
import { ImportPreview } from "./import-preview.tsx";
import css from "./events.module.css";

export interface ChosenTable {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface ImportDialogProps {
  readonly caseId: number;
  readonly table: ChosenTable;
  readonly onClose: () => void;
}

const ASK_AFTER_MS = 150;

/** What the engine makes of the table as it is to be read now; the last answer stays while the next is on its way. */
function usePreview(caseId: number, bytes: Uint8Array, draft: ImportDraft) {
  const [found, setFound] = useState<{ readonly table: FactTable | null; readonly error: ErrorFacts | null }>({ table: null, error: null });
  const question = JSON.stringify({ ...draft, keepsSame: false });
  useEffect(() => {
    if (importFault(draft) !== null) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      call("facts.preview", previewQuestion(draft, bytes, caseId), abort.signal).then(
        (table) => { if (!abort.signal.aborted) setFound({ table, error: null }); },
        (thrown: unknown) => { if (!abort.signal.aborted) setFound({ table: null, error: factsFromError(thrown) }); },
      );
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // The draft is compared by what it says.
  }, [question, bytes, caseId]);
  return found;
}

export function ImportDialog({ caseId, table: { name, bytes }, onClose }: ImportDialogProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState(() => importDraft(name));
  const write = (part: Partial<ImportDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const { table, error } = usePreview(caseId, bytes, draft);
  const [refused, setRefused] = useState<ErrorFacts | null>(null);
  const [isEntering, setEntering] = useState(false);
  const counts = table === null ? null : countsOf(table, draft.keepsSame);
  const isReady = counts !== null && counts.good > 0 && importFault(draft) === null && !isEntering;
  const enter = (): void => {
    if (!isReady) return;
    setEntering(true);
    enterTable({ ...previewQuestion(draft, bytes, caseId), caseId, keepSame: draft.keepsSame, fileName: name })
      .then(onClose, (thrown: unknown) => setRefused(factsFromError(thrown))).finally(() => setEntering(false));
  };
  return (
    <Dialog
      title={t("events.importTitle", { name })} onClose={onClose} onSubmit={enter} widthPx={980} testId="import-dialog"
      footer={<>
        <span className={css["grow"]} role="status" data-testid="import-counts">{counts !== null && t("events.counts", { good: counts.good, bad: counts.bad, same: counts.same })}</span>
        <Button onClick={onClose}>{t("words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!isReady} data-testid="import-enter">{t("events.enter", { count: counts?.good ?? 0 })}</Button>
      </>}
    >
      <HowToRead draft={draft} write={write} table={table} />
      {table !== null && <Columns draft={draft} write={write} table={table} />}
      <ErrorNotice error={error ?? refused} />
      {table !== null && table.undecodable > 0 && <Notice tone="warn">{t("events.undecodable", { count: table.undecodable })}</Notice>}
      {table !== null && table.columns.text.length === 0 && <Notice tone="warn">{t("events.noText")}</Notice>}
      {counts !== null && counts.same > 0 && <CheckField label={t("events.keepSame", { count: counts.same })} isChecked={draft.keepsSame} onChange={(keepsSame) => write({ keepsSame })} />}
      {counts !== null && counts.repeated > 0 && <Notice tone="info">{t("events.repeated", { count: counts.repeated })}</Notice>}
      {counts !== null && counts.untimed > 0 && <Notice tone="info">{t("events.untimedRows", { count: counts.untimed })}</Notice>}
      {table !== null && <ImportPreview table={table} keepsSame={draft.keepsSame} />}
    </Dialog>
  );
}

interface PartProps {
  readonly draft: ImportDraft;
  readonly write: (part: Partial<ImportDraft>) => void;
}

const SEPARATOR_WORDS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const satisfies Record<TableSeparator, string>;

function HowToRead({ draft, write, table }: PartProps & { readonly table: FactTable | null }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const fault = importFault(draft);
  const separatorName = (separator: TableSeparator): string => t(`events.separators.${SEPARATOR_WORDS[separator]}`);
  return (
    <>
      <FieldRow>
        <SelectField label={t("events.encoding")} value={draft.encoding} onChange={(encoding) => write({ encoding })}
          options={[{ value: "auto", label: table === null ? t("events.found") : t("events.foundAs", { what: table.encoding.toUpperCase() }) }, ...tableEncodings.map((value) => ({ value, label: value.toUpperCase() }))]} />
        <SelectField label={t("events.separator")} value={draft.separator} onChange={(separator) => write({ separator })}
          options={[{ value: "auto", label: table === null ? t("events.found") : t("events.foundAs", { what: separatorName(table.separator) }) }, ...tableSeparators.map((value) => ({ value, label: separatorName(value) }))]} />
        <TextField label={t("events.headingRow")} inputMode="numeric" value={draft.headingRow} placeholder={table === null ? "" : String(table.headingRow)} onChange={(headingRow) => write({ headingRow })} bad={fault === "headingRow" ? t("events.headingRowBad") : null} hint={t("events.headingRowHint")} data-testid="import-heading-row" />
        <TextField label={t("events.timezone")} value={draft.timezone} placeholder={timezone} onChange={(value) => write({ timezone: value })} />
      </FieldRow>
      <FieldRow>
        <TextField label={t("events.within")} isOptional placeholder="30 s" value={draft.within} onChange={(within) => write({ within })} bad={fault === "within" ? t("events.withinBad") : null} hint={t("events.withinAll")} data-testid="import-within" />
        <TextField label={t("events.sourceAll")} isOptional value={draft.source} onChange={(source) => write({ source })} data-testid="import-source" />
        <SelectField label={t("events.kindAll")} value={draft.kind} onChange={(kind) => write({ kind })} options={factKind.options.map((value) => ({ value, label: t(`common:eventKind.${value}`) }))} />
      </FieldRow>
    </>
  );
}

const SINGLE: readonly Exclude<FactColumn, "text">[] = ["date", "from", "to", "source", "place", "uncertainty_s", "time_text", "kind"];

/** Which column says what: as found by the headings until it is chosen. */
function Columns({ draft, write, table }: PartProps & { readonly table: FactTable }) {
  const { t } = useWords();
  const nameOf = (at: number): string => (table.headings[at] || t("events.columnNumber", { number: at + 1 }));
  const places = table.headings.map((_, at) => at);
  const choose = (column: FactColumn, chosen: readonly number[]): void => write({ columns: { ...draft.columns, [column]: chosen } });
  const told = placesOf(table, "text");
  return (
    <>
      <div className={css["columns"]}>
        {SINGLE.map((column) => (
          <SelectField key={column} label={t(`events.columns.${column}`)} value={String(placesOf(table, column)[0] ?? "")} onChange={(value) => choose(column, value === "" ? [] : [Number(value)])}
            options={[{ value: "", label: "–" }, ...places.map((at) => ({ value: String(at), label: nameOf(at) }))]} />
        ))}
      </div>
      <fieldset className={css["telling"]}>
        <legend>{t("events.columns.text")}</legend>
        {places.map((at) => (
          <label key={at}>
            <input type="checkbox" checked={told.includes(at)} onChange={(event) => choose("text", event.target.checked ? [...told, at].sort((a, b) => a - b) : told.filter((one) => one !== at))} />
            {nameOf(at)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
