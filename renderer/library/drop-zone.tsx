// What is dropped anywhere on the window: footage is brought in, an evidence bundle (its folder or zip) is verified. While
// something hangs over the window, it says what would happen. Drags from within (a camera onto a tile) are not its business.

import { useEffect, useRef, useState } from "react";
import { useShell } from "../app/shell-store.ts";
import { useWords } from "../i18n.ts";
import { addPaths } from "./add-footage.ts";
import { bundleIn } from "./dropped-bundle.ts";
import css from "./library.module.css";

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") === true;
}

async function take(data: DataTransfer, isVerifying: boolean): Promise<void> {
  // Before the first pause: what was dropped can be read only while the event lasts.
  const paths = window.quayline.pathsOfDropped([...data.files]);
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const folders = paths.filter((_, i) => entries[i]?.isDirectory === true);
  const at = await bundleIn(entries);
  const bundlePath = paths[at ?? 0];
  if (bundlePath !== undefined && (at !== null || isVerifying)) useShell.getState().open({ kind: "verify", path: bundlePath });
  else await addPaths(paths, folders);
}

export function DropZone({ isWritable }: { readonly isWritable: boolean }) {
  const { t } = useWords();
  const isVerifying = useShell((s) => s.dialog?.kind === "verify");
  const [isOver, setOver] = useState(false);
  // Entering a child fires before leaving its parent: only the count knows whether the pointer left the window.
  const depth = useRef(0);
  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current++;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const over = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Always: the browser would otherwise leave the page for the file.
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (event.dataTransfer !== null) void take(event.dataTransfer, isVerifying);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener as EventListener);
    };
  }, [isVerifying]);
  if (!isOver) return null;
  const title = isVerifying ? t("library.dropBundle") : isWritable ? t("library.dropHere") : t("library.dropReadOnly");
  const note = isVerifying ? t("library.dropBundleNote") : isWritable ? t("library.dropNote") : "";
  return <div ref={showOnTop} popover="manual" className={css["drop"]} data-testid="drop-zone"><div>{title}<small>{note}</small></div></div>;
}

/** Above dialogs too, which nothing else can be. */
function showOnTop(element: HTMLElement | null): void {
  if (element?.matches(":popover-open") === false) element.showPopover();
}
