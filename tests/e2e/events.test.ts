// The case timeline in the window: everything on the case in true time with what the clocks say of the order; a fact at the play
// head; a payment export in GB18030 with a row that cannot be read; filters, keys, undo; and the way out as a table.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { displayTime } from "../../contract/time-text.ts";
import { violations } from "./axe.ts";
import { copyLibrary } from "./launch.ts";
import { expect, test } from "./sample-library.ts";
import { answerActor, ask, chooseAlways, clockMs, goTo, leaveField, saveAlwaysInto, timelineRange } from "./window-parts.ts";

const rows = (page: Page) => page.getByTestId("event-rows");
const entries = (page: Page) => rows(page).locator("[data-kind]");
const factTexts = async (page: Page): Promise<string[]> => {
  const [first] = await ask(page, "cases.list", {});
  return (await ask(page, "cases.read", { caseId: first!.caseId })).facts.map(({ text }) => text);
};

const wallTime = (ms: number): string => displayTime(ms, "Asia/Shanghai").slice(0, 19);

/** 时间,内容 and two rows of 付款 in GB18030: one with its day, one that does not say which. */
function paymentExport(paidMs: number): Uint8Array {
  const paid = Uint8Array.from([0xb8, 0xb6, 0xbf, 0xee]);
  const head = Uint8Array.from([0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0d, 0x0a]);
  const row = (time: string) => Buffer.concat([Buffer.from(`${time},`), paid, Buffer.from(" 38\r\n")]);
  return Buffer.concat([head, row(wallTime(paidMs)), row("14:03")]);
}

test("the case timeline: a fact at the play head, a table with a bad row, filters, orders that are open, undo, and the way out", async ({ launch, sample, folder }) => {
  test.setTimeout(180_000);
  const libraryPath = await copyLibrary(sample.libraryPath, folder);
  const tablePath = join(folder, "wechat.csv");
  const loadedMs = sample.truth.events.find(({ eventId }) => eventId === "five-bags-in")!.atMs;
  await writeFile(tablePath, paymentExport(loadedMs - 55_000));
  const { page, electronApp } = await launch({ libraryPath, lang: "en" });
  await chooseAlways(electronApp, tablePath);
  await saveAlwaysInto(electronApp, folder);
  await page.getByTestId("case-tab-events").click();
  await expect(entries(page).first()).toBeVisible();
  const before = await factTexts(page);
  const rowCount = (): Promise<number> => rows(page).getAttribute("data-count").then(Number);
  const countBefore = await rowCount();

  await test.step("a fact is noted at the play head with its doubt and its source, kept as a draft until it is saved", async () => {
    await goTo(page, loadedMs);
    await page.getByTestId("fact-add").click();
    const form = page.getByTestId("fact-form");
    await form.getByLabel("What happened").fill("She pays for five bags");
    await page.getByTestId("fact-at-head").click();
    await expect(page.getByTestId("fact-from")).toHaveValue(new RegExp(`^${wallTime(loadedMs)}`));
    await page.getByTestId("fact-within").fill("half");
    await expect(page.getByTestId("fact-save")).toBeDisabled();
    await page.getByTestId("fact-within").fill("30 s");
    await page.getByTestId("fact-source").fill("shop till");
    await page.reload();
    await page.getByTestId("case-tab-events").click();
    await page.getByTestId("fact-add").click();
    await expect(form.getByLabel("What happened")).toHaveValue("She pays for five bags");
    await page.getByTestId("fact-save").click();
    const made = entries(page).filter({ hasText: "She pays for five bags" });
    await answerActor(page, made);
    await expect(made).toContainText("±30 s");
    await expect(made).toContainText("shop till");
    await expect(made).toHaveAttribute("aria-selected", "true");
  });

  await test.step("its mark on the timeline says what it is, and the list view has it in words", async () => {
    const range = await timelineRange(page);
    const box = (await page.getByTestId("timeline-canvas").boundingBox())!;
    await page.mouse.move(box.x + ((loadedMs - range.fromMs) / (range.toMs - range.fromMs)) * box.width, box.y + 76);
    const card = page.getByTestId("case-card");
    await expect(card).toContainText("She pays for five bags");
    await expect(card).toContainText("±30 s");
    await expect(card).toContainText("from: shop till");
    await page.mouse.move(box.x + 2, box.y + 2);
    await expect(card).toBeHidden();
    await page.getByTestId("timeline-list-toggle").click();
    await expect(page.getByTestId("fact-row").filter({ hasText: "She pays for five bags" })).toContainText("external fact");
    await page.getByTestId("timeline-list-toggle").click();
  });

  await test.step("a pin that is chosen on the timeline is brought into view in the list", async () => {
    await page.getByTestId("case-tab-pins").click();
    const [first] = await ask(page, "cases.list", {});
    const last = (await ask(page, "cases.read", { caseId: first!.caseId })).pins.sort((a, b) => b.startMs - a.startMs)[0]!;
    const row = page.getByTestId(`pin-row-${last.pinId}`);
    await expect(row).not.toBeInViewport();
    const range = await timelineRange(page);
    const box = (await page.getByTestId("timeline-canvas").boundingBox())!;
    await page.mouse.click(box.x + ((last.startMs - range.fromMs) / (range.toMs - range.fromMs)) * box.width + 2, box.y + 50);
    await expect(row).toBeInViewport();
    await page.getByTestId("case-tab-events").click();
    await goTo(page, loadedMs);
  });

  await test.step("an order that the clocks do not establish is marked, and says why", async () => {
    const open = page.getByTestId("order-open").first();
    await expect(open).toContainText("order not established");
    await expect(open).toHaveAttribute("title", /^not established: /);
    await expect(page.getByTestId("events-open")).toContainText("not established by the clocks");
  });

  await test.step("a table is shown row by row before anything is kept, and entered as one act that undo takes back", async () => {
    await page.getByTestId("facts-import").click();
    const preview = page.getByTestId("import-preview");
    await expect(preview).toContainText("付款 38");
    await expect(page.getByTestId("import-row-3")).toContainText("does not say which day");
    await expect(page.getByTestId("import-counts")).toHaveText("1 will be entered, 1 cannot be read, 0 on the case already");
    expect(await factTexts(page)).toHaveLength(before.length + 1);
    expect(await violations(page), "import").toEqual([]);
    await page.getByTestId("import-within").fill("2 s");
    await expect(page.getByTestId("import-row-2")).toContainText("±2.0 s");
    await page.getByTestId("import-enter").click();
    await expect(page.getByTestId("import-dialog")).toBeHidden();
    await expect(entries(page).filter({ hasText: "wechat.csv" })).toContainText("付款 38");
    await page.getByTestId("facts-import").click();
    await expect(page.getByTestId("import-counts")).toHaveText("0 will be entered, 1 cannot be read, 1 on the case already");
    await expect(page.getByTestId("import-enter")).toBeDisabled();
    await page.keyboard.press("Escape");
    await leaveField(page);
    await page.keyboard.press("Control+z");
    await expect(entries(page).filter({ hasText: "wechat.csv" })).toHaveCount(0);
    expect(await factTexts(page)).toEqual([...before, "She pays for five bags"]);
  });

  await test.step("kinds and words narrow the list; what is left is said", async () => {
    await page.getByTestId("events-search").fill("till");
    await expect(entries(page)).toHaveCount(1);
    await page.getByTestId("events-filter-toggle").click();
    await page.getByTestId("events-kind-fact").click();
    await expect(entries(page)).toHaveCount(0);
    await page.getByTestId("events-clear").click();
    await expect.poll(rowCount).toBe(countBefore + 1);
  });

  await test.step("keys move through groups and entries, and lead there", async () => {
    await rows(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await expect(entries(page)).toHaveCount(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const chosen = rows(page).locator("[aria-selected='true']");
    await expect(chosen).toHaveAttribute("aria-level", "2");
    await expect(page.getByTestId("event-opened")).toBeVisible();
    const shown = await chosen.locator("time").first().getAttribute("datetime");
    await page.keyboard.press("Enter");
    await expect.poll(() => clockMs(page)).toBe(Date.parse(shown!));
  });

  await test.step("it leaves as a table for a spreadsheet, orders with it", async () => {
    await page.getByTestId("events-export").click();
    await expect(page.getByTestId("events-saved")).toContainText("case-timeline.csv");
    const name = (await readdir(folder)).find((one) => one.endsWith("case-timeline.csv"));
    const text = await readFile(join(folder, name!), "utf8");
    expect(text).toMatch(/^\ufeffkind,text,from/);
    expect(text).toContain("She pays for five bags");
    expect(text).toContain("not established");
  });

  expect(await violations(page), "the list").toEqual([]);
  await page.getByTestId("fact-add").click();
  expect(await violations(page), "the form").toEqual([]);
});

test("the case timeline keeps to the rules of accessibility in Chinese, in both themes", async ({ launch, sample }) => {
  const { page } = await launch({ libraryPath: sample.libraryPath, lang: "zh-CN" });
  await page.getByTestId("case-tab-events").click();
  await entries(page).first().click();
  await expect(page.getByTestId("event-opened")).toBeVisible();
  await page.getByTestId("events-filter-toggle").click();
  expect(await violations(page)).toEqual([]);
  await page.getByTestId("theme-toggle").click();
  expect(await violations(page), "light").toEqual([]);
});
