// Collects everything in a place that never moves: flat surfaces with a material, as triangles.
// Moving things have their own, lighter mesh (moving-mesh.ts).
import type { Material } from "./materials.ts";
import { type Vec3, add, cross, normalize, scale, subtract } from "./pinhole.ts";
import type { Random } from "./seeded-noise.ts";

/** A plane with a material; `u` and `v` are unit directions, so texture coordinates are metres. */
export interface Surface {
  readonly material: Material;
  readonly origin: Vec3;
  readonly u: Vec3;
  readonly v: Vec3;
  readonly normal: Vec3;
  /** Full size along u and v, for materials that are laid out from edge to edge. */
  readonly sizeM: readonly [number, number];
}

export interface BoxFaces {
  readonly south?: Material;
  readonly north?: Material;
  readonly west?: Material;
  readonly east?: Material;
  readonly top?: Material;
}

export class StaticMesh {
  readonly surfaces: Surface[] = [];
  /** Nine coordinates a triangle. */
  readonly corners: number[] = [];
  readonly surfaceOfTriangle: number[] = [];

  /** A parallelogram from `origin` along two edges; its front looks towards u × v. */
  quad(origin: Vec3, uEdge: Vec3, vEdge: Vec3, material: Material): void {
    const surface = this.addSurface(origin, uEdge, vEdge, material);
    const b = add(origin, uEdge);
    const c = add(b, vEdge);
    const d = add(origin, vEdge);
    this.triangle(origin, b, c, surface);
    this.triangle(origin, c, d, surface);
  }

  /** A flat convex polygon. */
  polygon(points: readonly Vec3[], material: Material): void {
    const [first, second, third] = points;
    if (!first || !second || !third) return;
    const uEdge = subtract(second, first);
    const normal = normalize(cross(uEdge, subtract(third, first)));
    const surface = this.addSurface(first, uEdge, cross(normal, normalize(uEdge)), material);
    for (let index = 1; index + 1 < points.length; index++) this.triangle(first, points[index]!, points[index + 1]!, surface);
  }

  /** A box along the axes; one material for all faces, or one for each. */
  box(x: number, y: number, z: number, width: number, depth: number, height: number, faces: Material | BoxFaces): void {
    const all: BoxFaces =
      "kind" in faces ? { south: faces, north: faces, west: faces, east: faces, top: faces } : faces;
    if (all.south) this.quad([x, y, z], [width, 0, 0], [0, 0, height], all.south);
    if (all.north) this.quad([x + width, y + depth, z], [-width, 0, 0], [0, 0, height], all.north);
    if (all.west) this.quad([x, y + depth, z], [0, -depth, 0], [0, 0, height], all.west);
    if (all.east) this.quad([x + width, y, z], [0, depth, 0], [0, 0, height], all.east);
    if (all.top) this.quad([x, y, z + height], [width, 0, 0], [0, depth, 0], all.top);
  }

  /** A round or tapering bar between two points, open at its ends. */
  bar(from: Vec3, to: Vec3, fromRadius: number, toRadius: number, sides: number, material: Material): void {
    const axis = normalize(subtract(to, from));
    const side = normalize(cross(axis, Math.abs(axis[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
    const other = cross(axis, side);
    const ring = (centre: Vec3, radius: number, index: number): Vec3 => {
      const angle = (index / sides) * Math.PI * 2;
      return add(centre, add(scale(side, Math.cos(angle) * radius), scale(other, Math.sin(angle) * radius)));
    };
    for (let index = 0; index < sides; index++) {
      const a = ring(from, fromRadius, index);
      const b = ring(from, fromRadius, index + 1);
      const c = ring(to, toRadius, index + 1);
      const d = ring(to, toRadius, index);
      this.polygon([a, b, c, d], material);
    }
  }

  /** A crown of leaves: many small leaf faces in a lumpy ball. */
  foliage(centre: Vec3, radius: Vec3, leafCount: number, leafM: number, material: Material, random: Random): void {
    for (let index = 0; index < leafCount; index++) {
      const z = random() * 2 - 1;
      const angle = random() * Math.PI * 2;
      const flat = Math.sqrt(1 - z * z);
      const out: Vec3 = [Math.cos(angle) * flat, Math.sin(angle) * flat, z];
      const lump = 0.55 + 0.45 * Math.sqrt(random());
      const at: Vec3 = [
        centre[0] + out[0] * radius[0] * lump,
        centre[1] + out[1] * radius[1] * lump,
        centre[2] + out[2] * radius[2] * lump,
      ];
      const normal = normalize([out[0] + random() - 0.5, out[1] + random() - 0.5, out[2] + random() * 0.8]);
      const u = scale(normalize(cross(normal, [random() - 0.5, random() - 0.5, random() - 0.5])), leafM * (0.6 + random() * 0.8));
      const v = scale(cross(normal, normalize(u)), leafM * (0.4 + random() * 0.5));
      this.quad(at, u, v, material);
    }
  }

  private addSurface(origin: Vec3, uEdge: Vec3, vEdge: Vec3, material: Material): number {
    const sizeM = [Math.hypot(...uEdge), Math.hypot(...vEdge)] as const;
    const u = normalize(uEdge);
    const normal = normalize(cross(uEdge, vEdge));
    return this.surfaces.push({ material, origin, u, v: normalize(vEdge), normal, sizeM }) - 1;
  }

  private triangle(a: Vec3, b: Vec3, c: Vec3, surface: number): void {
    this.corners.push(a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]);
    this.surfaceOfTriangle.push(surface);
  }
}
