// Paints missing footage as a grid of cells on one canvas that stands still while its rows are scrolled: a cell is filled from below
// as far as its time is missing, so that neither a colour nor a shade has to be told. Arrow keys move a frame over the cells.

import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { scrollTopToShow } from "../design/row-window.ts";
import { useSize } from "../map/map-canvas.tsx";
import { contextFor, fontOf, onLookChange, readPalette, type Palette } from "../timeline/paint.ts";
import { fittedText } from "../timeline/scene-pins.ts";
import { cellAt, cellFromKey, HEAT_HEAD_PX, heatLayout, type HeatCell, type HeatGrid, type HeatLayout } from "./heat-geometry.ts";
import css from "./gaps.module.css";

interface HeatPictureProps {
  readonly grid: HeatGrid;
  readonly shares: readonly (readonly (number | null)[])[];
  readonly names: readonly string[];
  /** Words above columns. */
  readonly heads: readonly { readonly column: number; readonly text: string }[];
  readonly cell: HeatCell;
  readonly label: string;
  readonly onCell: (cell: HeatCell) => void;
  /** Enter or a double click on a cell. */
  readonly onGo: (cell: HeatCell) => void;
  readonly onWidth: (widthPx: number) => void;
}

interface Painted extends Pick<HeatPictureProps, "grid" | "shares" | "names" | "heads" | "cell"> {
  readonly layout: HeatLayout;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollTopPx: number;
}

interface Box {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const FILL_MIN_PX = 2;

function paintCell(context: CanvasRenderingContext2D, palette: Palette, share: number | null, { xPx, yPx, widthPx, heightPx }: Box): void {
  context.fillStyle = palette.lane;
  context.fillRect(xPx, yPx, widthPx, heightPx);
  if (share === null) {
    context.strokeStyle = palette["line-strong"];
    context.lineWidth = 1;
    context.beginPath();
    for (let x = xPx - heightPx; x < xPx + widthPx; x += 6) {
      const from = Math.max(x, xPx);
      const to = Math.min(x + heightPx, xPx + widthPx);
      context.moveTo(from, yPx + heightPx - (from - x));
      context.lineTo(to, yPx + heightPx - (to - x));
    }
    context.stroke();
  } else if (share > 0) {
    const filledPx = Math.max(FILL_MIN_PX, share * heightPx);
    context.fillStyle = palette.gap;
    context.fillRect(xPx, yPx + heightPx - filledPx, widthPx, filledPx);
  }
}

function paint(context: CanvasRenderingContext2D, palette: Palette, { grid, shares, names, heads, cell, layout, widthPx, heightPx, scrollTopPx }: Painted): void {
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, widthPx, heightPx);
  const measure = (text: string): number => context.measureText(text).width;
  const { rowPx } = layout;
  const first = Math.max(0, Math.floor(scrollTopPx / rowPx));
  const end = Math.min(names.length, Math.ceil((scrollTopPx + heightPx - HEAT_HEAD_PX) / rowPx));
  // On whole pixels: a seam between two cells would look like footage.
  const xOf = (column: number): number => layout.namePx + Math.round(column * layout.columnPx);
  context.textBaseline = "middle";
  context.font = fontOf(palette, 12, false);
  for (let row = first; row < end; row++) {
    const yPx = HEAT_HEAD_PX + row * rowPx - scrollTopPx;
    context.fillStyle = row === cell.row ? palette.text : palette["text-2"];
    context.fillText(fittedText(names[row]!, layout.namePx - 12, measure), 4, yPx + rowPx / 2);
    // A hair between columns only where there is room for one.
    const gapPx = layout.columnPx >= 5 ? 1 : 0;
    for (let column = 0; column < grid.columnCount; column++) {
      paintCell(context, palette, shares[row]?.[column] ?? null, { xPx: xOf(column), yPx: yPx + 2, widthPx: xOf(column + 1) - xOf(column) - gapPx, heightPx: rowPx - 4 });
    }
  }
  if (grid.daysEach === null) {
    context.fillStyle = palette["line-strong"];
    for (let day = 0; day <= 7; day++) context.fillRect(xOf(day * 24), HEAT_HEAD_PX - 4, 1, 4 + names.length * rowPx - scrollTopPx);
  }
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.strokeRect(xOf(cell.column) - 1, HEAT_HEAD_PX + cell.row * rowPx - scrollTopPx + 1, layout.columnPx + 1, rowPx - 2);
  // Last, over rows that are scrolled under it.
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, widthPx, HEAT_HEAD_PX);
  context.fillStyle = palette["text-2"];
  context.font = fontOf(palette, 11, false);
  let freePx = 0;
  for (const { column, text } of heads) {
    if (xOf(column) < freePx) continue;
    context.fillText(text, xOf(column) + 2, HEAT_HEAD_PX / 2);
    freePx = xOf(column) + measure(text) + 10;
  }
}

export function HeatPicture({ grid, shares, names, heads, cell, label, onCell, onGo, onWidth }: HeatPictureProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const [theme, setTheme] = useState(0);
  const widthPx = size?.widthPx ?? 0;
  const heightPx = size?.heightPx ?? 0;
  const layout = heatLayout({ widthPx, heightPx }, grid.columnCount, names.length);
  const { rowPx } = layout;
  useEffect(() => {
    if (widthPx > 0) onWidth(widthPx);
  }, [widthPx, onWidth]);
  useEffect(() => onLookChange(() => setTheme((n) => n + 1)), []);
  useEffect(() => {
    const element = canvas.current;
    const context = element === null || widthPx === 0 ? null : contextFor(element, widthPx, heightPx);
    if (element !== null && context !== null) paint(context, readPalette(element), { grid, shares, names, heads, cell, layout, widthPx, heightPx, scrollTopPx });
  }, [grid, shares, names, heads, cell, widthPx, heightPx, scrollTopPx, theme]);
  const under = (event: MouseEvent): HeatCell | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const yPx = event.clientY - box.top;
    return yPx < HEAT_HEAD_PX ? null : cellAt(layout, grid.columnCount, names.length, event.clientX - box.left, yPx + scrollTopPx);
  };
  const choose = (next: HeatCell): void => {
    onCell(next);
    const box = ref.current;
    if (box !== null) box.scrollTop = scrollTopToShow(next.row * rowPx, (next.row + 1) * rowPx, box.scrollTop, heightPx - HEAT_HEAD_PX);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cellFromKey(event.key, cell, names.length, grid.columnCount, grid.daysEach === null);
    if (next !== null) choose(next);
    else if (event.key === "Enter") onGo(cell);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={ref} className={css["heat"]} role="group" tabIndex={0} data-owns-keys="" aria-label={label} aria-describedby="heat-readout" data-testid="gap-heat" onKeyDown={onKeyDown}
      onScroll={(event) => setScrollTopPx(event.currentTarget.scrollTop)}
    >
      <div style={{ height: HEAT_HEAD_PX + names.length * rowPx }}>
        <canvas
          ref={canvas} width={1} height={1} style={{ width: widthPx, height: heightPx }} aria-hidden
          onClick={(event) => { const found = under(event); if (found !== null) onCell(found); }}
          onDoubleClick={(event) => { const found = under(event); if (found !== null) onGo(found); }}
        />
      </div>
    </div>
  );
}
