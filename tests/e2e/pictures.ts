// Pictures of a step, for looking at and for the README. Those of the README are made again by
//   QUAYLINE_PICTURES=docs/pictures npm test -- tests/e2e/reconstruct.test.ts
// and are made small there: fewer colours, no more pixels than a page shows.

import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { ElectronApplication, Locator, Page, TestInfo } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect } from "./launch.ts";

/** A small laptop, and a large monitor. */
const SIZES = [[1366, 768], [2560, 1440]] as const;
const README_WIDTH_PX = 1000;

/** `top`: what is scrolled to the top of its panel first. */
export type Shoot = (name: string, readmeName?: string, top?: Locator) => Promise<void>;

export function pictureTaker(electronApp: ElectronApplication, page: Page, testInfo: TestInfo): Shoot {
  const asked = process.env["QUAYLINE_PICTURES"];
  const folder = asked === undefined ? undefined : resolve(import.meta.dirname, "../..", asked);
  return async (name, readmeName, top) => {
    for (const [width, height] of [...SIZES].reverse()) {
      await electronApp.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size[0], size[1]), [width, height] as const);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      await top?.evaluate((element) => element.scrollIntoView({ block: "start" }));
      const path = testInfo.outputPath(`${name}-${width}.png`);
      await page.screenshot({ path });
      if (folder !== undefined && readmeName !== undefined && width === SIZES[0][0]) makeSmall(path, join(folder, `${readmeName}.png`));
    }
  };
}

/** A state of the window, first in the language it was started in, then in the other: axe finds nothing, and pictures are taken. */
export function checkBothLanguages(electronApp: ElectronApplication, page: Page, testInfo: TestInfo): (name: string) => Promise<void> {
  const shoot = pictureTaker(electronApp, page, testInfo);
  return async (name) => {
    for (const turn of [1, 2]) {
      expect(await violations(page), `${name}, language ${turn}`).toEqual([]);
      await shoot(`${name}-${turn}`);
      await page.getByTestId("lang-toggle").click();
    }
  };
}

function makeSmall(from: string, to: string): void {
  const filter = `scale=${README_WIDTH_PX}:-2:flags=lanczos,split[a][b];[a]palettegen=max_colors=96:stats_mode=single[p];[b][p]paletteuse=dither=none`;
  execFileSync(process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg", ["-v", "error", "-y", "-i", from, "-vf", filter, "-compression_level", "100", "-pred", "mixed", to]);
}
