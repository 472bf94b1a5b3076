// How one part of the page leads to another: a citation or a finding to the pin that shows it, an end that rests on a statement
// to that statement. Only what is in the bundle can be gone to.

import type { BundleCase, BundlePin } from "../../contract/bundle.ts";
import { element, way } from "./element.ts";
import type { Words } from "./words.ts";

export type Page = "pin" | "facts" | "story" | "exhibits" | "statements" | "timeline" | "gaps" | "clocks" | "files" | "check";

/** What a panel is made with. */
export interface Ways {
  readonly facts: BundleCase;
  readonly words: Words;
  /** Observations by their number. */
  readonly observations: ReadonlyMap<number, BundleCase["observations"][number]>;
  openPin(pinId: number): void;
  /** Opens a page, at one of its entries where it is named. */
  openPage(page: Page, anchor?: string): void;
}

export const statementAnchor = (statementId: number): string => `statement-${statementId}`;
export const exhibitAnchor = (exhibitId: number): string => `exhibit-${exhibitId}`;
/** By the first revision, which citations name. */
export const observationAnchor = (firstId: number): string => `observation-${firstId}`;
export const factAnchor = (factId: number): string => `fact-${factId}`;

export const pinOf = (facts: BundleCase, pinId: number): BundlePin | undefined => facts.pins.find((pin) => pin.pinId === pinId);

/** A pin by its title, to go to; where the bundle has none of that number, words that say so. */
export function pinWay({ facts, words, openPin }: Ways, pinId: number, label?: string): HTMLElement {
  const pin = pinOf(facts, pinId);
  if (pin === undefined) return element("span", { class: "quiet" }, label ?? words.say("missingPin", { pin: pinId }));
  return way(label ?? pin.title, () => openPin(pinId), { "data-testid": "viewer-way-pin" });
}

/** Who said it, to go to the statement; null where the bundle has none of that number. */
export function statementWay({ facts, words, openPage }: Ways, statementId: number | null): HTMLElement | null {
  const statement = statementId === null ? undefined : facts.statements.find((each) => each.statementId === statementId);
  if (statement === undefined) return null;
  return way(words.say("told", { speaker: statement.speaker }), () => openPage("statements", statementAnchor(statement.statementId)));
}
