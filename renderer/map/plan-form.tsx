// The points that lay a plan on the ground: what is clicked next, each point's two places as fields, and what follows from them.

import { MapPin, MousePointerClick, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SitePlan } from "../../contract/site-plan.ts";
import { Button, IconButton } from "../design/button.tsx";
import { TextField } from "../design/field.tsx";
import { call } from "../engine/engine-client.ts";
import { MapForm, SystemField } from "./map-form.tsx";
import { meantBy, POINTS_MAX, settled, typed, withAnotherPoint, withoutPoint, type PlanDraft, type PlanMeant } from "./plan-draft.ts";
import css from "./map.module.css";

interface PlanFormProps {
  readonly plan: SitePlan;
  readonly draft: PlanDraft;
  readonly onDraft: (draft: PlanDraft | null) => void;
}

export function PlanForm({ plan, draft, onDraft }: PlanFormProps) {
  const { t } = useTranslation("map");
  const [name, setName] = useState(plan.name);
  const meant = meantBy(draft);
  const canSave = meant.bad.length === 0 && !("bad" in meant.fit) && meant.points.length === draft.points.length && name.trim() !== "";
  const save = canSave ? () => call("plans.update", { planId: plan.planId, name: name.trim(), opacity: plan.opacity, points: [...meant.points] }) : null;
  return (
    <MapForm title={t("plan.formTitle", { name: plan.name })} save={save} onClose={() => onDraft(null)} testId="map-plan">
      <p className={css["step"]} role="status" data-testid="map-plan-step">{t(`plan.step.${draft.picking?.what ?? "done"}`, { number: (draft.picking?.index ?? 0) + 1 })}</p>
      <TextField label={t("plan.name")} value={name} onChange={setName} maxLength={200} data-testid="map-plan-name" />
      <SystemField system={draft.crs} onSystem={(crs) => onDraft({ ...draft, crs })} />
      {draft.points.map((_, index) => <PointFields key={index} index={index} draft={draft} meant={meant} onDraft={onDraft} />)}
      {draft.points.length < POINTS_MAX && <Button size="small" onClick={() => onDraft(withAnotherPoint(draft))} data-testid="map-plan-add-point">{t("plan.addPoint")}</Button>}
      <PlanAnswer meant={meant} />
    </MapForm>
  );
}

function PointFields({ index, draft, meant, onDraft }: Pick<PlanFormProps, "draft" | "onDraft"> & { readonly index: number; readonly meant: PlanMeant }) {
  const { t } = useTranslation("map");
  const number = index + 1;
  const point = draft.points[index]!;
  const bad = meant.bad.find((one) => one.index === index)?.field ?? null;
  const pick = (what: "image" | "ground") => (): void => onDraft({ ...draft, picking: { index, what, takesFocus: true } });
  const isGroundNext = draft.picking?.index === index && draft.picking.what === "ground";
  const place = useRef<HTMLInputElement>(null);
  // The plan that had the focus makes way for the map: go on where the place can be typed.
  useEffect(() => {
    if (isGroundNext && document.activeElement === document.body) place.current?.focus();
  }, [isGroundNext]);
  return (
    <fieldset className={css["point"]} data-picking={draft.picking?.index === index} onBlur={(event) => { if (event.currentTarget.form?.contains(event.relatedTarget) === true) onDraft(settled(draft)); }}>
      <legend>{t("plan.point", { number })}</legend>
      <div className={css["pick"]}>
        <TextField label={t("plan.onPlan")} value={point.xy} onChange={(xy) => onDraft(typed(draft, index, { xy }))} bad={bad === "xy" ? t("plan.badXy") : null} placeholder="120, 340" data-testid={`map-plan-xy-${number}`} />
        <IconButton size="small" icon={<MousePointerClick size={14} aria-hidden />} label={t("plan.pickOnPlan", { number })} onClick={pick("image")} data-testid={`map-plan-pick-${number}`} />
      </div>
      <div className={css["pick"]}>
        <TextField ref={place} label={t("plan.onGround")} value={point.coordinates} onChange={(coordinates) => onDraft(typed(draft, index, { coordinates }))} bad={bad === "coordinates" ? t("plan.badPlace") : null} placeholder="29.945, 122.305" data-testid={`map-plan-place-${number}`} />
        <IconButton size="small" icon={<MapPin size={14} aria-hidden />} label={t("plan.pickOnGround", { number })} onClick={pick("ground")} />
        {draft.points.length > 2 && <IconButton size="small" icon={<X size={14} aria-hidden />} label={t("plan.removePoint", { number })} onClick={() => onDraft(withoutPoint(draft, index))} />}
      </div>
    </fieldset>
  );
}

const metres = (m: number): string => (m < 0.1 ? m.toFixed(3) : m < 10 ? m.toFixed(2) : m.toFixed(1));

/** What follows from the points: scale, turn, by how much they disagree; or why nothing does. */
export function PlanAnswer({ meant: { fit } }: { readonly meant: Pick<PlanMeant, "fit"> }) {
  const { t } = useTranslation("map");
  if ("bad" in fit) return <p className={css["warning"]} role="status">{t(`plan.bad.${fit.bad}`)}</p>;
  return (
    <p className={css["summary"]} role="status" data-testid="map-plan-answer" data-residual-m={fit.residualM?.toFixed(3)}>
      <span>{t("plan.laid", { metres: metres(fit.metresPerPx), degrees: Math.round(fit.turnedDeg * 10) / 10 })}</span>
      <span>{fit.residualM === null ? t("plan.residualNone") : t("plan.residual", { metres: metres(fit.residualM) })}</span>
    </p>
  );
}
