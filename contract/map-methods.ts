// Requests of the map: site plans, areas marked as blind, neighbouring cameras, files of map tiles. Part of methods.ts, which spreads it. Where cameras stand is cameras.place, ways are
// map.path (reconstruction-methods.ts).

import { z } from "zod";
import { blindArea, blindAreaFacts } from "./blind-area.ts";
import { cameraId, rowId, trueMs } from "./model.ts";
import { arrival, neighbour, NEIGHBOURS_MAX } from "./neighbours.ts";
import { PLAN_BYTES_MAX, planPoint, sitePlan } from "./site-plan.ts";
import { tileSource, tileZoom } from "./tile-source.ts";

const ok = z.object({});
const planId = z.object({ planId: rowId });
const areaId = z.object({ areaId: rowId });
const sourceId = z.object({ sourceId: rowId });
const tileNumber = z.number().int().min(0).max(2 ** 24);
const planName = z.string().trim().min(1).max(200);
const sidePx = z.number().int().positive();

export const mapMethods = {
  // — site plans —
  /** Those that were not taken out, by name. Their pictures are footage://plan/ID. */
  "plans.list": { input: ok, output: z.array(sitePlan) },
  /**
   * Keeps a copy of a picture in the library, by its content. `widthPx`, `heightPx`: as a window shows it, which turns a camera's
   * picture. @throws plan-picture-unreadable, plan-picture-too-large
   */
  "plans.add": {
    input: z.object({ name: planName, bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PLAN_BYTES_MAX, { error: "too large" }), widthPx: sidePx, heightPx: sidePx }),
    output: sitePlan,
  },
  /** Names it, lays it by none, two or three points, makes it more or less opaque. @throws plan-unknown, plan-points-unusable */
  "plans.update": { input: z.object({ planId: rowId, name: planName, points: z.array(planPoint).max(3), opacity: z.number().min(0.05).max(1) }), output: sitePlan },
  /** Takes it out; its picture stays, and plans.restore puts it back. */
  "plans.remove": { input: planId, output: ok },
  "plans.restore": { input: planId, output: sitePlan },

  // — areas that a person marked as seen by no camera —
  "blindAreas.list": { input: ok, output: z.array(blindArea) },
  /** @throws area-outline-unusable */
  "blindAreas.add": { input: blindAreaFacts, output: blindArea },
  "blindAreas.update": { input: blindAreaFacts.extend(areaId.shape), output: blindArea },
  "blindAreas.remove": { input: areaId, output: ok },
  "blindAreas.restore": { input: areaId, output: blindArea },

  // — neighbours —
  /** What was set for all cameras, in the order in which it was. */
  "cameras.neighbours": { input: ok, output: z.object({ neighbours: z.array(neighbour.extend({ cameraId })) }) },
  /** Says which cameras come next from one, and in which direction; replaces what was said before. */
  "cameras.setNeighbours": {
    input: z.object({ cameraId, neighbours: z.array(neighbour).max(NEIGHBOURS_MAX) })
      .refine(({ cameraId: from, neighbours }) => neighbours.every(({ toCameraId }) => toCameraId !== from), { path: ["neighbours"], error: "a camera is not its own neighbour" })
      .refine(({ neighbours }) => new Set(neighbours.map(({ toCameraId, direction }) => `${toCameraId}\n${direction}`)).size === neighbours.length, { path: ["neighbours"], error: "one direction twice to the same camera" }),
    output: ok,
  },
  /** When somebody who is on a camera at an instant would be on each of its neighbours; as they were set. */
  "cameras.follow": { input: z.object({ cameraId, atMs: trueMs }), output: z.object({ arrivals: z.array(arrival) }) },

  // — map tiles of a person's own (PMTiles, MBTiles) —
  /** Those that were not taken out, by name. */
  "tiles.list": { input: ok, output: z.array(tileSource) },
  /** Names a file; it stays where it is. @throws path-missing, tiles-unreadable */
  "tiles.add": { input: z.object({ path: z.string().min(1).max(10_000) }), output: tileSource },
  "tiles.remove": { input: sourceId, output: ok },
  "tiles.restore": { input: sourceId, output: tileSource },
  /** One tile, rows counted from the north; null where the file has none there. @throws tiles-unknown, path-missing, tiles-unreadable */
  "tiles.read": { input: z.object({ sourceId: rowId, z: tileZoom, x: tileNumber, y: tileNumber }), output: z.object({ bytes: z.instanceof(Uint8Array).nullable() }) },
} as const;
