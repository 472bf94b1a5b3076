// Where a file's pack of stored frames lies and what is in it. Packs are looked into once and remembered; a question about one
// costs a row of the library and no reading of the disk.

import { open } from "node:fs/promises";
import { join } from "node:path";
import type { FrameRun } from "../../contract/previews.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import type { EngineContext } from "../engine-context.ts";
import { findDerived } from "../store/files.ts";
import { readPackIndex, type PackIndex } from "./preview-pack.ts";

/** Of every thousand files one folder: no folder with a hundred thousand entries. */
export const packName = (fileId: number): string => `${Math.floor(fileId / 1000)}/${fileId}.jpegs`;

interface Pack extends PackIndex { readonly path: string }

const known = new Map<string, Promise<Pack | null>>();
const KNOWN_MAX = 512;

/** Null where none was made of the file as it is now, or the pack is gone or torn. */
async function packOf({ store, paths }: Pick<EngineContext, "store" | "paths">, fileId: number): Promise<Pack | null> {
  const derived = findDerived(store.db, fileId, "preview");
  if (derived === null || derived.name === "") return null;
  const path = join(paths.previews, derived.name);
  const key = `${path}:${derived.madeMs}:${derived.sizeBytes}`;
  const opened = known.get(key) ?? readPackIndex(path).then((index) => (index === null ? null : { ...index, path }), () => null);
  known.delete(key);
  known.set(key, opened);
  if (known.size > KNOWN_MAX) known.delete(known.keys().next().value!);
  return opened;
}

/** Media times of a file's stored frames; empty where there are none. */
export async function storedTimes(context: Pick<EngineContext, "store" | "paths">, fileId: number): Promise<Float64Array<ArrayBuffer>> {
  return (await packOf(context, fileId))?.mediaMs ?? new Float64Array(0);
}

/** Which frames of a pack lie around one of them, within a number of bytes; that one in any case. [first, end) */
function framesAround(startBytes: Float64Array, frameNo: number, limitBytes: number): readonly [first: number, end: number] {
  const fromByte = startBytes[frameNo]! - limitBytes / 2;
  const toByte = startBytes[frameNo + 1]! + limitBytes / 2;
  return [firstWhere(frameNo, (i) => startBytes[i]! >= fromByte), firstWhere(startBytes.length, (i) => startBytes[i]! > toByte) - 1];
}

/** A stored frame and those around it; null where there is no such frame, or none can be read: the pack was made anew or its disk is away. */
export async function readStoredFrames(context: Pick<EngineContext, "store" | "paths">, fileId: number, frameNo: number, limitBytes = 0): Promise<FrameRun | null> {
  const pack = await packOf(context, fileId);
  if (pack?.mediaMs[frameNo] === undefined) return null;
  const [firstFrameNo, endFrameNo] = framesAround(pack.startBytes, frameNo, limitBytes);
  const startByte = pack.startBytes[firstFrameNo]!;
  const file = await open(pack.path, "r").catch(() => null);
  if (file === null) return null;
  try {
    const jpegs = new Uint8Array(pack.startBytes[endFrameNo]! - startByte);
    const { bytesRead } = await file.read(jpegs, 0, jpegs.length, startByte);
    return bytesRead === jpegs.length ? { firstFrameNo, startBytes: pack.startBytes.slice(firstFrameNo, endFrameNo + 1).map((byte) => byte - startByte), jpegs } : null;
  } finally {
    await file.close();
  }
}
