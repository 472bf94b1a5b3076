// How a path is split for reading, whichever system wrote it. What opens files takes paths whole.

/** `folder` is empty for a name alone and for a file at the root. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return { folder: at <= 0 ? "" : path.slice(0, at), name: path.slice(at + 1) };
}
