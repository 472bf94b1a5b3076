// The patterns that a person adds for recorders that we do not know: patterns.json in the library's folder, read, checked
// entry by entry, and made into rows like our own. Written for people in docs/patterns.md.
//
// Expressions run on RE2 (re2js), whose time grows with the path's length alone. JavaScript's own engine can be made to
// run for years by one expression and one name; trying each expression for a while beforehand would not find the name.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { RE2JS } from "re2js";
import { AppError } from "../../contract/errors.ts";
import { patternFile, type PatternEntry } from "../../contract/name-patterns.ts";
import { endOnDay, fromDigits, int, joined, plainDigits, withEnd, type NameClaim, type NameGroups, type NamePattern } from "./name-claim.ts";
import { NAME_PATTERNS } from "./name-patterns.ts";

export const PATTERN_FILE_NAME = "patterns.json";
const FILE_MAX_BYTES = 256 * 1024;

const KNOWN_GROUPS: ReadonlySet<string> = new Set(["start", "end", "date", "time", "year", "month", "day", "hour", "minute", "second", "epoch", "channel", "camera"]);
/** Whether these groups together tell an instant. */
function tellsInstant(names: ReadonlySet<string>): boolean {
  const hasAll = (...wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  const hasDay = hasAll("date") || hasAll("year", "month", "day");
  const hasTime = hasAll("time") || hasAll("hour", "minute");
  return hasAll("start") || hasAll("epoch") || (hasDay && hasTime);
}
const ENOUGH_TEXT = "start · date + time · year + month + day + hour + minute · epoch";

const has = (groups: NameGroups, name: string): boolean => groups[name] !== undefined && groups[name] !== "";

/** Digits of `YYYYMMDDhhmm` at least, from whichever groups matched. */
function startDigits(g: NameGroups): string {
  if (has(g, "start")) return plainDigits(g["start"]);
  const date = has(g, "date") ? plainDigits(g["date"]) : `${(g["year"] ?? "").padStart(4, "20")}${(g["month"] ?? "").padStart(2, "0")}${(g["day"] ?? "").padStart(2, "0")}`;
  const time = has(g, "time") ? plainDigits(g["time"]) : ["hour", "minute", "second"].map((name) => (g[name] ?? "").padStart(2, "0")).join("");
  return date.length === 8 ? date + time : "";
}

function epochClaim(digits: string): NameClaim | null {
  if (digits.length === 10) return { start: { epochMs: int(digits) * 1000 } };
  return digits.length === 13 ? { start: { epochMs: int(digits) } } : null;
}

/** Null: what the groups caught is no time. */
function claimFrom(entry: PatternEntry, g: NameGroups): NameClaim | null {
  const more = { ...(has(g, "channel") ? { channel: g["channel"]! } : {}), ...(has(g, "camera") ? { camera: g["camera"]! } : {}) };
  if (entry.basis === "epoch") {
    const claim = epochClaim(plainDigits(g["epoch"]));
    return claim === null ? null : { ...claim, ...more };
  }
  const digits = startDigits(g);
  if (digits.length < 12 || digits.length > 17) return null;
  const start = fromDigits(digits.padEnd(14, "0"));
  const endDigits = plainDigits(g["end"]);
  const end = endDigits.length === 14 ? fromDigits(endDigits) : endDigits.length === 8 ? joined(endDigits, "") : endOnDay(start, endDigits);
  return { ...withEnd(start, end, undefined), ...more };
}

/** @throws AppError pattern-expression-invalid, pattern-groups-wrong */
function compile(entry: PatternEntry): NamePattern {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(entry.expression, RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    const detail = (cause instanceof Error ? cause.message : String(cause)).replace(/^error parsing regexp: /, "");
    throw new AppError("pattern-expression-invalid", { name: entry.name, detail }, { cause });
  }
  const names = Object.keys(expression.namedGroups());
  const refuse = (group: string): AppError => new AppError("pattern-groups-wrong", { name: entry.name, group, wanted: ENOUGH_TEXT });
  const unknown = names.find((name) => !KNOWN_GROUPS.has(name));
  if (unknown !== undefined) throw refuse(unknown);
  if (!tellsInstant(new Set(names))) throw refuse("");
  if ((entry.basis === "epoch") !== names.includes("epoch")) throw refuse("epoch");
  return {
    rule: entry.name, source: "name", basis: entry.basis, confidence: entry.confidence,
    match: (tail) => {
      const matcher = expression.matcher(tail);
      if (!matcher.find()) return null;
      return { index: matcher.start(), groups: Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? undefined])) };
    },
    claim: (groups) => claimFrom(entry, groups),
  };
}

const compiled = new WeakMap<readonly PatternEntry[], readonly NamePattern[]>();

/** The same list is compiled once. @throws AppError pattern-expression-invalid, pattern-groups-wrong, pattern-name-taken */
export function compilePatterns(entries: readonly PatternEntry[]): readonly NamePattern[] {
  const known = compiled.get(entries);
  if (known !== undefined) return known;
  const names = new Set(NAME_PATTERNS.map((pattern) => pattern.rule));
  for (const { name } of entries) {
    if (names.has(name)) throw new AppError("pattern-name-taken", { name });
    names.add(name);
  }
  const patterns = entries.map(compile);
  compiled.set(entries, patterns);
  return patterns;
}

/** Changes with what the patterns say. */
export const patternsDigest = (entries: readonly PatternEntry[]): string =>
  entries.length === 0 ? "" : createHash("sha256").update(JSON.stringify(entries)).digest("hex");

/**
 * The library's own patterns; none where there is no file.
 * @throws AppError patterns-file-invalid, pattern-expression-invalid, pattern-groups-wrong, pattern-name-taken
 */
export async function readPatternFile(libraryPath: string): Promise<readonly PatternEntry[]> {
  const path = join(libraryPath, PATTERN_FILE_NAME);
  const refuse = (where: string, detail: string, cause: unknown): AppError => new AppError("patterns-file-invalid", { path, where, detail }, { cause });
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw refuse("", cause instanceof Error && "code" in cause ? String(cause.code) : "", cause);
  }
  if (text.length > FILE_MAX_BYTES) throw refuse("", `> ${FILE_MAX_BYTES / 1024} KiB`, null);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw refuse("", cause instanceof Error ? cause.message : "JSON", cause);
  }
  const parsed = patternFile.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse(issue?.path.map((part) => (typeof part === "number" ? `${part + 1}` : String(part))).join(" / ") ?? "", issue?.message ?? "", parsed.error);
  }
  compilePatterns(parsed.data.patterns);
  return parsed.data.patterns;
}
