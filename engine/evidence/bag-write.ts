// Writes a bag: into NAME.partial, flushed, verified, then renamed, so that there is no half bag under its real name.
// BagIt 1.0 with SHA-256 manifests that `sha256sum -c` takes as they are. What goes into a bundle, others decide.

import { randomUUID } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { copyDerived, copyOriginal, flushFolder, hashExisting, openNewFile, writeBytes, writeErrorFrom, type OpenNewFile, type Written } from "./bag-copy.ts";
import type { DigestAlgorithm, Digests } from "./bag-digests.ts";
import { foldedPath, manifestTextFromPath, unsafePathReason } from "./bag-paths.ts";
import type { BagInfoElement } from "./bag-read.ts";
import { verifyBag, type VerifyProgress } from "./bag-verify.ts";
import { onOneLine } from "../../contract/plain-text.ts";

const BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/** Lies in a partial bag while it is written and tells whose it is. */
const WRITER_MARK = ".being-written";

export interface BagFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** The further digests that were asked for. */
  readonly digests: Digests;
}

/** What is handed to the one who fills a bag. Paths must be safe and free: createPayloadNames makes them. */
export interface BagFiller {
  /**
   * Copies an original to `path` (starting `data/`).
   * @throws AppError source-offline, file-unreadable, original-changed (also where `expectedSha256` does not fit), disk-full, cancelled
   */
  copyOriginal(sourcePath: string | Buffer, path: string, expectations?: { readonly expectedSha256?: string }): Promise<BagFile>;
  /** Copies a file that the library has made. @throws AppError as copyOriginal does */
  copyDerived(sourcePath: string, path: string): Promise<BagFile>;
  /** Writes a file from bytes or text: payload where the path starts `data/`, else a tag file. */
  write(path: string, content: Uint8Array | string): Promise<BagFile>;
  /** The folder of the partial bag, for tools that write files themselves; `adopt` each of them afterwards. */
  readonly partialDir: string;
  /** Takes in a file that something else has written at this path of the partial bag. */
  adopt(path: string): Promise<BagFile>;
}

export interface WriteBagProgress {
  readonly step: "copying" | "verifying";
  readonly filesDone: number;
  /** Of the verification; null while copying, when only the caller knows. */
  readonly filesTotal: number | null;
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
  readonly item: string;
}

export interface WriteBagOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WriteBagProgress) => void;
  /** Elements of bag-info.txt after our own Payload-Oxum and Bagging-Date; labels may repeat. */
  readonly bagInfo?: readonly BagInfoElement[];
  /** `YYYY-MM-DD`, in the zone the people of the case live in. */
  readonly baggingDate: string;
  /** Further digests for every file, for lists that ask for them (MD5, SM3). The manifests stay SHA-256. */
  readonly alsoDigests?: readonly DigestAlgorithm[];
  /** Files to stand beside the tag manifest, made from its exact bytes: a signature. They are listed in no manifest. */
  readonly seal?: (tagmanifest: Uint8Array, sha256: string) => Promise<readonly { readonly path: string; readonly content: Uint8Array | string }[]>;
  readonly openNew?: OpenNewFile;
}

export interface WrittenBag {
  readonly path: string;
  /** Payload. */
  readonly files: number;
  readonly bytes: number;
  readonly tagmanifestSha256: string;
}

/**
 * Writes a bag to `targetPath`, which must not exist. `fill` puts the files in; bag-info may be settled by then through
 * its answer. On any error or cancellation the partial folder is removed and nothing stands at the target.
 * @throws AppError target-exists, disk-full, folder-not-writable, export-verification-failed, cancelled, and what `fill` throws
 */
export async function writeBag(
  targetPath: string, fill: (bag: BagFiller) => Promise<readonly BagInfoElement[] | undefined>, options: WriteBagOptions,
): Promise<WrittenBag> {
  const target = resolve(targetPath);
  const partialDir = `${target}.partial`;
  if (await isThere(target)) throw new AppError("target-exists", { path: target });
  await claimPartial(partialDir);
  try {
    const contents = createContents(partialDir, options);
    const lateInfo = await fill(contents.filler);
    throwIfAborted(options.signal);
    const written = await finishBag(partialDir, contents, [...(options.bagInfo ?? []), ...(lateInfo ?? [])], options);
    throwIfAborted(options.signal);
    if (await isThere(target)) throw new AppError("target-exists", { path: target });
    await rename(partialDir, target);
    await flushFolder(dirname(target));
    return { ...written, path: target };
  } catch (cause) {
    await rm(partialDir, { recursive: true, force: true }).catch(() => {}); // the first error is the one to tell
    throw writeErrorFrom(cause, partialDir);
  }
}

const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

/** Makes the partial folder ours; one left behind by a process of this machine that is gone is cleared away. */
async function claimPartial(partialDir: string): Promise<void> {
  const mark = JSON.stringify({ host: hostname(), pid: process.pid, run: randomUUID() });
  try {
    await mkdir(dirname(partialDir), { recursive: true });
    await mkdir(partialDir).catch(async (cause: unknown) => {
      if (typeof cause !== "object" || cause === null || !("code" in cause) || cause.code !== "EEXIST") throw cause;
      if (!(await isAbandoned(partialDir))) throw new AppError("target-exists", { path: partialDir }, { cause });
      await rm(partialDir, { recursive: true });
      await mkdir(partialDir);
    });
    await writeFile(join(partialDir, WRITER_MARK), mark, { flag: "wx" });
  } catch (cause) {
    throw writeErrorFrom(cause, partialDir);
  }
}

async function isAbandoned(partialDir: string): Promise<boolean> {
  try {
    if ((await readdir(partialDir)).length === 0) return true;
    const mark: unknown = JSON.parse(await readFile(join(partialDir, WRITER_MARK), "utf8"));
    if (typeof mark !== "object" || mark === null || !("host" in mark) || !("pid" in mark)) return false;
    if (mark.host !== hostname() || typeof mark.pid !== "number" || mark.pid === process.pid) return false;
    process.kill(mark.pid, 0);
    return false;
  } catch (cause) {
    return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ESRCH";
  }
}

interface Contents {
  readonly filler: BagFiller;
  readonly files: ReadonlyMap<string, BagFile>;
}

function createContents(partialDir: string, options: WriteBagOptions): Contents {
  const files = new Map<string, BagFile>();
  const taken = new Set<string>();
  const algorithms = new Set<DigestAlgorithm>(["sha256", ...(options.alsoDigests ?? [])]);
  let bytesDone = 0;
  const claim = (path: string): string => {
    const isReserved = /^(?:bagit\.txt|bag-info\.txt|fetch\.txt|(?:tag)?manifest-[^/]*\.txt)$/i.test(path);
    if (unsafePathReason(path) !== null || isReserved || path === WRITER_MARK || taken.has(foldedPath(path))) {
      throw new AppError("internal", { message: `not a free and safe path in a bag: ${path}` });
    }
    taken.add(foldedPath(path));
    return join(partialDir, ...path.split("/"));
  };
  const copyOptions = (item: string) => ({
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    openNew: options.openNew ?? openNewFile,
    onBytes: (bytes: number) =>
      options.onProgress?.({ step: "copying", filesDone: files.size, filesTotal: null, bytesDone: bytesDone + bytes, bytesTotal: null, item }),
  });
  const taking = (path: string, written: Written): BagFile => {
    const { sha256 = "", ...digests } = written.digests;
    const file: BagFile = { path, sizeBytes: written.sizeBytes, sha256, digests };
    files.set(path, file);
    bytesDone += written.sizeBytes;
    return file;
  };
  return {
    files,
    filler: {
      partialDir,
      async copyOriginal(sourcePath, path, { expectedSha256 } = {}) {
        const written = await copyOriginal(sourcePath, claim(path), algorithms, copyOptions(path));
        if (expectedSha256 !== undefined && written.digests.sha256 !== expectedSha256) {
          throw new AppError("original-changed", { path: sourcePath.toString() });
        }
        return taking(path, written);
      },
      async copyDerived(sourcePath, path) {
        return taking(path, await copyDerived(sourcePath, claim(path), algorithms, copyOptions(path)));
      },
      async write(path, content) {
        return taking(path, await writeBytes(claim(path), bytesFrom(content), algorithms, copyOptions(path)));
      },
      async adopt(path) {
        return taking(path, await hashExisting(claim(path), algorithms, options.signal));
      },
    },
  };
}

const bytesFrom = (content: Uint8Array | string): Uint8Array => (typeof content === "string" ? Buffer.from(content, "utf8") : content);

const byPath = (a: BagFile, b: BagFile): number => (a.path < b.path ? -1 : 1);

const manifestFrom = (files: readonly BagFile[]): string =>
  files.map((file) => `${file.sha256}  ${manifestTextFromPath(file.path)}\n`).join("");

/** One element a line; line breaks within a value become spaces, as a reader of another tool would else see a new label. */
function bagInfoText(elements: readonly BagInfoElement[]): string {
  return elements.map(({ label, value }) => `${label}: ${onOneLine(value)}\n`).join("");
}

async function finishBag(
  partialDir: string, contents: Contents, lateInfo: readonly BagInfoElement[], options: WriteBagOptions,
): Promise<Omit<WrittenBag, "path">> {
  const payload = [...contents.files.values()].filter((file) => file.path.startsWith("data/")).sort(byPath);
  const bytes = payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  const copyOptions = options.signal === undefined ? {} : { signal: options.signal };
  const put = async (path: string, content: Uint8Array | string): Promise<BagFile> => {
    const written = await writeBytes(join(partialDir, ...path.split("/")), bytesFrom(content), ["sha256"], { ...copyOptions, openNew: options.openNew ?? openNewFile });
    return { path, sizeBytes: written.sizeBytes, sha256: written.digests.sha256 ?? "", digests: {} };
  };
  await mkdir(join(partialDir, "data"), { recursive: true });
  const info = [{ label: "Payload-Oxum", value: `${bytes}.${payload.length}` }, { label: "Bagging-Date", value: options.baggingDate }, ...lateInfo];
  const tagFiles = [
    await put("bagit.txt", BAGIT_TXT),
    await put("bag-info.txt", bagInfoText(info)),
    await put("manifest-sha256.txt", manifestFrom(payload)),
    ...[...contents.files.values()].filter((file) => !file.path.startsWith("data/")),
  ].sort(byPath);
  const tagmanifestText = Buffer.from(manifestFrom(tagFiles), "utf8");
  const tagmanifest = await put("tagmanifest-sha256.txt", tagmanifestText);
  const seals = (await options.seal?.(tagmanifestText, tagmanifest.sha256)) ?? [];
  for (const { path, content } of seals) await put(path, content);
  await unlink(join(partialDir, WRITER_MARK));
  await flushFolders(partialDir);
  await requireValid(partialDir, tagmanifest.sha256, seals.map((seal) => seal.path), options);
  return { files: payload.length, bytes, tagmanifestSha256: tagmanifest.sha256 };
}

async function flushFolders(root: string): Promise<void> {
  const inside = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of inside) if (entry.isDirectory()) await flushFolder(join(entry.parentPath, entry.name));
  await flushFolder(root);
}

/** Reads everything back. @throws AppError export-verification-failed with the first file that does not fit */
async function requireValid(partialDir: string, tagmanifestSha256: string, expectedExtra: readonly string[], options: WriteBagOptions): Promise<void> {
  const result = await verifyBag(partialDir, {
    expectedExtra,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (progress: VerifyProgress) => options.onProgress?.({ step: "verifying", ...progress }),
  });
  const first = result.failed[0];
  if (first !== undefined) throw new AppError("export-verification-failed", { path: first.path, fault: first.code, count: result.failedCount });
  const stray = result.extra[0];
  if (stray !== undefined) throw new AppError("export-verification-failed", { path: stray, fault: "unlisted", count: result.extra.length });
  if (result.tagmanifestSha256 !== tagmanifestSha256) {
    throw new AppError("export-verification-failed", { path: "tagmanifest-sha256.txt", fault: "checksum-mismatch", count: 1 });
  }
}
