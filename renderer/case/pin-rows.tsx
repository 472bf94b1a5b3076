// The pins of a case in the order of true time, of which only those in view are made, with the order of each to the one before. For Tab
// the list is one stop: arrows lead from there to all rows, letters do what a row's buttons do. The chosen pin is brought into view,
// whoever chose it.

import { useCallback, useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Pin } from "../../contract/model.ts";
import type { MomentOrder } from "../../contract/order.ts";
import type { Statement } from "../../contract/reconstruction.ts";
import { rowFromKey } from "../design/row-window.ts";
import { useMeasuredRows } from "../design/use-measured-rows.ts";
import { usePanelView, useReveal } from "../design/use-panel-rows.ts";
import { useWords } from "../i18n.ts";
import { characterOf, isOnlyClicked } from "../state/keys.ts";
import { useView } from "../state/view-store.ts";
import { removePin } from "./case-acts.ts";
import { drawnRows, guessedHeightPx, nearestClosed } from "./pin-list.ts";
import { PinOrder } from "./pin-order.tsx";
import { PinRow } from "./pin-row.tsx";
import css from "./case-panel.module.css";

interface PinRowsProps {
  /** By true time. */
  readonly pins: readonly Pin[];
  /** Of a pin to the one before it, by the pin's id. */
  readonly orders: ReadonlyMap<number, MomentOrder>;
  readonly statements: readonly Statement[];
  readonly isWritable: boolean;
}

export function PinRows({ pins, orders, statements, isWritable }: PinRowsProps) {
  const { t } = useWords();
  const selectedPinId = useView((s) => s.selectedPinId);
  const listRef = useRef<HTMLUListElement>(null);
  const { view, look } = usePanelView(listRef);
  const keys = useMemo(() => pins.map(({ pinId }) => String(pinId)), [pins]);
  const indexes = useMemo(() => new Map(pins.map(({ pinId }, i) => [pinId, i])), [pins]);
  const guessPx = useCallback((i: number) => guessedHeightPx(pins[i]!, orders.get(pins[i]!.pinId)), [pins, orders]);
  const { places, rowRef } = useMeasuredRows(listRef, keys, guessPx);
  const active = useActivePin(listRef, indexes, selectedPinId);
  useReveal(listRef, places, active.at, active.revealCount, look);
  const inHand = usePinsInHand(pins, indexes, active.moveTo, listRef);

  const isForm = (i: number): boolean => inHand.editing.has(pins[i]!.pinId);
  const pageRows = Math.max(1, places.indexAt(view.toPx) - places.indexAt(view.fromPx) - 1);
  const pressed = (key: string, at: number, target: HTMLElement): boolean => {
    const to = rowFromKey(key, at, pins.length, pageRows);
    const button = buttonOfKey(key, target);
    if (to !== null) active.moveTo(pins[nearestClosed(to, to < at ? -1 : 1, pins.length, isForm)]!.pinId);
    else if (isWritable && key === "Delete") inHand.remove(pins[at]!);
    else if (isWritable && key.toLowerCase() === "e") inHand.edit(pins[at]!.pinId);
    else if (button !== null) button.click();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    // A pin that was only clicked is gone to, and the keys stay the player's.
    if (!target.matches(ROW_CONTROL) || event.ctrlKey || event.metaKey || event.altKey || isOnlyClicked(target)) return;
    const at = indexes.get(rowOf(target));
    if (at === undefined || isForm(at) || !pressed(characterOf(event), at, target)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { first, end } = places.inView(view.fromPx, view.toPx);
  const reachableAt = nearestClosed(active.at >= 0 ? active.at : places.indexAt(view.fromPx), 1, pins.length, isForm);
  const kept = [active.at, reachableAt, ...[...inHand.editing, ...inHand.errors.keys()].map((pinId) => indexes.get(pinId) ?? -1)];
  return (
    <>
      <p id="pin-keys" hidden>{t(isWritable ? "pinList.keys" : "pinList.keysReading")}</p>
      <ul
        ref={listRef} role="list" aria-label={t("pins.heading")} aria-describedby="pin-keys" className={css["pins"]} style={{ height: places.totalPx }}
        onKeyDown={onKeyDown} onFocus={(event: FocusEvent) => active.set(rowOf(event.target))} data-testid="pin-rows" data-count={pins.length}
      >
        {drawnRows(first, end, kept).map((i) => {
          const pin = pins[i]!;
          const order = orders.get(pin.pinId);
          return (
            <li key={pin.pinId} ref={rowRef} data-row={pin.pinId} aria-setsize={pins.length} aria-posinset={i + 1} style={{ top: places.topPx(i) }}>
              {order !== undefined && <PinOrder id={orderId(pin.pinId)} order={order} isWritable={isWritable} />}
              <PinRow
                pin={pin} describedBy={order === undefined ? undefined : orderId(pin.pinId)} statements={statements} isWritable={isWritable} isSelected={pin.pinId === selectedPinId} isReachable={i === reachableAt}
                isEditing={inHand.editing.has(pin.pinId)} error={inHand.errors.get(pin.pinId) ?? null} onEdit={inHand.edit} onRemove={inHand.remove}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

const orderId = (pinId: number): string => `pin-order-of-${pinId}`;

/** What can be done from a row; what its menu offers is the menu's. */
const ROW_CONTROL = "[data-go], button:not([role=menuitem])";

/** The button in a row that does what a letter stands for; null: the letter stands for none, or there is nothing of the kind in it. */
function buttonOfKey(key: string, within: HTMLElement): HTMLElement | null {
  const selector = { c: "[data-reads-clock]", a: "[aria-haspopup=menu]" }[key.toLowerCase()];
  return selector === undefined ? null : (within.closest("[data-row]")?.querySelector<HTMLElement>(selector) ?? null);
}

const rowOf = (element: Element): number => Number(element.closest("[data-row]")?.getAttribute("data-row") ?? Number.NaN);

interface ActivePin {
  /** −1: none. */
  readonly at: number;
  readonly revealCount: number;
  set(pinId: number): void;
  /** Brings it into view and takes the focus there. */
  moveTo(pinId: number): void;
}

/** The pin that Tab reaches: the one that has or had the focus, or was chosen since. */
function useActivePin(listRef: { readonly current: HTMLElement | null }, indexes: ReadonlyMap<number, number>, selectedPinId: number | null): ActivePin {
  const [{ pinId, revealCount }, setState] = useState<{ readonly pinId: number | null; readonly revealCount: number }>({ pinId: null, revealCount: 0 });
  const awaitsFocus = useRef<number | null>(null);
  const isSelectedThere = selectedPinId !== null && indexes.has(selectedPinId);
  const choiceCount = useView((s) => s.pinChoiceCount);
  // Chosen on the timeline (once more), just made, or brought back by undo: it is shown here as well.
  useLayoutEffect(() => {
    if (isSelectedThere) setState((now) => ({ pinId: selectedPinId, revealCount: now.revealCount + 1 }));
  }, [selectedPinId, isSelectedThere, choiceCount]);
  useLayoutEffect(() => {
    if (awaitsFocus.current === null) return;
    // Where the row is a form: its first field.
    const target = listRef.current?.querySelector<HTMLElement>(`[data-row="${awaitsFocus.current}"] :is([data-go], input)`) ?? null;
    if (target === null && indexes.has(awaitsFocus.current)) return;
    awaitsFocus.current = null;
    target?.focus({ preventScroll: true });
  });
  const set = useCallback((next: number) => setState((now) => (now.pinId === next || Number.isNaN(next) ? now : { ...now, pinId: next })), []);
  const moveTo = useCallback((next: number) => {
    awaitsFocus.current = next;
    setState((now) => ({ pinId: next, revealCount: now.revealCount + 1 }));
  }, []);
  return { at: pinId === null ? -1 : (indexes.get(pinId) ?? -1), revealCount, set, moveTo };
}

interface PinsInHand {
  readonly editing: ReadonlySet<number>;
  readonly errors: ReadonlyMap<number, ErrorFacts>;
  readonly edit: (pinId: number, isEditing?: boolean) => void;
  readonly remove: (pin: Pin) => void;
}

/** Pins that are edited, or could not be taken off: they stay, with what was typed, wherever one scrolls. Who works by keys keeps the focus. */
function usePinsInHand(pins: readonly Pin[], indexes: ReadonlyMap<number, number>, moveTo: (pinId: number) => void, listRef: { readonly current: HTMLElement | null }): PinsInHand {
  const [editing, setEditing] = useState<ReadonlySet<number>>(new Set());
  const [errors, setErrors] = useState<ReadonlyMap<number, ErrorFacts>>(new Map());
  const byKeys = useRef(new Set<number>());
  const now = useRef({ pins, indexes });
  now.current = { pins, indexes };
  const hasRing = useCallback((pinId: number): boolean => {
    const focused = document.activeElement;
    return focused !== null && listRef.current?.contains(focused) === true && rowOf(focused) === pinId && focused.matches(":focus-visible") && !isOnlyClicked(focused);
  }, [listRef]);
  const edit = useCallback((pinId: number, isEditing = true) => {
    if (isEditing && hasRing(pinId)) byKeys.current.add(pinId);
    setEditing((before) => {
      const after = new Set(before);
      if (isEditing) after.add(pinId);
      else after.delete(pinId);
      return after;
    });
    if (!isEditing && byKeys.current.delete(pinId)) moveTo(pinId);
  }, [hasRing, moveTo]);
  const remove = useCallback((pin: Pin) => {
    const at = now.current.indexes.get(pin.pinId) ?? -1;
    const next = now.current.pins[at + 1] ?? now.current.pins[at - 1];
    if (next !== undefined && hasRing(pin.pinId)) moveTo(next.pinId);
    const tell = (error: ErrorFacts | null): void => setErrors((before) => {
      const after = new Map(before);
      if (error === null) after.delete(pin.pinId);
      else after.set(pin.pinId, error);
      return after;
    });
    removePin(pin).then(() => tell(null), (thrown: unknown) => tell(factsFromError(thrown)));
  }, [hasRing, moveTo]);
  return { editing, errors, edit, remove };
}
