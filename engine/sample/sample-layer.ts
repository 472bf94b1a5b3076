// Triangles to samples: the layer of moving things over a still picture, at two by two samples a pixel, and the masks
// of the shadows they throw. Knows nothing of tiles or colours of the picture; frame-painter.ts puts it together.
import { SAMPLES } from "./backdrop.ts";
import type { LitSpan } from "./vertex-light.ts";

export class SampleLayer {
  /** Per sample: whether a moving thing is nearest, and its linear light. */
  readonly covered: Uint8Array;
  readonly color: Float32Array;
  /** Per pixel: whether any of its samples is covered. */
  readonly touched: Uint8Array;
  private readonly nearness: Float32Array;
  private readonly stillNearness: Float32Array;
  private readonly widthPx: number;
  private readonly wide: number;
  private readonly high: number;

  constructor(stillNearness: Float32Array, widthPx: number, heightPx: number) {
    this.widthPx = widthPx;
    this.wide = widthPx * SAMPLES;
    this.high = heightPx * SAMPLES;
    this.stillNearness = stillNearness;
    this.nearness = stillNearness.slice();
    this.covered = new Uint8Array(this.wide * this.high);
    this.color = new Float32Array(this.wide * this.high * 3);
    this.touched = new Uint8Array(widthPx * heightPx);
  }

  clear(left: number, top: number, width: number, height: number): void {
    const { wide, nearness, stillNearness, covered, touched, widthPx } = this;
    for (let row = top; row < top + height; row++) {
      const start = row * widthPx + left;
      for (let column = 0; column < width; column++) {
        if (touched[start + column] === 0) continue;
        touched[start + column] = 0;
        const a = row * SAMPLES * wide + (left + column) * SAMPLES, b = a + wide;
        nearness[a] = stillNearness[a]!;
        nearness[a + 1] = stillNearness[a + 1]!;
        nearness[b] = stillNearness[b]!;
        nearness[b + 1] = stillNearness[b + 1]!;
        covered[a] = covered[a + 1] = covered[b] = covered[b + 1] = 0;
      }
    }
  }

  /** Draws a thing's triangles. One long loop that reads its numbers from arrays: passing them on costs more than the drawing. */
  draw(span: LitSpan): void {
    const { screenX, screenY, nearness: near, red, green, blue, isAway, indices } = span.mesh;
    const { wide, high, nearness, covered, touched, color, widthPx } = this;
    for (let at = span.fromIndex; at < span.toIndex; at += 3) {
      const a = indices[at]!, b = indices[at + 1]!, c = indices[at + 2]!;
      if ((isAway[a]! & isAway[b]! & isAway[c]!) === 1) continue;
      const an = near[a]!, bn = near[b]!, cn = near[c]!;
      if (an <= 0 || bn <= 0 || cn <= 0) continue;
      const ax = screenX[a]! * SAMPLES, ay = screenY[a]! * SAMPLES;
      const bx = screenX[b]! * SAMPLES, by = screenY[b]! * SAMPLES;
      const cx = screenX[c]! * SAMPLES, cy = screenY[c]! * SAMPLES;
      const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
      if (area === 0) continue;
      const minY = ay < by ? (ay < cy ? ay : cy) : by < cy ? by : cy, maxY = ay > by ? (ay > cy ? ay : cy) : by > cy ? by : cy;
      const minX = ax < bx ? (ax < cx ? ax : cx) : bx < cx ? bx : cx, maxX = ax > bx ? (ax > cx ? ax : cx) : bx > cx ? bx : cx;
      if (maxX < 0 || minX > wide || maxY < 0 || minY > high) continue;
      let yFrom = Math.ceil(minY - 0.5) | 0, yTo = (Math.ceil(maxY - 0.5) - 1) | 0;
      if (yFrom < 0) yFrom = 0;
      if (yTo > high - 1) yTo = high - 1;
      if (yFrom > yTo) continue;
      const inverse = 1 / area;
      const bStepX = (cy - ay) * inverse, bStepY = (ax - cx) * inverse;
      const cStepX = (ay - by) * inverse, cStepY = (bx - ax) * inverse;
      const ar = red[a]!, ag = green[a]!, ab = blue[a]!;
      const nB = bn - an, nC = cn - an, rB = red[b]! - ar, rC = red[c]! - ar;
      const gB = green[b]! - ag, gC = green[c]! - ag, uB = blue[b]! - ab, uC = blue[c]! - ab;
      const nStep = nB * bStepX + nC * cStepX, rStep = rB * bStepX + rC * cStepX;
      const gStep = gB * bStepX + gC * cStepX, uStep = uB * bStepX + uC * cStepX;
      // How far x moves per row along each edge.
      const slopeAB = (bx - ax) / (by - ay), slopeBC = (cx - bx) / (cy - by), slopeCA = (ax - cx) / (ay - cy);
      for (let y = yFrom; y <= yTo; y++) {
        const yc = y + 0.5;
        let left = 1e9, right = -1e9;
        if (ay <= yc !== by <= yc) {
          const x = ax + (yc - ay) * slopeAB;
          if (x < left) left = x;
          if (x > right) right = x;
        }
        if (by <= yc !== cy <= yc) {
          const x = bx + (yc - by) * slopeBC;
          if (x < left) left = x;
          if (x > right) right = x;
        }
        if (cy <= yc !== ay <= yc) {
          const x = cx + (yc - cy) * slopeCA;
          if (x < left) left = x;
          if (x > right) right = x;
        }
        let xFrom = Math.ceil(left - 0.5) | 0, xTo = (Math.ceil(right - 0.5) - 1) | 0;
        if (xFrom < 0) xFrom = 0;
        if (xTo > wide - 1) xTo = wide - 1;
        if (xFrom > xTo) continue;
        const dx = xFrom + 0.5 - ax, dy = yc - ay;
        const shareB = dx * bStepX + dy * bStepY, shareC = dx * cStepX + dy * cStepY;
        let n = an + nB * shareB + nC * shareC, r = ar + rB * shareB + rC * shareC;
        let g = ag + gB * shareB + gC * shareC, u = ab + uB * shareB + uC * shareC;
        const touchedRow = (y >> 1) * widthPx;
        for (let x = xFrom, index = y * wide + xFrom; x <= xTo; x++, index++) {
          if (n > nearness[index]!) {
            nearness[index] = n;
            covered[index] = 1;
            color[index * 3] = r;
            color[index * 3 + 1] = g;
            color[index * 3 + 2] = u;
            touched[touchedRow + (x >> 1)] = 1;
          }
          n += nStep; r += rStep; g += gStep; u += uStep;
        }
      }
    }
  }
}

const SOFT_SIDE = 16;

/** A shadow as black and white over the picture, softened tile by tile when shown. */
export class ShadowMask {
  /** The last softened tile, 16 a row, 0 to 1. */
  readonly soft = new Float32Array(SOFT_SIDE * SOFT_SIDE);
  private readonly mask: Uint8Array;
  private readonly widthPx: number;
  private readonly heightPx: number;
  private readonly columnSums = new Uint8Array((SOFT_SIDE + 2) * SOFT_SIDE);

  constructor(widthPx: number, heightPx: number) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.mask = new Uint8Array(widthPx * heightPx);
  }

  clear(left: number, top: number, width: number, height: number): void {
    const { mask, widthPx } = this;
    for (let row = top; row < top + height; row++) {
      for (let at = row * widthPx + left, to = at + width; at < to; at++) mask[at] = 0;
    }
  }

  draw(span: LitSpan, xs: Float32Array, ys: Float32Array): void {
    const { castIndices } = span.mesh;
    const { mask, widthPx, heightPx } = this;
    for (let at = span.fromCast; at < span.toCast; at += 3) {
      const a = castIndices[at]!, b = castIndices[at + 1]!, c = castIndices[at + 2]!;
      const ax = xs[a]!, ay = ys[a]!, bx = xs[b]!, by = ys[b]!, cx = xs[c]!, cy = ys[c]!;
      // A corner behind the camera is not a number, and so is the sum.
      const sum = ax + bx + cx;
      if (sum !== sum) continue;
      const minY = ay < by ? (ay < cy ? ay : cy) : by < cy ? by : cy, maxY = ay > by ? (ay > cy ? ay : cy) : by > cy ? by : cy;
      if (maxY < 0 || minY > heightPx) continue;
      let yFrom = Math.ceil(minY - 0.5) | 0, yTo = (Math.ceil(maxY - 0.5) - 1) | 0;
      if (yFrom < 0) yFrom = 0;
      if (yTo > heightPx - 1) yTo = heightPx - 1;
      const slopeAB = (bx - ax) / (by - ay), slopeBC = (cx - bx) / (cy - by), slopeCA = (ax - cx) / (ay - cy);
      for (let y = yFrom; y <= yTo; y++) {
        const yc = y + 0.5;
        let left = 1e9, right = -1e9;
        if (ay <= yc !== by <= yc) {
          const x = ax + (yc - ay) * slopeAB;
          if (x < left) left = x;
          if (x > right) right = x;
        }
        if (by <= yc !== cy <= yc) {
          const x = bx + (yc - by) * slopeBC;
          if (x < left) left = x;
          if (x > right) right = x;
        }
        if (cy <= yc !== ay <= yc) {
          const x = cx + (yc - cy) * slopeCA;
          if (x < left) left = x;
          if (x > right) right = x;
        }
        let xFrom = Math.ceil(left - 0.5) | 0, xTo = (Math.ceil(right - 0.5) - 1) | 0;
        if (xFrom < 0) xFrom = 0;
        if (xTo > widthPx - 1) xTo = widthPx - 1;
        for (let index = y * widthPx + xFrom, to = y * widthPx + xTo; index <= to; index++) mask[index] = 1;
      }
    }
  }

  /** Softens one tile by a pixel each way; false where the whole tile is in no shadow. */
  soften(left: number, top: number, width: number, height: number): boolean {
    const { mask, widthPx, heightPx, columnSums, soft } = this;
    let any = 0;
    for (let y = 0; y < height; y++) {
      const row = (top + y) * widthPx;
      const above = top + y > 0 ? row - widthPx : row, below = top + y + 1 < heightPx ? row + widthPx : row;
      for (let x = 0; x < width + 2; x++) {
        let column = left + x - 1;
        if (column < 0) column = 0;
        else if (column >= widthPx) column = widthPx - 1;
        const sum = mask[above + column]! + 2 * mask[row + column]! + mask[below + column]!;
        columnSums[y * (SOFT_SIDE + 2) + x] = sum;
        any |= sum;
      }
    }
    if (any === 0) return false;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * (SOFT_SIDE + 2) + x;
        soft[y * SOFT_SIDE + x] = (columnSums[at]! + 2 * columnSums[at + 1]! + columnSums[at + 2]!) / 16;
      }
    }
    return true;
  }

  /** Not 0 where the 2 × 2 pixels of the last softened tile from there are in some shadow. */
  any(local: number): number {
    const { soft } = this;
    return soft[local]! + soft[local + 1]! + soft[local + SOFT_SIDE]! + soft[local + SOFT_SIDE + 1]! > 0 ? 1 : 0;
  }
}
