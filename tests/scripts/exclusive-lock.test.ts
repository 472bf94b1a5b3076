// Two set-ups at once: the second waits, and a lock whose owner is gone does not stop anybody.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAbandoned, withLock } from "../../scripts/exclusive-lock.mjs";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quayline-test-"));
  path = join(folder, "x.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const holder = (pid: number, host = hostname()): void => writeFileSync(path, JSON.stringify({ pid, host }));
const endedPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

describe("a lock", () => {
  it("lets one work at a time", async () => {
    const events: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      events.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      events.push(`${name} out`);
    };
    await Promise.all([withLock(path, "testing", work("a")), withLock(path, "testing", work("b"))]);
    expect(events).toEqual(["a in", "a out", "b in", "b out"]);
    expect(existsSync(path)).toBe(false);
  });

  it("is given back when the work fails", async () => {
    await expect(withLock(path, "testing", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(path)).toBe(false);
  });

  it("is taken over from a process that is gone", async () => {
    holder(endedPid());
    await expect(withLock(path, "testing", () => Promise.resolve(7))).resolves.toBe(7);
  });

  it("is left to a process that runs, and to one on another machine until it has been silent for minutes", () => {
    holder(process.pid);
    expect(isAbandoned(path)).toBe(false);
    holder(endedPid(), "another-machine");
    expect(isAbandoned(path)).toBe(false);
    utimesSync(path, 1, 1);
    expect(isAbandoned(path)).toBe(true);
  });

  it("is not taken while it is being written", () => {
    writeFileSync(path, "");
    expect(isAbandoned(path)).toBe(false);
  });
});
