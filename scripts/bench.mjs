// npm run bench -- NAME […]: runs tests/bench/NAME.bench.ts on a recent Node; without a name it lists what there is.
// It measures nothing itself, and nothing here decides whether a build is good.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./child-process.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureFfmpeg } from "./ffmpeg.mjs";
import { startVirtualDisplay } from "./display.mjs";
import { electronArguments, electronEnvironment } from "./electron-launch.mjs";
import { findNode } from "./find-node.mjs";
import { isMainScript, repoFolder } from "./folders.mjs";
import { runMain, say } from "./say.mjs";
import { ensureWindow } from "./setup.mjs";

const FOLDER = join(repoFolder, "tests", "bench");

/** Benchmarks that open the app's window: it is built first, and they get the environment of the end-to-end tests. */
const WITH_WINDOW = new Set(["timeline", "playback", "preview", "panels"]);

/** The names of the benchmarks in a folder. */
export function benchmarkNames(folder = FOLDER) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []).sort();
}

async function main() {
  const [name, ...rest] = process.argv.slice(2);
  const names = benchmarkNames();
  if (!name || !names.includes(name)) {
    if (name) say(`There is no benchmark ${name}.`);
    say(names.length > 0 ? `Benchmarks: ${names.join(", ")}. Run one with: npm run bench -- ${names[0]}` : "There are no benchmarks yet (tests/bench/NAME.bench.ts).");
    return name ? 2 : 0;
  }
  await ensureDependencies();
  await ensureFfmpeg();
  const words = ["--disable-warning=ExperimentalWarning", join(FOLDER, `${name}.bench.ts`), ...rest];
  const window = WITH_WINDOW.has(name) ? await prepareWindow() : null;
  try {
    const { code } = await runProgram(findNode(), words, { cwd: repoFolder, echo: true, env: { ...process.env, ...window?.env } });
    return code ?? 1;
  } finally {
    window?.stop();
  }
}

async function prepareWindow() {
  const { electron } = await ensureWindow({ virtual: process.platform === "linux" });
  const screen = process.platform === "linux" ? await startVirtualDisplay() : null;
  return {
    env: {
      ...electronEnvironment(electron),
      ...(screen ? { DISPLAY: screen.display, WAYLAND_DISPLAY: "" } : {}),
      QUAYLINE_TEST_ELECTRON: electron.executable,
      QUAYLINE_TEST_ELECTRON_SWITCHES: electronArguments(electron).switches.join(" "),
    },
    stop: () => screen?.stop(),
  };
}

if (isMainScript(import.meta.url)) await runMain(main);
