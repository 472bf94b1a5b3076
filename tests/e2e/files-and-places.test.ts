// Where footage lies and whose it is, in the window: the table of files with giving and placing, the folders with their state, name
// patterns tried on a folder, a folder dropped with its intake sheet; and that no handle on the footage is kept while nobody reads it.

import { copyFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { distinctClip, writeClip } from "../support/distinct-copies.ts";
import { HEVC, makeClip } from "../support/numbered-footage.ts";
import { violations } from "./axe.ts";
import { expect, test } from "./launch.ts";
import { pictureTaker } from "./pictures.ts";
import { openHandles, processTree } from "./processes.ts";
import { answerActor, ask, chooseAlways, COPYING_MS, dropOnWindow, jobsDone, readTiles } from "./window-parts.ts";

const NAMES = ["clip0.mp4", "clip1.mp4", "clip2.mp4"] as const;
/** 14:03:05 at the camera. */
const SHOWN_MS = Date.UTC(2021, 10, 12, 6, 3, 5);

async function makeShop(folder: string): Promise<string> {
  const shop = join(folder, "disk", "shop");
  for (const [i, name] of NAMES.entries()) await writeClip(join(shop, name), i);
  return shop;
}

async function indexed(page: Page, ...paths: string[]): Promise<void> {
  await ask(page, "actor.set", { name: "陈海波", unit: null, number: null });
  await ask(page, "index.start", { paths });
  await jobsDone(page, 60_000);
}

async function openFromMenu(page: Page, item: string, dialog: string): Promise<void> {
  await page.getByTestId("library-menu").click();
  await page.getByTestId(item).click();
  await expect(page.getByTestId(dialog)).toBeVisible();
}

test("files are given to a camera, placed in time and given back, and no handle on them is kept", async ({ launch, folder }) => {
  const shop = await makeShop(folder);
  const app = await launch();
  const { page } = app;
  await indexed(page, shop);
  await openFromMenu(page, "files-open", "files-dialog");
  const table = page.getByTestId("file-table");
  const rows = table.locator("[data-testid^=file-row-]");
  await expect(rows).toHaveCount(3);
  // The keyboard is in the table already.
  await page.keyboard.press("Control+a");
  await expect(table.locator("[role=row][aria-selected=true]")).toHaveCount(3);

  await page.getByTestId("files-assign").click();
  await page.getByTestId("assign-camera").fill("shop-1");
  await page.getByTestId("assign-do").click();
  await answerActor(page, page.getByTestId("files-said"));
  const listed = () => ask(page, "files.list", {});
  await expect.poll(async () => (await listed()).map(({ cameraId }) => cameraId)).toEqual(["shop-1", "shop-1", "shop-1"]);
  await expect(rows.first()).toContainText("shop-1");

  await page.getByTestId("files-place").click();
  await expect(page.getByTestId("place-picture")).toBeVisible();
  await page.getByTestId("place-shows").fill("2021-11-12 14:03:05");
  await expect(page.getByTestId("place-preview").getByRole("row")).toHaveCount(4);
  await page.getByTestId("place-do").click();
  const lengths = (await listed()).map(({ durationMs }) => durationMs ?? 0);
  const starts = lengths.map((_, i) => SHOWN_MS + lengths.slice(0, i).reduce((sum, ms) => sum + ms, 0));
  await expect.poll(async () => (await listed()).map(({ time, startMs }) => [time.source, startMs])).toEqual(starts.map((startMs) => ["manual", startMs]));
  await expect(rows.first()).toContainText("2021-11-12 14:03:05");
  await page.getByTestId("files-undo").click();
  await expect.poll(async () => (await listed()).every(({ time }) => time.source !== "manual")).toBe(true);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("files-dialog")).toBeHidden();

  // The picture was read a moment ago; nobody reads it now.
  await expect.poll(() => processTree(app.electronApp.process().pid!).flatMap(openHandles).filter((path) => path.startsWith(shop)), { timeout: 20_000 }).toEqual([]);
});

test("what cannot be played is offered a copy, what cannot be read is listed with what to do and its fingerprint", async ({ launch, folder }) => {
  test.setTimeout(COPYING_MS);
  const disk = join(folder, "disk");
  mkdirSync(join(disk, "shown"), { recursive: true });
  mkdirSync(join(disk, "waiting"));
  // Of what a tile shows a copy is made unasked: the tile shows another camera.
  copyFileSync(await makeClip({ fileName: "clip.mp4" }), join(disk, "shown", "2021-11-12 14-00-00.mp4"));
  copyFileSync(await makeClip({ fileName: "clip.ts", encode: HEVC }), join(disk, "waiting", "2021-11-12 14-03-05.ts"));
  writeFileSync(join(disk, "broken.mp4"), (await distinctClip(1)).subarray(0, 400));
  const { page } = await launch();
  await indexed(page, disk);
  await expect.poll(async () => (await readTiles(page))[0]).toMatchObject({ camera: "folder:shown", state: "footage" });
  await openFromMenu(page, "files-open", "files-dialog");
  await page.getByTestId("file-table").locator("[data-testid^=file-row-]", { hasText: "broken.mp4" }).click();
  await expect(page.getByTestId("file-problems").locator("[data-code=no-moov]")).toContainText("Copy it again from the recorder");
  const broken = (await ask(page, "files.list", {})).find(({ path }) => path.endsWith("broken.mp4"));
  expect(broken).toMatchObject({ state: "failed", playback: "none", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await expect(page.getByTestId("file-details")).toContainText(broken?.sha256 ?? "?");
  await expect(page.getByTestId("file-copy")).toHaveCount(0);

  await page.getByTestId("file-table").locator("[data-testid^=file-row-]", { hasText: "14-03-05.ts" }).click();
  await expect(page.getByTestId("file-copy")).toHaveAttribute("data-state", "none");
  await page.getByTestId("file-copy-make").click();
  await expect(page.getByTestId("file-copy")).toHaveAttribute("data-state", "ready", { timeout: COPYING_MS });
});

test("folders say whether they are there, watched ones too, and one that was moved is re-pointed", async ({ launch, folder }) => {
  const shop = await makeShop(folder);
  const moved = join(folder, "other disk");
  const app = await launch();
  const { page } = app;
  await indexed(page, shop);
  await ask(page, "watches.add", { path: shop });
  await openFromMenu(page, "roots-open", "roots-dialog");
  const dialog = page.getByTestId("roots-dialog");
  const root = dialog.locator("[data-testid^=root-]");
  const watch = dialog.locator("li[data-testid^=watch-]");
  await expect(root).toHaveAttribute("data-state", "online");
  await expect(watch).toHaveAttribute("data-state", "watching");
  renameSync(shop, moved);
  await expect(root).toHaveAttribute("data-state", "offline", { timeout: 20_000 });
  await expect(watch).toHaveAttribute("data-state", "offline", { timeout: 20_000 });
  await dialog.locator("[data-testid^=watch-stop-]").click();
  await expect(watch).toHaveCount(0);
  await chooseAlways(app.electronApp, moved);
  await dialog.getByRole("button", { name: "It is now here…" }).click();
  await expect(page.getByTestId("move-outcome")).toContainText("3 of 3");
  await expect(root).toHaveAttribute("data-state", "online");
  expect((await ask(page, "files.list", {})).map(({ path, isOffline }) => [path, isOffline])).toEqual(NAMES.map((name) => [join(moved, name), false]));
});

test("the library's own name patterns are tried on a folder, and nothing is indexed by it", async ({ launch, folder }) => {
  const disk = join(folder, "gate");
  await writeClip(join(disk, "North-12112021-140305.mp4"), 0);
  await writeClip(join(disk, "holiday.mp4"), 1);
  const app = await launch();
  const { page } = app;
  await expect(page.getByTestId("library-menu")).toBeVisible();
  const expression = "(?:^|/)(?<camera>[^/]+)-(?<day>\\d\\d)(?<month>\\d\\d)(?<year>\\d{4})-(?<time>\\d{6})\\.mp4$";
  writeFileSync(join(app.libraryPath, "patterns.json"), JSON.stringify({ patterns: [{ name: "gatehouse", expression, basis: "local", confidence: "high" }] }));
  await openFromMenu(page, "patterns-open", "patterns-dialog");
  await chooseAlways(app.electronApp, disk);
  await page.getByTestId("patterns-choose").click();
  const row = page.getByTestId("patterns-table").getByRole("row", { name: /North-12112021/ });
  await expect(row).toContainText("gatehouse");
  await expect(row).toContainText("2021-11-12 14:03:05");
  await expect(page.getByTestId("patterns-table").getByRole("row", { name: /holiday/ })).toContainText("none");
  expect(await ask(page, "files.list", {})).toEqual([]);

  // A mistake in the file is told with its entry, and the next attempt takes the mended one.
  writeFileSync(join(app.libraryPath, "patterns.json"), JSON.stringify({ patterns: [{ name: "gatehouse", expression: "(", basis: "local" }] }));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByTestId("patterns-dialog").getByRole("alert")).toContainText("gatehouse");
});

test("a folder dropped on the window is read and offers the intake sheet, which becomes reading and retention", async ({ launch, folder }) => {
  // A folder is one whatever its name looks like.
  const shop = join(folder, "2021.11.12");
  renameSync(await makeShop(folder), shop);
  const { page } = await launch();
  await expect(page.getByTestId("empty-state")).toBeVisible();
  await dropOnWindow(page, shop);
  await answerActor(page, page.getByTestId("intake-offer"));
  await expect(page.getByTestId("intake-offer")).toContainText(shop);
  await page.getByTestId("intake-fill").click();
  const sheet = page.getByTestId("intake-dialog");
  await expect(sheet.getByTestId("intake-folder")).toHaveValue(shop);
  await sheet.getByTestId("intake-recorderMs").fill("2021-11-12 18:02:07");
  await sheet.getByTestId("intake-beijingMs").fill("2021-11-12 18:00:00");
  await sheet.getByTestId("intake-place").fill("海味店");
  await sheet.getByLabel("The recorder keeps footage for (days)").fill("15");
  await sheet.getByTestId("intake-save").click();
  await expect(sheet).toBeHidden();
  await expect(page.getByTestId("intake-offer")).toBeHidden();
  await jobsDone(page, 60_000);
  await expect.poll(async () => (await ask(page, "cameras.list", {})).map(({ clock, retentionDays }) => [clock.state, clock.errorMs, retentionDays])).toEqual([["offset", 127_000, 15]]);
  expect(await ask(page, "intakes.list", {})).toMatchObject([{ facts: { folder: shop, place: "海味店" }, cameras: [{ refusal: null }] }]);
  // A single file is read as well, and has no sheet of its own.
  const single = join(folder, "one more.mp4");
  await writeClip(single, 9);
  await dropOnWindow(page, single);
  await expect.poll(async () => (await ask(page, "files.list", {})).some(({ path }) => path === single)).toBe(true);
  await expect(page.getByTestId("intake-offer")).toBeHidden();
});

for (const lang of ["en", "zh-CN"] as const) {
  test(`the windows about files and folders keep to the rules of accessibility (${lang})`, async ({ launch, folder }, testInfo) => {
    test.setTimeout(240_000);
    const shop = await makeShop(folder);
    writeFileSync(join(shop, "没有内容 empty.mp4"), "");
    copyFileSync(await makeClip({ fileName: "clip.ts", encode: HEVC }), join(shop, "NVR_ch1_main_20211112140305_20211112140310.ts"));
    const app = await launch({ lang });
    const { page } = app;
    await indexed(page, shop);
    await ask(page, "watches.add", { path: shop });
    await chooseAlways(app.electronApp, shop);
    const shoot = pictureTaker(app.electronApp, page, testInfo);
    const look = async (name: string): Promise<void> => {
      expect(await violations(page), name).toEqual([]);
      await shoot(name);
    };
    await openFromMenu(page, "files-open", "files-dialog");
    await page.getByTestId("file-table").locator("[data-testid^=file-row-]", { hasText: "NVR_ch1" }).click();
    await expect(page.getByTestId("file-copy")).toBeVisible();
    await look("files");
    await page.getByTestId("file-table").focus();
    await page.keyboard.press("Control+a");
    await page.getByTestId("files-assign").click();
    await look("assign");
    await page.getByTestId("files-place").click();
    await page.getByTestId("place-shows").fill("2021-11-12 14:03:05");
    await expect(page.getByTestId("place-preview")).toBeVisible();
    await look("place");
    await page.keyboard.press("Escape");
    await openFromMenu(page, "roots-open", "roots-dialog");
    await expect(page.getByTestId("roots-dialog").locator("[data-testid^=root-]")).toBeVisible();
    await look("roots");
    await page.keyboard.press("Escape");
    await openFromMenu(page, "patterns-open", "patterns-dialog");
    await page.getByTestId("patterns-choose").click();
    await expect(page.getByTestId("patterns-table")).toBeVisible();
    await look("patterns");
    await page.keyboard.press("Escape");
    await dropOnWindow(page, shop);
    await expect(page.getByTestId("intake-offer")).toBeVisible();
    await look("offer");
    await page.getByTestId("intake-fill").click();
    await page.getByTestId("intake-recorderMs").fill("2021-11-12 18:02:07");
    await page.getByTestId("intake-beijingMs").fill("2021-11-12 18:00:00");
    await look("intake");
  });
}
