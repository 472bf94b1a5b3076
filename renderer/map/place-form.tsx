// A camera's coordinates, system, heading, field of view and range, beside the map: typed, pasted, or pointed at on the map
// meanwhile. The map shows them before they are kept.

import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { FieldRow, TextField } from "../design/field.tsx";
import { call } from "../engine/engine-client.ts";
import { MapForm, SystemField } from "./map-form.tsx";
import { placeFromDraft, type DraftField, type PlaceDraft } from "./place-draft.ts";
import css from "./map.module.css";

interface PlaceFormProps {
  readonly camera: Camera;
  readonly draft: PlaceDraft;
  readonly onDraft: (draft: PlaceDraft | null) => void;
}

export function PlaceForm({ camera, draft, onDraft }: PlaceFormProps) {
  const { t } = useTranslation("map");
  const meant = placeFromDraft(draft);
  const bad = (field: DraftField): string | null => ("bad" in meant && meant.bad.includes(field) ? t(`bad.${field}`) : null);
  const set = (part: Partial<PlaceDraft>): void => onDraft({ ...draft, ...part });
  const save = "bad" in meant ? null : () => call("cameras.place", { cameraId: camera.cameraId, ...meant.place });
  return (
    <MapForm title={t("formTitle", { name: camera.name })} save={save} onClose={() => onDraft(null)} testId="map">
      <TextField label={t("coordinates")} value={draft.coordinates} onChange={(coordinates) => set({ coordinates })} bad={bad("coordinates")} hint={t("coordinatesHint")} placeholder="29.945, 122.305" data-testid="map-coordinates" autoFocus />
      <SystemField system={draft.crs} onSystem={(crs) => set({ crs })} hint={t("crsHint")} />
      <FieldRow>
        <TextField label={t("heading")} value={draft.heading} onChange={(heading) => set({ heading })} bad={bad("heading")} inputMode="decimal" data-testid="map-heading" />
        <TextField label={t("fov")} value={draft.fov} onChange={(fov) => set({ fov })} bad={bad("fov")} inputMode="decimal" />
        <TextField label={t("range")} value={draft.range} onChange={(range) => set({ range })} bad={bad("range")} inputMode="decimal" />
      </FieldRow>
      <p className={css["hint"]}>{t("viewHint")}</p>
    </MapForm>
  );
}
