// The effect of a reading in one breath, before it is kept: by how much the camera is wrong, and what will move where.

import { doubledSecondsText } from "../../contract/time-text.ts";
import { ErrorNotice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { movementOf, type ClockEffect } from "./clock-effect.ts";
import { useClockWords } from "./use-clock-words.ts";
import css from "./clock-dialog.module.css";

interface EffectSentenceProps {
  readonly effect: ClockEffect | null;
  readonly name: string;
}

export function EffectSentence({ effect, name }: EffectSentenceProps) {
  const { t } = useWords();
  const words = useClockWords();
  if (effect === null) return <div className={`${css["effect"] ?? ""} ${css["pending"] ?? ""}`} aria-live="polite">{t("clock.effect.pending")}</div>;
  if (effect.kind === "refused") return <ErrorNotice error={effect.error} />;
  return (
    <div className={css["effect"]} aria-live="polite" data-testid="clock-effect">
      <b>{t("clock.effect.error", { name, error: words.error(effect.errorMs) })}</b>
      <p>{t(`clock.effect.${movementOf(effect)}`, { amount: words.amount(effect.shiftMs) })}</p>
      {effect.driftPpm !== null && (
        <p>{effect.driftPpm === 0
          ? t("clock.effect.noDrift", { count: effect.readingCount })
          : t("clock.effect.drift", { count: effect.readingCount, ppm: Math.round(effect.driftPpm), seconds: Math.round(effect.driftPpm * 0.864) / 10 })}</p>
      )}
      {effect.uncertaintyMs !== null && <p>{t("clock.effect.sure", { range: doubledSecondsText(effect.uncertaintyMs) })}</p>}
    </div>
  );
}
