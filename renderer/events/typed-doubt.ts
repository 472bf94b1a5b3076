// How unsure a told time is, as people type it: `30`, `30s`, `5 min`, `2h`, `半小时`. They mean that the true time lies within it;
// kept is one standard deviation, half of that. Pure.

const UNIT_MS: Readonly<Record<string, number>> = {
  "": 1_000, ms: 1, s: 1_000, sec: 1_000, 秒: 1_000, 秒钟: 1_000, m: 60_000, min: 60_000, 分: 60_000, 分钟: 60_000, h: 3_600_000, 小时: 3_600_000, d: 86_400_000, 天: 86_400_000, 日: 86_400_000,
};
/** The longest that can be kept, a year either way. */
const MOST_MS = 31_536_000_000;

/** One standard deviation of what was typed; null: nothing was; `bad`: it is no length of time. */
export function doubtFromTyping(input: string): number | null | "bad" {
  const text = input.normalize("NFKC").replace(/^[\s±+\-]*/, "").trim().toLowerCase().replace(/^半(?=小时|天|分)/, "0.5");
  if (text === "") return input.trim() === "" ? null : "bad";
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*|秒钟?|分钟?|小时|天|日)$/.exec(text);
  const unitMs = match === null ? undefined : UNIT_MS[match[2]!];
  if (match === null || unitMs === undefined) return "bad";
  const deviationMs = (Number(match[1]) * unitMs) / 2;
  return deviationMs > MOST_MS ? "bad" : deviationMs;
}

/** What stands in the field for what is kept: `30 s`, `5 min`. */
export function typedDoubt(uncertaintyMs: number | null): string {
  if (uncertaintyMs === null) return "";
  const wholeMs = 2 * uncertaintyMs;
  const [unit, unitMs] = wholeMs >= 3_600_000 && wholeMs % 1_800_000 === 0 ? ["h", 3_600_000] as const : wholeMs >= 60_000 && wholeMs % 30_000 === 0 ? ["min", 60_000] as const : ["s", 1_000] as const;
  return `${Number((wholeMs / unitMs).toFixed(3))} ${unit}`;
}
