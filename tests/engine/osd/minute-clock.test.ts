// Clocks that show no seconds, that stand still, that are set in mid-clip or may mean either: what is answered is no surer
// than what was seen. How often they are read is measured by tests/bench/osd.bench.ts.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stampFromText } from "../../../engine/osd/clock-text.ts";
import { clockFormats, type ClockClip } from "../../support/clock-footage.ts";
import { makeLibrary, type MadeLibrary } from "../../support/made-library.ts";
import { readClockOf } from "../../support/picture-clock-library.ts";

/** The clock's first instant: 2021-11-12 13:59:27.4, and what it is as Beijing time. */
const SHOWN_MS = Date.UTC(2021, 10, 12, 13, 59, 27, 400);
const BEIJING_MS = 8 * 3_600_000;
const CLIP: ClockClip = {
  widthPx: 640, heightPx: 360, family: "DejaVu Sans Mono", style: "outlined", colour: "white", scene: "mixed", corner: "top-left",
  format: clockFormats.minutes, firstMs: SHOWN_MS, seconds: 75, framesPerSecond: 5, seed: 31,
};

let library: MadeLibrary;
beforeAll(async () => {
  library = await makeLibrary();
});
afterAll(() => library.remove());

describe("a clock without seconds", () => {
  it("is read to the second by the frame at which its minute changes", { timeout: 120_000 }, async () => {
    const [found] = await readClockOf(library, "changing", CLIP, "20211112_135747.mp4");
    expect(found).toMatchObject({ state: "proposed", reason: null, precision: "minute-change", isDayOfFile: false });
    expect(Math.abs(found!.cameraMs! - (SHOWN_MS - BEIJING_MS + found!.mediaMs))).toBeLessThan(400);
    expect(found!.uncertaintyMs).toBeGreaterThanOrEqual(289);
    expect(found!.uncertaintyMs).toBeLessThan(400);
  });

  it("that is not seen to change may mean any second of its minute", { timeout: 120_000 }, async () => {
    const [found] = await readClockOf(library, "minute", { ...CLIP, seconds: 20 }, "20211112_133747.mp4");
    expect(found).toMatchObject({ state: "proposed", precision: "minute" });
    // Whatever the second was, it lies within two deviations.
    expect(found!.uncertaintyMs).toBeGreaterThan(15_000);
    expect(Math.abs(found!.cameraMs! - (SHOWN_MS - BEIJING_MS + found!.mediaMs))).toBeLessThan(2 * found!.uncertaintyMs!);
  });

  it("that does not change within more than a minute stands still, and is not taken for the time", { timeout: 120_000 }, async () => {
    const [found] = await readClockOf(library, "still", { ...CLIP, isFrozen: true }, "20211112_135747.mp4");
    expect(found).toMatchObject({ state: "unsure", reason: "stands-still", cameraMs: null, uncertaintyMs: null, precision: null });
  });
});

describe("a clock with seconds", () => {
  const running: ClockClip = { ...CLIP, format: clockFormats.iso, seconds: 26, framesPerSecond: 10 };

  it("that jumps while it is looked at is said to, and neither time is proposed", { timeout: 120_000 }, async () => {
    const [found] = await readClockOf(library, "jumping", { ...running, jump: { atMs: 11_000, byMs: 3_600_000 } }, "20211112_135747.mp4");
    expect(found).toMatchObject({ state: "unsure", reason: "jumps", cameraMs: null, clocks: [] });
  });

  it("whose day may be its month is told with both, where the file is near neither", { timeout: 120_000 }, async () => {
    const [found] = await readClockOf(library, "either", { ...running, format: clockFormats.dayFirst }, "20210801_135747.mp4");
    expect(found).toMatchObject({ state: "unsure", reason: "ambiguous", cameraMs: null });
    expect(found!.clocks.map(({ cameraMs }) => new Date(cameraMs + BEIJING_MS).toISOString().slice(0, 10)).sort()).toEqual(["2021-11-12", "2021-12-11"]);
  });

  it("whose date stands in another corner is on that day, not on the file's", { timeout: 120_000 }, async () => {
    const apart: ClockClip = { ...running, format: clockFormats.timeOnly, other: { corner: "bottom-right", format: clockFormats.dateOnly, firstMs: SHOWN_MS } };
    const [found] = await readClockOf(library, "apart", apart, "20211114_135747.mp4");
    expect(found).toMatchObject({ state: "proposed", isDayOfFile: false });
    expect(Math.abs(found!.cameraMs! - (SHOWN_MS - BEIJING_MS + found!.mediaMs))).toBeLessThan(600);
  });
});

describe("a line that stands still", () => {
  it("is a date and a time to the minute, with what may be a word for half of the day beside it", () => {
    expect(stampFromText("03/01/2024 8:15 AM")).toEqual({ date: ["03", "01", "2024"], time: { hour: 8, minute: 15, second: null, half: "am", isHalfDay: false } });
    expect(stampFromText("2024-3-1 08:15")).toEqual({ date: ["2024", "03", "01"], time: { hour: 8, minute: 15, second: null, half: null, isHalfDay: false } });
    expect(stampFromText("2024-03-01 74 08:15")!.time).toMatchObject({ isHalfDay: true });
    expect(stampFromText("2024-03-01 08:15:22")!.time).toMatchObject({ second: 22 });
    expect(stampFromText("2024-03-01")).toEqual({ date: ["2024", "03", "01"], time: null });
    expect(stampFromText("CAM 01 12")).toBeNull();
    expect(stampFromText("08:15 17:30")).toBeNull();
  });
});
