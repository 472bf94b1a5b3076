// Who works by keys and takes a row off a list goes on at the row beside it, and in an empty list at the first control of what held it;
// never at the beginning of the window. On recordings without footage behind them.

import type { Locator, Page } from "@playwright/test";
import { asTrueMs } from "../../contract/time.ts";
import { makeCrowdedCase } from "../bench/crowded-case.ts";
import { expect, test } from "./launch.ts";
import { ask, leaveField } from "./window-parts.ts";

const isFocusWithin = (place: Locator): Promise<boolean> => place.evaluate((element) => element.contains(document.activeElement));
const focusIsOnBody = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement === document.body);

test("the focus stays where a row was taken off", async ({ launch, folder }) => {
  const libraryPath = `${folder}/library`;
  const { caseId, cameraId, footageMs, pinIds } = await makeCrowdedCase(libraryPath, { pinCount: 2, factCount: 2 });
  const { page } = await launch({ libraryPath, expectedComplaints: /404|Failed to load resource/ });
  const panel = page.getByTestId("case-panel");
  const at = (ms: number) => asTrueMs(footageMs + ms);
  const tab = (part: string): Promise<void> => page.getByTestId(`case-tab-${part}`).click();
  await expect(page.getByTestId(`pin-row-${pinIds[0]!}`)).toBeVisible();
  await leaveField(page);

  await test.step("of two pins: at the other, then in the panel", async () => {
    await page.keyboard.press("Tab");
    await page.getByTestId(`pin-row-${pinIds[0]!}`).locator("[data-go]").focus();
    await page.keyboard.press("Delete");
    await expect(page.getByTestId("pin-rows")).toHaveAttribute("data-count", "1");
    await expect.poll(() => isFocusWithin(page.getByTestId(`pin-row-${pinIds[1]!}`))).toBe(true);
    await page.keyboard.press("Delete");
    await expect(page.getByTestId("pin-rows")).toHaveCount(0);
    await expect.poll(() => isFocusWithin(panel)).toBe(true);
  });

  await test.step("of two facts: in the list, then where the next one is added", async () => {
    await tab("events");
    await page.getByTestId("event-rows").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Delete");
    await expect(page.locator("[data-testid^='event-fact:']")).toHaveCount(1);
    await expect(page.getByTestId("event-rows")).toBeFocused();
    await page.keyboard.press("End");
    await page.keyboard.press("Delete");
    await expect(page.getByTestId("event-rows")).toHaveCount(0);
    await expect(page.getByTestId("fact-add")).toBeFocused();
  });

  await test.step("of three statements: at the one that stands there now, at the one before, then where the next one is added", async () => {
    const ids: number[] = [];
    for (const speaker of ["王", "李", "陈"]) ids.push((await ask(page, "statements.add", { caseId, speaker, text: "没看见" })).statementId);
    await tab("statements");
    const row = (index: number): Locator => page.getByTestId(`statement-row-${ids[index]!}`);
    const takeOff = async (index: number): Promise<void> => {
      await page.getByTestId(`statement-remove-${ids[index]!}`).focus();
      await page.keyboard.press("Enter");
      await expect(row(index)).toHaveCount(0);
    };
    await expect(row(2)).toBeVisible();
    await takeOff(1);
    await expect.poll(() => isFocusWithin(row(2))).toBe(true);
    await takeOff(2);
    await expect.poll(() => isFocusWithin(row(0))).toBe(true);
    await takeOff(0);
    await expect.poll(() => isFocusWithin(page.getByRole("tabpanel"))).toBe(true);
  });

  await test.step("of observations and exhibits: at the neighbour, in the exhibit's card, in the panel", async () => {
    const { exhibitId } = await ask(page, "exhibits.add", { caseId, name: "虾干" });
    const first = await ask(page, "observations.add", { caseId, exhibitId, cameraId, atMs: at(0), state: "seen", count: 5 });
    const second = await ask(page, "observations.add", { caseId, exhibitId, cameraId, atMs: at(10_000), state: "seen", count: 3 });
    await tab("exhibits");
    const withdraw = async (firstId: number): Promise<void> => {
      const row = page.getByTestId(`observation-${firstId}`);
      await row.locator("button[aria-expanded]").nth(1).focus();
      await page.keyboard.press("Enter");
      await page.getByTestId("withdraw-reason").fill("another bag");
      await page.keyboard.press("Enter");
      await expect(row).toHaveCount(0);
    };
    await withdraw(first.firstId);
    await expect.poll(() => isFocusWithin(page.getByTestId(`observation-${second.firstId}`))).toBe(true);
    await withdraw(second.firstId);
    await expect.poll(() => isFocusWithin(page.getByTestId(`exhibit-row-${exhibitId}`))).toBe(true);
    await page.getByTestId(`exhibit-retire-${exhibitId}`).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId(`exhibit-row-${exhibitId}`)).toHaveCount(0);
    await expect.poll(() => isFocusWithin(page.getByRole("tabpanel"))).toBe(true);
  });

  await test.step("who takes it off by a click has the player's keys at once", async () => {
    const { statementId } = await ask(page, "statements.add", { caseId, speaker: "王", text: "没看见" });
    await ask(page, "statements.add", { caseId, speaker: "李", text: "没看见" });
    await tab("statements");
    const row = page.getByTestId(`statement-row-${statementId}`);
    await row.hover();
    await page.getByTestId(`statement-remove-${statementId}`).click();
    await expect(row).toHaveCount(0);
    expect(await focusIsOnBody(page)).toBe(true);
  });

  await test.step("who left a row, or only clicked it, has the player's keys when an undo takes it off", async () => {
    await tab("pins");
    const addPin = async (title: string): Promise<Locator> => {
      const { pinId } = await ask(page, "pins.add", { caseId, cameraId, startMs: at(20_000), endMs: at(22_000), title });
      return page.getByTestId(`pin-row-${pinId}`);
    };
    await expect(await addPin("stays")).toBeVisible();
    const reached: readonly ((row: Locator) => Promise<void>)[] = [
      (row) => row.locator("[data-go]").click(),
      async (row) => {
        await row.locator("[data-go]").focus();
        await page.keyboard.press("Tab");
        await page.keyboard.press("Shift+Tab");
        await expect(row.locator("[data-go]")).toBeFocused();
        await leaveField(page);
      },
    ];
    for (const reach of reached) {
      const row = await addPin("goes");
      await expect(row).toBeVisible();
      await reach(row);
      await page.keyboard.press("Control+Z");
      await expect(row).toHaveCount(0);
      expect(await focusIsOnBody(page)).toBe(true);
    }
  });
});
