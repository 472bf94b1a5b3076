// The viewer's two languages: a lookup with parameters. It carries only the namespaces that it shows.

import { common as enCommon } from "../../resources/locales/en/common.ts";
import { viewer as enViewer } from "../../resources/locales/en/viewer.ts";
import { common as zhCommon } from "../../resources/locales/zh-CN/common.ts";
import { viewer as zhViewer } from "../../resources/locales/zh-CN/viewer.ts";

export type ViewerLang = "zh-CN" | "en";
export type ViewerWord = keyof typeof enViewer;

export interface Words {
  readonly lang: ViewerLang;
  say(word: ViewerWord, params?: Readonly<Record<string, string | number>>): string;
  gapCause(cause: keyof typeof enCommon.gap): string;
  observation(state: keyof typeof enCommon.observation): string;
}

export function wordsFor(lang: ViewerLang): Words {
  const viewer = lang === "en" ? enViewer : zhViewer;
  const common = lang === "en" ? enCommon : zhCommon;
  return {
    lang,
    say: (word, params = {}) => viewer[word].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? "")),
    gapCause: (cause) => common.gap[cause],
    observation: (state) => common.observation[state],
  };
}
