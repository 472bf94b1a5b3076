// Which claim is believed and what is told of those that contradict it, line by line.

import { describe, expect, it } from "vitest";
import type { TimeCandidate } from "../../../contract/model.ts";
import { asCameraMs } from "../../../contract/time.ts";
import { chooseTime, innerTimes } from "../../../engine/ingest/choose-time.ts";

/** 2024-11-15 14:00:00 +08:00. */
const T = Date.UTC(2024, 10, 15, 6);
const S = 1_000;
const M = 60 * S;
const H = 60 * M;
const LENGTH_MS = 10 * M;

type Made = Partial<Omit<TimeCandidate, "startMs" | "endMs">> & { readonly at: number | null; readonly end?: number };
const made = ({ at, end, ...more }: Made): TimeCandidate => ({
  source: "name", basis: "local", confidence: "high", timezone: "Asia/Shanghai", uncertaintyMs: 289, raw: `${more.rule ?? "name"}-text`, rule: "name", ...more,
  startMs: at === null ? null : asCameraMs(T + at), endMs: end === undefined ? null : asCameraMs(T + end),
});
const name = (at: number | null, end?: number): TimeCandidate => made({ at, ...(end === undefined ? {} : { end }) });
const loose = (at: number): TimeCandidate => made({ at, confidence: "medium", rule: "loose" });
const packets = (at: number): TimeCandidate => made({ at, source: "packets", rule: "packets" });
const sidecar = (at: number): TimeCandidate => made({ at, source: "sidecar", basis: "utc", rule: "sidecar", uncertaintyMs: 1 });
const epochNumber = (at: number): TimeCandidate => made({ at, confidence: "low", basis: "epoch", timezone: null, rule: "number" });
const creation = (at: number): TimeCandidate => made({ at, source: "creation-time", basis: "utc", confidence: "low", timezone: "UTC", uncertaintyMs: 600_000, rule: "creation" });
const fileDate = (at: number): TimeCandidate => made({ at, source: "mtime", basis: "epoch", confidence: "low", timezone: null, uncertaintyMs: 3_600_000, rule: "date" });

describe("of several claims", () => {
  it.each<[string, TimeCandidate[], string | null]>([
    ["a sidecar before packets and names", [name(0), packets(0), sidecar(0)], "sidecar"],
    ["packets before the name, which tells what was asked for", [name(0), packets(1 * S)], "packets"],
    ["a recorder's own name before a loose one", [loose(0), name(0)], "name"],
    ["a loose name before a number that looks like an epoch", [epochNumber(0), loose(0)], "loose"],
    ["a number before a creation time", [creation(0), epochNumber(0)], "number"],
    ["a creation time where nothing else is there", [fileDate(0), creation(0)], "creation"],
    ["never a file's date", [fileDate(0)], null],
    ["none that has no instant", [name(null), creation(0)], "creation"],
  ])("believes %s", (_, candidates, rule) => {
    expect(chooseTime(candidates, LENGTH_MS).chosen?.rule ?? null).toBe(rule);
  });

  it("says where there is none, and where it only guesses", () => {
    expect(chooseTime([fileDate(0)], LENGTH_MS).problems).toEqual([{ code: "time-unknown", params: {} }]);
    expect(chooseTime([creation(0)], LENGTH_MS).problems).toEqual([{ code: "time-guessed", params: { source: "creation-time" } }]);
  });
});

describe("claims that contradict each other", () => {
  it.each<[string, TimeCandidate[], { apartS: number; zoneHours: number | null } | null]>([
    ["name and packets at once", [name(0), packets(0)], null],
    ["name and packets 1 s apart", [name(0), packets(1 * S)], null],
    ["name and packets 3 s apart", [name(0), packets(3 * S)], { apartS: 3, zoneHours: null }],
    ["name and packets 40 min apart", [name(0), packets(-40 * M)], { apartS: 2_400, zoneHours: null }],
    ["sidecar an hour before the name", [name(0), sidecar(-1 * H)], { apartS: 3_600, zoneHours: 1 }],
    ["an epoch eight hours after the folder", [made({ at: 0, basis: "epoch", timezone: null }), made({ at: -8 * H, source: "folder" })], { apartS: 28_800, zoneHours: -8 }],
    ["name and a loose name a day apart", [name(0), loose(24 * H)], { apartS: 86_400, zoneHours: null }],
    ["names told roughly", [made({ at: 0, uncertaintyMs: 30_000 }), made({ at: 100 * S, uncertaintyMs: 30_000 })], null],
    ["a number far away", [name(0), epochNumber(50 * H)], null],
    ["the file's date of years later", [name(0), fileDate(20_000 * H)], null],
  ])("%s", (_, candidates, told) => {
    const found = chooseTime(candidates, LENGTH_MS).problems.filter((p) => p.code === "time-sources-disagree");
    expect(found.map(({ params }) => ({ apartS: params["apartS"], zoneHours: params["zoneHours"] }))).toEqual(told === null ? [] : [told]);
  });

  it("are named, both of them", () => {
    expect(chooseTime([name(0), packets(40 * M)], LENGTH_MS).problems[0]?.params).toEqual({ first: "packets-text", second: "name-text", firstRule: "packets", secondRule: "name", apartS: 2_400, zoneHours: null });
  });
});

describe("a creation time beside a name", () => {
  it.each<[string, number, { apartS: number; zoneHours: number | null } | null]>([
    ["is the start", 0, null],
    ["is the end", LENGTH_MS, null],
    ["is the start in local time, as many recorders write it", 8 * H, null],
    ["is the end in local time", 8 * H + LENGTH_MS, null],
    ["is when it was exported, that evening", 5 * H + 17 * M, null],
    ["is when it was exported, weeks later", 500 * H, null],
    ["is the firmware's default", -40_000 * H, null],
    ["is a little before, within what it can be trusted", -9 * M, null],
    ["is an hour after the start", 1 * H, { apartS: 3_600, zoneHours: 1 }],
    ["is two hours before the start", -2 * H, { apartS: 7_200, zoneHours: -2 }],
    ["is nine hours after the end", 9 * H + LENGTH_MS, { apartS: 32_400, zoneHours: 9 }],
    ["is long before the start", -3 * H - 20 * M, { apartS: 12_000, zoneHours: null }],
  ])("that %s", (_, at, told) => {
    const found = chooseTime([name(0), creation(at)], LENGTH_MS).problems;
    expect(found.map(({ code, params }) => ({ code, apartS: params["apartS"], zoneHours: params["zoneHours"] }))).toEqual(told === null ? [] : [{ code: "time-sources-disagree", ...told }]);
  });

  it("is not held against another guess", () => {
    expect(chooseTime([epochNumber(0), creation(-3 * H)], LENGTH_MS).problems.map((p) => p.code)).toEqual(["time-guessed"]);
  });
});

describe("a name's range and the footage inside", () => {
  it.each<[string, number, number, { claimedS: number; foundS: number } | null]>([
    ["agree", 10 * M, 10 * M, null], ["agree to a few seconds", 10 * M, 10 * M - 3 * S, null], ["agree to two in a hundred", 60 * M, 59 * M, null],
    ["differ where much is missing", 60 * M, 20 * M, { claimedS: 3_600, foundS: 1_200 }], ["differ where there is more", 10 * M, 20 * M, { claimedS: 600, foundS: 1_200 }],
  ])("%s", (_, claimedMs, foundMs, told) => {
    expect(chooseTime([name(0, claimedMs)], foundMs).problems).toEqual(told === null ? [] : [{ code: "duration-disagrees", params: { claimedBy: "name", used: "packets", ...told } }]);
  });

  it("are not compared before the footage was read", () => {
    expect(chooseTime([name(0, 60 * M)], null).problems).toEqual([]);
  });
});

describe("dates in the packets", () => {
  const stamped = (iso: string, timezone: string) => {
    const { candidates, problems } = innerTimes({ absoluteStartMs: Date.parse(`${iso}Z`), creationTimeMs: null, durationMs: null }, 0, timezone);
    return { startMs: candidates[0]!.startMs, problems: problems.map((p) => p.code) };
  };
  it.each<[string, string, string | null, string[]]>([
    ["2024-11-15T14:00:00", "Asia/Shanghai", "2024-11-15T14:00:00+08:00", []],
    ["2024-03-31T01:30:00", "Europe/Berlin", "2024-03-31T01:30:00+01:00", []],
    ["2024-03-31T02:30:00", "Europe/Berlin", null, ["time-nonexistent"]],
    ["2024-03-31T03:30:00", "Europe/Berlin", "2024-03-31T03:30:00+02:00", []],
    ["2024-10-27T02:30:00", "Europe/Berlin", "2024-10-27T02:30:00+02:00", ["time-ambiguous"]],
    ["2024-11-03T00:30:00", "America/New_York", "2024-11-03T00:30:00-04:00", []],
  ])("are the device's wall clock: %s in %s", (stamp, timezone, start, problems) => {
    expect(stamped(stamp, timezone)).toEqual({ startMs: start === null ? null : Date.parse(start), problems });
  });
});
