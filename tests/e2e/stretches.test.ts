// Twenty minutes that this Electron cannot play: pictures from wherever the play head stands while most of the copy is still to be
// made, over the seams of its parts too, and on when it is whole. Every frame says which one it is.

import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { makeClip } from "../support/numbered-footage.ts";
import { expect, test as base, type RunningApp } from "./launch.ts";
import { pictureTaker } from "./pictures.ts";
import { expectNumber, numberOnTile, START_MS } from "./wall-footage.ts";
import { ask, clockMs, COPYING_MS, goTo, readTiles, showOnTiles, watchPlaying } from "./window-parts.ts";

const FPS = 3;
const MINUTES = 20;
const CAMERA = "pier";
/**
 * Wide, so that encoding it takes its time, but not so high that a small tile would rather have a smaller copy. MPEG-4 is quick to make
 * and no browser plays it.
 */
const LARGE = ["-s", "3072x512", "-c:v", "mpeg4", "-q:v", "6", "-bf", "2", "-g", "24"];
const numberAt = (mediaMs: number): number => Math.floor((mediaMs * FPS) / 1000);

const test = base.extend<{ readonly pier: RunningApp }>({
  pier: async ({ launch, folder }, use) => {
    const clip = await makeClip({ fileName: "long.mp4", frames: MINUTES * 60 * FPS, framesPerSecond: FPS, encode: LARGE });
    const disk = join(folder, "disk", CAMERA);
    await mkdir(disk, { recursive: true });
    await copyFile(clip, join(disk, "ch05_20211112140000.mp4"));
    const app = await launch();
    await ask(app.page, "actor.set", { name: "陈海波", unit: null, number: null });
    await ask(app.page, "cameras.import", { text: `id,name,site,match\n${CAMERA},Pier,Port,**/${CAMERA}/**\n`, format: "csv" });
    await ask(app.page, "index.start", { paths: [disk], hash: false });
    // Not until all is done: the copy is begun as soon as the camera is on a tile.
    await expect.poll(async () => (await ask(app.page, "jobs.list", { kinds: ["index"] })).map(({ state }) => state), { timeout: 60_000 }).toEqual(["done"]);
    await use(app);
  },
});

test("pictures from the middle of a long file while its copy is being made", async ({ pier: { page, electronApp } }, testInfo) => {
  test.setTimeout(COPYING_MS + 180_000);
  const shoot = pictureTaker(electronApp, page, testInfo);
  const key = (name: string): Promise<void> => page.keyboard.press(name);
  const tile = page.getByTestId("tile-0");
  const [file] = await ask(page, "files.list", {});
  const stateOfCopy = async (): Promise<string> => (await ask(page, "files.rows", { fileIds: [file!.fileId] }))[0]!.proxy;

  await test.step("the frame under the play head shows, says that it is a copy and which part of it is there", async () => {
    await key("1");
    await goTo(page, START_MS + 600_000);
    await showOnTiles(page, [CAMERA]);
    await expectNumber(page, 0, numberAt(600_000));
    expect(await stateOfCopy()).toBe("making");
    await expect(page.getByTestId("tile-copy-0")).toContainText(/copy 14:09:59–14:1\d:\d\d/);
  });

  await test.step("another place is made at once when the play head goes there", async () => {
    await goTo(page, START_MS + 120_000);
    await expect(tile).toHaveAttribute("data-state", "footage", { timeout: COPYING_MS });
    await expectNumber(page, 0, numberAt(120_000));
    expect(await stateOfCopy()).toBe("making");
    await shoot("part");
  });

  /** The first part under the play head begins a second before it and lasts six. */
  const seamMs = 125_000;

  await test.step("a frame on and back over a seam is exact", async () => {
    await expect(page.getByTestId("tile-copy-0")).not.toContainText("–14:02:05");
    await goTo(page, START_MS + seamMs - 1_000);
    const at = numberAt(seamMs);
    await expectNumber(page, 0, at - FPS);
    for (const frameNo of [at - 2, at - 1, at, at + 1]) {
      await key("ArrowRight");
      await expectNumber(page, 0, frameNo);
    }
    for (const frameNo of [at, at - 1, at - 2, at - FPS]) {
      await key("ArrowLeft");
      await expectNumber(page, 0, frameNo);
    }
    await expect.poll(() => clockMs(page)).toBe(START_MS + seamMs - 1_000);
  });

  await test.step("playing goes over a seam in step", async () => {
    await goTo(page, START_MS + seamMs - 1_500);
    await expectNumber(page, 0, numberAt(seamMs - 1_500));
    await key("Space");
    const looks = await watchPlaying(page, 3_000);
    await key("Space");
    const shown = looks.map(({ clockMs: atMs, tiles }) => ({ ...tiles[0]!, atMs })).filter(({ state }) => state === "footage");
    expect(shown.some(({ mediaMs }) => mediaMs < seamMs)).toBe(true);
    expect(shown.some(({ mediaMs }) => mediaMs >= seamMs)).toBe(true);
    // Never a frame further from the clock than frames of this file are from each other, and a little.
    expect(Math.max(...shown.map(({ trueMs, atMs }) => Math.abs(trueMs - atMs)))).toBeLessThan(1_000);
    // The picture that waited behind is judged by when it came in front.
    expect(Math.max(...shown.map(({ offsetMs }) => Math.abs(offsetMs)))).toBeLessThan(1_000);
  });

  await test.step("playing goes back over a seam without a look at nothing", async () => {
    await goTo(page, START_MS + seamMs + 2_500);
    await expectNumber(page, 0, numberAt(seamMs + 2_500));
    await key("j");
    const looks = await watchPlaying(page, 4_500);
    await key("k");
    const tiles = looks.map(({ tiles: [first], clockMs: atMs }) => ({ ...first!, atMs }));
    // The first picture has to be looked up.
    expect(tiles.slice(tiles.findIndex(({ atMs }) => atMs < START_MS + seamMs + 2_000)).filter(({ state }) => state !== "footage")).toEqual([]);
    expect(tiles.some(({ mediaMs }) => mediaMs >= seamMs)).toBe(true);
    expect(tiles.some(({ mediaMs }) => mediaMs < seamMs)).toBe(true);
    expect(Math.max(...tiles.filter(({ trueMs }) => !Number.isNaN(trueMs)).map(({ trueMs, atMs }) => Math.abs(trueMs - atMs)))).toBeLessThan(1_500);
  });

  await test.step("a pin cites the original's frame", async () => {
    const filed = await ask(page, "cases.create", { number: "S-1", title: "pier" });
    const pin = await ask(page, "pins.add", { caseId: filed.caseId, cameraId: CAMERA, startMs: (START_MS + 120_000) as never, endMs: (START_MS + 122_000) as never, title: "by the pier" });
    expect(pin.sources).toMatchObject([{ fileId: file!.fileId, path: file!.path, mediaStartMs: 120_000 }]);
  });

  await test.step("once it is whole the tile goes on with it, and says nothing of parts any more", async () => {
    await expect.poll(stateOfCopy, { timeout: COPYING_MS }).toBe("ready");
    await expect(page.getByTestId("tile-part-0")).toHaveCount(0);
    await expect(page.getByTestId("tile-copy-0")).toBeVisible();
    await goTo(page, START_MS + 900_000);
    await expectNumber(page, 0, numberAt(900_000));
    expect((await readTiles(page)).map(({ state }) => state)).toEqual(["footage"]);
    expect(await numberOnTile(page, 0)).toBe(numberAt(900_000));
    expect((await ask(page, "proxies.read", {})).count).toBe(1);
  });
});
