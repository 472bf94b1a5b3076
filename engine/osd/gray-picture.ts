// One grey picture and what is done to it before letters are looked for: made larger, made one-sided, freed of its
// background. Plain arithmetic on bytes; nothing here knows what a letter is.

export interface GrayPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Float32Array;
}

export const grayPicture = (widthPx: number, heightPx: number): GrayPicture => ({ widthPx, heightPx, pixels: new Float32Array(widthPx * heightPx) });

export const mapped = (picture: GrayPicture, change: (value: number) => number): GrayPicture => ({ ...picture, pixels: picture.pixels.map(change) });

export const inverted = (picture: GrayPicture): GrayPicture => mapped(picture, (value) => 255 - value);

export function cropped(picture: GrayPicture, x: number, y: number, widthPx: number, heightPx: number): GrayPicture {
  const part = grayPicture(widthPx, heightPx);
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const fromX = Math.min(picture.widthPx - 1, Math.max(0, x + column));
      const fromY = Math.min(picture.heightPx - 1, Math.max(0, y + row));
      part.pixels[row * widthPx + column] = picture.pixels[fromY * picture.widthPx + fromX]!;
    }
  }
  return part;
}

/** Made larger or smaller, values between pixels mixed. */
export function scaled(picture: GrayPicture, factor: number): GrayPicture {
  const made = grayPicture(Math.max(1, Math.round(picture.widthPx * factor)), Math.max(1, Math.round(picture.heightPx * factor)));
  for (let y = 0; y < made.heightPx; y++) {
    const fromY = Math.min(picture.heightPx - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const y0 = Math.floor(fromY);
    const y1 = Math.min(picture.heightPx - 1, y0 + 1);
    for (let x = 0; x < made.widthPx; x++) {
      const fromX = Math.min(picture.widthPx - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const x0 = Math.floor(fromX);
      const x1 = Math.min(picture.widthPx - 1, x0 + 1);
      const at = (px: number, py: number): number => picture.pixels[py * picture.widthPx + px]!;
      const upper = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * (fromX - x0);
      const lower = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * (fromX - x0);
      made.pixels[y * made.widthPx + x] = upper + (lower - upper) * (fromY - y0);
    }
  }
  return made;
}

/** Least (or greatest) value within `radius` along a row, then along a column. */
function extreme(picture: GrayPicture, radius: number, isGreater: boolean): GrayPicture {
  const along = (source: Float32Array, length: number, count: number, step: number, stride: number): Float32Array => {
    const made = new Float32Array(source.length);
    for (let line = 0; line < count; line++) {
      const base = line * stride;
      for (let i = 0; i < length; i++) {
        let found = source[base + i * step]!;
        for (let j = Math.max(0, i - radius); j <= Math.min(length - 1, i + radius); j++) {
          const value = source[base + j * step]!;
          if (isGreater ? value > found : value < found) found = value;
        }
        made[base + i * step] = found;
      }
    }
    return made;
  };
  const { widthPx, heightPx } = picture;
  return { widthPx, heightPx, pixels: along(along(picture.pixels, widthPx, heightPx, 1, widthPx), heightPx, widthPx, widthPx, 1) };
}

/** What is brighter than its surroundings and narrower than 2·radius + 1: strokes stay, background goes. */
export function brightStrokes(picture: GrayPicture, radius: number): GrayPicture {
  const opened = extreme(extreme(picture, radius, false), radius, true);
  return { ...picture, pixels: picture.pixels.map((value, i) => value - opened.pixels[i]!) };
}

/** What is darker than its surroundings and as narrow, as bright strokes. */
export const darkStrokes = (picture: GrayPicture, radius: number): GrayPicture => brightStrokes(inverted(picture), radius);

/** The value that parts the picture best into dark and light. N. Otsu, 1979. */
export function otsuLevel(picture: GrayPicture): number {
  const counts = new Float64Array(256);
  for (const value of picture.pixels) counts[Math.max(0, Math.min(255, Math.round(value)))]!++;
  const total = picture.pixels.length;
  let sum = 0;
  for (let level = 0; level < 256; level++) sum += level * counts[level]!;
  let [below, sumBelow, best, found] = [0, 0, -1, 128];
  for (let level = 0; level < 256; level++) {
    below += counts[level]!;
    if (below === 0 || below === total) continue;
    sumBelow += level * counts[level]!;
    const between = below * (total - below) * (sumBelow / below - (sum - sumBelow) / (total - below)) ** 2;
    if (between > best) [best, found] = [between, level];
  }
  return found;
}

/** Black letters on white: what is brighter than the level becomes black. */
export const blackOnWhite = (picture: GrayPicture, level: number): GrayPicture => mapped(picture, (value) => (value > level ? 0 : 255));

/** The same without black parts that touch the border: outlined letters stand free, a bright sky does not. */
export function withoutBorderParts(picture: GrayPicture): GrayPicture {
  const { widthPx, heightPx } = picture;
  const pixels = Float32Array.from(picture.pixels);
  const open: number[] = [];
  const take = (at: number): void => {
    if (pixels[at]! > 127) return;
    pixels[at] = 255;
    open.push(at);
  };
  for (let x = 0; x < widthPx; x++) [x, (heightPx - 1) * widthPx + x].forEach(take);
  for (let y = 0; y < heightPx; y++) [y * widthPx, y * widthPx + widthPx - 1].forEach(take);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % widthPx;
    if (x > 0) take(at - 1);
    if (x < widthPx - 1) take(at + 1);
    if (at >= widthPx) take(at - widthPx);
    if (at < pixels.length - widthPx) take(at + widthPx);
  }
  return { widthPx, heightPx, pixels };
}

/** As a portable greymap with a white margin, which is what the text recogniser takes. */
export function toPgm(picture: GrayPicture, marginPx: number): Buffer {
  const width = picture.widthPx + 2 * marginPx;
  const height = picture.heightPx + 2 * marginPx;
  const body = Buffer.alloc(width * height, 255);
  for (let y = 0; y < picture.heightPx; y++) {
    for (let x = 0; x < picture.widthPx; x++) body[(y + marginPx) * width + x + marginPx] = Math.max(0, Math.min(255, picture.pixels[y * picture.widthPx + x]!));
  }
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1"), body]);
}
