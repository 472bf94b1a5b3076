// Frames stored while indexing, so that a pointer over the timeline and a scrubbed tile show a picture at once: how they are
// addressed, and which one is the nearest. What they were taken from and when is always told; they stand in for no exact frame.

import { z } from "zod";
import { firstWhere } from "./sorted-search.ts";

export const previewSettings = z.object({
  /** Distance between stored frames of a file, ms; null: none are made. */
  everyMs: z.number().int().min(1_000).max(3_600_000).nullable(),
  /** All stored frames of the library together. */
  limitBytes: z.number().int().min(0).max(2 ** 50),
});
export type PreviewSettings = z.infer<typeof previewSettings>;

export const DEFAULT_PREVIEW_SETTINGS: PreviewSettings = { everyMs: 10_000, limitBytes: 8_000_000_000 };

/** What making them came to: the job's result. */
export interface PreviewResult {
  /** Files that have stored frames now and had none before, and those that gave none. */
  readonly made: number;
  readonly failed: number;
  /** Files still without, because the limit was reached. */
  readonly left: number;
  readonly bytes: number;
}

/** Stored frames of a file that follow each other: one JPEG behind the other, in the order of the times that previews.at answers. */
export interface FrameRun {
  readonly firstFrameNo: number;
  /** Where each begins in `jpegs`; one more than there are frames, the last is where they end. */
  readonly startBytes: Float64Array<ArrayBuffer>;
  readonly jpegs: Uint8Array<ArrayBuffer>;
}

/** The JPEG of one frame of a run; null where the run has it not. */
export function jpegInRun({ firstFrameNo, startBytes, jpegs }: FrameRun, frameNo: number): Uint8Array<ArrayBuffer> | null {
  const [startByte, endByte] = [startBytes[frameNo - firstFrameNo], startBytes[frameNo - firstFrameNo + 1]];
  return startByte === undefined || endByte === undefined ? null : jpegs.subarray(startByte, endByte);
}

/** How many of ascending times lie before one. */
const countBefore = (mediaMs: Float64Array, atMs: number): number => firstWhere(mediaMs.length, (i) => mediaMs[i]! >= atMs);

/** The frame nearest to a media time, in ascending times; the earlier of two as near. Null of none. */
export function nearestFrameNo(mediaMs: Float64Array, atMs: number): number | null {
  const low = countBefore(mediaMs, atMs);
  if (mediaMs.length === 0) return null;
  if (low === mediaMs.length) return low - 1;
  return low > 0 && atMs - mediaMs[low - 1]! <= mediaMs[low]! - atMs ? low - 1 : low;
}

/** The same among the frames of fromMs ≤ t < toMs alone: frames of a file beyond a gap belong to another recording. */
export function nearestFrameWithin(mediaMs: Float64Array, fromMs: number, toMs: number, atMs: number): number | null {
  const first = countBefore(mediaMs, fromMs);
  const nearest = nearestFrameNo(mediaMs.subarray(first, countBefore(mediaMs, toMs)), atMs);
  return nearest === null ? null : first + nearest;
}
