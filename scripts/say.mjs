// What the scripts tell a person: one calm line at a time, on stderr, so that stdout stays free for results.
// Also the one kind of error that is meant for people. Not a logger: there are no levels and no files.

import { constants } from "node:os";

/** Prints one line of progress. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Something that a person can act on: one sentence that says what is wrong and what to do next.
 * It is printed without a stack trace.
 */
export class SetupError extends Error {
  name = "SetupError";
}

/** Runs a script's main function: its number is the exit code, its SetupError a sentence and exit code 1. */
export async function runMain(main) {
  try {
    const exitCode = await main();
    if (typeof exitCode === "number") process.exitCode = exitCode;
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SetupError) say(error.message);
    else say(`This should not have happened. The line below says where:\n${error?.stack ?? error}`);
  }
}

/** The exit code a shell gives a program that a signal ended: 128 + the signal's number. */
export function exitCodeFromSignal(signal) {
  return 128 + (constants.signals[signal] ?? 1);
}

/** A sentence for errors of the file system that people meet: a full disk, a folder they may not write to. */
export function describeFileError(error, folder) {
  switch (error?.code) {
    case "ENOSPC":
      return `The disk is full (${folder}). Free some space there and run the command again.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `The folder ${folder} cannot be written to. Allow writing there and run the command again.`;
    default:
      return null;
  }
}

/** Bytes as a person reads them: `196 MB`. Decimal units, as disks and download pages use. */
export function formatBytes(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}
