// The timeline in words: a table of footage and gaps of every camera in the shown stretch, each row one press from being
// shown. For screen readers and for those who prefer reading; it holds what the canvas holds.

import { useTranslation } from "react-i18next";
import { gapCauses, type Camera } from "../../contract/model.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { openProblems } from "../library/add-footage.ts";
import { hasFilesBehind } from "./lane-gaps.ts";
import type { SceneLane } from "./scene.ts";
import css from "./timeline.module.css";

interface LaneListProps {
  readonly cameras: readonly Camera[];
  readonly lanes: readonly SceneLane[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly timezone: string;
  readonly goTo: (trueMs: number, cameraId: string) => void;
}

interface ListRow {
  readonly startMs: number;
  readonly endMs: number;
  /** Null is footage. */
  readonly cause: (typeof gapCauses)[number] | null;
}

const ROWS_MAX = 200;

/** Footage and gaps of a lane that reach into the stretch, in order. */
export function rowsOfLane(lane: SceneLane, fromMs: number, toMs: number): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (let i = 0; i < lane.coverage.startMs.length; i++) rows.push({ startMs: lane.coverage.startMs[i]!, endMs: lane.coverage.endMs[i]!, cause: null });
  for (let i = 0; i < lane.gaps.startMs.length; i++) rows.push({ startMs: lane.gaps.startMs[i]!, endMs: lane.gaps.endMs[i]!, cause: gapCauses[lane.gaps.cause[i]!] ?? null });
  return rows.filter((row) => row.startMs < toMs && row.endMs > fromMs).sort((a, b) => a.startMs - b.startMs);
}

export function LaneList({ cameras, lanes, fromMs, toMs, timezone, goTo }: LaneListProps) {
  const { t } = useTranslation(["timeline", "common"]);
  const entries = cameras.flatMap((camera, i) => {
    const lane = lanes[i];
    return lane === undefined ? [] : rowsOfLane(lane, fromMs, toMs).map((row) => ({ camera, row }));
  });
  return (
    <div className={css["list"]} data-owns-keys="" tabIndex={0} aria-label={t("lanes.label")}>
      <table>
        <caption>{t("list.caption", { from: displayTime(fromMs, timezone), to: displayTime(toMs, timezone) })}</caption>
        <thead>
          <tr><th scope="col">{t("list.camera")}</th><th scope="col">{t("list.kind")}</th><th scope="col">{t("list.start")}</th><th scope="col">{t("list.end")}</th><th scope="col">{t("list.duration")}</th></tr>
        </thead>
        <tbody>
          {entries.slice(0, ROWS_MAX).map(({ camera, row }) => (
            <tr key={`${camera.cameraId} ${row.startMs} ${row.cause ?? ""}`} data-kind={row.cause ?? "footage"}>
              <th scope="row">{camera.name}</th>
              <td>{row.cause === null ? t("list.footage") : t(`common:gap.${row.cause}`)}{row.cause === null && camera.clock.state === "uncorrected" ? ` · ${t("common:clock.uncorrected")}` : ""}
                {row.cause !== null && hasFilesBehind(row.cause) && <> · <button type="button" onClick={() => openProblems(camera.cameraId)}>{t("gap.files")}</button></>}
              </td>
              <td>
                <button type="button" onClick={() => goTo(row.startMs, camera.cameraId)} aria-label={t("list.goTo", { time: displayTime(row.startMs, timezone) })}>
                  <time>{displayTime(row.startMs, timezone)}</time>
                </button>
              </td>
              <td><time>{displayTime(row.endMs, timezone)}</time></td>
              <td className="digits">{durationText(row.endMs - row.startMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length === 0 && <p>{t("list.none")}</p>}
      {entries.length > ROWS_MAX && <p>{t("list.more", { count: entries.length - ROWS_MAX })}</p>}
    </div>
  );
}
