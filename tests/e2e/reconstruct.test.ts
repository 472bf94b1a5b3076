// The sample case as a new user reconstructs it, from "Open the sample case" on, by nothing but what the screen offers: what was
// told leads to the first two frames, the hint at an unread clock to its reading, "look next" to the taking. Then who had access, and
// what the footage says of the three things that were said. What frames show comes from sample-eyes.ts, and nothing else does.

import { writeFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { BEATS, trueMsOf } from "../../engine/sample/story.ts";
import { expect, test } from "./launch.ts";
import { pictureTaker, type Shoot } from "./pictures.ts";
import { whatAFrameShows, type FrameShows } from "./sample-eyes.ts";
import { answerActor, ask, cameraRows, clockMs, COPYING_MS, jobsDone, stoppedClockMs } from "./window-parts.ts";

const DRAWING_MS = 600_000;
const SHORT_ENOUGH_MS = 12_000;
const MOST_LOOKS = 25;
/** At four seconds each these are five minutes. */
const MOST_ACTS = 75;
const LANG = process.env["QUAYLINE_TEST_LANG"] === "zh-CN" ? "zh-CN" : "en";
const DRIVER = { en: "driver", "zh-CN": "司机" }[LANG];

/** Hands on keyboard and mouse. A key that is held down, or pressed again and again, is one act. */
class Hands {
  acts = 0;
  #held = "";
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(key: string): Promise<void> {
    if (key !== this.#held) this.acts++;
    this.#held = key;
    await this.#page.keyboard.press(key);
  }

  async click(what: Locator): Promise<void> {
    this.acts++;
    this.#held = "";
    await what.click();
  }

  async type(into: Locator, text: string): Promise<void> {
    this.acts++;
    this.#held = "";
    await into.fill(text);
  }

  /** Into the field that has the focus. */
  async write(text: string): Promise<void> {
    this.acts++;
    this.#held = "";
    await this.#page.keyboard.type(text);
  }

  async choose(from: Locator, value: string): Promise<void> {
    this.acts++;
    this.#held = "";
    await from.selectOption(value);
  }
}

/** What the active tile's frame shows: its camera and the time in its corner are read, the rest is seen. */
async function look(page: Page): Promise<FrameShows> {
  const cameraId = (await page.getByTestId("tile-0").getAttribute("data-camera")) ?? "";
  const atMs = await clockMs(page);
  const [recording] = await ask(page, "recordings.list", { cameraIds: [cameraId], fromMs: atMs as never, toMs: (atMs + 1) as never });
  return recording === undefined ? { bags: "not in view", carried: 0, isSheGettingIn: false } : whatAFrameShows(cameraId, recording.cameraStartMs + (atMs - recording.startMs));
}

/** Holds a key down until the frame shows what is looked for. */
async function holdUntil(page: Page, hands: Hands, key: string, isThere: (shown: FrameShows) => boolean, most = 60): Promise<void> {
  // What was pressed before may have sent the clock here.
  await stoppedClockMs(page);
  for (let n = 0; !isThere(await look(page)); n++) {
    expect(n, `not found by ${key}`).toBeLessThan(most);
    const before = await clockMs(page);
    await hands.press(key);
    await expect.poll(() => clockMs(page)).not.toBe(before);
  }
}

async function showCamera(page: Page, hands: Hands, cameraId: string): Promise<void> {
  await hands.click(page.getByTestId(`camera-row-${cameraId}`));
  await expect(page.getByTestId("tile-0")).toHaveAttribute("data-camera", cameraId);
}

/** S, the state's digit, how many, Enter. */
async function observe(page: Page, hands: Hands, digit: "1" | "2" | "3", count: number | null, holder: string | null = null): Promise<void> {
  await hands.press("s");
  const form = page.getByTestId("observation-form");
  await expect(form).toBeVisible();
  const isOtherCount = count !== null && await page.getByTestId("observation-count").inputValue() !== String(count);
  // The digit of the state also selects the number that stands there, to be typed over.
  if (digit !== "1" || isOtherCount) await hands.press(digit);
  if (isOtherCount) await hands.write(String(count));
  if (holder !== null) {
    await hands.press("Tab");
    await hands.write(holder);
  }
  await hands.press("Enter");
  await expect(form).toBeHidden();
}

async function pinHere(page: Page, hands: Hands, title: string): Promise<void> {
  await hands.press("Enter");
  await hands.type(page.getByTestId("pin-title"), title);
  await hands.press("Enter");
  await expect(page.locator("[data-testid^='pin-row-']").filter({ hasText: title })).toBeVisible();
}

/** The picture itself, for whoever looks at the screenshots: a stored frame or the footage. */
const pictureThere = (page: Page): Promise<void> => expect(page.getByTestId("tile-0")).toHaveAttribute("data-state", "footage", { timeout: COPYING_MS });

/** With the timeline folded, so that more of the case is in the picture, from `top` on. */
async function shootCase(page: Page, shoot: Shoot, top: Locator, name: string, readmeName: string): Promise<void> {
  await page.getByTestId("fold-timeline").click();
  await shoot(name, readmeName, top);
  await page.getByTestId("fold-timeline").click();
}

test("a new user reconstructs the sample case by what the window says, in fewer acts than five minutes hold", async ({ launch }, testInfo) => {
  test.setTimeout(DRAWING_MS + COPYING_MS + 240_000);
  const { page, electronApp } = await launch({ lang: LANG });
  const shoot = pictureTaker(electronApp, page, testInfo);
  const hands = new Hands(page);
  const figures: string[] = [];
  let begunMs = 0;
  const step = async (name: string, run: () => Promise<void>): Promise<void> => {
    const [acts, startMs] = [hands.acts, Date.now()];
    await test.step(name, run);
    figures.push(`${name}: ${hands.acts - acts} acts, ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  };
  const loss = page.getByTestId("loss");
  const lossSpan = async (): Promise<{ readonly fromMs: number; readonly toMs: number }> => {
    const ends = await loss.evaluateAll((all) => all.map((one) => [Number(one.getAttribute("data-from-ms")), Number(one.getAttribute("data-to-ms"))] as const));
    return { fromMs: Math.min(...ends.map(([fromMs]) => fromMs)), toMs: Math.max(...ends.map(([, toMs]) => toMs)) };
  };
  const isShort = async (): Promise<boolean> => {
    const { fromMs, toMs } = await lossSpan();
    return toMs - fromMs <= SHORT_ENOUGH_MS;
  };
  const told = (word: RegExp): Locator => page.getByTestId("told-times").locator("li").filter({ hasText: word }).getByRole("button");

  await step("the sample opens", async () => {
    await hands.click(page.getByTestId("open-sample"));
    await answerActor(page, cameraRows(page).first());
    await expect(cameraRows(page)).toHaveCount(7, { timeout: DRAWING_MS });
    await jobsDone(page, DRAWING_MS);
    begunMs = Date.now();
    await hands.click(page.getByTestId("case-tab-exhibits"));
    await expect(page.getByTestId("told-times").locator("li")).toHaveCount(4);
    await shoot("1-told", "reconstruct-1-told");
  });

  await step("what was told leads to five bags", async () => {
    await hands.click(told(/13:57/));
    await showCamera(page, hands, "SJM-02");
    await holdUntil(page, hands, "Control+Shift+ArrowRight", ({ bags }) => bags === 5);
    await pictureThere(page);
    await observe(page, hands, "1", 5);
    await expect(page.getByTestId("clock-unread")).toBeVisible();
  });

  await step("the call leads to three", async () => {
    await hands.click(told(/110|报警/));
    await showCamera(page, hands, "PT-01");
    await holdUntil(page, hands, "Control+Shift+ArrowRight", ({ bags }) => bags === 3);
    await pictureThere(page);
    await observe(page, hands, "1", 3);
    await expect(loss).toHaveCount(1);
    await expect(page.getByTestId("loss-order")).toHaveAttribute("data-is-established", "false");
    await shoot("2-not-established", "reconstruct-2-not-established");
  });

  await step("the clock that nobody had read is read from the note of it", async () => {
    const before = await lossSpan();
    await hands.click(page.getByTestId("read-clock-SJM-02"));
    const dialog = page.getByTestId("clock-dialog");
    await expect(dialog.locator("img").first()).toBeVisible();
    const [beijing, shown] = (await page.getByTestId("clock-notes").innerText()).match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g)!;
    await hands.type(page.getByTestId("clock-camera-time"), shown!);
    await hands.type(page.getByTestId("clock-true-time"), beijing!);
    await hands.choose(dialog.locator("select").first(), "photo");
    await expect(page.getByTestId("clock-effect")).toContainText(/2 min|2 分/);
    await shoot("3-clock", "reconstruct-3-clock");
    await hands.click(page.getByTestId("clock-save"));
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId("clock-unread")).toBeHidden();
    await expect(page.getByTestId("loss-order")).toHaveAttribute("data-is-established", "true");
    expect((await lossSpan()).fromMs).toBeLessThan(before.fromMs - 120_000);
  });

  await step("look next leads to the taking", async () => {
    const next = page.getByTestId("look-next");
    const seen: string[] = [];
    const goOn = async (key: string): Promise<void> => {
      const before = (await next.getAttribute("data-current"))!;
      await hands.press(key);
      await expect(next).not.toHaveAttribute("data-current", before);
    };
    await goOn("w");
    let looks = 0;
    for (; !(await isShort()); looks++) {
      expect(looks, seen.join(", ")).toBeLessThan(MOST_LOOKS);
      const [cameraId, atMs] = (await next.getAttribute("data-current"))!.split(" ");
      await expect(page.getByTestId("tile-0")).toHaveAttribute("data-camera", cameraId!);
      await expect.poll(() => clockMs(page)).toBe(Number(atMs));
      // A boot that is just being opened is waited for.
      await holdUntil(page, hands, "Shift+ArrowRight", (shown) => shown.bags !== "cannot tell");
      const { bags } = await look(page);
      seen.push(`${cameraId} ${bags}`);
      if (looks === 2) { await pictureThere(page); await shoot("4-look-next", "reconstruct-4-look-next"); }
      // That says so and goes on; after an observation W does.
      if (bags === "not in view") { await goOn("Shift+W"); continue; }
      await observe(page, hands, typeof bags === "number" ? "1" : "3", typeof bags === "number" ? bags : null);
      if (!(await isShort())) await goOn("w");
    }
    figures.push(`${looks} looks: ${seen.join(", ")}`);
    // One interval, or one for each bag where a frame was met between the two.
    await expect((await loss.count()) === 1 ? loss : page.getByTestId("loss-total")).toContainText("5 → 3");
  });

  await step("the driver had access", async () => {
    await hands.click(page.getByTestId("loss-go-to").last());
    await holdUntil(page, hands, "Shift+ArrowLeft", ({ carried }) => carried === 2);
    await observe(page, hands, "2", 2, DRIVER);
    const row = page.getByTestId("access-row").filter({ hasText: DRIVER });
    // Cut out of the footage, behind what is being copied for playing.
    await expect(row.getByRole("button").first().locator("img")).toBeVisible({ timeout: COPYING_MS });
    await hands.click(page.getByTestId("access-list"));
    await expect(page.locator("[data-testid^='subject-']").filter({ hasText: DRIVER }).first()).toBeVisible();
    await shootCase(page, shoot, page.getByTestId("access"), "5-access", "reconstruct-5-access");
  });

  await step("it ends before she gets in", async () => {
    await hands.click(page.getByTestId("case-tab-statements"));
    await hands.click(page.locator("[data-testid^='statement-row-']").filter({ hasText: "14:02" }).getByRole("button", { name: /14:02/ }).first());
    await showCamera(page, hands, "SJM-02");
    await holdUntil(page, hands, "Shift+ArrowLeft", ({ isSheGettingIn }) => isSheGettingIn);
    await pinHere(page, hands, "She gets in");
    await hands.click(page.getByTestId("case-tab-exhibits"));
    await expect(loss.last()).toContainText(/She gets in/);
    await pictureThere(page);
    await shootCase(page, shoot, page.getByTestId("loss-total").or(loss).first(), "6-reconstructed", "reconstruct-6-interval");
  });

  const span = await lossSpan();
  const seconds = (Date.now() - begunMs) / 1000;
  figures.unshift(`${hands.acts} acts and ${seconds.toFixed(0)} s of this computer from the opened sample on, ${span.toMs - span.fromMs} ms left`);
  writeFileSync(testInfo.outputPath("figures.txt"), `${figures.join("\n")}\n`);
  expect(span.toMs - span.fromMs).toBeLessThanOrEqual(SHORT_ENOUGH_MS);
  expect(span.toMs).toBeLessThan(trueMsOf(BEATS.womanGetsIn));
  expect(span.fromMs).toBeLessThanOrEqual(trueMsOf(BEATS.firstBagTaken) + 1_000);
  expect(span.toMs).toBeGreaterThanOrEqual(trueMsOf(BEATS.secondBagTaken) - 1_000);
  for (const one of await loss.all()) await expect(one).toContainText("±");
  await expect(page.getByTestId("loss-order").last()).toHaveAttribute("data-is-established", "true");
  await expect(loss.last().getByTestId("loss-pins-after")).toContainText("She gets in");
  expect(hands.acts).toBeLessThanOrEqual(MOST_ACTS);

  await test.step("what she said is confirmed, confirmed with coverage, and contradicted", () => assessStatements(page, new Hands(page), shoot));
});

/** By what stands beside each statement: what was observed around its time, and how much of it was covered. */
async function assessStatements(page: Page, hands: Hands, shoot: Shoot): Promise<void> {
  const row = (words: RegExp): Locator => page.locator("[data-testid^='statement-row-']").filter({ hasText: words });
  const [seen, shut, stillIn] = [row(/put in the boot|都放进/), row(/stayed shut|一直关着/), row(/still in it|都还在/)] as const;
  const pinFrom = async (go: Locator, title: string): Promise<void> => {
    await hands.click(go);
    await pinHere(page, hands, title);
    await hands.click(page.getByTestId("case-tab-statements"));
  };
  const assess = async (statement: Locator, title: string, finding: string): Promise<void> => {
    await hands.click(statement.getByTestId(/^assess-\d+$/));
    const form = page.getByTestId("assess-form");
    await hands.choose(form.locator("select"), finding);
    await hands.click(form.getByText(title));
    await hands.click(page.getByTestId("assess-save"));
    await expect(form).toBeHidden();
    await expect(statement.locator(`[data-finding='${finding}']`)).toBeVisible();
    await expect(statement).toContainText(title);
  };
  await hands.click(page.getByTestId("case-tab-statements"));

  // Five were seen in the time that she speaks of.
  await expect(seen.locator("[data-when='inside']").first()).toContainText(/(seen|看见) · 5 /);
  await pinFrom(seen.locator("[data-when='inside']").getByRole("button").first(), "Five in the boot");
  await assess(seen, "Five in the boot", "confirmed");

  // Nobody saw it open in that time, and the cameras on the way had footage for all of it.
  await expect(shut.locator("[data-when='inside']").filter({ hasText: /seen|看见/ })).toHaveCount(0);
  await hands.click(shut.getByRole("button", { name: /14:03/ }).first());
  await showCamera(page, hands, "SJM-04");
  await holdUntil(page, hands, "Control+Shift+ArrowRight", ({ bags }) => bags === "boot shut");
  await pinHere(page, hands, "Shut at the port gate");
  await hands.click(page.getByTestId("case-tab-statements"));
  await assess(shut, "Shut at the port gate", "confirmed");
  await hands.click(shut.locator("details[data-testid^='statement-check'] summary"));
  const check = shut.getByTestId("covered-check");
  await expect(check.locator("input:checked")).toHaveCount(1);
  for (const cameraId of ["SJM-05", "SJM-06", "PT-01"]) await hands.click(check.getByTestId(`covered-by-${cameraId}`));
  await expect(shut.getByTestId("covered-share")).toContainText("100 %");
  await shoot("7-covered");

  // Three were left before that time, and three after it.
  await expect(stillIn.locator("[data-when='after']").first()).toContainText(/(seen|看见) · 3 /);
  await pinFrom(stillIn.locator("[data-when='after']").getByRole("button").first(), "Three are left");
  await assess(stillIn, "Three are left", "contradicted");
  await expect(page.locator("[data-testid^='statement-row-'] [data-finding]")).toHaveCount(3);
  await shootCase(page, shoot, seen, "8-statements", "reconstruct-7-statements");
}
