// Reads a footage:// address. What it means on disk only the engine knows.

import type { MediaKind } from "../contract/transport.ts";

/** Null where the address is none of ours. */
export function readFootageAddress(url: string): { readonly kind: MediaKind; readonly id: number } | null {
  const match = /^footage:\/\/(file|proxy|small|stretch|poster|plan)\/([1-9]\d{0,14})\/?(?:[?#].*)?$/.exec(url);
  return match === null ? null : { kind: match[1] as MediaKind, id: Number(match[2]) };
}
