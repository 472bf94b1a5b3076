// One row of the case timeline: a group's heading, or an entry with its kind, time, margin and what it is about. The chosen entry
// is opened: its whole text, what its time rests on, whether the clocks bear its place, and what can be done with it.

import { ChevronDown, ChevronRight, CircleHelp, MapPin, Pencil, X } from "lucide-react";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { eventUncertaintyMs, type CaseEvent } from "../../contract/case-events.ts";
import { durationText, timeParts } from "../../contract/time-text.ts";
import { openClockDialog } from "../clocks/clock-dialog-store.ts";
import { Button } from "../design/button.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useTimezone } from "../engine/library.ts";
import { useWords } from "../i18n.ts";
import type { EventRow, GroupRow } from "./event-list.ts";
import { KIND_SHAPES, type EventWords } from "./use-event-words.ts";
import css from "./events.module.css";

interface GroupHeadingProps {
  readonly id: string;
  readonly row: GroupRow;
  readonly topPx: number;
  readonly isActive: boolean;
  readonly onToggle: () => void;
}

export function GroupHeading({ id, row, topPx, isActive, onToggle }: GroupHeadingProps) {
  const { t } = useWords();
  const timezone = useTimezone();
  const parts = row.atMs === null ? null : timeParts(row.atMs, timezone);
  const name = row.kind !== null ? t(`common:eventKind.${row.kind}`) : parts === null ? t("events.untimed") : row.key.startsWith("group:hour:") ? `${parts.date} ${parts.time.slice(0, 2)}:00–${parts.time.slice(0, 2)}:59` : parts.date;
  return (
    <div id={id} role="treeitem" aria-level={1} aria-expanded={!row.isFolded} aria-selected={isActive} className={`${css["group"] ?? ""} ${isActive ? (css["isActive"] ?? "") : ""}`} style={{ top: topPx }} onClick={onToggle} data-testid={`event-${row.key}`}>
      {row.isFolded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
      <b className="digits">{name}</b>
      <small className="digits">{row.count}</small>
      {row.openCount > 0 && <small className={css["unsure"]}><CircleHelp size={11} aria-hidden />{t("events.openInGroup", { count: row.openCount })}</small>}
    </div>
  );
}

interface EntryRowProps {
  readonly id: string;
  readonly row: EventRow;
  readonly topPx: number;
  readonly isActive: boolean;
  readonly words: EventWords;
  readonly isEditable: boolean;
  readonly isWritable: boolean;
  readonly onChoose: () => void;
  readonly onGo: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onOpenHeight: (heightPx: number) => void;
}

export function EntryRow(props: EntryRowProps) {
  const { id, row: { key, event, before, order }, topPx, isActive, words, onChoose } = props;
  const { t } = useWords();
  const Shape = KIND_SHAPES[event.kind];
  const isOpen = order !== null && !order.established;
  const { moment, endMs } = event;
  const lasts = moment !== null && endMs !== null && endMs > moment.trueMs ? [durationText(endMs - moment.trueMs)] : [];
  const about = [...lasts, ...words.about(event)].join(" · ");
  return (
    <div id={id} role="treeitem" aria-level={2} aria-selected={isActive} className={`${css["entry"] ?? ""} ${isActive ? (css["isActive"] ?? "") : ""}`} style={{ top: topPx }} onClick={onChoose} data-testid={`event-${key}`} data-kind={event.kind}>
      {isOpen && before !== null && (
        <span className={css["order"]} title={words.order(before, event, order)} data-testid="order-open"><CircleHelp size={11} aria-hidden /><b className="digits">{words.apart(order)}</b> {t("events.orderOpen")}</span>
      )}
      <span className={css["title"]} title={words.title(event)}>
        <span className={`${css["kind"] ?? ""} ${css[event.kind] ?? ""}`}><Shape size={13} aria-hidden />{t(`common:eventKind.${event.kind}`)}</span>
        <span className={css["name"]}>{words.title(event)}</span>
      </span>
      <EventTime event={event} />
      <span className={`${css["about"] ?? ""} digits`} title={about}>{about}</span>
      {isActive && <Opened {...props} />}
    </div>
  );
}

function EventTime({ event }: { readonly event: CaseEvent }) {
  const { t } = useWords();
  const timezone = useTimezone();
  const { moment, timeText } = event;
  if (moment === null) return <span className={css["when"]}><i>{timeText ?? t("events.noTime")}</i></span>;
  return (
    <span className={css["when"]}>
      <TimeStamp atMs={moment.trueMs} timezone={timezone} uncertaintyMs={eventUncertaintyMs(event)} {...(moment.cameraMs === null ? {} : { cameraMs: moment.cameraMs })} />
      {timeText !== null && <i> {timeText}</i>}
    </span>
  );
}

/** What is said of the chosen entry below its row. Its height is told, because the rows below make room for it. */
function Opened({ row: { event, before, order }, words, isEditable, isWritable, onGo, onEdit, onRemove, onOpenHeight }: EntryRowProps) {
  const { t } = useWords();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => onOpenHeight(element.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [onOpenHeight]);
  const act = (label: string, icon: ReactNode, run: () => void, testId: string) => (
    <Button size="small" kind="plain" icon={icon} onClick={run} data-testid={testId}>{label}</Button>
  );
  const clock = event.moment?.clock ?? null;
  return (
    <div ref={ref} className={css["opened"]} onClick={(click) => click.stopPropagation()} data-testid="event-opened">
      <p className={css["whole"]}>{words.title(event)}</p>
      {event.text !== null && event.kind !== "statement" && <p className={css["note"]}>{event.text}</p>}
      <EventEnd event={event} />
      <p>{words.basis(event)}</p>
      {order !== null && before !== null && <p className={order.established ? undefined : css["unsure"]} data-testid="event-order">{t("events.afterThat", { apart: words.apart(order), before: words.title(before) })} {words.order(before, event, order)}</p>}
      {event.by !== null && <p className={css["by"]}>{t("events.by", { name: event.by })}</p>}
      <p className={css["by"]}>{t(isEditable ? "events.keys" : "events.keysReading")}</p>
      <div className={css["acts"]}>
        {event.moment !== null && act(t("events.go"), <MapPin size={13} aria-hidden />, onGo, "event-go")}
        {isWritable && event.basis === "clock-unread" && clock !== null && event.moment!.cameraMs !== null && act(t("clock.readThis"), <CircleHelp size={13} aria-hidden />, () => openClockDialog({ cameraId: clock.cameraId, cameraMs: event.moment!.cameraMs!, trueMs: event.moment!.trueMs }), "event-read-clock")}
        {isEditable && act(t("events.edit"), <Pencil size={13} aria-hidden />, onEdit, "event-edit")}
        {isEditable && act(t("events.remove"), <X size={13} aria-hidden />, onRemove, "event-remove")}
      </div>
    </div>
  );
}

function EventEnd({ event: { endMs, moment } }: { readonly event: CaseEvent }) {
  const { t } = useWords();
  const timezone = useTimezone();
  if (endMs === null || moment === null || endMs <= moment.trueMs) return null;
  return <p>{t("events.until")} <TimeStamp atMs={endMs} timezone={timezone} /></p>;
}
