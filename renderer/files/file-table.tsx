// The table of files: as many rows as the filter leaves, 100,000 too, of which only those in sight are asked for and drawn. It chooses
// rows by mouse and keyboard and shows what is known of each; what is done with the chosen ones is not its business.

import { useMemo, type KeyboardEvent, type MouseEvent } from "react";
import { displayTime, durationText } from "../../contract/time-text.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { splitPath } from "../../contract/path-text.ts";
import { rowFromKey } from "../design/row-window.ts";
import { useRowWindow } from "../design/use-row-window.ts";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { sentenceFromCode, useWords } from "../i18n.ts";
import { characterOf } from "../state/keys.ts";
import { choose, chooseAll, extend, isChosen, toggle, type Selection } from "./selection.ts";
import css from "./files.module.css";

export type FileRow = OutputOf<"files.rows">[number];

/** Of files.module.css. */
const ROW_PX = 26;
/** Rows that are asked for together. */
const PAGE_ROWS = 100;

interface FileTableProps {
  readonly fileIds: Float64Array;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly cameraNames: ReadonlyMap<string, string>;
}

export function FileTable({ fileIds, selection, onSelect, cameraNames }: FileTableProps) {
  const { t } = useWords();
  const { box, first, end, pageRows, reveal } = useRowWindow(ROW_PX);
  const count = fileIds.length;
  const firstPage = Math.floor(first / PAGE_ROWS);
  const lastPage = Math.floor((Math.max(1, Math.min(end, count)) - 1) / PAGE_ROWS);
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, i) => firstPage + i);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) onSelect(chooseAll(selection, count));
    else if (characterOf(event) === " ") onSelect(toggle(selection, selection.at));
    else {
      const row = rowFromKey(event.key, selection.at, count, pageRows);
      if (row === null) return;
      onSelect(event.shiftKey ? extend(selection, row) : event.ctrlKey || event.metaKey ? { ...selection, at: row } : choose(row));
      reveal(row);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onRowClick = (row: number, event: MouseEvent): void => onSelect(event.shiftKey ? extend(selection, row) : event.ctrlKey || event.metaKey ? toggle(selection, row) : choose(row));
  return (
    <div
      {...box} role="grid" aria-label={t("files.title")} aria-description={t("files.keys")} aria-rowcount={count + 1} aria-multiselectable className={css["table"]} data-testid="file-table"
      tabIndex={0} data-owns-keys="" data-autofocus="" onKeyDown={onKeyDown}
      {...(count > 0 ? { "aria-activedescendant": `file-row-${selection.at}` } : {})}
    >
      <div role="row" className={css["head"]} aria-rowindex={1}>
        {(["name", "camera", "start", "length", "time", "problems"] as const).map((column) => <span key={column} role="columnheader">{t(`files.column.${column}`)}</span>)}
      </div>
      <div role="rowgroup" className={css["rows"]} style={{ height: count * ROW_PX }}>
        {pages.map((page) => <Page key={page} page={page} fileIds={fileIds} selection={selection} onRowClick={onRowClick} cameraNames={cameraNames} />)}
      </div>
    </div>
  );
}

interface PageProps extends Pick<FileTableProps, "fileIds" | "selection" | "cameraNames"> {
  readonly page: number;
  readonly onRowClick: (row: number, event: MouseEvent) => void;
}

function Page({ page, fileIds, selection, onRowClick, cameraNames }: PageProps) {
  const asked = useMemo(() => [...fileIds.subarray(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)], [fileIds, page]);
  const rows = useQuery("files.rows", { fileIds: asked }, { topics: ["files", "roots"] }).data;
  const byId = useMemo(() => new Map((rows ?? []).map((row) => [row.fileId, row])), [rows]);
  return (
    <>
      {asked.map((fileId, i) => {
        const row = page * PAGE_ROWS + i;
        return (
          <div
            key={fileId} id={`file-row-${row}`} role="row" aria-rowindex={row + 2} aria-selected={isChosen(selection, row)} className={`${css["row"] ?? ""} ${row === selection.at ? (css["isAt"] ?? "") : ""}`}
            style={{ top: row * ROW_PX }} onMouseDown={(event) => { if (event.shiftKey) event.preventDefault(); }} onClick={(event) => onRowClick(row, event)} data-testid={`file-row-${fileId}`}
          >
            <Cells file={byId.get(fileId) ?? null} cameraNames={cameraNames} />
          </div>
        );
      })}
    </>
  );
}

function Cells({ file, cameraNames }: { readonly file: FileRow | null; readonly cameraNames: ReadonlyMap<string, string> }) {
  const { t } = useWords();
  const timezone = useTimezone();
  if (file === null) return <span role="gridcell">…</span>;
  const { folder, name } = splitPath(file.path);
  const { source, confidence } = file.time;
  const camera = file.cameraId === null ? null : (cameraNames.get(file.cameraId) ?? file.cameraId);
  const problems = file.problems.map(({ code, params }) => sentenceFromCode("problems", code, params).message);
  return (
    <>
      <span role="gridcell" title={file.path}><bdi>{name}</bdi> {file.isOffline && <b className={css["warn"]}>{t("files.away")}</b>} {file.duplicateOf !== null && <i>{t("files.copy")}</i>} <small>{folder}</small></span>
      <span role="gridcell" title={camera ?? undefined}>{camera ?? "–"}</span>
      <span role="gridcell" className="digits">{file.startMs === null ? <b className={css["warn"]}>{file.duplicateOf === null ? t("files.noTime") : "–"}</b> : displayTime(file.startMs, timezone).slice(0, 19)}</span>
      <span role="gridcell" className="digits">{file.durationMs === null ? "–" : durationText(file.durationMs)}</span>
      <span role="gridcell">{source === null ? "–" : `${t(`common:timeSource.${source}`)} · ${t(`common:confidence.${confidence ?? "low"}`)}`}</span>
      <span role="gridcell" title={problems.join("\n")}>{problems.join(" ")}</span>
    </>
  );
}
