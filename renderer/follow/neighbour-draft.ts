// A camera's neighbours while they are typed: text as it stands in the fields, and what it means. Pure.

import { isPictureSide, neighbour, WALKING_KMH, type Neighbour, type PictureSide } from "../../contract/neighbours.ts";
import { asTyped, twoDigits } from "../../contract/time-text.ts";

export interface NeighbourDraft {
  /** Empty: not chosen yet. */
  readonly toCameraId: string;
  readonly side: PictureSide | "other";
  /** Where the side is `other`. */
  readonly words: string;
  readonly by: "walk" | "speed" | "time";
  readonly time: string;
  readonly speed: string;
}
export type NeighbourBad = "camera" | "words" | "time" | "speed" | "twice";

export const NEW_NEIGHBOUR: NeighbourDraft = { toCameraId: "", side: "left", words: "", by: "walk", time: "", speed: "" };

/** `1:30`, or seconds under a minute. */
const timeText = (ms: number): string => (ms < 60_000 || ms % 1_000 !== 0 ? String(ms / 1_000) : `${Math.floor(ms / 60_000)}:${twoDigits((ms % 60_000) / 1_000)}`);

export function draftOfNeighbour({ toCameraId, direction, travelMs, speedKmh }: Neighbour): NeighbourDraft {
  const side = isPictureSide(direction) ? direction : "other";
  return {
    toCameraId, side, words: side === "other" ? direction : "",
    by: travelMs !== null ? "time" : speedKmh === null || speedKmh === WALKING_KMH ? "walk" : "speed",
    time: travelMs === null ? "" : timeText(travelMs), speed: speedKmh === null ? "" : String(speedKmh),
  };
}

/** Milliseconds of `90`, `90.5` or `1:30`; null where it is none. */
export function travelMsFromText(text: string): number | null {
  const plain = asTyped(text);
  const minutes = /^(\d{1,4}):([0-5]\d)$/.exec(plain);
  if (minutes !== null) return (Number(minutes[1]) * 60 + Number(minutes[2])) * 1_000;
  return /^\d{1,5}(?:\.\d+)?$/.test(plain) ? Math.round(Number(plain) * 1_000) : null;
}

function neighbourOf({ toCameraId, side, words, by, time, speed }: NeighbourDraft): Neighbour | { readonly bad: NeighbourBad } {
  if (toCameraId === "") return { bad: "camera" };
  if (side === "other" && words.trim() === "") return { bad: "words" };
  const travelMs = by === "time" ? travelMsFromText(time) : null;
  if (by === "time" && travelMs === null) return { bad: "time" };
  const speedKmh = by === "speed" ? Number(asTyped(speed) || Number.NaN) : null;
  const parsed = neighbour.safeParse({ toCameraId, direction: side === "other" ? words : side, travelMs, speedKmh });
  return parsed.success ? parsed.data : { bad: by === "speed" ? "speed" : "time" };
}

/** What all of them mean, or which mean nothing. */
export function neighboursFromDrafts(drafts: readonly NeighbourDraft[]): { readonly neighbours: readonly Neighbour[] } | { readonly bad: ReadonlyMap<number, NeighbourBad> } {
  const read = drafts.map(neighbourOf);
  const bad = new Map(read.flatMap((each, index) => ("bad" in each ? [[index, each.bad] as const] : [])));
  const neighbours = read.filter((each): each is Neighbour => !("bad" in each));
  const keys = read.map((each) => ("bad" in each ? null : `${each.toCameraId}\n${each.direction}`));
  keys.forEach((key, index) => { if (key !== null && keys.indexOf(key) !== index) bad.set(index, "twice"); });
  return bad.size > 0 ? { bad } : { neighbours };
}
