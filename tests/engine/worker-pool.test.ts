// Threads that are taken down by what they are asked: the one request that does it is named, all others get their answers.

import { readFile } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import type { SilenceLimits } from "../../engine/pool-thread.ts";
import { WorkerPool } from "../../engine/worker-pool.ts";
import type { Order } from "../support/obedient-worker.ts";

const { signal } = new AbortController();

type Pool = WorkerPool<Order, string>;

async function withPool(threadCount: number, perThread: number, limits: Partial<SilenceLimits>, use: (pool: Pool) => Promise<void>): Promise<void> {
  const pool: Pool = new WorkerPool(new URL("../support/obedient-worker.ts", import.meta.url), {
    threadCount, perThread, limits: { tickMs: 200, spinTicks: 8, stallTicks: 600, ...limits },
  });
  await use(pool).finally(() => pool.close());
}

/** Answers, or the codes of what was refused. */
const outcomes = async (pool: Pool, orders: readonly Order[]): Promise<string[]> =>
  Promise.all(orders.map((order) => pool.run(order, signal).catch((error: unknown) => (error as { code: string }).code)));

async function isRunning(pid: number): Promise<boolean> {
  // A process that was killed and not waited for is a zombie: it runs no more.
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "State:\tX");
  return process.platform === "linux" && !/State:\t[XZ]/.test(status);
}

describe.concurrent("a pool of threads", () => {
  it("names the request that spins and answers those at the same thread, those that waited and those that come later", () => withPool(1, 3, {}, async (pool) => {
    expect(await outcomes(pool, ["answer", "spin", "crawl", "answer", "answer"])).toEqual(["answer", "worker-silent", "crawl", "answer", "answer"]);
    expect(await outcomes(pool, ["answer"])).toEqual(["answer"]);
  }));

  it("finds a second one among those that were at the thread", () => withPool(1, 3, {}, async (pool) => {
    expect(await outcomes(pool, ["spin", "spin", "answer"])).toEqual(["worker-silent", "worker-silent", "answer"]);
  }));

  it("names the request that takes all memory", () => withPool(1, 2, { spinTicks: 600 }, async (pool) => {
    expect(await outcomes(pool, ["crawl", "eat-memory"])).toEqual(["crawl", "worker-died"]);
  }));

  it("waits for one that gets on slowly, and not for one that does not", () => withPool(2, 1, { stallTicks: 10 }, async (pool) => {
    expect(await outcomes(pool, ["crawl", "hang"])).toEqual(["crawl", "worker-silent"]);
  }));

  it("does not count the time in which a request waits in line", () => withPool(1, 1, { stallTicks: 10 }, async (pool) => {
    expect(await outcomes(pool, ["crawl", "answer", "answer"])).toEqual(["crawl", "answer", "answer"]);
  }));

  it("ends a thread that spins when its request is cancelled", () => withPool(1, 1, { spinTicks: 36_000, stallTicks: 36_000 }, async (pool) => {
    const cancel = new AbortController();
    const run = pool.run("spin", cancel.signal);
    cancel.abort();
    await expect(run).rejects.toMatchObject({ code: "cancelled" });
    expect(await outcomes(pool, ["answer"])).toEqual(["answer"]);
  }));

  it("ends the processes of a thread with it", () => withPool(1, 1, {}, async (pool) => {
    let pid = 0;
    await expect(pool.run("child-then-spin", signal, (amount) => (pid = amount))).rejects.toMatchObject({ code: "worker-silent" });
    expect(pid).toBeGreaterThan(0);
    await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false));
  }));

  it("passes on what a thread refuses with", () => withPool(1, 1, {}, async (pool) => expect(await outcomes(pool, ["refuse"])).toEqual(["internal"])));
});
