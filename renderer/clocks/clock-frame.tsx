// The frame that the clock is read from, as the engine extracted it: the picture itself, not the player's idea of it.

import type { PointerEvent } from "react";
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
}

export function ClockFrame({ frame, error }: ClockFrameProps) {
  const { t } = useWords();
  const url = useJpegUrl(frame?.jpeg ?? null);
  if (error !== null) return <ErrorNotice error={error} />;
  return (
    <div className={css["frame"]} aria-busy={frame === null}>
      {url === null ? t("clock.loadingFrame") : <img src={url} alt={t("clock.frameAlt")} title={t("clock.magnify")} draggable={false} onPointerDown={magnifyAt} onPointerMove={magnifyAt} />}
    </div>
  );
}

/** While the button is held the picture grows around the pointer, to read small digits. Not on hovering: the whole frame is what is judged. */
function magnifyAt(event: PointerEvent<HTMLImageElement>): void {
  const box = event.currentTarget.parentElement?.getBoundingClientRect();
  if (box === undefined) return;
  event.currentTarget.style.transformOrigin = `${((event.clientX - box.left) / box.width) * 100}% ${((event.clientY - box.top) / box.height) * 100}%`;
}
