// What a tile is up to, in fields that change seldom, so that React is asked only when one of them did. Facts, no words.

import type { ErrorFacts } from "../../contract/errors.ts";
import type { GapCause, PlayableFile, Recording } from "../../contract/model.ts";
import type { CameraMs, TrueMs } from "../../contract/time.ts";
import type { SourceKind } from "../playback/key-times.ts";
import type { Pacing } from "../playback/pacing.ts";

export type TileState = "empty" | "loading" | "footage" | "proxy-making" | "gap" | "no-footage" | "error";

/** Compared by its fields. */
export interface TileStatus {
  readonly state: TileState;
  /** `still`: a picture that is not the present's, marked as such; `dim`: the one before, while another is looked up. */
  readonly cover: "none" | "still" | "dim" | "full";
  readonly cause: GapCause | null;
  readonly gapStartMs: number | null;
  readonly gapEndMs: number | null;
  /** Next and last footage as far as the window at hand knows. */
  readonly nextMs: number | null;
  readonly previousMs: number | null;
  readonly file: PlayableFile | null;
  readonly source: SourceKind | null;
  /** True time of what is there without a hole of a copy that is still being made, around the clock; null where it is whole. */
  readonly madeFromMs: number | null;
  readonly madeToMs: number | null;
  /** How much of the file its copy holds so far, where parts of it are there; null where none is. */
  readonly madePercent: number | null;
  /** The job that makes the copy; null while it waits for its turn. */
  readonly jobId: number | null;
  readonly uncertaintyMs: number | null;
  readonly error: ErrorFacts | null;
  /** How it keeps up while the clock runs; `run` while it stands. */
  readonly pacing: Pacing;
  /** Share of frames left out in the last seconds, 0–100, in steps of five. */
  readonly droppedPercent: number;
  /** Which of how many recordings of the moment it shows, the best being 0. */
  readonly version: number;
  readonly versionCount: number;
}

/** The frame on the glass: where it is in its file, when it truly was, what its camera claims, how far from the clock. */
export interface ShownInstant {
  readonly mediaMs: number;
  readonly trueMs: TrueMs;
  readonly cameraMs: CameraMs;
  readonly offsetMs: number;
  readonly recording: Recording;
}

export const IDLE: TileStatus = {
  state: "empty", cover: "full", cause: null, gapStartMs: null, gapEndMs: null, nextMs: null, previousMs: null,
  file: null, source: null, madeFromMs: null, madeToMs: null, madePercent: null, jobId: null, uncertaintyMs: null, error: null, pacing: "run", droppedPercent: 0, version: 0, versionCount: 0,
};

export function isSameStatus(a: TileStatus, b: TileStatus): boolean {
  return (Object.keys(a) as (keyof TileStatus)[]).every((key) => a[key] === b[key]);
}
