// How the window looks up the words of orders and lengths, for resources/locales/order-sentence.ts.

import type { SayOrder } from "../../resources/locales/order-sentence.ts";
import { useWords } from "../i18n.ts";

export function useOrderWords(): SayOrder {
  const { t } = useWords();
  // All of these words take texts; the compiler tells them apart one by one, and we do not.
  return (word, params = {}) => t(`common:${word}` as "common:length.days", params as Record<"days" | "hours" | "minutes" | "seconds", string>);
}
