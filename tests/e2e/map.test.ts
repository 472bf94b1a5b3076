// The map as a person uses it: it takes the wall's place, shows where cameras stand and what they have at the clock, chooses them for
// the tiles, and takes a camera that had no position; that can be undone. Ways through a case are drawn and judged; a picture of a plan is laid on the ground;
// what no camera sees is hatched, and what a person knows to be blind is marked;
// neighbours are set and followed; a person's own map tiles lie below.

import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { plainPng } from "../support/plain-png.ts";
import { tilesAround, writePmtiles } from "../support/tile-files.ts";
import { violations } from "./axe.ts";
import { copyLibrary } from "./launch.ts";
import { expect, FIRST_MS, GAP, runQuayline, test } from "./own-footage.ts";
import { answerActor, ask, chooseAlways, clockMs, goTo, readTiles, showOnTiles } from "./window-parts.ts";

test("cameras are found and put on the map", async ({ launch, ownLibrary: libraryPath, folder }) => {
  const list = join(folder, "cameras.csv");
  await writeFile(list, "id,name,site,lat,lon,crs,heading_deg,fov_deg,range_m\nquay,Quay,Port,29.942617,122.309162,GCJ02,90,70,60\nfar,Far gate,Port,29.9462,122.306,WGS84,200,60,50\n");
  await runQuayline(libraryPath, "cameras", "import", list);
  const { page } = await launch({ libraryPath });
  await showOnTiles(page, ["gate"]);
  await goTo(page, FIRST_MS + 5_000);

  await test.step("M swaps it in; states follow the clock", async () => {
    await page.keyboard.press("m");
    await expect(page.getByTestId("map")).toBeVisible();
    await expect(page.getByTestId("tile-0")).toHaveCount(0);
    const state = (id: string) => page.getByTestId(`map-row-${id}`);
    await expect(state("quay")).toHaveAttribute("data-state", "footage");
    await expect(state("far")).toHaveAttribute("data-state", "none");
    await goTo(page, GAP.fromMs + 5_000);
    await expect(state("quay")).toHaveAttribute("data-state", "gap");
    await expect(state("quay")).toContainText("Gap now");
  });

  await test.step("a camera without a position is dragged from the list onto the ground, and undo takes it off", async () => {
    const place = async () => (await ask(page, "cameras.list", {})).find((camera) => camera.cameraId === "gate")!.wgs84;
    await expect(page.getByTestId("map-camera-gate")).toHaveCount(0);
    await page.getByTestId("map-row-gate").dragTo(page.getByTestId("map-ground"), { targetPosition: { x: 200, y: 150 } });
    await answerActor(page, page.getByTestId("map-camera-gate"));
    await expect(page.getByTestId("map-camera-gate")).toBeVisible();
    expect(await place()).not.toBeNull();
    await page.getByTestId("map-ground").focus();
    await page.keyboard.press("Control+z");
    await expect(page.getByTestId("map-camera-gate")).toHaveCount(0);
    expect(await place()).toBeNull();
  });

  await test.step("coordinates are typed in their own system, with what the camera looks at", async () => {
    await page.getByTestId("map-edit-gate").click();
    await page.getByTestId("map-coordinates").fill("29.9430, 122.3095");
    await page.getByTestId("map-form").getByRole("combobox").selectOption("GCJ02");
    await page.getByTestId("map-heading").fill("400");
    await expect(page.getByTestId("map-save")).toBeDisabled();
    await page.getByTestId("map-heading").fill("270");
    await expect(page.getByTestId("map-draft")).toBeVisible();
    await page.getByTestId("map-save").click();
    await expect(page.getByTestId("map-camera-gate")).toBeVisible();
    expect((await ask(page, "cameras.list", {})).find((camera) => camera.cameraId === "gate")).toMatchObject({ lat: 29.943, lon: 122.3095, crs: "GCJ02", headingDeg: 270 });
  });

  await test.step("what is chosen on the map stands on the tile, and the map comes back as it was left", async () => {
    await page.getByTestId("map-ground").focus();
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowLeft");
    const scale = await page.getByTestId("map-ground").getAttribute("data-metres-per-px");
    await page.getByTestId("map-camera-quay").click();
    await expect(page.getByTestId("map-camera-quay")).toHaveAttribute("data-active", "true");
    await page.getByTestId("map-toggle").click();
    await expect.poll(async () => (await readTiles(page))[0]?.camera).toBe("quay");
    await page.keyboard.press("m");
    await expect(page.getByTestId("map-ground")).toHaveAttribute("data-metres-per-px", scale!);
  });
});

/** Two cameras 590 m apart whose clocks were read, and somebody who is on the one and 20 s later on the other. */
async function makeWay(libraryPath: string, folder: string): Promise<void> {
  const list = join(folder, "cameras.csv");
  await writeFile(list, "id,name,site,lat,lon,crs,heading_deg,fov_deg,range_m\nquay,Quay,Port,29.945,122.305,WGS84,90,70,60\ngate,Gate,Port,29.9503,122.305,WGS84,180,60,40\n");
  await runQuayline(libraryPath, "cameras", "import", list);
  for (const camera of ["quay", "gate"]) await runQuayline(libraryPath, "clock", "add", "--camera", camera, "--camera-time", String(FIRST_MS), "--true-time", String(FIRST_MS), "--uncertainty-ms", "250");
  await runQuayline(libraryPath, "person", "add", "--case", "1", "--label", "courier");
  const pin = (camera: string, fromMs: number) => runQuayline(libraryPath, "pin", "add", "--case", "1", "--camera", camera, "--from", String(FIRST_MS + fromMs), "--to", String(FIRST_MS + fromMs + 5_000), "--title", "courier");
  await pin("quay", 5_000);
  await pin("gate", 30_000);
}

let wayFolder: string;
let madeWay: string;
test.beforeAll(async ({ madeLibrary }) => {
  wayFolder = mkdtempSync(join(tmpdir(), "quayline-e2e-way-"));
  madeWay = await copyLibrary(madeLibrary, wayFolder);
  await makeWay(madeWay, wayFolder);
});
test.afterAll(() => rmSync(wayFolder, { recursive: true, force: true }));

/** Whether the legend lies over the ground. */
async function legendCovers(page: Page): Promise<boolean> {
  const [ground, legend] = await Promise.all(["map-stage", "map-legend"].map(async (id) => (await page.getByTestId(id).boundingBox())!));
  return legend!.y < ground!.y + ground!.height;
}

for (const lang of ["en", "zh-CN"] as const) {
  test(`a way through a case is drawn with what can be said of each leg (${lang})`, async ({ launch, folder }) => {
    const { page } = await launch({ libraryPath: await copyLibrary(madeWay, folder), lang });
    await showOnTiles(page, ["quay"]);
    await page.keyboard.press("m");
    await page.getByTestId("map-part-tab-cameras").focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("map-part-tab-path")).toHaveAttribute("aria-selected", "true");
    await page.getByTestId("map-path-whose").selectOption("subject:courier");

    await test.step("plausible for a vehicle, not on foot", async () => {
      await expect(page.getByTestId("map-leg-1")).toHaveAttribute("data-verdict", "plausible");
      // 590 m less the 60 m and 40 m that the cameras see, in 20 s and what the clocks leave open.
      await expect(page.getByTestId("map-leg-row-2")).toContainText("106 km/h");
      await page.getByTestId("map-part").getByRole("combobox").nth(1).selectOption("7");
      await expect(page.getByTestId("map-leg-1")).toHaveAttribute("data-verdict", "implausible");
      await expect(page.getByTestId("map-leg-row-2")).toContainText(lang === "en" ? "NOT PLAUSIBLE" : "不合理");
      expect(await legendCovers(page)).toBe(false);
      expect(await violations(page)).toEqual([]);
    });

    await test.step("a stop leads to its time and picture", async () => {
      await page.getByTestId("map-stop-2").click();
      await expect.poll(() => clockMs(page)).toBe(FIRST_MS + 30_000);
      await expect(page.getByTestId("map-camera-gate")).toHaveAttribute("data-active", "true");
      await page.getByTestId("map-stop-pictures-1").click();
      await expect.poll(async () => (await readTiles(page))[0]?.camera).toBe("quay");
      await expect.poll(() => clockMs(page)).toBe(FIRST_MS + 5_000);
    });
  });
}

for (const lang of ["en", "zh-CN"] as const) {
  test(`a picture of a plan is laid on the map by points, and taken out and back (${lang})`, async ({ launch, folder }) => {
    const picture = join(folder, "ground floor.png");
    await writeFile(picture, plainPng(400, 300, (x, y) => (x % 40 < 2 || y % 40 < 2 ? 40 : 200)));
    const { page } = await launch({ libraryPath: await copyLibrary(madeWay, folder), lang });
    await showOnTiles(page, ["quay"]);
    await page.keyboard.press("m");
    await page.getByTestId("map-part-tab-plan").click();

    await test.step("what is no picture is refused with what to do", async () => {
      await page.getByTestId("map-plan-file").setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
      await expect(page.getByTestId("map-part").getByRole("alert")).toContainText("PNG");
    });

    await test.step("first point by keys and typing, second by clicks", async () => {
      await page.getByTestId("map-plan-file").setInputFiles(picture);
      await answerActor(page, page.getByTestId("map-plan-picker"));
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Shift+ArrowLeft");
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("map-ground")).toBeVisible();
      await expect(page.getByTestId("map-plan-place-1")).toBeFocused();
      await page.keyboard.type("29.945, 122.305");
      await page.keyboard.press("Tab");
      const picker = page.getByTestId("map-plan-picker");
      const box = (await picker.boundingBox())!;
      await picker.click({ position: { x: box.width / 2 + 60, y: box.height / 2 } });
      await page.getByTestId("map-ground").click({ position: { x: box.width - 30, y: box.height / 2 } });
      await expect(page.getByTestId("map-plan-answer")).toBeVisible();
      await page.getByTestId("map-plan-save").click();
      await expect(page.getByTestId("map-plan-form")).toBeHidden();
      // The picture really comes from the library's copy.
      await expect.poll(() => page.getByTestId("map-plan").evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(400);
      const [plan] = await ask(page, "plans.list", {});
      expect(plan).toMatchObject({ name: "ground floor", points: [{ lat: 29.945, lon: 122.305, crs: "WGS84" }, {}] });
    });

    await test.step("a third point tells by how much they disagree", async () => {
      await page.getByTestId("map-plan-lay-1").click();
      await page.getByTestId("map-plan-add-point").click();
      await page.getByTestId("map-plan-xy-3").fill("200, 300");
      await page.getByTestId("map-plan-place-3").fill("29.94, 122.305");
      await expect(page.getByTestId("map-plan-form").getByTestId("map-plan-answer")).toHaveAttribute("data-residual-m", /^[1-9]/);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByTestId("map-plan-form")).toBeHidden();
    });

    await test.step("opacity and taking it out can be undone", async () => {
      await page.getByTestId("map-plan-opacity").focus();
      await page.keyboard.press("ArrowLeft");
      await expect.poll(async () => (await ask(page, "plans.list", {}))[0]!.opacity).toBeCloseTo(0.75, 9);
      await page.getByTestId("map-plan-remove-1").click();
      await expect(page.getByTestId("map-plan")).toHaveCount(0);
      await page.getByTestId("map-ground").focus();
      await page.keyboard.press("Control+z");
      await expect(page.getByTestId("map-plan")).toBeVisible();
      await page.keyboard.press("Control+z");
      await expect.poll(async () => (await ask(page, "plans.list", {}))[0]!.opacity).toBeCloseTo(0.8, 9);
    });
  });
}

for (const lang of ["en", "zh-CN"] as const) {
  test(`what no camera sees is hatched and measured, and an area is marked as blind (${lang})`, async ({ launch, folder }) => {
    const { page } = await launch({ libraryPath: await copyLibrary(madeWay, folder), lang });
    await showOnTiles(page, ["quay"]);
    await goTo(page, FIRST_MS + 5_000);
    await page.keyboard.press("m");
    await page.getByTestId("map-part-tab-blind").click();
    const summary = page.getByTestId("map-blind-summary");
    const blindM2 = async (): Promise<number> => Number(await summary.getAttribute("data-blind-m2"));

    await test.step("two cameras 590 m apart leave nearly all between them blind", async () => {
      await page.getByTestId("map-part").getByRole("checkbox").check();
      await expect(page.getByTestId("map-blind-ground")).toBeVisible();
      const whole = Number(await summary.getAttribute("data-whole-m2"));
      expect(await blindM2()).toBeGreaterThan(0.8 * whole);
      expect(await blindM2()).toBeLessThan(whole);
      await expect(page.getByTestId("map-patch-1")).toContainText("Quay");
      expect(await legendCovers(page)).toBe(false);
    });

    await test.step("only cameras with footage at the clock count, where that is asked", async () => {
      const mounted = await blindM2();
      await page.getByTestId("map-part").getByRole("combobox").selectOption("clock");
      await expect.poll(blindM2).toBeLessThanOrEqual(mounted);
      await goTo(page, GAP.fromMs + 5_000);
      await expect.poll(blindM2).toBeGreaterThan(mounted);
    });

    await test.step("an area is marked by keys alone, and undo takes it off", async () => {
      await page.getByTestId("map-area-add").click();
      await page.keyboard.type("Behind the hall");
      await expect(page.getByTestId("map-area-save")).toBeDisabled();
      const ground = page.getByTestId("map-ground");
      await ground.focus();
      for (const move of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
        await page.keyboard.press("Enter");
        await page.keyboard.press(move);
      }
      await page.keyboard.press("Enter");
      await page.keyboard.press("Backspace");
      await expect(page.getByTestId("map-area-note")).toContainText("m²");
      expect(await violations(page)).toEqual([]);
      await page.getByTestId("map-area-save").click();
      await answerActor(page, page.getByTestId("map-area-1"));
      await expect(page.getByTestId("map-area-1")).toBeVisible();
      const [area] = await ask(page, "blindAreas.list", {});
      expect(area).toMatchObject({ name: "Behind the hall", crs: "WGS84" });
      expect(area!.corners).toHaveLength(4);
      expect(await violations(page)).toEqual([]);
      await ground.focus();
      await page.keyboard.press("Control+z");
      await expect(page.getByTestId("map-area-1")).toHaveCount(0);
    });
  });
}

for (const lang of ["en", "zh-CN"] as const) {
  test(`neighbours are set, and followed at the time one would arrive (${lang})`, async ({ launch, folder }) => {
    const { page } = await launch({ libraryPath: await copyLibrary(madeWay, folder), lang });
    await showOnTiles(page, ["quay"]);
    await goTo(page, FIRST_MS + 10_000);

    await test.step("without any, following says so and offers to set them", async () => {
      await page.keyboard.press("Shift+F");
      await page.getByTestId("follow-set").click();
      await expect(page.getByTestId("neighbour-add")).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("camera-save")).toBeDisabled();
      const first = page.getByTestId("neighbour-1");
      await first.getByRole("combobox").nth(0).selectOption("gate");
      await first.getByRole("combobox").nth(2).selectOption("time");
      await page.getByTestId("neighbour-time-1").fill("0:20");
      expect(await violations(page)).toEqual([]);
      await page.getByTestId("camera-save").click();
      await answerActor(page, page.getByTestId("tile-follow-0"));
      expect((await ask(page, "cameras.neighbours", {})).neighbours).toMatchObject([{ cameraId: "quay", toCameraId: "gate", direction: "left", travelMs: 20_000 }]);
    });

    await test.step("with one, its button goes there at once and tells the window", async () => {
      await page.getByTestId("tile-follow-0").click();
      await expect.poll(() => clockMs(page)).toBe(FIRST_MS + 30_000);
      await expect.poll(async () => (await readTiles(page))[0]?.camera).toBe("gate");
      const note = page.getByTestId("follow-note");
      // Seven tenths of 20 s to one and a half, and two standard deviations of both clocks on either side.
      const [earliest, latest] = [Number(await note.getAttribute("data-earliest-ms")), Number(await note.getAttribute("data-latest-ms"))];
      expect(FIRST_MS + 24_000 - earliest).toBeGreaterThan(700);
      expect(FIRST_MS + 24_000 - earliest).toBeLessThan(2_000);
      expect(latest - FIRST_MS - 40_000).toBe(FIRST_MS + 24_000 - earliest);
      expect(await violations(page)).toEqual([]);
      await page.getByTestId("follow-earliest").click();
      await expect.poll(() => clockMs(page)).toBe(earliest);
      await page.getByTestId("follow-back").click();
      await expect.poll(() => clockMs(page)).toBe(FIRST_MS + 10_000);
      await expect.poll(async () => (await readTiles(page))[0]?.camera).toBe("quay");
    });

    await test.step("with several, a list asks; undo takes the last setting back", async () => {
      await page.keyboard.press("m");
      await page.getByTestId("map-neighbours-quay").click();
      await page.getByTestId("neighbour-add").click();
      const second = page.getByTestId("neighbour-2");
      await second.getByRole("combobox").nth(0).selectOption("gate");
      await second.getByRole("combobox").nth(1).selectOption("other");
      await page.getByTestId("neighbour-words-2").fill("past the hall");
      await page.getByTestId("camera-save").click();
      await expect(page.getByTestId("map-neighbours")).toBeVisible();
      await page.getByTestId("map-ground").focus();
      await page.keyboard.press("Shift+F");
      await expect(page.getByTestId("follow-choice-2")).toContainText("past the hall");
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      // 590 m on foot are some seven minutes.
      await expect.poll(() => clockMs(page)).toBeGreaterThan(FIRST_MS + 6 * 60_000);
      await expect(page.getByTestId("follow-note")).toContainText("past the hall");
      await page.getByTestId("map-ground").focus();
      await page.keyboard.press("Control+z");
      await expect.poll(async () => (await ask(page, "cameras.neighbours", {})).neighbours.length).toBe(1);
    });
  });
}

test("a person's map tiles lie below, from a file and no network; without WebGL 2 the grid stays and says so", async ({ launch, folder }) => {
  const path = join(folder, "town.pmtiles");
  writePmtiles(path, tilesAround(29.945, 122.305, [12, 14, 16]));
  // Software graphics complain of themselves.
  const { page, electronApp } = await launch({ libraryPath: await copyLibrary(madeWay, folder), expectedComplaints: /software WebGL|GL Driver Message/ });
  await chooseAlways(electronApp, path);
  await showOnTiles(page, ["quay"]);
  await page.keyboard.press("m");
  await page.getByTestId("map-part-tab-plan").click();
  // MapLibre's own chunk comes with its style sheet.
  const chunk = page.locator("link[href*='tile-map']");
  await expect(chunk).toHaveCount(0);
  await page.getByTestId("map-tiles-add").click();
  await answerActor(page, page.getByTestId("map-tiles-row-1"));
  await expect(page.getByTestId("map-tiles")).toHaveAttribute("data-state", "shown", { timeout: 60_000 });
  await expect(chunk).not.toHaveCount(0);
  await page.getByTestId("map-ground").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByTestId("map-camera-quay")).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.evaluate(() => {
    const getContext = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) { return kind === "webgl2" ? null : getContext.call(this, kind, ...rest); } as never;
  });
  const choices = page.getByTestId("map-part").getByRole("radio");
  await choices.first().check();
  await expect(page.getByTestId("map-tiles")).toHaveCount(0);
  await page.getByTestId("map-tiles-row-1").getByRole("radio").check();
  await expect(page.getByTestId("map-tiles-note")).toContainText("WebGL 2");
  await expect(page.getByTestId("map-camera-quay")).toBeVisible();
});
