// Learns what one file tells: at the first look its kind, its name's claims, its camera and what its header says, later its
// packets. Makes records for the store and decides nothing about the library. The original is opened for reading only.

import { stat, type FileHandle } from "node:fs/promises";
import { openFootage } from "../media/open-footage.ts";
import { withReadablePath } from "../media/readable-path.ts";
import type { Container } from "../media/containers.ts";
import type { FileRecord } from "../store/files.ts";
import type { AssignedCamera } from "./assign-camera.ts";
import { chooseTime, innerTimes } from "./choose-time.ts";
import type { NameTimes } from "./name-time.ts";
import { placeFile, type FilePlace, type PlacingRules } from "./place-file.ts";
import { readCardSegments } from "../media/hikvision-card.ts";
import { readContainer, type ContainerFacts, type FoundProblem } from "../media/read-container.ts";
import { readHeader, type HeaderFacts } from "../media/read-header.ts";
import { BURIED_BYTES, sniffBuried } from "./sniff-buried.ts";
import { foreignFormat, sniff, SNIFF_BYTES } from "./sniff.ts";
import { hasFootageEnding, type WalkedFile } from "./walk.ts";

export type ReadingRules = PlacingRules;

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

/** What a record says of a file's inside, from its packets or, before they are read, from its header. */
type InnerFacts = Omit<ContainerFacts, "frameCount" | "durationMs" | "timeBase" | "firstPts" | "frameIndex"> & {
  readonly [K in "frameCount" | "durationMs" | "timeBase" | "firstPts" | "frameIndex"]: ContainerFacts[K] | null;
};

const OUTSIDE_ONLY: InnerFacts = {
  videoCodec: null, audioCodec: null, widthPx: null, heightPx: null, framesPerSecond: null, frameCount: null, durationMs: null,
  timeBase: null, firstPts: null, frameIndex: null, pieces: [], creationTimeMs: null, absoluteStartMs: null, problems: [],
};

function factsFromHeader(header: HeaderFacts | null): InnerFacts {
  return header === null ? OUTSIDE_ONLY : { ...OUTSIDE_ONLY, ...header, pieces: [{ mediaStartMs: 0, mediaEndMs: header.durationMs }] };
}

function record(file: WalkedFile, state: "found" | "indexed", container: Container, facts: InnerFacts, camera: AssignedCamera, names: NameTimes, timezone: string): FileRecord {
  const inner = innerTimes(facts, file.mtimeMs, timezone);
  const candidates = [...names.candidates, ...inner.candidates];
  const { chosen, problems } = chooseTime(candidates, facts.durationMs);
  return {
    pathBytes: file.pathBytes, path: file.path, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, state, cameraId: camera.cameraId,
    container, videoCodec: facts.videoCodec, audioCodec: facts.audioCodec, widthPx: facts.widthPx, heightPx: facts.heightPx,
    framesPerSecond: facts.framesPerSecond, frameCount: facts.frameCount, durationMs: facts.durationMs,
    timeBase: facts.timeBase, firstPts: facts.firstPts, frameIndex: facts.frameIndex, pieces: facts.pieces,
    startCameraMs: chosen?.startMs ?? null,
    timeSource: chosen?.source ?? null, timeBasis: chosen?.basis ?? null, timeConfidence: chosen?.confidence ?? null, timeUncertaintyMs: chosen?.uncertaintyMs ?? null,
    candidates,
    // Whether a time is known at all can only be said once everything has been read.
    problems: [...facts.problems, ...names.problems, ...inner.problems, ...(state === "found" ? [] : problems), ...(camera.isProvisional ? [{ code: "camera-provisional" as const, params: { camera: camera.name } }] : [])],
  };
}

/** A file that gives no footage for a reason that lies outside of it. */
export const unreadableFile = (file: WalkedFile, problem: FoundProblem): ReadFile => failed(file, problem, null, null, null);

/** Null: not the operating system's, so nothing that a file could be blamed for. */
const systemCode = (error: unknown): string | null => (error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : null);

/** What the file's bytes and place say it is. `made`: that is all there is to say, it gives no footage or is none of ours. */
type Recognised =
  | { readonly made: ReadFile | null }
  | ({ readonly container: Container; readonly header: HeaderFacts | "no-moov" | null; /** Of what lies before its footage and is none. */ readonly buriedBytes: number } & FilePlace);

/** Used again and again: a hundred thousand of them, freed at leisure, are what memory is measured by. */
const spareHeads: Buffer[] = [];

function whyNoFootage(head: Buffer, what: string): FoundProblem {
  if (head.length === 0) return { code: "file-empty", params: {} };
  const foreign = foreignFormat(head);
  return foreign === null ? { code: "not-video", params: { what } } : { code: "container-unreadable", params: { detail: foreign } };
}

async function readStart(handle: FileHandle, bytesMax: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.min(bytesMax, (await handle.stat()).size));
  return bytes.subarray(0, (await handle.read(bytes, 0, bytes.length, 0)).bytesRead);
}

/** What was found, with the bytes before the footage among those that were passed over. */
function withBuried(facts: ContainerFacts, buriedBytes: number): ContainerFacts {
  if (buriedBytes === 0) return facts;
  const others = facts.problems.filter(({ code }) => code !== "bytes-skipped");
  const between = facts.problems.find(({ code }) => code === "bytes-skipped")?.params["bytes"];
  return { ...facts, problems: [...others, { code: "bytes-skipped", params: { bytes: buriedBytes + (typeof between === "number" ? between : 0) } }] };
}

async function recognise(file: WalkedFile, rules: ReadingRules, wantsHeader: boolean): Promise<Recognised> {
  if (file.problem !== null) return { made: unreadableFile(file, file.problem) };
  let handle: FileHandle | null = null;
  const buffer = spareHeads.pop() ?? Buffer.allocUnsafe(SNIFF_BYTES);
  try {
    handle = await openFootage(file.pathBytes);
    const head = buffer.subarray(0, (await handle.read(buffer, 0, SNIFF_BYTES, 0)).bytesRead);
    const sniffed = sniff(head);
    if (sniffed.kind === "footage") {
      const isCard = (sniffed.container === "hikvision-ps" || sniffed.container === "mpeg-ps") && (await readCardSegments(file.path)) !== null;
      if (isCard) return { ...(await placeFile(file, rules)), container: "hikvision-sd", header: null, buriedBytes: 0 };
      return { ...(await placeFile(file, rules)), container: sniffed.container, header: wantsHeader ? await readHeader(handle, sniffed.container) : null, buriedBytes: 0 };
    }
    if (!hasFootageEnding(file.relativePath)) return { made: null };
    const buried = sniffed.what === "unknown" ? sniffBuried(await readStart(handle, BURIED_BYTES), file.relativePath) : null;
    if (buried !== null) return { ...(await placeFile(file, rules)), container: buried.container, header: null, buriedBytes: buried.at };
    const { names, camera } = await placeFile(file, rules);
    return { made: failed(file, whyNoFootage(head, sniffed.what), camera, null, names) };
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    // Gone since the folder was listed.
    const problem: FoundProblem = code === "ENOENT" ? { code: "missing-now", params: {} } : { code: "cannot-open", params: { detail: code } };
    return { made: hasFootageEnding(file.relativePath) ? unreadableFile(file, problem) : null };
  } finally {
    spareHeads.push(buffer);
    await handle?.close();
  }
}

/**
 * The first look: enough to place a file on the timeline, without its packets. Null: it is not footage and does not look
 * like it (a sidecar, a note). Never throws for what the file contains.
 */
export async function lookAtFile(file: WalkedFile, rules: ReadingRules): Promise<ReadFile | null> {
  const recognised = await recognise(file, rules, true);
  if ("made" in recognised) return recognised.made;
  const { container, header, camera, names, timezone } = recognised;
  if (header === "no-moov") return failed(file, { code: "no-moov", params: {} }, camera, container, names);
  return { camera, record: record(file, "found", container, factsFromHeader(header), camera, names, timezone) };
}

/**
 * Reads one file with its packets. Null: it is not footage and does not look like it.
 * @throws AppError cancelled, ffmpeg-missing; never for what the file contains
 */
export async function readFile(file: WalkedFile, rules: ReadingRules, signal: AbortSignal): Promise<ReadFile | null> {
  const recognised = await recognise(file, rules, false);
  if ("made" in recognised) return recognised.made === null ? null : withChange(recognised.made, file);
  const { container, camera, names, timezone, buriedBytes } = recognised;
  const facts = await withReadablePath(file.pathBytes, (path) => readContainer(path, container, signal));
  if ("refused" in facts) return withChange(failed(file, facts.refused, camera, container, names), file);
  return withChange({ camera, record: record(file, "indexed", container, withBuried(facts, buriedBytes), camera, names, timezone) }, file);
}

/** What was read, with the word that the file is no longer what it was when the folder was listed. */
async function withChange(read: ReadFile, file: WalkedFile): Promise<ReadFile> {
  const after = await stat(file.pathBytes).catch(() => null);
  if (after !== null && after.size === file.sizeBytes && after.mtimeMs === file.mtimeMs) return read;
  const code = after === null ? "missing-now" : "changed-while-reading";
  const { record } = read;
  return record.problems.some((problem) => problem.code === code) ? read : { ...read, record: { ...record, problems: [...record.problems, { code, params: {} }] } };
}
