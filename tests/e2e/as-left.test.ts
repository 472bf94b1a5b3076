// What stays when the app is closed: what can be undone, how the window was left, which keys do what. And what is counted as
// watched. On footage with known times.

import type { Page } from "@playwright/test";
import { CAMERAS, expect, FIRST_MS, GAP, runQuayline, test } from "./own-footage.ts";
import { ask, clockMs, goTo, pinBetween, pinRows, readTiles, showOnTiles, stoppedClockMs, timelineRange, wheelOnTimeline } from "./window-parts.ts";

const WHOLE = { fromMs: FIRST_MS, toMs: FIRST_MS + 200_000 };

async function watchedMs(page: Page, range: { fromMs: number; toMs: number } = WHOLE, cameraId = "quay"): Promise<number> {
  return (await ask(page, "watched.sum", { ranges: [range], cameraIds: [cameraId] })).watchedMs;
}

/** Waits until no more is told of what was watched: the recorder hands over half a second after a pause. */
async function settledWatchedMs(page: Page): Promise<number> {
  let before = -1;
  await expect.poll(async () => {
    const now = await watchedMs(page);
    const isSettled = now === before;
    before = now;
    return isSettled;
  }, { intervals: [1_200] }).toBe(true);
  return before;
}

test("seconds are counted as watched where a frame was on the screen, and nowhere else", async ({ launch, ownLibrary }, testInfo) => {
  const app = await launch({ libraryPath: ownLibrary });
  const { page } = app;
  await showOnTiles(page, ["quay"]);
  const before = await settledWatchedMs(page);

  await test.step("a stretch that was played counts by its length", async () => {
    await goTo(page, FIRST_MS + 5_000);
    const startedMs = await clockMs(page);
    await page.getByTestId("play-toggle").click();
    await expect.poll(() => clockMs(page)).toBeGreaterThan(startedMs + 8_000);
    await page.getByTestId("play-toggle").click();
    const playedMs = await stoppedClockMs(page) - startedMs;
    const countedMs = await settledWatchedMs(page) - before;
    testInfo.annotations.push({ type: "figure", description: `played ${playedMs} ms, counted ${countedMs} ms` });
    expect(Math.abs(countedMs - playedMs)).toBeLessThanOrEqual(1_000);
    expect(await watchedMs(page, WHOLE, "gate")).toBe(0);
  });

  await test.step("what was shown until another person takes over is the first one's, and both have seen the picture that stands", async () => {
    const seenBy = async (): Promise<Record<string, number>> => Object.fromEntries((await ask(page, "watched.sum", { ranges: [WHOLE], cameraIds: ["quay"] })).people.map((person) => [person.name ?? "", person.watchedMs]));
    await settledWatchedMs(page);
    const first = Object.keys(await seenBy());
    await goTo(page, FIRST_MS + 40_000);
    await page.keyboard.press("Space");
    await expect.poll(() => clockMs(page)).toBeGreaterThan(FIRST_MS + 42_000);
    await page.keyboard.press("Space");
    // Sooner than the recorder hands over by itself.
    await page.getByTestId("library-menu").click();
    await page.getByTestId("menu-actor").click();
    await page.getByTestId("actor-name").fill("李晓燕");
    await page.getByTestId("actor-save").click();
    await expect(page.getByTestId("actor-name")).toBeHidden();
    await expect.poll(async () => Object.keys(await seenBy()).sort()).toEqual([...first, "李晓燕"].sort());
    expect((await seenBy())["李晓燕"]).toBe(1_000 / 25);
  });

  await test.step("a covered tile counts nothing: the clock runs through a gap", async () => {
    const counted = await settledWatchedMs(page);
    await goTo(page, GAP.fromMs + 5_000);
    await expect.poll(async () => (await readTiles(page))[0]!.state).toBe("gap");
    await page.getByTestId("play-toggle").click();
    await expect.poll(() => clockMs(page)).toBeGreaterThan(GAP.fromMs + 9_000);
    await page.getByTestId("play-toggle").click();
    expect(await settledWatchedMs(page)).toBe(counted);
  });

  await test.step("a hidden window counts nothing", async () => {
    await goTo(page, FIRST_MS + 25_000);
    await expect.poll(async () => (await readTiles(page))[0]!.state).toBe("footage");
    // The driver of these tests keeps every page visible for itself, so the page is told what the system would tell it.
    const tell = (state: string): Promise<void> => page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
    await tell("hidden");
    const press = (): Promise<boolean> => page.evaluate(() => window.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true })));
    await press();
    await expect.poll(() => clockMs(page)).toBeGreaterThan(FIRST_MS + 30_000);
    await press();
    await tell("visible");
    await settledWatchedMs(page);
    expect(await watchedMs(page, { fromMs: FIRST_MS + 26_000, toMs: FIRST_MS + 29_000 })).toBe(0);
  });

  await test.step("the case says how much of its time was watched", async () => {
    await pinBetween(page, FIRST_MS + 5_000, FIRST_MS + 15_000, "Seen");
    const sum = page.getByTestId("case-watched");
    await expect(sum).toContainText(/Of 20 s of footage/);
    await expect.poll(async () => Number(await sum.locator("[data-watched-ms]").getAttribute("data-watched-ms"))).toBeGreaterThan(7_000);
    await page.screenshot({ path: testInfo.outputPath("watched.png") });
  });

  await test.step("the log is told once, when the library is closed, and stays whole", async () => {
    await app.close();
    const log = await runQuayline(app.libraryPath, "custody") as { action: string }[];
    expect(log.filter((entry) => entry.action === "footage.watch").length).toBeLessThanOrEqual(3);
    expect(log.filter((entry) => entry.action === "footage.watch").length).toBeGreaterThan(0);
    expect(await runQuayline(app.libraryPath, "custody", "--verify")).toMatchObject({ ok: true });
  });
});

test("undo goes back over a restart, redo forward again, and the command line does both", async ({ launch, ownLibrary: libraryPath, folder }, testInfo) => {
  const profilePath = `${folder}/profile`;
  const first = await launch({ libraryPath, profilePath });
  await showOnTiles(first.page, ["quay"]);
  await pinBetween(first.page, FIRST_MS + 2_000, FIRST_MS + 4_000, "Boot open");
  await pinBetween(first.page, FIRST_MS + 6_000, FIRST_MS + 8_000, "Boot shut");
  await first.close();

  const { page, close } = await launch({ libraryPath, profilePath });
  await expect(pinRows(page)).toHaveCount(2);
  await expect(page.getByTestId("undo")).toHaveAttribute("title", /Boot shut/);
  await page.getByTestId("undo").click();
  await expect(page.getByTestId("undo-notice")).toContainText("Boot shut");
  await expect(pinRows(page)).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(pinRows(page)).toHaveCount(0);
  await page.keyboard.press("Control+Shift+z");
  await expect(pinRows(page).filter({ hasText: "Boot open" })).toBeVisible();
  await page.getByTestId("history-open").click();
  await expect(page.getByTestId("history-dialog").getByRole("listitem")).toHaveCount(2);
  await page.screenshot({ path: testInfo.outputPath("history.png") });
  await page.getByTestId("history-dialog").getByRole("button", { name: /Redo this: .*Boot shut/ }).click();
  await expect(pinRows(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await close();

  expect(await runQuayline(libraryPath, "undo", "--case", "1")).toMatchObject({ change: { kind: "pin-added", title: "Boot shut", state: "undone" } });
  expect(await runQuayline(libraryPath, "history", "--case", "1")).toMatchObject({ changes: [{ state: "undone" }, { state: "done" }] });
  expect(await runQuayline(libraryPath, "redo", "--case", "1")).toMatchObject({ change: { state: "done" } });
  expect(await runQuayline(libraryPath, "custody", "--verify")).toMatchObject({ ok: true });
});

test("the window comes back as it was left, with the keys that were chosen", async ({ launch, ownLibrary: libraryPath, folder }, testInfo) => {
  const profilePath = `${folder}/profile`;
  const first = await launch({ libraryPath, profilePath });
  await changeKey(first.page, testInfo.outputPath("keys.png"));
  await first.page.getByTestId("layout-2").click();
  await showOnTiles(first.page, [...CAMERAS].reverse());
  await goTo(first.page, FIRST_MS + 30_000);
  const whole = await timelineRange(first.page);
  await wheelOnTimeline(first.page, 0.5, 5);
  await expect.poll(async () => (await timelineRange(first.page)).toMs - (await timelineRange(first.page)).fromMs).toBeLessThan((whole.toMs - whole.fromMs) / 2);
  await first.page.getByTestId("speed").selectOption("2");
  await first.page.getByTestId("fold-cameras").click();
  await expect(first.page.getByTestId("fold-cameras")).toHaveAttribute("aria-pressed", "false");
  await first.page.getByTestId("theme-toggle").click();
  const range = await timelineRange(first.page);
  expect(range.toMs - range.fromMs).toBeLessThan((whole.toMs - whole.fromMs) / 2);
  await first.close();

  const { page } = await launch({ libraryPath, profilePath });
  await expect(page.getByTestId("layout-2")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await readTiles(page)).map((tile) => tile.camera)).toEqual([...CAMERAS].reverse());
  await expect.poll(() => clockMs(page)).toBe(FIRST_MS + 30_000);
  await expect.poll(async () => {
    const { fromMs, toMs } = await timelineRange(page);
    return Math.max(Math.abs(fromMs - range.fromMs), Math.abs(toMs - range.toMs));
  }).toBeLessThan(2_000);
  await expect(page.getByTestId("speed")).toHaveValue("2");
  await expect(page.getByTestId("fold-cameras")).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.keyboard.press("y");
  await goTo(page, FIRST_MS + 32_000);
  await page.keyboard.press("o");
  await expect(page.getByTestId("timeline").getByText(/^marked 2 s/)).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath("as-left.png") });

  // Another library is not laid out like this one.
  const other = await launch({ profilePath: `${folder}/profile-2` });
  await expect(other.page.getByTestId("empty-state")).toBeVisible();
});

test("a window that moves to a smaller screen leaves the pictures their share of it", async ({ launch, ownLibrary: libraryPath }) => {
  const { page, electronApp } = await launch({ libraryPath });
  await expect(page.getByTestId("timeline-canvas")).toBeVisible();
  const shareOfWall = async (width: number, height: number): Promise<{ readonly wide: number; readonly high: number }> => {
    await electronApp.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size[0], size[1]), [width, height] as const);
    await expect.poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([width, height]);
    const { width: wide, height: high } = (await page.getByTestId("wall").first().boundingBox())!;
    return { wide: wide / width, high: high / height };
  };
  const large = await shareOfWall(2560, 1440);
  await expect.poll(() => shareOfWall(1366, 768).then(({ high }) => high)).toBeGreaterThan(large.high - 0.1);
  expect((await shareOfWall(1366, 768)).wide).toBeGreaterThan(0.55);
  expect((await shareOfWall(2560, 1440)).wide).toBeGreaterThan(0.55);
});

/** Gives Y to "mark in" by the dialog; a key that has a meaning is asked about first. */
async function changeKey(page: Page, picturePath: string): Promise<void> {
  await page.getByTestId("help-open").click();
  await page.getByTestId("keys-open").click();
  const dialog = page.getByTestId("keys-dialog");
  await page.getByTestId("keys-search").fill("mark in");
  const row = dialog.locator("[data-action=mark-in]");
  await row.getByRole("button", { name: /^Another key/ }).click();
  await page.keyboard.press("o");
  await expect(dialog).toContainText("O means “Mark out");
  await page.screenshot({ path: picturePath });
  await dialog.getByRole("button", { name: "Leave it" }).click();
  await row.getByRole("button", { name: /^Another key/ }).click();
  await page.keyboard.press("y");
  await expect(row.locator("kbd")).toHaveText(["I", "Y"]);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}
