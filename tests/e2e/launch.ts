// Starts the real app in the real Electron, each time on a fresh library and a fresh profile, and watches it: at the
// end of every test nothing may have been complained about in the console, and nothing asked of a network.

import { mkdtempSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect, _electron, type ConsoleMessage, type ElectronApplication, type Page } from "@playwright/test";
import { openHandles, processTree, readOrEmpty } from "./processes.ts";

export { expect };

const repoFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface LaunchOptions {
  /** A fresh one unless said otherwise. */
  readonly libraryPath?: string;
  readonly profilePath?: string;
  readonly lang?: "en" | "zh-CN";
  readonly env?: Readonly<Record<string, string>>;
  /** Complaints of the console that belong to what is tested. */
  readonly expectedComplaints?: RegExp;
  /** The test asks the network on purpose, to see it refused. */
  readonly isRefusalExpected?: boolean;
}

export interface RunningApp {
  readonly electronApp: ElectronApplication;
  readonly page: Page;
  readonly libraryPath: string;
  readonly profilePath: string;
  /** What the app's own logs say so far. */
  logText(name: "main" | "engine"): string;
  close(): Promise<void>;
}

interface Fixtures {
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
  /** A folder that is gone after the test. */
  readonly folder: string;
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "quayline-e2e-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ folder }, use) => {
    const apps: WatchedApp[] = [];
    await use(async (options = {}) => {
      const app = await start(options, join(folder, `app-${apps.length + 1}`));
      apps.push(app);
      return app;
    });
    for (const app of apps) await app.close();
    // In full: a complaint may come once in many runs, and what is not told then is lost.
    const complaints = apps.flatMap((app, at) => app.complaints.map((complaint) => `${apps.length > 1 ? `window ${at + 1}: ` : ""}${complaint}`));
    if (complaints.length > 0) throw new Error(`${complaints.length} complaint${complaints.length > 1 ? "s" : ""} while the test ran:\n\n${complaints.join("\n\n")}`);
  },
});

/** Copies a library that nobody has open into a folder; answers the copy's path. Its footage stays where it lies. */
export async function copyLibrary(libraryPath: string, folder: string): Promise<string> {
  const copyPath = join(folder, "library");
  await cp(libraryPath, copyPath, { recursive: true });
  return copyPath;
}

interface WatchedApp extends RunningApp {
  readonly complaints: string[];
}

async function start(options: LaunchOptions, folder: string): Promise<WatchedApp> {
  const libraryPath = options.libraryPath ?? join(folder, "library");
  const profilePath = options.profilePath ?? join(folder, "profile");
  const electronApp = await _electron.launch({
    executablePath: required("QUAYLINE_TEST_ELECTRON"),
    cwd: repoFolder,
    args: [...switches(), `--user-data-dir=${profilePath}`, process.env["QUAYLINE_TEST_APP"] ?? ".", "--library", libraryPath, "--lang", options.lang ?? "en"],
    env: { ...ownEnvironment(), ...options.env },
  });
  const complaints: string[] = [];
  await watchRequests(electronApp);
  const page = await electronApp.firstWindow();
  watchPage(page, complaints, options.expectedComplaints ?? null);
  let closing: Promise<void> | null = null;
  const app: WatchedApp = {
    electronApp, page, libraryPath, profilePath, complaints,
    logText: (name) => readOrEmpty(join(profilePath, "logs", `${name}.log`)),
    close: () => (closing ??= closeWatched(app, options.isRefusalExpected ?? false)),
  };
  return app;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set: run these tests by "npm test -- e2e".`);
  return value;
}

function switches(): string[] {
  const named = process.env["QUAYLINE_TEST_ELECTRON_SWITCHES"]?.split(" ").filter((word) => word !== "");
  return named ?? (process.getuid?.() === 0 ? ["--no-sandbox"] : []);
}

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.filter(([name]) => name !== "ELECTRON_RUN_AS_NODE" && name !== "QUAYLINE_LIBRARY"));
}

/** In the main process, beside the app's own refusal: whatever was sent or failed and is none of our own addresses. */
async function watchRequests(electronApp: ElectronApplication): Promise<void> {
  await electronApp.evaluate(async ({ app, session }) => {
    await app.whenReady();
    const foreign: string[] = [];
    Object.assign(globalThis, { quaylineForeignRequests: foreign });
    const note = ({ url }: { url: string }): void => {
      if (!/^(app|footage|blob|data|devtools):/.test(url)) foreign.push(url);
    };
    session.defaultSession.webRequest.onSendHeaders(note);
    session.defaultSession.webRequest.onErrorOccurred(note);
  });
}

function watchPage(page: Page, complaints: string[], expected: RegExp | null): void {
  const complain = (text: string): void => {
    if (expected?.test(text) !== true) complaints.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complain(`${message.type()}: ${message.text()}${placeOf(message)}`);
  });
  page.on("pageerror", (error) => complain(`uncaught: ${error.name}: ${error.message}\n${error.stack ?? "without a stack"}`));
  page.on("crash", () => complain("the page crashed"));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A player that seeks or is taken away drops the request it had.
    if (reason !== "net::ERR_ABORTED") complain(`failed: ${request.method()} ${request.url()} (${request.resourceType()}) ${reason}`);
  });
}

/** Where in the page it was said; an error's own stack is in the text already. */
function placeOf(message: ConsoleMessage): string {
  const { url, lineNumber, columnNumber } = message.location();
  return url === "" ? "" : `\n    at ${url}:${lineNumber + 1}:${columnNumber + 1}`;
}

async function closeWatched(app: WatchedApp, isRefusalExpected: boolean): Promise<void> {
  const { electronApp, complaints, logText } = app;
  const process = electronApp.process();
  if (process.exitCode === null && process.signalCode === null) {
    const foreign = await electronApp.evaluate(() => (globalThis as unknown as { quaylineForeignRequests: string[] }).quaylineForeignRequests);
    if (!isRefusalExpected) complaints.push(...foreign.map((url) => `network: ${url}`));
    complaints.push(...remoteSocketsOf(process.pid ?? 0).map((socket) => `connection: ${socket}`));
    await electronApp.close();
  }
  if (!isRefusalExpected) complaints.push(...logText("main").split("\n").filter((line) => line.includes("refused request")));
}

/** Connections of a process and all it started that lead off this machine, as the system knows them (Linux). */
function remoteSocketsOf(pid: number): string[] {
  if (process.platform !== "linux") return [];
  const inodes = new Set(processTree(pid).flatMap(socketInodes));
  return ["tcp", "tcp6", "udp", "udp6"].flatMap((kind) =>
    readOrEmpty(`/proc/self/net/${kind}`).split("\n").slice(1).flatMap((row) => {
      const [, , remote = "", , , , , , , inode = ""] = row.trim().split(/\s+/);
      const isHere = /^0+:|^0100007F:|^0{24}0100007F:|^0{24}01000000:|^0{16}FFFF00000100007F:/.test(remote);
      return inodes.has(inode) && !isHere ? [`${kind} ${remote}`] : [];
    }));
}

function socketInodes(pid: number): string[] {
  return openHandles(pid).filter((handle) => handle.startsWith("socket:[")).map((handle) => handle.slice(8, -1));
}
