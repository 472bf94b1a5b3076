// The still part of a view, lit: soft sun shadows, darkening in corners, sky reflected in glass and water, haze.
// Drawn once per camera. Sun and the rest are kept apart, so that clouds and moving shadows need no second drawing.
import { type SunShadow, isSunlit, rasterSunShadow, rasterView, type DepthPicture } from "./depth-raster.ts";
import { HAZE, LIGHT_FROM_BELOW, SKY_FROM_ABOVE, SUN_LIGHT, TO_SUN, skyColor } from "./daylight.ts";
import { MaterialSample, sampleMaterial } from "./materials.ts";
import type { Pinhole, Vec3 } from "./pinhole.ts";
import { hashCell, layeredNoise, makeRandom } from "./seeded-noise.ts";
import type { StaticMesh, Surface } from "./static-mesh.ts";

export const SAMPLES = 2;

export interface Backdrop {
  readonly pinhole: Pinhole;
  /** Linear light without the sun, 3 a pixel. */
  readonly ambient: Float32Array;
  /** What the sun adds when no cloud stands before it, 3 a pixel. */
  readonly sun: Float32Array;
  /** 1 where the pixel is ground that moving things throw shadows on. */
  readonly isGround: Uint8Array;
  readonly depth: DepthPicture;
  readonly shadow: SunShadow;
}

export interface BackdropOptions {
  readonly mesh: StaticMesh;
  readonly pinhole: Pinhole;
  /** Centre of the area whose sun shadows are worked out. */
  readonly focus: Vec3;
  readonly hills: number;
  readonly hazeM: number;
}

const OCCLUSION_TAPS = 8;
const tapSets = makeTapSets();

export function drawBackdrop(options: BackdropOptions): Backdrop {
  const { mesh, pinhole } = options;
  const depth = rasterView(mesh, pinhole, SAMPLES);
  const shadow = rasterSunShadow(mesh, TO_SUN, options.focus, 130, 3072);
  const pixelCount = pinhole.widthPx * pinhole.heightPx;
  const backdrop: Backdrop = {
    pinhole, depth, shadow,
    ambient: new Float32Array(pixelCount * 3),
    sun: new Float32Array(pixelCount * 3),
    isGround: new Uint8Array(pixelCount),
  };
  const shader = new SampleShader(options, depth, shadow);
  const share = 1 / (SAMPLES * SAMPLES);
  for (let y = 0; y < pinhole.heightPx; y++) {
    for (let x = 0; x < pinhole.widthPx; x++) {
      const at = (y * pinhole.widthPx + x) * 3;
      let ground = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        shader.shade(x * SAMPLES + (sample % SAMPLES), y * SAMPLES + Math.floor(sample / SAMPLES));
        for (let channel = 0; channel < 3; channel++) {
          backdrop.ambient[at + channel]! += shader.ambient[channel]! * share;
          backdrop.sun[at + channel]! += shader.sun[channel]! * share;
        }
        ground += shader.isGround;
      }
      backdrop.isGround[y * pinhole.widthPx + x] = ground >= 2 ? 1 : 0;
    }
  }
  return backdrop;
}

class SampleShader {
  readonly ambient = new Float64Array(3);
  readonly sun = new Float64Array(3);
  isGround = 0;
  private readonly options: BackdropOptions;
  private readonly depth: DepthPicture;
  private readonly shadow: SunShadow;
  private readonly material = new MaterialSample();
  private readonly sky = new Float64Array(3);
  private readonly surfaces: readonly Surface[];
  private readonly surfaceOfTriangle: readonly number[];

  constructor(options: BackdropOptions, depth: DepthPicture, shadow: SunShadow) {
    this.options = options;
    this.depth = depth;
    this.shadow = shadow;
    this.surfaces = options.mesh.surfaces;
    this.surfaceOfTriangle = options.mesh.surfaceOfTriangle;
  }

  shade(px: number, py: number): void {
    const { pinhole, hills, hazeM } = this.options;
    const { right, up, forward, eye } = pinhole;
    const index = py * this.depth.widthPx + px;
    const focal = pinhole.focalPx * SAMPLES;
    const sx = (px + 0.5 - this.depth.widthPx / 2) / focal;
    const sy = (this.depth.heightPx / 2 - py - 0.5) / focal;
    let dx = forward[0] + right[0] * sx + up[0] * sy;
    let dy = forward[1] + right[1] * sx + up[1] * sy;
    let dz = forward[2] + right[2] * sx + up[2] * sy;
    const triangle = this.depth.triangle[index]!;
    this.isGround = 0;
    if (triangle < 0) {
      const length = Math.hypot(dx, dy, dz);
      skyColor(dx / length, dy / length, dz / length, hills, this.sky);
      for (let channel = 0; channel < 3; channel++) {
        this.ambient[channel] = this.sky[channel]!;
        this.sun[channel] = 0;
      }
      return;
    }
    const depthM = 1 / this.depth.nearness[index]!;
    const x = eye[0] + dx * depthM;
    const y = eye[1] + dy * depthM;
    const z = eye[2] + dz * depthM;
    const length = Math.hypot(dx, dy, dz);
    dx /= length; dy /= length; dz /= length;
    const surface = this.surfaces[this.surfaceOfTriangle[triangle]!]!;
    this.light(surface, x, y, z, dx, dy, dz, depthM / focal, px, py);
    const clear = Math.exp(-(depthM * length) / hazeM);
    for (let channel = 0; channel < 3; channel++) {
      this.ambient[channel] = this.ambient[channel]! * clear + HAZE[channel]! * (1 - clear);
      this.sun[channel] = this.sun[channel]! * clear;
    }
  }

  private light(
    surface: Surface, x: number, y: number, z: number, dx: number, dy: number, dz: number,
    footprintM: number, px: number, py: number,
  ): void {
    const { material: kind, origin, u, v, normal, sizeM } = surface;
    const ox = x - origin[0], oy = y - origin[1], oz = z - origin[2];
    const m = this.material;
    const facing = Math.abs(dx * normal[0] + dy * normal[1] + dz * normal[2]);
    const along = ox * u[0] + oy * u[1] + oz * u[2];
    const upwards = ox * v[0] + oy * v[1] + oz * v[2];
    sampleMaterial(kind, along, upwards, sizeM[0], sizeM[1], x, y, z, footprintM / Math.max(0.15, facing), m);
    let nx = normal[0], ny = normal[1], nz = normal[2];
    if (nx * dx + ny * dy + nz * dz > 0) { nx = -nx; ny = -ny; nz = -nz; }
    if (kind.kind === "water") return this.lightWater(kind.color, x, y, dx, dy, dz, footprintM);
    this.isGround = nz > 0.9 && z < 0.4 && z > -0.2 ? 1 : 0;
    const occlusion = this.openness(x, y, z, nx, ny, nz, px, py);
    if (m.tiltU !== 0 || m.tiltV !== 0) {
      nx -= m.tiltU * u[0] + m.tiltV * v[0];
      ny -= m.tiltU * u[1] + m.tiltV * v[1];
      nz -= m.tiltU * u[2] + m.tiltV * v[2];
      const size = Math.hypot(nx, ny, nz);
      nx /= size; ny /= size; nz /= size;
    }
    let sunCos = nx * TO_SUN[0] + ny * TO_SUN[1] + nz * TO_SUN[2];
    // Leaves let light through, so their far side is not black.
    if (kind.kind === "leaf") sunCos = 0.35 * Math.abs(sunCos) + 0.45 * Math.max(0, sunCos) + 0.12;
    const sunlit = sunCos > 0 ? sunCos * this.sunShare(x, y, z, sunCos, px, py) : 0;
    const above = 0.5 + 0.5 * nz;
    const ambientShade = occlusion * (1 - 0.9 * m.glass);
    const sunShade = sunlit * (1 - 0.85 * m.glass);
    const albedo = [m.r, m.g, m.b];
    for (let channel = 0; channel < 3; channel++) {
      const fromSky = SKY_FROM_ABOVE[channel]! * above + LIGHT_FROM_BELOW[channel]! * (1 - above);
      this.ambient[channel] = albedo[channel]! * (fromSky * ambientShade + m.glow + m.glass * 0.5);
      this.sun[channel] = albedo[channel]! * SUN_LIGHT[channel]! * sunShade;
    }
    if (m.gloss > 0) this.addReflection(dx, dy, dz, nx, ny, nz, m.gloss, occlusion);
  }

  private addReflection(dx: number, dy: number, dz: number, nx: number, ny: number, nz: number, gloss: number, openness: number): void {
    const against = Math.max(0, -(dx * nx + dy * ny + dz * nz));
    const rx = dx + 2 * against * nx, ry = dy + 2 * against * ny, rz = dz + 2 * against * nz;
    const strength = gloss * (0.1 + 0.9 * Math.pow(1 - against, 4)) * openness;
    if (rz > 0) skyColor(rx, ry, rz, 1.4, this.sky);
    else this.sky.fill(0.2);
    for (let channel = 0; channel < 3; channel++) this.ambient[channel]! += this.sky[channel]! * strength;
  }

  private lightWater(color: Vec3, x: number, y: number, dx: number, dy: number, dz: number, footprintM: number): void {
    const calm = Math.min(1, 0.25 / (footprintM + 0.05));
    const slopeX = (layeredNoise(x * 0.9, y * 1.6 + 8, 4) - 0.5) * 0.32 * calm;
    const slopeY = (layeredNoise(x * 0.9 + 60, y * 1.6, 4) - 0.5) * 0.42 * calm;
    const size = Math.hypot(slopeX, slopeY, 1);
    const nx = slopeX / size, ny = slopeY / size, nz = 1 / size;
    const against = Math.max(0.02, -(dx * nx + dy * ny + dz * nz));
    const rx = dx + 2 * against * nx, ry = dy + 2 * against * ny, rz = Math.abs(dz + 2 * against * nz);
    skyColor(rx, ry, rz, this.options.hills, this.sky);
    const mirror = 0.06 + 0.82 * Math.pow(1 - against, 4);
    for (let channel = 0; channel < 3; channel++) {
      this.ambient[channel] = color[channel]! * 0.55 * (1 - mirror) + this.sky[channel]! * mirror;
      this.sun[channel] = color[channel]! * 0.35 * (1 - mirror);
    }
  }

  /** Share of the sun's disc that is visible, from a few taps whose places differ from sample to sample. */
  private sunShare(x: number, y: number, z: number, sunCos: number, px: number, py: number): number {
    const bias = 0.06 + 0.1 * (1 - sunCos);
    let visible = 0;
    const turn = hashCell(px, py, 1) * 6.283;
    for (let tap = 0; tap < 4; tap++) {
      const radius = 0.6 + tap * 0.85;
      const angle = turn + tap * 2.4;
      visible += isSunlit(this.shadow, x, y, z, bias, Math.cos(angle) * radius, Math.sin(angle) * radius);
    }
    return visible / 4;
  }

  /** How open a point is to the sky: 1 in the open, less in corners and under things. */
  private openness(x: number, y: number, z: number, nx: number, ny: number, nz: number, px: number, py: number): number {
    const { pinhole } = this.options;
    const { right, up, forward, eye } = pinhole;
    const focal = pinhole.focalPx * SAMPLES;
    const { widthPx, heightPx, nearness } = this.depth;
    const taps = tapSets[(hashCell(px, py, 2) * tapSets.length) | 0]!;
    let hidden = 0;
    for (let tap = 0; tap < OCCLUSION_TAPS; tap++) {
      let tx = taps[tap * 3]!, ty = taps[tap * 3 + 1]!, tz = taps[tap * 3 + 2]!;
      if (tx * nx + ty * ny + tz * nz < 0) { tx = -tx; ty = -ty; tz = -tz; }
      const qx = x + nx * 0.04 + tx - eye[0], qy = y + ny * 0.04 + ty - eye[1], qz = z + nz * 0.04 + tz - eye[2];
      const depthM = qx * forward[0] + qy * forward[1] + qz * forward[2];
      if (depthM < 0.2) continue;
      const sx = (widthPx / 2 + (focal * (qx * right[0] + qy * right[1] + qz * right[2])) / depthM) | 0;
      const sy = (heightPx / 2 - (focal * (qx * up[0] + qy * up[1] + qz * up[2])) / depthM) | 0;
      if (sx < 0 || sy < 0 || sx >= widthPx || sy >= heightPx) continue;
      const near = nearness[sy * widthPx + sx]!;
      if (near <= 0) continue;
      const gap = depthM - 1 / near;
      if (gap > 0.03 && gap < 2.6) hidden++;
    }
    return 1 - (0.95 * hidden) / OCCLUSION_TAPS;
  }
}

/** Directions of growing length within a ball; each sample of a pixel uses another set. */
function makeTapSets(): readonly Float64Array[] {
  const random = makeRandom(77);
  return Array.from({ length: 64 }, () => {
    const taps = new Float64Array(OCCLUSION_TAPS * 3);
    for (let tap = 0; tap < OCCLUSION_TAPS; tap++) {
      const reach = 0.12 + 1.3 * Math.pow((tap + random()) / OCCLUSION_TAPS, 1.6);
      const z = random() * 2 - 1;
      const angle = random() * Math.PI * 2;
      const flat = Math.sqrt(1 - z * z);
      taps.set([Math.cos(angle) * flat * reach, Math.sin(angle) * flat * reach, z * reach], tap * 3);
    }
    return taps;
  });
}
