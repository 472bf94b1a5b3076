// Where the library of a user is, on each system.

import { describe, expect, it } from "vitest";
import { chooseLibraryPath, defaultLibraryPath, systemLocale } from "../../cli/places.ts";

describe("the default library", () => {
  it.each([
    ["linux", {}, "/home/wang", "/home/wang/.local/share/quayline/library"],
    ["linux", { XDG_DATA_HOME: "/data" }, "/home/wang", "/data/quayline/library"],
    ["linux", { XDG_DATA_HOME: "relative" }, "/home/wang", "/home/wang/.local/share/quayline/library"],
    ["darwin", {}, "/Users/wang", "/Users/wang/Library/Application Support/Quayline/library"],
    ["win32", { LOCALAPPDATA: "C:\\Users\\wang\\AppData\\Local" }, "C:\\Users\\wang", "C:\\Users\\wang\\AppData\\Local\\Quayline\\library"],
    ["win32", {}, "C:\\Users\\wang", "C:\\Users\\wang\\AppData\\Local\\Quayline\\library"],
  ] as const)("on %s with %j is below %s", (platform, env, home, path) => {
    expect(defaultLibraryPath(platform, env, home)).toBe(path);
  });

  it("gives way to QUAYLINE_LIBRARY, and that to --library", () => {
    expect(chooseLibraryPath(null, "/work", { QUAYLINE_LIBRARY: "lib" })).toBe("/work/lib");
    expect(chooseLibraryPath("/other", "/work", { QUAYLINE_LIBRARY: "lib" })).toBe("/other");
  });
});

describe("the system's language", () => {
  it("is the first of LC_ALL, LC_MESSAGES, LANG", () => {
    expect(systemLocale("linux", { LANG: "en_US.UTF-8" })).toBe("en_US.UTF-8");
    expect(systemLocale("linux", { LANG: "en_US.UTF-8", LC_ALL: "zh_CN.UTF-8" })).toBe("zh_CN.UTF-8");
    expect(systemLocale("linux", {})).toBeNull();
  });
});
