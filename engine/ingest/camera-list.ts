// Reads a list of cameras that a person keeps: CSV as a spreadsheet saves it, or GeoJSON points.
// A row that cannot be right is told with its number and left out; the others are taken.

import { parse } from "csv-parse/sync";
import { z } from "zod";
import { AppError, type ErrorParams } from "../../contract/errors.ts";
import { coordinateSystem } from "../../contract/model.ts";
import { NAMED_COLUMNS } from "../../contract/table-text.ts";
import { isTimezone } from "../../contract/zone.ts";
import type { CameraRow } from "../store/cameras.ts";

export interface CameraListProblem {
  /** Counted from 1, as a spreadsheet does, the header being row 1; a GeoJSON feature counts from 1. */
  readonly row: number;
  readonly code: "camera-column-invalid";
  readonly params: ErrorParams;
}

export interface CameraList {
  readonly cameras: readonly CameraRow[];
  readonly problems: readonly CameraListProblem[];
}

const text = z.string().trim().max(500).transform((t) => (t === "" ? null : t)).nullish().transform((t) => t ?? null);
const numberWithin = (low: number, high: number) =>
  z.union([z.number(), z.string().trim()]).nullish()
    .transform((value) => (value === null || value === undefined || value === "" ? null : Number(value)))
    .refine((value) => value === null || (value >= low && value <= high));

const row = z.object({
  id: z.union([z.string(), z.number()]).transform((id) => String(id).trim()).pipe(z.string().min(1).max(200)),
  name: text, site: text,
  lat: numberWithin(-90, 90), lon: numberWithin(-180, 180),
  crs: z.string().trim().toUpperCase().transform((t) => t.replaceAll("-", "")).pipe(z.union([z.literal("").transform(() => null), coordinateSystem])).nullish().transform((c) => c ?? null),
  heading_deg: numberWithin(0, 360), fov_deg: numberWithin(0, 360), range_m: numberWithin(0, 100_000),
  recorder: text, channel: z.union([z.number().transform(String), z.string()]).nullish().pipe(text), gb28181: z.union([z.number().transform(String), z.string()]).nullish().pipe(text),
  timezone: text.refine((zone) => zone === null || isTimezone(zone)),
  retention_days: numberWithin(0, 36_500), match: text,
});

function cameraFromRow(found: z.output<typeof row>): CameraRow {
  const hasPlace = found.lat !== null && found.lon !== null;
  return {
    cameraId: found.id, name: found.name ?? found.id, site: found.site,
    lat: hasPlace ? found.lat : null, lon: hasPlace ? found.lon : null,
    // Coordinates without a system are taken as WGS-84, the one that GPS gives.
    crs: hasPlace ? (found.crs ?? "WGS84") : null,
    headingDeg: found.heading_deg, fovDeg: found.fov_deg, rangeM: found.range_m,
    recorder: found.recorder, channel: found.channel, gb28181: found.gb28181,
    timezone: found.timezone, retentionDays: found.retention_days, match: found.match, provisional: false,
  };
}

function collect(rows: readonly { readonly rowNumber: number; readonly value: unknown }[]): CameraList {
  const cameras = new Map<string, CameraRow>();
  const problems: CameraListProblem[] = [];
  for (const { rowNumber, value } of rows) {
    const parsed = row.safeParse(value);
    if (parsed.success) {
      cameras.set(parsed.data.id, cameraFromRow(parsed.data));
    } else {
      const column = String(parsed.error.issues[0]?.path[0] ?? "id");
      problems.push({ row: rowNumber, code: "camera-column-invalid", params: { row: rowNumber, column } });
    }
  }
  return { cameras: [...cameras.values()], problems };
}

/** @throws AppError cameras-file-unreadable where the text is no such list at all */
export function parseCameraList(source: string, format: "csv" | "geojson"): CameraList {
  return format === "csv" ? fromCsv(source) : fromGeoJson(source);
}

function fromCsv(source: string): CameraList {
  let records: Record<string, string>[];
  try {
    records = parse(source, NAMED_COLUMNS);
  } catch (cause) {
    throw new AppError("cameras-file-unreadable", { detail: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
  if (records.length > 0 && !("id" in records[0]!)) throw new AppError("cameras-file-unreadable", { detail: "id" });
  return collect(records.map((value, i) => ({ rowNumber: i + 2, value })));
}

const featureCollection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(z.object({
    id: z.union([z.string(), z.number()]).optional(),
    geometry: z.object({ type: z.literal("Point"), coordinates: z.tuple([z.number(), z.number()], z.number()) }).nullable(),
    properties: z.record(z.string(), z.unknown()).nullable(),
  })).max(100_000),
});

function fromGeoJson(source: string): CameraList {
  let parsed: z.output<typeof featureCollection>;
  try {
    parsed = featureCollection.parse(JSON.parse(source));
  } catch (cause) {
    throw new AppError("cameras-file-unreadable", { detail: "GeoJSON FeatureCollection" }, { cause });
  }
  return collect(parsed.features.map((feature, i) => ({
    rowNumber: i + 1,
    value: { id: feature.id, ...feature.properties, ...(feature.geometry === null ? {} : { lon: feature.geometry.coordinates[0], lat: feature.geometry.coordinates[1] }) },
  })));
}
