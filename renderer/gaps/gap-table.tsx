// Every gap in one table, a million too, of which only those in sight are drawn. Arrow keys choose, Space goes there, Enter goes
// there and shows the wall; a click goes there at once. The chosen one is told in full below (gap-detail.tsx).

import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { GapColumns } from "../../contract/gap-report.ts";
import { DAY_MS } from "../../contract/time.ts";
import { timeParts } from "../../contract/time-text.ts";
import { rowFromKey } from "../design/row-window.ts";
import { useRowWindow } from "../design/use-row-window.ts";
import { characterOf } from "../state/keys.ts";
import { gapRowAt, type GapRow, type SortBy } from "./gap-rows.ts";
import { useGapView } from "./gap-store.ts";
import { CauseShape } from "./gap-sums.tsx";
import { goToGap } from "./going-to-gap.ts";
import { useGapWords, type GapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

/** Of gaps.module.css. */
const ROW_PX = 26;
/** Rows beyond the edge, so that a turn of the wheel finds them drawn. */
const OVERSCAN = 6;

interface GapTableProps {
  readonly report: GapColumns;
  /** Places of the rows, in order. */
  readonly shown: Int32Array;
  /** Place in `shown`. */
  readonly at: number;
  readonly onAt: (at: number) => void;
}

const COLUMNS = [["camera", "camera"], ["start", "start"], [null, "end"], ["length", "length"], ["cause", "cause"], ["overwrite", "overwrite"]] as const satisfies readonly (readonly [SortBy | null, string])[];

export function GapTable({ report, shown, at, onAt }: GapTableProps) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const view = useRowWindow(ROW_PX);
  const first = Math.max(0, view.first - OVERSCAN);
  const end = Math.min(shown.length, view.end + OVERSCAN);
  const rowAt = (place: number): GapRow => gapRowAt(report, shown[place]!);

  const onKeyDown = (event: KeyboardEvent): void => {
    // The heads' own buttons are pressed by the same keys.
    if (event.target !== event.currentTarget) return;
    const next = rowFromKey(event.key, at, shown.length, view.pageRows);
    if (next !== null) {
      onAt(next);
      view.reveal(next);
    } else if ((event.key === "Enter" || characterOf(event) === " ") && shown.length > 0) goToGap(rowAt(at), event.key === "Enter");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      {...view.box} role="grid" tabIndex={0} data-owns-keys="" aria-label={t("view.rows")} aria-rowcount={shown.length + 1} className={css["table"]} onKeyDown={onKeyDown} data-testid="gap-table" data-count={shown.length}
      {...(shown.length > 0 ? { "aria-activedescendant": `gap-row-${at}` } : {})}
    >
      <div role="row" className={css["head"]} aria-rowindex={1}>
        {COLUMNS.map(([by, column]) => <HeadCell key={column} by={by} isNumber={column === "length"} label={column === "start" ? t("view.beginsTrue", { offset: timeParts(report.fromMs, words.timezone).offset }) : t(column)} />)}
      </div>
      <div role="rowgroup" className={css["rows"]} style={{ height: shown.length * ROW_PX }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i).map((place) => (
          <Row
            key={shown[place]} place={place} row={rowAt(place)} isAt={place === at} words={words}
            onClick={() => { onAt(place); goToGap(rowAt(place), false); }} onDoubleClick={() => goToGap(rowAt(place), true)}
          />
        ))}
      </div>
    </div>
  );
}

function HeadCell({ by, label, isNumber }: { readonly by: SortBy | null; readonly label: string; readonly isNumber: boolean }) {
  const { t } = useTranslation("gaps");
  const { sort, sortBy } = useGapView();
  if (by === null) return <span role="columnheader">{label}</span>;
  const isSorted = sort.by === by;
  return (
    <span role="columnheader" className={isNumber ? css["number"] : undefined} aria-sort={isSorted ? (sort.isDown ? "descending" : "ascending") : "none"}>
      <button type="button" title={t("view.sort", { column: label })} onClick={() => sortBy(by)} data-testid={`gap-sort-${by}`}>
        {label}{isSorted && (sort.isDown ? <ArrowDown size={11} aria-hidden /> : <ArrowUp size={11} aria-hidden />)}
      </button>
    </span>
  );
}

interface RowProps {
  readonly place: number;
  readonly row: GapRow;
  readonly isAt: boolean;
  readonly words: GapWords;
  readonly onClick: () => void;
  readonly onDoubleClick: () => void;
}

function Row({ place, row, isAt, words, onClick, onDoubleClick }: RowProps) {
  const lengthMs = row.endMs - row.startMs;
  return (
    <div
      id={`gap-row-${place}`} role="row" aria-rowindex={place + 2} aria-selected={isAt} className={`${css["row"] ?? ""} ${isAt ? (css["isAt"] ?? "") : ""}`} style={{ top: place * ROW_PX }}
      onClick={onClick} onDoubleClick={onDoubleClick} data-testid="gap-row" data-cause={row.cause} data-start-ms={row.startMs} data-end-ms={row.endMs} data-camera={row.camera?.cameraId ?? ""}
    >
      <span role="gridcell" title={row.camera === null ? undefined : `${row.camera.name} · ${row.camera.cameraId}`}>{row.camera?.name ?? "–"}</span>
      <span role="gridcell" className="digits">{words.time(row.startMs, lengthMs)} <small data-uncorrected={row.uncertaintyMs === null}>{words.sure(row.uncertaintyMs)}</small></span>
      <span role="gridcell" className="digits">{words.end(row.startMs, row.endMs)}</span>
      <span role="gridcell" className={`digits ${css["number"] ?? ""}`} title={words.length(lengthMs)}>{lengthMs < DAY_MS ? words.length(lengthMs) : words.hours(lengthMs)}</span>
      <span role="gridcell"><CauseShape cause={row.cause} />{words.cause(row.cause)}</span>
      <span role="gridcell" className="digits">{row.overwriteMs === null ? "" : words.time(row.overwriteMs).slice(0, 16)}</span>
    </div>
  );
}
