// Libraries for tests without footage on disk: a real store in a new folder, filled with what indexing would have learnt.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor, TimeCandidate } from "../../contract/model.ts";
import { asCameraMs, asTrueMs } from "../../contract/time.ts";
import { Engine } from "../../engine/engine.ts";
import { packStamps } from "../../engine/media/frame-index.ts";
import type { ExhibitTexts, ObservationFacts } from "../../engine/store/exhibits.ts";
import type { FileRecord } from "../../engine/store/files.ts";
import { Store } from "../../engine/store/store.ts";

export const ACTOR: Actor = { name: "王警官", unit: "沈家门派出所", number: "330901" };
/** 2021-11-12 14:00:00 +08:00. */
export const T0 = Date.UTC(2021, 10, 12, 6);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "quayline-library-"));

export function openStore(libraryPath: string, timezone = "Asia/Shanghai"): Promise<Store> {
  return Store.open({ libraryPath, create: true, timezone, host: "test-host", appVersion: "0.0.0", writerThreadUrl: new URL("../../engine/writer-thread.ts", import.meta.url) });
}

/** A library in a new folder, with the engine's door before it. */
export interface MadeLibrary {
  readonly folder: string;
  readonly store: Store;
  readonly engine: Engine;
  /** Closes the library and takes its folder away. */
  remove(): Promise<void>;
}

export async function makeLibrary(): Promise<MadeLibrary> {
  const folder = await newFolder();
  const store = await openStore(folder);
  const engine = new Engine(store, ACTOR);
  return {
    folder, store, engine,
    remove: async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface MadeFile {
  /** Its path is `<folder>/<name>`; the folder is `/footage`, where nothing lies, unless another is named. */
  readonly name: string;
  readonly folder?: string;
  readonly cameraId?: string | null;
  /** Camera time of the first frame; null: nobody knows. */
  readonly startMs?: number | null;
  readonly durationMs?: number;
  /** Runs of frames by media time; default one, the whole. */
  readonly pieces?: readonly (readonly [mediaStartMs: number, mediaEndMs: number])[];
  readonly framesPerSecond?: number;
  readonly sizeBytes?: number;
  readonly mtimeMs?: number;
  readonly state?: FileRecord["state"];
  readonly timeUncertaintyMs?: number;
  /** A stretch of camera time that its name claims. */
  readonly claim?: readonly [startMs: number, endMs: number];
}

function claimCandidate([startMs, endMs]: readonly [number, number]): TimeCandidate {
  return { source: "name", basis: "local", confidence: "high", startMs: asCameraMs(startMs), endMs: asCameraMs(endMs), raw: "claim", rule: "test", timezone: "Asia/Shanghai", uncertaintyMs: 289 };
}

/** An observation as it is kept: of nothing in particular, seen at the start of the hour. */
export const observationFacts = (more: Partial<ObservationFacts> = {}): ObservationFacts => ({
  atMs: asTrueMs(T0), toMs: null, state: "seen", count: null, cameraId: null, cameraMs: null, cameraToMs: null, place: null, holder: null, container: null, note: null,
  statementId: null, uncertaintyMs: null, fileId: null, mediaMs: null, pts: null, timeBase: null, ...more,
});

/** An exhibit as it is kept. */
export const exhibitTexts = (more: Partial<ExhibitTexts> = {}): ExhibitTexts => ({ name: "虾皮", kind: null, count: 3, note: null, picture: null, ...more });

/** What indexing would have learnt of an H.264 file with evenly spaced frames. */
export function fileRecord(file: MadeFile): FileRecord {
  const { name, cameraId = "c1", startMs = T0, durationMs = MINUTE_MS, framesPerSecond = 25, state = "indexed" } = file;
  const path = `${file.folder ?? "/footage"}/${name}`;
  const isRead = state === "indexed";
  const frameCount = Math.round((durationMs / 1000) * framesPerSecond);
  return {
    pathBytes: Buffer.from(path), path, sizeBytes: file.sizeBytes ?? 1_000, mtimeMs: file.mtimeMs ?? 5, state, cameraId,
    container: "mp4", videoCodec: "h264", audioCodec: null, widthPx: 1920, heightPx: 1080, framesPerSecond, frameCount, durationMs: isRead ? durationMs : null,
    timeBase: "1/90000", firstPts: 0,
    // A day's stamps are not drawn: no test looks at frames of so long a file.
    frameIndex: isRead && frameCount < 100_000 ? packStamps(Array.from({ length: frameCount }, (_, i) => Math.round((i * 90_000) / framesPerSecond))) : null,
    pieces: isRead ? (file.pieces ?? [[0, durationMs]]).map(([mediaStartMs, mediaEndMs]) => ({ mediaStartMs, mediaEndMs })) : [],
    startCameraMs: startMs === null || !isRead ? null : asCameraMs(startMs),
    timeSource: startMs === null ? null : "name", timeBasis: startMs === null ? null : "local", timeConfidence: startMs === null ? null : "high",
    timeUncertaintyMs: startMs === null ? null : (file.timeUncertaintyMs ?? 0),
    candidates: file.claim === undefined ? [] : [claimCandidate(file.claim)], problems: [],
  };
}

/** Records files under cameras that are made where they are missing; answers their ids in order. */
export async function recordFiles(store: Store, files: readonly MadeFile[]): Promise<number[]> {
  const records = files.map(fileRecord);
  for (const cameraId of new Set(records.map((record) => record.cameraId))) {
    if (cameraId !== null) await store.write("cameras.ensure", { cameraId, name: `camera ${cameraId}`, provisional: false }, ACTOR);
  }
  return (await store.write("files.record", { files: records }, ACTOR)).fileIds;
}

/** A reading of a clock that is `fastMs` ahead when it shows `shownMs`. */
export async function addReading(store: Store, shownMs: number, fastMs: number, more: { readonly cameraId?: string; readonly uncertaintyMs?: number; readonly newEpoch?: boolean } = {}): Promise<number> {
  const { readingId } = await store.write("clocks.add", {
    cameraId: more.cameraId ?? "c1", cameraMs: shownMs as never, trueMs: (shownMs - fastMs) as never,
    uncertaintyMs: more.uncertaintyMs ?? 455, method: "by-eye", newEpoch: more.newEpoch ?? false,
  }, ACTOR);
  return readingId;
}
