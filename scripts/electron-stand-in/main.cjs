// What a bare Electron runs when it is given an app's folder: `electron [-r MODULE] [switches] FOLDER [arguments]`.
// It takes the place of Electron's own default app in the fallback (scripts/electron-fallback.mjs), and does only
// what `electron .` and Playwright ask of it. No menus, no REPL, no help texts. Never part of a packaged app.
"use strict";

const { app } = require("electron");
const fs = require("node:fs");
const path = require("node:path");

const { preloads, target } = readArguments(process.argv.slice(1));

if (target === null) {
  process.stderr.write("Name the folder of an app: electron FOLDER\n");
  process.exit(2);
}

process.defaultApp = true;
for (const module of preloads) require(path.resolve(module));
require(entryOf(path.resolve(target)));

/** Switches before the folder belong to Electron and Chromium; what follows it belongs to the app. */
function readArguments(words) {
  const preloads = [];
  for (let n = 0; n < words.length; n++) {
    const word = words[n];
    if (word === "-v" || word === "--version") {
      process.stdout.write(`v${process.versions.electron}\n`);
      process.exit(0);
    }
    if (word === "-r" || word === "--require") preloads.push(words[++n]);
    else if (!word.startsWith("-")) return { preloads, target: word };
  }
  return { preloads, target: null };
}

/** The main script of an app's folder, after Electron has been told the app's name, version and place. */
function entryOf(target) {
  if (!fs.statSync(target).isDirectory() && !target.endsWith(".asar")) return target;
  const manifest = JSON.parse(fs.readFileSync(path.join(target, "package.json"), "utf8"));
  app.setName(manifest.productName || manifest.name || "Electron");
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setAppPath(target);
  if (!app.commandLine.hasSwitch("user-data-dir")) {
    app.setPath("userData", path.join(app.getPath("appData"), app.getName()));
  }
  return path.resolve(target, manifest.main || "index.js");
}
