// Where things are on this machine: the default library, and paths as the user wrote them. Reads nothing.

import { homedir } from "node:os";
import { posix, resolve, win32 } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

const filled = (text: string | undefined): string | null => (text === undefined || text.trim() === "" ? null : text);

/** The library of this user unless something else is said: the data folder that the system keeps for programs. */
export function defaultLibraryPath(platform: NodeJS.Platform, env: Environment, home: string): string {
  if (platform === "win32") {
    return win32.join(filled(env["LOCALAPPDATA"]) ?? win32.join(home, "AppData", "Local"), "Quayline", "library");
  }
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Quayline", "library");
  // The XDG specification: a relative XDG_DATA_HOME is to be ignored.
  const dataHome = filled(env["XDG_DATA_HOME"]);
  return posix.join(dataHome !== null && posix.isAbsolute(dataHome) ? dataHome : posix.join(home, ".local", "share"), "quayline", "library");
}

export function chooseLibraryPath(asked: string | null, cwd: string, env: Environment): string {
  const named = asked ?? filled(env["QUAYLINE_LIBRARY"]);
  return named === null ? defaultLibraryPath(process.platform, env, homedir()) : resolve(cwd, named);
}

/** The system's language as it says it: from the environment, or on Windows and macOS from the system itself. */
export function systemLocale(platform: NodeJS.Platform, env: Environment): string | null {
  const named = filled(env["LC_ALL"]) ?? filled(env["LC_MESSAGES"]) ?? filled(env["LANG"]);
  if (named !== null) return named;
  return platform === "win32" || platform === "darwin" ? new Intl.DateTimeFormat().resolvedOptions().locale : null;
}
