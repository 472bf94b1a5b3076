// What a bag's manifests promise, set against the files that are there: which file answers which line, what is missing,
// what nobody lists. Reads the manifests, compares names; contents are compared in bag-verify.ts.

import type { DigestAlgorithm } from "./bag-digests.ts";
import { foldedPath, isSystemFileName, normalizedPath, unsafePathReason } from "./bag-paths.ts";
import type { BagFailureCode, BagWarningCode, FindingList } from "./bag-findings.ts";
import { manifestLineFrom, type ManifestLine } from "./bag-read.ts";
import type { BagEntry } from "./bag-source.ts";

export interface Manifest {
  readonly entry: BagEntry;
  readonly kind: "payload" | "tag";
  readonly algorithm: DigestAlgorithm;
  readonly lines: Map<string, ManifestLine>;
  /** False where it could not be read to its end: then nothing can be said of files it does not list. */
  isWhole: boolean;
}

/** How a listed name found its file. All but `exact` are the same name only to some disks. */
type Match = "exact" | "normalization" | "case";

/** One line's promise about one file. */
export interface Promised {
  readonly path: string;
  readonly algorithm: DigestAlgorithm;
  readonly digest: string;
  readonly match: Match;
}

export interface Findings {
  readonly failed: FindingList<BagFailureCode>;
  readonly warnings: FindingList<BagWarningCode>;
}

/** Adds one line of a manifest to it, or says what is wrong with the line. */
export function addManifestLine(manifest: Manifest, text: string, line: number, isBeforeV1: boolean, findings: Findings): void {
  if (text.trim() === "") return;
  const manifestPath = manifest.entry.path;
  const parsed = manifestLineFrom(text, manifest.algorithm);
  if (parsed === null) {
    findings.failed.add(manifestPath, "manifest-line-invalid", { line });
    return;
  }
  const reason = unsafePathReason(parsed.path);
  if (reason !== null) {
    findings.failed.add(parsed.path, "path-unsafe", { reason });
    return;
  }
  if (parsed.hasAsterisk) findings.warnings.add(manifestPath, "asterisk-in-manifest");
  if (parsed.hasDotSlash) findings.warnings.add(manifestPath, "dot-slash-in-manifest");
  const isPayload = parsed.path.startsWith("data/");
  if (manifest.kind === "payload" && !isPayload) {
    findings.failed.add(parsed.path, "not-payload");
    return;
  }
  if (manifest.kind === "tag" && isPayload) findings.warnings.add(parsed.path, "payload-in-tag-manifest");
  if (manifest.kind === "tag" && /^tagmanifest-[^/]+\.txt$/i.test(parsed.path)) findings.warnings.add(parsed.path, "tag-manifest-listed");
  const before = manifest.lines.get(parsed.path);
  if (before === undefined) manifest.lines.set(parsed.path, parsed);
  else if (before.digest !== parsed.digest) findings.failed.add(parsed.path, "listed-twice-differently");
  else if (isBeforeV1) findings.warnings.add(parsed.path, "listed-twice");
  else findings.failed.add(parsed.path, "listed-twice");
}

interface FileFinder {
  find(line: ManifestLine): { readonly entry: BagEntry; readonly match: Match; readonly isRaw: boolean } | null;
}

/** Finds a listed file by its name as listed, then as another disk might have spelled it, if that is one file only. */
function createFileFinder(entries: readonly BagEntry[], isBeforeV1: boolean): FileFinder {
  const exact = new Map<string, BagEntry>();
  const normalized = new Map<string, BagEntry | null>();
  const folded = new Map<string, BagEntry | null>();
  const index = (map: Map<string, BagEntry | null>, key: string, entry: BagEntry): void => {
    map.set(key, map.has(key) ? null : entry);
  };
  for (const entry of entries) {
    if (!exact.has(entry.path)) exact.set(entry.path, entry);
    index(normalized, normalizedPath(entry.path), entry);
    index(folded, foldedPath(entry.path), entry);
  }
  return {
    find(line) {
      // Before 1.0 nothing was encoded; since then a bare `%` is a mistake that bagit.py makes (DOMAIN §4).
      for (const path of isBeforeV1 ? [line.rawPath, line.path] : [line.path, line.rawPath]) {
        const entry = exact.get(path);
        if (entry !== undefined) return { entry, match: "exact", isRaw: path !== line.path };
      }
      const byForm = normalized.get(normalizedPath(line.path));
      if (byForm !== undefined && byForm !== null) return { entry: byForm, match: "normalization", isRaw: false };
      const byCase = folded.get(foldedPath(line.path));
      return byCase === undefined || byCase === null ? null : { entry: byCase, match: "case", isRaw: false };
    },
  };
}

/** Names that are one file on some disks, both listed: unpacking the bag there would lose one of them. */
function warnOfCollisions(paths: Iterable<string>, findings: Findings): void {
  const firstByFold = new Map<string, string>();
  for (const path of paths) {
    const first = firstByFold.get(foldedPath(path));
    if (first === undefined) firstByFold.set(foldedPath(path), path);
    else if (first !== path) {
      findings.warnings.add(path, normalizedPath(first) === normalizedPath(path) ? "normalization-collision" : "case-collision");
    }
  }
}

/**
 * Every payload file in every payload manifest (RFC 8493 §3, since 1.0), and no payload file in none. Silent where no
 * manifest could be read: that one fault is told already, and not once more for each file.
 */
function checkCoverage(
  payload: readonly BagEntry[], manifests: readonly Manifest[], promises: ReadonlyMap<BagEntry, readonly Promised[]>,
  isBeforeV1: boolean, findings: Findings,
): void {
  if (manifests.length === 0 || manifests.some((manifest) => !manifest.isWhole)) return;
  const algorithmCount = new Set(manifests.map((manifest) => manifest.algorithm)).size;
  for (const entry of payload) {
    const promised = promises.get(entry) ?? [];
    if (promised.length === 0) findings.failed.add(entry.path, "unlisted");
    else if (new Set(promised.map((one) => one.algorithm)).size < algorithmCount) {
      (isBeforeV1 ? findings.warnings : findings.failed).add(entry.path, "not-in-all-manifests");
    }
  }
}

const RESERVED_TAG_FILE = /^(?:bagit\.txt|bag-info\.txt|fetch\.txt|manifest-[^/]+\.txt)$/i;

export interface Listing {
  /** What is promised of each file that is there. */
  readonly promises: ReadonlyMap<BagEntry, readonly Promised[]>;
  readonly payload: readonly BagEntry[];
  /** Files outside of `data/` that no tag manifest vouches for. */
  readonly extra: readonly string[];
}

/** Sets the manifests against the entries. Reports what is missing, unlisted, colliding or spelled differently. */
export function matchListing(
  entries: readonly BagEntry[], manifests: readonly Manifest[], isBeforeV1: boolean, findings: Findings,
): Listing {
  const finder = createFileFinder(entries, isBeforeV1);
  const promises = new Map<BagEntry, Promised[]>();
  const listedPaths = new Set<string>();
  for (const manifest of manifests) {
    for (const line of manifest.lines.values()) {
      listedPaths.add(line.path);
      const found = finder.find(line);
      if (found === null) {
        findings.failed.add(line.path, "missing");
        continue;
      }
      if (found.isRaw && !isBeforeV1) findings.warnings.add(line.rawPath, "percent-not-encoded");
      if (found.entry.kind !== "file") continue; // reported for what it is
      const promised = promises.get(found.entry) ?? [];
      promised.push({ path: line.path, algorithm: manifest.algorithm, digest: line.digest, match: found.match });
      promises.set(found.entry, promised);
    }
  }
  warnOfCollisions(listedPaths, findings);
  const files = entries.filter((entry) => entry.kind === "file");
  const payload = files.filter((entry) => entry.path.startsWith("data/"));
  checkCoverage(payload, manifests.filter((manifest) => manifest.kind === "payload"), promises, isBeforeV1, findings);
  for (const path of listedPaths) if (isSystemFileName(path.slice(path.lastIndexOf("/") + 1))) findings.warnings.add(path, "system-file");
  const hasTagManifest = manifests.some((manifest) => manifest.kind === "tag");
  const extra: string[] = [];
  for (const entry of files) {
    const { path } = entry;
    if (path.startsWith("data/") || /^tagmanifest-[^/]+\.txt$/i.test(path) || promises.has(entry)) continue;
    if (!RESERVED_TAG_FILE.test(path)) extra.push(path);
    else if (hasTagManifest) findings.warnings.add(path, "tag-file-unlisted");
  }
  return { promises, payload, extra };
}

/**
 * Judges one file by its digests. A name that only resembles the file's, while the file has a line of its own, is a
 * second file of the same content that some disk merged into it: proven if the digest fits, missing if not.
 */
export function judgeFile(promised: readonly Promised[], digestOf: (algorithm: DigestAlgorithm) => string | undefined, findings: Findings): void {
  const hasOwnLine = promised.some((one) => one.match === "exact");
  for (const one of promised) {
    const isEqual = digestOf(one.algorithm) === one.digest;
    if (!isEqual) findings.failed.add(one.path, one.match !== "exact" && hasOwnLine ? "missing" : "checksum-mismatch");
    else if (one.match !== "exact" && !hasOwnLine) findings.warnings.add(one.path, `${one.match}-differs`);
  }
}
