// One frame's moving things as triangles with a colour at each corner, in world coordinates, and beside them a
// coarser set of triangles that throws their shadows.
// Rebuilt whenever something moves, from a few shapes: tubes, boxes and patches. Textures are for still things only.
import type { Vec3 } from "./pinhole.ts";
import { TO_SUN } from "./daylight.ts";

export const VERTEX_LIMIT = 120_000;

/** Gloss and own light of the corners that follow. */
export interface Finish {
  readonly gloss?: number;
  readonly glow?: number;
}

const MATT: Finish = {};
const flatSun = Math.hypot(TO_SUN[0], TO_SUN[1]);
/** Level, across the sun's rays: the width of a tube's shadow. */
const acrossX = -TO_SUN[1] / flatSun, acrossY = TO_SUN[0] / flatSun;

export class MovingMesh {
  readonly position = new Float32Array(VERTEX_LIMIT * 3);
  readonly normal = new Float32Array(VERTEX_LIMIT * 3);
  readonly color = new Float32Array(VERTEX_LIMIT * 3);
  readonly gloss = new Float32Array(VERTEX_LIMIT);
  readonly glow = new Float32Array(VERTEX_LIMIT);
  readonly indices = new Int32Array(VERTEX_LIMIT * 3);
  readonly castPosition = new Float32Array(VERTEX_LIMIT * 3);
  readonly castIndices = new Int32Array(VERTEX_LIMIT * 3);
  vertexCount = 0;
  indexCount = 0;
  castVertexCount = 0;
  castIndexCount = 0;
  /** Whether the shapes that follow throw a shadow of their own. */
  isCasting = true;
  /** Whether the corners that follow belong to a closed shell, whose far side is never seen. */
  isShell = false;
  readonly shell = new Uint8Array(VERTEX_LIMIT);

  clear(): void {
    this.vertexCount = this.indexCount = this.castVertexCount = this.castIndexCount = 0;
  }

  vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number, color: Vec3, finish: Finish = MATT): number {
    const at = this.vertexCount++;
    this.position[at * 3] = x;
    this.position[at * 3 + 1] = y;
    this.position[at * 3 + 2] = z;
    this.normal[at * 3] = nx;
    this.normal[at * 3 + 1] = ny;
    this.normal[at * 3 + 2] = nz;
    this.color[at * 3] = color[0];
    this.color[at * 3 + 1] = color[1];
    this.color[at * 3 + 2] = color[2];
    this.gloss[at] = finish.gloss ?? 0;
    this.glow[at] = finish.glow ?? 0;
    this.shell[at] = this.isShell ? 1 : 0;
    return at;
  }

  triangle(a: number, b: number, c: number): void {
    this.indices[this.indexCount++] = a;
    this.indices[this.indexCount++] = b;
    this.indices[this.indexCount++] = c;
  }

  /** A polygon that only throws a shadow. */
  castPolygon(points: readonly Vec3[]): void {
    const first = this.castVertexCount;
    for (const point of points) this.castVertex(point[0], point[1], point[2]);
    for (let index = 1; index + 1 < points.length; index++) this.castTriangle(first, first + index, first + index + 1);
  }

  /** A flat polygon with one colour. */
  patch(points: readonly Vec3[], color: Vec3, finish: Finish = MATT): void {
    const a = points[0]!, b = points[1]!, c = points[2]!;
    const ux = b[0] - a[0], uy = b[1] - a[1], uz = b[2] - a[2];
    const vx = c[0] - a[0], vy = c[1] - a[1], vz = c[2] - a[2];
    let nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    const size = Math.hypot(nx, ny, nz) || 1;
    nx /= size; ny /= size; nz /= size;
    const first = this.vertexCount;
    for (const point of points) this.vertex(point[0], point[1], point[2], nx, ny, nz, color, finish);
    for (let index = 1; index + 1 < points.length; index++) this.triangle(first, first + index, first + index + 1);
    if (this.isCasting) this.castPolygon(points);
  }

  /**
   * A closed tube through points with an elliptic section: `wide` is the radius along `side`, `thick` across it.
   * One colour for all, or one a ring.
   */
  tube(points: readonly Vec3[], wide: readonly number[], thick: readonly number[], side: Vec3, sides: number, colors: readonly Vec3[], finish: Finish = MATT): void {
    const first = this.vertexCount;
    const last = points.length - 1;
    this.isShell = true;
    for (let ring = 0; ring <= last; ring++) {
      const here = points[ring]!;
      const before = points[Math.max(0, ring - 1)]!, after = points[Math.min(last, ring + 1)]!;
      let ax = after[0] - before[0], ay = after[1] - before[1], az = after[2] - before[2];
      const length = Math.sqrt(ax * ax + ay * ay + az * az) || 1;
      ax /= length; ay /= length; az /= length;
      // Across the tube: perpendicular to its run and to `side`.
      let bx = ay * side[2] - az * side[1], by = az * side[0] - ax * side[2], bz = ax * side[1] - ay * side[0];
      const across = Math.sqrt(bx * bx + by * by + bz * bz) || 1;
      bx /= across; by /= across; bz /= across;
      const color = colors[Math.min(ring, colors.length - 1)]!;
      const w = wide[Math.min(ring, wide.length - 1)]!, t = thick[Math.min(ring, thick.length - 1)]!;
      const tilt = ring === 0 ? -0.6 : ring === last ? 0.6 : 0;
      for (let step = 0; step < sides; step++) {
        const angle = (step / sides) * Math.PI * 2;
        const cos = Math.cos(angle), sin = Math.sin(angle);
        this.vertex(
          here[0] + side[0] * cos * w + bx * sin * t, here[1] + side[1] * cos * w + by * sin * t, here[2] + side[2] * cos * w + bz * sin * t,
          side[0] * cos + bx * sin + ax * tilt, side[1] * cos + by * sin + ay * tilt, side[2] * cos + bz * sin + az * tilt, color, finish,
        );
      }
      if (this.isCasting) this.castRib(here, (w + t) / 2, ring > 0);
    }
    this.isShell = false;
    for (let ring = 0; ring < last; ring++) {
      for (let step = 0; step < sides; step++) {
        const a = first + ring * sides + step, b = first + ring * sides + ((step + 1) % sides);
        this.triangle(a, b, b + sides);
        this.triangle(a, b + sides, a + sides);
      }
    }
    for (const ring of [0, last]) {
      for (let step = 1; step + 1 < sides; step++) this.triangle(first + ring * sides, first + ring * sides + step, first + ring * sides + step + 1);
    }
  }

  /** A box given by its centre, half sizes and the direction of its length. */
  box(centre: Vec3, half: Vec3, yaw: number, color: Vec3, finish: Finish = MATT): void {
    const cos = Math.cos(yaw), sin = Math.sin(yaw);
    const corner = (a: number, b: number, c: number): Vec3 => [
      centre[0] + a * half[0] * cos - b * half[1] * sin, centre[1] + a * half[0] * sin + b * half[1] * cos, centre[2] + c * half[2],
    ];
    this.patch([corner(-1, -1, 1), corner(1, -1, 1), corner(1, 1, 1), corner(-1, 1, 1)], color, finish);
    this.patch([corner(-1, -1, -1), corner(1, -1, -1), corner(1, -1, 1), corner(-1, -1, 1)], color, finish);
    this.patch([corner(1, 1, -1), corner(-1, 1, -1), corner(-1, 1, 1), corner(1, 1, 1)], color, finish);
    this.patch([corner(1, -1, -1), corner(1, 1, -1), corner(1, 1, 1), corner(1, -1, 1)], color, finish);
    this.patch([corner(-1, 1, -1), corner(-1, -1, -1), corner(-1, -1, 1), corner(-1, 1, 1)], color, finish);
  }

  /** A tube throws the shadow of a ribbon that stands across the sun's rays. */
  private castRib(at: Vec3, radius: number, isJoined: boolean): void {
    const a = this.castVertex(at[0] - acrossX * radius, at[1] - acrossY * radius, at[2]);
    const b = this.castVertex(at[0] + acrossX * radius, at[1] + acrossY * radius, at[2]);
    if (!isJoined) return;
    this.castTriangle(a - 2, b - 2, b);
    this.castTriangle(a - 2, b, a);
  }

  private castVertex(x: number, y: number, z: number): number {
    const at = this.castVertexCount++;
    this.castPosition[at * 3] = x;
    this.castPosition[at * 3 + 1] = y;
    this.castPosition[at * 3 + 2] = z;
    return at;
  }

  private castTriangle(a: number, b: number, c: number): void {
    this.castIndices[this.castIndexCount++] = a;
    this.castIndices[this.castIndexCount++] = b;
    this.castIndices[this.castIndexCount++] = c;
  }
}
