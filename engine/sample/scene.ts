// Everything that moves at one place, for any moment: the cast of the case, traffic, passers-by, barriers, lamps.
// One scene serves every camera of its place, which is why their pictures agree.
import { linearFromHex } from "./daylight.ts";
import { buildBag, buildPerson, makeOutfit, type Outfit, type PersonPose } from "./figures.ts";
import type { Moving } from "./frame-painter.ts";
import type { MovingMesh } from "./moving-mesh.ts";
import { PassersBy, makeStranger } from "./passers-by.ts";
import { type Vec3, add, scale } from "./pinhole.ts";
import { type Barrier, type GateCall, PLACE_LIFE, type PlaceLife } from "./place-life.ts";
import { SIGNAL_HEADS, type SignalHead } from "./places/junctions.ts";
import { makeRandom } from "./seeded-noise.ts";
import { BEATS, type CastId, type PlaceId, bagsOnGroundAt, castAt, taxiAt } from "./story.ts";
import { Traffic, type VehicleKind, signalPhase } from "./traffic.ts";
import { approachM, departureM, poseAt } from "./tracks.ts";
import { type CarLook, type CarPose, buildCar, buildLorry, buildRider, makeCarLook } from "./vehicles.ts";

const OUTFITS: Record<CastId, Outfit> = {
  woman: makeOutfit("#c21f2e", "#24242c", { hairStyle: "long", coatLength: 0.85, heightM: 1.63 }),
  driver: makeOutfit("#3f4b57", "#2b2a29", { hairStyle: "cap", heightM: 1.74, hair: "#20262e" }),
  shopkeeper: makeOutfit("#d8d2c0", "#39414e", { hairStyle: "bun", heightM: 1.6, apron: linearFromHex("#27649a") }),
  guard: makeOutfit("#26324a", "#1d2330", { hairStyle: "cap", heightM: 1.75, hair: "#1a2233" }),
};
const TAXI_LOOK = makeCarLook("sedan", "#0f8a91", { flank: "#f1f0e9", isTaxi: true });
const OTHER_TAXI_LOOK = makeCarLook("sedan", "#1f7fb0", { flank: "#f1f0e9", isTaxi: true });
const PAINTS = ["#d9dbdb", "#f1f1ee", "#24272b", "#8b9095", "#7c2622", "#23406b", "#b8b09c", "#3d4a45", "#a9aeb3", "#52231f"] as const;

export class Scene {
  private readonly place: PlaceId;
  private readonly life: PlaceLife;
  private readonly traffic: Traffic;
  private readonly passersBy: PassersBy;

  constructor(place: PlaceId) {
    this.place = place;
    this.life = PLACE_LIFE[place];
    // Always the whole afternoon, so that cameras with other hours see the same cars.
    const seed = place.length * 13 + 5;
    this.traffic = new Traffic(this.life.lanes, 0, 1830, seed);
    this.passersBy = new PassersBy(this.life.paths, 0, 1830, seed + 1);
  }

  at(seconds: number): Moving[] {
    const moving: Moving[] = [];
    this.addTaxi(moving, seconds);
    this.addCast(moving, seconds);
    this.addTraffic(moving, seconds);
    this.addPassersBy(moving, seconds);
    this.addGate(moving, seconds);
    this.addSignals(moving, seconds);
    if (this.place === "quay") this.addHarbour(moving, seconds);
    return moving;
  }

  /** Where the taxi of the case is at a moment, or null where it is not at this place. */
  taxiPlaceAt(seconds: number): { readonly x: number; readonly y: number } | null {
    return taxiAt(this.place, seconds) ?? this.traffic.at(seconds).find(({ vehicle }) => vehicle.isCaseTaxi) ?? null;
  }

  private addTaxi(moving: Moving[], seconds: number): void {
    const taxi = taxiAt(this.place, seconds);
    if (!taxi) return;
    const pose: CarPose = { ...taxi, isLit: false, frontRightDoor: 0 };
    moving.push(carMoving("taxi", TAXI_LOOK, pose));
  }

  private addCast(moving: Moving[], seconds: number): void {
    for (const [id, keys] of castAt(this.place)) {
      const pose = poseAt(keys, seconds, this.life.groundZAt);
      if (pose) moving.push(personMoving(id, OUTFITS[id], pose));
    }
    bagsOnGroundAt(this.place, seconds).forEach(([x, y], index) => {
      moving.push({ key: `bag${index}`, groundZ: 0.13, x, y, radiusM: 1, build: (mesh) => buildBag(mesh, x, y, 0.13, index) });
    });
  }

  private addTraffic(moving: Moving[], seconds: number): void {
    for (const state of this.traffic.at(seconds)) {
      const { vehicle } = state;
      const id = `v${vehicle.lookSeed}.${vehicle.firstStep}`;
      moving.push(vehicleMoving(id, vehicle.isCaseTaxi ? "case-taxi" : vehicle.kind, vehicle.lookSeed, { x: state.x, y: state.y, yaw: state.yaw, rolledM: state.alongM, isBraking: state.isBraking }));
    }
  }

  private addPassersBy(moving: Moving[], seconds: number): void {
    for (const walker of this.passersBy.at(seconds)) {
      const pose: PersonPose = {
        x: walker.x, y: walker.y, groundZ: this.life.groundZAt(walker.x, walker.y), yaw: walker.yaw, stride: walker.stride,
        reach: 0, bend: 0, leftBag: false, rightBag: false, isPhoning: walker.isPhoning,
      };
      moving.push(personMoving(`w${walker.id}`, walker.outfit, pose));
    }
  }

  private addGate(moving: Moving[], seconds: number): void {
    const openings = this.life.barriers.map(() => 0);
    const open = (barrier: number, leaveS: number): void => {
      const opening = Math.min(1, Math.max(0, (seconds - leaveS + 2.5) / 1.8)) - Math.min(1, Math.max(0, (seconds - leaveS - 5.5) / 1.8));
      openings[barrier] = Math.max(openings[barrier] ?? 0, opening);
    };
    this.life.calls.forEach((call, index) => {
      if (seconds < call.arriveS - 30 || seconds > call.leaveS + 30) return;
      open(call.barrier, call.leaveS);
      moving.push(callMoving(call, index, seconds));
    });
    if (this.place === "port-gate") open(0, BEATS.leavesPortGate);
    this.life.barriers.forEach((barrier, index) => moving.push(barrierMoving(barrier, index, openings[index] ?? 0)));
  }

  private addSignals(moving: Moving[], seconds: number): void {
    if (this.life.signalOffsetS === null) return;
    const phase = signalPhase(seconds, this.life.signalOffsetS);
    SIGNAL_HEADS.forEach((head, index) => {
      const own = head.road === "ns" ? 0 : 2;
      const lamp = phase === own ? 2 : phase === own + 1 ? 1 : 0;
      moving.push({ key: `signal${index}:${lamp}`, groundZ: 0, x: head.at[0], y: head.at[1], radiusM: 6, build: (mesh) => buildSignal(mesh, head, lamp) });
    });
  }

  /** The taxi that waited before ours, a parked van, and a small boat far out. */
  private addHarbour(moving: Moving[], seconds: number): void {
    if (seconds < 330) {
      const gone = departureM(seconds, 288, 9, 1.2);
      const turn = Math.min(1, Math.max(0, (gone - 3) / 8));
      const pose = { ...restPose(-5.2 - gone, -1.25 - 2 * turn * turn * (3 - 2 * turn), Math.PI + 0.35 * Math.sin(turn * Math.PI)), rolledM: gone };
      moving.push(carMoving("othertaxi", OTHER_TAXI_LOOK, pose));
    }
    moving.push(carMoving("parked", makeCarLook("van", "#e4e6e4"), restPose(-24, -10.4, 0)));
    const boatX = -190 + ((seconds * 1.1) % 420);
    moving.push({ key: `boat${boatX.toFixed(2)}`, groundZ: -1.6, x: boatX, y: -78, radiusM: 8, build: (mesh) => buildSampan(mesh, boatX, -78) });
  }
}

function restPose(x: number, y: number, yaw: number): CarPose {
  return { x, y, yaw, boot: 0, bagsInBoot: 0, isBraking: false, isLit: false, frontLeftDoor: 0, frontRightDoor: 0, rearRightDoor: 0, rolledM: 0 };
}

function carMoving(id: string, look: CarLook, pose: CarPose): Moving {
  const state = [pose.x, pose.y, pose.yaw, pose.boot, pose.bagsInBoot, pose.frontLeftDoor, pose.frontRightDoor, pose.rearRightDoor].map((value) => value.toFixed(3)).join();
  return { key: `${id}:${state}${pose.isBraking ? "b" : ""}`, groundZ: 0, x: pose.x, y: pose.y, radiusM: 3, build: (mesh, pixelsPerM) => buildCar(mesh, look, pose, pixelsPerM) };
}

function personMoving(id: string, outfit: Outfit, pose: PersonPose): Moving {
  const state = [pose.x, pose.y, pose.yaw, pose.stride ?? -1, pose.reach, pose.bend].map((value) => value.toFixed(2)).join();
  const flags = `${pose.leftBag ? "l" : ""}${pose.rightBag ? "r" : ""}${pose.isPhoning ? "p" : ""}`;
  return { key: `${id}:${state}${flags}`, groundZ: pose.groundZ, x: pose.x, y: pose.y, radiusM: 1.3, build: (mesh, pixelsPerM) => buildPerson(mesh, outfit, pose, pixelsPerM) };
}

function vehicleMoving(id: string, kind: VehicleKind | "case-taxi", lookSeed: number, at: Pick<CarPose, "x" | "y" | "yaw" | "rolledM" | "isBraking">): Moving {
  const pose: CarPose = { ...restPose(at.x, at.y, at.yaw), rolledM: at.rolledM, isBraking: at.isBraking };
  const paint = PAINTS[lookSeed % PAINTS.length] ?? "#d9dbdb";
  if (kind === "case-taxi") return carMoving(id, TAXI_LOOK, pose);
  if (kind === "taxi") return carMoving(id, OTHER_TAXI_LOOK, pose);
  if (kind === "lorry" || kind === "ebike") {
    const key = `${id}:${pose.x.toFixed(3)},${pose.y.toFixed(3)}${pose.isBraking ? "b" : ""}`;
    const build = (mesh: MovingMesh): void =>
      kind === "lorry"
        ? buildLorry(mesh, pose, linearFromHex(lookSeed % 2 === 0 ? "#2f5f98" : "#d8d9d6"), linearFromHex(lookSeed % 3 === 0 ? "#cfd3d1" : "#7f9aa6"))
        : buildRider(mesh, pose, makeStranger(makeRandom(lookSeed)), linearFromHex(paint));
    return { key, groundZ: 0, x: at.x, y: at.y, radiusM: 4, build };
  }
  return carMoving(id, makeCarLook(kind === "van" ? "van" : lookSeed % 3 === 0 ? "suv" : "sedan", paint), pose);
}

function callMoving(call: GateCall, index: number, seconds: number): Moving {
  const along = call.stopM + approachM(seconds, call.arriveS, 5.5, 1.1) + departureM(seconds, call.leaveS, 7, 1);
  return vehicleMoving(`call${index}`, call.kind, index * 7919 + 3, { ...call.route.carAt(along), rolledM: along, isBraking: seconds > call.arriveS - 5 && seconds < call.leaveS });
}

function barrierMoving(barrier: Barrier, index: number, opening: number): Moving {
  return { key: `barrier${index}:${opening.toFixed(3)}`, groundZ: 0, x: barrier.at[0], y: barrier.at[1], radiusM: 5, build: (mesh) => buildBarrier(mesh, barrier, opening) };
}

const BARRIER_WHITE = linearFromHex("#f1efe8");
const BARRIER_RED = linearFromHex("#c4302a");

function buildBarrier(mesh: MovingMesh, barrier: Barrier, opening: number): void {
  const angle = opening * 1.48;
  const direction: Vec3 = [barrier.reach * Math.cos(angle), 0, Math.sin(angle)];
  const foot: Vec3 = [barrier.at[0] - barrier.reach * 0.3, barrier.at[1] - 0.25, 1.02];
  const pieces = 8;
  for (let piece = 0; piece < pieces; piece++) {
    const from = add(foot, scale(direction, (piece / pieces) * barrier.lengthM));
    const to = add(foot, scale(direction, ((piece + 1) / pieces) * barrier.lengthM));
    mesh.tube([from, to], [0.06], [0.05], [0, 1, 0], 5, [piece % 2 === 0 ? BARRIER_WHITE : BARRIER_RED], { gloss: 0.15 });
  }
}

const LAMPS: readonly Vec3[] = [[0.9, 0.05, 0.03], [0.95, 0.5, 0.04], [0.05, 0.85, 0.3]];

function buildSignal(mesh: MovingMesh, head: SignalHead, lit: number): void {
  const cos = Math.cos(head.yaw), sin = Math.sin(head.yaw);
  for (let lamp = 0; lamp < 3; lamp++) {
    const color = LAMPS[lamp]!;
    const z = head.at[2] + 0.38 - lamp * 0.38;
    // Seen from both sides, as cameras stand behind the head as often as before it.
    for (const side of [1, -1]) {
      const points = Array.from({ length: 10 }, (_, index): Vec3 => {
        const angle = (index / 10) * Math.PI * 2;
        const across = Math.cos(angle) * 0.16;
        return [head.at[0] + cos * 0.13 * side - sin * across, head.at[1] + sin * 0.13 * side + cos * across, z + Math.sin(angle) * 0.16];
      });
      if (lamp === lit) mesh.patch(points, color, { glow: 3.2 });
      else mesh.patch(points, [color[0] * 0.06 + 0.01, color[1] * 0.06 + 0.01, color[2] * 0.06 + 0.01]);
    }
  }
}

function buildSampan(mesh: MovingMesh, x: number, y: number): void {
  const hull = linearFromHex("#3f6f86"), deck = linearFromHex("#d8cfb8");
  mesh.tube([[x - 5, y, -0.9], [x, y, -1.1], [x + 4, y, -0.9], [x + 6.4, y, -0.1]], [1.2, 1.5, 1.2, 0.1], [0.6, 0.7, 0.6, 0.2], [0, 1, 0], 8, [hull]);
  mesh.box([x - 2.2, y, 0.4], [1.6, 1.0, 0.9], 0, deck);
  mesh.box([x - 2.2, y, 1.35], [1.9, 1.2, 0.08], 0, linearFromHex("#2f7d6c"));
  mesh.tube([[x + 1.5, y, -0.4], [x + 1.5, y, 3.4]], [0.08], [0.08], [1, 0, 0], 5, [deck]);
}
