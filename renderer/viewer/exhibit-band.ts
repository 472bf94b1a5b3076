// The band of an exhibit along true time as a drawing: solid where it was seen, an outline where it was told, hatched where inferred, a dashed line where nothing
// is known, one row a place, counts written in, and a bracket over each interval of loss that is as soft as its ends are unsure.
// The same stands in words beside it.

import type { Loss, Span } from "../../contract/continuity.ts";
import { countText, placeOf, spanKindOf, type SpanKind } from "../../contract/exhibit-span.ts";
import { timeParts } from "../../contract/time-text.ts";
import { DAY_MS } from "../../contract/time.ts";
import { drawn, element } from "./element.ts";
import type { Words } from "./words.ts";

const ROW_PX = 24;
const BAR_PX = 14;
const HEAD_PX = 20;
const AXIS_PX = 22;
/** Places beyond these share the last row. */
const MOST_ROWS = 6;
/** Parts of the width: texts nearer than this would lie on each other, shapes nearer than this are one. */
const TEXT_EVERY = 0.02;
const SHAPE_EVERY = 0.001;
/** With more intervals than this in one drawing they are drawn paler and without their numbers; each has a card of its own. */
const MOST_BRACKETS = 6;

export interface BandTime { readonly fromMs: number; readonly toMs: number }

/** All that is known, with a little room. */
export function wholeTime(spans: readonly Span[]): BandTime | null {
  if (spans.length === 0) return null;
  const fromMs = spans.reduce((ms, span) => Math.min(ms, span.startMs), Infinity);
  const toMs = spans.reduce((ms, span) => Math.max(ms, span.endMs), -Infinity);
  const roomMs = Math.max(1_000, (toMs - fromMs) * 0.03);
  return { fromMs: fromMs - roomMs, toMs: toMs + roomMs };
}

/** An interval with what lies just before and after it. */
export function timeAround(loss: Pick<Loss, "fromMs" | "toMs" | "fromUncertaintyMs" | "toUncertaintyMs">): BandTime {
  const roomMs = Math.max(2_000, 1.2 * (loss.toMs - loss.fromMs), 4 * (loss.fromUncertaintyMs ?? 0), 4 * (loss.toUncertaintyMs ?? 0));
  return { fromMs: loss.fromMs - roomMs, toMs: loss.toMs + roomMs };
}

/** `told`: somebody says that it was seen; no footage shows it. */
type Kind = SpanKind | "told";
function kindOf(span: Span): Kind {
  const kind = spanKindOf(span);
  return kind === "seen" && span.statementId !== null ? "told" : kind;
}
const rowName = (span: Span): string => placeOf(span) ?? "";

/** A shape by parts of the width, 0 to 1; a moment has no width. */
export interface BandShape { readonly at: number; readonly width: number; readonly row: number; readonly kind: Kind; readonly text: string; readonly span: Span }
export interface BandRows { readonly places: readonly string[]; readonly isLastOthers: boolean; readonly shapes: readonly BandShape[] }

/**
 * The rows and shapes of a stretch of time, the row of `firstPlace` on top. Pure. Shapes that would lie on each other are one, so
 * that 10,000 observations stay a drawing.
 */
export function bandRows(spans: readonly Span[], { fromMs, toMs }: BandTime, firstPlace: string | null = null): BandRows {
  const shown = spans.filter((span) => span.endMs >= fromMs && span.startMs <= toMs);
  const named = [...new Set(shown.map(rowName))];
  const names = firstPlace !== null && named.includes(firstPlace) ? [firstPlace, ...named.filter((name) => name !== firstPlace)] : named;
  const places = names.slice(0, MOST_ROWS);
  const part = (ms: number): number => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
  const lastText = new Map<number, number>();
  const drawnAt = new Set<string>();
  const shapes: BandShape[] = [];
  for (const span of shown) {
    const row = Math.min(names.indexOf(rowName(span)), places.length - 1);
    const [at, end] = [part(span.startMs), part(span.endMs)];
    const kind = kindOf(span);
    const key = `${row} ${kind} ${Math.round(at / SHAPE_EVERY)} ${Math.round(end / SHAPE_EVERY)}`;
    if (drawnAt.has(key)) continue;
    drawnAt.add(key);
    const isRoom = at - (lastText.get(row) ?? -1) >= TEXT_EVERY && at <= 1 - TEXT_EVERY;
    if (isRoom) lastText.set(row, at);
    shapes.push({ at, width: end - at, row, kind, text: isRoom ? countText(span) : "", span });
  }
  return { places, isLastOthers: names.length > places.length, shapes };
}

const percent = (part: number): string => `${(100 * part).toFixed(3)}%`;

const barTopPx = (shape: BandShape): number => HEAD_PX + shape.row * ROW_PX + (ROW_PX - BAR_PX) / 2;
const isShort = (shape: BandShape): boolean => shape.width < 0.003;

function shapeMark(shape: BandShape): SVGElement {
  const y = barTopPx(shape);
  const isMoment = isShort(shape);
  const isOutline = shape.kind === "told" || shape.kind === "absent";
  // An outline has an inside to be seen: a moment of that kind is a small box.
  if (isMoment && isOutline) return drawn("rect", { class: shape.kind, x: percent(shape.at), y, width: 5, height: BAR_PX, transform: "translate(-2.5 0)" });
  if (isMoment) return drawn("line", { class: `moment ${shape.kind}`, x1: percent(shape.at), x2: percent(shape.at), y1: y, y2: y + BAR_PX });
  return drawn("rect", { class: shape.kind, x: percent(shape.at), y, width: percent(shape.width), height: BAR_PX });
}

const countMark = (shape: BandShape): SVGElement =>
  drawn("text", { class: "count", x: percent(shape.at), dx: isShort(shape) ? 4 : 3, y: barTopPx(shape) + BAR_PX / 2, "dominant-baseline": "central" }, shape.text);

function bracket(loss: Loss, { fromMs, toMs }: BandTime, heightPx: number, label: string): SVGElement[] {
  const part = (ms: number): number => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
  const [from, to] = [part(loss.fromMs), part(loss.toMs)];
  const soft = { from: part(loss.fromMs - 2 * (loss.fromUncertaintyMs ?? 0)), to: part(loss.toMs + 2 * (loss.toUncertaintyMs ?? 0)) };
  const end = (at: number, isTold: boolean): SVGElement => drawn("line", { class: isTold ? "loss-end told" : "loss-end", x1: percent(at), x2: percent(at), y1: HEAD_PX - 4, y2: heightPx });
  const middle = Math.min(0.96, Math.max(0.04, (from + to) / 2));
  return [
    drawn("rect", { class: "loss-soft", x: percent(soft.from), y: HEAD_PX - 4, width: percent(soft.to - soft.from), height: heightPx - HEAD_PX + 4 }),
    drawn("rect", { class: "loss", x: percent(from), y: HEAD_PX - 4, width: percent(to - from), height: heightPx - HEAD_PX + 4 }),
    drawn("line", { class: "loss-end", x1: percent(from), x2: percent(to), y1: HEAD_PX - 4, y2: HEAD_PX - 4 }),
    end(from, loss.fromRestsOnStatement), end(to, loss.toRestsOnStatement),
    ...(label === "" ? [] : [drawn("text", { class: "loss-label", x: percent(middle), y: 11, "text-anchor": "middle" }, label)]),
  ];
}

function axis({ fromMs, toMs }: BandTime, topPx: number, timezone: string): SVGElement[] {
  const isLong = toMs - fromMs > DAY_MS;
  const isBrief = toMs - fromMs < 20_000;
  return [0, 0.25, 0.5, 0.75, 1].flatMap((at) => {
    const { date, time, millis } = timeParts(Math.round(fromMs + at * (toMs - fromMs)), timezone);
    const text = isLong ? `${date.slice(5)} ${time.slice(0, 5)}` : isBrief ? `${time}.${millis.slice(0, 1)}` : time;
    return [
      drawn("line", { class: "tick", x1: percent(at), x2: percent(at), y1: topPx, y2: topPx + 4 }),
      drawn("text", { class: "tick-text", x: percent(at), y: topPx + 16, "text-anchor": at === 0 ? "start" : at === 1 ? "end" : "middle" }, text),
    ];
  });
}

let patterns = 0;

/** Ink cannot be named in a class where it is a pattern: each drawing has its own. */
function hatch(name: string): SVGElement {
  return drawn("defs", {}, drawn("pattern", { id: name, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, drawn("rect", { width: 5, height: 5, class: "hatch-ground" }), drawn("line", { x1: 0, x2: 0, y1: 0, y2: 5, class: "hatch-line" })));
}

/** `label` says what it is, for those who do not see it. */
export function exhibitBand(spans: readonly Span[], losses: readonly Loss[], time: BandTime, label: string, timezone: string, words: Words): HTMLElement {
  const { places, isLastOthers, shapes } = bandRows(spans, time, losses.length === 1 ? losses[0]!.place : null);
  const heightPx = HEAD_PX + Math.max(1, places.length) * ROW_PX;
  const pattern = `hatch-${++patterns}`;
  const picture = drawn("svg", { class: "band", role: "img", "aria-label": label, width: "100%", height: heightPx + AXIS_PX, style: `--hatch: url(#${pattern})` }, hatch(pattern));
  for (let row = 0; row < Math.max(1, places.length); row++) {
    const y = HEAD_PX + row * ROW_PX + ROW_PX / 2;
    picture.append(drawn("line", { class: "open", x1: "0%", x2: "100%", y1: y, y2: y }));
  }
  const shown = losses.filter((loss) => loss.toMs >= time.fromMs && loss.fromMs <= time.toMs);
  // Many on each other must not become one dark wall, nor their labels a blot.
  const brackets = drawn("g", { opacity: Math.max(0.1, Math.min(1, MOST_BRACKETS / shown.length)) });
  for (const loss of shown) brackets.append(...bracket(loss, time, heightPx, shown.length > MOST_BRACKETS ? "" : words.say("lossTitle", { from: loss.fromCount ?? words.say("someCount"), to: loss.toCount })));
  picture.append(brackets, ...shapes.map(shapeMark), ...shapes.filter((shape) => shape.text !== "").map(countMark), ...axis(time, heightPx, timezone));
  const names = places.map((place, row) => (isLastOthers && row === places.length - 1 ? words.say("otherPlaces") : place === "" ? words.say("noPlace") : place));
  return element("div", { class: "band-box" },
    element("div", { class: "band-places", style: `padding-top: ${HEAD_PX}px`, "aria-hidden": "true" }, ...names.map((name) => element("div", { class: "band-place", dir: "auto", title: name }, name))), picture);
}

/** What the inks mean. */
export function bandLegend(words: Words): HTMLElement {
  const pattern = `hatch-${++patterns}`;
  const sample = (mark: SVGElement): SVGElement => drawn("svg", { class: "band sample", width: 26, height: 14, "aria-hidden": "true", style: `--hatch: url(#${pattern})` }, mark);
  const entry = (mark: SVGElement, text: string): HTMLElement => element("span", {}, sample(mark), text);
  return element("p", { class: "legend quiet" },
    drawn("svg", { width: 0, height: 0, "aria-hidden": "true", class: "band" }, hatch(pattern)),
    entry(drawn("rect", { class: "seen", width: 26, height: 14 }), words.say("seenLegend")),
    entry(drawn("rect", { class: "inferred", width: 26, height: 14 }), words.say("inferredLegend")),
    entry(drawn("rect", { class: "told", x: 1, y: 1, width: 24, height: 12 }), words.say("toldLegend")),
    entry(drawn("rect", { class: "absent", x: 1, y: 1, width: 24, height: 12 }), words.say("absentLegend")),
    entry(drawn("line", { class: "open", x1: 0, x2: 26, y1: 7, y2: 7 }), words.say("openLegend")),
    entry(drawn("rect", { class: "loss", width: 26, height: 14 }), words.say("lossLegend")));
}
