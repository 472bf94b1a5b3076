// Where the pixels of a plan's picture lie on the screen: pure. Where they lie on the ground is contract/site-plan.ts.

import { wgs84FromPlan, type PlanFit, type SitePlan } from "../../contract/site-plan.ts";
import { xyFromWgs84, type MapPlace, type SizePx } from "./map-geometry.ts";

/** The matrix that lays the picture's pixels on the screen's, as CSS writes it. */
export function planMatrix({ widthPx, heightPx }: Pick<SitePlan, "widthPx" | "heightPx">, fit: PlanFit, place: MapPlace, size: SizePx): string {
  const at = (x: number, y: number) => xyFromWgs84(place, size, wgs84FromPlan(fit, { x, y }));
  const [corner, right, down] = [at(0, 0), at(widthPx, 0), at(0, heightPx)];
  const part = [(right.x - corner.x) / widthPx, (right.y - corner.y) / widthPx, (down.x - corner.x) / heightPx, (down.y - corner.y) / heightPx, corner.x, corner.y];
  return `matrix(${part.map((n) => Number(n.toPrecision(9))).join(", ")})`;
}
