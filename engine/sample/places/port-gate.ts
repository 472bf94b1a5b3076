// The gate of the fishing port: portal with the port's name, guard house on an island between the lanes, barriers,
// stacks of boxes inside, the town outside. The road runs along y; the port is in the south, so leaving is north.
// The barrier arms move and are therefore built in scene.ts.
import { makeSign } from "../lettering.ts";
import { makeMaterial } from "../materials.ts";
import { StaticMesh } from "../static-mesh.ts";
import * as palette from "./palette.ts";
import { buildHouse, paintCrossing, paintLine, placeBollard, placeLamp, plantHedge, plantTree } from "./street-furniture.ts";

/** Barrier posts: exit lane and entry lane. */
export const EXIT_BARRIER = [1.75, -0.6] as const;
export const ENTRY_BARRIER = [-1.75, 0.6] as const;

export function buildPortGate(): StaticMesh {
  const mesh = new StaticMesh();
  mesh.quad([-80, -90, 0], [160, 0, 0], [0, 104, 0], palette.concrete);
  mesh.quad([-6, -90, 0.006], [12, 0, 0], [0, 104, 0], palette.asphalt);
  mesh.quad([-160, 14, 0], [320, 0, 0], [0, 11, 0], palette.asphalt);
  mesh.quad([-160, 25, 0.12], [320, 0, 0], [0, 8, 0], palette.paving);
  mesh.box(-160, 25, 0, 320, 0.22, 0.14, palette.kerb);
  paintLine(mesh, [-160, 19.5], [160, 19.5], 0.15, 4);
  paintLine(mesh, [0, -90], [0, -10], 0.14, 0, palette.yellowPaint);
  paintLine(mesh, [-5.8, -90], [-5.8, 10], 0.12, 0);
  paintLine(mesh, [5.8, -90], [5.8, 10], 0.12, 0);
  paintLine(mesh, [1.7, -2.6], [5.7, -2.6], 0.35, 0);
  paintLine(mesh, [-5.7, 4], [-1.7, 4], 0.35, 0);
  for (let index = 0; index < 4; index++) paintLine(mesh, [1.8, -8 - index * 0.7], [5.6, -8 - index * 0.7], 0.22, 0, palette.yellowPaint);
  paintCrossing(mesh, -6, 10.2, 12, 2.8, false);
  buildIsland(mesh);
  buildPortal(mesh);
  buildYard(mesh);
  buildTown(mesh);
  return mesh;
}

function buildIsland(mesh: StaticMesh): void {
  mesh.box(-1.55, -5.4, 0, 3.1, 9.6, 0.17, palette.kerb);
  mesh.box(-1.2, -1.2, 0.17, 2.4, 3.6, 0.9, makeMaterial("tile", "#8f9ea8", { seed: 3 }));
  mesh.box(-1.2, -1.2, 1.07, 2.4, 3.6, 1.35, palette.doorGlass);
  for (const [x, y] of [[-1.25, -1.25], [1.15, -1.25], [-1.25, 2.3], [1.15, 2.3], [-0.05, -1.25]] as const) mesh.box(x, y, 0.17, 0.1, 0.1, 2.3, palette.whiteMetal);
  mesh.box(-1.7, -1.9, 2.45, 3.4, 5, 0.22, palette.whiteMetal);
  mesh.box(-1.7, -1.92, 2.45, 3.4, 0.02, 0.22, palette.blueMetal);
  mesh.box(-0.75, -1.24, 1.12, 1.5, 0.03, 0.32, makeSign(4.6, "#1d4f8f", [{ text: "门 卫 室", color: "#ffffff", size: 0.7, at: [0.5, 0.52] }], { heightPx: 64 }));
  for (const [x, y] of [EXIT_BARRIER, ENTRY_BARRIER]) {
    const px = x > 0 ? 1.2 : -1.5;
    mesh.box(px, y - 0.18, 0.17, 0.32, 0.36, 1.0, palette.yellowMetal);
    mesh.box(px - 0.02, y - 0.2, 1.05, 0.36, 0.4, 0.08, palette.blackBand);
  }
  for (const y of [-5.1, 3.9]) for (const x of [-1.2, 0, 1.2]) placeBollard(mesh, x, y);
}

function buildPortal(mesh: StaticMesh): void {
  const stone = makeMaterial("tile", "#b9b2a3", { seed: 12 });
  for (const x of [-8.6, 7]) mesh.box(x, 4.6, 0, 1.6, 1.6, 6.6, stone);
  mesh.box(-9.2, 4.3, 6.6, 18.4, 2.2, 1.9, {
    south: makeSign(9.7, "#8c1f1b", [{ text: "沈 家 门 渔 港", color: "#ffe29a", size: 0.66, at: [0.5, 0.52] }], { heightPx: 160, border: "#d9ad55" }),
    north: palette.redMetal, east: stone, west: stone, top: palette.roofGrey,
  });
  mesh.box(-9.8, 3.9, 8.5, 19.6, 3, 0.3, palette.whitePlaster);
  const rail = palette.darkSteel;
  for (const [from, to] of [[-40, -8.6], [8.6, 40]] as const) {
    mesh.box(from, 5.1, 0, to - from, 0.35, 0.7, stone);
    for (let x = from + 0.2; x < to; x += 0.32) mesh.box(x, 5.25, 0.7, 0.05, 0.05, 1.6, rail);
    mesh.box(from, 5.23, 2.2, to - from, 0.08, 0.06, rail);
    mesh.box(from, 5.23, 0.9, to - from, 0.08, 0.06, rail);
    for (let x = from; x <= to; x += 4) mesh.box(x - 0.25, 5.0, 0, 0.5, 0.55, 2.6, stone);
  }
  mesh.box(7.05, 4.56, 1.6, 1.5, 0.03, 2.2, makeSign(0.68, "#1f6a44", [
    { text: "出港车辆", color: "#ffffff", size: 0.11, at: [0.5, 0.2] }, { text: "停车检查", color: "#ffe68a", size: 0.14, at: [0.5, 0.45] },
    { text: "限速 5 km/h", color: "#ffffff", size: 0.09, at: [0.5, 0.72] },
  ], { heightPx: 256 }));
}

function buildYard(mesh: StaticMesh): void {
  const boxes = ["#2c6a9f", "#a8402f", "#2f7a5c", "#c48a2c", "#7f868a", "#35527d"].map((hex, seed) => makeMaterial("corrugated", hex, { seed, gloss: 0.06 }));
  const stack = (x: number, y: number, level: number, seed: number): void => mesh.box(x, y, level * 2.55, 6.05, 2.44, 2.5, boxes[seed % boxes.length] ?? palette.blueMetal);
  for (let row = 0; row < 3; row++) for (let level = 0; level < 2 + (row % 2); level++) stack(9.4, -9.5 + row * 2.7, level, row * 2 + level * 3);
  for (let row = 0; row < 2; row++) for (let level = 0; level < 2; level++) stack(-16.2, -7 + row * 2.7, level, row + level * 2 + 1);
  for (let level = 0; level < 2; level++) stack(-23.4, -6, level, 4 + level);
  mesh.box(-9.3, -9.6, 0, 1.2, 1, 0.9, palette.timber);
  mesh.box(-9.1, -8.2, 0, 1.2, 1, 1.3, palette.paleTimber);
  placeLamp(mesh, -7.2, 0.4, 7, 2, 0);
}

function buildTown(mesh: StaticMesh): void {
  buildHouse(mesh, -44, 33, 22, 12, 19, { wall: palette.facades.pink });
  buildHouse(mesh, -20, 34, 16, 12, 15.5, { wall: palette.facades.white });
  buildHouse(mesh, -2, 33, 14, 12, 12.6, { wall: palette.facades.greyGreen });
  buildHouse(mesh, 14, 34, 19, 12, 22, { wall: palette.facades.sand });
  buildHouse(mesh, 36, 33, 24, 12, 17, { wall: palette.facades.blueGrey });
  buildHouse(mesh, -10, 62, 30, 14, 44, { wall: palette.facades.white, coolers: false });
  buildHouse(mesh, 34, 70, 26, 14, 52, { wall: palette.facades.office, coolers: false });
  buildHouse(mesh, -60, 66, 26, 14, 38, { wall: palette.facades.brick, coolers: false });
  const names: readonly (readonly [number, number, string, string])[] = [[-20, 16, "#b8342a", "舟 山 海 鲜 面"], [-2, 14, "#1e5f8f", "中 国 渔 港 超 市"], [14, 19, "#2a7350", "东 海 水 产 冷 链"], [-44, 22, "#6a3a78", "佳 佳 旅 社"]];
  for (const [x, wide, ground, text] of names) {
    const y = x === -20 || x === 14 ? 34 : 33;
    mesh.box(x, y - 0.3, 3, wide, 0.3, 1.1, makeSign(wide / 1.1, ground, [{ text, color: "#fff6df", size: 0.7, at: [0.5, 0.52] }], { heightPx: 96 }));
    mesh.quad([x + 0.6, y - 0.04, 0.15], [wide - 1.2, 0, 0], [0, 0, 2.7], palette.doorGlass);
  }
  for (const x of [-36, -25, -14, 8.5, 19, 30]) plantTree(mesh, x, 27.4, 6.5 + (x % 3) * 0.4, Math.round(x + 80));
  for (const x of [-20, 15]) placeLamp(mesh, x, 25.7, 8, 0, -2);
  plantHedge(mesh, 9.4, 6.4, 14, 1, 0.9, 4);
  plantHedge(mesh, -24, 6.4, 14.5, 1, 0.9, 5);
}
