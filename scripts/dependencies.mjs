// Installs the npm packages of this checkout when they are missing or not those that package-lock.json names.
// An installation that someone made with `npm install` is recognised and left alone.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand, runProgram } from "./child-process.mjs";
import { withLock } from "./exclusive-lock.mjs";
import { cacheFolder, repoFolder } from "./folders.mjs";
import { SetupError, say } from "./say.mjs";

/** Makes node_modules what package-lock.json says. Fast when it is. */
export async function ensureDependencies(root = repoFolder) {
  if (areDependenciesFresh(root)) return;
  await withLock(lockPath(root), "installing the packages", async () => {
    if (areDependenciesFresh(root)) return;
    if (!isInstalledAsLocked(root)) await installDependencies(root);
    writeStamp(root);
  });
}

/** Whether the stamp in node_modules was written for the present package-lock.json. */
export function areDependenciesFresh(root) {
  return readOrNull(stampPath(root)) === hashOfLockfile(root);
}

/**
 * Whether npm's own record of node_modules agrees with package-lock.json. npm writes the record last, so an
 * interrupted installation has none. Optional packages may be missing: they are those of other systems.
 */
export function isInstalledAsLocked(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const present = installed[path];
    return present ? present.version === entry.version : Boolean(entry.optional || entry.devOptional);
  });
}

async function installDependencies(root) {
  say("Installing the packages that Quayline is made of (npm ci; a minute or two, once) …");
  const startedMs = Date.now();
  const npm = npmCommand();
  const words = ["ci", "--loglevel=error", "--no-audit", "--no-fund", "--no-update-notifier", "--no-progress"];
  const result = await runProgram(npm.command, [...npm.prefix, ...words], { cwd: root, shell: npm.shell, exitSignal: "SIGKILL" });
  if (result.code !== 0) throw new SetupError(describeNpmFailure(result));
  say(`Installed in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
}

/** A sentence for why npm failed, and what to do. */
export function describeNpmFailure({ spawnError, stdout, stderr }) {
  const output = `${stdout}\n${stderr}`;
  if (spawnError?.code === "ENOENT") return "npm was not found. Install Node with npm from nodejs.org and run the command again.";
  if (/ENOSPC/.test(output)) return "The disk is full. Free about 2 GB and run the command again.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return `The npm registry could not be reached. Check the network (or npm's registry setting) and run the command again.\n${meaningfulLines(stderr, 2)}`;
  }
  if (/code EUSAGE/.test(output)) {
    return "package.json and package-lock.json do not agree, so the packages cannot be installed as they are locked. Run `npm install` to bring them together, and commit both.";
  }
  return `npm could not install the packages. What it said:\n${meaningfulLines(stderr || stdout)}\nRun the command again; if it stays so, delete node_modules first.`;
}

/** npm begins with what went wrong, and ends with where its own log lies. */
function meaningfulLines(text, count = 12) {
  const lines = text.split("\n").filter((line) => !/^npm error\s*$|complete log of this run/i.test(line));
  return lines.slice(0, count).join("\n").trim();
}

function readPackages(path) {
  const text = readOrNull(path);
  if (text === null) return null;
  try {
    return JSON.parse(text).packages ?? null;
  } catch {
    return null;
  }
}

function hashOfLockfile(root) {
  return createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
}

function stampPath(root) {
  return join(root, "node_modules", ".quayline-stamp");
}

function writeStamp(root) {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stampPath(root), hashOfLockfile(root));
}

/** Outside of node_modules, which `npm ci` removes. */
function lockPath(root) {
  return join(cacheFolder(), `install-${createHash("sha256").update(root).digest("hex").slice(0, 16)}.lock`);
}

function readOrNull(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
