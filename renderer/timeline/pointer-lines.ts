// Play head and pointer over the timeline's picture: a few elements that are moved, not painted, so that playing costs no
// painting at all. Decides nothing: where they stand is told.

import css from "./timeline.module.css";

export interface PointerLinesState {
  readonly rulerPx: number;
  readonly widthPx: number;
  /** Null or outside of the picture: not shown. */
  readonly headXPx: number | null;
  readonly pointerXPx: number | null;
  /** Empty: the line alone. */
  readonly pointerLabel: string;
}

/** Wider than any time that the label says, so that it need not be measured at every move. */
const LABEL_HALF_PX = 84;
/** How far the cap of the head reaches beyond its line. */
const CAP_PX = 8;

function addTo(host: HTMLElement, className: string | undefined): HTMLElement {
  const element = document.createElement("div");
  element.className = className ?? "";
  element.hidden = true;
  host.append(element);
  return element;
}

export class PointerLines {
  readonly #head: HTMLElement;
  readonly #pointer: HTMLElement;
  readonly #label: HTMLElement;
  readonly #text = document.createElement("span");

  constructor(host: HTMLElement) {
    this.#pointer = addTo(host, css["pointerLine"]);
    this.#label = addTo(host, css["pointerLabel"]);
    this.#label.append(this.#text);
    this.#head = addTo(host, css["playHead"]);
  }

  show({ rulerPx, widthPx, headXPx, pointerXPx, pointerLabel }: PointerLinesState): void {
    place(this.#head, headXPx !== null && headXPx >= -CAP_PX && headXPx <= widthPx + CAP_PX ? headXPx : null, rulerPx);
    place(this.#pointer, pointerXPx, rulerPx);
    place(this.#label, pointerXPx === null || pointerLabel === "" ? null : Math.max(LABEL_HALF_PX, Math.min(widthPx - LABEL_HALF_PX, pointerXPx)), 0);
    if (this.#text.textContent !== pointerLabel) this.#text.textContent = pointerLabel;
  }

  remove(): void {
    for (const element of [this.#head, this.#pointer, this.#label]) element.remove();
  }
}

/** The nearest whole dot of the screen, so that a line stays sharp. */
export function onDotPx(xPx: number): number {
  const ratio = window.devicePixelRatio || 1;
  return Math.round(xPx * ratio) / ratio;
}

function place(element: HTMLElement, xPx: number | null, yPx: number): void {
  element.hidden = xPx === null;
  if (xPx !== null) element.style.transform = `translate(${onDotPx(xPx)}px, ${yPx}px)`;
}
