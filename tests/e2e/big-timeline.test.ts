// A timeline of 300 cameras in the real window: only what is in view exists, groups fold, lanes are filtered and ordered,
// one zoom leads from months to a second, keys lead to the next gap and back. On rows without footage behind them.

import { expect, test } from "./launch.ts";
import { makeManyRecordings } from "../bench/million-recordings.ts";
import { goTo, timelineRange, wheelOnTimeline } from "./window-parts.ts";

const CAMERA_COUNT = 300;

test("three hundred cameras: scrolled, grouped, filtered, zoomed, and listed in words", async ({ launch, folder }) => {
  const libraryPath = `${folder}/library`;
  makeManyRecordings(libraryPath, { cameraCount: CAMERA_COUNT, recordingCount: CAMERA_COUNT * 100 });
  // There is no footage behind the rows: the wall's tile says so, and the console with it.
  const { page } = await launch({ libraryPath, expectedComplaints: /404|Failed to load resource/ });
  const headers = page.getByTestId("lane-header");
  const canvas = page.getByTestId("timeline-canvas");

  await test.step("only lanes in view exist, wherever one scrolls", async () => {
    await expect(canvas).toHaveAccessibleName(new RegExp(`\\b${CAMERA_COUNT}\\b`));
    await expect(headers.first()).toBeVisible();
    const firstName = await headers.first().innerText();
    expect(await headers.count()).toBeLessThan(60);
    await page.mouse.move(700, ((await canvas.boundingBox())!).y + 100);
    await page.keyboard.down("Alt");
    for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, 600);
    await page.keyboard.up("Alt");
    await expect.poll(() => headers.first().innerText()).not.toBe(firstName);
    expect(await headers.count()).toBeLessThan(60);
  });

  await test.step("sites fold into one lane each and open again", async () => {
    await page.getByTestId("lane-options").click();
    await page.getByTestId("lane-grouped").click();
    await page.getByTestId("lane-options").click();
    await page.getByTestId("lane-fold-all").click();
    const groups = page.getByTestId("lane-group");
    await expect(headers).toHaveCount(0);
    await expect(groups.first()).toHaveAttribute("aria-expanded", "false");
    await groups.first().click();
    await expect(groups.first()).toHaveAttribute("aria-expanded", "true");
    await expect(headers.first()).toBeVisible();
  });

  await test.step("the filter leaves what it names, and the wall's camera can be kept on top", async () => {
    const shown = page.getByTestId("lane-filter");
    await shown.fill("K017");
    await expect(headers.or(page.getByTestId("lane-group"))).not.toHaveCount(0);
    await expect(canvas).toHaveAccessibleName(/\b1\b/);
    await shown.press("Escape");
    await page.getByTestId("lane-options").click();
    await page.getByTestId("lane-wall-on-top").click();
    await expect(headers.first()).toHaveAttribute("data-active", "true");
  });

  await test.step("one zoom from months to a second, at the mouse", async () => {
    const before = await timelineRange(page);
    const underMs = await wheelOnTimeline(page, 0.6, 60);
    await expect.poll(async () => { const { fromMs, toMs } = await timelineRange(page); return toMs - fromMs; }).toBeLessThan(1_000);
    const after = await timelineRange(page);
    expect(before.toMs - before.fromMs).toBeGreaterThan(5 * 86_400_000);
    expect(underMs).toBeGreaterThanOrEqual(after.fromMs - 1_000);
    expect(underMs).toBeLessThanOrEqual(after.toMs + 1_000);
  });

  await test.step("keys lead to the next gap of the camera, and back to what was shown", async () => {
    await page.keyboard.press("f");
    await page.keyboard.press("g");
    await expect(page.getByTestId("timeline-note")).toContainText(/gap/i);
    await page.keyboard.press("Control+u");
    await expect(page.getByTestId("timeline-note")).toContainText(/footage (starts|ends)/);
  });

  await test.step("a typed time outside of all footage is gone to, and said to be outside", async () => {
    await goTo(page, Date.UTC(2019, 0, 1));
    await expect(page.getByTestId("timeline-note")).toContainText(/outside/i);
    await expect.poll(async () => (await timelineRange(page)).fromMs).toBeLessThan(Date.UTC(2019, 0, 1));
  });

  await test.step("the list says the same in words", async () => {
    await page.keyboard.press("f");
    await page.getByTestId("timeline-list-toggle").click();
    await expect(page.locator("section[data-testid=timeline] tbody tr[data-kind=merged]").first()).toContainText(/of 25 cameras/);
    await expect(page.locator("section[data-testid=timeline] tbody tr[data-kind=footage]").first()).toBeVisible();
  });
});
