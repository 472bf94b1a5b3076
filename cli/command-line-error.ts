// What is wrong with the way a command was written. Errors of the engine are AppErrors and pass through untouched.
// No sentences here: resources/locales/*/cli.ts has one per code.

import type { cli as enCli } from "../resources/locales/en/cli.ts";

export type CommandLineCode = keyof typeof enCli.errors;
export type CommandLineParams = Readonly<Record<string, string | number>>;

/** `exitCode` 2 is wrong usage; 1 is a command that is understood and that this version cannot do. */
export class CommandLineError extends Error {
  readonly code: CommandLineCode;
  readonly params: CommandLineParams;
  readonly exitCode: 1 | 2;

  constructor(code: CommandLineCode, params: CommandLineParams = {}, exitCode: 1 | 2 = 2) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "CommandLineError";
    this.code = code;
    this.params = params;
    this.exitCode = exitCode;
  }
}
