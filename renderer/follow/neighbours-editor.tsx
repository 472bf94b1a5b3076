// A camera's neighbours as fields, in the camera's dialog: next camera, direction, and when one arrives there.

import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { distanceM } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { pictureSides, WALKING_KMH } from "../../contract/neighbours.ts";
import { Button, IconButton } from "../design/button.tsx";
import { FieldRow, SelectField, TextField } from "../design/field.tsx";
import { NEW_NEIGHBOUR, type NeighbourBad, type NeighbourDraft } from "./neighbour-draft.ts";
import css from "./follow.module.css";

const WAYS = ["walk", "speed", "time"] as const;

interface NeighboursEditorProps {
  readonly camera: Camera;
  readonly cameras: readonly Camera[];
  readonly drafts: readonly NeighbourDraft[];
  readonly bad: ReadonlyMap<number, NeighbourBad>;
  readonly onDrafts: (drafts: readonly NeighbourDraft[]) => void;
  readonly isFocused: boolean;
}

export function NeighboursEditor({ camera, cameras, drafts, bad, onDrafts, isFocused }: NeighboursEditorProps) {
  const { t } = useTranslation("map");
  return (
    <section className={css["editor"]} aria-label={t("follow.title")} data-testid="neighbours">
      <h3>{t("follow.title")}</h3>
      <p className={css["hint"]}>{t("follow.teach")}</p>
      {drafts.map((draft, index) => (
        <NeighbourFields
          key={index} number={index + 1} draft={draft} bad={bad.get(index) ?? null} camera={camera} cameras={cameras}
          onDraft={(next) => onDrafts(drafts.map((each, i) => (i === index ? next : each)))} onRemove={() => onDrafts(drafts.filter((_, i) => i !== index))}
        />
      ))}
      {drafts.length === 0 && <p className={css["hint"]}>{t("follow.none")}</p>}
      <Button size="small" icon={<Plus size={13} aria-hidden />} onClick={() => onDrafts([...drafts, NEW_NEIGHBOUR])} data-testid="neighbour-add" {...(isFocused ? { "data-autofocus": "" } : {})}>{t("follow.add")}</Button>
    </section>
  );
}

interface NeighbourFieldsProps extends Pick<NeighboursEditorProps, "camera" | "cameras"> {
  readonly number: number;
  readonly draft: NeighbourDraft;
  readonly bad: NeighbourBad | null;
  readonly onDraft: (draft: NeighbourDraft) => void;
  readonly onRemove: () => void;
}

function NeighbourFields({ number, draft, bad, camera, cameras, onDraft, onRemove }: NeighbourFieldsProps) {
  const { t } = useTranslation("map");
  const set = (part: Partial<NeighbourDraft>): void => onDraft({ ...draft, ...part });
  const badText = (field: NeighbourBad): string | null => (bad === field ? t(`follow.bad.${field}`) : null);
  const to = cameras.find(({ cameraId }) => cameraId === draft.toCameraId);
  const apartM = camera.wgs84 === null || to === undefined || to.wgs84 === null ? null : distanceM(camera.wgs84, to.wgs84);
  return (
    <fieldset className={css["neighbour"]} data-list-row data-testid={`neighbour-${number}`}>
      <legend>{t("follow.number", { number })}</legend>
      <IconButton className={css["remove"]} size="small" icon={<X size={13} aria-hidden />} label={t("follow.remove", { number })} onClick={onRemove} data-testid={`neighbour-remove-${number}`} />
      <FieldRow>
        <SelectField
          label={t("follow.camera")} value={draft.toCameraId} onChange={(toCameraId) => set({ toCameraId })}
          options={[{ value: "", label: t("follow.chooseCamera") }, ...cameras.filter(({ cameraId }) => cameraId !== camera.cameraId).map(({ cameraId, name }) => ({ value: cameraId, label: name }))]}
          hint={to === undefined ? undefined : apartM === null ? draft.by === "time" ? undefined : t("follow.noDistance") : t("follow.distance", { distance: Math.round(apartM) })}
        />
        <SelectField label={t("follow.direction")} value={draft.side} onChange={(side) => set({ side })} options={[...pictureSides, "other" as const].map((value) => ({ value, label: t(`follow.side.${value}`) }))} />
      </FieldRow>
      {draft.side === "other" && <TextField label={t("follow.words")} value={draft.words} onChange={(words) => set({ words })} bad={badText("words")} hint={t("follow.wordsHint")} maxLength={100} data-testid={`neighbour-words-${number}`} />}
      <FieldRow>
        <SelectField label={t("follow.how")} value={draft.by} onChange={(by) => set({ by })} options={WAYS.map((value) => ({ value, label: t(`follow.by.${value}`, { kmh: WALKING_KMH }) }))} />
        {draft.by === "time" && <TextField label={t("follow.time")} value={draft.time} onChange={(time) => set({ time })} bad={badText("time")} hint={t("follow.timeHint")} data-testid={`neighbour-time-${number}`} />}
        {draft.by === "speed" && <TextField label={t("follow.speed")} value={draft.speed} onChange={(speed) => set({ speed })} bad={badText("speed")} inputMode="decimal" data-testid={`neighbour-speed-${number}`} />}
      </FieldRow>
      {(bad === "camera" || bad === "twice") && <p className={css["bad"]} role="alert">{t(`follow.bad.${bad}`)}</p>}
    </fieldset>
  );
}
