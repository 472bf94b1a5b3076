// What the benchmark of playback does inside the app's page: searches on the wall and on a bare <video>, and what is shown while
// playing. Every function here runs in the page and is sent there as text: it must not use anything outside of itself.

import type { Page } from "@playwright/test";

/**
 * A bare `<video>` on the same address as the first tile and as large on the glass: what Chromium does by itself. It lies over that
 * tile while it is measured and below it while the tile is (`front`): what is covered is not drawn, so that each draws one picture.
 */
export async function addBareVideo(page: Page, fileId: number): Promise<void> {
  await page.evaluate((id) => new Promise<void>((resolve, reject) => {
    const video = document.createElement("video");
    video.id = "bare";
    video.muted = true;
    video.preload = "auto";
    const { left, top, width, height } = document.querySelector("[data-testid=tile-0] [data-front=true] video")!.getBoundingClientRect();
    video.style.cssText = `position:fixed;left:${left}px;top:${top}px;width:${width}px;height:${height}px;z-index:1000;pointer-events:none`;
    video.onerror = () => reject(new Error("the bare video cannot be opened"));
    video.requestVideoFrameCallback(() => resolve());
    video.src = `footage://file/${id}`;
    document.body.append(video);
  }), fileId);
}

/** Whether the bare video lies over the wall or below it; drawn so before this answers. */
const showBareVideo = (page: Page, front: boolean): Promise<void> => page.evaluate((isFront) => new Promise<void>((resolve) => {
  const video = document.getElementById("bare");
  if (video !== null) video.style.zIndex = isFront ? "1000" : "-1";
  // Drawn, and handed over before the next one is.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)));
}), front);

export const removeBareVideo = (page: Page): Promise<void> => page.evaluate(() => document.getElementById("bare")?.remove());

/**
 * A search may begin anywhere between two pictures of the screen: so long after one of them. Of a place always the same, so that what
 * is compared begins alike; counted from the screen's own moment, not from when the page was told of it.
 */
const phaseMs = (targetMs: number): number => 20 + (targetMs * 7) % 17;

/**
 * Milliseconds from setting `currentTime` until the frame is handed to the screen (`presentationTime`): the page is told of it once a
 * refresh, which would make a millisecond of difference nothing or seventeen.
 */
export async function seekBare(page: Page, targetMs: number): Promise<number> {
  await showBareVideo(page, true);
  return page.evaluate(([mediaMs, waitMs]) => new Promise<number>((resolve, reject) => {
    const video = document.getElementById("bare") as HTMLVideoElement;
    const timer = setTimeout(() => reject(new Error("no frame came")), 20_000);
    let startedMs = 0;
    const wait = (): number => video.requestVideoFrameCallback((_now, { mediaTime, presentationTime }) => {
      if (Math.abs(mediaTime * 1000 - mediaMs) > 1) return void wait();
      clearTimeout(timer);
      resolve(presentationTime - startedMs);
    });
    requestAnimationFrame((frameMs) => setTimeout(() => {
      wait();
      startedMs = performance.now();
      // The middle of the frame: what is shown at its very edge is a matter of rounding.
      video.currentTime = (mediaMs + 20) / 1000;
    }, frameMs + waitMs - performance.now()));
  }), [targetMs, phaseMs(targetMs)] as const);
}

/** How the wall is sent to a place: a time typed, a key pressed, the hand moved on the timeline's ruler. */
export type WallAct = { readonly kind: "type"; readonly text: string } | { readonly kind: "key"; readonly key: string } | { readonly kind: "hand"; readonly xPx: number; readonly yPx: number };

/** Milliseconds from the act until the frame of the first tile is handed to the screen. */
export async function seekWall(page: Page, act: WallAct, targetMs: number): Promise<number> {
  await showBareVideo(page, false);
  return page.evaluate(([how, mediaMs, waitMs]) => new Promise<number>((resolve, reject) => {
    const video = (): HTMLVideoElement => document.querySelector<HTMLVideoElement>("[data-testid=tile-0] [data-front=true] video")!;
    const timer = setTimeout(() => reject(new Error(`no frame of ${mediaMs} came`)), 20_000);
    let startedMs = 0;
    const wait = (): number => video().requestVideoFrameCallback((_now, { mediaTime, presentationTime }) => {
      if (Math.abs(mediaTime * 1000 - mediaMs) > 1) return void wait();
      clearTimeout(timer);
      resolve(presentationTime - startedMs);
    });
    const go = (run: () => void): void => void requestAnimationFrame((frameMs) => setTimeout(() => {
      wait();
      startedMs = performance.now();
      run();
    }, frameMs + waitMs - performance.now()));
    if (how.kind === "key") return go(() => window.dispatchEvent(new KeyboardEvent("keydown", { key: how.key, bubbles: true, cancelable: true })));
    if (how.kind === "hand") {
      // The element that listens lies inside of the one with the name.
      const canvas = document.elementFromPoint(how.xPx, how.yPx)!;
      return go(() => canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: how.xPx, clientY: how.yPx, pointerId: 1, bubbles: true })));
    }
    const field = document.querySelector<HTMLInputElement>("[data-testid=time-field]")!;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(field, how.text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    // Typing is not what is measured: it is drawn, and handed over, before.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => go(() => field.form!.requestSubmit()), 50)));
  }), [act, targetMs, phaseMs(targetMs)] as const);
}

export interface Sweep {
  /** Different pictures that came while the hand moved. */
  readonly pictures: number;
  /** From the last move to a picture that is the wanted frame, or the keyframe before it, ms. */
  readonly lastMs: number;
}

/**
 * A hand that moves 60 times a second for a while, over a bare video. `each`: `currentTime` is set at every move. `pending`: as
 * LosslessCut does it, one search at a time, and when it ends the place wanted last, if there is another.
 */
export async function sweepBare(page: Page, style: "each" | "pending", fromMs: number, toMs: number, moves: number): Promise<Sweep> {
  await showBareVideo(page, true);
  return page.evaluate(([how, from, to, count]) => new Promise<Sweep>((resolve) => {
    const video = document.getElementById("bare") as HTMLVideoElement;
    const seen = new Set<number>();
    let isBusy = false;
    let waiting: number | null = null;
    let lastMovedMs = Infinity;
    let isDone = false;
    const send = (ms: number): void => {
      isBusy = true;
      video.currentTime = ms / 1000;
    };
    video.onseeked = () => {
      isBusy = false;
      if (waiting === null) return;
      const next = waiting;
      waiting = null;
      send(next);
    };
    let shownMs = -1;
    const look = (): number => video.requestVideoFrameCallback((_now, { mediaTime }) => {
      if (isDone) return;
      shownMs = mediaTime * 1000;
      seen.add(Math.round(shownMs));
      look();
    });
    look();
    const rest = (nowMs: number): void => {
      if (nowMs - lastMovedMs < 30_000 && (video.seeking || Math.abs(shownMs - to) > 40)) return void requestAnimationFrame(rest);
      isDone = true;
      video.onseeked = null;
      resolve({ pictures: seen.size, lastMs: nowMs - lastMovedMs });
    };
    let n = 0;
    const move = (): void => {
      const ms = from + ((to - from) * ++n) / count + 20;
      if (how === "each" || !isBusy) send(ms);
      else waiting = ms;
      if (n < count) return void setTimeout(move, 16);
      lastMovedMs = performance.now();
      requestAnimationFrame(rest);
    };
    move();
  }), [style, fromMs, toMs, moves] as const);
}

/** The same hand on the timeline's ruler; the exact frame has to come after it rests. */
export async function sweepWall(page: Page, xFromPx: number, xToPx: number, yPx: number, moves: number): Promise<Sweep> {
  await showBareVideo(page, false);
  return page.evaluate(([from, to, y, count]) => new Promise<Sweep>((resolve) => {
    // The element that listens lies inside of the one with the name.
    const canvas = document.elementFromPoint(from, y)!;
    const video = (): HTMLVideoElement => document.querySelector<HTMLVideoElement>("[data-testid=tile-0] [data-front=true] video")!;
    const clock = document.querySelector<HTMLElement>("[data-testid=clock-true]")!;
    const tile = document.querySelector<HTMLElement>("[data-testid=tile-0]")!;
    const seen = new Set<number>();
    let lastMovedMs = Infinity;
    let isDone = false;
    const look = (): number => video().requestVideoFrameCallback((_now, { mediaTime }) => {
      if (isDone) return;
      seen.add(Math.round(mediaTime * 1000));
      look();
    });
    look();
    const rest = (nowMs: number): void => {
      const offMs = Number(tile.dataset["trueMs"]) - Number(clock.dataset["ms"]);
      if (nowMs - lastMovedMs < 30_000 && (video().seeking || offMs > 0 || offMs <= -40)) return void requestAnimationFrame(rest);
      isDone = true;
      resolve({ pictures: seen.size, lastMs: nowMs - lastMovedMs });
    };
    let n = 0;
    const move = (): void => {
      const x = from + ((to - from) * ++n) / count;
      canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, pointerId: 1, bubbles: true }));
      if (n < count) return void setTimeout(move, 16);
      lastMovedMs = performance.now();
      requestAnimationFrame(rest);
    };
    move();
  }), [xFromPx, xToPx, yPx, moves] as const);
}

export interface Played {
  /** Of every frame that came in front on every tile: its own time minus the clock's at that moment, media ms. */
  readonly offsetsMs: readonly number[];
  /** Share of time, over all tiles, in which a picture more than two frames old (and what drawing takes) was shown without a mark, 0–1. */
  readonly staleShare: number;
  /** Share of time in which pictures stood marked as not the present's, or covered, 0–1. */
  readonly markedShare: number;
  readonly frames: number;
  readonly dropped: number;
  /** Clock time that passed for a second of the machine's. */
  readonly pace: number;
  /** How the tiles kept up at the end: `run`, `keys` … */
  readonly pacings: readonly string[];
  readonly sources: readonly string[];
}

/**
 * Looks on for a while as the wall plays. The clock is taken from the window's own digits, as a straight line through all looks:
 * they are written once a picture, a frame's display falls in between. A frame counts when it comes on the glass of the player in
 * front, or waited in the other one and that comes in front.
 */
export function watchWall(page: Page, forMs: number, rate: number, startMs: number, frameMs: number): Promise<Played> {
  return page.evaluate(([stretchMs, speed, zeroMs, oneFrameMs]) => new Promise<Played>((resolve) => {
    const clock = document.querySelector<HTMLElement>("[data-testid=clock-true]")!;
    const tiles = [...document.querySelectorAll<HTMLElement>("[data-testid^='tile-'][data-state]")].filter((tile) => tile.dataset["camera"] !== "");
    const players = tiles.flatMap((tile) => [...tile.querySelectorAll("video")].map((video) => ({ tile, video, box: video.closest<HTMLElement>("[data-front]")!, lastMs: null as number | null })));
    const anchors: number[] = [];
    const shown: { readonly atMs: number; readonly trueMs: number }[] = [];
    const looks: { readonly atMs: number; readonly trueMs: number | null; readonly isMarked: boolean }[] = [];
    const startedMs = performance.now();
    const firstClockMs = Number(clock.dataset["ms"]);
    const before = players.map(({ video }) => video.getVideoPlaybackQuality());
    let isOver = false;
    for (const player of players) {
      const look = (): number => player.video.requestVideoFrameCallback((_now, { mediaTime, expectedDisplayTime }) => {
        if (isOver) return;
        player.lastMs = zeroMs + mediaTime * 1000;
        if (player.box.dataset["front"] === "true") shown.push({ atMs: expectedDisplayTime, trueMs: player.lastMs });
        look();
      });
      look();
      new MutationObserver(() => {
        if (!isOver && player.box.dataset["front"] === "true" && player.lastMs !== null) shown.push({ atMs: performance.now(), trueMs: player.lastMs });
      }).observe(player.box, { attributeFilter: ["data-front"] });
    }
    const tick = (): void => {
      const nowMs = performance.now();
      anchors.push(Number(clock.dataset["ms"]) - nowMs * speed);
      for (const { tile, box, lastMs } of players) {
        if (box.dataset["front"] === "true") looks.push({ atMs: nowMs, trueMs: lastMs, isMarked: tile.querySelector<HTMLElement>("[data-cover]")?.dataset["cover"] !== "none" });
      }
      if (nowMs - startedMs < stretchMs) return void requestAnimationFrame(tick);
      isOver = true;
      anchors.sort((a, b) => a - b);
      const anchorMs = anchors[anchors.length >> 1]! + 0.5;
      const after = players.map(({ video }) => video.getVideoPlaybackQuality());
      const sum = (name: "totalVideoFrames" | "droppedVideoFrames"): number => after.reduce((all, quality, i) => all + Math.max(0, quality[name] - before[i]![name]), 0);
      // As the wall does it: over one frame after the frame's own end, and what drawing takes.
      const staleMs = 2 * oneFrameMs + 25 * Math.max(1, speed);
      const isStale = (look: (typeof looks)[number]): boolean => look.trueMs !== null && Math.abs(anchorMs + look.atMs * speed - look.trueMs) > staleMs;
      resolve({
        offsetsMs: shown.map(({ atMs, trueMs }) => trueMs - (anchorMs + atMs * speed)), frames: sum("totalVideoFrames"), dropped: sum("droppedVideoFrames"),
        staleShare: looks.filter((look) => !look.isMarked && isStale(look)).length / looks.length, markedShare: looks.filter((look) => look.isMarked).length / looks.length,
        pace: (Number(clock.dataset["ms"]) - firstClockMs) / (performance.now() - startedMs),
        pacings: tiles.map((tile) => tile.dataset["pacing"] ?? ""), sources: tiles.map((tile) => tile.dataset["source"] ?? ""),
      });
    };
    requestAnimationFrame(tick);
  }), [forMs, rate, startMs, frameMs] as const);
}
