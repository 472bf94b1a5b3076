// The parts of the window as a person finds them, for the end-to-end stories: tiles, timeline, dialogs, jobs. Acts and
// readings only; what is right is said in the tests.

import { expect, type ElectronApplication, type Locator, type Page } from "@playwright/test";
import type { InputOf, MethodName, OutputOf } from "../../contract/methods.ts";
import { isoFromInstant } from "../../contract/time-text.ts";
import { unpackedAnswer } from "../../contract/transport.ts";
import { PICTURE_WAIT_MS } from "../../renderer/playback/playback-clock.ts";

/** Asks the engine beside the window, to compare what is shown with what is known. Plain answers only. */
export async function ask<M extends MethodName>(page: Page, method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const answer = await page.evaluate(([name, value]) => window.quayline.call(2 ** 40 + Math.floor(Math.random() * 2 ** 40), name, value), [method, input] as const);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
  return unpackedAnswer(method, answer.output) as OutputOf<M>;
}

/** A playable copy of twenty minutes takes 15 s on two quiet cores, and minutes beside a busy neighbour. */
export const COPYING_MS = 300_000;

export const cameraRows = (page: Page): Locator => page.locator("[data-testid^='camera-row-']");
export const pinRows = (page: Page): Locator => page.locator("[data-testid^='pin-row-']");

/** The system's choosers cannot be pressed from here: from now on the one for what is there answers with this path. */
export async function chooseAlways(electronApp: ElectronApplication, path: string): Promise<void> {
  await electronApp.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** The chooser for a new file answers with this folder and the name that it was offered. */
export async function saveAlwaysInto(electronApp: ElectronApplication, folder: string): Promise<void> {
  await electronApp.evaluate(({ dialog }, into) => {
    dialog.showSaveDialog = (_window: unknown, options?: { defaultPath?: string }) => Promise.resolve({ canceled: false, filePath: `${into}/${options?.defaultPath ?? ""}` });
  }, folder);
}

/** Takes the hand out of whatever field it is in, so that keys go to the window. */
export async function leaveField(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** Says who acts, where the window asks it before what was just started; `done` is what comes then. */
export async function answerActor(page: Page, done: Locator): Promise<void> {
  const name = page.getByTestId("actor-name");
  await expect(name.or(done).first()).toBeVisible();
  if (!(await name.isVisible())) return;
  await name.fill("陈海波");
  await page.getByTestId("actor-save").click();
  await expect(name).toBeHidden();
}

/** No job runs any more, and none failed. Stored frames are made at leisure, and whoever closes the window ends that. */
export async function jobsDone(page: Page, timeoutMs: number): Promise<void> {
  await expect.poll(async () => (await ask(page, "jobs.list", {})).filter((job) => job.kind !== "preview").map((job) => `${job.kind} ${job.state}`).filter((line) => !line.endsWith(" done")), { timeout: timeoutMs }).toEqual([]);
}

export interface TileReading {
  readonly camera: string | null;
  readonly state: string | null;
  readonly mediaMs: number;
  readonly trueMs: number;
  readonly offsetMs: number;
}

export async function readTiles(page: Page): Promise<TileReading[]> {
  return page.locator("[data-testid^='tile-'][data-state]").evaluateAll((elements) => elements.map((element) => {
    const numberOf = (name: string): number => Number(element.getAttribute(name) || Number.NaN);
    return {
      camera: element.getAttribute("data-camera"), state: element.getAttribute("data-state"),
      mediaMs: numberOf("data-media-ms"), trueMs: numberOf("data-true-ms"), offsetMs: numberOf("data-offset-ms"),
    };
  }));
}

/** Puts cameras on the tiles, from the first on, and waits until each shows footage (making its proxy where it must). */
export async function showOnTiles(page: Page, cameraIds: readonly string[]): Promise<void> {
  const taken = page.getByTestId("wall").getByRole("button", { name: /^Take .* off this tile/ });
  // A larger layout fills itself once the engine has said with what; where that comes in between, it is all done again.
  await expect(async () => {
    // A camera that is on the wall already would only be pointed at.
    while (await taken.count() > 0) await taken.first().click();
    for (const [index, cameraId] of cameraIds.entries()) {
      await page.getByTestId(`tile-${index}`).click({ position: { x: 12, y: 60 } });
      await page.getByTestId(`camera-row-${cameraId}`).click();
      await expect(page.getByTestId(`tile-${index}`)).toHaveAttribute("data-camera", cameraId, { timeout: 3_000 });
    }
  }).toPass({ timeout: 60_000 });
  await expect.poll(async () => (await readTiles(page)).map((tile) => tile.state), { timeout: COPYING_MS }).toEqual(cameraIds.map(() => "footage"));
}

export async function clockMs(page: Page): Promise<number> {
  return Number(await page.getByTestId("clock-true").getAttribute("data-ms"));
}

/** Waits until the page has drawn what was done to it before. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * What a clock that was just stopped or sent elsewhere stands on: its digits are of before until the picture comes, or until it was waited
 * for long enough; by the page's own timers, so that a slow machine is waited for.
 */
export async function stoppedClockMs(page: Page): Promise<number> {
  await page.evaluate((waitMs) => new Promise((resolve) => setTimeout(resolve, waitMs)), PICTURE_WAIT_MS);
  await drawn(page);
  return clockMs(page);
}

/** Types a true time into the one field for it; everything follows. */
export async function goTo(page: Page, trueMs: number): Promise<void> {
  const field = page.getByTestId("time-field");
  await field.fill(isoFromInstant(trueMs, "Asia/Shanghai"));
  await field.press("Enter");
  await expect.poll(() => clockMs(page)).toBe(trueMs);
  await field.blur();
}

/** Everything that the tiles say while the clock runs on by `forMs`, looked at on every frame that is drawn. */
export async function watchPlaying(page: Page, forMs: number): Promise<{ readonly clockMs: number; readonly wallMs: number; readonly tiles: readonly TileReading[] }[]> {
  return page.evaluate((stretchMs) => new Promise((resolve) => {
    const clock = document.querySelector("[data-testid='clock-true']");
    const readClock = (): number => Number(clock?.getAttribute("data-ms"));
    const numberOf = (element: Element, name: string): number => Number(element.getAttribute(name) || Number.NaN);
    const startedMs = readClock();
    const seen: { clockMs: number; wallMs: number; tiles: { camera: string | null; state: string | null; mediaMs: number; trueMs: number; offsetMs: number }[] }[] = [];
    const look = (): void => {
      const tiles = [...document.querySelectorAll("[data-testid^='tile-'][data-state]")].map((element) => ({
        camera: element.getAttribute("data-camera"), state: element.getAttribute("data-state"),
        mediaMs: numberOf(element, "data-media-ms"), trueMs: numberOf(element, "data-true-ms"), offsetMs: numberOf(element, "data-offset-ms"),
      }));
      seen.push({ clockMs: readClock(), wallMs: performance.now(), tiles });
      if (Math.abs(readClock() - startedMs) >= stretchMs) resolve(seen);
      else requestAnimationFrame(look);
    };
    look();
  }), forMs);
}

export interface TimelineRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export async function timelineRange(page: Page): Promise<TimelineRange> {
  const canvas = page.getByTestId("timeline-canvas");
  return { fromMs: Number(await canvas.getAttribute("data-from-ms")), toMs: Number(await canvas.getAttribute("data-to-ms")) };
}

/** Turns the wheel over the timeline at a share of its width; answers the instant that was under the mouse. */
export async function wheelOnTimeline(page: Page, share: number, turns: number): Promise<number> {
  const box = await page.getByTestId("timeline-canvas").boundingBox();
  if (box === null) throw new Error("the timeline is not shown");
  await drawn(page);
  const before = await timelineRange(page);
  await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  for (let n = 0; n < Math.abs(turns); n++) await page.mouse.wheel(0, turns > 0 ? -120 : 120);
  return before.fromMs + (before.toMs - before.fromMs) * share;
}

/** Marks in and out, Enter, a title: a pin on the camera of the active tile. */
export async function pinBetween(page: Page, fromMs: number, toMs: number, title: string): Promise<void> {
  await goTo(page, fromMs);
  await page.keyboard.press("i");
  await goTo(page, toMs);
  await page.keyboard.press("o");
  await page.keyboard.press("Enter");
  await page.getByTestId("pin-title").fill(title);
  await page.getByTestId("pin-save").click();
  const row = pinRows(page).filter({ hasText: title });
  await answerActor(page, row);
  await expect(row).toBeVisible();
}

/** Drops files or folders of this machine on the middle of the window, as the system's file manager would. */
export async function dropOnWindow(page: Page, ...paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const at = await page.evaluate(() => ({ x: Math.round(innerWidth / 2), y: Math.round(innerHeight / 2) }));
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  await session.send("Input.dispatchDragEvent", { type: "dragEnter", ...at, data });
  await session.send("Input.dispatchDragEvent", { type: "dragOver", ...at, data });
  await expect(page.getByTestId("drop-zone")).toBeVisible();
  await session.send("Input.dispatchDragEvent", { type: "drop", ...at, data });
  await session.detach();
}
