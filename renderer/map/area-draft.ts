// An area that is being marked as blind: text as it stands in the fields, and what it means. Pure.

import { blindAreaFacts, outlineAreaM2, outlineBad, type BlindArea, type BlindAreaFacts, type OutlineBad } from "../../contract/blind-area.ts";
import { enteredFromWgs84, wgs84FromEntered, type CoordinateSystem, type Wgs84 } from "../../contract/coordinates.ts";
import { placeFromText } from "../timeline/place-distance.ts";
import { coordinatesText } from "./place-draft.ts";

export interface AreaDraft {
  /** Null: a new one. */
  readonly areaId: number | null;
  readonly name: string;
  readonly reason: string;
  readonly crs: CoordinateSystem;
  /** A corner a line. */
  readonly corners: string;
}

export const NEW_AREA: AreaDraft = { areaId: null, name: "", reason: "", crs: "WGS84", corners: "" };

export const draftOfArea = ({ areaId, name, reason, crs, corners }: BlindArea): AreaDraft =>
  ({ areaId, name, reason: reason ?? "", crs, corners: corners.map(({ lat, lon }) => `${lat}, ${lon}`).join("\n") });

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

export const withCorner = (draft: AreaDraft, point: Wgs84): AreaDraft =>
  ({ ...draft, corners: [...linesOf(draft.corners), coordinatesText(enteredFromWgs84(point, draft.crs))].join("\n") });

export const withoutLastCorner = (draft: AreaDraft): AreaDraft => ({ ...draft, corners: linesOf(draft.corners).slice(0, -1).join("\n") });

export interface AreaMeant {
  /** Corners that were understood, for the drawing. */
  readonly outline: readonly Wgs84[];
  readonly areaM2: number | null;
  /** The first line that is no coordinates, from 1; or why the corners are no outline. */
  readonly bad: { readonly line: number } | OutlineBad | null;
  /** Null where something is missing. */
  readonly facts: BlindAreaFacts | null;
}

export function meantByArea({ name, reason, crs, corners }: AreaDraft): AreaMeant {
  const read = linesOf(corners).map((line) => placeFromText(line));
  const badLine = read.indexOf(null);
  const points = read.filter((point) => point !== null);
  const outline = points.map((point) => wgs84FromEntered(point, crs));
  const bad = badLine >= 0 ? { line: badLine + 1 } : outlineBad({ crs, corners: points });
  const parsed = blindAreaFacts.safeParse({ name, reason, crs, corners: points });
  return { outline, areaM2: points.length < 3 ? null : outlineAreaM2({ crs, corners: points }), bad, facts: bad === null && parsed.success ? parsed.data : null };
}
