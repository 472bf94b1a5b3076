// How unsure a told time is, as people type it: `30`, `30s`, `5 min`, `2h`, `半小时`. They mean that the true time lies within it;
// kept is one standard deviation, half of that. Pure.

import { UNIT_MS } from "../../contract/typed-time.ts";

/** The longest that can be kept, a year either way. */
const MOST_MS = 31_536_000_000;

/** One standard deviation of what was typed; null: nothing was; `bad`: it is no length of time. */
export function doubtFromTyping(input: string): number | null | "bad" {
  const text = input.normalize("NFKC").replace(/^[\s±+\-]*/, "").trim().toLowerCase().replace(/^半(?=小时|天|分)/, "0.5");
  if (text === "") return input.trim() === "" ? null : "bad";
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*|秒钟?|分钟?|小时|天|日)$/.exec(text);
  const unit = match?.[2] || "s";
  if (match === null || !Object.hasOwn(UNIT_MS, unit)) return "bad";
  const deviationMs = (Number(match[1]) * UNIT_MS[unit]!) / 2;
  return deviationMs > MOST_MS ? "bad" : deviationMs;
}

/** What stands in the field for what is kept: `30 s`, `5 min`. */
export function typedDoubt(uncertaintyMs: number | null): string {
  if (uncertaintyMs === null) return "";
  const wholeMs = 2 * uncertaintyMs;
  const [unit, unitMs] = wholeMs >= 3_600_000 && wholeMs % 1_800_000 === 0 ? ["h", 3_600_000] as const : wholeMs >= 60_000 && wholeMs % 30_000 === 0 ? ["min", 60_000] as const : ["s", 1_000] as const;
  return `${Number((wholeMs / unitMs).toFixed(3))} ${unit}`;
}
