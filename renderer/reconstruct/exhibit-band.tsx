// Paints the band of an exhibit on one canvas, whatever it holds; a click goes to the frame of what lies under it. The same is
// listed in words beside it, for the keyboard and for screen readers.

import { useEffect, useRef, useState, type MouseEvent } from "react";
import type { Continuity } from "../../contract/continuity.ts";
import { goTo } from "../app/go-to.ts";
import { contextFor, readPalette } from "../timeline/paint.ts";
import { bandOf, ROW_PX, shapeAt, type Band, type BandShape } from "./band-geometry.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";
import css from "./reconstruct.module.css";

const TOP_PX = 7;

interface ExhibitBandProps {
  readonly continuity: Continuity;
  readonly range: { readonly fromMs: number; readonly toMs: number };
  readonly label: string;
}

interface Inks { readonly seen: string; readonly absent: string; readonly loss: string; readonly line: string; readonly ground: string; readonly font: string }

function inksOf(element: Element): Inks {
  const palette = readPalette(element);
  const style = getComputedStyle(element);
  return { seen: palette.watched, absent: style.getPropertyValue("--danger").trim(), loss: palette.loss, line: palette["line-strong"], ground: palette.ground, font: palette.font };
}

function hatch(context: CanvasRenderingContext2D, shape: BandShape, yPx: number, ink: string): void {
  context.save();
  context.beginPath();
  context.rect(shape.xPx, yPx, shape.widthPx, ROW_PX - 3);
  context.clip();
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = Math.max(shape.xPx, 0) - ROW_PX; x < Math.min(shape.xPx + shape.widthPx, 4_000); x += 4) {
    context.moveTo(x, yPx + ROW_PX);
    context.lineTo(x + ROW_PX, yPx);
  }
  context.stroke();
  context.restore();
  context.strokeStyle = ink;
  context.strokeRect(shape.xPx + 0.5, yPx + 0.5, Math.max(1, shape.widthPx - 1), ROW_PX - 4);
}

function paintBand(context: CanvasRenderingContext2D, band: Band, widthPx: number, inks: Inks): void {
  const heightPx = TOP_PX + band.rowCount * ROW_PX;
  context.clearRect(0, 0, widthPx, heightPx);
  context.fillStyle = inks.line;
  for (let row = 0; row < band.rowCount; row++) context.fillRect(0, TOP_PX + row * ROW_PX + ROW_PX / 2 - 2, widthPx, 1);
  context.fillStyle = inks.loss;
  for (const { xPx, widthPx: width, softLeftPx, softRightPx } of band.brackets) {
    context.globalAlpha = 0.14;
    context.fillRect(xPx - softLeftPx, 0, width + softLeftPx + softRightPx, heightPx);
    context.globalAlpha = 0.22;
    context.fillRect(xPx, 0, width, heightPx);
    context.globalAlpha = 1;
    context.fillRect(xPx, 0, Math.max(2, width), 2);
    context.fillRect(xPx, 0, 1, heightPx);
    context.fillRect(xPx + width, 0, 1, heightPx);
  }
  context.font = `600 10px ${inks.font}`;
  context.textBaseline = "middle";
  for (const shape of band.shapes) {
    const yPx = TOP_PX + shape.row * ROW_PX;
    const ink = shape.kind === "absent" ? inks.absent : inks.seen;
    if (shape.kind === "inferred") hatch(context, shape, yPx, inks.line);
    else {
      context.fillStyle = ink;
      context.fillRect(shape.xPx, yPx, shape.widthPx, ROW_PX - 3);
    }
    if (shape.text === "") continue;
    const textPx = context.measureText(shape.text).width;
    const xPx = shape.xPx + (shape.widthPx - textPx) / 2;
    context.fillStyle = shape.kind === "inferred" ? inks.ground : ink;
    context.fillRect(xPx - 2, yPx + 1, textPx + 4, ROW_PX - 5);
    context.fillStyle = shape.kind === "inferred" ? inks.seen : inks.ground;
    context.fillText(shape.text, xPx, yPx + (ROW_PX - 3) / 2 + 0.5);
  }
}

export function ExhibitBand({ continuity, range, label }: ExhibitBandProps) {
  const words = useReconstructWords();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  const [tip, setTip] = useState("");
  const { fromMs, toMs } = range;
  const band = bandOf(continuity, { fromMs, toMs }, Math.max(1, widthPx), (text) => text.length * 7);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current;
    const context = element === null || widthPx === 0 ? null : contextFor(element, widthPx, TOP_PX + band.rowCount * ROW_PX);
    if (element !== null && context !== null) paintBand(context, band, widthPx, inksOf(element));
  });
  const under = (event: MouseEvent): BandShape | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return shapeAt(band, event.clientX - box.left, Math.max(0, Math.floor((event.clientY - box.top - TOP_PX) / ROW_PX)));
  };
  return (
    <div ref={frame} className={css["band"]}>
      <canvas
        ref={canvas} role="img" aria-label={label} title={tip} width={1} height={1}
        style={{ width: "100%", height: TOP_PX + band.rowCount * ROW_PX }}
        onMouseMove={(event) => {
          const shape = under(event);
          setTip(shape === null ? label : [words.time(shape.span.startMs), words.camera(shape.span.cameraId), shape.span.count, shape.span.holder ?? shape.span.container ?? shape.span.place].filter((part) => part !== null && part !== "").join(" · "));
        }}
        onClick={(event) => {
          const shape = under(event);
          if (shape !== null) goTo(shape.span.startMs, shape.span.cameraId);
        }}
      />
      <div className={`${css["bandEnds"] ?? ""} digits`}><span>{words.time(Math.round(fromMs))}</span><span>{words.time(Math.round(toMs))}</span></div>
    </div>
  );
}
