// The map in the place of the wall: the ground with its legend, and beside it what one of its parts lists. The chosen camera is the
// active tile's: choosing one here shows it there. What is drawn is map-canvas.tsx, camera-marks.tsx and path-marks.tsx.

import { Crosshair } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { fitPlan, type SitePlan } from "../../contract/site-plan.ts";
import { withActor } from "../actor/actor-store.ts";
import { IconButton } from "../design/button.tsx";
import { TabList, tabId } from "../design/tab-list.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";
import { CameraMarks } from "./camera-marks.tsx";
import { useCameraStates } from "./camera-states.ts";
import { MapCanvas, useSize } from "./map-canvas.tsx";
import { placeToFit, xyFromWgs84, type MapPlace, type SizePx } from "./map-geometry.ts";
import { MapLegend } from "./map-legend.tsx";
import { MapList } from "./map-list.tsx";
import { mapParts, useMap } from "./map-store.ts";
import { usePath } from "./path-choice.ts";
import { legCurves, stopNumbers, type LegCurve } from "./path-geometry.ts";
import { PathMarks } from "./path-marks.tsx";
import { meantBy, picked } from "./plan-draft.ts";
import { PlanLayer } from "./plan-layer.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { PlanPicker } from "./plan-picker.tsx";
import { PathPanel } from "./path-panel.tsx";
import { useLegWords } from "./path-words.ts";
import { draftAt, draftOfCamera, placeFromDraft } from "./place-draft.ts";
import { PlaceForm } from "./place-form.tsx";
import css from "./map.module.css";

/** Shown while no camera has a position: some ground to put the first one on, at a street's scale. */
const EMPTY_PLACE: MapPlace = { centre: { lat: 29.945, lon: 122.305 }, metresPerPx: 0.5 };
const GRID_ANCHOR: Wgs84 = { lat: 0, lon: 0 };
const PANEL_ID = "map-part";
const NO_CURVES: readonly LegCurve[] = [];
const NO_STOPS: ReadonlyMap<string, string> = new Map();

const placeOf = (cameras: readonly Camera[], size: SizePx): MapPlace => placeToFit(cameras.flatMap((camera) => camera.wgs84 ?? []), size) ?? EMPTY_PLACE;

export function MapView({ cameras }: { readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation("map");
  const isWritable = useLibrary().data?.writable === true;
  const { place: kept, draft, part, planDraft, showPart, setPlace, setDraft, setPlanDraft } = useMap();
  const activeId = useView((s) => s.tiles[s.activeTile] ?? null);
  const showCamera = useView((s) => s.showCamera);
  const states = useCameraStates(cameras.map((camera) => camera.cameraId));
  const [ref, size] = useSize<HTMLDivElement>();
  const [error, setError] = useState<ErrorFacts | null>(null);
  useEffect(() => () => useMap.getState().setDraft(null), []);

  const edited = draft === null ? null : cameras.find((camera) => camera.cameraId === draft.cameraId) ?? null;
  const dropped = (cameraId: string, point: Wgs84): void => {
    const camera = cameras.find((each) => each.cameraId === cameraId);
    if (camera === undefined || !isWritable) return;
    const next = draftAt(draft?.cameraId === cameraId ? draft : draftOfCamera(camera), point);
    const meant = placeFromDraft(next);
    // One that stands already is moved only by saying so: its new place waits in the form.
    if (camera.wgs84 !== null || "bad" in meant) return setDraft(next);
    setError(null);
    withActor(() => call("cameras.place", { cameraId, ...meant.place })).catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  const place = kept ?? (size === null ? null : placeOf(cameras, size));
  const fit = (): void => setPlace(null);
  const way = useWay(place, size);
  const { plans, shown, edited: laidNow } = usePlans();
  const pointed = (point: Wgs84): void => {
    if (draft !== null) setDraft(draftAt(draft, point));
    else if (planDraft?.picking?.what === "ground") setPlanDraft(picked(planDraft, { ground: point }));
  };
  return (
    <section className={css["map"]} aria-label={t("label")} data-testid="map">
      <div className={css["canvas"]}>
        <div className={css["stage"]} ref={ref} data-testid="map-stage">
          {size !== null && planDraft?.picking?.what === "image" && laidNow !== null && (
            <PlanPicker plan={laidNow} size={size} takesFocus={planDraft.picking.takesFocus} marks={meantBy(planDraft).points.map(({ xPx, yPx }) => ({ x: xPx, y: yPx }))} onPick={(xy) => setPlanDraft(picked(planDraft, { xy }))} />
          )}
          {size !== null && place !== null && size.widthPx > 0 && planDraft?.picking?.what !== "image" && (
            <MapCanvas
              place={place} size={size} anchor={GRID_ANCHOR} isPicking={draft !== null || planDraft?.picking?.what === "ground"} onPlace={setPlace} onFit={fit} onDropCamera={dropped} onPoint={pointed}
              below={shown !== null && <PlanLayer {...shown} place={place} size={size} />}
            >
              <PathMarks curves={way.curves} />
              <CameraMarks cameras={cameras} states={states} place={place} size={size} activeId={activeId} draft={draft} stops={way.stops} legs={way.legs} onChoose={showCamera} />
            </MapCanvas>
          )}
          <div className={css["tools"]}><IconButton icon={<Crosshair size={15} aria-hidden />} label={t("fit")} onClick={fit} data-testid="map-fit" /></div>
          {cameras.every((camera) => camera.wgs84 === null) && <p className={css["empty"]} role="status">{t("empty")}</p>}
        </div>
        <MapLegend hasWay={way.curves.length > 0} />
      </div>
      <aside className={css["aside"]} aria-label={t("list")}>
        <TabList label={t("parts")} panelId={PANEL_ID} tabs={mapParts.map((key) => ({ key, label: t(`part.${key}`) }))} shown={part} onShow={showPart} />
        <div className={css["asidePart"]} role="tabpanel" id={PANEL_ID} data-testid={PANEL_ID} aria-labelledby={tabId(PANEL_ID, part)} tabIndex={0} data-owns-keys>
          <ErrorNotice error={error} />
          {part === "cameras" && edited !== null && draft !== null && <PlaceForm key={edited.cameraId} camera={edited} draft={draft} onDraft={setDraft} />}
          {part === "cameras" && <MapList cameras={cameras} states={states} activeId={activeId} isWritable={isWritable} onChoose={showCamera} onEdit={(camera) => setDraft(draftOfCamera(camera))} />}
          {part === "path" && <PathPanel />}
          {part === "plan" && <PlanPanel plans={plans} isWritable={isWritable} />}
        </div>
      </aside>
    </section>
  );
}

const NO_PLANS: readonly SitePlan[] = [];

/** The plans of the library, the one that lies on the map (as its points are being typed, where they are), and the one that is being laid. */
function usePlans() {
  const plans = useQuery("plans.list", {}, { topics: ["map"] }).data ?? NO_PLANS;
  const { planId, planDraft, planOpacity } = useMap();
  const edited = plans.find((plan) => plan.planId === planDraft?.planId) ?? null;
  const plan = edited ?? plans.find((each) => each.planId === planId) ?? null;
  const fit = plan === null ? null : planDraft !== null && edited !== null ? meantBy(planDraft).fit : fitPlan(plan.points);
  return { plans, edited, shown: plan === null || fit === null || "bad" in fit ? null : { plan, fit, opacity: planOpacity ?? plan.opacity } };
}

/** The way that is chosen, where it lies on the screen. */
function useWay(place: MapPlace | null, size: SizePx | null) {
  const path = usePath().data;
  const words = useLegWords();
  const curves = useMemo(() => (path === null || place === null || size === null ? NO_CURVES : legCurves(path, (point) => xyFromWgs84(place, size, point))), [path, place, size]);
  const stops = useMemo(() => (path === null ? NO_STOPS : stopNumbers(path.stops)), [path]);
  return { curves, stops, legs: curves.filter(({ verdict }) => verdict !== "standing").map(({ leg, middle, verdict }) => ({ id: `leg ${leg.toStop}`, text: words(leg).mark, at: middle, verdict })) };
}
