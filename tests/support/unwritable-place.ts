// A folder made one that cannot be written, as a disc or a folder without the right is. Mode bits do not stop root, so there the files are
// made immutable (Linux: chattr +i), which does. And what stands in a folder, to be compared byte by byte.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const isRoot = process.getuid?.() === 0;

function everything(path: string): string[] {
  return [path, ...(lstatSync(path).isDirectory() ? readdirSync(path).flatMap((name) => everything(join(path, name))) : [])];
}

/** Lets nothing below a folder be written; answers what allows it again. To be called in any case: nothing else can remove the folder. */
export function makeUnwritable(folder: string): () => void {
  const paths = everything(folder);
  if (isRoot) {
    execFileSync("chattr", ["+i", ...paths], { stdio: "pipe" });
    return () => execFileSync("chattr", ["-i", ...paths], { stdio: "pipe" });
  }
  for (const path of [...paths].reverse()) chmodSync(path, lstatSync(path).isDirectory() ? 0o555 : 0o444);
  return () => {
    for (const path of paths) chmodSync(path, lstatSync(path).isDirectory() ? 0o755 : 0o644);
  };
}

/** Why such a folder cannot be made here, as a test that is skipped says it; null: it can. */
export function whyNotUnwritable(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "quayline-unwritable-"));
  try {
    writeFileSync(join(folder, "file"), "");
    makeUnwritable(folder)();
    return null;
  } catch {
    return "as root, and on a file system without chattr +i, nothing refuses to be written";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each file and folder below one, with its times, rights and the digest of its bytes. When it was last read is left out: reading is allowed. */
export function listingOf(folder: string): readonly string[] {
  return everything(folder).map((path) => {
    const { mode, size, mtimeMs, ctimeMs, ino } = lstatSync(path);
    const digest = lstatSync(path).isFile() ? createHash("sha256").update(readFileSync(path)).digest("hex") : "";
    return `${path} ${mode} ${size} ${mtimeMs} ${ctimeMs} ${ino} ${digest}`;
  }).sort();
}

