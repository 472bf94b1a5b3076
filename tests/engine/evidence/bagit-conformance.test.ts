// The Library of Congress' BagIt conformance suite (public domain, tests/fixtures/bagit-conformance-suite), bag by bag.
// Where we answer otherwise than the suite, DEVIATIONS says so and why.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyBag } from "../../../engine/evidence/bag-verify.ts";
import { copyOf, failures, temporaryFolder, warnings } from "./small-bag.ts";

const SUITE = join(import.meta.dirname, "../../fixtures/bagit-conformance-suite");

/** The failures we give to bags that the suite calls valid or valid with a warning. */
const DEVIATIONS: Readonly<Record<string, { readonly failures: readonly string[]; readonly because: string }>> = {
  "v0.97/valid/holey-bag": {
    failures: ["fetch.txt:fetch-not-allowed"],
    because: "evidence is whole or it is not evidence: a bag that says where to fetch the rest is refused, though RFC 8493 §2.2.3 allows it",
  },
  "v0.97/warning/special-system-files": {
    failures: ["bag-info.txt:oxum-mismatch", "data/.DS_Store:missing"],
    because: "its .DS_Store was lost on the way into the suite's repository, which is what the warning warns of; a listed file that is not there is missing",
  },
};

const bagsOf = (kind: string): string[] => readdirSync(SUITE).filter((name) => name.startsWith("v")).flatMap((version) => {
  const folder = `${version}/${kind}`;
  if (!readdirSync(join(SUITE, version)).includes(kind)) return [];
  return readdirSync(join(SUITE, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`);
});

const conforming = (kind: string): string[] => bagsOf(kind).filter((bag) => !(bag in DEVIATIONS));
const verified = (bag: string) => verifyBag(join(SUITE, bag));

describe("BagIt conformance suite", () => {
  it("is complete: 46 bags", () => {
    const kinds = ["valid", "invalid", "warning", "linux-only", "windows-only"];
    expect(kinds.flatMap(bagsOf)).toHaveLength(46);
  });

  it.each(conforming("valid"))("takes %s", async (bag) => {
    const result = await verified(bag);
    expect(failures(result)).toEqual([]);
    expect(result.ok).toBe(true);
    expect(result.files).toBeGreaterThan(0);
  });

  it.each(conforming("warning"))("takes %s with a warning", async (bag) => {
    const result = await verified(bag);
    expect(failures(result)).toEqual([]);
    expect(result.ok).toBe(true);
    expect(result.warnings).not.toEqual([]);
  });

  it.each(bagsOf("invalid"))("refuses %s", async (bag) => {
    const result = await verified(bag);
    expect(result.ok).toBe(false);
    expect(result.failed).not.toEqual([]);
  });

  // The suite tells Linux' bad paths from Windows'; we refuse both everywhere, so that a bag is as safe on the next desk.
  it.each([...bagsOf("linux-only"), ...bagsOf("windows-only")])("refuses %s on every platform", async (bag) => {
    const result = await verified(bag);
    expect(result.ok).toBe(false);
    expect(result.failed.map(({ code }) => code)).toContain(bag.endsWith("-for-fetch") ? "fetch-not-allowed" : "path-unsafe");
  });

  it.each(Object.entries(DEVIATIONS))("deviates on %s", async (bag, { failures: expected }) => {
    expect(failures(await verified(bag))).toEqual(expected);
  });

  it("takes special-system-files with a warning once its lost file is back", async () => {
    const bag = copyOf(join(SUITE, "v0.97/warning/special-system-files"), join(temporaryFolder(), "bag"));
    writeFileSync(join(bag, "data/.DS_Store"), "");
    const result = await verifyBag(bag);
    expect(result.ok).toBe(true);
    expect(warnings(result)).toEqual(["data/.DS_Store:system-file", "data/Thumbs.db:system-file"]);
  });

  it("names the fault of each invalid bag", async () => {
    const codes: Record<string, readonly string[]> = {};
    for (const bag of bagsOf("invalid")) codes[bag.replace("/invalid", "")] = [...new Set((await verified(bag)).failed.map(({ code }) => code))].sort();
    expect(codes).toEqual({
      "v0.97/baginfo-missing-encoding": ["bagit-txt-invalid", "checksum-mismatch"],
      "v0.97/bom-in-bagit.txt": ["bagit-txt-bom"],
      "v0.97/corrupt-data-file": ["checksum-mismatch", "oxum-mismatch"],
      "v0.97/corrupt-tag-file": ["checksum-mismatch"],
      "v0.97/extra-file-in-bag": ["oxum-mismatch", "unlisted"],
      "v0.97/invalid-version-number": ["bagit-txt-invalid", "checksum-mismatch"],
      "v0.97/missing-baginfo": ["missing"],
      "v0.97/missing-bagit.txt": ["bagit-txt-missing", "missing"],
      "v0.97/out-of-scope-file-paths-using-dot-notation": ["path-unsafe"],
      "v0.97/out-of-scope-file-paths-using-dot-notation-for-fetch": ["fetch-not-allowed"],
      "v0.97/same-filename-listed-twice-with-different-hashes": ["listed-twice-differently"],
      "v1.0/bagit-with-invalid-whitespace": ["bagit-txt-invalid"],
      "v1.0/notAllManifestsListAllFiles": ["unlisted"],
      "v1.0/same-filename-listed-twice-with-different-hashes": ["bagit-txt-invalid", "checksum-mismatch", "listed-twice-differently"],
      "v1.0/same-filename-listed-twice-with-the-same-hash": ["checksum-mismatch", "listed-twice"],
    });
  });
});
