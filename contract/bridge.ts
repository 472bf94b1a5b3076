// What the preload script offers the window, and nothing else: calls, events, and the few things only the desktop can do.

import type { ErrorFacts } from "./errors.ts";
import type { EngineEvent } from "./events.ts";

export type CallAnswer = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: ErrorFacts };

/** The engine's process as the window sees it. */
export type EngineState =
  | { readonly state: "starting" }
  | { readonly state: "ready"; readonly libraryPath: string; readonly writable: boolean }
  /** `died`: it ended by itself and is being started again. */
  | { readonly state: "failed"; readonly error: ErrorFacts; readonly restarting: boolean };

export interface QuaylineBridge {
  /** `callId` is chosen by the window, unique within it, and names the call for `cancel`. */
  call(callId: number, method: string, input: unknown): Promise<CallAnswer>;
  cancel(callId: number): void;
  /** Each answers a function that stops listening. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
  onEngineState(listener: (state: EngineState) => void): () => void;
  engineState(): Promise<EngineState>;
  /** The system's folder or file choosers; empty where the user closed them. */
  chooseFolders(title: string): Promise<readonly string[]>;
  chooseFiles(title: string, extensions: readonly string[]): Promise<readonly string[]>;
  chooseNewFolder(title: string, suggestedPath: string): Promise<string | null>;
  /**
   * Asks where to save a page, table or text of ours (the extension of the suggested name), and writes it there, whole or
   * not at all. Null where the user closed the dialog. @throws Error with the code where it could not be written
   */
  saveText(title: string, suggestedName: string, text: string): Promise<string | null>;
  /** Reads a small text file the user just chose (camera lists); refused over 50 MB. */
  readChosenText(path: string): Promise<string>;
  /** The bytes of a table the user just chose, whatever its encoding; refused over 20 MB. */
  readChosenBytes(path: string): Promise<Uint8Array>;
  /** Paths of dropped items; only the preload can know them. */
  pathsOfDropped(items: readonly File[]): readonly string[];
  showInFolder(path: string): Promise<void>;
  /** Opens a local file of ours (an exported index.html) with the system's program. */
  openPath(path: string): Promise<void>;
  /** The language that the person chose in the window, for the menu. */
  setLang(lang: "zh-CN" | "en"): void;
  /** zh-CN or en, from the command line or the system. */
  readonly systemLang: "zh-CN" | "en";
  readonly platform: string;
  readonly versions: { readonly app: string; readonly electron: string; readonly chromium: string };
}

// The DOM type is named only where there is a DOM; elsewhere this adds an interface nobody uses.
declare global {
  interface Window {
    readonly quayline: QuaylineBridge;
  }
}
