// Packet times of recorders' own chunk formats, for read-container.ts.

import { jumpProblems } from "./clock-jumps.ts";
import { readChunkTrack, type ChunkContainer } from "./chunk-track.ts";
import { refusal, type FoundProblem, type RawTrack, type Refusal } from "./raw-track.ts";

/** @throws AppError cancelled; what reading the disk throws */
export async function readWithChunks(path: string, container: ChunkContainer, signal: AbortSignal): Promise<RawTrack | Refusal> {
  const track = await readChunkTrack(path, container, signal);
  if (track === null) return refusal("no-video-track");
  const { damage, jumps, mediaMs } = track;
  const problems: FoundProblem[] = jumpProblems(jumps);
  if (track.assumedFramesPerSecond !== null) problems.push({ code: "frame-rate-assumed", params: { framesPerSecond: track.assumedFramesPerSecond } });
  if (damage.isTruncated) problems.push({ code: "truncated", params: {} });
  if (damage.skippedBytes > 0) problems.push({ code: "bytes-skipped", params: { bytes: damage.skippedBytes } });
  return {
    videoCodec: track.videoCodec, audioCodec: track.audio?.codec ?? null, widthPx: track.widthPx, heightPx: track.heightPx,
    timeBase: "1/1000", stamps: mediaMs, startsAnewAt: jumps.map(({ index }) => mediaMs[index]!), claimedMs: null, creationTimeMs: null, absoluteStartMs: track.startMs, problems,
  };
}
