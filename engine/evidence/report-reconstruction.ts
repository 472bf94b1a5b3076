// The part of the report that tells what was reconstructed: intervals of loss and what contradicts, statements, facts, the story.
// Facts come from case.json, words from the translations.

import type { BundleCase } from "../../contract/bundle.ts";
import { factAbout } from "../../contract/bundle-names.ts";
import { piecesOf } from "../../contract/story-text.ts";
import { displayTime, doubledSecondsText, durationText } from "../../contract/time-text.ts";
import type { translatorFor } from "../../resources/locales/translator.ts";
import { html, type Html } from "./html.ts";

type Words = ReturnType<typeof translatorFor>;

function table(headings: readonly string[], rows: readonly Html[]): Html {
  return html`<table><thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}

const sure = (t: Words, uncertaintyMs: number | null): string => (uncertaintyMs === null ? t("common:clock.uncertaintyUnknown") : doubledSecondsText(uncertaintyMs));

function lossRow(t: Words, facts: BundleCase, name: string, loss: BundleCase["continuity"][number]["loss"][number]): Html {
  const notes = [
    loss.isOrderEstablished ? (loss.marginMs === null ? t("reconstruction:oneClock") : t("reconstruction:margin", { margin: durationText(loss.marginMs) })) : t("reconstruction:unsure"),
    ...(loss.restsOnStatement ? [t("reconstruction:restsOnStatement")] : []),
    ...(loss.blindMs > 0 ? [t("reconstruction:blind", { length: durationText(loss.blindMs) })] : []),
  ];
  return html`<tr><td>${name}${loss.place === null ? null : html`<br><span class="q">${loss.place}</span>`}</td><td class="n">${loss.fromCount ?? t("reconstruction:some")} → ${loss.toCount}</td>
<td class="t">${displayTime(loss.fromMs, facts.timezone)}<br><span class="q">${sure(t, loss.fromUncertaintyMs)}</span></td><td class="t">${displayTime(loss.toMs, facts.timezone)}<br><span class="q">${sure(t, loss.toUncertaintyMs)}</span></td>
<td class="n">${durationText(loss.toMs - loss.fromMs)}</td><td>${notes.map((note) => html`<div>${note}</div>`)}</td></tr>`;
}

function continuitySection(t: Words, facts: BundleCase): Html {
  const nameOf = new Map(facts.exhibits.map((exhibit) => [exhibit.exhibitId, exhibit.name]));
  const losses = facts.continuity.flatMap((one) => one.loss.map((loss) => lossRow(t, facts, nameOf.get(one.exhibitId) ?? "", loss)));
  const clashes = facts.continuity.flatMap((one) => one.contradictions.map((clash) => html`<tr><td>${nameOf.get(one.exhibitId) ?? ""}</td><td class="t">${displayTime(clash.atMs, facts.timezone)}</td><td>${t(`common:contradiction.${clash.code}`)}</td></tr>`));
  if (losses.length === 0 && clashes.length === 0) return html``;
  return html`<h2>${t("reconstruction:continuity")}</h2><p>${t("reconstruction:containerRule")}</p>
${losses.length === 0 ? null : table([t("report:exhibitName"), t("report:count"), t("report:from"), t("report:to"), t("report:length"), t("report:note")], losses)}
${clashes.length === 0 ? null : table([t("report:exhibitName"), t("report:at"), t("reconstruction:contradictions")], clashes)}`;
}

function statementSection(t: Words, facts: BundleCase): Html {
  if (facts.statements.length === 0) return html``;
  const titleOf = new Map(facts.pins.map((pin) => [pin.pinId, pin.title]));
  return html`<h2>${t("reconstruction:statements")}</h2>${table([t("reconstruction:speaker"), t("reconstruction:speaksOf"), t("reconstruction:words"), t("reconstruction:finding"), t("report:pins")], facts.statements.map((one) => html`<tr>
<td>${one.speaker}<br><span class="q">${t(`common:testimony.${one.kind}`)}</span></td><td class="t">${one.fromMs === null ? t("report:none") : displayTime(one.fromMs, facts.timezone)}${one.toMs === null ? null : html`<br>${displayTime(one.toMs, facts.timezone)}`}</td>
<td>${one.text}</td><td>${t(`common:finding.${one.finding ?? "none"}`)}${one.note === null ? null : html`<br><span class="q">${one.note}</span>`}</td><td>${one.pinIds.map((pinId) => titleOf.get(pinId) ?? String(pinId)).join("; ")}</td></tr>`))}`;
}

/** From, to, how sure, and the rough words that were noted beside it: as much of it as there is. */
function factTime(t: Words, facts: BundleCase, one: BundleCase["facts"][number]): Html {
  const times = [one.fromMs, one.toMs].filter((ms) => ms !== null).map((ms) => displayTime(ms, facts.timezone));
  if (times.length === 0) return html`<span class="q">${one.timeText ?? t("report:none")}</span>`;
  return html`${times.map((time, i) => (i === 0 ? html`${one.fromMs === null ? "→ " : ""}${time}` : html`<br>→ ${time}`))}<br><span class="q">${sure(t, one.uncertaintyMs)}${one.timeText === null ? "" : ` · ${one.timeText}`}</span>`;
}

function factSection(t: Words, facts: BundleCase): Html {
  if (facts.facts.length === 0) return html``;
  return html`<h2>${t("reconstruction:facts")}</h2>${table([t("report:at"), t("reconstruction:kind"), t("reconstruction:factText"), t("reconstruction:about"), t("report:where"), t("reconstruction:source")], facts.facts.map((one) => html`<tr>
<td class="t">${factTime(t, facts, one)}</td><td class="o">${t(`common:fact.${one.kind}`)}</td><td>${one.text}</td><td>${factAbout(facts, one).map((part) => html`<div>${part}</div>`)}</td><td>${one.place}</td><td>${one.source}</td></tr>`))}`;
}

/** The text with what each token stands for now in its place. */
function toldText(t: Words, facts: BundleCase, section: BundleCase["story"][number]): string {
  return piecesOf(section).map((one) => (typeof one === "string" ? one : one.title === null ? t("report:none")
    : one.startMs === null ? one.title : `${one.title} (${displayTime(one.startMs, facts.timezone)})`)).join("");
}

/** Nothing where nothing was reconstructed. */
export function reconstructionSections(t: Words, facts: BundleCase): Html {
  return html`${continuitySection(t, facts)}${statementSection(t, facts)}${factSection(t, facts)}${facts.story.length === 0 ? null : html`<h2>${t("reconstruction:story")}</h2>${facts.story.map((section) => html`<h3>${section.title}</h3><p class="l">${toldText(t, facts, section)}</p>`)}`}`;
}
