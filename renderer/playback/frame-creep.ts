// Reaches a frame that a browser's search passes over. Chromium looks the keyframe to decode from up by decoding time: where that of the
// next keyframe lies before the frame's own time (frames at uneven intervals, open groups of pictures), the search comes out at
// that keyframe, one or more frames late. From a frame before it the wanted one is played to, slowly, and the player stopped on it.
// Knows an element and its own time in milliseconds; when to begin is the slot's to say (video-slot.ts).

/** Half of a frame is given this long on the machine's clock: an animation frame comes well within. */
const HALF_FRAME_TAKES_MS = 50;
const RATE_MIN = 0.0625;
/** The first step back reaches into the frame before the wanted one, which is mostly as long. */
const BACK_SHARE = 2.2;
const TRIES_MAX = 4;
const TAKES_AT_MOST_MS = 3_000;
/** Elements keep microseconds, the index of frames has rounded. */
export const PASSED_BEYOND_MS = 0.6;

interface Way {
  readonly placeMs: number;
  readonly rate: number;
  backMs: number;
  tries: number;
  /** Begin of the frame that came since it was last sent back; null until one did. */
  shownMs: number | null;
  isPlaying: boolean;
}

export class FrameCreep {
  private readonly element: HTMLVideoElement;
  private readonly onEnd: (isReached: boolean) => void;
  private way: Way | null = null;

  /** `onEnd`: the element stands again, on the frame or (a file may lack it) where the search had come out. Not told after `stop`. */
  constructor(element: HTMLVideoElement, onEnd: (isReached: boolean) => void) {
    this.element = element;
    this.onEnd = onEnd;
    element.addEventListener("seeked", () => this.look());
  }

  get isOn(): boolean { return this.way !== null; }

  /** A search for the middle of a frame, `placeMs`, came out at the frame that begins at `passedMs`. */
  start(placeMs: number, passedMs: number): void {
    const halfMs = passedMs - placeMs;
    this.way = { placeMs, rate: Math.min(1, Math.max(RATE_MIN, halfMs / HALF_FRAME_TAKES_MS)), backMs: halfMs * BACK_SHARE, tries: 0, shownMs: null, isPlaying: false };
    this.goBack(this.way);
    this.endAfter(this.way);
  }

  /** A frame came on the glass. */
  shown(elementMs: number): void {
    if (this.way === null) return;
    this.way.shownMs = elementMs;
    this.look();
  }

  /** Something else is wanted of the element. */
  stop(): void {
    if (this.way === null) return;
    this.way = null;
    this.element.pause();
  }

  /** Whatever comes in between: nobody waits for longer. */
  private endAfter(way: Way): void {
    setTimeout(() => { if (this.way === way) this.end(way, false); }, TAKES_AT_MOST_MS);
  }

  private goBack(way: Way): void {
    way.shownMs = null;
    this.element.currentTime = Math.max(0, (way.placeMs - way.backMs) / 1000);
  }

  private look(): void {
    const { way, element } = this;
    if (way === null || way.isPlaying || way.shownMs === null || element.seeking) return;
    if (way.shownMs <= way.placeMs + PASSED_BEYOND_MS) return this.play(way);
    way.tries += 1;
    way.backMs *= 2;
    if (way.tries >= TRIES_MAX) return this.end(way, false);
    this.goBack(way);
  }

  private play(way: Way): void {
    way.isPlaying = true;
    this.element.playbackRate = way.rate;
    // Refused only where a pause or a new source came in between.
    this.element.play().catch(() => undefined);
    const watch = (): void => {
      if (this.way !== way) return;
      if (this.element.currentTime * 1000 >= way.placeMs) this.end(way, true);
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  }

  private end({ placeMs }: Way, isReached: boolean): void {
    this.stop();
    if (!isReached) this.element.currentTime = placeMs / 1000;
    this.onEnd(isReached);
  }
}
