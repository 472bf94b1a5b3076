// The map as a person uses it: it takes the wall's place, shows where cameras stand and what they have at the clock, chooses them for
// the tiles, and takes a camera that had no position; that can be undone.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./launch.ts";
import { FIRST_MS, GAP, makeOwnLibrary, runQuayline } from "./own-footage.ts";
import { answerActor, ask, goTo, readTiles, showOnTiles } from "./window-parts.ts";

test("cameras are found and put on the map", async ({ launch, folder }) => {
  const libraryPath = await makeOwnLibrary(folder);
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
