// People who have nothing to do with the case: they walk their ways at their own pace, at fixed times from a seed.
// At junctions they cross while the cars beside them have green.
import { makeOutfit, type Outfit } from "./figures.ts";
import { type Random, makeRandom } from "./seeded-noise.ts";
import { type PlanePoint, Route, strideAt } from "./tracks.ts";

export interface Footpath {
  readonly points: readonly PlanePoint[];
  /** Mean time between two people, each way. */
  readonly everyS: number;
  /** Start of the green for people on this path, or none: seconds to the next start, asked at a time. */
  readonly nextGreenS?: (seconds: number) => number;
  /** How far along the path the kerb is where they wait for green. */
  readonly kerbM?: number;
}

interface Walker {
  readonly id: string;
  readonly route: Route;
  readonly startS: number;
  readonly speedMs: number;
  readonly outfit: Outfit;
  readonly asideM: number;
  readonly isPhoning: boolean;
}

export interface WalkerState {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly stride: number;
  readonly outfit: Outfit;
  readonly isPhoning: boolean;
}

const COATS = ["#2f4668", "#5a4a3c", "#c29a3c", "#7a7f86", "#31594a", "#e2ddd0", "#23262c", "#8a4a5c", "#46688a", "#a35c34", "#b9c2c8", "#4c3f63"] as const;
const LEGS = ["#23262e", "#31405a", "#4a4238", "#3a3a3c", "#5a6470"] as const;
const HAIRS = ["short", "short", "long", "bun", "cap"] as const;

export function makeStranger(random: Random): Outfit {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const hairStyle = pick(HAIRS);
  return makeOutfit(pick(COATS), pick(LEGS), {
    hairStyle, coatLength: hairStyle === "long" || hairStyle === "bun" ? 0.1 + random() * 0.7 : random() * 0.3,
    heightM: (hairStyle === "long" || hairStyle === "bun" ? 1.58 : 1.66) + random() * 0.13,
    hair: random() < 0.12 ? "#6e6a66" : "#1c1816",
  });
}

export class PassersBy {
  private readonly walkers: Walker[] = [];

  constructor(paths: readonly Footpath[], startS: number, endS: number, seed: number) {
    paths.forEach((path, pathIndex) => {
      for (const isReversed of [false, true]) {
        const random = makeRandom(seed * 53 + pathIndex * 11 + (isReversed ? 5 : 0));
        const route = new Route(isReversed ? [...path.points].reverse() : path.points);
        for (let at = startS - route.lengthM / 1.2 + random() * path.everyS; at < endS; at += path.everyS * (0.35 + 1.3 * random())) {
          this.walkers.push(this.makeWalker(path, route, at, isReversed, `${pathIndex}${isReversed ? "b" : "a"}${this.walkers.length}`, random));
        }
      }
    });
  }

  private makeWalker(path: Footpath, route: Route, wantedS: number, isReversed: boolean, id: string, random: Random): Walker {
    const speedMs = 1.1 + random() * 0.35;
    let startS = wantedS;
    if (path.nextGreenS && path.kerbM !== undefined) {
      const kerbM = isReversed ? route.lengthM - path.kerbM : path.kerbM;
      const atKerbS = wantedS + kerbM / speedMs;
      startS += path.nextGreenS(atKerbS) + 1 + random() * 7;
    }
    return { id, route, startS, speedMs, outfit: makeStranger(random), asideM: (random() - 0.5) * 1.1, isPhoning: random() < 0.12 };
  }

  at(seconds: number): WalkerState[] {
    const states: WalkerState[] = [];
    for (const walker of this.walkers) {
      const along = (seconds - walker.startS) * walker.speedMs;
      if (along < 0 || along > walker.route.lengthM) continue;
      const [x, y] = walker.route.at(along);
      const [ax, ay] = walker.route.at(Math.min(walker.route.lengthM, along + 0.8));
      const [bx, by] = walker.route.at(Math.max(0, along - 0.8));
      const yaw = Math.atan2(ay - by, ax - bx);
      states.push({
        id: walker.id, yaw, stride: strideAt(along), outfit: walker.outfit, isPhoning: walker.isPhoning,
        x: x - Math.sin(yaw) * walker.asideM, y: y + Math.cos(yaw) * walker.asideM,
      });
    }
    return states;
  }
}
