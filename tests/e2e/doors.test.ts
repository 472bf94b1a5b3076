// The main process alone, with a host that stands in for the engine: what the window can reach, and what it cannot.

import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallAnswer, EngineState } from "../../contract/bridge.ts";
import { expect, test, type LaunchOptions, type RunningApp } from "./launch.ts";
import { openHandles } from "./processes.ts";
import { chooseAlways } from "./window-parts.ts";

const fakeHost = join(dirname(dirname(fileURLToPath(import.meta.url))), "support", "fake-host.mjs");
/** The page asks a host that knows none of its methods, and says so. */
const withFakeHost = (env: Record<string, string> = {}): LaunchOptions => ({
  env: { QUAYLINE_ENGINE_HOST: fakeHost, ...env },
  expectedComplaints: /./,
});

const call = ({ page }: RunningApp, method: string, input: unknown = {}): Promise<CallAnswer> =>
  page.evaluate(([name, value]) => window.quayline.call(Math.floor(Math.random() * 1e9) + 1e6, name, value), [method, input] as const);
const engineState = ({ page }: RunningApp): Promise<EngineState> => page.evaluate(() => window.quayline.engineState());
const untilReady = (app: RunningApp): Promise<void> => expect.poll(() => engineState(app)).toMatchObject({ state: "ready" });

test("calls, columns, events and cancellation cross the bridge unharmed", async ({ launch }) => {
  const app = await launch(withFakeHost());
  await untilReady(app);
  expect(await engineState(app)).toEqual({ state: "ready", libraryPath: app.libraryPath, writable: true });
  expect(await call(app, "fake.echo", { 文: [1, null, "é"] })).toEqual({ ok: true, output: { 文: [1, null, "é"] } });
  const columns = await app.page.evaluate(async () => {
    const answer = await window.quayline.call(1e7, "fake.columns", {});
    if (!answer.ok) return null;
    const { startMs, jpeg } = answer.output as { startMs: Float64Array; jpeg: Uint8Array };
    return { isF64: startMs instanceof Float64Array, isU8: jpeg instanceof Uint8Array, startMs: [...startMs], jpeg: [...jpeg] };
  });
  expect(columns).toEqual({ isF64: true, isU8: true, startMs: [1, 2.5, -1], jpeg: [255, 216] });
  const event = await app.page.evaluate(() => new Promise((resolve) => {
    const stop = window.quayline.onEvent((received) => {
      stop();
      resolve(received);
    });
    void window.quayline.call(1e7 + 1, "fake.event", { type: "library.changed", topics: ["cases"] });
  }));
  expect(event).toEqual({ type: "library.changed", topics: ["cases"] });
  const cancelled = await app.page.evaluate(async () => {
    const answer = window.quayline.call(1e7 + 2, "fake.wait", {});
    window.quayline.cancel(1e7 + 2);
    return answer;
  });
  expect(cancelled).toMatchObject({ ok: false, error: { code: "cancelled" } });
});

test("the engine can run on Electron's own Node", async ({ launch }) => {
  const app = await launch(withFakeHost({ QUAYLINE_ENGINE_NODE: process.env["QUAYLINE_TEST_ELECTRON"] ?? "" }));
  await untilReady(app);
  expect(await call(app, "fake.echo", new Float64Array([0.5]))).toEqual({ ok: true, output: new Float64Array([0.5]) });
});

test("an engine that dies is started again, and the window is told", async ({ launch }) => {
  const app = await launch(withFakeHost());
  await untilReady(app);
  const before = await call(app, "fake.pid");
  const states = app.page.evaluate(() => new Promise<EngineState[]>((resolve) => {
    const seen: EngineState[] = [];
    window.quayline.onEngineState((state) => {
      seen.push(state);
      if (state.state === "ready") resolve(seen);
    });
  }));
  expect(await call(app, "fake.die")).toMatchObject({ ok: false, error: { code: "worker-died" } });
  expect(await states).toMatchObject([{ state: "failed", restarting: true, error: { code: "worker-died", params: { exitCode: 7 } } }, { state: "ready" }]);
  expect(await call(app, "fake.pid")).not.toEqual(before);
});

test("an engine that dies again and again is given up, and every call is refused", async ({ launch }) => {
  const app = await launch(withFakeHost({ FAKE_HOST_DIES_AT_ONCE: "1" }));
  await expect.poll(() => engineState(app)).toMatchObject({ state: "failed", restarting: false, error: { code: "worker-died" } });
  expect(await call(app, "fake.echo")).toMatchObject({ ok: false, error: { code: "worker-died" } });
});

test("a library that cannot be opened is told once, with the reason", async ({ launch }) => {
  const app = await launch(withFakeHost({ FAKE_HOST_REFUSES: "1" }));
  await expect.poll(() => engineState(app)).toMatchObject({ state: "failed", restarting: false, error: { code: "library-newer", params: { version: 99 } } });
  expect(app.logText("main").match(/engine failed/g)).toHaveLength(1);
});

test("an engine that does not answer on quit is ended after some seconds", async ({ launch }) => {
  const app = await launch(withFakeHost({ FAKE_HOST_DEAF: "1" }));
  await untilReady(app);
  const pid = ((await call(app, "fake.pid")) as { output: number }).output;
  await app.close();
  expect(() => process.kill(pid, 0)).toThrow();
});

test("footage streams in ranges, and no handle is left", async ({ launch, folder }) => {
  const bytes = randomBytes(5_000_001);
  const path = join(folder, "录像 %03d.mp4");
  writeFileSync(path, bytes);
  const app = await launch(withFakeHost({ FAKE_HOST_MEDIA: path }));
  await untilReady(app);
  // From the main process, through the same handler: the page's policy lets players ask for footage and nothing else.
  const ask = (address: string, range: string | null) => app.electronApp.evaluate(async ({ session }, [url, wanted]) => {
    const response = await session.defaultSession.fetch(url, wanted === null ? {} : { headers: { Range: wanted } });
    const body = Buffer.from(await response.arrayBuffer());
    const { createHash: hash } = process.getBuiltinModule("node:crypto");
    const named = Object.fromEntries(["content-range", "content-type"].map((name) => [name, response.headers.get(name)]));
    return { status: response.status, length: body.length, sha256: hash("sha256").update(body).digest("hex"), ...named };
  }, [address, range] as const);
  const hashOf = (part: Uint8Array): string => createHash("sha256").update(part).digest("hex");

  expect(await ask("footage://file/1", null)).toMatchObject({ status: 200, length: bytes.length, sha256: hashOf(bytes), "content-type": "video/mp4" });
  expect(await ask("footage://file/1", "bytes=1000000-1999999")).toMatchObject({ status: 206, "content-range": "bytes 1000000-1999999/5000001", length: 1_000_000, sha256: hashOf(bytes.subarray(1_000_000, 2_000_000)) });
  expect(await ask("footage://proxy/1", "bytes=-7")).toMatchObject({ status: 206, sha256: hashOf(bytes.subarray(-7)) });
  expect(await ask("footage://file/1", "bytes=5000001-")).toMatchObject({ status: 416, length: 0 });
  expect(await ask("footage://file/2", null)).toMatchObject({ status: 404 });
  expect(await ask("footage://file/1/../2", null)).toMatchObject({ status: 404 });

  // Readers that go away in the middle: two hundred of them, as while scrubbing.
  await app.electronApp.evaluate(async ({ session }) => {
    await Promise.all(Array.from({ length: 200 }, async (_, i) => {
      const abort = new AbortController();
      const response = await session.defaultSession.fetch("footage://file/1", { signal: abort.signal, headers: { Range: `bytes=${i * 1000}-` } });
      await response.body?.getReader().read();
      abort.abort();
    }));
  });
  const pid = await app.electronApp.evaluate(() => process.pid);
  if (process.platform === "linux") await expect.poll(() => openHandles(pid).filter((handle) => handle === path)).toEqual([]);
});

test("the window reaches nothing else: no network, no file, no other page, no Node", async ({ launch }) => {
  const app = await launch(withFakeHost());
  await untilReady(app);
  const { page, electronApp } = app;
  const reached = await page.evaluate(async () => {
    const reach = (url: string): Promise<string> => fetch(url).then((response) => String(response.status), () => "refused");
    const image = (url: string): Promise<string> => new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("refused");
      element.src = url;
    });
    return {
      http: await reach("http://127.0.0.1:9/"),
      image: await image("https://example.org/a.png"),
      file: await image("file:///usr/share/pixmaps/debian-logo.png"),
      above: await reach("app://quayline/..%2fmain%2fmain.cjs"),
      opened: window.open("https://example.org/") === null,
      node: typeof (globalThis as { require?: unknown }).require + typeof (globalThis as { process?: unknown }).process,
      bridge: Object.keys(window.quayline).sort().join(" "),
      permission: await navigator.permissions.query({ name: "geolocation" }).then((status) => status.state),
    };
  });
  expect(reached).toEqual({
    http: "refused", image: "refused", file: "refused", above: "404", opened: true, node: "undefinedundefined", permission: "denied",
    bridge: "call cancel chooseFiles chooseFolders chooseNewFolder engineState onEngineState onEvent openPath pathsOfDropped platform readChosenBytes readChosenText saveText setLang showInFolder systemLang versions",
  });
  const isRefused = (name: string, path: string): Promise<boolean> => page.evaluate(([method, argument]) => {
    const bridge = window.quayline as unknown as Record<string, (path: string) => Promise<unknown>>;
    return bridge[method]!(argument).then(() => false, () => true);
  }, [name, path] as const);
  for (const name of ["openPath", "showInFolder", "readChosenText"]) expect(await isRefused(name, "/etc/passwd"), name).toBe(true);
  expect(await call(app, "resolve", { kind: "file", id: 1 })).toMatchObject({ ok: false });
  await page.evaluate(() => void window.location.assign("https://example.org/"));
  await page.evaluate(() => void window.location.assign("app://quayline/other.html"));
  expect(page.url()).toBe("app://quayline/index.html");
  expect(electronApp.windows()).toHaveLength(1);
  expect(await electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()))).toEqual(["app://quayline/index.html"]);
});

test("a request that reaches the session is cancelled and counted", async ({ launch }) => {
  const app = await launch({ ...withFakeHost(), isRefusalExpected: true });
  await untilReady(app);
  const failure = await app.electronApp.evaluate(({ net }) => net.fetch("https://example.org/").then(() => "answered", (error: Error) => error.message));
  expect(failure).toContain("ERR_BLOCKED_BY_CLIENT");
  await expect.poll(() => app.logText("main")).toContain("refused request 1: https://example.org/");
});

test("a text is read only from a file that a person chose", async ({ launch, folder }) => {
  const path = join(folder, "cameras.csv");
  writeFileSync(path, "id,name\nA,码头\n");
  const app = await launch(withFakeHost());
  await chooseAlways(app.electronApp, path);
  expect(await app.page.evaluate(() => window.quayline.chooseFiles("Cameras", ["csv"]))).toEqual([path]);
  expect(await app.page.evaluate((chosen) => window.quayline.readChosenText(chosen), path)).toBe("id,name\nA,码头\n");
});

test("a second start on the same profile brings the first window to the front", async ({ launch }) => {
  const app = await launch(withFakeHost());
  await untilReady(app);
  const focused = app.electronApp.evaluate(({ app: first }) => new Promise((resolve) => first.once("second-instance", () => resolve("told"))));
  const second = launch({ ...withFakeHost(), libraryPath: app.libraryPath, profilePath: app.profilePath });
  await expect(second).rejects.toThrow();
  expect(await focused).toBe("told");
});
