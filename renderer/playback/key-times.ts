// Where the keyframes of what a tile plays stand: pictures that come without decoding what lies before them. Asks the engine
// for the stretch around a place and remembers it. Not here: when keyframes are enough (tile-sync.ts, pacing.ts).

import { asMediaMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";
import { frameAt } from "./frame-times.ts";
import type { Stretch } from "./stretches.ts";

/** What is played of a file: itself, its copy, or its smaller copy. */
export type SourceKind = "file" | "proxy" | "small";

/** Something that is played: a whole file, or a part of its copy. */
export interface KeyedSource {
  readonly kind: SourceKind;
  readonly fileId: number;
  readonly stretch: Pick<Stretch, "stretchId"> | null;
}

interface Known {
  readonly keysMs: Float64Array;
  /** Where its first frame stands on the original's media time: a copy may lack frames that no decoder shows. */
  readonly firstMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const REACH_MS = 300_000;
const MARGIN_MS = 60_000;
/** More than any wall plays at once, main and sub streams, before and after a border. */
const SOURCES_MAX = 64;

const keyOf = ({ kind, fileId, stretch }: KeyedSource): string => (stretch === null ? `${kind} ${fileId}` : `stretch ${stretch.stretchId}`);

export class KeyTimes {
  private readonly known = new Map<string, Known>();
  private readonly asking = new Set<string>();
  private readonly listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Null while it is not known: then it is asked for, and listeners told. Cheap. */
  private at(source: KeyedSource, mediaMs: number): Known | null {
    const known = this.known.get(keyOf(source));
    const isNearEdge = known !== undefined && (mediaMs < known.fromMs || mediaMs >= known.toMs);
    if ((known === undefined || isNearEdge) && !this.asking.has(keyOf(source))) void this.ask(source, mediaMs);
    return known ?? null;
  }

  /** The last keyframe at or before a place; null where that is not known. */
  before(source: KeyedSource, mediaMs: number): number | null {
    const known = this.at(source, mediaMs);
    if (known === null || mediaMs < known.fromMs || mediaMs >= known.toMs) return null;
    return known.keysMs[frameAt(known.keysMs, mediaMs)] ?? null;
  }

  /** The first keyframe at or after a place; null where that is not known, or there is none. */
  after(source: KeyedSource, mediaMs: number): number | null {
    const known = this.at(source, mediaMs);
    if (known === null || mediaMs < known.fromMs || mediaMs >= known.toMs) return null;
    const index = frameAt(known.keysMs, mediaMs);
    const isThere = index >= 0 && known.keysMs[index]! >= mediaMs;
    return known.keysMs[isThere ? index : index + 1] ?? null;
  }

  /** Where the first frame of a source stands; null while it is not known. The original's is 0 by definition. */
  firstMs(source: KeyedSource): number | null {
    return source.kind === "file" ? 0 : this.at(source, 0)?.firstMs ?? null;
  }

  /** A copy was made anew, or is gone. */
  forget(source: KeyedSource): void {
    this.known.delete(keyOf(source));
  }

  /** Where nothing could be told of a source, it is asked for again. */
  forgetUnknown(): void {
    for (const [key, { keysMs }] of this.known) if (keysMs.length === 0) this.known.delete(key);
  }

  private async ask(source: KeyedSource, mediaMs: number): Promise<void> {
    const key = keyOf(source);
    this.asking.add(key);
    const fromMs = Math.max(0, Math.floor(mediaMs - REACH_MS));
    const toMs = Math.ceil(mediaMs + REACH_MS);
    try {
      const answer = await call("keyframes.list", { fileId: source.fileId, source: source.kind, stretchId: source.stretch?.stretchId ?? null, fromMediaMs: asMediaMs(fromMs), toMediaMs: asMediaMs(toMs) });
      this.remember(key, answer.isWhole
        ? { keysMs: answer.mediaMs, firstMs: answer.firstMediaMs, fromMs: -Infinity, toMs: Infinity }
        : { keysMs: answer.mediaMs, firstMs: answer.firstMediaMs, fromMs: fromMs === 0 ? -Infinity : fromMs + MARGIN_MS, toMs: toMs - MARGIN_MS });
    } catch {
      // Without the list the exact frames are looked up, which takes longer.
      this.remember(key, { keysMs: new Float64Array(), firstMs: 0, fromMs: -Infinity, toMs: Infinity });
    } finally {
      this.asking.delete(key);
      for (const listener of [...this.listeners]) listener();
    }
  }

  private remember(key: string, known: Known): void {
    this.known.delete(key);
    this.known.set(key, known);
    if (this.known.size > SOURCES_MAX) this.known.delete(this.known.keys().next().value!);
  }
}

export const keyTimes = new KeyTimes();
