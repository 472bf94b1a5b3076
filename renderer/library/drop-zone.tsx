// Dropping folders or files anywhere on the window brings them in. While something hangs over it, the window says so.
// Drags from within the window (a camera onto a tile) are not its business.

import { useEffect, useRef, useState } from "react";
import { useWords } from "../i18n.ts";
import { addPaths } from "./add-footage.ts";
import css from "./library.module.css";

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") === true;
}

export function DropZone({ isWritable }: { readonly isWritable: boolean }) {
  const { t } = useWords();
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
      event.dataTransfer.dropEffect = isWritable ? "copy" : "none";
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Always: the browser would otherwise leave the page for the file.
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (isWritable) void addPaths(window.quayline.pathsOfDropped([...(event.dataTransfer?.files ?? [])]));
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener as EventListener);
    };
  }, [isWritable]);
  if (!isOver) return null;
  return <div className={css["drop"]}><div>{isWritable ? t("library.dropHere") : t("library.readOnly")}<small>{isWritable ? t("library.dropNote") : ""}</small></div></div>;
}
