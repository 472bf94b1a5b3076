// Random numbers and smooth noise that are the same on every run: everything in the sample footage
// that looks accidental (traffic, stains, grain) comes from here.
// Not for cryptography, and never seeded by the clock.

export type Random = () => number;

/** A generator of numbers in [0, 1) (mulberry32). */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number in [0, 1) that belongs to one cell of a grid. */
export function hashCell(x: number, y: number, seed = 0): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1103515245);
  h = Math.imul(h ^ (h >>> 16), 2246822519);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

const LATTICE_SIDE = 256;
const lattice = (() => {
  const random = makeRandom(20241115);
  return Float32Array.from({ length: LATTICE_SIDE * LATTICE_SIDE }, () => random());
})();

/** Smooth noise in [0, 1] with features about one unit wide; repeats every 256 units. */
export function smoothNoise(x: number, y: number): number {
  const xFloor = Math.floor(x);
  const yFloor = Math.floor(y);
  let fx = x - xFloor;
  let fy = y - yFloor;
  fx = fx * fx * (3 - 2 * fx);
  fy = fy * fy * (3 - 2 * fy);
  const x0 = xFloor & 255;
  const x1 = (xFloor + 1) & 255;
  const y0 = (yFloor & 255) << 8;
  const y1 = ((yFloor + 1) & 255) << 8;
  const top = lattice[y0 + x0]! * (1 - fx) + lattice[y0 + x1]! * fx;
  const bottom = lattice[y1 + x0]! * (1 - fx) + lattice[y1 + x1]! * fx;
  return top * (1 - fy) + bottom * fy;
}

/** Several octaves of smooth noise, in [0, 1], mean about 0.5. */
export function layeredNoise(x: number, y: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * smoothNoise(x, y);
    total += weight;
    weight *= 0.5;
    x = x * 2.03 + 17.7;
    y = y * 2.03 + 9.2;
  }
  return sum / total;
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
