// The rows of the case timeline: a tree of one level of groups, of which only what is in view is made. Arrows move, Enter goes
// there, the chosen entry opens and says everything of itself. What the rows are is event-list.ts.

import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { CaseEvent } from "../../contract/case-events.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { ErrorNotice } from "../design/notice.tsx";
import { RowPlaces } from "../design/row-places.ts";
import { usePanelView, useReveal } from "../design/use-panel-rows.ts";
import { useWords } from "../i18n.ts";
import { characterOf } from "../state/keys.ts";
import { goToEvent, removeFact } from "./event-acts.ts";
import { actOfKey, type EventNames, type EventRow, type GroupRow, type ListRow } from "./event-list.ts";
import { EntryRow, GroupHeading } from "./event-row.tsx";
import { useEventsView } from "./events-store.ts";
import { ROW_PX, rowHeightsPx } from "./row-heights.ts";
import { useEventWords } from "./use-event-words.ts";
import css from "./events.module.css";

interface EventRowsProps {
  readonly rows: readonly ListRow[];
  readonly names: EventNames;
  readonly caseId: number;
  readonly isWritable: boolean;
}

const rowId = (key: string): string => `event ${key}`.replaceAll(/[^\w-]/g, "-");
const isFact = ({ kind }: CaseEvent): boolean => kind === "fact" || kind === "assumption" || kind === "event";

export function EventRows({ rows, names, caseId, isWritable }: EventRowsProps) {
  const { t } = useWords();
  const words = useEventWords(names);
  const { activeKey, revealCount, choose, reveal, fold, edit } = useEventsView();
  const [openPx, setOpenPx] = useState(0);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const activeAt = useMemo(() => (activeKey === null ? -1 : rows.findIndex(({ key }) => key === activeKey)), [rows, activeKey]);
  const openAt = rows[activeAt]?.row === "event" ? activeAt : -1;
  const heightsPx = useMemo(() => rowHeightsPx(rows), [rows]);
  const places = useMemo(() => new RowPlaces(heightsPx, openAt, openPx), [heightsPx, openAt, openPx]);
  const listRef = useRef<HTMLDivElement>(null);
  const { view, look } = usePanelView(listRef);
  useReveal(listRef, places, activeAt, revealCount, look);
  const { first, end } = places.inView(view.fromPx, view.toPx);

  const remove = (event: CaseEvent): void => {
    setError(null);
    const next = rows[activeAt + 1] ?? rows[activeAt - 1];
    if (next !== undefined) choose(next.key);
    removeFact(caseId, event.id, event.title).catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  /** True where the key did something. */
  const pressed = (key: string): boolean => {
    const here = rows[activeAt];
    const act = actOfKey(key, activeAt, rows, Math.max(1, Math.floor((view.toPx - view.fromPx) / ROW_PX.event) - 1));
    if (act?.kind === "go") reveal(rows[act.index]!.key);
    else if (act?.kind === "fold") fold(act.key, act.isFolded);
    else if (here === undefined) return false;
    else if (here.row === "group" && (key === "Enter" || key === " ")) fold(here.key, !here.isFolded);
    else if (here.row === "event" && key === "Enter") goToEvent(here.event);
    else if (here.row === "group" || !isWritable || !isFact(here.event)) return false;
    else if (key === "Delete") remove(here.event);
    else if (key.toLowerCase() === "e") edit(here.event.id);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !pressed(characterOf(event))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const entry = (row: EventRow, index: number) => (
    <EntryRow
      key={row.key} id={rowId(row.key)} row={row} topPx={places.topPx(index)} isActive={index === activeAt} words={words} isEditable={isWritable && isFact(row.event)} isWritable={isWritable}
      onOpenHeight={setOpenPx} onEdit={() => edit(row.event.id)} onRemove={() => remove(row.event)} onGo={() => goToEvent(row.event)}
      onChoose={() => { choose(row.key); goToEvent(row.event); }}
    />
  );
  const heading = (row: GroupRow, index: number) => (
    <GroupHeading key={row.key} id={rowId(row.key)} row={row} topPx={places.topPx(index)} isActive={index === activeAt} onToggle={() => { choose(row.key); fold(row.key, !row.isFolded); }} />
  );
  return (
    <>
      <p id="event-keys" hidden>{t(isWritable ? "events.keys" : "events.keysReading")}</p>
      <ErrorNotice error={error} />
      <div
        ref={listRef} role="tree" tabIndex={0} data-owns-keys="" aria-label={t("events.title")} aria-describedby="event-keys" className={css["rows"]} style={{ height: places.totalPx }}
        onKeyDown={onKeyDown} data-testid="event-rows" data-count={rows.length} {...(activeAt >= first && activeAt < end ? { "aria-activedescendant": rowId(rows[activeAt]!.key) } : {})}
      >
        {rows.slice(first, end).map((row, i) => (row.row === "group" ? heading(row, first + i) : entry(row, first + i)))}
      </div>
    </>
  );
}
