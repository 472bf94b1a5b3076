// The rows of a table as they would be kept, and which cannot be read and why. Only rows in sight are made; a table may have tens of
// thousands.

import { Check, Copy, OctagonX } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { FactTable } from "../../contract/fact-table.ts";
import { displayTime, doubledSecondsText, durationText } from "../../contract/time-text.ts";
import { useTimezone } from "../engine/library.ts";
import { sentenceFromCode, useWords, wordFromCode } from "../i18n.ts";
import css from "./events.module.css";

type Row = FactTable["rows"][number];

/** Of events.module.css. */
const ROW_PX = 26;
const BEYOND = 6;
const HEIGHT_PX = 260;

interface ImportPreviewProps {
  readonly table: FactTable;
  readonly keepsSame: boolean;
}

export function ImportPreview({ table, keepsSame }: ImportPreviewProps) {
  const { t } = useWords();
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const [onlyBad, setOnlyBad] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => (onlyBad ? table.rows.filter(({ fact, sameAs }) => fact === null || sameAs !== null) : table.rows), [table, onlyBad]);
  const first = Math.max(0, Math.floor(scrollTopPx / ROW_PX) - BEYOND);
  const shown = rows.slice(first, Math.ceil((scrollTopPx + HEIGHT_PX) / ROW_PX) + BEYOND);
  return (
    <div>
      <label className={css["onlyBad"]}><input type="checkbox" checked={onlyBad} onChange={(event) => { setOnlyBad(event.target.checked); ref.current?.scrollTo({ top: 0 }); }} />{t("events.onlyBad")}</label>
      <div ref={ref} role="table" aria-label={t("events.preview")} aria-rowcount={rows.length + 1} tabIndex={0} className={css["preview"]} style={{ maxHeight: HEIGHT_PX }} onScroll={(event) => setScrollTopPx(event.currentTarget.scrollTop)} data-testid="import-preview">
        <div role="rowgroup" className={css["previewHead"]}>
          <div role="row" aria-rowindex={1}>
            {(["row", "from", "text", "place", "source", "verdict"] as const).map((column) => <span key={column} role="columnheader">{t(`events.previewColumns.${column}`)}</span>)}
          </div>
        </div>
        <div role="rowgroup" style={{ height: rows.length * ROW_PX, position: "relative" }}>
          {shown.map((row, i) => <PreviewRow key={row.row} row={row} index={first + i} keepsSame={keepsSame} />)}
        </div>
      </div>
    </div>
  );
}

function PreviewRow({ row: { row, fact, problems, sameAs }, index, keepsSame }: { readonly row: Row; readonly index: number; readonly keepsSame: boolean }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const isSame = sameAs?.factId != null;
  const why = problems.map(({ code, params }) => (code.startsWith("fact-") ? wordFromCode("common:factProblem", code, params) : sentenceFromCode("errors", code, params).message)).join("; ");
  const verdict = fact === null ? why : sameAs === null ? t("events.willEnter") : sameAs.row !== null ? t("events.sameAsRow", { row: sameAs.row }) : t(keepsSame ? "events.sameKept" : "events.sameLeft", { factId: sameAs.factId ?? 0 });
  const Shape = fact === null ? OctagonX : sameAs === null ? Check : Copy;
  const told = <><Shape size={12} aria-hidden />{verdict}</>;
  if (fact === null) {
    return (
      <div role="row" aria-rowindex={index + 2} className={`${css["previewRow"] ?? ""} ${css["isBad"] ?? ""}`} style={{ top: index * ROW_PX }} data-testid={`import-row-${row}`}>
        <span role="cell" className="digits">{row}</span>
        <span role="cell" aria-colspan={5} title={verdict}>{told}</span>
      </div>
    );
  }
  return (
    <div role="row" aria-rowindex={index + 2} className={`${css["previewRow"] ?? ""} ${isSame && !keepsSame ? (css["isLeft"] ?? "") : ""}`} style={{ top: index * ROW_PX }} data-testid={`import-row-${row}`}>
      <span role="cell" className="digits">{row}</span>
      <span role="cell" className="digits" title={fact.fromMs === null ? undefined : displayTime(fact.fromMs, timezone)}><RowTime fact={fact} /></span>
      <span role="cell" title={fact.text}>{fact.text}</span>
      <span role="cell" title={fact.place ?? undefined}>{fact.place}</span>
      <span role="cell" title={fact.source ?? undefined}>{fact.source}</span>
      <span role="cell" title={verdict}>{told}</span>
    </div>
  );
}

function RowTime({ fact: { fromMs, toMs, uncertaintyMs, timeText } }: { readonly fact: NonNullable<Row["fact"]> }) {
  const { t } = useWords();
  const timezone = useTimezone();
  if (fromMs === null) return <>{timeText ?? t("events.noTime")}</>;
  return <>{displayTime(fromMs, timezone)} {uncertaintyMs === null ? t("common:clock.uncertaintyUnknown") : doubledSecondsText(uncertaintyMs)}{toMs !== null && ` → ${durationText(toMs - fromMs)}`}</>;
}
