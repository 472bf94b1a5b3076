// Reads the Range header of a request (RFC 9110, 14.1–14.2): one range of bytes. Knows neither files nor responses.
// Several ranges in one header are answered with the whole file, as the standard allows; no player asks for them.

export type ByteRange =
  | { readonly kind: "whole" }
  /** Half-open: startByte ≤ b < endByte, never empty, inside of the file. */
  | { readonly kind: "part"; readonly startByte: number; readonly endByte: number }
  /** Nothing of what was asked for is in the file: status 416. */
  | { readonly kind: "unsatisfiable" };

/** A header that is no range of bytes is ignored, as the standard asks. */
export function readByteRange(header: string | null, sizeBytes: number): ByteRange {
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "");
  if (match === null) return { kind: "whole" };
  const [, first = "", last = ""] = match;
  if (first === "") return last === "" ? { kind: "whole" } : suffix(Number(last), sizeBytes);
  const startByte = Number(first);
  if (last !== "" && Number(last) < startByte) return { kind: "whole" };
  if (startByte >= sizeBytes) return { kind: "unsatisfiable" };
  const endByte = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return { kind: "part", startByte, endByte };
}

/** `bytes=-500`: the last 500 bytes, or the whole file where it is shorter. */
function suffix(lengthBytes: number, sizeBytes: number): ByteRange {
  if (lengthBytes === 0 || sizeBytes === 0) return { kind: "unsatisfiable" };
  return { kind: "part", startByte: Math.max(0, sizeBytes - lengthBytes), endByte: sizeBytes };
}
