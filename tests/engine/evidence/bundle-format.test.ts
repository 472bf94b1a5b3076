// The format of case.json over time: older bundles are read, whole and sealed as they were, and the document names every field.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundleCase } from "../../../contract/bundle.ts";
import { LISTS_ADDED_LATER } from "../../../contract/bundle-parts.ts";
import { writeBag } from "../../../engine/evidence/bag-write.ts";
import { verifyBundle } from "../../../engine/evidence/verify-bundle.ts";
import { renderViewerPage } from "../../../engine/evidence/viewer-page.ts";
import { factsFromText } from "../../../renderer/viewer/case-facts.ts";
import { sampleFacts } from "../../support/bundle-facts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quayline-format-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a bundle was written when only the case, its files and its pins were known. */
const oldFacts = (): Record<string, unknown> => Object.fromEntries(Object.entries(sampleFacts("en")).filter(([name]) => !(LISTS_ADDED_LATER as readonly string[]).includes(name)));

describe("a bundle from before the reconstruction", () => {
  it("verifies as it is, and its case.json is read with empty lists for what it does not have", async () => {
    const text = `${JSON.stringify(oldFacts(), null, 2)}\n`;
    const bag = await writeBag(join(folder, "old"), async (filler) => {
      await filler.write("data/case.json", text);
      await filler.write("index.html", await renderViewerPage(oldFacts() as never));
      return [];
    }, { bagInfo: [], baggingDate: "2024-11-15" });
    expect(await verifyBundle(bag.path)).toMatchObject({ ok: true, failed: [] });
    const read = bundleCase.parse(JSON.parse(readFileSync(join(bag.path, "data/case.json"), "utf8")));
    for (const name of LISTS_ADDED_LATER) expect(read[name], name).toEqual([]);
    expect(read.pins).toHaveLength(3);
  });

  it("is read by the viewer as by the schema", () => {
    const text = JSON.stringify(oldFacts());
    expect(factsFromText(text)).toEqual(bundleCase.parse(JSON.parse(text)));
  });
});

describe("case.json", () => {
  it("is read back as it was written", () => {
    for (const lang of ["zh-CN", "en"] as const) expect(bundleCase.parse(JSON.parse(JSON.stringify(sampleFacts(lang))))).toEqual(sampleFacts(lang));
  });

  it("may lack the lists that came later, and nothing else", () => {
    const optional = Object.entries(bundleCase.shape).filter(([, field]) => field.safeParse(undefined).success).map(([name]) => name);
    expect(optional.sort()).toEqual([...LISTS_ADDED_LATER].sort());
  });

  it.each(["", "[]", "null", "7", "{}", "{\"pins\":1}"])("of %j is no case for the viewer", (text) => {
    expect(() => factsFromText(text)).toThrow();
  });

  it("has every field named in docs/bundle-format.md, and none besides", () => {
    const document = readFileSync(new URL("../../../docs/bundle-format.md", import.meta.url), "utf8");
    const section = /## case\.json\n([\s\S]*?)\n## /.exec(document)![1]!;
    const named = [...section.matchAll(/^\| `([a-zA-Z]+)`(?: †)? \|/gm)].map((match) => match[1]!);
    expect(named.sort()).toEqual(Object.keys(bundleCase.shape).sort());
  });
});
