// What is written of a case in the window: a statement that a pin contradicts, an account that cites by typing and by the button and
// follows its camera's clock, and all of it taken back.

import { checkBothLanguages } from "./pictures.ts";
import { expect, FIRST_MS, test } from "./own-footage.ts";
import { ask, leaveField } from "./window-parts.ts";

test("a statement is contradicted by a pin, and the account cites it", async ({ launch, ownLibrary }, testInfo) => {
  test.setTimeout(180_000);
  const { page, electronApp } = await launch({ libraryPath: ownLibrary });
  const check = checkBothLanguages(electronApp, page, testInfo);
  await expect(page.getByTestId("camera-row-quay")).toBeVisible();
  await ask(page, "actor.set", { name: "陈海波", unit: null, number: null });
  const caseId = (await ask(page, "cases.list", {}))[0]!.caseId;
  const { pinId } = await ask(page, "pins.add", { caseId, cameraId: "quay", startMs: (FIRST_MS + 10_000) as never, endMs: (FIRST_MS + 12_000) as never, title: "boot opens" });
  const row = page.locator("[data-testid^='statement-row-']");
  const chip = page.locator(`[data-citation='[[pin:${pinId}]]']`);

  await test.step("it is written down as it was said", async () => {
    await page.getByTestId("case-tab-statements").click();
    await page.getByTestId("statement-add").click();
    await page.getByTestId("statement-speaker").fill("driver");
    await page.getByTestId("statement-form").locator("textarea").fill("The boot stayed shut.");
    await page.getByTestId("statement-from").fill("2021-11-12 14:02:00");
    await page.getByTestId("statement-to").fill("2021-11-12 14:00:00");
    await expect(page.getByTestId("statement-save")).toBeDisabled();
    await check("1-statement-form");
    await page.getByTestId("statement-from").fill("2021-11-12 14:00:00");
    await page.getByTestId("statement-to").fill("2021-11-12 14:02:00");
    await page.getByTestId("statement-save").click();
    await expect(row).toContainText("The boot stayed shut.");
  });

  await test.step("a pin begins the finding, and stands beside it", async () => {
    await page.getByTestId("case-tab-pins").click();
    await page.getByTestId(`pin-row-${pinId}`).hover();
    await page.getByTestId(`pin-shows-${pinId}`).click();
    await page.getByRole("menuitem").first().click();
    await expect(page.getByTestId("assess-form").getByRole("checkbox", { checked: true })).toHaveCount(1);
    await page.getByTestId("assess-form").locator("select").selectOption("contradicted");
    await check("2-finding-form");
    await page.getByTestId("assess-save").click();
    await expect(row.locator("[data-finding=contradicted]")).toBeVisible();
    await expect(row).toContainText("boot opens");
    // The first camera has footage in the first of these two minutes.
    await row.locator("details[data-testid^='statement-check'] summary").click();
    await expect(page.getByTestId("covered-share")).toContainText("50 %");
    await check("3-statement");
  });

  await test.step("the account cites by typing and by the button, and its times are live", async () => {
    await page.getByTestId("case-tab-story").click();
    await page.getByTestId("section-add").click();
    await page.getByTestId("section-title").fill("At the quay");
    const text = page.getByTestId("section-text");
    const options = page.getByRole("listbox").getByRole("option");
    await text.pressSequentially("He says: ");
    await expect(options).toHaveCount(0);
    await page.getByTestId("section-cite").click();
    await expect(options).toHaveCount(2);
    await expect(options.first()).toContainText("14:00:00");
    await check("4-citing");
    await page.getByTestId("section-cite").click();
    await expect(options).toHaveCount(2);
    await options.filter({ hasText: "stayed shut" }).click();
    await expect(text).toHaveValue(/^He says: \[\[statement:\d+\]\]$/);
    await text.pressSequentially(" It was open: [[boot opens");
    await expect(options).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(text).toHaveValue(/\[\[pin:\d+\]\]$/);
    await page.getByTestId("section-done").click();
    await expect(chip).toContainText("14:00:10");
    await ask(page, "clock.add", { cameraId: "quay", cameraMs: FIRST_MS as never, trueMs: (FIRST_MS - 60_000) as never, uncertaintyMs: 500, method: "by hand" });
    await expect(chip).toContainText("13:59:10");
    await expect(chip).toContainText("±");
    await check("5-account");
  });

  await test.step("all of it is taken back, one after the other", async () => {
    await leaveField(page);
    await page.keyboard.press("Control+z");
    await expect(chip).toContainText("14:00:10");
    await page.keyboard.press("Control+z");
    await expect(chip).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await page.getByTestId("case-tab-statements").click();
    await expect(row.locator("[data-finding=none]").first()).toBeVisible();
  });
});
