// Two clocks that disagree stand in one picture: the window says so, and a person shows with the mouse or by keys which one is
// meant. On a clip of its own whose clocks are known.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { clockFormats, makeClockClip } from "../support/clock-footage.ts";
import { violations } from "./axe.ts";
import { expect, test } from "./launch.ts";
import { runQuayline } from "./own-footage.ts";
import { pictureTaker } from "./pictures.ts";

/** What the upper clock shows at the first frame, as Beijing time; the file's name says the same. The lower one is 75 s ahead. */
const SHOWN_MS = Date.UTC(2021, 10, 12, 13, 59, 47, 300);
const AHEAD_MS = 75_000;

test("of two clocks in the picture the one that a person shows is read", async ({ launch, folder }, testInfo) => {
  test.setTimeout(240_000);
  const libraryPath = join(folder, "library");
  const footage = join(folder, "footage");
  await mkdir(footage);
  await makeClockClip(join(footage, "ch01_20211112135947.mp4"), {
    widthPx: 640, heightPx: 360, family: "DejaVu Sans", style: "outlined", colour: "white", scene: "mixed", corner: "top-left", format: clockFormats.week, firstMs: SHOWN_MS,
    seconds: 27, framesPerSecond: 10, seed: 31, other: { corner: "bottom-right", format: clockFormats.iso, firstMs: SHOWN_MS + AHEAD_MS },
  });
  await runQuayline(libraryPath, "index", footage, "--camera", "quay");
  const { page, electronApp } = await launch({ libraryPath });
  const shoot = pictureTaker(electronApp, page, testInfo);
  const check = async (name: string): Promise<void> => {
    expect(await violations(page), name).toEqual([]);
    await shoot(name);
  };
  const dialog = page.getByTestId("clock-dialog");
  const place = page.getByTestId("clock-place");
  const box = page.getByTestId("clock-place-box");
  const result = page.getByTestId("clock-read-result");

  await test.step("both are shown, and neither is preferred", async () => {
    await page.getByTestId("camera-row-quay").click();
    await expect(page.getByTestId("tile-0")).toHaveAttribute("data-state", "footage");
    await page.getByTestId("tile-clock-0").click();
    await expect(dialog.locator("img").first()).toBeVisible();
    await page.getByTestId("clock-read").click();
    await expect(result).toContainText("do not agree", { timeout: 60_000 });
    await expect(page.getByTestId("clock-read-take")).toHaveCount(2);
    await check("1-two-clocks");
  });

  await test.step("a place is shown by keys, and Escape takes it away without closing the dialogue", async () => {
    await page.getByTestId("clock-place-draw").focus();
    await page.keyboard.press("Enter");
    await expect(place).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(box).toBeVisible();
    const before = await boxOf(box);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(async () => (await boxOf(box)).y).toBeGreaterThan(before.y);
    await expect.poll(async () => (await boxOf(box)).width).toBeLessThan(before.width);
    await page.keyboard.press("Escape");
    await expect(box).toBeHidden();
    await expect(dialog).toBeVisible();
  });

  await test.step("a box dragged around the lower clock is what is read, and what it shows can be taken over", async () => {
    await page.getByTestId("clock-place-draw").click();
    const picture = await boxOf(place);
    await page.mouse.move(picture.x + picture.width * 0.6, picture.y + picture.height * 0.85);
    await page.mouse.down();
    await page.mouse.move(picture.x + picture.width * 0.8, picture.y + picture.height * 0.9);
    await page.mouse.move(picture.x + picture.width * 0.998, picture.y + picture.height * 0.995);
    await page.mouse.up();
    await expect(box).toBeVisible();
    await expect.poll(async () => (await boxOf(box)).width / picture.width).toBeCloseTo(0.398, 1);
    await check("2-box");
    await page.getByTestId("clock-read").click();
    await expect(result).toHaveAttribute("data-state", "proposed", { timeout: 60_000 });
    await expect(result).toContainText(/1 min 1[45]/);
    await expect(box).toBeVisible();
    await check("3-read");
    await page.getByTestId("clock-read-take").click();
    await expect(page.getByTestId("clock-camera-time")).toHaveValue(/2021-11-12 14:0[12]:/);
    await page.getByTestId("clock-place-clear").click();
    await expect(box).toBeHidden();
  });

  await test.step("the same in Chinese", async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await page.getByTestId("lang-toggle").click();
    await page.getByTestId("tile-clock-0").click();
    await expect(dialog.locator("img").first()).toBeVisible();
    await page.getByTestId("clock-place-draw").click();
    await page.keyboard.press("ArrowRight");
    await expect(box).toBeVisible();
    await check("4-zh-box");
    await page.keyboard.press("Escape");
    await page.getByTestId("clock-read").click();
    await expect(result).toContainText("2 个时钟", { timeout: 60_000 });
    await check("5-zh-two-clocks");
  });
});

async function boxOf(locator: Locator): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  return (await locator.boundingBox())!;
}
