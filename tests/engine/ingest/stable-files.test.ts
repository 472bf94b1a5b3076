import { describe, expect, it } from "vitest";
import { StableFiles } from "../../../engine/ingest/stable-files.ts";

const looks = (stable: StableFiles, atMs: number, files: Readonly<Record<string, readonly [sizeBytes: number, mtimeMs: number]>>): string[] => {
  const whole = Object.entries(files).filter(([path, [sizeBytes, mtimeMs]]) => stable.see(path, { sizeBytes, mtimeMs }, atMs)).map(([path]) => path);
  stable.endLook();
  return whole;
};

describe("files of a watched folder", () => {
  it("are taken once, when they have looked the same for long enough", () => {
    const stable = new StableFiles(5_000);
    expect(looks(stable, 0, { a: [10, 1] })).toEqual([]);
    expect(looks(stable, 4_999, { a: [10, 1] })).toEqual([]);
    expect(looks(stable, 5_000, { a: [10, 1] })).toEqual(["a"]);
    expect(looks(stable, 6_000, { a: [10, 1] })).toEqual([]);
    expect(stable.waitingCount).toBe(0);
  });

  it("wait anew whenever their size or their date changes", () => {
    const stable = new StableFiles(5_000);
    looks(stable, 0, { a: [10, 1] });
    expect(looks(stable, 5_000, { a: [20, 1] })).toEqual([]);
    expect(looks(stable, 10_000, { a: [20, 2] })).toEqual([]);
    expect(stable.waiting).toEqual(["a"]);
    expect(looks(stable, 15_000, { a: [20, 2] })).toEqual(["a"]);
  });

  it("are taken again when they change after they were taken", () => {
    const stable = new StableFiles(1_000);
    looks(stable, 0, { a: [10, 1] });
    looks(stable, 1_000, { a: [10, 1] });
    expect(looks(stable, 2_000, { a: [30, 3] })).toEqual([]);
    expect(looks(stable, 3_000, { a: [30, 3] })).toEqual(["a"]);
  });

  it("that are gone are waited for no longer, and begin anew when they come back", () => {
    const stable = new StableFiles(1_000);
    looks(stable, 0, { a: [10, 1], b: [1, 1] });
    looks(stable, 500, { b: [1, 1] });
    expect(stable.waiting).toEqual(["b"]);
    expect(looks(stable, 1_500, { a: [10, 1], b: [1, 1] })).toEqual(["b"]);
  });

  it("are not kept once the library has them, so that a long watch stays small", () => {
    const stable = new StableFiles(0);
    for (let i = 0; i < 10_000; i++) {
      stable.see(`f${i}`, { sizeBytes: 1, mtimeMs: 1 }, i);
      stable.forget(`f${i}`);
      stable.endLook();
    }
    expect(stable.waiting).toEqual([]);
  });
});
