// Reads BagIt's own text files: the declaration, manifests, bag-info. Line by line from a stream, within limits; broken
// lines are reported and never thrown. What the lines mean for the bag, bag-verify.ts decides. RFC 8493 §2.1–2.2.

import { TextDecoder } from "node:util";
import { isDigestText, type DigestAlgorithm } from "./bag-digests.ts";
import { pathFromManifest, pathWithoutDotSlash } from "./bag-paths.ts";

/** Longest line that is read, in characters: a digest of 128 and a path of 4,096 bytes fit three times. */
export const MAX_LINE_CHARACTERS = 16_384;
export const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;
export const MAX_MANIFEST_LINES = 500_000;
export const MAX_TAG_FILE_BYTES = 4 * 1024 * 1024;

export type TextFailureCode = "encoding-invalid" | "line-too-long" | "file-too-large" | "too-many-lines";

/** A tag file's text cannot be read any further. */
export class TagTextError extends Error {
  readonly code: TextFailureCode;
  constructor(code: TextFailureCode) {
    super(code);
    this.name = "TagTextError";
    this.code = code;
  }
}

/** Bytes to text, piece by piece; throws on bytes the encoding does not have. */
interface TextPieces {
  text(chunk: Uint8Array, isLast: boolean): string;
}

/** A decoder by the name in bagit.txt, or null for an encoding we do not know. ISO-8859-1 is taken as such, not as WHATWG's windows-1252. */
export function decoderFor(encoding: string): TextPieces | null {
  const name = encoding.trim().toLowerCase();
  if (name === "iso-8859-1" || name === "latin1") return { text: (chunk) => Buffer.from(chunk).toString("latin1") };
  if (name === "utf-16") return utf16ByMark();
  try {
    const decoder = new TextDecoder(name, { fatal: true });
    return { text: (chunk, isLast) => decoder.decode(chunk, { stream: !isLast }) };
  } catch {
    return null;
  }
}

/** UTF-16 in the byte order its mark tells, big-endian without one (RFC 2781 §4.3). */
function utf16ByMark(): TextPieces {
  let decoder: TextDecoder | null = null;
  let start = Buffer.alloc(0);
  return {
    text(chunk, isLast) {
      if (decoder === null) {
        start = Buffer.concat([start, chunk]);
        if (start.length < 2 && !isLast) return "";
        const isLittle = start.length >= 2 && start[0] === 0xff && start[1] === 0xfe;
        decoder = new TextDecoder(isLittle ? "utf-16le" : "utf-16be", { fatal: true });
        return decoder.decode(start, { stream: !isLast });
      }
      return decoder.decode(chunk, { stream: !isLast });
    },
  };
}

export interface TextLimits {
  readonly maxBytes: number;
  readonly maxLines: number;
  /** MAX_LINE_CHARACTERS unless told. */
  readonly maxLineCharacters?: number;
}

/** Lines ended by LF, CR or CRLF (RFC 8493 §2), without their ends. `hasEnd` is false for a last line that has none. */
export async function* linesFrom(
  chunks: AsyncIterable<Uint8Array>, encoding: string, limits: TextLimits,
): AsyncGenerator<{ readonly text: string; readonly line: number; readonly hasEnd: boolean }> {
  const decoder = decoderFor(encoding);
  if (decoder === null) throw new TagTextError("encoding-invalid");
  const maxLineCharacters = limits.maxLineCharacters ?? MAX_LINE_CHARACTERS;
  let rest = "";
  let bytes = 0;
  let line = 0;
  const decoded = (chunk: Uint8Array, isLast: boolean): string => {
    try {
      return decoder.text(chunk, isLast);
    } catch {
      throw new TagTextError("encoding-invalid");
    }
  };
  const counted = (text: string, hasEnd: boolean) => {
    line += 1;
    if (line > limits.maxLines) throw new TagTextError("too-many-lines");
    if (text.length > maxLineCharacters) throw new TagTextError("line-too-long");
    return { text, line, hasEnd };
  };
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limits.maxBytes) throw new TagTextError("file-too-large");
    const text = rest + decoded(chunk, false);
    let from = 0;
    for (const end of text.matchAll(/\r\n|\n|\r(?!$)/g)) {
      yield counted(text.slice(from, end.index), true);
      from = end.index + end[0].length;
    }
    rest = text.slice(from);
    if (rest.length > maxLineCharacters) throw new TagTextError("line-too-long");
  }
  rest += decoded(new Uint8Array(0), true);
  if (rest.endsWith("\r")) yield counted(rest.slice(0, -1), true);
  else if (rest !== "") yield counted(rest, false);
}

export type DeclarationProblem =
  | "bagit-txt-bom" | "bagit-txt-invalid" | "bagit-version-unsupported" | "bagit-encoding-unknown" | "bagit-txt-line-ends";

export interface Declaration {
  /** 1.0 where it cannot be told, so that the rest is judged by the stricter rules. */
  readonly version: string;
  readonly isBeforeV1: boolean;
  readonly encoding: string;
  readonly failures: readonly DeclarationProblem[];
  readonly warnings: readonly DeclarationProblem[];
}

const VERSIONS = ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"] as const;
const DECLARATION_BYTES = 1024;

/**
 * Reads bagit.txt, which is UTF-8 whatever the other tag files are: exactly two lines, one space after the colon and none
 * before, no BOM (RFC 8493 §2.1.1). Other line ends than LF, or none at the end, only warn in 1.0; older bags often have them.
 */
export function declarationFrom(bytes: Uint8Array): Declaration {
  const failures: DeclarationProblem[] = [];
  const warnings: DeclarationProblem[] = [];
  const text = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString("utf8");
  const hasBom = text.startsWith("\ufeff");
  if (hasBom) failures.push("bagit-txt-bom");
  const match = /^BagIt-Version: (\d+\.\d+)(\r\n|\n|\r)Tag-File-Character-Encoding: (\S+)(\r\n|\n|\r)?$/.exec(hasBom ? text.slice(1) : text);
  if (match === null || bytes.length > DECLARATION_BYTES) {
    return { version: "1.0", isBeforeV1: false, encoding: "UTF-8", failures: [...failures, "bagit-txt-invalid"], warnings };
  }
  const [, version = "", firstEnd, encoding = "", lastEnd] = match;
  if (!(VERSIONS as readonly string[]).includes(version)) failures.push("bagit-version-unsupported");
  if (decoderFor(encoding) === null) failures.push("bagit-encoding-unknown");
  const isBeforeV1 = version.startsWith("0.");
  if (!isBeforeV1 && (firstEnd !== "\n" || lastEnd !== "\n")) warnings.push("bagit-txt-line-ends");
  return { version, isBeforeV1, encoding: decoderFor(encoding) === null ? "UTF-8" : encoding, failures, warnings };
}

export interface ManifestLine {
  /** As listed, `%0A`, `%0D` and `%25` decoded, a leading `./` taken off. */
  readonly path: string;
  /** As listed, nothing decoded: older tools wrote a bare `%`. */
  readonly rawPath: string;
  /** Lower case. */
  readonly digest: string;
  /** The line began its path with md5sum's `*` for binary mode. */
  readonly hasAsterisk: boolean;
  readonly hasDotSlash: boolean;
}

/** One line `<hex><SP|TAB>+<path>`, or null where it is none. */
export function manifestLineFrom(text: string, algorithm: DigestAlgorithm): ManifestLine | null {
  const match = /^([0-9a-fA-F]+)[ \t]+(.*)$/s.exec(text);
  if (match === null || !isDigestText(match[1] ?? "", algorithm)) return null;
  const listed = match[2] ?? "";
  const hasAsterisk = listed.startsWith("*");
  const withoutAsterisk = hasAsterisk ? listed.slice(1) : listed;
  const rawPath = pathWithoutDotSlash(withoutAsterisk);
  if (rawPath === "") return null;
  return {
    path: pathFromManifest(rawPath), rawPath, digest: (match[1] ?? "").toLowerCase(), hasAsterisk,
    hasDotSlash: rawPath !== withoutAsterisk,
  };
}

export interface BagInfoElement {
  readonly label: string;
  readonly value: string;
}

/**
 * The elements of bag-info.txt in order: labels may repeat, a line that begins with white space continues the one before
 * (RFC 8493 §2.2.2). `brokenLines` are numbers of lines that are neither.
 */
export function bagInfoFromLines(lines: readonly string[]): { elements: readonly BagInfoElement[]; brokenLines: readonly number[] } {
  const elements: { label: string; value: string }[] = [];
  const brokenLines: number[] = [];
  lines.forEach((text, index) => {
    if (text.trim() === "") return;
    const last = elements.at(-1);
    if (/^[ \t]/.test(text) && last !== undefined) {
      last.value += ` ${text.trim()}`;
      return;
    }
    const colon = text.indexOf(":");
    if (colon <= 0 || /^[ \t]/.test(text)) brokenLines.push(index + 1);
    else elements.push({ label: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() });
  });
  return { elements, brokenLines };
}

/** Reads `<bytes>.<count>`, or null. RFC 8493 §2.2.2. */
export function oxumFrom(text: string): { readonly bytes: number; readonly files: number } | null {
  const match = /^(\d{1,15})\.(\d{1,9})$/.exec(text);
  return match === null ? null : { bytes: Number(match[1]), files: Number(match[2]) };
}
