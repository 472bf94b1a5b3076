// Stored frames in the window: made by themselves after the sample was opened, under the pointer at once with their own time, the
// exact frame where the pointer rests; how many are kept is said and changed in the library's menu.

import { ask } from "./window-parts.ts";
import { expect, test } from "./sample-library.ts";

test("hovering shows a stored frame with its own time, and the exact one where the pointer rests", async ({ launch, sample }) => {
  test.setTimeout(600_000);
  const { page } = await launch({ libraryPath: sample.libraryPath });
  await expect.poll(async () => (await ask(page, "previews.read", {})).madeCount, { timeout: 400_000 }).toBeGreaterThan(0);
  await expect.poll(async () => {
    const { madeCount, fileCount } = await ask(page, "previews.read", {});
    return fileCount - madeCount;
  }, { timeout: 400_000 }).toBe(0);

  const canvas = page.getByTestId("timeline-canvas");
  const box = (await canvas.boundingBox())!;
  const still = page.getByTestId("hover-still");
  const stored: number[] = [];
  let rest: readonly [xPx: number, yPx: number] = [0, 0];
  // Over the lanes, wherever they hold footage.
  const wanted = 6;
  for (let yPx = box.y + 40; yPx < box.y + box.height && stored.length < wanted; yPx += 14) {
    for (let xPx = box.x + box.width * 0.2; xPx < box.x + box.width * 0.8 && stored.length < wanted; xPx += 37) {
      await page.mouse.move(xPx, yPx);
      const frameMs = await still.getAttribute("data-frame-ms", { timeout: 150 }).catch(() => null);
      if (frameMs === null || frameMs === "") continue;
      stored.push(Number(frameMs));
      rest = [xPx, yPx];
    }
  }
  expect(stored.length).toBeGreaterThan(0);
  await page.mouse.move(rest[0], rest[1]);
  await expect(still).toHaveAttribute("data-exact", "true", { timeout: 60_000 });
  expect(Number(await still.getAttribute("data-frame-ms"))).toBeGreaterThan(0);

  await page.getByTestId("library-menu").click();
  await page.getByRole("menuitem", { name: "Stored frames…" }).click();
  const held = page.getByTestId("previews-held");
  await expect(held).toContainText(/\d+ of \d+ files/);
  await page.getByLabel("One frame each").selectOption("30");
  await page.getByTestId("previews-save").click();
  expect(await ask(page, "previews.read", {})).toMatchObject({ everyMs: 30_000 });
});
