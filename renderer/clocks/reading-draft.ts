// What stands in the clock dialog before it is kept: two times typed, or two frames that show the same moment, and what
// reading that makes. Pure; the forms are typed-reading.tsx and same-moment.tsx.

import type { InputOf } from "../../contract/methods.ts";
import type { Camera } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, EYE_READING_UNCERTAINTY_MS, SECOND_RESOLUTION_UNCERTAINTY_MS, type CameraMs, type ClockPoint, type TrueMs } from "../../contract/time.ts";
import type { FieldTime } from "../design/field-time.ts";

export type ReadingMode = "typed" | "same";
export const howSureChoices = ["eye", "photo", "ntp", "custom"] as const;
export type HowSure = (typeof howSureChoices)[number];
export const howNearChoices = ["flash", "movement", "custom"] as const;
export type HowNear = (typeof howNearChoices)[number];

/** Two displays that tick in seconds, caught in one photo: no reaction time of a person in it. √(1²/12 + 1²/12) s. */
const PHOTO_UNCERTAINTY_MS = 408;
/** A movement (a door, a foot on a kerb) is found to within some frames: ±0.4 s. */
const MOVEMENT_SPREAD_MS = 200;
const SECONDS_MAX = 86_400;

export interface TypedDraft {
  readonly shown: FieldTime;
  readonly truly: FieldTime;
  readonly howSure: HowSure;
  readonly customSeconds: string;
}

export interface SameDraft {
  readonly ownAtMs: TrueMs;
  readonly otherCameraId: string | null;
  readonly otherAtMs: TrueMs;
  readonly howNear: HowNear;
  readonly customSeconds: string;
}

/** What a person types as "within" is two standard deviations. Null where it is no number of seconds. */
export function deviationFromSeconds(text: string): number | null {
  const seconds = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(seconds) && seconds > 0 && seconds <= SECONDS_MAX ? Math.round((seconds * 1000) / 2) : null;
}

/** One standard deviation; null where the typed range is no number. */
export function uncertaintyOfTyped({ howSure, customSeconds }: Pick<TypedDraft, "howSure" | "customSeconds">): number | null {
  if (howSure === "eye") return EYE_READING_UNCERTAINTY_MS;
  if (howSure === "photo") return PHOTO_UNCERTAINTY_MS;
  if (howSure === "ntp") return SECOND_RESOLUTION_UNCERTAINTY_MS;
  return deviationFromSeconds(customSeconds);
}

/** A choice for a time taken from the picture that is less sure than one read by eye: how far it may be off, in whole seconds. */
export function surenessAtLeast(uncertaintyMs: number): Partial<Pick<TypedDraft, "howSure" | "customSeconds">> {
  return uncertaintyMs <= EYE_READING_UNCERTAINTY_MS ? {} : { howSure: "custom", customSeconds: String(Math.ceil((2 * uncertaintyMs) / 1000)) };
}

export function readingFromTyped(draft: TypedDraft): ClockPoint | null {
  const uncertaintyMs = uncertaintyOfTyped(draft);
  if (typeof draft.shown !== "number" || typeof draft.truly !== "number" || uncertaintyMs === null) return null;
  return { cameraMs: asCameraMs(draft.shown), trueMs: asTrueMs(draft.truly), uncertaintyMs };
}

/** What to ask the engine about two frames; null where no camera or no range is chosen. */
export function momentFromDraft(cameraId: string, draft: SameDraft): InputOf<"clock.sameMoment"> | null {
  const spreadMs = draft.howNear === "flash" ? 0 : draft.howNear === "movement" ? MOVEMENT_SPREAD_MS : deviationFromSeconds(draft.customSeconds);
  if (draft.otherCameraId === null || spreadMs === null) return null;
  return { cameraId, atMs: draft.ownAtMs, other: { cameraId: draft.otherCameraId, atMs: draft.otherAtMs }, spreadMs };
}

/** Cameras that can tell the time: read ones, those that have footage then first, the surest of them first. */
export function camerasThatTell(cameras: readonly Camera[], cameraId: string, atMs: number): readonly Camera[] {
  const covers = (camera: Camera): boolean => camera.coverage !== null && camera.coverage.startMs <= atMs && atMs < camera.coverage.endMs;
  return cameras
    .filter((camera) => camera.cameraId !== cameraId && camera.clock.uncertaintyMs !== null && camera.coverage !== null)
    .sort((a, b) => Number(covers(b)) - Number(covers(a)) || a.clock.uncertaintyMs! - b.clock.uncertaintyMs!);
}

interface EpochOfReadings {
  readonly readings: readonly { readonly cameraMs: CameraMs; readonly trueMs: TrueMs; readonly uncertaintyMs: number }[];
}

/** The readings that one of this true time joins: of the epoch that lies nearest in true time, as the store chooses it. */
export function readingsJoined<E extends EpochOfReadings>(epochs: readonly E[], trueMs: number): E["readings"] {
  let nearest: { readonly awayMs: number; readonly readings: E["readings"] } | null = null;
  for (const { readings } of epochs) {
    if (readings.length === 0) continue;
    const times = readings.map((reading) => reading.trueMs as number);
    const awayMs = Math.max(0, Math.min(...times) - trueMs, trueMs - Math.max(...times));
    if (nearest === null || awayMs < nearest.awayMs) nearest = { awayMs, readings };
  }
  return nearest?.readings ?? [];
}
