// Clocks burnt into the picture, read from generated clips whose clock is known; through the engine's door where it is
// about what is answered. How often it is right over many fonts and looks is measured by tests/bench/osd.bench.ts.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pictureClockResult, type PictureClockResult } from "../../../contract/picture-clock.ts";
import { clockFromText, instantsOf } from "../../../engine/osd/clock-text.ts";
import { clockFormats, makeClockClip, type ClockClip } from "../../support/clock-footage.ts";
import { makeLibrary, type MadeLibrary } from "../../support/made-library.ts";

/** The clock's first second, as Beijing time: 2021-11-12 13:59:47.4. */
const SHOWN_MS = Date.UTC(2021, 10, 12, 13, 59, 47, 400);
const BEIJING_MS = 8 * 3_600_000;
const CLIP: ClockClip = {
  widthPx: 640, heightPx: 360, family: "DejaVu Sans Mono", style: "outlined", colour: "white", scene: "mixed", corner: "top-left",
  format: clockFormats.iso, firstMs: SHOWN_MS, seconds: 26, framesPerSecond: 10, seed: 11,
};

let library: MadeLibrary;
beforeAll(async () => {
  library = await makeLibrary();
});
afterAll(() => library.remove());

/** Indexes a clip under a name that says `namedMs` (Beijing time) and has its clock read. */
async function read(cameraId: string, clip: ClockClip, name: string): Promise<PictureClockResult> {
  const folder = join(library.folder, "footage", cameraId);
  await mkdir(folder, { recursive: true });
  await makeClockClip(join(folder, name), clip);
  const index = await library.engine.call("index.start", { paths: [folder], cameraId, hash: false });
  await library.engine.waitForJob(index.jobId);
  const { jobId } = await library.engine.call("osd.start", { cameraId });
  const job = await library.engine.waitForJob(jobId);
  expect(job.state).toBe("done");
  await rm(folder, { recursive: true });
  return pictureClockResult.parse(job.result);
}

describe("the clock in the picture", () => {
  it("that shows another time than the file's name is proposed, and nothing is changed by it", { timeout: 120_000 }, async () => {
    const found = await read("fast", CLIP, "20211112_135747.mp4");
    expect(found).toMatchObject({ state: "proposed", reason: null });
    // Media time 0 of the clip is the first frame; the middle is what was asked about.
    expect(Math.abs(found.cameraMs! - (SHOWN_MS - BEIJING_MS + found.mediaMs))).toBeLessThan(600);
    expect(Math.abs(found.differenceMs! - 120_400)).toBeLessThan(600);
    expect(found.uncertaintyMs).toBeGreaterThan(250);
    expect((await library.engine.call("clock.read", { cameraId: "fast" })).epochs).toEqual([]);
  });

  it("with a Chinese day name, black on light, that shows what the name says agrees with it", { timeout: 120_000 }, async () => {
    const found = await read("same", { ...CLIP, family: "DejaVu Sans", style: "plain", colour: "black", scene: "light", corner: "bottom-right", format: clockFormats.week, seed: 5 }, "20211112_135947.mp4");
    expect(found.state).toBe("agrees");
    expect(found.region!.y).toBeGreaterThan(0.7);
  });

  it("that is too small to read is not guessed at", { timeout: 120_000 }, async () => {
    const found = await read("small", { ...CLIP, share: 0.018, seed: 6 }, "20211112_135947.mp4");
    expect(["none", "unsure"]).toContain(found.state);
    expect(found).toMatchObject({ cameraMs: null, differenceMs: null, uncertaintyMs: null });
  });

  it("is said to be missing where there is none", { timeout: 120_000 }, async () => {
    expect(await read("none", { ...CLIP, format: () => "", seed: 7 }, "20211112_135947.mp4")).toMatchObject({ state: "none", reason: "no-clock", cameraMs: null, region: null });
  });
});

describe("digits of a clock", () => {
  it("without an order of day and month mean both, and none where they are no date", () => {
    const clock = clockFromText("03-04-2021 14:05:06")!;
    expect(instantsOf(clock, "UTC", null)).toEqual([Date.UTC(2021, 2, 4, 14, 5, 6), Date.UTC(2021, 3, 3, 14, 5, 6)]);
    expect(instantsOf(clockFromText("2021-13-04 14:05:06")!, "UTC", null)).toEqual([]);
    expect(clockFromText("2021-11-12 14:05")).toBeNull();
  });

  it("without a date mean the day that is nearest to the file's", () => {
    expect(instantsOf(clockFromText("00:00:10")!, "UTC", Date.UTC(2021, 10, 12, 23, 59))).toEqual([Date.UTC(2021, 10, 13, 0, 0, 10)]);
  });
});
