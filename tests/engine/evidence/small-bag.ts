// Small bags for tests, written with nothing but node:fs and node:crypto, so that our writer is not its own witness.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { BagVerification } from "../../../engine/evidence/bag-verify.ts";

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** A folder that is gone when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "quayline-evidence-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const PAYLOAD = { "data/码头 1/ch01.mp4": "frames of channel one", "data/notes.txt": "seen\n" } as const;
export const BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/** The files of a valid bag: payload, `bagit.txt`, `bag-info.txt`, both manifests. */
export function bagFiles(payload: Readonly<Record<string, string>> = PAYLOAD): Record<string, string> {
  const bytes = Object.values(payload).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const files: Record<string, string> = {
    ...payload,
    "bagit.txt": BAGIT_TXT,
    "bag-info.txt": `Payload-Oxum: ${bytes}.${Object.keys(payload).length}\n`,
    "manifest-sha256.txt": Object.entries(payload).map(([path, content]) => `${sha256(content)}  ${path}\n`).join(""),
  };
  return withTagManifest(files);
}

/** Makes the tag manifest fit again after a tag file was changed on purpose. */
export function withTagManifest(files: Readonly<Record<string, string>>): Record<string, string> {
  const { "tagmanifest-sha256.txt": _, ...rest } = files;
  const tags = Object.entries(rest).filter(([path]) => !path.startsWith("data/"));
  return { ...rest, "tagmanifest-sha256.txt": tags.map(([path, content]) => `${sha256(content)}  ${path}\n`).join("") };
}

export function writeFiles(root: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  mkdirSync(join(root, "data"), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, ...path.split("/"));
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  return root;
}

export function copyOf(bag: string, to: string): string {
  cpSync(bag, to, { recursive: true });
  return to;
}

/** `path:code` of every failure, the form most tests compare. */
export const failures = (result: BagVerification): string[] => result.failed.map(({ path, code }) => `${path}:${code}`);
export const warnings = (result: BagVerification): string[] => result.warnings.map(({ path, code }) => `${path}:${code}`);
