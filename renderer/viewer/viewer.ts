// The bundle's offline viewer: one classic script in one page, opened from disk, without our program and without a network.
// It shows and plays; it proves nothing by itself, and says so on the page "Check it".

import type { BundleCase, BundlePin } from "../../contract/bundle.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { lengthWords, orderSentence } from "../../resources/locales/order-sentence.ts";
import { button, element, hrefFromPath } from "./element.ts";
import { casePanel, checkPanel, clocksPanel, filesPanel, gapsPanel, pinPanel } from "./panels.ts";
import { makePinPlayer, type PinPlayer } from "./pin-player.ts";
import { wordsFor, type ViewerLang, type Words } from "./words.ts";

const PAGES = ["facts", "clocks", "files", "gaps", "check"] as const;
type Page = "pin" | (typeof PAGES)[number];

interface Shown {
  lang: ViewerLang;
  page: Page;
  pinAt: number;
}

function panelFor(page: Page, facts: BundleCase, words: Words): HTMLElement {
  switch (page) {
    case "clocks": return clocksPanel(facts, words);
    case "files": return filesPanel(facts, words);
    case "gaps": return gapsPanel(facts, words);
    case "check": return checkPanel(facts, words);
    default: return casePanel(facts, words);
  }
}

function pinRow(facts: BundleCase, pin: BundlePin, isShown: boolean, onChoose: () => void): HTMLElement {
  const still = pin.sources[0]?.stillPath ?? null;
  const row = button("", onChoose, { class: "pin", "aria-current": isShown ? "true" : null, "data-testid": "viewer-pin" });
  row.append(
    still === null ? element("span", { class: "still" }) : element("img", { class: "still", src: hrefFromPath(still), alt: "" }),
    element("span", { class: "pin-text" },
      element("strong", {}, pin.title), element("span", { class: "time" }, displayTime(pin.startMs, facts.timezone)),
      element("span", { class: "quiet" }, `${pin.cameraName} · ${durationText(pin.endMs - pin.startMs)}`)));
  return row;
}

/** Between two pins that follow each other: how far apart they begin, and whether the clocks bear that order. */
function orderLine(facts: BundleCase, pin: BundlePin, words: Words): readonly HTMLElement[] {
  const order = facts.orders.find((each) => each.b.pinId === pin.pinId);
  if (order === undefined) return [];
  return [element("p", { class: order.established ? "order quiet" : "order warn", "data-testid": "viewer-order" }, `+${lengthWords(order.deltaMs, words.order)} · ${orderSentence(order, words.order)}`)];
}

function start(facts: BundleCase, root: HTMLElement): void {
  const shown: Shown = { lang: facts.lang, page: facts.pins.length > 0 ? "pin" : "facts", pinAt: 0 };
  let player: PinPlayer | null = null;

  const choosePin = (pinAt: number): void => {
    shown.page = "pin";
    shown.pinAt = Math.min(facts.pins.length - 1, Math.max(0, pinAt));
    render();
  };
  const openPage = (page: Page): void => {
    shown.page = page;
    render();
  };

  function render(): void {
    player?.stop();
    player = null;
    const words = wordsFor(shown.lang);
    document.documentElement.lang = shown.lang;
    const pin = shown.page === "pin" ? facts.pins[shown.pinAt] : undefined;
    const main = element("main", {});
    if (pin === undefined) {
      main.append(element("h2", {}, words.say(shown.page === "pin" ? "facts" : shown.page)), panelFor(shown.page, facts, words));
    } else {
      player = makePinPlayer(facts, pin, words);
      main.append(element("h2", {}, pin.title), player.root, pinPanel(facts, pin, words));
    }
    const pins = element("nav", { class: "pins", "aria-label": words.say("pins") },
      ...(facts.pins.length === 0 ? [element("p", { class: "quiet" }, words.say("emptyPins"))]
        : facts.pins.flatMap((each, i) => [...orderLine(facts, each, words), pinRow(facts, each, pin === each, () => choosePin(i))])));
    const header = element("header", {},
      element("div", {}, element("h1", {}, facts.case.title), element("span", { class: "quiet" }, [facts.case.number, facts.case.cause].filter((part) => part !== null).join(" · "))),
      element("div", { class: "pages" }, ...PAGES.map((page) => button(words.say(page), () => openPage(page), { "aria-current": shown.page === page ? "true" : null, "data-testid": `viewer-page-${page}` })),
        button(words.say("language"), () => {
          shown.lang = shown.lang === "en" ? "zh-CN" : "en";
          render();
        })));
    root.replaceChildren(header, element("div", { class: "body" }, pins, main));
  }

  document.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLButtonElement && event.key === " ") return;
    if (event.key === " ") player?.toggle();
    else if (event.key === "ArrowDown") choosePin(shown.pinAt + 1);
    else if (event.key === "ArrowUp") choosePin(shown.pinAt - 1);
    else return;
    event.preventDefault();
  });
  render();
}

function readFacts(): BundleCase | null {
  try {
    return JSON.parse(document.getElementById("case-facts")?.textContent ?? "") as BundleCase;
  } catch {
    return null;
  }
}

const root = document.getElementById("viewer");
const facts = readFacts();
if (root !== null && facts !== null) start(facts, root);
else root?.append(element("p", { class: "warn" }, `${wordsFor("zh-CN").say("damagedPage")} ${wordsFor("en").say("damagedPage")}`));
