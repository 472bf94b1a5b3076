// The quay at Shenjiamen: street, taxi rank, the dried-seafood shop and its neighbours on the north side,
// fishing boats and the strait on the south side. The street runs along x; cars keep right, so the rank heads west.
import { makeHeap, makeRoadLettering, makeShelves, makeSign } from "../lettering.ts";
import { makeMaterial } from "../materials.ts";
import { StaticMesh } from "../static-mesh.ts";
import * as palette from "./palette.ts";
import { buildHouse, hangCooler, paintCrossing, paintLine, parkScooter, placeBollard, placeLamp, placeMooring, placePlanter, plantTree } from "./street-furniture.ts";
import { moorTrawler } from "./boats.ts";

/** Where the shop front, the kerbs and the water are, in metres. */
export const SHOP_FRONT_Y = 5;
export const NORTH_KERB_Y = 0;
export const SOUTH_KERB_Y = -9;
export const WATER_Y = -14.5;
export const SHOP_DOOR = [1.2, 5] as const;

export function buildQuayStreet(): StaticMesh {
  const mesh = new StaticMesh();
  layGround(mesh);
  buildShop(mesh);
  buildNeighbours(mesh);
  buildHarbour(mesh);
  return mesh;
}

function layGround(mesh: StaticMesh): void {
  mesh.quad([-120, SOUTH_KERB_Y, 0], [240, 0, 0], [0, 9, 0], palette.asphalt);
  mesh.quad([-120, NORTH_KERB_Y, 0.14], [240, 0, 0], [0, 9, 0], palette.paving);
  mesh.box(-120, NORTH_KERB_Y, 0, 240, 0.22, 0.15, palette.kerb);
  mesh.quad([-120, WATER_Y, 0.14], [240, 0, 0], [0, SOUTH_KERB_Y - WATER_Y, 0], palette.concrete);
  mesh.box(-120, SOUTH_KERB_Y - 0.22, 0, 240, 0.22, 0.15, palette.kerb);
  mesh.box(-120, WATER_Y - 0.01, -2.5, 240, 0.6, 2.66, palette.quayEdge);
  mesh.box(-120, WATER_Y, 0.14, 240, 0.35, 0.2, palette.yellowMetal);
  mesh.quad([-900, -900, -1.6], [1800, 0, 0], [0, 900 + WATER_Y, 0], palette.water);
  paintLine(mesh, [-120, -4.5], [120, -4.5], 0.14, 3);
  paintLine(mesh, [-120, -8.7], [120, -8.7], 0.12, 0);
  // The rank: a yellow box along the north kerb, wide enough for three taxis.
  paintLine(mesh, [-9, -2.5], [16, -2.5], 0.13, 1.2, palette.yellowPaint);
  for (const x of [-9, -0.5, 8, 16]) paintLine(mesh, [x, -2.5], [x, -0.15], 0.13, 0, palette.yellowPaint);
  mesh.quad([9.2, -2.2, 0.012], [5.2, 0, 0], [0, 1.7, 0], makeRoadLettering("出租车", 3, "#e0b647"));
  paintCrossing(mesh, -19, -8.6, 4, 8.2, true);
}

function buildShop(mesh: StaticMesh): void {
  const x0 = -8, wide = 14, y = SHOP_FRONT_Y;
  buildHouse(mesh, x0, y, wide, 11, 10.2, { wall: palette.facades.cream });
  // Ground floor, in front of the painted windows of the wall behind it.
  mesh.box(x0, y - 0.06, 0.14, wide, 0.06, 4, makeMaterial("tile", "#cbb48c", { seed: 9 }));
  mesh.quad([x0 + 0.5, y - 0.08, 0.5], [8.4, 0, 0], [0, 0, 2.45], makeShelves(3.43, 11));
  mesh.box(x0 + 0.4, y - 0.22, 0.14, 8.6, 0.2, 0.4, palette.timber);
  for (const px of [x0 + 0.35, x0 + 3.15, x0 + 6, x0 + 8.9]) mesh.box(px, y - 0.16, 0.14, 0.14, 0.14, 2.9, palette.timber);
  // The door, with light from inside, and a window with the day's prices.
  mesh.quad([0.35, y - 0.08, 0.14], [1.9, 0, 0], [0, 0, 2.75], makeMaterial("plain", "#f0cf8e", { glow: 0.45 }));
  mesh.quad([0.4, y - 0.09, 0.16], [0.5, 0, 0], [0, 0, 2.6], palette.doorGlass);
  mesh.box(0.27, y - 0.16, 0.14, 0.1, 0.14, 2.85, palette.steel);
  mesh.box(2.22, y - 0.16, 0.14, 0.1, 0.14, 2.85, palette.steel);
  mesh.quad([2.7, y - 0.08, 0.6], [2.9, 0, 0], [0, 0, 2.2], palette.doorGlass);
  mesh.quad([3.1, y - 0.1, 1.3], [1.5, 0, 0], [0, 0, 1.1], makeSign(1.36, "#f4ead2", [
    { text: "今日特价", color: "#b3261c", size: 0.27, at: [0.5, 0.22] },
    { text: "虾皮 28元/斤", color: "#3a2a1c", size: 0.17, at: [0.5, 0.52] },
    { text: "鳗鲞 65元/斤", color: "#3a2a1c", size: 0.17, at: [0.5, 0.77] },
  ], { glow: 0 }));
  // The big sign.
  mesh.box(x0 - 0.1, y - 0.42, 3.5, wide + 0.2, 0.42, 1.42, {
    south: makeSign(10, "#a31d18", [
      { text: "海味干货", color: "#ffe7a3", size: 0.74, at: [0.21, 0.5], spacing: 0.08 },
      { text: "虾皮 · 虾米 · 鱼鲞 · 紫菜", color: "#fff3d2", size: 0.4, at: [0.64, 0.34] },
      { text: "沈家门老字号  电话 0580-3021866", color: "#ffd98c", size: 0.24, at: [0.64, 0.74] },
    ], { border: "#e3b455", heightPx: 192 }),
    east: palette.redMetal, west: palette.redMetal, top: palette.redMetal, north: palette.redMetal,
  });
  hangAwning(mesh, x0 + 0.1, wide - 0.2, y);
  setOutCrates(mesh, x0 + 0.6, y);
  for (const lamp of [-6, -2.5, 1.2]) mesh.box(lamp, y - 1.3, 3.05, 0.5, 0.12, 0.06, palette.warmLamp);
  parkScooter(mesh, 4.6, 3.9, "#b02b35");
  parkScooter(mesh, 5.1, 3.1, "#e8e6df");
}

function hangAwning(mesh: StaticMesh, x: number, wide: number, y: number): void {
  const green = makeMaterial("plain", "#2d7f73");
  const white = makeMaterial("plain", "#eee9db");
  const stripes = 20;
  const step = wide / stripes;
  for (let index = 0; index < stripes; index++) {
    const cloth = index % 2 === 0 ? green : white;
    mesh.quad([x + index * step, y - 1.75, 2.92], [step, 0, 0], [0, 1.4, 0.6], cloth);
    mesh.quad([x + index * step, y - 1.75, 2.66], [step, 0, 0], [0, 0, 0.27], cloth);
  }
}

function setOutCrates(mesh: StaticMesh, x: number, y: number): void {
  const heaps = ["#e6a577", "#d47c4a", "#efd7a6", "#c66c44", "#e2b567", "#8c5a3c", "#d9c4a0", "#4b5b3c"];
  heaps.forEach((color, index) => {
    const cx = x + index * 1.02;
    mesh.box(cx, y - 1.45, 0.14, 0.92, 0.95, 0.52, palette.timber);
    mesh.quad([cx + 0.06, y - 1.4, 0.69], [0.8, 0, 0], [0, 0.85, 0.06], makeHeap(color, index + 1));
    if (index % 2 === 0) mesh.box(cx + 0.32, y - 0.95, 0.7, 0.26, 0.03, 0.24, makeSign(1.1, "#fff6d8", [{ text: `${18 + index * 5}`, color: "#b3261c", size: 0.7, at: [0.5, 0.55] }], { heightPx: 48, glow: 0 }));
  });
}

function buildNeighbours(mesh: StaticMesh): void {
  const y = SHOP_FRONT_Y;
  buildHouse(mesh, -20, y, 11.8, 12, 12.4, { wall: palette.facades.greyGreen });
  frontShop(mesh, -20, 11.8, "渔 具 船 用 五 金", "#1f4f7d", "#f4f1e4", palette.shutterBlue);
  buildHouse(mesh, -36, y + 0.6, 15.6, 12, 15.5, { wall: palette.facades.pink });
  frontShop(mesh, -36, 15.6, "东 港 海 鲜 大 排 档", "#c45a1c", "#fff4d0", palette.darkGlass);
  buildHouse(mesh, -60, y, 23, 14, 18.6, { wall: palette.facades.white });
  frontShop(mesh, -60, 23, "舟 山 渔 业 供 销 公 司", "#275d4a", "#f6efd2", palette.shutterGrey);
  buildHouse(mesh, -110, y, 48, 14, 14, { wall: palette.facades.sand });
  buildHouse(mesh, 6.3, y, 12, 12, 13.6, { wall: palette.facades.blueGrey });
  frontShop(mesh, 6.3, 12, "港 湾 旅 馆", "#5a2a63", "#ffe9b8", palette.doorGlass);
  buildHouse(mesh, 18.6, y, 19, 14, 9.6, { wall: palette.facades.sand });
  frontShop(mesh, 18.6, 19, "冰 库 · 水 产 批 发", "#2b6f8f", "#ffffff", palette.shutterGrey);
  buildHouse(mesh, 38, y, 40, 14, 16, { wall: palette.facades.white });
  hangCooler(mesh, -8.9, y, 4.9, -1);
  for (const x of [-30, -18.5, 21.5, 31]) plantTree(mesh, x, 1.5, 6.2, Math.round(x + 60));
  for (const x of [-22, 20.5]) placeLamp(mesh, x, 0.7, 7.2, 0, -1.6);
  placePlanter(mesh, 6.7, 4.2, 2.4, 1);
  placePlanter(mesh, 15.4, 4.2, 2.4, 2);
  mesh.box(-11.6, 3.8, 0.14, 0.8, 0.7, 1.1, makeMaterial("plain", "#2f7a4f"));
  mesh.box(-10.7, 3.8, 0.14, 0.8, 0.7, 1.1, makeMaterial("plain", "#8a8f8c"));
  // The rank's own sign.
  mesh.bar([-9.3, 0.6, 0.1], [-9.3, 0.6, 3], 0.045, 0.045, 6, palette.steel);
  mesh.box(-9.85, 0.57, 2.1, 1.1, 0.05, 0.85, makeSign(1.3, "#1d5fa6", [
    { text: "出租车", color: "#ffffff", size: 0.34, at: [0.5, 0.32] },
    { text: "候客区", color: "#ffffff", size: 0.34, at: [0.5, 0.7] },
  ], { border: "#ffffff", heightPx: 120 }));
}

function frontShop(mesh: StaticMesh, x: number, wide: number, name: string, ground: string, letters: string, front: ReturnType<typeof makeMaterial>): void {
  const y = SHOP_FRONT_Y - (x === -36 ? -0.6 : 0);
  mesh.box(x, y - 0.05, 0.14, wide, 0.05, 3.75, makeMaterial("tile", "#9b978d", { seed: Math.abs(Math.round(x)) }));
  const bays = Math.round(wide / 4);
  const bay = wide / bays;
  for (let index = 0; index < bays; index++) {
    mesh.quad([x + index * bay + 0.25, y - 0.07, 0.16], [bay - 0.5, 0, 0], [0, 0, 2.65], front);
  }
  const aspect = Math.min(9, wide / 1.1);
  mesh.box(x + 0.1, y - 0.3, 3.05, wide - 0.2, 0.3, 1, {
    south: makeSign(aspect, ground, [{ text: name, color: letters, size: 0.66, at: [0.5, 0.52] }], { heightPx: 128 }),
    west: palette.darkSteel, east: palette.darkSteel, top: palette.darkSteel,
  });
}

function buildHarbour(mesh: StaticMesh): void {
  for (let x = -54; x < 60; x += 9) placeMooring(mesh, x + 3, WATER_Y + 0.8);
  for (const x of [-28, -6, 15, 36]) placeLamp(mesh, x, SOUTH_KERB_Y - 1, 7.5, 0, 1.6);
  for (let x = -46; x < 50; x += 4) placeBollard(mesh, x, SOUTH_KERB_Y - 0.55);
  const hulls = ["#2c5d8c", "#a5382d", "#2c7560", "#394f80", "#8c3029", "#2f6f91"];
  hulls.forEach((hull, index) => moorTrawler(mesh, -70 + index * 24 + (index % 2) * 3, WATER_Y - 3.4, hull, index));
  hulls.slice(1, 5).forEach((hull, index) => moorTrawler(mesh, -58 + index * 25, WATER_Y - 10.5, hulls[(index + 4) % 6] ?? hull, index + 11));
  // Nets and fish boxes on the quay.
  mesh.foliage([-14, -11.8, 0.5], [2.2, 1.2, 0.55], 900, 0.3, palette.fishingNet, () => netRandom());
  mesh.foliage([27, -12, 0.5], [1.8, 1.1, 0.5], 700, 0.3, palette.netRed, () => netRandom());
  const box = [makeMaterial("plain", "#2e6ea8"), makeMaterial("plain", "#c7412f"), makeMaterial("plain", "#e0ddd2")];
  for (let index = 0; index < 18; index++) {
    const column = index % 6;
    mesh.box(-24 + column * 0.72, -12.6, 0.14 + Math.floor(index / 6) * 0.32, 0.68, 0.48, 0.3, box[(column + Math.floor(index / 6)) % 3] ?? palette.blueMetal);
  }
}

let netState = 12345;
function netRandom(): number {
  netState = (Math.imul(netState, 1664525) + 1013904223) >>> 0;
  return netState / 4294967296;
}
