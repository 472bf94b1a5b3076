// One video.js player and its element: opens a source, learns where its first frame stands, goes to media times, and
// tells of every frame it shows. Seconds as floats end here. It does not know the clock (tile-sync.ts does).

import { FrameCreep, PASSED_BEYOND_MS } from "./frame-creep.ts";
import type { SourceKind } from "./key-times.ts";
import type { Stretch } from "./stretches.ts";
import type { SlotFacts } from "./tile-sync.ts";
import { videojs, type VideoJsPlayer } from "./quiet-video-js.ts";

export interface SlotSource {
  readonly fileId: number;
  readonly kind: SourceKind;
  readonly mime: string;
  /** Where its first frame stands on the original's media time. */
  readonly firstMs: number;
  /** The part of a copy that is still being made; null: it holds all of the file. */
  readonly stretch: Stretch | null;
}

export interface ShownFrame {
  readonly mediaMs: number;
  /** performance.now() at which it is on the glass. */
  readonly displayedAtMs: number;
}

export type SlotFailure = "error" | "no-picture";

export interface SlotListener {
  /** Something about its state changed: ready, sought, paused. */
  readonly onChange: (slot: VideoSlot) => void;
  readonly onFrame: (slot: VideoSlot, frame: ShownFrame) => void;
  readonly onFailure: (slot: VideoSlot, source: SlotSource, failure: SlotFailure) => void;
}

const addressOf = ({ fileId, kind, stretch }: Pick<SlotSource, "fileId" | "kind" | "stretch">): string =>
  (stretch === null ? `footage://${kind}/${fileId}` : `footage://stretch/${stretch.stretchId}`);

/** First frames' places by address, in element ms: some players shift files with sound, and not all files start at 0. */
const offsetByAddress = new Map<string, number>();

/** The first frame is waited for this long before the element is asked for it again. */
const FIRST_FRAME_AFTER_MS = 900;
const FIRST_FRAME_TRIES = 8;
/** After a seek a frame this far from the goal is one of before. */
const STRAY_BEYOND_MS = 2_000;
/** To each of these video.js changes classes that nothing here is styled by: while a picture is looked up the page would be laid out anew. */
const UNHEARD_BY_VIDEO_JS = ["seeking", "waiting", "timeupdate"];
const FRAME_AFTER_SEEK_MS = 150;
const FRAME_OF_PLACE_MS = 520;
const FIRST_GUESS_SEEK_MS = 120;
/** A frame of before the search may still be told of after it. */
const PASSED_FOR_MS = 60;
const SEEK_SHARE = 0.4;
/** Smoothing of the measured drift over frames. */
const DRIFT_SHARE = 0.25;

export class VideoSlot {
  readonly element: HTMLVideoElement;
  private readonly player: VideoJsPlayer;
  private readonly listener: SlotListener;
  private readonly creep: FrameCreep;
  private source: SlotSource | null = null;
  private state: SlotFacts["state"] = "empty";
  private offsetMs: number | null = null;
  private lastFrame: ShownFrame | null = null;
  private driftMs: number | null = null;
  private soughtAtMachineMs = -Infinity;
  private soughtToMs: number | null = null;
  /** Where it was sent to stand; null while it runs or ran since, and where the frame of there came neither by the search nor by playing to it. */
  private standsAtMs: number | null = null;
  private hasRunSinceSeek = false;
  private hasFrameSinceSeek = false;
  private seekTakesMs = FIRST_GUESS_SEEK_MS;
  private firstFrameTimer: ReturnType<typeof setTimeout> | null = null;
  private isDisposed = false;

  constructor(host: HTMLElement, listener: SlotListener) {
    this.listener = listener;
    const element = document.createElement("video");
    element.muted = true;
    element.playsInline = true;
    element.tabIndex = -1;
    host.append(element);
    this.player = videojs(element, {
      controls: false, muted: true, preload: "auto", autoplay: false, children: ["mediaLoader"], errorDisplay: false,
      disablePictureInPicture: true, userActions: { click: false, doubleClick: false, hotkeys: false },
    });
    this.element = (this.player.el() as HTMLElement).querySelector("video") ?? element;
    this.element.disableRemotePlayback = true;
    // The tile around it has a name; a region "Video Player" in each of its two players would only be in the way.
    this.box.removeAttribute("role");
    this.box.removeAttribute("aria-label");
    this.creep = new FrameCreep(this.element, (isReached) => {
      this.hasFrameSinceSeek = true;
      if (!isReached) this.standsAtMs = null;
      this.listener.onChange(this);
    });
    this.listen();
  }

  get shownFrame(): ShownFrame | null { return this.lastFrame; }
  get current(): SlotSource | null { return this.source; }

  /** Frames shown and left out since its source was opened. */
  frameCounts(): { readonly totalCount: number; readonly droppedCount: number } {
    const { totalVideoFrames, droppedVideoFrames } = this.element.getVideoPlaybackQuality();
    return { totalCount: totalVideoFrames, droppedCount: droppedVideoFrames };
  }

  /** The wrapper that video.js made, to show and hide. */
  get box(): HTMLElement { return this.player.el() as HTMLElement; }

  facts(): SlotFacts {
    const { element } = this;
    // On its way to a frame that the search passed over it is searching still.
    if (this.creep.isOn) return { ...this.factsOf(element), mediaMs: this.standsAtMs ?? 0, isSeeking: true, isPaused: true, hasArrived: false };
    return this.factsOf(element);
  }

  private factsOf(element: HTMLVideoElement): SlotFacts {
    return {
      fileId: this.source?.fileId ?? null,
      stretchId: this.source?.stretch?.stretchId ?? null,
      state: this.state,
      mediaMs: this.offsetMs === null ? 0 : element.currentTime * 1000 - this.offsetMs,
      isSeeking: element.seeking,
      isPaused: element.paused,
      isEnded: element.ended,
      playbackRate: element.playbackRate,
      driftMs: this.driftMs,
      sinceSeekMs: performance.now() - this.soughtAtMachineMs,
      seekTakesMs: this.seekTakesMs,
      hasArrived: this.hasArrived && this.isFrameOfPlace(),
      ranToMs: this.hasRunSinceSeek && element.paused ? this.lastFrame?.mediaMs ?? null : null,
    };
  }

  /** True where the frame on the glass is the one it was last sent to. */
  get hasArrived(): boolean {
    return this.state === "ready" && !this.element.seeking && !this.creep.isOn && this.hasFrameSinceSeek;
  }

  /** The last frame told is the one where the element stands: it is sent to the middle of frames, at most half a second in. */
  private isFrameOfPlace(): boolean {
    return this.lastFrame !== null && this.offsetMs !== null && Math.abs(this.lastFrame.mediaMs - (this.element.currentTime * 1000 - this.offsetMs)) < FRAME_OF_PLACE_MS;
  }

  load(source: SlotSource): void {
    this.unwatchFirstFrame();
    this.creep.stop();
    this.source = source;
    this.state = "opening";
    this.lastFrame = null;
    this.driftMs = null;
    this.hasFrameSinceSeek = false;
    this.soughtAtMachineMs = -Infinity;
    this.soughtToMs = null;
    this.standsAtMs = null;
    this.hasRunSinceSeek = false;
    this.offsetMs = offsetByAddress.get(addressOf(source)) ?? null;
    this.element.pause();
    this.player.src({ src: addressOf(source), type: source.mime });
    this.listener.onChange(this);
  }

  clear(): void {
    if (this.source === null) return;
    this.unwatchFirstFrame();
    this.creep.stop();
    this.source = null;
    this.state = "empty";
    this.lastFrame = null;
    this.element.pause();
    this.element.removeAttribute("src");
    this.element.load();
  }

  seek(mediaMs: number): void {
    if (this.offsetMs === null) return;
    this.creep.stop();
    this.driftMs = null;
    this.hasFrameSinceSeek = false;
    this.soughtAtMachineMs = performance.now();
    this.soughtToMs = mediaMs;
    this.standsAtMs = this.element.paused ? mediaMs : null;
    this.hasRunSinceSeek = !this.element.paused;
    this.element.currentTime = Math.max(0, (mediaMs + this.offsetMs) / 1000);
  }

  play(rate: number): void {
    this.creep.stop();
    this.standsAtMs = null;
    this.hasRunSinceSeek = true;
    this.driftMs = null;
    this.element.playbackRate = rate;
    // Refused only where a pause or a new source came in between.
    this.element.play().catch(() => undefined);
  }

  setRate(rate: number): void {
    this.element.playbackRate = rate;
  }

  pause(): void {
    this.creep.stop();
    this.element.pause();
  }

  /** Its picture waited behind the other player and is on the glass from now on. */
  comeInFront(): void {
    if (this.lastFrame !== null) this.lastFrame = { ...this.lastFrame, displayedAtMs: performance.now() };
  }

  /** Takes a measurement of shown frame against clock, media ms. */
  measure(driftMs: number): void {
    this.driftMs = this.driftMs === null ? driftMs : this.driftMs + (driftMs - this.driftMs) * DRIFT_SHARE;
  }

  dispose(): void {
    this.isDisposed = true;
    this.unwatchFirstFrame();
    this.creep.stop();
    this.player.dispose();
  }

  private get isOwnSource(): boolean {
    return !this.isDisposed && this.source !== null && this.element.src === addressOf(this.source);
  }

  private listen(): void {
    for (const name of UNHEARD_BY_VIDEO_JS) this.element.addEventListener(name, (event) => event.stopImmediatePropagation(), { capture: true });
    const changed = (): void => { if (this.isOwnSource) this.listener.onChange(this); };
    this.element.addEventListener("seeked", () => { if (this.isOwnSource) this.onSought(); });
    for (const name of ["pause", "playing", "ended", "canplay"]) this.element.addEventListener(name, changed);
    this.element.addEventListener("loadedmetadata", () => this.onMetadata());
    this.element.addEventListener("loadeddata", () => this.onData());
    this.element.addEventListener("error", () => { if (this.isOwnSource) this.fail("error"); });
    this.player.on("error", () => { if (this.state === "opening" && this.player.error() !== null && (this.isOwnSource || this.element.src === "")) this.fail("error"); });
    this.nextFrame();
  }

  /** The frame mostly came before; of a picture that did not change none may come at all. */
  private onSought(): void {
    if (this.creep.isOn) return;
    this.listener.onChange(this);
    this.mendPassed();
    if (this.hasFrameSinceSeek) return;
    setTimeout(() => {
      if (this.isDisposed || this.element.seeking || this.hasFrameSinceSeek) return;
      this.hasFrameSinceSeek = true;
      this.listener.onChange(this);
    }, FRAME_AFTER_SEEK_MS);
  }

  /** Where the search came out behind the frame that it was for. */
  private mendPassed(): void {
    const placeMs = this.passedPlaceMs();
    if (placeMs === null) return;
    setTimeout(() => {
      if (this.isDisposed || this.passedPlaceMs() !== placeMs || this.offsetMs === null || this.lastFrame === null) return;
      this.hasFrameSinceSeek = false;
      this.creep.start(placeMs + this.offsetMs, this.lastFrame.mediaMs + this.offsetMs);
    }, PASSED_FOR_MS);
  }

  /** The place where it stands, where it shows a frame that begins behind it; null where all is well. */
  private passedPlaceMs(): number | null {
    const { standsAtMs, lastFrame, element, creep } = this;
    if (standsAtMs === null || lastFrame === null || element.seeking || !element.paused || creep.isOn || this.state !== "ready") return null;
    const pastMs = lastFrame.mediaMs - standsAtMs;
    return pastMs > PASSED_BEYOND_MS && pastMs < STRAY_BEYOND_MS ? standsAtMs : null;
  }

  private nextFrame(): void {
    this.element.requestVideoFrameCallback((_now, metadata) => {
      if (this.isDisposed) return;
      if (this.isOwnSource) this.onFrame(metadata.mediaTime * 1000, metadata.expectedDisplayTime);
      this.nextFrame();
    });
  }

  private onMetadata(): void {
    if (!this.isOwnSource) return;
    // A decoder that this machine lacks: the sound would play, the picture never come.
    if (this.element.videoWidth === 0) this.fail("no-picture");
  }

  private onData(): void {
    if (!this.isOwnSource || this.state !== "opening") return;
    if (this.offsetMs !== null) this.becomeReady();
    else this.watchFirstFrame(0);
  }

  /** The first frame normally comes by itself; a covered window may need a second asking. */
  private watchFirstFrame(tries: number): void {
    this.firstFrameTimer = setTimeout(() => {
      if (this.state !== "opening") return;
      if (tries >= FIRST_FRAME_TRIES && !document.hidden) return this.fail("no-picture");
      this.element.currentTime = 0;
      this.watchFirstFrame(document.hidden ? tries : tries + 1);
    }, FIRST_FRAME_AFTER_MS);
  }

  private unwatchFirstFrame(): void {
    if (this.firstFrameTimer !== null) clearTimeout(this.firstFrameTimer);
    this.firstFrameTimer = null;
  }

  private onFrame(elementMs: number, displayedAtMs: number): void {
    if (this.offsetMs === null && this.source !== null) {
      this.offsetMs = elementMs - this.source.firstMs;
      offsetByAddress.set(addressOf(this.source), this.offsetMs);
      if (this.element.readyState >= 2) this.becomeReady();
    }
    if (this.offsetMs === null) return;
    const mediaMs = elementMs - this.offsetMs;
    this.lastFrame = { mediaMs, displayedAtMs };
    if (this.creep.isOn) {
      this.creep.shown(elementMs);
      return this.listener.onFrame(this, this.lastFrame);
    }
    // A frame that was on its way when the element was sent elsewhere is not the one that was asked for.
    const isStray = this.soughtToMs !== null && Math.abs(mediaMs - this.soughtToMs) >= STRAY_BEYOND_MS;
    if (!isStray && !this.hasFrameSinceSeek) {
      this.hasFrameSinceSeek = true;
      if (this.soughtToMs !== null) this.seekTakesMs += (displayedAtMs - this.soughtAtMachineMs - this.seekTakesMs) * SEEK_SHARE;
    }
    this.listener.onFrame(this, this.lastFrame);
    this.mendPassed();
  }

  private becomeReady(): void {
    this.unwatchFirstFrame();
    if (this.state === "ready") return;
    this.state = "ready";
    this.listener.onChange(this);
  }

  private fail(failure: SlotFailure): void {
    if (this.state === "failed" || this.source === null) return;
    this.unwatchFirstFrame();
    this.state = "failed";
    this.listener.onFailure(this, this.source, failure);
  }
}
