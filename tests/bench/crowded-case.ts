// A library with one crowded case, for whoever looks at how the case's panel bears it: many pins on many cameras, with and without
// notes and tags, or a long table of facts. Made by the engine's own methods; there is no footage behind the recordings.

import { asTrueMs } from "../../contract/time.ts";
import { openEngine } from "../../engine/engine.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";
import { makeManyRecordings } from "./million-recordings.ts";

const CAMERA_COUNT = 12;
const ACTOR = { name: "陈海波", unit: null, number: null };

export interface CrowdedCase {
  readonly pinCount: number;
  readonly factCount: number;
}

export interface MadeCase {
  readonly caseId: number;
  /** Of a camera that has footage then. */
  readonly cameraId: string;
  readonly footageMs: number;
  /** In the order in which they stand in true time. */
  readonly pinIds: readonly number[];
}

const NOTES = ["后备箱打开，四袋。", "He looks back twice, then shuts it. The plate can be read in the second half, once the van has passed; before that only its last two digits.", null, null] as const;
const TAGS = [["出租车"], [], ["嫌疑人", "boot", "第二次"], []] as const;

/** Fills a new library at the path. */
export async function makeCrowdedCase(libraryPath: string, { pinCount, factCount }: CrowdedCase): Promise<MadeCase> {
  makeManyRecordings(libraryPath, { cameraCount: CAMERA_COUNT, recordingCount: CAMERA_COUNT * 300 });
  const engine = await openEngine({ libraryPath, create: false, actor: ACTOR });
  try {
    await engine.call("actor.set", ACTOR);
    const { caseId } = await engine.call("cases.create", { number: "舟公(沈)立字〔2021〕1号", title: "虾干被窃案" });
    const next = seededIntegers(500);
    const spots = await spotsWithFootage(engine);
    const made: { readonly pinId: number; readonly startMs: number }[] = [];
    for (let i = 0; i < pinCount; i++) {
      const { cameraId, startMs, endMs } = spots[next(0, spots.length - 1)]!;
      const fromMs = next(startMs, Math.max(startMs, endMs - 20_000));
      made.push(await engine.call("pins.add", { caseId, cameraId, startMs: asTrueMs(fromMs), endMs: asTrueMs(fromMs + next(2_000, 15_000)), title: `${i % 3 === 0 ? "司机打开后备箱" : "The taxi passes"} ${i + 1}`, note: NOTES[i % 4]!, tags: [...TAGS[next(0, 3)]!] }));
    }
    if (factCount > 0) await engine.call("facts.import", { caseId, text: factTable(factCount, spots[0]!.startMs), fileName: "wechat.csv" });
    const first = spots.find(({ startMs, endMs }) => endMs - startMs > 120_000)!;
    return { caseId, cameraId: first.cameraId, footageMs: first.startMs + 60_000, pinIds: made.sort((a, b) => a.startMs - b.startMs || a.pinId - b.pinId).map(({ pinId }) => pinId) };
  } finally {
    await engine.close();
  }
}

type Engine = Awaited<ReturnType<typeof openEngine>>;

/** Stretches with footage of every camera. */
async function spotsWithFootage(engine: Engine): Promise<readonly { readonly cameraId: string; readonly startMs: number; readonly endMs: number }[]> {
  const cameras = await engine.call("cameras.list", {});
  const found = [];
  for (const { cameraId, coverage } of cameras) {
    if (coverage === null) continue;
    const { lanes } = await engine.call("timeline.read", { cameraIds: [cameraId], fromMs: coverage.startMs, toMs: coverage.endMs, msPerPixel: 1_000 });
    const [lane] = lanes;
    if (lane === undefined) continue;
    for (const [i, startMs] of lane.coverage.startMs.entries()) found.push({ cameraId, startMs, endMs: lane.coverage.endMs[i]! });
  }
  return found.filter(({ startMs, endMs }) => endMs - startMs > 30_000);
}

/** One payment every half minute or so; a tenth of them told as roughly as people tell. */
function factTable(count: number, fromMs: number): string {
  const next = seededIntegers(count);
  const lines = Array.from({ length: count }, (_, i) => `${new Date(fromMs + i * 30_000 + next(0, 20_000)).toISOString()},付款 ${next(5, 900)} 元，${next(1, 40)} 号摊,shop ${next(1, 40)},till ${next(1, 9)},${next(0, 9) === 0 ? 120 : 2}`);
  return ["from,text,place,source,uncertainty_s", ...lines].join("\n");
}
