// Which rows the timeline has, from top to bottom: cameras of the wall that were pinned to the top, groups by site that fold,
// and the lanes, filtered and in the chosen order. Pure. Where rows lie on the screen is lanes.ts.

import { cameraWgs84 } from "../../contract/camera-view.ts";
import { distanceM, type Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { camerasBySite } from "../cameras/camera-groups.ts";

export const laneSorts = ["site", "name", "first", "distance"] as const;
export type LaneSort = (typeof laneSorts)[number];

export interface LaneOptions {
  readonly sort: LaneSort;
  readonly isGrouped: boolean;
  /** Keys of folded groups. */
  readonly folded: ReadonlySet<string>;
  readonly filter: string;
  /** Cameras that stay at the top whatever is scrolled, in this order. */
  readonly onTop: readonly string[];
  /** What distances are measured from; null measures none. */
  readonly from: Wgs84 | null;
}

export interface LaneRow {
  readonly kind: "lane";
  readonly key: string;
  readonly camera: Camera;
  /** Metres from the chosen point; null without one, or where nobody entered the camera's place. */
  readonly distanceM: number | null;
  readonly isOnTop: boolean;
}

export interface GroupRow {
  readonly kind: "group";
  readonly key: string;
  /** Null: cameras that nobody has given a site. */
  readonly site: string | null;
  readonly cameraIds: readonly string[];
  readonly isFolded: boolean;
}

export type Row = LaneRow | GroupRow;

export interface LaneRows {
  readonly rows: readonly Row[];
  /** The first so many stand still while the others are scrolled. */
  readonly fixedCount: number;
  /** Cameras that the filter leaves, each once, whether their group is folded or not. */
  readonly cameras: readonly Camera[];
}

export const NO_ROWS: LaneRows = { rows: [], fixedCount: 0, cameras: [] };

const natural = new Intl.Collator("zh-CN", { numeric: true });

type Placed = Omit<LaneRow, "kind" | "key" | "isOnTop">;

/** Unknown comes last in every order. */
function rankOf({ camera, distanceM }: Placed, sort: LaneSort): number {
  if (sort === "first") return camera.coverage?.startMs ?? Infinity;
  if (sort === "distance") return distanceM ?? Infinity;
  return 0;
}

function comparator(sort: LaneSort): (a: Placed, b: Placed) => number {
  return (a, b) => {
    const byRank = rankOf(a, sort) - rankOf(b, sort);
    // Infinity − Infinity is NaN: two unknowns go by their names.
    if (byRank < 0 || byRank > 0) return byRank;
    return (sort === "site" ? 0 : natural.compare(a.camera.name, b.camera.name)) || natural.compare(a.camera.cameraId, b.camera.cameraId);
  };
}

const laneRow = (placed: Placed, isOnTop: boolean): LaneRow => ({ kind: "lane", key: `${isOnTop ? "top" : "lane"}:${placed.camera.cameraId}`, ...placed, isOnTop });

/** The rows for these cameras. A camera on top does not stand below once more. */
export function rowsFrom(cameras: readonly Camera[], options: LaneOptions): LaneRows {
  const { from, sort } = options;
  const groups = camerasBySite(cameras, options.filter);
  const placed = (camera: Camera): Placed => {
    const place = from === null ? null : cameraWgs84(camera);
    return { camera, distanceM: from === null || place === null ? null : distanceM(from, place) };
  };
  const left = groups.flatMap((group) => group.cameras);
  const top = options.onTop.flatMap((cameraId) => left.find((camera) => camera.cameraId === cameraId) ?? []);
  const topIds = new Set(top.map((camera) => camera.cameraId));
  const fixed = top.map((camera) => laneRow(placed(camera), true));
  const compare = comparator(sort);
  if (!options.isGrouped) {
    const order = left.filter((camera) => !topIds.has(camera.cameraId)).map(placed);
    // By site they stand as the cameras panel has them.
    const lanes = sort === "site" ? order : order.sort(compare);
    return { rows: [...fixed, ...lanes.map((lane) => laneRow(lane, false))], fixedCount: fixed.length, cameras: left };
  }
  const sorted = groups
    .map(({ site, cameras: members }) => ({ site, cameraIds: members.map((camera) => camera.cameraId), lanes: members.filter((camera) => !topIds.has(camera.cameraId)).map(placed).sort(compare) }))
    .filter(({ lanes }) => lanes.length > 0);
  // Where the order says something about groups, the group with the first lane comes first.
  if (sort === "first" || sort === "distance") sorted.sort((a, b) => compare(a.lanes[0]!, b.lanes[0]!));
  const rows = sorted.flatMap(({ site, cameraIds, lanes }): Row[] => {
    const key = groupKey(site);
    const isFolded = options.folded.has(key);
    return [{ kind: "group", key, site, cameraIds, isFolded }, ...(isFolded ? [] : lanes.map((lane) => laneRow(lane, false)))];
  });
  return { rows: [...fixed, ...rows], fixedCount: fixed.length, cameras: left };
}

export const groupKey = (site: string | null): string => `site:${site ?? ""}`;

/** The group that a row belongs to: the nearest group above it; null where lanes are not grouped. */
export function groupIndexOf(rows: readonly Row[], index: number): number | null {
  for (let i = Math.min(index, rows.length - 1); i >= 0; i--) if (rows[i]!.kind === "group") return i;
  return null;
}
