// Every sentence exists in both languages, with the same parameters, and in its own language.

import { describe, expect, it } from "vitest";
import { ERROR_GROUPS } from "../contract/errors.ts";
import { PROBLEM_WEIGHTS } from "../contract/problems.ts";
import { langs, resources, type Lang } from "../resources/locales/locales.ts";

interface Sentence { readonly key: string; readonly text: string }

function sentencesOf(value: unknown, key: string): readonly Sentence[] {
  if (typeof value === "string") return [{ key, text: value }];
  if (typeof value !== "object" || value === null) throw new Error(`${key} is neither text nor a group of texts`);
  return Object.entries(value).flatMap(([name, part]) => sentencesOf(part, key === "" ? name : `${key} / ${name}`));
}

const all: Readonly<Record<Lang, readonly Sentence[]>> = {
  en: sentencesOf(resources.en, ""),
  "zh-CN": sentencesOf(resources["zh-CN"], ""),
};

const parametersOf = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1]!))].sort();

/** Plural forms are chosen by suffix, and Chinese has one form where English has two. */
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, "");

/** The product keeps its name in either language. */
const NAMES = /港迹/g;
/** Where a language is chosen, each one is named in its own script. */
const isProse = ({ key }: Sentence): boolean => !/ \/ lang(uage)?( \/ |$)/.test(key);

describe.each(langs)("the %s sentences", (lang) => {
  it.each(Object.keys(ERROR_GROUPS))("say what happened and what to do for the error %s", (code) => {
    expect(resources[lang].errors).toHaveProperty([code, "message"]);
    expect(resources[lang].errors).toHaveProperty([code, "fix"]);
  });

  it.each(Object.keys(PROBLEM_WEIGHTS))("say what is wrong and what to do for the problem %s", (code) => {
    expect(resources[lang].problems).toHaveProperty([code, "message"]);
    expect(resources[lang].problems).toHaveProperty([code, "fix"]);
  });

  it("have no code that the contract does not know", () => {
    expect(Object.keys(resources[lang].errors).sort()).toEqual(Object.keys(ERROR_GROUPS).sort());
    expect(Object.keys(resources[lang].problems).sort()).toEqual(Object.keys(PROBLEM_WEIGHTS).sort());
  });

  it("are never empty, and have no space around them", () => {
    expect(all[lang].filter(({ text }) => text === "" || text !== text.trim())).toEqual([]);
  });

  it("have whole braces", () => {
    expect(all[lang].filter(({ text }) => /[{}]/.test(text.replace(/\{\{\s*\w+[^{}]*\}\}/g, "")))).toEqual([]);
  });
});

describe("both languages", () => {
  it("have the same sentences", () => {
    const keys = (lang: Lang): readonly string[] => [...new Set(all[lang].map(({ key }) => withoutPlural(key)))].sort();
    expect(keys("zh-CN")).toEqual(keys("en"));
  });

  it("use the same parameters in the same sentence", () => {
    const english = new Map(all.en.map(({ key, text }) => [withoutPlural(key), parametersOf(text)]));
    const differing = all["zh-CN"].filter(({ key, text }) => String(parametersOf(text)) !== String(english.get(withoutPlural(key)) ?? "none"));
    expect(differing).toEqual([]);
  });

  it("keep Chinese out of the English sentences", () => {
    expect(all.en.filter(isProse).filter(({ text }) => /\p{Script=Han}/u.test(text.replace(NAMES, "")))).toEqual([]);
  });

  it("keep English prose out of the Chinese sentences", () => {
    // Names, codes and options may be Latin; two English function words in a row of words are a sentence left behind.
    const prose = /\b(the|is|are|was|not|and|of|to|with|from|for|this|that|it|no)\s+[a-z]+/i;
    expect(all["zh-CN"].filter(isProse).filter(({ text }) => prose.test(text))).toEqual([]);
  });

  it("write Chinese sentences with Chinese characters", () => {
    const sentences = all["zh-CN"].filter(({ key }) => /^(errors|problems) \//.test(key));
    expect(sentences.filter(({ text }) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  });
});
