// Grain as pixels: layers of shares laid over each other. Pure.

/** 0–255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Lays layers over each other into one row of RGBA, not premultiplied. */
export function mixRow(layers: readonly { readonly rgb: Rgb; readonly shares: Float32Array }[], row: Uint8ClampedArray): void {
  row.fill(0);
  for (const { rgb: [red, green, blue], shares } of layers) {
    for (let x = 0, at = 0; at < row.length; x++, at += 4) {
      const share = shares[x]!;
      if (share <= 0) continue;
      const over = share > 1 ? 1 : share;
      const under = (row[at + 3]! / 255) * (1 - over);
      const all = over + under;
      row[at] = (red * over + row[at]! * under) / all;
      row[at + 1] = (green * over + row[at + 1]! * under) / all;
      row[at + 2] = (blue * over + row[at + 2]! * under) / all;
      row[at + 3] = all * 255;
    }
  }
}
