// Which triangle is nearest at each point of a picture: the first half of drawing the still part of a
// view, and the shadow map of the sun. No colours here.
import type { Pinhole, Vec3 } from "./pinhole.ts";
import { cross, dot, normalize } from "./pinhole.ts";
import type { StaticMesh } from "./static-mesh.ts";

const NEAR_M = 0.15;

export interface DepthPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Larger is nearer: 1 / distance for a pinhole, height towards the sun for a shadow map. */
  readonly nearness: Float32Array;
  /** Index of the triangle, -1 where there is none. */
  readonly triangle: Int32Array;
}

export function makeDepthPicture(widthPx: number, heightPx: number, emptyNearness: number): DepthPicture {
  return {
    widthPx,
    heightPx,
    nearness: new Float32Array(widthPx * heightPx).fill(emptyNearness),
    triangle: new Int32Array(widthPx * heightPx).fill(-1),
  };
}

/** Draws one triangle; `n` is nearness, linear over the picture. Rows are solved edge by edge, so no pixel outside is visited. */
export function rasterTriangle(
  picture: DepthPicture,
  ax: number, ay: number, an: number,
  bx: number, by: number, bn: number,
  cx: number, cy: number, cn: number,
  id: number,
): void {
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (area === 0 || !Number.isFinite(area)) return;
  const stepX = ((bn - an) * (cy - ay) - (cn - an) * (by - ay)) / area;
  const stepY = ((cn - an) * (bx - ax) - (bn - an) * (cx - ax)) / area;
  const { widthPx, nearness, triangle } = picture;
  const yFrom = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const yTo = Math.min(picture.heightPx - 1, Math.ceil(Math.max(ay, by, cy) - 0.5) - 1);
  for (let y = yFrom; y <= yTo; y++) {
    const yc = y + 0.5;
    let left = Infinity;
    let right = -Infinity;
    if (ay <= yc !== by <= yc) {
      const x = ax + ((yc - ay) / (by - ay)) * (bx - ax);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    if (by <= yc !== cy <= yc) {
      const x = bx + ((yc - by) / (cy - by)) * (cx - bx);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    if (cy <= yc !== ay <= yc) {
      const x = cx + ((yc - cy) / (ay - cy)) * (ax - cx);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    const xFrom = Math.max(0, Math.ceil(left - 0.5));
    const xTo = Math.min(widthPx - 1, Math.ceil(right - 0.5) - 1);
    let n = an + stepX * (xFrom + 0.5 - ax) + stepY * (yc - ay);
    for (let index = y * widthPx + xFrom, end = y * widthPx + xTo; index <= end; index++, n += stepX) {
      if (n > nearness[index]!) {
        nearness[index] = n;
        triangle[index] = id;
      }
    }
  }
}

/** The still world as the camera sees it, `samples` × `samples` points for each pixel. */
export function rasterView(mesh: StaticMesh, pinhole: Pinhole, samples: number): DepthPicture {
  const picture = makeDepthPicture(pinhole.widthPx * samples, pinhole.heightPx * samples, 0);
  const focal = pinhole.focalPx * samples;
  const halfWidth = picture.widthPx / 2;
  const halfHeight = picture.heightPx / 2;
  const { eye, right, up, forward } = pinhole;
  const { corners } = mesh;
  for (let triangle = 0; triangle < mesh.surfaceOfTriangle.length; triangle++) {
    let points: [number, number, number][] = [];
    for (let corner = 0; corner < 3; corner++) {
      const at = triangle * 9 + corner * 3;
      const offset: Vec3 = [corners[at]! - eye[0], corners[at + 1]! - eye[1], corners[at + 2]! - eye[2]];
      points.push([dot(offset, right), dot(offset, up), dot(offset, forward)]);
    }
    if (points.every((point) => point[2] < NEAR_M)) continue;
    if (points.some((point) => point[2] < NEAR_M)) points = clipNear(points);
    const projected = points.map((p) => [halfWidth + (focal * p[0]) / p[2], halfHeight - (focal * p[1]) / p[2], 1 / p[2]] as const);
    const a = projected[0];
    for (let index = 1; a && index + 1 < projected.length; index++) {
      const b = projected[index]!;
      const c = projected[index + 1]!;
      rasterTriangle(picture, a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2], triangle);
    }
  }
  return picture;
}

function clipNear(points: readonly [number, number, number][]): [number, number, number][] {
  const kept: [number, number, number][] = [];
  for (let index = 0; index < points.length; index++) {
    const a = points[index]!;
    const b = points[(index + 1) % points.length]!;
    if (a[2] >= NEAR_M) kept.push(a);
    if (a[2] >= NEAR_M !== b[2] >= NEAR_M) {
      const t = (NEAR_M - a[2]) / (b[2] - a[2]);
      kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAR_M]);
    }
  }
  return kept;
}

export interface SunShadow {
  readonly picture: DepthPicture;
  readonly axisX: Vec3;
  readonly axisY: Vec3;
  readonly toSun: Vec3;
  readonly pixelsPerM: number;
  readonly centre: Vec3;
}

/** The still world as the sun sees it, over a square of `spanM` metres round `centre`. */
export function rasterSunShadow(mesh: StaticMesh, toSun: Vec3, centre: Vec3, spanM: number, sidePx: number): SunShadow {
  const axisX = normalize(cross([0, 0, 1], toSun));
  const axisY = cross(toSun, axisX);
  const picture = makeDepthPicture(sidePx, sidePx, -1e6);
  const pixelsPerM = sidePx / spanM;
  const { corners } = mesh;
  const flat = new Float64Array(9);
  for (let triangle = 0; triangle < mesh.surfaceOfTriangle.length; triangle++) {
    for (let corner = 0; corner < 3; corner++) {
      const at = triangle * 9 + corner * 3;
      const offset: Vec3 = [corners[at]! - centre[0], corners[at + 1]! - centre[1], corners[at + 2]! - centre[2]];
      flat[corner * 3] = sidePx / 2 + dot(offset, axisX) * pixelsPerM;
      flat[corner * 3 + 1] = sidePx / 2 + dot(offset, axisY) * pixelsPerM;
      flat[corner * 3 + 2] = dot(offset, toSun);
    }
    rasterTriangle(picture, flat[0]!, flat[1]!, flat[2]!, flat[3]!, flat[4]!, flat[5]!, flat[6]!, flat[7]!, flat[8]!, triangle);
  }
  return { picture, axisX, axisY, toSun, pixelsPerM, centre };
}

/** 1 where the sun reaches a point, 0 where something still stands between; `offsetPx` picks one tap of a soft edge. */
export function isSunlit(shadow: SunShadow, x: number, y: number, z: number, biasM: number, offsetXPx: number, offsetYPx: number): number {
  const { axisX, axisY, toSun, picture, pixelsPerM } = shadow;
  const dx = x - shadow.centre[0];
  const dy = y - shadow.centre[1];
  const dz = z - shadow.centre[2];
  const px = (picture.widthPx / 2 + (dx * axisX[0] + dy * axisX[1] + dz * axisX[2]) * pixelsPerM + offsetXPx) | 0;
  const py = (picture.heightPx / 2 + (dx * axisY[0] + dy * axisY[1] + dz * axisY[2]) * pixelsPerM + offsetYPx) | 0;
  if (px < 0 || py < 0 || px >= picture.widthPx || py >= picture.heightPx) return 1;
  return picture.nearness[py * picture.widthPx + px]! > dx * toSun[0] + dy * toSun[1] + dz * toSun[2] + biasM ? 0 : 1;
}
