// The words of the command line in one language: everything a person reads passes through here.
// No sentence is written in the code; a parameter that is missing shows as a dash instead of its name in braces.

import { isErrorCode, type ErrorFacts, type ErrorParams } from "../contract/errors.ts";
import { isProblemCode } from "../contract/problems.ts";
import { displayTime, doubledSecondsText, durationText } from "../contract/time-text.ts";
import type { cli as enCli } from "../resources/locales/en/cli.ts";
import type { common as enCommon } from "../resources/locales/en/common.ts";
import type { commonReconstruction as enReconstruction } from "../resources/locales/en/common-reconstruction.ts";
import type { Lang } from "../resources/locales/locales.ts";
import { lengthWords } from "../resources/locales/order-sentence.ts";
import { translatorFor } from "../resources/locales/translator.ts";

/** Every path to a sentence in an object of sentences, such as `usage.options`. */
type Leaf<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

export type SentenceKey = Leaf<typeof enCli>;
export type CommonKey = Leaf<typeof enCommon>;

const NOTHING = "–";
const MISSING_PARAMETER = /\{\{\s*\w+\s*\}\}/g;

export class Sentences {
  readonly lang: Lang;
  readonly #translate: (key: string, params: ErrorParams) => string;

  constructor(lang: Lang) {
    const translate = translatorFor(lang);
    this.lang = lang;
    this.#translate = (key, params) => String(translate(key, { ...params })).replace(MISSING_PARAMETER, NOTHING);
  }

  say(key: SentenceKey, params: ErrorParams = {}): string {
    return this.#translate(`cli:${key}`, params);
  }

  common(key: CommonKey, params: ErrorParams = {}): string {
    return this.#translate(`common:${key}`, params);
  }

  /** The word of a code of the engine, such as a step of a job; the code itself where there is no word for it. */
  word(group: "job.step" | "job.kind" | "gap" | "timeSource" | "confidence" | "observation" | keyof typeof enReconstruction, code: string): string {
    return this.#wordOf("common", `${group}.${code}`) ?? code;
  }

  /** Null where there is no such key: i18next answers the key itself then. */
  #wordOf(namespace: "cli" | "common", key: string): string | null {
    const word = this.#translate(`${namespace}:${key}`, {});
    return word.endsWith(key) ? null : word;
  }

  error(facts: ErrorFacts): { readonly message: string; readonly fix: string } {
    return {
      message: this.#translate(`errors:${facts.code}.message`, facts.params),
      fix: this.#translate(`errors:${facts.code}.fix`, facts.params),
    };
  }

  /** What is wrong with one input: a problem, or an error that was met on it. */
  problem(code: string, params: ErrorParams): string {
    if (isProblemCode(code)) return this.#translate(`problems:${code}.message`, params);
    if (isErrorCode(code)) return this.#translate(`errors:${code}.message`, params);
    return code;
  }

  /** What verifying a bundle found; the code itself where there is no word for it. */
  finding(code: string): string {
    return this.#wordOf("cli", `findings.${code}`) ?? code;
  }

  /** What to do about a finding of `doctor`. */
  remedy(code: string): string {
    return this.#wordOf("cli", `doctor.fix.${code}`) ?? code;
  }

  time(epochMs: number | null, timezone: string): string {
    return epochMs === null ? NOTHING : displayTime(epochMs, timezone);
  }

  duration(durationMs: number | null): string {
    return durationMs === null ? NOTHING : durationText(durationMs);
  }

  uncertainty(uncertaintyMs: number | null): string {
    return uncertaintyMs === null ? this.common("clock.uncertaintyUnknown") : doubledSecondsText(uncertaintyMs);
  }

  /** `fast by 12 s`, `slow by 12 s`, never a bare sign. */
  clockError(errorMs: number | null): string {
    if (errorMs === null) return this.common("clock.uncorrected");
    const rounded = Math.round(errorMs);
    if (rounded === 0) return this.common("clock.exact");
    return this.common(rounded > 0 ? "clock.fast" : "clock.slow", { amount: lengthWords(rounded, this.common.bind(this)) });
  }

  /** What stands in a table where there is nothing. */
  orNothing(value: string | number | null): string {
    return value === null || value === "" ? NOTHING : String(value);
  }
}

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** `1.2 GB`, in powers of a thousand as disks are labelled. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${UNITS[unit]!}`;
}
