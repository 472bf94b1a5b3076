// The app's life: one instance on a library, one window, one engine; from the first switch to the last goodbye.
// A doorman: it takes no decision about cases or footage, and does no work that a file beside it could do.

import { homedir } from "node:os";
import { BrowserWindow, app, dialog, protocol, session } from "electron";
import type { EngineState } from "../contract/bridge.ts";
import type { EngineEvent } from "../contract/events.ts";
import type { Lang } from "../resources/locales/locales.ts";
import { chooseLang, translatorFor } from "../resources/locales/translator.ts";
import { serveApp } from "./app-protocol.ts";
import { readStartArguments } from "./arguments.ts";
import { handleBridge } from "./bridge-handlers.ts";
import { CHANNELS } from "./channels.ts";
import { startEngine, type EngineProcess } from "./engine-process.ts";
import { closeFootage, serveFootage } from "./footage-protocol.ts";
import { KnownPaths } from "./known-paths.ts";
import { openLineLog, type LineLog } from "./line-log.ts";
import { setMenu } from "./menu.ts";
import { refuseNetwork, silenceChromium } from "./no-network.ts";
import { defaultLibraryPath, engineHostPath, engineNodePath, profileFolder, rendererFolder } from "./places.ts";
import { openWindow, refusePermissions } from "./window.ts";

const isDevelopment = !app.isPackaged;
const asked = readStartArguments(process.argv.slice(1), process.env, process.cwd());
const usualLibrary = defaultLibraryPath(process.platform, process.env, homedir());
const libraryPath = asked.libraryPath ?? usualLibrary;
const knownPaths = new KnownPaths();

silenceChromium(app);
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
  { scheme: "footage", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } },
]);
// A test or an administrator may have said where the profile is.
if (!app.commandLine.hasSwitch("user-data-dir")) app.setPath("userData", profileFolder(app.getPath("userData"), libraryPath, usualLibrary));
if (process.platform === "win32") app.setAppUserModelId("quayline");

if (app.requestSingleInstanceLock()) live();
else app.quit(); // The instance that is there comes to the front.

function live(): void {
  app.setAppLogsPath();
  const log = openLineLog(app.getPath("logs"), "main.log", isDevelopment);
  log.line(`started, library ${libraryPath}`);
  const engine = startEngineOf(log);
  app.on("second-instance", () => comeToFront());
  app.on("window-all-closed", () => app.quit());
  quitWithEngine(engine);
  void app.whenReady().then(() => open(engine, log)).catch(tellFailure);
}

/** Before Chromium is up: the engine opens the library meanwhile. */
function startEngineOf(log: LineLog): EngineProcess {
  return startEngine({
    hostPath: engineHostPath(process.env, app.isPackaged),
    nodePath: engineNodePath(process.env, process.execPath, Number(process.versions["napi"])),
    libraryPath,
    env: { ...process.env, QUAYLINE_RESOURCES: process.resourcesPath },
    log: openLineLog(app.getPath("logs"), "engine.log", isDevelopment),
    onState: (state) => {
      log.line(`engine ${state.state}`);
      tellWindows(CHANNELS.engineStateChanged, state);
    },
    onEvent: (event) => {
      if (event.type === "jobs.changed") knownPaths.addNamedBy(event.job.result);
      tellWindows(CHANNELS.event, event);
    },
  });
}

function open(engine: EngineProcess, log: LineLog): void {
  const lang = chooseLang(asked.lang, app.getPreferredSystemLanguages()[0] ?? app.getLocale());
  const ours = session.defaultSession;
  refuseNetwork(ours, isDevelopment, log);
  refusePermissions(ours);
  serveApp(ours, rendererFolder);
  serveFootage(ours, engine);
  const setLang = (wanted: Lang): void => setMenu(wanted, isDevelopment, process.platform === "darwin");
  setLang(lang);
  handleBridge({ engine, knownPaths, windowOf: (contents) => BrowserWindow.fromWebContents(contents), onLang: (wanted) => setLang(chooseLang(wanted, lang)) });
  openWindow({ title: translatorFor(lang)("desktop:title"), lang, log });
}

function tellWindows(channel: string, value: EngineState | EngineEvent): void {
  for (const window of BrowserWindow.getAllWindows()) if (!window.webContents.isDestroyed()) window.webContents.send(channel, value);
}

function comeToFront(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

/** The app ends when its engine has: half-written files are removed first. */
function quitWithEngine(engine: EngineProcess): void {
  let hasEnded = false;
  app.on("will-quit", (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void Promise.all([engine.quit(), closeFootage()]).finally(() => {
      hasEnded = true;
      // Not from within this very event: Electron would not hear it.
      setImmediate(() => app.quit());
    });
  });
}

function tellFailure(error: unknown): void {
  const t = translatorFor(chooseLang(asked.lang, app.getLocale()));
  dialog.showErrorBox(t("desktop:failure.title"), t("desktop:failure.message", { detail: error instanceof Error ? error.message : String(error) }));
  app.quit();
}
