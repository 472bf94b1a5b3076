// Whether two cameras may see the same place, by their positions, headings, fields of view and ranges. A plane is good enough
// for a street; walls and heights are not known. What a wedge is stands in contract/camera-view.ts.

import { cameraWgs84, isInWedge, pointOfWedge, wedgeOfView, type ViewWedge } from "../../contract/camera-view.ts";
import { metresFromWgs84, type Metres } from "../../contract/coordinates.ts";
import type { CameraRow } from "../store/cameras.ts";

type Placed = Pick<CameraRow, "lat" | "lon" | "crs" | "headingDeg" | "fovDeg" | "rangeM">;

/** Where a field of view is sampled: shares of its range, and of half its angle to either side. */
const DEPTHS = [0.1, 0.25, 0.5, 0.75, 1] as const;
const SIDES = [-1, -0.5, 0, 0.5, 1] as const;

/** Points of a wedge, in metres from its camera. */
const samples = (wedge: ViewWedge): Metres[] => DEPTHS.flatMap((depth) => SIDES.map((side) => pointOfWedge(wedge, side, depth)));

/** True where the fields of view meet; null where the map cannot say: a position is missing. Systems may differ. */
export function viewsMeet(a: Placed, b: Placed): boolean | null {
  const from = cameraWgs84(a);
  const to = cameraWgs84(b);
  if (from === null || to === null) return null;
  const { eastM, northM } = metresFromWgs84(from, to);
  const [seenByA, seenByB] = [wedgeOfView(a), wedgeOfView(b)];
  if (Math.hypot(eastM, northM) > seenByA.rangeM + seenByB.rangeM) return false;
  return samples(seenByA).some((p) => isInWedge(seenByB, { eastM: p.eastM - eastM, northM: p.northM - northM }))
    || samples(seenByB).some((p) => isInWedge(seenByA, { eastM: p.eastM + eastM, northM: p.northM + northM }));
}
