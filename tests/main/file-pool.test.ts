import { mkdtempSync, readdirSync, readlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { FilePool } from "../../main/file-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "quayline-pool-"));
const fileOf = (name: string, text: string): Buffer => {
  writeFileSync(join(folder, name), text);
  return Buffer.from(join(folder, name));
};

/** Open handles of this process on our files: asked of the system, not of the pool. */
function openHandles(): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      return [];
    }
  });
}

describe.skipIf(process.platform !== "linux")("the pool of open files", () => {
  it("reads parts through one handle a file, however many read", async () => {
    const pool = new FilePool({ openMax: 4, idleMs: 60_000 });
    const path = fileOf("a", "0123456789");
    const parts = await Promise.all(Array.from({ length: 50 }, (_, i) => pool.read(path, i % 10, 3)));
    expect(Buffer.from(parts[2]!).toString()).toBe("234");
    expect(Buffer.from(parts[9]!).toString()).toBe("9");
    expect(openHandles()).toHaveLength(1);
    await pool.closeIdle();
    expect(openHandles()).toEqual([]);
  });

  it("closes a handle soon after its last read, so that a disk can be ejected", async () => {
    const pool = new FilePool({ openMax: 4, idleMs: 1 });
    const path = fileOf("b", "x");
    expect(await pool.facts(path)).toMatchObject({ sizeBytes: 1 });
    await vi.waitFor(() => expect(openHandles()).toEqual([]));
    expect(pool.openCount).toBe(0);
    expect(await pool.read(path, 0, 10)).toHaveLength(1);
  });

  it("closes the one unused for longest when there are too many", async () => {
    const pool = new FilePool({ openMax: 2, idleMs: 60_000 });
    for (const name of ["c", "d", "c", "e"]) await pool.read(fileOf(name, name), 0, 1);
    await vi.waitFor(() => expect(openHandles().map((path) => path.slice(-1)).sort()).toEqual(["c", "e"]));
    await pool.closeIdle();
  });

  it("opens anew after a failure, and refuses what is no regular file", async () => {
    const pool = new FilePool({ openMax: 2, idleMs: 60_000 });
    const path = fileOf("f", "f");
    unlinkSync(path);
    await expect(pool.facts(path)).rejects.toMatchObject({ code: "ENOENT" });
    fileOf("f", "new");
    expect(await pool.facts(path)).toMatchObject({ sizeBytes: 3 });
    await expect(pool.facts(Buffer.from(folder))).rejects.toThrow();
    await pool.closeIdle();
    expect(openHandles()).toEqual([]);
  });
});
