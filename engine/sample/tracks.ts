// Movement as data: a route that a car follows, and the keys between which a person walks, stands and reaches.
// Pure functions of time; who moves where is in story.ts.
import type { PersonPose } from "./figures.ts";

export type PlanePoint = readonly [number, number];

/** A line of straight pieces, measured along its length. */
export class Route {
  private readonly points: readonly PlanePoint[];
  private readonly startsM: readonly number[];
  readonly lengthM: number;

  constructor(points: readonly PlanePoint[]) {
    this.points = points;
    const starts: number[] = [];
    let total = 0;
    points.forEach((point, index) => {
      const before = points[index - 1];
      if (before) total += Math.hypot(point[0] - before[0], point[1] - before[1]);
      starts.push(total);
    });
    this.startsM = starts;
    this.lengthM = total;
  }

  at(alongM: number): PlanePoint {
    let piece = 0;
    while (piece + 2 < this.points.length && this.startsM[piece + 1]! < alongM) piece++;
    const a = this.points[piece]!, b = this.points[piece + 1]!;
    const share = (alongM - this.startsM[piece]!) / (this.startsM[piece + 1]! - this.startsM[piece]!);
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  }

  /** Where a car stands whose middle is at `alongM`: its axles are on the route, so it turns as a car does. */
  carAt(alongM: number): { x: number; y: number; yaw: number } {
    const rear = this.at(alongM - 1.6), front = this.at(alongM + 1.6);
    return { x: (rear[0] + front[0]) / 2, y: (rear[1] + front[1]) / 2, yaw: Math.atan2(front[1] - rear[1], front[0] - rear[0]) };
  }
}

/** Distance before a stop: even speed, then even braking, at rest from `stopS` on. Negative before the stop. */
export function approachM(seconds: number, stopS: number, speedMs: number, brakingMs2: number): number {
  const left = stopS - seconds;
  if (left <= 0) return 0;
  const brakingS = speedMs / brakingMs2;
  return left < brakingS ? -0.5 * brakingMs2 * left * left : -(speedMs * brakingS) / 2 - speedMs * (left - brakingS);
}

/** Distance after a start: even acceleration up to a speed. */
export function departureM(seconds: number, startS: number, speedMs: number, accelerationMs2: number): number {
  const gone = seconds - startS;
  if (gone <= 0) return 0;
  const risingS = speedMs / accelerationMs2;
  return gone < risingS ? 0.5 * accelerationMs2 * gone * gone : (speedMs * risingS) / 2 + speedMs * (gone - risingS);
}

/** A value that moves from one number to another: [at second, value] in order; even between, held outside. */
export function valueAt(keys: readonly (readonly [number, number])[], seconds: number): number {
  let before = keys[0]!;
  for (const key of keys) {
    if (key[0] > seconds) {
      if (key === keys[0]) return key[1];
      const share = (seconds - before[0]) / (key[0] - before[0]);
      return before[1] + (key[1] - before[1]) * share;
    }
    before = key;
  }
  return before[1];
}

/** Flags and poses hold from their key on, until another key says otherwise. */
export interface PersonKey {
  readonly s: number;
  readonly at: PlanePoint;
  /** Where they look while standing, radians from east. */
  readonly yaw?: number;
  readonly reach?: number;
  readonly bend?: number;
  readonly left?: boolean;
  readonly right?: boolean;
  readonly phone?: boolean;
  /** Not to be seen from here on: inside the shop or the car. */
  readonly away?: boolean;
}

/** The pose at a time, or null while away. */
export function poseAt(keys: readonly PersonKey[], seconds: number, groundZAt: (x: number, y: number) => number): PersonPose | null {
  const first = keys[0];
  if (!first || seconds < first.s) return null;
  let index = 0;
  while (index + 1 < keys.length && keys[index + 1]!.s <= seconds) index++;
  const held = { yaw: 0, reach: 0, bend: 0, left: false, right: false, phone: false, away: false };
  let walkedM = 0;
  for (let past = 0; past <= index; past++) {
    const key = keys[past]!;
    const before = keys[past - 1];
    if (before) walkedM += Math.hypot(key.at[0] - before.at[0], key.at[1] - before.at[1]);
    Object.assign(held, { away: false }, withoutPlace(key));
  }
  if (held.away) return null;
  const here = keys[index]!, next = keys[index + 1];
  const share = next ? (seconds - here.s) / (next.s - here.s) : 0;
  const dx = next ? next.at[0] - here.at[0] : 0, dy = next ? next.at[1] - here.at[1] : 0;
  const distance = Math.hypot(dx, dy);
  const isWalking = distance > 0.05;
  const x = here.at[0] + dx * share, y = here.at[1] + dy * share;
  return {
    x, y, groundZ: groundZAt(x, y),
    yaw: isWalking ? Math.atan2(dy, dx) : held.yaw,
    stride: isWalking ? strideAt(walkedM + distance * share) : null,
    reach: glide(held.reach, next?.reach ?? held.reach, share),
    bend: glide(held.bend, next?.bend ?? held.bend, share),
    leftBag: held.left, rightBag: held.right, isPhoning: held.phone,
  };
}

/** Phase of the legs after a distance: a step of 0.7 m is half a turn. */
export function strideAt(walkedM: number): number {
  return ((walkedM / 0.7) * Math.PI) % (Math.PI * 2);
}

function glide(from: number, to: number, share: number): number {
  // Movements of the trunk and arms are quick, at the end of the stretch between two keys.
  const late = Math.min(1, Math.max(0, share * 2 - 1));
  return Math.round((from + (to - from) * late) * 50) / 50;
}

function withoutPlace(key: PersonKey): object {
  const { s: _s, at: _at, ...rest } = key;
  return rest;
}
