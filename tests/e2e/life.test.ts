// The life of the app around a case: a second start, a second window on the same library, an engine that is killed, the
// other language. On the sample case, corrected and pinned.

import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./sample-library.ts";
import type { LaunchOptions, RunningApp } from "./launch.ts";
import { COPYING_MS, answerActor, cameraRows, chooseAlways, goTo, pinBetween, pinRows, readTiles, showOnTiles } from "./window-parts.ts";

/** From the start to seven cameras in view at most, against the start of a window on an empty library: a busy machine takes longer for both. */
const SHOWN_BY_EMPTY = 3;

test("a library that is known is in view about as soon as an empty one", async ({ launch, sample, folder }, testInfo) => {
  const startedUntil = async (options: LaunchOptions, isThere: (page: Page) => Promise<void>): Promise<number> => {
    const startedMs = Date.now();
    const app = await launch(options);
    await isThere(app.page);
    const tookMs = Date.now() - startedMs;
    await app.close();
    return tookMs;
  };
  const known = { libraryPath: sample.libraryPath, profilePath: `${folder}/profile` };
  const seven = (page: Page): Promise<void> => expect(cameraRows(page)).toHaveCount(7);
  await startedUntil(known, seven);
  const emptyMs = await startedUntil({}, (page) => expect(page.getByTestId("empty-state")).toBeVisible());
  const shownMs = await startedUntil(known, seven);
  testInfo.annotations.push({ type: "figure", description: `seven cameras shown ${shownMs} ms after the start; an empty library after ${emptyMs} ms` });
  expect(shownMs).toBeLessThanOrEqual(SHOWN_BY_EMPTY * emptyMs);
});

test("a second process on a library reads it, and is told so in a sentence", async ({ launch, sample }) => {
  const first = await launch({ libraryPath: sample.libraryPath });
  await expect(cameraRows(first.page)).toHaveCount(7);
  const second = await launch({ libraryPath: sample.libraryPath });
  await expect(second.page.getByTestId("read-only")).toBeVisible();
  await expect(second.page.getByTestId("read-only")).toContainText(/another .* library open/i);
  await expect(cameraRows(second.page)).toHaveCount(7);
  await expect(first.page.getByTestId("read-only")).toHaveCount(0);
});

test("an engine that is killed comes back, the window with it, and no pin is lost", async ({ launch, sample }) => {
  test.setTimeout(COPYING_MS + 120_000);
  const app = await launch({ libraryPath: sample.libraryPath });
  const { page } = app;
  await expect(pinRows(page)).not.toHaveCount(0);
  const taking = sample.truth.exhibit.taking;
  await showOnTiles(page, ["SJM-02"]);
  await pinBetween(page, taking.fromMs, taking.toMs, "Just before the fall");
  const pinCount = await pinRows(page).count();
  await killEngine(app);
  await expect(pinRows(page)).toHaveCount(pinCount);
  await expect(pinRows(page).filter({ hasText: "Just before the fall" })).toBeVisible();
  await goTo(page, taking.fromMs);
  await expect(page.getByTestId("tile-0")).toHaveAttribute("data-state", "footage");
  await expect.poll(async () => Math.abs((await readTiles(page))[0]!.trueMs - taking.fromMs)).toBeLessThan(1_000);
  // And it writes again.
  await pinBetween(page, taking.toMs, taking.toMs + 2_000, "After the fall");
});

test("a playable copy that was being made when the engine was killed is made all the same", async ({ launch, folder, sample }) => {
  test.setTimeout(COPYING_MS + 120_000);
  const app = await launch({ libraryPath: join(folder, "library") });
  await chooseAlways(app.electronApp, join(sample.footagePath, "出租车候客区"));
  await app.page.getByTestId("add-footage").first().click();
  await answerActor(app.page, cameraRows(app.page).first());
  const tile = app.page.getByTestId("tile-0");
  await expect(tile).toHaveAttribute("data-state", "proxy-making", { timeout: 60_000 });
  await killEngine(app);
  await expect(tile).toHaveAttribute("data-state", "footage", { timeout: COPYING_MS });
});

/** Kills the engine's process outright, and waits until the next one is ready. */
async function killEngine(app: RunningApp): Promise<void> {
  const deathsBefore = app.logText("main").match(/engine failed/g)?.length ?? 0;
  await app.electronApp.evaluate(() => {
    const { readFileSync } = process.getBuiltinModule("node:fs");
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(" ").map(Number);
    const engine = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("host.js"));
    if (engine === undefined) throw new Error("there is no engine to kill");
    process.kill(engine, "SIGKILL");
  });
  await expect.poll(() => app.logText("main").split("engine failed")).toHaveLength(deathsBefore + 2);
  await expect.poll(() => app.logText("main").split("engine failed").at(-1)).toContain("engine ready");
}

test("the other language is one click away, and stays", async ({ launch, sample, folder }, testInfo) => {
  const profilePath = `${folder}/profile`;
  const app = await launch({ libraryPath: sample.libraryPath, profilePath, lang: "zh-CN" });
  const { page } = app;
  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByTestId("export-open")).toHaveText(/[一-龥]/);
  await page.screenshot({ path: testInfo.outputPath("zh-CN.png") });
  await page.getByTestId("lang-toggle").click();
  await expect(html).toHaveAttribute("lang", "en");
  await expect(page.getByTestId("export-open")).not.toHaveText(/[一-龥]/);
  await page.screenshot({ path: testInfo.outputPath("en.png") });
  await app.close();
  const again = await launch({ libraryPath: sample.libraryPath, profilePath, lang: "zh-CN" });
  await expect(again.page.locator("html")).toHaveAttribute("lang", "en");
});

test("the light theme is one click away", async ({ launch, sample }, testInfo) => {
  const { page } = await launch({ libraryPath: sample.libraryPath });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByTestId("theme-toggle").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.screenshot({ path: testInfo.outputPath("light.png") });
});
