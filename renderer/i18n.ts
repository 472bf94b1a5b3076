// The window's languages: i18next with the shared locales, keys checked by the compiler, switched at once and kept.
// Codes from the engine become sentences here and nowhere else in the window.

import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { ErrorFacts, ErrorParams } from "../contract/errors.ts";
import { langs, resources, type Lang } from "../resources/locales/locales.ts";
import { tableWithKeys } from "./settings/key-words.ts";
import { useOwnKeys } from "./settings/own-keys.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "window";
    resources: (typeof resources)["en"];
  }
}

const STORAGE_KEY = "quayline.lang";

function isLang(value: unknown): value is Lang {
  return langs.some((lang) => lang === value);
}

function storedLang(): Lang | null {
  const stored = localStorage.getItem(STORAGE_KEY);
  return isLang(stored) ? stored : null;
}

export function startTranslations(): void {
  const lang = storedLang() ?? window.quayline.systemLang;
  void i18next.use(initReactI18next).init({
    lng: lang,
    fallbackLng: "en",
    resources: tableWithKeys(resources, useOwnKeys.getState().own),
    ns: Object.keys(resources.en),
    defaultNS: "window",
    interpolation: { escapeValue: false },
    // Errors do not always know every parameter of their sentence: better a shorter one than braces.
    missingInterpolationHandler: () => "",
    react: { useSuspense: false },
    initAsync: false,
  });
  tellLang(lang);
  useOwnKeys.subscribe(({ own }) => {
    for (const each of langs) {
      for (const [name, words] of Object.entries(tableWithKeys(resources[each], own))) i18next.addResourceBundle(each, name, words, true, true);
    }
    // To whoever shows words, other keys are as another language.
    i18next.emit("languageChanged", i18next.language);
  });
}

export function setLang(lang: Lang): void {
  localStorage.setItem(STORAGE_KEY, lang);
  tellLang(lang);
  void i18next.changeLanguage(lang);
}

/** The page's own language chooses glyphs and line heights; the system menu speaks it too. */
function tellLang(lang: Lang): void {
  document.documentElement.lang = lang;
  window.quayline.setLang(lang);
}

/** `a, b, c` or `a、b、c`: names in a row, as the language puts them. */
export function listed(names: readonly string[]): string {
  return names.length === 0 ? "" : names.reduce((a, b) => i18next.t("common:listed", { a, b }));
}

/** Typed translations: `t("topBar.help")` from the window's words, `t("common:clock.fast", …)` from the shared ones. */
export function useWords() {
  return useTranslation(["window", "common"]);
}

export function useLang(): Lang {
  const { i18n } = useTranslation();
  return isLang(i18n.language) ? i18n.language : "en";
}

type LooseTranslate = (key: string, params: ErrorParams) => string;

export interface Sentence {
  readonly message: string;
  /** What to do next; null where nothing is known. */
  readonly fix: string | null;
}

/** The sentence of a code that came from the engine; the bare code where the locales do not know it. */
export function sentenceFromCode(table: "errors" | "problems", code: string, params: ErrorParams): Sentence {
  const translate = i18next.t as unknown as LooseTranslate;
  const messageKey = `${table}:${code}.message`;
  const fixKey = `${table}:${code}.fix`;
  return {
    message: i18next.exists(messageKey) ? translate(messageKey, params) : code,
    fix: i18next.exists(fixKey) ? translate(fixKey, params) : null,
  };
}

export function sentenceFromError(error: ErrorFacts): Sentence {
  return sentenceFromCode("errors", error.code, error.params);
}

/** Words for a code within a group of the locales, the code itself where there are none (a newer engine). */
export function wordFromCode(group: string, code: string, params: ErrorParams = {}): string {
  const key = `${group}.${code}`;
  return i18next.exists(key) ? (i18next.t as unknown as LooseTranslate)(key, params) : code;
}
