// An interval of loss in words: from what to what, when and how sure, what would have to be wrong, which footage covers it, what is
// blind, and where the case's pins lie. Contradictions and warnings stand below as sentences.

import type { Continuity, Loss } from "../../contract/continuity.ts";
import type { Pin } from "../../contract/model.ts";
import { goTo } from "../app/go-to.ts";
import { Notice } from "../design/notice.tsx";
import { listed, useWords } from "../i18n.ts";
import { ExhibitBand } from "./exhibit-band.tsx";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

export function LossView({ loss, continuity, pins }: { readonly loss: Loss; readonly continuity: Continuity; readonly pins: readonly Pin[] }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const lengthMs = loss.toMs - loss.fromMs;
  const roomMs = Math.max(2_000, lengthMs);
  return (
    <div className={css["loss"]} data-testid="loss" data-from-ms={loss.fromMs} data-to-ms={loss.toMs}>
      <b className="digits">{t("loss.change", { from: loss.fromCount ?? t("loss.some"), to: loss.toCount })}</b>
      <span className="digits">{t("loss.between", { from: words.time(loss.fromMs, loss.fromUncertaintyMs), to: words.time(loss.toMs, loss.toUncertaintyMs), length: words.length(lengthMs) })}</span>
      <LossOrder loss={loss} continuity={continuity} />
      <LossEnds loss={loss} continuity={continuity} />
      {loss.place !== null && <p>{t("loss.place", { place: loss.place })}</p>}
      <ExhibitBand continuity={continuity} range={{ fromMs: loss.fromMs - roomMs, toMs: loss.toMs + roomMs }} label={t("loss.zoomed")} />
      {loss.fromRestsOnStatement && <p>{t("loss.statementFrom")}</p>}
      {loss.toRestsOnStatement && <p>{t("loss.statementTo")}</p>}
      {loss.footageOnly !== null && <p>{t("loss.footageOnly", { from: words.time(loss.footageOnly.fromMs), to: words.time(loss.footageOnly.toMs) })}</p>}
      {loss.isFromElsewhere && <p>{t("loss.elsewhere")}</p>}
      {loss.isPlaceAssumed && <p>{t("loss.assumed")}</p>}
      <LossFootage loss={loss} />
      <LossPins loss={loss} pins={pins} />
    </div>
  );
}

/** Where one fall follows another at one place, as when things are taken one by one: all of them in a sentence. */
export function LossTotal({ losses }: { readonly losses: readonly Loss[] }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const [first, last] = [losses[0], losses.at(-1)];
  const isChain = losses.every((loss, i) => i === 0 || (loss.place === first?.place && loss.fromCount === losses[i - 1]!.toCount));
  if (first === undefined || last === undefined || losses.length < 2 || !isChain) return null;
  return (
    <p className={css["total"]} data-testid="loss-total">
      <b className="digits">{t("loss.change", { from: first.fromCount ?? t("loss.some"), to: last.toCount })}</b>{" "}
      <span className="digits">{t("loss.inAll", { from: words.time(first.fromMs, first.fromUncertaintyMs), to: words.time(last.toMs, last.toUncertaintyMs), length: words.length(last.toMs - first.fromMs) })}</span>
    </p>
  );
}

/** To the frame of either end, one press away. */
function LossEnds({ loss, continuity }: { readonly loss: Loss; readonly continuity: Continuity }) {
  const { t } = useWords();
  const cameraOf = (observationId: number): string | null => continuity.spans.find((span) => span.observationId === observationId)?.cameraId ?? null;
  return (
    <p className={css["acts"]}>
      <button type="button" className={css["link"]} onClick={() => goTo(loss.fromMs, cameraOf(loss.fromObservationId))} data-testid="loss-go-from">{t("loss.goFrom")}</button>
      <button type="button" className={css["link"]} onClick={() => goTo(loss.toMs, cameraOf(loss.toObservationId))} data-testid="loss-go-to">{t("loss.goTo")}</button>
    </p>
  );
}

function LossOrder({ loss, continuity }: { readonly loss: Loss; readonly continuity: Continuity }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const cameraOf = (observationId: number): string => words.camera(continuity.spans.find((span) => span.observationId === observationId)?.cameraId ?? null);
  const [one = "", other] = [...new Set([cameraOf(loss.fromObservationId), cameraOf(loss.toObservationId)])].filter((name) => name !== "");
  const clocks = other === undefined ? one : t("loss.or", { one, other });
  if (!loss.isOrderEstablished) return <p data-testid="loss-order" data-is-established={false}>{t("loss.notEstablished")}</p>;
  return <p data-testid="loss-order" data-is-established>{loss.marginMs === null ? t("loss.sameClock") : t("loss.clocks", { clocks, margin: words.length(loss.marginMs, "down") })}</p>;
}

function LossFootage({ loss }: { readonly loss: Loss }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const footageMs = loss.footage.reduce((sum, part) => sum + part.endMs - part.startMs, 0);
  const watchedMs = loss.footage.reduce((sum, part) => sum + part.watchedMs, 0);
  const views = new Map(loss.footage.map((part) => [part.cameraId, part.basis]));
  const causes = [...new Set(loss.blind.flatMap((part) => part.causes.map(({ cameraId, cause }) => t("loss.view", { camera: words.camera(cameraId), basis: t(`common:gap.${cause}`) }))))];
  return (
    <>
      <p>{footageMs === 0 ? t("loss.footageNone") : t("loss.footage", { footage: words.length(footageMs), watched: words.length(watchedMs) })}</p>
      {views.size > 0 && <p>{t("loss.views", { cameras: listed([...views].map(([cameraId, basis]) => t("loss.view", { camera: words.camera(cameraId), basis: t(`common:viewBasis.${basis}`) }))) })}</p>}
      <p>{loss.blindMs === 0 ? t("loss.notBlind") : t("loss.blind", { length: words.length(loss.blindMs), causes: listed(causes) })}</p>
    </>
  );
}

const PIN_WORDS = { before: "loss.pinsBefore", inside: "loss.pinsInside", after: "loss.pinsAfter", "not-established": "loss.pinsOpen" } as const;

/** Of each kind; a case may have hundreds, most of them with no bearing on this interval. */
const PINS_SHOWN = 6;

function LossPins({ loss, pins }: { readonly loss: Loss; readonly pins: readonly Pin[] }) {
  const { t } = useWords();
  const words = useReconstructWords();
  const titles = new Map(pins.map(({ pinId, title }) => [pinId, title]));
  const named = (relation: keyof typeof PIN_WORDS): string[] => loss.pins.filter((pin) => pin.relation === relation).flatMap(({ pinId, marginMs }) => {
    const title = titles.get(pinId);
    if (title === undefined) return [];
    return [marginMs === null ? title : t("loss.pinMargin", { title, margin: words.length(marginMs, "down") })];
  });
  return (
    <>
      {(["before", "inside", "after", "not-established"] as const).map((relation) => {
        const names = named(relation);
        const others = names.slice(PINS_SHOWN);
        return names.length > 0 && (
          <div key={relation} data-testid={`loss-pins-${relation}`}>
            <p>{t(PIN_WORDS[relation], { pins: listed(names.slice(0, PINS_SHOWN)) })}</p>
            {others.length > 0 && <details><summary>{t("loss.pinsMore", { count: others.length })}</summary><p>{listed(others)}</p></details>}
          </div>
        );
      })}
    </>
  );
}

/** What does not fit together, and what is weak, in sentences. Unread clocks have their own notice, with what to do (unread-clocks.tsx). */
export function Doubts({ continuity }: { readonly continuity: Continuity }) {
  const { t } = useWords();
  const words = useReconstructWords();
  return (
    <>
      {continuity.contradictions.map((one, i) => (
        <Notice key={`${one.code} ${i}`} tone="warn" testId="contradiction">
          {t(`contradiction.${one.code}`, { at: words.time(one.atMs), from: one.fromCount ?? t("loss.some"), to: one.toCount ?? t("loss.some") })}
        </Notice>
      ))}
      {continuity.warnings.filter(({ code }) => code !== "clock-unread").map((one, i) => (
        <Notice key={`${one.code} ${i}`} tone="info" testId="continuity-warning">{t(`warning.${one.code}`, { count: one.observationIds.length, camera: words.camera(one.cameraId) })}</Notice>
      ))}
    </>
  );
}
