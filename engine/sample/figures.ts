// People and the bags they carry, posed from a few numbers: where, which way, mid-stride or standing, what is in each hand.
// Where anyone is at a given time is decided in story.ts and passers-by.ts.
import { linearFromHex } from "./daylight.ts";
import type { MovingMesh } from "./moving-mesh.ts";
import type { Vec3 } from "./pinhole.ts";

export interface Outfit {
  readonly coat: Vec3;
  readonly legs: Vec3;
  readonly shoes: Vec3;
  readonly hair: Vec3;
  readonly hairStyle: "short" | "long" | "cap" | "bun";
  /** 0 a jacket to the hip, 1 a coat to the knee. */
  readonly coatLength: number;
  readonly apron?: Vec3;
  readonly heightM: number;
}

export interface PersonPose {
  readonly x: number;
  readonly y: number;
  readonly groundZ: number;
  /** Direction they look, radians from east. */
  readonly yaw: number;
  /** Phase of the stride in radians; null stands. */
  readonly stride: number | null;
  /** 0 arms hang, 1 both arms reach forward. */
  readonly reach: number;
  /** 0 upright, 1 bent over a boot. */
  readonly bend: number;
  readonly leftBag: boolean;
  readonly rightBag: boolean;
  /** One hand at the ear. */
  readonly isPhoning: boolean;
}

const skin = linearFromHex("#e0b394");
const bagLow = linearFromHex("#d98d62");
const bagMid = linearFromHex("#e7ab82");
const bagTop = linearFromHex("#f3dcc0");
const bagKnot = linearFromHex("#c8332a");

export function makeOutfit(coat: string, legs: string, extra: Partial<Omit<Outfit, "coat" | "legs" | "hair" | "shoes">> & { hair?: string; shoes?: string } = {}): Outfit {
  return {
    hairStyle: "short", coatLength: 0.15, heightM: 1.68,
    ...extra,
    coat: linearFromHex(coat), legs: linearFromHex(legs),
    hair: linearFromHex(extra.hair ?? "#1d1917"), shoes: linearFromHex(extra.shoes ?? "#26221f"),
  };
}

/** A large clear bag of dried shrimp, tied in red at the neck; `x`, `y`, `z` is the middle of its bottom. */
export function buildBag(mesh: MovingMesh, x: number, y: number, z: number, yaw: number, size = 1): void {
  const side: Vec3 = [Math.cos(yaw), Math.sin(yaw), 0];
  const heights = [0, 0.05, 0.2, 0.32, 0.39, 0.42, 0.47];
  mesh.tube(
    heights.map((h): Vec3 => [x, y, z + h * size]),
    [0.13, 0.19, 0.205, 0.17, 0.075, 0.045, 0.09].map((r) => r * size),
    [0.1, 0.15, 0.165, 0.14, 0.07, 0.045, 0.07].map((r) => r * size),
    side, 9, [bagLow, bagLow, bagMid, bagTop, bagTop, bagKnot, bagTop], { gloss: 0.25 },
  );
}

/** `pixelsPerM` says how large the person will be: far ones have fewer faces. */
export function buildPerson(mesh: MovingMesh, outfit: Outfit, pose: PersonPose, pixelsPerM = 100): void {
  const sides = pixelsPerM < 22 ? 4 : pixelsPerM < 40 ? 5 : 6;
  const body = new Body(outfit, pose);
  if (pixelsPerM < 20 && !pose.leftBag && !pose.rightBag) return buildFarPerson(mesh, outfit, body);
  for (const side of [-1, 1] as const) {
    const [hip, knee, ankle, toe] = body.leg(side);
    const { legs, shoes } = outfit;
    mesh.tube([hip, knee, ankle], [0.088, 0.066, 0.05], [0.092, 0.07, 0.055], body.right, sides, [legs]);
    mesh.tube([add(ankle, 0, 0, 0.03), ankle, toe], [0.05, 0.052, 0.04], [0.05, 0.05, 0.035], body.right, sides, [shoes]);
  }
  buildTorso(mesh, outfit, body, sides);
  for (const side of [-1, 1] as const) buildArm(mesh, outfit, pose, body, side, sides);
  buildHead(mesh, outfit, body, sides);
}

/** Someone less than forty pixels tall. */
function buildFarPerson(mesh: MovingMesh, outfit: Outfit, body: Body): void {
  for (const side of [-1, 1] as const) {
    const [hip, knee, ankle] = body.leg(side);
    mesh.tube([hip, knee, ankle], [0.088, 0.07, 0.06], [0.092, 0.075, 0.07], body.right, 4, [outfit.legs]);
    mesh.tube([body.above(0, side * 0.22, 1.4), body.above(body.swing * side * -0.3, side * 0.27, 0.85)], [0.065, 0.05], [0.07, 0.055], body.right, 4, [outfit.coat]);
  }
  const hem = 0.86 - outfit.coatLength * 0.38;
  mesh.tube([body.at(0, 0, hem), body.above(0, 0, 1.05), body.above(0, 0, 1.36), body.above(0, 0, 1.48)], [0.2, 0.17, 0.2, 0.08], [0.14, 0.12, 0.12, 0.08], body.right, 6, [outfit.coat]);
  mesh.tube([body.above(0.02, 0, 1.48), body.above(0.02, 0, 1.56), body.above(0.01, 0, 1.64), body.above(0, 0, 1.73)], [0.05, 0.08, 0.09, 0.05], [0.06, 0.09, 0.1, 0.05], body.right, 5, [skin, skin, outfit.hair, outfit.hair]);
}

function add(point: Vec3, x: number, y: number, z: number): Vec3 {
  return [point[0] + x, point[1] + y, point[2] + z];
}

/** Where the joints are, from the pose. */
class Body {
  readonly right: Vec3;
  readonly scale: number;
  readonly swing: number;
  private readonly pose: PersonPose;
  private readonly cos: number;
  private readonly sin: number;
  private readonly lift: number;

  constructor(outfit: Outfit, pose: PersonPose) {
    this.pose = pose;
    this.scale = outfit.heightM / 1.7;
    this.cos = Math.cos(pose.yaw);
    this.sin = Math.sin(pose.yaw);
    this.right = [this.sin, -this.cos, 0];
    this.swing = pose.stride === null ? 0 : Math.sin(pose.stride);
    this.lift = pose.stride === null ? 0 : 0.025 * Math.cos(pose.stride * 2) - 0.025;
  }

  /** A point given forwards, to the right and up from the ground under the person. */
  at(forward: number, right: number, up: number): Vec3 {
    const { pose, scale } = this;
    return [
      pose.x + (forward * this.cos + right * this.sin) * scale,
      pose.y + (forward * this.sin - right * this.cos) * scale,
      pose.groundZ + up * scale,
    ];
  }

  /** The same, above the hip, where bending carries it forwards. */
  above(forward: number, right: number, up: number): Vec3 {
    const angle = this.pose.bend * 0.9;
    const rise = up - 0.9;
    return this.at(forward * Math.cos(angle) + rise * Math.sin(angle), right, 0.9 + this.lift + rise * Math.cos(angle) - forward * Math.sin(angle) * 0.5);
  }

  leg(side: -1 | 1): [Vec3, Vec3, Vec3, Vec3] {
    const swing = this.swing * side;
    const raise = this.pose.stride === null ? 0 : Math.max(0, Math.cos(this.pose.stride) * side) * 0.11;
    const foot = swing * 0.3;
    return [
      this.at(0, side * 0.095, 0.93 + this.lift),
      this.at(swing * 0.17 + 0.03 + raise * 0.6, side * 0.105, 0.5 + raise * 0.35),
      this.at(foot - raise * 0.5, side * 0.11, 0.075 + raise),
      this.at(foot - raise * 0.45 + 0.17, side * 0.125, 0.035 + raise * 0.8),
    ];
  }
}

function buildTorso(mesh: MovingMesh, outfit: Outfit, body: Body, sides: number): void {
  const hem = 0.86 - outfit.coatLength * 0.38;
  const flare = 0.02 + outfit.coatLength * 0.05;
  const rings: Vec3[] = [
    body.at(0, 0, hem), body.at(0, 0, (hem + 0.95) / 2), body.above(0, 0, 1.0), body.above(0.015, 0, 1.2), body.above(0.01, 0, 1.36), body.above(0, 0, 1.44), body.above(0, 0, 1.5),
  ];
  mesh.tube(rings, [0.17 + flare, 0.175 + flare * 0.5, 0.165, 0.19, 0.2, 0.12, 0.06], [0.125 + flare, 0.125, 0.115, 0.13, 0.12, 0.085, 0.06], body.right, sides + 3, [outfit.coat]);
  if (!outfit.apron) return;
  const points: Vec3[] = [body.at(0.14, -0.16, 0.6), body.at(0.14, 0.16, 0.6), body.above(0.15, 0.14, 1.28), body.above(0.15, -0.14, 1.28)];
  mesh.patch(points, outfit.apron);
}

function buildArm(mesh: MovingMesh, outfit: Outfit, pose: PersonPose, body: Body, side: -1 | 1, sides: number): void {
  const hasBag = side < 0 ? pose.leftBag : pose.rightBag;
  const swing = hasBag ? body.swing * side * -0.12 : body.swing * side * -0.3;
  const shoulder = body.above(0, side * 0.2, 1.4);
  const { reach } = pose;
  let elbow = body.above(swing * 0.5 + 0.22 * reach - 0.02, side * (0.26 + (hasBag ? 0.04 : 0)), 1.13 + 0.06 * reach);
  let hand = body.above(swing + 0.46 * reach + 0.04, side * (0.26 + (hasBag ? 0.07 : 0) - 0.1 * reach), 0.87 + 0.24 * reach);
  if (pose.isPhoning && side > 0) {
    elbow = body.above(0.14, 0.3, 1.2);
    hand = body.above(0.1, 0.13, 1.52);
  }
  mesh.tube([shoulder, elbow, hand], [0.068, 0.055, 0.042], [0.07, 0.056, 0.044], body.right, sides, [outfit.coat]);
  mesh.tube([hand, add(hand, 0, 0, -0.05), add(hand, 0, 0, -0.1)], [0.036, 0.042, 0.02], [0.036, 0.042, 0.02], body.right, 5, [skin]);
  if (hasBag) buildBag(mesh, hand[0], hand[1], hand[2] - 0.53, pose.yaw, 1);
}

function buildHead(mesh: MovingMesh, outfit: Outfit, body: Body, sides: number): void {
  const ball = (up: number): Vec3 => body.above(0.02, 0, up);
  mesh.tube([ball(1.47), ball(1.51), ball(1.56), ball(1.62), ball(1.68), ball(1.715)], [0.045, 0.062, 0.08, 0.085, 0.07, 0.03], [0.05, 0.07, 0.09, 0.095, 0.08, 0.03], body.right, sides + 2, [skin]);
  const back = (up: number, behind: number): Vec3 => body.above(0.02 - behind, 0, up);
  const { hair, hairStyle } = outfit;
  if (hairStyle === "cap") {
    mesh.tube([ball(1.64), ball(1.69), ball(1.735)], [0.095, 0.09, 0.05], [0.105, 0.1, 0.05], body.right, sides + 2, [hair]);
    mesh.patch([body.above(0.1, -0.07, 1.655), body.above(0.1, 0.07, 1.655), body.above(0.2, 0.05, 1.64), body.above(0.2, -0.05, 1.64)], hair);
    return;
  }
  mesh.tube([back(1.56, 0.035), back(1.63, 0.025), back(1.69, 0.012), back(1.738, 0.01)], [0.078, 0.094, 0.085, 0.035], [0.07, 0.092, 0.088, 0.035], body.right, sides + 2, [hair]);
  if (hairStyle === "long") mesh.tube([back(1.36, 0.085), back(1.46, 0.09), back(1.6, 0.06)], [0.06, 0.085, 0.085], [0.03, 0.045, 0.05], body.right, sides + 1, [hair]);
  if (hairStyle === "bun") mesh.tube([back(1.62, 0.15), back(1.65, 0.12), back(1.69, 0.1)], [0.03, 0.05, 0.03], [0.03, 0.05, 0.03], body.right, 6, [hair]);
}
