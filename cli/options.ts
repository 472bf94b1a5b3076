// The kinds of options that a command can have. Each reads and checks its own text at the door, and its type follows
// into the command that declares it. Which options a command has stands beside the command.

import { AppError } from "../contract/errors.ts";
import { instantFromText } from "../contract/time-text.ts";
import { isTimezone } from "../contract/zone.ts";
import type { cli as enCli } from "../resources/locales/en/cli.ts";
import { CommandLineError, type CommandLineParams } from "./command-line-error.ts";

export type OptionTextKey = keyof typeof enCli.options;
type ExpectedKey = keyof typeof enCli.expected;

export interface Option<T> {
  /** What stands for the value in the usage, such as `DIR`; null for a flag, which takes none. */
  readonly placeholder: string | null;
  /** Key of its line of help. */
  readonly text: OptionTextKey;
  readonly repeats: boolean;
  readonly isRequired: boolean;
  /** From the texts as given, none where the option is absent. @throws CommandLineError, AppError */
  readonly read: (texts: readonly string[], name: string) => T;
}

/** Options by name, without the two dashes. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<O extends OptionTable> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

type ReadText<T> = (text: string, name: string) => T;

/** `expected` says in words what would have been right. */
export function invalidOption(name: string, text: string, expected: ExpectedKey, params: CommandLineParams = {}): CommandLineError {
  return new CommandLineError("option-invalid", { ...params, name, text, expected });
}

function optional<T>(placeholder: string, text: OptionTextKey, readText: ReadText<T>): Option<T | null> {
  return {
    placeholder, text, repeats: false, isRequired: false,
    read: (texts, name) => (texts[0] === undefined ? null : readText(texts[0], name)),
  };
}

/** The same option, but the command cannot do without it. */
export function required<T>(option: Option<T | null>): Option<T> {
  return {
    ...option,
    isRequired: true,
    read: (texts, name) => {
      const value = option.read(texts, name);
      if (value === null) throw new CommandLineError("option-missing", { name, placeholder: option.placeholder ?? "" });
      return value;
    },
  };
}

const anyText: ReadText<string> = (text, name) => {
  if (text.trim() === "") throw invalidOption(name, text, "text");
  return text;
};

export function flag(text: OptionTextKey): Option<boolean> {
  return { placeholder: null, text, repeats: false, isRequired: false, read: (texts) => texts.length > 0 };
}

export function text(placeholder: string, key: OptionTextKey): Option<string | null> {
  return optional(placeholder, key, anyText);
}

/** May be given several times; empty where it is not given. */
export function texts(placeholder: string, key: OptionTextKey): Option<readonly string[]> {
  return {
    placeholder, text: key, repeats: true, isRequired: false,
    read: (given, name) => given.map((one) => anyText(one, name)),
  };
}

/** A whole number in `min` ≤ n ≤ `max`. */
export function wholeNumber(placeholder: string, key: OptionTextKey, min: number, max = Number.MAX_SAFE_INTEGER): Option<number | null> {
  return optional(placeholder, key, (given, name) => {
    const value = /^[+-]?\d{1,16}$/.test(given.trim()) ? Number(given) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < min || value > max) throw invalidOption(name, given, "wholeNumber", { min });
    return value;
  });
}

export function choice<const C extends string>(choices: readonly C[], key: OptionTextKey): Option<C | null> {
  const placeholder = choices.join("|");
  return optional(placeholder, key, (given, name) => {
    const chosen = choices.find((one) => one === given);
    if (chosen === undefined) throw invalidOption(name, given, "choice", { choices: choices.join(", ") });
    return chosen;
  });
}

/**
 * A time as text that can be read. Which instant it is depends on the library's zone, so the command asks its library;
 * a text that is no time in any zone is refused here, before anything is opened.
 */
export function time(key: OptionTextKey): Option<string | null> {
  return optional("T", key, (given, name) => {
    try {
      instantFromText(given, "UTC");
      return given;
    } catch (error) {
      if (error instanceof AppError) throw invalidOption(name, given, "time");
      throw error;
    }
  });
}

export function timezone(key: OptionTextKey): Option<string | null> {
  return optional("ZONE", key, (given, name) => {
    if (!isTimezone(given)) throw invalidOption(name, given, "timezone");
    return given;
  });
}
