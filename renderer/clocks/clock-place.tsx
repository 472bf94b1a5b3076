// The rectangle on the frame by which a person says where the clock stands: dragged with the mouse, or moved and resized with
// arrow keys; Escape takes it away. It lies over the picture and lets presses through while nobody draws.

import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from "react";
import type { PictureRegion } from "../../contract/picture-clock.ts";
import { useWords } from "../i18n.ts";
import { FIRST_PLACE, KEY_STEP, movedPlace, placeBetween, resizedPlace, type PicturePoint } from "./clock-place-geometry.ts";
import css from "./clock-dialog.module.css";

interface ClockPlaceProps {
  readonly place: PictureRegion | null;
  readonly isDrawing: boolean;
  readonly onChange: (place: PictureRegion | null) => void;
  /** Drawing is over; the rectangle stays as it is. */
  readonly onDone: () => void;
}

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)}%`;

function pointOf(event: PointerEvent): PicturePoint {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}

export function ClockPlace({ place, isDrawing, onChange, onDone }: ClockPlaceProps) {
  const { t } = useWords();
  const ref = useRef<HTMLDivElement>(null);
  const start = useRef<PicturePoint | null>(null);
  // Who pressed the button goes on with keys here.
  useEffect(() => {
    if (isDrawing) ref.current?.focus();
  }, [isDrawing]);
  const drawTo = (event: PointerEvent): void => {
    if (start.current !== null) onChange(placeBetween(start.current, pointOf(event)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined && event.key !== "Enter" && event.key !== "Escape") return;
    // Neither closes Escape the dialogue around this, nor does Enter keep a reading.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") onChange(null);
    if (arrow === undefined) return onDone();
    const [dx, dy] = [arrow[0] * KEY_STEP, arrow[1] * KEY_STEP];
    if (place === null) onChange(FIRST_PLACE);
    else onChange(event.shiftKey ? resizedPlace(place, dx, dy) : movedPlace(place, dx, dy));
  };
  const box = place === null ? null : { left: percent(place.x), top: percent(place.y), width: percent(place.w), height: percent(place.h) };
  return (
    <div
      ref={ref} className={css["place"]} data-drawing={isDrawing} data-testid="clock-place"
      {...(isDrawing ? { tabIndex: 0, role: "group", "aria-label": t("clock.place.hint") } : {})}
      onPointerDown={(event) => {
        if (!isDrawing || event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = pointOf(event);
      }}
      onPointerMove={drawTo}
      onPointerUp={(event) => {
        drawTo(event);
        start.current = null;
      }}
      onPointerCancel={() => { start.current = null; }}
      onKeyDown={isDrawing ? onKeyDown : undefined}
    >
      {box !== null && <div className={css["placeBox"]} style={box} data-testid="clock-place-box" />}
      {isDrawing && <span className="visually-hidden" role="status">{place === null ? t("clock.place.none") : t("clock.place.at", { x: percent(place.x), y: percent(place.y), w: percent(place.w), h: percent(place.h) })}</span>}
    </div>
  );
}
