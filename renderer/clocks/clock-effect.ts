// What a clock reading would do before it is kept: how wrong the camera is by it, and where this frame and with it
// everything of the camera would move. Pure; the engine decides the same way (contract/time.ts), this only foretells.

import { AppError, type ErrorFacts } from "../../contract/errors.ts";
import { driftPpm, makeClockCorrection, trueFromCamera, UNCORRECTED, type CameraMs, type ClockPoint, type TrueMs } from "../../contract/time.ts";

export interface ClockProposal {
  readonly reading: ClockPoint;
  /** Readings of the stretch that the new one joins; empty where it starts a new one. */
  readonly joined: readonly ClockPoint[];
  /** The frame on screen: its camera time, and the true time at which the library holds it now. */
  readonly frameCameraMs: CameraMs;
  readonly frameTrueMs: TrueMs;
}

export type ClockEffect =
  | {
    readonly kind: "effect";
    /** camera − true by this reading alone; positive is fast. */
    readonly errorMs: number;
    /** How far this frame moves on the true clock; negative is earlier. */
    readonly shiftMs: number;
    /** With one reading all of the stretch moves by the same; with more it also stretches. */
    readonly isConstant: boolean;
    readonly readingCount: number;
    /** Null with one reading, 0 where no drift can be told. */
    readonly driftPpm: number | null;
    /** One standard deviation of this frame's time afterwards. */
    readonly uncertaintyMs: number | null;
  }
  | { readonly kind: "refused"; readonly error: ErrorFacts };

/**
 * Where a frame stands on the true clock by the readings there are now: they may change while the dialog is open. With
 * several stretches only the engine knows which one the frame is of: then it is `knownMs`, as the engine told it.
 */
export function standingOf(frameCameraMs: CameraMs, stretches: readonly (readonly ClockPoint[])[], knownMs: TrueMs): TrueMs {
  if (stretches.length > 1) return knownMs;
  const readings = stretches[0] ?? [];
  return trueFromCamera(readings.length === 0 ? UNCORRECTED : makeClockCorrection(readings), frameCameraMs).trueMs;
}

export function clockEffect({ reading, joined, frameCameraMs, frameTrueMs }: ClockProposal): ClockEffect {
  try {
    const after = makeClockCorrection([...joined, reading]);
    const frame = trueFromCamera(after, frameCameraMs);
    return {
      kind: "effect",
      errorMs: reading.cameraMs - reading.trueMs,
      shiftMs: frame.trueMs - frameTrueMs,
      isConstant: joined.length === 0,
      readingCount: joined.length + 1,
      driftPpm: driftPpm(after),
      uncertaintyMs: frame.uncertaintyMs,
    };
  } catch (error) {
    if (error instanceof AppError) return { kind: "refused", error: { code: error.code, params: error.params } };
    throw error;
  }
}

/** Shifts smaller than a frame are not worth a sentence. */
const UNMOVED_BELOW_MS = 20;

/** Which sentence of the locales (`clock.effect.*`) tells what moves where. */
export function movementOf(effect: { readonly shiftMs: number; readonly isConstant: boolean }): "stays" | "allEarlier" | "allLater" | "frameEarlier" | "frameLater" {
  if (Math.abs(effect.shiftMs) < UNMOVED_BELOW_MS) return "stays";
  if (effect.isConstant) return effect.shiftMs < 0 ? "allEarlier" : "allLater";
  return effect.shiftMs < 0 ? "frameEarlier" : "frameLater";
}
