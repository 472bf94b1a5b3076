// Carries out for one tile what tile-sync decides: two players, one in front, one holding what comes next. It tells React
// only what changes seldom (tile-status.ts); frames go straight to whoever shows their time.

import type { PlayableFile, Recording } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, mediaFromTrue, trueFromMedia } from "../../contract/time.ts";
import { footageWindow, type CameraFootage } from "../playback/footage-window.ts";
import { frameAt, frameTimes, nominalFrameMs } from "../playback/frame-times.ts";
import { isStale, LeapWatch, StaleMark } from "../playback/keeping-up.ts";
import { keyTimes, type KeyedSource } from "../playback/key-times.ts";
import type { PacedTile, Pacing } from "../playback/pacing.ts";
import { comingBackTo, gapAt, placementAt, type Placement, type VersionChoice } from "../playback/placements.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { proxies, type ProxyWish } from "../playback/proxies.ts";
import { covers, partOf, type LoadOrder } from "../playback/stretches.ts";
import { coverFor, decideTile, isOtherPart, keyReachMs, type BackOrder, type FrontOrder, type SlotFacts } from "../playback/tile-sync.ts";
import { versionChoice } from "../playback/versions.ts";
import { VideoSlot, type ShownFrame, type SlotFailure, type SlotSource } from "../playback/video-slot.ts";
import { headOf, isOtherCopy, isSameSource, madeAround, partsShown } from "./copy-parts.ts";
import { DroppedFrames } from "./dropped-frames.ts";
import { findSource, forgiveFile, learnFailure, madePercent, SMALL_HEIGHT_PX, stretchById, wantedCopy } from "./tile-source.ts";
import { IDLE, isSameStatus, type ShownInstant, type TileStatus } from "./tile-status.ts";

/** Copies are wished for as many files ahead of the clock. */
const WISHES_AHEAD_COUNT = 4;
/** A better source of the same file takes over this far ahead of the clock, of the machine's time. */
const EXCHANGE_AHEAD_MS = 1_200;
/** Frames as late as this, or none for this long, and the tile cannot keep up. Frames, and machine ms. */
const LATE_FRAMES = 1.5;
const LATE_BEYOND_MS = 20;
const STALLED_BEYOND_MS = 700;
/** A search that is over sooner does not dim the picture that it leaves: dimming and clearing it again would only flicker, and cost the search time. Machine ms. */
const DIM_AFTER_MS = 150;

export class TileController {
  private readonly slots: [VideoSlot, VideoSlot];
  private frontIndex: 0 | 1 = 0;
  private cameraId: string | null = null;
  private version: number | null = null;
  private pictureHeightPx = Infinity;
  private isActive = false;
  private pacing: Pacing = "run";
  private exchangeAtMs: number | null = null;
  /** Another part of the file in front is on its way behind it. */
  private isChangingOver = false;
  private statusNow: TileStatus = IDLE;
  private dimTimer: ReturnType<typeof setTimeout> | null = null;
  private readonly dropped = new DroppedFrames();
  private readonly staleMark = new StaleMark();
  /** How often its picture had to leap while it ran. */
  readonly leaps = new LeapWatch();
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

  /** What it shows, of which version, how high its picture is in the screen's dots, and whether it is the one that a person looks at. */
  setView(view: { readonly cameraId: string | null; readonly version: number | null; readonly pictureHeightPx: number; readonly isActive: boolean }): void {
    if (view.cameraId !== this.cameraId) for (const slot of this.slots) slot.pause();
    Object.assign(this, view);
    this.askForTick();
  }

  setPacing(pacing: Pacing): void {
    this.pacing = pacing;
  }

  dispose(): void {
    if (this.dimTimer !== null) clearTimeout(this.dimTimer);
    for (const slot of this.slots) slot.dispose();
  }

  /** Tries once more what failed. */
  retry(): void {
    const fileId = this.statusNow.file?.fileId;
    if (fileId === undefined) return;
    forgiveFile(fileId);
    this.front.clear();
    void proxies.request(fileId);
  }

  /** What lies at the clock for this tile; null while that is not known. */
  placement(nowMs: number): Placement | null {
    const footage = this.cameraId === null ? null : footageWindow.footageOf(this.cameraId, nowMs);
    return footage === null ? null : placementAt(footage.recordings, nowMs, this.choice());
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
    const placement = this.placement(nowMs);
    if (placement === null) return false;
    const { recording } = placement;
    if (recording === null || this.statusNow.state === "proxy-making" || this.statusNow.state === "error") return true;
    const { front } = this;
    if (front.current?.fileId !== recording.fileId || !front.hasArrived) return false;
    return Math.abs(front.facts().mediaMs - mediaFromTrue(recording, nowMs)) < 2 * nominalFrameMs(footageWindow.file(recording.fileId));
  }

  /** True where it stands open in front and was sent to a picture that is not on the glass yet. */
  isLookingUp(): boolean {
    return this.cameraId !== null && this.front.facts().state === "ready" && (!this.front.hasArrived || this.isChangingOver);
  }

  /** What it takes to decode every frame that it shows. */
  load(nowMs: number): PacedTile {
    const { isActive } = this;
    const recording = this.placement(nowMs)?.recording ?? null;
    const file = recording === null ? null : footageWindow.file(recording.fileId);
    if (file === null) return { isActive, pixelsPerSecond: 0 };
    const pixels = (file.widthPx ?? 0) * (file.heightPx ?? 0);
    const isSmall = this.front.current?.fileId === file.fileId && this.front.current.kind === "small";
    const share = isSmall && file.heightPx !== null && file.heightPx > 0 ? Math.min(1, (SMALL_HEIGHT_PX / file.heightPx) ** 2) : 1;
    return { isActive, pixelsPerSecond: (pixels * share * 1000) / nominalFrameMs(file) };
  }

  /** True where it runs and its pictures come too late, or none come. */
  isLate(): boolean {
    const { front } = this;
    const facts = front.facts();
    // Covered, because what it shows is too far off, it is late all the more.
    const isUp = this.statusNow.state === "footage" || this.statusNow.state === "loading";
    if (!isUp || facts.isPaused || facts.isSeeking || facts.isEnded || front.shownFrame === null) return false;
    const frameMs = nominalFrameMs(this.statusNow.file);
    const isStalled = performance.now() - front.shownFrame.displayedAtMs > Math.max(STALLED_BEYOND_MS, (3 * frameMs) / facts.playbackRate) && facts.sinceSeekMs > 2 * STALLED_BEYOND_MS;
    return isStalled || (facts.driftMs !== null && -facts.driftMs > frameMs * LATE_FRAMES + LATE_BEYOND_MS * playbackClock.rate);
  }

  /** Copies that would serve it around the clock, the nearest first, and the files that it shows. */
  wishes(nowMs: number): { readonly wishes: readonly ProxyWish[]; readonly shownFileIds: readonly number[] } {
    const footage = this.cameraId === null ? null : footageWindow.footageOf(this.cameraId, nowMs);
    if (footage === null) return { wishes: [], shownFileIds: [] };
    const wishes: ProxyWish[] = [];
    const isBackwards = playbackClock.isPlaying && playbackClock.rate < 0;
    const runs = !playbackClock.isPlaying ? null : isBackwards ? "back" : "on";
    let atMs = nowMs;
    for (let n = 0; n <= WISHES_AHEAD_COUNT; n++) {
      const placement = placementAt(footage.recordings, atMs, this.choice());
      const { recording } = placement;
      const file = recording === null ? null : footageWindow.file(recording.fileId);
      const copy = file === null ? null : wantedCopy(file, this.pictureHeightPx);
      if (recording !== null && file !== null && copy !== null) {
        wishes.push({ fileId: file.fileId, size: copy.size, isUrgent: copy.isNeeded && n === 0, atMediaMs: copy.isNeeded ? headOf(recording, atMs, n === 0 ? runs : null) : null, isBackwards });
      }
      const thenMs = isBackwards ? comingBackTo(placement) : placement.nextAtMs;
      if (thenMs === null) break;
      atMs = thenMs;
    }
    return { wishes, shownFileIds: this.slots.flatMap((slot) => slot.current?.fileId ?? []) };
  }

  tick(nowMs: number): void {
    if (this.cameraId === null) return this.rest(IDLE);
    const footage = footageWindow.footageOf(this.cameraId, nowMs);
    if (footage === null) return this.rest({ ...IDLE, state: "loading" });
    const placement = placementAt(footage.recordings, nowMs, this.choice());
    const { recording, versions } = placement;
    const file = recording === null ? null : footageWindow.file(recording.fileId);
    const found = recording === null || file === null ? null : findSource(file, this.pictureHeightPx, mediaFromTrue(recording, nowMs));
    this.order(placement, file, nowMs, found?.kind === "source" ? found.source : null);
    if (recording === null) return this.setStatus(this.absence(footage, placement, nowMs));
    const base = { ...IDLE, file, uncertaintyMs: recording.uncertaintyMs, version: versions.indexOf(recording), versionCount: versions.length };
    if (found?.kind === "error") return this.setStatus({ ...base, state: "error", error: found.error });
    if (found?.kind === "making") return this.setStatus({ ...base, state: "proxy-making", jobId: found.jobId, madePercent: file === null ? null : madePercent(file) });
    this.setStatus(this.presence(base, recording, nowMs));
  }

  private get front(): VideoSlot { return this.slots[this.frontIndex]; }
  private get back(): VideoSlot { return this.slots[this.frontIndex === 0 ? 1 : 0]; }

  private choice(): VersionChoice {
    return versionChoice((fileId) => footageWindow.file(fileId), { version: this.version, heightPx: this.pictureHeightPx });
  }

  private rest(status: TileStatus): void {
    if (!this.front.element.paused) this.front.pause();
    this.setStatus(status);
  }

  private order(placement: Placement, file: PlayableFile | null, nowMs: number, source: SlotSource | null): void {
    const { recording } = placement;
    const isExchanging = recording !== null && source !== null && this.exchange(source, recording, nowMs);
    // What is in front plays on while another takes its place behind.
    const { part, next, nextAtMs } = partsShown(placement, isExchanging ? this.front.current : source, this.pictureHeightPx, playbackClock.isPlaying && playbackClock.rate < 0);
    this.isChangingOver = source !== null && isOtherPart({ recording: part, front: this.front.facts() });
    const keyed = (fileId: number): KeyedSource => (this.front.current?.fileId === fileId ? this.front.current : source ?? { kind: "file", fileId, stretch: null });
    const { front, back } = decideTile({
      clockMs: nowMs, rate: playbackClock.rate, isPlaying: playbackClock.isPlaying, isRunning: playbackClock.isPlaying && !playbackClock.isHeld,
      recording: part, next, nextAtMs, pacing: this.pacing, isScrubbing: playbackClock.isScrubbing,
      front: this.front.facts(), back: this.backFacts(source),
      frameMs: nominalFrameMs(file), settle: (fileId, mediaMs) => frameTimes.settle(fileId, mediaMs),
      keyBefore: (fileId, mediaMs) => keyTimes.before(keyed(fileId), mediaMs),
      keyAfter: (fileId, mediaMs) => keyTimes.after(keyed(fileId), mediaMs),
    });
    if (front.kind === "seek" && !this.front.element.paused) this.leaps.leapt(performance.now());
    if (recording === null || source !== null) this.carryOutFront(front, source);
    else if (!this.front.element.paused) this.front.pause();
    if (!isExchanging) this.carryOutBack(back);
  }

  /** The other player serves only with the source that is wanted now. */
  private backFacts(source: SlotSource | null): SlotFacts {
    const facts = this.back.facts();
    const isOther = source !== null && facts.fileId === source.fileId && this.back.current?.kind !== source.kind;
    return isOther ? { ...facts, fileId: null, state: "empty" } : facts;
  }

  /**
   * Where another source of the file in front has become the better one (a copy was made, the tile changed its size): opens it
   * behind, puts it on its place, and changes over without a gap. False where there is nothing to change.
   */
  private exchange(source: SlotSource, recording: Recording, nowMs: number): boolean {
    const { front, back } = this;
    const shown = front.current;
    const isShowing = shown?.fileId === source.fileId && (shown.stretch === null || covers(shown.stretch, mediaFromTrue(recording, nowMs)));
    if (!isShowing || !isOtherCopy(shown, source)) {
      this.exchangeAtMs = null;
      return false;
    }
    if (!isSameSource(back.current, source)) {
      this.exchangeAtMs = null;
      back.load(source);
      return true;
    }
    const facts = back.facts();
    if (facts.state !== "ready" || facts.isSeeking) return true;
    const { rate, isPlaying } = playbackClock;
    const isMissed = this.exchangeAtMs === null || Math.sign(rate) * (nowMs - this.exchangeAtMs) > EXCHANGE_AHEAD_MS || !isPlaying;
    const aimMs = isMissed ? nowMs + (isPlaying ? rate * EXCHANGE_AHEAD_MS : 0) : this.exchangeAtMs!;
    const placeMs = frameTimes.settle(source.fileId, mediaFromTrue(recording, Math.min(aimMs, partOf(recording, source.stretch).endMs - 1)));
    if (Math.abs(facts.mediaMs - placeMs) > 1) {
      this.exchangeAtMs = aimMs;
      back.seek(placeMs);
    } else if (back.hasArrived && (!isPlaying || Math.sign(rate) * (nowMs - aimMs) >= 0)) {
      this.exchangeAtMs = null;
      this.swap();
    }
    return true;
  }

  private carryOutFront(order: FrontOrder, wanted: SlotSource | null): void {
    switch (order.kind) {
      case "nothing": return;
      case "swap": return this.swap();
      case "load": {
        const source = wanted?.fileId === order.fileId ? wanted : this.sourceOf(order);
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
    const source = this.sourceOf(order);
    if (source !== null) this.back.load(source);
  }

  private sourceOf({ fileId, stretchId }: LoadOrder): SlotSource | null {
    if (stretchId !== undefined) return stretchById(fileId, stretchId);
    const file = footageWindow.file(fileId);
    const found = file === null ? null : findSource(file, this.pictureHeightPx, 0);
    return found?.kind === "source" && found.source.stretch === null ? found.source : null;
  }

  private swap(): void {
    this.front.pause();
    this.frontIndex = this.frontIndex === 0 ? 1 : 0;
    this.dropped.forget();
    this.front.comeInFront();
    this.showFront();
    // The picture that comes in front waited for this: no frame will be told of it any more.
    this.tellFrame();
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
      nextMs: placement.nextAtMs, previousMs: placement.previous?.endMs ?? null,
    };
  }

  private presence(base: TileStatus, recording: Recording, nowMs: number): TileStatus {
    const { front } = this;
    const { isPlaying, rate, isScrubbing } = playbackClock;
    const source = front.current;
    const isSameFile = source?.fileId === recording.fileId;
    const facts = front.facts();
    const frame = isSameFile && facts.state === "ready" ? front.shownFrame : null;
    const instant = frame === null ? null : this.instantOf(frame, nowMs);
    const clockMediaMs = mediaFromTrue(recording, nowMs);
    const isStanding = front.element.paused && front.hasArrived && !front.element.seeking;
    const isThere = isStanding && Math.abs(facts.mediaMs - clockMediaMs) < 1_000;
    const pacing = isPlaying ? this.pacing : "run";
    // Frames far apart are no error of ours: a picture that stands where it was sent is the right one.
    const isSameRecording = instant?.recording.recordingId === recording.recordingId;
    const reachMs = pacing === "run" || source === null ? undefined : keyReachMs(rate, clockMediaMs, keyTimes.before(source, clockMediaMs));
    const isAllowed = isSameRecording && (isThere || isScrubbing || this.isSeekFresh(facts)) ? "none" : coverFor(instant?.offsetMs ?? null, isPlaying, isSameRecording, reachMs);
    const isMarked = isAllowed === "none" && isPlaying && !isScrubbing && frame !== null && this.isPast(frame.mediaMs, recording.fileId, clockMediaMs, pacing);
    const cover = isMarked ? "still" : isAllowed;
    const droppedPercent = isPlaying && pacing === "run" ? this.dropped.percent(front, performance.now()) : 0;
    return { ...base, ...(isSameFile && source.stretch !== null ? madeAround(recording, source) : null), state: cover === "full" ? "loading" : "footage", cover, source: isSameFile ? source.kind : null, pacing, droppedPercent };
  }

  /** True just after a stopped tile was sent elsewhere; looked at again when that is no longer so. */
  private isSeekFresh({ hasArrived, isPaused, sinceSeekMs }: SlotFacts): boolean {
    if (hasArrived || !isPaused || playbackClock.isPlaying || sinceSeekMs >= DIM_AFTER_MS) return false;
    this.dimTimer ??= setTimeout(() => {
      this.dimTimer = null;
      this.askForTick();
    }, DIM_AFTER_MS - sinceSeekMs + 1);
    return true;
  }

  /** True where the picture on the glass is not the present's: single pictures never are for longer than a frame. */
  private isPast(shownMs: number, fileId: number, clockMediaMs: number, pacing: Pacing): boolean {
    const framesMs = frameTimes.around(fileId, shownMs);
    const followedAtMs = framesMs?.[frameAt(framesMs, shownMs) + 1] ?? null;
    const isOld = isStale({ shownMs, followedAtMs, clockMediaMs, frameMs: nominalFrameMs(footageWindow.file(fileId)), rate: playbackClock.rate });
    return this.staleMark.isMarked(isOld || (pacing !== "run" && !playbackClock.isHeld), performance.now());
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
    learnFailure(source, footageWindow.file(source.fileId), failure);
    slot.clear();
    this.askForTick();
  }

  private setStatus(status: TileStatus): void {
    if (isSameStatus(status, this.statusNow)) return;
    this.statusNow = status;
    for (const listener of [...this.listeners]) listener();
    this.tellFrame();
  }
}
