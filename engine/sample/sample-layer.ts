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
    const { wide } = this;
    for (let row = top * SAMPLES; row < (top + height) * SAMPLES; row++) {
      const from = row * wide + left * SAMPLES, to = from + width * SAMPLES;
      for (let at = from; at < to; at++) {
        this.nearness[at] = this.stillNearness[at]!;
        this.covered[at] = 0;
      }
    }
    for (let row = top; row < top + height; row++) {
      for (let at = row * this.widthPx + left, to = at + width; at < to; at++) this.touched[at] = 0;
    }
  }

  draw(span: LitSpan): void {
    const { screenX, screenY, nearness, red, green, blue, indices } = span.mesh;
    for (let at = span.fromIndex; at < span.toIndex; at += 3) {
      const a = indices[at]!, b = indices[at + 1]!, c = indices[at + 2]!;
      if (nearness[a]! <= 0 || nearness[b]! <= 0 || nearness[c]! <= 0) continue;
      this.fill(
        screenX[a]! * SAMPLES, screenY[a]! * SAMPLES, nearness[a]!, red[a]!, green[a]!, blue[a]!,
        screenX[b]! * SAMPLES, screenY[b]! * SAMPLES, nearness[b]!, red[b]!, green[b]!, blue[b]!,
        screenX[c]! * SAMPLES, screenY[c]! * SAMPLES, nearness[c]!, red[c]!, green[c]!, blue[c]!,
      );
    }
  }

  private fill(
    ax: number, ay: number, an: number, ar: number, ag: number, ab: number,
    bx: number, by: number, bn: number, br: number, bg: number, bb: number,
    cx: number, cy: number, cn: number, cr: number, cg: number, cb: number,
  ): void {
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area === 0) return;
    const { wide, high } = this;
    const minY = ay < by ? (ay < cy ? ay : cy) : by < cy ? by : cy, maxY = ay > by ? (ay > cy ? ay : cy) : by > cy ? by : cy;
    const minX = ax < bx ? (ax < cx ? ax : cx) : bx < cx ? bx : cx, maxX = ax > bx ? (ax > cx ? ax : cx) : bx > cx ? bx : cx;
    if (maxX < 0 || minX > wide) return;
    let yFrom = Math.ceil(minY - 0.5), yTo = Math.ceil(maxY - 0.5) - 1;
    if (yFrom < 0) yFrom = 0;
    if (yTo > high - 1) yTo = high - 1;
    if (yFrom > yTo) return;
    const inverse = 1 / area;
    const bStepX = (cy - ay) * inverse, bStepY = (ax - cx) * inverse;
    const cStepX = (ay - by) * inverse, cStepY = (bx - ax) * inverse;
    const { nearness, covered, touched, color, widthPx } = this;
    const nStep = (bn - an) * bStepX + (cn - an) * cStepX;
    const rStep = (br - ar) * bStepX + (cr - ar) * cStepX;
    const gStep = (bg - ag) * bStepX + (cg - ag) * cStepX;
    const blueStep = (bb - ab) * bStepX + (cb - ab) * cStepX;
    for (let y = yFrom; y <= yTo; y++) {
      const yc = y + 0.5;
      let left = Infinity, right = -Infinity;
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
      let xFrom = Math.ceil(left - 0.5), xTo = Math.ceil(right - 0.5) - 1;
      if (xFrom < 0) xFrom = 0;
      if (xTo > wide - 1) xTo = wide - 1;
      if (xFrom > xTo) continue;
      const dx = xFrom + 0.5 - ax, dy = yc - ay;
      const shareB = dx * bStepX + dy * bStepY, shareC = dx * cStepX + dy * cStepY;
      let n = an + (bn - an) * shareB + (cn - an) * shareC;
      let r = ar + (br - ar) * shareB + (cr - ar) * shareC;
      let g = ag + (bg - ag) * shareB + (cg - ag) * shareC;
      let b = ab + (bb - ab) * shareB + (cb - ab) * shareC;
      const touchedRow = (y >> 1) * widthPx;
      for (let x = xFrom, index = y * wide + xFrom; x <= xTo; x++, index++) {
        if (n > nearness[index]!) {
          nearness[index] = n;
          covered[index] = 1;
          color[index * 3] = r;
          color[index * 3 + 1] = g;
          color[index * 3 + 2] = b;
          touched[touchedRow + (x >> 1)] = 1;
        }
        n += nStep; r += rStep; g += gStep; b += blueStep;
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
    for (let row = top; row < top + height; row++) {
      for (let at = row * this.widthPx + left, to = at + width; at < to; at++) this.mask[at] = 0;
    }
  }

  draw(span: LitSpan, xs: Float32Array, ys: Float32Array): void {
    const { castIndices } = span.mesh;
    for (let at = span.fromCast; at < span.toCast; at += 3) {
      const a = castIndices[at]!, b = castIndices[at + 1]!, c = castIndices[at + 2]!;
      this.fill(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!);
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

  private fill(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): void {
    // A corner behind the camera is not a number, and so is the sum.
    const sum = ax + bx + cx;
    if (sum !== sum) return;
    const minY = ay < by ? (ay < cy ? ay : cy) : by < cy ? by : cy, maxY = ay > by ? (ay > cy ? ay : cy) : by > cy ? by : cy;
    let yFrom = Math.ceil(minY - 0.5), yTo = Math.ceil(maxY - 0.5) - 1;
    if (yFrom < 0) yFrom = 0;
    if (yTo > this.heightPx - 1) yTo = this.heightPx - 1;
    for (let y = yFrom; y <= yTo; y++) {
      const yc = y + 0.5;
      let left = Infinity, right = -Infinity;
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
      let xFrom = Math.ceil(left - 0.5), xTo = Math.ceil(right - 0.5) - 1;
      if (xFrom < 0) xFrom = 0;
      if (xTo > this.widthPx - 1) xTo = this.widthPx - 1;
      for (let at = y * this.widthPx + xFrom, to = y * this.widthPx + xTo; at <= to; at++) this.mask[at] = 1;
    }
  }
}
