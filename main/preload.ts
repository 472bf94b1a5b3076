// The window's only door: contract/bridge.ts as window.quayline. Sandboxed, so it may use `electron` and nothing else.
// Offers no channel by name and no way to a file's bytes but the ones that the bridge names.

import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from "electron";
import type { CallAnswer, EngineState, QuaylineBridge } from "../contract/bridge.ts";
import { errorFromFacts, type ErrorFacts } from "../contract/errors.ts";
import type { EngineEvent } from "../contract/events.ts";
import { CHANNELS } from "./channels.ts";

function argument(name: string): string {
  return process.argv.find((word) => word.startsWith(`--quayline-${name}=`))?.slice(`--quayline-${name}=`.length) ?? "";
}

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const relay = (_event: IpcRendererEvent, value: T): void => listener(value);
  ipcRenderer.on(channel, relay);
  return () => void ipcRenderer.removeListener(channel, relay);
}

/** Facts where something was refused, else null. An error that crosses the bridge keeps only its message, which says them (factsFromError). */
async function done(channel: string, path: string): Promise<void> {
  const refusal = (await ipcRenderer.invoke(channel, path)) as ErrorFacts | null;
  if (refusal !== null) throw errorFromFacts(refusal);
}

/** What main answered; a refusal is thrown with its facts. */
async function outputOf<T>(channel: string, ...input: readonly unknown[]): Promise<T> {
  const answer = (await ipcRenderer.invoke(channel, ...input)) as CallAnswer;
  if (!answer.ok) throw errorFromFacts(answer.error);
  return answer.output as T;
}

const bridge: QuaylineBridge = {
  call: (callId, method, input) => ipcRenderer.invoke(CHANNELS.call, callId, method, input) as Promise<CallAnswer>,
  cancel: (callId) => ipcRenderer.send(CHANNELS.cancel, callId),
  onEvent: (listener) => listen<EngineEvent>(CHANNELS.event, listener),
  onEngineState: (listener) => listen<EngineState>(CHANNELS.engineStateChanged, listener),
  engineState: () => ipcRenderer.invoke(CHANNELS.engineState) as Promise<EngineState>,
  setLang: (lang) => ipcRenderer.send(CHANNELS.lang, lang),
  chooseFolders: (title) => ipcRenderer.invoke(CHANNELS.chooseFolders, title) as Promise<readonly string[]>,
  chooseFiles: (title, extensions) => ipcRenderer.invoke(CHANNELS.chooseFiles, title, extensions) as Promise<readonly string[]>,
  saveText: (title, suggestedName, text) => outputOf<string | null>(CHANNELS.saveText, title, suggestedName, text),
  chooseNewFolder: (title, suggestedPath) => ipcRenderer.invoke(CHANNELS.chooseNewFolder, title, suggestedPath) as Promise<string | null>,
  readChosenText: (path) => outputOf<string>(CHANNELS.readChosenText, path),
  readChosenBytes: (path) => outputOf<Uint8Array>(CHANNELS.readChosenBytes, path),
  pathsOfDropped: (items) => items.map((item) => webUtils.getPathForFile(item)).filter((path) => path !== ""),
  showInFolder: (path) => done(CHANNELS.showInFolder, path),
  openPath: (path) => done(CHANNELS.openPath, path),
  systemLang: argument("lang") === "en" ? "en" : "zh-CN",
  platform: process.platform,
  versions: { app: argument("version"), electron: process.versions["electron"] ?? "", chromium: process.versions["chrome"] ?? "" },
};

ipcRenderer.send(CHANNELS.loaded);
contextBridge.exposeInMainWorld("quayline", bridge);
