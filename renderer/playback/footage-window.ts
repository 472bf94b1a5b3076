// What lies around the clock for the cameras of the wall: recordings, gaps and files of the next half hour and the last,
// asked for again when the clock leaves the stretch or the library changed. Not React; tiles ask it each frame.

import type { Gap, PlayableFile, Recording } from "../../contract/model.ts";
import { asTrueMs } from "../../contract/time.ts";
import { call, onEngineEvent } from "../engine/engine-client.ts";

const REACH_MS = 30 * 60_000;
/** Asked for again when the clock comes this close to an end of what is known. */
const MARGIN_MS = 5 * 60_000;
/** A library that is being indexed tells of changes several times a second. */
const REFRESH_AFTER_MS = 250;

export interface CameraFootage {
  readonly recordings: readonly Recording[];
  readonly gaps: readonly Gap[];
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cameraIds: string;
  readonly byCamera: ReadonlyMap<string, CameraFootage>;
  readonly files: ReadonlyMap<number, PlayableFile>;
}

export class FootageWindow {
  private cameraIds: readonly string[] = [];
  private stretch: Stretch | null = null;
  private asked: { readonly fromMs: number; readonly toMs: number; readonly cameraIds: string; readonly cancel: AbortController } | null = null;
  private refreshTimer: ReturnType<typeof setTimeout> | null = null;
  private lastNowMs: number | null = null;
  private failedAtMachineMs = -Infinity;
  private readonly listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Follows the engine's events; answers a function that stops. */
  start(): () => void {
    return onEngineEvent((event) => {
      if (event.type === "library.changed" && event.topics.some((topic) => topic !== "cases" && topic !== "facts" && topic !== "custody" && topic !== "actor")) this.refreshSoon();
      else if (event.type === "jobs.changed" && (event.job.kind === "proxy" || event.job.kind === "proxy-small") && event.job.endedMs !== null) this.refreshSoon();
    });
  }

  setCameras(cameraIds: readonly string[]): void {
    if (cameraIds.join("\n") === this.cameraIds.join("\n")) return;
    this.cameraIds = [...cameraIds];
    if (this.lastNowMs !== null) this.ensure(this.lastNowMs);
  }

  /** Makes sure that the stretch around the clock is known or on its way. Cheap: called on every frame. */
  ensure(nowMs: number): void {
    this.lastNowMs = nowMs;
    if (this.cameraIds.length === 0) return;
    const ids = this.cameraIds.join("\n");
    const serves = (s: { readonly fromMs: number; readonly toMs: number; readonly cameraIds: string } | null): boolean =>
      s !== null && s.cameraIds === ids && nowMs >= s.fromMs + MARGIN_MS && nowMs < s.toMs - MARGIN_MS;
    if (serves(this.stretch) || serves(this.asked)) return;
    if (performance.now() - this.failedAtMachineMs < 2_000) return;
    void this.ask(nowMs, ids);
  }

  /** Null while it is not known whether the camera has footage at the clock. */
  footageOf(cameraId: string, nowMs: number): CameraFootage | null {
    const s = this.stretch;
    if (s === null || nowMs < s.fromMs || nowMs >= s.toMs) return null;
    return s.byCamera.get(cameraId) ?? null;
  }

  file(fileId: number): PlayableFile | null {
    return this.stretch?.files.get(fileId) ?? null;
  }

  refreshSoon(): void {
    this.refreshTimer ??= setTimeout(() => {
      this.refreshTimer = null;
      if (this.lastNowMs !== null && this.cameraIds.length > 0) void this.ask(this.lastNowMs, this.cameraIds.join("\n"));
    }, REFRESH_AFTER_MS);
  }

  private async ask(nowMs: number, ids: string): Promise<void> {
    this.asked?.cancel.abort();
    const cancel = new AbortController();
    const asked = { fromMs: Math.floor(nowMs) - REACH_MS, toMs: Math.ceil(nowMs) + REACH_MS, cameraIds: ids, cancel };
    this.asked = asked;
    try {
      const answer = await call("playback.read", { cameraIds: ids.split("\n"), fromMs: asTrueMs(asked.fromMs), toMs: asTrueMs(asked.toMs) }, cancel.signal);
      if (this.asked !== asked) return;
      const byCamera = new Map<string, CameraFootage>(ids.split("\n").map((cameraId) => [cameraId, {
        recordings: answer.recordings.filter((r) => r.cameraId === cameraId).sort((a, b) => a.startMs - b.startMs),
        gaps: answer.gaps.filter((gap) => gap.cameraId === cameraId),
      }]));
      this.stretch = { fromMs: asked.fromMs, toMs: asked.toMs, cameraIds: ids, byCamera, files: new Map(answer.files.map((file) => [file.fileId, file])) };
      for (const listener of [...this.listeners]) listener();
    } catch {
      // Aborted by a newer question, or the engine is away: asked again by the next frame, not at once.
      if (!cancel.signal.aborted) this.failedAtMachineMs = performance.now();
    } finally {
      if (this.asked === asked) this.asked = null;
    }
  }
}

/** The window's one stretch of footage, shared by all tiles. */
export const footageWindow = new FootageWindow();
