// Pictures of the app's window in both languages, at the size of a small laptop unless said otherwise. Electron is driven by Playwright,
// on the display it is given. Not a test: tests/e2e looks at what the window does.

import { createRequire } from "node:module";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { electronArguments, electronEnvironment } from "./electron-launch.mjs";
import { repoFolder } from "./folders.mjs";

/** A small laptop. */
const LAPTOP = { width: 1366, height: 768 };
const SETTLE_LIMIT_MS = 20_000;
const LOOK_EVERY_MS = 700;

/** Takes one picture for each language of a library that holds a case; answers their paths. */
export async function takeScreenshots({ electron, library, folder, display, langs = ["zh-CN", "en"] }) {
  mkdirSync(folder, { recursive: true });
  const paths = [];
  for (const lang of langs) {
    const path = join(folder, `quayline-${lang}.png`);
    await takeScreenshot({ electron, library, lang, display, path });
    paths.push(path);
  }
  return paths;
}

/** Takes one picture of the window once nothing in it changes any more. `arrange`: what is done in the window before, given its page. */
export async function takeScreenshot({ electron, library, lang, display, path, size = LAPTOP, arrange = async () => {} }) {
  const { _electron } = createRequire(join(repoFolder, "package.json"))("@playwright/test");
  const profile = mkdtempSync(join(tmpdir(), "quayline-profile-"));
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: [...electronArguments(electron).switches, `--user-data-dir=${profile}`, repoFolder, "--library", library, "--lang", lang],
    cwd: repoFolder,
    env: { ...electronEnvironment(electron), DISPLAY: display },
  });
  try {
    const window = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0].setContentSize(wanted.width, wanted.height), size);
    await arrange(window);
    writeFileSync(path, await settledPicture(window));
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A picture that has not changed between two looks: thumbnails and first frames arrive a moment after the window. */
async function settledPicture(window) {
  const deadlineMs = Date.now() + SETTLE_LIMIT_MS;
  let last = null;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const picture = await window.screenshot();
    if ((last !== null && picture.equals(last)) || Date.now() > deadlineMs) return picture;
    last = picture;
  }
}
