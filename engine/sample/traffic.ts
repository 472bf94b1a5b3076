// Vehicles that are not part of the case: they follow their lane, keep their distance, and stop at red lights.
// Worked out once per view from a seed, in steps of a fifth of a second, so any frame can be asked for in any order.
import { type Random, makeRandom } from "./seeded-noise.ts";
import type { PlanePoint } from "./tracks.ts";

export interface Lane {
  readonly from: PlanePoint;
  readonly to: PlanePoint;
  readonly speedMs: number;
  /** Mean time between two vehicles. */
  readonly headwayS: number;
  readonly kinds: readonly VehicleKind[];
  /** Where cars wait when `isGreen` says no: metres along the lane. */
  readonly stopM?: number;
  readonly isGreen?: (seconds: number) => boolean;
  /** Times during which nobody may enter, such as while the taxi needs the lane. */
  readonly closed?: readonly (readonly [number, number])[];
  /** Enters the taxi of the case at this second. */
  readonly taxiEntersS?: number;
}

export type VehicleKind = "car" | "van" | "lorry" | "taxi" | "ebike";

export interface Vehicle {
  readonly kind: VehicleKind;
  readonly isCaseTaxi: boolean;
  readonly lookSeed: number;
  readonly lane: Lane;
  readonly firstStep: number;
  readonly alongM: number[];
  speedMs: number;
}

export interface VehicleState {
  readonly vehicle: Vehicle;
  readonly alongM: number;
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly isBraking: boolean;
}

const STEP_S = 0.2;
const STEPS_PER_BUCKET = 50;

export class Traffic {
  private readonly vehicles: Vehicle[] = [];
  /** Who is about in each ten seconds, so that a frame need not ask everyone. */
  private readonly buckets: Vehicle[][] = [];
  private readonly startS: number;

  constructor(lanes: readonly Lane[], startS: number, endS: number, seed: number) {
    this.startS = startS - 40;
    lanes.forEach((lane, index) => this.runLane(lane, endS, makeRandom(seed * 101 + index * 7 + 1)));
    for (const vehicle of this.vehicles) {
      const last = vehicle.firstStep + vehicle.alongM.length;
      for (let bucket = Math.floor(vehicle.firstStep / STEPS_PER_BUCKET); bucket <= last / STEPS_PER_BUCKET; bucket++) (this.buckets[bucket] ??= []).push(vehicle);
    }
  }

  at(seconds: number): VehicleState[] {
    const exact = (seconds - this.startS) / STEP_S;
    const states: VehicleState[] = [];
    for (const vehicle of this.buckets[Math.floor(exact / STEPS_PER_BUCKET)] ?? []) {
      const step = Math.floor(exact) - vehicle.firstStep;
      const a = vehicle.alongM[step], b = vehicle.alongM[step + 1];
      if (a === undefined || b === undefined) continue;
      const along = a + (b - a) * (exact - Math.floor(exact));
      const { from, to } = vehicle.lane;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const before = vehicle.alongM[step - 3] ?? a;
      const speed = (b - a) / STEP_S, speedBefore = (a - before) / (3 * STEP_S);
      states.push({
        vehicle, alongM: along,
        x: from[0] + ((to[0] - from[0]) * along) / length, y: from[1] + ((to[1] - from[1]) * along) / length,
        yaw: Math.atan2(to[1] - from[1], to[0] - from[0]),
        isBraking: speed < 0.15 || speed < speedBefore - 0.35,
      });
    }
    return states;
  }

  /** The intelligent driver model (Treiber 2000), one lane at a time. */
  private runLane(lane: Lane, endS: number, random: Random): void {
    const length = Math.hypot(lane.to[0] - lane.from[0], lane.to[1] - lane.from[1]);
    const active: Vehicle[] = [];
    let nextS = this.startS + random() * lane.headwayS;
    let isTaxiDue = lane.taxiEntersS !== undefined;
    const steps = Math.ceil((endS + 2 - this.startS) / STEP_S);
    for (let step = 0; step < steps; step++) {
      const seconds = this.startS + step * STEP_S;
      const last = active[active.length - 1];
      const hasRoom = !last || last.alongM[last.alongM.length - 1]! > 16;
      const taxiDueS = lane.taxiEntersS ?? Infinity;
      if (isTaxiDue && seconds >= taxiDueS && hasRoom) {
        isTaxiDue = false;
        active.push(this.enter(lane, "taxi", true, step, random));
      } else if (seconds >= nextS && hasRoom && !isClosed(lane, seconds) && !(isTaxiDue && taxiDueS - seconds < 14)) {
        const kind = lane.kinds[Math.floor(random() * lane.kinds.length)] ?? "car";
        active.push(this.enter(lane, kind, false, step, random));
        nextS = seconds + lane.headwayS * (0.45 + 1.1 * random());
      }
      advance(active, lane, seconds);
      while (active[0] && active[0].alongM[active[0].alongM.length - 1]! > length) active.shift();
    }
  }

  private enter(lane: Lane, kind: VehicleKind, isCaseTaxi: boolean, firstStep: number, random: Random): Vehicle {
    const vehicle: Vehicle = { kind, isCaseTaxi, lookSeed: Math.floor(random() * 1e6), lane, firstStep, alongM: [0], speedMs: lane.speedMs };
    this.vehicles.push(vehicle);
    return vehicle;
  }
}

function advance(active: readonly Vehicle[], lane: Lane, seconds: number): void {
  active.forEach((vehicle, index) => {
    const along = vehicle.alongM[vehicle.alongM.length - 1]!;
    const wanted = lane.speedMs * (vehicle.kind === "lorry" ? 0.85 : 0.92 + (vehicle.lookSeed % 17) / 100);
    let gap = Infinity, closing = 0;
    const ahead = active[index - 1];
    if (ahead) {
      // The one ahead has already moved in this step; its last but one position is where it was.
      gap = ahead.alongM[ahead.alongM.length - 2]! - along - (ahead.kind === "lorry" ? 7 : ahead.kind === "ebike" ? 2.4 : 5.2);
      closing = vehicle.speedMs - ahead.speedMs;
    }
    if (lane.stopM !== undefined && lane.isGreen && along < lane.stopM && !lane.isGreen(seconds)) {
      const toLine = lane.stopM - along - 2.5;
      if (toLine < gap && toLine > (vehicle.speedMs * vehicle.speedMs) / 9) {
        gap = Math.max(0.3, toLine + 1.5);
        closing = vehicle.speedMs;
      }
    }
    const desired = 1.6 + Math.max(0, vehicle.speedMs * 1.3 + (vehicle.speedMs * closing) / (2 * Math.sqrt(1.6 * 2.2)));
    const acceleration = 1.6 * (1 - Math.pow(vehicle.speedMs / wanted, 4) - (gap < Infinity ? Math.pow(desired / Math.max(0.2, gap), 2) : 0));
    vehicle.speedMs = Math.max(0, vehicle.speedMs + Math.max(-6, acceleration) * STEP_S);
    if (vehicle.speedMs < 0.02) vehicle.speedMs = 0;
    vehicle.alongM.push(along + vehicle.speedMs * STEP_S);
  });
}

function isClosed(lane: Lane, seconds: number): boolean {
  return lane.closed?.some(([from, to]) => seconds >= from && seconds < to) ?? false;
}

/** Phases of a crossing: 0 the north–south road has green, 1 amber, 2 the east–west road has green, 3 amber. */
export function signalPhase(seconds: number, offsetS: number): 0 | 1 | 2 | 3 {
  const at = (((seconds + offsetS) % 64) + 64) % 64;
  return at < 28 ? 0 : at < 32 ? 1 : at < 60 ? 2 : 3;
}
