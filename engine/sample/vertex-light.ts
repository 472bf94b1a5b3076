// Lights and projects the corners of moving things, and finds where their shadows fall on the ground.
// The sun, sky and haze are the backdrop's, so that what moves belongs to what does not.
import { type Backdrop, shadowAt } from "./backdrop.ts";
import { HAZE, LIGHT_FROM_BELOW, SKY_FROM_ABOVE, SUN_LIGHT, TO_SUN } from "./daylight.ts";
import type { MovingMesh } from "./moving-mesh.ts";

const LIMIT = 120_000;
const HAZE_M = 500;
const NEAR_M = 0.4;

export class VertexLight {
  readonly screenX = new Float32Array(LIMIT);
  readonly screenY = new Float32Array(LIMIT);
  /** 1 / distance, slightly towards the camera so that feet win against the ground; 0 behind the camera. */
  readonly nearness = new Float32Array(LIMIT);
  readonly red = new Float32Array(LIMIT);
  readonly green = new Float32Array(LIMIT);
  readonly blue = new Float32Array(LIMIT);
  /** The corner's shadow on the ground, and the ground right under it, in the picture. */
  readonly shadowX = new Float32Array(LIMIT);
  readonly shadowY = new Float32Array(LIMIT);
  readonly contactX = new Float32Array(LIMIT);
  readonly contactY = new Float32Array(LIMIT);
  readonly shadowOk = new Uint8Array(LIMIT);
  private readonly backdrop: Backdrop;
  private projectedX = 0;
  private projectedY = 0;

  constructor(backdrop: Backdrop) {
    this.backdrop = backdrop;
  }

  prepare(mesh: MovingMesh, from: number, to: number, groundZ: number, sunShare: number): void {
    const { eye } = this.backdrop.pinhole;
    for (let vertex = from; vertex < to; vertex++) {
      const x = mesh.position[vertex * 3]!, y = mesh.position[vertex * 3 + 1]!, z = mesh.position[vertex * 3 + 2]!;
      const depthM = this.project(x, y, z);
      this.screenX[vertex] = this.projectedX;
      this.screenY[vertex] = this.projectedY;
      this.nearness[vertex] = depthM > NEAR_M ? 1.0015 / depthM : 0;
      this.castShadow(vertex, x, y, Math.max(0, z - groundZ), groundZ);
      this.shade(mesh, vertex, x, y, z, eye[0] - x, eye[1] - y, eye[2] - z, groundZ, sunShare);
    }
  }

  private project(x: number, y: number, z: number): number {
    const { eye, right, up, forward, focalPx, widthPx, heightPx } = this.backdrop.pinhole;
    const dx = x - eye[0], dy = y - eye[1], dz = z - eye[2];
    const depthM = dx * forward[0] + dy * forward[1] + dz * forward[2];
    const ratio = focalPx / depthM;
    this.projectedX = widthPx / 2 + (dx * right[0] + dy * right[1] + dz * right[2]) * ratio;
    this.projectedY = heightPx / 2 - (dx * up[0] + dy * up[1] + dz * up[2]) * ratio;
    return depthM;
  }

  private castShadow(vertex: number, x: number, y: number, height: number, groundZ: number): void {
    const reach = height / TO_SUN[2];
    const sunDepthM = this.project(x - TO_SUN[0] * reach, y - TO_SUN[1] * reach, groundZ);
    this.shadowX[vertex] = this.projectedX;
    this.shadowY[vertex] = this.projectedY;
    const contactDepthM = this.project(x, y, groundZ);
    this.contactX[vertex] = this.projectedX;
    this.contactY[vertex] = this.projectedY;
    this.shadowOk[vertex] = sunDepthM > NEAR_M && contactDepthM > NEAR_M ? 1 : 0;
  }

  private shade(
    mesh: MovingMesh, vertex: number, x: number, y: number, z: number, vx: number, vy: number, vz: number, groundZ: number, sunShare: number,
  ): void {
    const distance = Math.hypot(vx, vy, vz);
    vx /= distance; vy /= distance; vz /= distance;
    let nx = mesh.normal[vertex * 3]!, ny = mesh.normal[vertex * 3 + 1]!, nz = mesh.normal[vertex * 3 + 2]!;
    const size = Math.hypot(nx, ny, nz) || 1;
    nx /= size; ny /= size; nz /= size;
    let facing = nx * vx + ny * vy + nz * vz;
    if (facing < 0) {
      nx = -nx; ny = -ny; nz = -nz;
      facing = -facing;
    }
    const sunCos = nx * TO_SUN[0] + ny * TO_SUN[1] + nz * TO_SUN[2];
    const sunlit = shadowAt(this.backdrop.shadow, x, y, z);
    const direct = Math.max(0, sunCos) * sunShare * sunlit;
    const above = 0.5 + 0.5 * nz;
    const nearGround = 0.55 + 0.45 * Math.min(1, (z - groundZ) / 0.7);
    const gloss = mesh.gloss[vertex]!, glow = mesh.glow[vertex]!;
    const mirror = gloss * (0.09 + 0.75 * Math.pow(1 - facing, 3));
    const upwards = 2 * facing * nz - vz;
    const sky = upwards > 0 ? 0.85 - 0.25 * upwards : 0.22 + 0.3 * Math.max(0, 1 + upwards * 3);
    // A soft highlight where the sun mirrors in paint and chrome.
    const rx = 2 * facing * nx - vx, ry = 2 * facing * ny - vy;
    const spark = gloss * sunlit * sunShare * 1.6 * Math.pow(Math.max(0, rx * TO_SUN[0] + ry * TO_SUN[1] + upwards * TO_SUN[2]), 24);
    const clear = Math.exp(-distance / HAZE_M);
    const shaded = (channel: 0 | 1 | 2): number => {
      const albedo = mesh.color[vertex * 3 + channel]!;
      const around = (SKY_FROM_ABOVE[channel] * above + LIGHT_FROM_BELOW[channel] * (1 - above)) * nearGround;
      const lit = albedo * (around + SUN_LIGHT[channel] * direct + glow) * (1 - mirror) + mirror * sky * (0.6 + 0.4 * HAZE[channel]) + spark;
      return lit * clear + HAZE[channel] * (1 - clear);
    };
    this.red[vertex] = shaded(0);
    this.green[vertex] = shaded(1);
    this.blue[vertex] = shaded(2);
  }
}
