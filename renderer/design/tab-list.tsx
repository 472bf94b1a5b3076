// A row of tabs over one panel, as a tab list works everywhere: arrows move, one tab stop for all. What the panel shows is its owner's.

import type { KeyboardEvent } from "react";
import css from "./tab-list.module.css";

export interface Tab<T extends string> {
  readonly key: T;
  readonly label: string;
  /** How many there are, small after it; 0 is not said. */
  readonly count?: number;
}

interface TabListProps<T extends string> {
  readonly label: string;
  /** What the ids of the panel (`tabPanelId`) and of its tabs (`tabId`) begin with. */
  readonly panelId: string;
  readonly tabs: readonly Tab<T>[];
  readonly shown: T;
  readonly onShow: (key: T) => void;
}

/** Of the element that shows what a tab stands for. Not the name itself: a part of the window may be called so too. */
export const tabPanelId = (panelId: string): string => `${panelId}-tabpanel`;

/** Of a tab. */
export const tabId = (panelId: string, key: string): string => `${panelId}-tab-${key}`;

export function TabList<T extends string>({ label, panelId, tabs, shown, onShow }: TabListProps<T>) {
  const move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ key }) => key === shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onShow(next.key);
    document.getElementById(tabId(panelId, next.key))?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className={css["tabs"]} onKeyDown={move} data-owns-keys>
      {tabs.map(({ key, label: words, count = 0 }) => (
        <button
          key={key} type="button" role="tab" id={tabId(panelId, key)} aria-selected={key === shown} aria-controls={tabPanelId(panelId)}
          tabIndex={key === shown ? 0 : -1} className={css["tab"]} onClick={() => onShow(key)} data-testid={tabId(panelId, key)}
        >{words}{count > 0 && <small className="digits">{count}</small>}</button>
      ))}
    </div>
  );
}
