// A pinhole camera in the sample world: x east, y north, z up, all in metres.
// No lens distortion and no drawing; only where a point of the world falls in the picture.

export type Vec3 = readonly [number, number, number];

export interface Pinhole {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
  readonly eye: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
}

export interface Aim {
  readonly eye: Vec3;
  readonly target: Vec3;
  /** Horizontal field of view. */
  readonly fovDeg: number;
}

export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function scale(a: Vec3, factor: number): Vec3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function normalize(a: Vec3): Vec3 {
  const length = Math.hypot(a[0], a[1], a[2]);
  return length > 0 ? [a[0] / length, a[1] / length, a[2] / length] : [0, 0, 1];
}

export function aimPinhole(aim: Aim, widthPx: number, heightPx: number): Pinhole {
  const forward = normalize(subtract(aim.target, aim.eye));
  const right = normalize(cross(forward, [0, 0, 1]));
  const up = cross(right, forward);
  const focalPx = widthPx / 2 / Math.tan((aim.fovDeg * Math.PI) / 360);
  return { widthPx, heightPx, focalPx, eye: aim.eye, right, up, forward };
}

/** Picture position in pixels and distance along the view in metres (negative: behind the camera). */
export function projectPoint(pinhole: Pinhole, point: Vec3): { xPx: number; yPx: number; depthM: number } {
  const offset = subtract(point, pinhole.eye);
  const depthM = dot(offset, pinhole.forward);
  const ratio = pinhole.focalPx / depthM;
  return {
    xPx: pinhole.widthPx / 2 + dot(offset, pinhole.right) * ratio,
    yPx: pinhole.heightPx / 2 - dot(offset, pinhole.up) * ratio,
    depthM,
  };
}
