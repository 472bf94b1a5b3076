// Beside the map: whose way it draws, and its stops as a list in which each leads to its picture and time, the legs between them
// with distance, time, speed and what can be said of them. The drawing is path-marks.tsx.

import { Clapperboard } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PACE_LIMITS_KMH, type CasePath, type PathLeg, type PathStop } from "../../contract/path.ts";
import { goTo } from "../app/go-to.ts";
import { useCaseView } from "../case/open-case.ts";
import { IconButton } from "../design/button.tsx";
import { FieldFrameView, SelectField } from "../design/field.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { playbackClock } from "../playback/playback-clock.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import { useView } from "../state/view-store.ts";
import { useMap } from "./map-store.ts";
import { pathKey, subjectFromKey, usePath } from "./path-choice.ts";
import { isDrawn, verdictOf } from "./path-geometry.ts";
import { VerdictShape } from "./path-marks.tsx";
import { useLegWords } from "./path-words.ts";
import fieldCss from "../design/field.module.css";
import css from "./map.module.css";

/** More stops than this are told by their number alone: the page must stay quick. */
const ROWS_MAX = 400;
const PACES = ["walk", "run", "cycle", "drive"] as const;

export function PathPanel() {
  const { t } = useTranslation("map");
  const caseId = useView((s) => s.caseId);
  const { pathLimitKmh, setPathLimit } = useMap();
  const path = usePath();
  if (caseId === null) return <p className={css["hint"]}>{t("path.noCase")}</p>;
  return (
    <div className={css["panel"]}>
      <div className={css["fields"]}>
        <PathSelect caseId={caseId} chosen={pathKey(path.choice?.subject ?? null)} />
        {path.choice !== null && (
          <SelectField
            label={t("path.limit")} value={String(pathLimitKmh)} onChange={(kmh) => setPathLimit(Number(kmh))}
            options={PACES.map((pace) => ({ value: String(PACE_LIMITS_KMH[pace]), label: t(`path.limitOf.${pace}`, { kmh: PACE_LIMITS_KMH[pace] }) }))}
          />
        )}
      </div>
      <ErrorNotice error={path.error} />
      {path.choice === null ? <p className={css["hint"]}>{t("path.teach")}</p> : path.data !== null && <PathList path={path.data} />}
    </div>
  );
}

function PathSelect({ caseId, chosen }: { readonly caseId: number; readonly chosen: string }) {
  const { t } = useTranslation("map");
  const file = useCaseView(caseId).data;
  const choose = (key: string): void => {
    const subject = subjectFromKey(key);
    useMap.getState().choosePath(subject === null ? null : { caseId, subject });
  };
  const groups = [
    { label: t("path.exhibits"), options: (file?.exhibits ?? []).map(({ exhibitId, name }) => ({ key: pathKey({ kind: "exhibit", exhibitId }), name })) },
    ...(["person", "vehicle"] as const).map((kind) => ({
      label: t(kind === "person" ? "path.people" : "path.vehicles"),
      options: (file?.subjects ?? []).filter((subject) => subject.kind === kind).map(({ label }) => ({ key: pathKey({ kind: "subject", label }), name: label })),
    })),
  ].filter(({ options }) => options.length > 0);
  return (
    <FieldFrameView id="map-path-whose" label={t("path.whose")}>
      <select id="map-path-whose" className={fieldCss["input"]} value={chosen} onChange={(event) => choose(event.target.value)} data-testid="map-path-whose">
        <option value="">{t("path.nobody")}</option>
        {groups.map(({ label, options }) => <optgroup key={label} label={label}>{options.map(({ key, name }) => <option key={key} value={key}>{name}</option>)}</optgroup>)}
        <option value="pins">{t("path.pins")}</option>
      </select>
    </FieldFrameView>
  );
}

function PathList({ path }: { readonly path: CasePath }) {
  const { t } = useTranslation("map");
  const [chosen, choose] = useState<number | null>(null);
  const legTo = new Map(path.legs.filter((leg) => isDrawn(path, leg)).map((leg) => [leg.toStop, leg]));
  const legs = [...legTo.values()];
  const bad = legs.filter((leg) => verdictOf(leg) === "implausible").length;
  const open = legs.filter((leg) => ["unsure", "unknown"].includes(verdictOf(leg))).length;
  if (path.stops.length === 0) return <p className={css["hint"]}>{t("path.noStops")}</p>;
  return (
    <>
      <p className={css["summary"]} role="status" data-testid="map-path-summary">
        {t("path.summary", { stops: path.stops.length, legs: legs.length })}
        {bad > 0 && <strong data-verdict="implausible">{t("path.summaryBad", { count: bad })}</strong>}
        {open > 0 && <strong data-verdict="unsure">{t("path.summaryOpen", { count: open })}</strong>}
      </p>
      {path.legs.length === 0 && path.stops.length > 1 && <p className={css["hint"]}>{t("path.noPlaces")}</p>}
      <ol className={css["list"]}>
        {path.stops.slice(0, ROWS_MAX).map((stop, index) => (
          <Stop key={`${stop.kind} ${stop.pinId ?? stop.observationId ?? index}`} stop={stop} number={index + 1} leg={legTo.get(index) ?? null} isChosen={chosen === index} onChoose={() => choose(index)} />
        ))}
      </ol>
      {path.stops.length > ROWS_MAX && <p className={css["hint"]}>{t("path.more", { shown: ROWS_MAX, count: path.stops.length })}</p>}
      <p className={css["hint"]}>{t("path.crow")}</p>
    </>
  );
}

interface StopProps {
  readonly stop: PathStop;
  readonly number: number;
  /** How it came here; null where it did not move, or nobody knows. */
  readonly leg: PathLeg | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Stop({ stop, number, leg, isChosen, onChoose }: StopProps) {
  const { t } = useTranslation("map");
  const words = useReconstructWords();
  const time = words.time(stop.startMs, stop.uncertaintyMs);
  const go = (): void => {
    playbackClock.pause();
    goTo(stop.startMs, stop.cameraId);
    onChoose();
  };
  return (
    <li>
      {leg !== null && <Leg leg={leg} />}
      <div className={css["row"]} data-active={isChosen} aria-current={isChosen ? "step" : undefined}>
        <button type="button" className={css["stop"]} title={t("path.goStop", { number, camera: stop.cameraName, time })} onClick={go} data-testid={`map-stop-${number}`}>
          <span className={css["rowName"]}>{t("path.stop", { number, camera: stop.cameraName })}</span>
          <small className="digits">{time}</small>
          <small>{stop.label}</small>
          {stop.lat === null && <small data-verdict="unsure">{t("path.noPlace")}</small>}
        </button>
        <IconButton size="small" icon={<Clapperboard size={14} aria-hidden />} label={t("path.pictures", { number })} data-testid={`map-stop-pictures-${number}`} onClick={() => { go(); useMap.getState().toggle(); }} />
      </div>
    </li>
  );
}

function Leg({ leg }: { readonly leg: PathLeg }) {
  const say = useLegWords()(leg);
  const verdict = verdictOf(leg);
  return (
    <div className={css["legRow"]} data-verdict={verdict} data-testid={`map-leg-row-${leg.toStop + 1}`}>
      <svg width={16} height={16} aria-hidden><VerdictShape verdict={verdict} x={8} y={8} angleDeg={90} /></svg>
      <span className="digits">{say.length}{say.speed !== null && <>{" · "}<b>{say.speed}</b></>}</span>
      <small>{say.verdict}</small>
    </div>
  );
}
