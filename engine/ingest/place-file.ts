// Where a file belongs before it is opened: what its path and the sidecars beside it claim, which camera it is of, and in
// which zone that camera's recorder keeps its time.

import type { PatternEntry } from "../../contract/name-patterns.ts";
import type { FoundProblem } from "../media/read-container.ts";
import type { CameraRow } from "../store/cameras.ts";
import { assignCamera, type AssignedCamera } from "./assign-camera.ts";
import { timesFromName, type NameTimes } from "./name-time.ts";
import { compilePatterns } from "./pattern-file.ts";
import { readSidecars } from "./sidecars.ts";
import type { WalkedFile } from "./walk.ts";

export interface PlacingRules {
  readonly cameras: readonly CameraRow[];
  /** Takes the files that nothing else assigns. */
  readonly wantedCameraId: string | null;
  /** Zone of recorders whose camera names none. */
  readonly timezone: string;
  /** The library's own, as data, so that they reach the reading threads. */
  readonly patterns: readonly PatternEntry[];
  /** Cameras that a person chose for files, by path: their zone counts, the rest is the store's to lay over. */
  readonly chosenCameras: ReadonlyMap<string, string>;
}

export interface FilePlace {
  /** Claims of the sidecars, then those of the path. */
  readonly names: NameTimes;
  readonly camera: AssignedCamera;
  readonly timezone: string;
}

/** What the path alone says. */
export function placePath(path: string, relativePath: string, rules: PlacingRules, nowMs: number): FilePlace {
  const patterns = compilePatterns(rules.patterns);
  const first = timesFromName(path, rules.timezone, nowMs, patterns);
  const camera = assignCamera(path, relativePath, first, rules.cameras, rules.wantedCameraId);
  const ownerId = rules.chosenCameras.get(path) ?? camera.cameraId;
  const ownZone = rules.cameras.find((known) => known.cameraId === ownerId)?.timezone ?? null;
  if (ownZone === null || ownZone === rules.timezone) return { names: first, camera, timezone: rules.timezone };
  return { names: timesFromName(path, ownZone, nowMs, patterns), camera, timezone: ownZone };
}

/** Reads the sidecars too. Never throws for what lies on the disk. */
export async function placeFile(file: WalkedFile, rules: PlacingRules): Promise<FilePlace> {
  const nowMs = Date.now();
  const place = placePath(file.path, file.relativePath, rules, nowMs);
  const sidecars = await readSidecars(file.pathBytes, file.path, nowMs);
  const { names } = place;
  const problems = [...sidecars.problems, ...names.problems, ...otherSize(file, names)];
  return { ...place, names: { ...names, candidates: [...sidecars.candidates, ...names.candidates], problems } };
}

/** A copy that was cut short, or made into another file under the recorder's name. */
function otherSize({ sizeBytes }: WalkedFile, { sizeBytes: namedBytes }: NameTimes): readonly FoundProblem[] {
  return namedBytes === null || namedBytes === sizeBytes ? [] : [{ code: "size-disagrees", params: { namedBytes, foundBytes: sizeBytes } }];
}
