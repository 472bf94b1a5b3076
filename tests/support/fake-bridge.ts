// What the preload offers the window, answered from a small library in memory: for renderer tests without Electron and
// for looking at screens. Jobs run on a timer; calls it does not know are refused as internal.

// First: the page's policy forbids building code from text, and the fake lives in the same page.
import "../../renderer/app/without-eval.ts";
import type { CallAnswer, EngineState, QuaylineBridge } from "../../contract/bridge.ts";
import { AppError, factsFromError } from "../../contract/errors.ts";
import type { EngineEvent, LibraryTopic } from "../../contract/events.ts";
import { NO_PROGRESS, type Job, type JobKind } from "../../contract/jobs.ts";
import { isMethodName, methods, type MethodName, type OutputOf, type ParsedInputOf } from "../../contract/methods.ts";
import { asCameraMs, asTrueMs, cameraFromTrue } from "../../contract/time.ts";
import { FakeLibrary } from "./fake-library.ts";

export interface FakeOptions {
  readonly lang?: "zh-CN" | "en";
  readonly isEmpty?: boolean;
  readonly isWritable?: boolean;
  /** What the next verification finds. */
  readonly verifyFails?: boolean;
  /** How long a job takes. */
  readonly jobMs?: number;
}

type FakeHandlers = { [M in MethodName]?: (input: ParsedInputOf<M>) => OutputOf<M> | Promise<OutputOf<M>> };

const EXPORTS_PATH = "/home/officer/Quayline/exports";
const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

export class FakeBridge implements QuaylineBridge {
  readonly library: FakeLibrary;
  readonly calls: { readonly method: string; readonly input: unknown }[] = [];
  readonly systemLang: "zh-CN" | "en";
  readonly platform = "linux";
  readonly versions = { app: "0.1.0", electron: "45.4.1", chromium: "156" };
  readonly #options: FakeOptions;
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  readonly #stateListeners = new Set<(state: EngineState) => void>();
  readonly #jobs = new Map<number, Job>();

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.systemLang = options.lang ?? "zh-CN";
    this.library = new FakeLibrary(options.isEmpty === true);
  }

  async call(_callId: number, method: string, input: unknown): Promise<CallAnswer> {
    this.calls.push({ method, input });
    try {
      if (!isMethodName(method)) throw new AppError("internal", { message: `no such method: ${method}` });
      const handler = this.#handlers[method] as ((parsed: unknown) => unknown) | undefined;
      if (handler === undefined) throw new AppError("internal", { message: `the fake does not answer ${method}` });
      return { ok: true, output: await handler(methods[method].input.parse(input)) };
    } catch (error) {
      return { ok: false, error: factsFromError(error) };
    }
  }

  cancel(): void {}

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onEngineState(listener: (state: EngineState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Tells the window a new state of the engine's process. */
  tellState(state: EngineState): void {
    for (const listener of this.#stateListeners) listener(state);
  }

  engineState = (): Promise<EngineState> => Promise.resolve({ state: "ready", libraryPath: "/home/officer/Quayline", writable: this.#options.isWritable !== false });
  chooseFolders = (): Promise<readonly string[]> => Promise.resolve(["/media/usb0/沈家门"]);
  chooseFiles = (): Promise<readonly string[]> => Promise.resolve(["/media/usb0/bundle.zip"]);
  saveText = (_title: string, suggested: string): Promise<string | null> => Promise.resolve(`/saved/${suggested}`);
  chooseNewFolder = (_title: string, suggested: string): Promise<string | null> => Promise.resolve(`${suggested}/new`);
  readChosenBytes = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode("time,text\n"));
  readChosenText = (): Promise<string> => Promise.resolve("id,name\n");
  pathsOfDropped = (items: readonly File[]): readonly string[] => items.map((item) => `/dropped/${item.name}`);
  showInFolder = (): Promise<void> => Promise.resolve();
  openPath = (): Promise<void> => Promise.resolve();
  setLang(): void {}

  emit(event: EngineEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  #changed(...topics: LibraryTopic[]): Record<string, never> {
    this.emit({ type: "library.changed", topics });
    return {};
  }

  #startJob(kind: JobKind, subjectId: number | null, result: unknown, end: () => void = () => undefined): { jobId: number } {
    const jobId = this.library.nextId();
    const lengthMs = this.#options.jobMs ?? 1500;
    const startedMs = Date.now();
    const tell = (part: number): void => {
      const isDone = part >= 1;
      const job: Job = {
        jobId, kind, subjectId, startedMs, state: isDone ? "done" : "running", endedMs: isDone ? Date.now() : null,
        progress: { ...NO_PROGRESS, step: kind === "index" ? "hashing" : "copying", filesDone: Math.round(part * 42), filesTotal: 42, bytesDone: Math.round(part * 3.1e9), bytesTotal: 3.1e9, item: isDone ? null : "沈家门/NVR_ch1_main_20241115135000.mp4" },
        result: isDone ? result : null, error: null, problemCount: kind === "index" ? 2 : 0,
      };
      this.#jobs.set(jobId, job);
      this.emit({ type: "jobs.changed", job });
      if (isDone) end();
      else setTimeout(() => tell(Math.min(1, (Date.now() - startedMs) / lengthMs)), 200);
    };
    tell(0);
    return { jobId };
  }

  #case(caseId: number): OutputOf<"cases.read"> {
    const found = this.library.cases.find((c) => c.caseId === caseId);
    if (found === undefined) throw new AppError("case-unknown", { text: String(caseId) });
    return found;
  }

  #needsActor(): void {
    if (this.library.actor === null) throw new AppError("actor-unknown");
  }

  readonly #handlers: FakeHandlers = {
    "library.read": () => {
      const cameras = this.library.cameras();
      const coverage = cameras.length === 0 ? null : { startMs: asTrueMs(Math.min(...cameras.map((c) => c.coverage!.startMs))), endMs: asTrueMs(Math.max(...cameras.map((c) => c.coverage!.endMs))) };
      return {
        path: "/home/officer/Quayline", timezone: "Asia/Shanghai", version: 1, writable: this.#options.isWritable !== false, readOnlyBecause: this.#options.isWritable !== false ? null : "held", cameraCount: cameras.length,
        fileCount: this.library.files.length, recordingCount: this.library.files.length, caseCount: this.library.cases.length, coverage, actor: this.library.actor, exportsPath: EXPORTS_PATH,
      };
    },
    "actor.set": (actor) => { this.library.actor = actor; return this.#changed("actor"); },
    "doctor.read": () => ({ checks: [] }),
    "cameras.list": () => this.library.cameras(),
    "cameras.update": ({ cameraId, name, site }) => { this.library.names.set(cameraId, { name, site }); return this.#changed("cameras"); },
    "files.list": () => this.library.problemFiles().map((file) => ({ ...file, isOffline: false })),
    "index.start": () => this.#startJob("index", null, {}, () => { if (this.library.isEmpty) this.library.fill(); this.#changed("files", "cameras", "recordings"); }),
    "sample.open": () => this.#startJob("sample", null, {}, () => { this.library.fill(); this.#changed("files", "cameras", "recordings", "cases"); }),
    "jobs.list": () => [...this.#jobs.values()],
    "jobs.cancel": () => ({}),
    "timeline.merged": ({ groups }) => ({
      groups: groups.map((cameraIds) => {
        const spans = this.library.recordings(cameraIds);
        return { startMs: Float64Array.from(spans, (s) => s.startMs), endMs: Float64Array.from(spans, (s) => s.endMs), laneCount: Float64Array.from(spans, () => 1) };
      }),
    }),
    "timeline.next": () => ({ found: null }),
    "timeline.readings": () => ({ readings: [] }),
    "timeline.read": ({ cameraIds }) => ({
      lanes: this.library.cameras().filter((c) => cameraIds === null || cameraIds.includes(c.cameraId)).map(({ cameraId }) => {
        const spans = this.library.recordings([cameraId]);
        const gaps = this.library.gaps([cameraId]);
        return {
          cameraId,
          coverage: { startMs: Float64Array.from(spans, (s) => s.startMs), endMs: Float64Array.from(spans, (s) => s.endMs), uncertaintyMs: Float64Array.from(spans, (s) => s.uncertaintyMs ?? -1) },
          gaps: { startMs: Float64Array.from(gaps, (g) => g.startMs), endMs: Float64Array.from(gaps, (g) => g.endMs), cause: Float64Array.from(gaps, () => 1) },
          breaks: { startMs: new Float64Array(), endMs: new Float64Array(), count: new Float64Array() },
        };
      }),
    }),
    "recordings.list": ({ cameraIds }) => this.library.recordings(cameraIds),
    "gaps.list": ({ cameraIds }) => this.library.gaps(cameraIds),
    "playback.read": ({ cameraIds }) => ({
      recordings: this.library.recordings(cameraIds), gaps: this.library.gaps(cameraIds),
      files: this.library.files.filter((f) => cameraIds.includes(f.cameraId)).map((f) => ({
        fileId: f.fileId, container: "mp4", videoCodec: "h264", widthPx: 640, heightPx: 360, framesPerSecond: 25, durationMs: f.durationMs, name: f.name, proxy: "none" as const, proxyJobId: null, hasSmallProxy: false, isDamaged: false,
      })),
    }),
    "frames.list": () => ({ mediaMs: new Float64Array() }),
    "frame.extract": async ({ cameraId, atMs }) => {
      const cameraMs = cameraFromTrue(this.library.correction(cameraId), atMs);
      const at = this.library.trueOf(cameraId, cameraMs);
      return { fileId: 1, pts: 1, timeBase: "1/90000", mediaMs: 0 as never, trueMs: at.trueMs, cameraMs, uncertaintyMs: at.uncertaintyMs, jpeg: await drawnFrame(cameraId, cameraMs) };
    },
    "proxy.request": () => ({ jobId: null, name: "1.mp4" }),
    "clock.read": ({ cameraId }) => ({ epochs: this.library.epochs(cameraId) }),
    "clock.add": (input) => {
      this.#needsActor();
      const readingId = this.library.nextId();
      const readings = [...(this.library.readings.get(input.cameraId) ?? []), { readingId, cameraMs: input.cameraMs, trueMs: input.trueMs, uncertaintyMs: input.uncertaintyMs ?? 455, method: input.method ?? "" }];
      this.library.readings.set(input.cameraId, readings);
      this.#changed("clocks", "cameras", "recordings", "cases");
      return { readingId, epochs: this.library.epochs(input.cameraId) };
    },
    "clock.remove": ({ readingId }) => {
      for (const [cameraId, readings] of this.library.readings) this.library.readings.set(cameraId, readings.filter((r) => r.readingId !== readingId));
      this.#changed("clocks", "cameras", "recordings", "cases");
      return { epochs: [] };
    },
    "intakes.list": () => [],
    "cases.list": () => this.library.cases.map((c) => ({ ...c, pinCount: c.pins.length })),
    "cases.create": (input) => {
      this.#needsActor();
      if (this.library.cases.some((c) => c.number === input.number)) throw new AppError("case-number-taken", { number: input.number });
      const made = { ...input, caseId: this.library.nextId(), createdMs: Date.now(), pins: [], exhibits: [], observations: [], statements: [], subjects: [], facts: [], story: [] };
      this.library.cases.push(made);
      this.#changed("cases");
      return made;
    },
    "cases.update": ({ caseId, ...text }) => { Object.assign(this.#case(caseId), text); this.#changed("cases"); return this.#case(caseId); },
    "cases.read": ({ caseId }) => structuredClone(this.#case(caseId)),
    "pins.add": (input) => {
      this.#needsActor();
      const pin = this.library.pin(input);
      this.#case(input.caseId).pins.push(pin);
      this.#changed("cases");
      return pin;
    },
    "pins.update": ({ pinId, ...text }) => {
      const pin = this.library.cases.flatMap((c) => c.pins).find((p) => p.pinId === pinId);
      if (pin === undefined) throw new AppError("pin-unknown", { text: String(pinId) });
      Object.assign(pin, text);
      this.#changed("cases");
      return pin;
    },
    "pins.remove": ({ pinId }) => {
      for (const c of this.library.cases) {
        const at = c.pins.findIndex((p) => p.pinId === pinId);
        if (at >= 0) this.library.removedPins.push(...c.pins.splice(at, 1));
      }
      return this.#changed("cases");
    },
    "pins.restore": ({ pinId }) => {
      const at = this.library.removedPins.findIndex((p) => p.pinId === pinId);
      const [pin] = at < 0 ? [] : this.library.removedPins.splice(at, 1);
      if (pin === undefined) throw new AppError("pin-unknown", { text: String(pinId) });
      this.#case(pin.caseId).pins.push(pin);
      this.#changed("cases");
      return pin;
    },
    "exhibits.add": (input) => {
      const exhibit = { ...input, picture: null, retiredMs: null, exhibitId: this.library.nextId(), createdMs: Date.now() };
      this.#case(input.caseId).exhibits.push(exhibit);
      this.#changed("cases");
      return exhibit;
    },
    "observations.add": ({ caseId, ...input }) => {
      const observationId = this.library.nextId();
      const observation = {
        ...input, observationId, firstId: observationId, revisesId: null, reason: null, holderId: null, containerId: null, frame: null,
        cameraMs: asCameraMs(input.atMs), by: this.library.actor?.name ?? "unknown", createdMs: Date.now(),
      };
      this.#case(caseId).observations.push(observation);
      this.#changed("cases");
      return observation;
    },
    "bundle.export": ({ caseId }) => this.#startJob("export", caseId, { bundle: `${EXPORTS_PATH}/A3309030115-2024-118`, files: 57, bytes: 312_480_122, tagmanifestSha256: HASH, elapsedMs: 1200, problems: [] }),
    "bundle.verify": () => this.#startJob("verify", null, this.#options.verifyFails === true
      ? { ok: false, files: 57, failed: [{ path: "data/footage/SJM-02/NVR_ch2_main_20241115135000.mp4", code: "checksum-mismatch" }, { path: "data/report.html", code: "missing" }], warnings: [{ path: "", code: "tag-manifest-missing" }], extra: ["Thumbs.db"], signature: null, custody: { ok: true, entries: 41, head: HASH }, tagmanifestSha256: HASH }
      : { ok: true, files: 57, failed: [], warnings: [], extra: [], signature: { state: "none", fingerprint: null }, custody: { ok: true, entries: 41, head: HASH }, tagmanifestSha256: HASH }),
  };
}

/** A grey picture with its clock burnt in, where there is a canvas; else the smallest thing that calls itself a JPEG. */
async function drawnFrame(cameraId: string, cameraMs: number): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof OffscreenCanvas === "undefined") return Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
  const canvas = new OffscreenCanvas(960, 540);
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#56636b";
  context.fillRect(0, 0, 960, 540);
  context.fillStyle = "#3d464c";
  context.fillRect(0, 330, 960, 210);
  context.fillStyle = "#fff";
  context.font = "28px monospace";
  context.fillText(new Date(cameraMs + 8 * 3_600_000).toISOString().replace("T", " ").slice(0, 19), 24, 44);
  context.fillText(cameraId, 24, 516);
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer());
}
