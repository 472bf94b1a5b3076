// What people wrote and recorders named, in the papers of a bundle: never markup, never a second line, never read backwards.
// The report, the viewer's page, the plain text and bag-info are made from one set of hostile facts.

import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { BUNDLE_FORMAT, type BundleCase, type BundleFile, type BundlePin } from "../../../contract/bundle.ts";
import type { MomentOrder } from "../../../contract/order.ts";
import { asCameraMs, asTrueMs } from "../../../contract/time.ts";
import { escapeHtml } from "../../../engine/evidence/html.ts";
import { renderReadme, renderReport } from "../../../engine/evidence/report.ts";
import { renderViewerPage } from "../../../engine/evidence/viewer-page.ts";
import { T0 } from "../../support/made-library.ts";

const HOSTILE = [
  `</script><img src=x onerror=alert(1)>`, `</style><script>alert(1)</script>`, `<!--<script>`, `]]><svg onload=alert(1)>`, `" onmouseover="alert(1)`, `' autofocus onfocus='alert(1)`,
  `&lt;b&gt;`, `%SCRIPT%%FACTS%%CSP%`, `$&$1$\``, `\u202egpj.exe\u202c`, `\u200fabc\u2066x\u2069`, `a\u2028b\u2029c`, `half \ud800 pair \udc00`, `line\r\nInjected-Label: yes\r\n`, `nul\u0000bell\u0007esc\u001b[31m`,
  `{{t}} $t(report:title)`,
] as const;

/** Every text of a bundle's facts set to one hostile text. */
function factsWith(text: string, lang: "zh-CN" | "en" = "en"): BundleCase {
  const path = "data/footage/c1/a.mp4";
  const file: BundleFile = {
    path, role: "original", sizeBytes: 1, sha256: "0".repeat(64), originalPath: `/footage/${text}`, originalPathBytes: null, cameraId: text, container: "mp4", videoCodec: "h264",
    durationMs: 1_000, framesPerSecond: 25, time: { source: "name", basis: "local", confidence: "high", startCameraMs: asCameraMs(T0) },
    derivation: null, problems: [{ code: "duplicate-content", params: { duplicateOf: text } }],
  };
  const cut: BundleFile = { ...file, path: "data/clips/c1/pin-1-1.mp4", role: "cut", derivation: { sourcePath: null, sourceSha256: "1".repeat(64), command: text, tool: text, isTranscoded: false, leadMs: 40 } };
  const pin: BundlePin = {
    pinId: 1, caseId: 1, cameraId: text, cameraName: text, title: text, note: text, tags: [text], startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 1_000),
    cameraStartMs: asCameraMs(T0), cameraEndMs: asCameraMs(T0 + 1_000), uncertaintyMs: null, gaps: [], by: text, createdMs: T0,
    sources: [{ originalPath: path, playablePath: path, playableStartMs: 0, playableEndMs: 1_000, stillPath: `data/stills/pin-1-1.jpg`, sha256: null, mediaStartMs: 0, mediaEndMs: 1_000, startPts: 0, endPts: 1, timeBase: "1/90000", startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 1_000) }],
  };
  return {
    format: BUNDLE_FORMAT, generator: "Quayline", exportedMs: T0, exportedBy: { name: text, unit: text, number: text }, lang, timezone: "Asia/Shanghai",
    case: { number: text, cause: text, title: text, place: text, periodFromMs: asTrueMs(T0), periodToMs: asTrueMs(T0 + 1_000), officers: [text, text], createdMs: T0 },
    cameras: [{ cameraId: text, name: text, site: text, lat: null, lon: null, crs: null, recorder: text, channel: text, gb28181: text, timezone: null, epochs: [{ epochId: 1, errorMs: 0, driftPpm: null, uncertaintyMs: 1, holds: null, readings: [{ readingId: 1, cameraMs: asCameraMs(T0), trueMs: asTrueMs(T0), uncertaintyMs: 1, method: text, by: text, atMs: T0, tie: null }] }] }],
    files: [file, cut], pins: [pin], orders: [orderWith(text)], exhibits: [{ exhibitId: 1, name: text, kind: text, count: 3, note: text, createdMs: T0 }],
    observations: [{ observationId: 1, exhibitId: 1, firstId: 1, revisesId: null, reason: text, holderId: null, containerId: null, statementId: null, uncertaintyMs: null, atMs: asTrueMs(T0), toMs: null, state: "seen", count: 3, cameraId: text, place: text, holder: text, container: text, note: text, cameraMs: null, by: text, createdMs: T0 }],
    subjects: [{ subjectId: 1, caseId: 1, kind: "person", label: text, plate: text, note: text, removedMs: null, createdMs: T0 }],
    statements: [{
      statementId: 1, caseId: 1, speaker: text, speakerId: null, kind: "victim", text, madeMs: null, fromMs: asTrueMs(T0), toMs: null, finding: "contradicted", pinIds: [1], note: text,
      assessments: [], removedMs: null, by: text, createdMs: T0,
    }],
    facts: [{ factId: 1, caseId: 1, kind: "assumption", text, fromMs: null, toMs: null, uncertaintyMs: null, timeText: text, place: text, source: text, removedMs: null, by: text, createdMs: T0 }],
    story: [{
      sectionId: 1, caseId: 1, position: 1, title: text, text: `${text} [[pin:1]] ${text}`, removedMs: null, changedMs: T0,
      citations: [{ token: "[[pin:1]]", kind: "pin", citedId: 1, title: text, startMs: asTrueMs(T0), endMs: null, uncertaintyMs: null, cameraId: text }],
    }],
    continuity: [{
      exhibitId: 1, count: 3, spans: [], gaps: [], contradictions: [{ code: "count-rises", observationIds: [1], statementId: null, atMs: asTrueMs(T0), fromCount: 1, toCount: 2, marginMs: null }], warnings: [],
      loss: [{
        fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + 1), fromCount: 3, toCount: 1, fromUncertaintyMs: null, toUncertaintyMs: 1, marginMs: 5, isOrderEstablished: true, restsOnStatement: true,
        fromRestsOnStatement: true, toRestsOnStatement: false, footageOnly: null, fromObservationId: 1, toObservationId: 1, place: text, isPlaceAssumed: false, isFromElsewhere: false, alsoSeen: [],
        footage: [], blindMs: 1, blind: [], pins: [],
      }],
    }],
    gaps: [{ cameraId: text, startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 1), cause: "no-footage" }], custody: { entries: 1, head: "2".repeat(64) }, uncertaintyNote: { meaning: "one-standard-deviation" },
  };
}

function orderWith(text: string): MomentOrder {
  const moment = { kind: "pin", pinId: 1, observationId: null, label: text, cameraId: text, cameraName: text, trueMs: asTrueMs(T0), cameraMs: asCameraMs(T0), uncertaintyMs: null } as const;
  return { a: moment, b: moment, deltaMs: 0, established: false, first: null, reason: "clock-unknown", marginMs: null, neededMs: null, isSameClock: false, isTurnedByClocks: false };
}

/** Names of all start tags with their attributes' names, as the HTML standard's tokenizer takes them, raw text left out. */
function tagsOf(page: string): string[] {
  const tags: string[] = [];
  let rest = page;
  for (let at = rest.search(/<[a-z]/i); at >= 0; at = rest.search(/<[a-z]/i)) {
    const tag = /^<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?)*)\s*\/?>/i.exec(rest.slice(at))!;
    expect(tag, rest.slice(at, at + 80)).not.toBeNull();
    tags.push([tag[1]!.toLowerCase(), ...[...tag[2]!.matchAll(/\s+([^\s=>]+)(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?/g)].map((attribute) => attribute[1]!.toLowerCase())].join(" "));
    rest = rest.slice(at + tag[0].length);
    if (/^(script|style)$/i.test(tag[1]!)) rest = rest.slice(rest.search(new RegExp(`</${tag[1]}`, "i")));
  }
  return tags;
}

describe.each(HOSTILE)("the report with %j everywhere", (text) => {
  const pages = (["en", "zh-CN"] as const).map((lang) => renderReport(factsWith(text, lang)));

  it("has the same tags as one with plain words, and no others", () => {
    for (const page of pages) expect(tagsOf(page)).toEqual(tagsOf(renderReport(factsWith("plain"))));
  });

  it("shows what cannot be seen as what it is", () => {
    for (const page of pages) expect(page).not.toMatch(/(?![\t\n])\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
  });

  it("is text that can be written in UTF-8 and read back", () => {
    for (const page of pages) expect(Buffer.from(page, "utf8").toString("utf8")).toBe(page.toWellFormed());
  });
});

describe("the report", () => {
  it("runs no script, and says so to the browser", () => {
    const page = renderReport(factsWith(HOSTILE[0]));
    expect(tagsOf(page).filter((tag) => /^(script|iframe|object|embed|link|base|form)\b/.test(tag))).toEqual([]);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:"`);
  });

  it("keeps a name's line break in a note and hides nothing else of it", () => {
    expect(escapeHtml("a\tb\nc\u0000\u202e")).toBe("a\tb\nc⟨U+0000⟩⟨U+202E⟩");
  });
});

describe.each(HOSTILE)("the viewer's page with %j everywhere", (text) => {
  let page: string;
  beforeAll(async () => {
    page = await renderViewerPage(factsWith(text));
  });

  it("has the same tags as one with plain words", async () => {
    expect(tagsOf(page)).toEqual(tagsOf(await renderViewerPage(factsWith("plain"))));
  });

  it("lets its own script run and no other", () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)![1]!;
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script/gi)].map((match) => match[1]!);
    expect(scripts).toHaveLength(1);
    // A browser hashes what the parser gives it, with line ends made one.
    const seen = scripts[0]!.replaceAll(/\r\n?/g, "\n");
    expect(policy).toContain(`script-src 'sha256-${createHash("sha256").update(seen, "utf8").digest("base64")}';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline'[^;]*script|script-src[^;]*unsafe/);
    // Within this a parser would no longer see the end of the script.
    expect(seen).not.toMatch(/<!--/);
  });

  it("carries the facts as they were", () => {
    const facts = /<script type="application\/json" id="case-facts">([\s\S]*?)<\/script>/.exec(page)![1]!;
    expect(facts).not.toContain("<");
    expect(JSON.parse(facts)).toEqual(JSON.parse(JSON.stringify(factsWith(text))));
  });
});

describe.each(HOSTILE)("the plain text with %j everywhere", (text) => {
  it("has as many lines as with plain words, and nothing that turns them round", () => {
    const readme = renderReadme(factsWith(text));
    expect(readme.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)).toHaveLength(renderReadme(factsWith("plain")).split("\r\n").length);
    expect(readme).not.toMatch(/[\p{Cf}\0]/u);
  });
});
