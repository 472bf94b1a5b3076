import { homedir } from "node:os";
import { describe, expect, it } from "vitest";
import { chooseLibraryPath, defaultLibraryPath as defaultOfCommandLine } from "../../cli/places.ts";
import { readStartArguments } from "../../main/arguments.ts";
import { defaultLibraryPath, profileFolder } from "../../main/places.ts";

describe("what the app was started with", () => {
  const read = (words: string[], env = {}) => readStartArguments(words, env, "/home/li");

  it("names a library, from where the person stands", () => {
    expect(read([".", "--library", "case 7"]).libraryPath).toBe("/home/li/case 7");
    expect(read(["--library=/data/lib"]).libraryPath).toBe("/data/lib");
  });

  it("takes the environment's library where none is named", () => {
    expect(read(["."], { QUAYLINE_LIBRARY: "/srv/lib" }).libraryPath).toBe("/srv/lib");
    expect(read(["--library", "a"], { QUAYLINE_LIBRARY: "/srv/lib" }).libraryPath).toBe("/home/li/a");
    expect(read(["."], { QUAYLINE_LIBRARY: "" }).libraryPath).toBeNull();
  });

  it("leaves other people's switches alone", () => {
    const words = ["--inspect=0", "--remote-debugging-port=0", "--no-sandbox", ".", "--lang", "en", "--library", "--lang"];
    expect(read(words)).toEqual({ libraryPath: null, lang: "en" });
  });
});

describe("the default library", () => {
  const env = { XDG_DATA_HOME: "/data", LOCALAPPDATA: "C:\\Users\\li\\AppData\\Local" };
  it.each(["linux", "darwin", "win32"] as const)("is the command line's on %s", (platform) => {
    for (const some of [env, {}, { XDG_DATA_HOME: "relative" }, { XDG_DATA_HOME: " ", LOCALAPPDATA: " " }]) {
      expect(defaultLibraryPath(platform, some, "/home/li")).toBe(defaultOfCommandLine(platform, some, "/home/li"));
    }
  });

  it("gives way to the same names as on the command line", () => {
    for (const [asked, env] of [["x", {}], [null, { QUAYLINE_LIBRARY: "/y" }], [null, {}]] as const) {
      const words = asked === null ? [] : ["--library", asked];
      const mine = readStartArguments(words, env, "/home/li").libraryPath ?? defaultLibraryPath(process.platform, env, homedir());
      expect(mine).toBe(chooseLibraryPath(asked, "/home/li", env));
    }
  });

  it("uses the usual profile, and every other library one of its own", () => {
    expect(profileFolder("/p", "/lib", "/lib")).toBe("/p");
    expect(profileFolder("/p", "/a", "/lib")).toMatch(/^\/p\/libraries\/[0-9a-f]{16}$/);
    expect(profileFolder("/p", "/a", "/lib")).not.toBe(profileFolder("/p", "/b", "/lib"));
  });
});
