// Where a camera's footage lies around an instant: the recordings that show it, which of them is taken, what comes after,
// or why there is none. Pure lookups in the answer of playback.read; which recording is better is versions.ts.

import type { Gap, GapCause, Recording } from "../../contract/model.ts";
import { firstWhere } from "../../contract/sorted-search.ts";

export interface Placement {
  /** The recording that is shown; null where none holds the instant. */
  readonly recording: Recording | null;
  /** What is shown after it, or after the hole, and from when on: it may have begun before. */
  readonly next: Recording | null;
  readonly nextAtMs: number | null;
  /** The last one that ended before the instant. */
  readonly previous: Recording | null;
  /** All recordings of the instant, the best first; `recording` is one of them. */
  readonly versions: readonly Recording[];
}

/** How recordings of one instant stand to each other, and which is taken: an index into `versions`. */
export interface VersionChoice {
  readonly order: (a: Recording, b: Recording) => number;
  readonly pick: (versions: readonly Recording[]) => number;
}

/** Of two recordings that are equally good (a copied stretch, a clock set back) the one that started later, until it ends. */
export const LATER_FIRST: VersionChoice = { order: (a, b) => b.startMs - a.startMs, pick: () => 0 };

/** Files of one recorder overlap by the roundness of their names: that makes no second version of the moment. */
const EDGE_OVERLAP_MS = 2_000;

/** Index of the first recording that starts after `atMs`, in recordings sorted by start. */
const firstAfter = (recordings: readonly Recording[], atMs: number): number => firstWhere(recordings.length, (i) => recordings[i]!.startMs > atMs);

/** Latest end of a list's recordings up to each one: where a search backwards may stop. A list never changes. */
const latestEnds = new WeakMap<readonly Recording[], Float64Array>();

function latestEndsOf(recordings: readonly Recording[]): Float64Array {
  let ends = latestEnds.get(recordings);
  if (ends === undefined) {
    let latest = -Infinity;
    ends = Float64Array.from(recordings, ({ endMs }) => (latest = Math.max(latest, endMs)));
    latestEnds.set(recordings, ends);
  }
  return ends;
}

/** Every recording that shows an instant, the best first; what only overlaps at the edge of the best is left out. */
export function versionsAt(recordings: readonly Recording[], atMs: number, { order }: VersionChoice = LATER_FIRST): readonly Recording[] {
  const ends = latestEndsOf(recordings);
  const found: Recording[] = [];
  for (let i = firstAfter(recordings, atMs) - 1; i >= 0 && ends[i]! > atMs; i--) if (atMs < recordings[i]!.endMs) found.push(recordings[i]!);
  if (found.length < 2) return found;
  found.sort((a, b) => order(a, b) || LATER_FIRST.order(a, b));
  const best = found[0]!;
  return found.filter((other) => other === best || Math.min(other.endMs, best.endMs) - Math.max(other.startMs, best.startMs) > EDGE_OVERLAP_MS);
}

/**
 * Recordings of one camera, sorted by start; half-open.
 *
 *     recordings  ├────A────┤   ├───B───┤
 *     atMs             ↑              A, next B
 *     atMs                    ↑       none, previous A, next B
 */
export function placementAt(recordings: readonly Recording[], atMs: number, choice: VersionChoice = LATER_FIRST): Placement {
  const shownAt = (ms: number): { readonly versions: readonly Recording[]; readonly recording: Recording | null } => {
    const versions = versionsAt(recordings, ms, choice);
    return { versions, recording: versions[choice.pick(versions)] ?? versions[0] ?? null };
  };
  const here = shownAt(atMs);
  const after = firstAfter(recordings, atMs);
  return { ...here, ...following(recordings, after, here.recording, (ms) => shownAt(ms).recording), previous: previousOf(recordings, after, atMs) };
}

function following(recordings: readonly Recording[], after: number, recording: Recording | null, shownAt: (ms: number) => Recording | null): Pick<Placement, "next" | "nextAtMs"> {
  const end = recording?.endMs ?? Infinity;
  for (let i = after; i < recordings.length && recordings[i]!.startMs < end; i++) {
    const { startMs } = recordings[i]!;
    const shown = shownAt(startMs);
    if (shown !== null && shown.recordingId !== recording?.recordingId) return { next: shown, nextAtMs: startMs };
  }
  if (recording === null) return { next: null, nextAtMs: null };
  const atEnd = shownAt(recording.endMs);
  if (atEnd !== null) return { next: atEnd, nextAtMs: recording.endMs };
  const later = recordings[firstAfter(recordings, recording.endMs)];
  return later === undefined ? { next: null, nextAtMs: null } : { next: shownAt(later.startMs), nextAtMs: later.startMs };
}

/** A search backwards for what has ended goes no further than this: overlaps are few. */
const LOOK_BACK_COUNT = 64;

function previousOf(recordings: readonly Recording[], after: number, atMs: number): Recording | null {
  let previous: Recording | null = null;
  for (let i = after - 1; i >= 0 && i >= after - LOOK_BACK_COUNT; i--) {
    const candidate = recordings[i]!;
    if (candidate.endMs <= atMs && (previous === null || candidate.endMs > previous.endMs)) previous = candidate;
  }
  return previous;
}

/** The last moment before a recording, or before a hole: where a clock that goes back finds more. Null where nothing is known before. */
export const comingBackTo = ({ recording, previous }: Placement): number | null => (recording !== null ? recording.startMs - 1 : previous === null ? null : previous.endMs - 1);

/** Why there is no footage at an instant, as far as the gaps at hand tell. */
export function gapAt(gaps: readonly Gap[], atMs: number): { readonly cause: GapCause; readonly startMs: number; readonly endMs: number } | null {
  return gaps.find((gap) => gap.startMs <= atMs && atMs < gap.endMs) ?? null;
}
