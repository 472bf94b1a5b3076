// The case in true time: pins, observations, statements and facts in one list, each with its margin. What has no time, or only a
// rough one in words, stands below. Kinds can be left out.

import { factAbout } from "../../contract/bundle-names.ts";
import { button, element, table, way, type Child } from "./element.ts";
import { cutRows, timeSpan, whereOf } from "./exhibits-page.ts";
import { factAnchor, pinWay, statementAnchor, statementWay, type Ways } from "./ways.ts";

const KINDS = ["pin", "observation", "statement", "fact"] as const;
type Kind = (typeof KINDS)[number];
const KIND_WORDS = { pin: "kindPin", observation: "kindObservation", statement: "kindStatement", fact: "kindFact" } as const satisfies Record<Kind, string>;

interface Entry {
  readonly kind: Kind;
  readonly kindText: string;
  /** Null: no time is known. */
  readonly atMs: number | null;
  readonly toMs: number | null;
  /** Undefined: the time was told, and nothing is claimed of how sure it is. */
  readonly uncertaintyMs: number | null | undefined;
  readonly roughly: string | null;
  readonly what: readonly Child[];
  readonly anchor: string | null;
}

function entriesOf(ways: Ways): Entry[] {
  const { facts, words, openPage } = ways;
  const nameOf = new Map(facts.exhibits.map((exhibit) => [exhibit.exhibitId, exhibit.name]));
  return [
    ...facts.pins.map((pin): Entry => ({ kind: "pin", kindText: words.say("onePin"), atMs: pin.startMs, toMs: pin.endMs, uncertaintyMs: pin.uncertaintyMs, roughly: null, anchor: null, what: [pinWay(ways, pin.pinId), element("div", { class: "quiet" }, pin.cameraName)] })),
    ...facts.observations.map((one): Entry => ({
      kind: "observation", kindText: words.say("oneObservation"), atMs: one.atMs, toMs: one.toMs, uncertaintyMs: one.uncertaintyMs, roughly: null, anchor: null,
      what: [words.pair({ name: nameOf.get(one.exhibitId) ?? "", what: `${words.code("observation", one.state)}${one.count === null ? "" : ` · ${one.count}`}` }), element("div", { class: "quiet" }, whereOf(facts, one), " ", statementWay(ways, one.statementId))],
    })),
    ...facts.statements.map((one): Entry => ({
      kind: "statement", kindText: words.code("testimony", one.kind), atMs: one.fromMs, toMs: one.toMs, uncertaintyMs: undefined, roughly: null, anchor: null,
      what: [way(words.pair({ name: one.speaker, what: one.text.length > 200 ? `${one.text.slice(0, 200)}…` : one.text }), () => openPage("statements", statementAnchor(one.statementId))), element("div", { class: "quiet" }, words.code("finding", one.finding ?? "none"))],
    })),
    ...facts.facts.map((one): Entry => ({
      kind: "fact", kindText: words.code("fact", one.kind), atMs: one.fromMs, toMs: one.toMs, uncertaintyMs: one.uncertaintyMs, roughly: one.timeText, anchor: factAnchor(one.factId),
      what: [one.text, element("div", { class: "quiet" }, [...factAbout(facts, one), one.place, one.source === null ? null : words.pair({ name: words.say("source"), what: one.source })].filter((part) => part !== null).join(" · "))],
    })),
  ];
}

function entryTable(ways: Ways, entries: readonly Entry[]): HTMLElement {
  const { facts, words } = ways;
  return cutRows(ways, entries, (rows) => table([words.say("when"), words.say("kind"), words.say("what")], rows.map((entry) => [
    [element("span", { class: "time", ...(entry.anchor === null ? {} : { id: entry.anchor, tabindex: -1 }) }, ...(entry.atMs === null ? [] : timeSpan(entry.atMs, entry.toMs, facts.timezone))), " ",
      entry.atMs === null || entry.uncertaintyMs === undefined ? null : element("span", { class: entry.uncertaintyMs === null ? "warn" : "quiet" }, words.uncertainty(entry.uncertaintyMs)),
      entry.roughly === null ? null : element("div", {}, words.say("about", { time: entry.roughly }))],
    element("span", { class: `kind of-${entry.kind}` }, entry.kindText), entry.what,
  ])));
}

export function timelinePage(ways: Ways): HTMLElement {
  const { facts, words } = ways;
  const entries = entriesOf(ways);
  const kinds = KINDS.filter((kind) => entries.some((entry) => entry.kind === kind));
  const left = new Set<Kind>();
  const lists = element("div", {});
  const show = (): void => {
    const shown = entries.filter((entry) => !left.has(entry.kind));
    const timed = shown.filter((entry) => entry.atMs !== null).sort((a, b) => a.atMs! - b.atMs!);
    const untimed = shown.filter((entry) => entry.atMs === null);
    lists.replaceChildren(entryTable(ways, timed), ...(untimed.length === 0 ? [] : [element("h3", {}, words.say("untimed")), entryTable(ways, untimed)]));
  };
  const switches = kinds.map((kind) => {
    const made = button(words.say(KIND_WORDS[kind]), () => {
      if (!left.delete(kind)) left.add(kind);
      made.setAttribute("aria-pressed", String(!left.has(kind)));
      show();
    }, { "aria-pressed": "true", class: "switch" });
    return made;
  });
  show();
  return element("div", {}, element("p", { class: "quiet" }, facts.timezone), element("div", { class: "switches", role: "group", "aria-label": words.say("showKinds") }, ...switches), lists);
}
