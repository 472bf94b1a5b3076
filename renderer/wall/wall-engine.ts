// Keeps all tiles on the one clock: lets each of them look after itself every frame, and holds a starting clock until
// their pictures stand ready, so that they start together. Not here: what a tile does (tile-controller.ts).

import { onEngineBack } from "../engine/engine-client.ts";
import { footageWindow } from "../playback/footage-window.ts";
import { frameTimes } from "../playback/frame-times.ts";
import { keyTimes } from "../playback/key-times.ts";
import { DecodeCapacity, plannedLoad, planPacing } from "../playback/pacing.ts";
import type { Placement } from "../playback/placements.ts";
import { PICTURE_WAIT_MS, playbackClock } from "../playback/playback-clock.ts";
import { proxies, type ProxyWish } from "../playback/proxies.ts";
import type { TileController } from "./tile-controller.ts";
import { forgiveAll } from "./tile-source.ts";
import type { TileStatus } from "./tile-status.ts";

/** One tile that cannot follow does not keep the others waiting for longer. */
const HOLD_MAX_MS = 1_500;
/** Tiles that are late for this long are more than one hiccup of the machine. */
const LATE_AFTER_MS = 800;
/** Players that were just started or sent elsewhere are brought in by their pace first. */
const STARTING_MS = 1_500;
/** Copies are wished for this often. */
const WISH_EVERY_MS = 500;

export class WallEngine {
  private readonly controllerByTile = new Map<number, TileController>();
  /** The same, in the order of the tiles. */
  private controllers: readonly TileController[] = [];
  private isTickAsked = false;
  private heldSinceMs: number | null = null;
  private readonly capacity = new DecodeCapacity(navigator.hardwareConcurrency);
  private lateSinceMs: number | null = null;
  private jumpedAtMs = -Infinity;
  private soughtAtMs = -Infinity;
  private wishedAtMs = -Infinity;
  private wishTimer: ReturnType<typeof setTimeout> | null = null;

  /** Follows clock, footage and copies; answers a function that stops. */
  start(): () => void {
    const stop = [
      footageWindow.start(),
      proxies.start(),
      onEngineBack(() => {
        forgiveAll();
        frameTimes.forgetUnknown();
        keyTimes.forgetUnknown();
        footageWindow.refreshSoon();
        this.askForTick();
      }),
      footageWindow.subscribe(() => this.askForTick()),
      frameTimes.subscribe(() => this.askForTick()),
      keyTimes.subscribe(() => this.askForTick()),
      playbackClock.onSeek(() => {
        this.soughtAtMs = performance.now();
        this.forgetLateness();
        this.tick();
        return this.isLookingUp();
      }),
      proxies.subscribe(() => {
        footageWindow.refreshSoon();
        this.askForTick();
      }),
      playbackClock.subscribe((nowMs, isJump) => {
        if (isJump) {
          this.forgetLateness();
          this.beginTogether(nowMs);
        }
        this.tick();
      }),
    ];
    this.askForTick();
    return () => stop.forEach((end) => end());
  }

  add(index: number, controller: TileController): () => void {
    this.controllerByTile.set(index, controller);
    this.putInOrder();
    this.askForTick();
    return () => {
      this.controllerByTile.delete(index);
      this.putInOrder();
    };
  }

  /** What lies at an instant for a tile; null while nothing is known there. */
  placementOf(index: number, nowMs: number): Placement | null {
    return this.controllerByTile.get(index)?.placement(nowMs) ?? null;
  }

  statusOf(index: number): TileStatus | null {
    return this.controllerByTile.get(index)?.status ?? null;
  }

  private putInOrder(): void {
    this.controllers = [...this.controllerByTile].sort(([a], [b]) => a - b).map(([, controller]) => controller);
  }

  /** Once, after what is going on now: events of players come in bunches. */
  readonly askForTick = (): void => {
    if (this.isTickAsked) return;
    this.isTickAsked = true;
    queueMicrotask(() => {
      this.isTickAsked = false;
      this.tick();
    });
  };

  private tick(): void {
    if (!playbackClock.isSet) return;
    const nowMs = playbackClock.nowMs();
    footageWindow.ensure(nowMs);
    if (playbackClock.isPlaying) this.pace(nowMs);
    for (const controller of this.controllers) controller.tick(nowMs);
    if (this.heldSinceMs !== null) this.startTogether(nowMs);
    if (playbackClock.isAwaitingPicture && !this.isLookingUp()) playbackClock.pictureShown();
    if (!this.isSearching()) this.wish(nowMs);
  }

  /** True just after the clock was sent elsewhere, until the pictures are there: for copies the engine looks into its library, and the decoders need the machine. */
  private isSearching(): boolean {
    return performance.now() - this.soughtAtMs < PICTURE_WAIT_MS && this.isLookingUp();
  }

  /** Says of each tile how it keeps up, and learns from those that do not. */
  private pace(nowMs: number): void {
    const { controllers } = this;
    const tiles = controllers.map((controller) => controller.load(nowMs));
    const { rate, isHeld } = playbackClock;
    const plan = planPacing(tiles, rate, this.capacity);
    controllers.forEach((controller, i) => controller.setPacing(plan[i]!));
    if (isHeld) return;
    const machineMs = performance.now();
    const running = controllers.filter((_, i) => plan[i] === "run" && tiles[i]!.pixelsPerSecond > 0);
    const leaping = running.filter((controller) => controller.leaps.cannotKeepUp(machineMs));
    const late = running.filter((controller) => leaping.includes(controller) || controller.isLate());
    if (late.length === 0) {
      this.lateSinceMs = null;
      this.capacity.keepsUp(machineMs);
      return;
    }
    if (machineMs - this.jumpedAtMs < STARTING_MS) return;
    this.lateSinceMs ??= machineMs;
    if (leaping.length === 0 && machineMs - this.lateSinceMs <= LATE_AFTER_MS) return;
    if (!this.capacity.overloaded(plannedLoad(tiles, plan, rate), machineMs, late.length, running.length)) return;
    this.lateSinceMs = null;
    for (const controller of controllers) controller.leaps.jumped(machineMs);
  }

  /** The clock was set: what the tiles were late for is no more. */
  private forgetLateness(): void {
    this.lateSinceMs = null;
    this.jumpedAtMs = performance.now();
    for (const controller of this.controllers) controller.leaps.jumped(this.jumpedAtMs);
  }

  /** Copies that the tiles would like, the urgent ones first, then the nearest of each tile. */
  private wish(nowMs: number): void {
    const machineMs = performance.now();
    const restMs = this.wishedAtMs + WISH_EVERY_MS - machineMs;
    if (restMs > 0) {
      // A clock that stands asks no more by itself.
      this.wishTimer ??= setTimeout(() => {
        this.wishTimer = null;
        this.askForTick();
      }, restMs + 1);
      return;
    }
    this.wishedAtMs = machineMs;
    const told = this.controllers.map((controller) => controller.wishes(nowMs));
    const inTurns: ProxyWish[] = [];
    for (let n = 0; told.some(({ wishes }) => n < wishes.length); n++) for (const { wishes } of told) if (wishes[n] !== undefined) inTurns.push(wishes[n]!);
    const ordered = [...inTurns.filter((wish) => wish.isUrgent), ...inTurns.filter((wish) => !wish.isUrgent)];
    const isFirst = (wish: ProxyWish, i: number): boolean => ordered.findIndex((other) => other.fileId === wish.fileId && other.size === wish.size) === i;
    proxies.offer(ordered.filter(isFirst), [...new Set(told.flatMap(({ shownFileIds }) => shownFileIds))]);
  }

  private beginTogether(nowMs: number): void {
    if (!playbackClock.isPlaying || playbackClock.rate < 0 || this.areAllCued(nowMs)) {
      if (this.heldSinceMs !== null) this.letGo();
      return;
    }
    this.heldSinceMs = performance.now();
    playbackClock.hold();
  }

  private startTogether(nowMs: number): void {
    if (!playbackClock.isPlaying) {
      this.heldSinceMs = null;
    } else if (this.areAllCued(nowMs) || performance.now() - this.heldSinceMs! > HOLD_MAX_MS) {
      this.letGo();
    }
  }

  private letGo(): void {
    this.heldSinceMs = null;
    playbackClock.release();
    this.askForTick();
  }

  /** True while some tile waits for a picture of a file that is open: those come soon. */
  private isLookingUp(): boolean {
    return this.controllers.some((controller) => controller.isLookingUp());
  }

  private areAllCued(nowMs: number): boolean {
    return this.controllers.every((controller) => controller.isCued(nowMs));
  }
}
