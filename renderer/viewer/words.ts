// The viewer's two languages: a lookup with parameters. It carries only the namespaces that it shows.

import { common as enCommon } from "../../resources/locales/en/common.ts";
import { viewer as enViewer } from "../../resources/locales/en/viewer.ts";
import { common as zhCommon } from "../../resources/locales/zh-CN/common.ts";
import { viewer as zhViewer } from "../../resources/locales/zh-CN/viewer.ts";
import type { OrderWord, SayOrder } from "../../resources/locales/order-sentence.ts";

export type ViewerLang = "zh-CN" | "en";
export type ViewerWord = keyof typeof enViewer;

export interface Words {
  readonly lang: ViewerLang;
  say(word: ViewerWord, params?: Readonly<Record<string, string | number>>): string;
  order: SayOrder;
  gapCause(cause: keyof typeof enCommon.gap): string;
  observation(state: keyof typeof enCommon.observation): string;
}

const filled = (text: string, params: Readonly<Record<string, string | number>>): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ""));

function orderWord(common: Pick<typeof enCommon | typeof zhCommon, "order" | "length">, word: OrderWord): string {
  const [group, name] = word.split(".") as ["order" | "length", string];
  return (common[group] as Readonly<Record<string, string>>)[name] ?? "";
}

export function wordsFor(lang: ViewerLang): Words {
  const viewer = lang === "en" ? enViewer : zhViewer;
  const common = lang === "en" ? enCommon : zhCommon;
  return {
    lang,
    say: (word, params = {}) => filled(viewer[word], params),
    order: (word, params = {}) => filled(orderWord(common, word), params),
    gapCause: (cause) => common.gap[cause],
    observation: (state) => common.observation[state],
  };
}
