// The report of gaps as a window asks for it: the same rows as columns, each with how sure its ends are, and cancelled on the way.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reportCauses } from "../../../contract/gap-report.ts";
import { asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { addReading, DAY_MS, HOUR_MS, makeLibrary, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;
beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

const hour = { durationMs: HOUR_MS, framesPerSecond: 1 } as const;
const record = (cameraId: string, hours: readonly number[]) =>
  recordFiles(library.store, hours.map((n) => ({ ...hour, name: `${cameraId}-${n}.mp4`, cameraId, startMs: T0 + n * HOUR_MS })));

describe("the report as columns", () => {
  it("holds the rows of the report, in their order", async () => {
    await record("c1", [0, 2]);
    const [fileId] = await record("c2", [0, 1, 2]);
    await library.engine.call("watched.add", { spans: [{ fileId: fileId!, mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(HOUR_MS / 2), speed: 1, isFocused: true }] });
    const question = { fromMs: asTrueMs(T0 - HOUR_MS), toMs: asTrueMs(T0 + 4 * HOUR_MS) };
    const { rows, ...rest } = await library.engine.call("gaps.report", question);
    const { rows: columns, ...restOfColumns } = await library.engine.call("gaps.columns", question);
    const numberOf = (value: number): number | null => (Number.isNaN(value) ? null : value);
    expect(rows.length).toBeGreaterThan(6);
    expect(Array.from(columns.startMs, (startMs, i) => ({
      cameraId: rest.cameras[columns.cameraIndex[i]!]?.cameraId ?? null, site: null, startMs, endMs: columns.endMs[i], cause: reportCauses[columns.cause[i]!],
      overwriteMs: numberOf(columns.overwriteMs[i]!), uncertaintyMs: numberOf(columns.uncertaintyMs[i]!),
    }))).toEqual(rows);
    expect(restOfColumns).toEqual({ ...rest, requests: rest.requests.map((one, i) => ({ ...one, leftMs: restOfColumns.requests[i]!.leftMs })) });
  });

  it("counts as watched what has footage and was on a screen, and the two together make the whole", async () => {
    const [fileId] = await record("c1", [0, 2]);
    await library.engine.call("watched.add", { spans: [{ fileId: fileId!, mediaStartMs: asMediaMs(HOUR_MS / 4), mediaEndMs: asMediaMs(HOUR_MS), speed: 1, isFocused: true }] });
    const { cameras } = await library.engine.call("gaps.columns", {});
    expect(cameras[0]).toMatchObject({ coveredMs: 2 * HOUR_MS, watchedMs: HOUR_MS * 0.75 });
    expect(cameras[0]!.sums.reduce((sum, one) => sum + one.totalMs, 0) + cameras[0]!.watchedMs).toBe(3 * HOUR_MS);
  });

  it("has a place without any camera as one row of no camera", async () => {
    await record("c1", [0]);
    const { rows, cameras } = await library.engine.call("gaps.columns", { site: "西码头", fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + HOUR_MS) });
    expect(cameras).toEqual([]);
    expect([...rows.cameraIndex, reportCauses[rows.cause[0]!]]).toEqual([-1, "no-camera"]);
  });

  it("stops when nobody wants it any more", async () => {
    await record("c1", [0]);
    const abort = new AbortController();
    const asked = library.engine.call("gaps.columns", {}, abort.signal);
    abort.abort();
    await expect(asked).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("how sure a row is", () => {
  const sureness = async (): Promise<(number | null)[]> => (await library.engine.call("gaps.report", { fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + 10 * DAY_MS) })).rows.map((row) => row.uncertaintyMs);

  it("is not known where nobody read the clock", async () => {
    await record("c1", [0, 2]);
    expect(await sureness()).toEqual([null, null, null, null]);
  });

  it("is that of the footage beside it, of the less sure side", async () => {
    await record("c1", [0, 30 * 24]);
    await addReading(library.store, T0, 0);
    const { rows } = await library.engine.call("gaps.report", { fromMs: asTrueMs(T0 + HOUR_MS / 2), toMs: asTrueMs(T0 + 30 * DAY_MS + HOUR_MS) });
    const gap = rows.find((row) => row.cause === "recorder-gap")!;
    const after = rows.at(-1)!;
    expect(gap.uncertaintyMs).toBe(after.uncertaintyMs);
    expect(gap.uncertaintyMs).toBeGreaterThan(rows[0]!.uncertaintyMs!);
  });
});

it("puts what can still be had first, then what nobody knows, then what went, the longest gone last", async () => {
  const nowMs = Date.now();
  const days = (count: number): number => Math.round((nowMs - T0) / DAY_MS) + count;
  await library.engine.call("cameras.import", { text: `id,name,retention_days\nc1,c1,${days(3)}\nc2,c2,${days(2)}\nc3,c3,\nc4,c4,${days(-40)}\nc5,c5,${days(-20)}\n`, format: "csv" });
  const { requests } = await library.engine.call("gaps.columns", { fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + HOUR_MS) });
  expect(requests.map(({ cameraId }) => cameraId)).toEqual(["c2", "c1", "c3", "c5", "c4"]);
});
