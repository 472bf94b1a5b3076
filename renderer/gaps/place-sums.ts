// Places by how much footage misses there, and where they lie. Pure.

import type { Wgs84 } from "../../contract/coordinates.ts";
import type { GapColumns } from "../../contract/gap-report.ts";
import { isMissing } from "../../contract/gap-week.ts";
import type { Camera } from "../../contract/model.ts";

export interface PlaceSum {
  readonly site: string | null;
  readonly cameraCount: number;
  readonly missingMs: number;
  readonly missingShare: number;
  readonly sums: GapColumns["sites"][number]["sums"];
  /** The middle of its cameras; null where none has a position. */
  readonly at: Wgs84 | null;
}

/** The places by the share of time that misses footage, the worst first. */
export function placeSums(report: Pick<GapColumns, "sites">, cameras: readonly Camera[]): readonly PlaceSum[] {
  return report.sites.map(({ site, cameras: cameraCount, coveredShare, sums }) => {
    const points = cameras.flatMap((camera) => (camera.site === site && camera.wgs84 !== null ? [camera.wgs84] : []));
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      site, cameraCount, sums, missingShare: 1 - coveredShare, missingMs: sums.reduce((sum, one) => sum + (isMissing(one.cause) ? one.totalMs : 0), 0),
      at: points.length === 0 ? null : { lat: mean(points.map((point) => point.lat)), lon: mean(points.map((point) => point.lon)) },
    };
  }).sort((a, b) => b.missingShare - a.missingShare || b.missingMs - a.missingMs);
}
