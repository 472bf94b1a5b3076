// Many small files of footage, each with its own content, from one drawn clip: the same pictures, and a box at the end that no player
// reads. No expectations here.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { makeClip } from "./numbered-footage.ts";

/** An ISO `free` box (ISO/IEC 14496-12) that holds the number. */
function freeBox(number: number): Buffer {
  const box = Buffer.alloc(16);
  box.writeUInt32BE(16, 0);
  box.write("free", 4, "latin1");
  box.writeUInt32BE(number, 12);
  return box;
}

let drawn: Promise<Buffer> | null = null;

/** The bytes of clip `number`: two seconds of H.264 in MP4. */
export async function distinctClip(number: number): Promise<Buffer> {
  drawn ??= makeClip({ fileName: "distinct.mp4", frames: 50 }).then((path) => readFile(path));
  return Buffer.concat([await drawn, freeBox(number)]);
}

/** Writes clip `number` there, with its folders. */
export async function writeClip(path: string, number: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await distinctClip(number));
}
