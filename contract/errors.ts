// The closed table of everything that can fail a request, grouped by who can act on it.
// No sentences here: resources/locales has one per code and language, and a test asserts that none is missing.

/** Who can do something about it. */
export type ErrorGroup = "input" | "state" | "environment" | "media" | "integrity" | "cancelled" | "internal";

export const ERROR_GROUPS = {
  // input: what was asked cannot be right; params say which part
  "input-invalid": "input",
  "time-unreadable": "input",
  "time-nonexistent": "input",
  "time-ambiguous": "input",
  "timezone-unknown": "input",
  "path-missing": "input",
  "camera-unknown": "input",
  "case-unknown": "input",
  "case-number-taken": "input",
  "case-has-no-pins": "input",
  "pin-unknown": "input",
  "exhibit-unknown": "input",
  "observation-unknown": "input",
  "observation-superseded": "input",
  "observation-withdrawn": "input",
  "statement-unknown": "input",
  "subject-unknown": "input",
  "subject-label-taken": "input",
  "fact-unknown": "input",
  "section-unknown": "input",
  "facts-file-unreadable": "input",
  "facts-file-is-workbook": "input",
  "moment-without-time": "input",
  "file-unknown": "input",
  "file-not-in-library": "input",
  "frame-outside-file": "input",
  "job-unknown": "input",
  "epoch-unknown": "input",
  "reading-unknown": "input",
  "intake-unknown": "input",
  "area-unknown": "input",
  "area-outline-unusable": "input",
  "tiles-unknown": "input",
  "tiles-unreadable": "input",
  "plan-unknown": "input",
  "plan-picture-unreadable": "input",
  "plan-picture-too-large": "input",
  "plan-points-unusable": "input",
  "root-unknown": "input",
  "watch-unknown": "input",
  "folder-inside-itself": "input",
  "clock-reading-twice": "input",
  "clock-rate-refused": "input",
  "cameras-file-unreadable": "input",
  "patterns-file-invalid": "input",
  "pattern-expression-invalid": "input",
  "pattern-groups-wrong": "input",
  "pattern-name-taken": "input",
  "bundle-not-found": "input",
  "bundle-not-a-bag": "input",
  "passphrase-missing": "input",
  // state: the library or the case is not in a state that allows it
  "library-busy": "state",
  "library-read-only": "state",
  "library-not-found": "state",
  "library-newer": "state",
  "library-damaged": "state",
  "library-on-network": "state",
  "library-not-empty": "state",
  "actor-unknown": "state",
  "tie-clock-unread": "state",
  "tie-circular": "state",
  "no-footage-there": "state",
  "target-exists": "state",
  "job-not-running": "state",
  "change-none": "state",
  "change-not-there": "state",
  "change-needed": "state",
  "change-overtaken": "state",
  "folder-not-the-same": "state",
  // environment: the machine
  "disk-full": "environment",
  "library-copy-no-room": "environment",
  "folder-not-writable": "environment",
  "ffmpeg-missing": "environment",
  "ffmpeg-failed": "environment",
  "source-offline": "environment",
  "worker-died": "environment",
  "worker-silent": "environment",
  // media: the file itself
  "file-unreadable": "media",
  "frame-unreadable": "media",
  "proxy-failed": "media",
  // integrity: never retried by itself, recorded in the custody log
  "original-changed": "integrity",
  "export-verification-failed": "integrity",
  "custody-broken": "integrity",
  cancelled: "cancelled",
  internal: "internal",
} as const satisfies Record<string, ErrorGroup>;

export type ErrorCode = keyof typeof ERROR_GROUPS;
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** An error as it crosses a boundary: facts only. */
export interface ErrorFacts {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** The one error class. `code` and `params` are the facts; the sentence is made where a person reads it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options: { cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = "AppError";
    this.code = code;
    this.params = params;
  }

  get group(): ErrorGroup {
    return ERROR_GROUPS[this.code];
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERROR_GROUPS, value);
}

/** An AppError's message, with what the bridges that keep nothing else of an error put before it. */
const TOLD = /(?:^|: )([a-z]+(?:-[a-z]+)*) (\{.*\})$/s;

function factsFromMessage(message: string): ErrorFacts | null {
  const [, code, params] = TOLD.exec(message) ?? [];
  if (!isErrorCode(code) || params === undefined) return null;
  try {
    return { code, params: JSON.parse(params) as ErrorParams };
  } catch {
    return null;
  }
}

/** What may be sent of any thrown value. What we do not know is `internal`, its message kept for the log. */
export function factsFromError(error: unknown): ErrorFacts {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  const message = error instanceof Error ? error.message : String(error);
  return (error instanceof Error ? factsFromMessage(message) : null) ?? { code: "internal", params: { message } };
}

export function errorFromFacts(facts: ErrorFacts): AppError {
  return new AppError(facts.code, facts.params);
}

/** Throws `cancelled` where the signal has fired. Derived from the signal, never from a DOMException's code (it is 20). */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError("cancelled");
}

const ENVIRONMENT_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EROFS: "folder-not-writable",
};

/** Recognises the operating system's error codes once, at the source; null where it is none that we know. */
export function codeFromSystemError(error: unknown): ErrorCode | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? (ENVIRONMENT_CODES[error.code] ?? null) : null;
}
