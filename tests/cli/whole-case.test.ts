// A case from an empty folder to a verified bundle, in the order in which it is worked. The steps that decode, write or
// verify run as processes of their own, as users run them; the others inside the test, a second faster each.
// The numbers of the footage are in small-footage.ts.

import { readFile, writeFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIP_SECONDS, FIRST_START_MS, makeSmallFootage, SECOND_START_MS, type SmallFootage } from "./small-footage.ts";
import { quayline, quaylineInside } from "./quayline-process.ts";

let root: string;
let footage: SmallFootage;
const at = (name: string): string => join(root, name);

const IN_A_PROCESS = new Set(["index", "export", "verify"]);

async function json(args: readonly string[], exitCode = 0, env: Readonly<Record<string, string>> = {}) {
  const run = IN_A_PROCESS.has(args[0]!) ? quayline : quaylineInside;
  const outcome = await run([...args, "--json", "--library", at("library")], env);
  expect(outcome.exitCode, outcome.stderr + outcome.stdout).toBe(exitCode);
  return JSON.parse(outcome.stdout);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-cli-"));
  footage = await makeSmallFootage(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("a case on the command line", { timeout: 120_000 }, () => {
  it("finds no library before there is one", async () => {
    expect(await json(["files"], 1)).toMatchObject({ error: { code: "library-not-found", message: expect.stringContaining(at("library")), fix: expect.any(String) } });
    await expect(stat(at("library"))).rejects.toThrow();
  });

  it("makes a library, and leaves an existing one alone", async () => {
    const made = await json(["init"]);
    expect(made).toEqual({ library: at("library"), timezone: "Asia/Shanghai", version: expect.any(Number) });
    expect(await json(["init", "--timezone", "UTC"])).toEqual(made);
  });

  it("takes a camera list and says which rows are wrong", async () => {
    expect(await json(["cameras", "import", footage.camerasCsv])).toEqual({ added: 2, updated: 0, problems: [] });
    await writeFile(at("wrong.csv"), "id,name,lat\nquay-1,码头一号,29.9\nquay-3,x,1000\n");
    expect(await json(["cameras", "import", at("wrong.csv")], 3)).toMatchObject({ added: 0, updated: 1, problems: [{ row: 3, code: "camera-column-invalid" }] });
    expect(await json(["cameras", "import", at("missing.csv")], 1)).toMatchObject({ error: { code: "path-missing" } });
    // The list of the case again: an update replaces the whole row.
    await json(["cameras", "import", footage.camerasCsv]);
  });

  it("indexes a folder and lists what it could not read", async () => {
    const result = await json(["index", footage.folder], 3);
    expect(result.files).toMatchObject({ found: 4, unchanged: 0 });
    expect(result.files.indexed + result.files.failed + result.files.skipped).toBe(4);
    expect(result).toMatchObject({ footageMs: expect.any(Number), bytes: expect.any(Number), elapsedMs: expect.any(Number), recordings: expect.any(Number) });
    expect(result.problems).toContainEqual(expect.objectContaining({ path: expect.stringContaining("150000"), code: "file-empty", message: expect.any(String) }));
  });

  it("does nothing twice", async () => {
    const result = await json(["index", footage.folder], 3);
    expect(result.files).toMatchObject({ found: 4, indexed: 0 });
    expect(result.files.unchanged).toBeGreaterThanOrEqual(3);
  });

  it("says when there is footage and when there is none", async () => {
    const files = await json(["files"]);
    const first = files.find((file: { path: string }) => file.path === footage.firstClip);
    expect(first).toMatchObject({
      cameraId: "quay-1", startMs: FIRST_START_MS, startIso: "2021-11-12T14:00:00.000+08:00", durationMs: CLIP_SECONDS * 1000,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/), videoCodec: "h264", time: { source: "name" },
    });
    expect((await json(["files", "--problems"])).length).toBeLessThan(files.length);

    const stretch = ["--camera", "quay-1", "--from", "2021-11-12 14:00:00", "--to", String(SECOND_START_MS + 2000)];
    const recordings = await json(["recordings", ...stretch]);
    expect(recordings.map((r: { startMs: number }) => r.startMs)).toEqual([FIRST_START_MS, SECOND_START_MS]);
    expect(await json(["gaps", ...stretch])).toEqual([{
      cameraId: "quay-1", cause: "recorder-gap", startMs: FIRST_START_MS + CLIP_SECONDS * 1000, endMs: SECOND_START_MS,
      startIso: "2021-11-12T14:00:06.000+08:00", endIso: "2021-11-12T14:01:00.000+08:00",
    }]);
  });

  it("moves a camera's footage by its clock, and back", async () => {
    const { readingId, epochs } = await json(["clock", "add", "--camera", "quay-1", "--camera-time", "2021-11-12 14:10:12", "--true-time", "2021-11-12 14:10:00", "--uncertainty-ms", "300"]);
    expect(epochs).toMatchObject([{ readings: [{ readingId, uncertaintyMs: 300 }], errorMs: 12_000 }]);
    expect(await json(["cameras", "list"])).toContainEqual(expect.objectContaining({ cameraId: "quay-1", clock: expect.objectContaining({ state: "offset", errorMs: 12_000 }) }));
    const files = await json(["files"]);
    expect(files.find((file: { path: string }) => file.path === footage.firstClip).startMs).toBe(FIRST_START_MS - 12_000);
    expect(await json(["clock", "show", "--camera", "quay-1"])).toEqual({ epochs });
    await json(["clock", "remove", String(readingId)]);
    expect((await json(["clock", "show", "--camera", "quay-1"])).epochs.flatMap((epoch: { readings: unknown[] }) => epoch.readings)).toEqual([]);
    expect(await json(["clock", "show", "--camera", "nobody"], 1)).toMatchObject({ error: { code: "camera-unknown" } });
  });

  it("writes a frame, and replaces nothing that is no picture", async () => {
    const frame = (out: string, ...more: string[]): string[] => ["frame", "--camera", "quay-1", "--at", String(FIRST_START_MS + 2050), "--out", out, ...more];
    expect(await json(frame(at("frame.jpg")))).toMatchObject({ fileId: expect.any(Number), pts: expect.any(Number), timeBase: expect.stringMatching(/^\d+\/\d+$/), trueMs: FIRST_START_MS + 2000, cameraMs: FIRST_START_MS + 2000, uncertaintyMs: null });
    expect([...(await readFile(at("frame.jpg"))).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(await json(frame(at("frame.jpg")), 1)).toMatchObject({ error: { code: "target-exists" } });
    await json(frame(at("frame.jpg"), "--force"));
    const before = await readFile(footage.firstClip);
    expect(await json(frame(footage.firstClip, "--force"), 1)).toMatchObject({ error: { code: "target-exists" } });
    expect((await readFile(footage.firstClip)).equals(before)).toBe(true);
    expect(await json(["frame", "--camera", "quay-1", "--at", "2021-11-12 14:00:30", "--out", at("none.jpg")], 1)).toMatchObject({ error: { code: "no-footage-there" } });
    expect(await json(frame(at("no/such/folder.jpg")), 1)).toMatchObject({ error: { code: "path-missing" } });
  });

  it("builds a case", async () => {
    expect(await json(["case", "create", "--number", "A2021-0417", "--title", "虾干失窃", "--officer", "王", "--officer", "李"])).toMatchObject({ caseId: 1, number: "A2021-0417", pins: [], exhibits: [], observations: [], statements: [], officers: ["王", "李"] });
    expect(await json(["case", "create", "--number", "A2021-0417", "--title", "again"], 1)).toMatchObject({ error: { code: "case-number-taken", message: expect.stringContaining("A2021-0417") } });
    const pin = await json(["pin", "add", "--case", "A2021-0417", "--camera", "quay-1", "--from", String(FIRST_START_MS + 1000), "--to", String(FIRST_START_MS + 4000), "--title", "Boot is shut", "--tag", "boot"]);
    expect(pin).toMatchObject({ pinId: expect.any(Number), sources: [{ fileId: expect.any(Number), mediaStartMs: 1000, mediaEndMs: 4000 }], gaps: [] });
    expect(await json(["pin", "add", "--case", "A2021-0417", "--camera", "quay-1", "--from", "2021-11-12 15:00", "--to", "2021-11-12 14:00", "--title", "x"], 2)).toMatchObject({ error: { code: "from-after-to" } });
    const { exhibitId } = await json(["exhibit", "add", "--case", "A2021-0417", "--name", "虾干", "--count", "3"]);
    const { observationId } = await json(["observe", "--case", "A2021-0417", "--exhibit", String(exhibitId), "--at", String(FIRST_START_MS + 1500), "--state", "seen", "--count", "2", "--camera", "quay-1"]);
    const { orders, ...shown } = await json(["case", "show", "A2021-0417"]);
    expect(orders).toEqual([]);
    expect(shown).toMatchObject({ pins: [{ pinId: pin.pinId, tags: ["boot"] }], exhibits: [{ exhibitId, count: 3 }], observations: [{ observationId, count: 2, state: "seen" }], statements: [] });
    expect(await json(["case", "list"])).toEqual([shown]);
    expect(await json(["case", "show", "B1"], 1)).toMatchObject({ error: { code: "case-unknown", message: expect.stringContaining("B1") } });
  });

  it("hands over a bundle that anybody can check, and notices one flipped byte", async () => {
    const exported = await json(["export", "--case", "A2021-0417", "--out", at("bundle")]);
    expect(exported).toMatchObject({ bundle: at("bundle"), files: expect.any(Number), tagmanifestSha256: expect.stringMatching(/^[0-9a-f]{64}$/), problems: [] });
    const verified = await json(["verify", at("bundle")]);
    expect(verified).toMatchObject({ ok: true, failed: [], extra: [], signature: { state: "unsigned", fingerprint: null }, custody: { ok: true, entries: expect.any(Number), head: expect.any(String) } });
    expect(await json(["export", "--case", "A2021-0417", "--out", at("bundle")], 1)).toMatchObject({ error: { code: "target-exists" } });

    const manifest = await readFile(join(at("bundle"), "manifest-sha256.txt"), "utf8");
    const clip = manifest.split("\n").map((line) => line.slice(66).trim()).find((path) => path.endsWith(".mp4"))!;
    const bytes = await readFile(join(at("bundle"), clip));
    bytes[1000]! ^= 1;
    await writeFile(join(at("bundle"), clip), bytes);
    expect(await json(["verify", at("bundle")], 3)).toMatchObject({ ok: false, failed: [{ path: clip, code: "checksum-mismatch" }] });
  });

  it("locks a bundle with a passphrase that is never an argument", async () => {
    const out = at("locked.zip");
    expect(await json(["export", "--case", "A2021-0417", "--out", out, "--encrypt"], 2)).toMatchObject({ error: { code: "passphrase-needed" } });
    const { bundle } = await json(["export", "--case", "A2021-0417", "--out", out, "--encrypt"], 0, { QUAYLINE_PASSPHRASE: "correct horse battery" });
    expect(bundle).toBe(out);
    expect(await json(["verify", bundle], 1)).toMatchObject({ error: { code: "passphrase-missing" } });
    expect(await json(["verify", bundle], 0, { QUAYLINE_PASSPHRASE: "correct horse battery" })).toMatchObject({ ok: true });
  });

  it("needs no library to verify, and says what is no bundle", async () => {
    const elsewhere = await quaylineInside(["verify", at("nothing-here"), "--json", "--library", at("no-library")]);
    expect(elsewhere.exitCode).toBe(1);
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({ error: { code: "bundle-not-found" } });
    await expect(stat(at("no-library"))).rejects.toThrow();
  });

  it("says who did what, and that the chain is whole", async () => {
    await json(["exhibit", "add", "--case", "A2021-0417", "--name", "箱", "--actor", "王伟", "--actor-unit", "沈家门派出所", "--actor-number", "33001"]);
    await json(["exhibit", "add", "--case", "A2021-0417", "--name", "袋"], 0, { QUAYLINE_ACTOR: "李丽" });
    const entries = await json(["custody"]);
    expect(entries.map((entry: { seq: number }) => entry.seq)).toEqual(entries.map((_: unknown, seq: number) => seq));
    expect(entries.at(-2).actor).toContain("王伟");
    expect(entries.at(-1).actor).toContain("李丽");
    expect(entries[0].actor).toMatch(/^unknown/);
    const checked = await json(["custody", "--verify"]);
    expect(checked).toEqual({ ok: true, entries: entries.length, head: entries.at(-1).hash, firstBroken: null });
    expect((await json(["custody", "--case", "A2021-0417"])).length).toBeLessThan(entries.length);
  });

  it("leaves every original as it was", async () => {
    const before = await stat(footage.firstClip);
    await json(["index", footage.folder], 3);
    const after = await stat(footage.firstClip);
    expect([after.mtimeMs, after.size]).toEqual([before.mtimeMs, before.size]);
  });

  it.each(["init", "cameras list", "files", "case list", "case show A2021-0417", "clock show --camera quay-1", "custody", "custody --verify", "doctor"])("answers %s in words too", async (line) => {
    for (const lang of ["en", "zh-CN"]) {
      const { exitCode, stdout, stderr } = await quaylineInside([...line.split(" "), "--lang", lang, "--library", at("library")]);
      expect(exitCode, stderr).toBe(0);
      expect(stdout.trim()).not.toBe("");
      expect(stdout).not.toMatch(/undefined|\[object|results\.|columns\./);
    }
  });
});
