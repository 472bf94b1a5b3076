// What follows from the observations of each exhibit: its band, the intervals of loss with their margins and what footage lies in
// them, what contradicts, and the observations themselves. Facts come from case.json as they were reasoned out at the export.

import type { Contradiction, Continuity, Loss } from "../../contract/continuity.ts";
import { cameraWithId } from "../../contract/bundle-names.ts";
import type { BundleCase } from "../../contract/bundle.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { element, table, type Child } from "./element.ts";
import { bandLegend, exhibitBand, timeAround, wholeTime } from "./exhibit-band.ts";
import { exhibitAnchor, observationAnchor, pinOf, pinWay, statementWay, type Ways } from "./ways.ts";

/** More rows than this make a page slow and nobody reads them; all are in case.json. */
export const MOST_ROWS = 1_000;

type Observation = BundleCase["observations"][number];

/** The first rows, and a line that says how many were left out. */
export function cutRows<R>({ words }: Ways, rows: readonly R[], show: (rows: readonly R[]) => HTMLElement): HTMLElement {
  const left = rows.length - MOST_ROWS;
  return left <= 0 ? show(rows) : element("div", {}, show(rows.slice(0, MOST_ROWS)), element("p", { class: "warn" }, words.say("more", { count: left })));
}

/** From when to when, on two lines; a moment once. */
export const timeSpan = (startMs: number, endMs: number | null, timezone: string): Child[] =>
  (endMs === null || endMs === startMs ? [displayTime(startMs, timezone)] : [displayTime(startMs, timezone), element("br"), `– ${displayTime(endMs, timezone)}`]);

/** What shows it, and where it is or who has it. */
export const whereOf = (facts: BundleCase, { cameraId, holder, container, place }: Observation): string =>
  [cameraId === null ? null : cameraWithId(facts.cameras, cameraId), holder, container, place].filter((part) => part !== null).join(" · ");

/** One end of an interval: when, how sure, and whether footage or a statement says so. */
function lossEnd(ways: Ways, heading: string, atMs: number, uncertaintyMs: number | null, restsOnStatement: boolean, observationId: number): HTMLElement {
  const { facts, words } = ways;
  const observation = ways.observations.get(observationId);
  return element("div", { class: restsOnStatement ? "end told" : "end" },
    element("div", { class: "quiet" }, heading),
    element("strong", { class: "time" }, displayTime(atMs, facts.timezone)), " ",
    element("span", { class: uncertaintyMs === null ? "warn" : "quiet" }, words.uncertainty(uncertaintyMs)),
    observation === undefined ? null : element("div", { class: "quiet" }, whereOf(facts, observation)),
    restsOnStatement ? element("div", { class: "warn" }, words.say("fromStatement"), " ", statementWay(ways, observation?.statementId ?? null)) : null);
}

function lossNotes(ways: Ways, loss: Loss): HTMLElement[] {
  const { facts, words } = ways;
  const margin = loss.isOrderEstablished
    ? (loss.marginMs === null ? words.told("oneClock") : words.told("margin", { margin: lengthWords(loss.marginMs, words.order, "down") })) : words.told("unsure");
  const seenElsewhere = loss.alsoSeen.map((id) => ways.observations.get(id)).filter((each) => each !== undefined)
    .slice(0, 20).map((each) => `${displayTime(each.atMs, facts.timezone).slice(11, 19)} ${words.code("observation", each.state)}${each.count === null ? "" : ` ${each.count}`} ${whereOf(facts, each)}`);
  const notes: (string | null)[] = [
    loss.footageOnly === null ? null : words.say("footageOnly", { from: displayTime(loss.footageOnly.fromMs, facts.timezone), to: displayTime(loss.footageOnly.toMs, facts.timezone) }),
    loss.isPlaceAssumed ? words.say("placeAssumed") : null, loss.isFromElsewhere ? words.say("fromElsewhere") : null,
    seenElsewhere.length === 0 ? null : words.say("alsoSeen", { list: seenElsewhere.join("; ") }),
    loss.blindMs > 0 ? words.told("blind", { length: lengthWords(loss.blindMs, words.order) }) : null,
  ];
  return [element("p", { class: loss.isOrderEstablished ? "margin" : "margin warn", "data-testid": "viewer-margin" }, margin), ...notes.filter((note) => note !== null).map((note) => element("p", {}, note))];
}

function footageDetails(ways: Ways, loss: Loss): HTMLElement {
  const { facts, words } = ways;
  const { say } = words;
  if (loss.footage.length === 0) return element("p", { class: "warn" }, say("noFootageInside"));
  return element("details", {}, element("summary", {}, say("footageInside", { count: loss.footage.length })),
    cutRows(ways, loss.footage, (rows) => table([say("camera"), say("viewWhy"), say("trueTime"), say("watchedFor")], rows.map((part) => [
      cameraWithId(facts.cameras, part.cameraId), words.code("viewBasis", part.basis), timeSpan(part.startMs, part.endMs, facts.timezone),
      part.watchers.length === 0 ? say("nobody") : part.watchers.map((watcher) => element("div", {}, say("watchedBy", { name: watcher.by ?? say("unnamed"), length: durationText(watcher.watchedMs) }))),
    ]))));
}

function blindDetails(ways: Ways, loss: Loss): HTMLElement | null {
  const { facts, words } = ways;
  if (loss.blind.length === 0) return null;
  return element("details", {}, element("summary", {}, words.say("blindStretches", { length: durationText(loss.blindMs) })),
    cutRows(ways, loss.blind, (rows) => table([words.say("trueTime"), words.say("length"), words.say("causes")], rows.map((stretch) => [
      timeSpan(stretch.startMs, stretch.endMs, facts.timezone), durationText(stretch.endMs - stretch.startMs),
      stretch.causes.map(({ cameraId, cause }) => element("div", {}, words.pair({ name: cameraWithId(facts.cameras, cameraId), what: words.code("gap", cause) }))),
    ]))));
}

function pinDetails(ways: Ways, loss: Loss): HTMLElement | null {
  const { facts, words } = ways;
  const rows = loss.pins.filter(({ pinId }) => pinOf(facts, pinId) !== undefined);
  if (rows.length === 0) return null;
  return element("details", { open: rows.length <= 12 }, element("summary", {}, words.say("pinsAbout")),
    cutRows(ways, rows, (shown) => table([words.say("pins"), words.say("trueTime"), words.say("relation")], shown.map(({ pinId, relation, marginMs }) => [
      pinWay(ways, pinId), displayTime(pinOf(facts, pinId)!.startMs, facts.timezone),
      element("span", { class: relation === "not-established" ? "warn" : "" }, `${words.code("relation", relation)}${marginMs === null ? "" : ` · ${words.say("holdsUnless", { margin: lengthWords(marginMs, words.order, "down") })}`}`),
    ]))));
}

function lossCard(ways: Ways, continuity: Continuity, loss: Loss, name: string): HTMLElement {
  const { facts, words } = ways;
  const { say } = words;
  return element("article", { class: "loss-card", "data-testid": "viewer-loss" },
    element("h4", {}, say("lossTitle", { from: loss.fromCount ?? say("someCount"), to: loss.toCount }), loss.place === null ? null : element("span", { class: "quiet" }, ` ${say("at", { place: loss.place })}`)),
    element("div", { class: "ends" },
      lossEnd(ways, say("lastSight"), loss.fromMs, loss.fromUncertaintyMs, loss.fromRestsOnStatement, loss.fromObservationId),
      element("div", { class: "between" }, element("div", { class: "quiet" }, say("lossLength")), element("strong", { class: "time" }, durationText(loss.toMs - loss.fromMs))),
      lossEnd(ways, say("firstSight"), loss.toMs, loss.toUncertaintyMs, loss.toRestsOnStatement, loss.toObservationId)),
    ...lossNotes(ways, loss),
    exhibitBand(continuity.spans, [loss], timeAround(loss), say("band", { name }), facts.timezone, words),
    footageDetails(ways, loss), blindDetails(ways, loss), pinDetails(ways, loss));
}

function contradictionRow(ways: Ways, clash: Contradiction): readonly (Child | readonly Child[])[] {
  const { facts, words } = ways;
  const about = clash.observationIds.map((id) => ways.observations.get(id)).filter((each) => each !== undefined);
  return [displayTime(clash.atMs, facts.timezone),
    [words.code("contradiction", clash.code), clash.marginMs === null ? null : element("div", { class: "quiet" }, words.say("apart", { length: lengthWords(clash.marginMs, words.order) })), statementWay(ways, clash.statementId)],
    about.map((each) => element("div", {}, `${displayTime(each.atMs, facts.timezone).slice(11, 23)} · ${words.code("observation", each.state)}${each.count === null ? "" : ` ${each.count}`} · ${whereOf(facts, each)}`))];
}

function observationRows(ways: Ways, observations: readonly Observation[]): HTMLElement {
  const { facts, words } = ways;
  const { say } = words;
  return cutRows(ways, observations, (rows) => table([say("when"), say("state"), say("count"), say("where"), say("note")], rows.map((each) => [
    [element("span", { id: observationAnchor(each.firstId), tabindex: -1, class: "time" }, ...timeSpan(each.atMs, each.toMs, facts.timezone)), " ", element("span", { class: each.uncertaintyMs === null ? "warn" : "quiet" }, words.uncertainty(each.uncertaintyMs))],
    words.code("observation", each.state), each.count === null ? "" : String(each.count), whereOf(facts, each),
    [each.note, statementWay(ways, each.statementId), each.reason === null ? null : element("div", { class: "quiet" }, say("corrected", { reason: each.reason }))],
  ])));
}

function exhibitSection(ways: Ways, exhibit: BundleCase["exhibits"][number]): HTMLElement {
  const { facts, words } = ways;
  const { say } = words;
  const continuity = facts.continuity.find((each) => each.exhibitId === exhibit.exhibitId);
  const observations = facts.observations.filter((each) => each.exhibitId === exhibit.exhibitId).sort((a, b) => a.atMs - b.atMs || a.observationId - b.observationId);
  const section = element("section", { class: "exhibit", "data-testid": "viewer-exhibit" },
    element("h3", { id: exhibitAnchor(exhibit.exhibitId), tabindex: -1, dir: "auto" }, exhibit.name, element("span", { class: "quiet" }, ` ${exhibit.count === null ? say("countUnknown") : say("countOf", { count: exhibit.count })}`)),
    exhibit.note === null ? null : element("p", { class: "note" }, exhibit.note));
  if (observations.length === 0) section.append(element("p", { class: "quiet" }, say("noObservations")));
  if (continuity !== undefined) {
    const time = wholeTime(continuity.spans);
    if (time !== null) section.append(exhibitBand(continuity.spans, continuity.loss, time, say("band", { name: exhibit.name }), facts.timezone, words), bandLegend(words));
    if (continuity.loss.length === 0 && observations.length > 0) section.append(element("p", {}, say("noLoss")));
    section.append(...continuity.loss.slice(0, 50).map((loss) => lossCard(ways, continuity, loss, exhibit.name)));
    if (continuity.loss.length > 50) section.append(element("p", { class: "warn" }, say("more", { count: continuity.loss.length - 50 })));
    if (continuity.contradictions.length > 0) {
      section.append(element("h4", {}, say("contradictionsOf", { count: continuity.contradictions.length })),
        cutRows(ways, continuity.contradictions, (rows) => table([say("trueTime"), say("what"), say("where")], rows.map((clash) => contradictionRow(ways, clash)))));
    }
    if (continuity.warnings.length > 0) {
      section.append(element("h4", {}, say("warningsOf")), element("ul", {}, ...continuity.warnings.map((warning) => element("li", { class: "warn" }, warning.cameraId === null ? words.code("warning", warning.code) : words.pair({ name: words.code("warning", warning.code), what: cameraWithId(facts.cameras, warning.cameraId) })))));
    }
  }
  if (observations.length > 0) section.append(element("h4", {}, say("observationsOf", { count: observations.length })), observationRows(ways, observations));
  return section;
}

export function exhibitsPage(ways: Ways): HTMLElement {
  const { facts, words } = ways;
  return element("div", {}, element("p", { class: "rule" }, words.told("containerRule")), ...facts.exhibits.map((exhibit) => exhibitSection(ways, exhibit)));
}
