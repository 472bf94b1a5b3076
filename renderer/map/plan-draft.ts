// The points of a site plan while they are pointed at or typed: text as it stands in the fields, what is pointed at next, and what it
// means. Pure.

import { enteredFromWgs84, wgs84FromEntered, type CoordinateSystem, type Wgs84 } from "../../contract/coordinates.ts";
import { fitPlan, planPoint, type PlanBad, type PlanFit, type PlanPoint, type SitePlan, type XyOfPlan } from "../../contract/site-plan.ts";
import { placeFromText } from "../timeline/place-distance.ts";
import { coordinatesText } from "./place-draft.ts";

export interface PointDraft { readonly xy: string; readonly coordinates: string }
export interface Picking {
  readonly index: number;
  readonly what: "image" | "ground";
  /** False where it follows from typing: the hand is in a field. */
  readonly takesFocus: boolean;
}
export interface PlanDraft {
  readonly planId: number;
  readonly crs: CoordinateSystem;
  readonly points: readonly PointDraft[];
  /** What the next click says; null: nothing. */
  readonly picking: Picking | null;
}

export const POINTS_MAX = 3;
const EMPTY: PointDraft = { xy: "", coordinates: "" };
const oneDigit = (n: number): number => Math.round(n * 10) / 10;
const xyText = ({ x, y }: XyOfPlan): string => `${oneDigit(x)}, ${oneDigit(y)}`;

/** Points that were entered in different systems are all told in that of the first. */
export function draftOfPlan({ planId, points }: Pick<SitePlan, "planId" | "points">): PlanDraft {
  const crs = points[0]?.crs ?? "WGS84";
  const drafts = points.map((point) => ({
    xy: xyText({ x: point.xPx, y: point.yPx }),
    coordinates: point.crs === crs ? `${point.lat}, ${point.lon}` : coordinatesText(enteredFromWgs84(wgs84FromEntered(point, point.crs), crs)),
  }));
  return { planId, crs, points: drafts.length > 0 ? drafts : [EMPTY, EMPTY], picking: drafts.length > 0 ? null : { index: 0, what: "image", takesFocus: true } };
}

const isFilled = ({ xy, coordinates }: PointDraft): boolean => xy.trim() !== "" && coordinates.trim() !== "";

/** What is still to be pointed at: each point on the plan, then on the ground. */
function nextPicking(points: readonly PointDraft[], takesFocus = true): Picking | null {
  const index = points.findIndex((point) => !isFilled(point));
  return index < 0 ? null : { index, what: points[index]!.xy.trim() === "" ? "image" : "ground", takesFocus };
}

/** The draft with what was typed; what is to be clicked stays until the field is left (`settled`). */
export function typed(draft: PlanDraft, index: number, part: Partial<PointDraft>): PlanDraft {
  return { ...draft, points: draft.points.map((point, i) => (i === index ? { ...point, ...part } : point)) };
}

/** The draft with what was clicked, and what is to be clicked next. */
export function picked(draft: PlanDraft, where: { readonly xy: XyOfPlan } | { readonly ground: Wgs84 }): PlanDraft {
  if (draft.picking === null) return draft;
  const { index } = draft.picking;
  const next = typed(draft, index, "xy" in where ? { xy: xyText(where.xy) } : { coordinates: coordinatesText(enteredFromWgs84(where.ground, draft.crs)) });
  return { ...next, picking: nextPicking(next.points) };
}

/** What is to be clicked next, once a field is left: what was typed needs no click. */
export const settled = (draft: PlanDraft): PlanDraft => (draft.picking === null ? draft : { ...draft, picking: nextPicking(draft.points, false) });

export function withAnotherPoint(draft: PlanDraft): PlanDraft {
  const points = [...draft.points, EMPTY].slice(0, POINTS_MAX);
  return { ...draft, points, picking: nextPicking(points) };
}

export function withoutPoint(draft: PlanDraft, index: number): PlanDraft {
  const points = draft.points.filter((_, i) => i !== index);
  return { ...draft, points: points.length < 2 ? [...points, EMPTY] : points, picking: null };
}

const xyFromText = (text: string): XyOfPlan | null => {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text.normalize("NFKC").replaceAll("，", ","));
  return match === null ? null : { x: Number(match[1]), y: Number(match[2]) };
};

/** One point, or which of its fields means nothing; null where a field is still empty. */
function pointOf({ xy, coordinates }: PointDraft, crs: CoordinateSystem): PlanPoint | { readonly bad: "xy" | "coordinates" } | null {
  const at = xy.trim() === "" ? null : xyFromText(xy);
  const place = coordinates.trim() === "" ? null : placeFromText(coordinates);
  if (at === null && xy.trim() !== "") return { bad: "xy" };
  if (place === null && coordinates.trim() !== "") return { bad: "coordinates" };
  if (at === null || place === null) return null;
  const parsed = planPoint.safeParse({ xPx: at.x, yPx: at.y, lat: place.lat, lon: place.lon, crs });
  return parsed.success ? parsed.data : { bad: "xy" };
}

export interface PlanMeant {
  readonly points: readonly PlanPoint[];
  readonly bad: readonly { readonly index: number; readonly field: "xy" | "coordinates" }[];
  readonly fit: PlanFit | { readonly bad: PlanBad };
}

/** What the fields mean so far: a point that is half filled is none yet. */
export function meantBy(draft: PlanDraft): PlanMeant {
  const read = draft.points.map((point) => pointOf(point, draft.crs));
  const points = read.filter((point): point is PlanPoint => point !== null && !("bad" in point));
  return { points, bad: read.flatMap((point, index) => (point !== null && "bad" in point ? [{ index, field: point.bad }] : [])), fit: fitPlan(points) };
}
