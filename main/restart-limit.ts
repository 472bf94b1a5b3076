// How often a thing that dies may be started again: a crash is repaired, a crash loop is told. Knows no processes.

export interface RestartLimit {
  /** Counts a death and answers whether it may be started again. */
  allows(nowMs: number): boolean;
}

/** At most `count` restarts within any `withinMs`. */
export function restartLimit(count: number, withinMs: number): RestartLimit {
  let restartsMs: number[] = [];
  return {
    allows(nowMs) {
      restartsMs = restartsMs.filter((restartMs) => nowMs - restartMs < withinMs);
      if (restartsMs.length >= count) return false;
      restartsMs.push(nowMs);
      return true;
    },
  };
}
