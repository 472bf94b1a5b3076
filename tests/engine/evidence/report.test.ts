// What people wrote and recorders named, in the papers of a bundle: never markup, never a second line, never read backwards.
// The report, the viewer's page, the plain text and bag-info are made from one set of hostile facts.

import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { escapeHtml } from "../../../engine/evidence/html.ts";
import { renderReadme, renderReport } from "../../../engine/evidence/report.ts";
import { renderViewerPage } from "../../../engine/evidence/viewer-page.ts";
import { factsWith, HOSTILE, sampleFacts } from "../../support/bundle-facts.ts";

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

  it("says of a fact how long and how surely it was, and what it concerns", () => {
    const facts = sampleFacts("en");
    const [fact] = facts.facts;
    const rowOf = (more: Partial<typeof fact>): string => new RegExp(`<tr>(?:(?!<tr>).)*${fact!.text}.*?</tr>`, "s").exec(renderReport({ ...facts, facts: [{ ...fact!, ...more }] }))![0].replaceAll(/<[^>]+>/g, " ");
    expect(rowOf({ toMs: asTrueMs(fact!.fromMs! + 60_000), cameraId: "PT-01", exhibitId: 1, subjectId: 1 })).toMatch(/\+08:00\s+→ .*\+08:00\s+±1\.0 s[^]*下车处 \(PT-01\)\s+虾皮\s+plain/);
    expect(rowOf({ cameraId: "gone", timeText: "after lunch" })).toMatch(/±1\.0 s · after lunch[^]*gone/);
    expect(rowOf({ fromMs: null, toMs: fact!.fromMs, uncertaintyMs: null })).toMatch(/→ 20.*\s+± unknown/);
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
