// npm start [-- --library DIR] [--lang zh-CN|en]: prepares what is missing, builds, and opens the app. Where there is
// no display it does the app's main job without one instead (headless.mjs). It takes no decisions about the app itself.

import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { hasDisplay } from "./display.mjs";
import { electronArguments, electronEnvironment } from "./electron-launch.mjs";
import { fallbackNotice } from "./electron.mjs";
import { callerFolder, isMainScript, repoFolder } from "./folders.mjs";
import { SetupError, exitCodeFromSignal, runMain, say } from "./say.mjs";
import { ensureWindow } from "./setup.mjs";

const USAGE = "Usage: npm start [-- --library DIR] [--lang zh-CN|en]";

/** A window that ends by an error this early never came up: it is the display then, not the app. */
const EARLY_END_MS = 5_000;

/** What was asked for: `{ library, lang }`, each null where not given. */
export function readStartArguments(words, folder = callerFolder("start")) {
  try {
    const options = { library: { type: "string" }, lang: { type: "string" }, help: { type: "boolean", short: "h" } };
    const { values } = parseArgs({ args: words, options });
    if (values.lang !== undefined && !["zh-CN", "en"].includes(values.lang)) throw new Error(`There is no language ${values.lang}; there are zh-CN and en.`);
    return {
      library: values.library === undefined ? null : resolve(folder, values.library),
      lang: values.lang ?? null,
      isHelp: values.help ?? false,
    };
  } catch (error) {
    throw new SetupError(`${error.message}\n${USAGE}`);
  }
}

async function main() {
  const { library, lang, isHelp } = readStartArguments(process.argv.slice(2));
  if (isHelp) return say(USAGE);
  const isHeadless = !hasDisplay();
  if (isHeadless) say("There is no display here: Quayline will make, export and verify the sample case without a window.");
  const { electron } = await ensureWindow();
  if (electron.isFallback) say(fallbackNotice());
  const { notices } = electronArguments(electron);
  notices.forEach(say);
  if (!isHeadless) return openWindow(electron, { library, lang });
  const { runHeadless } = await import("./headless.mjs");
  return runHeadless({ electron, library, lang });
}

function openWindow(electron, { library, lang }) {
  say("Opening Quayline …");
  const { switches } = electronArguments(electron);
  const appArguments = [...(library ? ["--library", library] : []), ...(lang ? ["--lang", lang] : [])];
  const startedMs = Date.now();
  const child = spawn(electron.executable, [...switches, repoFolder, ...appArguments], { stdio: "inherit", env: electronEnvironment(electron) });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolveExit, reject) => {
    child.on("error", (error) => reject(new SetupError(`Electron could not be started: ${error.message}`)));
    child.on("exit", (code, signal) => {
      const hasFailedEarly = code !== 0 && Date.now() - startedMs < EARLY_END_MS && !["SIGINT", "SIGTERM"].includes(signal);
      if (hasFailedEarly) say("The window could not be opened. If this display cannot be reached, run without it: DISPLAY= WAYLAND_DISPLAY= npm start");
      resolveExit(code ?? exitCodeFromSignal(signal));
    });
  });
}

if (isMainScript(import.meta.url)) await runMain(main);
