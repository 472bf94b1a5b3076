// The table of gaps with what narrows it: causes, one camera, a least length.

import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GapColumns } from "../../contract/gap-report.ts";
import { Notice } from "../design/notice.tsx";
import { GapDetail } from "./gap-detail.tsx";
import { Pick } from "./gap-controls.tsx";
import { causeSums, gapRowAt, shownRows } from "./gap-rows.ts";
import { useGapView } from "./gap-store.ts";
import { GapSums } from "./gap-sums.tsx";
import { GapTable } from "./gap-table.tsx";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

const MIN_LENGTHS_MS = [0, 10_000, 60_000, 600_000, 3_600_000] as const;

export function GapListPart({ report }: { readonly report: GapColumns }) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const { hidden, minLengthMs, sort, narrow } = useGapView();
  // One that this report is not about narrows nothing: the field could not show it.
  const cameraId = useGapView((s) => (report.cameras.some((camera) => camera.cameraId === s.cameraId) ? s.cameraId : null));
  const shown = useMemo(() => shownRows(report, { hidden, minLengthMs, cameraId }, sort), [report, hidden, minLengthMs, cameraId, sort]);
  const sums = useMemo(() => causeSums(report), [report]);
  // The row, not its place: another order leaves it chosen.
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.max(0, chosen === null ? 0 : shown.indexOf(chosen));
  const all = report.rows.startMs.length;
  if (all === 0) return <Notice tone="ok" testId="gaps-none">{t("none")}</Notice>;
  return (
    <>
      <div className={css["filters"]}>
        <GapSums sums={sums} />
        {report.cameras.length > 1 && (
          <Pick label={t("camera")}>
            {(id) => (
              <select id={id} className={css["input"]} value={cameraId ?? ""} onChange={(event) => narrow({ cameraId: event.target.value === "" ? null : event.target.value })} data-testid="gaps-camera">
                <option value="">{t("view.allCameras")}</option>
                {report.cameras.map((camera) => <option key={camera.cameraId} value={camera.cameraId}>{camera.name}</option>)}
              </select>
            )}
          </Pick>
        )}
        <Pick label={t("view.minLength")}>
          {(id) => (
            <select id={id} className={css["input"]} value={minLengthMs} onChange={(event) => narrow({ minLengthMs: Number(event.target.value) })} data-testid="gaps-min-length">
              {MIN_LENGTHS_MS.map((ms) => <option key={ms} value={ms}>{ms === 0 ? t("view.anyLength") : words.length(ms)}</option>)}
            </select>
          )}
        </Pick>
        <span className="digits" role="status">{shown.length === all ? t("count", { count: all }) : t("view.shown", { shown: shown.length, all })}</span>
      </div>
      {shown.length === 0 ? <p className={css["teach"]}>{t("noneOfCause")}</p> : <>
        <GapTable report={report} shown={shown} at={at} onAt={(place) => setChosen(shown[place] ?? null)} />
        <GapDetail row={gapRowAt(report, shown[at]!)} />
      </>}
    </>
  );
}
