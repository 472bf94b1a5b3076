// Reconstructing the sample case as the window offers it: two frames to begin with, then what it says to look at next, answered as
// eyes would by the sample's truth, until the interval of loss is short. Nothing is asked of the engine that the screen does not show.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { SampleTruth } from "../../engine/sample/truth.ts";
import { expect, test } from "./launch.ts";
import { answerActor, clockMs, goTo } from "./window-parts.ts";

const DRAWING_MS = 600_000;
const SHORT_ENOUGH_MS = 12_000;
const MOST_LOOKS = 60;
const cameraOf = (page: Page): Promise<string> => page.getByTestId("tile-0").getAttribute("data-camera").then((id) => id ?? "");

/** What a person sees of the bags on a camera at a time. */
function looked(truth: SampleTruth, cameraId: string, atMs: number): number | "boot shut" | "not in view" {
  const found = truth.exhibit.sightings.find((one) => one.cameraIds.includes(cameraId) && atMs >= one.fromMs && atMs < one.toMs);
  if (found !== undefined) return found.count;
  const timeOf = (eventId: string): number => truth.events.find((event) => event.eventId === eventId)!.atMs;
  const isAtRank = ["SJM-02", "SJM-03"].includes(cameraId) && atMs >= timeOf("five-bags-in") && atMs < timeOf("taxi-leaves");
  return isAtRank ? "boot shut" : "not in view";
}

async function observe(page: Page, digit: string, count: number | null, holder: string | null = null): Promise<void> {
  await page.keyboard.press("s");
  const form = page.getByTestId("observation-form");
  await expect(form).toBeVisible();
  await page.keyboard.press(digit);
  await page.getByTestId("observation-count").fill(count === null ? "" : String(count));
  if (holder !== null) await page.getByTestId("observation-holder").fill(holder);
  await page.keyboard.press("Enter");
  await answerActor(page, page.getByTestId("look-next"));
  await expect(form).toBeHidden();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

test("the sample case is reconstructed by what the window says to look at next", async ({ launch }, testInfo) => {
  test.setTimeout(DRAWING_MS);
  const folder = mkdtempSync(join(tmpdir(), "quayline-e2e-reconstruct-"));
  const libraryPath = join(folder, "library");
  const made = JSON.parse(execFileSync(process.execPath, [join(import.meta.dirname, "..", "..", "dist", "cli", "quayline.js"), "--library", libraryPath, "--json", "--actor", "陈海波", "sample", "--open"], { encoding: "utf8", maxBuffer: 50_000_000 })) as { truth: string };
  const truth = JSON.parse(readFileSync(made.truth, "utf8")) as SampleTruth;
  const { page } = await launch({ libraryPath });
  const timeOf = (eventId: string): number => truth.events.find((event) => event.eventId === eventId)!.atMs;
  await page.getByTestId("case-tab-exhibits").click();
  await page.getByTestId("layout-1").click();

  const begin = async (cameraId: string, atMs: number, count: number): Promise<void> => {
    await page.getByTestId(`camera-row-${cameraId}`).click();
    await expect(page.getByTestId("tile-0")).toHaveAttribute("data-camera", cameraId);
    await goTo(page, atMs);
    await observe(page, "1", count);
  };
  await page.screenshot({ path: testInfo.outputPath("0-begin.png") });
  await begin("SJM-02", timeOf("five-bags-in") + 8_000, 5);
  await begin("PT-01", timeOf("boot-opens-on-three") + 5_000, 3);
  const loss = page.getByTestId("loss");
  const look = page.getByTestId("look-next");
  await expect(loss).toHaveCount(1);

  const lengthOf = async (): Promise<number> => Number(await loss.getAttribute("data-to-ms")) - Number(await loss.getAttribute("data-from-ms"));
  let looks = 0;
  for (; looks < MOST_LOOKS && (await lengthOf()) > SHORT_ENOUGH_MS; looks++) {
    const before = (await look.getAttribute("data-current"))!;
    await page.keyboard.press("w");
    await expect(look).not.toHaveAttribute("data-current", before);
    const seen = looked(truth, await cameraOf(page), await clockMs(page));
    if (seen === "not in view") await page.keyboard.press("Shift+W");
    else await observe(page, seen === "boot shut" ? "3" : "1", seen === "boot shut" ? 5 : seen);
  }
  testInfo.annotations.push({ type: "figure", description: `${looks} looks, ${await lengthOf()} ms left` });
  await page.screenshot({ path: testInfo.outputPath("1-narrowed.png") });
  expect(await lengthOf()).toBeLessThanOrEqual(SHORT_ENOUGH_MS);
  expect(Number(await loss.getAttribute("data-to-ms"))).toBeLessThan(timeOf("woman-gets-in"));
  await expect(loss).toContainText("5 → 3");
  await expect(loss).toContainText("±");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
