// Where a line of digits seems to stand in a picture: strokes of one height on one line, close beside each other. It looks
// for shapes only; a fence is one as well, and whether they are a clock is for those who read them.

import type { PixelBox } from "./gray-frames.ts";
import { brightStrokes, darkStrokes, scaled, type GrayPicture } from "./gray-picture.ts";

export interface TextLine {
  readonly box: PixelBox;
  /** Height of its digits. */
  readonly letterHeightPx: number;
}

/** Half the width of the thickest stroke, in pixels of each of the two sizes that are looked at. */
const STROKE_RADIUS_PX = 3;
/** Letters stand out by one of these, and what joins them stands out by less: a rim, the noise of an encoder, a light ground. */
const CONTRASTS = [22, 45, 80, 120] as const;
const HEIGHT_PX = { least: 7, most: 44 } as const;
/** Some letters touch, so that two are one shape. */
const WIDTH_MOST = 2.4;
/** Shapes of one height that make a line: 08:15 with its date has twelve digits, some of which touch. */
const SHAPES_MIN = 5;
/** Between two digits of a line there may be a day name of three characters, in heights of a digit. */
const GAP_MOST = 4.6;
const LINES_MOST = 8;

/** Connected pixels above the level, as boxes. */
function shapesOf(picture: GrayPicture, level: number): PixelBox[] {
  const { widthPx, heightPx, pixels } = picture;
  const seen = new Uint8Array(pixels.length);
  const shapes: PixelBox[] = [];
  const open: number[] = [];
  for (let start = 0; start < pixels.length; start++) {
    if (seen[start] === 1 || pixels[start]! < level) continue;
    seen[start] = 1;
    open.push(start);
    let [left, right, upper, lower] = [widthPx, 0, heightPx, 0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const x = at % widthPx;
      const y = (at - x) / widthPx;
      left = Math.min(left, x);
      right = Math.max(right, x);
      upper = Math.min(upper, y);
      lower = Math.max(lower, y);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(heightPx - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(widthPx - 1, x + 1); nx++) {
          const next = ny * widthPx + nx;
          if (seen[next] === 1 || pixels[next]! < level) continue;
          seen[next] = 1;
          open.push(next);
        }
      }
    }
    shapes.push({ x: left, y: upper, width: right - left + 1, height: lower - upper + 1 });
  }
  return shapes;
}

/** Shapes as high as the first and on its line, each near the one before. */
function lineFrom(first: PixelBox, shapes: readonly PixelBox[]): PixelBox[] {
  const offPx = Math.max(1.5, 0.14 * first.height);
  const isBeside = (shape: PixelBox): boolean => Math.abs(shape.y - first.y) <= offPx && Math.abs(shape.y + shape.height - first.y - first.height) <= offPx;
  const beside = shapes.filter(isBeside).sort((a, b) => a.x - b.x);
  const at = beside.indexOf(first);
  const isNear = (left: PixelBox, right: PixelBox): boolean => right.x - left.x - left.width <= GAP_MOST * first.height;
  let [from, to] = [at, at];
  while (from > 0 && isNear(beside[from - 1]!, beside[from]!)) from--;
  while (to < beside.length - 1 && isNear(beside[to]!, beside[to + 1]!)) to++;
  return beside.slice(from, to + 1);
}

function linesOf(strokes: GrayPicture, contrast: number): (TextLine & { readonly count: number })[] {
  const shapes = shapesOf(strokes, contrast).filter(({ width, height }) => height >= HEIGHT_PX.least && height <= HEIGHT_PX.most && width <= WIDTH_MOST * height);
  const left = new Set(shapes);
  const lines: (TextLine & { readonly count: number })[] = [];
  for (const shape of shapes) {
    if (!left.has(shape)) continue;
    const line = lineFrom(shape, shapes);
    for (const each of line) left.delete(each);
    if (line.length < SHAPES_MIN) continue;
    const [x, y] = [Math.min(...line.map((each) => each.x)), Math.min(...line.map((each) => each.y))];
    const [right, bottom] = [Math.max(...line.map((each) => each.x + each.width)), Math.max(...line.map((each) => each.y + each.height))];
    lines.push({ box: { x, y, width: right - x, height: bottom - y }, letterHeightPx: line.map(({ height }) => height).sort((a, b) => a - b)[Math.floor(line.length / 2)]!, count: line.length });
  }
  return lines;
}

const overlaps = (a: PixelBox, b: PixelBox): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The lines with most shapes first, none over another; in the picture's pixels. */
export function findTextLines(picture: GrayPicture): TextLine[] {
  const found = [1, 0.5].flatMap((size) => {
    const sized = size === 1 ? picture : scaled(picture, size);
    return [brightStrokes(sized, STROKE_RADIUS_PX), darkStrokes(sized, STROKE_RADIUS_PX)].flatMap((strokes) => CONTRASTS.flatMap((contrast) => linesOf(strokes, contrast))).map(({ box, letterHeightPx, count }) => ({
      box: { x: box.x / size, y: box.y / size, width: box.width / size, height: box.height / size }, letterHeightPx: letterHeightPx / size, count,
    }));
  });
  const kept: TextLine[] = [];
  for (const line of found.sort((a, b) => b.count - a.count)) {
    if (kept.length < LINES_MOST && kept.every(({ box }) => !overlaps(box, line.box))) kept.push({ box: line.box, letterHeightPx: line.letterHeightPx });
  }
  return kept;
}
