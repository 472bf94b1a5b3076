// The command line as a process: one document on stdout, a reader that goes away, Ctrl-C.

import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entryPath, quayline, startQuayline } from "./quayline-process.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-process-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("one JSON document", () => {
  it.each([
    [2, "command-missing", []],
    [2, "option-unknown", ["files", "--nope"]],
    [2, "option-invalid", ["gaps", "--from", "x", "--to", "y"]],
    [1, "not-in-this-version", ["keygen", "--out", "k"]],
    [1, "library-not-found", ["cameras", "list"]],
    [1, "bundle-not-found", ["verify", "/nowhere/at/all"]],
  ] as const)("ends with %i and says %s", async (exitCode, code, line) => {
    const outcome = await quayline([...line, "--json", "--library", join(root, "none")]);
    expect(outcome.exitCode).toBe(exitCode);
    const { error } = JSON.parse(outcome.stdout);
    expect(error).toEqual({ code, message: expect.any(String), fix: expect.any(String) });
    // The same sentence stands on stderr, for whoever watches.
    expect(outcome.stderr).toContain(error.message);
  });

  it("keeps stdout empty where an error is told in words", async () => {
    const outcome = await quayline(["cameras", "list", "--library", join(root, "none"), "--lang", "zh-CN"]);
    expect(outcome).toMatchObject({ exitCode: 1, stdout: "" });
    expect(outcome.stderr).toContain("此处没有录像库");
  });

  it("speaks Chinese where neither the user nor the system says otherwise", async () => {
    expect((await quayline(["fils"], { LANG: "C" })).stderr).toMatch(/\p{Script=Han}/u);
  });
});

describe("a reader that goes away", () => {
  it("is no failure", async () => {
    const child = spawn(process.execPath, [entryPath, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const exitCode = await new Promise((resolve) => child.once("close", resolve));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });
});

describe("Ctrl-C", () => {
  it("ends long work in order: 130, one document, nothing half made", async () => {
    const out = join(root, "sample");
    const { child, over } = startQuayline(["sample", "--out", out, "--json", "--lang", "en"], { XDG_CACHE_HOME: join(root, "cache") });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    child.kill("SIGINT");
    const outcome = await over;
    expect(outcome.exitCode, outcome.stderr).toBe(130);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: "cancelled" } });
    expect(outcome.stderr).toContain("Cancelling");
    const left = await readdir(out, { recursive: true }).catch(() => []);
    expect(left.filter((name) => name.endsWith(".mp4"))).toEqual([]);
  });
});
