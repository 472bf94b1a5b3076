// An export as a whole, on small real footage: what lies in the bundle, and that nothing lies anywhere when it could not be made.
// The job's handle is the test's own, so that an export can be stopped at any step. Bags alone: bag-write.test.ts.

import { execFileSync } from "node:child_process";
import type * as fsPromises from "node:fs/promises";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { bundleCase, type BundleCase } from "../../../contract/bundle.ts";
import { methods, type InputOf } from "../../../contract/methods.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { caseHandlers } from "../../../engine/cases/case-handlers.ts";
import { libraryPaths, type EngineContext } from "../../../engine/engine-context.ts";
import type * as bagCopy from "../../../engine/evidence/bag-copy.ts";
import { exportBundle, type ExportResult } from "../../../engine/evidence/export-bundle.ts";
import { verifyBundle } from "../../../engine/evidence/verify-bundle.ts";
import { indexPaths } from "../../../engine/ingest/index-job.ts";
import { RootStates } from "../../../engine/ingest/root-states.ts";
import { JobRunner, type JobHandle } from "../../../engine/jobs.ts";
import { listCustody } from "../../../engine/store/custody.ts";
import { listJobs } from "../../../engine/store/jobs.ts";
import type { Store } from "../../../engine/store/store.ts";
import { ACTOR, newFolder, openStore, T0 } from "../../support/made-library.ts";
import { AAC, folderWith, HEVC, makeClip, readFrameNumbers } from "../../support/numbered-footage.ts";

/** Bytes that the disk still takes; null: it is never full. */
let roomBytes: number | null = null;

vi.mock("../../../engine/evidence/bag-copy.ts", async (original) => {
  const real = await original<typeof bagCopy>();
  return {
    ...real,
    openNewFile: async (path: string) => {
      const handle = await real.openNewFile(path);
      const write = handle.write.bind(handle) as (chunk: Uint8Array, offset: number, length: number) => Promise<{ bytesWritten: number }>;
      handle.write = (async (chunk: Uint8Array, offset: number, length: number) => {
        if (roomBytes !== null && (roomBytes -= length) < 0) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
        return write(chunk, offset, length);
      }) as fsPromises.FileHandle["write"];
      return handle;
    },
  };
});

const FRAME_MS = 100;
/** Camera time of the first clip's first frame, from its name. */
const START_MS = T0;

let folder: string;
let footage: string;
let store: Store;
let context: EngineContext;
let clip: string;
let hevc: string;

beforeAll(async () => {
  clip = await makeClip({ fileName: "clip.mp4", frames: 60 });
  hevc = await makeClip({ fileName: "hevc.mp4", frames: 60, encode: HEVC });
});
beforeEach(async () => {
  roomBytes = null;
  folder = await newFolder();
  store = await openStore(folder);
  context = {
    store, roots: new RootStates(store, async () => undefined, () => undefined), paths: libraryPaths(folder), appVersion: "0.0.0", changed: () => undefined, setActor: () => undefined, currentActor: () => ACTOR, requireActor: () => ACTOR,
    write: (name, input) => store.write(name, input, ACTOR), writeAsSystem: (name, input) => store.write(name, input, ACTOR),
    jobs: new JobRunner({
      start: async (kind, subjectId, progress) => (await store.write("jobs.start", { kind, subjectId, progress }, ACTOR)).jobId,
      finish: async (job) => store.write("jobs.finish", job, ACTOR), list: () => listJobs(store.db),
    }, () => undefined),
  };
});
afterEach(async () => {
  await context.jobs.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
  await rm(footage, { recursive: true, force: true });
});

/** A handle that gives up as soon as the work says that it is at a step. */
function handleThat(stopsAt: string | null = null, onStep: (step: string) => void = () => undefined): { readonly handle: JobHandle; readonly steps: Set<string> } {
  const abort = new AbortController();
  const steps = new Set<string>();
  return {
    steps,
    handle: {
      jobId: 1, signal: abort.signal, countProblems: () => undefined,
      report: ({ step }) => {
        if (step === undefined) return;
        steps.add(step);
        onStep(step);
        if (step === stopsAt) abort.abort();
      },
    },
  };
}

/** Indexes the named files of a new folder and pins seconds 1 to 4 of it, unless told otherwise. */
async function prepare(files: Readonly<Record<string, string | Uint8Array>>, more: { readonly hash?: boolean; readonly cameraId?: string; readonly number?: string; readonly title?: string; readonly fromMs?: number; readonly toMs?: number } = {}): Promise<void> {
  await prepareFrom(await folderWith(files), more);
}

async function prepareFrom(path: string, more: Parameters<typeof prepare>[1] = {}): Promise<void> {
  footage = path;
  const cameraId = more.cameraId ?? "quay-1";
  await indexPaths({ paths: [footage], cameraId, timezone: null, hash: more.hash ?? true, check: false }, context, handleThat().handle);
  await store.write("cases.create", { number: more.number ?? "2021-1", title: more.title ?? "虾皮失窃", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] }, ACTOR);
  await caseHandlers(context)["pins.add"]({ caseId: 1, cameraId, startMs: asTrueMs(START_MS + (more.fromMs ?? 1_000)), endMs: asTrueMs(START_MS + (more.toMs ?? 4_000)), title: "Boot is shut", note: null, tags: [] }, handleThat().handle.signal);
}

const runExport = (input: Partial<InputOf<"bundle.export">> = {}, handle = handleThat().handle): Promise<ExportResult> =>
  exportBundle(context, handle, methods["bundle.export"].input.parse({ caseId: 1, outPath: join(folder, "out", "bundle"), ...input }));
const caseJson = (bundle: string): BundleCase => bundleCase.parse(JSON.parse(readFileSync(join(bundle, "data/case.json"), "utf8")));
const lastAct = () => JSON.parse(listCustody(store.db, 1).at(-1)!.entry) as { readonly action: string; readonly details: object };
const code = (expected: string, params: object = {}) => expect.objectContaining({ code: expected, params: expect.objectContaining(params) });
const NAME = "ch01_20211112140000.mp4";

/** Everything below the folder that exports go to. */
const left = (): string[] => (existsSync(join(folder, "out")) ? readdirSync(join(folder, "out"), { recursive: true }).map(String) : []);

describe("an export", () => {
  it("of originals has them byte for byte, with all papers, and anyone's tools find it whole", async () => {
    await prepare({ [NAME]: clip });
    const result = await runExport();
    expect(result.problems).toEqual([]);
    execFileSync("sha256sum", ["-c", "--strict", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"], { cwd: result.bundle });
    expect(await verifyBundle(result.bundle)).toMatchObject({ ok: true, failed: [], warnings: [], extra: [], custody: { ok: true }, tagmanifestSha256: result.tagmanifestSha256 });
    const facts = caseJson(result.bundle);
    expect(facts.files).toMatchObject([{ role: "original", path: "data/footage/quay-1/ch01_20211112140000.mp4", originalPath: join(footage, NAME), time: { source: "name", startCameraMs: START_MS } }]);
    expect(readFileSync(join(result.bundle, facts.files[0]!.path)).equals(readFileSync(clip))).toBe(true);
    expect(facts.pins).toMatchObject([{ title: "Boot is shut", sources: [{ playablePath: facts.files[0]!.path, playableStartMs: 1_000, playableEndMs: 4_000, stillPath: "data/stills/pin-1-1.jpg" }] }]);
    expect(await readFrameNumbers(join(result.bundle, "data/stills/pin-1-1.jpg"))).toEqual([1_000 / FRAME_MS]);
    expect(lastAct()).toMatchObject({ action: "bundle.exported", details: { problems: 0 } });
  });

  it("of cuts alone has none of the originals, and each cut says what was cut from what and how", async () => {
    await prepare({ [NAME]: clip });
    const { bundle } = await runExport({ clips: "cut" });
    const [cut, ...others] = caseJson(bundle).files;
    expect(others).toEqual([]);
    expect(cut).toMatchObject({ role: "cut", originalPath: null, derivation: { sourcePath: null, isTranscoded: false, sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(cut!.derivation!.command).toContain("INPUT");
    expect(cut!.derivation!.command).not.toContain(footage);
    expect(existsSync(join(bundle, "data/footage"))).toBe(false);
    expect((await verifyBundle(bundle)).ok).toBe(true);
  });

  it.each([
    // Frames are kept out of order in this clip, a keyframe each second: a copy runs past its end, and its length tells nothing.
    ["at a keyframe", 1_000, 4_000, 0], ["between two", 1_300, 4_000, 300], ["to the very end", 2_550, 6_000, 550], ["of one frame", 3_900, 3_901, 900],
    ["in a file whose stamps begin at 5 s, sound before pictures", 1_300, 4_000, 300],
  ] as const)("of a cut that begins %s says where in it the wanted frames are", async (where, fromMs, toMs, leadMs) => {
    const late = await makeClip({ fileName: "late.mkv", frames: 60, audio: AAC, mux: ["-output_ts_offset", "5"] });
    await prepare(where.startsWith("in a file") ? { "ch01_20211112140000.mkv": late } : { [NAME]: clip }, { fromMs, toMs });
    const { bundle } = await runExport({ clips: "cut" });
    const { files: [cut], pins: [pin] } = caseJson(bundle);
    const { playableStartMs, playableEndMs } = pin!.sources[0]!;
    expect([cut!.derivation!.leadMs, playableStartMs, playableEndMs]).toEqual([leadMs, leadMs, leadMs + toMs - fromMs]);
    const frames = await readFrameNumbers(join(bundle, cut!.path));
    const shownAt = (mediaMs: number): number => frames[Math.floor(mediaMs / FRAME_MS)]!;
    expect([shownAt(playableStartMs!), shownAt(playableEndMs! - 1)]).toEqual([Math.floor(fromMs / FRAME_MS), Math.floor((toMs - 1) / FRAME_MS)]);
  });

  it("of both has the cut beside the original it was cut from", async () => {
    await prepare({ [NAME]: clip });
    const { bundle } = await runExport({ clips: "both" });
    const { files, pins } = caseJson(bundle);
    expect(files.map(({ role }) => role)).toEqual(["original", "cut"]);
    expect(files[1]!.derivation).toMatchObject({ sourcePath: files[0]!.path, sourceSha256: files[0]!.sha256 });
    expect(pins[0]!.sources[0]).toMatchObject({ originalPath: files[0]!.path, playablePath: files[1]!.path });
  });

  it("has a copy that a browser plays of what it does not, made from the original", async () => {
    await prepare({ [NAME]: hevc });
    const { bundle, problems } = await runExport();
    expect(problems).toEqual([]);
    const { files, pins } = caseJson(bundle);
    expect(files.map(({ role, videoCodec }) => [role, videoCodec])).toEqual([["original", "hevc"], ["playable-copy", "h264"]]);
    expect(files[1]!.derivation).toMatchObject({ sourcePath: files[0]!.path, sourceSha256: files[0]!.sha256, isTranscoded: true });
    expect(pins[0]!.sources[0]!.playablePath).toBe(files[1]!.path);
  });

  it("as a zip stands alone, and holds what the folder would", async () => {
    await prepare({ [NAME]: clip });
    const result = await runExport({ zip: true });
    expect(left()).toEqual(["bundle.zip"]);
    expect(await verifyBundle(result.bundle)).toMatchObject({ ok: true, tagmanifestSha256: result.tagmanifestSha256, custody: { ok: true } });
  });

  it("under a passphrase is a zip that opens with it alone", async () => {
    await prepare({ [NAME]: clip });
    const { bundle } = await runExport({ passphrase: "海港 correct horse" });
    expect(left()).toEqual(["bundle.zip"]);
    await expect(verifyBundle(bundle)).rejects.toThrowError(code("passphrase-missing", { isWrong: false }));
    await expect(verifyBundle(bundle, { passphrase: "海港 correct horsf" })).rejects.toThrowError(code("passphrase-missing", { isWrong: true }));
    expect(await verifyBundle(bundle, { passphrase: "海港 correct horse" })).toMatchObject({ ok: true });
    expect(JSON.stringify(listCustody(store.db, null))).not.toContain("correct horse");
    expect(readFileSync(bundle).includes("虾皮失窃")).toBe(false);
  });
});

describe("an export that cannot be", () => {
  /** Refused with this, nothing left anywhere, the log has it, and the next one works once the cause is gone. */
  async function refused(expected: string, params: object, input: Partial<InputOf<"bundle.export">> = {}, handle = handleThat().handle): Promise<void> {
    const before = left();
    await expect(runExport(input, handle)).rejects.toThrowError(code(expected, params));
    expect(left()).toEqual(before);
    expect(lastAct()).toMatchObject({ action: "bundle.export-failed", details: { code: expected } });
  }

  it.each(["original", "cut", "both"] as const)("because an original has changed since it was indexed is refused (%s), though its size and date are the same", async (clips) => {
    await prepare({ [NAME]: clip });
    const path = join(footage, NAME);
    const { atime, mtime } = statSync(path);
    const bytes = readFileSync(path);
    bytes[bytes.length - 100]! ^= 1;
    await writeFile(path, bytes);
    await utimes(path, atime, mtime);
    await refused("original-changed", { path }, { clips });
  });

  it.each(["original", "cut", "both"] as const)("because an original that was never fingerprinted is another file now is refused too (%s)", async (clips) => {
    await prepare({ [NAME]: clip }, { hash: false });
    await writeFile(join(footage, NAME), readFileSync(await makeClip({ fileName: "other.mp4", frames: 70 })));
    await refused("original-changed", { path: join(footage, NAME) }, { clips });
  });

  it.each(["original", "cut", "both"] as const)("because its disk is not there says so (%s), and works when it is back", async (clips) => {
    await prepare({ [NAME]: clip });
    await rename(footage, `${footage}-away`);
    await refused("source-offline", { path: join(footage, NAME) }, { clips });
    await rename(`${footage}-away`, footage);
    expect((await verifyBundle((await runExport({ clips })).bundle)).ok).toBe(true);
  });

  it.each([["a folder", "bundle", false], ["a file", "bundle", false], ["a zip", "bundle.zip", true], ["a folder of the zip's name", "bundle", true]] as const)("because %s is there already is refused, and what is there stays", async (kind, name, zip) => {
    await prepare({ [NAME]: clip });
    await mkdir(join(folder, "out"));
    const path = join(folder, "out", name);
    if (kind === "a file" || kind === "a zip") await writeFile(path, "somebody's");
    else await mkdir(path);
    await refused("target-exists", { path }, { zip });
  });

  it.each([["copying", {}], ["posters", {}], ["report", {}], ["packing", { zip: true }]] as const)("because the disk fills up at %s is refused, and leaves no part of it", async (step, input) => {
    await prepare({ [NAME]: clip });
    await refused("disk-full", {}, input, handleThat(null, (reached) => {
      if (reached === step) roomBytes = 100;
    }).handle);
    roomBytes = null;
    expect((await verifyBundle((await runExport(input)).bundle)).ok).toBe(true);
  });

  it.each([
    ["copying", {}], ["posters", {}], ["report", {}], ["verifying", {}], ["hashing", { clips: "cut" }], ["cutting", { clips: "both" }], ["packing", { zip: true }],
  ] as const)("because somebody stops it at %s leaves nothing", async (step, input) => {
    await prepare({ [NAME]: clip });
    const { handle, steps } = handleThat(step);
    await expect(runExport(input, handle)).rejects.toThrowError(code("cancelled"));
    expect(steps).toContain(step);
    expect(left()).toEqual([]);
    expect(lastAct()).toMatchObject({ action: "bundle.export-failed", details: { code: "cancelled" } });
  });

  it("stopped while a copy for browsers is made stops that too", async () => {
    await prepare({ [NAME]: hevc });
    const { handle } = handleThat("transcoding");
    await expect(runExport({}, handle)).rejects.toThrowError(code("cancelled"));
    expect(left()).toEqual([]);
    expect(listJobs(store.db)).toMatchObject([{ kind: "proxy", state: "cancelled" }]);
    expect(existsSync(join(folder, "proxies")) ? readdirSync(join(folder, "proxies")) : []).toEqual([]);
  });
});

describe("hostile names", () => {
  it.each([
    "ch01_20211112140000 \u202egpj.mp4", `ch01_20211112140000 <img src=x onerror=alert(1)>"'&.mp4`, "ch01_20211112140000 100%0A*?|:.mp4", "ch01_20211112140000 a\nb.mp4", "ch01_20211112140000 case.json.mp4",
  ])("of a file %j stand in the facts and in no path", async (name) => {
    await prepare({ [name]: clip });
    const { bundle } = await runExport({ clips: "both" });
    const facts = caseJson(bundle);
    expect(facts.files[0]!.originalPath).toBe(join(footage, name));
    for (const { path } of facts.files) expect(path).toMatch(/^data\/(footage|clips)\/[^\\:*?"<>|%\p{Cc}\p{Cf}]+\.mp4$/u);
    execFileSync("sha256sum", ["-c", "--strict", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"], { cwd: bundle });
    expect(await verifyBundle(bundle)).toMatchObject({ ok: true, extra: [] });
    expect(readFileSync(join(bundle, "data/report.html"), "utf8")).not.toMatch(/<img src=x|\u202e/);
  });

  it("of a camera and a case stay inside the folder they belong to", async () => {
    await prepare({ [NAME]: clip }, { cameraId: "../../../c1", number: "../../up/2021:1", title: "half \ud800 pair</script>" });
    const { bundle } = await runExport({ outPath: null });
    expect(bundle.startsWith(`${join(folder, "exports")}/`)).toBe(true);
    expect(readdirSync(join(folder, "exports"))).toHaveLength(1);
    const facts = caseJson(bundle);
    expect(facts.files[0]!.path).toMatch(/^data\/footage\/[^/]+\/ch01_20211112140000\.mp4$/);
    expect(facts.case).toMatchObject({ number: "../../up/2021:1", title: "half \ufffd pair</script>" });
    expect((await verifyBundle(bundle)).ok).toBe(true);
  });

  it("that are no UTF-8 keep their bytes beside what can be shown of them", async () => {
    const name = Buffer.concat([Buffer.from("ch01_20211112140000 "), Buffer.from([0xc9, 0xe3]), Buffer.from(".mp4")]);
    const kept = await mkdtemp(join(tmpdir(), "quayline-test-"));
    await writeFile(Buffer.concat([Buffer.from(`${kept}/`), name]), readFileSync(clip));
    await prepareFrom(kept);
    const { bundle } = await runExport();
    const [file] = caseJson(bundle).files;
    expect(Buffer.from(file!.originalPathBytes!, "base64").equals(Buffer.concat([Buffer.from(`${kept}/`), name]))).toBe(true);
    expect((await verifyBundle(bundle)).ok).toBe(true);
  });
});

describe("what exports leave in the log", () => {
  it("is integers, texts, true, false and nothing else, in well-formed Unicode", async () => {
    await prepare({ [NAME]: clip }, { title: "half \udc00" });
    await runExport({ clips: "both" });
    await expect(runExport()).rejects.toThrowError(code("target-exists"));
    const values: unknown[] = [];
    const take = (value: unknown): void => {
      if (typeof value === "object" && value !== null) {
        values.push(...Object.keys(value));
        Object.values(value).forEach(take);
      } else values.push(value);
    };
    listCustody(store.db, null).forEach((row) => take(JSON.parse(row.entry)));
    expect(values.length).toBeGreaterThan(50);
    expect(values.filter((value) => !(value === null || typeof value === "boolean" || Number.isSafeInteger(value) || (typeof value === "string" && value.isWellFormed())))).toEqual([]);
  });

  it("shows the case's own entries in the bundle and seals the others", async () => {
    await prepare({ [NAME]: clip });
    await store.write("cases.create", { number: "secret", title: "another case", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] }, ACTOR);
    const { bundle } = await runExport();
    const lines = readFileSync(join(bundle, "data/custody.jsonl"), "utf8");
    expect(lines).not.toContain("another case");
    expect(lines.trim().split("\n").map((line) => (JSON.parse(line) as { action?: string; sealed?: true }).action ?? "sealed")).toEqual(["index.done", "case.create", "pin.add", "sealed", "bundle.export"]);
  });
});
