// A small PNG of one colour, made by hand: for tests that need a real picture and none in particular.

import { crc32, deflateSync } from "node:zlib";

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Grey 0–255, or what `greyAt` says of each pixel. */
export function plainPng(widthPx: number, heightPx: number, greyAt: (x: number, y: number) => number = () => 128): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(widthPx, 0);
  head.writeUInt32BE(heightPx, 4);
  head.set([8, 0, 0, 0, 0], 8);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc(heightPx * (widthPx + 1));
  for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) rows[y * (widthPx + 1) + 1 + x] = greyAt(x, y);
  return new Uint8Array(Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]));
}
