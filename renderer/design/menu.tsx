// Menus: a list of things to do, opened from a button or at the pointer. A native popover for its place above everything;
// a press elsewhere and Escape close it, arrows move, Home and End jump, Enter does.

import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
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
  /** The button that opened it, if one did: a press on it is that button's business. */
  readonly openerRef?: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function Menu({ label, items, at, openerRef, onClose }: MenuProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = ref.current;
    if (menu === null) return;
    if (!menu.matches(":popover-open")) menu.showPopover();
    menu.style.left = `${Math.max(MARGIN_PX, Math.min(at.xPx, window.innerWidth - menu.offsetWidth - MARGIN_PX))}px`;
    menu.style.top = `${Math.max(MARGIN_PX, Math.min(at.yPx, window.innerHeight - menu.offsetHeight - MARGIN_PX))}px`;
    menu.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [at]);

  // Not the popover's own light dismissal: where a menu opens on the press of the right button (Linux), letting that
  // button go would close it again.
  useEffect(() => {
    const close = (event: Event): void => {
      const target = event.target;
      if (target instanceof Node && (ref.current?.contains(target) === true || openerRef?.current?.contains(target) === true)) return;
      onClose();
    };
    window.addEventListener("pointerdown", close, true);
    window.addEventListener("resize", close);
    window.addEventListener("blur", close);
    return () => {
      window.removeEventListener("pointerdown", close, true);
      window.removeEventListener("resize", close);
      window.removeEventListener("blur", close);
    };
  }, [onClose, openerRef]);

  const move = (event: KeyboardEvent): void => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
      return;
    }
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
      ref={ref} popover="manual" role="menu" aria-label={label} className={css["menu"]} onKeyDown={move}
      onContextMenu={(event) => event.preventDefault()}
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
  /** −1 where it is reached another way. */
  readonly tabIndex?: number;
}

export function MenuButton({ label, items, icon, children, size = "normal", testId, tabIndex = 0 }: MenuButtonProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<MenuPlace | null>(null);
  const close = (): void => {
    setAt(null);
    ref.current?.focus();
  };
  return (
    <>
      <Button
        ref={ref} kind="quiet" size={size} icon={icon} tabIndex={tabIndex} aria-label={label} title={label} aria-haspopup="menu" aria-expanded={at !== null} data-testid={testId}
        onClick={() => {
          const box = ref.current?.getBoundingClientRect();
          if (at !== null) close();
          else if (box !== undefined) setAt({ xPx: box.left, yPx: box.bottom + 4 });
        }}
      >
        {children}
      </Button>
      {at !== null && <Menu label={label} items={items} at={at} openerRef={ref} onClose={close} />}
    </>
  );
}
