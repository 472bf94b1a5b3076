// npm run bench -- panels: how the case's panel bears a crowded case, in the real app. From the press that keeps a pin to the frame that
// shows its row, with 500 pins on the case and with a dozen; from the press on the timeline's tab to the frame that shows its entries,
// with 10,000 facts on the case and with twenty. Beside them what the engine alone takes for the questions in it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { MethodName } from "../../contract/methods.ts";
import { isoFromInstant } from "../../contract/time-text.ts";
import { openAppWindow } from "./app-window.ts";
import { runBench } from "./bench-report.ts";
import { median, type Series } from "./series.ts";

process.env["NODE_ENV"] = "production";
const { makeCrowdedCase } = await import("./crowded-case.ts");

const ROUNDS = 15;
const PIN_TARGET_MS = 60;
const TAB_TARGET_MS = 100;

/** Presses what the first selector finds, in the page; answers how long it took until a frame was drawn in which what the second one finds says the text. */
async function untilDrawn(page: Page, press: string, shown: string, text: string): Promise<number> {
  return page.evaluate(async ([pressed, wanted, said]) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      // Behind the frame: it has been handed to the compositor.
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    }));
    await frame();
    const startedMs = performance.now();
    document.querySelector<HTMLElement>(pressed)!.click();
    while (performance.now() - startedMs < 10_000) {
      const drawnMs = await frame();
      if (document.querySelector(wanted)?.textContent?.includes(said) === true) return drawnMs - startedMs;
    }
    throw new Error(`${wanted} did not come`);
  }, [press, shown, text] as const);
}

/** A question's way there and back, in milliseconds; without the window's own work on the answer. */
async function roundTrips(page: Page, method: MethodName, caseId: number): Promise<number[]> {
  return page.evaluate(async ([name, id]) => {
    const took: number[] = [];
    for (let i = 0; i < 9; i++) {
      const startedMs = performance.now();
      await window.quayline.call(900_000_000 + Math.floor(Math.random() * 1e8), name, { caseId: id, ...(name === "events.read" ? { withFacts: false } : {}) });
      took.push(performance.now() - startedMs);
    }
    return took;
  }, [method, caseId] as const);
}

interface Measured {
  readonly pins: Series;
  readonly tab: Series;
  readonly questions: readonly Series[];
}

async function measureCase(folder: string, name: string, pinCount: number, factCount: number): Promise<Measured> {
  const libraryPath = join(folder, `${pinCount}-${factCount}`);
  const { caseId, cameraId, footageMs } = await makeCrowdedCase(libraryPath, { pinCount, factCount });
  const app = await openAppWindow(libraryPath);
  const { page } = app;
  try {
    await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1920, 1080));
    await page.getByTestId("case-tab-pins").waitFor();
    await page.getByTestId(`camera-row-${cameraId}`).click();
    await page.waitForTimeout(3_000);
    const pins: number[] = [];
    for (let round = -2; round < ROUNDS; round++) {
      const field = page.getByTestId("time-field");
      await field.fill(isoFromInstant(footageMs + (round + 2) * 1_500, "Asia/Shanghai"));
      await field.press("Enter");
      await field.blur();
      await page.getByTestId("pin-new").click();
      await page.getByTestId("pin-title").fill(`round ${round}`);
      await page.waitForTimeout(400);
      // The row that is chosen is the new one.
      const tookMs = await untilDrawn(page, "[data-testid=pin-save]", "[data-testid^=pin-row-]:has([aria-current=true])", `round ${round}`);
      if (round >= 0) pins.push(tookMs);
    }
    const tab: number[] = [];
    for (let round = -2; round < ROUNDS; round++) {
      await page.getByTestId("case-tab-exhibits").click();
      await page.waitForTimeout(500);
      const tookMs = await untilDrawn(page, "[data-testid=case-tab-events]", "[data-testid=event-rows] [data-kind]", "");
      if (round >= 0) tab.push(tookMs);
    }
    const questions = [];
    for (const method of ["cases.view", "facts.list", "order.read", "events.read"] as const) questions.push({ name: `${method}, ${name}`, values: await roundTrips(page, method, caseId) });
    return { pins: { name: `one more pin, ${name}`, values: pins }, tab: { name: `the timeline's tab, ${name}`, values: tab }, questions };
  } finally {
    await app.close();
  }
}

await runBench("panels", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-panels-"));
  try {
    const small = await measureCase(folder, "12 pins, 20 facts", 12, 20);
    const pins = await measureCase(folder, "500 pins", 500, 0);
    const facts = await measureCase(folder, "10,000 facts", 12, 10_000);
    report.section("In the window, 1920×1080: from the press to the drawn frame");
    const rows = [small.pins, pins.pins, facts.pins, small.tab, pins.tab, facts.tab];
    report.events("ms", rows);
    report.section("Through the window: the engine's answer alone");
    report.events("ms", [...small.questions, ...pins.questions, ...facts.questions]);
    report.line(`one more pin with 500 pins: ${(median(pins.pins.values) / median(small.pins.values)).toFixed(2)} times that with 12; the tab with 10,000 facts: ${(median(facts.tab.values) / median(small.tab.values)).toFixed(2)} times that with 20`);
    report.target({ name: "one more pin with 500 pins, median", value: median(pins.pins.values), unit: "ms", atMost: PIN_TARGET_MS });
    report.target({ name: "one more pin with 10,000 facts, median", value: median(facts.pins.values), unit: "ms", atMost: PIN_TARGET_MS });
    report.target({ name: "the timeline's tab with 10,000 facts, median", value: median(facts.tab.values), unit: "ms", atMost: TAB_TARGET_MS });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
