// What the clock leapt over, beside the clock, for a few seconds. Said aloud as well: the picture changes without a reason else.

import { useTranslation } from "react-i18next";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { useSkipEmpty } from "../playback/skip-empty.ts";
import css from "./wall.module.css";

export function SkipNote({ timezone }: { readonly timezone: string }) {
  const { t } = useTranslation("wall");
  const skipped = useSkipEmpty((s) => s.skipped);
  const text = (ms: number): string => displayTime(ms, timezone).slice(0, 19);
  const isEnd = skipped !== null && skipped.toMs === null;
  const [fromMs, toMs] = skipped === null || skipped.toMs === null ? [0, 0] : [Math.min(skipped.fromMs, skipped.toMs), Math.max(skipped.fromMs, skipped.toMs)];
  return (
    <span className={`${css["skipNote"] ?? ""} digits`} role="status" data-testid="skip-note" title={skipped === null || isEnd ? undefined : t("skip.skippedTip", { from: text(fromMs), to: text(toMs) })}>
      {skipped === null ? "" : isEnd ? t(skipped.direction > 0 ? "skip.end" : "skip.start") : t("skip.skipped", { duration: durationText(Math.max(1_000, Math.round((toMs - fromMs) / 1_000) * 1_000)) })}
    </span>
  );
}
