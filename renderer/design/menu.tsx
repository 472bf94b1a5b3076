// Menus: a list of things to do, opened from a button or at the pointer. A native popover, so that a click elsewhere
// and Escape close it; arrows move, Home and End jump, Enter does.

import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "./button.tsx";
import css from "./menu.module.css";

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** A line above it. */
  readonly startsGroup?: boolean;
  readonly testId?: string;
  readonly onChoose: () => void;
}

export interface MenuPlace {
  readonly xPx: number;
  readonly yPx: number;
}

const MARGIN_PX = 8;

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly at: MenuPlace;
  readonly onClose: () => void;
}

export function Menu({ label, items, at, onClose }: MenuProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = ref.current;
    if (menu === null) return;
    menu.showPopover();
    menu.style.left = `${Math.max(MARGIN_PX, Math.min(at.xPx, window.innerWidth - menu.offsetWidth - MARGIN_PX))}px`;
    menu.style.top = `${Math.max(MARGIN_PX, Math.min(at.yPx, window.innerHeight - menu.offsetHeight - MARGIN_PX))}px`;
    menu.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [at]);

  const move = (event: KeyboardEvent): void => {
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const here = rows.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1 + rows.length, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || rows.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    rows[next % rows.length]?.focus();
  };
  return (
    <div
      ref={ref} popover="auto" role="menu" aria-label={label} className={css["menu"]} onKeyDown={move}
      onToggle={(event) => { if (event.newState === "closed") onClose(); }}
    >
      {items.map((item) => (
        <div key={item.key}>
          {item.startsGroup === true && <div className={css["line"]} role="separator" />}
          <button
            type="button" role="menuitem" className={css["item"]} aria-disabled={item.isDisabled === true} data-testid={item.testId}
            onClick={() => {
              if (item.isDisabled === true) return;
              onClose();
              item.onChoose();
            }}
          >
            {item.icon}
            <span>{item.label}</span>
            {item.shortcut !== undefined && <kbd>{item.shortcut}</kbd>}
          </button>
        </div>
      ))}
    </div>
  );
}

interface MenuButtonProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  readonly size?: "small" | "normal";
  readonly testId?: string;
}

export function MenuButton({ label, items, icon, children, size = "normal", testId }: MenuButtonProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<MenuPlace | null>(null);
  const wasOpen = useRef(false);
  const close = (): void => {
    setAt(null);
    ref.current?.focus();
  };
  return (
    <>
      <Button
        ref={ref} kind="quiet" size={size} icon={icon} aria-label={label} title={label} aria-haspopup="menu" aria-expanded={at !== null} data-testid={testId}
        // A press on the button of an open menu first closes it (light dismiss): that press must not open it again.
        onPointerDown={() => { wasOpen.current = at !== null; }}
        onClick={() => {
          const box = ref.current?.getBoundingClientRect();
          if (box === undefined || wasOpen.current) wasOpen.current = false;
          else setAt({ xPx: box.left, yPx: box.bottom + 4 });
        }}
      >
        {children}
      </Button>
      {at !== null && <Menu label={label} items={items} at={at} onClose={close} />}
    </>
  );
}
