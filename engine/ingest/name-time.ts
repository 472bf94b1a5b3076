// What a path claims about when and where a file was recorded: time candidates and the recorder's channel.
// Suggestions only: users rename files, and a name's range is what was asked for. Which candidate is believed: choose-time.ts.

import type { TimeCandidate } from "../../contract/model.ts";
import { asCameraMs, DAY_MS, SECOND_RESOLUTION_UNCERTAINTY_MS } from "../../contract/time.ts";
import { instantsFromLocal, isLocalTime, type LocalTime } from "../../contract/zone.ts";
import type { FoundProblem } from "../media/read-container.ts";
import type { NameClaim, NamePattern } from "./name-claim.ts";
import { NAME_PATTERNS } from "./name-patterns.ts";

export interface NameTimes {
  readonly candidates: readonly TimeCandidate[];
  readonly channel: string | null;
  /** The camera's id or name, where a person's own pattern finds it in the path. */
  readonly camera: string | null;
  /** How large the name says the file is; null where it does not. */
  readonly sizeBytes: number | null;
  /** Which kind of recorder the first matching pattern belongs to; null where none matched. */
  readonly rule: string | null;
  readonly problems: readonly FoundProblem[];
}

const EARLIEST_YEAR = 2000;
/** No recorder writes more than a week into one file; such a range was meant otherwise. */
const LONGEST_RANGE_MS = 7 * DAY_MS;
/** Folders and name that a pattern sees: the deepest layout, ZLMediaKit's and Dahua's, has six. */
const TAIL_PARTS = 7;

/** A time at which there were recorders, and that is not still to come. */
export function isSane(epochMs: number, nowMs: number): boolean {
  return epochMs >= Date.UTC(EARLIEST_YEAR, 0, 1) && epochMs <= nowMs + DAY_MS;
}

interface Placed {
  readonly startMs: number | null;
  readonly problem: FoundProblem | null;
}

/** A local time in a zone names none, one or two instants: none and two are told, and two takes the earlier. */
function place(local: LocalTime, timezone: string, raw: string): Placed {
  const instants = instantsFromLocal(local, timezone);
  if (instants.length === 0) return { startMs: null, problem: { code: "time-nonexistent", params: { text: raw, timezone } } };
  return { startMs: instants[0]!, problem: instants.length > 1 ? { code: "time-ambiguous", params: { text: raw, timezone } } : null };
}

/** Marks that file managers put on copies: `a (1).mp4`, `a - Copy.mp4`, `a - 副本 (2).mp4`. They say nothing of the footage. */
const COPY_MARK = /(?:\s*(?: - Copy| - 副本|\(\d{1,3}\)|（\d{1,3}）))+(?=\.\w+$)/i;

/** One standard deviation of a time given in whole milliseconds or in whole seconds. */
const resolutionMs = (claim: NameClaim): number =>
  claim.start !== null && ("epochMs" in claim.start ? claim.start.epochMs % 1000 : claim.start.millisecond) !== 0 ? 1 : SECOND_RESOLUTION_UNCERTAINTY_MS;

function candidateFrom(pattern: NamePattern, claim: NameClaim, raw: string, timezone: string, nowMs: number): { candidate: TimeCandidate; problem: FoundProblem | null } | null {
  const zone = pattern.basis === "utc" ? "UTC" : timezone;
  let placed: Placed;
  if (claim.start === null) placed = { startMs: null, problem: null };
  else if ("epochMs" in claim.start) placed = { startMs: claim.start.epochMs, problem: null };
  else if (isLocalTime(claim.start)) placed = place(claim.start, zone, raw);
  else return null;
  if (placed.startMs !== null && !isSane(placed.startMs, nowMs)) return null;
  const endMs = claim.end !== undefined && isLocalTime(claim.end) ? (instantsFromLocal(claim.end, zone)[0] ?? null) : null;
  const isRange = endMs !== null && placed.startMs !== null && endMs > placed.startMs && endMs - placed.startMs <= LONGEST_RANGE_MS;
  return {
    candidate: {
      source: pattern.source, basis: pattern.basis, confidence: pattern.confidence,
      startMs: placed.startMs === null ? null : asCameraMs(placed.startMs),
      endMs: isRange ? asCameraMs(endMs) : null,
      raw, rule: pattern.rule, timezone: pattern.basis === "epoch" ? null : zone,
      uncertaintyMs: resolutionMs(claim),
    },
    problem: placed.problem,
  };
}

/**
 * @param path as text, `/` or `\` between folders
 * @param timezone of the recorder, for names in its local time
 * @param ownPatterns a person's own, believed before the built-in ones
 */
export function timesFromName(path: string, timezone: string, nowMs: number, ownPatterns: readonly NamePattern[] = []): NameTimes {
  const tail = path.replaceAll("\\", "/").split("/").slice(-TAIL_PARTS).join("/");
  const readable = tail.replace(COPY_MARK, "");
  const candidates: TimeCandidate[] = [];
  const problems: FoundProblem[] = [];
  let first: { readonly rule: string; readonly claim: NameClaim } | null = null;
  for (const pattern of [...ownPatterns, ...NAME_PATTERNS]) {
    // A recorder's own naming has been recognised: the loose fallbacks would only repeat it.
    if (candidates.some((c) => c.confidence === "high") && pattern.confidence !== "high") break;
    const match = pattern.match(readable);
    const claim = match === null ? null : pattern.claim(match.groups);
    if (match === null || claim === null) continue;
    const found = candidateFrom(pattern, claim, tail.slice(match.index).replace(/^\//, ""), timezone, nowMs);
    if (found === null) continue;
    candidates.push(found.candidate);
    if (found.problem !== null) problems.push(found.problem);
    if (claim.isUnfinished === true) problems.push({ code: "still-being-written", params: {} });
    first ??= { rule: pattern.rule, claim };
    if (pattern.confidence !== "high" && claim.start !== null) break;
  }
  return { candidates, channel: first?.claim.channel ?? null, camera: first?.claim.camera ?? null, sizeBytes: first?.claim.sizeBytes ?? null, rule: first?.rule ?? null, problems };
}
