// What the band of an exhibit is drawn from, without a browser: rows by place, shapes by how a thing was known, and how many of
// them at most. How it looks and reads is tests/e2e/bundle-page.test.ts.

import { describe, expect, it } from "vitest";
import type { Span } from "../../../contract/continuity.ts";
import { placeOf } from "../../../contract/exhibit-span.ts";
import { piecesOf } from "../../../contract/story-text.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { bandRows, timeAround, wholeTime } from "../../../renderer/viewer/exhibit-band.ts";

const span = (startMs: number, endMs: number, more: Partial<Span> = {}): Span => ({
  startMs: asTrueMs(startMs), endMs: asTrueMs(endMs), observationId: 1, state: "seen", count: null, cameraId: "c1", holder: null, container: null, place: null,
  isSight: true, statementId: null, uncertaintyMs: null, ...more,
});
const TIME = { fromMs: 0, toMs: 1_000 };

describe("the band", () => {
  it("tells apart what was seen, told, inferred and seen to be gone", () => {
    const { shapes } = bandRows([
      span(0, 100, { count: 5 }), span(200, 300, { statementId: 1 }), span(400, 500, { state: "contained", isSight: false }), span(600, 700, { state: "hidden", isSight: false, statementId: 1 }), span(800, 800, { state: "absent" }),
    ], TIME);
    expect(shapes.map(({ kind, text }) => [kind, text])).toEqual([["seen", "5"], ["told", ""], ["inferred", ""], ["inferred", ""], ["absent", "0"]]);
    expect(shapes.map(({ at, width }) => [at, Number(width.toFixed(3))])).toEqual([[0, 0.1], [0.2, 0.1], [0.4, 0.1], [0.6, 0.1], [0.8, 0]]);
  });

  it("has a row for each place: who carries it, else what it is in, else where", () => {
    expect(placeOf(span(0, 1, { state: "carried", holder: "driver", container: "bag" }))).toBe("driver");
    expect(placeOf(span(0, 1, { holder: "driver", container: "bag", place: "seat" }))).toBe("bag");
    const spans = ["a", "b", "a", "c"].map((place, i) => span(i * 100, i * 100 + 50, { place }));
    expect(bandRows(spans, TIME)).toMatchObject({ places: ["a", "b", "c"], isLastOthers: false });
    expect(bandRows(spans, TIME).shapes.map(({ row }) => row)).toEqual([0, 1, 0, 2]);
    expect(bandRows(spans, TIME, "c").places).toEqual(["c", "a", "b"]);
    expect(bandRows(spans, TIME, "nowhere").places).toEqual(["a", "b", "c"]);
  });

  it("puts places beyond six into one row", () => {
    const { places, isLastOthers, shapes } = bandRows(Array.from({ length: 9 }, (_, i) => span(i * 100, i * 100 + 50, { place: `p${i}` })), TIME);
    expect([places.length, isLastOthers, Math.max(...shapes.map(({ row }) => row))]).toEqual([6, true, 5]);
  });

  it("shows only what lies in its time, cut to it", () => {
    const { shapes } = bandRows([span(-500, -100), span(-100, 100), span(900, 2_000), span(2_000, 3_000)], TIME);
    expect(shapes.map(({ at, width }) => [at, Number(width.toFixed(3))])).toEqual([[0, 0.1], [0.9, 0.1]]);
  });

  it("stays a drawing with 100,000 observations, and its numbers do not lie on each other", () => {
    const { shapes } = bandRows(Array.from({ length: 100_000 }, (_, i) => span(i, i, { count: i % 7 })), { fromMs: 0, toMs: 100_000 });
    expect(shapes.length).toBeLessThanOrEqual(1_001);
    const texts = shapes.filter(({ text }) => text !== "").map(({ at }) => at);
    expect(texts.length).toBeGreaterThan(10);
    for (const [i, at] of texts.slice(1).entries()) expect(at - texts[i]!).toBeGreaterThanOrEqual(0.02);
  });

  it("begins before the first observation and ends after the last; none has no time", () => {
    expect(wholeTime([])).toBeNull();
    expect(wholeTime([span(5_000, 6_000), span(0, 100_000)])).toEqual({ fromMs: -3_000, toMs: 103_000 });
    expect(wholeTime([span(0, 0)])).toEqual({ fromMs: -1_000, toMs: 1_000 });
  });

  it("leaves room about an interval for how unsure its ends are", () => {
    expect(timeAround({ fromMs: asTrueMs(0), toMs: asTrueMs(1_000), fromUncertaintyMs: 5_000, toUncertaintyMs: null })).toEqual({ fromMs: -20_000, toMs: 21_000 });
    expect(timeAround({ fromMs: asTrueMs(0), toMs: asTrueMs(0), fromUncertaintyMs: null, toUncertaintyMs: null })).toEqual({ fromMs: -2_000, toMs: 2_000 });
  });
});

describe("a section of the story", () => {
  const citation = (token: string) => ({ token, kind: "pin" as const, citedId: 1, title: "t", startMs: null, endMs: null, uncertaintyMs: null, cameraId: null });

  it("falls into text and citations, in their order", () => {
    const [one, twelve] = [citation("[[pin:1]]"), citation("[[pin:12]]")];
    expect(piecesOf({ text: "a [[pin:12]][[pin:1]] b [[pin:1]]", citations: [one, twelve] })).toEqual(["a ", twelve, one, " b ", one]);
  });

  it("keeps as text what is no citation, whatever a citation claims to stand for", () => {
    expect(piecesOf({ text: "a (b+)+ [[pin:2]] [[pin:]]", citations: [citation("(b+)+"), citation(""), citation("a")] })).toEqual(["a (b+)+ ", "[[pin:2]]", " [[pin:]]"]);
  });
});
