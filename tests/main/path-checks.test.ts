import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFootageAddress } from "../../main/footage-address.ts";
import { KnownPaths } from "../../main/known-paths.ts";
import { isOwnAddress } from "../../main/own-address.ts";
import { isBelow, pathBelow, pathsIn } from "../../main/path-checks.ts";

describe("an address of the app's own files", () => {
  it("means the file below the folder", () => {
    expect(pathBelow("/app/r", "/index.html")).toBe("/app/r/index.html");
    expect(pathBelow("/app/r", "/assets/a%20b.js")).toBe("/app/r/assets/a b.js");
  });
  it.each(["/../main.cjs", "/%2e%2e/main.cjs", "/..%2f..%2fetc/passwd", "/a/../../r2/x", "/..%5cmain.cjs", "/a%00.html", "/%zz", "/", "/."])("%s leads nowhere", (path) => {
    expect(pathBelow("/app/r", path)).toBeNull();
  });
});

describe("a footage address", () => {
  it("names a kind and an id", () => expect(readFootageAddress("footage://proxy/12")).toEqual({ kind: "proxy", id: 12 }));
  it("names a part of a copy by its id", () => expect(readFootageAddress("footage://stretch/7")).toEqual({ kind: "stretch", id: 7 }));
  it("names a site plan by its id", () => expect(readFootageAddress("footage://plan/4")).toEqual({ kind: "plan", id: 4 }));
  it.each(["footage://file/0", "footage://file/-1", "footage://file/1.5", "footage://file/", "footage://other/1", "footage://file/1/../2", "https://file/1", "footage://file/99999999999999999", "footage://preview/12", "footage://file/12/3", "footage://plan/../1"])(
    "%s is none", (url) => expect(readFootageAddress(url)).toBeNull(),
  );
});

describe("addresses a page may ask for", () => {
  it.each(["app://quayline/a.js", "footage://file/1", "blob:app://quayline/1-2", "data:image/png;base64,AA"])("%s", (url) => expect(isOwnAddress(url, false)).toBe(true));
  it.each(["http://a", "HTTPS://a", "ws://a", "file:///etc/passwd", "ftp://a", "chrome://gpu", "devtools://devtools/x", "", "app"])("not %s", (url) => expect(isOwnAddress(url, false)).toBe(false));
  it("has its development tools in development", () => expect(isOwnAddress("devtools://devtools/x", true)).toBe(true));
});

describe("paths", () => {
  it("are below a folder only inside of it", () => {
    expect(isBelow("/a", "/a/b")).toBe(true);
    expect(isBelow("/a", "/a/..b")).toBe(true);
    for (const path of ["/a", "/ab", "/b", "/"]) expect(isBelow("/a", path)).toBe(false);
  });
  it("are found in a job's result, at any depth", () => {
    expect(pathsIn({ bundle: "/out/b", files: 3, failed: [{ path: "data/x.mp4" }, { path: "/y" }], bytes: new Uint8Array(3), none: null })).toEqual(["/out/b", "/y"]);
  });
});

describe("what the window may have shown", () => {
  const folder = mkdtempSync(join(tmpdir(), "quayline-paths-"));
  const make = (name: string): string => {
    writeFileSync(join(folder, name), "x");
    return join(folder, name);
  };
  mkdirSync(join(folder, "exports", "bundle"), { recursive: true });
  const index = make("exports/bundle/index.html");
  const program = make("exports/bundle/setup.exe");
  const elsewhere = make("elsewhere.html");
  symlinkSync(elsewhere, join(folder, "exports", "link.html"));
  const knownPaths = new KnownPaths();

  it("is nothing before anything was chosen or made", async () => expect(await knownPaths.showable(index)).toBeNull());

  it("is what lies in the exports, but no program is opened", async () => {
    knownPaths.addNamedBy([join(folder, "exports"), undefined]);
    expect(await knownPaths.openable(index)).toBe(index);
    expect(await knownPaths.showable(program)).toBe(program);
    expect(await knownPaths.openable(program)).toBeNull();
    expect(await knownPaths.showable(join(folder, "exports", "..", "elsewhere.html"))).toBeNull();
    expect(await knownPaths.showable(join(folder, "exports", "gone.html"))).toBeNull();
  });

  it("does not follow a link out of the exports", async () => {
    expect(await knownPaths.showable(join(folder, "exports", "link.html"))).toBeNull();
  });

  it("is what a job's result named, and what a person chose", async () => {
    knownPaths.addNamedBy({ bundle: elsewhere });
    expect(await knownPaths.openable(elsewhere)).toBe(elsewhere);
    expect(knownPaths.isChosen(elsewhere)).toBe(false);
    knownPaths.addChosen([elsewhere]);
    expect(knownPaths.isChosen(elsewhere)).toBe(true);
  });
});
