// Which recording of a moment is the better one, where a camera has several (main and sub stream, two copies of which one
// is damaged), and which of them a tile takes. Pure; where they lie is placements.ts.

import type { PlayableFile, Recording } from "../../contract/model.ts";
import type { VersionChoice } from "./placements.ts";

export interface VersionNeed {
  /** As a person chose it: 0 the best, 1 the next; null leaves it to the size of the picture. */
  readonly version: number | null;
  /** Height of the picture on the screen in its own dots; Infinity where every one of the camera's is wanted. */
  readonly heightPx: number;
}

type FileOf = (fileId: number) => PlayableFile | null;

/** A picture a little lower than its place on the screen is as good as one that fills it. */
const ENOUGH_SHARE = 0.85;

const pixelsOf = (file: PlayableFile | null): number => (file?.widthPx ?? 0) * (file?.heightPx ?? 0);
const soundness = (file: PlayableFile | null): number => (file === null || file.proxy === "failed" ? 0 : file.isDamaged ? 1 : 2);

function compareFiles(a: PlayableFile | null, b: PlayableFile | null): number {
  return soundness(b) - soundness(a) || pixelsOf(b) - pixelsOf(a) || (b?.framesPerSecond ?? 0) - (a?.framesPerSecond ?? 0);
}

/** Sound before damaged, damaged before unplayable, then more pixels, then more frames. */
export function versionChoice(fileOf: FileOf, need: VersionNeed): VersionChoice {
  return {
    order: (a, b) => compareFiles(fileOf(a.fileId), fileOf(b.fileId)),
    pick: (versions) => pickVersion(versions, fileOf, need),
  };
}

function pickVersion(versions: readonly Recording[], fileOf: FileOf, { version, heightPx }: VersionNeed): number {
  if (version !== null) return Math.min(version, versions.length - 1);
  const best = fileOf(versions[0]?.fileId ?? 0);
  let pick = 0;
  for (let i = 1; i < versions.length; i++) {
    const file = fileOf(versions[i]!.fileId);
    // For a small tile a smaller stream shows as much and costs less; never a worse one otherwise.
    if (soundness(file) === soundness(best) && (file?.heightPx ?? 0) >= heightPx * ENOUGH_SHARE) pick = i;
  }
  return pick;
}

/** `1920×1080`, or `?` where nobody knows. */
export const sizeText = (file: Pick<PlayableFile, "widthPx" | "heightPx"> | null): string =>
  file?.widthPx == null || file.heightPx == null ? "?" : `${file.widthPx}×${file.heightPx}`;
