// What a command is: its name, what may follow it, and what it does. Parsing, help and running all read this one form.

import type { CommandContext } from "./command-context.ts";
import type { cli as enCli } from "../resources/locales/en/cli.ts";
import type { OptionTable, OptionValues } from "./options.ts";

export type CommandName = keyof typeof enCli.commands;

/** A word after the command's name, such as the PATH of `index`. */
export interface Positional {
  readonly placeholder: string;
  readonly repeats: boolean;
}

/** What a command has to say. */
export interface Answer {
  /** The one document of --json. */
  readonly json: unknown;
  /** The same for people, made only where it is asked for. */
  readonly lines: () => readonly string[];
  /** 3: done, and some inputs were skipped, damaged or failed verification. */
  readonly exitCode: 0 | 3;
}

/** The words and option texts of one command line, not yet checked against the command. */
export interface GivenWords {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export interface Command {
  readonly name: CommandName;
  readonly positionals: readonly Positional[];
  readonly options: OptionTable;
  /** Named by the contract of the command line, and not in this version. */
  readonly isLater: boolean;
  /** Checks everything that was given, then answers what to run. @throws CommandLineError, AppError */
  readonly prepare: (given: GivenWords) => (context: CommandContext) => Promise<Answer>;
}

export interface CommandSpec<O extends OptionTable> {
  readonly name: CommandName;
  readonly positionals?: readonly Positional[];
  readonly options: O;
  readonly run: (context: CommandContext, options: OptionValues<O>, words: readonly string[]) => Promise<Answer>;
}

export function readOptions<O extends OptionTable>(table: O, given: ReadonlyMap<string, readonly string[]>): OptionValues<O> {
  const values = Object.entries(table).map(([name, option]) => [name, option.read(given.get(name) ?? [], name)]);
  return Object.fromEntries(values) as OptionValues<O>;
}

export function command<const O extends OptionTable>(spec: CommandSpec<O>): Command {
  return {
    name: spec.name,
    positionals: spec.positionals ?? [],
    options: spec.options,
    isLater: false,
    prepare: (given) => {
      const options = readOptions(spec.options, given.options);
      return (context) => spec.run(context, options, given.words);
    },
  };
}

/** An answer that is done without reserve. */
export function answer(json: unknown, lines: () => readonly string[]): Answer {
  return { json, lines, exitCode: 0 };
}
