// The effect of a reading in one breath, before it is kept: by how much the camera is wrong, and what will move where. A
// reading that cannot be says why, and what may have happened instead.

import { doubledSecondsText } from "../../contract/time-text.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useWords } from "../i18n.ts";
import { movementOf, type ClockEffect } from "./clock-effect.ts";
import { useClockWords } from "./use-clock-words.ts";
import css from "./clock-dialog.module.css";

interface EffectSentenceProps {
  readonly effect: ClockEffect | null;
  readonly name: string;
  /** Starts a new stretch, where that would let the reading in; null where it would not. */
  readonly onNewEpoch: (() => void) | null;
}

export function EffectSentence({ effect, name, onNewEpoch }: EffectSentenceProps) {
  const { t } = useWords();
  const words = useClockWords();
  if (effect === null) return <div className={`${css["effect"] ?? ""} ${css["pending"] ?? ""}`} aria-live="polite">{t("clock.effect.pending")}</div>;
  if (effect.kind === "refused") {
    return (
      <div className={css["refused"]} data-testid="clock-refused">
        <ErrorNotice error={effect.error} />
        {onNewEpoch !== null && <Button size="small" onClick={onNewEpoch}>{t("clock.newEpochNow")}</Button>}
      </div>
    );
  }
  return (
    <div className={css["effect"]} aria-live="polite" data-testid="clock-effect">
      <b>{t("clock.effect.error", { name, error: words.error(effect.errorMs) })}</b>
      <p>{t(`clock.effect.${movementOf(effect)}`, { amount: words.amount(effect.shiftMs) })}</p>
      {effect.driftPpm !== null && <p>{words.drift(effect.driftPpm, effect.readingCount)}</p>}
      {effect.uncertaintyMs !== null && <p>{t("clock.effect.sure", { range: doubledSecondsText(effect.uncertaintyMs) })}</p>}
    </div>
  );
}
