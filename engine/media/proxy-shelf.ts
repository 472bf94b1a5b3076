// The folder of playable copies as a shelf of limited length: what was used longest ago goes first, what is in use never. Stretches
// of copies that are still being made lie on it too. When something was used is kept as the date of its own file, so that it
// survives the process and needs no row.

import { existsSync } from "node:fs";
import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { EngineContext } from "../engine-context.ts";
import { findProxyStretch, listProxyStretches, listStretchesOnShelf, type ProxyStretchRow } from "../store/proxy-stretches.ts";
import { readProxyLimitBytes } from "../store/settings.ts";
import type { Store } from "../store/store.ts";

/** A copy that was read from so lately is in use, whatever a window says. */
const IN_USE_MS = 120_000;
const TOUCH_EVERY_MS = 30_000;

/** When each copy was last read by this process. */
const usedAt = new Map<string, number>();

/** Notes that a copy is used. Cheap: called for every range of bytes that is asked for. At a place that cannot be written nothing is noted, nor ever taken away. */
export function touchProxy(store: Store, path: string): void {
  if (store.readOnlyBecause === "place") return;
  const nowMs = Date.now();
  if (nowMs - (usedAt.get(path) ?? -Infinity) < TOUCH_EVERY_MS) return;
  usedAt.set(path, nowMs);
  const now = new Date(nowMs);
  // It may be taken away at this moment: then there is nothing to note.
  utimes(path, now, now).catch(() => undefined);
}

const isInUse = (path: string): boolean => Date.now() - (usedAt.get(path) ?? -Infinity) < IN_USE_MS;

export interface ShelvedProxy {
  readonly fileId: number;
  readonly isSmall: boolean;
  /** A part of a copy, not a whole one. */
  readonly isStretch: boolean;
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedMs: number;
}

/** `12.mp4`, `12.small.mp4`, and stretches of them: `12.at90000.mp4`. */
const NAME = /^(\d+)(\.small)?(\.at-?\d+)?\.mp4$/;

/** All copies there are, the one used longest ago first. Other files in the folder are not ours to count or clear away. */
export async function listProxies(context: EngineContext): Promise<readonly ShelvedProxy[]> {
  const names = await readdir(context.paths.proxies).catch(() => []);
  const found = await Promise.all(names.map(async (name) => {
    const match = NAME.exec(name);
    const path = join(context.paths.proxies, name);
    const facts = match === null ? null : await stat(path).catch(() => null);
    return facts === null ? null : { fileId: Number(match![1]), isSmall: match![2] !== undefined, isStretch: match![3] !== undefined, name, path, sizeBytes: facts.size, usedMs: facts.mtimeMs };
  }));
  return found.filter((each) => each !== null).sort((a, b) => a.usedMs - b.usedMs);
}

/** Stretches that are there of a copy of a file as it is now, in the order of its frames. */
export const stretchesThere = (context: EngineContext, fileId: number, kind: ProxyStretchRow["kind"]): readonly ProxyStretchRow[] =>
  listProxyStretches(context.store.db, fileId, kind).filter(({ name }) => existsSync(join(context.paths.proxies, name)));

/** One of them by its number, and where it lies. Null where it is gone, or its file has changed. */
export function stretchAt(context: EngineContext, stretchId: number): { readonly stretch: ProxyStretchRow; readonly path: string } | null {
  const stretch = findProxyStretch(context.store.db, stretchId);
  return stretch === null ? null : { stretch, path: join(context.paths.proxies, stretch.name) };
}

const totalBytes = (proxies: readonly ShelvedProxy[]): number => proxies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

export interface ShelfFacts {
  readonly limitBytes: number;
  readonly usedBytes: number;
  readonly count: number;
}

/** A copy in stretches counts as one. */
export async function readShelf(context: EngineContext): Promise<ShelfFacts> {
  const limitBytes = readProxyLimitBytes(context.store.db);
  const proxies = await listProxies(context);
  const count = new Set(proxies.map(({ fileId, isSmall }) => `${fileId} ${isSmall}`)).size;
  return { limitBytes, usedBytes: totalBytes(proxies), count };
}

/** How firmly something on the shelf is held: looked at or about to be; of what is wished for, but far from where anybody looks; neither. */
export type ShelfHold = { readonly kind: "kept" } | { readonly kind: "spare"; readonly awayMs: number } | { readonly kind: "free" };

/** Where the disk is full or the shelf: true of what nobody looks at. */
export const mayGo = (proxy: ShelvedProxy, hold: ShelfHold): boolean => hold.kind === "spare" || (hold.kind === "free" && !isInUse(proxy.path));

export interface ShelfTrim {
  readonly holdOf: (proxy: ShelvedProxy) => ShelfHold;
  /** A lower limit than the user's; null: that one. */
  readonly limitBytes: number | null;
  /** Room for so much more is wanted. */
  readonly neededBytes: number;
}

/**
 * Takes copies away until what is left keeps within the limit: first those that nobody holds, the longest unused first, then spare ones,
 * the farthest first. For `neededBytes` only the former go, and only where that is enough. Answers what is left.
 */
export async function trimShelf(context: EngineContext, { holdOf, limitBytes, neededBytes }: ShelfTrim): Promise<Pick<ShelfFacts, "usedBytes" | "limitBytes">> {
  const limit = Math.min(readProxyLimitBytes(context.store.db), limitBytes ?? Infinity);
  const held = (await listProxies(context)).map((proxy) => ({ proxy, hold: holdOf(proxy) }));
  const free = held.filter(({ proxy, hold }) => hold.kind === "free" && mayGo(proxy, hold)).map(({ proxy }) => proxy);
  const spare = held.flatMap(({ proxy, hold }) => (hold.kind === "spare" ? [{ proxy, awayMs: hold.awayMs }] : [])).sort((a, b) => b.awayMs - a.awayMs).map(({ proxy }) => proxy);
  let usedBytes = totalBytes(held.map(({ proxy }) => proxy));
  const isEnough = usedBytes - totalBytes(free) + neededBytes <= limit;
  let hasChanged = false;
  for (const [proxy, roomBytes] of [...free.map((proxy) => [proxy, isEnough ? neededBytes : 0] as const), ...spare.map((proxy) => [proxy, 0] as const)]) {
    if (usedBytes + roomBytes <= limit) continue;
    if (!(await removeProxy(context, proxy))) continue;
    usedBytes -= proxy.sizeBytes;
    hasChanged = true;
  }
  if (hasChanged) context.changed("files");
  return { usedBytes, limitBytes: limit };
}

/** False where the system does not let go of it (Windows, while a player has it open): another time, then. */
export async function removeProxy(context: EngineContext, proxy: Pick<ShelvedProxy, "fileId" | "isSmall" | "isStretch" | "name" | "path">): Promise<boolean> {
  try {
    await rm(proxy.path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return false;
  }
  usedAt.delete(proxy.path);
  const { fileId, name } = proxy;
  const kind = proxy.isSmall ? "proxy-small" : "proxy";
  if (proxy.isStretch) await context.writeAsSystem("proxyStretches.drop", { fileId, kind, name });
  else await context.writeAsSystem("files.dropDerived", { fileId, kind });
  return true;
}

/**
 * Takes away stretches that serve no more: their copy is whole, or their file is another one now. Those in use stay for a while: a
 * tile is about to change over.
 */
export async function clearStretches(context: EngineContext): Promise<void> {
  for (const { fileId, kind, name, isStale, isJoined } of listStretchesOnShelf(context.store.db)) {
    const path = join(context.paths.proxies, name);
    if (isStale === 0 && isJoined === 0 && existsSync(path)) continue;
    if (isInUse(path)) continue;
    const isGone = await rm(path, { force: true }).then(() => true, () => false);
    if (isGone) await context.writeAsSystem("proxyStretches.drop", { fileId, kind, name });
  }
}

/** What a process that was killed left half made: nobody makes copies yet. */
export async function clearHalfMade(context: EngineContext): Promise<void> {
  const known = new Set(listStretchesOnShelf(context.store.db).map(({ name }) => name));
  const names = await readdir(context.paths.proxies).catch(() => []);
  for (const name of names) {
    const isHalfMade = /^\d+(\.small)?(\.at-?\d+)?\.mp4(\.script)?\.partial$/.test(name);
    const isUnlisted = /\.at-?\d+\.mp4$/.test(name) && NAME.test(name) && !known.has(name);
    if (isHalfMade || isUnlisted) await rm(join(context.paths.proxies, name), { force: true }).catch(() => undefined);
  }
}
