// From the words of a command line to a command with checked options. node:util splits the words; the tables of the
// commands say what is allowed; everything that does not fit is refused here with the nearest known name.

import { parseArgs } from "node:util";
import { CommandLineError } from "./command-line-error.ts";
import { commands } from "./command-table.ts";
import { readOptions, type Command, type GivenWords } from "./command.ts";
import { commonOptions } from "./common-options.ts";
import { nearestName } from "./nearest-name.ts";
import type { OptionTable, OptionValues } from "./options.ts";

export type CommonValues = OptionValues<typeof commonOptions>;

/** What a command line asks for. */
export type Request =
  | { readonly kind: "help"; readonly subject: Command | null; readonly group: string | null; readonly common: CommonValues }
  | { readonly kind: "version"; readonly common: CommonValues }
  | { readonly kind: "run"; readonly command: Command; readonly given: GivenWords; readonly common: CommonValues };

interface Word { readonly at: number; readonly text: string }
interface GivenOption { readonly name: string; readonly raw: string; readonly value: string | null; readonly isInline: boolean }

/** First words that are no command by themselves. */
const groups: ReadonlySet<string> = new Set(commands.filter((c) => c.name.includes(" ")).map((c) => c.name.split(" ")[0]!).filter((first) => !commands.some((c) => c.name === first)));

function split(argv: readonly string[], table: OptionTable): { words: Word[]; options: GivenOption[] } {
  const types = Object.fromEntries(Object.entries(table).map(([name, option]) => [name, {
    type: option.placeholder === null ? ("boolean" as const) : ("string" as const),
    ...(name === "help" ? { short: "h" } : {}),
  }]));
  const { tokens } = parseArgs({ args: [...argv], options: types, allowPositionals: true, strict: false, tokens: true });
  const words: Word[] = [];
  const options: GivenOption[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push({ at: token.index, text: token.value });
    if (token.kind === "option") {
      options.push({ name: token.name, raw: token.rawName, value: token.value ?? null, isInline: token.inlineValue === true });
    }
  }
  return { words, options };
}

/** A value that looks like an option is one whose own value was forgotten; a number below zero is not. */
const looksLikeOption = (value: string): boolean => /^-[^\d\s]/.test(value);

function checkOptions(given: readonly GivenOption[], table: OptionTable): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, raw, value, isInline } of given) {
    const option = Object.hasOwn(table, name) ? table[name] : undefined;
    if (option === undefined) {
      const nearest = nearestName(name, Object.keys(table));
      throw new CommandLineError("option-unknown", { name: raw, ...(nearest === null ? {} : { nearest: `--${nearest}` }) });
    }
    if (option.placeholder === null && value !== null) throw new CommandLineError("option-takes-no-value", { name, text: value });
    if (option.placeholder !== null && (value === null || (!isInline && looksLikeOption(value)))) {
      throw new CommandLineError("option-value-missing", { name, placeholder: option.placeholder });
    }
    const texts = found.get(name) ?? [];
    if (texts.length > 0 && !option.repeats && option.placeholder !== null) throw new CommandLineError("option-twice", { name });
    found.set(name, [...texts, value ?? "true"]);
  }
  return found;
}

function checkWords(command: Command, words: readonly string[]): void {
  const last = command.positionals.at(-1);
  const missing = command.positionals[words.length];
  if (missing !== undefined) throw new CommandLineError("argument-missing", { name: missing.placeholder, command: command.name });
  const unexpected = words[command.positionals.length];
  if (unexpected !== undefined && last?.repeats !== true) throw new CommandLineError("argument-unexpected", { text: unexpected });
}

/** Which command the first words name, and how many words that took. */
function findCommand(words: readonly Word[]): { command: Command; length: 1 | 2 } {
  const first = words[0]?.text;
  const second = words[1]?.text;
  if (first === undefined) throw new CommandLineError("command-missing");
  // Two words first: `files` alone is a command, and `files assign` another.
  const double = commands.find((c) => c.name === `${first} ${second ?? ""}`);
  if (double !== undefined) return { command: double, length: 2 };
  const single = commands.find((c) => c.name === first);
  if (single !== undefined) return { command: single, length: 1 };
  if (!groups.has(first)) throw unknownCommand(first, [...commands.map((c) => c.name.split(" ")[0]!)]);
  const members = commands.filter((c) => c.name.startsWith(`${first} `));
  if (second === undefined) throw new CommandLineError("subcommand-missing", { name: first, choices: members.map((c) => c.name).join(", ") });
  throw unknownCommand(`${first} ${second}`, members.map((c) => c.name));
}

function unknownCommand(name: string, known: readonly string[]): CommandLineError {
  const nearest = nearestName(name, known);
  return new CommandLineError("command-unknown", { name, ...(nearest === null ? {} : { nearest }) });
}

const asksForHelp = (options: readonly GivenOption[]): boolean => options.some((o) => o.name === "help" && o.value === null);

/** Help is given for what can be recognised, whatever else is wrong with the line. */
function helpRequest(words: readonly Word[], options: readonly GivenOption[]): Request {
  const known = options.filter((o) => Object.hasOwn(commonOptions, o.name));
  const common = readOptions(commonOptions, checkOptions(known, commonOptions));
  const first = words[0]?.text;
  if (first === undefined) return { kind: "help", subject: null, group: null, common };
  if (groups.has(first) && words[1] === undefined) return { kind: "help", subject: null, group: first, common };
  return { kind: "help", subject: findCommand(words).command, group: null, common };
}

/** @throws CommandLineError, AppError where the line cannot be understood */
export function readCommandLine(argv: readonly string[]): Request {
  // Which options take a value depends on the command, and the command may stand after common options: look twice.
  const roughly = split(argv, commonOptions);
  const words = roughly.words[0]?.text === "help" ? roughly.words.slice(1) : roughly.words;
  if (asksForHelp(roughly.options) || words !== roughly.words) return helpRequest(words, roughly.options);
  if (roughly.words.length === 0) {
    const common = readOptions(commonOptions, checkOptions(roughly.options, commonOptions));
    if (common.version) return { kind: "version", common };
    throw new CommandLineError("command-missing");
  }
  const { command, length } = findCommand(roughly.words);
  const nameAt = new Set(roughly.words.slice(0, length).map((word) => word.at));
  const rest = argv.filter((_, at) => !nameAt.has(at));
  const table: OptionTable = { ...commonOptions, ...command.options };
  const exactly = split(rest, table);
  // A command of a later version takes whatever it is given: it answers that it is not here, not what is wrong with it.
  const given = command.isLater ? exactly.options.filter((o) => Object.hasOwn(commonOptions, o.name)) : exactly.options;
  const options = checkOptions(given, table);
  const texts = exactly.words.map((word) => word.text);
  if (!command.isLater) checkWords(command, texts);
  return { kind: "run", command, given: { words: texts, options }, common: readOptions(commonOptions, options) };
}
