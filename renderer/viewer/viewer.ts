// The bundle's offline viewer: one classic script in one page, opened from disk, without our program and without a network.
// It shows and plays; it proves nothing by itself, and says so on the page "Check it".

import type { BundleCase, BundlePin } from "../../contract/bundle.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { lengthWords, orderSentence } from "../../resources/locales/order-sentence.ts";
import { factsFromText } from "./case-facts.ts";
import { button, element, hrefFromPath, way } from "./element.ts";
import { exhibitsPage } from "./exhibits-page.ts";
import { casePanel, checkPanel, clocksPanel, filesPanel, gapsPanel, pinPanel } from "./panels.ts";
import { makePinPlayer, type PinPlayer } from "./pin-player.ts";
import { statementsPage } from "./statements-page.ts";
import { storyPage } from "./story-page.ts";
import { timelinePage } from "./timeline-page.ts";
import type { Page, Ways } from "./ways.ts";
import { wordsFor, type ViewerLang, type Words } from "./words.ts";

type Listed = Exclude<Page, "pin">;

/** Pages that the bundle has something for; the case, its files and how to check it always. */
function pagesOf(facts: BundleCase): readonly Listed[] {
  const listed: readonly (readonly [Listed, boolean])[] = [
    ["facts", true], ["story", facts.story.length > 0], ["exhibits", facts.exhibits.length > 0], ["statements", facts.statements.length > 0],
    ["timeline", true], ["gaps", true], ["clocks", true], ["files", true], ["check", true],
  ];
  return listed.filter(([, isThere]) => isThere).map(([page]) => page);
}

interface Shown {
  lang: ViewerLang;
  page: Page;
  pinAt: number;
  /** The page that a pin was opened from; null: from the list of pins. */
  from: Listed | null;
}

function panelFor(page: Page, ways: Ways): HTMLElement {
  const { facts, words } = ways;
  switch (page) {
    case "story": return storyPage(ways);
    case "exhibits": return exhibitsPage(ways);
    case "statements": return statementsPage(ways);
    case "timeline": return timelinePage(ways);
    case "clocks": return clocksPanel(facts, words);
    case "files": return filesPanel(facts, words);
    case "gaps": return gapsPanel(facts, words);
    case "check": return checkPanel(facts, words);
    default: return casePanel(facts, words);
  }
}

function pinRow(facts: BundleCase, pin: BundlePin, isShown: boolean, onChoose: () => void): HTMLElement {
  const still = pin.sources[0]?.stillPath ?? null;
  const row = button("", onChoose, { class: "pin", "aria-current": isShown ? "true" : null, "data-testid": "viewer-pin", "data-focus": `pin ${pin.pinId}` });
  row.append(
    still === null ? element("span", { class: "still" }) : element("img", { class: "still", src: hrefFromPath(still), alt: "" }),
    element("span", { class: "pin-text" },
      element("strong", { dir: "auto" }, pin.title), element("span", { class: "time" }, displayTime(pin.startMs, facts.timezone)),
      element("span", { class: "quiet" }, `${pin.cameraName} · ${durationText(pin.endMs - pin.startMs)}`)));
  return row;
}

/** Between two pins that follow each other: how far apart they begin, and whether the clocks bear that order. */
function orderLine(facts: BundleCase, pin: BundlePin, words: Words): readonly HTMLElement[] {
  const order = facts.orders.find((each) => each.b.pinId === pin.pinId);
  if (order === undefined) return [];
  return [element("p", { class: order.established ? "order quiet" : "order warn", "data-testid": "viewer-order" }, `+${lengthWords(order.deltaMs, words.order)} · ${orderSentence(order, words.order)}`)];
}

/** What had the focus is made anew: its successor is found by this name. */
const focusName = (): string | null => document.activeElement?.getAttribute("data-focus") ?? null;

function start(facts: BundleCase, root: HTMLElement): void {
  const shown: Shown = { lang: facts.lang, page: facts.pins.length > 0 ? "pin" : "facts", pinAt: 0, from: null };
  const observations = new Map(facts.observations.map((each) => [each.observationId, each]));
  const pages = pagesOf(facts);
  let player: PinPlayer | null = null;

  const choosePin = (pinAt: number, from: Listed | null): void => {
    if (facts.pins.length === 0) return;
    shown.page = "pin";
    shown.from = from;
    shown.pinAt = Math.min(facts.pins.length - 1, Math.max(0, pinAt));
    render();
  };
  const openPage = (page: Page, anchor?: string): void => {
    shown.page = page;
    render();
    const target = anchor === undefined ? null : document.getElementById(anchor);
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  };
  const openPin = (pinId: number): void => choosePin(facts.pins.findIndex((pin) => pin.pinId === pinId), shown.page === "pin" ? shown.from : shown.page);

  function headerOf(words: Words): HTMLElement {
    return element("header", {},
      element("div", {}, element("h1", { dir: "auto" }, facts.case.title), element("span", { class: "quiet" }, [facts.case.number, facts.case.cause].filter((part) => part !== null).join(" · "))),
      element("nav", { class: "pages", "aria-label": words.say("pages") },
        ...pages.map((page) => button(words.say(page), () => openPage(page), { "aria-current": shown.page === page ? "true" : null, "data-testid": `viewer-page-${page}`, "data-focus": page })),
        button(words.say("language"), () => {
          shown.lang = shown.lang === "en" ? "zh-CN" : "en";
          render();
        }, { "data-testid": "viewer-language", "data-focus": "language", lang: shown.lang === "en" ? "zh-CN" : "en" })));
  }

  function mainOf(words: Words): HTMLElement {
    const { from } = shown;
    const pin = shown.page === "pin" ? facts.pins[shown.pinAt] : undefined;
    const main = element("main", { tabindex: -1 });
    if (pin === undefined) {
      main.append(element("h2", { tabindex: -1 }, words.say(shown.page === "pin" ? "facts" : shown.page)), panelFor(shown.page, { facts, words, observations, openPin, openPage }));
      return main;
    }
    player = makePinPlayer(facts, pin, words);
    if (from !== null) main.append(element("p", { class: "back" }, way(`← ${words.say("back", { page: words.say(from) })}`, () => openPage(from), { "data-testid": "viewer-back" })));
    main.append(element("h2", { tabindex: -1, dir: "auto" }, pin.title), player.root, pinPanel(facts, pin, words));
    return main;
  }

  function render(): void {
    const focused = focusName();
    player?.stop();
    player = null;
    const words = wordsFor(shown.lang);
    document.documentElement.lang = shown.lang;
    const pins = element("nav", { class: "pins", "aria-label": words.say("pins") },
      ...(facts.pins.length === 0 ? [element("p", { class: "quiet" }, words.say("emptyPins"))]
        : facts.pins.flatMap((each, i) => [...orderLine(facts, each, words), pinRow(facts, each, shown.page === "pin" && shown.pinAt === i, () => choosePin(i, null))])));
    const main = mainOf(words);
    root.replaceChildren(headerOf(words), element("div", { class: "body" }, pins, main));
    const successor = focused === null ? null : root.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`);
    (successor ?? main.querySelector("h2"))?.focus({ preventScroll: true });
    root.querySelector(".pin[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  /** Arrows choose pins where a pin is shown or the list has the focus; elsewhere they scroll, as everywhere. */
  const isAtPins = (): boolean => shown.page === "pin" || document.activeElement?.closest(".pins") != null;
  const stepPin = (by: number): void => {
    const isInList = document.activeElement?.closest(".pins") != null;
    choosePin(shown.page === "pin" ? shown.pinAt + by : 0, null);
    if (isInList) root.querySelector<HTMLElement>(".pin[aria-current]")?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isOnControl = event.target instanceof Element && event.target.closest("button, summary, a") !== null;
    if (event.key === " " && player !== null && !isOnControl) player.toggle();
    else if (event.key === "ArrowDown" && isAtPins()) stepPin(1);
    else if (event.key === "ArrowUp" && isAtPins()) stepPin(-1);
    else if (event.key === "Escape" && shown.page === "pin" && shown.from !== null) openPage(shown.from);
    else return;
    event.preventDefault();
  });
  printWhole();
  render();
}

/** On paper nothing can be opened: what is folded away is opened for printing, and folded away again. */
function printWhole(): void {
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const each of opened) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
}

function readFacts(): BundleCase | null {
  try {
    return factsFromText(document.getElementById("case-facts")?.textContent ?? "");
  } catch {
    return null;
  }
}

const root = document.getElementById("viewer");
const facts = readFacts();
if (root !== null && facts !== null) start(facts, root);
else root?.append(element("p", { class: "warn" }, `${wordsFor("zh-CN").say("damagedPage")} ${wordsFor("en").say("damagedPage")}`));
