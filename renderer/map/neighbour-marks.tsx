// The neighbours of the chosen camera as arrows from it; in which direction is said at their middle (camera-marks.tsx).

import type { XyPx } from "./map-geometry.ts";
import css from "./map.module.css";

export interface NeighbourLine { readonly id: string; readonly from: XyPx; readonly to: XyPx; readonly text: string }

/** Stops short of the mark that it leads to. */
const SHORT_PX = 14;

export function NeighbourMarks({ lines }: { readonly lines: readonly NeighbourLine[] }) {
  return (
    <g data-testid="map-neighbours">
      {lines.map(({ id, from, to }) => {
        const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
        const end = { x: to.x - ((to.x - from.x) / length) * SHORT_PX, y: to.y - ((to.y - from.y) / length) * SHORT_PX };
        const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
        return (
          <g key={id} className={css["neighbour"]}>
            <path d={`M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`} />
            <path data-part="head" d="M-7 -4L0 0L-7 4Z" transform={`translate(${end.x.toFixed(1)} ${end.y.toFixed(1)}) rotate(${angle.toFixed(1)})`} />
          </g>
        );
      })}
    </g>
  );
}
