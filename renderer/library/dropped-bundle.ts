// Tells an evidence bundle from footage among what was dropped: a zip, or a folder with the mark of a BagIt bag in it.
// It reads names only, never contents; whether the bundle is whole is the engine's to say.

/** The file that every BagIt bag (RFC 8493) has. */
const BAG_MARK = "bagit.txt";

type Entry = Pick<FileSystemEntry, "isFile" | "isDirectory" | "name">;
type Folder = Pick<FileSystemDirectoryEntry, "getFile">;

const isFolder = (entry: Entry): entry is Entry & Folder => entry.isDirectory && "getFile" in entry;

function isBag(folder: Folder): Promise<boolean> {
  return new Promise((resolve) => folder.getFile(BAG_MARK, {}, () => resolve(true), () => resolve(false)));
}

/** Which of the entries is a bundle, by its place; null where none is. */
export async function bundleIn(entries: readonly Entry[]): Promise<number | null> {
  for (const [at, entry] of entries.entries()) {
    if (entry.isFile && entry.name.toLowerCase().endsWith(".zip")) return at;
    if (isFolder(entry) && (await isBag(entry))) return at;
  }
  return null;
}
