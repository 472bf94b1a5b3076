// The draft of a 调取证据通知书 for one stretch of footage: what is known filled in, what is not left blank. A draft and no more:
// its legal basis, number and seal are left to those who check and sign it.

import type { GapRequest } from "../../contract/gap-report.ts";
import type { CaseView } from "../../contract/reconstruction.ts";
import { displayTime, timeParts } from "../../contract/time-text.ts";
import { langs, type Lang } from "../../resources/locales/locales.ts";
import { translatorFor } from "../../resources/locales/translator.ts";
import { html, type Html } from "../evidence/html.ts";
import { onOneLine } from "../../contract/plain-text.ts";
import { safeSegment } from "../evidence/payload-names.ts";
import { PAPER_STYLE } from "../evidence/report.ts";

export interface NoticeFacts {
  readonly request: GapRequest;
  /** Null: asked for outside of any case. */
  readonly file: CaseView | null;
  readonly timezone: string;
  readonly madeMs: number;
}

const BLANK = "＿＿＿＿＿＿＿＿";
const BLANK_LATIN = "________________";

interface Notice {
  readonly title: string;
  readonly draft: string;
  readonly number: string;
  readonly addressee: string;
  readonly opening: string;
  readonly footage: readonly (readonly [term: string, value: string])[];
  /** What follows the footage, a paragraph each; the lines for signatures last. */
  readonly closing: readonly string[];
  readonly signatures: readonly string[];
}

function noticeIn(lang: Lang, { request, file, timezone, madeMs }: NoticeFacts): Notice {
  const t = translatorFor(lang);
  const blank = lang === "en" ? BLANK_LATIN : BLANK;
  const given = (value: string | null | undefined): string => (value === null || value === undefined || value === "" ? blank : onOneLine(value));
  const range = (startMs: number, endMs: number): string => `${displayTime(startMs, timezone).slice(0, 19)} – ${displayTime(endMs, timezone).slice(0, 19)}`;
  // What a recorder shows has no zone of its own: the digits on its screen.
  const cameraTime = request.cameraStartMs === null || request.cameraEndMs === null ? t("gaps:notice.clockUnread") : range(request.cameraStartMs, request.cameraEndMs);
  const officers = [0, 1].map((i) => given(file?.officers[i]));
  return {
    title: t("gaps:notice.title"), draft: t("gaps:notice.draft"), number: t("gaps:notice.number", { blank }),
    addressee: t("gaps:notice.addressee", { holder: given(request.holder) }),
    opening: t("gaps:notice.opening", { cause: given(file?.cause), number: given(file?.number) }),
    footage: [
      [t("gaps:notice.site"), given(request.site ?? request.place)],
      [t("gaps:notice.camera"), request.name === request.cameraId ? onOneLine(request.name) : onOneLine(`${request.name} (${request.cameraId})`)],
      [t("gaps:notice.device"), given([request.device, request.recorder].filter((part) => part !== null && part !== "").join(" · "))],
      [t("gaps:notice.channel"), given(request.channel)],
      ...(request.gb28181 === null ? [] : [[t("gaps:notice.gb28181"), onOneLine(request.gb28181)] as const]),
      [t("gaps:notice.place"), given(request.place)],
      [t("gaps:notice.trueTime"), `${range(request.startMs, request.endMs)} (${t("gaps:notice.zone", { timezone, offset: timeParts(request.startMs, timezone).offset })})`],
      [t("gaps:notice.cameraTime"), cameraTime],
      [t("gaps:notice.overwrite"), request.overwriteMs === null ? t("gaps:unknown") : displayTime(request.overwriteMs, timezone).slice(0, 16)],
    ],
    closing: [t("gaps:notice.ask"), t("gaps:notice.basis", { blank: blank + blank })],
    signatures: [t("gaps:notice.officers", { first: officers[0], second: officers[1] }), t("gaps:notice.unit", { blank }), t("gaps:notice.date", { made: timeParts(madeMs, timezone).date }), t("gaps:notice.receipt", { blank })],
  };
}

function textOf(lang: Lang, notice: Notice): string {
  const t = translatorFor(lang);
  return [
    notice.title, notice.draft, "", notice.number, "", notice.addressee, "", notice.opening, "",
    ...notice.footage.map(([term, value]) => t("common:pair", { name: term, what: value })), "", ...notice.closing, "", ...notice.signatures, "",
  ].join("\n");
}

const NOTICE_STYLE = `.notice{max-width:720px;margin:0 auto;font-size:15px;line-height:1.9}.notice+.notice{break-before:page;margin-top:48px}
.notice h1{text-align:center;font-size:24px;letter-spacing:.12em}.notice:lang(en) h1{letter-spacing:0}.draft{text-align:center;color:#8a4b00;font-size:13px}.number{text-align:right}
.notice table{font-size:14px;margin:8px 0}.notice th{width:11em;white-space:normal}.notice p{max-width:none}.sign{margin-top:28px}.sign p{margin:10px 0}
@page{size:A4;margin:18mm}@media print{.notice+.notice{margin-top:0}}`;

function pageOf(lang: Lang, notice: Notice): Html {
  return html`<section class="notice" lang="${lang}"><h1>${notice.title}</h1><p class="draft">${notice.draft}</p><p class="number">${notice.number}</p><p>${notice.addressee}</p><p>${notice.opening}</p>
<table><tbody>${notice.footage.map(([term, value]) => html`<tr><th scope="row">${term}</th><td class="n">${value}</td></tr>`)}</tbody></table>
${notice.closing.map((line) => html`<p>${line}</p>`)}<div class="sign">${notice.signatures.map((line) => html`<p>${line}</p>`)}</div></section>`;
}

/** One page (in the sense of a file) with a notice in both languages for each request, the given language first. */
export function noticesPage(notices: readonly NoticeFacts[], lang: Lang): string {
  const order = [lang, ...langs.filter((one) => one !== lang)];
  const title = translatorFor(lang)("gaps:notice.title");
  return html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><style>${{ html: PAPER_STYLE + NOTICE_STYLE }}</style></head><body>${notices.length === 0 ? html`<p>${translatorFor(lang)("gaps:requests.none")}</p>` : null}${
    notices.flatMap((facts) => order.map((one) => pageOf(one, noticeIn(one, facts))))}</body></html>\n`.html;
}

/** `name` is safe as a file's name on any system. */
export function noticePaper(facts: NoticeFacts, lang: Lang): { readonly name: string; readonly text: string; readonly page: string } {
  const parts = timeParts(facts.request.startMs, facts.timezone);
  const name = safeSegment(`${translatorFor(lang)("gaps:notice.fileName")}-${facts.request.cameraId.slice(0, 60)}-${parts.date}-${parts.time.replaceAll(":", "")}.html`);
  return { name, text: textOf(lang, noticeIn(lang, facts)), page: noticesPage([facts], lang) };
}
