// Shares of footage as people read them, in the window and on paper alike.

/** A share (0 to 1) in percent, never rounded to all or nothing where it is neither: `> 99.9 %`. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`;
}
