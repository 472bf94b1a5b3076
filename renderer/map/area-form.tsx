// Marking an area as blind beside the map: name, why, and its corners, which are clicked on the map or typed.

import { useTranslation } from "react-i18next";
import { NoteField, TextField } from "../design/field.tsx";
import { call } from "../engine/engine-client.ts";
import { meantByArea, type AreaDraft } from "./area-draft.ts";
import { useAreaText } from "./area-text.ts";
import { MapForm, SystemField } from "./map-form.tsx";
import css from "./map.module.css";

interface AreaFormProps {
  readonly draft: AreaDraft;
  readonly onDraft: (draft: AreaDraft | null) => void;
}

export function AreaForm({ draft, onDraft }: AreaFormProps) {
  const { t } = useTranslation("map");
  const areaText = useAreaText();
  const { areaId } = draft;
  const { facts, bad, areaM2 } = meantByArea(draft);
  const set = (part: Partial<AreaDraft>): void => onDraft({ ...draft, ...part });
  const save = facts === null ? null : () => (areaId === null ? call("blindAreas.add", facts) : call("blindAreas.update", { ...facts, areaId }));
  const note = bad === null || bad === "too-few" && draft.corners.trim() === "" ? null : typeof bad === "object" ? t("blind.badLine", { line: bad.line }) : t(`blind.bad.${bad}`);
  return (
    <MapForm title={t("blind.formTitle")} save={save} onClose={() => onDraft(null)} testId="map-area">
      <TextField label={t("blind.name")} value={draft.name} onChange={(name) => set({ name })} hint={t("blind.nameHint")} maxLength={200} data-testid="map-area-name" autoFocus />
      <TextField label={t("blind.reason")} isOptional value={draft.reason} onChange={(reason) => set({ reason })} hint={t("blind.reasonHint")} maxLength={2_000} data-testid="map-area-reason" />
      <SystemField system={draft.crs} onSystem={(crs) => set({ crs })} />
      <NoteField label={t("blind.corners")} value={draft.corners} onChange={(corners) => set({ corners })} hint={t("blind.cornersHint")} rows={4} />
      <p className={css["warning"]} role="status" data-testid="map-area-note">{note ?? (areaM2 === null ? "" : t("blind.size", { area: areaText(areaM2) }))}</p>
    </MapForm>
  );
}
