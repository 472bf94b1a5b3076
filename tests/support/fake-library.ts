// A small library in memory for the window's tests and screenshots: seven cameras of one afternoon, their clocks, one
// case. It answers like the engine in shape and in the plain cases; it keeps nothing and checks little.

import type { OutputOf } from "../../contract/methods.ts";
import type { Camera, FootageFile, Pin } from "../../contract/model.ts";
import {
  asCameraMs, asMediaMs, asTrueMs, clockErrorMs, driftPpm, makeClockCorrection, trueFromCamera, UNCORRECTED, type ClockCorrection, type ClockPoint,
} from "../../contract/time.ts";

/** 2024-11-15 13:50:00 +08:00. */
export const AFTERNOON_MS = Date.UTC(2024, 10, 15, 5, 50, 0);
const MINUTE_MS = 60_000;

interface Place {
  readonly cameraId: string;
  readonly name: string;
  readonly site: string | null;
  /** Camera time minus true time, when the footage was made. */
  readonly errorMs: number;
  /** Minutes from the start of the afternoon, in true time: [from, to) of each recording. */
  readonly minutes: readonly (readonly [number, number])[];
  readonly problemCount: number;
  readonly provisional: boolean;
}

const PLACES: readonly Place[] = [
  { cameraId: "SJM-01", name: "海味店门口", site: "沈家门渔港", errorMs: 0, minutes: [[0, 30]], problemCount: 0, provisional: false },
  { cameraId: "SJM-02", name: "出租车候客区", site: "沈家门渔港", errorMs: 127_000, minutes: [[0, 11], [12.4, 30]], problemCount: 0, provisional: false },
  { cameraId: "SJM-03", name: "候客区对面", site: "沈家门渔港", errorMs: -34_000, minutes: [[4, 27]], problemCount: 1, provisional: false },
  { cameraId: "SJM-04", name: "渔港出入口", site: "沈家门渔港", errorMs: 0, minutes: [[10, 20]], problemCount: 0, provisional: false },
  { cameraId: "SJM-05", name: "东港路口", site: "东港路口", errorMs: 3_000, minutes: [[12, 22]], problemCount: 0, provisional: false },
  { cameraId: "SJM-06", name: "海印路口", site: "海印路口", errorMs: 0, minutes: [[14, 24]], problemCount: 2, provisional: false },
  { cameraId: "gate-usb-2024", name: "gate-usb-2024", site: null, errorMs: 0, minutes: [[18, 30]], problemCount: 1, provisional: true },
];

interface Reading extends ClockPoint {
  readonly readingId: number;
  readonly method: string;
}

export interface FakeFile { readonly fileId: number; readonly cameraId: string; readonly name: string; readonly startCameraMs: number; readonly durationMs: number }

/** The fake's state and its questions; fake-bridge.ts puts it behind the bridge. */
export class FakeLibrary {
  readonly readings = new Map<string, Reading[]>();
  readonly names = new Map<string, { name: string; site: string | null }>();
  readonly files: FakeFile[] = [];
  readonly cases: OutputOf<"cases.read">[] = [];
  readonly removedPins: Pin[] = [];
  actor: { name: string; unit: string | null; number: string | null } | null = null;
  isEmpty: boolean;
  #lastId = 100;

  constructor(isEmpty = false) {
    this.isEmpty = isEmpty;
    if (!isEmpty) this.fill();
  }

  nextId(): number {
    return ++this.#lastId;
  }

  fill(): void {
    this.isEmpty = false;
    for (const place of PLACES) {
      for (const [fromMin, toMin] of place.minutes) {
        const startCameraMs = AFTERNOON_MS + fromMin * MINUTE_MS + place.errorMs;
        this.files.push({ fileId: this.files.length + 1, cameraId: place.cameraId, name: `${place.cameraId}_${this.files.length + 1}.mp4`, startCameraMs, durationMs: (toMin - fromMin) * MINUTE_MS });
      }
    }
  }

  correction(cameraId: string): ClockCorrection {
    const readings = this.readings.get(cameraId) ?? [];
    return readings.length === 0 ? UNCORRECTED : makeClockCorrection(readings);
  }

  trueOf(cameraId: string, cameraMs: number) {
    return trueFromCamera(this.correction(cameraId), asCameraMs(Math.round(cameraMs)));
  }

  epochs(cameraId: string): OutputOf<"clock.read">["epochs"] {
    const readings = this.readings.get(cameraId) ?? [];
    if (readings.length === 0) return [];
    const correction = this.correction(cameraId);
    const last = readings.at(-1)!;
    return [{
      epochId: 1, errorMs: clockErrorMs(correction, last.cameraMs), driftPpm: driftPpm(correction), uncertaintyMs: last.uncertaintyMs,
      readings: readings.map((r) => ({ ...r, by: this.actor?.name ?? "unknown", atMs: AFTERNOON_MS + 86_400_000, tie: null })),
      holds: null,
    }];
  }

  cameras(): Camera[] {
    return this.isEmpty ? [] : PLACES.map((place) => {
      const spans = this.recordings(null).filter((r) => r.cameraId === place.cameraId);
      const end = this.files.findLast((f) => f.cameraId === place.cameraId)!;
      const correction = this.correction(place.cameraId);
      const at = asCameraMs(end.startCameraMs + end.durationMs);
      const errorMs = clockErrorMs(correction, at);
      const named = this.names.get(place.cameraId);
      return {
        cameraId: place.cameraId, name: named?.name ?? place.name, site: named === undefined ? place.site : named.site,
        lat: null, lon: null, crs: null, wgs84: null, headingDeg: null, fovDeg: null, rangeM: null, recorder: null, channel: null, gb28181: null,
        timezone: null, retentionDays: null, match: null, provisional: place.provisional && named === undefined,
        clock: {
          state: errorMs === null ? "uncorrected" : correction.points.length > 1 ? "drift" : "offset",
          errorMs, uncertaintyMs: trueFromCamera(correction, at).uncertaintyMs, driftPpm: driftPpm(correction),
        },
        fileCount: spans.length, problemCount: place.problemCount,
        coverage: { startMs: spans[0]!.startMs, endMs: spans.at(-1)!.endMs },
        coveredMs: spans.reduce((sum, s) => sum + s.endMs - s.startMs, 0),
      };
    });
  }

  recordings(cameraIds: readonly string[] | null) {
    return this.files.filter((f) => cameraIds === null || cameraIds.includes(f.cameraId)).map((f) => {
      const start = this.trueOf(f.cameraId, f.startCameraMs);
      return {
        recordingId: f.fileId, cameraId: f.cameraId, fileId: f.fileId,
        startMs: start.trueMs, endMs: this.trueOf(f.cameraId, f.startCameraMs + f.durationMs).trueMs,
        mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(f.durationMs), cameraStartMs: asCameraMs(f.startCameraMs), uncertaintyMs: start.uncertaintyMs,
      };
    });
  }

  gaps(cameraIds: readonly string[] | null) {
    const recordings = this.recordings(cameraIds);
    return recordings.flatMap((r, i) => {
      const next = recordings[i + 1];
      return next !== undefined && next.cameraId === r.cameraId && next.startMs > r.endMs ? [{ cameraId: r.cameraId, startMs: r.endMs, endMs: next.startMs, cause: "recorder-gap" as const }] : [];
    });
  }

  problemFiles(): FootageFile[] {
    const file = (fileId: number, path: string, code: string, cameraId: string | null): FootageFile => ({
      fileId, path, pathBytes: null, sizeBytes: 41_000_000, mtimeMs: AFTERNOON_MS, sha256: null, state: code === "no-moov" ? "failed" : "indexed",
      container: null, videoCodec: null, audioCodec: null, widthPx: null, heightPx: null, frameCount: null, framesPerSecond: null, cameraId,
      duplicateOf: null, startMs: null, endMs: null, durationMs: null, playback: "none", time: { source: null, basis: null, confidence: null, candidates: [] },
      problems: [{ code, params: {}, message: null }],
    });
    return this.isEmpty ? [] : [
      file(900, "/media/usb0/沈家门/SJM-03/NVR_ch3_main_20241115134600_20241115141600.mp4", "no-moov", "SJM-03"),
      file(901, "/media/usb0/haiyin/ch06/20241115_1410.ts", "truncated", "SJM-06"),
      file(902, "/media/usb0/haiyin/ch06/20241115_1400.ts", "time-sources-disagree", "SJM-06"),
      file(903, "/media/usb0/gate-usb-2024/clip-final(2).mp4", "time-guessed", "gate-usb-2024"),
      file(904, "/media/usb0/gate-usb-2024/copy of clip.mp4", "duplicate-content", "gate-usb-2024"),
    ];
  }

  pin(input: { caseId: number; cameraId: string; startMs: number; endMs: number; title: string; note?: string | null; tags?: readonly string[] }): Pin {
    const errorMs = clockErrorMs(this.correction(input.cameraId), asCameraMs(input.startMs)) ?? 0;
    return {
      pinId: this.nextId(), caseId: input.caseId, cameraId: input.cameraId, cameraName: PLACES.find((p) => p.cameraId === input.cameraId)?.name ?? input.cameraId,
      title: input.title, note: input.note ?? null, tags: [...(input.tags ?? [])], startMs: asTrueMs(input.startMs), endMs: asTrueMs(input.endMs),
      cameraStartMs: asCameraMs(input.startMs + errorMs), cameraEndMs: asCameraMs(input.endMs + errorMs),
      uncertaintyMs: this.trueOf(input.cameraId, input.startMs).uncertaintyMs, sources: [], gaps: [], by: this.actor?.name ?? "unknown", createdMs: AFTERNOON_MS,
    };
  }
}
