// The command line as a process: one document on stdout, a reader that goes away, Ctrl-C.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entryPath, quayline, quaylineInside, startQuayline } from "./quayline-process.ts";
import { makeSmallFootage } from "./small-footage.ts";

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

/** Enough files that reading them takes a while; each has its own content, so that none is a duplicate. */
async function makeManyClips(folder: string, count: number): Promise<void> {
  const { firstClip } = await makeSmallFootage(join(folder, "seed"));
  const bytes = await readFile(firstClip);
  await mkdir(join(folder, "many"));
  for (let at = 0; at < count; at++) {
    const minute = String(at % 60).padStart(2, "0");
    const hour = String(10 + Math.floor(at / 60)).padStart(2, "0");
    // An MP4 may be followed by a `free` box of any content (ISO/IEC 14496-12, 8.1.2).
    const free = Buffer.from([0, 0, 0, 12, 0x66, 0x72, 0x65, 0x65, 0, 0, at >> 8, at & 255]);
    await writeFile(join(folder, "many", `ch01_20211112${hour}${minute}00.mp4`), Buffer.concat([bytes, free]));
  }
}

describe("Ctrl-C", { timeout: 180_000 }, () => {
  it("ends indexing in order with 130 and one document, and the next run finishes the work", async () => {
    const library = join(root, "library");
    const count = 48;
    await makeManyClips(root, count);
    const line = ["index", join(root, "many"), "--json", "--lang", "en", "--library", library];
    const { child, over } = startQuayline(line);
    for (let isReading = false; !isReading;) {
      const { stdout } = await quaylineInside(["files", "--json", "--library", library]);
      isReading = stdout.startsWith("[") && JSON.parse(stdout).some((file: { state: string }) => file.state === "indexed");
    }
    child.kill("SIGINT");
    const outcome = await over;
    expect(outcome.exitCode, outcome.stderr).toBe(130);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: "cancelled" } });
    expect(outcome.stderr).toContain("Cancelling");

    const { files } = JSON.parse((await quayline(line)).stdout);
    expect(files).toMatchObject({ found: count, failed: 0 });
    expect(files.unchanged).toBeGreaterThan(0);
    expect(files.indexed + files.unchanged).toBe(count);
  });
});
