// What the command line says of files that are not what one would like: times that never were or were twice, a size that is not the
// name's, footage that no browser plays, disks that are away, files that may not be opened.

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeClip } from "../support/distinct-copies.ts";
import { HEVC, makeClip } from "../support/numbered-footage.ts";
import { entryPath, quaylineInside } from "./quayline-process.ts";

interface File {
  readonly path: string; readonly state: string; readonly sha256: string | null; readonly startMs: number | null; readonly playback: string; readonly isOffline: boolean; readonly durationMs: number | null;
  readonly problems: readonly { readonly code: string; readonly message: string; readonly params: Readonly<Record<string, unknown>> }[];
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "quayline-truth-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let libraries = 0;
const newLibrary = (): string => join(root, `library-${libraries++}`);
async function run<T>(library: string, ...args: string[]): Promise<{ readonly exitCode: number | null; readonly answer: T }> {
  const { exitCode, stdout, stderr } = await quaylineInside([...args, "--library", library, "--actor", "陈海波", "--json"]);
  expect(stdout, stderr).not.toBe("");
  return { exitCode, answer: JSON.parse(stdout) as T };
}

const nameOf = (path: string): string => path.split("/").at(-1) ?? path;
const codes = (files: readonly File[]): Record<string, string[]> => Object.fromEntries(files.map((file) => [nameOf(file.path), file.problems.map(({ code }) => code).filter((code) => code !== "camera-provisional")]));

describe("local times", () => {
  it("that a clock change left out or repeated are flagged, and never placed in silence", async () => {
    const folder = join(root, "Berlin");
    await writeClip(join(folder, "ch01_20240331023000.mp4"), 1);
    await writeClip(join(folder, "ch01_20241027023000.mp4"), 2);
    await writeClip(join(folder, "ch01_20240331033000.mp4"), 3);
    const library = newLibrary();
    const index = await run<{ problems: readonly { path: string; code: string; message: string }[] }>(library, "index", folder, "--timezone", "Europe/Berlin");
    const told = index.answer.problems.filter(({ code }) => code.startsWith("time-")).map(({ path, code }) => [nameOf(path), code]);
    expect(told).toEqual(expect.arrayContaining([["ch01_20240331023000.mp4", "time-nonexistent"], ["ch01_20241027023000.mp4", "time-ambiguous"]]));
    expect(told.some(([name]) => name === "ch01_20240331033000.mp4")).toBe(false);
    const { answer: files } = await run<readonly File[]>(library, "files");
    expect(files.map(({ path, startMs }) => [nameOf(path), startMs])).toEqual([
      ["ch01_20240331023000.mp4", null], ["ch01_20240331033000.mp4", Date.UTC(2024, 2, 31, 1, 30)], ["ch01_20241027023000.mp4", Date.UTC(2024, 9, 27, 0, 30)],
    ]);
  });

  it("of the years in which Shanghai changed its clocks are before all recorders: no place is made up for them, and what is typed is checked", async () => {
    const folder = join(root, "Shanghai");
    await writeClip(join(folder, "ch01_19880410023000.mp4"), 4);
    const library = newLibrary();
    await run(library, "index", folder);
    const { answer: files } = await run<readonly File[]>(library, "files");
    expect(files.map(({ startMs }) => startMs)).toEqual([null]);
    expect(codes(files)).toEqual({ "ch01_19880410023000.mp4": ["time-unknown"] });
    // 1988-04-17 02:00 to 03:00 never was there (tz database, Asia/Shanghai).
    const placed = await run<{ error: { code: string } }>(library, "files", "place", "1", "--shows", "1988-04-17 02:30:00");
    expect([placed.exitCode, placed.answer.error.code]).toEqual([2, "time-nonexistent"]);
  });
});

it("a file that is not as large as its recorder's name says is told, one that is is not", async () => {
  const folder = join(root, "reolink");
  await writeClip(join(folder, "a.mp4"), 5);
  const { size } = statSync(join(folder, "a.mp4"));
  const named = (bytes: number): string => `RecM02_DST20231115_140305_140310_0_6D28808_${bytes.toString(16).toUpperCase()}.mp4`;
  renameSync(join(folder, "a.mp4"), join(folder, named(size)));
  await writeClip(join(folder, named(size + 4_096)), 6);
  const library = newLibrary();
  await run(library, "index", folder);
  const { answer: files } = await run<readonly File[]>(library, "files");
  expect(codes(files)).toEqual({ [named(size)]: [], [named(size + 4_096)]: ["size-disagrees"] });
  expect(files.flatMap(({ problems }) => problems).find(({ code }) => code === "size-disagrees")?.params).toEqual({ namedBytes: size + 4_096, foundBytes: size });
});

describe("what cannot be played, read or reached", () => {
  it("is offered a copy, kept with its fingerprint, and said to be away", async () => {
    const folder = join(root, "disk");
    mkdirSync(folder);
    copyFileSync(await makeClip({ fileName: "clip.ts", encode: HEVC }), join(folder, "ch01_20211112140305.ts"));
    await writeClip(join(folder, "ch01_20211112140400.mp4"), 7);
    writeFileSync(join(folder, "ch01_20211112150000.mp4"), Buffer.concat([Buffer.from("000000186674797069736f6d", "hex"), Buffer.alloc(600, 1)]));
    const library = newLibrary();
    expect((await run(library, "index", folder)).exitCode).toBe(3);
    const { answer: files } = await run<readonly File[]>(library, "files");
    expect(files.map(({ playback, state, isOffline }) => [playback, state, isOffline])).toEqual([["copy", "indexed", false], ["direct", "indexed", false], ["none", "failed", false]]);
    for (const file of files) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);

    const copies = await run<readonly { path: string; state: string; copyPath: string | null }[]>(library, "proxies", "make", folder);
    expect([copies.exitCode, copies.answer.map(({ state }) => state)]).toEqual([3, ["ready", "needless", "impossible"]]);
    expect(statSync(copies.answer[0]?.copyPath ?? "").size).toBeGreaterThan(1_000);

    renameSync(folder, `${folder}-away`);
    const away = await run<readonly File[]>(library, "files");
    expect([away.exitCode, away.answer.map(({ isOffline }) => isOffline)]).toEqual([0, [true, true, true]]);
    const { stdout } = await quaylineInside(["files", "--library", library, "--lang", "en"]);
    expect(stdout).toContain("disk away");
    expect(stdout).toMatch(/disk is not there since .*files: 3/);
  });
});

/** Null: a process can be started as somebody who is not allowed everything. Else why not. */
function whyNoOtherUser(): string | null {
  if (process.platform === "win32") return "rights are another matter on Windows";
  if (process.getuid?.() !== 0) return null;
  try {
    execFileSync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath, "-e", `require("node:fs").accessSync(${JSON.stringify(entryPath)})`], { stdio: "ignore" });
    return null;
  } catch {
    return "root cannot become another user here who reads this checkout";
  }
}

const refusal = whyNoOtherUser();
it.skipIf(refusal !== null)(`a file that may not be opened is listed with what to do, and read once it may be${refusal === null ? "" : ` (skipped: ${refusal})`}`, async () => {
  const home = join(root, "other user");
  const folder = join(home, "footage");
  await writeClip(join(folder, "ch01_20211112140305.mp4"), 8);
  await writeClip(join(folder, "ch01_20211112140400.mp4"), 9);
  await writeClip(join(folder, "closed", "ch01_20211112140500.mp4"), 10);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    for (const path of [root, home, folder]) chmodSync(path, 0o755);
    chownSync(home, 65534, 65534);
  }
  chmodSync(join(folder, "ch01_20211112140400.mp4"), 0o000);
  chmodSync(join(folder, "closed"), 0o000);
  const as = <T>(...args: string[]): { exitCode: number; answer: T } => {
    const words = [entryPath, ...args, "--library", join(home, "library"), "--actor", "陈海波", "--lang", "en", "--json"];
    const [program, all] = isRoot ? ["setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath, ...words]] as const : [process.execPath, words] as const;
    const { status, stdout } = spawnSync(program, all, { encoding: "utf8", env: { ...process.env, HOME: home, QUAYLINE_ACTOR: "" } });
    return { exitCode: status ?? -1, answer: JSON.parse(stdout) as T };
  };
  const index = as<{ files: Record<string, number>; problems: readonly { path: string; code: string; message: string }[] }>("index", folder);
  expect(index.exitCode).toBe(3);
  const told = index.answer.problems.filter(({ code }) => code === "cannot-open");
  expect(told.map(({ path }) => nameOf(path)).sort()).toEqual(["ch01_20211112140400.mp4", "closed"]);
  expect(told[0]?.message).toContain("access is denied");
  const listed = as<readonly File[]>("files").answer;
  expect(listed.map(({ path, state, sha256 }) => [nameOf(path), state, sha256 !== null])).toEqual(expect.arrayContaining([["ch01_20211112140305.mp4", "indexed", true], ["ch01_20211112140400.mp4", "failed", false]]));

  chmodSync(join(folder, "ch01_20211112140400.mp4"), 0o644);
  chmodSync(join(folder, "closed"), 0o755);
  as("index", folder);
  const again = as<readonly File[]>("files").answer.filter(({ path }) => path.endsWith(".mp4"));
  expect(again.map(({ state, sha256 }) => [state, sha256 !== null])).toEqual([["indexed", true], ["indexed", true], ["indexed", true]]);
  expect(Object.values(codes(again)).flat()).not.toContain("cannot-open");
});
