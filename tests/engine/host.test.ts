// The engine's process as main sees it: forked, spoken to by messages, ended by a message, by hanging up, or by nothing at all.
// Runs on Node alone, without Electron.

import { execFileSync, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FromEngine, ToEngine } from "../../contract/transport.ts";
import { ACTOR, makeLibrary, newFolder, openStore, recordFiles, T0 } from "../support/made-library.ts";

const HOST = fileURLToPath(new URL("../../engine/host.ts", import.meta.url));

let folder: string;
let host: ChildProcess;
let heard: FromEngine[];
let told: (() => void)[];

function tell(): void {
  for (const each of told.splice(0)) each();
}

function startHost(args: readonly string[] = ["--library", folder]): void {
  heard = [];
  told = [];
  host = fork(HOST, args, { serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"], execArgv: [] });
  host.on("message", (message) => {
    heard.push(message as FromEngine);
    tell();
  });
  host.on("exit", tell);
}

const send = (message: ToEngine): unknown => host.send(message);
const call = (callId: number, method: string, input: unknown): unknown => send({ type: "call", callId, method, input });

/** The first message that fits, as soon as it is there; an end of the process without it fails the test. */
async function hearThat<T extends FromEngine>(fits: (message: FromEngine) => message is T): Promise<T> {
  for (;;) {
    const found = heard.find(fits);
    if (found !== undefined) return found;
    if (host.exitCode !== null || host.signalCode !== null) throw new Error(`the host ended with ${host.exitCode ?? host.signalCode}`);
    await new Promise<void>((resolve) => told.push(resolve));
  }
}
type Of<T extends FromEngine["type"]> = Extract<FromEngine, { type: T }>;
const hear = <T extends FromEngine["type"]>(type: T): Promise<Of<T>> => hearThat((message): message is Of<T> => message.type === type);

/** What became of a call, refused or not. */
async function endOf(callId: number): Promise<{ readonly output?: unknown; readonly error?: unknown }> {
  return hearThat((message): message is Of<"answer"> | Of<"refusal"> => (message.type === "answer" || message.type === "refusal") && message.callId === callId);
}
async function answerTo(callId: number): Promise<unknown> {
  const end = await endOf(callId);
  expect(end.error).toBeUndefined();
  return end.output;
}
const refusalOf = async (callId: number): Promise<unknown> => (await endOf(callId)).error;

beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  if (host.exitCode === null && host.signalCode === null) {
    const ended = once(host, "exit");
    host.kill("SIGKILL");
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

describe("the engine's process", () => {
  it("makes the library it is given, says that it is ready, and answers", async () => {
    startHost();
    expect(await hear("ready")).toMatchObject({ libraryPath: folder, writable: true });
    call(1, "actor.set", ACTOR);
    expect(await answerTo(1)).toEqual({});
    call(2, "cases.create", { number: "1", title: "t" });
    expect(await answerTo(2)).toMatchObject({ caseId: 1 });
    call(3, "cases.list", {});
    expect(await answerTo(3)).toMatchObject([{ number: "1" }]);
    expect(heard.flatMap((message) => (message.type === "event" && message.event.type === "library.changed" ? message.event.topics : []))).toContain("cases");
  });

  it("refuses with facts alone: a code and what it is about", async () => {
    startHost();
    await hear("ready");
    call(1, "library.destroy", {});
    call(2, "cases.read", { caseId: "x" });
    call(3, "cases.read", { caseId: 9 });
    send({ type: "resolve", callId: 4, kind: "file", id: 9 });
    expect(await refusalOf(1)).toEqual({ code: "input-invalid", params: { field: "method", detail: "library.destroy" } });
    expect(await refusalOf(2)).toMatchObject({ code: "input-invalid", params: { field: "caseId" } });
    expect(await refusalOf(3)).toEqual({ code: "case-unknown", params: { number: "9" } });
    expect(await refusalOf(4)).toMatchObject({ code: "file-unknown" });
  });

  it("sends columns as the numbers they are", async () => {
    const library = await makeLibrary();
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    await library.engine.close();
    startHost(["--library", library.folder]);
    await hear("ready");
    call(1, "timeline.read", { fromMs: 0, toMs: 4e12, msPerPixel: 1 });
    const { lanes } = (await answerTo(1)) as { lanes: { coverage: { startMs: unknown } }[] };
    expect(lanes[0]!.coverage.startMs).toBeInstanceOf(Float64Array);
    send({ type: "quit" });
    await once(host, "exit");
    await rm(library.folder, { recursive: true });
  });

  it("says why where the library cannot be opened, touches nothing and ends", async () => {
    await writeFile(join(folder, "library.sqlite"), "no database ".repeat(500));
    startHost();
    const ended = once(host, "exit");
    expect(await hear("failed-to-open")).toMatchObject({ error: { code: "library-damaged", params: { path: folder } } });
    expect((await ended)[0]).toBe(0);
  });

  it("says so where it is told no library", async () => {
    startHost([]);
    const ended = once(host, "exit");
    expect((await hear("failed-to-open")).error).toMatchObject({ code: "input-invalid", params: { field: "--library" } });
    await ended;
  });

  it.each([
    ["a message", () => send({ type: "quit" })],
    ["its other end hanging up", () => host.disconnect()],
    ["two messages", () => {
      send({ type: "quit" });
      send({ type: "quit" });
    }],
  ])("ends by %s, with the library closed into one file", async (_, end) => {
    startHost();
    await hear("ready");
    call(1, "actor.set", ACTOR);
    await answerTo(1);
    const ended = once(host, "exit");
    end();
    expect((await ended)[0]).toBe(0);
    const store = await openStore(folder);
    expect(store.isWritable).toBe(true);
    expect(store.db.prepare("SELECT count(*) FROM settings WHERE key = 'actor'").pluck().get()).toBe(1);
    await store.close();
  });

  it("ends a call that is cancelled, and no other", async () => {
    const library = await makeLibrary();
    // A pipe that nobody writes to: reading a frame of it takes until it is stopped.
    execFileSync("mkfifo", [join(library.folder, "slow.mp4")]);
    await recordFiles(library.store, [{ name: "slow.mp4", folder: library.folder, sizeBytes: 0 }]);
    await library.engine.close();
    startHost(["--library", library.folder]);
    await hear("ready");
    call(1, "frame.extract", { cameraId: "c1", atMs: T0 });
    send({ type: "cancel", callId: 99 });
    call(2, "cases.list", {});
    expect(await answerTo(2)).toEqual([]);
    send({ type: "cancel", callId: 1 });
    expect(await refusalOf(1)).toEqual({ code: "cancelled", params: {} });
    call(3, "cases.list", {});
    expect(await answerTo(3)).toEqual([]);
    await rm(library.folder, { recursive: true });
  });

  it("leaves nothing behind that would keep the next one from writing, when it is killed at work", async () => {
    startHost();
    await hear("ready");
    const ended = once(host, "exit");
    host.kill("SIGKILL");
    await ended;
    startHost();
    expect(await hear("ready")).toMatchObject({ writable: true });
  });
});
