// A site plan: a picture laid on the ground by two or three points that are known on both. Pure. Two points turn and scale it, three
// may stretch it as well. What keeps the picture is engine/map/plan-handlers.ts.

import { z } from "zod";
import { metresFromWgs84, wgs84FromEntered, wgs84FromMetres, type Metres, type Wgs84 } from "./coordinates.ts";
import { pictureTypes } from "./image-head.ts";
import { coordinateSystem, rowId } from "./model.ts";

/** A picture of a plan may be so large: what is larger takes the window more memory than an office computer has to spare. */
export const PLAN_BYTES_MAX = 40_000_000;
export const PLAN_SIDE_PX_MAX = 16_384;
export const PLAN_PIXELS_MAX = 64_000_000;

/** A point of the picture (pixels from its upper left corner) and the same place on the ground, in the system it was entered in. */
export const planPoint = z.object({
  xPx: z.number().min(-PLAN_SIDE_PX_MAX).max(2 * PLAN_SIDE_PX_MAX), yPx: z.number().min(-PLAN_SIDE_PX_MAX).max(2 * PLAN_SIDE_PX_MAX),
  lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180), crs: coordinateSystem,
});
export type PlanPoint = z.infer<typeof planPoint>;

export const sitePlan = z.object({
  planId: rowId, name: z.string(), sha256: z.string(), mimeType: z.enum(pictureTypes),
  widthPx: z.number().int(), heightPx: z.number().int(), sizeBytes: z.number().int(),
  /** None: it lies nowhere yet. */
  points: z.array(planPoint), opacity: z.number().min(0).max(1),
  by: z.string(), createdMs: z.number(),
});
export type SitePlan = z.infer<typeof sitePlan>;

export interface XyOfPlan { readonly x: number; readonly y: number }

/** Where the plan lies: metres from `origin` of the picture's corner, and by how much each goes on with a pixel right and a pixel down. */
export interface PlanFit {
  readonly origin: Wgs84;
  readonly corner: Metres;
  readonly right: Metres;
  readonly down: Metres;
  readonly kind: "similarity" | "affine";
  /** A pixel's length on the ground, the mean of both sides. Metres. */
  readonly metresPerPx: number;
  /** By how much its upper edge is turned from east, clockwise. Degrees, −180 to 180. */
  readonly turnedDeg: number;
  /**
   * With three points: by how much the worst of them is missed where the plan is only turned and scaled. Small says that plan and points
   * agree; large that a point is wrong or the plan is distorted. Null with two, which are always met.
   */
  readonly residualM: number | null;
}

/** `too-close`: two points are nearly one, on the picture or on the ground. `in-line`: three on one line. `mirrored`: it would lie on its face. */
export type PlanBad = "too-few" | "too-close" | "in-line" | "mirrored";

/** Points nearer than this tell neither direction nor scale. */
const APART_MIN_PX = 4;
const APART_MIN_M = 0.5;
/** Three points span a triangle at least this much of their extent squared. */
const TRIANGLE_MIN = 0.02;

interface Known { readonly x: number; readonly y: number; readonly eastM: number; readonly northM: number }
interface Linear { readonly right: Metres; readonly down: Metres }

const meanOf = (known: readonly Known[], of: (k: Known) => number): number => known.reduce((sum, k) => sum + of(k), 0) / known.length;

function centred(known: readonly Known[]): readonly [known: Known[], middle: Known] {
  const middle = { x: meanOf(known, (k) => k.x), y: meanOf(known, (k) => k.y), eastM: meanOf(known, (k) => k.eastM), northM: meanOf(known, (k) => k.northM) };
  return [known.map((k) => ({ x: k.x - middle.x, y: k.y - middle.y, eastM: k.eastM - middle.eastM, northM: k.northM - middle.northM })), middle];
}

/** The turn and scale that meets the points best by least squares; they are centred. Down on the picture is against north. */
function similarity(known: readonly Known[]): Linear {
  const sum = (of: (k: Known) => number): number => known.reduce((total, k) => total + of(k), 0);
  const size = sum((k) => k.x * k.x + k.y * k.y);
  const along = sum((k) => k.x * k.eastM - k.y * k.northM) / size;
  const across = sum((k) => k.x * k.northM + k.y * k.eastM) / size;
  return { right: { eastM: along, northM: across }, down: { eastM: across, northM: -along } };
}

/** The one linear map through three points; they are centred. Null where they lie on a line. */
function affine(known: readonly Known[]): Linear | null {
  const sum = (of: (k: Known) => number): number => known.reduce((total, k) => total + of(k), 0);
  const [xx, xy, yy] = [sum((k) => k.x * k.x), sum((k) => k.x * k.y), sum((k) => k.y * k.y)];
  const determinant = xx * yy - xy * xy;
  if (determinant < TRIANGLE_MIN * ((xx + yy) / 2) ** 2) return null;
  const solve = (of: (k: Known) => number): readonly [number, number] => {
    const [xz, yz] = [sum((k) => k.x * of(k)), sum((k) => k.y * of(k))];
    return [(xz * yy - yz * xy) / determinant, (yz * xx - xz * xy) / determinant];
  };
  const [[rightE, downE], [rightN, downN]] = [solve((k) => k.eastM), solve((k) => k.northM)];
  return { right: { eastM: rightE, northM: rightN }, down: { eastM: downE, northM: downN } };
}

const missM = (k: Known, { right, down }: Linear): number =>
  Math.hypot(k.x * right.eastM + k.y * down.eastM - k.eastM, k.x * right.northM + k.y * down.northM - k.northM);

/** Where two or three points lay a plan, or why they cannot. */
export function fitPlan(points: readonly PlanPoint[]): PlanFit | { readonly bad: PlanBad } {
  const first = points[0];
  if (first === undefined || points.length < 2) return { bad: "too-few" };
  const origin = wgs84FromEntered(first, first.crs);
  const known = points.map((point) => ({ x: point.xPx, y: point.yPx, ...metresFromWgs84(origin, wgs84FromEntered(point, point.crs)) }));
  const isClose = known.some((a, i) => known.some((b, j) => j > i && (Math.hypot(a.x - b.x, a.y - b.y) < APART_MIN_PX || Math.hypot(a.eastM - b.eastM, a.northM - b.northM) < APART_MIN_M)));
  if (isClose) return { bad: "too-close" };
  const [around, middle] = centred(known);
  const turned = similarity(around);
  const linear = points.length === 2 ? turned : affine(around);
  if (linear === null) return { bad: "in-line" };
  const { right, down } = linear;
  const area = right.eastM * down.northM - right.northM * down.eastM;
  // Down the picture and right of it enclose a right turn, seen from above.
  if (area >= 0) return { bad: "mirrored" };
  return {
    origin, right, down,
    corner: { eastM: middle.eastM - middle.x * right.eastM - middle.y * down.eastM, northM: middle.northM - middle.x * right.northM - middle.y * down.northM },
    kind: points.length === 2 ? "similarity" : "affine",
    metresPerPx: Math.sqrt(-area),
    turnedDeg: (Math.atan2(-right.northM, right.eastM) * 180) / Math.PI,
    residualM: points.length === 2 ? null : Math.max(...around.map((k) => missM(k, turned))),
  };
}

/** The place of a point of the picture. */
export function wgs84FromPlan({ origin, corner, right, down }: PlanFit, { x, y }: XyOfPlan): Wgs84 {
  return wgs84FromMetres(origin, { eastM: corner.eastM + x * right.eastM + y * down.eastM, northM: corner.northM + x * right.northM + y * down.northM });
}
