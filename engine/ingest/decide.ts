// What the rules say of files that the library has already, without opening them: the names read anew, everything else as it
// was found. For when a person gives files to another camera, takes back what they decided, or changes the patterns.

import { setImmediate } from "node:timers/promises";
import type { PatternEntry } from "../../contract/name-patterns.ts";
import type { TimeCandidate } from "../../contract/model.ts";
import { throwIfAborted } from "../../contract/errors.ts";
import type { CameraRow } from "../store/cameras.ts";
import { automaticCamera, chosenCamera, DECIDED_PROBLEMS, type FileDecision } from "../store/choices.ts";
import type { ReadDb } from "../store/connection.ts";
import { requireFile, type FileRow } from "../store/files.ts";
import { assignCamera } from "./assign-camera.ts";
import { chooseTime, packetTimes } from "./choose-time.ts";
import { timesFromName } from "./name-time.ts";
import { compilePatterns } from "./pattern-file.ts";

export interface DecidingRules {
  readonly cameras: readonly CameraRow[];
  readonly patterns: readonly PatternEntry[];
  /** The library's. */
  readonly timezone: string;
}

/** Files decided before others get their turn. */
const AT_ONCE = 200;

const zoneOf = (cameras: readonly CameraRow[], cameraId: string | null): string | null => cameras.find((camera) => camera.cameraId === cameraId)?.timezone ?? null;

/** The zone a file's local times were read in stays (it may have been named when it was indexed), unless a camera says otherwise. */
function zoneFor(row: FileRow, candidates: readonly TimeCandidate[], cameraId: string | null, rules: DecidingRules): string {
  const own = zoneOf(rules.cameras, cameraId);
  if (own !== null) return own;
  const former = candidates.find((c) => c.basis === "local" && c.source !== "manual")?.timezone ?? null;
  return former === null || former === zoneOf(rules.cameras, row.cameraId) ? rules.timezone : former;
}

/** A claim of the file's inside or of what lies beside it; local ones are read again where the zone is another. */
function inZone(candidate: TimeCandidate, timezone: string): { readonly candidates: readonly TimeCandidate[]; readonly problems: ReturnType<typeof packetTimes>["problems"] } {
  if (candidate.source !== "packets") return { candidates: [candidate], problems: [] };
  return packetTimes(Date.parse(`${candidate.raw}Z`), timezone);
}

/** @param wantedCameraId the camera that it is to be decided under; null: the one that the rules give it */
function decide(db: ReadDb, fileId: number, wantedCameraId: string | null, rules: DecidingRules): FileDecision {
  const row = requireFile(db, fileId);
  const stored = JSON.parse(row.candidates) as TimeCandidate[];
  const nowMs = Date.now();
  const patterns = compilePatterns(rules.patterns);
  const claimed = timesFromName(row.path, rules.timezone, nowMs, patterns).camera;
  const found = claimed === null ? null : assignCamera(row.path, row.path, { channel: null, camera: claimed }, rules.cameras, null);
  const automaticId = found?.cameraId ?? automaticCamera(db, fileId);
  const timezone = zoneFor(row, stored, wantedCameraId ?? automaticId, rules);
  const names = timesFromName(row.path, timezone, nowMs, patterns);
  const others = stored.filter((c) => !["manual", "name", "folder"].includes(c.source)).map((c) => inZone(c, timezone));
  const sidecars = others.flatMap((o) => o.candidates.filter((c) => c.source === "sidecar"));
  const inner = others.flatMap((o) => o.candidates.filter((c) => c.source !== "sidecar"));
  const candidates = [...sidecars, ...names.candidates, ...inner];
  const { chosen, problems } = chooseTime(candidates, row.durationMs);
  const automatic = rules.cameras.find((camera) => camera.cameraId === automaticId);
  const provisional = (found?.isProvisional ?? automatic?.provisional ?? false) ? [{ code: "camera-provisional" as const, params: { camera: found?.name ?? automatic?.name ?? automaticId } }] : [];
  const told = [...names.problems, ...others.flatMap((o) => o.problems), ...(row.state === "indexed" ? problems : []), ...provisional].filter(({ code }) => DECIDED_PROBLEMS.includes(code));
  return {
    fileId, cameraId: automaticId, candidates, chosen: row.state === "failed" ? null : chosen,
    problems: [...new Map(told.map((problem) => [problem.code, problem])).values()],
  };
}

/**
 * @param cameraFor the camera a file is to be decided under: `chosen` keeps what a person chose, `automatic` forgets it, else an id
 * @throws AppError file-unknown, cancelled
 */
export async function decideFiles(db: ReadDb, fileIds: readonly number[], cameraFor: { readonly id: string } | "chosen" | "automatic", rules: DecidingRules, signal?: AbortSignal): Promise<FileDecision[]> {
  const decisions: FileDecision[] = [];
  for (const fileId of fileIds) {
    const wanted = cameraFor === "automatic" ? null : cameraFor === "chosen" ? chosenCamera(db, fileId) : cameraFor.id;
    decisions.push(decide(db, fileId, wanted, rules));
    // So that a question of the window need not wait for ten thousand files.
    if (decisions.length % AT_ONCE === 0) await setImmediate();
    throwIfAborted(signal);
  }
  return decisions;
}
