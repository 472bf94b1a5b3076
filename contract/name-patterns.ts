// A naming of files that a person describes without code: one entry of a library's patterns.json. See docs/patterns.md.

import { z } from "zod";
import { timeBasis, timeConfidence } from "./model.ts";

/** Longest expression that is taken: what is longer is no file name's description. */
const EXPRESSION_MAX_CHARS = 500;

export const patternEntry = z.strictObject({
  /** Shown as the rule that chose. */
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,59}$/u),
  /** Searched in the path's last seven parts, `/` between folders, whatever the case; RE2's syntax. */
  expression: z.string().min(1).max(EXPRESSION_MAX_CHARS),
  /** `local`: the recorder's zone. `epoch`: seconds or milliseconds since 1970. */
  basis: timeBasis,
  confidence: timeConfidence.default("high"),
});
export type PatternEntry = z.infer<typeof patternEntry>;

export const patternFile = z.strictObject({ patterns: z.array(patternEntry).max(100) });
