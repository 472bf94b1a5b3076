// A library of 1,000,000 recordings of 300 cameras over half a year, as recorders of a port leave them: hour files without end,
// quarter-hour files, clips on motion, files of days; outages, cards that were full, overlaps, clocks that drift and jump. Files
// and pieces are plain rows; recordings and coverage are derived by the store's own code. There is no footage behind it.

import { asCameraMs, asTrueMs } from "../../contract/time.ts";
import { correctionsOf } from "../../engine/store/clocks.ts";
import { openWritable, type WriteDb } from "../../engine/store/connection.ts";
import { rederiveCamera } from "../../engine/store/recordings.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export const LIBRARY_START_MS = Date.UTC(2021, 4, 1, 0) - 8 * HOUR_MS;
export const LIBRARY_END_MS = LIBRARY_START_MS + 184 * DAY_MS;

type Next = (from: number, to: number) => number;

interface Piece {
  readonly startMs: number;
  readonly endMs: number;
}

/** Files of one length, one after the other, backwards from the end of the library; now and then one overlaps the next by seconds. */
function continuous(next: Next, fileMs: number, count: number): Piece[] {
  const pieces: Piece[] = [];
  let endMs = LIBRARY_END_MS - next(0, 3 * DAY_MS);
  while (pieces.length < count && endMs > LIBRARY_START_MS) {
    const lengthMs = next(0, 40) === 0 ? next(MINUTE_MS, fileMs) : fileMs;
    const startMs = endMs - lengthMs;
    pieces.push({ startMs, endMs: endMs + (next(0, 9) === 0 ? next(1, 5) * SECOND_MS : 0) });
    // Mostly the next file joins; sometimes the recorder restarted, seldom it was off for hours or days.
    const kind = next(0, 999);
    endMs = startMs - (kind < 965 ? next(0, 900) : kind < 992 ? next(5, 240) * SECOND_MS : kind < 998 ? next(5, 180) * MINUTE_MS : next(4, 60) * HOUR_MS);
  }
  return pieces.reverse();
}

/** Clips on motion: many by day, few by night. */
function motion(next: Next, count: number): Piece[] {
  const pieces: Piece[] = [];
  let endMs = LIBRARY_END_MS - next(0, 2 * DAY_MS);
  while (pieces.length < count && endMs > LIBRARY_START_MS) {
    const startMs = endMs - next(8, 120) * SECOND_MS;
    pieces.push({ startMs, endMs });
    const hour = Math.floor((startMs + 8 * HOUR_MS) / HOUR_MS) % 24;
    const pauseMs = hour >= 6 && hour < 20 ? 20 * MINUTE_MS : 150 * MINUTE_MS;
    endMs = startMs - Math.round(-Math.log(next(1, 10_000) / 10_001) * pauseMs) - 2 * SECOND_MS;
  }
  return pieces.reverse();
}

/** What a camera's recorder leaves, by the camera's number: a third hour files, a fifth quarter hours, two fifths motion, some files of many hours. */
function piecesOf(camera: number, next: Next, count: number): Piece[] {
  const kind = camera % 15;
  if (kind < 5) return continuous(next, HOUR_MS, count);
  if (kind < 8) return continuous(next, 15 * MINUTE_MS, count);
  if (kind < 14) return motion(next, count);
  return continuous(next, 5 * HOUR_MS, count);
}

function addReadings(db: WriteDb, cameraId: string, camera: number, next: Next): void {
  if (camera % 5 > 2) return;
  const epochCount = camera % 10 === 0 ? 2 : 1;
  for (let epoch = 0; epoch < epochCount; epoch++) {
    const epochId = Number(db.prepare("INSERT INTO clock_epochs (camera_id, created_ms) VALUES (?, 1)").run(cameraId).lastInsertRowid);
    const fromMs = LIBRARY_START_MS + epoch * 100 * DAY_MS;
    let errorMs = next(-300, 300) * SECOND_MS;
    for (let reading = 0; reading <= camera % 3; reading++) {
      const trueMs = fromMs + (10 + reading * 40) * DAY_MS + next(0, DAY_MS);
      // Up to two seconds a day, always the same way.
      errorMs += (camera % 7) * 10 * SECOND_MS;
      db.prepare("INSERT INTO clock_readings (epoch_id, camera_ms, true_ms, uncertainty_ms, method, by_name, at_ms) VALUES (?, CAST(? AS INTEGER), CAST(? AS INTEGER), 455, 'by-eye', 'bench', 1)")
        .run(epochId, asCameraMs(trueMs + errorMs), asTrueMs(trueMs));
    }
  }
}

export interface MadeRows {
  readonly cameraCount: number;
  readonly recordingCount: number;
  readonly rowCount: number;
  readonly coverageCount: number;
}

export interface LibrarySize {
  readonly cameraCount: number;
  readonly recordingCount: number;
}

/** Fills a new library at the path. */
export function makeManyRecordings(libraryPath: string, { cameraCount, recordingCount }: LibrarySize = { cameraCount: 300, recordingCount: 1_000_000 }): MadeRows {
  const { db } = openWritable(libraryPath, "Asia/Shanghai");
  const next = seededIntegers(20211112);
  db.pragma("synchronous = OFF");
  const addCamera = db.prepare("INSERT INTO cameras (camera_id, name, site, lat, lon, crs, provisional, created_ms) VALUES (?, ?, ?, ?, ?, 'WGS84', 0, 1)");
  const addFile = db.prepare(`
    INSERT INTO files (path_bytes, path, size_bytes, mtime_ms, state, camera_id, container, video_codec, width_px, height_px, frames_per_second, duration_ms, time_source, time_basis,
      time_confidence, time_uncertainty_ms, start_camera_ms, indexed_ms) VALUES (?, ?, 1, 1, 'indexed', ?, 'mp4', 'h264', 1920, 1080, 25, ?, 'name', 'local', 'high', 289, CAST(? AS INTEGER), 1)`);
  const addPiece = db.prepare("INSERT INTO pieces (file_id, media_start_ms, media_end_ms) VALUES (?, 0, ?)");
  let left = recordingCount;
  for (let camera = 0; camera < cameraCount; camera++) {
    db.transaction(() => {
      const cameraId = `K${String(camera + 1).padStart(3, "0")}`;
      addCamera.run(cameraId, `${SITES[camera % SITES.length]} ${Math.floor(camera / SITES.length) + 1}`, SITES[camera % SITES.length], 29.93 + next(0, 300) / 1e4, 122.28 + next(0, 500) / 1e4);
      for (const { startMs, endMs } of piecesOf(camera, next, Math.round(left / (cameraCount - camera)))) {
        const path = `/footage/${cameraId}/${startMs}.mp4`;
        const { lastInsertRowid } = addFile.run(Buffer.from(path), path, cameraId, endMs - startMs, startMs);
        addPiece.run(lastInsertRowid, endMs - startMs);
        left--;
      }
      addReadings(db, cameraId, camera, next);
      rederiveCamera(db, cameraId, correctionsOf(db, cameraId));
    })();
  }
  db.pragma("wal_checkpoint(TRUNCATE)");
  const count = (table: string): number => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const made = { cameraCount, recordingCount: count("pieces"), rowCount: count("recordings"), coverageCount: count("coverage") };
  db.close();
  return made;
}

const SITES = ["渔港码头", "轮渡码头", "水产市场", "冷库", "东港大道", "滨港路", "沈院小区", "墩头小区", "客运中心", "加油站", "教场", "泰来"] as const;
