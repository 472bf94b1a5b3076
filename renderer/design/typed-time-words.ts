// How a typed time was read, in words behind the time itself: what was taken from the play head or by a rule.

import { useTranslation } from "react-i18next";
import type { TypedTimeAssumption } from "../../contract/typed-time.ts";

export interface UnderstoodTime {
  readonly epochMs: number;
  readonly assumed: readonly TypedTimeAssumption[];
}

/** Answers ` · on the play head's day`, or nothing where everything was typed. */
export function useTypedTimeWords(): (assumed: readonly TypedTimeAssumption[]) => string {
  const { t } = useTranslation("typedTime");
  return (assumed) => assumed.map((assumption) => ` · ${t(`assumed.${assumption}`)}`).join("");
}
