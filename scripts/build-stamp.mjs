// Decides whether dist/ was built from the sources as they are now, by their contents: modification times lie after
// a checkout or a copy. A few hundred small files take some 20 ms. Not used by the command line, which runs sources.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = [
  "contract", "engine", "cli", "main", "renderer", "resources",
  "package.json", "package-lock.json", "tsconfig.base.json", "tsconfig.node.json", "vite.config.ts",
  "scripts/build.mjs", "scripts/build-bundles.mjs",
];

/** Larger files (a bundled ffmpeg) are told apart by size and time, so that a start never reads hundreds of megabytes. */
const READ_UP_TO_BYTES = 4_000_000;

const STAMP_FILE = ".stamp";

/** A hash over everything that the build reads. */
export function buildStamp(root, sources = SOURCES) {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const path of filesBelow(root, source)) hash.update(`${path}\0${fingerprint(join(root, path))}\0`);
  }
  return hash.digest("hex");
}

/** Whether dist/ holds the build of the present sources. */
export function isBuildFresh(root, sources = SOURCES) {
  try {
    return readFileSync(join(root, "dist", STAMP_FILE), "utf8") === buildStamp(root, sources);
  } catch {
    return false;
  }
}

/** Marks a built folder with the stamp of the sources it was built from. */
export function writeBuildStamp(folder, stamp) {
  writeFileSync(join(folder, STAMP_FILE), stamp);
}

function filesBelow(root, path) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (!entry) return [];
  if (!entry.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => !name.startsWith(".")).sort();
  return names.flatMap((name) => filesBelow(root, `${path}/${name}`));
}

function fingerprint(path) {
  const { size, mtimeMs } = statSync(path);
  if (size > READ_UP_TO_BYTES) return `${size} ${mtimeMs}`;
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
