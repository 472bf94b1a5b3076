// How much room there is for further copies, and what goes for them: of copies that nobody asks for the longest unused, then parts of
// those that are wished for, the farthest from where anybody looks. A disk that is full is a smaller shelf. Not here: taking files
// away (proxy-shelf.ts), which copies are made (proxy-queue.ts).

import { statfs } from "node:fs/promises";
import type { EngineContext } from "../engine-context.ts";
import { requireFile } from "../store/files.ts";
import { proxyJobKind, type ProxySize } from "./proxy-jobs.ts";
import { listProxies, mayGo, readShelf, trimShelf, type ShelvedProxy, type ShelfHold } from "./proxy-shelf.ts";
import { stretchPlaces } from "./stretch-places.ts";

/** A copy that is wished for, as far as room goes. */
export interface RoomWish {
  readonly fileId: number;
  readonly size: ProxySize;
  /** Where its parts are looked at; null where it is one piece. Media ms. */
  readonly atMediaMs: number | null;
}

/** Parts nearer than this to the play head are never taken away, and are made where there is no room. Media ms, either way. */
export const NEAR_MS = 60_000;

/** The disk was full: what could be had of it then, and so how large the shelf may be. */
interface FullDisk {
  readonly limitBytes: number;
  /** With so much free or taken by copies it has room again: more than there was. */
  readonly enoughBytes: number;
}

/** So much more than when it was full, and the disk counts as having room again: a share of what was free, and bytes. */
const MORE_ROOM_SHARE = 0.1;
const MORE_ROOM_BYTES = 1_000_000;

const keyOf = ({ fileId, size }: Pick<RoomWish, "fileId" | "size">): string => `${size} ${fileId}`;

export class ShelfRoom {
  readonly #context: EngineContext;
  #wishes: readonly RoomWish[] = [];
  #shown: ReadonlySet<number> = new Set();
  /** For which there was no room, while the same are wished for and the limit stays: they are not tried over and over. */
  readonly #refused = new Set<string>();
  /** How large copies were that had to go again. */
  readonly #sizes = new Map<string, number>();
  /** Bytes a millisecond of footage, of copies made last, by how large their pictures are. */
  readonly #rates = new Map<string, number>();
  /** What a system did not let go of when the disk was full. */
  #stuck: ReadonlySet<string> = new Set();
  #askedFor = "";
  #fullDisk: FullDisk | null = null;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Takes what is wished for and shown from now on. */
  look(wishes: readonly RoomWish[], shown: ReadonlySet<number>): void {
    this.#wishes = wishes;
    this.#shown = shown;
    const askedFor = [...wishes.map(keyOf), ...shown].sort().join();
    if (askedFor !== this.#askedFor) this.#refused.clear();
    this.#askedFor = askedFor;
  }

  /** The limit is another one: what had no room may be tried. */
  limitChanged(): void {
    this.#refused.clear();
  }

  /** There was no room for it. */
  refuse(wish: Pick<RoomWish, "fileId" | "size">, sizeBytes: number | null = null): void {
    this.#refused.add(keyOf(wish));
    if (sizeBytes !== null) this.#sizes.set(keyOf(wish), sizeBytes);
  }

  /** Whether a copy that nobody waits for may be begun: only where what it will take is there. */
  async mayBegin(wish: RoomWish): Promise<boolean> {
    if (this.#refused.has(keyOf(wish))) return false;
    const { durationMs } = requireFile(this.#context.store.db, wish.fileId);
    const footageMs = wish.atMediaMs === null ? durationMs ?? 0 : Math.min(durationMs ?? 0, NEAR_MS);
    const known = wish.atMediaMs === null ? this.#sizes.get(keyOf(wish)) : undefined;
    return this.trim(known ?? footageMs * this.rateOf(wish));
  }

  /** Learns how much room footage takes. */
  learnRate(wish: Pick<RoomWish, "fileId" | "size">, sizeBytes: number, footageMs: number): void {
    if (footageMs > 0) this.#rates.set(this.#kindOf(wish), sizeBytes / footageMs);
  }

  /** Bytes a millisecond of a copy; 0 while nothing is known. */
  rateOf(wish: Pick<RoomWish, "fileId" | "size">): number {
    return this.#rates.get(this.#kindOf(wish)) ?? 0;
  }

  #kindOf({ fileId, size }: Pick<RoomWish, "fileId" | "size">): string {
    const { videoCodec, widthPx, heightPx } = requireFile(this.#context.store.db, fileId);
    return `${size} ${videoCodec === "h264"} ${widthPx}x${heightPx}`;
  }

  /** Keeps within the limit. Answers whether `neededBytes` more find room, for which only what nobody asks for goes. */
  async trim(neededBytes = 0): Promise<boolean> {
    const { usedBytes, limitBytes } = await trimShelf(this.#context, { holdOf: this.#holds(), limitBytes: this.#fullDisk?.limitBytes ?? null, neededBytes });
    return usedBytes + neededBytes <= limitBytes && (neededBytes > 0 || usedBytes < limitBytes);
  }

  /** True where more lies on the shelf than may. */
  async isOver(): Promise<boolean> {
    const { usedBytes, limitBytes } = await readShelf(this.#context);
    return usedBytes > Math.min(limitBytes, this.#fullDisk?.limitBytes ?? Infinity);
  }

  /**
   * The disk is full: from now on no more may lie on the shelf. For `neededBytes`, where somebody waits for them, what can goes first;
   * null: nothing goes. Answers whether anything went.
   */
  async diskIsFull(neededBytes: number | null): Promise<boolean> {
    const { usedBytes } = await readShelf(this.#context);
    const freeBytes = await this.#freeBytes();
    const target = neededBytes === null ? null : Math.max(0, usedBytes - Math.max(1, neededBytes));
    const left = target === null ? { usedBytes } : await trimShelf(this.#context, { holdOf: this.#holds(), limitBytes: target, neededBytes: 0 });
    // What went is for what somebody waits for, not for parts far ahead.
    this.#fullDisk = { limitBytes: left.usedBytes, enoughBytes: usedBytes + freeBytes + Math.max(MORE_ROOM_BYTES, freeBytes * MORE_ROOM_SHARE) };
    if (left.usedBytes >= usedBytes) this.#stuck = new Set(await this.#yielding());
    return left.usedBytes < usedBytes;
  }

  /** True where a disk that was full has room again, told once. */
  async hasDiskRoomAgain(): Promise<boolean> {
    if (this.#fullDisk === null) return false;
    const { usedBytes } = await readShelf(this.#context);
    if (usedBytes + await this.#freeBytes() < this.#fullDisk.enoughBytes) return false;
    this.#fullDisk = null;
    this.#refused.clear();
    return true;
  }

  /** Whether anything lies on the shelf that could go and did not refuse to. */
  async couldYield(): Promise<boolean> {
    return (await this.#yielding()).some((name) => !this.#stuck.has(name));
  }

  async #yielding(): Promise<string[]> {
    const holdOf = this.#holds();
    return (await listProxies(this.#context)).filter((proxy) => mayGo(proxy, holdOf(proxy))).map(({ name }) => name);
  }

  async #freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#context.paths.proxies);
    return bavail * bsize;
  }

  /** How firmly each copy is held, as things stand now. */
  #holds(): (proxy: ShelvedProxy) => ShelfHold {
    const places = new Map<string, ReturnType<typeof stretchPlaces>>();
    return ({ fileId, isSmall, isStretch, name }) => {
      const size = isSmall ? "small" : "full";
      const wish = this.#wishes.find((each) => each.fileId === fileId && each.size === size);
      if (wish === undefined && !this.#shown.has(fileId)) return { kind: "free" };
      const atMs = wish?.atMediaMs ?? null;
      if (!isStretch || atMs === null) return { kind: "kept" };
      const key = keyOf({ fileId, size });
      const ofCopy = places.get(key) ?? stretchPlaces(this.#context, fileId, proxyJobKind(size));
      places.set(key, ofCopy);
      const place = ofCopy.find((each) => each.name === name);
      // It is being written down at this moment.
      if (place === undefined) return { kind: "kept" };
      const awayMs = Math.max(place.fromMediaMs - atMs, atMs - place.toMediaMs);
      return awayMs <= NEAR_MS ? { kind: "kept" } : { kind: "spare", awayMs };
    };
  }
}
