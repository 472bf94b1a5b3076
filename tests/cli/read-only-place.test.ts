// A library where nothing can be written, on the command line: every command that reads answers as ever and says that it is only read; every
// command that writes ends with why not and what to do.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asMediaMs, asTrueMs } from "../../contract/time.ts";
import { openEngine } from "../../engine/engine.ts";
import { listFiles } from "../../engine/store/files.ts";
import { ACTOR, openStore } from "../support/made-library.ts";
import { listingOf, makeUnwritable, whyNotUnwritable } from "../support/unwritable-place.ts";
import { entryPath, quaylineInside } from "./quayline-process.ts";
import { FIRST_START_MS, makeSmallFootage, type SmallFootage } from "./small-footage.ts";

const reason = whyNotUnwritable();
const FROM = String(FIRST_START_MS - 60_000);
const TO = String(FIRST_START_MS + 120_000);
const AT = String(FIRST_START_MS + 2_000);

let root: string;
let library: string;
let footage: SmallFootage;

const run = (args: readonly string[], more: readonly string[] = ["--json"]) => quaylineInside([...args, "--library", library, ...more], { QUAYLINE_ACTOR: "王警官" });

async function done(args: readonly string[]) {
  const outcome = await run(args);
  expect([0, 3], `${args.join(" ")}: ${outcome.stderr}${outcome.stdout}`).toContain(outcome.exitCode);
  return JSON.parse(outcome.stdout);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-unwritten-"));
  library = join(root, "library");
  footage = await makeSmallFootage(root);
  await done(["cameras", "import", footage.camerasCsv]);
  await done(["index", footage.folder]);
  await done(["clock", "add", "--camera", "quay-1", "--camera-time", AT, "--true-time", String(FIRST_START_MS + 1_000)]);
  await done(["case", "create", "--number", "1", "--title", "虾皮失窃"]);
  await done(["pin", "add", "--case", "1", "--camera", "quay-1", "--from", AT, "--to", String(FIRST_START_MS + 3_000), "--title", "箱"]);
  await done(["exhibit", "add", "--case", "1", "--name", "虾皮", "--count", "3"]);
  await done(["observe", "--case", "1", "--exhibit", "1", "--at", AT, "--state", "seen", "--count", "3", "--camera", "quay-1"]);
  await done(["observe", "--case", "1", "--exhibit", "1", "--at", String(FIRST_START_MS + 60_500), "--state", "absent", "--camera", "quay-1"]);
  await done(["statement", "add", "--case", "1", "--by", "李某", "--text", "袋子在后备箱", "--from", FROM, "--to", TO]);
  await done(["person", "add", "--case", "1", "--label", "司机"]);
  await done(["fact", "add", "--case", "1", "--from", AT, "--kind", "event", "--text", "报警"]);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Every command that reads a library, as it stands in the help. */
const READING: readonly (readonly string[])[] = [
  ["init"], ["cameras", "list"], ["files"], ["files", "--problems"], ["recordings", "--from", FROM, "--to", TO], ["gaps", "--from", FROM, "--to", TO],
  ["gaps", "report", "--from", FROM, "--to", TO], ["clock", "show", "--camera", "quay-1"], ["case", "list"], ["case", "show", "1"], ["case", "timeline", "1"], ["case", "order", "1"],
  ["continuity", "--case", "1", "--exhibit", "1"], ["look-next", "--case", "1", "--exhibit", "1"], ["access", "--case", "1", "--exhibit", "1"], ["person", "list", "--case", "1"],
  ["statement", "list", "--case", "1"], ["story", "show", "--case", "1"], ["neighbours", "list"], ["follow", "--camera", "quay-1", "--at", AT],
  ["watched", "--case", "1"], ["history", "--case", "1"], ["custody"], ["custody", "--verify"], ["roots", "list"], ["intake", "list"], ["previews"], ["proxies"],
];

const WRITING = (): readonly (readonly string[])[] => [
  ["cameras", "import", footage.camerasCsv], ["index", footage.folder], ["clock", "add", "--camera", "quay-1", "--camera-time", AT, "--true-time", AT], ["clock", "remove", "1"],
  ["case", "create", "--number", "2", "--title", "t"], ["pin", "add", "--case", "1", "--camera", "quay-1", "--from", AT, "--to", TO, "--title", "t"],
  ["exhibit", "add", "--case", "1", "--name", "n"], ["observe", "--case", "1", "--exhibit", "1", "--at", AT, "--state", "seen"],
  ["statement", "add", "--case", "1", "--by", "b", "--text", "t", "--from", FROM, "--to", TO], ["statement", "assess", "1", "--finding", "not-observable"],
  ["person", "add", "--case", "1", "--label", "l"], ["fact", "add", "--case", "1", "--from", AT, "--kind", "event", "--text", "t"], ["fact", "remove", "1"], ["undo", "--case", "1"],
  ["export", "--case", "1", "--out", join(root, "bundle")], ["proxies", "make", footage.firstClip], ["previews", "--make"], ["previews", "--off"], ["roots", "move", "/nowhere", root],
  ["neighbours", "set", "--camera", "quay-1", "--to", "quay-2", "--direction", "left"], ["files", "assign", footage.firstClip, "--camera", "quay-2"], ["sample", "--open"],
];

describe.skipIf(reason !== null)(`a library where nothing can be written${reason === null ? "" : ` (skipped: ${reason})`}`, () => {
  it("answers what it answers where it can be written, says that it is only read, refuses the rest, and does not change by a byte", async () => {
    const expected = new Map<readonly string[], { exitCode: number | null; stdout: string }>();
    for (const args of READING) expected.set(args, await run(args));
    const allow = makeUnwritable(library);
    try {
      const before = listingOf(library);
      for (const args of READING) {
        const { exitCode, stdout, stderr } = await run(args);
        expect({ exitCode, stdout }, args.join(" ")).toEqual({ exitCode: expected.get(args)!.exitCode, stdout: expected.get(args)!.stdout });
        expect(stderr, args.join(" ")).toContain(`Nothing can be written to ${library}`);
      }
      const frame = join(root, "frame.jpg");
      expect((await run(["frame", "--camera", "quay-1", "--at", AT, "--out", frame])).exitCode).toBe(0);
      const table = join(root, "facts.csv");
      expect((await run(["fact", "export", "--case", "1", "--out", table])).exitCode).toBe(0);
      expect([frame, table].map((path) => existsSync(path))).toEqual([true, true]);
      const { checks } = JSON.parse((await run(["doctor"])).stdout) as { checks: { name: string; ok: boolean; detail: string }[] };
      expect(checks.find(({ name }) => name === "library")).toMatchObject({ ok: true, detail: expect.stringContaining(library) });
      for (const args of WRITING()) {
        const { exitCode, stdout } = await run(args);
        expect([exitCode, JSON.parse(stdout).error?.code], args.join(" ")).toEqual([1, "library-read-only"]);
      }
      const refused = await run(["case", "create", "--number", "2", "--title", "t"], ["--lang", "zh-CN"]);
      expect(refused.stderr).toContain("此录像库只能查看");
      expect(refused.stderr).toContain(library);
      expect(existsSync(join(root, "bundle"))).toBe(false);
      expect(listingOf(library)).toEqual(before);
    } finally {
      allow();
    }
  });
});

describe.skipIf(reason !== null)("what was made of originals while the library could be written", () => {
  it("is used where it cannot be: stored frames, a playable copy; none is made, and none touched", async () => {
    await done(["previews", "--make"]);
    // What a copy is made of is not this test's matter; that it is found is.
    const store = await openStore(library);
    const { fileId, sizeBytes, mtimeMs } = listFiles(store.db, { problemsOnly: false, cameraId: null }).find(({ path }) => path === footage.firstClip)!;
    await store.write("files.setDerived", { fileId, kind: "proxy", name: `${fileId}.mp4`, sizeBytes: 4, sourceSizeBytes: sizeBytes, sourceMtimeMs: mtimeMs, command: "", tool: "" }, ACTOR);
    await store.close();
    await mkdir(join(library, "proxies"), { recursive: true });
    const copyPath = join(library, "proxies", `${fileId}.mp4`);
    await writeFile(copyPath, "copy");
    const allow = makeUnwritable(library);
    try {
      const before = listingOf(library);
      const engine = await openEngine({ libraryPath: library, create: false, actor: ACTOR });
      const { nearest } = await engine.call("previews.at", { cameraId: "quay-1", atMs: asTrueMs(FIRST_START_MS) });
      expect(nearest?.jpeg.length).toBeGreaterThan(100);
      expect(Buffer.from((await engine.resolveMedia("proxy", fileId)).pathBase64, "base64").toString()).toBe(copyPath);
      expect(await engine.call("proxy.request", { fileId })).toMatchObject({ jobId: null });
      const { standings } = await engine.call("proxies.want", { wishes: [{ fileId, size: "small", isUrgent: true, atMediaMs: null }], shownFileIds: [] });
      expect(standings).toMatchObject([{ error: { code: "library-read-only" } }]);
      expect((await engine.call("frame.ofFile", { fileId, mediaMs: asMediaMs(1_000) })).jpeg.length).toBeGreaterThan(100);
      await engine.close();
      expect(listingOf(library)).toEqual(before);
    } finally {
      allow();
    }
  });
});

/** A mount for one process alone needs rights that a user has not. */
function mayMount(): boolean {
  try {
    execFileSync("unshare", ["-m", "true"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mayMount())(`a library on a disk that is mounted for reading${mayMount() ? "" : " (skipped: nothing can be mounted here)"}`, () => {
  it("is read by a process of its own, which is told of every act that the disk is", async () => {
    const mounted = join(root, "disc");
    await mkdir(mounted);
    const before = listingOf(library);
    const onDisc = (...args: string[]): { status: number; stdout: string; stderr: string } => {
      const script = 'mount --bind "$0" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"';
      const { QUAYLINE_LIBRARY: _library, ...env } = process.env;
      try {
        return { status: 0, stderr: "", stdout: execFileSync("unshare", ["-m", "sh", "-c", script, library, mounted, process.execPath, entryPath, ...args, "--library", mounted, "--json", "--lang", "en"], { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }) };
      } catch (error) {
        return error as { status: number; stdout: string; stderr: string };
      }
    };
    expect(JSON.parse(onDisc("case", "list").stdout)).toMatchObject([{ number: "1" }]);
    const refused = onDisc("case", "create", "--number", "9", "--title", "t");
    expect([refused.status, JSON.parse(refused.stdout).error]).toEqual([1, expect.objectContaining({ code: "library-read-only", message: expect.stringContaining("EROFS"), fix: expect.stringContaining(mounted) })]);
    expect(listingOf(library)).toEqual(before);
  });

  it("is not what a full disk is taken for: that stays a full disk", () => {
    const full = join(root, "full");
    const script = `mkdir -p "$0" && mount -t tmpfs -o size=16m tmpfs "$0" && cp -r "$1" "$0/library" && rm -f "$0/library/library.lock"
      dd if=/dev/zero of="$0/fill" bs=4096 2>/dev/null; shift; "$@"; echo "exit $?"`;
    const { QUAYLINE_LIBRARY: _library, ...env } = process.env;
    const told = execFileSync("unshare", ["-m", "sh", "-c", script, full, library, process.execPath, entryPath, "case", "create", "--number", "9", "--title", "t", "--library", join(full, "library"), "--json"], { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    expect(told).toMatch(/"code":"disk-full"[^]*exit 1/);
  });
});
