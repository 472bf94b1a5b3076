// A clock's error as people say it: fast or slow, by how much. Never a bare sign. Numbers and direction here, the words
// of both languages in the locales.

export interface SpokenError {
  readonly direction: "fast" | "slow" | "exact";
  /** Seconds with at most one digit after the point, or h:mm:ss from 1,000 s on. */
  readonly amount: string;
  readonly isSeconds: boolean;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** Errors below this are not told: no reading can know them. */
const EXACT_BELOW_MS = 50;

export function spokenError(errorMs: number): SpokenError {
  const size = Math.abs(errorMs);
  if (size < EXACT_BELOW_MS) return { direction: "exact", amount: "0", isSeconds: true };
  const direction = errorMs > 0 ? "fast" : "slow";
  return { direction, ...spokenAmount(size) };
}

/** A length of time without a sign: `127`, `12.4` (seconds), `1:02:05`. */
export function spokenAmount(lengthMs: number): { readonly amount: string; readonly isSeconds: boolean } {
  const size = Math.abs(lengthMs);
  if (size < 1_000_000) return { amount: String(Math.round(size / 100) / 10), isSeconds: true };
  const seconds = Math.round(size / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return { amount: days > 0 ? `${days} d ${clock}` : clock.replace(/^0/, ""), isSeconds: false };
}
