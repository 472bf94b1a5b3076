// Bytes of a table that somebody chose, as text: which encoding it is, and which character parts its cells. Chinese payment
// exports come in GB18030, spreadsheets save UTF-8 with a mark or UTF-16. What the cells mean is fact-table.ts.

import { AppError } from "../../contract/errors.ts";
import { tableSeparators, type TableEncoding, type TableSeparator } from "../../contract/fact-table.ts";

export interface DecodedTable {
  readonly text: string;
  readonly encoding: TableEncoding;
  /** Places that are no text in that encoding, shown as U+FFFD. */
  readonly undecodable: number;
}

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((byte, i) => bytes[i] === byte);

/** A zip (.xlsx, .ods, .numbers) or an OLE file (.xls). */
const isWorkbook = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);

function isUtf8(bytes: Uint8Array): boolean {
  // A file that was cut off may end within a character: that does not make it another encoding.
  for (const cut of [0, 1, 2, 3]) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      if (bytes.length <= cut) return false;
    }
  }
  return false;
}

/** Text of Latin letters, digits and separators in UTF-16 has a zero in every second byte. */
function utf16WithoutMark(bytes: Uint8Array): TableEncoding | null {
  const looked = bytes.subarray(0, 4_000);
  const zeros = [0, 0];
  looked.forEach((byte, i) => { if (byte === 0) zeros[i % 2]! += 1; });
  const enough = looked.length / 8;
  if (zeros[1]! > enough && zeros[0]! < zeros[1]! / 4) return "utf-16le";
  return zeros[0]! > enough && zeros[1]! < zeros[0]! / 4 ? "utf-16be" : null;
}

function encodingOf(bytes: Uint8Array): TableEncoding {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? "utf-8" : "gb18030");
}

/** @throws AppError facts-file-is-workbook */
export function decodeTable(bytes: Uint8Array, asked: TableEncoding | "auto"): DecodedTable {
  if (isWorkbook(bytes)) throw new AppError("facts-file-is-workbook");
  const encoding = asked === "auto" ? encodingOf(bytes) : asked;
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, undecodable: text.split("\ufffd").length - 1 };
}

/** Lines looked at to tell the separator; a preamble has few of any. */
const LOOKED_LINES = 60;

/** The character that parts the cells: the one that most lines have, and most of; a comma where none says more. */
export function separatorOf(text: string): TableSeparator {
  const lines = text.slice(0, 200_000).split(/\r?\n|\r/, LOOKED_LINES).map((line) => line.replace(/"[^"]*"/g, "")).filter((line) => line.trim() !== "");
  const score = (separator: TableSeparator): number => lines.reduce((sum, line) => sum + Math.min(line.split(separator).length - 1, 20), 0);
  return [...tableSeparators].sort((a, b) => score(b) - score(a))[0]!;
}
