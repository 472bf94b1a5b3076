// Which of a file's time candidates is believed, and what is doubtful about it. All are kept; the choice and its rule are visible.
//
// Order: what a recorder wrote beside or into the footage (sidecars, stamps of packets), its own naming (all high), looser names
// (medium), then low ones: an epoch-like number, the container's creation time. A file's date is kept and never chosen.

import type { TimeCandidate, TimeConfidence } from "../../contract/model.ts";
import { asCameraMs, DAY_MS, SECOND_RESOLUTION_UNCERTAINTY_MS } from "../../contract/time.ts";
import { instantsFromLocal, localFromInstant, offsetMsAt } from "../../contract/zone.ts";
import type { ContainerFacts, FoundProblem } from "../media/read-container.ts";

const RANK: Readonly<Record<TimeConfidence, number>> = { high: 0, medium: 1, low: 2 };
/**
 * Within one confidence: what the recorder wrote before what a person, a file system or a remux may have changed. Packets
 * go before names because an export is named for the stretch that was asked for, and begins where there was footage.
 */
const SOURCE_RANK: Readonly<Record<TimeCandidate["source"], number>> = {
  manual: 0, sidecar: 1, packets: 2, name: 3, folder: 3, container: 4, "creation-time": 5, mtime: 6,
};

/** A file's date says when it was last written: the end of the footage at best, a copy's date at worst. */
const MTIME_UNCERTAINTY_MS = 3_600_000;
/** A creation time may be the start, the end or the moment of an export. DOMAIN §2: lowest-rank hint only. */
const CREATION_UNCERTAINTY_MS = 600_000;

export interface InnerTimes {
  readonly candidates: readonly TimeCandidate[];
  readonly problems: readonly FoundProblem[];
}

/** What stamps of the device's own date say: local time, which ffmpeg gives as if it were UTC. */
export function packetTimes(stampMs: number, timezone: string): InnerTimes {
  const raw = new Date(stampMs).toISOString().slice(0, 19);
  const instants = instantsFromLocal(localFromInstant(stampMs, "UTC"), timezone);
  const code = instants.length === 0 ? "time-nonexistent" : instants.length > 1 ? "time-ambiguous" : null;
  return {
    candidates: [{
      source: "packets", basis: "local", confidence: "high", startMs: instants[0] === undefined ? null : asCameraMs(instants[0]), endMs: null,
      raw, rule: "packet-dates", timezone, uncertaintyMs: SECOND_RESOLUTION_UNCERTAINTY_MS,
    }],
    problems: code === null ? [] : [{ code, params: { text: raw, timezone } }],
  };
}

/** Candidates that the container and the file system add to those of the name. */
export function innerTimes(facts: Pick<ContainerFacts, "absoluteStartMs" | "creationTimeMs"> & { readonly durationMs: number | null }, mtimeMs: number, timezone: string): InnerTimes {
  const packets = facts.absoluteStartMs === null ? null : packetTimes(facts.absoluteStartMs, timezone);
  const candidates = [...(packets?.candidates ?? [])];
  if (facts.creationTimeMs !== null) {
    candidates.push({
      source: "creation-time", basis: "utc", confidence: "low", startMs: asCameraMs(Math.round(facts.creationTimeMs)), endMs: null,
      raw: new Date(facts.creationTimeMs).toISOString(), rule: "creation-time", timezone: "UTC", uncertaintyMs: CREATION_UNCERTAINTY_MS,
    });
  }
  if (facts.durationMs !== null) candidates.push({
    source: "mtime", basis: "epoch", confidence: "low", startMs: asCameraMs(Math.round(mtimeMs - facts.durationMs)), endMs: asCameraMs(Math.round(mtimeMs)),
    raw: new Date(mtimeMs).toISOString(), rule: "file-date-minus-duration", timezone: null, uncertaintyMs: MTIME_UNCERTAINTY_MS,
  });
  return { candidates, problems: packets?.problems ?? [] };
}

export interface ChosenTime {
  readonly chosen: TimeCandidate | null;
  readonly problems: readonly FoundProblem[];
}

const HOUR_MS = 3_600_000;
/** Recorders' clocks and names agree to within this; more is told. */
const AGREEMENT_MS = 2_000;
/** Zones of the earth lie at most this far from UTC. */
const ZONES_MS = 14 * HOUR_MS;
/** The footage inside may differ from a name's range by this without a word. */
const RANGE_TOLERANCE_MS = 3_000;
const RANGE_TOLERANCE_SHARE = 0.02;

const nearestHours = (ms: number): number => Math.round(ms / HOUR_MS);

/** Whole hours between two times, where that is all that lies between them: then it is a question of zones. Else null. */
function zoneHours(apartMs: number): number | null {
  const hours = nearestHours(apartMs);
  return hours !== 0 && Math.abs(apartMs) <= ZONES_MS + AGREEMENT_MS && Math.abs(apartMs - hours * HOUR_MS) <= AGREEMENT_MS ? hours : null;
}

/** By how much two that claim to know are apart, `b` later positive; null where they agree within their uncertainty. */
function disagreementMs(a: TimeCandidate, b: TimeCandidate): number | null {
  const apartMs = b.startMs! - a.startMs!;
  return Math.abs(apartMs) > Math.max(AGREEMENT_MS, 4 * Math.hypot(a.uncertaintyMs, b.uncertaintyMs)) ? apartMs : null;
}

/**
 * How far a creation time contradicts the chosen start; null where it fits or says nothing of it. Recorders write there the
 * start, the end, either of them in local time, or when the file was exported, so what lies after the footage is no
 * contradiction, nor is a date that no clock of that day could have shown (a default of the firmware). What is one: before
 * the footage began, or whole hours off, to the second, which no export hits.
 */
function creationContradictionMs(chosen: TimeCandidate, creation: TimeCandidate, durationMs: number): number | null {
  const localMs = chosen.basis === "local" && chosen.timezone !== null ? offsetMsAt(chosen.timezone, chosen.startMs!) : 0;
  const fromStartMs = creation.startMs! - chosen.startMs!;
  const offs = [fromStartMs, fromStartMs - durationMs];
  if (offs.some((off) => Math.abs(off) <= AGREEMENT_MS || Math.abs(off - localMs) <= AGREEMENT_MS)) return null;
  const zoned = offs.find((off) => zoneHours(off) !== null);
  if (zoned !== undefined) return zoned;
  return fromStartMs < -creation.uncertaintyMs && fromStartMs > -DAY_MS ? fromStartMs : null;
}

function contradiction(chosen: TimeCandidate, others: readonly TimeCandidate[], durationMs: number): FoundProblem | null {
  for (const other of others) {
    // Of the guesses only a creation time says enough to be held against one that claims to know.
    const isCreation = other.source === "creation-time" && chosen.confidence !== "low";
    if (other.confidence === "low" && !isCreation) continue;
    const apartMs = isCreation ? creationContradictionMs(chosen, other, durationMs) : disagreementMs(chosen, other);
    if (apartMs === null) continue;
    const params = { first: chosen.raw, second: other.raw, apartS: Math.round(Math.abs(apartMs) / 1000), firstRule: chosen.rule, secondRule: other.rule, zoneHours: zoneHours(apartMs) };
    return { code: "time-sources-disagree", params };
  }
  return null;
}

/** A name's range is what was asked for: where it and the footage inside differ, the footage counts and the name is told. */
function rangeProblem(chosen: TimeCandidate, candidates: readonly TimeCandidate[], durationMs: number): FoundProblem | null {
  const claim = candidates.find((c) => c.startMs !== null && c.endMs !== null && (c.source === "name" || c.source === "folder" || c.source === "sidecar"));
  if (claim === undefined || chosen.confidence === "low") return null;
  const claimedMs = claim.endMs! - claim.startMs!;
  if (Math.abs(claimedMs - durationMs) <= Math.max(RANGE_TOLERANCE_MS, RANGE_TOLERANCE_SHARE * claimedMs)) return null;
  return { code: "duration-disagrees", params: { claimedBy: claim.source, claimedS: Math.round(claimedMs / 1000), used: "packets", foundS: Math.round(durationMs / 1000) } };
}

/**
 * Chooses the time of the first frame. Without one that more than guesses, a creation time is taken and called a guess; a
 * file's date alone is not: it says nothing about when the pictures were taken once the file has been copied.
 * @param durationMs footage that the file holds; null where it has not been read
 */
export function chooseTime(candidates: readonly TimeCandidate[], durationMs: number | null): ChosenTime {
  const usable = candidates.filter((c) => c.startMs !== null && c.source !== "mtime")
    .sort((a, b) => RANK[a.confidence] - RANK[b.confidence] || SOURCE_RANK[a.source] - SOURCE_RANK[b.source]);
  const chosen = usable[0] ?? null;
  if (chosen === null) return { chosen: null, problems: [{ code: "time-unknown", params: {} }] };
  const problems: FoundProblem[] = [];
  if (chosen.confidence === "low") problems.push({ code: "time-guessed", params: { source: chosen.source } });
  const against = contradiction(chosen, usable.slice(1), durationMs ?? 0);
  if (against !== null) problems.push(against);
  const range = durationMs === null ? null : rangeProblem(chosen, usable, durationMs);
  if (range !== null) problems.push(range);
  return { chosen, problems };
}
