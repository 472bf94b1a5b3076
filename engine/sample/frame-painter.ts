// Keeps one picture of a view up to date: only the rectangles in which something moved are drawn again, over the
// still backdrop, with its depth, so that things pass behind lamps and awnings and throw shadows on the ground.
// Answers with planar YUV 4:2:0; text and grain are added later (burn-in.ts, draw-camera.ts).
import { SAMPLES, type Backdrop } from "./backdrop.ts";
import { TONE_SCALE, TONE_STEPS, makeToneTable } from "./daylight.ts";
import { VertexLight } from "./vertex-light.ts";
import { MovingMesh } from "./moving-mesh.ts";

/** One moving thing in one frame. Two frames with the same key look the same. */
export interface Moving {
  readonly key: string;
  /** Height of the ground it stands on, where its shadow falls. */
  readonly groundZ: number;
  /** A ball round it, so that what is out of view is not even built. */
  readonly x: number;
  readonly y: number;
  readonly radiusM: number;
  build(mesh: MovingMesh): void;
}

export interface Grade {
  readonly exposure: number;
  readonly saturation: number;
  /** Gain of red and blue: above 1 is warmer, or colder. */
  readonly redGain: number;
  readonly blueGain: number;
}

interface Placed {
  readonly moving: Moving;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Where its triangles are in this frame's mesh; -1 while not built. */
  firstIndex: number;
  endIndex: number;
}

type Rect = [left: number, top: number, right: number, bottom: number];

const MARGIN_PX = 4;

export class FramePainter {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The picture: Y, then U, then V. Valid after `paint`. */
  readonly yuv: Uint8Array;
  private readonly backdrop: Backdrop;
  private readonly grade: Grade;
  private readonly tone: Float32Array;
  private readonly still: Uint8Array;
  private readonly mesh = new MovingMesh();
  private readonly light: VertexLight;
  private placed = new Map<string, Placed>();
  private sunShare = -1;
  private readonly nearness: Float32Array;
  private readonly sampleColor: Float32Array;
  private readonly covered: Uint8Array;
  private readonly touched: Uint8Array;
  private readonly sunMask: Uint8Array;
  private readonly contactMask: Uint8Array;
  private readonly maskRow: Uint8Array;

  constructor(backdrop: Backdrop, grade: Grade) {
    const { widthPx, heightPx } = backdrop.pinhole;
    const pixels = widthPx * heightPx;
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.backdrop = backdrop;
    this.grade = grade;
    this.tone = makeToneTable(grade.exposure);
    this.light = new VertexLight(backdrop);
    this.yuv = new Uint8Array((pixels * 3) / 2);
    this.still = new Uint8Array((pixels * 3) / 2);
    this.nearness = new Float32Array(pixels * SAMPLES * SAMPLES);
    this.sampleColor = new Float32Array(pixels * SAMPLES * SAMPLES * 3);
    this.covered = new Uint8Array(pixels * SAMPLES * SAMPLES);
    this.touched = new Uint8Array(pixels);
    this.sunMask = new Uint8Array(pixels);
    this.contactMask = new Uint8Array(pixels);
    this.maskRow = new Uint8Array(Math.max(widthPx, heightPx));
  }

  /** Draws the frame. A new `sunShare` (0–1) draws the whole picture again: change it at key frames only. */
  paint(movings: readonly Moving[], sunShare: number): Uint8Array {
    this.mesh.clear();
    const isRelit = sunShare !== this.sunShare;
    const next = new Map<string, Placed>();
    const changed: Rect[] = [];
    for (const moving of movings) {
      if (!this.isInView(moving)) continue;
      const known = this.placed.get(moving.key);
      if (known) {
        next.set(moving.key, { ...known, moving, firstIndex: -1 });
        continue;
      }
      const placed: Placed = { moving, left: 0, top: 0, right: 0, bottom: 0, firstIndex: -1, endIndex: -1 };
      this.build(placed, sunShare);
      this.measure(placed);
      next.set(moving.key, placed);
      changed.push([placed.left, placed.top, placed.right, placed.bottom]);
    }
    for (const [key, old] of this.placed) if (!next.has(key)) changed.push([old.left, old.top, old.right, old.bottom]);
    this.placed = next;
    if (isRelit) {
      this.sunShare = sunShare;
      this.relight();
      changed.length = 0;
      changed.push([0, 0, this.widthPx, this.heightPx]);
    }
    for (const rect of mergeRects(changed.filter((rect) => rect[2] > rect[0] && rect[3] > rect[1]))) this.repaint(rect);
    return this.yuv;
  }

  /** Whether a thing or its shadow may touch the picture. */
  private isInView(moving: Moving): boolean {
    const { eye, right, up, forward, focalPx } = this.backdrop.pinhole;
    const dx = moving.x - eye[0], dy = moving.y - eye[1], dz = moving.groundZ + 1 - eye[2];
    const reach = moving.radiusM + 3;
    const depthM = dx * forward[0] + dy * forward[1] + dz * forward[2];
    if (depthM < -reach) return false;
    const across = Math.abs(dx * right[0] + dy * right[1] + dz * right[2]);
    const upwards = Math.abs(dx * up[0] + dy * up[1] + dz * up[2]);
    const halfWidth = this.widthPx / 2 / focalPx, halfHeight = this.heightPx / 2 / focalPx;
    const spread = Math.max(0, depthM);
    return across < spread * halfWidth + reach * 1.6 && upwards < spread * halfHeight + reach * 1.6;
  }

  private build(placed: Placed, sunShare: number): void {
    const firstVertex = this.mesh.vertexCount;
    placed.firstIndex = this.mesh.indexCount;
    placed.moving.build(this.mesh);
    placed.endIndex = this.mesh.indexCount;
    this.light.prepare(this.mesh, firstVertex, this.mesh.vertexCount, placed.moving.groundZ, sunShare);
  }

  /** Finds the part of the picture that a thing and its shadow touch. */
  private measure(placed: Placed): void {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    const { screenX, screenY, nearness, shadowX, shadowY, shadowOk } = this.light;
    for (let at = placed.firstIndex; at < placed.endIndex; at++) {
      const vertex = this.mesh.indices[at]!;
      if (nearness[vertex]! > 0) {
        left = Math.min(left, screenX[vertex]!); right = Math.max(right, screenX[vertex]!);
        top = Math.min(top, screenY[vertex]!); bottom = Math.max(bottom, screenY[vertex]!);
      }
      if (shadowOk[vertex]) {
        left = Math.min(left, shadowX[vertex]!); right = Math.max(right, shadowX[vertex]!);
        top = Math.min(top, shadowY[vertex]!); bottom = Math.max(bottom, shadowY[vertex]!);
      }
    }
    placed.left = Math.max(0, Math.floor(left - MARGIN_PX)) & ~1;
    placed.top = Math.max(0, Math.floor(top - MARGIN_PX)) & ~1;
    placed.right = (Math.min(this.widthPx, Math.ceil(right + MARGIN_PX)) + 1) & ~1;
    placed.bottom = (Math.min(this.heightPx, Math.ceil(bottom + MARGIN_PX)) + 1) & ~1;
    if (!(placed.right > placed.left && placed.bottom > placed.top)) placed.left = placed.right = placed.top = placed.bottom = 0;
  }

  private repaint(rect: Rect): void {
    const [left, top, right, bottom] = rect;
    const width = right - left, height = bottom - top;
    const wideSamples = width * SAMPLES;
    for (let row = 0; row < height * SAMPLES; row++) {
      const from = (top * SAMPLES + row) * this.widthPx * SAMPLES + left * SAMPLES;
      this.nearness.set(this.backdrop.depth.nearness.subarray(from, from + wideSamples), row * wideSamples);
    }
    this.covered.fill(0, 0, width * height * SAMPLES * SAMPLES);
    this.touched.fill(0, 0, width * height);
    this.sunMask.fill(0, 0, width * height);
    this.contactMask.fill(0, 0, width * height);
    for (const placed of this.placed.values()) {
      if (placed.right <= left || placed.left >= right || placed.bottom <= top || placed.top >= bottom) continue;
      if (placed.firstIndex < 0) this.build(placed, this.sunShare);
      this.drawThing(placed, rect);
    }
    softenMask(this.sunMask, width, height, this.maskRow);
    softenMask(this.contactMask, width, height, this.maskRow);
    softenMask(this.contactMask, width, height, this.maskRow);
    this.resolve(rect);
  }

  private drawThing(placed: Placed, rect: Rect): void {
    const { screenX, screenY, nearness, red, green, blue, shadowX, shadowY, contactX, contactY, shadowOk } = this.light;
    const { indices } = this.mesh;
    const [left, top, right, bottom] = rect;
    const width = right - left, height = bottom - top;
    for (let at = placed.firstIndex; at < placed.endIndex; at += 3) {
      const a = indices[at]!, b = indices[at + 1]!, c = indices[at + 2]!;
      if (shadowOk[a]! & shadowOk[b]! & shadowOk[c]!) {
        fillMask(this.sunMask, width, height, shadowX[a]! - left, shadowY[a]! - top, shadowX[b]! - left, shadowY[b]! - top, shadowX[c]! - left, shadowY[c]! - top);
        fillMask(this.contactMask, width, height, contactX[a]! - left, contactY[a]! - top, contactX[b]! - left, contactY[b]! - top, contactX[c]! - left, contactY[c]! - top);
      }
      if (nearness[a]! <= 0 || nearness[b]! <= 0 || nearness[c]! <= 0) continue;
      this.fillTriangle(
        width, height,
        (screenX[a]! - left) * SAMPLES, (screenY[a]! - top) * SAMPLES, nearness[a]!, red[a]!, green[a]!, blue[a]!,
        (screenX[b]! - left) * SAMPLES, (screenY[b]! - top) * SAMPLES, nearness[b]!, red[b]!, green[b]!, blue[b]!,
        (screenX[c]! - left) * SAMPLES, (screenY[c]! - top) * SAMPLES, nearness[c]!, red[c]!, green[c]!, blue[c]!,
      );
    }
  }

  private fillTriangle(
    width: number, height: number,
    ax: number, ay: number, an: number, ar: number, ag: number, ab: number,
    bx: number, by: number, bn: number, br: number, bg: number, bb: number,
    cx: number, cy: number, cn: number, cr: number, cg: number, cb: number,
  ): void {
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area === 0) return;
    const wide = width * SAMPLES;
    const yFrom = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const yTo = Math.min(height * SAMPLES - 1, Math.ceil(Math.max(ay, by, cy) - 0.5) - 1);
    if (yFrom > yTo) return;
    const inverse = 1 / area;
    const bStepX = (cy - ay) * inverse, bStepY = (ax - cx) * inverse;
    const cStepX = (ay - by) * inverse, cStepY = (bx - ax) * inverse;
    const { nearness, covered, touched, sampleColor } = this;
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
      const xFrom = Math.max(0, Math.ceil(left - 0.5));
      const xTo = Math.min(wide - 1, Math.ceil(right - 0.5) - 1);
      if (xFrom > xTo) continue;
      const dx = xFrom + 0.5 - ax, dy = yc - ay;
      const shareB = dx * bStepX + dy * bStepY, shareC = dx * cStepX + dy * cStepY;
      let n = an + (bn - an) * shareB + (cn - an) * shareC;
      let r = ar + (br - ar) * shareB + (cr - ar) * shareC;
      let g = ag + (bg - ag) * shareB + (cg - ag) * shareC;
      let b = ab + (bb - ab) * shareB + (cb - ab) * shareC;
      const row = y * wide, touchedRow = (y >> 1) * width;
      for (let x = xFrom; x <= xTo; x++) {
        const index = row + x;
        if (n > nearness[index]!) {
          nearness[index] = n;
          covered[index] = 1;
          sampleColor[index * 3] = r;
          sampleColor[index * 3 + 1] = g;
          sampleColor[index * 3 + 2] = b;
          touched[touchedRow + (x >> 1)] = 1;
        }
        n += nStep; r += rStep; g += gStep; b += blueStep;
      }
    }
  }

  /** Turns a rectangle's samples into the picture; blocks of 2 × 2 that nothing touched are copied from the still picture. */
  private resolve(rect: Rect): void {
    const [left, top, right, bottom] = rect;
    const { yuv, still, widthPx, touched, sunMask, contactMask } = this;
    const width = right - left;
    const lumaSize = widthPx * this.heightPx;
    for (let y = top; y < bottom; y += 2) {
      for (let x = left; x < right; x += 2) {
        const local = (y - top) * width + (x - left);
        const below = local + width;
        const at = y * widthPx + x;
        const chroma = lumaSize + (y >> 1) * (widthPx >> 1) + (x >> 1);
        const isTouched =
          touched[local]! | touched[local + 1]! | touched[below]! | touched[below + 1]! |
          sunMask[local]! | sunMask[local + 1]! | sunMask[below]! | sunMask[below + 1]! |
          contactMask[local]! | contactMask[local + 1]! | contactMask[below]! | contactMask[below + 1]!;
        if (isTouched === 0) {
          yuv[at] = still[at]!;
          yuv[at + 1] = still[at + 1]!;
          yuv[at + widthPx] = still[at + widthPx]!;
          yuv[at + widthPx + 1] = still[at + widthPx + 1]!;
          yuv[chroma] = still[chroma]!;
          yuv[chroma + (lumaSize >> 2)] = still[chroma + (lumaSize >> 2)]!;
        } else {
          this.resolveBlock(x, y, local, width, chroma);
        }
      }
    }
  }

  private resolveBlock(x: number, y: number, local: number, width: number, chroma: number): void {
    const { widthPx, covered, sampleColor, sunMask, contactMask, backdrop } = this;
    const k = this.sunShare;
    let red = 0, green = 0, blue = 0;
    for (let corner = 0; corner < 4; corner++) {
      const ox = corner & 1, oy = corner >> 1;
      const pixel = (y + oy) * widthPx + x + ox;
      const mask = local + oy * width + ox;
      const sample = ((mask - ((mask / width) | 0) * width) * SAMPLES) + ((mask / width) | 0) * SAMPLES * width * SAMPLES;
      let r = 0, g = 0, b = 0, count = 0;
      for (let tap = 0; tap < 4; tap++) {
        const index = sample + (tap & 1) + (tap >> 1) * width * SAMPLES;
        if (covered[index] === 0) continue;
        count++;
        r += sampleColor[index * 3]!; g += sampleColor[index * 3 + 1]!; b += sampleColor[index * 3 + 2]!;
      }
      if (count < 4) {
        const open = backdrop.isGround[pixel] === 1 ? 1 - (0.62 * contactMask[mask]!) / 255 : 1;
        const sunny = backdrop.isGround[pixel] === 1 ? k * (1 - sunMask[mask]! / 255) * (0.5 + 0.5 * open) : k;
        const share = 4 - count;
        r += share * (backdrop.ambient[pixel * 3]! * open + backdrop.sun[pixel * 3]! * sunny);
        g += share * (backdrop.ambient[pixel * 3 + 1]! * open + backdrop.sun[pixel * 3 + 1]! * sunny);
        b += share * (backdrop.ambient[pixel * 3 + 2]! * open + backdrop.sun[pixel * 3 + 2]! * sunny);
      }
      r = this.toDisplay(r * 0.25 * this.grade.redGain);
      g = this.toDisplay(g * 0.25);
      b = this.toDisplay(b * 0.25 * this.grade.blueGain);
      this.yuv[pixel] = 16.5 + 0.2567 * r + 0.5041 * g + 0.0979 * b;
      red += r; green += g; blue += b;
    }
    this.writeChroma(this.yuv, chroma, red * 0.25, green * 0.25, blue * 0.25);
  }

  private toDisplay(linear: number): number {
    const step = (linear * TONE_SCALE) | 0;
    return this.tone[step < TONE_STEPS ? step : TONE_STEPS]!;
  }

  private writeChroma(target: Uint8Array, at: number, r: number, g: number, b: number): void {
    const { saturation } = this.grade;
    target[at] = 128.5 + saturation * (-0.1482 * r - 0.291 * g + 0.4392 * b);
    target[at + ((this.widthPx * this.heightPx) >> 2)] = 128.5 + saturation * (0.4392 * r - 0.3678 * g - 0.0714 * b);
  }

  /** The still picture under the present clouds. */
  private relight(): void {
    const { widthPx, heightPx, still, grade } = this;
    const { ambient, sun } = this.backdrop;
    const k = this.sunShare;
    const lumaSize = widthPx * heightPx;
    for (let y = 0; y < heightPx; y += 2) {
      for (let x = 0; x < widthPx; x += 2) {
        let red = 0, green = 0, blue = 0;
        for (let corner = 0; corner < 4; corner++) {
          const pixel = (y + (corner >> 1)) * widthPx + x + (corner & 1);
          const r = this.toDisplay((ambient[pixel * 3]! + k * sun[pixel * 3]!) * grade.redGain);
          const g = this.toDisplay(ambient[pixel * 3 + 1]! + k * sun[pixel * 3 + 1]!);
          const b = this.toDisplay((ambient[pixel * 3 + 2]! + k * sun[pixel * 3 + 2]!) * grade.blueGain);
          still[pixel] = 16.5 + 0.2567 * r + 0.5041 * g + 0.0979 * b;
          red += r; green += g; blue += b;
        }
        this.writeChroma(still, lumaSize + (y >> 1) * (widthPx >> 1) + (x >> 1), red * 0.25, green * 0.25, blue * 0.25);
      }
    }
  }
}

function fillMask(mask: Uint8Array, width: number, height: number, ax: number, ay: number, bx: number, by: number, cx: number, cy: number): void {
  const yFrom = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const yTo = Math.min(height - 1, Math.ceil(Math.max(ay, by, cy) - 0.5) - 1);
  for (let y = yFrom; y <= yTo; y++) {
    const yc = y + 0.5;
    let left = Infinity, right = -Infinity;
    if (ay <= yc !== by <= yc) {
      const x = ax + ((yc - ay) / (by - ay)) * (bx - ax);
      left = Math.min(left, x); right = Math.max(right, x);
    }
    if (by <= yc !== cy <= yc) {
      const x = bx + ((yc - by) / (cy - by)) * (cx - bx);
      left = Math.min(left, x); right = Math.max(right, x);
    }
    if (cy <= yc !== ay <= yc) {
      const x = cx + ((yc - cy) / (ay - cy)) * (ax - cx);
      left = Math.min(left, x); right = Math.max(right, x);
    }
    const xFrom = Math.max(0, Math.ceil(left - 0.5)), xTo = Math.min(width - 1, Math.ceil(right - 0.5) - 1);
    if (xFrom <= xTo) mask.fill(255, y * width + xFrom, y * width + xTo + 1);
  }
}

/** Blurs a mask by three pixels each way. */
function softenMask(mask: Uint8Array, width: number, height: number, line: Uint8Array): void {
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let before = mask[row]!;
    let here = before;
    for (let x = 0; x < width; x++) {
      const after = x + 1 < width ? mask[row + x + 1]! : here;
      mask[row + x] = (before + here * 2 + after) >> 2;
      before = here;
      here = after;
    }
  }
  line.set(mask.subarray(0, width));
  for (let y = 0; y < height; y++) {
    const row = y * width, next = y + 1 < height ? row + width : row;
    for (let x = 0; x < width; x++) {
      const here = mask[row + x]!;
      mask[row + x] = (line[x]! + here * 2 + mask[next + x]!) >> 2;
      line[x] = here;
    }
  }
}

function areaOf(rect: Rect): number {
  return (rect[2] - rect[0]) * (rect[3] - rect[1]);
}

function mergeRects(rects: Rect[]): Rect[] {
  const merged = rects.slice();
  for (let isMerging = true; isMerging; ) {
    isMerging = false;
    for (let i = 0; i < merged.length && !isMerging; i++) {
      for (let j = i + 1; j < merged.length; j++) {
        const a = merged[i]!, b = merged[j]!;
        const both: Rect = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
        // Two small ones are cheaper than the large one round both.
        if (areaOf(both) > 1.05 * (areaOf(a) + areaOf(b))) continue;
        merged[i] = both;
        merged.splice(j, 1);
        isMerging = true;
        break;
      }
    }
  }
  return merged;
}
