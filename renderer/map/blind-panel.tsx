// Beside the map: what no camera sees, in square metres and as a list of its largest patches, and the areas that people marked. The
// drawing is blind-layer.tsx.

import { Pencil, SquareDashed, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BlindArea } from "../../contract/blind-area.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { CheckField, SelectField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { call } from "../engine/engine-client.ts";
import { draftOfArea, NEW_AREA } from "./area-draft.ts";
import { AreaForm } from "./area-form.tsx";
import { useAreaText } from "./area-text.ts";
import { camerasNear, placeOfPatch, useBlindRange, type AskedGround, type PlacedGround } from "./blind-ground-query.ts";
import { middleOfArea } from "./blind-layer.tsx";
import { blindTimes, useMap } from "./map-store.ts";
import css from "./map.module.css";

interface BlindPanelProps {
  readonly cameras: readonly Camera[];
  readonly blind: AskedGround;
  readonly isWritable: boolean;
  readonly onGo: (point: Wgs84) => void;
}

export function BlindPanel({ cameras, blind: { areas, placed, isKnown, error }, isWritable, onGo }: BlindPanelProps) {
  const { t } = useTranslation("map");
  const { areaDraft, isBlindShown, setAreaDraft, setBlind } = useMap();
  return (
    <div className={css["panel"]}>
      {areaDraft !== null && <AreaForm key={areaDraft.areaId} draft={areaDraft} onDraft={setAreaDraft} />}
      <div className={css["fields"]}>
        <CheckField label={t("blind.show")} isChecked={isBlindShown} onChange={(isShown) => setBlind({ isBlindShown: isShown })} />
        {isBlindShown && <BlindChoices cameras={cameras} />}
      </div>
      <ErrorNotice error={error} />
      {isBlindShown && (placed !== null ? <BlindAnswer placed={placed} onGo={onGo} /> : isKnown && <p className={css["hint"]}>{t("blind.none")}</p>)}
      <AreaList areas={areas} isWritable={isWritable} onGo={onGo} />
    </div>
  );
}

function BlindChoices({ cameras }: Pick<BlindPanelProps, "cameras">) {
  const { t } = useTranslation("map");
  const { blindSite, blindTime, setBlind } = useMap();
  const sites = [...new Set(cameras.flatMap(({ site, wgs84 }) => (site === null || wgs84 === null ? [] : [site])))].sort();
  const has = { mounted: true, clock: true, case: useBlindRange("case") !== null, marks: useBlindRange("marks") !== null };
  return (
    <>
      {sites.length > 1 && <SelectField label={t("blind.site")} value={blindSite ?? ""} onChange={(site) => setBlind({ blindSite: site === "" ? null : site })} options={[{ value: "", label: t("blind.allSites") }, ...sites.map((site) => ({ value: site, label: site }))]} />}
      <SelectField label={t("blind.time")} value={has[blindTime] ? blindTime : "mounted"} onChange={(time) => setBlind({ blindTime: time })} options={blindTimes.filter((time) => has[time]).map((time) => ({ value: time, label: t(`blind.timeOf.${time}`) }))} />
    </>
  );
}

function BlindAnswer({ placed, onGo }: { readonly placed: PlacedGround; readonly onGo: (point: Wgs84) => void }) {
  const { t } = useTranslation("map");
  const areaText = useAreaText();
  const { blindM2, partlyM2, wholeM2, patches } = placed.ground;
  const percent = (m2: number): number => Math.round((100 * m2) / wholeM2);
  const assumed = placed.cameras.filter(({ camera }) => camera.headingDeg === null || camera.fovDeg === null || camera.rangeM === null).length;
  const where = (patch: (typeof patches)[number]): string => {
    const [one, other] = camerasNear(placed, patch.middle);
    return other === undefined ? t("blind.near", { camera: one?.name ?? "" }) : t("blind.between", { one: one!.name, other: other.name });
  };
  return (
    <>
      <p className={css["summary"]} role="status" data-testid="map-blind-summary" data-blind-m2={Math.round(blindM2)} data-whole-m2={Math.round(wholeM2)}>
        <strong>{t("blind.blind", { area: areaText(blindM2), whole: areaText(wholeM2), percent: percent(blindM2) })}</strong>
        {partlyM2 > 0 && <span>{t("blind.partly", { area: areaText(partlyM2), percent: percent(partlyM2) })}</span>}
      </p>
      {patches.length > 0 && <>
        <h2 className={css["heading"]}>{t("blind.patches")}</h2>
        <ol className={css["list"]}>
          {patches.map((patch, index) => {
            const facts = { area: areaText(patch.areaM2), where: where(patch) };
            return <li key={index} className={css["row"]}><button type="button" className={css["stop"]} title={t("blind.goPatch", facts)} onClick={() => onGo(placeOfPatch(placed, patch.middle))} data-testid={`map-patch-${index + 1}`}>{t("blind.patch", facts)}</button></li>;
          })}
        </ol>
      </>}
      <p className={css["hint"]}>{t("blind.caveat")}{assumed > 0 && <> {t("blind.assumed", { count: assumed })}</>}</p>
    </>
  );
}

function AreaList({ areas, isWritable, onGo }: Pick<BlindPanelProps, "isWritable" | "onGo"> & { readonly areas: readonly BlindArea[] }) {
  const { t } = useTranslation("map");
  const areaText = useAreaText();
  const setAreaDraft = useMap((s) => s.setAreaDraft);
  const [error, setError] = useState<ErrorFacts | null>(null);
  const remove = (areaId: number): void => {
    setError(null);
    withActor(() => call("blindAreas.remove", { areaId })).catch((thrown: unknown) => setError(factsFromError(thrown)));
  };
  return (
    <>
      <h2 className={css["heading"]}>{t("blind.marked", { count: areas.length })}</h2>
      {isWritable && <div className={css["fields"]}><Button icon={<SquareDashed size={14} aria-hidden />} onClick={() => setAreaDraft(NEW_AREA)} data-testid="map-area-add">{t("blind.add")}</Button></div>}
      <ErrorNotice error={error} />
      <ul className={css["list"]}>
        {areas.map((area) => (
          <li key={area.areaId} className={css["row"]} data-testid={`map-area-row-${area.areaId}`}>
            <button type="button" className={css["stop"]} title={t("blind.go", { name: area.name })} onClick={() => onGo(middleOfArea(area))}>
              <span className={css["rowName"]}>{area.name}</span>
              <small>{areaText(area.areaM2)}{area.reason !== null && <> · {area.reason}</>}</small>
            </button>
            {isWritable && <>
              <IconButton size="small" icon={<Pencil size={13} aria-hidden />} label={t("blind.edit", { name: area.name })} onClick={() => setAreaDraft(draftOfArea(area))} />
              <IconButton size="small" icon={<Trash2 size={13} aria-hidden />} label={t("blind.remove", { name: area.name })} onClick={() => remove(area.areaId)} data-testid={`map-area-remove-${area.areaId}`} />
            </>}
          </li>
        ))}
      </ul>
    </>
  );
}
