// What a raw video stream is, by the first network unit behind its start code.

/** The codec of bytes that begin with an Annex B start code, or null where there is none at the start. */
export function codecOfAnnexB(bytes: Uint8Array): "h264" | "hevc" | null {
  const at = startCodeBytes(bytes);
  const header = bytes[at];
  if (at === 0 || header === undefined || (header & 0x80) !== 0) return null;
  const hevcType = header >> 1;
  const h264Type = header & 0x1f;
  // VPS, SPS, PPS and access unit delimiter of HEVC; SPS, PPS, delimiter, SEI and slices of H.264.
  if (hevcType >= 32 && hevcType <= 35 && bytes[at + 1] === 1) return "hevc";
  return h264Type === 7 || h264Type === 8 || h264Type === 9 || h264Type === 6 || h264Type === 5 ? "h264" : null;
}

function startCodeBytes(bytes: Uint8Array): number {
  if (bytes[0] !== 0 || bytes[1] !== 0) return 0;
  if (bytes[2] === 1) return 3;
  return bytes[2] === 0 && bytes[3] === 1 ? 4 : 0;
}
