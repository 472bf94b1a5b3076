// The help, made from the same tables that parse the command line.

import { commands } from "./command-table.ts";
import type { Command } from "./command.ts";
import { commonOptions } from "./common-options.ts";
import type { OptionTable } from "./options.ts";
import type { Sentences } from "./sentences.ts";
import { displayWidth } from "./text-table.ts";

/** `quayline index PATH… [options]`, with the options that it cannot do without. */
export function usageLine(command: Command): string {
  const words = command.positionals.map((p) => (p.repeats ? `${p.placeholder}…` : p.placeholder));
  const required = Object.entries(command.options).filter(([, o]) => o.isRequired).map(([name, o]) => `--${name} ${o.placeholder ?? ""}`);
  const hasMore = Object.values(command.options).some((o) => !o.isRequired);
  return ["quayline", command.name, ...words, ...required, ...(hasMore ? ["[…]"] : [])].join(" ");
}

function pairs(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(34, rows.reduce((most, [name]) => Math.max(most, displayWidth(name)), 0));
  return rows.flatMap(([name, text]) => (displayWidth(name) > width
    ? [`  ${name}`, `  ${" ".repeat(width)}  ${text}`]
    : [`  ${name}${" ".repeat(width - displayWidth(name))}  ${text}`]));
}

function optionRows(table: OptionTable, sentences: Sentences): readonly (readonly [string, string])[] {
  return Object.entries(table).map(([name, option]) => {
    const value = option.placeholder === null ? "" : ` ${option.placeholder}`;
    const marks = option.isRequired ? ` ${sentences.say("usage.required")}` : option.repeats ? ` ${sentences.say("usage.repeats")}` : "";
    return [`--${name}${value}`, sentences.say(`options.${option.text}`) + marks] as const;
  });
}

export function helpOfCommand(command: Command, sentences: Sentences): string {
  const lines = [usageLine(command), "", sentences.say(`commands.${command.name}`)];
  if (command.isLater) return [...lines, "", sentences.say("errors.not-in-this-version.message", { name: command.name })].join("\n");
  const options = optionRows(command.options, sentences);
  if (options.length > 0) lines.push("", sentences.say("usage.options"), ...pairs(options));
  lines.push("", sentences.say("usage.commonOptions"), ...pairs(optionRows(commonOptions, sentences)));
  return lines.join("\n");
}

/** The overview, or only the commands that begin with `group`. */
export function helpOfAll(group: string | null, sentences: Sentences): string {
  const shown = commands.filter((c) => group === null || c.name.startsWith(`${group} `));
  const row = (c: Command): readonly [string, string] => [c.name, sentences.say(`commands.${c.name}`)];
  const now = shown.filter((c) => !c.isLater).map(row);
  const later = shown.filter((c) => c.isLater).map(row);
  const lines = [sentences.say("usage.title"), "", sentences.say("usage.synopsis"), ""];
  if (now.length > 0) lines.push(sentences.say("usage.commands"), ...pairs(now), "");
  if (later.length > 0) lines.push(sentences.say("usage.later"), ...pairs(later), "");
  lines.push(sentences.say("usage.commonOptions"), ...pairs(optionRows(commonOptions, sentences)), "", sentences.say("usage.times"), sentences.say("usage.exitCodes"), sentences.say("usage.more"));
  return lines.join("\n");
}
