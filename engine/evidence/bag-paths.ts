// Paths inside a bag, as text: which ones may be read, when two of them are the same file on some disk, and how a
// hostile one is shown. Deliberately not the disk: symlinks are seen by bag-source.ts, new names are made by payload-names.ts.

/** Longest path that is read, in UTF-8 bytes (PATH_MAX on Linux). */
export const MAX_PATH_BYTES = 4096;

export type UnsafePathReason =
  | "empty" | "absolute" | "drive-letter" | "backslash" | "home" | "parent" | "dot" | "empty-segment" | "control-character"
  | "too-long";

// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Why a path from a manifest or an archive must not be read, or null where it may. The same answer on every platform: a
 * bag is not safe on one desk and harmful on the next. Expects `/` separators; a leading `./` is the caller's to take off.
 * RFC 8493 §5.1 (no access outside of the bag: absolute, `..`, `~`), DOMAIN §4. `dir1/~test` is fine.
 */
export function unsafePathReason(path: string): UnsafePathReason | null {
  if (path === "") return "empty";
  if (path.includes("\\")) return path.startsWith("\\\\") ? "absolute" : "backslash";
  if (path.startsWith("/")) return "absolute";
  if (/^[A-Za-z]:/.test(path)) return "drive-letter";
  if (path.startsWith("~")) return "home";
  if (CONTROL.test(path.replaceAll(/[\r\n]/g, ""))) return "control-character";
  if (path.length > MAX_PATH_BYTES || Buffer.byteLength(path) > MAX_PATH_BYTES) return "too-long";
  for (const segment of path.split("/")) {
    if (segment === "..") return "parent";
    if (segment === ".") return "dot";
    if (segment === "") return "empty-segment";
  }
  return null;
}

/** Takes off every leading `./`, which older tools wrote (`./data/a.txt`). */
export function pathWithoutDotSlash(path: string): string {
  return path.replace(/^(?:\.\/+)+/, "");
}

/** Decodes `%0D`, `%0A`, `%25` and nothing else (RFC 8493 §2.1.3): any other `%` is a character of the name. */
export function pathFromManifest(text: string): string {
  return text.replaceAll(/%(0d|0a|25)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The reverse of pathFromManifest. */
export function manifestTextFromPath(path: string): string {
  return path.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Equal for two paths that differ only in Unicode normalization. RFC 8493 §6.1 asks for this comparison. */
export function normalizedPath(path: string): string {
  return path.normalize("NFC");
}

/** Equal for two paths that a case-insensitive or normalizing disk (Windows, macOS, exFAT) would take for one. */
export function foldedPath(path: string): string {
  return path.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/**
 * A path for people and terminals: control and direction-changing characters as `\u{…}`, all else unchanged. Only a
 * hostile name differs from its path.
 */
export function shownPath(path: string): string {
  // eslint-disable-next-line no-control-regex -- see above
  return path.replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** Files that operating systems make, change and delete by themselves: in a payload they will break the bag one day. */
export function isSystemFileName(name: string): boolean {
  return /^(?:\.ds_store|thumbs\.db|ehthumbs\.db|desktop\.ini|\._.*)$/i.test(name);
}

const TEXT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a file name's bytes, or null where they are no UTF-8. */
export function textFromNameBytes(bytes: Uint8Array): string | null {
  try {
    return TEXT.decode(bytes);
  } catch {
    return null;
  }
}
