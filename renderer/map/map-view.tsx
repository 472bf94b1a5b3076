// The map in the place of the wall: the ground with its legend, and beside it what one of its parts lists. The chosen camera is the
// active tile's: choosing one here shows it there. What is drawn is map-canvas.tsx, camera-marks.tsx and path-marks.tsx.

import { Crosshair } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { IconButton } from "../design/button.tsx";
import { TabList, tabId, tabPanelId } from "../design/tab-list.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary } from "../engine/library.ts";
import { useView } from "../state/view-store.ts";
import { useBlindGround } from "./blind-ground-query.ts";
import { BlindLayer } from "./blind-layer.tsx";
import { BlindPanel } from "./blind-panel.tsx";
import { CameraMarks } from "./camera-marks.tsx";
import { useCameraStates } from "./camera-states.ts";
import { MapCanvas, useSize } from "./map-canvas.tsx";
import { placeToFit, type MapPlace, type SizePx } from "./map-geometry.ts";
import { useDrawnArea, useNeighbourLines, usePlans, useTiles, useWay } from "./map-layers.ts";
import { MapLegend } from "./map-legend.tsx";
import { MapList } from "./map-list.tsx";
import { pointAt, takeBackPoint, useIsPointing } from "./map-pointing.ts";
import { mapParts, useMap } from "./map-store.ts";
import { NeighbourMarks } from "./neighbour-marks.tsx";
import { PathMarks } from "./path-marks.tsx";
import { meantBy, picked } from "./plan-draft.ts";
import { PlanLayer } from "./plan-layer.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { PlanPicker } from "./plan-picker.tsx";
import { TileLayer } from "./tile-layer.tsx";
import { PathPanel } from "./path-panel.tsx";
import { draftAt, draftOfCamera, placeFromDraft } from "./place-draft.ts";
import { PlaceForm } from "./place-form.tsx";
import css from "./map.module.css";

/** Shown while no camera has a position: some ground to put the first one on, at a street's scale. */
const EMPTY_PLACE: MapPlace = { centre: { lat: 29.945, lon: 122.305 }, metresPerPx: 0.5 };
const PANEL_ID = "map-part";

/** All cameras that stand somewhere, and the corners of the plan that lies there. */
const placeOf = (cameras: readonly Camera[], corners: readonly Wgs84[], size: SizePx): MapPlace => placeToFit([...cameras.flatMap((camera) => camera.wgs84 ?? []), ...corners], size) ?? EMPTY_PLACE;

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
  const { plans, shown, corners, edited: laidNow } = usePlans();
  const place = kept ?? (size === null ? null : placeOf(cameras, corners, size));
  const fit = (): void => setPlace(null);
  const way = useWay(place, size);
  const { tiles, source } = useTiles();
  const goThere = (centre: Wgs84): void => { if (place !== null) setPlace({ ...place, centre }); };
  const blind = useBlindGround(cameras, states);
  const drawn = useDrawnArea();
  const isPointing = useIsPointing();
  // While a place is asked for, a camera's mark says where it stands.
  const choose = (cameraId: string): void => {
    const at = cameras.find((camera) => camera.cameraId === cameraId)?.wgs84 ?? null;
    if (isPointing && at !== null) pointAt(at);
    else showCamera(cameraId);
  };
  const lines = useNeighbourLines(cameras, activeId, place, size);
  const marks = [...way.legs, ...lines.map(({ id, from, to, text }) => ({ id, text, at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, verdict: "neighbour" as const }))];
  return (
    <section className={css["map"]} aria-label={t("label")} data-testid="map">
      <div className={css["canvas"]}>
        <div className={css["stage"]} ref={ref} data-testid="map-stage">
          {size !== null && planDraft?.picking?.what === "image" && laidNow !== null && (
            <PlanPicker plan={laidNow} size={size} takesFocus={planDraft.picking.takesFocus} marks={meantBy(planDraft).points.map(({ xPx, yPx }) => ({ x: xPx, y: yPx }))} onPick={(xy) => setPlanDraft(picked(planDraft, { xy }))} />
          )}
          {size !== null && place !== null && size.widthPx > 0 && planDraft?.picking?.what !== "image" && (
            <MapCanvas
              place={place} size={size} isPicking={isPointing} onPlace={setPlace} onFit={fit} onDropCamera={dropped} onPoint={pointAt} onTakeBack={takeBackPoint}
              below={<>{source !== null && <TileLayer key={source.sourceId} source={source} place={place} />}{shown !== null && <PlanLayer {...shown} place={place} size={size} />}</>}
            >
              <BlindLayer placed={blind.placed} areas={blind.areas} drawn={drawn} place={place} size={size} />
              <NeighbourMarks lines={lines} />
              <PathMarks curves={way.curves} />
              <CameraMarks cameras={cameras} states={states} place={place} size={size} activeId={activeId} draft={draft} stops={way.stops} legs={marks} onChoose={choose} />
            </MapCanvas>
          )}
          <div className={css["tools"]}><IconButton icon={<Crosshair size={15} aria-hidden />} label={t("fit")} onClick={fit} data-testid="map-fit" /></div>
          {cameras.every((camera) => camera.wgs84 === null) && <p className={css["empty"]} role="status">{t("empty")}</p>}
        </div>
        <MapLegend hasWay={way.curves.length > 0} hasBlind={blind.placed !== null} hasPartly={(blind.placed?.ground.partlyM2 ?? 0) > 0} hasMarked={blind.areas.length > 0} />
      </div>
      <aside className={css["aside"]} aria-label={t("list")}>
        <TabList label={t("parts")} panelId={PANEL_ID} tabs={mapParts.map((key) => ({ key, label: t(`part.${key}`) }))} shown={part} onShow={showPart} />
        <div className={css["asidePart"]} role="tabpanel" id={tabPanelId(PANEL_ID)} data-testid={PANEL_ID} aria-labelledby={tabId(PANEL_ID, part)} tabIndex={0} data-owns-keys>
          <ErrorNotice error={error} />
          {part === "cameras" && edited !== null && draft !== null && <PlaceForm key={edited.cameraId} camera={edited} draft={draft} onDraft={setDraft} />}
          {part === "cameras" && <MapList cameras={cameras} states={states} activeId={activeId} isWritable={isWritable} onChoose={showCamera} onEdit={(camera) => setDraft(draftOfCamera(camera))} />}
          {part === "path" && <PathPanel />}
          {part === "plan" && <PlanPanel plans={plans} tiles={tiles} isWritable={isWritable} onGo={goThere} />}
          {part === "blind" && <BlindPanel cameras={cameras} blind={blind} isWritable={isWritable} onGo={goThere} />}
        </div>
      </aside>
    </section>
  );
}
