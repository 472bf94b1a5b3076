// The materials that all places share: the ground, walls, metal and green of one town.
// Signs and goods are painted where they hang.
import { linearFromHex } from "../daylight.ts";
import { type Material, makeMaterial } from "../materials.ts";

export const asphalt = makeMaterial("asphalt", "#6a6c6e");
export const concrete = makeMaterial("concrete", "#a9a69c");
export const paving = makeMaterial("paving", "#a39d92");
export const kerb = makeMaterial("plain", "#b9b6ab");
export const quayEdge = makeMaterial("concrete", "#8d8a82");
export const whitePaint = makeMaterial("paint", "#e9e6da");
export const yellowPaint = makeMaterial("paint", "#d9ad3a");
export const water = makeMaterial("water", "#3f6a70");
export const grass = makeMaterial("grass", "#66763f");
export const leafDark = makeMaterial("leaf", "#3f5b33");
export const leafLight = makeMaterial("leaf", "#6c8040");
export const leafOlive = makeMaterial("leaf", "#5a6a35");
export const bark = makeMaterial("plain", "#5d5146");
export const steel = makeMaterial("plain", "#6b7378", { gloss: 0.15 });
export const darkSteel = makeMaterial("plain", "#3c4246", { gloss: 0.12 });
export const whiteMetal = makeMaterial("plain", "#d9d9d3", { gloss: 0.12 });
export const yellowMetal = makeMaterial("plain", "#d8a72c", { gloss: 0.1 });
export const blackBand = makeMaterial("plain", "#26282a");
export const redMetal = makeMaterial("plain", "#b5352a", { gloss: 0.1 });
export const blueMetal = makeMaterial("plain", "#2c5c93", { gloss: 0.1 });
export const roofGrey = makeMaterial("concrete", "#77756f");
export const timber = makeMaterial("wood", "#8a6540");
export const paleTimber = makeMaterial("wood", "#b59468");
export const doorGlass = makeMaterial("glass", "#5a6a6c");
export const darkGlass = makeMaterial("glass", "#1d2528", { seed: 3 });
export const shutterGrey = makeMaterial("shutter", "#9aa2a5", { gloss: 0.1 });
export const shutterBlue = makeMaterial("shutter", "#5f7f99", { seed: 4, gloss: 0.1 });
export const fishingNet = makeMaterial("net", "#2f6b5c");
export const netRed = makeMaterial("net", "#8f4a35", { seed: 3 });
export const whitePlaster = makeMaterial("plaster", "#d8d3c4", { seed: 2 });
export const greyPlaster = makeMaterial("plaster", "#a7aaa6", { seed: 6 });
export const warmLamp = makeMaterial("plain", "#ffe2ab", { glow: 1.1 });

const frameWhite = linearFromHex("#d5d8d6");
const frameBrown = linearFromHex("#6a5040");
const frameGreen = linearFromHex("#4d6a66");

/** Walls with windows; the grid is that of a Chinese town: low floors, sliding windows. */
export const facades = {
  cream: facade("#d9c7a0", 1, frameBrown, 3.3, 3.1, 1.9, 1.5),
  greyGreen: facade("#b4bdb5", 2, frameGreen, 3.0, 3.0, 1.7, 1.5),
  pink: facade("#cfae9c", 3, frameWhite, 3.4, 3.0, 1.8, 1.4),
  white: facade("#d9dad5", 4, frameWhite, 3.1, 2.95, 2.0, 1.55),
  brick: facade("#a5705a", 5, frameWhite, 3.2, 3.0, 1.7, 1.4),
  blueGrey: facade("#8fa0ab", 6, frameWhite, 2.9, 3.2, 2.2, 1.8),
  sand: facade("#cdb48a", 7, frameWhite, 3.0, 2.95, 1.9, 1.5),
  office: facade("#9aa6ab", 8, linearFromHex("#8d969b"), 1.9, 3.3, 1.75, 2.2),
} as const;

function facade(hex: string, seed: number, frame: readonly [number, number, number], bayM: number, floorM: number, widthM: number, heightM: number): Material {
  return makeMaterial("facade", hex, { seed, windows: { bayM, floorM, widthM, heightM, sillM: (floorM - heightM) * 0.6, frame } });
}
