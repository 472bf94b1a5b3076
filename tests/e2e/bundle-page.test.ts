// The page inside a bundle as its receiver opens it: from disk, in a browser, without our program and without a network. Its
// facts are made here, so that no footage has to be drawn; playing is shown by case.test.ts.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
import { LISTS_ADDED_LATER } from "../../contract/bundle-parts.ts";
import type { BundleCase } from "../../contract/bundle.ts";
import { renderReport } from "../../engine/evidence/report.ts";
import { renderViewerPage } from "../../engine/evidence/viewer-page.ts";
import { factsWith, HOSTILE, sampleFacts } from "../support/bundle-facts.ts";
import { violations } from "./axe.ts";

const PAGES = ["facts", "story", "exhibits", "statements", "timeline", "gaps", "clocks", "files", "check"] as const;

let browser: Browser;
let folder: string;

test.beforeAll(async () => {
  const executablePath = process.env["QUAYLINE_TEST_CHROMIUM"] ?? "/usr/bin/chromium";
  test.skip(!existsSync(executablePath), "there is no Chromium on this machine");
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  folder = mkdtempSync(join(tmpdir(), "quayline-page-"));
});
test.afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** The page on a small laptop, and all that it complained of or asked the network for. */
async function open(facts: unknown, complaints: string[] = [], damage: (html: string) => string = (html) => html): Promise<Page> {
  const path = join(folder, "index.html");
  writeFileSync(path, damage(await renderViewerPage(facts as BundleCase)));
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  // Stills and footage do not lie beside this page: that alone is no complaint.
  page.on("console", (message) => message.type() === "error" && !message.text().includes("ERR_FILE_NOT_FOUND") && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && complaints.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return page;
}

const goTo = (page: Page, name: (typeof PAGES)[number]): Promise<void> => page.getByTestId(`viewer-page-${name}`).click();

for (const lang of ["zh-CN", "en"] as const) {
  test(`shows all that was reconstructed, in ${lang}, without a network and held to the rules of access`, async ({}, testInfo) => {
    const complaints: string[] = [];
    const page = await open(sampleFacts(lang), complaints);
    for (const name of PAGES) {
      await goTo(page, name);
      await expect(page.getByTestId(`viewer-page-${name}`)).toBeFocused();
      expect(await violations(page), name).toEqual([]);
      await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
    }
    await goTo(page, "exhibits");
    const [shrimp, wallet] = [page.getByTestId("viewer-exhibit").nth(0), page.getByTestId("viewer-exhibit").nth(1)];
    await expect(shrimp.getByTestId("viewer-loss")).toContainText("2024-11-15 14:00:29.000 +08:00 ±1.2 s");
    await expect(shrimp.getByTestId("viewer-loss")).toContainText("2024-11-15 14:00:33.000 +08:00 ±0.8 s");
    await expect(shrimp.getByTestId("viewer-margin")).toContainText(lang === "en" ? "wrong by more than 4 s" : "误差超过 4 秒");
    // A bar for what was seen, a hatched one for what was inferred, and a bracket over the interval.
    for (const kind of ["seen", "inferred", "loss"]) expect(await shrimp.locator(`svg[role=img] rect.${kind}`).count(), kind).toBeGreaterThan(0);
    await expect(wallet.getByTestId("viewer-loss").locator(".end.told")).toContainText(lang === "en" ? "rests on a statement" : "依据陈述");
    expect(await wallet.locator("svg[role=img] rect.told").count()).toBeGreaterThan(0);
    await goTo(page, "statements");
    await expect(page.locator(".finding.contradicted")).toHaveText(lang === "en" ? "✗ contradicted" : "✗ 矛盾");
    await goTo(page, "timeline");
    const times = await page.locator("main .wide").first().locator("td:first-child .time").allTextContents();
    expect(times.length).toBeGreaterThan(15);
    expect(times.map((text) => text.slice(0, 23))).toEqual(times.map((text) => text.slice(0, 23)).sort());
    expect(complaints).toEqual([]);
    await page.close();
  });
}

test("leads from a citation to its pin, from an end to its statement, and back, by keys alone", async () => {
  const page = await open(sampleFacts("en"));
  await goTo(page, "story");
  await page.getByTestId("viewer-way-pin").nth(1).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "司机取走两袋" })).toBeFocused();
  await expect(page.locator(".pin[aria-current]")).toContainText("司机取走两袋");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("viewer-page-story")).toHaveAttribute("aria-current", "true");

  await page.getByTestId("viewer-cite-observation").press("Enter");
  await expect(page.locator("#observation-5")).toBeFocused();
  await page.locator(".end.told a").press("Enter");
  await expect(page.locator("#statement-3")).toBeFocused();
  await expect(page.getByText("pin 99: not in this bundle")).toBeVisible();

  // On a page that is read, arrows scroll; on a pin they choose the next.
  await page.keyboard.press("ArrowDown");
  await expect(page.getByTestId("viewer-page-statements")).toHaveAttribute("aria-current", "true");
  await page.getByTestId("viewer-pin").first().press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".pin[aria-current]")).toContainText("司机取走两袋");
  await expect(page.locator(".pin[aria-current]")).toBeFocused();

  await page.getByTestId("viewer-page-timeline").press("Enter");
  await page.getByRole("button", { name: "Observations" }).press("Enter");
  await expect(page.getByRole("button", { name: "Observations" })).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator("main .kind.of-observation")).toHaveCount(0);
  await page.getByTestId("viewer-language").press("Enter");
  await expect(page.getByTestId("viewer-language")).toBeFocused();
  await expect(page.getByTestId("viewer-page-timeline")).toHaveText("时间线");
  await page.close();
});

test("opens what was written before any of it was known", async () => {
  const complaints: string[] = [];
  const old = Object.fromEntries(Object.entries(sampleFacts("en")).filter(([name]) => !(LISTS_ADDED_LATER as readonly string[]).includes(name)));
  const page = await open(old, complaints);
  await expect(page.getByTestId("viewer-pin")).toHaveCount(3);
  for (const name of ["facts", "timeline", "gaps", "clocks", "files", "check"] as const) await goTo(page, name);
  for (const name of ["story", "exhibits", "statements"]) await expect(page.getByTestId(`viewer-page-${name}`)).toHaveCount(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test("says so where its facts are damaged", async () => {
  const page = await open(sampleFacts("en"), [], (html) => html.replace(`"pins":[`, `"pins":[,`));
  await expect(page.locator("#viewer")).toContainText("data/report.html");
  await page.close();
});

test("prints what is folded away, and neither the lists nor the buttons", async () => {
  const page = await open(sampleFacts("en"));
  await goTo(page, "exhibits");
  const folded = page.locator("details:not([open])");
  const before = await folded.count();
  expect(before).toBeGreaterThan(0);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(folded).toHaveCount(0);
  await expect(page.locator(".pins")).toBeHidden();
  await expect(page.locator(".pages")).toBeHidden();
  await expect(page.getByTestId("viewer-loss").first()).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(folded).toHaveCount(before);
  await page.close();
});

test("the report fits a sheet of A4, whatever its files are called and however they were made", async () => {
  const facts = sampleFacts("zh-CN");
  const [original, cut] = factsWith("plain").files;
  const path = `data/footage/SJM-02/${"NVR_ch2_main_20241115135207".repeat(6)}.mp4`;
  const command = `ffmpeg ${"-map 0:v:0 -vf 'setpts=PTS-(0)' -fps_mode passthrough ".repeat(20)}`;
  const files = [{ ...original!, path, originalPath: `/mnt/${path}` }, { ...cut!, path, derivation: { ...cut!.derivation!, sourcePath: path, command } }];
  const pins = facts.pins.map((pin) => ({ ...pin, sources: [{ ...factsWith("plain").pins[0]!.sources[0]!, originalPath: path, sha256: "0".repeat(64) }] }));
  const reportPath = join(folder, "report.html");
  const page = await browser.newPage({ viewport: { width: 718, height: 1_020 } });
  await page.emulateMedia({ media: "print" });
  for (const told of [{ ...facts, files, pins }, hostileFacts("x".repeat(2_000))]) {
    writeFileSync(reportPath, renderReport(told));
    await page.goto(pathToFileURL(reportPath).href);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
    if (told.files === files) expect(await page.evaluate(() => Math.max(...[...document.querySelectorAll("tr")].map((row) => row.offsetHeight)))).toBeLessThan(400);
  }
  await page.close();
});

/** Every text hostile, and a token of the story too. */
function hostileFacts(text: string): BundleCase {
  const facts = factsWith(text);
  const section = facts.story[0]!;
  return { ...facts, story: [...facts.story, { ...section, sectionId: 2, text: `${text}[[pin:1]]`, citations: [{ ...section.citations[0]!, token: text }, section.citations[0]!] }] };
}

test("shows hostile texts as texts", async () => {
  test.setTimeout(180_000);
  for (const text of [...HOSTILE, `${"x".repeat(20_000)}\u202e`, "虾".repeat(5_000)]) {
    const complaints: string[] = [];
    const page = await open(hostileFacts(text), complaints);
    for (const name of PAGES) {
      await goTo(page, name);
      const found = await page.evaluate(() => ({
        foreign: [...document.querySelectorAll("#viewer :is(script, iframe, object, embed, form, link, style, svg script), #viewer img:not(.still)")].length,
        handlers: [...document.querySelectorAll("#viewer *")].flatMap((each) => each.getAttributeNames().filter((attribute) => attribute.startsWith("on"))),
        hrefs: [...document.querySelectorAll<HTMLAnchorElement>("#viewer a")].map((each) => each.protocol),
        invisible: /(?![\t\n])\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u.test(document.getElementById("viewer")!.innerText),
        isWide: document.documentElement.scrollWidth > window.innerWidth || document.querySelector("main")!.scrollWidth > document.querySelector("main")!.clientWidth + 1,
      }));
      expect(found, `${name}: ${text.slice(0, 40)}`).toEqual({ foreign: 0, handlers: [], hrefs: found.hrefs.map(() => "file:"), invisible: false, isWide: false });
    }
    expect(complaints, text.slice(0, 40)).toEqual([]);
    await page.close();
  }
});
