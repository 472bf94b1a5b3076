// Cars, vans, lorries and e-bikes as smooth shells lofted through a few sections, with wheels, lamps, doors and a boot
// that opens on what lies in it. Where they drive is decided in story.ts and traffic.ts.
import { linearFromHex } from "./daylight.ts";
import { buildBag, buildPerson, type Outfit } from "./figures.ts";
import type { Finish, MovingMesh } from "./moving-mesh.ts";
import type { Vec3 } from "./pinhole.ts";

export type BodyStyle = "sedan" | "suv" | "van";

export interface CarLook {
  readonly style: BodyStyle;
  readonly paint: Vec3;
  /** Lower flanks; taxis have white ones. */
  readonly flank: Vec3;
  readonly isTaxi: boolean;
}

export interface CarPose {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  /** 0 shut, 1 fully open. */
  readonly boot: number;
  readonly bagsInBoot: number;
  readonly isBraking: boolean;
  readonly isLit: boolean;
  /** Opening of the doors, 0 to 1. */
  readonly frontLeftDoor: number;
  readonly frontRightDoor: number;
  readonly rearRightDoor: number;
  /** Distance driven, which turns the wheels. */
  readonly rolledM: number;
}

/** along, belt height, top height, half width of the top, half width of the body */
type Section = readonly [number, number, number, number, number];

const SECTIONS: Record<BodyStyle, readonly Section[]> = {
  sedan: [
    [-2.3, 0.8, 0.84, 0.66, 0.76], [-2.22, 0.9, 0.98, 0.72, 0.85], [-1.5, 0.97, 1.06, 0.73, 0.9], [-0.82, 0.96, 1.42, 0.57, 0.91],
    [-0.2, 0.95, 1.475, 0.6, 0.91], [0.4, 0.94, 1.43, 0.58, 0.91], [1.18, 0.93, 1.0, 0.72, 0.9], [1.75, 0.85, 0.93, 0.7, 0.89], [2.2, 0.7, 0.77, 0.62, 0.82], [2.33, 0.58, 0.6, 0.5, 0.7],
  ],
  suv: [
    [-2.25, 0.95, 1.0, 0.7, 0.8], [-2.18, 1.02, 1.1, 0.72, 0.88], [-2.02, 1.05, 1.6, 0.62, 0.92], [-1.2, 1.05, 1.7, 0.66, 0.94],
    [-0.3, 1.04, 1.72, 0.67, 0.94], [0.45, 1.03, 1.66, 0.64, 0.94], [1.15, 1.02, 1.1, 0.75, 0.92], [1.8, 0.96, 1.03, 0.72, 0.91], [2.2, 0.8, 0.86, 0.64, 0.85], [2.32, 0.65, 0.68, 0.55, 0.74],
  ],
  van: [
    [-2.4, 0.95, 1.0, 0.76, 0.82], [-2.36, 1.0, 1.85, 0.72, 0.86], [-1.6, 1.02, 1.93, 0.74, 0.88], [-0.6, 1.02, 1.95, 0.74, 0.88],
    [0.3, 1.02, 1.94, 0.74, 0.88], [1.0, 1.0, 1.86, 0.7, 0.88], [1.95, 0.98, 1.06, 0.74, 0.86], [2.2, 0.85, 0.92, 0.7, 0.84], [2.36, 0.66, 0.7, 0.6, 0.76], [2.4, 0.55, 0.58, 0.55, 0.7],
  ],
};
/** First and last section of the cabin, between which the upper strip is glass. */
const CABIN: Record<BodyStyle, readonly [number, number]> = { sedan: [2, 6], suv: [1, 6], van: [1, 6] };
/** The boot lid of a sedan spans these sections. */
const LID_SECTIONS: readonly [number, number] = [0, 2];

const GLASS = linearFromHex("#20282c");
const GLASS_FINISH: Finish = { gloss: 0.85 };
const PAINT_FINISH: Finish = { gloss: 0.4 };
const TYRE = linearFromHex("#17181a");
const HUB = linearFromHex("#9fa5a9");
const TRIM = linearFromHex("#1b1d1f");
const PLATE = linearFromHex("#2a5fb4");
const LAMP = linearFromHex("#e7ecec");
const RED_LAMP = linearFromHex("#a81d18");
const BOOT_INSIDE = linearFromHex("#26282b");
const ROOF_SIGN = linearFromHex("#ffd24a");
/** Where the bags lie in the boot: along and across the car. The first to go in are the last listed here to come out. */
export const BOOT_PLACES: readonly (readonly [number, number])[] = [[-1.72, -0.42], [-1.72, 0.02], [-1.72, 0.46], [-2.03, -0.24], [-2.03, 0.24]];

export function makeCarLook(style: BodyStyle, paint: string, extra: { flank?: string; isTaxi?: boolean } = {}): CarLook {
  return { style, paint: linearFromHex(paint), flank: linearFromHex(extra.flank ?? paint), isTaxi: extra.isTaxi ?? false };
}

/** A car's own frame: forwards, to the left, up. */
export class CarFrame {
  private readonly pose: { readonly x: number; readonly y: number; readonly yaw: number };
  private readonly cos: number;
  private readonly sin: number;

  constructor(pose: { readonly x: number; readonly y: number; readonly yaw: number }) {
    this.pose = pose;
    this.cos = Math.cos(pose.yaw);
    this.sin = Math.sin(pose.yaw);
  }

  at(forward: number, left: number, up: number): Vec3 {
    return [this.pose.x + forward * this.cos - left * this.sin, this.pose.y + forward * this.sin + left * this.cos, up];
  }

  turn(forward: number, left: number, up: number): Vec3 {
    return [forward * this.cos - left * this.sin, forward * this.sin + left * this.cos, up];
  }
}

/** `pixelsPerM` says how large the car will be: from afar it has no spokes, gaps and handles. */
export function buildCar(mesh: MovingMesh, look: CarLook, pose: CarPose, pixelsPerM = 100): void {
  const frame = new CarFrame(pose);
  const hasBoot = look.style === "sedan";
  mesh.isCasting = false;
  mesh.isShell = true;
  buildShell(mesh, look, frame, hasBoot, pixelsPerM < 20);
  mesh.isShell = false;
  buildEnds(mesh, look, frame, pose);
  buildWheels(mesh, look, frame, pose.rolledM, pixelsPerM);
  buildFlankDetails(mesh, look, frame, pixelsPerM);
  if (hasBoot) buildBoot(mesh, look, frame, pose);
  if (look.isTaxi) buildTaxiSigns(mesh, frame);
  buildDoor(mesh, look, frame, 1, 1.12, pose.frontLeftDoor);
  buildDoor(mesh, look, frame, -1, 1.12, pose.frontRightDoor);
  buildDoor(mesh, look, frame, -1, -0.02, pose.rearRightDoor);
  mesh.isCasting = true;
  castCarShadow(mesh, look, frame);
}

/** The body's outline from both sides and its top: enough for a shadow. */
function castCarShadow(mesh: MovingMesh, look: CarLook, frame: CarFrame): void {
  const sections = SECTIONS[look.style];
  for (let index = 0; index + 1 < sections.length; index++) {
    const a = sections[index]!, b = sections[index + 1]!;
    mesh.castPolygon([frame.at(a[0], a[4], a[1]), frame.at(b[0], b[4], b[1]), frame.at(b[0], -b[4], b[1]), frame.at(a[0], -a[4], a[1])]);
    mesh.castPolygon([frame.at(a[0], a[3], a[2]), frame.at(b[0], b[3], b[2]), frame.at(b[0], -b[3], b[2]), frame.at(a[0], -a[3], a[2])]);
    for (const side of [-1, 1]) mesh.castPolygon([frame.at(a[0], side * a[4], 0.12), frame.at(b[0], side * b[4], 0.12), frame.at(b[0], side * b[3], b[2]), frame.at(a[0], side * a[3], a[2])]);
  }
}

/** Heights and half widths of the ring of a section, from sill to middle of the roof. */
function ring(section: Section, isCoarse = false): readonly (readonly [number, number])[] {
  const [, belt, top, halfTop, half] = section;
  if (isCoarse) return [[half * 0.95, 0.22], [half, 0.58], [half * 0.965, belt], [halfTop, top - 0.03], [0, top]];
  return [[half * 0.9, 0.2], [half * 0.985, 0.36], [half, 0.58], [half * 0.965, belt], [halfTop, top - 0.035], [halfTop * 0.6, top - 0.006], [0, top]];
}

function buildShell(mesh: MovingMesh, look: CarLook, frame: CarFrame, hasBoot: boolean, isCoarse: boolean): void {
  // Strips of the ring, from the sill up: flank, belt, window, roof.
  const [flankStrips, windowStrip, roofStrip] = isCoarse ? [1, 2, 3] : [2, 3, 4];
  const sections = SECTIONS[look.style];
  const [cabinFrom, cabinTo] = CABIN[look.style];
  for (let index = 0; index + 1 < sections.length; index++) {
    const a = sections[index]!, b = sections[index + 1]!;
    const isCabin = index >= cabinFrom && index < cabinTo;
    const isSlope = isCabin && (index === cabinFrom || index === cabinTo - 1);
    const isLid = hasBoot && index >= LID_SECTIONS[0] && index < LID_SECTIONS[1];
    for (const side of [-1, 1] as const) {
      const ra = ring(a, isCoarse), rb = ring(b, isCoarse);
      for (let strip = 0; strip + 1 < ra.length; strip++) {
        const isTop = strip >= roofStrip;
        if (isLid && isTop) continue;
        let color = strip < flankStrips ? look.flank : look.paint;
        let finish: Finish = PAINT_FINISH;
        if (strip === 0 && !isCoarse) color = [look.flank[0] * 0.5, look.flank[1] * 0.5, look.flank[2] * 0.5];
        if ((isCabin && strip === windowStrip) || (isSlope && isTop)) {
          color = GLASS;
          finish = GLASS_FINISH;
        }
        addStrip(mesh, frame, a[0], b[0], ra[strip]!, ra[strip + 1]!, rb[strip]!, rb[strip + 1]!, side, color, finish);
      }
    }
  }
}

function addStrip(
  mesh: MovingMesh, frame: CarFrame, ax: number, bx: number,
  a0: readonly [number, number], a1: readonly [number, number], b0: readonly [number, number], b1: readonly [number, number],
  side: number, color: Vec3, finish: Finish,
): void {
  // The normal comes from the section at each end, so that flanks look round and not faceted.
  const normalOf = (low: readonly [number, number], high: readonly [number, number]): Vec3 => {
    const dw = high[0] - low[0], dz = high[1] - low[1];
    const size = Math.hypot(dw, dz) || 1;
    return [0, (dz / size) * side, -dw / size];
  };
  const slope = (b0[1] + b1[1] - a0[1] - a1[1]) / 2 / (bx - ax);
  const na = normalOf(a0, a1), nb = normalOf(b0, b1);
  const tip = (normal: Vec3): Vec3 => frame.turn(-slope * Math.max(0, normal[2]), normal[1], normal[2] + 0.05);
  const corner = (x: number, [w, z]: readonly [number, number], normal: Vec3): number => {
    const p = frame.at(x, w * side, z), n = tip(normal);
    return mesh.vertex(p[0], p[1], p[2], n[0], n[1], n[2], color, finish);
  };
  const p = corner(ax, a0, na), q = corner(bx, b0, nb), r = corner(bx, b1, nb), s = corner(ax, a1, na);
  mesh.triangle(p, q, r);
  mesh.triangle(p, r, s);
}

function buildEnds(mesh: MovingMesh, look: CarLook, frame: CarFrame, pose: CarPose): void {
  const sections = SECTIONS[look.style];
  const rear = sections[0]!, front = sections[sections.length - 1]!;
  const end = (section: Section, x: number, topZ: number): void => {
    const outline = ring(section).filter(([, z]) => z <= topZ + 1e-9);
    const points: Vec3[] = [...outline.map(([w, z]) => frame.at(x, w, z)), ...outline.slice().reverse().map(([w, z]) => frame.at(x, -w, z))];
    mesh.patch(points, look.paint, PAINT_FINISH);
  };
  end(rear, rear[0], rear[1]);
  end(front, front[0], front[2]);
  const quad = (x: number, left: number, right: number, low: number, high: number, color: Vec3, finish: Finish): void =>
    mesh.patch([frame.at(x, left, low), frame.at(x, right, low), frame.at(x, right, high), frame.at(x, left, high)], color, finish);
  const back = rear[0] - 0.012, nose = front[0] + 0.012;
  quad(back, -rear[4], rear[4], 0.2, 0.42, TRIM, {});
  quad(nose, -front[4], front[4], 0.2, 0.4, TRIM, {});
  quad(nose + 0.004, -0.32, 0.32, 0.42, 0.55, TRIM, { gloss: 0.3 });
  quad(back - 0.004, -0.24, 0.24, 0.5, 0.62, PLATE, {});
  const brake: Finish = { gloss: 0.4, glow: pose.isBraking ? 7 : 0.3 };
  const lampLow = look.style === "sedan" ? 0.62 : 0.75;
  for (const side of [-1, 1]) {
    quad(back - 0.004, side * rear[4] * 0.97, side * rear[4] * 0.58, lampLow, lampLow + 0.16, RED_LAMP, brake);
    const [fx, belt, , , half] = sections[sections.length - 2]!;
    mesh.patch([frame.at(fx + 0.02, side * half * 1.0, belt - 0.2), frame.at(front[0], side * front[4] * 0.9, 0.48), frame.at(front[0], side * front[4] * 0.9, 0.59), frame.at(fx + 0.02, side * half * 0.985, belt - 0.04)], LAMP, { gloss: 0.6, glow: pose.isLit ? 1.6 : 0.15 });
  }
}

function buildWheels(mesh: MovingMesh, look: CarLook, frame: CarFrame, rolledM: number, pixelsPerM: number): void {
  const sides = pixelsPerM < 24 ? 8 : 12;
  const half = look.style === "van" ? 0.88 : 0.91;
  const radius = look.style === "suv" ? 0.36 : 0.325;
  for (const forward of [1.42, -1.4]) {
    for (const side of [-1, 1]) {
      const centre = (out: number): Vec3 => frame.at(forward, side * out, radius);
      const disc = (out: number, size: number, points: number, turn: number, color: Vec3, finish: Finish = {}): void => {
        mesh.patch(Array.from({ length: points }, (_, index): Vec3 => {
          const angle = (index / points) * Math.PI * 2 + turn;
          return frame.at(forward + Math.cos(angle) * size, side * out, radius + Math.sin(angle) * size);
        }), color, finish);
      };
      const turn = -rolledM / radius;
      if (pixelsPerM < 20) {
        disc(half + 0.012, radius, 8, 0, TYRE);
        disc(half + 0.024, radius * 0.6, 6, turn, HUB, { gloss: 0.4 });
        continue;
      }
      disc(half + 0.006, radius + 0.07, sides, 0, TRIM);
      mesh.tube([centre(half - 0.2), centre(half - 0.02), centre(half + 0.02)], [radius, radius, radius * 0.93], [radius, radius, radius * 0.93], [0, 0, 1], sides, [TYRE]);
      disc(half + 0.024, radius * 0.64, sides - 2, turn, HUB, { gloss: 0.4 });
      if (pixelsPerM < 24) continue;
      for (let spoke = 0; spoke < 5; spoke++) {
        const angle = turn + (spoke / 5) * Math.PI * 2;
        const tip = (size: number, swing: number): Vec3 => frame.at(forward + Math.cos(angle + swing) * size, side * (half + 0.027), radius + Math.sin(angle + swing) * size);
        mesh.patch([tip(radius * 0.24, -0.5), tip(radius * 0.58, -0.2), tip(radius * 0.58, 0.2), tip(radius * 0.24, 0.5)], TRIM);
      }
    }
  }
}

function buildFlankDetails(mesh: MovingMesh, look: CarLook, frame: CarFrame, pixelsPerM: number): void {
  const sections = SECTIONS[look.style];
  const middle = sections[4]!;
  const [, belt, top, halfTop, half] = middle;
  for (const side of [-1, 1]) {
    // Pillars between the windows, and the gaps of the doors.
    for (const x of look.style === "sedan" ? [-0.05] : [-0.05, -1.25]) {
      mesh.patch([frame.at(x - 0.06, side * (half * 0.965 + 0.004), belt), frame.at(x + 0.06, side * (half * 0.965 + 0.004), belt), frame.at(x + 0.05, side * (halfTop + 0.012), top - 0.03), frame.at(x - 0.07, side * (halfTop + 0.012), top - 0.03)], look.paint, PAINT_FINISH);
    }
    if (pixelsPerM < 20) continue;
    for (const x of [-1.02, -0.02, 1.1]) {
      mesh.patch([frame.at(x, side * (half + 0.006), 0.32), frame.at(x + 0.022, side * (half + 0.006), 0.32), frame.at(x + 0.022, side * (half * 0.97 + 0.008), belt), frame.at(x, side * (half * 0.97 + 0.008), belt)], TRIM);
    }
    for (const x of [-0.85, 0.18]) mesh.box(frame.at(x, side * (half * 0.98 + 0.015), belt - 0.1), [0.09, 0.012, 0.015], Math.atan2(frame.turn(1, 0, 0)[1], frame.turn(1, 0, 0)[0]), HUB, { gloss: 0.3 });
    mesh.box(frame.at(0.95, side * (half + 0.09), belt + 0.06), [0.09, 0.09, 0.06], Math.atan2(frame.turn(1, 0, 0)[1], frame.turn(1, 0, 0)[0]), look.paint, PAINT_FINISH);
  }
}

/** The boot: a dark well with what lies in it, and the lid with its upper rear part, hinged before the rear window. */
function buildBoot(mesh: MovingMesh, look: CarLook, frame: CarFrame, pose: CarPose): void {
  const floor = 0.5, rim = 0.8;
  if (pose.boot > 0.01) {
    const west = -2.24, east = -1.5, half = 0.72;
    mesh.patch([frame.at(west, -half, floor), frame.at(east, -half, floor), frame.at(east, half, floor), frame.at(west, half, floor)], BOOT_INSIDE);
    mesh.patch([frame.at(east, -half, floor), frame.at(east, half, floor), frame.at(east, half, 1.02), frame.at(east, -half, 1.02)], BOOT_INSIDE);
    for (const side of [-1, 1]) mesh.patch([frame.at(west, side * half, floor), frame.at(east, side * half, floor), frame.at(east, side * half, 0.98), frame.at(west, side * half, rim)], BOOT_INSIDE);
    for (let index = 0; index < pose.bagsInBoot; index++) {
      const place = BOOT_PLACES[index];
      if (!place) break;
      const [x, y, z] = frame.at(place[0], place[1], floor + (index < 3 ? 0.1 : 0.06));
      buildBag(mesh, x, y, z, pose.yaw + index, 1.02);
    }
  }
  const sections = SECTIONS.sedan.slice(LID_SECTIONS[0], LID_SECTIONS[1] + 1);
  const hinge = sections[sections.length - 1]!;
  const angle = pose.boot * 1.32;
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const swing = (x: number, y: number, z: number): Vec3 => {
    const dx = x - hinge[0], dz = z - hinge[2];
    return frame.at(hinge[0] + dx * cos + dz * sin, y, hinge[2] - dx * sin + dz * cos);
  };
  for (let index = 0; index + 1 < sections.length; index++) {
    const a = sections[index]!, b = sections[index + 1]!;
    const row = (section: Section): Vec3[] => [-1, -0.6, 0.6, 1].map((share) => swing(section[0], section[3] * share * (Math.abs(share) === 1 ? 1.02 : 1), section[2] - (Math.abs(share) === 1 ? 0.035 : 0.004)));
    const ra = row(a), rb = row(b);
    for (let strip = 0; strip < 3; strip++) mesh.patch([ra[strip]!, ra[strip + 1]!, rb[strip + 1]!, rb[strip]!], look.paint, PAINT_FINISH);
  }
  const rear = sections[0]!;
  const lip = (share: number, z: number): Vec3 => swing(rear[0] - 0.006, rear[3] * share, z);
  mesh.patch([lip(-1, rim), lip(1, rim), lip(1, rear[2]), lip(-1, rear[2])], look.paint, PAINT_FINISH);
}

function buildTaxiSigns(mesh: MovingMesh, frame: CarFrame): void {
  const yaw = Math.atan2(frame.turn(1, 0, 0)[1], frame.turn(1, 0, 0)[0]);
  mesh.box(frame.at(-0.15, 0, 1.56), [0.12, 0.36, 0.085], yaw, ROOF_SIGN, { glow: 0.5 });
  mesh.box(frame.at(-0.15, 0, 1.55), [0.125, 0.2, 0.03], yaw, linearFromHex("#1f4a8a"));
  for (const side of [-1, 1]) {
    mesh.patch([frame.at(0.2, side * 0.925, 0.66), frame.at(0.95, side * 0.925, 0.66), frame.at(0.95, side * 0.915, 0.8), frame.at(0.2, side * 0.915, 0.8)], linearFromHex("#f4f2ea"));
  }
}

function buildDoor(mesh: MovingMesh, look: CarLook, frame: CarFrame, side: -1 | 1, hingeX: number, opening: number): void {
  if (opening <= 0.01) return;
  const angle = opening * 1.05;
  const out = 0.92;
  const at = (back: number, z: number): Vec3 => frame.at(hingeX - back * Math.cos(angle), side * (out + back * Math.sin(angle)), z);
  mesh.patch([frame.at(hingeX, side * 0.925, 0.3), frame.at(hingeX - 1.05, side * 0.925, 0.3), frame.at(hingeX - 1.05, side * 0.7, 1.38), frame.at(hingeX - 0.45, side * 0.7, 1.38)], BOOT_INSIDE);
  mesh.patch([at(0, 0.3), at(1.05, 0.3), at(1.05, 0.95), at(0, 0.93)], look.paint, PAINT_FINISH);
  mesh.patch([at(0, 0.93), at(1.05, 0.95), at(0.95, 1.38), at(0.5, 1.38)], GLASS, GLASS_FINISH);
}

/** A lorry with a box body, 6 m long. */
export function buildLorry(mesh: MovingMesh, pose: CarPose, cab: Vec3, cargo: Vec3): void {
  const frame = new CarFrame(pose);
  mesh.box(frame.at(-0.9, 0, 1.75), [2.1, 1.02, 1.0], pose.yaw, cargo, { gloss: 0.1 });
  mesh.box(frame.at(2.15, 0, 1.15), [0.82, 0.98, 0.65], pose.yaw, cab, PAINT_FINISH);
  mesh.tube([frame.at(1.35, 0, 1.8), frame.at(1.8, 0, 2.1), frame.at(2.6, 0, 2.08), frame.at(2.95, 0, 1.75)], [0.95, 0.93, 0.9, 0.95], [0.1, 0.35, 0.34, 0.1], frame.turn(0, 1, 0), 4, [cab], PAINT_FINISH);
  const glass = (x: number, low: number, high: number): void => mesh.patch([frame.at(x + 0.06, -0.85, low), frame.at(x + 0.06, 0.85, low), frame.at(x - 0.1, 0.8, high), frame.at(x - 0.1, -0.8, high)], GLASS, GLASS_FINISH);
  glass(2.95, 1.3, 1.95);
  mesh.box(frame.at(-0.3, 0, 0.6), [2.7, 0.45, 0.12], pose.yaw, TRIM);
  for (const forward of [2.0, -1.9]) {
    for (const side of [-1, 1]) {
      mesh.tube([frame.at(forward, side * 0.72, 0.42), frame.at(forward, side * 1.0, 0.42)], [0.42], [0.42], [0, 0, 1], 12, [TYRE]);
      mesh.tube([frame.at(forward, side * 1.0, 0.42), frame.at(forward, side * 1.015, 0.42)], [0.22], [0.22], [0, 0, 1], 8, [HUB]);
    }
  }
  for (const side of [-1, 1]) {
    mesh.patch([frame.at(-3.01, side * 0.95, 0.62), frame.at(-3.01, side * 0.6, 0.62), frame.at(-3.01, side * 0.6, 0.78), frame.at(-3.01, side * 0.95, 0.78)], RED_LAMP, { glow: pose.isBraking ? 7 : 0.3 });
    mesh.patch([frame.at(2.98, side * 0.9, 0.72), frame.at(2.98, side * 0.55, 0.72), frame.at(2.98, side * 0.55, 0.92), frame.at(2.98, side * 0.9, 0.92)], LAMP, { glow: 0.4 });
  }
}

/** An e-bike and its rider. */
export function buildRider(mesh: MovingMesh, pose: { readonly x: number; readonly y: number; readonly yaw: number }, outfit: Outfit, paint: Vec3): void {
  const frame = new CarFrame(pose);
  for (const forward of [-0.55, 0.62]) mesh.tube([frame.at(forward, -0.05, 0.27), frame.at(forward, 0.05, 0.27)], [0.27], [0.27], [0, 0, 1], 12, [TYRE]);
  mesh.box(frame.at(-0.35, 0, 0.58), [0.38, 0.13, 0.16], pose.yaw, paint, PAINT_FINISH);
  mesh.box(frame.at(0.15, 0, 0.33), [0.3, 0.12, 0.05], pose.yaw, paint, PAINT_FINISH);
  mesh.tube([frame.at(0.55, 0, 0.3), frame.at(0.42, 0, 1.05)], [0.1, 0.06], [0.1, 0.06], frame.turn(0, 1, 0), 6, [paint], PAINT_FINISH);
  mesh.tube([frame.at(0.4, -0.32, 1.05), frame.at(0.4, 0.32, 1.05)], [0.025], [0.025], [0, 0, 1], 5, [TRIM]);
  mesh.box(frame.at(-0.7, 0, 0.9), [0.2, 0.2, 0.17], pose.yaw, linearFromHex("#2f6fb0"));
  const seat = frame.at(-0.28, 0, 0);
  buildPerson(mesh, outfit, { x: seat[0], y: seat[1], groundZ: -0.12, yaw: pose.yaw, stride: 0.9, reach: 0.85, bend: 0.22, leftBag: false, rightBag: false, isPhoning: false });
}
