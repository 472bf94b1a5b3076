// The map in the place of the wall: ground and list, beside each other. The chosen camera is the active tile's: choosing one here
// shows it there. What is drawn is map-canvas.tsx and camera-marks.tsx.

import { Crosshair } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useLibrary } from "../engine/library.ts";
import { useView } from "../state/view-store.ts";
import { CameraMarks, StateShape } from "./camera-marks.tsx";
import { useCameraStates } from "./camera-states.ts";
import { MapCanvas, useSize } from "./map-canvas.tsx";
import { placeToFit, type MapPlace, type SizePx } from "./map-geometry.ts";
import { MapList } from "./map-list.tsx";
import { useMap } from "./map-store.ts";
import { draftAt, draftOfCamera, placeFromDraft } from "./place-draft.ts";
import { PlaceForm } from "./place-form.tsx";
import css from "./map.module.css";

/** Shown while no camera has a position: some ground to put the first one on, at a street's scale. */
const EMPTY_PLACE: MapPlace = { centre: { lat: 29.945, lon: 122.305 }, metresPerPx: 0.5 };
const GRID_ANCHOR: Wgs84 = { lat: 0, lon: 0 };

const placeOf = (cameras: readonly Camera[], size: SizePx): MapPlace => placeToFit(cameras.flatMap((camera) => camera.wgs84 ?? []), size) ?? EMPTY_PLACE;

export function MapView({ cameras }: { readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation("map");
  const isWritable = useLibrary().data?.writable === true;
  const { place: kept, draft, setPlace, setDraft } = useMap();
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
  return (
    <section className={css["map"]} aria-label={t("label")} data-testid="map">
      <div className={css["canvas"]} ref={ref}>
        {size !== null && place !== null && size.widthPx > 0 && (
          <MapCanvas
            place={place} size={size} anchor={GRID_ANCHOR} isPicking={draft !== null} onPlace={setPlace} onFit={fit} onDropCamera={dropped}
            onPoint={(point) => { if (draft !== null) setDraft(draftAt(draft, point)); }}
          >
            <CameraMarks cameras={cameras} states={states} place={place} size={size} activeId={activeId} draft={draft} onChoose={showCamera} />
          </MapCanvas>
        )}
        <div className={css["tools"]}><IconButton icon={<Crosshair size={15} aria-hidden />} label={t("fit")} onClick={fit} data-testid="map-fit" /></div>
        <Legend />
        {cameras.every((camera) => camera.wgs84 === null) && <p className={css["empty"]} role="status">{t("empty")}</p>}
      </div>
      <aside className={css["aside"]} aria-label={t("list")}>
        <ErrorNotice error={error} />
        {edited !== null && draft !== null && <PlaceForm key={edited.cameraId} camera={edited} draft={draft} onDraft={setDraft} />}
        <MapList cameras={cameras} states={states} activeId={activeId} isWritable={isWritable} onChoose={showCamera} onEdit={(camera) => setDraft(draftOfCamera(camera))} />
      </aside>
    </section>
  );
}

function Legend() {
  const { t } = useTranslation("map");
  return (
    <p className={css["legend"]} aria-hidden>
      {(["footage", "gap", "none"] as const).map((state) => <span key={state}><svg width={14} height={14}><StateShape state={state} x={7} y={7} /></svg>{t(`state.${state}`)}</span>)}
      <span className={css["assumed"]}>{t("assumed")}</span>
    </p>
  );
}
