// Which of a file's time candidates is believed, and what is doubtful about it. All are kept; the choice and its rule are visible.
//
// Order: a recorder's own naming (high), then absolute stamps in the packets, then looser names (medium), then low ones:
// an epoch-like number, the container's creation time, the file's date. The last kinds are guesses and are called so.

import type { TimeCandidate, TimeConfidence } from "../../contract/model.ts";
import { asCameraMs } from "../../contract/time.ts";
import type { ContainerFacts, FoundProblem } from "../media/read-container.ts";

const RANK: Readonly<Record<TimeConfidence, number>> = { high: 0, medium: 1, low: 2 };
/** Within one confidence: what the recorder wrote before what a file system or a remux may have changed. */
const SOURCE_RANK: Readonly<Record<TimeCandidate["source"], number>> = {
  manual: 0, sidecar: 1, name: 2, folder: 2, packets: 3, container: 4, "creation-time": 5, mtime: 6,
};

/** A file's date says when it was last written: the end of the footage at best, a copy's date at worst. */
const MTIME_UNCERTAINTY_MS = 3_600_000;
/** A creation time may be the start, the end or the moment of an export. DOMAIN §2: lowest-rank hint only. */
const CREATION_UNCERTAINTY_MS = 600_000;

/** Candidates that the container and the file system add to those of the name. */
export function innerCandidates(facts: Pick<ContainerFacts, "absoluteStartMs" | "creationTimeMs"> & { readonly durationMs: number | null }, mtimeMs: number, localOffsetMs: number, timezone: string): TimeCandidate[] {
  const found: TimeCandidate[] = [];
  if (facts.absoluteStartMs !== null) {
    found.push({
      // Device local time, given by ffmpeg as if it were UTC.
      source: "packets", basis: "local", confidence: "high", startMs: asCameraMs(facts.absoluteStartMs - localOffsetMs), endMs: null,
      raw: new Date(facts.absoluteStartMs).toISOString().slice(0, 19), rule: "dhav-stamps", timezone, uncertaintyMs: 289,
    });
  }
  if (facts.creationTimeMs !== null) {
    found.push({
      source: "creation-time", basis: "utc", confidence: "low", startMs: asCameraMs(Math.round(facts.creationTimeMs)), endMs: null,
      raw: new Date(facts.creationTimeMs).toISOString(), rule: "creation-time", timezone: "UTC", uncertaintyMs: CREATION_UNCERTAINTY_MS,
    });
  }
  if (facts.durationMs !== null) found.push({
    source: "mtime", basis: "epoch", confidence: "low", startMs: asCameraMs(Math.round(mtimeMs - facts.durationMs)), endMs: asCameraMs(Math.round(mtimeMs)),
    raw: new Date(mtimeMs).toISOString(), rule: "file-date-minus-duration", timezone: null, uncertaintyMs: MTIME_UNCERTAINTY_MS,
  });
  return found;
}

export interface ChosenTime {
  readonly chosen: TimeCandidate | null;
  readonly problems: readonly FoundProblem[];
}

/** Recorders' clocks and names agree to within this; more is told. Seconds. */
function disagreementMs(a: TimeCandidate, b: TimeCandidate): number | null {
  if (a.startMs === null || b.startMs === null) return null;
  const apartMs = Math.abs(a.startMs - b.startMs);
  return apartMs > Math.max(2_000, 4 * Math.hypot(a.uncertaintyMs, b.uncertaintyMs)) ? apartMs : null;
}

/**
 * Chooses the time of the first frame. Without one that more than guesses, a creation time is taken and called a guess; a
 * file's date alone is not: it says nothing about when the pictures were taken once the file has been copied.
 */
export function chooseTime(candidates: readonly TimeCandidate[]): ChosenTime {
  const usable = candidates.filter((c) => c.startMs !== null && c.source !== "mtime")
    .sort((a, b) => RANK[a.confidence] - RANK[b.confidence] || SOURCE_RANK[a.source] - SOURCE_RANK[b.source]);
  const chosen = usable[0] ?? null;
  if (chosen === null) return { chosen: null, problems: [{ code: "time-unknown", params: {} }] };
  const problems: FoundProblem[] = [];
  if (chosen.confidence === "low") problems.push({ code: "time-guessed", params: { source: chosen.source } });
  // A low candidate says little, so only those that claim to know are held against each other.
  const against = usable.slice(1).filter((c) => c.confidence !== "low").map((c) => ({ c, apartMs: disagreementMs(chosen, c) })).find(({ apartMs }) => apartMs !== null);
  if (against !== undefined) problems.push({ code: "time-sources-disagree", params: { first: chosen.raw, second: against.c.raw, apartS: Math.round(against.apartMs! / 1000) } });
  return { chosen, problems };
}
