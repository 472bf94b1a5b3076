// What was not recorded and why, on a real store: each cause, next to each other, on a clock that is wrong, and cut to the pixel.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import type { GapCause } from "../../../contract/model.ts";
import { gapCauses } from "../../../contract/model.ts";
import { addReading, HOUR_MS, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeFile, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;

beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

/** Minutes after T0, so that a table reads like a timeline. */
const min = (minutes: number): number => T0 + minutes * MINUTE_MS;
type Told = readonly [fromMin: number, toMin: number, cause: GapCause];

async function gaps(fromMin: number, toMin: number, cameraId = "c1"): Promise<Told[]> {
  const found = await library.engine.call("gaps.list", { cameraIds: [cameraId], fromMs: asTrueMs(min(fromMin)), toMs: asTrueMs(min(toMin)) });
  return found.map((gap) => [(gap.startMs - T0) / MINUTE_MS, (gap.endMs - T0) / MINUTE_MS, gap.cause]);
}

const clip = (fromMin: number, toMin: number, more: Partial<MadeFile> = {}): MadeFile =>
  ({ name: `${fromMin}-${toMin}.mp4`, startMs: min(fromMin), durationMs: (toMin - fromMin) * MINUTE_MS, framesPerSecond: 1, ...more });
const claimed = (state: "found" | "failed", fromMin: number, toMin: number): MadeFile =>
  ({ name: `${state} ${fromMin}.mp4`, state, claim: [min(fromMin), min(toMin)] });
const timeless: MadeFile = { name: "IMG_1.mp4", startMs: null, durationMs: MINUTE_MS };

const TABLE: readonly { readonly says: string; readonly files: readonly MadeFile[]; readonly told: readonly Told[] }[] = [
  { says: "nothing held at all", files: [], told: [[0, 60, "no-footage"]] },
  { says: "footage from edge to edge", files: [clip(0, 60)], told: [] },
  { says: "footage that goes beyond what is asked", files: [clip(-10, 70)], told: [] },
  { says: "before and after what is held", files: [clip(20, 40)], told: [[0, 20, "no-footage"], [40, 60, "no-footage"]] },
  { says: "footage on both sides and none between", files: [clip(0, 20), clip(30, 60)], told: [[20, 30, "recorder-gap"]] },
  { says: "a hole inside one file", files: [clip(0, 60, { pieces: [[0, 10 * MINUTE_MS], [15 * MINUTE_MS, HOUR_MS]] })], told: [[10, 15, "recorder-gap"]] },
  { says: "a file between that cannot be read", files: [clip(0, 20), clip(40, 60), claimed("failed", 25, 35)], told: [[20, 25, "recorder-gap"], [25, 35, "damaged"], [35, 40, "recorder-gap"]] },
  { says: "a file that nobody has read yet", files: [clip(0, 20), claimed("found", 20, 45)], told: [[20, 45, "unindexed"], [45, 60, "no-footage"]] },
  { says: "one file not read and one unreadable over the same minutes: there is still hope", files: [claimed("found", 10, 30), claimed("failed", 20, 40)], told: [[0, 10, "no-footage"], [10, 30, "unindexed"], [30, 40, "damaged"], [40, 60, "no-footage"]] },
  { says: "an unreadable file over minutes that another file covers", files: [clip(0, 60), claimed("failed", 20, 40)], told: [] },
  { says: "a claim that runs beyond what is asked", files: [claimed("failed", -30, 90)], told: [[0, 60, "damaged"]] },
  { says: "an unreadable file whose name claims nothing", files: [clip(0, 20), { name: "x.mp4", state: "failed" }], told: [[20, 60, "no-footage"]] },
  { says: "footage without a place on the clock, which might belong here", files: [clip(20, 40), timeless], told: [[0, 20, "time-unknown"], [40, 60, "time-unknown"]] },
  { says: "nothing but footage without a place", files: [timeless], told: [[0, 60, "time-unknown"]] },
  { says: "files that follow each other within a second and a half", files: [clip(0, 20), { ...clip(20, 60), startMs: min(20) + 1_500 }], told: [] },
  { says: "files of another camera", files: [clip(0, 60, { cameraId: "c2" })], told: [[0, 60, "no-footage"]] },
];

describe("gaps", () => {
  it.each(TABLE)("tell $says", async ({ files, told }) => {
    await recordFiles(library.store, [{ name: "empty.mp4", state: "failed" }, ...files]);
    expect(await gaps(0, 60)).toEqual(told);
  });

  it("have every cause of the contract in this table", () => {
    expect(new Set(TABLE.flatMap(({ told }) => told.map(([, , cause]) => cause)))).toEqual(new Set(gapCauses));
  });

  it("begin where two files are more than a second and a half apart", async () => {
    await recordFiles(library.store, [clip(0, 20), { ...clip(20, 60), startMs: min(20) + 1_501 }]);
    expect(await gaps(0, 60)).toEqual([[20, 20 + 1_501 / MINUTE_MS, "recorder-gap"]]);
  });

  it("move with the clock, and claims of unreadable files with them", async () => {
    await recordFiles(library.store, [clip(10, 20), claimed("failed", 20, 30), clip(30, 50)]);
    await addReading(library.store, min(10), 10 * MINUTE_MS);
    expect(await gaps(0, 60)).toEqual([[10, 20, "damaged"], [40, 60, "no-footage"]]);
  });

  it("leave nothing out and count nothing twice: with the coverage they are the stretch that was asked for", async () => {
    await recordFiles(library.store, [clip(5, 20), clip(18, 30), clip(33, 50), claimed("failed", 28, 32), claimed("found", 31, 36), claimed("found", 55, 58), timeless]);
    const range = { fromMs: asTrueMs(min(0)), toMs: asTrueMs(min(60)) };
    const { lanes } = await library.engine.call("timeline.read", { cameraIds: ["c1"], ...range, msPerPixel: 1 });
    const { coverage } = lanes[0]!;
    const pieces = [...await gaps(0, 60), ...[...coverage.startMs].map((startMs, i): Told => [(startMs - T0) / MINUTE_MS, (coverage.endMs[i]! - T0) / MINUTE_MS, "no-footage"])]
      .sort((a, b) => a[0] - b[0]);
    expect(pieces[0]![0]).toBe(0);
    expect(pieces.at(-1)![1]).toBe(60);
    for (const [i, piece] of pieces.slice(1).entries()) expect(piece[0]).toBe(pieces[i]![1]);
  });
});
