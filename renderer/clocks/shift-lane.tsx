// Where the camera's recordings lie now and where they will with the reading: two small lanes, one above the other. The
// shape alone; by how much and which way is said in words beside it.

import type { OutputOf } from "../../contract/methods.ts";
import { displayTime } from "../../contract/time-text.ts";
import { useWords } from "../i18n.ts";
import css from "./clock-dialog.module.css";
import { laneDomain, lanePath, xInLane, type LaneDomain } from "./shift-lane-geometry.ts";

const WIDTH = 400;
const ROW = 14;

interface ShiftLaneProps {
  readonly lanes: OutputOf<"clock.preview">;
  readonly frame: { readonly beforeMs: number; readonly afterMs: number };
  readonly timezone: string;
}

export function ShiftLane({ lanes, frame, timezone }: ShiftLaneProps) {
  const { t } = useWords();
  const domain = laneDomain([...lanes.before, ...lanes.after], frame);
  return (
    <figure className={css["lane"]} data-testid="clock-lane">
      <Row label={t("clock.lane.before")} domain={domain} path={lanePath(lanes.before, domain, WIDTH, ROW)} atMs={frame.beforeMs} className={css["before"]} />
      <Row label={t("clock.lane.after")} domain={domain} path={lanePath(lanes.after, domain, WIDTH, ROW)} atMs={frame.afterMs} className={css["after"]} />
      <figcaption><time>{displayTime(domain.fromMs, timezone).slice(0, 19)}</time><time>{displayTime(domain.toMs, timezone).slice(0, 19)}</time></figcaption>
    </figure>
  );
}

interface RowProps {
  readonly label: string;
  readonly domain: LaneDomain;
  readonly path: string;
  readonly atMs: number;
  readonly className: string | undefined;
}

function Row({ label, domain, path, atMs, className }: RowProps) {
  const x = xInLane(atMs, domain, WIDTH);
  return (
    <div className={css["laneRow"]}>
      <span>{label}</span>
      <svg viewBox={`0 0 ${WIDTH} ${ROW}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} className={className} />
        <line x1={x} x2={x} y1={0} y2={ROW} className={css["laneFrame"]} vectorEffect="non-scaling-stroke" />
      </svg>
    </div>
  );
}
