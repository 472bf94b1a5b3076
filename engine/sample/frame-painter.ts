// Keeps one picture of a view up to date: only the tiles in which something moved are drawn again, over the
// still backdrop, with its depth, so that things pass behind lamps and awnings and throw shadows on the ground.
// Answers with planar YUV 4:2:0; text is added later (burn-in.ts).
import { SAMPLES, type Backdrop } from "./backdrop.ts";
import { TONE_SCALE, TONE_STEPS, makeToneTable } from "./daylight.ts";
import { MovingMesh } from "./moving-mesh.ts";
import { hashCell, makeRandom } from "./seeded-noise.ts";
import { SampleLayer, ShadowMask } from "./sample-layer.ts";
import { type LitSpan, VertexLight } from "./vertex-light.ts";

/** One moving thing in one frame. Two frames with the same key look the same. */
export interface Moving {
  readonly key: string;
  /** Height of the ground it stands on, where its shadow falls. */
  readonly groundZ: number;
  /** A ball round it, so that what is out of view is not even built. */
  readonly x: number;
  readonly y: number;
  readonly radiusM: number;
  /** `pixelsPerM` tells how large it will be, so that far things can do with less. */
  build(mesh: MovingMesh, pixelsPerM: number): void;
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
  readonly pixelsPerM: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Its triangles; null while not built in this frame and not kept from an earlier one. */
  span: LitSpan | null;
  /** Whether `span` outlives the frame. */
  isKept: boolean;
}

const MARGIN_PX = 2;
const TILE_SHIFT = 4;
const TILE_PX = 1 << TILE_SHIFT;

export class FramePainter {
  /** The picture: Y, then U, then V. Valid after `paint`. */
  readonly yuv: Uint8Array;
  private readonly widthPx: number;
  private readonly heightPx: number;
  private readonly backdrop: Backdrop;
  private readonly grade: Grade;
  private readonly tone: Float32Array;
  private readonly still: Uint8Array;
  private readonly mesh = new MovingMesh();
  private readonly light: VertexLight;
  private readonly layer: SampleLayer;
  private readonly sunMask: ShadowMask;
  private readonly contactMask: ShadowMask;
  private readonly tilesWide: number;
  private readonly tilesHigh: number;
  private readonly isTileDirty: Uint8Array;
  private readonly grain: Int8Array;
  private relightCount = 0;
  private placed = new Map<string, Placed>();
  private sunShare = -1;

  constructor(backdrop: Backdrop, grade: Grade) {
    const { widthPx, heightPx } = backdrop.pinhole;
    const pixels = widthPx * heightPx;
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.backdrop = backdrop;
    this.grade = grade;
    this.tone = makeToneTable(grade.exposure);
    this.light = new VertexLight(backdrop, this.mesh);
    this.layer = new SampleLayer(backdrop.depth.nearness, widthPx, heightPx);
    this.sunMask = new ShadowMask(widthPx, heightPx);
    this.contactMask = new ShadowMask(widthPx, heightPx);
    this.tilesWide = Math.ceil(widthPx / TILE_PX);
    this.tilesHigh = Math.ceil(heightPx / TILE_PX);
    this.isTileDirty = new Uint8Array(this.tilesWide * this.tilesHigh);
    this.grain = makeGrain(pixels);
    this.yuv = new Uint8Array((pixels * 3) / 2);
    this.still = new Uint8Array((pixels * 3) / 2);
  }

  /** Draws the frame. A new `sunShare` (0–1) draws the whole picture again: change it at key frames only. */
  paint(movings: readonly Moving[], sunShare: number): Uint8Array {
    this.mesh.clear();
    this.isTileDirty.fill(0);
    const isRelit = sunShare !== this.sunShare;
    this.sunShare = sunShare;
    const next = new Map<string, Placed>();
    for (const moving of movings) {
      const known = isRelit ? undefined : this.placed.get(moving.key);
      if (known) {
        if (!known.isKept) known.span = null;
        next.set(moving.key, known);
        continue;
      }
      const pixelsPerM = this.pixelsPerMOf(moving);
      if (pixelsPerM <= 0) continue;
      const placed: Placed = { moving, pixelsPerM, left: 0, top: 0, right: 0, bottom: 0, span: null, isKept: false };
      placed.span = this.build(placed);
      this.measure(placed, placed.span);
      next.set(moving.key, placed);
      this.soil(placed);
    }
    for (const [key, old] of this.placed) if (!next.has(key)) this.soil(old);
    this.placed = next;
    if (isRelit) {
      this.relight();
      this.isTileDirty.fill(1);
    }
    this.redrawTiles();
    return this.yuv;
  }

  /** How large a thing is in the picture; 0 where neither it nor its shadow can be seen. */
  private pixelsPerMOf(moving: Moving): number {
    const { eye, right, up, forward, focalPx } = this.backdrop.pinhole;
    const dx = moving.x - eye[0], dy = moving.y - eye[1], dz = moving.groundZ + 1 - eye[2];
    const reach = moving.radiusM + 2.5;
    const depthM = dx * forward[0] + dy * forward[1] + dz * forward[2];
    if (depthM < -reach) return 0;
    const across = Math.abs(dx * right[0] + dy * right[1] + dz * right[2]);
    const upwards = Math.abs(dx * up[0] + dy * up[1] + dz * up[2]);
    const spread = Math.max(0, depthM) / focalPx / 2;
    const isInView = across < spread * this.widthPx + reach * 1.4 && upwards < spread * this.heightPx + reach * 1.4;
    return isInView ? focalPx / Math.max(1, depthM) : 0;
  }

  private build(placed: Placed): LitSpan {
    const { moving, pixelsPerM } = placed;
    return this.light.light((mesh) => moving.build(mesh, pixelsPerM), moving.groundZ, this.sunShare);
  }

  /** Finds the part of the picture that a thing and its shadow touch. */
  private measure(placed: Placed, span: LitSpan): void {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    const take = (x: number, y: number): void => {
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    };
    const { screenX, screenY, nearness, indices, shadowX, shadowY, contactX, contactY, castIndices } = span.mesh;
    for (let at = span.fromIndex; at < span.toIndex; at++) {
      const vertex = indices[at]!;
      if (nearness[vertex]! > 0) take(screenX[vertex]!, screenY[vertex]!);
    }
    for (let at = span.fromCast; at < span.toCast; at++) {
      const vertex = castIndices[at]!;
      if (shadowX[vertex]! === shadowX[vertex]!) take(shadowX[vertex]!, shadowY[vertex]!);
      if (contactX[vertex]! === contactX[vertex]!) take(contactX[vertex]!, contactY[vertex]!);
    }
    placed.left = Math.max(0, Math.floor(left - MARGIN_PX));
    placed.top = Math.max(0, Math.floor(top - MARGIN_PX));
    placed.right = Math.min(this.widthPx, Math.ceil(right + MARGIN_PX));
    placed.bottom = Math.min(this.heightPx, Math.ceil(bottom + MARGIN_PX));
  }

  /** Marks the tiles under a thing as in need of drawing. */
  private soil(placed: Placed): void {
    if (placed.right <= placed.left || placed.bottom <= placed.top) return;
    for (let row = placed.top >> TILE_SHIFT; row <= (placed.bottom - 1) >> TILE_SHIFT; row++) {
      this.isTileDirty.fill(1, row * this.tilesWide + (placed.left >> TILE_SHIFT), row * this.tilesWide + ((placed.right - 1) >> TILE_SHIFT) + 1);
    }
  }

  private isSoiled(placed: Placed): boolean {
    if (placed.right <= placed.left || placed.bottom <= placed.top) return false;
    for (let row = placed.top >> TILE_SHIFT; row <= (placed.bottom - 1) >> TILE_SHIFT; row++) {
      for (let column = placed.left >> TILE_SHIFT; column <= (placed.right - 1) >> TILE_SHIFT; column++) {
        if (this.isTileDirty[row * this.tilesWide + column] === 1) return true;
      }
    }
    return false;
  }

  /**
   * Clears the dirty tiles, draws every thing that reaches into one of them, whole, and shows the dirty tiles.
   * Outside of them a thing finds its own depth from before and changes nothing.
   */
  private redrawTiles(): void {
    this.eachDirtyTile((x, y, width, height) => {
      this.layer.clear(x, y, width, height);
      this.sunMask.clear(x, y, width, height);
      this.contactMask.clear(x, y, width, height);
    });
    for (const placed of this.placed.values()) {
      if (!this.isSoiled(placed)) continue;
      if (!placed.span) {
        // Seen for a second frame: it stands still, so what is built now is kept.
        placed.span = this.light.keep(this.build(placed));
        placed.isKept = true;
      }
      this.layer.draw(placed.span);
      this.sunMask.draw(placed.span, placed.span.mesh.shadowX, placed.span.mesh.shadowY);
      this.contactMask.draw(placed.span, placed.span.mesh.contactX, placed.span.mesh.contactY);
    }
    this.eachDirtyTile((x, y, width, height) => this.showTile(x, y, width, height));
  }

  private eachDirtyTile(visit: (x: number, y: number, width: number, height: number) => void): void {
    for (let row = 0; row < this.tilesHigh; row++) {
      for (let column = 0; column < this.tilesWide; column++) {
        if (this.isTileDirty[row * this.tilesWide + column] === 0) continue;
        const x = column << TILE_SHIFT, y = row << TILE_SHIFT;
        visit(x, y, Math.min(TILE_PX, this.widthPx - x), Math.min(TILE_PX, this.heightPx - y));
      }
    }
  }

  private showTile(left: number, top: number, width: number, height: number): void {
    const { yuv, still, widthPx } = this;
    const lumaSize = widthPx * this.heightPx;
    const hasShadow = this.sunMask.soften(left, top, width, height);
    const hasContact = this.contactMask.soften(left, top, width, height);
    const { touched } = this.layer;
    for (let y = 0; y < height; y += 2) {
      for (let x = 0; x < width; x += 2) {
        const at = (top + y) * widthPx + left + x;
        const chroma = lumaSize + ((top + y) >> 1) * (widthPx >> 1) + ((left + x) >> 1);
        const local = y * TILE_PX + x;
        const isTouched = touched[at]! | touched[at + 1]! | touched[at + widthPx]! | touched[at + widthPx + 1]!
          | (hasShadow ? this.sunMask.any(local) : 0) | (hasContact ? this.contactMask.any(local) : 0);
        if (isTouched !== 0) {
          this.showBlock(left + x, top + y, local, chroma, hasShadow, hasContact);
          continue;
        }
        yuv[at] = still[at]!;
        yuv[at + 1] = still[at + 1]!;
        yuv[at + widthPx] = still[at + widthPx]!;
        yuv[at + widthPx + 1] = still[at + widthPx + 1]!;
        yuv[chroma] = still[chroma]!;
        yuv[chroma + (lumaSize >> 2)] = still[chroma + (lumaSize >> 2)]!;
      }
    }
  }

  private showBlock(x: number, y: number, local: number, chroma: number, hasShadow: boolean, hasContact: boolean): void {
    const { widthPx, yuv, tone } = this;
    const { ambient, sun, isGround: groundOf } = this.backdrop;
    const { redGain, blueGain } = this.grade;
    const { covered, color } = this.layer;
    const softSun = this.sunMask.soft, softContact = this.contactMask.soft;
    const k = this.sunShare;
    const wide = widthPx * SAMPLES;
    let red = 0, green = 0, blue = 0;
    for (let corner = 0; corner < 4; corner++) {
      const ox = corner & 1, oy = corner >> 1;
      const pixel = (y + oy) * widthPx + x + ox;
      const sample = (y + oy) * SAMPLES * wide + (x + ox) * SAMPLES;
      let r = 0, g = 0, b = 0, count = 0;
      for (let tap = 0; tap < 4; tap++) {
        const index = sample + (tap & 1) + (tap >> 1) * wide;
        if (covered[index] === 0) continue;
        count++;
        r += color[index * 3]!; g += color[index * 3 + 1]!; b += color[index * 3 + 2]!;
      }
      if (count < 4) {
        const isGround = groundOf[pixel] === 1;
        const mask = local + oy * TILE_PX + ox;
        const open = isGround && hasContact ? 1 - 0.62 * softContact[mask]! : 1;
        const sunny = isGround && hasShadow ? k * (1 - softSun[mask]!) * (0.5 + 0.5 * open) : k * open;
        const share = 4 - count;
        r += share * (ambient[pixel * 3]! * open + sun[pixel * 3]! * sunny);
        g += share * (ambient[pixel * 3 + 1]! * open + sun[pixel * 3 + 1]! * sunny);
        b += share * (ambient[pixel * 3 + 2]! * open + sun[pixel * 3 + 2]! * sunny);
      }
      r = displayOf(tone, r * 0.25 * redGain);
      g = displayOf(tone, g * 0.25);
      b = displayOf(tone, b * 0.25 * blueGain);
      yuv[pixel] = 16.5 + 0.2567 * r + 0.5041 * g + 0.0979 * b;
      red += r; green += g; blue += b;
    }
    this.writeChroma(yuv, chroma, red * 0.25, green * 0.25, blue * 0.25);
  }

  private writeChroma(target: Uint8Array, at: number, r: number, g: number, b: number): void {
    const { saturation } = this.grade;
    target[at] = 128.5 + saturation * (-0.1482 * r - 0.291 * g + 0.4392 * b);
    target[at + ((this.widthPx * this.heightPx) >> 2)] = 128.5 + saturation * (0.4392 * r - 0.3678 * g - 0.0714 * b);
  }

  /**
   * The still picture under the present clouds, with new sensor grain. Grain that changed with every frame
   * would cost as much time as all the drawing, and the encoder would throw it away.
   */
  private relight(): void {
    const shift = Math.floor(hashCell(this.relightCount++, 3) * GRAIN_SLACK);
    const { widthPx, heightPx, still, grade, tone } = this;
    const { ambient, sun } = this.backdrop;
    const k = this.sunShare;
    const lumaSize = widthPx * heightPx;
    for (let y = 0; y < heightPx; y += 2) {
      for (let x = 0; x < widthPx; x += 2) {
        let red = 0, green = 0, blue = 0;
        for (let corner = 0; corner < 4; corner++) {
          const pixel = (y + (corner >> 1)) * widthPx + x + (corner & 1);
          const r = displayOf(tone, (ambient[pixel * 3]! + k * sun[pixel * 3]!) * grade.redGain);
          const g = displayOf(tone, ambient[pixel * 3 + 1]! + k * sun[pixel * 3 + 1]!);
          const b = displayOf(tone, (ambient[pixel * 3 + 2]! + k * sun[pixel * 3 + 2]!) * grade.blueGain);
          still[pixel] = 16.5 + 0.2567 * r + 0.5041 * g + 0.0979 * b + this.grain[pixel + shift]!;
          red += r; green += g; blue += b;
        }
        this.writeChroma(still, lumaSize + (y >> 1) * (widthPx >> 1) + (x >> 1), red * 0.25, green * 0.25, blue * 0.25);
      }
    }
  }
}

const GRAIN_SLACK = 65_536;

/** Mostly nothing, sometimes a step or two up or down. */
function makeGrain(pixelCount: number): Int8Array {
  const random = makeRandom(99);
  return Int8Array.from({ length: pixelCount + GRAIN_SLACK }, () => Math.round((random() + random() + random() - 1.5) * 1.8));
}

/** The display value, 0–255, of linear light. */
function displayOf(tone: Float32Array, linear: number): number {
  const step = (linear * TONE_SCALE) | 0;
  return tone[step < TONE_STEPS ? step : TONE_STEPS]!;
}
