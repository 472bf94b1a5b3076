// The report of gaps on paper: one HTML page without scripts that prints on A4 (light, heads of tables repeat), and the same
// rows as CSV. Facts come from gap-report.ts, words from the translations.

import type { GapReport, ReportCause } from "../../contract/gap-report.ts";
import { hourRuns, hourSlots, isGapCause, isMissing, WEEK_HOURS, weekShares } from "../../contract/gap-week.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { percentText } from "../../contract/share-text.ts";
import { displayTime, durationText, isoFromInstant, timeParts } from "../../contract/time-text.ts";
import { weekWords } from "../../resources/locales/gap-week-words.ts";
import type { Lang } from "../../resources/locales/locales.ts";
import { translatorFor } from "../../resources/locales/translator.ts";
import { html, type Html } from "../evidence/html.ts";
import { safeSegment } from "../evidence/payload-names.ts";
import { definitionList, PAPER_STYLE, table } from "../evidence/report.ts";
import { noticesPage } from "./notice-paper.ts";
import { csvTable } from "./timeline-table.ts";

export interface GapPaperFacts {
  readonly report: GapReport;
  readonly site: string | null;
  readonly file: CaseView | null;
  readonly timezone: string;
  readonly madeMs: number;
}

type Words = ReturnType<typeof translatorFor>;
type Sums = GapReport["sites"][number]["sums"];

/** A page of more rows is read by nobody; the table for a spreadsheet has them all. */
const PAGE_ROWS_MAX = 5_000;

const causeWord = (t: Words, cause: ReportCause): string =>
  isGapCause(cause) ? t(`common:gap.${cause}`) : t(`common:reportCause.${cause}`);
const hours = (t: Words, ms: number): string => t("gaps:hours", { hours: (ms / 3_600_000).toFixed(1) });
const short = (ms: number, timezone: string): string => displayTime(ms, timezone).slice(0, 19);

const STYLE = `@page{size:A4;margin:14mm 12mm}body{font-size:13px}table{font-size:11.5px}.n{text-align:right;white-space:nowrap}.hc{font-weight:600;background:#f7f8f9}
svg{display:block}.k{font-size:11px;color:#5c656d}h2{break-after:avoid}@media print{body{font-size:11px}table{font-size:10px}}`;

function sumsCell(t: Words, sums: Sums): Html {
  return html`${sums.map((sum) => html`<div>${t("common:pair", { name: causeWord(t, sum.cause), what: `${hours(t, sum.totalMs)} (${percentText(sum.share)})` })}</div>`)}`;
}

/** Rows are days, columns hours; the darker, the more is missing. A hatched square: the report does not reach this hour. */
function weekPicture(t: Words, shares: readonly (number | null)[]): Html {
  const cells = Array.from({ length: WEEK_HOURS }, (_, slot) => {
    const share = shares[slot] ?? null;
    // From nearly white to nearly black, by lightness alone: it survives a black-and-white printer.
    const fill = share === null ? "none" : `hsl(16 70% ${Math.round(94 - 62 * share)}%)`;
    return html`<rect x="${(slot % 24) * 6}" y="${Math.floor(slot / 24) * 6}" width="5.5" height="5.5" fill="${fill}"${share === null ? { html: ' stroke="#d3d7db" stroke-width=".4"' } : null}/>`;
  });
  return html`<svg width="144" height="42" viewBox="0 0 144 42" role="img" aria-label="${weekWords(hourRuns(shares), (word, params) => t(`gaps:week.${word}`, { ...params })).join("; ") || t("gaps:week.none")}">${cells}</svg>`;
}

function scopeList(t: Words, { report, site, file, timezone, madeMs }: GapPaperFacts): Html {
  return definitionList([
    [t("report:caseNumber"), file?.number ?? null], [t("report:caseTitle"), file?.title ?? null], [t("gaps:site"), site],
    [t("report:period"), report.fromMs === report.toMs ? null : `${displayTime(report.fromMs, timezone)} – ${displayTime(report.toMs, timezone)}`],
    [t("report:timezone"), timezone], [t("report:madeAt"), displayTime(madeMs, timezone)],
  ]);
}

function sumSections(t: Words, { report, timezone }: GapPaperFacts): Html {
  const slots = hourSlots({ startMs: report.fromMs, endMs: report.toMs }, timezone);
  const wholeMs = report.toMs - report.fromMs;
  const missing = Map.groupBy(report.rows.filter((row) => isMissing(row.cause)), (row) => row.cameraId);
  return html`<h2>${t("gaps:bySite")}</h2>${table([t("gaps:site"), t("gaps:cameras"), t("gaps:held"), t("gaps:without")], report.sites.map((site) => html`<tr><td>${site.site ?? t("gaps:noSite")}</td><td class="n">${site.cameras}</td>
<td class="n">${hours(t, site.coveredMs)}<br>${percentText(site.coveredShare)}</td><td>${sumsCell(t, site.sums)}</td></tr>`))}
<h2>${t("gaps:byCamera")}</h2><p class="k">${t("gaps:week.legend")}</p>${table([t("report:camera"), t("gaps:held"), t("gaps:watched"), t("gaps:without"), t("gaps:week.title")], report.cameras.map((camera) => html`<tr>
<td>${camera.name}<br><span class="q">${camera.site ?? ""}</span></td><td class="n">${hours(t, camera.coveredMs)}<br>${percentText(camera.coveredMs / wholeMs)}</td><td class="n">${hours(t, camera.watchedMs)}</td><td>${sumsCell(t, camera.sums)}</td>
<td>${weekPicture(t, weekShares(slots, missing.get(camera.cameraId) ?? []))}</td></tr>`))}`;
}

function requestSection(t: Words, { report, timezone }: GapPaperFacts): Html {
  if (report.requests.length === 0) return html`<h2>${t("gaps:requests.title")}</h2><p>${t("gaps:requests.none")}</p>`;
  return html`<h2>${t("gaps:requests.title")}</h2>${table([t("report:camera"), t("report:from"), t("report:to"), t("gaps:overwrite"), t("gaps:requests.holder")], report.requests.map((one) => html`<tr>
<td>${one.name}<br><span class="q">${one.site ?? ""}</span></td><td class="t">${short(one.startMs, timezone)}</td><td class="t">${short(one.endMs, timezone)}</td>
<td class="t">${one.overwriteMs === null ? t("gaps:unknown") : short(one.overwriteMs, timezone)}${one.leftMs !== null && one.leftMs < 0 ? html`<br><span class="w">${t("gaps:requests.gone")}</span>` : null}</td><td>${one.holder ?? t("report:none")}</td></tr>`))}`;
}

function rowSection(t: Words, { report, timezone }: GapPaperFacts): Html {
  const names = new Map(report.cameras.map((camera) => [camera.cameraId, camera]));
  let heading: string | null | undefined;
  const rows = report.rows.slice(0, PAGE_ROWS_MAX).flatMap((row) => {
    const camera = row.cameraId === null ? null : names.get(row.cameraId);
    const isNew = heading !== row.cameraId;
    heading = row.cameraId;
    return [
      ...(isNew ? [html`<tr><td class="hc" colspan="5">${camera?.name ?? t("common:reportCause.no-camera")}${row.site === null ? "" : ` · ${row.site}`}</td></tr>`] : []),
      html`<tr><td class="t">${short(row.startMs, timezone)}</td><td class="t">${short(row.endMs, timezone)}</td><td class="n">${durationText(row.endMs - row.startMs)}</td><td>${causeWord(t, row.cause)}</td>
<td class="t">${row.overwriteMs === null ? "" : short(row.overwriteMs, timezone)}</td></tr>`,
    ];
  });
  const more = report.rows.length - PAGE_ROWS_MAX;
  return html`<h2>${t("gaps:all")}</h2>${report.rows.length === 0 ? html`<p>${t("gaps:none")}</p>` : table([t("report:from"), t("report:to"), t("report:length"), t("report:gapCause"), t("gaps:overwrite")], rows)}${
    more > 0 ? html`<p class="w">${t("gaps:moreInTable", { count: more })}</p>` : null}`;
}

function pageText(facts: GapPaperFacts, lang: Lang): string {
  const t = translatorFor(lang);
  return html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${t("gaps:title")}${facts.file === null ? "" : ` ${facts.file.number}`}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><style>${{ html: PAPER_STYLE + STYLE }}</style></head><body>
<h1>${t("gaps:title")}</h1>${scopeList(t, facts)}<p class="k">${t("gaps:note")}</p>${sumSections(t, facts)}${requestSection(t, facts)}${rowSection(t, facts)}</body></html>\n`.html;
}

function tableText({ report, timezone }: GapPaperFacts): string {
  const names = new Map(report.cameras.map((camera) => [camera.cameraId, camera.name]));
  const iso = (ms: number | null): string => (ms === null ? "" : isoFromInstant(ms, timezone));
  return csvTable(["camera_id", "camera", "site", "cause", "from", "to", "seconds", "overwritten_from"], report.rows.map((row) => [
    row.cameraId ?? "", row.cameraId === null ? "" : (names.get(row.cameraId) ?? ""), row.site ?? "", row.cause, iso(row.startMs), iso(row.endMs), ((row.endMs - row.startMs) / 1000).toFixed(3), iso(row.overwriteMs),
  ]));
}

/** The report in one of its forms; `name` is safe as a file's name on any system. */
export function gapPaper(facts: GapPaperFacts, form: "page" | "table" | "notices", lang: Lang): { readonly name: string; readonly text: string } {
  const t = translatorFor(lang);
  const subject = facts.file?.number ?? facts.site;
  const name = safeSegment([t(form === "notices" ? "gaps:notice.fileName" : "gaps:fileName"), subject?.slice(0, 60), timeParts(facts.madeMs, facts.timezone).date].filter(Boolean).join("-"));
  switch (form) {
    case "page": return { name: `${name}.html`, text: pageText(facts, lang) };
    case "table": return { name: `${name}.csv`, text: tableText(facts) };
    case "notices": return { name: `${name}.html`, text: noticesPage(facts.report.requests.map((request) => ({ request, file: facts.file, timezone: facts.timezone, madeMs: facts.madeMs })), lang) };
  }
}
