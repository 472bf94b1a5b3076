// What the shapes of the map mean: a line below the ground, so that it covers nothing.

import { useTranslation } from "react-i18next";
import { StateShape } from "./camera-marks.tsx";
import { VerdictShape } from "./path-marks.tsx";
import css from "./map.module.css";

interface MapLegendProps {
  readonly hasWay: boolean;
  readonly hasBlind: boolean;
  readonly hasPartly: boolean;
  readonly hasMarked: boolean;
}

export function MapLegend({ hasWay, hasBlind, hasPartly, hasMarked }: MapLegendProps) {
  const { t } = useTranslation("map");
  const hatches = (["blind", "partly", "marked"] as const).filter((kind) => ({ blind: hasBlind, partly: hasPartly, marked: hasMarked })[kind]);
  return (
    <p className={css["legend"]} aria-hidden data-testid="map-legend">
      {(["footage", "gap", "none"] as const).map((state) => <span key={state}><svg width={14} height={14}><StateShape state={state} x={7} y={7} /></svg>{t(`state.${state}`)}</span>)}
      <span className={css["assumed"]}>{t("assumed")}</span>
      {hasWay && (["plausible", "implausible", "unsure"] as const).map((verdict) => <span key={verdict}><svg width={16} height={16}><VerdictShape verdict={verdict} x={8} y={8} /></svg>{t(`path.legend.${verdict}`)}</span>)}
      {hatches.map((kind) => <span key={kind}><svg width={20} height={12} className={css["blind"]}><rect width={20} height={12} fill={`url(#map-hatch-${kind})`} className={kind === "marked" ? css["marked"] : css["hull"]} /></svg>{t(`blind.legend.${kind}`)}</span>)}
    </p>
  );
}
