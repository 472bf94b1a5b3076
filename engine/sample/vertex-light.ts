// Lights and projects the corners of moving things, and finds where their shadows fall on the ground.
// The sun, sky and haze are the backdrop's, so that what moves belongs to what does not.
import type { Backdrop } from "./backdrop.ts";
import { HAZE, LIGHT_FROM_BELOW, SKY_FROM_ABOVE, SUN_LIGHT, TO_SUN } from "./daylight.ts";
import { isSunlit } from "./depth-raster.ts";
import { type MovingMesh, VERTEX_LIMIT } from "./moving-mesh.ts";

const HAZE_M = 450;
const NEAR_M = 0.4;

/** Corners in the picture, with their light, and corners of shadows. Triangles index into them. */
export interface LitMesh {
  readonly screenX: Float32Array;
  readonly screenY: Float32Array;
  /** 1 / distance, slightly towards the camera so that feet win against the ground; 0 behind the camera. */
  readonly nearness: Float32Array;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  /** 1 where the corner is on the far side of a closed shell: a triangle of three such is not drawn. */
  readonly isAway: Uint8Array;
  readonly indices: Int32Array;
  /** A shadow's corner on the ground, and the ground right under the corner that throws it; not a number behind the camera. */
  readonly shadowX: Float32Array;
  readonly shadowY: Float32Array;
  readonly contactX: Float32Array;
  readonly contactY: Float32Array;
  readonly castIndices: Int32Array;
}

/** Which part of a lit mesh belongs to one thing. */
export interface LitSpan {
  readonly mesh: LitMesh;
  readonly fromIndex: number;
  readonly toIndex: number;
  readonly fromCast: number;
  readonly toCast: number;
}

export class VertexLight implements LitMesh {
  readonly screenX = new Float32Array(VERTEX_LIMIT);
  readonly screenY = new Float32Array(VERTEX_LIMIT);
  readonly nearness = new Float32Array(VERTEX_LIMIT);
  readonly red = new Float32Array(VERTEX_LIMIT);
  readonly green = new Float32Array(VERTEX_LIMIT);
  readonly blue = new Float32Array(VERTEX_LIMIT);
  readonly isAway = new Uint8Array(VERTEX_LIMIT);
  readonly shadowX = new Float32Array(VERTEX_LIMIT);
  readonly shadowY = new Float32Array(VERTEX_LIMIT);
  readonly contactX = new Float32Array(VERTEX_LIMIT);
  readonly contactY = new Float32Array(VERTEX_LIMIT);
  private readonly mesh: MovingMesh;
  private readonly backdrop: Backdrop;
  private projectedX = 0;
  private projectedY = 0;

  constructor(backdrop: Backdrop, mesh: MovingMesh) {
    this.backdrop = backdrop;
    this.mesh = mesh;
  }

  get indices(): Int32Array {
    return this.mesh.indices;
  }

  get castIndices(): Int32Array {
    return this.mesh.castIndices;
  }

  /** Has `build` add a thing to the mesh, then lights what it added. */
  light(build: (mesh: MovingMesh) => void, groundZ: number, sunShare: number): LitSpan {
    const { mesh } = this;
    const fromVertex = mesh.vertexCount, fromIndex = mesh.indexCount, fromCast = mesh.castIndexCount, fromCastVertex = mesh.castVertexCount;
    build(mesh);
    const { eye } = this.backdrop.pinhole;
    for (let vertex = fromVertex; vertex < mesh.vertexCount; vertex++) {
      const x = mesh.position[vertex * 3]!, y = mesh.position[vertex * 3 + 1]!, z = mesh.position[vertex * 3 + 2]!;
      const depthM = this.project(x, y, z);
      this.screenX[vertex] = this.projectedX;
      this.screenY[vertex] = this.projectedY;
      this.nearness[vertex] = depthM > NEAR_M ? 1.0015 / depthM : 0;
      this.shade(vertex, x, y, z, eye[0] - x, eye[1] - y, eye[2] - z, groundZ, sunShare);
    }
    for (let vertex = fromCastVertex; vertex < mesh.castVertexCount; vertex++) this.castShadow(vertex, groundZ);
    return { mesh: this, fromIndex, toIndex: mesh.indexCount, fromCast, toCast: mesh.castIndexCount };
  }

  /** A copy that outlives this frame, for things that stand still. */
  keep(span: LitSpan): LitSpan {
    const indices = this.indices.slice(span.fromIndex, span.toIndex), castIndices = this.castIndices.slice(span.fromCast, span.toCast);
    const [from, to] = rebase(indices), [fromCast, toCast] = rebase(castIndices);
    const mesh: LitMesh = {
      indices, castIndices,
      screenX: this.screenX.slice(from, to), screenY: this.screenY.slice(from, to), nearness: this.nearness.slice(from, to),
      red: this.red.slice(from, to), green: this.green.slice(from, to), blue: this.blue.slice(from, to), isAway: this.isAway.slice(from, to),
      shadowX: this.shadowX.slice(fromCast, toCast), shadowY: this.shadowY.slice(fromCast, toCast),
      contactX: this.contactX.slice(fromCast, toCast), contactY: this.contactY.slice(fromCast, toCast),
    };
    return { mesh, fromIndex: 0, toIndex: indices.length, fromCast: 0, toCast: castIndices.length };
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

  private castShadow(vertex: number, groundZ: number): void {
    const { castPosition } = this.mesh;
    const x = castPosition[vertex * 3]!, y = castPosition[vertex * 3 + 1]!;
    const reach = Math.max(0, castPosition[vertex * 3 + 2]! - groundZ) / TO_SUN[2];
    const sunDepthM = this.project(x - TO_SUN[0] * reach, y - TO_SUN[1] * reach, groundZ);
    this.shadowX[vertex] = sunDepthM > NEAR_M ? this.projectedX : NaN;
    this.shadowY[vertex] = this.projectedY;
    const contactDepthM = this.project(x, y, groundZ);
    this.contactX[vertex] = contactDepthM > NEAR_M ? this.projectedX : NaN;
    this.contactY[vertex] = this.projectedY;
  }

  private shade(vertex: number, x: number, y: number, z: number, vx: number, vy: number, vz: number, groundZ: number, sunShare: number): void {
    const { mesh } = this;
    const distance = Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx /= distance; vy /= distance; vz /= distance;
    let nx = mesh.normal[vertex * 3]!, ny = mesh.normal[vertex * 3 + 1]!, nz = mesh.normal[vertex * 3 + 2]!;
    const size = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
    nx /= size; ny /= size; nz /= size;
    let facing = nx * vx + ny * vy + nz * vz;
    // With a margin: normals are smoothed, so near the outline they do not say which way a face looks.
    this.isAway[vertex] = facing < -0.3 ? mesh.shell[vertex]! : 0;
    if (facing < 0) {
      nx = -nx; ny = -ny; nz = -nz;
      facing = -facing;
    }
    const sunCos = nx * TO_SUN[0] + ny * TO_SUN[1] + nz * TO_SUN[2];
    const gloss = mesh.gloss[vertex]!, glow = mesh.glow[vertex]!;
    const sunlit = sunCos > 0 || gloss > 0 ? isSunlit(this.backdrop.shadow, x, y, z, 0.12, 0, 0) * sunShare : 0;
    const direct = sunCos > 0 ? sunCos * sunlit : 0;
    const above = 0.5 + 0.5 * nz;
    const height = (z - groundZ) / 0.7;
    const nearGround = height < 1 ? 0.55 + 0.45 * height : 1;
    let mirror = 0, sky = 0, spark = 0;
    if (gloss > 0) {
      const grazing = 1 - facing;
      mirror = gloss * (0.09 + 0.75 * grazing * grazing * grazing);
      const rx = 2 * facing * nx - vx, ry = 2 * facing * ny - vy, rz = 2 * facing * nz - vz;
      sky = rz > 0 ? 0.85 - 0.25 * rz : 0.22 + 0.3 * Math.max(0, 1 + rz * 3);
      // A soft highlight where the sun mirrors in paint and chrome.
      const towards = rx * TO_SUN[0] + ry * TO_SUN[1] + rz * TO_SUN[2];
      if (towards > 0.7) spark = gloss * sunlit * 1.6 * Math.pow(towards, 24);
    }
    const clear = Math.exp(-distance / HAZE_M), haze = 1 - clear;
    const skyPart = above * nearGround, groundPart = (1 - above) * nearGround, keep = 1 - mirror;
    const { color } = mesh;
    this.red[vertex] = (color[vertex * 3]! * (SKY_FROM_ABOVE[0] * skyPart + LIGHT_FROM_BELOW[0] * groundPart + SUN_LIGHT[0] * direct + glow) * keep + mirror * sky * 0.86 + spark) * clear + HAZE[0] * haze;
    this.green[vertex] = (color[vertex * 3 + 1]! * (SKY_FROM_ABOVE[1] * skyPart + LIGHT_FROM_BELOW[1] * groundPart + SUN_LIGHT[1] * direct + glow) * keep + mirror * sky * 0.89 + spark) * clear + HAZE[1] * haze;
    this.blue[vertex] = (color[vertex * 3 + 2]! * (SKY_FROM_ABOVE[2] * skyPart + LIGHT_FROM_BELOW[2] * groundPart + SUN_LIGHT[2] * direct + glow) * keep + mirror * sky * 0.91 + spark) * clear + HAZE[2] * haze;
  }
}

/** Makes indices start at 0; answers the span of vertices they used. */
function rebase(indices: Int32Array): [from: number, to: number] {
  if (indices.length === 0) return [0, 0];
  let from = indices[0]!, to = from;
  for (const index of indices) {
    if (index < from) from = index;
    if (index > to) to = index;
  }
  for (let at = 0; at < indices.length; at++) indices[at] = indices[at]! - from;
  return [from, to + 1];
}
