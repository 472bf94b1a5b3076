// The engine's door: what it takes, what it refuses and with which facts, what an abort ends, what it tells unasked, and how it
// opens and closes. What the methods do is tested room by room.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EngineEvent } from "../../contract/events.ts";
import { methods, type MethodName } from "../../contract/methods.ts";
import { openEngine, type Engine } from "../../engine/engine.ts";
import { ACTOR, makeLibrary, newFolder, openStore, T0, type MadeLibrary } from "../support/made-library.ts";

const code = (expected: string, params: object = {}) => expect.objectContaining({ code: expected, params: expect.objectContaining(params) });

let library: MadeLibrary;
/** Calls as a client does that is not ours: whatever it likes. */
const call = (method: string, input: unknown, signal?: AbortSignal) => library.engine.call(method as MethodName, input as never, signal);

describe("what the door refuses", () => {
  // One library for all of them: whatever is refused leaves nothing in it, which is looked at in the end.
  beforeAll(async () => {
    library = await makeLibrary();
  });
  afterAll(async () => {
    expect(await call("custody.list", {})).toEqual([]);
    await library.remove();
  });

  it.each(["", "library", "library.write", "constructor", "__proto__", "toString"])("knows no method %j", async (method) => {
    await expect(call(method, {})).rejects.toThrowError(code("input-invalid", { field: "method", detail: method }));
  });

  it.each([
    ["cases.create", { number: "", title: "t" }, "number"],
    ["cases.create", { number: "1" }, "title"],
    ["cases.create", { number: "1", title: "t", officers: ["王", ""] }, "officers.1"],
    ["cases.create", { number: "1", title: "t".repeat(501) }, "title"],
    ["cases.create", { number: "1", title: "t", periodFromMs: T0, periodToMs: T0 }, "periodToMs"],
    ["cases.read", { caseId: 1.5 }, "caseId"],
    ["cases.read", { caseId: 0 }, "caseId"],
    ["cases.read", { caseId: "1" }, "caseId"],
    ["clock.add", { cameraId: "c1", cameraMs: T0 + 0.5, trueMs: T0 }, "cameraMs"],
    ["clock.add", { cameraId: "c1", cameraMs: T0, trueMs: NaN }, "trueMs"],
    ["clock.add", { cameraId: "c1", cameraMs: T0, trueMs: Infinity }, "trueMs"],
    ["clock.add", { cameraId: "c1", cameraMs: T0, trueMs: T0, uncertaintyMs: -1 }, "uncertaintyMs"],
    ["pins.add", { caseId: 1, cameraId: "", startMs: 0, endMs: 1, title: "t" }, "cameraId"],
    ["timeline.read", { fromMs: 0, toMs: 1, msPerPixel: 0 }, "msPerPixel"],
    ["playback.read", { cameraIds: Array.from({ length: 65 }, (_, i) => `c${i}`), fromMs: 0, toMs: 1 }, "cameraIds"],
    ["index.start", { paths: [] }, "paths"],
    ["index.start", { paths: [""] }, "paths.0"],
    ["bundle.export", { caseId: 1, clips: "some" }, "clips"],
    ["bundle.export", { caseId: 1, passphrase: "short" }, "passphrase"],
    ["actor.set", { name: " ", unit: null, number: null }, "name"],
    ["observations.add", { caseId: 1, exhibitId: 1, atMs: 0, state: "stolen" }, "state"],
    ["library.read", null, ""],
    ["library.read", "x", ""],
  ] as const)("%s without a right $2", async (method, input, field) => {
    await expect(call(method, input)).rejects.toThrowError(code("input-invalid", { field }));
  });

  it.each([
    ["cases.read", { caseId: 9 }, "case-unknown"],
    ["cases.find", { numberOrId: "9" }, "case-unknown"],
    ["cases.update", { caseId: 9, number: "1", title: "t" }, "case-unknown"],
    ["exhibits.add", { caseId: 9, name: "x" }, "case-unknown"],
    ["clock.read", { cameraId: "nobody" }, "camera-unknown"],
    ["cameras.update", { cameraId: "nobody", name: "n" }, "camera-unknown"],
    ["clock.remove", { readingId: 9 }, "reading-unknown"],
    ["pins.restore", { pinId: 9 }, "pin-unknown"],
    ["jobs.cancel", { jobId: 9 }, "job-not-running"],
    ["proxy.request", { fileId: 9 }, "file-unknown"],
    ["frame.extract", { cameraId: "nobody", atMs: T0 }, "camera-unknown"],
    ["bundle.export", { caseId: 9 }, "case-unknown"],
    ["index.start", { paths: ["/there/is/nothing/here"] }, "path-missing"],
    ["index.start", { paths: ["/"], timezone: "Mars/Olympus" }, "timezone-unknown"],
  ] as const)("%s of what is not there: $2", async (method, input, expected) => {
    await expect(call(method, input)).rejects.toThrowError(code(expected));
  });
});

describe("the engine's door", () => {
  beforeEach(async () => {
    library = await makeLibrary();
  });
  afterEach(() => library.remove());

  it("finds a case by its number before it finds one by its id", async () => {
    await call("cases.create", { number: "2", title: "named 2" });
    await call("cases.create", { number: "other", title: "has id 2" });
    expect(await call("cases.find", { numberOrId: "2" })).toMatchObject({ caseId: 1 });
    expect(await call("cases.find", { numberOrId: "other" })).toMatchObject({ caseId: 2 });
  });

  it("takes no key that it does not know into a write", async () => {
    await call("cases.create", { number: "1", title: "t", caseId: 77, createdMs: 1, hash: "x" });
    expect(await call("cases.list", {})).toMatchObject([{ caseId: 1 }]);
    expect((await library.engine.call("custody.list", {})).at(-1)!.details).not.toHaveProperty("hash");
  });

  it("does nothing for who has given up already", async () => {
    await expect(call("cases.create", { number: "1", title: "t" }, AbortSignal.abort())).rejects.toThrowError(code("cancelled"));
    expect(await call("cases.list", {})).toEqual([]);
  });

  it("tells listeners what may have changed, until they stop listening", async () => {
    const events: EngineEvent[] = [];
    const stop = library.engine.onEvent((event) => events.push(event));
    await call("cases.create", { number: "1", title: "t" });
    await call("cases.list", {});
    expect(events).toEqual([{ type: "library.changed", topics: ["cases", "custody"] }]);
    stop();
    await call("cases.create", { number: "2", title: "t" });
    expect(events).toHaveLength(1);
  });

  it("has an answer of the agreed shape for every question that needs nothing", async () => {
    const needsSomething = new Set<MethodName>(["sample.make", "sample.open", "changes.undo", "changes.redo"]);
    const free = (Object.keys(methods) as MethodName[]).filter((method) => methods[method].input.safeParse({}).success && !needsSomething.has(method));
    expect(free).toEqual(expect.arrayContaining(["library.read", "cameras.list", "files.list", "cases.list", "jobs.list", "custody.list", "custody.verify", "doctor.read"]));
    for (const method of free) expect(methods[method].output.safeParse(await call(method, {})), method).toMatchObject({ success: true });
  });
});

describe("opening and closing", () => {
  let folder: string;
  const open: Engine[] = [];
  const opening = async (more: Partial<Parameters<typeof openEngine>[0]> = {}): Promise<Engine> => {
    const engine = await openEngine({ libraryPath: folder, create: true, actor: null, ...more });
    open.push(engine);
    return engine;
  };

  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("enters a new library in its log, once", async () => {
    const first = await opening({ actor: ACTOR, timezone: "Europe/Berlin" });
    expect([first.isNew, first.isWritable]).toEqual([true, true]);
    await first.close();
    open.length = 0;
    const again = await opening();
    expect(again.isNew).toBe(false);
    expect((await again.call("custody.list", {})).map(({ action, actor, details }) => [action, actor, details])).toEqual([["library.init", ACTOR.name, { timezone: "Europe/Berlin" }]]);
    expect(await again.call("custody.verify", {})).toMatchObject({ ok: true, entries: 1, firstBroken: null });
  });

  it("refuses a zone that nobody knows before it makes anything", async () => {
    const path = join(folder, "new");
    await expect(openEngine({ libraryPath: path, create: true, actor: null, timezone: "Mars/Olympus" })).rejects.toThrowError(code("timezone-unknown"));
    await expect(openEngine({ libraryPath: path, create: false, actor: null })).rejects.toThrowError(code("library-not-found"));
  });

  it("asks who acts before anything that the log must sign", async () => {
    const engine = await opening();
    await expect(engine.call("cases.create", { number: "1", title: "t" })).rejects.toThrowError(code("actor-unknown"));
    await expect(engine.call("index.start", { paths: [folder] })).rejects.toThrowError(code("actor-unknown"));
    await engine.call("actor.set", { name: " 王 ", unit: null, number: null });
    expect(await engine.call("cases.create", { number: "1", title: "t" })).toMatchObject({ caseId: 1 });
    expect((await engine.call("custody.list", {})).at(-1)).toMatchObject({ actor: "王" });
  });

  it("remembers who acts, unless it is told", async () => {
    const first = await opening();
    await first.call("actor.set", ACTOR);
    await first.close();
    open.length = 0;
    const again = await opening();
    expect((await again.call("library.read", {})).actor).toEqual(ACTOR);
    await again.close();
    open.length = 0;
    const told = await opening({ actor: { name: "李", unit: null, number: null } });
    expect((await told.call("library.read", {})).actor?.name).toBe("李");
  });

  it("beside another one reads, and says of every act that the library is busy", async () => {
    await opening({ actor: ACTOR });
    const reader = await opening({ actor: ACTOR });
    expect(reader.isWritable).toBe(false);
    expect(await reader.call("library.read", {})).toMatchObject({ writable: false });
    for (const [method, input] of [["cases.create", { number: "1", title: "t" }], ["index.start", { paths: [folder] }], ["cameras.import", { text: "id,name\na,b\n", format: "csv" }]] as const) {
      await expect(reader.call(method, input as never), method).rejects.toThrowError(code("library-busy"));
    }
  });

  it("tells jobs that a crash left running as interrupted, and keeps them", async () => {
    const store = await openStore(folder);
    await store.write("jobs.start", { kind: "index", subjectId: null, progress: { step: "walking", filesDone: 0, filesTotal: null, bytesDone: 0, bytesTotal: null, footageMsDone: 0, footageMsTotal: null, item: null } }, ACTOR);
    await store.close();
    const engine = await opening({ actor: ACTOR });
    expect(await engine.call("jobs.list", {})).toMatchObject([{ jobId: 1, state: "interrupted", endedMs: expect.any(Number) }]);
    await expect(engine.call("jobs.cancel", { jobId: 1 })).rejects.toThrowError(code("job-not-running"));
  });

  it("closing ends the jobs that run, and they are told as cancelled", async () => {
    const many = join(folder, "many");
    await mkdir(many);
    for (let i = 0; i < 40; i++) await writeFile(join(many, `${i}.mp4`), "no footage");
    const engine = await opening({ actor: ACTOR });
    const { jobId } = await engine.call("index.start", { paths: [many] });
    const over = engine.waitForJob(jobId);
    await engine.close();
    open.length = 0;
    expect(await over).toMatchObject({ state: "cancelled", error: { code: "cancelled" } });
    expect(await (await opening()).call("jobs.list", {})).toMatchObject([{ jobId, state: "cancelled" }]);
  });
});
