// The exhibits' bands in the case lane: what was seen, what is inferred, what was seen to be absent, and what nobody knows look
// different without any colour; counts stand where there is room.

import { describe, expect, it } from "vitest";
import type { Contradiction, Span } from "../../../contract/continuity.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { bandRows } from "../../../renderer/timeline/lane-list-rows.ts";
import { areaAt, bandTopPx, HEAD, headHeightPx, metricsFor } from "../../../renderer/timeline/lanes.ts";
import { sceneOf, type DrawItem, type SceneInput } from "../../../renderer/timeline/scene.ts";
import { bandAt, bandHeights, levelsOf, type SceneBand } from "../../../renderer/timeline/scene-bands.ts";
import { GrainRows } from "../../../renderer/timeline/grain.ts";
import { rulerOf } from "../../../renderer/timeline/ticks.ts";

/** A millisecond a pixel. */
const axis = { fromMs: 0, toMs: 1_000, widthPx: 1_000 };
const span = (startMs: number, endMs: number, more: Partial<Span> = {}): Span => ({
  observationId: startMs + 1, startMs: asTrueMs(startMs), endMs: asTrueMs(endMs), state: "seen", count: 5, cameraId: "c1",
  holder: null, container: null, place: null, isSight: true, statementId: null, uncertaintyMs: 0, ...more,
});
const INFERRED = { state: "contained", isSight: false, container: "boot" } as const;
const contradiction = (atMs: number): Contradiction => ({ code: "count-rises", observationIds: [], statementId: null, atMs: asTrueMs(atMs), fromCount: 3, toCount: 5, marginMs: null });
const band = (spans: readonly Span[], more: Partial<SceneBand> = {}): SceneBand => ({ exhibitId: 1, name: "虾皮", spans: [...spans], gaps: [], contradictions: [], ...more });

function head(bands: readonly SceneBand[], more: Partial<SceneInput> = {}): readonly DrawItem[] {
  const metrics = metricsFor(400, 1, 0, bandHeights(bands));
  return sceneOf({
    axis, heightPx: 400, scrollTopPx: 0, metrics, rowCount: 0, rowAt: () => ({ kind: "group", merged: null }), groupIndexes: [], ruler: rulerOf(axis, "UTC"), pins: [], losses: [], bands,
    markInMs: null, markOutMs: null, hoverLane: null, words: { uncorrected: "", gaps: {} as never, duration: String }, measurePx: (text) => text.length * 6, grainRows: new GrainRows(), ...more,
  }).head.filter((item) => "yPx" in item ? item.yPx > HEAD.rulerPx + HEAD.casePx - 1 : item.kind === "line" && item.y1Px > HEAD.rulerPx + HEAD.casePx - 1 && item.y1Px < headHeightPx(metrics) - 1);
}
const at = <K extends DrawItem["kind"]>(items: readonly DrawItem[], kind: K) => items.filter((item): item is Extract<DrawItem, { readonly kind: K }> => item.kind === kind);

describe("a band", () => {
  it("is solid where seen, hatched where inferred, a hollow box where absent, a line where nothing is known", () => {
    const items = head([band([span(0, 100), span(200, 300, INFERRED), span(400, 500, { state: "absent", count: null })])]);
    expect(at(items, "rect").map(({ xPx, widthPx, ink }) => [xPx, widthPx, ink])).toEqual([[0, 100, "watched"]]);
    expect(at(items, "texture").map(({ xPx, widthPx }) => [xPx, widthPx])).toEqual([[200, 100]]);
    expect(items.filter((item) => item.kind === "line" && item.ink === "text" && item.x1Px >= 400 && item.x2Px <= 500)).toHaveLength(4);
    expect(items.filter((item) => item.kind === "line" && item.ink === "line-strong" && item.x2Px === 1_000)).toHaveLength(1);
  });

  it("has its counts on it, beside a moment where there is room, and not where the next one comes too soon", () => {
    const texts = at(head([band([span(0, 100), span(300, 300, { count: 4 }), span(600, 600, { count: 3 }), span(608, 608, { count: 2 })])]), "text").map(({ text }) => text);
    expect(texts).toEqual(["5", "4", "2"]);
    expect(at(head([band([span(0, 100, { state: "absent", count: null })])]), "text").map(({ text }) => text)).toEqual(["0"]);
  });

  it("makes a moment wide enough to be seen, and thousands on a pixel one mark", () => {
    expect(at(head([band([span(500, 500, { count: null })])]), "rect").map(({ xPx, widthPx }) => [xPx, widthPx])).toEqual([[498, 4]]);
    expect(at(head([band(Array.from({ length: 5_000 }, () => span(500, 500)))]), "rect").length).toBeLessThanOrEqual(2);
  });

  it("is as soft as its times are unsure, dashed where nobody can say", () => {
    expect(at(head([band([span(200, 400, { uncertaintyMs: 25 })])]), "fade").map(({ xPx, widthPx }) => [xPx, widthPx])).toEqual([[150, 50], [400, 50]]);
    expect(head([band([span(200, 400, { uncertaintyMs: null })])]).filter((item) => item.kind === "line" && item.isDashed)).toHaveLength(2);
  });

  it("is two levels high where two things are known of one time", () => {
    const both = [span(0, 100), span(50, 60, { count: 2 }), span(100, 200)];
    expect(levelsOf(both)).toEqual([0, 1, 0]);
    expect(bandHeights([band(both)])[0]).toBeGreaterThan(bandHeights([band([span(0, 100)])])[0]!);
  });

  it("marks what does not fit together", () => {
    expect(at(head([band([span(0, 100)], { contradictions: [contradiction(700)] })]), "text").map(({ text }) => text)).toEqual(["5", "!"]);
  });
});

describe("several exhibits", () => {
  const bands = [band([span(0, 100)]), band([span(0, 100)], { exhibitId: 2, name: "手机" }), band([], { exhibitId: 3, name: "包" })];

  it("are the one in focus in full, with its counts, and the others thin", () => {
    const [full, ...thin] = bandHeights(bands);
    expect(thin.every((px) => px < full! / 2)).toBe(true);
    expect(at(head(bands), "text").map(({ text }) => text)).toEqual(["5"]);
  });

  it("make the case lane higher, and each is found under the pointer", () => {
    const metrics = metricsFor(400, 4, 0, bandHeights(bands));
    const found = [HEAD.rulerPx + 1, ...[0, 1, 2].map((i) => bandTopPx(metrics, i)), headHeightPx(metrics)].map((yPx) => areaAt(metrics, 4, 0, yPx));
    expect(found).toEqual([{ kind: "case" }, { kind: "band", index: 0 }, { kind: "band", index: 1 }, { kind: "band", index: 2 }, { kind: "lane", index: 0 }]);
    expect(areaAt(metricsFor(400, 4), 4, 0, headHeightPx(HEAD) - 1)).toEqual({ kind: "case" });
  });
});

it("finds what lies under the pointer, the nearest first, and contradictions", () => {
  const one = band([span(0, 100), span(103, 103, { count: 2 })], { contradictions: [contradiction(102)] });
  const hit = bandAt({ axis }, one, 102);
  expect([hit.spans.map(({ count }) => count), hit.contradictions.length]).toEqual([[2, 5], 1]);
  expect(bandAt({ axis }, one, 300)).toEqual({ spans: [], contradictions: [] });
});

it("tells in the list what is known, what is not and what does not fit, in order and cut to what is shown", () => {
  const one = band([span(0, 100), span(400, 400, { count: 3 })], { gaps: [{ startMs: asTrueMs(100), endMs: asTrueMs(400) }], contradictions: [contradiction(400)] });
  expect(bandRows(one, 0, 1_000).map(({ kind, startMs }) => [kind, startMs])).toEqual([["span", 0], ["open", 100], ["span", 400], ["contradiction", 400]]);
  expect(bandRows(one, 150, 400).map(({ kind }) => kind)).toEqual(["open"]);
});
