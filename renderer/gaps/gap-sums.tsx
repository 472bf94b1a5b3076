// What each cause comes to, as buttons that hide and show its rows; a shape says what kind it is, the words which.

import { useTranslation } from "react-i18next";
import type { ReportCause } from "../../contract/gap-report.ts";
import { isMissing } from "../../contract/gap-week.ts";
import { percentText } from "../../contract/share-text.ts";
import type { CauseSum } from "./gap-rows.ts";
import { useGapView } from "./gap-store.ts";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

/** Hatched: no footage. Open: footage nobody watched. Barred: hidden from view. */
export function CauseShape({ cause }: { readonly cause: ReportCause }) {
  return <span className={css["shape"]} data-shape={isMissing(cause) ? (cause === "recorder-gap" || cause === "damaged" ? "loud" : "missing") : cause} aria-hidden />;
}

export function GapSums({ sums }: { readonly sums: readonly CauseSum[] }) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const { hidden, toggleCause } = useGapView();
  return (
    <div className={css["sums"]} role="group" aria-label={t("causes")}>
      {sums.map(({ cause, totalMs, share, count }) => (
        <button key={cause} type="button" className={css["sum"]} aria-pressed={!hidden.has(cause)} title={`${t("count", { count })} · ${t("view.causesTip")}`} onClick={() => toggleCause(cause)} data-testid={`gap-cause-${cause}`}>
          <CauseShape cause={cause} />
          <span className="digits">{t("view.causeSum", { cause: words.cause(cause), length: words.hours(totalMs), share: percentText(share) })}</span>
        </button>
      ))}
    </div>
  );
}
