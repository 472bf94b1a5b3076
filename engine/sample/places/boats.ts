// Fishing boats at the quay: hull, wheelhouse, masts, lamps on a line, nets on deck.
// They do not move; the water's light does the rest.
import { makeSign } from "../lettering.ts";
import { type Material, makeMaterial } from "../materials.ts";
import type { Vec3 } from "../pinhole.ts";
import { makeRandom } from "../seeded-noise.ts";
import type { StaticMesh } from "../static-mesh.ts";
import * as palette from "./palette.ts";

const WATERLINE_Z = -1.6;

/** A trawler of 20 m along x, its port side to the quay at `y`; bow to the east. */
export function moorTrawler(mesh: StaticMesh, x: number, y: number, hullHex: string, seed: number): void {
  const random = makeRandom(seed + 91);
  const hull = makeMaterial("plaster", hullHex, { gloss: 0.08, seed });
  const rail = makeMaterial("plain", "#e9e4d4");
  const stations: readonly (readonly [number, number, number])[] = [
    // along, half width, deck height
    [0, 1.9, 0.75], [1.5, 2.4, 0.6], [6, 2.6, 0.45], [11, 2.6, 0.6], [15, 2.2, 1.1], [17.8, 1.2, 1.75], [19.4, 0.12, 2.2],
  ];
  layHull(mesh, x, y, stations, hull, rail);
  buildWheelhouse(mesh, x, y, seed);
  raiseMasts(mesh, x, y, hullHex);
  mesh.foliage([x + 12.4, y, 0.95], [1.5, 1.3, 0.5], 320, 0.28, random() < 0.5 ? palette.fishingNet : palette.netRed, random);
  for (let index = 0; index < 5; index++) {
    const tyre: Vec3 = [x + 2.5 + index * 2.6, y + 2.66, -0.35];
    mesh.bar([tyre[0], tyre[1] - 0.1, tyre[2]], [tyre[0], tyre[1] + 0.12, tyre[2]], 0.4, 0.4, 10, palette.blackBand);
  }
  mesh.bar([x + 1.2, y + 2.3, 0.7], [x - 1.5, y + 4.2, 0.5], 0.03, 0.03, 4, palette.paleTimber);
  mesh.bar([x + 17, y + 1.6, 1.7], [x + 19, y + 4.2, 0.5], 0.03, 0.03, 4, palette.paleTimber);
}

function layHull(mesh: StaticMesh, x: number, y: number, stations: readonly (readonly [number, number, number])[], hull: Material, rail: Material): void {
  const boot = makeMaterial("plain", "#5c241d");
  for (let index = 0; index + 1 < stations.length; index++) {
    const [a, aw, az] = stations[index]!;
    const [b, bw, bz] = stations[index + 1]!;
    for (const side of [-1, 1]) {
      const strip = (low: number, high: number, inset: number, material: Material): void => {
        const za = (share: number): number => WATERLINE_Z + (az - WATERLINE_Z) * share;
        const zb = (share: number): number => WATERLINE_Z + (bz - WATERLINE_Z) * share;
        const points: Vec3[] = [
          [x + a, y + side * aw * inset, za(low)], [x + b, y + side * bw * inset, zb(low)],
          [x + b, y + side * bw, zb(high)], [x + a, y + side * aw, za(high)],
        ];
        mesh.polygon(points, material);
      };
      strip(0, 0.22, 0.82, boot);
      strip(0.22, 0.86, 0.9, hull);
      strip(0.86, 1.08, 1, rail);
    }
    mesh.polygon([[x + a, y - aw, az], [x + b, y - bw, bz], [x + b, y + bw, bz], [x + a, y + aw, az]], palette.paleTimber);
  }
  const [, stern, top] = stations[0]!;
  mesh.polygon([[x, y - stern, WATERLINE_Z], [x, y + stern, WATERLINE_Z], [x, y + stern, top], [x, y - stern, top]], hull);
}

function buildWheelhouse(mesh: StaticMesh, x: number, y: number, seed: number): void {
  const white = makeMaterial("plaster", "#e6e1d2", { seed });
  mesh.box(x + 1.4, y - 1.7, 0.6, 6.2, 3.4, 2.3, white);
  mesh.box(x + 2.4, y - 1.4, 2.9, 4.2, 2.8, 2, white);
  for (const [px, z, width] of [[2.7, 3.7, 3.6], [1.8, 1.7, 5.4]] as const) {
    for (const side of [-1, 1]) {
      const wall = z > 3 ? 1.405 : 1.705;
      for (let at = 0; at < width - 0.5; at += 1.0) {
        const west: Vec3 = [x + px + at + (side < 0 ? 0 : 0.7), y + side * wall, z];
        mesh.quad(west, [side < 0 ? 0.7 : -0.7, 0, 0], [0, 0, 0.65], palette.darkGlass);
      }
    }
  }
  mesh.quad([x + 6.61, y - 1.2, 3.7], [0, 2.4, 0], [0, 0, 0.75], palette.darkGlass);
  mesh.box(x + 2.1, y - 1.6, 4.9, 4.8, 3.2, 0.14, makeMaterial("plain", "#2f7d6c"));
  mesh.box(x + 1.2, y - 1.8, 2.88, 6.6, 3.6, 0.1, makeMaterial("plain", "#c9c3b2"));
  const number = 10300 + seed * 37;
  mesh.quad([x + 6.4, y + 1.715, 2.2], [-3, 0, 0], [0, 0, 0.55], makeSign(5.4, "#e6e1d2", [{ text: `浙普渔 ${number}`, color: "#1f2c3a", size: 0.72, at: [0.5, 0.52] }], { heightPx: 64, glow: 0 }));
}

function raiseMasts(mesh: StaticMesh, x: number, y: number, hullHex: string): void {
  const mast = makeMaterial("plain", "#d7cfba");
  mesh.bar([x + 4, y, 4.9], [x + 4, y, 10.2], 0.11, 0.06, 6, mast);
  mesh.bar([x + 13.6, y, 0.6], [x + 13.6, y, 9.2], 0.14, 0.08, 6, mast);
  mesh.bar([x + 13.6, y, 2.2], [x + 18.4, y, 6.2], 0.07, 0.05, 6, mast);
  mesh.bar([x + 13.6, y - 2.4, 7.4], [x + 13.6, y + 2.4, 7.4], 0.05, 0.05, 5, mast);
  mesh.bar([x + 4, y, 9.4], [x + 13.6, y, 8.6], 0.018, 0.018, 4, palette.darkSteel);
  mesh.bar([x + 13.6, y, 8.8], [x + 19.2, y, 2.4], 0.018, 0.018, 4, palette.darkSteel);
  mesh.bar([x + 4, y, 9.6], [x + 0.2, y, 1], 0.018, 0.018, 4, palette.darkSteel);
  for (let at = 0; at < 7; at++) {
    const share = (at + 1) / 8;
    const lx = x + 4 + 9.6 * share;
    mesh.box(lx - 0.08, y - 0.08, 9.35 - 0.8 * share - 0.3, 0.16, 0.16, 0.28, makeMaterial("plain", "#f2f0e2", { gloss: 0.3 }));
  }
  mesh.quad([x + 3.95, y, 9.5], [-1.15, 0, -0.1], [0, 0, 0.7], makeMaterial("plain", hullHex === "#a5382d" ? "#f0c33c" : "#d32f24", { glow: 0.15 }));
}
