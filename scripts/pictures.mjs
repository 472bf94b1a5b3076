// npm run pictures: makes docs/pictures/window-*.png anew: wall and timeline of the sample case, at the size of a small laptop and
// of a large screen, in both languages. To be looked at before they are kept. Not a test.

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
const SIZES = [{ width: 1366, height: 768 }, { width: 2560, height: 1440 }];
const LANGS = ["zh-CN", "en"];
/** Enough for a user interface, and a third of the bytes. */
const COLOURS = "split[a][b];[a]palettegen=max_colors=256[p];[b][p]paletteuse=dither=none";

async function main() {
  const { electron, ffmpeg } = await ensureWindow({ virtual: true });
  const folder = mkdtempSync(join(tmpdir(), "quayline-pictures-"));
  const screen = await startVirtualDisplay();
  try {
    const library = join(folder, "library");
    say("Making the sample case …");
    const { code: sampleCode } = await runClient(CLIENT, ["sample", "--open", "--library", library, "--json"], { stdio: ["ignore", "pipe", "inherit"], cwd: folder });
    if (sampleCode !== 0) throw new SetupError(`The sample case could not be made: the command line ended with ${sampleCode}.`);
    for (const size of SIZES) {
      for (const lang of LANGS) {
        const name = `window-${size.width}x${size.height}-${lang}.png`;
        const raw = join(folder, name);
        await takeScreenshot({ electron, library, lang, display: screen.display, path: raw, size });
        const { code } = await runProgram(ffmpeg, ["-v", "error", "-y", "-i", raw, "-vf", COLOURS, join(repoFolder, "docs", "pictures", name)], { cwd: folder, echo: true });
        if (code !== 0) throw new SetupError(`ffmpeg could not write ${name}.`);
        say(`docs/pictures/${name}`);
      }
    }
  } finally {
    screen.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMainScript(import.meta.url)) await runMain(main);
