// The gate of the residential compound 普陀家园: name wall, gate house, barriers, trees, and blocks of flats behind.
// The street runs along x in the south, with a bay where taxis drop people off. Barrier arms are in scene.ts.
import { makeSign } from "../lettering.ts";
import { makeMaterial } from "../materials.ts";
import { StaticMesh } from "../static-mesh.ts";
import * as palette from "./palette.ts";
import { buildHouse, paintCrossing, paintLine, parkScooter, placeBollard, placeLamp, plantHedge, plantTree } from "./street-furniture.ts";

export const COMPOUND_BARRIERS: readonly (readonly [number, number, 1 | -1])[] = [[-6.0, 3.2, -1], [-4.6, 3.2, 1]];

export function buildCompoundGate(): StaticMesh {
  const mesh = new StaticMesh();
  mesh.quad([-140, -12.5, 0], [280, 0, 0], [0, 7.5, 0], palette.asphalt);
  mesh.quad([-11, -5, 0], [21, 0, 0], [0, 2.5, 0], palette.asphalt);
  mesh.quad([-11, -2.5, 0.004], [12.4, 0, 0], [0, 42, 0], palette.asphalt);
  mesh.quad([10, -5, 0.13], [130, 0, 0], [0, 5.5, 0], palette.paving);
  mesh.quad([1.4, -2.5, 0.13], [8.6, 0, 0], [0, 3, 0], palette.paving);
  mesh.quad([-140, -5, 0.13], [129, 0, 0], [0, 5.5, 0], palette.paving);
  mesh.box(1.4, -2.5, 0, 8.6, 0.2, 0.14, palette.kerb);
  mesh.box(10, -5, 0, 130, 0.2, 0.14, palette.kerb);
  mesh.box(-140, -5, 0, 129, 0.2, 0.14, palette.kerb);
  mesh.box(1.4, -2.5, 0, 0.2, 3.2, 0.14, palette.kerb);
  mesh.quad([-140, -18.5, 0.13], [280, 0, 0], [0, 6, 0], palette.paving);
  mesh.box(-140, -12.7, 0, 280, 0.2, 0.14, palette.kerb);
  mesh.quad([-140, 0.5, 0.1], [129, 0, 0], [0, 60, 0], palette.grass);
  mesh.quad([1.4, 0.5, 0.1], [130, 0, 0], [0, 60, 0], palette.grass);
  paintLine(mesh, [-140, -8.75], [140, -8.75], 0.14, 3, palette.yellowPaint);
  paintLine(mesh, [-7, -5.05], [10, -5.05], 0.13, 1.2);
  paintCrossing(mesh, -18, -12.2, 3.6, 7, true);
  buildGate(mesh);
  buildWalls(mesh);
  buildFlats(mesh);
  return mesh;
}

function buildGate(mesh: StaticMesh): void {
  const stone = makeMaterial("tile", "#b8a88d", { seed: 21 });
  const dark = makeMaterial("tile", "#6b5a4a", { seed: 22 });
  for (const x of [-11.6, 0.9]) {
    mesh.box(x - 0.2, 3.4, 0, 1.4, 1.6, 0.8, dark);
    mesh.box(x, 3.6, 0.8, 1, 1.2, 4.6, stone);
  }
  mesh.box(-12.4, 3.3, 5.4, 15, 1.8, 1.5, {
    south: makeSign(10, "#5a4634", [{ text: "普 陀 家 园", color: "#ffe2a0", size: 0.72, at: [0.5, 0.52], spacing: 0.2 }], { heightPx: 128, border: "#c9a86a" }),
    west: dark, east: dark, north: dark, top: palette.roofGrey,
  });
  mesh.box(-13, 2.9, 6.9, 16.2, 2.6, 0.26, palette.roofGrey);
  // Gate house between the lanes.
  mesh.box(-6.1, 1.9, 0, 1.7, 6.2, 0.16, palette.kerb);
  mesh.box(-6.0, 4.2, 0.16, 1.5, 3, 1.0, stone);
  mesh.box(-6.0, 4.2, 1.16, 1.5, 3, 1.2, palette.doorGlass);
  for (const [x, y] of [[-6.05, 4.15], [-4.55, 4.15], [-6.05, 7.15], [-4.55, 7.15]] as const) mesh.box(x, y, 0.16, 0.1, 0.1, 2.2, palette.whiteMetal);
  mesh.box(-6.4, 3.7, 2.36, 2.3, 4, 0.2, palette.darkSteel);
  mesh.box(-5.95, 4.14, 1.2, 1.4, 0.04, 0.36, makeSign(3.8, "#2a4f78", [{ text: "保 安 岗 亭", color: "#ffffff", size: 0.66, at: [0.5, 0.52] }], { heightPx: 64 }));
  for (const [x] of COMPOUND_BARRIERS) mesh.box(x - 0.17, 3.0, 0.16, 0.34, 0.4, 0.95, makeMaterial("plain", "#d96b22", { gloss: 0.2 }));
  mesh.box(-0.6, 3.4, 0, 1.5, 0.12, 2.1, palette.darkSteel);
}

function buildWalls(mesh: StaticMesh): void {
  const wall = makeMaterial("plaster", "#c9bda3", { seed: 31 });
  const cap = palette.whitePlaster;
  for (const [from, to] of [[-60, -11.8], [1.9, 60]] as const) {
    mesh.box(from, 3.9, 0, to - from, 0.3, 0.6, wall);
    mesh.box(from, 3.86, 0.6, to - from, 0.38, 0.08, cap);
    for (let x = from; x < to; x += 0.24) mesh.box(x, 4.02, 0.68, 0.045, 0.045, 1.35, palette.darkSteel);
    mesh.box(from, 4.0, 1.9, to - from, 0.08, 0.06, palette.darkSteel);
    for (let x = from; x <= to; x += 4.2) {
      mesh.box(x - 0.28, 3.78, 0, 0.56, 0.56, 2.25, wall);
      mesh.box(x - 0.34, 3.72, 2.25, 0.68, 0.68, 0.12, cap);
    }
  }
  plantHedge(mesh, 2.6, 2.6, 16, 1.0, 0.75, 11);
  plantHedge(mesh, -30, 2.6, 17.5, 1.0, 0.75, 12);
  for (const x of [2.2, 3.4, 4.6, 5.8, 7, 8.2]) placeBollard(mesh, x, 0.4);
  mesh.box(8.6, 1.3, 0.12, 1.3, 0.5, 1.5, makeMaterial("plain", "#3f7f8c", { gloss: 0.2 }));
  mesh.box(8.65, 1.28, 0.75, 1.2, 0.02, 0.5, makeSign(2.4, "#3f7f8c", [{ text: "快 递 柜", color: "#ffffff", size: 0.6, at: [0.5, 0.52] }], { heightPx: 64 }));
  parkScooter(mesh, 7.4, 1.6, "#27588c");
  parkScooter(mesh, 7.1, 2.1, "#c9cdd0");
  mesh.box(-12.9, 2.2, 0, 0.8, 0.7, 1.1, makeMaterial("plain", "#2f7a4f"));
  mesh.box(-13.9, 2.2, 0, 0.8, 0.7, 1.1, makeMaterial("plain", "#8f3a2f"));
}

function buildFlats(mesh: StaticMesh): void {
  buildHouse(mesh, -44, 15, 30, 12, 19.6, { wall: palette.facades.sand });
  buildHouse(mesh, 5, 16, 34, 12, 19.6, { wall: palette.facades.pink });
  buildHouse(mesh, -34, 42, 30, 12, 34, { wall: palette.facades.cream, coolers: false });
  buildHouse(mesh, 2, 46, 30, 12, 34, { wall: palette.facades.white, coolers: false });
  buildHouse(mesh, -90, 20, 36, 14, 46, { wall: palette.facades.blueGrey, coolers: false });
  buildHouse(mesh, -150, 6, 50, 14, 24, { wall: palette.facades.white, coolers: false });
  for (const [x, y, h] of [[3.6, 8.5, 7], [9, 9.5, 8], [15, 8, 6.6], [22, 9, 7.4], [-14.5, 8.5, 7.4], [-20, 9.4, 8.2], [-27, 8.2, 7], [-34, 9, 7.6], [-2.4, 18, 6.4], [-13.6, 22, 6.6], [-2.2, 30, 6.6], [-12.8, 33, 6.8]] as const) {
    plantTree(mesh, x, y, h, Math.round(x * 3 + y + 200));
  }
  for (const x of [-22, -34, -46, 20, 31]) plantTree(mesh, x, -3.2, 5.8, x + 900);
  placeLamp(mesh, -12.6, -3.9, 7, 0, -1.8);
  placeLamp(mesh, 18, -3.9, 7, 0, -1.8);
}
