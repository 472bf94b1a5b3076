// What a command is given to work with. The library is opened only by the commands that need one, and closed by whoever
// made the context.

import type { Actor } from "../contract/model.ts";
import type { Lang } from "../resources/locales/locales.ts";
import { openLibrary, type LibraryAccess, type OpenLibrary } from "./open-library.ts";
import type { Environment } from "./places.ts";
import type { Sentences } from "./sentences.ts";
import type { Terminal } from "./terminal.ts";

export class CommandContext {
  readonly sentences: Sentences;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly env: Environment;
  readonly cwd: string;
  readonly libraryPath: string;
  readonly actor: Actor;
  #opened: OpenLibrary | null = null;

  constructor(parts: Pick<CommandContext, "sentences" | "terminal" | "signal" | "env" | "cwd" | "libraryPath" | "actor">) {
    this.sentences = parts.sentences;
    this.terminal = parts.terminal;
    this.signal = parts.signal;
    this.env = parts.env;
    this.cwd = parts.cwd;
    this.libraryPath = parts.libraryPath;
    this.actor = parts.actor;
  }

  get lang(): Lang {
    return this.sentences.lang;
  }

  /** @throws AppError library-not-found, library-busy, and what opening refuses with */
  async openLibrary(access: LibraryAccess, timezone: string | null = null): Promise<OpenLibrary> {
    const { libraryPath, actor, signal, terminal, sentences } = this;
    this.#opened ??= await openLibrary({ libraryPath, access, timezone, actor, signal, terminal, sentences });
    return this.#opened;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close();
  }
}
