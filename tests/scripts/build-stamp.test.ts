// Whether dist/ has to be built again. Wrong one way costs seconds at every start, wrong the other runs old code.

import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildStamp, isBuildFresh, writeBuildStamp } from "../../scripts/build-stamp.mjs";

const SOURCES = ["engine", "package.json"];
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quayline-test-"));
  mkdirSync(join(root, "engine", "store"), { recursive: true });
  mkdirSync(join(root, "dist"));
  write("engine/store/files.ts", "one");
  write("package.json", "{}");
  writeBuildStamp(join(root, "dist"), buildStamp(root, SOURCES));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

describe("the stamp of a build", () => {
  it("is fresh right after a build", () => {
    expect(isBuildFresh(root, SOURCES)).toBe(true);
  });

  it("stays fresh when only times change, as after a checkout", () => {
    utimesSync(join(root, "engine/store/files.ts"), 1, 1);
    expect(isBuildFresh(root, SOURCES)).toBe(true);
  });

  it("is stale after an edit of equal length", () => {
    write("engine/store/files.ts", "two");
    expect(isBuildFresh(root, SOURCES)).toBe(false);
  });

  it("is stale after a file was added, removed or renamed", () => {
    write("engine/store/cases.ts", "");
    expect(isBuildFresh(root, SOURCES)).toBe(false);
    rmSync(join(root, "engine/store/cases.ts"));
    expect(isBuildFresh(root, SOURCES)).toBe(true);
    rmSync(join(root, "engine/store/files.ts"));
    write("engine/store/file.ts", "one");
    expect(isBuildFresh(root, SOURCES)).toBe(false);
  });

  it("does not mind what lies outside of the sources", () => {
    write("README.md", "text");
    write("engine/.editor-backup", "text");
    expect(isBuildFresh(root, SOURCES)).toBe(true);
  });

  it("is stale when dist/ is missing", () => {
    rmSync(join(root, "dist"), { recursive: true });
    expect(isBuildFresh(root, SOURCES)).toBe(false);
  });

  it("tells large files apart without reading them", () => {
    const path = join(root, "engine", "ffmpeg.bin");
    write("engine/ffmpeg.bin", "");
    truncateSync(path, 5_000_000);
    utimesSync(path, 100, 100);
    const before = buildStamp(root, SOURCES);
    utimesSync(path, 200, 200);
    expect(buildStamp(root, SOURCES)).not.toBe(before);
  });
});
