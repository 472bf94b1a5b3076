// The viewer's two languages: a lookup with parameters. It carries only the namespaces that it shows.

import { doubledSecondsText } from "../../contract/time-text.ts";
import { common as enCommon } from "../../resources/locales/en/common.ts";
import { reconstruction as enReconstruction } from "../../resources/locales/en/reconstruction.ts";
import { viewer as enViewer } from "../../resources/locales/en/viewer.ts";
import { common as zhCommon } from "../../resources/locales/zh-CN/common.ts";
import { reconstruction as zhReconstruction } from "../../resources/locales/zh-CN/reconstruction.ts";
import { viewer as zhViewer } from "../../resources/locales/zh-CN/viewer.ts";
import type { OrderWord, SayOrder } from "../../resources/locales/order-sentence.ts";

export type ViewerLang = "zh-CN" | "en";
export type ViewerWord = keyof typeof enViewer;

/** Groups of `common` that name codes of case.json. */
type CodeGroup = "gap" | "observation" | "finding" | "testimony" | "subject" | "fact" | "viewBasis" | "relation" | "contradiction" | "warning";

export interface Words {
  readonly lang: ViewerLang;
  say(word: ViewerWord, params?: Readonly<Record<string, string | number>>): string;
  order: SayOrder;
  /** Words that the report says as well. */
  told(word: keyof typeof enReconstruction, params?: Readonly<Record<string, string | number>>): string;
  /** What a code of the case is called: `code("finding", "confirmed")`. */
  code<G extends CodeGroup>(group: G, code: keyof (typeof enCommon)[G]): string;
  uncertainty(uncertaintyMs: number | null): string;
  /** A name and what belongs to it, on one line. */
  pair(params: { readonly name: string; readonly what: string }): string;
  /** Names in a row; empty where there is none. */
  listed(names: readonly string[]): string;
}

const filled = (text: string, params: Readonly<Record<string, string | number>>): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ""));

function orderWord(common: Pick<typeof enCommon | typeof zhCommon, "order" | "length">, word: OrderWord): string {
  const [group, name] = word.split(".") as ["order" | "length", string];
  return (common[group] as Readonly<Record<string, string>>)[name] ?? "";
}

export function wordsFor(lang: ViewerLang): Words {
  const viewer = lang === "en" ? enViewer : zhViewer;
  const common = lang === "en" ? enCommon : zhCommon;
  const reconstruction = lang === "en" ? enReconstruction : zhReconstruction;
  return {
    lang,
    say: (word, params = {}) => filled(viewer[word], params),
    order: (word, params = {}) => filled(orderWord(common, word), params),
    told: (word, params = {}) => filled(reconstruction[word], params),
    // A code from a later format is shown as it stands.
    code: (group, code) => (common[group] as Readonly<Record<string, string>>)[code as string] ?? String(code),
    uncertainty: (uncertaintyMs) => (uncertaintyMs === null ? common.clock.uncertaintyUnknown : doubledSecondsText(uncertaintyMs)),
    pair: (params) => filled(common.pair, params),
    listed: (names) => (names.length === 0 ? "" : names.reduce((a, b) => filled(common.listed, { a, b }))),
  };
}
