// The window's main states held to axe-core's rules, in both languages and both themes; and a person without a mouse: the
// order of Tab, a focus that can be seen, and Escape that leads out of every dialog.

import type { Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { ask, showOnTiles } from "./window-parts.ts";
import { expect, test } from "./sample-library.ts";

/** Dialogs by the button that opens them; a window before and after them is checked as well. */
const DIALOGS = [
  ["problems-open", "problems-dialog"], ["verify-open", "verify-dialog"], ["export-open", "export-dialog"], ["help-open", "help-card"], ["history-open", "history-dialog"], ["new-case", "case-dialog"], ["tile-clock-0", "clock-dialog"],
] as const;

for (const lang of ["en", "zh-CN"] as const) {
  test(`every main state keeps to the rules of accessibility (${lang})`, async ({ launch, sample }) => {
    test.setTimeout(240_000);
    const empty = await launch({ lang });
    await expect(empty.page.getByTestId("empty-state")).toBeVisible();
    expect(await violations(empty.page)).toEqual([]);
    await empty.close();

    const { page } = await launch({ libraryPath: sample.libraryPath, lang });
    await showFirstCamera(page);
    expect(await violations(page)).toEqual([]);
    for (const [button, dialog] of DIALOGS) {
      await page.getByTestId(button).first().click();
      await expect(page.getByTestId(dialog)).toBeVisible();
      expect(await violations(page), dialog).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByTestId(dialog)).toBeHidden();
    }
    await page.getByTestId("library-menu").click();
    expect(await violations(page), "menu").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByTestId("pin-new").click();
    await expect(page.getByTestId("pin-title")).toBeVisible();
    expect(await violations(page), "pin form").toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("pin-title")).toBeHidden();
    await page.getByTestId("layout-4").click();
    await page.getByTestId("timeline-list-toggle").click();
    expect(await violations(page), "four tiles and the list").toEqual([]);
    await page.getByTestId("theme-toggle").click();
    expect(await violations(page), "light theme").toEqual([]);
  });
}

async function showFirstCamera(page: Page): Promise<void> {
  await expect(page.getByTestId("timeline-canvas")).toBeVisible();
  await showOnTiles(page, ["SJM-01"]);
}

test("without a mouse: Tab reaches every part, the focus is seen, and keys do the work", async ({ launch, sample }) => {
  const { page } = await launch({ libraryPath: sample.libraryPath });
  await showFirstCamera(page);
  const caseCount = (await ask(page, "cases.list", {})).length;
  expect(caseCount).toBeGreaterThan(0);
  const reached = await walkByTab(page);
  const places = ["header", "camera-tree", "wall", "timeline", "case-panel"];
  expect(places.filter((place) => !reached.some((step) => step.place === place))).toEqual([]);
  expect(reached.filter((step) => !step.isSeen).map((step) => step.name)).toEqual([]);
  // In the order in which the window is read: the bar, then cameras, wall and case, then the timeline.
  const firstAt = places.map((place) => reached.findIndex((step) => step.place === place));
  expect(firstAt[0]).toBeLessThan(firstAt[1]!);
  expect(firstAt[1]).toBeLessThan(firstAt[2]!);
  expect(firstAt[2]).toBeLessThan(firstAt[4]!);
  expect(firstAt[4]).toBeLessThan(firstAt[3]!);
  // In the high-contrast colours of a system there are no shadows: the rings are lines there.
  await page.emulateMedia({ forcedColors: "active" });
  const again = await walkByTab(page);
  expect(again.length).toBeGreaterThan(20);
  expect(again.filter((step) => !step.isSeen).map((step) => step.name)).toEqual([]);
  const lines = await page.locator("[data-testid^=tile-][data-active]").evaluateAll((tiles) => tiles.map((tile) => [tile.getAttribute("data-active"), getComputedStyle(tile).outlineStyle]));
  expect(lines).toContainEqual(["true", "solid"]);
});

interface Step {
  readonly name: string;
  readonly place: string;
  readonly isSeen: boolean;
}

/** Presses Tab until the round is made; notes where the focus was, and whether it is drawn. */
async function walkByTab(page: Page): Promise<Step[]> {
  await page.getByTestId("library-menu").focus();
  const steps: Step[] = [];
  const seen = new Set<string>();
  for (let n = 0; n < 200; n++) {
    await page.keyboard.press("Tab");
    const step = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const place = element.closest("header") !== null && element.closest("main") === null ? "header"
        : element.closest("[role=tree]") !== null ? "camera-tree"
          : (element.closest("[data-testid=wall], [data-testid=timeline], [data-testid=case-panel]")?.getAttribute("data-testid") ?? "elsewhere");
      // A separator shows its focus by its own colour, a pin by a ring around its whole row; everything else by the ring, or a line where there are no shadows.
      const rings = [style.boxShadow, getComputedStyle(element, "::after").boxShadow];
      const isSeen = box.width > 0 && box.height > 0 && (rings.some((ring) => ring !== "none") || style.outlineStyle !== "none" || element.getAttribute("role") === "separator");
      return { name: `${element.tagName} ${element.getAttribute("data-testid") ?? element.getAttribute("aria-label") ?? element.textContent?.slice(0, 40) ?? ""} ${Math.round(box.x)},${Math.round(box.y)}`, place, isSeen };
    });
    if (step === null || seen.has(step.name)) break;
    seen.add(step.name);
    steps.push(step);
  }
  return steps;
}
