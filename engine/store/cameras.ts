// Cameras as rows. What they cover and how their clocks stand is put together in engine/cameras.ts.

import type { CameraPlace } from "../../contract/camera-place.ts";
import { AppError } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type WriteContext } from "./write-context.ts";

/** What is entered about a camera; everything else of `Camera` is derived. */
export type CameraRow = Omit<Camera, "wgs84" | "clock" | "fileCount" | "problemCount" | "coverage" | "coveredMs">;

const COLUMNS = `camera_id AS cameraId, name, site, lat, lon, crs, heading_deg AS headingDeg, fov_deg AS fovDeg, range_m AS rangeM,
  recorder, channel, gb28181, timezone, retention_days AS retentionDays, match, provisional`;

const cameraFromRow = (row: unknown): CameraRow => {
  const camera = row as Omit<CameraRow, "provisional"> & { provisional: number };
  return { ...camera, provisional: camera.provisional === 1 };
};

export function listCameras(db: ReadDb): CameraRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM cameras ORDER BY site IS NULL, site, camera_id`).all().map(cameraFromRow);
}

export function findCamera(db: ReadDb, cameraId: string): CameraRow | null {
  const row = prepared(db, `SELECT ${COLUMNS} FROM cameras WHERE camera_id = ?`).get(cameraId);
  return row === undefined ? null : cameraFromRow(row);
}

/** @throws AppError camera-unknown */
export function requireCamera(db: ReadDb, cameraId: string): CameraRow {
  const camera = findCamera(db, cameraId);
  if (camera === null) throw new AppError("camera-unknown", { cameraId });
  return camera;
}

interface CameraName {
  readonly name: string;
  readonly site: string | null;
  /** Default false: what a person has named waits for no name. */
  readonly provisional?: boolean;
}

const placeOf = ({ lat, lon, crs, headingDeg, fovDeg, rangeM }: CameraPlace): CameraPlace => ({ lat, lon, crs, headingDeg, fovDeg, rangeM });

export const cameraWrites = {
  /** Adds or updates cameras from a list that a person keeps: they are no longer provisional. */
  "cameras.import": (context: WriteContext, input: { cameras: readonly CameraRow[] }): { added: number; updated: number } => {
    let added = 0;
    for (const c of input.cameras) {
      if (findCamera(context.db, c.cameraId) === null) added++;
      prepared(context.db, `
        INSERT INTO cameras (camera_id, name, site, lat, lon, crs, heading_deg, fov_deg, range_m, recorder, channel, gb28181, timezone, retention_days, match, provisional, created_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
        ON CONFLICT (camera_id) DO UPDATE SET name = excluded.name, site = excluded.site, lat = excluded.lat, lon = excluded.lon, crs = excluded.crs,
          heading_deg = excluded.heading_deg, fov_deg = excluded.fov_deg, range_m = excluded.range_m, recorder = excluded.recorder,
          channel = excluded.channel, gb28181 = excluded.gb28181, timezone = excluded.timezone, retention_days = excluded.retention_days,
          match = excluded.match, provisional = 0`)
        .run(c.cameraId, c.name, c.site, c.lat, c.lon, c.crs, c.headingDeg, c.fovDeg, c.rangeM, c.recorder, c.channel, c.gb28181, c.timezone, c.retentionDays, c.match, context.nowMs);
    }
    const updated = input.cameras.length - added;
    context.log({ action: "cameras.import", caseId: null, object: { type: "library", id: null, sha256: null }, details: { added, updated, cameraIds: input.cameras.map((c) => c.cameraId) } });
    return { added, updated };
  },
  /** Makes a camera for files that nothing assigns; harmless where it exists. */
  "cameras.ensure": (context: WriteContext, input: { cameraId: string; name: string; provisional: boolean }): void => {
    prepared(context.db, "INSERT INTO cameras (camera_id, name, provisional, created_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .run(input.cameraId, input.name, input.provisional ? 1 : 0, context.nowMs);
  },
  "cameras.update": (context: WriteContext, input: CameraName & { cameraId: string; expected?: CameraName }): void => {
    const { cameraId } = input;
    const camera = requireCamera(context.db, cameraId);
    const former: CameraName = { name: camera.name, site: camera.site, provisional: camera.provisional };
    const next: CameraName = { name: input.name, site: input.site, provisional: input.provisional ?? false };
    const { expected } = input;
    if (expected !== undefined && (former.name !== expected.name || former.site !== expected.site)) throw new AppError("change-overtaken", { title: former.name });
    prepared(context.db, "UPDATE cameras SET name = ?, site = ?, provisional = ? WHERE camera_id = ?").run(next.name, next.site, next.provisional === true ? 1 : 0, cameraId);
    context.log({ action: "camera.update", caseId: null, object: { type: "camera", id: cameraId, sha256: null }, details: { name: next.name, site: next.site } });
    context.remember({
      caseId: null, kind: "camera-changed", title: next.name, touches: [`camera-name:${cameraId}`],
      undo: [["cameras.update", { ...former, cameraId, expected: next }]], redo: [["cameras.update", { ...next, cameraId, expected: former }]],
    });
  },
  /** Where a camera stands and looks. @throws AppError camera-unknown; change-overtaken where it stands elsewhere than `expected` */
  "cameras.place": (context: WriteContext, input: CameraPlace & { cameraId: string; expected?: CameraPlace }): void => {
    const { cameraId, expected } = input;
    const camera = requireCamera(context.db, cameraId);
    const former = placeOf(camera);
    const next = placeOf(input);
    if (expected !== undefined) refuseOvertaken(former, placeOf(expected), camera.name);
    prepared(context.db, "UPDATE cameras SET lat = ?, lon = ?, crs = ?, heading_deg = ?, fov_deg = ?, range_m = ? WHERE camera_id = ?")
      .run(next.lat, next.lon, next.crs, next.headingDeg, next.fovDeg, next.rangeM, cameraId);
    // The log holds no fractions as numbers: they are written as they are read.
    const details = Object.fromEntries(Object.entries(next).map(([name, value]) => [name, typeof value === "number" ? String(value) : value]));
    context.log({ action: "camera.place", caseId: null, object: { type: "camera", id: cameraId, sha256: null }, details });
    context.remember({
      caseId: null, kind: "camera-placed", title: camera.name, touches: [`camera-place:${cameraId}`],
      undo: [["cameras.place", { ...former, cameraId, expected: next }]], redo: [["cameras.place", { ...next, cameraId, expected: former }]],
    });
  },
  /** Takes away a camera that was made for files which it has no longer; one that something refers to stays. */
  "cameras.forget": (context: WriteContext, input: { cameraId: string }): void => {
    try {
      context.db.transaction(() => prepared(context.db, "DELETE FROM cameras WHERE camera_id = ?").run(input.cameraId))();
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "SQLITE_CONSTRAINT_FOREIGNKEY")) throw error;
    }
  },
};
