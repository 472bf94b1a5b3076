// From anything thrown to the code, the two sentences and the exit code that the command line answers with.

import { AppError, factsFromError, type ErrorCode } from "../contract/errors.ts";
import { CommandLineError } from "./command-line-error.ts";
import type { SentenceKey, Sentences } from "./sentences.ts";

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly exitCode: 1 | 2 | 130;
}

/** What the engine refuses because the words of the command were wrong. */
const WRONG_USAGE: ReadonlySet<ErrorCode> = new Set([
  "input-invalid", "time-unreadable", "time-nonexistent", "time-ambiguous", "timezone-unknown",
]);

/** `isCancelled` comes from the signal: whatever an interrupted call threw, the user asked for it. */
export function failureFromError(error: unknown, isCancelled: boolean, sentences: Sentences): Failure {
  if (error instanceof CommandLineError && !isCancelled) return commandLineFailure(error, sentences);
  const facts = isCancelled ? ({ code: "cancelled", params: {} } as const) : factsFromError(error);
  const exitCode = facts.code === "cancelled" ? 130 : WRONG_USAGE.has(facts.code) ? 2 : 1;
  return { code: facts.code, ...sentences.error(facts), exitCode };
}

function commandLineFailure(error: CommandLineError, sentences: Sentences): Failure {
  const { code, params, exitCode } = error;
  const nearest = params["nearest"];
  const expected = params["expected"];
  const words = expected === undefined ? params : { ...params, expected: sentences.say(`expected.${String(expected)}` as SentenceKey, params) };
  const message = sentences.say(`errors.${code}.message`, words);
  const guess = nearest === undefined ? "" : ` ${sentences.say("usage.didYouMean", { nearest })}`;
  return { code, message: message + guess, fix: sentences.say(`errors.${code}.fix`, words), exitCode };
}

/** Where a failure is our own fault, the place in the code helps whoever reports it. */
export function stackOfInternal(error: unknown): string | null {
  if (error instanceof CommandLineError || (error instanceof AppError && error.code !== "internal")) return null;
  return error instanceof Error ? (error.stack ?? null) : null;
}
