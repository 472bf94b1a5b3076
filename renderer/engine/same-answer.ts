// Whether an answer says the same as the one before: every change of the library asks anew, and most rows of a long list then come back as
// they were. Plain data only, as it crosses from the engine.

import { useRef } from "react";

export const isSameAnswer = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The value as it was first given, for as long as it says the same. */
export function useSameAnswer<T>(value: T): T {
  const kept = useRef(value);
  if (!isSameAnswer(kept.current, value)) kept.current = value;
  return kept.current;
}
