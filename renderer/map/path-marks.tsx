// The legs of a way as lines from camera to camera, each with a mark in its middle that tells by shape what can be said of it: an
// arrow, a crossed square, a question mark. What they say in words is beside them (camera-marks.tsx) and in the list.

import type { LegCurve, LegVerdict } from "./path-geometry.ts";
import type { XyPx } from "./map-geometry.ts";
import css from "./map.module.css";

/** An arrow: plausible. A crossed square: not plausible. A ring with a question mark: it cannot be said. Nothing: no way. */
export function VerdictShape({ verdict, x, y, angleDeg = 0 }: { readonly verdict: LegVerdict; readonly angleDeg?: number } & XyPx) {
  switch (verdict) {
    case "plausible": return <path className={css["verdict"]} data-verdict={verdict} d="M-6 -5L6 0L-6 5Z" transform={`translate(${x} ${y}) rotate(${angleDeg})`} />;
    case "implausible": return <path className={css["verdict"]} data-verdict={verdict} d={`M${x - 6.5} ${y - 6.5}h13v13h-13ZM${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`} />;
    case "unsure": case "unknown": return (
      <g className={css["verdict"]} data-verdict={verdict}>
        <circle cx={x} cy={y} r={7} />
        <text x={x} y={y + 0.5} textAnchor="middle" dominantBaseline="central">?</text>
      </g>
    );
    case "standing": return null;
  }
}

export function PathMarks({ curves }: { readonly curves: readonly LegCurve[] }) {
  return (
    <g data-testid="map-way">
      {curves.map(({ leg, d, verdict }) => <path key={leg.toStop} className={css["leg"]} data-verdict={verdict} data-testid={`map-leg-${leg.toStop}`} d={d} />)}
      {curves.map(({ leg, middle, verdict, angleDeg }) => <VerdictShape key={leg.toStop} verdict={verdict} angleDeg={angleDeg} {...middle} />)}
    </g>
  );
}
