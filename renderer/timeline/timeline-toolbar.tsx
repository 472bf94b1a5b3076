// The line above the lanes: zoom, the way back, what is shown and marked, the note of the last key, filter, order, list view.

import { ArrowLeft, ArrowRight, List, Maximize2, Minus, Plus, Rows3, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { durationText } from "../../contract/time-text.ts";
import type { Camera } from "../../contract/model.ts";
import { IconButton } from "../design/button.tsx";
import { runKeyAction } from "../state/keys.ts";
import { useView } from "../state/view-store.ts";
import { spanMs } from "./axis.ts";
import { useGoingNote } from "./going.ts";
import { DistanceField, LaneFilter, LaneOptionsButton } from "./lane-options-menu.tsx";
import { fitAll, zoomAtHead } from "./timeline-intents.ts";
import type { TimelineView } from "./timeline-view.ts";
import css from "./timeline.module.css";

interface ToolbarProps {
  /** Nothing has a place on the timeline: there is nothing to zoom or list. */
  readonly isBare: boolean;
  readonly view: TimelineView;
  readonly cameras: readonly Camera[];
  readonly isList: boolean;
  readonly isLoading: boolean;
  readonly onList: (isList: boolean) => void;
}

const DAY_MS = 86_400_000;
const NOTE_SHOWN_MS = 6_000;

export function TimelineToolbar({ view, cameras, isBare, isList, isLoading, onList }: ToolbarProps) {
  const { t } = useTranslation(["timeline", "lanes"]);
  const markInMs = useView((s) => s.markInMs);
  const markOutMs = useView((s) => s.markOutMs);
  return (
    <div className={css["toolbar"]} role="toolbar" aria-label={t("lanes.label")}>
      <IconButton size="small" icon={<Plus size={14} />} label={t("toolbar.zoomIn")} disabled={isBare} onClick={() => zoomAtHead(view, 1.6)} />
      <IconButton size="small" icon={<Minus size={14} />} label={t("toolbar.zoomOut")} disabled={isBare} onClick={() => zoomAtHead(view, 1 / 1.6)} />
      <IconButton size="small" icon={<Maximize2 size={13} />} label={t("toolbar.fit")} disabled={isBare} onClick={() => fitAll(view)} data-testid="timeline-fit" />
      <HistoryButtons view={view} isBare={isBare} />
      <Span view={view} />
      {markInMs !== null && markOutMs !== null && (
        <span className={`${css["marked"] ?? ""} digits`}>
          {t("lanes.marked", { duration: durationText(markOutMs - markInMs) })}
          <IconButton size="small" icon={<X size={12} />} label={t("toolbar.clearMarks")} onClick={() => useView.getState().setMarks(null, null)} />
        </span>
      )}
      <Hint isBare={isBare} isLoading={isLoading} />
      {!isBare && <DistanceField cameras={cameras} />}
      {!isBare && <LaneFilter cameraCount={cameras.length} />}
      {!isBare && <LaneOptionsButton cameras={cameras} />}
      <IconButton
        size="small" disabled={isBare} icon={isList ? <Rows3 size={14} /> : <List size={14} />} aria-pressed={isList}
        label={isList ? t("toolbar.picture") : t("toolbar.list")} onClick={() => onList(!isList)} data-testid="timeline-list-toggle"
      />
    </div>
  );
}

function HistoryButtons({ view, isBare }: { readonly view: TimelineView; readonly isBare: boolean }) {
  const { t } = useTranslation("lanes");
  const [can, setCan] = useState({ back: false, forward: false });
  useEffect(() => view.subscribe(() => setCan((now) => {
    const { canGoBack: back, canGoForward: forward } = view.history;
    return now.back === back && now.forward === forward ? now : { back, forward };
  })), [view]);
  return (
    <>
      <IconButton size="small" icon={<ArrowLeft size={13} />} label={t("history.back")} disabled={isBare || !can.back} onClick={() => runKeyAction("view-back")} data-testid="timeline-back" />
      <IconButton size="small" icon={<ArrowRight size={13} />} label={t("history.forward")} disabled={isBare || !can.forward} onClick={() => runKeyAction("view-forward")} data-testid="timeline-forward" />
    </>
  );
}

function Span({ view }: { readonly view: TimelineView }) {
  const { t } = useTranslation(["timeline", "lanes"]);
  const span = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Changes with every turn of the wheel: written straight into the page.
    const length = (ms: number): string => (ms >= 2 * DAY_MS ? t("lanes:days", { days: (ms / DAY_MS).toFixed(ms < 100 * DAY_MS ? 1 : 0) }) : durationText(ms > 60_000 ? Math.round(ms / 1000) * 1000 : ms));
    const tell = (): void => {
      if (span.current !== null) span.current.textContent = view.hasRange ? t("lanes.span", { duration: length(spanMs(view.axis)) }) : "";
    };
    tell();
    return view.subscribe(tell);
  }, [view, t]);
  return <span ref={span} className={`${css["span"] ?? ""} digits`} />;
}

/** What the last key led to, for a while; else how the mouse is used. */
function Hint({ isBare, isLoading }: { readonly isBare: boolean; readonly isLoading: boolean }) {
  const { t } = useTranslation("timeline");
  const { note, number } = useGoingNote();
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (number === 0) return undefined;
    setShown(number);
    const timer = setTimeout(() => setShown(0), NOTE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [number]);
  const isNote = shown === number && number > 0;
  return (
    <>
      <span className={css["note"]} role="status" data-testid="timeline-note">{isNote ? note : ""}</span>
      <span className={css["hint"]}>{isNote || isBare ? "" : isLoading ? t("lanes.loading") : t("lanes.hint")}</span>
    </>
  );
}
