// The frame that the clock is read from, as the engine extracted it: the picture itself, not the player's idea of it.

import { useState, type CSSProperties, type PointerEvent, type ReactNode } from "react";
import type { ErrorFacts } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { ErrorNotice } from "../design/notice.tsx";
import { useJpegUrl } from "../engine/jpeg-url.ts";
import { useWords } from "../i18n.ts";
import css from "./clock-dialog.module.css";

/** Wide enough to read the digits in the picture. */
export const FRAME_WIDTH_PX = 1280;

interface ClockFrameProps {
  readonly frame: OutputOf<"frame.extract"> | null;
  readonly error: ErrorFacts | null;
  /** What lies over the picture, as large as it. */
  readonly children?: ReactNode;
}

export function ClockFrame({ frame, error, children }: ClockFrameProps) {
  const { t } = useWords();
  const url = useJpegUrl(frame?.jpeg ?? null);
  const [ratio, setRatio] = useState(16 / 9);
  if (error !== null) return <ErrorNotice error={error} />;
  return (
    <div className={css["frame"]} aria-busy={frame === null}>
      {url === null ? t("clock.loadingFrame") : (
        <div className={css["picture"]} style={{ "--ratio": ratio } as CSSProperties} onPointerDown={magnifyAt} onPointerMove={magnifyAt}>
          <img
            src={url} alt={t("clock.frameAlt")} title={t("clock.magnify")} draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => { if (naturalHeight > 0) setRatio(naturalWidth / naturalHeight); }}
          />
          {children}
        </div>
      )}
    </div>
  );
}

/** While the button is held the picture grows around the pointer, to read small digits. Not on hovering: the whole frame is what is judged. */
function magnifyAt(event: PointerEvent<HTMLDivElement>): void {
  const picture = event.currentTarget;
  const box = picture.parentElement?.getBoundingClientRect();
  if (box === undefined) return;
  // Where the picture stands while it is not grown.
  picture.style.transformOrigin = `${event.clientX - box.left - picture.offsetLeft}px ${event.clientY - box.top - picture.offsetTop}px`;
}
