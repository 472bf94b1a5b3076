// Marking an area as blind beside the map: name, why, and its corners, which are clicked on the map or typed.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button } from "../design/button.tsx";
import { NoteField, SelectField, TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { meantByArea, type AreaDraft } from "./area-draft.ts";
import { useAreaText } from "./area-text.ts";
import { SYSTEMS } from "./place-form.tsx";
import css from "./map.module.css";

interface AreaFormProps {
  readonly draft: AreaDraft;
  readonly onDraft: (draft: AreaDraft | null) => void;
}

export function AreaForm({ draft, onDraft }: AreaFormProps) {
  const { t } = useTranslation(["map", "window"]);
  const areaText = useAreaText();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const { facts, bad, areaM2 } = meantByArea(draft);
  const set = (part: Partial<AreaDraft>): void => onDraft({ ...draft, ...part });
  const save = (): void => {
    if (facts === null) return;
    const { areaId } = draft;
    withActor(() => (areaId === null ? call("blindAreas.add", facts) : call("blindAreas.update", { ...facts, areaId }))).then(() => onDraft(null), (thrown: unknown) => setError(factsFromError(thrown)));
  };
  const note = bad === null || bad === "too-few" && draft.corners.trim() === "" ? null : typeof bad === "object" ? t("blind.badLine", { line: bad.line }) : t(`blind.bad.${bad}`);
  return (
    <form
      className={css["form"]} aria-label={t("blind.formTitle")} data-testid="map-area-form" noValidate
      onSubmit={(event) => { event.preventDefault(); save(); }} onKeyDown={(event) => { if (event.key === "Escape") onDraft(null); }}
    >
      <h2 className={css["heading"]}>{t("blind.formTitle")}</h2>
      <TextField label={t("blind.name")} value={draft.name} onChange={(name) => set({ name })} hint={t("blind.nameHint")} maxLength={200} data-testid="map-area-name" autoFocus />
      <TextField label={t("blind.reason")} isOptional value={draft.reason} onChange={(reason) => set({ reason })} hint={t("blind.reasonHint")} maxLength={2_000} data-testid="map-area-reason" />
      <SelectField label={t("crs")} value={draft.crs} onChange={(crs) => set({ crs })} options={SYSTEMS.map((value) => ({ value, label: t(`system.${value}`) }))} />
      <NoteField label={t("blind.corners")} value={draft.corners} onChange={(corners) => set({ corners })} hint={t("blind.cornersHint")} rows={4} />
      <p className={css["warning"]} role="status" data-testid="map-area-note">{note ?? (areaM2 === null ? "" : t("blind.size", { area: areaText(areaM2) }))}</p>
      <ErrorNotice error={error} />
      <div className={css["formButtons"]}>
        <Button onClick={() => onDraft(null)}>{t("window:words.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={facts === null} data-testid="map-area-save">{t("window:words.save")}</Button>
      </div>
    </form>
  );
}
