// What surfaces look like close up: colour, stains, joints and gloss as a function of the place on them.
// Light and shadow come later, in backdrop.ts.
import { linearFromHex } from "./daylight.ts";
import type { Vec3 } from "./pinhole.ts";
import { hashCell, layeredNoise, smoothNoise, smoothStep } from "./seeded-noise.ts";

export type MaterialKind =
  | "plain" | "asphalt" | "concrete" | "paving" | "plaster" | "tile" | "facade" | "glass" | "shutter"
  | "corrugated" | "water" | "leaf" | "picture" | "paint" | "wood" | "grass" | "net";

/** Painted letters and goods, laid over a surface from edge to edge; sRGB bytes, 4 a pixel. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8ClampedArray;
}

/** How a wall of windows is divided, in metres. */
export interface WindowGrid {
  readonly bayM: number;
  readonly floorM: number;
  readonly widthM: number;
  readonly heightM: number;
  readonly sillM: number;
  readonly frame: Vec3;
}

export interface Material {
  readonly kind: MaterialKind;
  readonly color: Vec3;
  /** 0 matt, 1 mirror-like at a flat angle. */
  readonly gloss: number;
  /** Own light, as a share of the colour. */
  readonly glow: number;
  readonly seed: number;
  readonly picture?: Picture;
  readonly windows?: WindowGrid;
}

export function makeMaterial(
  kind: MaterialKind,
  hex: string,
  extra: Partial<Pick<Material, "gloss" | "glow" | "seed" | "picture" | "windows">> = {},
): Material {
  return { kind, color: linearFromHex(hex), gloss: 0, glow: 0, seed: 0, ...extra };
}

/** What a material says about one point. Reused for every sample; never kept. */
export class MaterialSample {
  r = 0;
  g = 0;
  b = 0;
  gloss = 0;
  glow = 0;
  /** Share of the colour that is seen through glass rather than lit. */
  glass = 0;
  /** Tilt of the surface along its u and v. */
  tiltU = 0;
  tiltV = 0;
}

const toLinear = Float32Array.from({ length: 256 }, (_, value) => Math.pow(value / 255, 2.2));

/** Evaluates a material at (u, v) metres on its surface; `x`, `y`, `z` is the place in the world, `footprintM` the size of a pixel there. */
export function sampleMaterial(
  material: Material, u: number, v: number, sizeU: number, sizeV: number,
  x: number, y: number, z: number, footprintM: number, out: MaterialSample,
): void {
  const [r, g, b] = material.color;
  out.gloss = material.gloss;
  out.glow = material.glow;
  out.glass = 0;
  out.tiltU = 0;
  out.tiltV = 0;
  let shade = 1;
  switch (material.kind) {
    case "plain":
      shade = 0.94 + 0.12 * smoothNoise(u * 2.1 + material.seed, v * 2.1);
      break;
    case "asphalt":
      shade = asphaltShade(x, y, footprintM);
      break;
    case "concrete":
      shade = concreteShade(x, y, 4, footprintM);
      break;
    case "paving":
      shade = pavingShade(x, y, footprintM);
      break;
    case "plaster":
      shade = plasterShade(u, v, sizeV, material.seed);
      break;
    case "tile":
      shade = plasterShade(u, v, sizeV, material.seed) * tileShade(u, v, footprintM);
      break;
    case "wood": {
      const board = Math.floor(v / 0.12);
      shade = 0.75 + 0.4 * hashCell(board, material.seed) * smoothNoise(u * 3, board * 3.1) + (v / 0.12 - board < 0.08 ? -0.25 : 0.1);
      break;
    }
    case "shutter": {
      const fade = fadeOut(footprintM, 0.11);
      const phase = (v / 0.11) * Math.PI * 2;
      out.tiltV = Math.cos(phase) * 0.5 * fade;
      shade = 0.92 + 0.1 * Math.sin(phase) * fade - 0.2 * smoothStep(0.55, 0.8, layeredNoise(u * 0.6 + material.seed, v * 0.5, 4));
      break;
    }
    case "corrugated": {
      const fade = fadeOut(footprintM, 0.28);
      const phase = (u / 0.28) * Math.PI * 2;
      out.tiltU = Math.max(-0.7, Math.min(0.7, Math.cos(phase) * 1.4)) * fade;
      const rust = smoothStep(0.6, 0.8, layeredNoise(u * 0.7 + material.seed * 3, v * 0.35, 4));
      out.r = r * (1 - rust * 0.5) + 0.1 * rust;
      out.g = g * (1 - rust * 0.6) + 0.045 * rust;
      out.b = b * (1 - rust * 0.6) + 0.02 * rust;
      return;
    }
    case "leaf":
      shade = 0.6 + 0.8 * hashCell(Math.floor(x * 3), Math.floor(y * 3), Math.floor(z * 3));
      break;
    case "grass":
      shade = 0.55 + 0.5 * layeredNoise(x * 1.2, y * 1.2, 4) + 0.35 * (smoothNoise(x * 14, y * 14) - 0.5) * fadeOut(footprintM, 0.1);
      break;
    case "net":
      shade = 0.55 + 0.9 * layeredNoise(u * 5 + material.seed, v * 5, 4);
      break;
    case "paint":
      samplePaint(material, x, y, footprintM, out);
      return;
    case "picture":
      samplePicture(material, u / sizeU, 1 - v / sizeV, footprintM / sizeU, out);
      return;
    case "facade":
      sampleFacade(material, u, v, sizeU, sizeV, footprintM, out);
      return;
    case "glass":
      sampleGlass(material, u, v, sizeV, out);
      return;
    case "water":
      break;
  }
  out.r = r * shade;
  out.g = g * shade;
  out.b = b * shade;
}

/** 1 where a pattern of that period is larger than a pixel, 0 where it would only flicker. */
function fadeOut(footprintM: number, periodM: number): number {
  return 1 - smoothStep(0.3, 0.9, footprintM / periodM);
}

function asphaltShade(x: number, y: number, footprintM: number): number {
  const patches = layeredNoise(x * 0.13, y * 0.13, 4);
  const wear = layeredNoise(x * 0.9 + 70, y * 0.9, 4);
  const grit = (smoothNoise(x * 22, y * 22) - 0.5) * fadeOut(footprintM, 0.05) + (smoothNoise(x * 7, y * 7) - 0.5) * 0.7 * fadeOut(footprintM, 0.15);
  const crackField = Math.abs(layeredNoise(x * 0.32 + 5, y * 0.32 + 90, 4) - 0.5);
  const crack = (1 - smoothStep(0.002, 0.009 + footprintM * 0.04, crackField)) * smoothStep(0.45, 0.6, smoothNoise(x * 0.12, y * 0.12 + 31));
  const oil = smoothStep(0.7, 0.82, layeredNoise(x * 0.42 + 200, y * 0.42, 3));
  return 0.74 + 0.5 * patches * 0.8 + 0.16 * wear + 0.3 * grit - 0.28 * crack - 0.22 * oil;
}

function concreteShade(x: number, y: number, slabM: number, footprintM: number): number {
  const slab = 0.93 + 0.14 * hashCell(Math.floor(x / slabM), Math.floor(y / slabM), 5);
  const stain = layeredNoise(x * 0.35, y * 0.35 + 40, 5);
  const grit = (smoothNoise(x * 13, y * 13) - 0.5) * 0.14 * fadeOut(footprintM, 0.08);
  const jointWidth = Math.max(0.02, footprintM * 0.6);
  const joint = Math.min(distanceToGrid(x, slabM), distanceToGrid(y, slabM)) < jointWidth ? 0.16 * Math.min(1, 0.03 / jointWidth + 0.2) : 0;
  const wet = smoothStep(0.62, 0.72, layeredNoise(x * 0.21 + 9, y * 0.21 + 4, 4)) * 0.16;
  return slab * (0.72 + 0.42 * stain) + grit - joint - wet;
}

function pavingShade(x: number, y: number, footprintM: number): number {
  const row = Math.floor(y / 0.3);
  const along = x / 0.6 + (row & 1) * 0.5;
  const stone = hashCell(Math.floor(along), row, 9);
  const fade = fadeOut(footprintM, 0.3);
  const joint = Math.min(distanceToGrid(along * 0.6, 0.6), distanceToGrid(y, 0.3)) < 0.014 ? 0.26 * fade : 0;
  const stain = layeredNoise(x * 0.5, y * 0.5, 4);
  return 0.78 + 0.2 * (stone - 0.5) * fade + 0.34 * (stain - 0.35) - joint;
}

function plasterShade(u: number, v: number, height: number, seed: number): number {
  const streak = layeredNoise(u * 2.6 + seed * 13, v * 0.16, 4);
  const blotch = layeredNoise(u * 0.4 + seed, v * 0.4, 4);
  const splash = (1 - smoothStep(0.1, 0.9, v)) * 0.16;
  const underEave = smoothStep(height - 2.2, height, v) * smoothStep(0.45, 0.75, streak) * 0.22;
  return 0.86 + 0.2 * (streak - 0.5) + 0.22 * (blotch - 0.4) - splash - underEave;
}

function tileShade(u: number, v: number, footprintM: number): number {
  const fade = fadeOut(footprintM, 0.2);
  const tone = 1 + 0.1 * (hashCell(Math.floor(u / 0.2), Math.floor(v / 0.1), 3) - 0.5) * fade;
  return distanceToGrid(u, 0.2) < 0.01 || distanceToGrid(v, 0.1) < 0.008 ? tone - 0.14 * fade : tone;
}

function distanceToGrid(value: number, period: number): number {
  const phase = value - Math.floor(value / period) * period;
  return Math.min(phase, period - phase);
}

/** Road paint lets the road through where tyres have worn it. */
function samplePaint(material: Material, x: number, y: number, footprintM: number, out: MaterialSample): void {
  const worn = smoothStep(0.52, 0.7, layeredNoise(x * 1.7 + 33, y * 1.7, 4)) * 0.75 + 0.1;
  const road = 0.2 * asphaltShade(x, y, footprintM);
  const [r, g, b] = material.color;
  out.r = r * (1 - worn) + road * worn;
  out.g = g * (1 - worn) + road * worn;
  out.b = b * (1 - worn) + road * worn;
}

function samplePicture(material: Material, s: number, t: number, footprintShare: number, out: MaterialSample): void {
  const picture = material.picture;
  if (!picture) return;
  // Letters seen from afar are averaged over the pixel's footprint, or they would flicker between samples.
  const reach = Math.min(6, Math.floor((footprintShare * picture.widthPx) / 2));
  const px = Math.floor(s * picture.widthPx);
  const py = Math.floor(t * picture.heightPx);
  const step = Math.max(1, Math.floor(reach / 2));
  let r = 0, g = 0, b = 0, count = 0;
  for (let oy = -reach; oy <= reach; oy += step) {
    for (let ox = -reach; ox <= reach; ox += step) {
      const qx = Math.min(picture.widthPx - 1, Math.max(0, px + ox));
      const qy = Math.min(picture.heightPx - 1, Math.max(0, py + oy));
      const at = (qy * picture.widthPx + qx) * 4;
      r += toLinear[picture.rgba[at]!]!;
      g += toLinear[picture.rgba[at + 1]!]!;
      b += toLinear[picture.rgba[at + 2]!]!;
      count++;
    }
  }
  out.r = (r / count) * material.color[0];
  out.g = (g / count) * material.color[1];
  out.b = (b / count) * material.color[2];
}

function sampleGlass(material: Material, u: number, v: number, height: number, out: MaterialSample): void {
  const depth = 0.7 + 0.5 * smoothNoise(u * 0.9 + material.seed, v * 0.9);
  const gradient = 0.6 + 0.5 * (v / Math.max(0.5, height));
  out.r = material.color[0] * depth * gradient;
  out.g = material.color[1] * depth * gradient;
  out.b = material.color[2] * depth * gradient;
  out.glass = 1;
  out.gloss = 1;
  out.tiltU = (smoothNoise(u * 0.5 + material.seed * 7, v * 0.5) - 0.5) * 0.03;
}

function sampleFacade(
  material: Material, u: number, v: number, sizeU: number, sizeV: number, footprintM: number, out: MaterialSample,
): void {
  const grid = material.windows;
  if (!grid) return;
  const bays = Math.max(1, Math.round(sizeU / grid.bayM));
  const bayM = sizeU / bays;
  const bay = Math.floor(u / bayM);
  const floor = Math.floor(v / grid.floorM);
  const s = u - bay * bayM - (bayM - grid.widthM) / 2;
  const t = v - floor * grid.floorM - grid.sillM;
  const inWindow = s > 0 && s < grid.widthM && t > 0 && t < grid.heightM && v < sizeV - 0.4;
  const [r, g, b] = material.color;
  if (!inWindow) {
    let shade = plasterShade(u, v, sizeV, material.seed) * tileShade(u, v, footprintM);
    if (t > -0.12 && t <= 0 && s > -0.08 && s < grid.widthM + 0.08) shade *= 1.12;
    if (t <= -0.12 && t > -0.9 && s > 0 && s < grid.widthM) shade *= 1 - 0.14 * smoothStep(0.4, 0.8, smoothNoise(u * 5, v * 0.6));
    if (Math.abs(v - floor * grid.floorM) < 0.05) shade *= 0.86;
    out.r = r * shade; out.g = g * shade; out.b = b * shade;
    return;
  }
  const frameM = 0.06;
  const middle = Math.abs(s - grid.widthM / 2) < frameM / 2;
  if (s < frameM || t < frameM || grid.widthM - s < frameM || grid.heightM - t < frameM || middle) {
    out.r = grid.frame[0]; out.g = grid.frame[1]; out.b = grid.frame[2];
    return;
  }
  const cell = hashCell(bay, floor, material.seed + 17);
  const curtain = cell > 0.55 && (s < grid.widthM * (cell - 0.35) || cell > 0.92);
  const reveal = 0.55 + 0.45 * smoothStep(0, 0.35, grid.heightM - t) * smoothStep(0, 0.2, s);
  const inside = curtain ? 0.3 + 0.1 * Math.sin(s * 38) : 0.035 + 0.05 * hashCell(bay, floor, 3);
  out.r = inside * reveal * (curtain ? 1 : 0.85);
  out.g = inside * reveal * (curtain ? 0.93 : 0.95);
  out.b = inside * reveal * (curtain ? 0.82 : 1.05);
  out.glass = 1;
  out.gloss = 0.85 * reveal;
  out.tiltU = (cell - 0.5) * 0.05;
  out.tiltV = (hashCell(bay, floor, 8) - 0.5) * 0.03;
}
