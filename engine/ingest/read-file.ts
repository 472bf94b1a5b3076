// Learns all that one file tells: its kind, its packets, what its name claims, which camera it belongs to. Makes a record for
// the store and decides nothing about the library. The original is opened for reading only.

import { open, stat } from "node:fs/promises";
import { offsetMsAt } from "../../contract/zone.ts";
import { withReadablePath } from "../media/readable-path.ts";
import type { Container } from "../media/containers.ts";
import type { CameraRow } from "../store/cameras.ts";
import type { FileRecord } from "../store/files.ts";
import { assignCamera, type AssignedCamera } from "./assign-camera.ts";
import { chooseTime, innerCandidates } from "./choose-time.ts";
import { timesFromName, type NameTimes } from "./name-time.ts";
import { readContainer, type ContainerFacts, type FoundProblem } from "../media/read-container.ts";
import { sniff, SNIFF_BYTES } from "./sniff.ts";
import { hasFootageEnding, type WalkedFile } from "./walk.ts";

export interface ReadingRules {
  readonly cameras: readonly CameraRow[];
  /** Takes the files that nothing else assigns. */
  readonly wantedCameraId: string | null;
  /** Zone of recorders whose camera names none. */
  readonly timezone: string;
}

export interface ReadFile {
  readonly record: FileRecord;
  readonly camera: AssignedCamera | null;
}

const UNREAD = {
  container: null, videoCodec: null, audioCodec: null, widthPx: null, heightPx: null, framesPerSecond: null, frameCount: null, durationMs: null,
  timeBase: null, firstPts: null, frameIndex: null, pieces: [], startCameraMs: null,
  timeSource: null, timeBasis: null, timeConfidence: null, timeUncertaintyMs: null, candidates: [],
} as const satisfies Partial<FileRecord>;

function failed(file: WalkedFile, problem: FoundProblem, camera: AssignedCamera | null, container: Container | null, names: NameTimes | null): ReadFile {
  return {
    camera,
    record: {
      ...UNREAD, pathBytes: file.pathBytes, path: file.path, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, state: "failed",
      cameraId: camera?.cameraId ?? null, container, candidates: names?.candidates ?? [], problems: [problem],
    },
  };
}

async function readHead(pathBytes: Buffer): Promise<Uint8Array> {
  const handle = await open(pathBytes, "r");
  try {
    const head = Buffer.alloc(SNIFF_BYTES);
    const { bytesRead } = await handle.read(head, 0, SNIFF_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function placeFile(file: WalkedFile, rules: ReadingRules): { readonly names: NameTimes; readonly camera: AssignedCamera; readonly timezone: string } {
  const nowMs = Date.now();
  const first = timesFromName(file.path, rules.timezone, nowMs);
  const camera = assignCamera(file.path, file.relativePath, first.channel, rules.cameras, rules.wantedCameraId);
  const ownZone = rules.cameras.find((known) => known.cameraId === camera.cameraId)?.timezone ?? null;
  if (ownZone === null || ownZone === rules.timezone) return { names: first, camera, timezone: rules.timezone };
  return { names: timesFromName(file.path, ownZone, nowMs), camera, timezone: ownZone };
}

function record(file: WalkedFile, container: Container, facts: ContainerFacts, camera: AssignedCamera, names: NameTimes, timezone: string): FileRecord {
  const localOffsetMs = facts.absoluteStartMs === null ? 0 : offsetMsAt(timezone, facts.absoluteStartMs);
  const candidates = [...names.candidates, ...innerCandidates(facts, file.mtimeMs, localOffsetMs, timezone)];
  const { chosen, problems } = chooseTime(candidates);
  return {
    pathBytes: file.pathBytes, path: file.path, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, state: "indexed", cameraId: camera.cameraId,
    container, videoCodec: facts.videoCodec, audioCodec: facts.audioCodec, widthPx: facts.widthPx, heightPx: facts.heightPx,
    framesPerSecond: facts.framesPerSecond, frameCount: facts.frameCount, durationMs: facts.durationMs,
    timeBase: facts.timeBase, firstPts: facts.firstPts, frameIndex: facts.frameIndex, pieces: facts.pieces,
    startCameraMs: chosen?.startMs ?? null,
    timeSource: chosen?.source ?? null, timeBasis: chosen?.basis ?? null, timeConfidence: chosen?.confidence ?? null, timeUncertaintyMs: chosen?.uncertaintyMs ?? null,
    candidates,
    problems: [...facts.problems, ...names.problems, ...problems, ...(camera.isProvisional ? [{ code: "camera-provisional" as const, params: { camera: camera.name } }] : [])],
  };
}

/**
 * Reads one file. Null: it is not footage and does not look like it (a sidecar, a note).
 * @throws AppError cancelled, ffmpeg-missing; never for what the file contains
 */
export async function readFile(file: WalkedFile, rules: ReadingRules, signal: AbortSignal): Promise<ReadFile | null> {
  if (file.problem !== null) return failed(file, file.problem, null, null, null);
  let head: Uint8Array;
  try {
    head = await readHead(file.pathBytes);
  } catch (error) {
    if (!hasFootageEnding(file.relativePath)) return null;
    return failed(file, { code: "cannot-open", params: { detail: error instanceof Error && "code" in error ? String(error.code) : "" } }, null, null, null);
  }
  const sniffed = sniff(head);
  if (sniffed.kind === "other") {
    if (!hasFootageEnding(file.relativePath)) return null;
    const { names, camera } = placeFile(file, rules);
    return failed(file, head.length === 0 ? { code: "file-empty", params: {} } : { code: "not-video", params: { what: sniffed.what } }, camera, null, names);
  }
  const { names, camera, timezone } = placeFile(file, rules);
  const facts = await withReadablePath(file.pathBytes, (path) => readContainer(path, sniffed.container, signal));
  if ("refused" in facts) return failed(file, facts.refused, camera, sniffed.container, names);
  const made = record(file, sniffed.container, facts, camera, names, timezone);
  const after = await stat(file.pathBytes).catch(() => null);
  if (after !== null && after.size === file.sizeBytes && after.mtimeMs === file.mtimeMs) return { record: made, camera };
  return { camera, record: { ...made, problems: [...made.problems, { code: after === null ? "missing-now" : "changed-while-reading", params: {} }] } };
}
