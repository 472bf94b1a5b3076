// What the preload script asks of main: calls to the engine, the system's choosers, and showing files. The other side
// is contract/bridge.ts. Only our own page is answered; the engine checks what is asked of it.

import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { dialog, ipcMain, shell, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from "electron";
import type { CallAnswer } from "../contract/bridge.ts";
import type { ErrorFacts } from "../contract/errors.ts";
import { APP_ORIGIN } from "./app-protocol.ts";
import { CHANNELS } from "./channels.ts";
import type { EngineProcess, StartedCall } from "./engine-process.ts";
import type { KnownPaths } from "./known-paths.ts";
import { savablePath, writeWhole } from "./saved-text.ts";

const READABLE_BYTES_MAX = 50_000_000;
const TABLE_BYTES_MAX = 20_000_000;

export interface BridgeOptions {
  readonly engine: EngineProcess;
  readonly knownPaths: KnownPaths;
  readonly windowOf: (contents: WebContents) => BrowserWindow | null;
  readonly onLang: (lang: string) => void;
}

export function handleBridge(options: BridgeOptions): void {
  handleCalls(options);
  handleChoosers(options);
  handleSaving(options);
  handlePaths(options);
}

function handleCalls({ engine, knownPaths, onLang }: BridgeOptions): void {
  const calls = new Map<string, StartedCall>();
  const keyOf = (contents: WebContents, callId: unknown): string => `${contents.id} ${String(callId)}`;

  answer(CHANNELS.engineState, () => engine.state);
  answer(CHANNELS.call, async ({ sender }, callId, method, input): Promise<CallAnswer> => {
    if (typeof method !== "string") return { ok: false, error: { code: "input-invalid", params: { field: "method", detail: typeof method } } };
    const key = keyOf(sender, callId);
    const call = engine.call(method, input);
    calls.set(key, call);
    const result = await call.answer;
    if (calls.get(key) === call) calls.delete(key);
    if (result.ok) notePaths(knownPaths, method, result.output);
    return result;
  });
  listen(CHANNELS.cancel, ({ sender }, callId) => calls.get(keyOf(sender, callId))?.cancel());
  listen(CHANNELS.lang, (_event, lang) => {
    if (typeof lang === "string") onLang(lang);
  });
  // A page that is loaded anew counts its calls from the start, and waits for none of the old ones.
  listen(CHANNELS.loaded, ({ sender }) => {
    for (const [key, call] of calls) if (key.startsWith(`${sender.id} `)) call.cancel();
    for (const key of [...calls.keys()]) if (key.startsWith(`${sender.id} `)) calls.delete(key);
  });
}

/** Two answers say where the engine put things; everything else passes unread. */
function notePaths(knownPaths: KnownPaths, method: string, output: unknown): void {
  const { path, exportsPath } = (output ?? {}) as { path?: unknown; exportsPath?: unknown };
  if (method === "library.read") knownPaths.addNamedBy([path, exportsPath]);
  if (method === "jobs.list" && Array.isArray(output)) for (const job of output) knownPaths.addNamedBy((job as { result?: unknown }).result);
}

function handleChoosers({ knownPaths, windowOf }: BridgeOptions): void {
  const chooseToOpen = async (sender: WebContents, options: Electron.OpenDialogOptions): Promise<readonly string[]> => {
    const window = windowOf(sender);
    if (window === null) return [];
    const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
    if (canceled) return [];
    knownPaths.addChosen(filePaths);
    return filePaths;
  };
  answer(CHANNELS.chooseFolders, ({ sender }, title) =>
    chooseToOpen(sender, { title: String(title), properties: ["openDirectory", "multiSelections"] }));
  answer(CHANNELS.chooseFiles, ({ sender }, title, extensions) => {
    const names = Array.isArray(extensions) ? extensions.map((extension) => String(extension).replace(/^\./, "")) : [];
    const filters = names.length > 0 ? [{ name: names.map((name) => `*.${name}`).join(" "), extensions: names }] : [];
    return chooseToOpen(sender, { title: String(title), filters, properties: ["openFile", "multiSelections"] });
  });
  answer(CHANNELS.chooseNewFolder, async ({ sender }, title, suggestedPath): Promise<string | null> => {
    const window = windowOf(sender);
    if (window === null) return null;
    const options = { title: String(title), defaultPath: String(suggestedPath), properties: ["createDirectory", "showOverwriteConfirmation"] } satisfies Electron.SaveDialogOptions;
    const { canceled, filePath } = await dialog.showSaveDialog(window, options);
    if (canceled || filePath === "") return null;
    knownPaths.addChosen([filePath]);
    return filePath;
  });
}

function handleSaving({ knownPaths, windowOf }: BridgeOptions): void {
  answer(CHANNELS.saveText, async ({ sender }, title, suggestedName, text): Promise<CallAnswer> => {
    const window = windowOf(sender);
    const suggested = basename(String(suggestedName));
    if (window === null || typeof text !== "string" || savablePath(suggested, suggested) === null) return { ok: false, error: refusal("input-invalid", { field: "suggestedName", detail: suggested }) };
    const { canceled, filePath } = await dialog.showSaveDialog(window, { title: String(title), defaultPath: suggested, properties: ["createDirectory", "showOverwriteConfirmation"] });
    if (canceled || filePath === "") return { ok: true, output: null };
    const path = savablePath(filePath, suggested);
    if (path === null) return { ok: false, error: refusal("target-exists", { path: filePath }) };
    try {
      // Where the extension was added here, the system has not asked about replacing that file.
      await writeWhole(path, text, path === filePath);
    } catch (error) {
      return { ok: false, error: refusal(error instanceof Error && "code" in error && error.code === "EEXIST" ? "target-exists" : "folder-not-writable", { path, detail: String(error) }) };
    }
    knownPaths.addChosen([path]);
    return { ok: true, output: path };
  });
}

function handlePaths({ knownPaths }: BridgeOptions): void {
  answer(CHANNELS.showInFolder, async (_event, path) => {
    const real = await knownPaths.showable(String(path));
    if (real === null) return refusal("path-missing", { path: String(path) });
    shell.showItemInFolder(real);
    return null;
  });
  answer(CHANNELS.openPath, async (_event, path) => {
    const real = await knownPaths.openable(String(path));
    if (real === null) return refusal("path-missing", { path: String(path) });
    const failure = await shell.openPath(real);
    return failure === "" ? null : refusal("internal", { message: failure });
  });
  answerChosen(CHANNELS.readChosenText, knownPaths, READABLE_BYTES_MAX, "cameras-file-unreadable", (path) => readFile(path, "utf8"));
  answerChosen(CHANNELS.readChosenBytes, knownPaths, TABLE_BYTES_MAX, "facts-file-unreadable", (path) => readFile(path));
}

/** What a chosen file holds, whole; refused where it was not chosen, is too large, or cannot be read. */
function answerChosen(channel: string, knownPaths: KnownPaths, mostBytes: number, tooLarge: ErrorFacts["code"], read: (path: string) => Promise<unknown>): void {
  answer(channel, async (_event, path): Promise<CallAnswer> => {
    const chosen = String(path);
    try {
      if (!knownPaths.isChosen(chosen)) return { ok: false, error: refusal("path-missing", { path: chosen }) };
      const { size } = await stat(chosen);
      if (size > mostBytes) return { ok: false, error: refusal(tooLarge, { detail: `${size} bytes`, path: chosen }) };
      return { ok: true, output: await read(chosen) };
    } catch (error) {
      return { ok: false, error: refusal("path-missing", { path: chosen, detail: String(error) }) };
    }
  });
}

const refusal = (code: ErrorFacts["code"], params: ErrorFacts["params"]): ErrorFacts => ({ code, params });

function answer(channel: string, handler: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    if (!isOurPage(event)) throw new Error("not our page");
    return handler(event, ...args);
  });
}

function listen(channel: string, listener: (event: IpcMainEvent, ...args: unknown[]) => void): void {
  ipcMain.on(channel, (event, ...args: unknown[]) => {
    if (isOurPage(event)) listener(event, ...args);
  });
}

function isOurPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}
