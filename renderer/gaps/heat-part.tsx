// When footage is missing, over weeks: the picture, its legend, the cell under the frame in words, and the whole row in words.

import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GapColumns } from "../../contract/gap-report.ts";
import { hourRuns } from "../../contract/gap-week.ts";
import { percentText } from "../../contract/share-text.ts";
import { displayTime, twoDigits } from "../../contract/time-text.ts";
import { weekWords, WEEKDAYS, type SayWeek } from "../../resources/locales/gap-week-words.ts";
import { Notice } from "../design/notice.tsx";
import { Pick } from "./gap-controls.tsx";
import { missingByCamera } from "./gap-rows.ts";
import { goToGap } from "./going-to-gap.ts";
import { dayGrid, firstMissingIn, heatShares, namePxOf, weekGrid, type HeatCell, type HeatGrid } from "./heat-geometry.ts";
import { HeatPicture } from "./heat-picture.tsx";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

/** A first guess, until the picture has said how wide it is. */
const WIDTH_AT_FIRST_PX = 600;

export function HeatPart({ report }: { readonly report: GapColumns }) {
  const { t } = useTranslation("gaps");
  const { timezone } = useGapWords();
  const [by, setBy] = useState<"week" | "day">("week");
  const [widthPx, setWidthPx] = useState(WIDTH_AT_FIRST_PX);
  const [chosen, setCell] = useState<HeatCell>({ row: 0, column: 0 });
  const { fromMs, toMs } = report;
  const missing = useMemo(() => missingByCamera(report), [report]);
  const week = useMemo(() => weekGrid({ startMs: fromMs, endMs: toMs }, timezone), [fromMs, toMs, timezone]);
  const grid = useMemo(() => (by === "week" ? week : dayGrid({ startMs: fromMs, endMs: toMs }, timezone, widthPx - namePxOf(widthPx))), [by, week, fromMs, toMs, timezone, widthPx]);
  const shares = useMemo(() => heatShares(grid, missing), [grid, missing]);
  const names = useMemo(() => report.cameras.map((camera) => camera.name), [report]);
  const heads = useHeads(grid);
  const cell = { row: Math.min(chosen.row, Math.max(0, names.length - 1)), column: Math.min(chosen.column, grid.columnCount - 1) };
  const camera = report.cameras[cell.row];
  if (camera === undefined) return <Notice tone="info">{t("view.noCameraHere")}</Notice>;
  if (missing.every((ranges) => ranges.length === 0)) return <Notice tone="ok">{t("view.heat.none")}</Notice>;
  const go = (to: HeatCell): void => {
    const gap = firstMissingIn(grid, to.column, missing[to.row] ?? []);
    if (gap !== null) goToGap({ ...gap, camera: report.cameras[to.row] ?? null }, false);
  };
  return (
    <>
      <div className={css["filters"]}>
        <Pick label={t("view.heat.by")}>
          {(id) => (
            <select id={id} className={css["input"]} value={by} onChange={(event) => { setBy(event.target.value === "day" ? "day" : "week"); setCell({ row: cell.row, column: 0 }); }} data-testid="heat-by">
              <option value="week">{t("view.heat.week")}</option>
              <option value="day">{t("view.heat.day")}</option>
            </select>
          )}
        </Pick>
        <span className={css["teach"]}>{t("view.heat.legend")} {grid.daysEach !== null && t("view.heat.legendDays", { count: grid.daysEach })}</span>
      </div>
      <HeatPicture grid={grid} shares={shares} names={names} heads={heads} cell={cell} label={t("view.heat.label")} onCell={setCell} onGo={go} onWidth={setWidthPx} />
      <p id="heat-readout" role="status" className={`${css["readout"] ?? ""} digits`} data-testid="heat-readout"><CellWords grid={grid} cell={cell} name={camera.name} share={shares[cell.row]?.[cell.column] ?? null} /></p>
      <WeekInWords week={week} missing={missing[cell.row] ?? []} name={camera.name} />
    </>
  );
}

function useHeads(grid: HeatGrid): readonly { readonly column: number; readonly text: string }[] {
  const { t, i18n } = useTranslation("gaps");
  const { timezone } = useGapWords();
  return useMemo(
    () => (grid.daysEach === null ? WEEKDAYS.map((day, i) => ({ column: i * 24, text: t(`week.${day}`) })) : grid.beginsMs.slice(0, -1).map((ms, column) => ({ column, text: displayTime(ms, timezone).slice(5, 10) }))),
    [grid, timezone, i18n.language],
  );
}

function CellWords({ grid, cell, name, share }: { readonly grid: HeatGrid; readonly cell: HeatCell; readonly name: string; readonly share: number | null }) {
  const { t } = useTranslation("gaps");
  const { timezone } = useGapWords();
  if (grid.daysEach !== null) {
    const dayOf = (ms: number): string => displayTime(ms, timezone).slice(0, 10);
    const [from, to] = [dayOf(grid.beginsMs[cell.column]!), dayOf(grid.beginsMs[cell.column + 1]! - 1)];
    const facts = { camera: name, from, to, share: percentText(share ?? 0) };
    return from === to ? t("view.heat.cellDay", facts) : t("view.heat.cellDays", facts);
  }
  const hour = cell.column % 24;
  const facts = { camera: name, day: t(`week.${WEEKDAYS[Math.floor(cell.column / 24)]!}`), from: twoDigits(hour), to: twoDigits(hour + 1) };
  return share === null ? t("view.heat.cellNone", facts) : t("view.heat.cellWeek", { ...facts, share: percentText(share) });
}

/** The row's whole week in a sentence, which is what the picture is to those who cannot see it. */
function WeekInWords({ week, missing, name }: { readonly week: HeatGrid; readonly missing: Parameters<typeof heatShares>[1][number]; readonly name: string }) {
  const { t } = useTranslation("gaps");
  // All of these words take texts; the compiler tells them apart one by one, and we do not.
  const say: SayWeek = (word, params = {}) => t(`week.${word}` as "week.run", params as Record<"from" | "to" | "share", string>);
  const words = weekWords(hourRuns(heatShares(week, [missing])[0]!), say).join("; ");
  return <p className={css["weekWords"]} data-testid="heat-words"><b>{name}</b> {t("week.words")}: {words === "" ? t("week.none") : words}</p>;
}
