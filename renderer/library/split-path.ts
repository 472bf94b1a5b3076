// How a file's path is split for reading. No React.

export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return { folder: at <= 0 ? "" : path.slice(0, at), name: path.slice(at + 1) };
}
