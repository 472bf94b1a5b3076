// Where a file's pack of stored frames lies and what is in it. Packs are looked into once and remembered; a question about one
// costs a row of the library and no reading of the disk.

import { open } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import type { ResolvedMedia } from "../../contract/transport.ts";
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

interface FramePlace { readonly path: string; readonly startByte: number; readonly endByte: number }

/** Where the bytes of one stored frame lie; null where there is no such frame. */
async function placeOfFrame(context: Pick<EngineContext, "store" | "paths">, fileId: number, frameNo: number): Promise<FramePlace | null> {
  const pack = await packOf(context, fileId);
  const [startByte, endByte] = [pack?.startBytes[frameNo], pack?.startBytes[frameNo + 1]];
  return pack === null || startByte === undefined || endByte === undefined ? null : { path: pack.path, startByte, endByte };
}

/** The bytes of one stored frame. @throws AppError file-unknown where there is no such frame */
export async function resolvePreview(context: Pick<EngineContext, "store" | "paths">, fileId: number, frameNo: number): Promise<ResolvedMedia> {
  const place = await placeOfFrame(context, fileId, frameNo);
  if (place === null) throw new AppError("file-unknown", { fileId });
  return { pathBase64: Buffer.from(place.path).toString("base64"), mimeType: "image/jpeg", bytes: { startByte: place.startByte, endByte: place.endByte } };
}

/** One stored frame as a JPEG; null where it cannot be read, because the pack was made anew or its disk is away. */
export async function readStoredFrame(context: Pick<EngineContext, "store" | "paths">, fileId: number, frameNo: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const place = await placeOfFrame(context, fileId, frameNo);
  const file = place === null ? null : await open(place.path, "r").catch(() => null);
  if (place === null || file === null) return null;
  try {
    const bytes = new Uint8Array(place.endByte - place.startByte);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, place.startByte);
    return bytesRead === bytes.length ? bytes : null;
  } finally {
    await file.close();
  }
}
