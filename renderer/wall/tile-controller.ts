// Carries out for one tile what tile-sync decides: two players, one in front, one holding the next file. It tells React
// only what changes seldom (status); frames go straight to whoever shows their time.

import type { ErrorFacts } from "../../contract/errors.ts";
import type { GapCause, PlayableFile, Recording } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, mediaFromTrue, trueFromMedia, type CameraMs, type TrueMs } from "../../contract/time.ts";
import { footageWindow, type CameraFootage } from "../playback/footage-window.ts";
import { frameTimes } from "../playback/frame-times.ts";
import { MediaSupport } from "../playback/media-support.ts";
import { gapAt, placementAt, type Placement } from "../playback/placements.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { proxies } from "../playback/proxies.ts";
import { coverFor, decideTile, type BackOrder, type FrontOrder } from "../playback/tile-sync.ts";
import { VideoSlot, type ShownFrame, type SlotFailure, type SlotSource } from "../playback/video-slot.ts";

export type TileState = "empty" | "loading" | "footage" | "proxy-making" | "gap" | "no-footage" | "error";

/** What a tile is up to: changes seldom, compared by its fields. */
export interface TileStatus {
  readonly state: TileState;
  readonly cover: "none" | "dim" | "full";
  readonly cause: GapCause | null;
  readonly gapStartMs: number | null;
  readonly gapEndMs: number | null;
  /** Next and last footage as far as the window at hand knows. */
  readonly nextMs: number | null;
  readonly previousMs: number | null;
  readonly file: PlayableFile | null;
  readonly isProxy: boolean;
  readonly jobId: number | null;
  readonly uncertaintyMs: number | null;
  readonly error: ErrorFacts | null;
}

/** The frame on the glass: where it is in its file, when it truly was, what its camera claims, how far from the clock. */
export interface ShownInstant {
  readonly mediaMs: number;
  readonly trueMs: TrueMs;
  readonly cameraMs: CameraMs;
  readonly offsetMs: number;
  readonly recording: Recording;
}

const IDLE: TileStatus = {
  state: "empty", cover: "full", cause: null, gapStartMs: null, gapEndMs: null, nextMs: null, previousMs: null,
  file: null, isProxy: false, jobId: null, uncertaintyMs: null, error: null,
};

const mediaSupport = new MediaSupport((type) => document.createElement("video").canPlayType(type));
/** Copies that did not play either: nothing more can be tried by itself. */
const brokenProxies = new Set<number>();

const DEFAULT_FRAME_MS = 40;
const frameMsOf = (file: PlayableFile | null): number => (file?.framesPerSecond != null && file.framesPerSecond > 0 ? 1000 / file.framesPerSecond : DEFAULT_FRAME_MS);

type SourceFound = { readonly source: SlotSource } | { readonly jobId: number | null } | { readonly error: ErrorFacts };

/** What to play of a file: itself, its copy, or why neither yet. */
function findSource(file: PlayableFile): SourceFound {
  const mime = mediaSupport.directMime(file);
  if (mime !== null) return { source: { fileId: file.fileId, kind: "file", mime } };
  if (brokenProxies.has(file.fileId)) return { error: { code: "proxy-failed", params: {} } };
  const standing = proxies.want(file);
  if (standing.kind === "ready") return { source: { fileId: file.fileId, kind: "proxy", mime: "video/mp4" } };
  return standing.kind === "making" ? { jobId: standing.jobId } : { error: standing.error };
}

export class TileController {
  private readonly slots: [VideoSlot, VideoSlot];
  private frontIndex: 0 | 1 = 0;
  private cameraId: string | null = null;
  private statusNow: TileStatus = IDLE;
  private readonly listeners = new Set<() => void>();
  private readonly frameListeners = new Set<(instant: ShownInstant | null) => void>();
  private readonly askForTick: () => void;

  constructor(host: HTMLElement, askForTick: () => void) {
    this.askForTick = askForTick;
    const listener = {
      onChange: () => this.askForTick(),
      onFrame: (slot: VideoSlot, frame: ShownFrame) => this.onFrame(slot, frame),
      onFailure: (slot: VideoSlot, source: SlotSource, failure: SlotFailure) => this.onFailure(slot, source, failure),
    };
    this.slots = [new VideoSlot(host, listener), new VideoSlot(host, listener)];
    this.showFront();
  }

  get status(): TileStatus { return this.statusNow; }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called for each frame shown, and with null where the tile shows none any more. */
  onShown(listener: (instant: ShownInstant | null) => void): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  setCamera(cameraId: string | null): void {
    if (cameraId === this.cameraId) return;
    this.cameraId = cameraId;
    this.askForTick();
  }

  dispose(): void {
    for (const slot of this.slots) slot.dispose();
  }

  /** Tries once more what failed. */
  retry(): void {
    const fileId = this.statusNow.file?.fileId;
    if (fileId === undefined) return;
    brokenProxies.delete(fileId);
    mediaSupport.forgive(fileId);
    this.front.clear();
    void proxies.request(fileId);
  }

  /** The frame on the glass against the clock; null while none may be shown. */
  shownInstant(): ShownInstant | null {
    const frame = this.front.shownFrame;
    if (frame === null || this.statusNow.state !== "footage" || this.statusNow.cover === "full") return null;
    return this.instantOf(frame, playbackClock.isPlaying ? playbackClock.trueAtMachineMs(frame.displayedAtMs) : playbackClock.nowMs());
  }

  /** True where the clock need not wait for this tile: its picture stands where it should, or none is to come. */
  isCued(nowMs: number): boolean {
    if (this.cameraId === null) return true;
    const footage = footageWindow.footageOf(this.cameraId, nowMs);
    if (footage === null) return false;
    const { recording } = placementAt(footage.recordings, nowMs);
    if (recording === null || this.statusNow.state === "proxy-making" || this.statusNow.state === "error") return true;
    const { front } = this;
    if (front.current?.fileId !== recording.fileId || !front.hasArrived) return false;
    return Math.abs(front.facts().mediaMs - mediaFromTrue(recording, nowMs)) < 2 * frameMsOf(footageWindow.file(recording.fileId));
  }

  tick(nowMs: number): void {
    if (this.cameraId === null) return this.rest(IDLE);
    const footage = footageWindow.footageOf(this.cameraId, nowMs);
    if (footage === null) return this.rest({ ...IDLE, state: "loading" });
    const placement = placementAt(footage.recordings, nowMs);
    const { recording } = placement;
    const file = recording === null ? null : footageWindow.file(recording.fileId);
    const found = file === null ? null : findSource(file);
    this.order(placement, file, nowMs, found !== null && "source" in found);
    if (recording === null) return this.setStatus(this.absence(footage, placement, nowMs));
    const base = { ...IDLE, file, uncertaintyMs: recording.uncertaintyMs };
    if (found !== null && "error" in found) return this.setStatus({ ...base, state: "error", error: found.error });
    if (found !== null && "jobId" in found) return this.setStatus({ ...base, state: "proxy-making", jobId: found.jobId });
    this.setStatus(this.presence(base, recording, nowMs));
  }

  private get front(): VideoSlot { return this.slots[this.frontIndex]; }
  private get back(): VideoSlot { return this.slots[this.frontIndex === 0 ? 1 : 0]; }

  private rest(status: TileStatus): void {
    if (!this.front.element.paused) this.front.pause();
    this.setStatus(status);
  }

  private order(placement: Placement, file: PlayableFile | null, nowMs: number, isPlayable: boolean): void {
    const { front, back } = decideTile({
      clockMs: nowMs, rate: playbackClock.rate, isPlaying: playbackClock.isPlaying, isRunning: playbackClock.isPlaying && !playbackClock.isHeld,
      recording: placement.recording, next: placement.next, front: this.front.facts(), back: this.back.facts(),
      frameMs: frameMsOf(file), settle: (fileId, mediaMs) => frameTimes.settle(fileId, mediaMs),
    });
    if (placement.recording === null || isPlayable) this.carryOutFront(front);
    else if (!this.front.element.paused) this.front.pause();
    this.carryOutBack(back);
  }

  private carryOutFront(order: FrontOrder): void {
    switch (order.kind) {
      case "nothing": return;
      case "swap": return this.swap();
      case "load": {
        const source = this.sourceOf(order.fileId);
        if (source === null) return;
        // What was shown stays in the other player: going back over the border finds it still open.
        if (this.front.current !== null) this.swap();
        this.front.load(source);
        return;
      }
      case "seek": return this.front.seek(order.mediaMs);
      case "play": return this.front.play(order.rate);
      case "rate": return this.front.setRate(order.rate);
      case "pause": return this.front.pause();
    }
  }

  private carryOutBack(order: BackOrder): void {
    if (order.kind === "cue") return this.back.seek(order.mediaMs);
    if (order.kind !== "load") return;
    const source = this.sourceOf(order.fileId);
    if (source !== null) this.back.load(source);
  }

  private sourceOf(fileId: number): SlotSource | null {
    const file = footageWindow.file(fileId);
    const found = file === null ? null : findSource(file);
    return found !== null && "source" in found ? found.source : null;
  }

  private swap(): void {
    this.front.pause();
    this.frontIndex = this.frontIndex === 0 ? 1 : 0;
    this.showFront();
    this.askForTick();
  }

  private showFront(): void {
    this.front.box.dataset["front"] = "true";
    this.back.box.dataset["front"] = "false";
  }

  /** No footage at the clock: why, and where it goes on. */
  private absence(footage: CameraFootage, placement: Placement, nowMs: number): TileStatus {
    const gap = gapAt(footage.gaps, nowMs);
    const cause = gap?.cause ?? "no-footage";
    return {
      ...IDLE, state: cause === "no-footage" ? "no-footage" : "gap", cause,
      gapStartMs: gap?.startMs ?? null, gapEndMs: gap?.endMs ?? null,
      nextMs: placement.next?.startMs ?? null, previousMs: placement.previous?.endMs ?? null,
    };
  }

  private presence(base: TileStatus, recording: Recording, nowMs: number): TileStatus {
    const { front } = this;
    const isSameFile = front.current?.fileId === recording.fileId;
    const frame = isSameFile && front.facts().state === "ready" ? front.shownFrame : null;
    const instant = frame === null ? null : this.instantOf(frame, nowMs);
    const isStanding = front.element.paused && front.hasArrived && !front.element.seeking;
    const isThere = isStanding && Math.abs(front.facts().mediaMs - mediaFromTrue(recording, nowMs)) < 1_000;
    // Frames far apart are no error of ours: a picture that stands where it was sent is the right one.
    const cover = instant !== null && isThere ? "none" : coverFor(instant?.offsetMs ?? null, playbackClock.isPlaying, instant?.recording.recordingId === recording.recordingId);
    const isProxy = isSameFile && front.current?.kind === "proxy";
    return { ...base, state: cover === "full" ? "loading" : "footage", cover, isProxy };
  }

  /** Places a frame on the clock by the recording of its file that holds it. */
  private instantOf(frame: ShownFrame, clockMs: number): ShownInstant | null {
    const fileId = this.front.current?.fileId;
    const footage = this.cameraId === null ? null : footageWindow.footageOf(this.cameraId, playbackClock.nowMs());
    const own = footage?.recordings.filter((r) => r.fileId === fileId) ?? [];
    // Frame times are rounded to milliseconds here and there: half a millisecond decides nothing.
    const recording = own.find((r) => frame.mediaMs >= r.mediaStartMs - 0.6 && frame.mediaMs < r.mediaEndMs - 0.6) ?? own.findLast((r) => frame.mediaMs >= r.mediaStartMs - 0.6) ?? own[0];
    if (recording === undefined) return null;
    const trueMs = asTrueMs(Math.round(trueFromMedia(recording, frame.mediaMs)));
    const cameraMs = asCameraMs(Math.round(recording.cameraStartMs + frame.mediaMs - recording.mediaStartMs));
    return { mediaMs: frame.mediaMs, trueMs, cameraMs, offsetMs: trueMs - clockMs, recording };
  }

  private onFrame(slot: VideoSlot, frame: ShownFrame): void {
    if (slot !== this.front) return;
    const clockMs = playbackClock.trueAtMachineMs(frame.displayedAtMs);
    const instant = this.instantOf(frame, clockMs);
    const isRunning = playbackClock.isPlaying && !playbackClock.isHeld && playbackClock.rate > 0;
    if (instant !== null && isRunning && !slot.element.paused && !slot.element.seeking) slot.measure(frame.mediaMs - mediaFromTrue(instant.recording, clockMs));
    if (!isRunning) this.askForTick();
    this.tellFrame();
  }

  private tellFrame(): void {
    const instant = this.shownInstant();
    for (const listener of this.frameListeners) listener(instant);
  }

  private onFailure(slot: VideoSlot, source: SlotSource, failure: SlotFailure): void {
    const file = footageWindow.file(source.fileId);
    if (source.kind === "proxy") brokenProxies.add(source.fileId);
    else if (file !== null) mediaSupport.learn(file, failure);
    slot.clear();
    this.askForTick();
  }

  private setStatus(status: TileStatus): void {
    const before = this.statusNow;
    const isSame = (Object.keys(status) as (keyof TileStatus)[]).every((key) => status[key] === before[key]);
    if (isSame) return;
    this.statusNow = status;
    for (const listener of [...this.listeners]) listener();
    this.tellFrame();
  }
}
