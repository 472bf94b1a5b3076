// Names for payload files that survive every tool and disk a bundle may meet: Windows, macOS, FAT, `sha256sum -c`, bagit.py.
// The original name is kept beside the new one; this file makes names and touches no disk. DOMAIN §4.

import { createHash } from "node:crypto";
import { foldedPath, isSystemFileName, textFromNameBytes } from "./bag-paths.ts";

/** Longest payload path that is made, in UTF-8 bytes, counted from `data/`. */
export const MAX_PAYLOAD_PATH_BYTES = 200;
const MAX_EXTENSION_BYTES = 16;

/** A payload file's name in the bag and where it came from. Goes into the bundle's own manifest of originals. */
export interface PayloadName {
  /** Path in the bag, from `data/`. */
  readonly path: string;
  /** What it was called; bytes that are no UTF-8 appear as U+FFFD. */
  readonly originalPath: string;
  /** The exact bytes in base64 where they are no UTF-8, else null. */
  readonly originalPathBytes: string | null;
  readonly isRenamed: boolean;
}

export interface PayloadNames {
  /**
   * The name for one more original, by its path relative to whatever the bundle calls its root (`/` or `\` separated
   * when given as text on Windows). Deterministic: the same originals in the same order get the same names. No two names
   * of one PayloadNames are one file on a case-insensitive or normalizing disk, and none is a folder of another.
   * @param folder where in the payload it goes, such as `originals`; made safe like the name itself
   */
  assign(originalPath: string | Uint8Array, folder?: string): PayloadName;
}

const RESERVED_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * One path segment made safe: NFC; `% \ : * ? " < > | /`, control, format (bidi, zero-width), private and unassigned
 * characters, lone surrogates and U+FFFD become `_`; exotic spaces become a space; no leading space, `~` or dot, no
 * trailing dot or space; reserved device and system file names get a leading `_`.
 */
export function safeSegment(segment: string): string {
  const replaced = segment.normalize("NFC")
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(/[%\\/:*?"<>|\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu, "_")
    .replace(/^[ ~.]/, "_")
    .replace(/[ .]+$/, (tail) => "_".repeat(Math.min(tail.length, 1)));
  if (replaced === "") return "_";
  return RESERVED_DEVICE.test(replaced) || isSystemFileName(replaced) ? `_${replaced}` : replaced;
}

const digestOf = (value: string | Uint8Array): string => createHash("sha256").update(value).digest("hex");

/** `name.tar.gz` → [`name.tar`, `.gz`]; an implausibly long or missing extension is none. */
function stemAndExtension(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || Buffer.byteLength(name.slice(dot)) > MAX_EXTENSION_BYTES) return [name, ""];
  return [name.slice(0, dot), name.slice(dot)];
}

/** The longest prefix of whole characters that fits, without a trailing dot or space. */
function cutToBytes(text: string, maxBytes: number): string {
  let cut = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    cut += character;
  }
  return cut.replace(/[ .]+$/, "");
}

/** `folder/name-mark.ext` within the limit; the folder gives way first, then the stem. */
function fittedPath(folder: string, name: string, mark: string, identity: string): string {
  const [stem, extension] = stemAndExtension(name);
  const plain = `${folder}/${stem}${mark}${extension}`;
  if (Buffer.byteLength(plain) <= MAX_PAYLOAD_PATH_BYTES) return plain;
  const top = cutToBytes(folder.split("/").slice(0, 2).join("/"), 60);
  const shortFolder = Buffer.byteLength(folder) <= 90 ? folder : `${top}/${digestOf(folder).slice(0, 12)}`;
  const tail = `-${identity.slice(0, 8)}${mark}${extension}`;
  const withFolder = `${shortFolder}/${stem}${mark}${extension}`;
  if (Buffer.byteLength(withFolder) <= MAX_PAYLOAD_PATH_BYTES) return withFolder;
  const roomBytes = MAX_PAYLOAD_PATH_BYTES - Buffer.byteLength(`${shortFolder}/${tail}`);
  return `${shortFolder}/${cutToBytes(stem, roomBytes)}${tail}`;
}

function segmentsOf(path: string): string[] {
  return path.replace(/^[A-Za-z]:(?=[\\/])/, "").split(/[\\/]/)
    .filter((segment) => segment !== "" && segment !== "." && segment !== "..");
}

/** Starts an empty set of names. `data/` is put in front of every one. */
export function createPayloadNames(): PayloadNames {
  const files = new Set<string>();
  /** Folded folder → as first spelled, so that `A/x` and `a/y` share one folder everywhere. */
  const folders = new Map<string, string>();

  const spelledFolder = (folder: string): string => {
    let spelled = "";
    for (const segment of folder.split("/")) {
      let wanted = spelled === "" ? segment : `${spelled}/${segment}`;
      for (let n = 2; files.has(foldedPath(wanted)); n += 1) wanted = `${spelled}/${segment}-${n}`;
      spelled = folders.get(foldedPath(wanted)) ?? wanted;
    }
    return spelled;
  };
  const claim = (path: string): void => {
    files.add(foldedPath(path));
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      const folder = path.slice(0, slash);
      if (!folders.has(foldedPath(folder))) folders.set(foldedPath(folder), folder);
    }
  };
  const isTaken = (path: string): boolean => {
    if (files.has(foldedPath(path)) || folders.has(foldedPath(path))) return true;
    return false;
  };

  return {
    assign(originalPath, folder = "") {
      const text = typeof originalPath === "string" ? originalPath : textFromNameBytes(originalPath);
      const originalText = text ?? Buffer.from(originalPath as Uint8Array).toString("utf8");
      const originalSegments = segmentsOf(originalText);
      const safe = originalSegments.map(safeSegment);
      const name = safe.pop() ?? "_";
      const inside = [...segmentsOf(folder).map(safeSegment), ...safe];
      const parent = spelledFolder(["data", ...inside].join("/"));
      const identity = digestOf(originalPath);
      let path = fittedPath(parent, name, "", identity);
      for (let n = 2; isTaken(path); n += 1) path = fittedPath(parent, name, `-${n}`, identity);
      claim(path);
      const expected = ["data", ...segmentsOf(folder), ...originalSegments].join("/");
      return {
        path,
        originalPath: originalText,
        originalPathBytes: text === null ? Buffer.from(originalPath as Uint8Array).toString("base64") : null,
        isRenamed: text === null || path !== expected,
      };
    },
  };
}
