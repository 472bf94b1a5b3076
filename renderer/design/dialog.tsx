// A decision or a closer look, as a native modal <dialog>: focus stays inside, Escape closes, the title names it.
// It is open for as long as it is mounted; who mounts it decides.

import { X } from "lucide-react";
import { useEffect, useId, useRef, useState, type CSSProperties, type FormEvent, type ReactNode } from "react";
import { useWords } from "../i18n.ts";
import { actsByKeys } from "../state/keys.ts";
import { IconButton } from "./button.tsx";
import css from "./dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** Given, the dialog is a form: Enter in a field does what the primary button does. */
  readonly onSubmit?: () => void;
  readonly widthPx?: number;
  readonly testId?: string;
}

export function Dialog({ title, onClose, children, footer, onSubmit, widthPx = 520, testId }: DialogProps) {
  const { t } = useWords();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = dialogRef.current;
    if (dialog === null || dialog.open) return;
    const opener = document.activeElement;
    const isOpenedByKeys = actsByKeys();
    dialog.showModal();
    // React's autoFocus runs before showModal, which then takes the focus away again.
    const first = dialog.querySelector<HTMLElement>("[data-autofocus]");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    return () => {
      dialog.close();
      // The element is gone by now, and the focus with it. Who came by a click goes on with the player's keys.
      if (isOpenedByKeys && opener instanceof HTMLElement && opener.isConnected && document.activeElement === document.body) opener.focus({ preventScroll: true });
    };
  }, []);

  const content = (
    <>
      <header className={css["header"]}>
        <h2 id={titleId}>{title}</h2>
        <IconButton label={t("words.close")} icon={<X size={16} aria-hidden />} onClick={onClose} />
      </header>
      <DialogBody>{children}</DialogBody>
      {footer !== undefined && <footer className={css["footer"]}>{footer}</footer>}
    </>
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <dialog
      ref={dialogRef} className={css["dialog"]} aria-labelledby={titleId} data-testid={testId}
      style={{ "--dialog-width": `${widthPx}px` } as CSSProperties}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
    >
      {onSubmit === undefined ? content : <form className={css["form"]} noValidate onSubmit={submit}>{content}</form>}
    </dialog>
  );
}

/** Text that is longer than the window must be reachable by keyboard, also where nothing in it takes the focus. */
function DialogBody({ children }: { readonly children: ReactNode }) {
  const bodyRef = useRef<HTMLDivElement>(null);
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const body = bodyRef.current;
    if (body === null) return;
    const watcher = new ResizeObserver(() => setScrolled(body.scrollHeight > body.clientHeight));
    watcher.observe(body);
    for (const child of body.children) watcher.observe(child);
    return () => watcher.disconnect();
  }, [children]);
  return <div ref={bodyRef} className={css["body"]} tabIndex={isScrolled ? 0 : undefined}>{children}</div>;
}
