// A camera's coordinates, system, heading, field of view and range, beside the map: typed, pasted, or pointed at on the map
// meanwhile. The map shows them before they are kept.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { placeFromDraft, type DraftField, type PlaceDraft } from "./place-draft.ts";
import css from "./map.module.css";

/** Systems in which coordinates are entered, the usual first. */
export const SYSTEMS = ["WGS84", "GCJ02", "BD09", "CGCS2000"] as const;

interface PlaceFormProps {
  readonly camera: Camera;
  readonly draft: PlaceDraft;
  readonly onDraft: (draft: PlaceDraft | null) => void;
}

export function PlaceForm({ camera, draft, onDraft }: PlaceFormProps) {
  const { t } = useTranslation(["map", "window"]);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const meant = placeFromDraft(draft);
  const bad = (field: DraftField): string | null => ("bad" in meant && meant.bad.includes(field) ? t(`bad.${field}`) : null);
  const set = (part: Partial<PlaceDraft>): void => onDraft({ ...draft, ...part });
  const save = (): void => {
    if ("bad" in meant) return;
    withActor(() => call("cameras.place", { cameraId: camera.cameraId, ...meant.place })).then(() => onDraft(null), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <form
      className={css["form"]} aria-label={t("formTitle", { name: camera.name })} data-testid="map-form" noValidate
      onSubmit={(event) => { event.preventDefault(); save(); }}
      onKeyDown={(event) => { if (event.key === "Escape") onDraft(null); }}
    >
      <h2 className={css["heading"]}>{t("formTitle", { name: camera.name })}</h2>
      <TextField label={t("coordinates")} value={draft.coordinates} onChange={(coordinates) => set({ coordinates })} bad={bad("coordinates")} hint={t("coordinatesHint")} placeholder="29.945, 122.305" data-testid="map-coordinates" autoFocus />
      <SelectField label={t("crs")} value={draft.crs} onChange={(crs) => set({ crs })} hint={t("crsHint")} options={SYSTEMS.map((value) => ({ value, label: t(`system.${value}`) }))} />
      <FieldRow>
        <TextField label={t("heading")} value={draft.heading} onChange={(heading) => set({ heading })} bad={bad("heading")} inputMode="decimal" data-testid="map-heading" />
        <TextField label={t("fov")} value={draft.fov} onChange={(fov) => set({ fov })} bad={bad("fov")} inputMode="decimal" />
        <TextField label={t("range")} value={draft.range} onChange={(range) => set({ range })} bad={bad("range")} inputMode="decimal" />
      </FieldRow>
      <p className={css["hint"]}>{t("viewHint")}</p>
      <ErrorNotice error={error} />
      <div className={css["formButtons"]}>
        <Button onClick={() => onDraft(null)}>{t("window:words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={"bad" in meant} data-testid="map-save">{t("window:words.save")}</Button>
      </div>
    </form>
  );
}
