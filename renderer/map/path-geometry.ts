// A way through a case as it is drawn: which line each leg is, what its mark says, and which stops a camera has. Pure; what the legs
// are is contract/path.ts.

import type { CasePath, PathLeg } from "../../contract/path.ts";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { XyPx } from "./map-geometry.ts";

/** What can be said of a leg. `standing`: no way at all; `unsure`: the order is open; `unknown`: a clock was never read. */
export type LegVerdict = "plausible" | "implausible" | "unsure" | "unknown" | "standing";

export function verdictOf(leg: Pick<PathLeg, "isPlausible" | "isOrderEstablished" | "pace">): LegVerdict {
  if (leg.isPlausible === false) return "implausible";
  if (leg.pace === "standing") return "standing";
  if (leg.isPlausible === null) return "unknown";
  return leg.isOrderEstablished ? "plausible" : "unsure";
}

/** Legs between two different cameras: what is drawn. */
export const isDrawn = ({ stops }: CasePath, leg: PathLeg): boolean => stops[leg.fromStop]!.cameraId !== stops[leg.toStop]!.cameraId;

/** The numbers of a camera's stops, from 1, as `1–3, 7`. */
export function stopNumbers(stops: CasePath["stops"]): ReadonlyMap<string, string> {
  const byCamera = Map.groupBy(stops.map(({ cameraId }, index) => ({ cameraId, number: index + 1 })), ({ cameraId }) => cameraId);
  return new Map([...byCamera].map(([cameraId, own]) => [cameraId, rangesText(own.map(({ number }) => number))] as const));
}

/** More runs than this are cut short: the list has them all. */
const RUNS_MAX = 4;

function rangesText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const texts = runs.slice(0, RUNS_MAX).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return `${texts.join(", ")}${runs.length > RUNS_MAX ? " …" : ""}`;
}

export interface LegCurve {
  readonly leg: PathLeg;
  readonly verdict: LegVerdict;
  readonly d: string;
  /** Its middle, and the direction it goes there, degrees clockwise from the screen's right. */
  readonly middle: XyPx;
  readonly angleDeg: number;
}

const BOW_PX = 18;

/** Lines from camera to camera. Where several legs join the same two they bow aside, each to its own right, so that none hides another. */
export function legCurves(path: CasePath, xyOf: (point: Wgs84) => XyPx): LegCurve[] {
  const drawn = path.legs.filter((leg) => isDrawn(path, leg));
  const pairOf = (leg: PathLeg): string => [path.stops[leg.fromStop]!.cameraId, path.stops[leg.toStop]!.cameraId].sort().join("\n");
  const pairs = Map.groupBy(drawn, pairOf);
  const wayCounts = new Map<string, number>();
  return drawn.map((leg) => {
    const [from, to] = [path.stops[leg.fromStop]!, path.stops[leg.toStop]!];
    const a = xyOf({ lat: from.lat!, lon: from.lon! });
    const b = xyOf({ lat: to.lat!, lon: to.lon! });
    const way = `${from.cameraId}\n${to.cameraId}`;
    const before = wayCounts.get(way) ?? 0;
    wayCounts.set(way, before + 1);
    const length = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
    // Cameras that lie on each other at this scale have no room for bows.
    const bow = pairs.get(pairOf(leg))!.length === 1 ? 0 : Math.min(BOW_PX * 2 * (before + 1), length);
    const bend = { x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * bow, y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * bow };
    const at = (n: number): string => n.toFixed(1);
    return {
      leg, verdict: verdictOf(leg),
      d: `M${at(a.x)} ${at(a.y)}Q${at(bend.x)} ${at(bend.y)} ${at(b.x)} ${at(b.y)}`,
      middle: { x: (a.x + 2 * bend.x + b.x) / 4, y: (a.y + 2 * bend.y + b.y) / 4 },
      angleDeg: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI,
    };
  });
}
