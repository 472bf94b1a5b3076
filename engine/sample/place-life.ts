// Which lanes, footpaths, barriers and lights each place has. Data only; what drives and walks on them is
// worked out in traffic.ts and passers-by.ts, and drawn in scene.ts.
import type { Footpath } from "./passers-by.ts";
import { COMPOUND_BARRIERS } from "./places/compound-gate.ts";
import { buildCompoundGate } from "./places/compound-gate.ts";
import { buildJunction, buildSecondJunction } from "./places/junctions.ts";
import { ENTRY_BARRIER, EXIT_BARRIER, buildPortGate } from "./places/port-gate.ts";
import { buildQuayStreet } from "./places/quay-street.ts";
import { BEATS, type PlaceId } from "./story.ts";
import type { StaticMesh } from "./static-mesh.ts";
import { type Lane, type VehicleKind, signalPhase } from "./traffic.ts";
import { type PlanePoint, Route } from "./tracks.ts";

/** A vehicle that stops at a barrier, shows its paper and goes on. */
export interface GateCall {
  readonly route: Route;
  readonly stopM: number;
  readonly arriveS: number;
  readonly leaveS: number;
  readonly kind: VehicleKind;
  readonly barrier: number;
}

export interface Barrier {
  readonly at: PlanePoint;
  /** The arm reaches east (1) or west (-1). */
  readonly reach: 1 | -1;
  readonly lengthM: number;
}

export interface PlaceLife {
  readonly build: () => StaticMesh;
  readonly lanes: readonly Lane[];
  readonly paths: readonly Footpath[];
  readonly barriers: readonly Barrier[];
  readonly calls: readonly GateCall[];
  /** Offset of the signals' cycle, or null where there are none. */
  readonly signalOffsetS: number | null;
  readonly groundZAt: (x: number, y: number) => number;
}

const JUNCTION_OFFSET_S = 36;
const SECOND_OFFSET_S = 15;
const TOWN: readonly VehicleKind[] = ["car", "car", "car", "van", "taxi", "car", "lorry", "car"];

/** What one can look over from across the street. */
const LOW: readonly VehicleKind[] = ["car", "car", "van", "car", "taxi", "car"];

function junctionLanes(offsetS: number, taxi: { readonly axis: "ns" | "ew"; readonly entersS: number }, headwayS: number): Lane[] {
  const nsGreen = (s: number): boolean => signalPhase(s, offsetS) === 0;
  const ewGreen = (s: number): boolean => signalPhase(s, offsetS) === 2;
  const base = { speedMs: 11, stopM: 150 - 13.2, kinds: TOWN };
  const lanes: Lane[] = [];
  for (const [lateral, factor] of [[1.8, 1], [5.3, 2]] as const) {
    const isTaxis = lateral === 1.8;
    lanes.push({ ...base, from: [lateral, -150], to: [lateral, 150], isGreen: nsGreen, headwayS: headwayS * factor, ...(isTaxis && taxi.axis === "ns" ? { taxiEntersS: taxi.entersS } : {}) });
    lanes.push({ ...base, from: [-lateral, 150], to: [-lateral, -150], isGreen: nsGreen, headwayS: headwayS * factor * 1.1 });
    lanes.push({ ...base, from: [-150, -lateral], to: [150, -lateral], isGreen: ewGreen, headwayS: headwayS * factor });
    lanes.push({ ...base, from: [150, lateral], to: [-150, lateral], isGreen: ewGreen, headwayS: headwayS * factor * 1.2, ...(isTaxis && taxi.axis === "ew" ? { taxiEntersS: taxi.entersS } : {}) });
  }
  return lanes;
}

function junctionPaths(offsetS: number): Footpath[] {
  const untilPhase = (start: number) => (s: number): number => (((start - ((s + offsetS) % 64)) % 64) + 64) % 64;
  const alongY = { nextGreenS: untilPhase(0), kerbM: 22.5, everyS: 30 };
  const alongX = { nextGreenS: untilPhase(32), kerbM: 22.5, everyS: 34 };
  return [
    { ...alongY, points: [[10.2, -30], [10.2, 30]] }, { ...alongY, points: [[-10.2, -30], [-10.2, 30]] },
    { ...alongX, points: [[-30, 10.2], [30, 10.2]] }, { ...alongX, points: [[-30, -10.2], [30, -10.2]] },
  ];
}

function gateCalls(): GateCall[] {
  const out = new Route([[3.4, -90], [3.4, 11.5], [5.2, 15.2], [9, 16.8], [120, 16.8]]);
  const in_ = new Route([[-120, 16.8], [-8, 16.8], [-4.4, 14.6], [-3.4, 10.6], [-3.4, -90]]);
  const inStopM = 112 + Math.hypot(3.6, 2.2) + Math.hypot(1, 4) + 5.4;
  const kinds: readonly VehicleKind[] = ["lorry", "van", "car", "lorry", "taxi", "van", "car"];
  const calls: GateCall[] = [];
  for (let index = 0; index < 22; index++) {
    const arriveS = 62 + index * 57 + ((index * 37) % 13);
    if (arriveS > 828 && arriveS < 912) continue;
    calls.push({ route: out, stopM: 90 - 5.2, arriveS, leaveS: arriveS + 7 + (index % 3) * 2, kind: kinds[index % 7] ?? "car", barrier: 0 });
  }
  for (let index = 0; index < 24; index++) {
    const arriveS = 78 + index * 49 + ((index * 23) % 11);
    calls.push({ route: in_, stopM: inStopM, arriveS, leaveS: arriveS + 6 + (index % 2) * 3, kind: kinds[(index * 3 + 2) % 7] ?? "car", barrier: 1 });
  }
  return calls;
}

function compoundCalls(): GateCall[] {
  const out = new Route([[-8.6, 60], [-8.6, -2], [-10.6, -5.6], [-16, -6.9], [-150, -6.9]]);
  const in_ = new Route([[130, -6.9], [3, -6.9], [-0.4, -4.6], [-1.9, -0.5], [-1.9, 60]]);
  const inStopM = 127 + Math.hypot(3.4, 2.3) + Math.hypot(1.5, 4.1) + 0.8;
  const call = (route: Route, stopM: number, arriveS: number, kind: VehicleKind, barrier: number): GateCall => ({ route, stopM, arriveS, leaveS: arriveS + 5, kind, barrier });
  return [
    call(out, 60 - 6, 1120, "car", 0), call(out, 60 - 6, 1287, "van", 0), call(out, 60 - 6, 1436, "car", 0), call(out, 60 - 6, 1640, "car", 0), call(out, 60 - 6, 1738, "car", 0),
    call(in_, inStopM, 1176, "car", 1), call(in_, inStopM, 1260, "car", 1), call(in_, inStopM, 1572, "van", 1), call(in_, inStopM, 1690, "car", 1),
  ];
}

const EBIKE: readonly VehicleKind[] = ["ebike"];

export const PLACE_LIFE: Record<PlaceId, PlaceLife> = {
  quay: {
    build: buildQuayStreet,
    lanes: [
      { from: [130, -3.3], to: [-150, -3.3], speedMs: 9, headwayS: 17, kinds: TOWN, closed: [[BEATS.taxiStopsAtRank - 32, BEATS.taxiStopsAtRank - 4], [268, 298], [BEATS.taxiLeaves - 20, BEATS.taxiLeaves + 3]] },
      { from: [-150, -6.4], to: [130, -6.4], speedMs: 9, headwayS: 13, kinds: LOW },
      { from: [-150, -8.35], to: [130, -8.35], speedMs: 5.2, headwayS: 34, kinds: EBIKE },
    ],
    paths: [
      { points: [[-70, 2.4], [-12, 2.2], [40, 2.3], [70, 2.3]], everyS: 26 },
      { points: [[-70, -11.2], [70, -10.8]], everyS: 60 },
    ],
    barriers: [], calls: [], signalOffsetS: null,
    groundZAt: (_x, y) => (y >= 0 || y < -9 ? 0.14 : 0),
  },
  "port-gate": {
    build: buildPortGate,
    lanes: [{ from: [120, 22.2], to: [-120, 22.2], speedMs: 10, headwayS: 9, kinds: TOWN }, { from: [120, 24.3], to: [-120, 24.3], speedMs: 5.4, headwayS: 24, kinds: EBIKE }],
    paths: [{ points: [[-60, 28.5], [60, 28.5]], everyS: 40 }, { points: [[-7.4, -40], [-7.2, 9], [-7.2, 12.4], [-40, 12.4]], everyS: 75 }],
    barriers: [{ at: EXIT_BARRIER, reach: 1, lengthM: 4.1 }, { at: ENTRY_BARRIER, reach: -1, lengthM: 4.1 }],
    calls: gateCalls(), signalOffsetS: null,
    groundZAt: (_x, y) => (y > 25 ? 0.12 : 0),
  },
  junction: {
    build: buildJunction,
    lanes: junctionLanes(JUNCTION_OFFSET_S, { axis: "ns", entersS: 944 }, 10),
    paths: junctionPaths(JUNCTION_OFFSET_S), barriers: [], calls: [], signalOffsetS: JUNCTION_OFFSET_S,
    groundZAt: (x, y) => (Math.abs(x) > 7.2 && Math.abs(y) > 7.2 ? 0.12 : 0),
  },
  "second-junction": {
    build: buildSecondJunction,
    lanes: junctionLanes(SECOND_OFFSET_S, { axis: "ew", entersS: 1100 }, 13),
    paths: junctionPaths(SECOND_OFFSET_S), barriers: [], calls: [], signalOffsetS: SECOND_OFFSET_S,
    groundZAt: (x, y) => (Math.abs(x) > 7.2 && Math.abs(y) > 7.2 ? 0.12 : 0),
  },
  compound: {
    build: buildCompoundGate,
    lanes: [
      { from: [130, -6.9], to: [-150, -6.9], speedMs: 9, headwayS: 24, kinds: TOWN, closed: [[1098, 1116], [1150, 1185], [1234, 1282], [1316, 1346], [1424, 1434], [1482, 1506], [1546, 1580], [1664, 1700]] },
      { from: [-150, -10.6], to: [130, -10.6], speedMs: 9, headwayS: 15, kinds: TOWN },
      { from: [-150, -12.0], to: [130, -12.0], speedMs: 5, headwayS: 38, kinds: EBIKE },
    ],
    paths: [
      { points: [[-60, -3.4], [-12, -2.4], [2.4, 0], [10, 0.1], [60, -1.6]], everyS: 62 },
      { points: [[-60, -15.6], [60, -15.6]], everyS: 48 },
      { points: [[-3.4, 44], [-3.4, 2], [-10, -3.2], [-60, -3.2]], everyS: 95 },
    ],
    barriers: COMPOUND_BARRIERS.map(([x, y, reach]) => ({ at: [x, y] as const, reach, lengthM: 4 })),
    calls: compoundCalls(), signalOffsetS: null,
    groundZAt: (x, y) => ((y > -2.5 && x > 1.4) || (y > -5 && (x > 10 || x < -11)) ? 0.13 : 0),
  },
};
