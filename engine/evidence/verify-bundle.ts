// Verifies an evidence bundle, or any BagIt bag: every file against its manifests, and the custody log against its own chain.
// Needs no library, no network and nothing but the bundle.

import { BUNDLE_PATHS } from "../../contract/bundle.ts";
import { throwIfAborted } from "../../contract/errors.ts";
import type { JobProgress } from "../../contract/jobs.ts";
import type { BagVerification } from "./bag-verify.ts";
import { openBag } from "./bag-open.ts";
import type { BagSource } from "./bag-source.ts";
import { verifyBag } from "./bag-verify.ts";
import { verifyCustodyLog } from "./custody-lines.ts";

/** Label in bag-info.txt under which the custody log's last hash stands. */
export const CUSTODY_HEAD_LABEL = "Quayline-Custody-Head";

/** The command line's result, as CLI.md names it. */
export interface BundleVerification {
  readonly ok: boolean;
  readonly files: number;
  readonly failed: readonly { readonly path: string; readonly code: string }[];
  readonly warnings: readonly { readonly path: string; readonly code: string }[];
  readonly extra: readonly string[];
  readonly signature: { readonly state: "unsigned"; readonly fingerprint: null };
  /** No entries where the bag carries no log: it is not one of ours. `sealed`: entries of other cases, content not shown. */
  readonly custody: { readonly ok: boolean; readonly entries: number; readonly head: string | null; readonly sealed: number };
  readonly tagmanifestSha256: string | null;
}

export interface VerifyBundleOptions {
  readonly passphrase?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Partial<JobProgress>) => void;
}

const NO_LOG: BundleVerification["custody"] = { ok: true, entries: 0, head: null, sealed: 0 };

async function readCustody(source: BagSource, bag: BagVerification, signal: AbortSignal | undefined): Promise<BundleVerification["custody"]> {
  const entry = source.entries.find((each) => each.path === BUNDLE_PATHS.custody && each.kind === "file");
  if (entry === undefined) return NO_LOG;
  const expectedHead = bag.bagInfo.find((element) => element.label === CUSTODY_HEAD_LABEL)?.value;
  const report = await verifyCustodyLog(source.open(entry, signal), expectedHead === undefined ? {} : { expectedHead });
  return { ok: report.ok, entries: report.entries, head: report.head, sealed: report.sealed };
}

/**
 * Verifies a bundle's folder or zip.
 * @throws AppError bundle-not-found, bundle-not-a-bag, passphrase-missing, cancelled; damage is an answer, not an error
 */
export async function verifyBundle(path: string, options: VerifyBundleOptions = {}): Promise<BundleVerification> {
  const { signal, passphrase } = options;
  const opening = { ...(signal === undefined ? {} : { signal }), ...(passphrase === undefined ? {} : { passphrase }) };
  const bag = await verifyBag(path, {
    ...opening,
    onProgress: (progress) => options.onProgress?.({ step: "verifying", ...progress }),
  });
  const source = await openBag(path, opening).catch(() => null);
  try {
    const custody = source === null ? NO_LOG : await readCustody(source, bag, signal).catch(() => ({ ok: false, entries: 0, head: null, sealed: 0 }));
    // A check that was stopped found nothing out: its answer must not look like one.
    throwIfAborted(signal);
    return {
      ok: bag.ok && custody.ok, files: bag.files,
      failed: bag.failed.map(({ path: failedPath, code }) => ({ path: failedPath, code })),
      warnings: bag.warnings.map(({ path: warnedPath, code }) => ({ path: warnedPath, code })),
      extra: bag.extra, signature: { state: "unsigned", fingerprint: null }, custody, tagmanifestSha256: bag.tagmanifestSha256,
    };
  } finally {
    await source?.close();
  }
}

