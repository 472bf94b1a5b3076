// A folder of hostile names and things, indexed by the command line as a stranger would: everything has its row and its reason,
// nothing stops or is opened that should not be, and nothing on the disk is another than before.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROBLEM_WEIGHTS } from "../../contract/problems.ts";
import { makeHostileFolder, snapshot, writeSparse, type HostileFolder } from "../support/hostile-folder.ts";
import { quayline } from "./quayline-process.ts";

interface File {
  readonly path: string; readonly pathBytes: string | null; readonly state: string; readonly sha256: string | null; readonly duplicateOf: number | null;
  readonly durationMs: number | null; readonly sizeBytes: number; readonly problems: readonly { readonly code: string; readonly message: string }[];
}
interface IndexAnswer {
  readonly files: Readonly<Record<"found" | "indexed" | "unchanged" | "skipped" | "failed", number>>;
  readonly footageMs: number;
  readonly problems: readonly { readonly path: string; readonly pathBytes?: string; readonly code: string; readonly message: string }[];
}

let root: string;
let hostile: HostileFolder;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-hostile-"));
  await mkdir(join(root, "folder"));
  await mkdir(join(root, "outside"));
  hostile = await makeHostileFolder(join(root, "folder"), join(root, "outside"));
});
afterAll(async () => {
  hostile.close();
  await promisify(execFile)("chmod", ["-R", "u+rwX", root]).catch(() => undefined);
  await rm(root, { recursive: true, force: true });
});

const run = async <T>(...args: string[]): Promise<{ readonly exitCode: number | null; readonly answer: T }> => {
  const { exitCode, stdout, stderr } = await quayline([...args, "--library", join(root, "library"), "--json"]);
  expect(stdout, stderr).not.toBe("");
  return { exitCode, answer: JSON.parse(stdout) as T };
};

/** What is only worth knowing says nothing of whether a file could be read. */
const codesOf = (file: File): string[] => file.problems.map(({ code }) => code).filter((code) => !["camera-provisional", "time-unknown", "time-guessed"].includes(code));

describe("a folder of hostile names and things", () => {
  let before: ReadonlyMap<string, string>;
  let index: IndexAnswer;
  let files: readonly File[];
  let accessedNs: bigint;
  beforeAll(async () => {
    before = await snapshot(hostile.folder);
    accessedNs = (await stat(hostile.canaryPath, { bigint: true })).atimeNs;
    const ran = await run<IndexAnswer>("index", hostile.folder);
    expect(ran.exitCode).toBe(3);
    index = ran.answer;
    files = (await run<readonly File[]>("files")).answer;
  });

  it("has a row and a reason for each of them", () => {
    const found = new Map(files.filter(({ pathBytes }) => pathBytes === null).map((file) => [file.path.slice(hostile.folder.length + 1), codesOf(file)]));
    for (const [name, code] of hostile.expected) expect([name, found.get(name)]).toEqual([name, code === null ? [] : [code]]);
    expect([...found.keys()].filter((name) => !hostile.expected.has(name))).toEqual([]);
    for (const file of files) for (const { code, message } of file.problems) expect([code in PROBLEM_WEIGHTS, message.length > 5]).toEqual([true, true]);
  });

  it("tells the exact bytes of names that are no UTF-8", () => {
    const odd = files.filter(({ pathBytes }) => pathBytes !== null);
    expect(odd.map(({ path }) => path.slice(hostile.folder.length + 1)).sort()).toEqual(["bad-\uFFFD.mp4", "bad-\uFFFD.mp4", "bad-\uFFFD/inside.mp4", "bad-\uFFFD/inside.mp4"]);
    const endings = odd.map(({ pathBytes }) => Buffer.from(pathBytes!, "base64").subarray(Buffer.byteLength(hostile.folder) + 5).toString("latin1")).sort();
    expect(endings).toEqual(["\xfe.mp4", "\xfe/inside.mp4", "\xff.mp4", "\xff/inside.mp4"]);
    expect(odd.every((file) => file.state === "indexed" && file.sha256 !== null)).toBe(true);
    for (const { pathBytes } of index.problems.filter(({ path }) => path.includes("\uFFFD"))) expect(odd.map((file) => file.pathBytes)).toContain(pathBytes);
  });

  it("counts the same content once", () => {
    const same = files.filter(({ path }) => /(original|second-name|third-copy)\.mp4$/.test(path));
    expect(new Set(same.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(same.filter(({ duplicateOf }) => duplicateOf === null)).toHaveLength(1);
    const footage = files.filter((file) => file.state === "indexed" && file.duplicateOf === null);
    expect(index.footageMs).toBe(footage.length * 1_000);
    expect(index.files.found).toBe(files.length);
  });

  it("opened nothing that a playlist or a link names, and ran nothing", async () => {
    expect((await stat(hostile.canaryPath, { bigint: true })).atimeNs).toBe(accessedNs);
    await expect(stat(join(hostile.folder, "pwned"))).rejects.toThrow("ENOENT");
    await expect(stat("pwned")).rejects.toThrow("ENOENT");
    // The watch is worth something: whoever does open it leaves the time (unless the disk is mounted so that nobody does).
    await readFile(hostile.canaryPath);
    if (process.platform === "linux" && !(await readFile("/proc/mounts", "utf8")).includes("noatime")) {
      expect((await stat(hostile.canaryPath, { bigint: true })).atimeNs).not.toBe(accessedNs);
    }
  });

  it("changed no byte and no time of any of them", async () => {
    const after = await snapshot(hostile.folder);
    for (const [path, state] of before) expect([path, after.get(path)]).toEqual([path, state]);
    expect(after.size).toBe(before.size);
  });

  it("finds all of it unchanged the second time", async () => {
    const { answer } = await run<IndexAnswer>("index", hostile.folder);
    expect(answer.files).toMatchObject({ found: index.files.found, indexed: 0 });
    expect((await run<readonly File[]>("files")).answer).toEqual(files);
  });
});

it("a file of 4 GB that is a hole, and an index that claims to be as large, cost neither time nor memory", async () => {
  const folder = join(root, "sparse");
  await mkdir(folder);
  await writeSparse(join(folder, "hole.mp4"), Buffer.alloc(0), 4 * 1024 ** 3);
  const moov = Buffer.alloc(40);
  moov.writeUInt32BE(24, 0);
  moov.write("ftypisom", 4, "latin1");
  moov.writeUInt32BE(4 * 1024 ** 3 - 64, 24);
  moov.write("moov", 28, "latin1");
  await writeSparse(join(folder, "index.mp4"), moov, 4 * 1024 ** 3);
  const { exitCode, answer } = await run<IndexAnswer>("index", folder, "--no-hash");
  expect(exitCode).toBe(3);
  expect(answer.problems.map(({ code }) => code).filter((code) => code !== "camera-provisional").sort()).toEqual(["no-video-track", "not-video"]);
});
