// One command line from its words to its exit code: parse, run, answer. Signals and the process's own streams belong to
// quayline.ts, so that this runs the same in a test.

import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import type { Actor } from "../contract/model.ts";
import { chooseLang } from "../resources/locales/translator.ts";
import { readCommandLine, type CommonValues, type Request } from "./arguments.ts";
import type { Answer } from "./command.ts";
import { CommandContext } from "./command-context.ts";
import { CommandLineError } from "./command-line-error.ts";
import { failureFromError, stackOfInternal } from "./failure.ts";
import { chooseLibraryPath, systemLocale, type Environment } from "./places.ts";
import { Sentences } from "./sentences.ts";
import type { Terminal } from "./terminal.ts";
import { helpOfAll, helpOfCommand } from "./usage.ts";

export interface Host {
  readonly terminal: Terminal;
  readonly env: Environment;
  readonly cwd: string;
  /** Fires when the user cancels. */
  readonly signal: AbortSignal;
}

export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** Looked for before parsing, so that a line that cannot be parsed still gets its answer in the form it asked for. */
function beforeParsing(argv: readonly string[]): { readonly isJson: boolean; readonly lang: string | null } {
  const end = argv.indexOf("--");
  const options = end === -1 ? argv : argv.slice(0, end);
  const langAt = options.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const lang = langAt === -1 ? undefined : options[langAt]!.startsWith("--lang=") ? options[langAt]!.slice(7) : options[langAt + 1];
  return { isJson: options.includes("--json"), lang: lang ?? null };
}

/** Who acts, as the custody log will say it: nobody is guessed, but the system's user is told. */
function actorFrom(common: CommonValues, env: Environment): Actor {
  const name = common.actor ?? env["QUAYLINE_ACTOR"] ?? "";
  const unit = common["actor-unit"];
  const number = common["actor-number"];
  if (name.trim() !== "") return { name: name.trim(), unit, number };
  const orphan = unit !== null ? "actor-unit" : number !== null ? "actor-number" : null;
  if (orphan !== null) throw new CommandLineError("option-needs", { name: orphan, other: "actor" });
  return { name: `unknown (${systemUserName(env)})`, unit: null, number: null };
}

function systemUserName(env: Environment): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list of users, as in some containers.
    return env["USER"] ?? env["USERNAME"] ?? String(process.getuid?.() ?? "?");
  }
}

function programVersion(): string {
  // From a checkout this file is in cli/, emitted it is in dist/cli/.
  for (const place of ["../package.json", "../../package.json"]) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8"));
      if (typeof found === "object" && found !== null && "version" in found && typeof found.version === "string") return found.version;
    } catch {
      // Not here; the next place may have it.
    }
  }
  return "unknown";
}

async function answerRequest(request: Request, isJson: boolean, sentences: Sentences, host: Host): Promise<ExitCode> {
  if (request.kind === "version") {
    const version = programVersion();
    await host.terminal.document(isJson ? JSON.stringify({ version }) : `quayline ${version}`);
    return 0;
  }
  if (request.kind === "help") {
    const help = request.subject === null ? helpOfAll(request.group, sentences) : helpOfCommand(request.subject, sentences);
    await host.terminal.document(isJson ? JSON.stringify({ help }) : help);
    return 0;
  }
  const run = request.command.prepare(request.given);
  const context = new CommandContext({
    sentences, terminal: host.terminal, signal: host.signal, env: host.env, cwd: host.cwd,
    libraryPath: chooseLibraryPath(request.common.library, host.cwd, host.env),
    actor: actorFrom(request.common, host.env),
  });
  const answer = await runAndClose(run, context, sentences);
  if (isJson) await host.terminal.document(...jsonPieces(answer.json));
  else await host.terminal.document(answer.lines().join("\n"));
  return answer.exitCode;
}

/** What was done is done: a library that does not close properly is worth a word, not the loss of the answer. */
async function runAndClose(run: (context: CommandContext) => Promise<Answer>, context: CommandContext, sentences: Sentences): Promise<Answer> {
  const close = async (): Promise<void> => {
    try {
      await context.close();
    } catch (error) {
      context.terminal.note(failureFromError(error, false, sentences).message);
    }
  };
  try {
    return await run(context);
  } finally {
    await close();
  }
}

const ROWS_PER_PIECE = 1000;

/** One JSON document in pieces: a list of a million files is longer than a string can be. */
function jsonPieces(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length <= ROWS_PER_PIECE) return [JSON.stringify(value)];
  const pieces: string[] = [];
  for (let at = 0; at < value.length; at += ROWS_PER_PIECE) {
    const rows = JSON.stringify(value.slice(at, at + ROWS_PER_PIECE)).slice(1, -1);
    pieces.push(`${at === 0 ? "[" : ","}${rows}`);
  }
  return [...pieces, "]"];
}

/** Never throws: what goes wrong is answered in words and as an exit code. */
export async function runCommandLine(argv: readonly string[], host: Host): Promise<ExitCode> {
  const { isJson, lang } = beforeParsing(argv);
  const sentences = new Sentences(chooseLang(lang, systemLocale(process.platform, host.env)));
  host.signal.addEventListener("abort", () => host.terminal.note(sentences.say("notes.cancelling")), { once: true });
  try {
    return await answerRequest(readCommandLine(argv), isJson, sentences, host);
  } catch (error) {
    const failure = failureFromError(error, host.signal.aborted, sentences);
    host.terminal.note(`${failure.message}\n${failure.fix}`);
    const stack = failure.code === "internal" ? stackOfInternal(error) : null;
    if (stack !== null) host.terminal.note(stack);
    if (isJson) {
      const { code, message, fix } = failure;
      await host.terminal.document(JSON.stringify({ error: { code, message, fix } }));
    }
    return failure.exitCode;
  }
}
