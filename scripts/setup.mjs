// Everything that has to be there before Quayline runs, in one order, for the scripts that need it. Run by itself it
// prepares a checkout: node scripts/setup.mjs. Each step looks first and does nothing when it has nothing to do.

import { ensureBuild } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureDisplayPackages, hasDisplay } from "./display.mjs";
import { ensureElectron } from "./electron.mjs";
import { ensureFfmpeg } from "./ffmpeg.mjs";
import { findNode } from "./find-node.mjs";
import { isMainScript } from "./folders.mjs";
import { runMain, say } from "./say.mjs";

export { ensureBuild, ensureDependencies, ensureDisplayPackages, ensureElectron, ensureFfmpeg, findNode };

/**
 * Sets everything up for the window. `virtual`: it will be drawn without a screen; `browser`: tests need Chromium too;
 * `build: false` leaves the building of the app to the caller.
 * Answers `{ ffmpeg, electron }`.
 */
export async function ensureWindow({ virtual = !hasDisplay(), browser = false, build = true } = {}) {
  await ensureDependencies();
  const ffmpeg = await ensureFfmpeg();
  const electron = await ensureElectron();
  await ensureDisplayPackages({ virtual, browser, executable: electron.executable });
  if (build) await ensureBuild();
  return { ffmpeg, electron };
}

if (isMainScript(import.meta.url)) {
  await runMain(async () => {
    const { electron } = await ensureWindow();
    say(`Ready: Electron ${electron.version}.`);
  });
}
