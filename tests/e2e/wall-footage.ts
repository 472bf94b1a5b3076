// Footage for the stories of the wall: every frame shows its own number, so that a picture on the screen says which frame it
// is. Main and sub stream of one camera, varying frame rate and a gap, HEVC, and a programme stream.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { folderWith, H264, HEVC, HEIGHT_PX, makeClip, readFrameNumbers, WIDTH_PX } from "../support/numbered-footage.ts";
import { ask, jobsDone } from "./window-parts.ts";

/** 2021-11-12 14:00:00 +08:00: first frame of every camera's first file. */
export const START_MS = Date.UTC(2021, 10, 12, 6);
export const GATE = "gate";
export const SHED = "shed";
export const QUAY = "quay";
export const ROAD = "road";

/** A keyframe every two seconds and three B-frames between others, as main streams have. */
const MAIN = ["-s", `${WIDTH_PX * 4}x${HEIGHT_PX * 4}`, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "3", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-crf", "23", "-pix_fmt", "yuv420p"];
const LONG_GROUPS = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "100", "-sc_threshold", "0", "-crf", "18", "-pix_fmt", "yuv420p"];

export const GATE_FPS = 25;
export const GATE_SECONDS = 80;
export const QUAY_FPS = 15;
export const ROAD_FPS = 10;

/** Every third frame of the shed is missing one behind it: steps of 100, 100 and 200 ms. */
const SHED_SETPTS = "N+floor(N/3)";
export const shedFrameMs = (frameNo: number): number => (frameNo + Math.floor(frameNo / 3)) * 100;
/** The shed's second file begins so long after its first, which ends after 20 s. */
export const SHED_AGAIN_MS = 50_000;

export async function makeWallFootage(): Promise<string> {
  const [main, sub, shed, quay, road] = await Promise.all([
    makeClip({ fileName: "main.mp4", frames: GATE_FPS * GATE_SECONDS, framesPerSecond: GATE_FPS, encode: MAIN }),
    makeClip({ fileName: "sub.mp4", frames: 10 * GATE_SECONDS, framesPerSecond: 10, encode: H264 }),
    makeClip({ fileName: "shed.mp4", frames: 150, framesPerSecond: 10, encode: H264, setpts: SHED_SETPTS }),
    makeClip({ fileName: "quay.mp4", frames: QUAY_FPS * 60, framesPerSecond: QUAY_FPS, encode: HEVC }),
    makeClip({ fileName: "road.mpg", frames: ROAD_FPS * 60, framesPerSecond: ROAD_FPS, encode: LONG_GROUPS, mux: ["-f", "mpeg"] }),
  ]);
  return folderWith({
    "gate/ch01_20211112140000.mp4": main, "gate-sub/ch01_20211112140000.mp4": sub,
    "shed/ch02_20211112140000.mp4": shed, "shed/ch02_20211112140050.mp4": shed,
    "quay/ch03_20211112140000.mp4": quay, "road/ch04_20211112140000.mpg": road,
  });
}

const CAMERAS = `id,name,site,match\n${GATE},Gate,Port,**/gate*/**\n${SHED},Shed,Port,**/shed/**\n${QUAY},Quay,Port,**/quay/**\n${ROAD},Road,Town,**/road/**\n`;

/** Indexes the footage in the window's library, without the window's own dialogs. */
export async function indexWallFootage(page: Page, folder: string): Promise<void> {
  await ask(page, "actor.set", { name: "陈海波", unit: null, number: null });
  await ask(page, "cameras.import", { text: CAMERAS, format: "csv" });
  await ask(page, "index.start", { paths: [folder], hash: false });
  await jobsDone(page, 60_000);
}

/** The number that the picture on a tile shows, read off the screen. Null where it shows none. */
export async function numberOnTile(page: Page, index: number): Promise<number | null> {
  const video = page.locator(`[data-testid=tile-${index}] [data-front=true] video`);
  const box = await video.evaluate((element: HTMLVideoElement) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const scale = Math.min(width / element.videoWidth, height / element.videoHeight);
    const [w, h] = [element.videoWidth * scale, element.videoHeight * scale];
    return { x: left + (width - w) / 2, y: top + (height - h) / 2, width: w, height: h };
  });
  if (box.width < 24) return null;
  const folder = await mkdtemp(join(tmpdir(), "quayline-shot-"));
  try {
    const path = join(folder, "shot.png");
    await writeFile(path, await page.screenshot({ clip: box }));
    return (await readFrameNumbers(path))[0] ?? null;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Waits until a tile's picture shows a frame. */
export async function expectNumber(page: Page, index: number, frameNo: number): Promise<void> {
  await expect.poll(() => numberOnTile(page, index), { message: `frame on tile ${index}` }).toBe(frameNo);
}

/** Every picture that a tile shows until the clock, playing backwards, is there: its place in its file and how far it is from the clock. Told by the page, which misses none. */
export async function picturesUntil(page: Page, index: number, clockMs: number): Promise<{ readonly mediaMs: number; readonly offsetMs: number }[]> {
  return page.evaluate(([tileIndex, untilMs]) => new Promise<{ mediaMs: number; offsetMs: number }[]>((resolve) => {
    const tile = document.querySelector<HTMLElement>(`[data-testid=tile-${tileIndex}]`)!;
    const clock = document.querySelector<HTMLElement>("[data-testid=clock-true]")!;
    const seen = new Map<number, number>();
    const look = (): void => {
      const mediaMs = Number(tile.dataset["mediaMs"]);
      if (mediaMs > 0) seen.set(Math.round(mediaMs), Number(tile.dataset["offsetMs"]));
    };
    const watch = new MutationObserver(() => {
      look();
      if (Number(clock.dataset["ms"]) > untilMs) return;
      watch.disconnect();
      resolve([...seen].map(([mediaMs, offsetMs]) => ({ mediaMs, offsetMs })));
    });
    look();
    watch.observe(tile, { attributeFilter: ["data-media-ms", "data-offset-ms"] });
    watch.observe(clock, { attributeFilter: ["data-ms"] });
  }), [index, clockMs] as const);
}

/**
 * Presses K as soon as the clock is past an instant, and answers what the window said right before. In the page: at thirty-two times the
 * speed a busy machine would press it from outside when the footage is over.
 */
export async function stopPast(page: Page, clockMs: number): Promise<{ readonly speed: string; readonly pacing: string | undefined; readonly isPaceSaid: boolean }> {
  return page.evaluate((untilMs) => new Promise<{ speed: string; pacing: string | undefined; isPaceSaid: boolean }>((resolve) => {
    const clock = document.querySelector<HTMLElement>("[data-testid=clock-true]")!;
    const watch = new MutationObserver(() => {
      if (Number(clock.dataset["ms"]) <= untilMs) return;
      watch.disconnect();
      resolve({
        speed: document.querySelector<HTMLSelectElement>("[data-testid=speed]")!.value,
        pacing: document.querySelector<HTMLElement>("[data-testid=tile-0]")!.dataset["pacing"],
        isPaceSaid: document.querySelector("[data-testid=tile-pace]") !== null,
      });
      for (const type of ["keydown", "keyup"]) window.dispatchEvent(new KeyboardEvent(type, { key: "k", bubbles: true, cancelable: true }));
    });
    watch.observe(clock, { attributeFilter: ["data-ms"] });
  }), clockMs);
}

/** The tile's attribute, as a number. */
export async function tileNumber(page: Page, index: number, name: string): Promise<number> {
  return Number(await page.getByTestId(`tile-${index}`).getAttribute(name));
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

