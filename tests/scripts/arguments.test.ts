// What the words after `npm start --`, `npm test --` and `npm run quayline --` mean.

import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { callerFolder, repoFolder, userCacheFolder } from "../../scripts/folders.mjs";
import { nameBeside } from "../../scripts/headless.mjs";
import { needsOf } from "../../scripts/quayline.mjs";
import { readStartArguments } from "../../scripts/start.mjs";
import { planFromArguments } from "../../scripts/test.mjs";

describe("npm start", () => {
  it("takes a library relative to where the person is, and a language", () => {
    expect(readStartArguments(["--library", "cases", "--lang", "en"], "/home/ann")).toEqual({ library: resolve("/home/ann", "cases"), lang: "en", isHelp: false });
  });

  it("leaves both open when they are not given", () => {
    expect(readStartArguments([], "/home/ann")).toEqual({ library: null, lang: null, isHelp: false });
  });

  it("refuses what it does not know, with its usage", () => {
    expect(() => readStartArguments(["--libary", "x"], "/")).toThrow(/--libary.*Usage: npm start/s);
    expect(() => readStartArguments(["--lang", "fr"], "/")).toThrow(/zh-CN and en/);
  });

  it("names libraries for the sample beside one that holds footage", () => {
    expect(nameBeside("/data/quayline/", 1)).toBe("/data/quayline-sample");
    expect(nameBeside("/data/quayline", 3)).toBe("/data/quayline-sample-3");
  });
});

describe("npm test", () => {
  it("runs everything without words", () => {
    expect(planFromArguments([])).toEqual({ stages: ["types", "lint", "unit", "e2e"], unitPaths: [], e2ePaths: [] });
  });

  it("runs the stages that are named, in their order", () => {
    expect(planFromArguments(["e2e", "types"]).stages).toEqual(["types", "e2e"]);
  });

  it("gives a path to the runner that it belongs to", () => {
    expect(planFromArguments(["tests/e2e/window.test.ts"])).toEqual({ stages: ["e2e"], unitPaths: [], e2ePaths: ["tests/e2e/window.test.ts"] });
    expect(planFromArguments(["store"], join(repoFolder, "tests"))).toEqual({ stages: ["unit"], unitPaths: ["tests/store"], e2ePaths: [] });
  });
});

describe("npm run quayline", () => {
  it.each([
    [["index", "/footage"], { ffmpeg: true, viewer: false }],
    [["export", "--case", "1"], { ffmpeg: true, viewer: true }],
    [["verify", "bundle"], { ffmpeg: false, viewer: false }],
    [["export", "--help"], { ffmpeg: false, viewer: false }],
    [[], { ffmpeg: false, viewer: false }],
  ])("knows what %j needs", (words, needs) => {
    expect(needsOf(words)).toEqual(needs);
  });

  it("means paths relative to where the person is when npm runs it, and to its own folder otherwise", () => {
    expect(callerFolder("quayline", { npm_lifecycle_event: "quayline", INIT_CWD: "/home/ann" }, "/checkout")).toBe("/home/ann");
    expect(callerFolder("quayline", { npm_lifecycle_event: "test", INIT_CWD: "/home/ann" }, "/somewhere")).toBe("/somewhere");
    expect(callerFolder("quayline", {}, "/somewhere")).toBe("/somewhere");
  });
});

describe("the cache folder", () => {
  it("follows the custom of each system", () => {
    expect(userCacheFolder({ XDG_CACHE_HOME: "/var/cache/ann" }, "linux", "/home/ann")).toBe("/var/cache/ann/quayline");
    expect(userCacheFolder({}, "linux", "/home/ann")).toBe("/home/ann/.cache/quayline");
    expect(userCacheFolder({}, "darwin", "/Users/ann")).toBe("/Users/ann/Library/Caches/Quayline");
  });
});
