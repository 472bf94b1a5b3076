// Draws grain: each lane is one row of pixels in a small picture, laid on the canvas as high as its bar. One transfer for all
// lanes, however many recordings they hold.

import type { GrainLayer } from "./grain.ts";
import { mixRow, type Rgb } from "./grain-pixels.ts";
import type { Ink } from "./scene.ts";

/** A row of grain and where it lies, CSS pixels. */
export interface GrainRow {
  readonly yPx: number;
  readonly heightPx: number;
  readonly layers: readonly GrainLayer[];
}

const known = new Map<string, Rgb>();
const probe = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

/** Red, green and blue of any colour that CSS knows, each 0–255. */
function rgbOf(color: string): Rgb {
  const cached = known.get(color);
  if (cached !== undefined) return cached;
  if (probe === null) return [128, 128, 128];
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  const rgb: Rgb = [red!, green!, blue!];
  known.set(color, rgb);
  return rgb;
}

/** One small picture, grown when needed and used again at every paint. */
export class GrainSheet {
  #canvas: OffscreenCanvas | null = null;
  #image: ImageData | null = null;
  readonly #rowOf = new Map<GrainRow, number>();

  /** Takes all rows of a paint, in one transfer; those of the last paint are gone. */
  fill(palette: Readonly<Record<Ink, string>>, rows: readonly GrainRow[]): void {
    this.#rowOf.clear();
    const widthPx = Math.max(0, ...rows.map(({ layers }) => layers[0]?.shares.length ?? 0));
    if (widthPx === 0) return;
    const image = this.#imageOf(widthPx, rows.length);
    rows.forEach((row, i) => {
      this.#rowOf.set(row, i);
      mixRow(row.layers.map(({ ink, shares }) => ({ rgb: rgbOf(palette[ink]), shares })), image.data.subarray(i * widthPx * 4, (i + 1) * widthPx * 4));
    });
    this.#canvas!.getContext("2d")?.putImageData(image, 0, 0, 0, 0, widthPx, rows.length);
  }

  /** Draws one of them from the left edge of the picture on. */
  draw(context: CanvasRenderingContext2D, row: GrainRow): void {
    const index = this.#rowOf.get(row);
    if (index === undefined || this.#canvas === null) return;
    const widthPx = this.#canvas.width;
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#canvas, 0, index, widthPx, 1, 0, row.yPx, widthPx, row.heightPx);
  }

  #imageOf(widthPx: number, rowCount: number): ImageData {
    if (this.#image === null || this.#image.width !== widthPx || this.#image.height < rowCount) {
      this.#image = new ImageData(widthPx, rowCount);
      this.#canvas = new OffscreenCanvas(widthPx, rowCount);
    }
    return this.#image;
  }
}
