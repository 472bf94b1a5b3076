// Tells a bag's folder from a zipped bag and opens the right source. Looks at no content beyond the first four bytes.

import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { openFolderSource } from "./bag-folder.ts";
import type { BagSource, OpenBagOptions } from "./bag-source.ts";
import { openZipSource } from "./bag-zip.ts";

/**
 * Opens a folder or a `.zip` for reading.
 * @throws AppError bundle-not-found, bundle-not-a-bag, file-unreadable, passphrase-missing, cancelled; SourceListError
 */
export async function openBag(path: string, options: OpenBagOptions = {}): Promise<BagSource> {
  let found;
  try {
    found = await stat(path);
  } catch (cause) {
    throw new AppError("bundle-not-found", { path }, { cause });
  }
  if (found.isDirectory()) return openFolderSource(path, options);
  if (found.isFile() && (await startsLikeZip(path))) return openZipSource(path, options);
  throw new AppError("bundle-not-a-bag", { path });
}

async function startsLikeZip(path: string): Promise<boolean> {
  if (/\.zip$/i.test(path)) return true;
  try {
    const handle = await open(path, constants.O_RDONLY);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new AppError("file-unreadable", { path }, { cause });
  }
}
