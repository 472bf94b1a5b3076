// The one window: sandboxed, showing the app's own page and nothing else. What is in it is the renderer's business.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { BrowserWindow, app, nativeTheme, screen, type Session, type WebContents } from "electron";
import { APP_ORIGIN, APP_PAGE } from "./app-protocol.ts";
import type { LineLog } from "./line-log.ts";
import { refusePeers } from "./no-network.ts";
import { preloadPath, resourcesFolder } from "./places.ts";
import { restartLimit } from "./restart-limit.ts";
import { SMALLEST, fittedState, readWindowState, writeWindowState } from "./window-state.ts";

/** --ground-0 of renderer/design/tokens.css, so that nothing flashes before the page is drawn. */
const GROUND = "#0f1113";
/** What a page of ours may ask for; all other permissions are refused. */
const PERMISSIONS = new Set(["clipboard-sanitized-write", "fullscreen"]);

export interface WindowOptions {
  readonly title: string;
  readonly lang: string;
  readonly log: LineLog;
}

export function openWindow({ title, lang, log }: WindowOptions): BrowserWindow {
  const statePath = join(app.getPath("userData"), "window.json");
  const state = fittedState(readWindowState(statePath), [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea));
  nativeTheme.themeSource = "dark";
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title,
    backgroundColor: GROUND,
    autoHideMenuBar: true,
    ...iconOf(),
    webPreferences: {
      preload: preloadPath,
      additionalArguments: [`--quayline-lang=${lang}`, `--quayline-version=${app.getVersion()}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // Tiles start together by the app's clock, also where nobody clicked into the page.
      autoplayPolicy: "no-user-gesture-required",
    },
  });
  if (state.isMaximised) window.maximize();
  window.once("ready-to-show", () => {
    window.show();
    log.line("window shown");
  });
  window.on("close", () => writeWindowState(statePath, { bounds: window.getNormalBounds(), isMaximised: window.isMaximized() }));
  keepToOurPage(window.webContents);
  reviveWhenItDies(window, log);
  void window.loadURL(APP_PAGE);
  return window;
}

/** No other page, no other window, no embedded page. Dropped files and links lead nowhere by themselves. */
function keepToOurPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  const refuseOthers = (details: { readonly url: string; preventDefault(): void }): void => {
    if (details.url !== APP_PAGE) details.preventDefault();
  };
  contents.on("will-frame-navigate", refuseOthers);
  contents.on("will-redirect", refuseOthers);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  refusePeers(contents);
}

export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(PERMISSIONS.has(permission) && isOurs(contents.getURL())));
  session.setPermissionCheckHandler((_contents, permission, origin) => PERMISSIONS.has(permission) && isOurs(origin));
  session.setDevicePermissionHandler(() => false);
}

const isOurs = (address: string): boolean => address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`);

/** A page that crashed is loaded again: everything that matters is in the engine. */
function reviveWhenItDies(window: BrowserWindow, log: LineLog): void {
  const revivals = restartLimit(3, 60_000);
  window.webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    log.line(`window's process gone: ${reason} ${exitCode}`);
    if (reason !== "clean-exit" && !window.isDestroyed() && revivals.allows(Date.now())) window.webContents.reload();
  });
}

/** Windows and macOS take the icon from the packaged program; Linux shows what it is given. */
function iconOf(): { readonly icon?: string } {
  const icon = join(resourcesFolder, "icons", "256x256.png");
  return process.platform === "linux" && existsSync(icon) ? { icon } : {};
}
