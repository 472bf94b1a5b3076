// The readable report of a bundle: one HTML page without scripts that prints on A4. Facts come from case.json, words from the
// translations. Papers with blanks for signatures are not this file's.

import type { BundleCase, BundleFile, BundlePin } from "../../contract/bundle.ts";
import { cameraWithId } from "../../contract/bundle-names.ts";
import type { MomentOrder, OrderedMoment } from "../../contract/order.ts";
import { displayTime, doubledSecondsText, durationText } from "../../contract/time-text.ts";
import { lengthWords, orderSentence, type SayOrder } from "../../resources/locales/order-sentence.ts";
import { translatorFor } from "../../resources/locales/translator.ts";
import { reconstructionSections } from "./report-reconstruction.ts";
import { html, hrefFromPath, type Html } from "./html.ts";
import { onOneLine, withVisibleControls } from "../../contract/plain-text.ts";

type Words = ReturnType<typeof translatorFor>;

/** What our papers look like, on screen and on A4. Marks of English that a Han face would draw a square wide come from a Latin one, as in the window. */
export const PAPER_STYLE = `
@font-face{font-family:"Latin Marks";unicode-range:U+B7,U+2013-2014,U+2018-201D,U+2026;src:local("Segoe UI"),local("Helvetica Neue"),local("Noto Sans"),local("Liberation Sans"),local("DejaVu Sans"),local("Arial")}
:root{color:#14171a;background:#fff;font:14px/1.6 "Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
[lang="en"]{font-family:"Latin Marks","Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
body{max-width:1040px;margin:32px auto;padding:0 24px}
h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:32px 0 8px;border-bottom:1px solid #a3aab1;padding-bottom:4px}
table{border-collapse:collapse;width:100%;font-size:12.5px}th,td{border:1px solid #d3d7db;padding:5px 8px;text-align:left;vertical-align:top}body{overflow-wrap:anywhere}
th{background:#f0f2f4;font-weight:600;white-space:nowrap}dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 16px;margin:12px 0}
dt{color:#5c656d}dd{margin:0}.t,.n{font-variant-numeric:tabular-nums}.t,.o{white-space:nowrap}.t .q{white-space:normal}.h{font-family:ui-monospace,Consolas,monospace;font-size:11px;word-break:break-all}
.fixed{table-layout:fixed}.fixed th{white-space:normal}
.w{color:#8a4b00;font-weight:600}.q{color:#5c656d}img{width:224px;height:auto;display:block;background:#000}p{max-width:80ch}.l{white-space:pre-line}
.fixed img{width:100%}.more td{border-top:0;padding-top:0}tr{break-inside:avoid}thead{display:table-header-group}@media print{body{margin:0;max-width:none;padding:0}h2{break-after:avoid}}`;

function uncertaintyHtml(t: Words, uncertaintyMs: number | null): Html {
  return uncertaintyMs === null ? html`<span class="w">${t("report:uncorrected")}</span>` : html`${doubledSecondsText(uncertaintyMs)}`;
}

/** Terms and what they are; what is not known is left out. */
export function definitionList(rows: readonly (readonly [string, string | null])[]): Html {
  return html`<dl>${rows.filter(([, value]) => value !== null && value !== "").map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

/**
 * A table whose head repeats on every page. `widths` (CSS, one a column) for tables with paths in them: a path has no place to break
 * at and would take the room of all other columns.
 */
export function table(headings: readonly string[], rows: readonly Html[], widths: readonly string[] = []): Html {
  return html`<table${widths.length === 0 ? null : { html: ' class="fixed"' }}>${widths.length === 0 ? null : html`<colgroup>${widths.map((width) => html`<col style="width:${width}">`)}</colgroup>`}<thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}

function pinRow(t: Words, facts: BundleCase, pin: BundlePin, number: number): Html {
  const still = pin.sources[0]?.stillPath ?? null;
  // The report lies in data/, beside what it shows.
  const stillHref = still === null ? null : hrefFromPath(still.replace(/^data\//, ""));
  return html`<tr><td class="n">${number}</td>
<td>${stillHref === null ? t("report:none") : html`<img src="${stillHref}" alt="${pin.title}">`}</td>
<td><strong>${pin.title}</strong>${pin.note === null ? null : html`<br>${pin.note}`}${pin.tags.length === 0 ? null : html`<br><span class="q">${pin.tags.join(" · ")}</span>`}</td>
<td class="t">${displayTime(pin.startMs, facts.timezone)}<br>${displayTime(pin.endMs, facts.timezone)}<br>${uncertaintyHtml(t, pin.uncertaintyMs)} · ${durationText(pin.endMs - pin.startMs)}
<br><span class="q">${t("report:cameraClaim", { time: displayTime(pin.cameraStartMs, facts.timezone) })}</span></td>
<td>${pin.cameraName}${pin.cameraName === pin.cameraId ? "" : ` (${pin.cameraId})`}${pin.sources.map((source) => html`<div>${source.originalPath ?? source.playablePath ?? t("report:none")}</div><div class="h">${source.sha256 ?? ""}</div>`)}</td></tr>`;
}

function clockRows(t: Words, facts: BundleCase): Html[] {
  return facts.cameras.map((camera) => html`<tr><td>${camera.name}<br><span class="q">${camera.cameraId}</span></td><td>${camera.site ?? t("report:none")}</td>
<td>${camera.epochs.length === 0 ? html`<span class="w">${t("report:noReadings")}</span>` : camera.epochs.flatMap((epoch) => epoch.readings).map((reading) => html`<div>${t("report:reading", {
    camera: displayTime(reading.cameraMs, facts.timezone), true: displayTime(reading.trueMs, facts.timezone),
    uncertainty: doubledSecondsText(reading.uncertaintyMs), method: reading.method, by: reading.by,
  })}</div>`)}</td></tr>`);
}

function fileRow(t: Words, file: BundleFile): Html {
  const remarks = file.problems.map((problem) => t(`problems:${problem.code}.message` as never, problem.params as never) as unknown as string);
  const derivation = file.derivation;
  return html`<tr><td>${file.path}<div class="h">${file.sha256}</div><span class="q">${t("report:size")} ${file.sizeBytes.toLocaleString("en-US")}</span></td><td>${t(`report:roles.${file.role}`)}${derivation === null ? null : html`<br><span class="q">${t(derivation.isTranscoded ? "report:transcoded" : "report:streamCopy")}${
    derivation.leadMs === null || derivation.leadMs <= 0 ? null : html`<br>${t("report:lead", { seconds: (derivation.leadMs / 1000).toFixed(2) })}`}</span>`}</td>
<td>${file.originalPath ?? t("report:none")}</td>
<td>${file.time.source === null ? t("report:none") : t(`common:timeSource.${file.time.source}`)}${file.time.confidence === "low" ? html` <span class="w">${t("report:guess")}</span>` : null}
${remarks.map((remark) => html`<div class="q">${remark}</div>`)}</td></tr>${
    derivation === null ? null : html`<tr class="more"><td colspan="4" class="h">${t("report:derivedFrom", { source: derivation.sourcePath ?? derivation.sourceSha256, command: derivation.command })}</td></tr>`}`;
}

function gapSection(t: Words, facts: BundleCase): Html {
  if (facts.gaps.length === 0) return html`<p>${t("report:noGaps")}</p>`;
  return table([t("report:camera"), t("report:from"), t("report:to"), t("report:length"), t("report:gapCause")], facts.gaps.map((gap) => html`<tr><td>${cameraWithId(facts.cameras, gap.cameraId)}</td>
<td class="t">${displayTime(gap.startMs, facts.timezone)}</td><td class="t">${displayTime(gap.endMs, facts.timezone)}</td><td class="n">${durationText(gap.endMs - gap.startMs)}</td><td class="o">${t(`common:gap.${gap.cause}`)}</td></tr>`));
}

function orderedMoment(facts: BundleCase, moment: OrderedMoment): Html {
  const number = facts.pins.findIndex((pin) => pin.pinId === moment.pinId) + 1;
  return html`${number}. ${moment.label}<br><span class="q">${moment.cameraName}</span>`;
}

function orderRow(facts: BundleCase, say: SayOrder, order: MomentOrder): Html {
  return html`<tr><td>${orderedMoment(facts, order.a)}</td><td>${orderedMoment(facts, order.b)}</td><td class="n">${lengthWords(order.deltaMs, say)}</td>
<td>${order.established ? orderSentence(order, say) : html`<span class="w">${orderSentence(order, say)}</span>`}</td></tr>`;
}

/** Each pin and the next: a list by time alone would claim an order that the clocks may not bear. */
function orderSection(t: Words, facts: BundleCase): Html {
  if (facts.orders.length === 0) return html``;
  const say: SayOrder = (word, params = {}) => t(`common:${word}`, params);
  return html`<h2>${say("order.heading")}</h2><p>${say("order.note")}</p>${table([say("order.earlier"), say("order.later"), say("order.apart"), say("order.verdict")], facts.orders.map((order) => orderRow(facts, say, order)))}`;
}

function exhibitSection(t: Words, facts: BundleCase): Html {
  if (facts.exhibits.length === 0) return html``;
  const nameOf = new Map(facts.exhibits.map((exhibit) => [exhibit.exhibitId, exhibit.name]));
  return html`<h2>${t("report:exhibits")}</h2>${table([t("report:exhibitName"), t("report:count")], facts.exhibits.map((exhibit) => html`<tr><td>${exhibit.name}</td><td class="n">${exhibit.count}</td></tr>`))}
${facts.observations.length === 0 ? null : html`<h2>${t("report:observations")}</h2>${table([t("report:exhibitName"), t("report:at"), t("report:state"), t("report:count"), t("report:where"), t("report:note")],
    facts.observations.map((o) => html`<tr><td>${nameOf.get(o.exhibitId) ?? ""}</td><td class="t">${displayTime(o.atMs, facts.timezone)}</td><td class="o">${t(`common:observation.${o.state}`)}</td><td class="n">${o.count}</td>
<td>${[o.cameraId === null ? null : cameraWithId(facts.cameras, o.cameraId), o.place, o.holder, o.container].filter((part) => part !== null).join(" · ")}</td><td>${o.note}</td></tr>`))}`}`;
}

/** The whole page, in the bundle's language. */
export function renderReport(facts: BundleCase): string {
  const t = translatorFor(facts.lang);
  const { case: theCase } = facts;
  const period = theCase.periodFromMs === null || theCase.periodToMs === null ? null
    : `${displayTime(theCase.periodFromMs, facts.timezone)} – ${displayTime(theCase.periodToMs, facts.timezone)}`;
  return html`<!doctype html><html lang="${facts.lang}"><head><meta charset="utf-8"><title>${theCase.number} ${theCase.title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:"><meta name="viewport" content="width=device-width"><style>${{ html: PAPER_STYLE }}</style></head><body>
<h1>${t("report:title")}</h1>
${definitionList([
    [t("report:caseNumber"), theCase.number], [t("report:cause"), theCase.cause], [t("report:caseTitle"), theCase.title], [t("report:place"), theCase.place],
    [t("report:period"), period], [t("report:officers"), theCase.officers.length === 0 ? null : theCase.officers.reduce((a, b) => t("common:listed", { a, b }))],
    [t("report:madeAt"), displayTime(facts.exportedMs, facts.timezone)],
    [t("report:madeBy"), [facts.exportedBy.name, facts.exportedBy.unit, facts.exportedBy.number].filter((part) => part !== null).join(" · ")],
    [t("report:timezone"), facts.timezone], [t("report:program"), facts.generator],
  ])}
<p>${t("report:timesNote", { timezone: facts.timezone })}</p>
<h2>${t("report:pins")}</h2>${table([t("report:pinNumber"), t("report:still"), t("report:what"), `${t("report:from")} / ${t("report:to")} · ${t("report:length")}`, `${t("report:camera")} · ${t("report:sourceFile")}`],
    facts.pins.map((pin, i) => pinRow(t, facts, pin, i + 1)), ["44px", "18%", "23%", "208px", "auto"])}
${orderSection(t, facts)}
${exhibitSection(t, facts)}
${reconstructionSections(t, facts)}
<h2>${t("report:clocks")}</h2>${table([t("report:camera"), t("report:place"), t("report:readings")], clockRows(t, facts))}
<h2>${t("report:gaps")}</h2>${gapSection(t, facts)}
<h2>${t("report:files")}</h2>${table([`${t("report:file")} · ${t("report:sha256")}`, t("report:role"), t("report:originalName"), t("report:timeSource")], facts.files.map((file) => fileRow(t, file)), ["38%", "18%", "28%", "auto"])}
<h2>${t("report:custody")}</h2><p>${t("report:custodyNote", { entries: facts.custody.entries, head: facts.custody.head ?? "" })}</p>
<h2>${t("report:howToCheck")}</h2><p>${t("report:howToCheckSteps")}</p><p>${t("report:whatIsWhat")}</p>
</body></html>`.html;
}

/** README.txt at the bundle's root, in both languages, for whoever gets the folder without a word. */
export function renderReadme(facts: BundleCase): string {
  const parts = (["zh-CN", "en"] as const).map((lang) => {
    const t = translatorFor(lang);
    const value = (text: string): string => withVisibleControls(onOneLine(text));
    return [t("report:readmeTitle"), `${t("report:caseNumber")}: ${value(facts.case.number)}`, `${t("report:caseTitle")}: ${value(facts.case.title)}`, "",
      t("report:whatIsWhat"), "", `${t("report:howToCheck")}:`, t("report:howToCheckSteps"), ""].join("\r\n");
  });
  return `${parts.join(`\r\n${"-".repeat(60)}\r\n\r\n`)}`;
}

