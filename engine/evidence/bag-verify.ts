// Verifies a bag, ours or anybody's: complete and valid by RFC 8493 (1.0) or its forerunners, and stricter where evidence
// asks for it (no fetch.txt, no symlinks). Never throws for what a bag contains: every fault becomes a code beside a path.

import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { algorithmFromName, startDigests, type DigestAlgorithm, type Digests } from "./bag-digests.ts";
import { createFindingList, type BagFailure, type BagFailureCode, type BagWarning, type BagWarningCode } from "./bag-findings.ts";
import { addManifestLine, judgeFile, matchListing, type Findings, type Manifest, type Promised } from "./bag-listing.ts";
import { openBag } from "./bag-open.ts";
import { shownPath } from "./bag-paths.ts";
import {
  bagInfoFromLines, declarationFrom, linesFrom, MAX_MANIFEST_BYTES, MAX_MANIFEST_LINES, MAX_TAG_FILE_BYTES, oxumFrom,
  TagTextError, type BagInfoElement, type Declaration, type TextLimits,
} from "./bag-read.ts";
import { EntryReadError, SourceListError, type BagEntry, type BagEntryKind, type BagSource } from "./bag-source.ts";

/** Files hashed at the same time: the disk reads one while the processor hashes the other. */
const CONCURRENCY = 2;

export interface VerifyProgress {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Path in the bag of what is being read. */
  readonly item: string;
}

export interface VerifyOptions {
  /** Called for every chunk; callers thin it out. */
  readonly onProgress?: (progress: VerifyProgress) => void;
  readonly signal?: AbortSignal;
  /** For an encrypted zip. */
  readonly passphrase?: string;
  /** Tag files that stand unlisted by design, such as a signature over the tag manifest: not reported as `extra`. */
  readonly expectedExtra?: readonly string[];
}

export interface Oxum {
  readonly bytes: number;
  readonly files: number;
}

export interface BagVerification {
  /** Complete and valid, nothing failed. */
  readonly ok: boolean;
  /** Files whose contents were compared, payload and tag files. */
  readonly files: number;
  readonly failed: readonly BagFailure[];
  /** Also those beyond the 10,000 that `failed` lists. */
  readonly failedCount: number;
  readonly warnings: readonly BagWarning[];
  readonly warningCount: number;
  /** Files outside of `data/` that no tag manifest vouches for (RFC 8493 allows them). */
  readonly extra: readonly string[];
  readonly version: string;
  readonly encoding: string;
  readonly algorithms: readonly DigestAlgorithm[];
  /** Payload as found, and as bag-info.txt declares it (null where it does not). */
  readonly payload: Oxum;
  readonly declaredOxum: Oxum | null;
  readonly bagInfo: readonly BagInfoElement[];
  /** SHA-256 of tagmanifest-sha256.txt as it was read for this verification; null where there is none. */
  readonly tagmanifestSha256: string | null;
}

const UNKNOWN_VERSION = { version: "", encoding: "", algorithms: [], payload: { bytes: 0, files: 0 }, declaredOxum: null, bagInfo: [], tagmanifestSha256: null } as const;

/**
 * Verifies a bag in a folder or a zip.
 * @throws AppError bundle-not-found, bundle-not-a-bag (neither folder nor zip), file-unreadable, passphrase-missing, cancelled
 */
export async function verifyBag(path: string, options: VerifyOptions = {}): Promise<BagVerification> {
  let source: BagSource;
  try {
    source = await openBag(path, options);
  } catch (cause) {
    if (!(cause instanceof SourceListError)) throw cause;
    return { ok: false, files: 0, failed: [{ path: "", code: cause.code }], failedCount: 1, warnings: [], warningCount: 0, extra: [], ...UNKNOWN_VERSION };
  }
  try {
    return await verifyBagSource(source, options);
  } finally {
    await source.close();
  }
}

/** Everything one verification gathers on its way. */
interface Verification extends Findings {
  readonly source: BagSource;
  readonly options: VerifyOptions;
  /** Digests of tag files, taken from the very bytes that were parsed. */
  readonly tagDigests: Map<BagEntry, Digests>;
  readonly tagAlgorithms: ReadonlySet<DigestAlgorithm>;
  /** Tag files too large to be ones: failed as such, and not read for hours to be told that they do not fit either. */
  readonly tooLarge: Set<BagEntry>;
}

const FAILURE_OF_KIND = {
  symlink: "symlink-not-allowed", special: "not-a-regular-file", unreadable: "unreadable", "name-not-utf8": "name-not-utf8",
  "unsafe-name": "path-unsafe", duplicate: "duplicate-entry", overlapping: "overlapping-entry",
} as const satisfies Record<Exclude<BagEntryKind, "file">, BagFailureCode>;

/** Verifies a bag that is already open; the source stays open. See verifyBag. */
export async function verifyBagSource(source: BagSource, options: VerifyOptions = {}): Promise<BagVerification> {
  const manifestEntries = source.entries.flatMap((entry) => {
    const match = entry.kind === "file" ? /^(tag)?manifest-([^/]+)\.txt$/i.exec(entry.path) : null;
    return match === null ? [] : [{ entry, kind: match[1] === undefined ? "payload" : "tag", algorithm: algorithmFromName(match[2] ?? "") } as const];
  });
  const tagAlgorithms = new Set<DigestAlgorithm>(["sha256"]);
  for (const { kind, algorithm } of manifestEntries) if (kind === "tag" && algorithm !== null) tagAlgorithms.add(algorithm);
  const run: Verification = {
    source, options, tagAlgorithms, tagDigests: new Map(), tooLarge: new Set(),
    failed: createFindingList<BagFailureCode>(), warnings: createFindingList<BagWarningCode>(),
  };
  for (const entry of source.entries) if (entry.kind !== "file") run.failed.add(entry.path, FAILURE_OF_KIND[entry.kind]);
  if (!source.hasDataFolder) run.failed.add("data", "data-folder-missing");
  if (source.entries.some((entry) => entry.path.toLowerCase() === "fetch.txt")) run.failed.add("fetch.txt", "fetch-not-allowed");

  const declaration = await readDeclaration(run);
  const manifests: Manifest[] = [];
  for (const { entry, kind, algorithm } of manifestEntries) {
    if (algorithm === null) run.failed.add(entry.path, "algorithm-unknown");
    else manifests.push(await readManifest(run, { entry, kind, algorithm, lines: new Map(), isWhole: false }, declaration));
  }
  if (!manifests.some((manifest) => manifest.kind === "payload")) run.failed.add("", "payload-manifest-missing");
  if (!manifestEntries.some(({ kind }) => kind === "tag")) run.warnings.add("", "tag-manifest-missing");
  const bagInfo = await readBagInfo(run, declaration);

  const listing = matchListing(source.entries, manifests, declaration.isBeforeV1, run);
  const payload: Oxum = { bytes: listing.payload.reduce((sum, entry) => sum + entry.sizeBytes, 0), files: listing.payload.length };
  const declaredOxum = checkOxum(run, bagInfo, payload);
  const files = await compareContents(run, listing.promises);
  const tagManifest = source.entries.find((entry) => entry.path === "tagmanifest-sha256.txt");
  const expectedExtra = new Set(options.expectedExtra ?? []);
  return {
    ok: run.failed.count() === 0,
    files,
    failed: run.failed.sorted(), failedCount: run.failed.count(),
    warnings: run.warnings.sorted(), warningCount: run.warnings.count(),
    extra: listing.extra.filter((path) => !expectedExtra.has(path)).map(shownPath),
    version: declaration.version, encoding: declaration.encoding,
    algorithms: [...new Set(manifests.map((manifest) => manifest.algorithm))].sort(),
    payload, declaredOxum, bagInfo,
    tagmanifestSha256: (tagManifest === undefined ? undefined : run.tagDigests.get(tagManifest)?.sha256) ?? null,
  };
}

/** Streams a tag file and keeps its digests once it was read to the end. */
async function* readHashed(run: Verification, entry: BagEntry, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (entry.sizeBytes > maxBytes) {
    run.tooLarge.add(entry);
    throw new TagTextError("file-too-large");
  }
  const running = startDigests(run.tagAlgorithms);
  for await (const chunk of run.source.open(entry, run.options.signal)) {
    running.update(chunk);
    yield chunk;
  }
  run.tagDigests.set(entry, running.digests());
}

/** Runs `read`; what a file does to us becomes a failure beside its path. */
async function guarded(run: Verification, path: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (cause) {
    throwIfAborted(run.options.signal);
    if (cause instanceof EntryReadError || cause instanceof TagTextError) run.failed.add(path, cause.code);
    else if (cause instanceof AppError) throw cause;
    else run.failed.add(path, "unreadable");
  }
}

async function readDeclaration(run: Verification): Promise<Declaration> {
  const entry = run.source.entries.find((one) => one.path === "bagit.txt" && one.kind === "file");
  const pieces: Buffer[] = [];
  if (entry === undefined) run.failed.add("bagit.txt", "bagit-txt-missing");
  else {
    await guarded(run, entry.path, async () => {
      for await (const chunk of readHashed(run, entry, MAX_TAG_FILE_BYTES)) pieces.push(Buffer.from(chunk));
    });
  }
  const declaration = declarationFrom(Buffer.concat(pieces));
  if (entry !== undefined) {
    for (const code of declaration.failures) if (code !== "bagit-txt-line-ends") run.failed.add(entry.path, code);
    for (const code of declaration.warnings) if (code === "bagit-txt-line-ends") run.warnings.add(entry.path, code);
  }
  return declaration;
}

async function readManifest(run: Verification, manifest: Manifest, declaration: Declaration): Promise<Manifest> {
  const limits: TextLimits = { maxBytes: MAX_MANIFEST_BYTES, maxLines: MAX_MANIFEST_LINES };
  await guarded(run, manifest.entry.path, async () => {
    for await (const { text, line } of linesFrom(readHashed(run, manifest.entry, limits.maxBytes), declaration.encoding, limits)) {
      addManifestLine(manifest, text, line, declaration.isBeforeV1, run);
    }
    manifest.isWhole = true;
  });
  return manifest;
}

async function readBagInfo(run: Verification, declaration: Declaration): Promise<readonly BagInfoElement[]> {
  const entry = run.source.entries.find((one) => one.path === "bag-info.txt" && one.kind === "file");
  if (entry === undefined) return [];
  const lines: string[] = [];
  await guarded(run, entry.path, async () => {
    const limits: TextLimits = { maxBytes: MAX_TAG_FILE_BYTES, maxLines: MAX_MANIFEST_LINES };
    for await (const { text } of linesFrom(readHashed(run, entry, limits.maxBytes), declaration.encoding, limits)) lines.push(text);
  });
  const { elements, brokenLines } = bagInfoFromLines(lines);
  for (const line of brokenLines) run.warnings.add(entry.path, "bag-info-line-invalid", { line });
  return elements;
}

function checkOxum(run: Verification, bagInfo: readonly BagInfoElement[], payload: Oxum): Oxum | null {
  let declared: Oxum | null = null;
  for (const { label, value } of bagInfo) {
    if (label.toLowerCase() !== "payload-oxum") continue;
    const oxum = oxumFrom(value);
    if (oxum === null) run.warnings.add("bag-info.txt", "oxum-invalid");
    else if (oxum.bytes !== payload.bytes || oxum.files !== payload.files) run.failed.add("bag-info.txt", "oxum-mismatch");
    declared ??= oxum;
  }
  return declared;
}

/** Hashes what was not hashed on reading and judges every file by what its manifests promise. Answers the files compared. */
async function compareContents(run: Verification, promises: ReadonlyMap<BagEntry, readonly Promised[]>): Promise<number> {
  const bytesTotal = [...promises.keys()].reduce((sum, entry) => sum + entry.sizeBytes, 0);
  let filesDone = 0;
  let filesCompared = 0;
  let bytesDone = 0;
  const report = (item: string): void => run.options.onProgress?.({ filesDone, filesTotal: promises.size, bytesDone, bytesTotal, item });
  const compare = async (entry: BagEntry, promised: readonly Promised[]): Promise<void> => {
    await guarded(run, entry.path, async () => {
      if (run.tooLarge.has(entry)) return;
      let digests = run.tagDigests.get(entry);
      if (digests === undefined) {
        const running = startDigests(new Set(promised.map((one) => one.algorithm)));
        for await (const chunk of run.source.open(entry, run.options.signal)) {
          running.update(chunk);
          bytesDone += chunk.byteLength;
          report(entry.path);
        }
        digests = running.digests();
      } else bytesDone += entry.sizeBytes;
      judgeFile(promised, (algorithm) => digests[algorithm], run);
      filesCompared += 1;
    });
    filesDone += 1;
    report(entry.path);
  };
  const waiting = promises.entries();
  const work = async (): Promise<void> => {
    for (const [entry, promised] of waiting) await compare(entry, promised);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  throwIfAborted(run.options.signal);
  return filesCompared;
}
