// Reads a zip file with nothing but Node: Debian has neither unzip nor python3 by default, and this runs before
// any package is installed. Plain and deflated entries only: no encryption, no zip64, no writing.

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const CENTRAL_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** Lists a zip: `[{ name, method, sizeBytes, packedBytes, offset, mode }]`. `mode` is Unix permission bits, or 0. */
export async function listZip(zipPath) {
  const file = await open(zipPath, "r");
  try {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - END_RECORD_BYTES - 0xffff), Math.min(size, END_RECORD_BYTES + 0xffff));
    const end = findEndRecord(tail);
    const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    return parseDirectory(directory, tail.readUInt16LE(end + 10));
  } finally {
    await file.close();
  }
}

/** A readable stream of one entry's content. */
export async function openZipEntry(zipPath, entry) {
  const file = await open(zipPath, "r");
  const header = await readAt(file, entry.offset, 30).finally(() => file.close());
  if (header.readUInt32LE(0) !== LOCAL_ENTRY) throw new Error(`damaged zip: no entry at ${entry.offset}`);
  if (entry.packedBytes === 0) return Readable.from([]);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = createReadStream(zipPath, { start, end: start + entry.packedBytes - 1, highWaterMark: 1 << 20 });
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw new Error(`zip method ${entry.method} is not supported (${entry.name})`);
  const inflate = createInflateRaw({ chunkSize: 1 << 18 });
  packed.on("error", (error) => inflate.destroy(error));
  return packed.pipe(inflate);
}

async function readAt(file, position, length) {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error("damaged zip: it ends too early");
  return buffer;
}

function findEndRecord(tail) {
  for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_RECORD) return at;
  }
  throw new Error("not a zip file, or not all of it");
}

function parseDirectory(directory, count) {
  const entries = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (directory.readUInt32LE(at) !== CENTRAL_ENTRY) throw new Error("damaged zip: its directory is broken");
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString("utf8", at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      sizeBytes: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
