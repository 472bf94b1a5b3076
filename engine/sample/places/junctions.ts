// Two road junctions behind the port. The first: a crossing in town, four roads, towers and shops. The second: a
// crossing below the hills, beside a park and a filling station. Both have signals, built where they stand; their
// lamps change and are therefore added in scene.ts.
import { makeSign } from "../lettering.ts";
import { makeMaterial } from "../materials.ts";
import { StaticMesh } from "../static-mesh.ts";
import * as palette from "./palette.ts";
import { buildHouse, paintCrossing, paintLine, placeLamp, plantHedge, plantTree } from "./street-furniture.ts";

/** Half the width of the roads, in metres. */
export const HALF_ROAD = 7.2;

export interface SignalHead {
  readonly at: readonly [number, number, number];
  /** Direction it faces. */
  readonly yaw: number;
  readonly road: "ns" | "ew";
}

export const SIGNAL_HEADS: readonly SignalHead[] = [
  { at: [3.6, 10.4, 5.6], yaw: -Math.PI / 2, road: "ns" },
  { at: [-3.6, -10.4, 5.6], yaw: Math.PI / 2, road: "ns" },
  { at: [-10.4, 3.6, 5.6], yaw: 0, road: "ew" },
  { at: [10.4, -3.6, 5.6], yaw: Math.PI, road: "ew" },
];

function layRoads(mesh: StaticMesh, green: boolean): void {
  const h = HALF_ROAD;
  mesh.quad([-160, -h, 0], [320, 0, 0], [0, h * 2, 0], palette.asphalt);
  mesh.quad([-h, -160, 0], [h * 2, 0, 0], [0, 160 - h, 0], palette.asphalt);
  mesh.quad([-h, h, 0], [h * 2, 0, 0], [0, 160 - h, 0], palette.asphalt);
  for (const [x, y, u, v] of [[h, h, 1, 1], [-h, h, -1, 1], [-h, -h, -1, -1], [h, -h, 1, -1]] as const) {
    const west = u > 0 ? x : x - 152, south = v > 0 ? y : y - 152;
    mesh.quad([west, south, 0.12], [152, 0, 0], [0, 152, 0], palette.paving);
    mesh.box(u > 0 ? x : x - 152, v > 0 ? y : y - 0.2, 0, 152, 0.2, 0.13, palette.kerb);
    mesh.box(u > 0 ? x : x - 0.2, v > 0 ? y : y - 152, 0, 0.2, 152, 0.13, palette.kerb);
    if (green) mesh.quad([u > 0 ? x + 5 : x - 152, v > 0 ? y + 5 : y - 152, 0.14], [147, 0, 0], [0, 147, 0], palette.grass);
  }
  for (const side of [-1, 1]) {
    paintLine(mesh, [side * 13, 0.1], [side * 150, 0.1], 0.14, 0, palette.yellowPaint);
    paintLine(mesh, [side * 13, -0.12], [side * 150, -0.12], 0.14, 0, palette.yellowPaint);
    paintLine(mesh, [0.1, side * 13], [0.1, side * 150], 0.14, 0, palette.yellowPaint);
    paintLine(mesh, [-0.12, side * 13], [-0.12, side * 150], 0.14, 0, palette.yellowPaint);
    for (const lane of [-3.5, 3.5]) {
      paintLine(mesh, [side * 13, lane], [side * 150, lane], 0.12, 3);
      paintLine(mesh, [lane, side * 13], [lane, side * 150], 0.12, 3);
    }
  }
  paintCrossing(mesh, -h + 0.3, 8.4, h * 2 - 0.6, 3.6, false);
  paintCrossing(mesh, -h + 0.3, -12, h * 2 - 0.6, 3.6, false);
  paintCrossing(mesh, 8.4, -h + 0.3, 3.6, h * 2 - 0.6, true);
  paintCrossing(mesh, -12, -h + 0.3, 3.6, h * 2 - 0.6, true);
  paintLine(mesh, [0.3, -12.8], [h, -12.8], 0.35, 0);
  paintLine(mesh, [-h, 12.8], [-0.3, 12.8], 0.35, 0);
  paintLine(mesh, [12.8, 0.3], [12.8, h], 0.35, 0);
  paintLine(mesh, [-12.8, -h], [-12.8, -0.3], 0.35, 0);
}

function raiseSignals(mesh: StaticMesh): void {
  const poles: readonly (readonly [number, number, number, number])[] = [[9, 10.4, 3.6, 10.4], [-9, -10.4, -3.6, -10.4], [-10.4, 9, -10.4, 3.6], [10.4, -9, 10.4, -3.6]];
  for (const [x, y, tipX, tipY] of poles) {
    mesh.bar([x, y, 0], [x, y, 6.4], 0.12, 0.09, 8, palette.steel);
    mesh.bar([x, y, 6.1], [tipX, tipY, 6.1], 0.08, 0.06, 6, palette.steel);
  }
  for (const { at, yaw } of SIGNAL_HEADS) {
    const wide = Math.abs(Math.cos(yaw)) > 0.5 ? [0.24, 0.42] : [0.42, 0.24];
    mesh.box(at[0] - wide[0]! / 2, at[1] - wide[1]! / 2, at[2] - 0.6, wide[0]!, wide[1]!, 1.2, palette.blackBand);
  }
}

function nameShop(mesh: StaticMesh, x: number, y: number, wide: number, ground: string, text: string): void {
  mesh.box(x, y - 0.35, 3.1, wide, 0.35, 1.2, makeSign(wide / 1.2, ground, [{ text, color: "#fff7e2", size: 0.68, at: [0.5, 0.52] }], { heightPx: 96, glow: 0.2 }));
  mesh.quad([x + 0.4, y - 0.04, 0.15], [wide - 0.8, 0, 0], [0, 0, 2.9], palette.doorGlass);
}

/** The crossing in town (东港路口). */
export function buildJunction(): StaticMesh {
  const mesh = new StaticMesh();
  layRoads(mesh, false);
  raiseSignals(mesh);
  buildHouse(mesh, -38, 15, 24, 14, 16, { wall: palette.facades.sand });
  nameShop(mesh, -38, 15, 24, "#b3322a", "普 陀 大 药 房   24 小 时");
  buildHouse(mesh, -70, 16, 28, 14, 27, { wall: palette.facades.white });
  nameShop(mesh, -70, 16, 28, "#25618f", "东 港 家 电 城");
  buildHouse(mesh, 15, 15, 22, 16, 21, { wall: palette.facades.blueGrey });
  nameShop(mesh, 15, 15, 22, "#1f6f52", "舟 山 农 商 银 行");
  buildHouse(mesh, 42, 15, 30, 16, 30, { wall: palette.facades.pink });
  buildHouse(mesh, -34, 44, 20, 16, 58, { wall: palette.facades.office, coolers: false });
  buildHouse(mesh, -64, 50, 22, 16, 46, { wall: palette.facades.white, coolers: false });
  buildHouse(mesh, 16, 48, 24, 16, 64, { wall: palette.facades.sand, coolers: false });
  buildHouse(mesh, -104, 30, 26, 16, 40, { wall: palette.facades.brick, coolers: false });
  buildHouse(mesh, 50, 60, 26, 16, 48, { wall: palette.facades.office, coolers: false });
  buildHouse(mesh, -44, -34, 30, 18, 13, { wall: palette.facades.cream });
  for (const y of [16, 25, 34, 43, 52, 63]) for (const side of [-1, 1]) plantTree(mesh, side * 9.6, y + 5, 6.6, y + side + 5);
  for (const x of [-18, -27, -36, -45, -56]) for (const side of [1, -1]) plantTree(mesh, x, side * 9.6, 6.2, x + side + 160);
  for (const [x, y] of [[-24, 8.2], [8.2, 26]] as const) placeLamp(mesh, x, y, 9, x < 0 ? 0 : -2.2, x < 0 ? -2.2 : 0);
  plantHedge(mesh, -30, 11.2, 15, 1, 0.8, 3);
  return mesh;
}

/** The crossing below the hills (海印路口). */
export function buildSecondJunction(): StaticMesh {
  const mesh = new StaticMesh();
  layRoads(mesh, true);
  raiseSignals(mesh);
  // Filling station in the south-west.
  mesh.quad([-42, -33, 0.15], [29, 0, 0], [0, 21, 0], palette.concrete);
  mesh.box(-36, -28, 4.6, 17, 11, 0.9, {
    south: palette.redMetal, west: palette.redMetal, top: palette.whiteMetal,
    north: makeSign(18.9, "#c22a22", [{ text: "海 印 加 油 站", color: "#ffffff", size: 0.74, at: [0.5, 0.52] }], { heightPx: 96, glow: 0.3 }),
    east: makeSign(12.2, "#c22a22", [{ text: "加 油 站", color: "#ffffff", size: 0.74, at: [0.5, 0.52] }], { heightPx: 96, glow: 0.3 }),
  });
  for (const x of [-33, -22]) for (const y of [-25.4, -19.6]) mesh.box(x, y, 0, 0.5, 0.5, 4.6, palette.whiteMetal);
  for (const x of [-33, -22]) mesh.box(x - 0.3, -23, 0.15, 1.1, 1.6, 1.7, makeMaterial("plain", "#d5dadb", { gloss: 0.2 }));
  buildHouse(mesh, -40, -44, 24, 9, 4.4, { wall: palette.facades.white, coolers: false });
  // Park with a pavilion in the south-east, terraces and towers far behind.
  for (let index = 0; index < 16; index++) plantTree(mesh, 17 + (index % 4) * 7 + (index % 3), -16 - Math.floor(index / 4) * 8 - (index % 2) * 2, 6.5 + (index % 5) * 0.6, index + 300);
  plantHedge(mesh, 13.4, -13.9, 24, 1.1, 0.9, 7);
  plantHedge(mesh, -13.9, -60, 1.1, 26, 0.9, 8);
  buildHouse(mesh, -96, -52, 40, 14, 19, { wall: palette.facades.pink, coolers: false });
  buildHouse(mesh, -84, 14, 30, 14, 22, { wall: palette.facades.sand });
  buildHouse(mesh, -48, 15, 26, 14, 16, { wall: palette.facades.greyGreen });
  buildHouse(mesh, -20, -96, 30, 16, 34, { wall: palette.facades.white, coolers: false });
  buildHouse(mesh, -70, -100, 30, 16, 42, { wall: palette.facades.office, coolers: false });
  buildHouse(mesh, 22, -104, 30, 16, 38, { wall: palette.facades.sand, coolers: false });
  for (const x of [-18, -28, -38, -50, -62]) plantTree(mesh, x, -10, 6.4, x + 500);
  for (const x of [-20, -30, -42, -54]) plantTree(mesh, x, 10.2, 6.8, x + 600);
  for (const y of [-36, -46, -58, -70]) for (const side of [-1, 1]) plantTree(mesh, side * 10, y, 6.6, y + side + 700);
  placeLamp(mesh, -26, -8.3, 9, 0, 2.2);
  placeLamp(mesh, -8.3, -30, 9, 2.2, 0);
  placeLamp(mesh, -50, 8.3, 9, 0, -2.2);
  mesh.bar([-14.4, -11.6, 0], [-14.4, -11.6, 3.4], 0.06, 0.06, 6, palette.steel);
  mesh.box(-16.6, -11.7, 2.4, 4.2, 0.1, 1.3, palette.blueMetal);
  mesh.quad([-12.4, -11.58, 2.4], [-4.2, 0, 0], [0, 0, 1.3], makeSign(3.2, "#1d5fa6", [{ text: "← 普陀山  沈家门 →", color: "#ffffff", size: 0.3, at: [0.5, 0.34] }, { text: "海印路  东港", color: "#ffffff", size: 0.3, at: [0.5, 0.7] }], { border: "#ffffff", heightPx: 128 }));
  return mesh;
}
