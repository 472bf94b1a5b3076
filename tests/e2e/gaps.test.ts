// The report of gaps in the window: causes and sums as the engine tells them, narrowed, drawn, gone to, on paper, and as requests
// with a draft notice each; and the band of the case's exhibit, in words.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { asTrueMs } from "../../contract/time.ts";
import { displayTime } from "../../contract/time-text.ts";
import { HEAD, headHeightPx } from "../../renderer/timeline/lanes.ts";
import { violations } from "./axe.ts";
import { copyLibrary } from "./launch.ts";
import { expect, test } from "./sample-library.ts";
import { ask, clockMs, drawn, goTo, saveAlwaysInto, timelineRange } from "./window-parts.ts";

/** What was saved, by how its name begins and ends; waits until the window says so. */
async function savedText(page: Page, folder: string, beginning: string, ending: string): Promise<string> {
  await expect(page.getByTestId("gaps-saved")).toContainText(new RegExp(`${beginning}.*\\${ending}`));
  const name = (await readdir(folder)).find((one) => one.startsWith(beginning) && one.endsWith(ending));
  return readFile(join(folder, name!), "utf8");
}

const WEEK_MS = 7 * 86_400_000;
const table = (page: Page) => page.getByTestId("gap-table");
const countOf = (page: Page): Promise<number> => table(page).getAttribute("data-count").then(Number);

test("the port's gaps are found, narrowed, drawn, gone to and asked for", async ({ launch, sample, folder }) => {
  test.setTimeout(180_000);
  const { page, electronApp } = await launch({ libraryPath: sample.libraryPath, lang: "en" });
  await saveAlwaysInto(electronApp, folder);
  await expect(page.getByTestId("timeline-canvas")).toBeVisible();
  await page.keyboard.press("q");
  await expect(page.getByTestId("gaps-view")).toBeVisible();
  await expect(page.getByTestId("tile-0")).toHaveCount(0);
  await page.getByTestId("gaps-scope").selectOption("library");
  const report = await ask(page, "gaps.report", {});
  await expect.poll(() => countOf(page)).toBe(report.rows.length);

  await test.step("every cause has its hours and share, and hides its rows", async () => {
    const causes = [...new Set(report.rows.map((row) => row.cause))];
    expect(causes).toContain("recorder-gap");
    for (const cause of causes) await expect(page.getByTestId(`gap-cause-${cause}`)).toContainText("%");
    await page.getByTestId("gap-cause-not-watched").click();
    await expect.poll(() => countOf(page)).toBe(report.rows.filter((row) => row.cause !== "not-watched").length);
    const camera = report.rows.find((row) => row.cause === "recorder-gap")!.cameraId!;
    await page.getByTestId("gaps-camera").selectOption(camera);
    await expect.poll(() => countOf(page)).toBe(report.rows.filter((row) => row.cause !== "not-watched" && row.cameraId === camera).length);
    await page.getByTestId("gaps-camera").selectOption("");
  });

  await test.step("a gap is gone to by a click, and shown on the wall by Enter", async () => {
    await page.getByTestId("gap-sort-length").click();
    const row = page.locator("[data-testid='gap-row'][data-cause='recorder-gap']").first();
    const [startMs, camera] = [Number(await row.getAttribute("data-start-ms")), await row.getAttribute("data-camera")];
    await row.click();
    await expect.poll(() => clockMs(page)).toBe(startMs);
    await expect(page.getByTestId("gap-detail")).toContainText("recorder gap", { ignoreCase: true });
    await page.getByTestId("gap-table").focus();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("gaps-view")).toHaveCount(0);
    await expect(page.locator(`[data-testid^='tile-'][data-camera='${camera}']`)).toHaveCount(1);
    // Whoever asks for tiles sees tiles, whatever stands in their place.
    await page.keyboard.press("q");
    await expect(page.getByTestId("gaps-view")).toBeVisible();
    await page.keyboard.press("1");
    await expect(page.getByTestId("gaps-view")).toHaveCount(0);
    await page.keyboard.press("m");
    await expect(page.getByTestId("map")).toBeVisible();
    await page.keyboard.press("2");
    await expect(page.getByTestId("tile-1")).toBeVisible();
    await page.keyboard.press("1");
    // Comes back as it was left.
    await page.getByTestId("gaps-toggle").click();
    await expect(page.getByTestId("gap-cause-not-watched")).toHaveAttribute("aria-pressed", "false");
  });

  await test.step("the picture of the week says each cell and each row in words", async () => {
    await page.getByTestId("gaps-tab-weeks").click();
    await page.getByTestId("gap-heat").focus();
    const readout = page.getByTestId("heat-readout");
    await expect(readout).toContainText("Mon 00:00–01:00");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(readout).toContainText(report.cameras[1]!.name);
    await expect(readout).toContainText("Mon 01:00–02:00");
    const blind = report.cameras.findIndex((camera) => camera.sums.some((sum) => sum.cause === "recorder-gap"));
    for (let i = 1; i < blind; i++) await page.keyboard.press("ArrowDown");
    for (let i = 1; i > blind; i--) await page.keyboard.press("ArrowUp");
    await expect(page.getByTestId("heat-words")).toContainText(/Fri: \d\d:00–\d\d:00 \d+ %/);
    await page.getByTestId("heat-by").selectOption("day");
    await expect(readout).toContainText(displayTime(report.fromMs, "Asia/Shanghai").slice(0, 10));
  });

  await test.step("places stand by what they miss", async () => {
    await page.getByTestId("gaps-tab-places").click();
    await expect(page.getByTestId("gap-places").locator("tbody tr")).toHaveCount(report.sites.length);
    await page.getByTestId("gap-places").locator("tbody button").first().click();
    await expect(page.getByTestId("gaps-summary")).not.toContainText(`${report.cameras.length} cameras`);
    await page.getByTestId("gaps-scope").selectOption("library");
  });

  await test.step("the report is saved as a page and as a table", async () => {
    await page.getByTestId("gaps-save-page").click();
    const html = await savedText(page, folder, "gaps-", ".html");
    expect(html).toContain("<h1>Report of gaps</h1>");
    expect(html).toContain(report.cameras[0]!.name);
    await page.getByTestId("gaps-save-table").click();
    const csv = await savedText(page, folder, "gaps-", ".csv");
    expect(csv.trim().split("\n")).toHaveLength(report.rows.length + 1);
  });

  await test.step("what to request has a draft notice each, to save", async () => {
    await page.getByTestId("gaps-period").selectOption("weeks 1");
    await page.getByTestId("gaps-tab-requests").click();
    const requests = page.getByTestId("gap-request");
    await expect(requests.first()).toBeVisible();
    const { endMs } = (await ask(page, "library.read", {})).coverage!;
    const asked = (await ask(page, "gaps.report", { fromMs: asTrueMs(endMs - WEEK_MS), toMs: endMs })).requests;
    await expect.poll(() => requests.evaluateAll((rows) => rows.map((row) => `${row.getAttribute("data-camera")} ${row.getAttribute("data-overwrite-ms")}`))).toEqual(asked.map((one) => `${one.cameraId} ${one.overwriteMs ?? ""}`));
    await requests.first().click();
    await expect(page.getByTestId("notice-preview")).toContainText("Notice to produce evidence");
    await page.getByTestId("notice-save").click();
    expect(await savedText(page, folder, "notice-", ".html")).toContain("调取证据通知书");
  });

  await test.step("a place without a camera says so", async () => {
    await page.getByTestId("gaps-scope").selectOption("place");
    await page.getByTestId("gaps-place").fill("西码头");
    await page.getByTestId("gaps-tab-list").click();
    await expect(page.locator("[data-testid='gap-row'][data-cause='no-camera']")).toHaveCount(1);
  });
});

for (const lang of ["en", "zh-CN"] as const) {
  test(`the report keeps to the rules of accessibility (${lang})`, async ({ launch, sample }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ libraryPath: sample.libraryPath, lang });
    await page.getByTestId("gaps-toggle").click();
    for (const tab of ["list", "requests", "weeks", "places"]) {
      await page.getByTestId(`gaps-tab-${tab}`).click();
      expect(await violations(page), tab).toEqual([]);
    }
    await page.getByTestId("gaps-period").selectOption("own");
    await page.getByTestId("gaps-tab-requests").click();
    await page.getByTestId("theme-toggle").click();
    expect(await violations(page), "light, own period").toEqual([]);
    await page.getByTestId("gaps-tab-requests").focus();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("gaps-view")).toHaveCount(0);
  });
}

test("what is known of the exhibit stands as a band in the case lane, and in words in the list", async ({ launch, sample, folder }) => {
  const libraryPath = await copyLibrary(sample.libraryPath, folder);
  const { page } = await launch({ libraryPath, lang: "en" });
  const { truth } = sample;
  const timeOf = (eventId: string): number => truth.events.find((event) => event.eventId === eventId)!.atMs;
  const caseId = (await ask(page, "cases.list", {}))[0]!.caseId;
  const exhibitId = (await ask(page, "cases.read", { caseId })).exhibits[0]!.exhibitId;
  const [seenMs, lessMs] = [asTrueMs(timeOf("five-bags-in") + 8_000), asTrueMs(timeOf("boot-opens-on-three") + 5_000)];
  await ask(page, "actor.set", { name: "陈海波", unit: null, number: null });
  await ask(page, "observations.add", { caseId, exhibitId, atMs: seenMs, state: "seen", count: 5, cameraId: "SJM-02" });
  await ask(page, "observations.add", { caseId, exhibitId, atMs: lessMs, state: "seen", count: 3, cameraId: "PT-01" });
  await ask(page, "observations.add", { caseId, exhibitId, atMs: asTrueMs(lessMs + 60_000), state: "seen", count: 4, cameraId: "PT-01" });
  await goTo(page, seenMs);
  await page.getByTestId("timeline-fit").click();
  await drawn(page);

  await test.step("the pointer is told what lies under it, and a click leads to its frame", async () => {
    await expect.poll(async () => (await timelineRange(page)).fromMs).toBeLessThan(seenMs);
    const [box, { fromMs, toMs }] = [(await page.getByTestId("timeline-canvas").boundingBox())!, await timelineRange(page)];
    const at = { x: box.x + ((lessMs - fromMs) / (toMs - fromMs)) * box.width, y: box.y + headHeightPx(HEAD) + 6 };
    await page.mouse.move(at.x - 200, at.y);
    await expect(page.getByTestId("band-card")).toContainText("nothing is known");
    await page.mouse.move(at.x, at.y);
    await expect(page.getByTestId("band-card")).toContainText("seen 3");
    await page.mouse.click(at.x, at.y);
    await expect.poll(() => clockMs(page)).toBe(lessMs);
    await goTo(page, seenMs);
  });

  await page.getByTestId("timeline-list-toggle").click();
  const rows = page.getByTestId("band-row");
  await expect(rows.filter({ hasText: "seen 5" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "nothing is known" }).first()).toBeVisible();
  await expect(rows.filter({ hasText: "contradiction" }).first()).toBeVisible();
  await rows.filter({ hasText: "seen 3" }).getByRole("button").click();
  await expect.poll(() => clockMs(page)).toBe(lessMs);

  // In words, a gap leads to the files behind it alone.
  await page.getByTestId("timeline").locator("tr[data-kind='damaged']").getByRole("button").first().click();
  await expect(page.getByTestId("problems-dialog").getByRole("listitem")).toHaveCount(1);
  expect((await ask(page, "files.problems", {})).files.length).toBeGreaterThan(1);
});
