// Things that stand about in every street: trees, lamps, bollards, signals, planters, boxes on walls.
// Each function adds to a mesh; none knows where it is used.
import { type Material, makeMaterial } from "../materials.ts";
import type { Vec3 } from "../pinhole.ts";
import { hashCell, makeRandom } from "../seeded-noise.ts";
import type { StaticMesh } from "../static-mesh.ts";
import * as palette from "./palette.ts";

/** A street tree (camphor, as all over Zhoushan); `heightM` is its full height. */
export function plantTree(mesh: StaticMesh, x: number, y: number, heightM: number, seed: number): void {
  const random = makeRandom(seed * 131 + 7);
  const trunkM = heightM * 0.42;
  mesh.bar([x, y, 0], [x + 0.15, y, trunkM], heightM * 0.028, heightM * 0.018, 8, palette.bark);
  const leaves = [palette.leafDark, palette.leafOlive, palette.leafLight];
  for (let branch = 0; branch < 5; branch++) {
    const angle = (branch / 5) * 6.283 + random();
    const reach = heightM * (0.1 + random() * 0.12);
    const centre: Vec3 = [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach, trunkM + heightM * (0.16 + random() * 0.2)];
    mesh.bar([x + 0.1, y, trunkM * 0.85], centre, heightM * 0.014, heightM * 0.006, 6, palette.bark);
    const size = heightM * (0.17 + random() * 0.06);
    mesh.foliage(centre, [size, size, size * 0.8], 420, heightM * 0.045, leaves[branch % 3] ?? palette.leafDark, random);
  }
  const crown = heightM * 0.2;
  mesh.foliage([x, y, heightM - crown], [crown, crown, crown * 0.9], 420, heightM * 0.045, palette.leafLight, random);
}

/** A clipped hedge along x (or along y when `deepM` is the longer side). */
export function plantHedge(mesh: StaticMesh, x: number, y: number, wideM: number, deepM: number, heightM: number, seed: number): void {
  const random = makeRandom(seed * 977 + 3);
  mesh.box(x + 0.1, y + 0.1, 0, wideM - 0.2, deepM - 0.2, heightM * 0.85, palette.leafDark);
  const count = Math.ceil(wideM * deepM * 160 + (wideM + deepM) * heightM * 120);
  for (let index = 0; index < count; index++) {
    const at: Vec3 = [x + random() * wideM, y + random() * deepM, heightM * (0.1 + 0.9 * random())];
    mesh.foliage(at, [0.12, 0.12, 0.1], 1, 0.16, random() < 0.5 ? palette.leafOlive : palette.leafDark, random);
  }
}

export function placeLamp(mesh: StaticMesh, x: number, y: number, heightM: number, armX: number, armY: number): void {
  mesh.bar([x, y, 0], [x, y, 0.9], 0.13, 0.11, 8, palette.darkSteel);
  mesh.bar([x, y, 0.9], [x, y, heightM], 0.075, 0.05, 8, palette.steel);
  mesh.bar([x, y, heightM], [x + armX, y + armY, heightM + 0.35], 0.045, 0.04, 6, palette.steel);
  mesh.box(x + armX - 0.3, y + armY - 0.14, heightM + 0.3, 0.6, 0.28, 0.12, palette.whiteMetal);
}

export function placeBollard(mesh: StaticMesh, x: number, y: number): void {
  mesh.bar([x, y, 0], [x, y, 0.55], 0.1, 0.1, 8, palette.yellowMetal);
  mesh.bar([x, y, 0.55], [x, y, 0.75], 0.1, 0.1, 8, palette.blackBand);
  mesh.bar([x, y, 0.75], [x, y, 0.85], 0.1, 0.02, 8, palette.yellowMetal);
}

/** The iron post that boats are tied to. */
export function placeMooring(mesh: StaticMesh, x: number, y: number): void {
  mesh.bar([x, y, 0], [x, y, 0.42], 0.2, 0.16, 10, palette.darkSteel);
  mesh.bar([x, y, 0.42], [x, y, 0.56], 0.27, 0.24, 10, palette.darkSteel);
  mesh.bar([x, y, 0.56], [x, y, 0.6], 0.24, 0.01, 10, palette.darkSteel);
}

export function placePlanter(mesh: StaticMesh, x: number, y: number, wideM: number, seed: number): void {
  mesh.box(x, y, 0, wideM, 0.6, 0.45, palette.greyPlaster);
  const random = makeRandom(seed + 500);
  for (let at = 0.2; at < wideM; at += 0.35) {
    mesh.foliage([x + at, y + 0.3, 0.62], [0.28, 0.28, 0.24], 60, 0.12, random() < 0.5 ? palette.leafLight : palette.leafOlive, random);
  }
}

/** The outdoor part of an air conditioner, on a wall that looks south (`facing` -1) or north (1). */
export function hangCooler(mesh: StaticMesh, x: number, wallY: number, z: number, facing: number): void {
  const y = facing < 0 ? wallY - 0.38 : wallY;
  mesh.box(x, y, z, 0.82, 0.38, 0.56, palette.whiteMetal);
  const front = facing < 0 ? y - 0.004 : y + 0.384;
  const dark = makeMaterial("plain", "#4a4f50");
  const points: Vec3[] = Array.from({ length: 12 }, (_, index) => {
    const angle = (index / 12) * 6.283 * -facing;
    return [x + 0.32 + Math.cos(angle) * 0.21, front, z + 0.28 + Math.sin(angle) * 0.21];
  });
  mesh.polygon(points, dark);
}

/** Parked bicycle-size e-bike, seen as one small shape. */
export function parkScooter(mesh: StaticMesh, x: number, y: number, hex: string): void {
  const paint = makeMaterial("plain", hex, { gloss: 0.2 });
  for (const wheel of [-0.5, 0.55]) {
    mesh.bar([x + wheel, y - 0.05, 0.24], [x + wheel, y + 0.05, 0.24], 0.24, 0.24, 12, palette.blackBand);
    const rim: Vec3[] = Array.from({ length: 10 }, (_, index) => [x + wheel + Math.cos(index * 0.628) * 0.23, y - 0.055, 0.24 + Math.sin(index * 0.628) * 0.23]);
    mesh.polygon(rim, palette.blackBand);
  }
  mesh.box(x - 0.62, y - 0.14, 0.42, 0.62, 0.28, 0.3, paint);
  mesh.box(x - 0.6, y - 0.12, 0.72, 0.66, 0.24, 0.08, palette.blackBand);
  mesh.box(x - 0.1, y - 0.13, 0.22, 0.5, 0.26, 0.1, paint);
  mesh.bar([x + 0.4, y, 0.25], [x + 0.3, y, 1.02], 0.1, 0.05, 6, paint);
  mesh.bar([x + 0.3, y - 0.3, 1.02], [x + 0.3, y + 0.3, 1.02], 0.025, 0.025, 5, palette.darkSteel);
}

export interface HouseOptions {
  readonly wall: Material;
  readonly side?: Material;
  readonly coolers?: boolean;
}

/** A house of several floors: walls with windows, parapet, roof boxes. Shop fronts are added over it. */
export function buildHouse(mesh: StaticMesh, x: number, y: number, wideM: number, deepM: number, heightM: number, options: HouseOptions): void {
  const side = options.side ?? options.wall;
  mesh.box(x, y, 0, wideM, deepM, heightM, { south: options.wall, north: options.wall, west: side, east: side, top: palette.roofGrey });
  const trim = palette.whitePlaster;
  mesh.box(x - 0.15, y - 0.15, heightM, wideM + 0.3, 0.3, 0.55, trim);
  mesh.box(x - 0.15, y + deepM - 0.15, heightM, wideM + 0.3, 0.3, 0.55, trim);
  mesh.box(x - 0.15, y, heightM, 0.3, deepM, 0.55, trim);
  mesh.box(x + wideM - 0.15, y, heightM, 0.3, deepM, 0.55, trim);
  mesh.bar([x + wideM * 0.3, y + deepM * 0.5, heightM], [x + wideM * 0.3, y + deepM * 0.5, heightM + 1.5], 0.8, 0.8, 12, palette.steel);
  mesh.box(x + wideM * 0.6, y + deepM * 0.4, heightM, 2.2, 2.2, 2, palette.whitePlaster);
  if (options.coolers === false) return;
  const grid = options.wall.windows;
  if (!grid) return;
  const bays = Math.max(1, Math.round(wideM / grid.bayM));
  for (let floor = 1; floor < Math.floor(heightM / grid.floorM); floor++) {
    for (let bay = 0; bay < bays; bay++) {
      if (hashCell(bay, floor, options.wall.seed + 40) < 0.5) continue;
      hangCooler(mesh, x + ((bay + 1) * wideM) / bays - 0.6, y, floor * grid.floorM + 0.15, -1);
    }
  }
}

/** A dashed or full line on the road along x or y; `dashM` 0 is a full line. */
export function paintLine(mesh: StaticMesh, from: readonly [number, number], to: readonly [number, number], widthM: number, dashM: number, material: Material = palette.whitePaint): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const ux = (to[0] - from[0]) / length;
  const uy = (to[1] - from[1]) / length;
  const step = dashM > 0 ? dashM * 2.2 : length;
  const piece = dashM > 0 ? dashM : length;
  for (let at = 0; at < length - 0.01; at += step) {
    const run = Math.min(piece, length - at);
    mesh.quad(
      [from[0] + ux * at + (uy * widthM) / 2, from[1] + uy * at - (ux * widthM) / 2, 0.012],
      [ux * run, uy * run, 0],
      [-uy * widthM, ux * widthM, 0],
      material,
    );
  }
}

/** Zebra bars across a road: the crossing runs along (dx, dy), people walk along it. */
export function paintCrossing(mesh: StaticMesh, x: number, y: number, wideM: number, deepM: number, barsAlongX: boolean): void {
  const span = barsAlongX ? deepM : wideM;
  for (let at = 0.3; at < span - 0.4; at += 0.95) {
    if (barsAlongX) mesh.quad([x, y + at, 0.012], [wideM, 0, 0], [0, 0.45, 0], palette.whitePaint);
    else mesh.quad([x + at, y, 0.012], [0.45, 0, 0], [0, deepM, 0], palette.whitePaint);
  }
}
