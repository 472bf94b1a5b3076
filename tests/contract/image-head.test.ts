// What some bytes are and how large, by their head alone: pictures of ffmpeg and by hand, and what only looks like one.

import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readImageHead } from "../../contract/image-head.ts";
import { plainPng } from "../support/plain-png.ts";

const drawn = (...encoder: string[]): Buffer => execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc=s=321x123:d=1:r=1", "-frames:v", "1", ...encoder, "pipe:1"]);
const webp = (kind: string, write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(34);
  bytes.write("RIFF", 0, "latin1");
  bytes.write(`WEBP${kind}`, 8, "latin1");
  write(bytes);
  return bytes;
};

describe("the head of a picture", () => {
  it("of a PNG", () => expect(readImageHead(plainPng(321, 123))).toEqual({ mimeType: "image/png", widthPx: 321, heightPx: 123 }));
  it("of a JPEG, whatever stands before its size", () => expect(readImageHead(drawn("-c:v", "mjpeg", "-f", "image2pipe"))).toEqual({ mimeType: "image/jpeg", widthPx: 321, heightPx: 123 }));
  it.each([
    ["VP8 ", (b: Buffer) => { b.writeUInt16LE(321, 26); b.writeUInt16LE(123, 28); }],
    ["VP8L", (b: Buffer) => { b.writeUInt32LE((320 | (122 << 14)) >>> 0, 21); }],
    ["VP8X", (b: Buffer) => { b.writeUIntLE(320, 24, 3); b.writeUIntLE(122, 27, 3); }],
  ] as const)("of a WebP of the kind %s", (kind, write) => {
    expect(readImageHead(webp(kind, write))).toEqual({ mimeType: "image/webp", widthPx: 321, heightPx: 123 });
  });
});

describe("no picture", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a text", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["a PNG that ends in its head", plainPng(3, 3).subarray(0, 18)],
    ["a PNG of no size", plainPng(0, 3)],
    ["a JPEG that ends before its size", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2])],
    ["a JPEG without a size", Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0])],
    ["another RIFF", webp("ABCD", () => undefined)],
  ] as const)("is %s", (_name, bytes) => expect(readImageHead(bytes)).toBeNull());
});
