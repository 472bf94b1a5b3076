// The worked table of docs/continuity.md, entered as it stands there into a library with the sample case's cameras, clocks and
// pins, answers what stands below it. Its footage is not drawn: what the files would hold is known.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { instantFromText } from "../../../contract/time-text.ts";
import { asTrueMs, type TrueMs } from "../../../contract/time.ts";
import { observationState } from "../../../contract/model.ts";
import { SAMPLE_CAMERAS } from "../../../engine/sample/cameras.ts";
import { bagsInBootAt, BEATS, bootAt, taxiAt, trueMsOf } from "../../../engine/sample/story.ts";
import { cameraTable, describeRun, makeTruth } from "../../../engine/sample/truth.ts";
import { makeLibrary, recordFiles, type MadeLibrary } from "../../support/made-library.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../../docs/continuity.md"), "utf8");
const ZONE = "Asia/Shanghai";

/** The cells of the page's table of observations, without its two header lines. */
function tableRows(): string[][] {
  const lines = PAGE.slice(PAGE.indexOf("| no. |")).split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}
const answerOfPage = (): unknown => JSON.parse(/```json\n([\s\S]*?)```/.exec(PAGE)![1]!);

let library: MadeLibrary;
let caseId: number;
let exhibitId: number;

beforeEach(async () => {
  library = await makeLibrary();
  const { engine, store } = library;
  await engine.call("cameras.import", { text: cameraTable(SAMPLE_CAMERAS, () => ""), format: "csv" });
  const recordings = SAMPLE_CAMERAS.flatMap((camera) => camera.runs.map((run, i) => describeRun(camera, i, run.durationMs)));
  await recordFiles(store, recordings.map((r) => ({
    name: r.path, cameraId: r.cameraId, startMs: r.cameraStartMs, durationMs: r.cameraEndMs - r.cameraStartMs, framesPerSecond: r.framesPerSecond, timeUncertaintyMs: 289,
  })));
  const truth = makeTruth(SAMPLE_CAMERAS, recordings, []);
  for (const reading of truth.readings) await engine.call("clock.add", { ...reading, trueMs: asTrueMs(reading.trueMs) });
  ({ caseId } = await engine.call("cases.create", { number: "1", title: truth.case.title }));
  for (const pin of truth.case.pins) await engine.call("pins.add", { caseId, cameraId: pin.cameraId, startMs: asTrueMs(pin.fromMs), endMs: asTrueMs(pin.toMs), title: pin.title.zh });
  ({ exhibitId } = await engine.call("exhibits.add", { caseId, ...truth.case.exhibits[0]! }));
  await engine.call("subjects.add", { caseId, label: "司机" });
  for (const [, from, to, state, count, cameraId, holder, container, place] of tableRows()) {
    const at = (text: string) => (text === "" ? null : asTrueMs(instantFromText(`2024-11-15 ${text}`, ZONE)));
    await engine.call("observations.add", {
      caseId, exhibitId, atMs: at(from!)!, toMs: at(to!), state: observationState.parse(state), count: count === "" ? null : Number(count),
      cameraId: cameraId === "" ? null : cameraId!, holder: holder!, container: container!, place: place!,
    });
  }
});
afterEach(() => library.remove());

it("the worked table of docs/continuity.md gives the answer that stands below it", async () => {
  const found = await library.engine.call("continuity.read", { caseId, exhibitId });
  const loss = found.loss.map((one) => ({ ...one, fromUncertaintyMs: Math.round(one.fromUncertaintyMs!), toUncertaintyMs: Math.round(one.toUncertaintyMs!) }));
  expect({ loss, contradictions: found.contradictions, warnings: found.warnings }).toEqual(answerOfPage());
  expect(found.spans).toHaveLength(tableRows().length);
});

it("that answer is short, ends before she gets in, tells its margin, holds the taking, and has the driver near", async () => {
  const { loss } = await library.engine.call("continuity.read", { caseId, exhibitId });
  expect(loss).toHaveLength(1);
  const [one] = loss;
  expect(one).toMatchObject({ fromCount: 5, toCount: 3, isOrderEstablished: true, blindMs: 0 });
  expect(one!.toMs - one!.fromMs).toBeLessThanOrEqual(12_000);
  expect(one!.toMs).toBeLessThan(trueMsOf(BEATS.womanGetsIn));
  expect(one!.marginMs).toBeGreaterThan(0);
  for (const taken of [BEATS.firstBagTaken, BEATS.secondBagTaken]) expect(trueMsOf(taken)).toBeGreaterThanOrEqual(one!.fromMs);
  expect(trueMsOf(BEATS.secondBagTaken)).toBeLessThanOrEqual(one!.toMs);
  const { pins } = await library.engine.call("cases.read", { caseId });
  const getsIn = pins.find((pin) => pin.title === "女子出店上车")!;
  expect(one!.pins.find((pin) => pin.pinId === getsIn.pinId)).toMatchObject({ relation: "after", marginMs: expect.any(Number) });
  expect(await library.engine.call("continuity.access", { caseId, exhibitId })).toMatchObject([{ label: "司机", kind: "person", pinIds: [expect.any(Number), expect.any(Number)], observationIds: [expect.any(Number)] }]);
});

it("without the taking on the camera, it is looked for in the middle of what is left, on the cameras at the rank first", async () => {
  const { engine } = library;
  const { observations } = await engine.call("cases.read", { caseId });
  // The investigator has seen five before the boot was shut, and three at the compound.
  for (const o of observations) {
    const isBefore = o.toMs !== null && o.toMs < trueMsOf(BEATS.bootShut);
    if (!isBefore && o.cameraId !== "PT-01") await engine.call("observations.withdraw", { observationId: o.observationId, reason: "not seen yet" });
  }
  const [loss] = (await engine.call("continuity.read", { caseId, exhibitId })).loss;
  expect(loss).toMatchObject({ fromCount: 5, toCount: 3 });
  expect(loss!.toMs - loss!.fromMs).toBeGreaterThan(800_000);
  const looks = await engine.call("continuity.lookNext", { caseId, exhibitId });
  expect(looks.map((look) => look.cameraId)).toEqual(expect.arrayContaining(["SJM-02", "SJM-03"]));
  for (const look of looks) expect([look.atMs >= look.startMs, look.atMs < look.endMs, look.leavesMs < loss!.toMs - loss!.fromMs]).toEqual([true, true, true]);
});

it("led from look to look by what is offered, someone who only says what each frame shows comes to the taking", async () => {
  const { engine } = library;
  const { observations } = await engine.call("cases.read", { caseId });
  for (const o of observations) {
    const isBefore = o.toMs !== null && o.toMs < trueMsOf(BEATS.bootShut);
    if (!isBefore && o.cameraId !== "PT-01") await engine.call("observations.withdraw", { observationId: o.observationId, reason: "not seen yet" });
  }
  const rankCameras = new Set(["SJM-02", "SJM-03"]);
  const excluded: { cameraId: string; hasView: boolean; fromMs: TrueMs; toMs: TrueMs }[] = [];
  let looks = 0;
  let lengthMs = Infinity;
  while (lengthMs > 12_000 && looks < 25) {
    const [look] = await engine.call("continuity.lookNext", { caseId, exhibitId });
    expect(look).toBeDefined();
    looks++;
    const { cameraId, atMs } = look!;
    const seconds = (atMs - trueMsOf(0)) / 1000;
    const isThere = rankCameras.has(cameraId) ? taxiAt("quay", seconds) !== null : cameraId === "PT-01" && taxiAt("compound", seconds) !== null;
    if (!isThere) {
      excluded.push({ cameraId, hasView: false, fromMs: asTrueMs(atMs - 30_000), toMs: asTrueMs(atMs + 30_000) });
      await engine.call("exhibits.setViews", { exhibitId, views: excluded });
      continue;
    }
    const isOpen = bootAt(seconds) > 0.6;
    await engine.call("observations.add", { caseId, exhibitId, atMs, cameraId, state: isOpen ? "seen" : "contained", count: isOpen ? bagsInBootAt(seconds) : 5, container: "后备厢" });
    const [loss] = (await engine.call("continuity.read", { caseId, exhibitId })).loss;
    lengthMs = loss!.toMs - loss!.fromMs;
  }
  expect(lengthMs).toBeLessThanOrEqual(12_000);
  expect(looks).toBeLessThan(25);
});
