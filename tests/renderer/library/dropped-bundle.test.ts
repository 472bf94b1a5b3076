// What was dropped on the window: an evidence bundle, or footage.

import { describe, expect, it } from "vitest";
import { bundleIn } from "../../../renderer/library/dropped-bundle.ts";

const file = (name: string) => ({ isFile: true, isDirectory: false, name });
const folder = (name: string, ...names: readonly string[]) => ({
  isFile: false, isDirectory: true, name,
  getFile: (path: string, _options: unknown, found: (entry: never) => void, missing: (error: never) => void) => (names.includes(path) ? found : missing)(undefined as never),
});

describe("among what was dropped, a bundle", () => {
  it("is a folder with the mark of a bag", async () => {
    expect(await bundleIn([folder("case", "bagit.txt", "index.html")])).toBe(0);
    expect(await bundleIn([folder("footage", "a.mp4")])).toBeNull();
  });
  it("is a zip, however its ending is written", async () => {
    expect(await bundleIn([file("case.ZIP")])).toBe(0);
    expect(await bundleIn([file("zip.mp4")])).toBeNull();
  });
  it("is found by its place beside other things", async () => {
    expect(await bundleIn([folder("footage"), file("a.mp4"), folder("case", "bagit.txt")])).toBe(2);
    expect(await bundleIn([])).toBeNull();
  });
});
