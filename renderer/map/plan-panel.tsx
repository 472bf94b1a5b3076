// Beside the map: the site plans of the library, which of them lies on the map, how opaque it is, and a new one from a picture.

import { ImagePlus, MapPin, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { TileSource } from "../../contract/tile-source.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import { fitPlan, type SitePlan } from "../../contract/site-plan.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { useMap } from "./map-store.ts";
import { addPlan } from "./plan-acts.ts";
import { draftOfPlan } from "./plan-draft.ts";
import { PlanAnswer, PlanForm } from "./plan-form.tsx";
import { TilesPart } from "./tiles-part.tsx";
import css from "./map.module.css";

interface PlanPanelProps {
  readonly plans: readonly SitePlan[];
  readonly tiles: readonly TileSource[];
  readonly isWritable: boolean;
  readonly onGo: (point: Wgs84) => void;
}

export function PlanPanel({ plans, tiles, isWritable, onGo }: PlanPanelProps) {
  const { t } = useTranslation("map");
  const { planId, planDraft, choosePlan, setPlanDraft } = useMap();
  const [error, setError] = useState<ErrorFacts | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const told = (work: Promise<unknown>): void => {
    setError(null);
    work.catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  const add = async (picture: File): Promise<void> => {
    const plan = await addPlan(picture);
    choosePlan(plan.planId);
    setPlanDraft(draftOfPlan(plan));
  };
  const edited = plans.find((plan) => plan.planId === planDraft?.planId);
  return (
    <div className={css["panel"]}>
      <ErrorNotice error={error} />
      {edited !== undefined && planDraft !== null && <PlanForm key={edited.planId} plan={edited} draft={planDraft} onDraft={setPlanDraft} />}
      <p className={css["hint"]}>{t("plan.teach")}</p>
      {isWritable && (
        <div className={css["fields"]}>
          <input
            ref={file} type="file" accept="image/png,image/jpeg,image/webp" hidden aria-label={t("plan.add")} data-testid="map-plan-file"
            onChange={(event) => {
              const picture = event.target.files?.[0];
              event.target.value = "";
              if (picture !== undefined) told(add(picture));
            }}
          />
          <Button icon={<ImagePlus size={14} aria-hidden />} onClick={() => file.current?.click()} data-testid="map-plan-add">{t("plan.add")}</Button>
        </div>
      )}
      {plans.length > 0 && (
        <fieldset className={css["plans"]}>
          <legend className={css["heading"]}>{t("plan.title")}</legend>
          <label className={css["planRow"]}><input type="radio" name="map-plan" checked={planId === null} onChange={() => choosePlan(null)} />{t("plan.none")}</label>
          {plans.map((plan) => <PlanRow key={plan.planId} plan={plan} isWritable={isWritable} onTold={told} />)}
        </fieldset>
      )}
      <TilesPart sources={tiles} isWritable={isWritable} onTold={told} onGo={onGo} />
    </div>
  );
}

function PlanRow({ plan, isWritable, onTold }: { readonly plan: SitePlan; readonly isWritable: boolean; readonly onTold: (work: Promise<unknown>) => void }) {
  const { t } = useTranslation("map");
  const { planId, planDraft, choosePlan, setPlanDraft } = useMap();
  const isChosen = plan.planId === planId;
  const isLaid = plan.points.length > 0;
  return (
    <div className={css["planItem"]} data-testid={`map-plan-row-${plan.planId}`}>
      <div className={css["planRow"]}>
        <label className={css["planName"]}>
          <input type="radio" name="map-plan" checked={isChosen} onChange={() => choosePlan(plan.planId)} />
          <span className={css["rowName"]} title={plan.name}>{plan.name}</span>
        </label>
        {isWritable && <>
          <IconButton size="small" icon={<MapPin size={14} aria-hidden />} label={isLaid ? t("plan.layAgain") : t("plan.lay")} onClick={() => { choosePlan(plan.planId); setPlanDraft(draftOfPlan(plan)); }} data-testid={`map-plan-lay-${plan.planId}`} />
          <IconButton size="small" icon={<Trash2 size={14} aria-hidden />} label={t("plan.remove", { name: plan.name })} onClick={() => onTold(withActor(() => call("plans.remove", { planId: plan.planId })))} data-testid={`map-plan-remove-${plan.planId}`} />
        </>}
      </div>
      <small className={css["hint"]}>{t("plan.size", { width: plan.widthPx, height: plan.heightPx })}{!isLaid && <> · {t("plan.notLaid")}</>}</small>
      {isChosen && isLaid && planDraft === null && <>
        <Opacity plan={plan} isWritable={isWritable} onTold={onTold} />
        <PlanAnswer meant={{ fit: fitPlan(plan.points) }} />
      </>}
    </div>
  );
}

/** Moves freely; one change is made of it when it is let go. */
function Opacity({ plan, isWritable, onTold }: { readonly plan: SitePlan; readonly isWritable: boolean; readonly onTold: (work: Promise<unknown>) => void }) {
  const { t } = useTranslation("map");
  const { planOpacity, setPlanOpacity } = useMap();
  const opacity = planOpacity ?? plan.opacity;
  const keep = (): void => {
    if (planOpacity === null || planOpacity === plan.opacity) return setPlanOpacity(null);
    const { planId, name, points } = plan;
    onTold(withActor(() => call("plans.update", { planId, name, points: [...points], opacity: planOpacity })).finally(() => setPlanOpacity(null)));
  };
  return (
    <label className={css["opacity"]}>
      {t("plan.opacity", { percent: Math.round(opacity * 100) })}
      <input type="range" min={5} max={100} step={5} value={Math.round(opacity * 100)} disabled={!isWritable} data-testid="map-plan-opacity" onChange={(event) => setPlanOpacity(Number(event.target.value) / 100)} onPointerUp={keep} onKeyUp={keep} onBlur={keep} />
    </label>
  );
}
