// The first look at a file: what its header alone claims about length, size and codec, for a timeline that does not wait for
// packets. Only containers that say it near their index; all others answer null and wait for read-container.ts.
// What is found here is a claim. It is replaced by what the packets say.

import type { FileHandle } from "node:fs/promises";
import { readBmff, readVideoTrack } from "./bmff-boxes.ts";
import type { Container } from "./containers.ts";

export interface HeaderFacts {
  readonly videoCodec: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Claimed length of the video, ms, > 0. */
  readonly durationMs: number;
  /** UTC ms; null where absent. */
  readonly creationTimeMs: number | null;
}

/** Null where the header does not tell. Never throws for what the file holds; throws what reading the disk throws. */
export async function readHeader(file: FileHandle, container: Container): Promise<HeaderFacts | "no-moov" | null> {
  if (container !== "mp4" && container !== "mov") return null;
  const { moov, creationTimeMs } = await readBmff(file);
  if (moov === null) return "no-moov";
  const track = await readVideoTrack(file, moov);
  return track === null || track.durationMs === null ? null : { ...track, durationMs: track.durationMs, creationTimeMs };
}
