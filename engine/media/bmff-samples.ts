// Whether the tables of samples in the index of an ISO media file can be true. A few bytes there may claim billions of frames, which a
// reader that believes them expands in memory. Not here: the samples themselves. Boxes: ISO/IEC 14496-12, 8.6 and 8.7.

import type { FileHandle } from "node:fs/promises";
import { boxesIn, type Box } from "./bmff-boxes.ts";
import { WindowReader } from "./window-reader.ts";

/** A camera at 25 frames a second takes nine days for so many, a track of sound three weeks. */
export const SAMPLES_MAX = 20_000_000;
const HOLDERS: ReadonlySet<string> = new Set(["trak", "mdia", "minf", "stbl"]);
const DEPTH_MAX = 6;

/** Where a table has its counts: the first one behind the head, one in each entry. Others claim no more than they hold. */
const TABLES: Readonly<Record<string, { readonly headBytes: number; readonly entryBytes: number; readonly countAt: number }>> = {
  stts: { headBytes: 8, entryBytes: 8, countAt: 0 },
  ctts: { headBytes: 8, entryBytes: 8, countAt: 0 },
  stsc: { headBytes: 8, entryBytes: 12, countAt: 4 },
};

async function isTableTrue(file: WindowReader, box: Box): Promise<boolean> {
  if (box.type === "stsz") {
    const head = await file.read(box.bodyAt, 12);
    return head.length < 12 || head.readUInt32BE(8) <= SAMPLES_MAX;
  }
  const table = TABLES[box.type];
  if (table === undefined) return true;
  let samples = 0;
  for (let at = box.bodyAt + table.headBytes; at + table.entryBytes <= box.endAt; at += table.entryBytes) {
    const entry = await file.read(at, table.entryBytes);
    if (entry.length < table.entryBytes) return false;
    const count = entry.readUInt32BE(table.countAt);
    samples = box.type === "stsc" ? Math.max(samples, count) : samples + count;
    if (samples > SAMPLES_MAX) return false;
  }
  return true;
}

async function areTablesTrue(file: WindowReader, holder: Box, depth: number): Promise<boolean> {
  for await (const box of boxesIn(file, holder.bodyAt, holder.endAt)) {
    const isTrue = HOLDERS.has(box.type) && depth < DEPTH_MAX ? await areTablesTrue(file, box, depth + 1) : await isTableTrue(file, box);
    if (!isTrue) return false;
  }
  return true;
}

/** False where an index claims more samples than there can be. Never throws for what the file holds. */
export const hasTrueSampleTables = (handle: FileHandle, moov: Box): Promise<boolean> => areTablesTrue(new WindowReader(handle), moov, 0);
