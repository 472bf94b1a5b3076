// A clock without seconds whose minute is not seen to change: the window says that any second may be meant, and a time taken
// over from it is as unsure in the field as it was read. On a clip of its own whose clock is known.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { clockFormats, makeClockClip } from "../support/clock-footage.ts";
import { violations } from "./axe.ts";
import { expect, test } from "./launch.ts";
import { runQuayline } from "./own-footage.ts";
import { pictureTaker } from "./pictures.ts";

/** What the clock shows at the first frame, as Beijing time; the file's name says 12 minutes less. */
const SHOWN_MS = Date.UTC(2021, 10, 12, 13, 59, 20, 300);

test("a time read from a clock without seconds is no surer than it was read", async ({ launch, folder }, testInfo) => {
  test.setTimeout(240_000);
  const libraryPath = join(folder, "library");
  const footage = join(folder, "footage");
  await mkdir(footage);
  await makeClockClip(join(footage, "ch01_20211112134720.mp4"), {
    widthPx: 640, heightPx: 360, family: "DejaVu Sans", style: "outlined", colour: "white", scene: "mixed", corner: "top-left", format: clockFormats.minutes, firstMs: SHOWN_MS,
    seconds: 20, framesPerSecond: 5, seed: 31,
  });
  await runQuayline(libraryPath, "index", footage, "--camera", "quay");
  const { page, electronApp } = await launch({ libraryPath });
  const shoot = pictureTaker(electronApp, page, testInfo);
  const dialog = page.getByTestId("clock-dialog");
  const result = page.getByTestId("clock-read-result");
  await page.getByTestId("camera-row-quay").click();
  await expect(page.getByTestId("tile-0")).toHaveAttribute("data-state", "footage");
  await page.getByTestId("tile-clock-0").click();
  await expect(dialog.locator("img").first()).toBeVisible();
  await page.getByTestId("clock-read").click();
  await expect(result).toContainText("any second of that minute", { timeout: 90_000 });
  await page.getByTestId("clock-read-take").click();
  await expect(page.getByTestId("clock-camera-time")).toHaveValue(/2021-11-12 13:59:/);
  await expect(dialog.getByLabel("Within ± seconds")).toHaveValue("35");
  expect(await violations(page)).toEqual([]);
  await shoot("1-minute");

  await page.keyboard.press("Escape");
  await page.getByTestId("lang-toggle").click();
  await page.getByTestId("tile-clock-0").click();
  await page.getByTestId("clock-read").click();
  await expect(result).toContainText("任何一秒", { timeout: 90_000 });
  await shoot("2-zh-minute");
});
