// Which camera comes next in which direction, as rows: as a person set it, in that order.

import type { Neighbour } from "../../contract/neighbours.ts";
import { requireCamera } from "./cameras.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type WriteContext } from "./write-context.ts";

const COLUMNS = "to_camera_id AS toCameraId, direction, travel_ms AS travelMs, speed_kmh AS speedKmh";

/** The neighbours of a camera. */
export function listNeighbours(db: ReadDb, cameraId: string): Neighbour[] {
  return prepared(db, `SELECT ${COLUMNS} FROM camera_neighbours WHERE camera_id = ? ORDER BY neighbour_no`).all(cameraId) as Neighbour[];
}

export type CameraNeighbour = Neighbour & { readonly cameraId: string };

/** Those of all cameras. */
export function listAllNeighbours(db: ReadDb): CameraNeighbour[] {
  return prepared(db, `SELECT camera_id AS cameraId, ${COLUMNS} FROM camera_neighbours ORDER BY camera_id, neighbour_no`).all() as CameraNeighbour[];
}

const plain = ({ toCameraId, direction, travelMs, speedKmh }: Neighbour): Neighbour => ({ toCameraId, direction, travelMs, speedKmh });

export const neighbourWrites = {
  /** Replaces what was set before. @throws AppError camera-unknown; change-overtaken where it is not as `expected` */
  "cameras.setNeighbours": (context: WriteContext, input: { cameraId: string; neighbours: readonly Neighbour[]; expected?: readonly Neighbour[] }): void => {
    const { cameraId, expected } = input;
    const camera = requireCamera(context.db, cameraId);
    const former = listNeighbours(context.db, cameraId);
    const next = input.neighbours.map(plain);
    if (expected !== undefined) refuseOvertaken({ neighbours: former }, { neighbours: expected.map(plain) }, camera.name);
    prepared(context.db, "DELETE FROM camera_neighbours WHERE camera_id = ?").run(cameraId);
    next.forEach(({ toCameraId, direction, travelMs, speedKmh }, neighbourNo) => {
      requireCamera(context.db, toCameraId);
      prepared(context.db, "INSERT INTO camera_neighbours (camera_id, neighbour_no, to_camera_id, direction, travel_ms, speed_kmh) VALUES (?, ?, ?, ?, ?, ?)")
        .run(cameraId, neighbourNo, toCameraId, direction, travelMs, speedKmh);
    });
    // The log holds no fractions as numbers.
    const logged = next.map((each) => ({ ...each, speedKmh: each.speedKmh === null ? null : String(each.speedKmh) }));
    context.log({ action: "camera.neighbours", caseId: null, object: { type: "camera", id: cameraId, sha256: null }, details: { neighbours: logged } });
    context.remember({
      caseId: null, kind: "neighbours-changed", title: camera.name, touches: [`neighbours:${cameraId}`],
      undo: [["cameras.setNeighbours", { cameraId, neighbours: former, expected: next }]], redo: [["cameras.setNeighbours", { cameraId, neighbours: next, expected: former }]],
    });
  },
};
