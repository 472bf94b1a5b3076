// Where things lie: the checkout, and the user's cache that all checkouts share. Nothing is written to the cache
// that cannot be fetched or built again.

import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that these scripts belong to. */
export const repoFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The folder that the person who typed the command is in. npm runs a script in the checkout's folder and keeps the
 * other in INIT_CWD; relative paths on the command line mean that one. A script that a test starts inside of
 * `npm test` was not started by npm under its own name, and keeps the folder it was started in.
 */
export function callerFolder(scriptName, env = process.env, cwd = process.cwd()) {
  return env.npm_lifecycle_event === scriptName && env.INIT_CWD ? env.INIT_CWD : cwd;
}

/** Whether this module is the script that Node was started with. */
export function isMainScript(moduleUrl, argv = process.argv) {
  return argv[1] !== undefined && fileURLToPath(moduleUrl) === realpathSync(argv[1]);
}

/** The user's cache folder by the system's custom; it need not exist. */
export function userCacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (platform === "win32") return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "Quayline", "Cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "Quayline");
  return join(env.XDG_CACHE_HOME || join(home, ".cache"), "quayline");
}

let chosenCacheFolder = null;

/** The cache folder, made if missing; a folder for temporary files where the user's own cannot be written to. */
export function cacheFolder() {
  chosenCacheFolder ??= chooseWritable([userCacheFolder(), join(tmpdir(), `quayline-${userName()}`)]);
  return chosenCacheFolder;
}

/** The first of these folders that can be written to, made if missing. */
export function chooseWritable(folders) {
  let lastError = null;
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}

function userName() {
  try {
    return String(userInfo().uid >= 0 ? userInfo().uid : userInfo().username);
  } catch {
    return "user"; // Containers may run under a user id that no account has.
  }
}
