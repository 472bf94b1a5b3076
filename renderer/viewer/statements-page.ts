// Each claim that someone made, beside what the footage was found to say of it and the pins that show that.

import type { Finding, Statement } from "../../contract/reconstruction.ts";
import { displayTime } from "../../contract/time-text.ts";
import { element } from "./element.ts";
import { pinWay, statementAnchor, type Ways } from "./ways.ts";

/** A shape beside the word: colours are not for everyone, and not for a printer. */
const FINDING_MARKS: Readonly<Record<Finding | "none", string>> = { confirmed: "✓", contradicted: "✗", "not-observable": "?", none: "–" };

function findingMark({ words }: Ways, finding: Finding | null): HTMLElement {
  const name = finding ?? "none";
  return element("span", { class: `finding ${name}` }, `${FINDING_MARKS[name] ?? ""} ${words.code("finding", name)}`);
}

function statementCard(ways: Ways, statement: Statement): HTMLElement {
  const { facts, words } = ways;
  const { say } = words;
  const time = (ms: number): HTMLElement => element("span", { class: "time" }, displayTime(ms, facts.timezone));
  const spokenOf = statement.fromMs === null ? [say("noTime")] : [time(statement.fromMs), ...(statement.toMs === null ? [] : [" – ", time(statement.toMs)])];
  // The last one is what holds; those before it stand in the order of their making.
  const earlier = statement.assessments.slice(0, -1);
  return element("article", { class: "statement", "data-testid": "viewer-statement" },
    element("div", {},
      element("h3", { id: statementAnchor(statement.statementId), tabindex: -1, dir: "auto" }, statement.speaker, element("span", { class: "quiet" }, ` ${words.code("testimony", statement.kind)}`)),
      element("blockquote", { dir: "auto" }, statement.text),
      element("p", { class: "quiet" }, words.pair({ name: say("speaksOf"), what: "" }), ...spokenOf, ...(statement.madeMs === null ? [] : [element("br"), say("madeOn", { time: displayTime(statement.madeMs, facts.timezone) })]))),
    element("div", {},
      element("div", { class: "quiet" }, say("finding")), findingMark(ways, statement.finding),
      statement.note === null ? null : element("p", { class: "note", dir: "auto" }, statement.note),
      statement.pinIds.length === 0 ? null : element("p", {}, element("span", { class: "quiet" }, words.pair({ name: say("shownBy"), what: "" })), ...statement.pinIds.flatMap((pinId) => [pinWay(ways, pinId), " "])),
      earlier.length === 0 ? null : element("details", {}, element("summary", {}, say("earlier")), ...earlier.map((one) => element("p", { class: "quiet" },
        `${displayTime(one.createdMs, facts.timezone)} · ${one.by} · ${one.finding === null ? say("takenBack") : words.code("finding", one.finding)}${one.note === null ? "" : ` · ${one.note}`}`)))));
}

export function statementsPage(ways: Ways): HTMLElement {
  return element("div", {}, ...ways.facts.statements.map((statement) => statementCard(ways, statement)));
}
