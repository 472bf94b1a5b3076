// A clock's error as people say it: fast or slow. Never a bare sign. The direction here, the words of both languages in the
// locales, the length beside it by resources/locales/order-sentence.ts.

/** Errors below this are not told: no reading can know them. */
const EXACT_BELOW_MS = 50;

export function directionOfError(errorMs: number): "fast" | "slow" | "exact" {
  if (Math.abs(errorMs) < EXACT_BELOW_MS) return "exact";
  return errorMs > 0 ? "fast" : "slow";
}
