// The timeline: one lane a camera on one axis of true time, the case lane on top. Puts data, canvas, headers, card and
// list together; the picture itself is timeline-canvas.tsx.

import { List, Maximize2, Minus, Plus, Rows3, X } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { camerasBySite } from "../cameras/camera-groups.ts";
import { durationText } from "../../contract/time-text.ts";
import { IconButton } from "../design/button.tsx";
import { useTimezone } from "../engine/library.ts";
import { onEngineEvent } from "../engine/engine-client.ts";
import { useQuery } from "../engine/use-query.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { onKeyAction, type KeyAction } from "../state/keys.ts";
import { useView } from "../state/view-store.ts";
import { spanMs } from "./axis.ts";
import { HoverCard } from "./hover-card.tsx";
import { forgetHoverFacts } from "./hover-still.ts";
import { NoFootage } from "./no-footage.tsx";
import { LaneHeaders } from "./lane-headers.tsx";
import { LaneList } from "./lane-list.tsx";
import { contentHeightPx, HEAD, headHeightPx, metricsFor } from "./lanes.ts";
import type { ScenePin } from "./scene-pins.ts";
import { TimelineCanvas } from "./timeline-canvas.tsx";
import { fitAll, goToCoverageEnd, zoomAtHead, type Shown } from "./timeline-intents.ts";
import { TimelineView } from "./timeline-view.ts";
import { useLanes, wholeCoverage } from "./use-lanes.ts";
import css from "./timeline.module.css";

const HEADER_PX = 190;
const NO_CAMERAS: readonly Camera[] = [];
const NO_PINS: readonly ScenePin[] = [];

function usePins(): readonly ScenePin[] {
  const caseId = useView((s) => s.caseId);
  const selectedPinId = useView((s) => s.selectedPinId);
  const caseFile = useQuery("cases.read", caseId === null ? null : { caseId }, { topics: ["cases", "clocks"] });
  const pins = caseFile.data !== null && caseFile.data.caseId === caseId ? caseFile.data.pins : null;
  return useMemo(() => pins === null ? NO_PINS : pins.map((pin) => ({
    pinId: pin.pinId, cameraId: pin.cameraId, title: pin.title, startMs: pin.startMs, endMs: pin.endMs, isSelected: pin.pinId === selectedPinId,
  })), [pins, selectedPinId]);
}

/** The first stretch to show, and the first time on the clock: all footage, growing while it is read. */
function useFirstPicture(view: TimelineView, cameras: readonly Camera[], widthPx: number): void {
  const visible = useView((s) => s.visible);
  useEffect(() => {
    if (visible !== null) view.adopt(visible);
  }, [view, visible]);
  useEffect(() => {
    const whole = wholeCoverage(cameras);
    if (whole === null || widthPx < 2) return;
    if (view.isFollowingCoverage && useView.getState().visible === null) view.fit(whole);
    if (!playbackClock.isSet) playbackClock.seek(whole.startMs);
  }, [view, cameras, widthPx]);
}

function useTimelineKeys(view: TimelineView, cameras: readonly Camera[]): void {
  useEffect(() => {
    const stop = ([
      ["zoom-in", () => zoomAtHead(view, 1.6)],
      ["zoom-out", () => zoomAtHead(view, 1 / 1.6)],
      ["fit", () => fitAll(view, cameras)],
      ["coverage-start", () => goToCoverageEnd(view, cameras, "start")],
      ["coverage-end", () => goToCoverageEnd(view, cameras, "end")],
      ["marks-clear", () => useView.getState().setMarks(null, null)],
    ] as const satisfies readonly (readonly [KeyAction, () => void])[]).map(([action, run]) => onKeyAction(action, run));
    return () => stop.forEach((end) => end());
  }, [view, cameras]);
}

/** The size of an element, followed. */
function useSize(view: TimelineView) {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const widthPx = Math.max(1, element.clientWidth - HEADER_PX);
      const heightPx = Math.max(1, element.clientHeight);
      view.resize(widthPx, heightPx);
      setSize((now) => (now.widthPx === widthPx && now.heightPx === heightPx ? now : { widthPx, heightPx }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  return { ref, size };
}

export function Timeline() {
  const { t } = useTranslation(["timeline", "common"]);
  const timezone = useTimezone();
  const listed = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data;
  // Lanes stand in the order of the cameras panel.
  const cameras = useMemo(() => (listed === null ? NO_CAMERAS : camerasBySite(listed).flatMap((group) => group.cameras)), [listed]);
  const view = useMemo(() => new TimelineView(), []);
  const { lanes, isLoading } = useLanes(view, cameras);
  const pins = usePins();
  const shown = useMemo<Shown>(() => ({ cameras, lanes, pins }), [cameras, lanes, pins]);
  const { ref, size } = useSize(view);
  const metrics = useMemo(() => metricsFor(size.heightPx, cameras.length), [size.heightPx, cameras.length]);
  useLayoutEffect(() => view.setMetrics(metrics), [view, metrics]);
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const [isList, setList] = useState(false);
  const isBare = listed !== null && wholeCoverage(cameras) === null;
  useFirstPicture(view, cameras, size.widthPx);
  useTimelineKeys(view, cameras);
  useEffect(() => onEngineEvent((event) => {
    if (event.type === "library.changed") forgetHoverFacts();
  }), []);
  const scrollBy = useCallback((deltaPx: number) => ref.current?.scrollBy({ top: deltaPx }), [ref]);

  return (
    <section className={css["timeline"]} aria-label={t("lanes.label")} data-testid="timeline">
      <Toolbar view={view} cameras={cameras} isBare={isBare} isList={isList} isLoading={isLoading} onList={setList} />
      <div
        ref={ref} className={css["body"]} hidden={isList && !isBare}
        onScroll={(event) => {
          view.scrollTo(event.currentTarget.scrollTop);
          setScrollTopPx(event.currentTarget.scrollTop);
        }}
      >
        <div className={css["content"]} style={{ height: Math.max(contentHeightPx(metrics, cameras.length), 0) }}>
          <div className={css["corner"]} style={{ height: headHeightPx(HEAD), width: HEADER_PX }}>
            <CaseHeader />
          </div>
          <LaneHeaders metrics={metrics} cameras={cameras} scrollTopPx={scrollTopPx} heightPx={size.heightPx} />
          <div className={css["stage"]} style={{ marginInlineStart: HEADER_PX, width: size.widthPx, height: size.heightPx, marginTop: -headHeightPx(HEAD) }}>
            {isBare ? <NoFootage cameraCount={cameras.length} /> : <TimelineCanvas view={view} shown={shown} timezone={timezone} scrollBy={scrollBy} />}
          </div>
        </div>
      </div>
      {!isList && !isBare && <HoverCard view={view} cameras={cameras} lanes={lanes} timezone={timezone} frame={ref} leftPx={HEADER_PX} />}
      {isList && !isBare && (
        <LaneList
          cameras={cameras} lanes={lanes} timezone={timezone}
          fromMs={Math.round(view.axis.fromMs)} toMs={Math.round(view.axis.toMs)}
          goTo={(trueMs, cameraId) => {
            playbackClock.seek(trueMs);
            useView.getState().showCamera(cameraId);
          }}
        />
      )}
    </section>
  );
}

function CaseHeader() {
  const { t } = useTranslation("timeline");
  const caseId = useView((s) => s.caseId);
  const caseFile = useQuery("cases.read", caseId === null ? null : { caseId }, { topics: ["cases", "clocks"] }).data;
  const isOpen = caseFile !== null && caseFile.caseId === caseId;
  return (
    <div className={css["caseHeader"]} style={{ top: HEAD.rulerPx, height: HEAD.casePx - 1 }} title={isOpen ? caseFile.title : undefined}>
      <span className={css["laneTile"]} aria-hidden="true">◆</span>
      <span className={css["laneName"]}>{isOpen ? caseFile.title : t("lanes.case")}</span>
      {!isOpen && <span className={css["laneClock"]}>{t("lanes.noCase")}</span>}
    </div>
  );
}

interface ToolbarProps {
  /** Nothing has a place on the timeline: there is nothing to zoom or list. */
  readonly isBare: boolean;
  readonly view: TimelineView;
  readonly cameras: readonly Camera[];
  readonly isList: boolean;
  readonly isLoading: boolean;
  readonly onList: (isList: boolean) => void;
}

function Toolbar({ view, cameras, isBare, isList, isLoading, onList }: ToolbarProps) {
  const { t } = useTranslation("timeline");
  const markInMs = useView((s) => s.markInMs);
  const markOutMs = useView((s) => s.markOutMs);
  const span = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Changes with every turn of the wheel: written straight into the page.
    const tell = (): void => {
      if (span.current !== null) span.current.textContent = view.hasRange ? t("lanes.span", { duration: durationText(spanMs(view.axis) > 60_000 ? Math.round(spanMs(view.axis) / 1000) * 1000 : spanMs(view.axis)) }) : "";
    };
    tell();
    return view.subscribe(tell);
  }, [view, t]);
  return (
    <div className={css["toolbar"]} role="toolbar" aria-label={t("lanes.label")}>
      <IconButton size="small" icon={<Plus size={14} />} label={t("toolbar.zoomIn")} disabled={isBare} onClick={() => zoomAtHead(view, 1.6)} />
      <IconButton size="small" icon={<Minus size={14} />} label={t("toolbar.zoomOut")} disabled={isBare} onClick={() => zoomAtHead(view, 1 / 1.6)} />
      <IconButton size="small" icon={<Maximize2 size={13} />} label={t("toolbar.fit")} disabled={isBare} onClick={() => fitAll(view, cameras)} data-testid="timeline-fit" />
      <span ref={span} className={`${css["span"] ?? ""} digits`} />
      {markInMs !== null && markOutMs !== null && (
        <span className={`${css["marked"] ?? ""} digits`}>
          {t("lanes.marked", { duration: durationText(markOutMs - markInMs) })}
          <IconButton size="small" icon={<X size={12} />} label={t("toolbar.clearMarks")} onClick={() => useView.getState().setMarks(null, null)} />
        </span>
      )}
      <span className={css["hint"]}>{isBare ? "" : isLoading ? t("lanes.loading") : t("lanes.hint")}</span>
      <IconButton
        size="small" disabled={isBare} icon={isList ? <Rows3 size={14} /> : <List size={14} />} aria-pressed={isList}
        label={isList ? t("toolbar.picture") : t("toolbar.list")} onClick={() => onList(!isList)} data-testid="timeline-list-toggle"
      />
    </div>
  );
}
