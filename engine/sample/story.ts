// The case: who does what, where and when, in true time. Seconds count from STORY_START_MS (13:50:00 in Shanghai).
// Every view is drawn from this one account, and truth.ts reports it; nothing here knows about cameras.
import type { PersonKey } from "./tracks.ts";
import { Route, approachM, departureM, valueAt } from "./tracks.ts";

export type PlaceId = "quay" | "port-gate" | "junction" | "second-junction" | "compound";

/** 2024-11-15 13:50:00 +08:00. */
export const STORY_START_MS = Date.UTC(2024, 10, 15, 5, 50, 0);

export const secondsOf = (trueMs: number): number => (trueMs - STORY_START_MS) / 1000;
export const trueMsOf = (seconds: number): number => STORY_START_MS + Math.round(seconds * 1000);

/** Moments that the case turns on, in seconds. */
export const BEATS = {
  womanEntersShop: 216.5, taxiStopsAtRank: 400, bootOpened: 421,
  firstBag: 459, secondBag: 461, thirdBag: 495, fourthBag: 497, fifthBag: 526.5,
  bootShut: 553.5, womanBackInShop: 566.5,
  driverOpensBoot: 625.5, firstBagTaken: 629.5, secondBagTaken: 632, bagsOnFrontSeat: 644, driverShutsBoot: 655.5,
  womanGetsIn: 720, taxiLeaves: 732,
  atPortGate: 860, leavesPortGate: 871,
  arrivesAtCompound: 1350, bootOpensOnThree: 1364, womanNotices: 1372, bagsOnGround: 1466, bootShutAtCompound: 1474, taxiLeavesCompound: 1500,
} as const;

/** Where the taxi stands in the rank: its middle. */
const RANK_X = 3.5;
const RANK_Y = -1.25;

const quayRoute = new Route([[130, -3.2], [17, -3.2], [9.5, RANK_Y], [-3.5, RANK_Y], [-11, -3.2], [-150, -3.2]]);
const rankAlongM = 113 + Math.hypot(7.5, 3.2 + RANK_Y) + (9.5 - RANK_X);
const gateRoute = new Route([[3.4, -90], [3.4, 11.5], [5.2, 15.2], [9, 16.8], [120, 16.8]]);
const gateStopM = 90 - 5.2;
export const COMPOUND_STOP_X = 2.2;
const compoundRoute = new Route([[130, -6.2], [14, -6.2], [8, -3.9], [-6, -3.9], [-13, -6.2], [-150, -6.2]]);
const compoundStopM = 116 + Math.hypot(6, 2.3) + (8 - COMPOUND_STOP_X);

export interface TaxiState {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly rolledM: number;
  readonly boot: number;
  readonly bagsInBoot: number;
  readonly isBraking: boolean;
  readonly frontLeftDoor: number;
  readonly rearRightDoor: number;
}

/** The taxi at one of the places where it follows the script; junctions are driven by traffic.ts. Null where it is not there. */
export function taxiAt(place: PlaceId, seconds: number): TaxiState | null {
  if (place === "quay" && seconds > 375 && seconds < 760) {
    const along = rankAlongM + approachM(seconds, BEATS.taxiStopsAtRank, 8.5, 1.5) + departureM(seconds, BEATS.taxiLeaves, 9, 1.3);
    return drive(quayRoute, along, seconds, seconds > 393 && seconds < 404);
  }
  if (place === "port-gate" && seconds > 838 && seconds < 892) {
    const along = gateStopM + approachM(seconds, BEATS.atPortGate, 5.5, 1.1) + departureM(seconds, BEATS.leavesPortGate, 7, 1.1);
    return drive(gateRoute, along, seconds, seconds > 855 && seconds < BEATS.leavesPortGate);
  }
  if (place === "compound" && seconds > 1325 && seconds < 1528) {
    const along = compoundStopM + approachM(seconds, BEATS.arrivesAtCompound, 8, 1.4) + departureM(seconds, BEATS.taxiLeavesCompound, 9, 1.3);
    return drive(compoundRoute, along, seconds, seconds > 1344 && seconds < 1353);
  }
  return null;
}

function drive(route: Route, along: number, seconds: number, isBraking: boolean): TaxiState {
  return {
    ...route.carAt(along), rolledM: along, isBraking,
    boot: bootAt(seconds), bagsInBoot: bagsInBootAt(seconds),
    frontLeftDoor: valueAt([[410, 0], [411, 1], [413, 1], [414, 0], [638, 0], [639, 1], [646, 1], [647, 0], [661.5, 0], [662.5, 1], [664.5, 1], [665.5, 0],
      [1382, 0], [1383, 1], [1385, 1], [1386, 0], [1487, 0], [1488, 1], [1490, 1], [1491, 0]], seconds),
    rearRightDoor: valueAt([[716.5, 0], [717.5, 1], [720, 1], [721.5, 0], [1355, 0], [1356, 1], [1359, 1], [1360, 0]], seconds),
  };
}

/** How far the boot is open, 0 to 1. */
export function bootAt(seconds: number): number {
  return valueAt([[419, 0], [BEATS.bootOpened, 1], [552, 1], [BEATS.bootShut, 0], [624, 0], [BEATS.driverOpensBoot, 1], [654, 1], [BEATS.driverShutsBoot, 0],
    [1362, 0], [BEATS.bootOpensOnThree, 1], [1472.5, 1], [BEATS.bootShutAtCompound, 0]], seconds);
}

export function bagsInBootAt(seconds: number): number {
  const b = BEATS;
  const in_ = [b.firstBag, b.secondBag, b.thirdBag, b.fourthBag, b.fifthBag].filter((at) => seconds >= at).length;
  const out = [b.firstBagTaken, b.secondBagTaken, 1456, 1461, b.bagsOnGround].filter((at) => seconds >= at).length;
  return in_ - out;
}

/** Bags that stand on the pavement of the compound. */
export function bagsOnGroundAt(place: PlaceId, seconds: number): readonly (readonly [number, number])[] {
  if (place !== "compound") return [];
  const spots: readonly (readonly [number, readonly [number, number]])[] = [[1459, [5.4, -1.7]], [1464, [5.0, -1.55]], [1468.5, [5.5, -1.2]]];
  return spots.filter(([from]) => seconds >= from).map(([, spot]) => spot);
}

export type CastId = "woman" | "driver" | "shopkeeper" | "guard";

const SOUTH = -Math.PI / 2, NORTH = Math.PI / 2, WEST = Math.PI, EAST = 0;
const DOOR = [1.35, 5.6] as const;
const STEP = [1.55, 3.1] as const;
const AT_BOOT = [6.42, -0.85] as const;
const KERB = [5.7, 0.75] as const;

/** Out of the door with bags, to the boot, one bag after the other in, and back. */
function carryTrip(fromS: number, firstInS: number, secondInS: number | null, isReturning: boolean): PersonKey[] {
  const count = secondInS === null ? 1 : 2;
  const doneS = (secondInS ?? firstInS) + 1.2;
  const keys: PersonKey[] = [
    { s: fromS, at: DOOR, left: count === 2, right: true },
    { s: fromS + 2.4, at: STEP },
    { s: fromS + 7, at: KERB },
    { s: fromS + 9, at: AT_BOOT, yaw: WEST },
    { s: firstInS - 0.6, at: AT_BOOT, yaw: WEST, bend: 0.6, reach: 0.5 },
    { s: firstInS, at: AT_BOOT, yaw: WEST, right: false, bend: 0.6, reach: 0.7 },
  ];
  if (secondInS !== null) keys.push({ s: secondInS, at: AT_BOOT, yaw: WEST, left: false, bend: 0.6, reach: 0.7 });
  keys.push({ s: doneS, at: AT_BOOT, yaw: WEST, bend: 0, reach: 0 });
  if (isReturning) keys.push({ s: doneS + 2, at: KERB }, { s: doneS + 6.6, at: STEP }, { s: doneS + 9, at: DOOR, away: true });
  return keys;
}

const CAST: Record<PlaceId, Partial<Record<CastId, readonly PersonKey[]>>> = {
  quay: {
    woman: [
      { s: 180, at: [-46, 2.7] }, { s: 213, at: [-1.5, 2.5] }, { s: 214.5, at: STEP }, { s: BEATS.womanEntersShop, at: DOOR, away: true },
      ...carryTrip(448, BEATS.firstBag, BEATS.secondBag, true),
      ...carryTrip(515, BEATS.fifthBag, null, false),
      { s: 530, at: AT_BOOT }, { s: 531.5, at: [6.1, 0.5], yaw: -2.4 }, { s: 540, at: [6.1, 0.5], reach: 0.4 }, { s: 544, at: [6.1, 0.5], reach: 0 },
      { s: 557, at: [6.1, 0.5] }, { s: 563.8, at: STEP }, { s: BEATS.womanBackInShop, at: DOOR, away: true },
      { s: 709, at: DOOR }, { s: 711.4, at: STEP }, { s: 715, at: [4.75, 0.5], yaw: -2.2 }, { s: 717, at: [4.75, 0.5], reach: 0.5 },
      { s: 718, at: [4.75, 0.5], bend: 0.3 }, { s: 719, at: [4.3, -0.3], bend: 0.6 }, { s: BEATS.womanGetsIn, at: [4.2, -0.5], away: true },
    ],
    driver: [
      { s: 412, at: [2.75, -2.35], yaw: EAST }, { s: 413.5, at: [3.0, -2.75] }, { s: 416, at: [6.1, -2.6] }, { s: 417.5, at: [6.45, -1.6], yaw: WEST },
      { s: 419, at: [6.45, -1.6], yaw: WEST, reach: 0.5 }, { s: 421, at: [6.45, -1.6], reach: 0.8 }, { s: 422, at: [6.45, -1.6], reach: 0 },
      { s: 424, at: [6.45, -1.6] }, { s: 426, at: [6.3, -2.75], yaw: 1.9 }, { s: 470, at: [6.3, -2.75], yaw: 0.4, phone: true }, { s: 488, at: [6.3, -2.75], yaw: 1.9, phone: false },
      { s: 546, at: [6.3, -2.75] }, { s: 548.5, at: [6.5, -1.3], yaw: WEST }, { s: 551.5, at: [6.5, -1.3], reach: 0.9 }, { s: 553.5, at: [6.5, -1.3], reach: 0.4 },
      { s: 554.5, at: [6.5, -1.3], reach: 0 }, { s: 556, at: [6.5, -1.3] }, { s: 558.5, at: [5.4, -2.7], yaw: NORTH },
      { s: 580, at: [5.4, -2.7], yaw: 2.4 }, { s: 592, at: [5.4, -2.7], yaw: 0.6 }, { s: 604, at: [5.4, -2.7], yaw: NORTH }, { s: 618, at: [5.4, -2.7] },
      { s: 621, at: [6.45, -1.35], yaw: WEST }, { s: 624, at: [6.45, -1.35], reach: 0.5 }, { s: 625.5, at: [6.45, -1.35], reach: 0.8 },
      { s: 627.6, at: [6.45, -1.35], reach: 0.2 }, { s: 629, at: [6.45, -1.35], bend: 0.7, reach: 0.8 },
      { s: BEATS.firstBagTaken, at: [6.45, -1.35], left: true, bend: 0.5, reach: 0.3 }, { s: 631.4, at: [6.45, -1.35], bend: 0.7, reach: 0.8 },
      { s: BEATS.secondBagTaken, at: [6.45, -1.35], right: true, bend: 0.3, reach: 0.2 }, { s: 633.2, at: [6.45, -1.35], bend: 0, reach: 0 },
      { s: 635, at: [6.0, -2.75] }, { s: 638, at: [3.1, -2.85], yaw: NORTH }, { s: 639.4, at: [3.1, -2.85], reach: 0.2 },
      { s: 641.4, at: [3.3, -2.55], yaw: 2.2, bend: 0.6, reach: 0.6 }, { s: 642, at: [3.3, -2.55], left: false }, { s: BEATS.bagsOnFrontSeat, at: [3.3, -2.55], right: false },
      { s: 645.5, at: [3.3, -2.55], bend: 0, reach: 0.4 }, { s: 647, at: [3.3, -2.75], reach: 0 }, { s: 650, at: [6.1, -2.7] }, { s: 651.5, at: [6.5, -1.3], yaw: WEST },
      { s: 653.5, at: [6.5, -1.3], reach: 0.9 }, { s: 655.5, at: [6.5, -1.3], reach: 0.4 }, { s: 656.5, at: [6.5, -1.3], reach: 0 },
      { s: 658, at: [6.1, -2.65] }, { s: 661, at: [3.0, -2.75], yaw: NORTH }, { s: 662.6, at: [3.0, -2.6] }, { s: 664, at: [2.9, -1.9], away: true },
    ],
    shopkeeper: [
      ...carryTrip(484, BEATS.thirdBag, BEATS.fourthBag, true),
      { s: 711.6, at: [1.9, 5.4] }, { s: 714, at: [2.2, 3.6], yaw: SOUTH }, { s: 728, at: [2.2, 3.6], reach: 0.5 }, { s: 733, at: [2.2, 3.6], reach: 0 }, { s: 738, at: [2.2, 3.6] }, { s: 740.5, at: [1.9, 5.6], away: true },
    ],
  },
  compound: {
    woman: [
      { s: 1357, at: [2.7, -3.0], yaw: NORTH }, { s: 1358.5, at: [3.2, -2.4] }, { s: 1361.5, at: [5.2, -3.0], yaw: WEST }, { s: 1362, at: [5.25, -3.5], yaw: WEST, reach: 0.6 },
      { s: 1364, at: [5.25, -3.5], reach: 0.8 }, { s: 1366, at: [5.25, -3.5], reach: 0.2 }, { s: 1368.5, at: [5.25, -3.5], bend: 0.6, reach: 0.6 },
      { s: BEATS.womanNotices, at: [5.25, -3.5], bend: 0, reach: 0 }, { s: 1374, at: [5.7, -3.2], yaw: WEST }, { s: 1377, at: [5.7, -3.2] }, { s: 1381, at: [2.9, -2.1], yaw: SOUTH },
      { s: 1384, at: [2.9, -2.1], reach: 0.6 }, { s: 1388, at: [2.9, -2.1], reach: 0 }, { s: 1392, at: [5.4, -2.7], yaw: -2.3 }, { s: 1397, at: [5.4, -2.7], reach: 0.7 }, { s: 1402, at: [5.4, -2.7], reach: 0.1 },
      { s: 1409, at: [5.4, -2.7], reach: 0.7 }, { s: 1414, at: [5.4, -2.7], reach: 0 }, { s: 1424, at: [5.4, -2.7] }, { s: 1427, at: [3.6, -1.5], yaw: -0.6, phone: true }, { s: 1452, at: [3.6, -1.5], yaw: -0.9, phone: true },
      { s: 1492, at: [3.6, -1.5], phone: false }, { s: 1495, at: [4.9, -0.9], yaw: -2.0 }, { s: 1503, at: [4.9, -0.9], yaw: WEST, phone: true }, { s: 1560, at: [4.9, -0.9], yaw: 2.6, phone: true },
      { s: 1620, at: [4.9, -0.9], phone: false, yaw: 2.4 }, { s: 1900, at: [4.9, -0.9] },
    ],
    driver: [
      { s: 1384, at: [1.5, -5.05], yaw: EAST }, { s: 1387, at: [4.4, -5.4] }, { s: 1389.5, at: [5.4, -4.4], yaw: 2.0 }, { s: 1400, at: [5.4, -4.4], reach: 0.4 }, { s: 1405, at: [5.4, -4.4], reach: 0 },
      { s: 1418, at: [5.4, -4.4], reach: 0.5 }, { s: 1421, at: [5.4, -4.4], reach: 0 }, { s: 1453, at: [5.2, -3.9], yaw: WEST, bend: 0.6, reach: 0.7 },
      { s: 1456, at: [5.2, -3.9], right: true, bend: 0, reach: 0 }, { s: 1458.4, at: [5.3, -2.2], bend: 0.5 }, { s: 1459, at: [5.3, -2.2], right: false, bend: 0 }, { s: 1460.4, at: [5.2, -3.8], yaw: WEST, bend: 0.6, reach: 0.7 },
      { s: 1461, at: [5.2, -3.8], right: true, bend: 0, reach: 0 }, { s: 1463.4, at: [5.3, -2.2], bend: 0.5 }, { s: 1464, at: [5.3, -2.2], right: false, bend: 0 }, { s: 1465.4, at: [5.2, -3.8], yaw: WEST, bend: 0.6, reach: 0.7 },
      { s: 1466, at: [5.2, -3.8], right: true, bend: 0, reach: 0 }, { s: 1468, at: [5.6, -1.9], bend: 0.5 }, { s: 1468.5, at: [5.6, -1.9], right: false, bend: 0 },
      { s: 1471, at: [5.3, -3.8], yaw: WEST }, { s: 1472.5, at: [5.3, -3.8], reach: 0.9 }, { s: 1474, at: [5.3, -3.8], reach: 0.4 }, { s: 1475, at: [5.3, -3.8], reach: 0 },
      { s: 1479, at: [4.9, -5.3], yaw: NORTH }, { s: 1484, at: [4.9, -5.3] }, { s: 1487.5, at: [1.6, -5.3], yaw: NORTH }, { s: 1490, at: [1.6, -4.5], away: true },
    ],
    guard: [
      { s: 1200, at: [-5.6, 1.2], yaw: SOUTH }, { s: 1430, at: [-5.6, 1.2] }, { s: 1438, at: [-1.2, -0.9], yaw: -0.4 }, { s: 1512, at: [-1.2, -0.9] }, { s: 1519, at: [4.2, -0.2], yaw: -0.8 },
      { s: 1536, at: [4.2, -0.2], reach: 0.4 }, { s: 1545, at: [4.2, -0.2], reach: 0 }, { s: 1590, at: [4.2, -0.2], yaw: -0.5 }, { s: 1625, at: [4.2, -0.2] }, { s: 1634, at: [-5.6, 1.2], yaw: SOUTH },
    ],
  },
  "port-gate": {
    guard: [
      { s: 0, at: [1.05, -1.9], yaw: -1.2 }, { s: 120, at: [1.05, -1.9], yaw: -2.2 }, { s: 240, at: [1.05, -1.9], yaw: -0.8 }, { s: 861, at: [1.05, -1.9] },
      { s: 863, at: [1.6, -4.4], yaw: -0.2, bend: 0.25 }, { s: 868, at: [1.6, -4.4], bend: 0 }, { s: 871, at: [1.05, -1.9], yaw: -1.6 },
    ],
  },
  junction: {},
  "second-junction": {},
};

export function castAt(place: PlaceId): readonly (readonly [CastId, readonly PersonKey[]])[] {
  return Object.entries(CAST[place]) as [CastId, readonly PersonKey[]][];
}
