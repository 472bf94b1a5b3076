// Names of the exhibits left of their bands: the one in focus, and a way to the next where the case has several.

import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useExhibitFocus } from "../reconstruct/exhibit-focus.ts";
import { bandTopPx, type LaneMetrics } from "./lanes.ts";
import type { SceneBand } from "./scene-bands.ts";
import css from "./timeline.module.css";

interface BandHeadersProps {
  readonly metrics: LaneMetrics;
  readonly bands: readonly SceneBand[];
  /** Of the case, in its order. */
  readonly exhibitIds: readonly number[];
}

export function BandHeaders({ metrics, bands, exhibitIds }: BandHeadersProps) {
  const { t } = useTranslation("lanes");
  const [focused] = bands;
  const heightPx = metrics.bandsPx[0];
  if (focused === undefined || heightPx === undefined) return null;
  const at = exhibitIds.indexOf(focused.exhibitId);
  const nextId = exhibitIds[(at + 1) % exhibitIds.length];
  return (
    <div className={css["bandHeader"]} style={{ top: bandTopPx(metrics, 0), height: heightPx }} title={focused.name}>
      <span className={css["laneName"]}>{focused.name}</span>
      {exhibitIds.length > 1 && nextId !== undefined && (
        <button type="button" title={t("band.next")} aria-label={t("band.next")} onClick={() => useExhibitFocus.getState().choose(nextId)} data-testid="band-next">
          <span className="digits">{at + 1}/{exhibitIds.length}</span><ChevronRight size={12} aria-hidden />
        </button>
      )}
    </div>
  );
}
