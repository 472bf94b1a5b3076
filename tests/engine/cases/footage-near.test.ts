// What is read once around many intervals and cut to each says the same as asking the library for each by itself: coverage,
// gaps with their causes, and what was watched, on a camera whose footage has holes, claims and a clock that was set wrong.

import { afterAll, beforeAll, expect, it } from "vitest";
import { asTrueMs, intersectRanges, mergeRanges, type Range, type TrueMs } from "../../../contract/time.ts";
import { FootageNear } from "../../../engine/cases/footage-near.ts";
import { watchedStretches } from "../../../engine/cases/watched-footage.ts";
import type { ReadDb } from "../../../engine/store/connection.ts";
import { listCoverage } from "../../../engine/store/recordings.ts";
import { listGaps } from "../../../engine/timeline/gaps.ts";
import { ACTOR, addReading, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeFile, type MadeLibrary } from "../../support/made-library.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

let library: MadeLibrary;

const clip = (fromMin: number, toMin: number, more: Partial<MadeFile> = {}): MadeFile =>
  ({ name: `${fromMin}-${toMin}.mp4`, startMs: T0 + fromMin * MINUTE_MS, durationMs: (toMin - fromMin) * MINUTE_MS, framesPerSecond: 1, ...more });

beforeAll(async () => {
  library = await makeLibrary();
  const [first, second] = await recordFiles(library.store, [
    clip(20, 60, { pieces: [[0, 10 * MINUTE_MS], [15 * MINUTE_MS, 40 * MINUTE_MS]] }), clip(90, 130), clip(300, 330),
    { name: "failed.mp4", state: "failed", claim: [T0 + 140 * MINUTE_MS, T0 + 170 * MINUTE_MS] },
    { name: "found.mp4", state: "found", claim: [T0 + 160 * MINUTE_MS, T0 + 180 * MINUTE_MS] },
    clip(0, 400, { cameraId: "c2", name: "c2.mp4" }),
  ]);
  await addReading(library.store, T0, 90_000);
  const watched = (fileId: number, fromMin: number, toMin: number, name: string) => library.store.write("watched.add", {
    watcher: { name, unit: null, number: null }, caseId: null,
    stretches: [{ fileId, mediaStartMs: fromMin * MINUTE_MS, mediaEndMs: toMin * MINUTE_MS, speed: 1, isFocused: true }],
  }, ACTOR);
  await watched(first!, 2, 30, "王");
  await watched(first!, 20, 25, "李");
  await watched(second!, 0, 1, "王");
});
afterAll(() => library.remove());

const anyRange = (within: ReturnType<typeof seededIntegers>): Range<TrueMs> => {
  const startMs = T0 + within(-30, 420) * MINUTE_MS + within(-3, 3);
  return { startMs: asTrueMs(startMs), endMs: asTrueMs(startMs + within(1, 90 * MINUTE_MS)) };
};
const coveredParts = (db: ReadDb, cameraId: string, range: Range<TrueMs>): Range<TrueMs>[] =>
  mergeRanges(listCoverage(db, cameraId, range.startMs, range.endMs).map((row) => intersectRanges<TrueMs>(row, range)).filter((part) => part !== null));
const sortedParts = <S extends Range<TrueMs>>(parts: readonly S[]): S[] => [...parts].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);

it("says of every interval, and of every part of one, what the library says of it", () => {
  const { db } = library.store;
  let gapCount = 0;
  let watchedCount = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const within = seededIntegers(seed);
    const intervals = Array.from({ length: within(1, 6) }, () => anyRange(within));
    const footage = new FootageNear(db, intervals);
    const parts = intervals.map((interval) => intersectRanges(interval, anyRange(within))).filter((part) => part !== null);
    for (const range of [...intervals, ...parts, anyRange(within)]) {
      for (const cameraId of ["c1", "c2"]) {
        expect(footage.covered(cameraId, range), `seed ${seed}`).toEqual(coveredParts(db, cameraId, range));
        const gaps = listGaps(db, cameraId, range);
        expect(footage.gaps(cameraId, range), `seed ${seed}`).toEqual(gaps);
        const watched = watchedStretches(db, cameraId, range);
        expect(sortedParts(footage.watched(cameraId, range)), `seed ${seed}`).toEqual(sortedParts(watched));
        gapCount += gaps.length;
        watchedCount += watched.length;
      }
    }
  }
  expect(gapCount).toBeGreaterThan(500);
  expect(watchedCount).toBeGreaterThan(200);
});
