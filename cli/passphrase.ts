// Asks for a passphrase where it does not show: QUAYLINE_PASSPHRASE, or the keyboard without echo. Never an argument,
// which other users of the machine could read in the list of processes.

import { AppError } from "../contract/errors.ts";
import type { CommandContext } from "./command-context.ts";
import { CommandLineError } from "./command-line-error.ts";
import type { Streams } from "./terminal.ts";

const LEAST_LETTERS = 8;

function readHidden(streams: Streams, signal: AbortSignal): Promise<string> {
  const { stdin } = streams;
  return new Promise((resolve, reject) => {
    let typed = "";
    const stop = (): void => {
      stdin.off("data", onData);
      signal.removeEventListener("abort", onAbort);
      stdin.setRawMode?.(false);
      stdin.pause();
      streams.stderr.write("\n");
    };
    const onAbort = (): void => { stop(); reject(new AppError("cancelled")); };
    const onData = (chunk: Buffer | string): void => {
      for (const character of chunk.toString()) {
        if (character === "\r" || character === "\n" || character === "\u0004") { stop(); return resolve(typed); }
        // In raw mode the terminal no longer turns Ctrl-C into a signal.
        if (character === "\u0003") { stop(); return reject(new AppError("cancelled")); }
        if (character === "\u007f" || character === "\b") typed = [...typed].slice(0, -1).join("");
        else if (character >= " ") typed += character;
      }
    };
    stdin.setRawMode?.(true);
    stdin.on("data", onData);
    signal.addEventListener("abort", onAbort, { once: true });
    stdin.resume();
  });
}

async function ask(context: CommandContext, question: "passphrase.ask" | "passphrase.again"): Promise<string> {
  context.terminal.clearProgress();
  context.terminal.streams.stderr.write(`${context.sentences.say(question)} `);
  return readHidden(context.terminal.streams, context.signal);
}

/** The passphrase to open something with, or null where none was given and nobody can be asked. */
export async function passphraseToOpen(context: CommandContext, mayAsk: boolean): Promise<string | null> {
  const named = context.env["QUAYLINE_PASSPHRASE"];
  if (named !== undefined && named !== "") return named;
  return mayAsk && context.terminal.streams.stdin.isTTY === true ? ask(context, "passphrase.ask") : null;
}

/** A passphrase to lock something with: typed twice, and long enough. @throws CommandLineError passphrase-needed */
export async function passphraseToLock(context: CommandContext): Promise<string> {
  const named = context.env["QUAYLINE_PASSPHRASE"] ?? "";
  if (named === "" && context.terminal.streams.stdin.isTTY !== true) throw new CommandLineError("passphrase-needed", { least: LEAST_LETTERS });
  const first = named === "" ? await ask(context, "passphrase.ask") : named;
  if (first.length < LEAST_LETTERS) throw new CommandLineError("passphrase-short", { least: LEAST_LETTERS });
  if (named === "" && (await ask(context, "passphrase.again")) !== first) throw new CommandLineError("passphrase-differs");
  return first;
}
