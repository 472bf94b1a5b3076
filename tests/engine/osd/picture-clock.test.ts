// Clocks burnt into the picture, read from generated clips whose clock is known; through the engine's door where it is
// about what is answered. How often it is right over many fonts and looks is measured by tests/bench/osd.bench.ts.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PictureClockResult, PictureRegion } from "../../../contract/picture-clock.ts";
import { clockFromText, instantsOf } from "../../../engine/osd/clock-text.ts";
import { grayPicture } from "../../../engine/osd/gray-picture.ts";
import { readVotes } from "../../../engine/osd/text-votes.ts";
import { clockFormats, type ClockClip } from "../../support/clock-footage.ts";
import { makeLibrary, type MadeLibrary } from "../../support/made-library.ts";
import { readClockOf } from "../../support/picture-clock-library.ts";

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

const read = (cameraId: string, clip: ClockClip, name: string, regions?: readonly (PictureRegion | null)[]): Promise<readonly PictureClockResult[]> => readClockOf(library, cameraId, clip, name, regions);

describe("the clock in the picture", () => {
  it("that shows another time than the file's name is proposed, and nothing is changed by it", { timeout: 120_000 }, async () => {
    const [found] = await read("fast", CLIP, "20211112_135747.mp4");
    expect(found).toMatchObject({ state: "proposed", reason: null });
    // Media time 0 of the clip is the first frame; the middle is what was asked about.
    expect(Math.abs(found!.cameraMs! - (SHOWN_MS - BEIJING_MS + found!.mediaMs))).toBeLessThan(600);
    expect(Math.abs(found!.differenceMs! - 120_400)).toBeLessThan(600);
    expect(found!.uncertaintyMs).toBeGreaterThan(250);
    expect((await library.engine.call("clock.read", { cameraId: "fast" })).epochs).toEqual([]);
  });

  it("with a Chinese day name, black on light, in pixels that are no squares, that shows what the name says agrees with it", { timeout: 120_000 }, async () => {
    const [found] = await read("same", { ...CLIP, family: "DejaVu Sans", style: "plain", colour: "black", scene: "light", corner: "bottom-right", format: clockFormats.week, codedWidthPx: 480, seed: 5 }, "20211112_135947.mp4");
    expect(found!.state).toBe("agrees");
    expect(found!.region!.y).toBeGreaterThan(0.7);
    expect(found!.region!.x).toBeGreaterThan(0.4);
  });

  it("that is too small to read is not guessed at", { timeout: 120_000 }, async () => {
    const [found] = await read("small", { ...CLIP, share: 0.018, seed: 6 }, "20211112_135947.mp4");
    expect(["none", "unsure"]).toContain(found!.state);
    expect(found).toMatchObject({ cameraMs: null, differenceMs: null, uncertaintyMs: null });
  });

  it("beside another that disagrees is not chosen by us, and is read where a person shows it", { timeout: 120_000 }, async () => {
    const clip: ClockClip = { ...CLIP, seed: 9, other: { corner: "bottom-right", format: clockFormats.slash, firstMs: SHOWN_MS + 75_000 } };
    const [both, lower] = await read("two", clip, "20211112_135947.mp4", [null, { x: 0.5, y: 0.8, w: 0.5, h: 0.2 }]);
    expect(both).toMatchObject({ state: "unsure", reason: "two-clocks", cameraMs: null, differenceMs: null, region: null });
    expect(both!.clocks.map((clock) => Math.round(clock.differenceMs / 5_000) * 5).sort((a, b) => a - b)).toEqual([0, 75]);
    expect(lower!.state).toBe("proposed");
    expect(Math.abs(lower!.differenceMs! - 75_400)).toBeLessThan(600);
  });

  it("is said to be missing where there is none", { timeout: 120_000 }, async () => {
    const [found] = await read("none", { ...CLIP, format: () => "", seed: 7 }, "20211112_135947.mp4");
    expect(found).toMatchObject({ state: "none", reason: "no-clock", cameraMs: null, region: null });
  });
});

describe("digits of a clock", () => {
  it("without an order of day and month mean both, and none where they are no date", () => {
    const clock = clockFromText("03-04-2021 14:05:06")!;
    expect(instantsOf(clock, "UTC", null)).toEqual([Date.UTC(2021, 2, 4, 14, 5, 6), Date.UTC(2021, 3, 3, 14, 5, 6)]);
    expect(instantsOf(clockFromText("2021-13-04 14:05:06")!, "UTC", null)).toEqual([]);
    expect(clockFromText("2021-11-12 14:05")).toBeNull();
  });

  it("read without a word for half of the day count only where the file says much the same", async () => {
    const reader = { read: () => Promise.resolve("2021-11-12 05:30:38"), close: () => Promise.resolve() };
    const lines = [{ picture: grayPicture(60, 20), atMs: 0 }];
    const options = { letterHeightPx: 14, timezone: "UTC", isHalfDay: null, signal: new AbortController().signal };
    const writtenMs = Date.UTC(2021, 10, 12, 5, 30, 38);
    expect(await readVotes(reader, lines, { ...options, nearMs: writtenMs + 60_000 })).toMatchObject({ startMs: writtenMs });
    expect(await readVotes(reader, lines, { ...options, nearMs: writtenMs + 12 * 3_600_000 })).toMatchObject({ startMs: null, votes: 0, clockLike: 6 });
  });

  it("that are an hour on in the last picture are those of a clock that was set", async () => {
    const lines = [0, 20_000].map((atMs) => ({ picture: grayPicture(60, 20), atMs }));
    const options = { letterHeightPx: 14, timezone: "UTC", nearMs: null, isHalfDay: false, signal: new AbortController().signal };
    /** What is read of the first picture, in each of its six preparations, and then of the last. */
    const votesOf = (...texts: readonly [first: string, last: string]): ReturnType<typeof readVotes> => {
      let reads = 0;
      return readVotes({ read: () => Promise.resolve(texts[reads++ < 6 ? 0 : 1]), close: () => Promise.resolve() }, lines, options);
    };
    expect(await votesOf("2021-11-12 05:30:38", "2021-11-12 06:30:58")).toMatchObject({ votes: 6, against: 6, hasJump: true });
    expect(await votesOf("2021-11-12 05:30:38", "2021-11-12 05:30:58")).toMatchObject({ votes: 12, against: 0, hasJump: false });
  });

  it("without a date mean the day that is nearest to the file's", () => {
    expect(instantsOf(clockFromText("00:00:10")!, "UTC", Date.UTC(2021, 10, 12, 23, 59))).toEqual([Date.UTC(2021, 10, 13, 0, 0, 10)]);
  });
});
