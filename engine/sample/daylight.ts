// The light of a hazy November afternoon: sun, sky, haze, and how much of it the clouds let through.
// One sky for all cameras, so that a cloud darkens every view at the same true time.
import { layeredNoise, smoothNoise, smoothStep } from "./seeded-noise.ts";
import { type Vec3, normalize } from "./pinhole.ts";

/** Towards the sun: south-south-west, 35° high, as over Zhoushan at two in the afternoon in mid-November. */
export const TO_SUN: Vec3 = normalize([-0.43, -0.7, 0.575]);
/** Linear light; white paper in the sun comes out near 1. */
export const SUN_LIGHT: Vec3 = [2.05, 1.83, 1.5];
export const SKY_FROM_ABOVE: Vec3 = [0.5, 0.6, 0.76];
export const LIGHT_FROM_BELOW: Vec3 = [0.27, 0.245, 0.21];
export const HAZE: Vec3 = [0.66, 0.73, 0.78];

/** Share of the sun's light that the clouds let through at a true time, between 0.5 and 1. */
export function sunShareAt(trueMs: number): number {
  const minutes = trueMs / 60_000;
  return 0.52 + 0.48 * smoothStep(0.22, 0.68, layeredNoise(minutes / 3.1, 11.5, 2));
}

/** Sky colour in a direction, written to `out` as linear light; hills stand on the horizon where `hills` is above 0. */
export function skyColor(dx: number, dy: number, dz: number, hills: number, out: Float64Array): void {
  const height = Math.max(0, dz);
  const toZenith = Math.pow(height, 0.5);
  let r = 0.82 - 0.55 * toZenith;
  let g = 0.86 - 0.42 * toZenith;
  let b = 0.88 - 0.22 * toZenith;
  if (height > 0.015) {
    const cloudX = dx / (height + 0.09);
    const cloudY = dy / (height + 0.09);
    const cloud = smoothStep(0.46, 0.78, layeredNoise(cloudX * 0.55 + 40, cloudY * 0.8 + 12, 5)) * smoothStep(0.015, 0.12, height) * 0.8;
    const shade = 0.8 + 0.25 * smoothNoise(cloudX * 1.3, cloudY * 1.3);
    r += (1.0 * shade - r) * cloud;
    g += (0.99 * shade - g) * cloud;
    b += (0.98 * shade - b) * cloud;
  }
  const sunward = Math.max(0, dx * TO_SUN[0] + dy * TO_SUN[1] + dz * TO_SUN[2]);
  const glow = 0.32 * Math.pow(sunward, 6) + 0.5 * Math.pow(sunward, 60);
  out[0] = r + glow;
  out[1] = g + glow * 0.92;
  out[2] = b + glow * 0.75;
  if (hills > 0 && dz < 0.16 * hills) drawHills(dx, dy, dz, hills, out);
}

function drawHills(dx: number, dy: number, dz: number, hills: number, out: Float64Array): void {
  const bearing = Math.atan2(dx, dy) * 9 + 50;
  const far = (0.035 + 0.085 * layeredNoise(bearing * 0.55, 3.3, 4)) * hills;
  const near = (0.085 * layeredNoise(bearing * 0.9 + 30, 7.7, 5) - 0.005) * hills;
  if (dz < near) mixTo(out, 0.25, 0.33, 0.34, 0.62);
  else if (dz < far) mixTo(out, 0.42, 0.53, 0.6, 0.72);
}

function mixTo(out: Float64Array, r: number, g: number, b: number, share: number): void {
  out[0] = out[0]! + (r - out[0]!) * share;
  out[1] = out[1]! + (g - out[1]!) * share;
  out[2] = out[2]! + (b - out[2]!) * share;
}

export const TONE_STEPS = 4096;
const TONE_RANGE = 3.5;
/** Index into the tone table for one unit of linear light. */
export const TONE_SCALE = TONE_STEPS / TONE_RANGE;

/** Linear light to a display value 0–255, with a soft shoulder so that bright signs keep their colour. */
export function makeToneTable(exposure: number): Float32Array {
  return Float32Array.from({ length: TONE_STEPS + 1 }, (_, index) => {
    const x = (index / TONE_SCALE) * exposure * 0.82;
    const filmed = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14);
    return 255 * Math.pow(Math.min(1, filmed), 1 / 2.2);
  });
}

/** Linear light of an sRGB colour written as "#rrggbb". */
export function linearFromHex(hex: string): Vec3 {
  const channel = (at: number): number => Math.pow(Number.parseInt(hex.slice(at, at + 2), 16) / 255, 2.2);
  return [channel(1), channel(3), channel(5)];
}
