// Everything that Electron needs of the system to draw: libraries, a font with Chinese, a display or a virtual one,
// and whether its sandbox can be used. Only Linux needs any of this.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runProgram, stopChild } from "./child-process.mjs";
import { onExit } from "./cleanup.mjs";
import { ensureDebianPackages, installSentence } from "./debian-packages.mjs";
import { findOnPath } from "./ffmpeg.mjs";
import { SetupError, say } from "./say.mjs";

const ELECTRON_LIBRARIES = {
  packages: ["libnss3", "libgtk-3-0", "libgbm1", "libasound2", "libxss1", "libatk-bridge2.0-0", "libcups2", "libxtst6"],
  reason: "that Electron draws and sounds with",
};
const CHINESE_FONT = { packages: ["fonts-noto-cjk"], reason: "with Chinese characters" };
const VIRTUAL_DISPLAY = { packages: ["xvfb"], reason: "for a display where there is no screen" };
const TEST_BROWSER = { packages: ["chromium"], reason: "to test the bundle's viewer in a browser" };

/** Whether there is a display to open a window on. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Makes the system able to run Electron. `virtual`: on a display without a screen. `browser`: and Chromium for tests.
 * Packages that only make things nicer (the font, the browser) are asked for in a sentence where they cannot be installed.
 */
export async function ensureDisplayPackages({ virtual = false, browser = false, executable = null } = {}) {
  if (process.platform !== "linux") return;
  const wanted = [ELECTRON_LIBRARIES, CHINESE_FONT];
  if (virtual && !findOnPath("Xvfb")) wanted.push(VIRTUAL_DISPLAY);
  if (browser && !findOnPath("chromium")) wanted.push(TEST_BROWSER);
  const { missing, why } = await ensureDebianPackages(wanted);
  if (virtual && !findOnPath("Xvfb")) throw new SetupError(explainNoVirtualDisplay(why));
  const libraries = executable ? await findMissingLibraries(executable) : [];
  if (libraries.length > 0) throw new SetupError(explainLibraries(libraries, missing, why));
  if (missing.includes("fonts-noto-cjk")) say(installSentence(["fonts-noto-cjk"], "No font with Chinese characters was found."));
}

function explainNoVirtualDisplay(why) {
  const needed = "There is no display, and Xvfb, which makes a virtual one, is not installed.";
  return why === "not-debian" ? `${needed} Install it with your system's package manager.` : installSentence(VIRTUAL_DISPLAY.packages, needed);
}

function explainLibraries(libraries, missing, why) {
  const needed = `Electron cannot start: the system lacks ${libraries.join(", ")}.`;
  const isKnown = why !== "not-debian" && missing.length > 0;
  return isKnown ? installSentence(missing, needed) : `${needed} Install the packages that hold them with your system's package manager.`;
}

/** The shared libraries that a program needs and the system does not have. */
export async function findMissingLibraries(executable) {
  const { stdout } = await runProgram("ldd", [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/**
 * Why Electron can only run without its sandbox here, as a sentence, or null. As root it dies at once with SIGTRAP;
 * where user namespaces are restricted (Ubuntu 23.10 and later) an unpackaged Electron cannot make its sandbox.
 */
export function whyNoSandbox(electronDist, { platform = process.platform, uid = process.getuid?.(), readKernelSetting = readSetting } = {}) {
  if (platform !== "linux") return null;
  if (uid === 0) return "Running as root: Electron's sandbox is off (--no-sandbox).";
  const isRestricted = readKernelSetting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === "1" || readKernelSetting("/proc/sys/kernel/unprivileged_userns_clone") === "0";
  if (!isRestricted || isSetuidRoot(join(electronDist, "chrome-sandbox"))) return null;
  return "This system does not let an uninstalled program make a sandbox: Electron's is off (--no-sandbox). An installed Quayline has it on.";
}

function isSetuidRoot(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  return Boolean(entry && entry.uid === 0 && entry.mode & 0o4000);
}

function readSetting(path) {
  return existsSync(path) ? readFileSync(path, "utf8").trim() : null;
}

/** Starts Xvfb on a free display number. Answers `{ display, stop }`; it ends with this process in any case. */
export function startVirtualDisplay({ size = "1920x1200x24" } = {}) {
  return new Promise((resolve, reject) => {
    // Its standard error is not ours: as root it talks about keyboard symbols at every start.
    const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp", "-noreset"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const forget = onExit(() => child.kill("SIGKILL"));
    let text = "";
    child.stdio[3].setEncoding("utf8").on("data", (part) => {
      text += part;
      const number = /^(\d+)\n/.exec(text)?.[1];
      if (number) resolve({ display: `:${number}`, stop: () => (forget(), stopChild(child)) });
    });
    child.on("error", (error) => reject(new SetupError(`The virtual display could not be started (${error.message}). Install xvfb and run the command again.`)));
    child.on("exit", () => reject(new SetupError("The virtual display (Xvfb) ended as it was started. Run it by hand to see why: Xvfb -displayfd 1")));
  });
}
