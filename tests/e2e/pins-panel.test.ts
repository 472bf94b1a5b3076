// Five hundred pins in the case's panel: only those in view are drawn, and yet all of them are there, by keys and by scrolling; what is
// chosen, made or brought back elsewhere is shown; what is typed in a row outlives scrolling. On recordings without footage behind them.

import type { Page } from "@playwright/test";
import { makeCrowdedCase } from "../bench/crowded-case.ts";
import { violations } from "./axe.ts";
import { expect, test } from "./launch.ts";
import { ask, clockMs, drawn, goTo, leaveField } from "./window-parts.ts";

const PIN_COUNT = 500;
/** Edges lie on fractions of pixels. */
const WHOLE = { ratio: 0.98 };

interface DrawnRow {
  readonly pinId: number;
  readonly position: number;
  readonly setSize: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

const drawnRows = (page: Page): Promise<DrawnRow[]> => page.getByTestId("pin-rows").locator("> li").evaluateAll((rows) => rows.map((row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return { pinId: Number(row.getAttribute("data-row")), position: Number(row.getAttribute("aria-posinset")), setSize: Number(row.getAttribute("aria-setsize")), topPx: top, bottomPx: bottom };
}));

const focusedPin = (page: Page): Promise<number> => page.evaluate(() => Number(document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? Number.NaN));
const pinRow = (page: Page, pinId: number) => page.getByTestId(`pin-row-${pinId}`);

/** With the wheel over the panel. */
async function scrollPins(page: Page, byPx: number): Promise<void> {
  const panel = (await page.getByRole("tabpanel").filter({ has: page.getByTestId("pin-rows") }).boundingBox())!;
  await page.mouse.move(panel.x + panel.width / 2, panel.y + panel.height / 2);
  for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, byPx / 10);
}

test("five hundred pins: keys reach all, none is lost, and what is chosen elsewhere is shown", async ({ launch, folder }) => {
  test.setTimeout(120_000);
  const libraryPath = `${folder}/library`;
  const { caseId, cameraId, footageMs, pinIds } = await makeCrowdedCase(libraryPath, { pinCount: PIN_COUNT, factCount: 0 });
  // There is no footage behind the rows: the wall's tile says so, and the console with it.
  const { page } = await launch({ libraryPath, expectedComplaints: /404|Failed to load resource/ });
  const list = page.getByTestId("pin-rows");
  await expect(list).toHaveAttribute("data-count", String(PIN_COUNT));

  await test.step("Tab reaches one row, wherever the list was scrolled before any was chosen", async () => {
    const reachable = list.locator("[data-go][tabindex='0']");
    await expect(reachable).toHaveCount(1);
    await scrollPins(page, 9_000);
    await expect(pinRow(page, pinIds[0]!)).toHaveCount(0);
    await expect(reachable).toHaveCount(1);
    await reachable.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[0]);
  });

  await test.step("End leads to the last, Home to the first, arrows to each in its turn", async () => {
    await list.locator("[data-go][tabindex='0']").focus();
    expect(await focusedPin(page)).toBe(pinIds[0]);
    await page.keyboard.press("End");
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-1));
    await expect(pinRow(page, pinIds.at(-1)!)).toBeInViewport(WHOLE);
    expect((await drawnRows(page)).length).toBeLessThan(60);
    for (const pinId of pinIds.slice(-8, -1).reverse()) {
      await page.keyboard.press("ArrowUp");
      await expect.poll(() => focusedPin(page)).toBe(pinId);
      await expect(pinRow(page, pinId)).toBeInViewport(WHOLE);
    }
    await page.keyboard.press("Home");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[0]);
    await expect(pinRow(page, pinIds[0]!)).toBeInViewport(WHOLE);
    for (const pinId of pinIds.slice(1, 20)) {
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => focusedPin(page)).toBe(pinId);
      await expect(pinRow(page, pinId)).toBeInViewport(WHOLE);
    }
    await page.keyboard.press("Home");
  });

  await test.step("page by page every pin comes by, once, in its order, without holes between rows", async () => {
    const seen = new Map<number, number>();
    for (let turn = 0; turn < PIN_COUNT && seen.size < PIN_COUNT; turn++) {
      const rows = await drawnRows(page);
      for (const { pinId, position, setSize } of rows) {
        expect(setSize).toBe(PIN_COUNT);
        seen.set(position, pinId);
      }
      for (const [i, row] of rows.entries()) {
        const before = rows[i - 1];
        if (before?.position === row.position - 1) expect(Math.abs(row.topPx - before.bottomPx), `below ${before.position}`).toBeLessThan(1);
      }
      await page.keyboard.press("PageDown");
    }
    expect([...seen].sort(([a], [b]) => a - b).map(([, pinId]) => pinId)).toEqual(pinIds);
  });

  await test.step("for Tab the whole list is one stop, whatever can be pressed in its rows", async () => {
    await page.keyboard.press("Home");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[0]);
    expect(await list.locator("button").count()).toBeGreaterThan(await list.locator("> li").count());
    await page.keyboard.press("Tab");
    expect(await list.evaluate((element) => element.contains(document.activeElement))).toBe(false);
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[0]);
  });

  await test.step("C reads the clock that leaves the order of a pin open, which its row is described by; A says which statement it shows", async () => {
    await page.keyboard.press("Home");
    const open = list.locator("> li", { has: page.locator("[data-reads-clock]") }).first();
    const pinId = Number(await open.getAttribute("data-row"));
    await open.locator("[data-go]").focus();
    await expect(open.locator("[data-go]")).toHaveAccessibleDescription(/\+/);
    await page.keyboard.press("c");
    await expect(page.getByTestId("clock-dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("clock-dialog")).toBeHidden();
    await expect.poll(() => focusedPin(page)).toBe(pinId);
    await page.keyboard.press("a");
    await expect(page.getByRole("menuitem")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menuitem")).toHaveCount(0);
    await expect.poll(() => focusedPin(page)).toBe(pinId);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[pinIds.indexOf(pinId) + 1]);
  });

  await test.step("Enter goes there", async () => {
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    const pin = (await ask(page, "cases.read", { caseId })).pins.find(({ pinId }) => pinId === pinIds.at(-2))!;
    await expect.poll(() => focusedPin(page)).toBe(pin.pinId);
    await page.keyboard.press("Enter");
    await expect.poll(() => clockMs(page)).toBe(pin.startMs);
    await expect(pinRow(page, pin.pinId).locator("[aria-current=true]")).toBeVisible();
  });

  await test.step("what is typed in a row is still there after the list was scrolled, and Escape leads back to the row", async () => {
    await page.keyboard.press("e");
    const title = list.getByLabel("Title");
    await title.fill("Half a thought");
    await scrollPins(page, -30_000);
    await expect(pinRow(page, pinIds[PIN_COUNT - 40]!)).toHaveCount(0);
    await expect(title).toHaveValue("Half a thought");
    await title.press("Escape");
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-2));
    await expect(pinRow(page, pinIds.at(-2)!)).toBeInViewport(WHOLE);
  });

  await test.step("arrows pass over a row that is a form, and Tab still leads to one that is none", async () => {
    await page.keyboard.press("e");
    await expect(list.getByLabel("Title")).toBeFocused();
    const reachable = list.locator("[data-go][tabindex='0']");
    await expect(reachable).toHaveCount(1);
    await reachable.focus();
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-1));
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-3));
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-1));
    await list.getByLabel("Title").press("Escape");
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-2));
  });

  await test.step("Delete takes a pin off and leads to the next; undo brings it back into view", async () => {
    await page.keyboard.press("Home");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[0]);
    await page.keyboard.press("Delete");
    await expect(list).toHaveAttribute("data-count", String(PIN_COUNT - 1));
    await expect.poll(() => focusedPin(page)).toBe(pinIds[1]);
    await page.keyboard.press("End");
    await expect.poll(() => focusedPin(page)).toBe(pinIds.at(-1));
    await page.keyboard.press("Control+z");
    await expect(list).toHaveAttribute("data-count", String(PIN_COUNT));
    await expect(pinRow(page, pinIds[0]!)).toBeInViewport(WHOLE);
  });

  await test.step("a pin made at the play head is chosen, and in view", async () => {
    await leaveField(page);
    await page.getByTestId(`camera-row-${cameraId}`).click();
    await leaveField(page);
    await goTo(page, footageMs);
    await page.keyboard.press("Enter");
    await page.getByTestId("pin-title").fill("The five hundred and first");
    await page.getByTestId("pin-save").click();
    await expect(list).toHaveAttribute("data-count", String(PIN_COUNT + 1));
    const made = list.locator("li").filter({ hasText: "The five hundred and first" });
    await expect(made.locator("[aria-current=true]")).toBeInViewport(WHOLE);
    const { pins } = await ask(page, "cases.read", { caseId });
    const position = 1 + pins.sort((a, b) => a.startMs - b.startMs || a.pinId - b.pinId).findIndex(({ title }) => title === "The five hundred and first");
    expect(position).toBeGreaterThan(1);
    await expect(made).toHaveAttribute("aria-posinset", String(position));
  });

  await test.step("another pin that is chosen on the timeline is brought into view", async () => {
    await leaveField(page);
    const last = (await ask(page, "cases.read", { caseId })).pins.sort((a, b) => b.startMs - a.startMs)[0]!;
    await goTo(page, last.startMs);
    await expect(pinRow(page, last.pinId)).toHaveCount(0);
    await drawn(page);
    const [head, canvas] = [page.getByTestId("timeline-canvas"), (await page.getByTestId("timeline-canvas").boundingBox())!];
    const [fromMs, toMs] = [Number(await head.getAttribute("data-from-ms")), Number(await head.getAttribute("data-to-ms"))];
    const before = list.locator("li").filter({ hasText: "The five hundred and first" }).locator("[aria-current=true]");
    await expect(before).toBeInViewport();
    const choose = (): Promise<void> => page.mouse.click(canvas.x + ((last.startMs - fromMs) / (toMs - fromMs)) * canvas.width + 2, canvas.y + 50);
    await choose();
    await expect(before).toHaveCount(0);
    const chosen = list.locator("[aria-current=true]");
    await expect(chosen).toBeInViewport();
    // Once more, after the panel was scrolled away from it.
    await scrollPins(page, -30_000);
    await expect(chosen).not.toBeInViewport();
    await choose();
    await expect(chosen).toBeInViewport();
  });

  await test.step("another part of the case begins at its top", async () => {
    const scrolledPx = (): Promise<number> => page.locator("#case-tabpanel").evaluate((panel) => panel.scrollTop);
    await scrollPins(page, 6_000);
    await expect.poll(scrolledPx).toBeGreaterThan(0);
    await page.getByTestId("case-tab-events").click();
    await expect(page.getByTestId("event-rows")).toBeVisible();
    expect(await scrolledPx()).toBe(0);
    await page.getByTestId("case-tab-pins").click();
    await expect(list).toBeVisible();
  });

  await test.step("E edits a pin as well while an input method has the letters, and is not the player's then", async () => {
    await list.locator("[data-go][tabindex='0']").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => focusedPin(page)).toBe(pinIds[0]);
    await list.locator(`[data-row='${pinIds[0]!}'] [data-go]`).dispatchEvent("keydown", { key: "Process", code: "KeyE" });
    const form = list.locator(`[data-row='${pinIds[0]!}'] form`);
    await expect(form).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(form).toHaveCount(0);
  });

  await test.step("an input method that composes has Enter and Escape for itself", async () => {
    const field = page.getByTestId("time-field");
    await field.fill("14:03");
    await field.dispatchEvent("keydown", { key: "Escape", code: "Escape", isComposing: true });
    await expect(field).toHaveValue("14:03");
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue("");
  });

  expect(await violations(page)).toEqual([]);
});
