// The folder of playable copies as a shelf of limited length: what was used longest ago goes first, what is in use never.
// When a copy was used is kept as the date of its own file, so that it survives the process and needs no row.

import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { EngineContext } from "../engine-context.ts";
import { readProxyLimitBytes } from "../store/settings.ts";

/** A copy that was read from so lately is in use, whatever a window says. */
const IN_USE_MS = 120_000;
const TOUCH_EVERY_MS = 30_000;

/** When each copy was last read by this process. */
const usedAt = new Map<string, number>();

/** Notes that a copy is used. Cheap: called for every range of bytes that is asked for. */
export function touchProxy(path: string): void {
  const nowMs = Date.now();
  if (nowMs - (usedAt.get(path) ?? -Infinity) < TOUCH_EVERY_MS) return;
  usedAt.set(path, nowMs);
  const now = new Date(nowMs);
  // It may be taken away at this moment: then there is nothing to note.
  utimes(path, now, now).catch(() => undefined);
}

export interface ShelvedProxy {
  readonly fileId: number;
  readonly isSmall: boolean;
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedMs: number;
}

/** All copies there are, the one used longest ago first. Other files in the folder are not ours to count or clear away. */
export async function listProxies(context: EngineContext): Promise<readonly ShelvedProxy[]> {
  const names = await readdir(context.paths.proxies).catch(() => []);
  const found = await Promise.all(names.map(async (name) => {
    const match = /^(\d+)(\.small)?\.mp4$/.exec(name);
    const path = join(context.paths.proxies, name);
    const facts = match === null ? null : await stat(path).catch(() => null);
    return facts === null ? null : { fileId: Number(match![1]), isSmall: match![2] !== undefined, path, sizeBytes: facts.size, usedMs: facts.mtimeMs };
  }));
  return found.filter((each) => each !== null).sort((a, b) => a.usedMs - b.usedMs);
}

const totalBytes = (proxies: readonly ShelvedProxy[]): number => proxies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

export interface ShelfFacts {
  readonly limitBytes: number;
  readonly usedBytes: number;
  readonly count: number;
}

export async function readShelf(context: EngineContext): Promise<ShelfFacts> {
  const proxies = await listProxies(context);
  return { limitBytes: readProxyLimitBytes(context.store.db), usedBytes: totalBytes(proxies), count: proxies.length };
}

/**
 * Takes copies away until what is left keeps within the limit. `isKept`: those that somebody looks at or is about to.
 * Answers whether it does; false where only kept ones are left.
 */
export async function trimShelf(context: EngineContext, isKept: (proxy: Pick<ShelvedProxy, "fileId" | "isSmall">) => boolean): Promise<boolean> {
  const limitBytes = readProxyLimitBytes(context.store.db);
  const proxies = await listProxies(context);
  let usedBytes = totalBytes(proxies);
  let hasChanged = false;
  for (const proxy of proxies) {
    if (usedBytes <= limitBytes) break;
    if (isKept(proxy) || Date.now() - (usedAt.get(proxy.path) ?? -Infinity) < IN_USE_MS) continue;
    if (!(await removeProxy(context, proxy))) continue;
    usedBytes -= proxy.sizeBytes;
    hasChanged = true;
  }
  if (hasChanged) context.changed("files");
  return usedBytes <= limitBytes;
}

/** False where the system does not let go of it (Windows, while a player has it open): another time, then. */
export async function removeProxy(context: EngineContext, proxy: Pick<ShelvedProxy, "fileId" | "isSmall" | "path">): Promise<boolean> {
  try {
    await rm(proxy.path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return false;
  }
  usedAt.delete(proxy.path);
  await context.writeAsSystem("files.dropDerived", { fileId: proxy.fileId, kind: proxy.isSmall ? "proxy-small" : "proxy" });
  return true;
}
