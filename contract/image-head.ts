// What kind of picture some bytes are and how large, by their head alone: before anything decodes them. Knows PNG, JPEG and WebP,
// the ones that a window shows and a person has plans in. Looks at no pixel.

export const pictureTypes = ["image/png", "image/jpeg", "image/webp"] as const;
export type PictureType = (typeof pictureTypes)[number];
export interface ImageHead { readonly mimeType: PictureType; readonly widthPx: number; readonly heightPx: number }

const textAt = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Null where the bytes are none of the three, or their head is damaged. A JPEG that is turned by its camera is told as it is stored. */
export function readImageHead(bytes: Uint8Array): ImageHead | null {
  try {
    const head = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
    return head !== null && head.widthPx > 0 && head.heightPx > 0 ? head : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // It ends before its size is told.
    throw error;
  }
}

function readPng(bytes: Uint8Array): ImageHead | null {
  if (textAt(bytes, 0, 8) !== "\x89PNG\r\n\x1a\n" || textAt(bytes, 12, 4) !== "IHDR") return null;
  const view = viewOf(bytes);
  return { mimeType: "image/png", widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}

/** Start of frame: C0–CF but for the tables C4, C8 and CC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readJpeg(bytes: Uint8Array): ImageHead | null {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  for (;;) {
    // Any number of FF may stand before a marker.
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at++;
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { mimeType: "image/jpeg", widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) };
    if (marker === 0xda || marker === 0xd9) return null; // The picture itself, before any size.
    at += 2 + view.getUint16(at + 2);
  }
}

function readWebp(bytes: Uint8Array): ImageHead | null {
  if (textAt(bytes, 0, 4) !== "RIFF" || textAt(bytes, 8, 4) !== "WEBP") return null;
  const view = viewOf(bytes);
  const of = (widthPx: number, heightPx: number): ImageHead => ({ mimeType: "image/webp", widthPx, heightPx });
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_0000;
  switch (textAt(bytes, 12, 4)) {
    case "VP8X": return of(three(24) + 1, three(27) + 1);
    case "VP8L": {
      const packed = view.getUint32(21, true);
      return of((packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
    }
    case "VP8 ": return of(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default: return null;
  }
}
