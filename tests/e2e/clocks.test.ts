// A clock is read in the window: what is not established before is afterwards, what a reading will move is shown before it
// is kept, one camera tells another the time, and what was kept can be taken back. On a copy of the sample's library.

import type { Page } from "@playwright/test";
import { isoFromInstant } from "../../contract/time-text.ts";
import { asTrueMs } from "../../contract/time.ts";
import { copyLibrary } from "./launch.ts";
import { pictureTaker } from "./pictures.ts";
import { expect, test } from "./sample-library.ts";
import { answerActor, ask, goTo, showOnTiles } from "./window-parts.ts";

const COVERS = ["SJM-01", "SJM-02"] as const;

test("a clock is read from the picture and from another camera, and the order of two pins follows", async ({ launch, sample, folder }, testInfo) => {
  test.setTimeout(600_000);
  const libraryPath = await copyLibrary(sample.libraryPath, folder);
  const app = await launch({ libraryPath });
  let { page } = app;
  const { truth } = sample;
  let shoot = pictureTaker(app.electronApp, page, testInfo);
  const reading = truth.readings.find((candidate) => candidate.cameraId === "SJM-02")!;
  let atMs = 0;
  const dialog = page.getByTestId("clock-dialog");
  const orders = page.locator("[data-testid^='pin-order-']");
  const openClock = async (index: number): Promise<void> => {
    await page.getByTestId(`tile-clock-${index}`).click();
    await expect(dialog.locator("img").first()).toBeVisible();
  };

  await test.step("two pins on cameras whose clocks nobody has read are in no established order", async () => {
    await expect(page.getByTestId("camera-row-SJM-02")).toBeVisible();
    await ask(page, "actor.set", { name: "陈海波", unit: null, number: null });
    const { caseId } = await ask(page, "cases.create", { number: "2024-9", title: "Two clocks" });
    for (const { cameraId } of await ask(page, "cameras.list", {})) {
      const { epochs } = await ask(page, "clock.read", { cameraId });
      for (const { readingId } of epochs.flatMap((epoch) => epoch.readings)) await ask(page, "clock.remove", { readingId });
    }
    const covered = (await ask(page, "cameras.list", {})).filter((camera) => COVERS.some((cameraId) => cameraId === camera.cameraId)).map((camera) => camera.coverage!);
    atMs = Math.round((Math.max(...covered.map((range) => range.startMs)) + Math.min(...covered.map((range) => range.endMs))) / 2);
    await addPin(page, caseId, "SJM-01", atMs);
    await addPin(page, caseId, "SJM-02", atMs + 200_000);
    await page.getByTestId("case-panel").locator("select").selectOption(String(caseId));
    await expect(orders).toHaveCount(1);
    await expect(orders).toContainText("not established");
    await shoot("1-not-established");
  });

  await test.step("the shift is shown before it is kept", async () => {
    await page.getByTestId("layout-2").click();
    await goTo(page, atMs);
    await showOnTiles(page, COVERS);
    await openClock(1);
    await expect(page.getByTestId("clock-save")).toBeDisabled();
    await page.getByTestId("clock-camera-time").fill(isoFromInstant(reading.cameraMs, truth.timezone));
    await page.getByTestId("clock-true-time").fill(isoFromInstant(reading.trueMs, truth.timezone));
    await expect(page.getByTestId("clock-effect")).toContainText(/fast by 2 min \d/);
    await expect(page.getByTestId("clock-lane")).toBeVisible();
    await shoot("2-typed");
    await page.getByTestId("clock-save").click();
    await answerActor(page, page.getByTestId("camera-row-SJM-02").getByText(/fast by/));
    await expect(dialog).toBeHidden();
    await expect(orders).toContainText("nobody has read the clock");
  });

  await test.step("a reading that cannot be is refused, with what to do", async () => {
    await openClock(1);
    await page.getByTestId("clock-camera-time").fill(isoFromInstant(reading.cameraMs + 60_000, truth.timezone));
    await page.getByTestId("clock-true-time").fill(isoFromInstant(reading.trueMs + 600_000, truth.timezone));
    await expect(page.getByTestId("clock-refused")).toContainText("impossible rate");
    await expect(page.getByTestId("clock-save")).toBeDisabled();
    await shoot("3-refused");
    await page.getByTestId("clock-refused").getByRole("button").click();
    await expect(page.getByTestId("clock-effect")).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("the camera that was read tells another the time, and the order is established with its margin", async () => {
    await openClock(0);
    await page.getByTestId("clock-mode-same").click();
    await expect(page.getByTestId("clock-other-frame").locator("img")).toBeVisible();
    const before = await page.getByTestId("clock-own-frame").locator("time").first().textContent();
    await page.getByTestId("clock-own-frame-on").click();
    await expect(page.getByTestId("clock-own-frame").locator("time").first()).not.toHaveText(before ?? "");
    await expect(page.getByTestId("clock-effect")).toBeVisible();
    await shoot("4-same-moment");
    await page.getByTestId("clock-save").click();
    await expect(dialog).toBeHidden();
    await expect(orders).toContainText("established, unless");
    await openClock(0);
    await expect(dialog.getByText(/whose clock showed/)).toBeVisible();
    await shoot("5-tied");
    await page.keyboard.press("Escape");
  });

  await test.step("what was kept is taken back", async () => {
    await page.keyboard.press("Control+z");
    await expect(orders).toContainText("nobody has read the clock");
  });

  await test.step("the same in Chinese", async () => {
    await app.close();
    const chinese = await launch({ libraryPath, lang: "zh-CN" });
    page = chinese.page;
    shoot = pictureTaker(chinese.electronApp, page, testInfo);
    await page.getByTestId("camera-row-SJM-02").click();
    await expect(page.getByTestId("tile-0")).toHaveAttribute("data-state", "footage");
    await page.getByTestId("tile-clock-0").click();
    await expect(page.getByTestId("clock-dialog").locator("img").first()).toBeVisible();
    await expect(page.getByTestId("clock-dialog")).toContainText("已有校对记录");
    await shoot("6-zh");
    await page.getByTestId("clock-mode-same").click();
    await expect(page.getByTestId("clock-own-frame").locator("img")).toBeVisible();
    await shoot("7-zh-same");
  });
});

async function addPin(page: Page, caseId: number, cameraId: string, atMs: number): Promise<void> {
  await ask(page, "pins.add", { caseId, cameraId, startMs: asTrueMs(atMs), endMs: asTrueMs(atMs + 10_000), title: `pin of ${cameraId}` });
}
