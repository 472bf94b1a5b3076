// The timeline: one lane a camera on one axis of true time, the case lane on top. Puts data, canvas, headers, card and
// list together; the picture itself is timeline-canvas.tsx.

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { useTimezone } from "../engine/library.ts";
import { useTimelineFacts } from "../events/timeline-facts.ts";
import { onEngineEvent } from "../engine/engine-client.ts";
import { useOpenCase } from "../case/open-case.ts";
import { useQuery } from "../engine/use-query.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useTimelineBands } from "../reconstruct/timeline-bands.ts";
import { useTimelineLosses } from "../reconstruct/timeline-losses.ts";
import { useView } from "../state/view-store.ts";
import { BandCard } from "./band-card.tsx";
import { BandHeaders } from "./band-headers.tsx";
import { CaseCard } from "./case-card.tsx";
import { HoverCard } from "./hover-card.tsx";
import { forgetHoverFacts } from "./hover-still.ts";
import { wholeCoverage } from "./lane-data.ts";
import { LaneHeaders } from "./lane-headers.tsx";
import { LaneList } from "./lane-list.tsx";
import { placeToMeasureFrom } from "./lane-options-menu.tsx";
import { useLaneOptions } from "./lane-options-store.ts";
import { rowsFrom, type LaneRows } from "./lane-rows.ts";
import { contentHeightPx, HEAD, headHeightPx, metricsFor } from "./lanes.ts";
import { NoFootage } from "./no-footage.tsx";
import { Overview } from "./overview.tsx";
import { bandHeights } from "./scene-bands.ts";
import type { ScenePin } from "./scene-pins.ts";
import { TimelineCanvas } from "./timeline-canvas.tsx";
import type { Shown } from "./timeline-intents.ts";
import { TimelineToolbar } from "./timeline-toolbar.tsx";
import { TimelineView } from "./timeline-view.ts";
import { useFrameTicks } from "./use-frame-ticks.ts";
import { useLaneData } from "./use-lane-data.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import css from "./timeline.module.css";

const HEADER_PX = 190;
const NO_CAMERAS: readonly Camera[] = [];
const NO_PINS: readonly ScenePin[] = [];
const NOT_ON_TOP: readonly string[] = [];

function usePins(): readonly ScenePin[] {
  const selectedPinId = useView((s) => s.selectedPinId);
  const pins = useOpenCase()?.pins;
  return useMemo(() => pins === undefined ? NO_PINS : pins.map((pin) => ({
    pinId: pin.pinId, cameraId: pin.cameraId, title: pin.title, startMs: pin.startMs, endMs: pin.endMs, isSelected: pin.pinId === selectedPinId, uncertaintyMs: pin.uncertaintyMs,
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

/** The size of an element, followed. */
function useSize(view: TimelineView) {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      // Behind the list view it has no size; the list goes on with the stretch that was shown.
      if (element.clientWidth === 0) return;
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

/** The rows as a person wants them, of the cameras that there are. */
function useRows(cameras: readonly Camera[]): LaneRows {
  const { sort, isGrouped, folded, filter, isWallOnTop, from } = useLaneOptions();
  const tiles = useView((s) => s.tiles);
  const onTop = useMemo(() => (isWallOnTop ? tiles.flatMap((cameraId) => cameraId ?? []) : NOT_ON_TOP), [isWallOnTop, tiles]);
  return useMemo(
    () => rowsFrom(cameras, { sort, isGrouped, folded, filter, onTop, from: placeToMeasureFrom(sort, from, cameras) }),
    [cameras, sort, isGrouped, folded, filter, onTop, from],
  );
}

export function Timeline() {
  const { t } = useTranslation(["timeline", "common", "lanes"]);
  const timezone = useTimezone();
  const listed = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data;
  const cameras = listed ?? NO_CAMERAS;
  const rows = useRows(cameras);
  const view = useMemo(() => new TimelineView(), []);
  const [isList, setList] = useState(false);
  const { data, version, isLoading } = useLaneData(view, rows, isList);
  const pins = usePins();
  const losses = useTimelineLosses();
  const { bands, exhibitIds } = useTimelineBands(isList);
  const facts = useTimelineFacts();
  const shown = useMemo<Shown>(() => ({ laneOf: (cameraId) => data.laneOf(cameraId), mergedOf: (key) => data.mergedOf(key), pins, losses, bands, facts }), [data, pins, losses, bands, facts]);
  const { ref, size } = useSize(view);
  const metrics = useMemo(() => metricsFor(size.heightPx, rows.rows.length, rows.fixedCount, bandHeights(bands)), [size.heightPx, rows, bands]);
  const headPx = headHeightPx(metrics);
  const groupIndexes = useMemo(() => rows.rows.flatMap((row, i) => (row.kind === "group" ? [i] : [])), [rows]);
  useLayoutEffect(() => {
    view.setMetrics(metrics);
    view.setRows(rows);
  }, [view, metrics, rows]);
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const isBare = listed !== null && wholeCoverage(cameras) === null;
  useFirstPicture(view, cameras, size.widthPx);
  useTimelineKeys(view, rows, pins);
  useFrameTicks(view, data);
  useEffect(() => onEngineEvent((event) => {
    if (event.type === "library.changed") forgetHoverFacts();
  }), []);
  const scrollBy = useCallback((deltaPx: number) => ref.current?.scrollBy({ top: deltaPx }), [ref]);

  return (
    <section className={css["timeline"]} aria-label={t("lanes.label")} data-testid="timeline">
      <TimelineToolbar view={view} cameras={cameras} isBare={isBare} isList={isList} isLoading={isLoading} onList={setList} />
      {!isBare && <Overview view={view} rows={rows} timezone={timezone} />}
      <div
        ref={ref} className={css["body"]} hidden={isList && !isBare}
        onScroll={(event) => {
          view.scrollTo(event.currentTarget.scrollTop);
          setScrollTopPx(event.currentTarget.scrollTop);
        }}
      >
        <div className={css["content"]} style={{ height: Math.max(contentHeightPx(metrics, rows.rows.length), 0) }}>
          <div className={css["corner"]} style={{ height: headPx, width: HEADER_PX }}>
            <CaseHeader />
            <BandHeaders metrics={metrics} bands={bands} exhibitIds={exhibitIds} />
          </div>
          <LaneHeaders metrics={metrics} rows={rows} groupIndexes={groupIndexes} scrollTopPx={scrollTopPx} heightPx={size.heightPx} />
          {rows.rows.length === 0 && cameras.length > 0 && <p className={css["noMatch"]} style={{ top: headPx + 8 }}>{t("lanes:filter.none")}</p>}
          <div className={css["stage"]} style={{ marginInlineStart: HEADER_PX, width: size.widthPx, height: size.heightPx, marginTop: -headPx }}>
            {isBare ? <NoFootage cameraCount={cameras.length} /> : <TimelineCanvas view={view} data={data} shown={shown} timezone={timezone} scrollBy={scrollBy} />}
          </div>
        </div>
      </div>
      {!isList && !isBare && <HoverCard view={view} cameras={cameras} laneOf={shown.laneOf} timezone={timezone} frame={ref} leftPx={HEADER_PX} />}
      {!isList && !isBare && <CaseCard view={view} pins={pins} facts={facts} cameras={cameras} timezone={timezone} frame={ref} leftPx={HEADER_PX} />}
      {!isList && !isBare && bands.length > 0 && <BandCard view={view} bands={bands} frame={ref} leftPx={HEADER_PX} />}
      {isList && !isBare && (
        <LaneList
          rows={rows} shown={shown} version={version} timezone={timezone}
          fromMs={Math.round(view.axis.fromMs)} toMs={Math.round(view.axis.toMs)}
          goTo={(trueMs, cameraId) => {
            playbackClock.seek(trueMs);
            if (cameraId !== null) useView.getState().showCamera(cameraId);
          }}
        />
      )}
    </section>
  );
}

function CaseHeader() {
  const { t } = useTranslation("timeline");
  const opened = useOpenCase();
  return (
    <div className={css["caseHeader"]} style={{ top: HEAD.rulerPx, height: HEAD.casePx - 1 }} title={opened?.title}>
      <span className={css["laneTile"]} aria-hidden="true">◆</span>
      <span className={css["laneName"]}>{opened?.title ?? t("lanes.case")}</span>
      {opened === null && <span className={css["laneClock"]}>{t("lanes.noCase")}</span>}
    </div>
  );
}
