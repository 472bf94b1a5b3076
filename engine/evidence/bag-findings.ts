// Everything that can be wrong with a bag, as closed tables of codes, and the lists they are gathered in.
// No sentences: resources/locales has one per code. A long list is cut, its count is not.

import { shownPath, type UnsafePathReason } from "./bag-paths.ts";

/** Makes a bag not ok. */
export const BAG_FAILURES = [
  // the declaration
  "bagit-txt-missing", "bagit-txt-invalid", "bagit-txt-bom", "bagit-version-unsupported", "bagit-encoding-unknown",
  // the bag as a whole
  "data-folder-missing", "payload-manifest-missing", "fetch-not-allowed", "oxum-mismatch", "too-many-files", "zip-unreadable", "zip-bomb",
  "zip-bag-not-found",
  // manifests
  "algorithm-unknown", "manifest-line-invalid", "listed-twice", "listed-twice-differently", "path-unsafe", "not-payload",
  "encoding-invalid", "line-too-long", "file-too-large", "too-many-lines",
  // files
  "missing", "checksum-mismatch", "unlisted", "not-in-all-manifests", "unreadable", "changed-while-reading", "zip-entry-damaged",
  "symlink-not-allowed", "not-a-regular-file", "name-not-utf8", "duplicate-entry", "overlapping-entry",
] as const;

/** Worth knowing; the bag's contents are proven all the same. */
export const BAG_WARNINGS = [
  "bagit-txt-line-ends", "tag-manifest-missing", "tag-file-unlisted", "tag-manifest-listed", "payload-in-tag-manifest",
  "listed-twice", "not-in-all-manifests", "asterisk-in-manifest", "dot-slash-in-manifest", "percent-not-encoded",
  "case-collision", "case-differs", "normalization-collision", "normalization-differs", "system-file", "oxum-invalid", "bag-info-line-invalid",
] as const;

export type BagFailureCode = (typeof BAG_FAILURES)[number];
export type BagWarningCode = (typeof BAG_WARNINGS)[number];

/** One finding. `path` is in the bag, made harmless to show; "" is the bag itself. */
export interface BagFinding<Code extends string> {
  readonly path: string;
  readonly code: Code;
  /** 1-based, where a line of `path` is at fault. */
  readonly line?: number;
  /** Why a path is unsafe. */
  readonly reason?: UnsafePathReason;
}

export type BagFailure = BagFinding<BagFailureCode>;
export type BagWarning = BagFinding<BagWarningCode>;

/** Findings listed in full; beyond it they are only counted. */
export const MAX_FINDINGS = 10_000;

export interface FindingList<Code extends string> {
  add(path: string, code: Code, details?: { readonly line?: number; readonly reason?: UnsafePathReason }): void;
  /** All, also those beyond the list. */
  count(): number;
  /** By path, then line. */
  sorted(): BagFinding<Code>[];
}

/** A list that takes the same path and code once, whichever manifest found it. */
export function createFindingList<Code extends string>(): FindingList<Code> {
  const findings: BagFinding<Code>[] = [];
  const seen = new Set<string>();
  let count = 0;
  return {
    add(path, code, details = {}) {
      const key = `${code}\0${path}\0${details.line ?? ""}`;
      if (seen.has(key)) return;
      count += 1;
      if (findings.length >= MAX_FINDINGS) return;
      seen.add(key);
      findings.push({ path: shownPath(path), code, ...details });
    },
    count: () => count,
    sorted: () => findings.sort((a, b) => (a.path === b.path ? (a.line ?? 0) - (b.line ?? 0) : a.path < b.path ? -1 : 1)),
  };
}
