// Everything that the exhibits part lets a person enter, change, take off and put back, in one window: exhibits with a picture,
// observations on frames and as told, their corrections, people and vehicles, which cameras had a view, and how far footage bears a
// claim. Each form is held to the rules of accessibility in both languages.

import type { Locator, Page } from "@playwright/test";
import { isoFromInstant } from "../../contract/time-text.ts";
import { expect, FIRST_MS, GAP, test } from "./own-footage.ts";
import { checkBothLanguages } from "./pictures.ts";
import { ask, goTo, leaveField } from "./window-parts.ts";

const at = (seconds: number): number => FIRST_MS + seconds * 1_000;
const typed = (seconds: number): string => isoFromInstant(at(seconds), "Asia/Shanghai");

async function showAndGo(page: Page, cameraId: string, seconds: number): Promise<void> {
  await page.getByTestId(`camera-row-${cameraId}`).click();
  await expect(page.getByTestId("tile-0")).toHaveAttribute("data-camera", cameraId);
  await goTo(page, at(seconds));
}

interface Observed { readonly digit: string; readonly count: string; readonly holder?: string; readonly container?: string }

/** Fills the open form in, from its states on. */
async function fillObservation(page: Page, { digit, count, holder, container }: Observed): Promise<void> {
  await page.keyboard.press(digit);
  await page.getByTestId("observation-count").fill(count);
  if (holder !== undefined) await page.getByTestId("observation-holder").fill(holder);
  if (container !== undefined) await page.getByTestId("observation-container").fill(container);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("observation-form")).toBeHidden();
  await leaveField(page);
}

test("every form of the exhibits part does what it says, and can be taken back", async ({ launch, ownLibrary }, testInfo) => {
  test.setTimeout(300_000);
  const { page, electronApp } = await launch({ libraryPath: ownLibrary });
  const check = checkBothLanguages(electronApp, page, testInfo);
  const form = page.getByTestId("observation-form");
  const rows = page.locator("[data-testid^='observation-']:is(li)");
  const loss = page.getByTestId("loss");
  const openPart = async (part: Locator): Promise<void> => { await part.locator("summary").first().click(); };
  await expect(page.getByTestId("camera-row-quay")).toBeVisible();
  await ask(page, "actor.set", { name: "陈海波", unit: null, number: null });
  const caseId = (await ask(page, "cases.list", {}))[0]!.caseId;
  const exhibitOf = async () => (await ask(page, "cases.read", { caseId })).exhibits[0];
  await page.getByTestId("case-tab-exhibits").click();

  await test.step("an exhibit is entered, edited, pictured, and all of it taken back", async () => {
    await page.getByTestId("exhibit-add").click();
    await page.getByTestId("exhibit-name").fill("bags");
    await page.getByTestId("exhibit-count").fill("0");
    await expect(page.getByTestId("exhibit-save")).toBeDisabled();
    await page.getByTestId("exhibit-count").fill("5");
    await page.getByTestId("exhibit-save").click();
    await showAndGo(page, "quay", 5);
    await page.getByTestId(/^exhibit-edit-/).click();
    await page.getByTestId("exhibit-kind").fill("food");
    await page.getByTestId("exhibit-picture-take").click();
    await expect(page.getByTestId("exhibit-picture").locator("img")).toBeVisible();
    await check("1-exhibit-form");
    await page.getByTestId("exhibit-save").click();
    const about = page.getByTestId("exhibit-about");
    await expect(about).toContainText("food");
    await expect(about.locator("img")).toBeVisible();
    expect((await exhibitOf())?.picture).toMatchObject({ mediaMs: 5_000 });
    await page.keyboard.press("Control+z");
    await expect(about).toHaveCount(0);
    expect(await exhibitOf()).toMatchObject({ kind: null, picture: null, count: 5 });
    await page.keyboard.press("Control+Shift+z");
    await expect(about.locator("img")).toBeVisible();
    await page.getByTestId(/^exhibit-edit-/).click();
    await page.getByTestId("exhibit-picture-drop").click();
    await page.getByTestId("exhibit-save").click();
    await expect(about.locator("img")).toHaveCount(0);
    expect(await exhibitOf()).toMatchObject({ kind: "food", picture: null });
  });

  await test.step("what is seen, carried and shut away is observed at the play head", async () => {
    await page.keyboard.press("s");
    await expect(form).toBeVisible();
    await page.keyboard.press("3");
    await expect(page.getByTestId("container-rule")).toBeVisible();
    await check("2-observation-form");
    await form.getByRole("button", { name: "Cancel" }).click();
    await expect(form).toBeHidden();
    const looks: readonly (Observed & { readonly seconds: number })[] = [
      { seconds: 5, digit: "1", count: "5", container: "boot" }, { seconds: 10, digit: "3", count: "5", container: "boot" },
      { seconds: 20, digit: "2", count: "2", holder: "driver" }, { seconds: 30, digit: "1", count: "3", container: "boot" },
    ];
    for (const one of looks) {
      await goTo(page, at(one.seconds));
      await page.keyboard.press("s");
      await expect(form).toBeVisible();
      await fillObservation(page, one);
    }
    await expect(rows).toHaveCount(4);
    await expect(loss).toHaveAttribute("data-from-ms", String(at(5)));
    await expect(loss).toHaveAttribute("data-to-ms", String(at(30)));
  });

  await test.step("who had access stands with the frame, is listed, edited, taken off and put back", async () => {
    const access = page.getByTestId("access-row");
    await expect(access).toContainText("driver");
    await expect(access.locator("img")).toHaveCount(1);
    await access.locator("img").click();
    await expect(page.getByTestId("clock-true")).toHaveAttribute("data-ms", String(at(20)));
    await page.getByTestId("access-list").click();
    const listed = page.locator("[data-testid^='subject-']:has-text('driver')").first();
    await expect(listed).toBeVisible();
    await page.getByTestId(/^subject-edit-/).click();
    await page.getByTestId("subject-form").getByRole("combobox").selectOption("vehicle");
    await page.getByTestId("subject-plate").fill("浙L12345");
    await check("3-subject-form");
    await page.getByTestId("subject-save").click();
    await expect(page.getByTestId(/^subject-\d+$/)).toContainText("浙L12345");
    await expect(access).toContainText("vehicle");
    await page.getByTestId(/^subject-remove-/).click();
    await expect(page.getByTestId(/^subject-\d+$/)).toHaveCount(0);
    await expect(page.getByTestId("undo-notice")).toContainText("driver");
    await openPart(page.getByTestId("taken-off"));
    await page.getByTestId(/^put-back-subject-/).click();
    await expect(page.getByTestId(/^subject-\d+$/)).toContainText("driver");
    // Its button would take back what was done since, and not what it speaks of.
    await expect(page.getByTestId("undo-notice")).toBeHidden();
  });

  await test.step("which cameras had a view: as found, by the map, as a person says", async () => {
    await expect(loss).not.toContainText("gate");
    for (const [cameraId, lon, headingDeg] of [["quay", 122.305, 90], ["gate", 122.3053, 270]] as const) {
      await ask(page, "cameras.place", { cameraId, lat: 29.945, lon, crs: "WGS84", headingDeg, fovDeg: 70, rangeM: 60 });
    }
    await expect(loss).toContainText("gate (view by the map)");
    const views = page.getByTestId(/^views-/);
    await openPart(views);
    await check("4-views");
    const choice = views.locator("label").filter({ hasText: "gate" }).locator("select");
    await choice.selectOption("no");
    await expect(loss).not.toContainText("gate");
    await choice.selectOption("yes");
    await expect(loss).toContainText("gate (chosen by hand)");
    await expect(loss).not.toContainText("quay (observed on it)");
    await leaveField(page);
    await page.keyboard.press("Control+z");
    await expect(choice).toHaveValue("no");
    await page.keyboard.press("Control+z");
    await expect(loss).toContainText("gate (view by the map)");
    await expect(choice).toHaveValue("auto");
  });

  await test.step("a claim is answered by how much was covered and watched, never by a yes", async () => {
    const part = page.getByTestId("elimination");
    await openPart(part);
    const [claim, from, to] = [part.getByRole("textbox").nth(0), part.getByRole("textbox").nth(1), part.getByRole("textbox").nth(2)];
    await expect(part.getByRole("button", { name: "Check" })).toBeDisabled();
    await claim.fill("the boot was not opened");
    await part.getByRole("checkbox").last().check();
    await part.getByRole("checkbox").first().check();
    await from.fill(typed(0));
    await to.fill(isoFromInstant(GAP.toMs, "Asia/Shanghai"));
    await part.getByRole("button", { name: "Check" }).click();
    const answer = page.getByTestId("elimination-answer");
    await expect(answer).toContainText("the boot was not opened");
    await expect(answer).toContainText("Covered: 50 %");
    await expect(answer).toContainText(/Longest stretch without footage: 1 min.*14:01:00.*14:02:00/);
    await expect(answer).toContainText(/Watched: \d|Nobody has watched/);
    await expect(answer).toContainText("does not say that the claim is true");
    await check("5-elimination");
  });

  await test.step("an observation is corrected with a reason, withdrawn with one, and put back", async () => {
    const row = rows.last();
    await row.getByRole("button", { name: "Correct" }).click();
    await expect(page.getByTestId("observation-save")).toBeDisabled();
    await page.getByTestId("observation-count").fill("4");
    await page.getByTestId("observation-reason").fill("counted again");
    await check("6-correction");
    await page.getByTestId("observation-save").click();
    await expect(loss).toContainText("5 → 4");
    await row.getByRole("button", { name: "History" }).click();
    await expect(row).toContainText("counted again");
    await row.getByRole("button", { name: "Withdraw" }).click();
    await page.getByTestId("withdraw-reason").fill("another car");
    await check("7-withdrawal");
    await row.locator("form").getByRole("button", { name: "Withdraw" }).click();
    await expect(rows).toHaveCount(3);
    await expect(loss).toHaveCount(0);
    await openPart(page.getByTestId("taken-off"));
    await expect(page.getByTestId("taken-off")).toContainText("another car");
    await page.getByTestId(/^put-back-observation-/).click();
    await expect(rows).toHaveCount(4);
    await expect(loss).toContainText("5 → 4");
  });

  await test.step("what a statement tells is observed as told, in every state, and marked", async () => {
    const { statementId } = await ask(page, "statements.add", { caseId, speaker: "driver", text: "They were gone before I came.", fromMs: at(40) as never, toMs: at(45) as never });
    const tell = async (seconds: number, facts: Observed): Promise<void> => {
      await page.getByTestId("case-tab-statements").click();
      await page.getByTestId(`statement-observe-${statementId}`).click();
      await expect(page.getByTestId("observation-statement")).toContainText("They were gone");
      await page.getByTestId("observation-from").fill(typed(seconds));
      await page.getByTestId("observation-to").fill("");
      await page.getByTestId("observation-within").fill("2");
      await page.locator("input[name='observation-state']:checked").focus();
      await fillObservation(page, facts);
    };
    await page.getByTestId("case-tab-statements").click();
    await page.getByTestId(`statement-observe-${statementId}`).click();
    await expect(page.getByTestId("observation-from")).toHaveValue(/14:00:40/);
    await page.getByTestId("observation-to").fill(typed(39));
    await expect(page.getByTestId("observation-save")).toBeDisabled();
    await check("8-told");
    await form.getByRole("button", { name: "Cancel" }).click();
    await expect(form).toBeHidden();
    const toldRows = rows.filter({ hasText: "rests on a statement" });
    const states: readonly Observed[] = [{ digit: "1", count: "3", container: "boot" }, { digit: "2", count: "2", holder: "driver" }, { digit: "3", count: "3", container: "boot" }, { digit: "4", count: "3" }, { digit: "5", count: "5", container: "boot" }];
    for (const [n, facts] of states.entries()) await tell(41 + n, facts);
    await expect(page.locator("summary").filter({ hasText: "Observations (9)" })).toBeVisible();
    await page.locator("summary").filter({ hasText: "Observations (9)" }).click();
    await expect(toldRows).toHaveCount(5);
    await expect(loss.last()).toContainText("Its end rests on a statement");
    const told = (await ask(page, "cases.read", { caseId })).observations.filter((one) => one.statementId === statementId);
    expect(told.map(({ state, uncertaintyMs, cameraId }) => [state, uncertaintyMs, cameraId])).toEqual(["seen", "carried", "contained", "hidden", "absent"].map((state) => [state, 1_000, null]));
  });

  await test.step("the exhibit is taken off with all of that, and put back", async () => {
    await page.getByTestId(/^exhibit-retire-/).click();
    await expect(page.getByTestId(/^exhibit-row-/)).toHaveCount(0);
    await openPart(page.getByTestId("taken-off"));
    await page.getByTestId(/^put-back-exhibit-/).click();
    await expect(page.getByTestId(/^exhibit-row-/)).toHaveCount(1);
  });
});
