// Reads a footage:// address. What it means on disk only the engine knows.

import type { MediaKind } from "../contract/transport.ts";

/** Null where the address is none of ours. `part`: which stored frame, else 0. */
export function readFootageAddress(url: string): { readonly kind: MediaKind; readonly id: number; readonly part: number } | null {
  const match = /^footage:\/\/(?:(file|proxy|small|poster|plan)\/([1-9]\d{0,14})|(preview)\/([1-9]\d{0,14})\/(\d{1,6}))\/?(?:[?#].*)?$/.exec(url);
  return match === null ? null : { kind: (match[1] ?? match[3]) as MediaKind, id: Number(match[2] ?? match[4]), part: Number(match[5] ?? 0) };
}
