// The wall as an investigator uses it, on footage whose every frame says which one it is: tiles, versions of one moment, frame
// steps, speeds both ways, scrubbing, skipping what is empty, playable copies. One window for all of it.

import { expect, test as base, type RunningApp } from "./launch.ts";
import { ask, clockMs, drawn, goTo, readTiles, showOnTiles, stoppedClockMs } from "./window-parts.ts";
import {
  expectNumber, GATE, GATE_FPS, indexWallFootage, makeWallFootage, numberOnTile, picturesUntil, QUAY, QUAY_FPS, removeFolder, ROAD, ROAD_FPS, SHED, SHED_AGAIN_MS, shedFrameMs, START_MS, stopPast, tileNumber,
} from "./wall-footage.ts";

const test = base.extend<{ readonly wall: RunningApp }>({
  wall: async ({ launch }, use) => {
    const folder = await makeWallFootage();
    const app = await launch();
    await indexWallFootage(app.page, folder);
    await use(app);
    await removeFolder(folder);
  },
});

test("the wall", async ({ wall: { page } }, testInfo) => {
  test.setTimeout(240_000);
  const key = (name: string): Promise<void> => page.keyboard.press(name);
  const tile = (index: number) => page.getByTestId(`tile-${index}`);
  const cameras = async (): Promise<(string | null)[]> => (await readTiles(page)).map((reading) => reading.camera);

  await test.step("nine and sixteen tiles; cameras go where they are dragged, and change places", async () => {
    await key("9");
    await expect.poll(async () => (await cameras()).length).toBe(9);
    await key("0");
    await expect.poll(async () => (await cameras()).length).toBe(16);
    const filled = async (): Promise<(string | null)[]> => (await cameras()).filter((id) => id !== "").sort();
    await expect.poll(filled).toEqual([GATE, QUAY, ROAD, SHED]);
    await page.getByTestId(`camera-row-${ROAD}`).dragTo(tile(9));
    await expect(tile(9)).toHaveAttribute("data-camera", ROAD);
    await tile(9).locator("[draggable=true]").first().dragTo(tile(5));
    await expect(tile(5)).toHaveAttribute("data-camera", ROAD);
    await expect(tile(9)).toHaveAttribute("data-camera", "");
    await key("Control+ArrowRight");
    await expect(tile(6)).toHaveAttribute("data-camera", ROAD);
    await key("Control+ArrowLeft");
    await expect(tile(5)).toHaveAttribute("data-camera", ROAD);
    await testInfo.attach("sixteen", { body: await page.screenshot(), contentType: "image/png" });
  });

  await test.step("HEVC and programme streams play by copies that say so, at the original's times", async () => {
    await key("4");
    await goTo(page, START_MS + 10_000);
    await showOnTiles(page, [GATE, SHED, QUAY, ROAD]);
    for (const index of [2, 3]) await expect(page.getByTestId(`tile-copy-${index}`)).toBeVisible();
    await expectNumber(page, 2, 10 * QUAY_FPS);
    await expectNumber(page, 3, 10 * ROAD_FPS);
    expect((await readTiles(page)).map((reading) => reading.state)).toEqual(Array(4).fill("footage"));
  });

  await test.step("a frame on and back is exact: B-frames, varying rate, a copy of a programme stream; the others follow the clock", async () => {
    await stepThrough(0, [250, 251, 252, 251, 250, 249], (n) => (n * 1000) / GATE_FPS);
    // Frame 80 is a keyframe that is decoded at a time before that of frame 79: a search for 79 comes out at it.
    await stepThrough(1, [75, 76, 77, 78, 79, 80, 81, 80, 79, 78, 77, 76, 75, 74, 73], shedFrameMs);
    await stepThrough(3, [100, 101, 102, 101, 100, 99], (n) => (n * 1000) / ROAD_FPS);
  });

  await test.step("K held down turns J and L into steps", async () => {
    await goTo(page, START_MS + 10_000);
    await activate(0);
    await page.keyboard.down("k");
    await key("l");
    await key("l");
    await key("j");
    await page.keyboard.up("k");
    await expectNumber(page, 0, 251);
  });

  await test.step("the sub stream is one key away, beside the main one another", async () => {
    await key("1");
    await goTo(page, START_MS + 20_000);
    await expect(page.getByTestId("tile-version-0")).toContainText("1 of 2 · 768×256");
    await expectNumber(page, 0, 20 * GATE_FPS);
    await key("v");
    await expect(page.getByTestId("tile-version-0")).toContainText("2 of 2 · 192×64");
    await expectNumber(page, 0, 200);
    await key("v");
    await expectNumber(page, 0, 20 * GATE_FPS);
    await key("Shift+V");
    await expect(page.getByTestId("tile-version-1")).toContainText("2 of 2 · 192×64");
    expect(await cameras()).toEqual([GATE, GATE]);
    await expectNumber(page, 1, 200);
    await expectNumber(page, 0, 20 * GATE_FPS);
  });

  await test.step("thirty-two times the speed goes by keyframes, on the clock, and so does going back", async () => {
    await key("1");
    await goTo(page, START_MS);
    const stopped = stopPast(page, START_MS + 50_000);
    for (let n = 0; n < 6; n++) await key("l");
    expect(await stopped).toEqual({ speed: "32", pacing: "keys", isPaceSaid: true });
    await expect.poll(async () => (await readTiles(page))[0]!.state).toBe("footage");
    await goTo(page, START_MS + 70_000);
    await expectNumber(page, 0, 70 * GATE_FPS);
    const seen = await watchPictures(-8);
    expect(seen.length).toBeGreaterThan(2);
    // Keyframes (one every two seconds), each earlier than the one before; between them, on a quick machine, what is looked up meanwhile.
    const keyframes = seen.map((look) => look.mediaMs).filter((mediaMs) => mediaMs % 2_000 === 0);
    expect(keyframes.length).toBeGreaterThan(0);
    expect(keyframes).toEqual([...keyframes].sort((a, b) => b - a));
    // None far from the clock, but the one that stood there before.
    const others = seen.filter((look) => look.mediaMs !== 70_000);
    expect(Math.max(...others.map((look) => Math.abs(look.offsetMs)))).toBeLessThan(2_000 + 8 * 1_500);
  });

  await test.step("slowly backwards goes frame by frame", async () => {
    await goTo(page, START_MS + 30_000);
    await key("Shift+J");
    await expect(tile(0)).toHaveAttribute("data-pacing", "frames");
    await expect.poll(() => clockMs(page)).toBeLessThan(START_MS + 29_000);
    await key("k");
    const stoppedMs = await stoppedClockMs(page);
    await expectNumber(page, 0, Math.floor(((stoppedMs - START_MS) * GATE_FPS) / 1000));
  });

  await test.step("scrubbing shows a picture at every move, and the exact frame when the hand rests", async () => {
    await page.getByTestId("tile-0").click({ position: { x: 12, y: 60 } });
    await key("f");
    await drawn(page);
    const canvas = page.getByTestId("timeline-canvas");
    const box = (await canvas.boundingBox())!;
    const [fromMs, toMs] = [Number(await canvas.getAttribute("data-from-ms")), Number(await canvas.getAttribute("data-to-ms"))];
    const xOf = (ms: number): number => box.x + ((ms - fromMs) / (toMs - fromMs)) * box.width;
    await page.mouse.move(xOf(START_MS + 5_000), box.y + 6);
    await page.mouse.down();
    for (const second of [15, 27, 39, 52, 64]) {
      await page.mouse.move(xOf(START_MS + second * 1_000 + 500), box.y + 6);
      // The keyframe before, the frame itself, or one of between; not what stood there before.
      await expect.poll(() => tileNumber(page, 0, "data-media-ms").then((ms) => Math.abs(ms - second * 1_000 + 750)), { message: `a picture near ${second} s` }).toBeLessThan(1_750);
    }
    const restedMs = await stoppedClockMs(page);
    await page.mouse.up();
    await expectNumber(page, 0, Math.floor(((restedMs - START_MS) * GATE_FPS) / 1000));
  });

  await test.step("what is empty is skipped where that is wanted, and said", async () => {
    await showOnTiles(page, [SHED]);
    await key("e");
    await expect(page.getByTestId("skip-empty")).toHaveAttribute("aria-pressed", "true");
    await goTo(page, START_MS + 19_500);
    await key("Space");
    await expect.poll(() => clockMs(page)).toBeGreaterThan(START_MS + SHED_AGAIN_MS);
    await key("k");
    await expect(page.getByTestId("skip-note")).toContainText(/skipped (29|30) s/);
    expect(await stoppedClockMs(page)).toBeLessThan(START_MS + SHED_AGAIN_MS + 5_000);
    await key("e");
  });

  await test.step("without footage the tile says why, and the others go on", async () => {
    await key("2");
    await goTo(page, START_MS + 30_000);
    await showOnTilesAsTheyAre([GATE, SHED]);
    await expect(tile(1)).toHaveAttribute("data-state", "gap");
    await expectNumber(page, 0, 30 * GATE_FPS);
  });

  await test.step("a pin on a copy cites the original's frame", async () => {
    const filed = await ask(page, "cases.create", { number: "W-1", title: "wall" });
    const pin = await ask(page, "pins.add", { caseId: filed.caseId, cameraId: QUAY, startMs: (START_MS + 10_000) as never, endMs: (START_MS + 12_000) as never, title: "by the quay" });
    const original = (await ask(page, "files.list", { cameraId: QUAY }))[0]!;
    expect(pin.sources).toMatchObject([{ fileId: original.fileId, path: original.path, mediaStartMs: 10_000 }]);
    const [numerator, denominator] = pin.sources[0]!.timeBase!.split("/").map(Number);
    expect(Math.round((pin.sources[0]!.startPts! * numerator! * QUAY_FPS) / denominator!)).toBe(10 * QUAY_FPS);
  });

  await test.step("how much room copies may take is set in the library's menu", async () => {
    const before = await ask(page, "proxies.read", {});
    expect(before.count).toBeGreaterThanOrEqual(2);
    await page.getByTestId("library-menu").click();
    await page.getByRole("menuitem", { name: "Room for playable copies" }).click();
    await expect(page.getByTestId("copies-used")).toContainText(`in ${before.count} copies`);
    await page.getByTestId("copies-limit").fill("much");
    await expect(page.getByTestId("copies-save")).toBeDisabled();
    await page.getByTestId("copies-limit").fill("0.5");
    await page.getByTestId("copies-save").click();
    await expect(page.getByTestId("copies-dialog")).toBeHidden();
    expect((await ask(page, "proxies.read", {})).limitBytes).toBe(500_000_000);
  });

  async function activate(index: number): Promise<void> {
    await tile(index).click({ position: { x: 12, y: 60 } });
  }

  /** Steps from the first number to each of the next, and checks the picture, the clock and the other tiles. */
  async function stepThrough(index: number, numbers: readonly number[], frameMs: (n: number) => number): Promise<void> {
    await goTo(page, START_MS + 10_000);
    await activate(index);
    await expectNumber(page, index, numbers[0]!);
    for (const [i, frameNo] of numbers.slice(1).entries()) {
      await key(frameNo > numbers[i]! ? "ArrowRight" : "ArrowLeft");
      await expectNumber(page, index, frameNo);
      await expect.poll(() => clockMs(page), { message: `the clock at frame ${frameNo}` }).toBe(START_MS + Math.ceil(frameMs(frameNo) - 0.02));
    }
    const gateMs = (await clockMs(page)) - START_MS;
    await expectNumber(page, 0, Math.floor((gateMs * GATE_FPS) / 1000 + 0.01));
  }

  async function watchPictures(rate: number): Promise<{ readonly mediaMs: number; readonly offsetMs: number }[]> {
    await key("j");
    for (let speed = -1; speed > rate; speed *= 2) await key("j");
    await expect(tile(0)).toHaveAttribute("data-pacing", "keys");
    const seen = await picturesUntil(page, 0, (await clockMs(page)) - 40_000);
    await key("k");
    return seen;
  }

  async function showOnTilesAsTheyAre(cameraIds: readonly string[]): Promise<void> {
    const taken = page.getByTestId("wall").getByRole("button", { name: /^Take .* off this tile/ });
    while (await taken.count() > 0) await taken.first().click();
    for (const [index, cameraId] of cameraIds.entries()) {
      await activate(index);
      await page.getByTestId(`camera-row-${cameraId}`).click();
    }
    expect(await numberOnTile(page, 0)).not.toBeNull();
  }
});
