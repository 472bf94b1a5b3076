// Where the focus goes when the row that has it goes: to the row that stands in its place then, else to the one before, else to the first
// control of what held the list. Only for who came to it and works by keys, and only where nothing else took the focus: a list that knows
// better (pins) says so itself. Forms that close outside of a list leave the focus alone: the keys are the player's again.

import { actsByKeys, isOnlyClicked } from "../state/keys.ts";

/** Rows of lists, whatever they are made of; others say so (`data-list-row`). */
const ROW = "li, tr, article, [role=row], [role=treeitem], [data-list-row]";
const LIST = "ul, ol, table, details, [role=list], [role=tree], [role=grid]";
const HOLDER = "[role=tabpanel], section, aside, dialog";
const CONTROL = "button, a[href], summary, input, select, textarea, [tabindex]";

function firstControl(within: Element): HTMLElement | null {
  const controls = [...within.querySelectorAll<HTMLElement>(CONTROL)].filter((control) => !control.matches(":disabled") && control.checkVisibility());
  return controls.find(({ tabIndex }) => tabIndex >= 0) ?? controls.find((control) => control.matches("button")) ?? null;
}

const elementAt = (node: Node | null, side: "nextSibling" | "previousSibling"): Element | null => {
  let at = node;
  while (at !== null && !(at instanceof Element)) at = at[side];
  return at;
};

/** The rows beside the place where one was taken out: the one that stands there now, the one before. */
function neighbours({ target, previousSibling, nextSibling }: MutationRecord): readonly Element[] {
  const before = previousSibling?.parentNode === target ? previousSibling : null;
  const after = nextSibling?.parentNode === target ? nextSibling : null;
  const here = before !== null ? before.nextSibling : after !== null ? (after.previousSibling ?? after) : target.firstChild;
  return [elementAt(here, "nextSibling"), elementAt(before, "previousSibling")].filter((one) => one?.matches(ROW) === true) as Element[];
}

/** Null: what went was no row, nor a part of one. */
function placeAfter(gone: Element, record: MutationRecord): HTMLElement | null {
  const target = record.target as Element;
  if (gone.matches(ROW)) {
    for (const row of neighbours(record)) {
      const control = firstControl(row);
      if (control !== null) return control;
    }
  } else if (!gone.matches(LIST) && target.closest(ROW) === null) return null;
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    if (!at.matches(`${ROW}, ${HOLDER}`)) continue;
    const control = firstControl(at) ?? (at instanceof HTMLElement && at.tabIndex >= 0 ? at : null);
    if (control !== null) return control;
  }
  return null;
}

/** The outermost removal that took the node out of the page. */
function removalOf(node: Node, records: readonly MutationRecord[]): { readonly gone: Element; readonly record: MutationRecord } | null {
  let found: { readonly gone: Element; readonly record: MutationRecord } | null = null;
  for (const record of records) {
    const gone = [...record.removedNodes].find((removed) => removed.contains(found?.record.target ?? node));
    if (gone instanceof Element) found = { gone, record };
  }
  return found;
}

/** From now on, for the whole page. */
export function keepFocusNearGoneRows(): void {
  let last: HTMLElement | null = null;
  document.addEventListener("focusin", ({ target }) => { last = target instanceof HTMLElement ? target : null; }, true);
  // Whoever left it is not brought back there. What was taken out or disabled meanwhile was not left.
  document.addEventListener("focusout", ({ target }) => queueMicrotask(() => {
    if (last !== null && last === target && last.isConnected && !last.matches(":disabled") && document.activeElement === document.body) last = null;
  }), true);
  new MutationObserver((records) => {
    if (last === null || last.isConnected) return;
    const removal = isOnlyClicked(last) ? null : removalOf(last, records);
    last = null;
    if (removal === null || !actsByKeys() || document.activeElement !== document.body) return;
    placeAfter(removal.gone, removal.record)?.focus();
  }).observe(document.body, { childList: true, subtree: true });
}
