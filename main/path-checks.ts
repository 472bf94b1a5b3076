// Which paths an address or a request of the window may lead to. Pure: asks no file system.

import { isAbsolute, relative, resolve, sep } from "node:path";

/** The file that an address's path means below a folder; null where it leads elsewhere or cannot be read. */
export function pathBelow(folder: string, addressPath: string): string | null {
  const decoded = decodedOrNull(addressPath);
  if (decoded === null || /[\0\\]/.test(decoded)) return null;
  const path = resolve(folder, `.${decoded.startsWith("/") ? "" : "/"}${decoded}`);
  return isBelow(folder, path) ? path : null;
}

/** Whether `path` lies in `folder`, and is not the folder itself. Both absolute; links are the caller's business. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Absolute paths among the values of a job's result, at any depth. */
export function pathsIn(result: unknown): string[] {
  if (typeof result === "string") return isAbsolute(result) ? [result] : [];
  if (typeof result !== "object" || result === null || ArrayBuffer.isView(result)) return [];
  return Object.values(result).flatMap(pathsIn);
}

function decodedOrNull(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
