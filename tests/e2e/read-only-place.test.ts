// A library where nothing can be written, in the window: all of it is there to be looked at and played, a sentence says why nothing can be
// changed and what to do, and its folder stays as it is. On a copy of the sample case, corrected and pinned.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { asTrueMs } from "../../contract/time.ts";
import { listingOf, makeUnwritable, whyNotUnwritable } from "../support/unwritable-place.ts";
import { copyLibrary } from "./launch.ts";
import { ask, cameraRows, drawn, goTo, pinRows, readTiles, showOnTiles, watchPlaying } from "./window-parts.ts";
import { expect, test } from "./sample-library.ts";

const reason = whyNotUnwritable();
const commandLine = join(import.meta.dirname, "..", "..", "dist", "cli", "quayline.js");

async function quayline(libraryPath: string, ...words: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [commandLine, "--library", libraryPath, "--json", ...words], { maxBuffer: 50_000_000 });
  return JSON.parse(stdout);
}

test.skip(reason !== null, reason ?? "");

test("a library where nothing can be written is looked at and played, says so, and does not change by a byte", async ({ launch, sample, folder }, testInfo) => {
  test.setTimeout(180_000);
  const libraryPath = await copyLibrary(sample.libraryPath, folder);
  const files = (await quayline(libraryPath, "files")) as { readonly cameraId: string; readonly path: string }[];
  await quayline(libraryPath, "proxies", "make", files.find(({ cameraId }) => cameraId === "SJM-05")!.path);
  const allow = makeUnwritable(libraryPath);
  try {
    const before = listingOf(libraryPath);
    const app = await launch({ libraryPath });
    const { page } = app;
    await page.setViewportSize({ width: 1366, height: 768 });
    const told = page.getByTestId("read-only");
    await expect(told).toContainText(/nothing can be written where this library lies/i);
    await expect(told).toContainText(libraryPath);
    await expect(told).toContainText(/copy the whole folder/i);
    await expect(cameraRows(page)).toHaveCount(7);
    await expect(pinRows(page)).not.toHaveCount(0);
    for (const testId of ["add-footage", "new-case", "pin-new", "export-open", "undo"]) await expect(page.getByTestId(testId), testId).toHaveCount(0);

    // One plays as it is, one from the copy that was made before.
    const [shown] = (await ask(page, "cameras.list", {})).filter(({ cameraId }) => cameraId === "SJM-05");
    const atMs = shown!.coverage!.startMs + 60_000;
    await goTo(page, atMs);
    await page.getByTestId("layout-2").click();
    await showOnTiles(page, ["SJM-05", "SJM-01"]);
    await expect.poll(async () => (await readTiles(page)).slice(0, 2).map(({ trueMs }) => Math.abs(trueMs - atMs) < 1_000)).toEqual([true, true]);
    await page.keyboard.press("Space");
    const played = await watchPlaying(page, 2_000);
    await page.keyboard.press("Space");
    expect(played.at(-1)!.clockMs).toBeGreaterThan(played[0]!.clockMs);
    expect(played.at(-1)!.tiles.slice(0, 2).every(({ mediaMs }, tile) => mediaMs > played[0]!.tiles[tile]!.mediaMs)).toBe(true);
    // What would need a copy says why there is none.
    await page.getByTestId("tile-1").click({ position: { x: 12, y: 60 } });
    await page.getByTestId("camera-row-SJM-02").click();
    await expect(page.getByTestId("tile-1")).toHaveAttribute("data-state", "error");
    await expect(page.getByTestId("tile-1")).toContainText(/no playable copy/i);
    await expect(page.getByTestId("tile-1").getByRole("button", { name: "Try again" })).toHaveCount(0);
    expect((await ask(page, "frame.extract", { cameraId: "SJM-02", atMs: asTrueMs(atMs) })).jpeg.length).toBeGreaterThan(1_000);
    // A key that would pin opens no form from which nothing could be kept.
    await page.keyboard.press("Enter");
    await drawn(page);
    await expect(page.getByTestId("pin-form")).toHaveCount(0);
    expect(await ask(page, "library.read", {})).toMatchObject({ writable: false, readOnlyBecause: "place" });
    await page.screenshot({ path: testInfo.outputPath("read-only-en.png") });

    await page.getByTestId("lang-toggle").click();
    await expect(told).toContainText("此录像库所在位置无法写入");
    await page.screenshot({ path: testInfo.outputPath("read-only-zh-CN.png") });
    await app.close();
    expect(listingOf(libraryPath)).toEqual(before);
  } finally {
    allow();
  }
});
