// The timeline in the app's window, for its benchmark: what a step of zoom takes to be computed and painted, and how many
// frames come while dragging, beside a window in which nothing moves. Every callback of an animation frame is timed, whoever
// asked for it.

import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { openAppWindow } from "./app-window.ts";
import type { BenchReport } from "./bench-report.ts";
import { median, percentile } from "./series.ts";

interface FrameLog {
  /** When each animation frame began, and how long all of its callbacks worked. */
  readonly startedMs: number[];
  readonly workedMs: number[];
}

const ZOOM_STEPS = 160;
const DRAG_MS = 6_000;
const PAINT_TARGET_MS = 8;
const SIZE = { width: 2560, height: 1440 };

/** Runs in the page, before the app: times what is done in animation frames. */
function watchFrames(): void {
  const log: { startedMs: number[]; workedMs: number[] } = { startedMs: [], workedMs: [] };
  const ask = window.requestAnimationFrame.bind(window);
  Object.assign(window, { quaylineFrames: log });
  window.requestAnimationFrame = (callback) => ask((atMs) => {
    const before = performance.now();
    callback(atMs);
    const worked = performance.now() - before;
    if (log.startedMs.at(-1) === atMs) log.workedMs[log.workedMs.length - 1]! += worked;
    else {
      log.startedMs.push(atMs);
      log.workedMs.push(worked);
    }
  });
}

async function takeLog(page: Page): Promise<FrameLog> {
  return page.evaluate(() => {
    const { quaylineFrames } = window as unknown as { quaylineFrames: { startedMs: number[]; workedMs: number[] } };
    return { startedMs: quaylineFrames.startedMs.splice(0), workedMs: quaylineFrames.workedMs.splice(0) };
  });
}

const nextFrame = (page: Page): Promise<unknown> => page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));

const framesPerSecond = ({ startedMs }: FrameLog): number => (startedMs.length < 2 ? 0 : ((startedMs.length - 1) * 1_000) / (startedMs.at(-1)! - startedMs[0]!));
const intervals = ({ startedMs }: FrameLog): number[] => startedMs.slice(1).map((ms, i) => ms - startedMs[i]!);

/** How many frames the window gives when each one is asked for and nothing is done in it. */
async function idleFrames(page: Page): Promise<FrameLog> {
  await takeLog(page);
  await page.evaluate((lengthMs) => new Promise<void>((resolve) => {
    const endMs = performance.now() + lengthMs;
    const next = (): void => { if (performance.now() < endMs) requestAnimationFrame(next); else resolve(); };
    requestAnimationFrame(next);
  }), DRAG_MS / 2);
  return takeLog(page);
}

/** How many frames a canvas of the timeline's size gives, alone in the window, when all that is drawn is one colour and one line that moves. */
async function bareCanvasFrames(page: Page, box: { readonly width: number; readonly height: number }): Promise<FrameLog> {
  await takeLog(page);
  await page.evaluate(([widthPx, heightPx, lengthMs]) => new Promise<void>((resolve) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [widthPx, heightPx];
    canvas.style.cssText = "position:fixed;left:0;bottom:0;z-index:1000";
    document.body.append(canvas);
    const pen = canvas.getContext("2d")!;
    const endMs = performance.now() + lengthMs;
    let xPx = 0;
    const next = (): void => {
      pen.fillStyle = "#123";
      pen.fillRect(0, 0, widthPx, heightPx);
      pen.fillStyle = "#fff";
      pen.fillRect(xPx = (xPx + 3) % widthPx, 0, 2, heightPx);
      if (performance.now() < endMs) return void requestAnimationFrame(next);
      canvas.remove();
      resolve();
    };
    requestAnimationFrame(next);
  }), [Math.round(box.width), Math.round(box.height), DRAG_MS / 2] as const);
  return takeLog(page);
}

/** A mouse tells where it is this often. */
const MOVE_EVERY_MS = 8;

/** Drags with the middle button to and fro. Moves are sent as a mouse sends them, without waiting for what they lead to. */
async function dragFrames(page: Page, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): Promise<FrameLog> {
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down({ button: "middle" });
  await takeLog(page);
  const moves: Promise<void>[] = [];
  const startedMs = Date.now();
  while (Date.now() - startedMs < DRAG_MS) {
    moves.push(page.mouse.move(box.x + box.width * (0.5 + 0.35 * Math.sin((Date.now() - startedMs) / 600)), y));
    await setTimeout(MOVE_EVERY_MS);
  }
  const log = await takeLog(page);
  await Promise.all(moves);
  await page.mouse.up({ button: "middle" });
  return log;
}

async function zoomFrames(page: Page, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, deltaY: number): Promise<FrameLog> {
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await takeLog(page);
  for (let step = 0; step < ZOOM_STEPS; step++) {
    await page.mouse.wheel(0, deltaY);
    await nextFrame(page);
  }
  return takeLog(page);
}

/** Measures in the window on the library; prints and sets targets. */
export async function measureWindow(report: BenchReport, libraryPath: string): Promise<void> {
  const app = await openAppWindow(libraryPath);
  const { page } = app;
  try {
    await app.electronApp.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size.width, size.height), SIZE);
    await page.addInitScript(watchFrames);
    await page.reload();
    const canvas = page.getByTestId("timeline-canvas");
    await canvas.waitFor();
    await growTimeline(page);
    await page.waitForTimeout(4_000);
    const box = (await canvas.boundingBox())!;
    const rowCount = await page.getByTestId("lane-header").count();
    report.section(`In the window: ${SIZE.width}×${SIZE.height}, the timeline ${Math.round(box.width)}×${Math.round(box.height)} px, ${rowCount} of 300 lanes in view`);
    const before = await idleFrames(page);
    const bare = await bareCanvasFrames(page, box);
    const logs: [string, FrameLog][] = [["nothing moves", before], ["a bare canvas of that size", bare]];
    await page.keyboard.press("f");
    logs.push(["dragging, half a year shown", await dragFrames(page, box)]);
    const zoomIn = await zoomFrames(page, box, -40);
    logs.push(["zooming in to a second", zoomIn]);
    logs.push(["zooming out to a year", await zoomFrames(page, box, 40)]);
    for (let step = 0; step < 18; step++) await page.mouse.wheel(0, -120);
    await page.waitForTimeout(800);
    const dragDay = await dragFrames(page, box);
    logs.push(["dragging, hours shown", dragDay]);
    report.table(["", "frames/s", "median interval ms", "p95 interval ms", "work median ms", "work p95 ms", "frames"], logs.map(([name, log]) =>
      [name, framesPerSecond(log), median(intervals(log)), percentile(intervals(log), 0.95), median(log.workedMs), percentile(log.workedMs, 0.95), log.startedMs.length]));
    report.line(`engine through the window: ${(await roundTrips(page)).map((ms) => ms.toFixed(1)).join(", ")} ms (median, p95 of 60 questions for 30 lanes)`);
    const moving = logs.slice(2).flatMap(([, log]) => log.workedMs);
    report.target({ name: "work in a frame while zooming and dragging, p95", value: percentile(moving, 0.95), unit: "ms", atMost: PAINT_TARGET_MS });
    // Without a graphics card the machine's own limit for a picture of that size is what counts.
    report.target({ name: "frames a second while dragging, of those of a bare canvas", value: framesPerSecond(dragDay) / Math.max(1, framesPerSecond(bare)), unit: "", atLeast: 0.95 });
  } finally {
    await app.close();
  }
}

/** Pulls the timeline's upper edge up as far as it goes. */
async function growTimeline(page: Page): Promise<void> {
  const timeline = (await page.locator("section[data-testid=timeline]").boundingBox())!;
  await page.mouse.move(timeline.x + timeline.width / 2, timeline.y - 2);
  await page.mouse.down();
  await page.mouse.move(timeline.x + timeline.width / 2, 120, { steps: 8 });
  await page.mouse.up();
}

/** Median and 95th percentile of a question's way there and back, in milliseconds. */
async function roundTrips(page: Page): Promise<readonly [number, number]> {
  const took = await page.evaluate(async () => {
    const call = (window as unknown as { quayline: { call(id: number, method: string, input: unknown): Promise<{ ok: boolean; output: { cameraId: string }[] }> } }).quayline.call;
    const cameras = await call(900_000_000, "cameras.list", {});
    const cameraIds = cameras.output.slice(0, 30).map((camera) => camera.cameraId);
    const values: number[] = [];
    for (let i = 0; i < 60; i++) {
      const fromMs = Date.UTC(2021, 5, 1) + i * 86_400_000;
      const before = performance.now();
      await call(900_000_001 + i, "timeline.read", { cameraIds, fromMs, toMs: fromMs + 7 * 86_400_000, msPerPixel: 131_072 });
      values.push(performance.now() - before);
    }
    return values;
  });
  return [median(took), percentile(took, 0.95)];
}
