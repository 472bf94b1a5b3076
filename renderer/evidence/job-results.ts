// What export and verify jobs bring home, read out of a job's `result` (the command line's JSON). Read leniently: a
// field that is missing is empty, so that an older job in the history still shows.

import { z } from "zod";

const failedFile = z.object({ path: z.string(), code: z.string() });
const loose = z.union([failedFile, z.string().transform((path) => ({ path, code: "" })), z.record(z.string(), z.unknown()).transform((row) => ({ path: String(row["path"] ?? ""), code: String(row["code"] ?? "") }))]);

const exportResult = z.object({
  bundle: z.string(),
  files: z.number(),
  bytes: z.number().default(0),
  tagmanifestSha256: z.string(),
  problems: z.array(loose).default([]),
});
export type ExportResult = z.output<typeof exportResult>;

const verifyResult = z.object({
  ok: z.boolean(),
  files: z.number().default(0),
  failed: z.array(loose).default([]),
  warnings: z.array(loose).default([]),
  extra: z.array(z.string()).default([]),
  signature: z.object({ state: z.string(), fingerprint: z.string().nullable().default(null) }).nullable().default(null),
  custody: z.object({ ok: z.boolean(), entries: z.number(), head: z.string().nullable().default(null) }).nullable().default(null),
  tagmanifestSha256: z.string().nullable().default(null),
});
export type VerifyResult = z.output<typeof verifyResult>;

export function exportResultFrom(result: unknown): ExportResult | null {
  return exportResult.safeParse(result).data ?? null;
}

export function verifyResultFrom(result: unknown): VerifyResult | null {
  return verifyResult.safeParse(result).data ?? null;
}

/** The fingerprint in groups of four, for comparing by eye and reading out. */
export function groupedHash(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(" ") ?? hash;
}

/** The page of a bundle that opens with a double click; a zip is opened itself. */
export function indexPageOf(bundlePath: string): string {
  if (/\.zip$/i.test(bundlePath)) return bundlePath;
  const separator = bundlePath.includes("\\") ? "\\" : "/";
  return `${bundlePath.replace(/[\\/]+$/, "")}${separator}index.html`;
}
