// npm run pictures: makes docs/pictures/window-*.png anew: wall and timeline of the sample case with an interval of loss, at the size of a
// small laptop and of a large screen, in both languages. To be looked at before they are kept. Not a test.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./child-process.mjs";
import { runClient } from "./command-line-process.mjs";
import { startVirtualDisplay } from "./display.mjs";
import { isMainScript, repoFolder } from "./folders.mjs";
import { SetupError, runMain, say } from "./say.mjs";
import { takeScreenshot } from "./screenshots.mjs";
import { ensureWindow } from "./setup.mjs";

const CLIENT = join(repoFolder, "dist", "cli", "quayline.js");
/** Four cameras while two bags are taken, one of them with a gap; and all seven a little later, most of them with footage. */
const SCENES = [
  { width: 1366, height: 768, tiles: 4, cameraIds: ["SJM-02", "SJM-03", "SJM-01", "SJM-04"], at: "2024-11-15 14:00:31", tab: "exhibits" },
  { width: 2560, height: 1440, tiles: 9, cameraIds: ["SJM-01", "SJM-02", "SJM-03", "SJM-04", "SJM-05", "SJM-06", "PT-01"], at: "2024-11-15 14:05:20", tab: "exhibits" },
];
const LANGS = ["zh-CN", "en"];
/** What is seen of the five bags: an interval of loss follows. True times; the sample's own truth.json tells them. */
const OBSERVATIONS = [
  ["--at", "2024-11-15 13:58:50", "--state", "seen", "--count", "5"],
  ["--at", "2024-11-15 13:59:16", "--state", "contained", "--container", "后备厢"],
  ["--at", "2024-11-15 14:00:35", "--state", "carried", "--count", "2", "--holder", "司机"],
  ["--at", "2024-11-15 14:00:48", "--state", "seen", "--count", "3"],
];
/** Enough for a user interface, and a third of the bytes. Fewer for the large ones, whose footage has most of the colours. */
const coloursFor = (size) => `split[a][b];[a]palettegen=max_colors=${size.width > 2_000 ? 64 : 256}[p];[b][p]paletteuse=dither=none`;
/** A playable copy of twenty minutes, beside a busy neighbour. */
const COPYING_MS = 300_000;

async function main() {
  const { electron, ffmpeg } = await ensureWindow({ virtual: true });
  const folder = mkdtempSync(join(tmpdir(), "quayline-pictures-"));
  const screen = await startVirtualDisplay();
  try {
    const library = join(folder, "library");
    say("Making the sample case …");
    const ask = async (...words) => {
      const { code, stdout } = await runClient(CLIENT, [...words, "--library", library, "--actor", "陈海波", "--json"], { stdio: ["ignore", "pipe", "inherit"], cwd: folder });
      if (code !== 0) throw new SetupError(`The sample case could not be made: the command line ended with ${code} at ${words[0]}.`);
      return JSON.parse(stdout);
    };
    await ask("sample", "--open");
    for (const words of OBSERVATIONS) await ask("observe", "--case", "1", "--exhibit", "1", "--camera", "SJM-02", ...words);
    for (const size of SCENES) {
      for (const lang of LANGS) {
        const name = `window-${size.width}x${size.height}-${lang}.png`;
        const raw = join(folder, name);
        await takeScreenshot({ electron, library, lang, display: screen.display, path: raw, size, arrange: (window) => arrange(window, size) });
        const { code } = await runProgram(ffmpeg, ["-v", "error", "-y", "-i", raw, "-vf", coloursFor(size), "-compression_level", "100", "-pred", "mixed", join(repoFolder, "docs", "pictures", name)], { cwd: folder, echo: true });
        if (code !== 0) throw new SetupError(`ffmpeg could not write ${name}.`);
        say(`docs/pictures/${name}`);
      }
    }
  } finally {
    screen.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the scene's cameras on the wall, goes to its time and waits until every tile shows its frame or says why there is none. */
async function arrange(window, { tiles, cameraIds, at, tab }) {
  await window.getByTestId(`layout-${tiles}`).click();
  for (const cameraId of cameraIds) {
    await window.getByTestId(`tile-${cameraIds.indexOf(cameraId)}`).click({ position: { x: 60, y: 60 } });
    await window.getByTestId(`camera-row-${cameraId}`).click();
  }
  await window.getByTestId(`case-tab-${tab}`).click();
  const field = window.getByTestId("time-field");
  await field.fill(at);
  await field.press("Enter");
  await field.blur();
  await window.getByTestId("tile-0").click({ position: { x: 60, y: 60 } });
  await window.waitForFunction(() => [...document.querySelectorAll("[data-testid^='tile-'][data-state]")].every(({ dataset }) => dataset.camera === "" || ["footage", "no-footage", "gap"].includes(dataset.state)), null, { timeout: COPYING_MS });
  // Small copies and stored frames are made behind all that: a bar that still runs belongs in no picture.
  for (let quiet = 0; quiet < 5; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const isBusy = await window.evaluate(async (callId) => (await window.quayline.call(callId, "jobs.list", {})).output.some(({ state }) => state === "running" || state === "waiting"), 2 ** 40 + quiet);
    if (isBusy) quiet = -1;
  }
}

if (isMainScript(import.meta.url)) await runMain(main);
