// Where cameras miss footage: the places, the worst first, and where their cameras have positions a small plan of them. The map
// itself is renderer/map.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../contract/gap-week.ts";
import type { GapColumns } from "../../contract/gap-report.ts";
import type { Camera } from "../../contract/model.ts";
import { percentText } from "../../contract/share-text.ts";
import { Grid, ScaleBar, useSize } from "../map/map-canvas.tsx";
import { placeToFit, shortened, textWidthPx, xyFromWgs84 } from "../map/map-geometry.ts";
import { placeSums, type PlaceSum } from "./place-sums.ts";
import { useGapView } from "./gap-store.ts";
import { useGapWords } from "./use-gap-words.ts";
import css from "./gaps.module.css";

export function PlacePart({ report, cameras }: { readonly report: GapColumns; readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation("gaps");
  const words = useGapWords();
  const { ask, period } = useGapView();
  const places = useMemo(() => placeSums(report, cameras), [report, cameras]);
  const placed = places.filter((place) => place.at !== null);
  return (
    <div className={css["places"]} data-plan={placed.length > 0}>
      <div className={css["placeTable"]} tabIndex={0} aria-label={t("bySite")} data-owns-keys="">
        <table data-testid="gap-places">
          <thead><tr><th scope="col">{t("site")}</th><th scope="col">{t("cameras")}</th><th scope="col">{t("view.places.share")}</th><th scope="col">{t("view.places.missing")}</th><th scope="col">{t("view.places.most")}</th></tr></thead>
          <tbody>
            {places.map((place) => {
              const { site, cameraCount, missingShare, missingMs, sums } = place;
              const most = sums.find((sum) => isMissing(sum.cause));
              return (
                <tr key={site ?? ""}>
                  <th scope="row">{site === null ? t("noSite") : <button type="button" title={`${site}\n${t("view.places.only")}`} onClick={() => ask(cameraCount === 0 ? { kind: "place", name: site } : { kind: "site", name: site }, period)}>{site}</button>}</th>
                  <td className="digits">{cameraCount}</td>
                  <td className="digits"><span className={css["bar"]} aria-hidden><i style={{ width: `${missingShare * 100}%` }} /></span>{percentText(missingShare)}</td>
                  <td className="digits">{words.hours(missingMs)}</td>
                  <td className="digits" title={most === undefined ? undefined : words.hours(most.totalMs)}>{most === undefined ? "–" : words.cause(most.cause)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {placed.length > 0 && <Plan places={placed} />}
    </div>
  );
}

const CIRCLE_MIN_PX = 4;
const CIRCLE_MAX_PX = 26;
const SCALE_MAX_PX = 80;

function Plan({ places }: { readonly places: readonly PlaceSum[] }) {
  const { t } = useTranslation("gaps");
  const [ref, size] = useSize<HTMLDivElement>();
  const plane = size === null || size.widthPx === 0 ? null : placeToFit(places.flatMap(({ at }) => at ?? []), size);
  return (
    <div className={css["plan"]}>
      <div ref={ref} className={css["ground"]}>{plane !== null && size !== null && (
        <svg width={size.widthPx} height={size.heightPx} role="img" aria-label={`${t("view.places.plan")}. ${places.map((place) => t("view.places.onPlan", { place: place.site ?? t("noSite"), share: percentText(place.missingShare) })).join("; ")}`} data-testid="gap-plan">
          <Grid place={plane} size={size} />
          {places.map((place) => {
            const { x, y } = xyFromWgs84(plane, size, place.at!);
            const isRight = x > size.widthPx / 2;
            // By area: twice the share looks twice as much.
            const radiusPx = CIRCLE_MIN_PX + (CIRCLE_MAX_PX - CIRCLE_MIN_PX) * Math.sqrt(place.missingShare);
            const share = ` ${percentText(place.missingShare)}`;
            return (
              <g key={place.site ?? ""}>
                <circle className={css["circle"]} cx={x} cy={y} r={radiusPx} />
                <circle className={css["dot"]} cx={x} cy={y} r={2} />
                <text className={css["placeName"]} x={x + (isRight ? -1 : 1) * (radiusPx + 5)} y={y + 4} textAnchor={isRight ? "end" : "start"}>{shortened(place.site ?? t("noSite"), (isRight ? x : size.widthPx - x) - radiusPx - 10 - textWidthPx(share))}{share}<title>{place.site}</title></text>
              </g>
            );
          })}
          <ScaleBar place={plane} size={size} mostPx={SCALE_MAX_PX} />
        </svg>
      )}</div>
      <p className={css["teach"]}>{t("view.places.plan")}</p>
    </div>
  );
}
