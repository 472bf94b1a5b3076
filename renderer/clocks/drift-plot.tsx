// Readings of one stretch of a clock as a small plot: error over time, each with its range, and the line that is drawn
// through them. For judging whether they belong together; the numbers stand beside it.

import type { ClockPoint } from "../../contract/time.ts";
import { displayTime } from "../../contract/time-text.ts";
import { useWords } from "../i18n.ts";
import { useClockWords } from "./use-clock-words.ts";
import { driftPlot } from "./drift-plot-geometry.ts";
import css from "./clock-dialog.module.css";

const WIDTH = 320;
const HEIGHT = 84;

export function DriftPlot({ readings, timezone }: { readonly readings: readonly ClockPoint[]; readonly timezone: string }) {
  const { t } = useWords();
  const words = useClockWords();
  const plot = driftPlot(readings, WIDTH, HEIGHT);
  if (plot === null) return null;
  return (
    <figure className={css["plot"]} role="img" aria-label={t("clock.plot.label", { count: readings.length })}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <polyline points={plot.line} className={css["plotLine"]} />
        {plot.points.map((point) => (
          <g key={point.x}>
            <line x1={point.x} x2={point.x} y1={point.topY} y2={point.bottomY} className={css["plotRange"]} />
            <circle cx={point.x} cy={point.y} r={3.5} className={css["plotPoint"]} />
          </g>
        ))}
      </svg>
      <div className={css["plotErrors"]}><span>{words.error(plot.topErrorMs)}</span><span>{words.error(plot.bottomErrorMs)}</span></div>
      <figcaption><time>{displayTime(plot.fromMs, timezone).slice(0, 16)}</time><time>{displayTime(plot.toMs, timezone).slice(0, 16)}</time></figcaption>
    </figure>
  );
}
