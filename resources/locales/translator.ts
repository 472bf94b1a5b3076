// One translator for the command line, the report and the bundle: i18next without React, loaded with every namespace.
// The window uses the same resources through renderer/i18n.ts.

import { createInstance, type i18n, type TFunction } from "i18next";
import { resources, type Lang } from "./locales.ts";

const instances = new Map<Lang, i18n>();

function instanceFor(lang: Lang): i18n {
  const known = instances.get(lang);
  if (known !== undefined) return known;
  const made = createInstance({
    lng: lang, fallbackLng: "en", resources, ns: Object.keys(resources.en), defaultNS: "window",
    interpolation: { escapeValue: false }, initAsync: false,
    // A fact that is not known is a dash, never the placeholder's name.
    missingInterpolationHandler: () => "–",
  });
  void made.init();
  instances.set(lang, made);
  return made;
}

/** Sentences in one language: `translate("errors:disk-full.message", params)`. */
export function translatorFor(lang: Lang): TFunction {
  return instanceFor(lang).t;
}

/** The language to speak: what was asked for, else the system's, else Chinese. */
export function chooseLang(asked: string | null | undefined, systemLocale: string | null | undefined): Lang {
  for (const candidate of [asked, systemLocale]) {
    const lower = candidate?.toLowerCase() ?? "";
    if (lower.startsWith("zh")) return "zh-CN";
    if (lower.startsWith("en")) return "en";
  }
  return "zh-CN";
}
