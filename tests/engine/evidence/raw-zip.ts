// Zip archives written field by field, so that tests can write ones that no tool would.

import { crc32 } from "node:zlib";

export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** Bytes in the archive where they are not the content itself. */
  readonly stored?: Uint8Array;
  /** 0 stored, 8 deflated. */
  readonly method?: number;
  readonly rawName?: Uint8Array;
  /** General purpose flags; bit 11 (UTF-8 names) unless told. */
  readonly flags?: number;
  readonly unixMode?: number;
  /** The size that the headers claim. */
  readonly declaredBytes?: number;
  /** Points to another entry's local header instead of its own. */
  readonly offsetOf?: string;
}

interface Placed { readonly entry: RawEntry; readonly name: Uint8Array; readonly offset: number }

function fieldsOf({ entry, name }: Pick<Placed, "entry" | "name">): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(entry.flags ?? 0x0800, 2);
  fields.writeUInt16LE(entry.method ?? 0, 4);
  fields.writeUInt32LE(0x5ac80000, 6);
  fields.writeUInt32LE(crc32(entry.content), 10);
  fields.writeUInt32LE((entry.stored ?? entry.content).length, 14);
  fields.writeUInt32LE(entry.declaredBytes ?? entry.content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** APPNOTE.TXT §4.3: local headers with data, central directory, end record. */
export function zipOf(entries: readonly RawEntry[]): Buffer {
  const pieces: Uint8Array[] = [];
  const placed: Placed[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = entry.rawName ?? Buffer.from(entry.name);
    const shared = placed.find((one) => one.entry.name === entry.offsetOf);
    placed.push({ entry, name, offset: shared?.offset ?? offset });
    if (shared !== undefined) continue;
    const local = [u32(0x04034b50), fieldsOf({ entry, name }), name, entry.stored ?? entry.content];
    pieces.push(...local);
    offset += local.reduce((sum, piece) => sum + piece.length, 0);
  }
  const directory = Buffer.concat(placed.flatMap((one) => {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((one.entry.unixMode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(one.offset, 10);
    return [u32(0x02014b50), Buffer.from([20, 3]), fieldsOf(one), tail, one.name];
  }));
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, directory, u32(0x06054b50), end]);
}
