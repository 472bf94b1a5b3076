// What a path claims about when and where a file was recorded: time candidates and the recorder's channel.
// Suggestions only: users rename files, and a name's range is what was asked for. Which candidate is believed: choose-time.ts.

import type { TimeCandidate } from "../../contract/model.ts";
import { asCameraMs, SECOND_RESOLUTION_UNCERTAINTY_MS } from "../../contract/time.ts";
import { instantsFromLocal, isLocalTime, type LocalTime } from "../../contract/zone.ts";
import type { FoundProblem } from "../media/read-container.ts";
import { NAME_PATTERNS, type NameClaim, type NamePattern } from "./name-patterns.ts";

export interface NameTimes {
  readonly candidates: readonly TimeCandidate[];
  readonly channel: string | null;
  /** Which kind of recorder the first matching pattern belongs to; null where none matched. */
  readonly rule: string | null;
  readonly problems: readonly FoundProblem[];
}

const EARLIEST_YEAR = 2000;
const DAY_MS = 86_400_000;

function isSane(epochMs: number, nowMs: number): boolean {
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

function candidateFrom(pattern: NamePattern, claim: NameClaim, raw: string, timezone: string, nowMs: number): { candidate: TimeCandidate; problem: FoundProblem | null } | null {
  const zone = pattern.basis === "utc" ? "UTC" : timezone;
  let placed: Placed;
  if ("epochMs" in claim.start) placed = { startMs: claim.start.epochMs, problem: null };
  else if (isLocalTime(claim.start)) placed = place(claim.start, zone, raw);
  else return null;
  if (placed.startMs !== null && !isSane(placed.startMs, nowMs)) return null;
  const endMs = claim.end !== undefined && isLocalTime(claim.end) ? (instantsFromLocal(claim.end, zone)[0] ?? null) : null;
  const isRange = endMs !== null && placed.startMs !== null && endMs > placed.startMs && endMs - placed.startMs <= 7 * DAY_MS;
  return {
    candidate: {
      source: pattern.expression.source.includes("\\/dav\\/") || pattern.rule.endsWith("-folder") || pattern.rule.startsWith("frigate") ? "folder" : "name",
      basis: pattern.basis, confidence: pattern.confidence,
      startMs: placed.startMs === null ? null : asCameraMs(placed.startMs),
      endMs: isRange ? asCameraMs(endMs) : null,
      raw, rule: pattern.rule, timezone: pattern.basis === "epoch" ? null : zone,
      uncertaintyMs: SECOND_RESOLUTION_UNCERTAINTY_MS,
    },
    problem: placed.problem,
  };
}

/**
 * @param path as text, `/` or `\` between folders
 * @param timezone of the recorder, for names in its local time
 */
export function timesFromName(path: string, timezone: string, nowMs: number): NameTimes {
  const tail = path.replaceAll("\\", "/").split("/").slice(-7).join("/");
  const candidates: TimeCandidate[] = [];
  const problems: FoundProblem[] = [];
  let channel: string | null = null;
  let rule: string | null = null;
  for (const pattern of NAME_PATTERNS) {
    // A recorder's own naming has been recognised: the loose fallbacks would only repeat it.
    if (candidates.some((c) => c.confidence === "high") && pattern.confidence !== "high") break;
    const match = pattern.expression.exec(tail);
    const claim = match === null ? null : pattern.claim(match.groups ?? {});
    if (match === null || claim === null) continue;
    const found = candidateFrom(pattern, claim, match[0].replace(/^\//, ""), timezone, nowMs);
    if (found === null) continue;
    candidates.push(found.candidate);
    if (found.problem !== null) problems.push(found.problem);
    channel ??= claim.channel ?? null;
    rule ??= pattern.rule;
    if (pattern.confidence !== "high") break;
  }
  return { candidates, channel, rule, problems };
}
