// The custody log as a chain of hashes: making an entry's hash, and checking that nothing in between was changed, removed,
// moved or put in. Pure; where entries are kept, store/custody.ts and custody-lines.ts know. DOMAIN §9.
// It cannot see entries cut off the end, nor a whole log written anew, unless the head is known from elsewhere.

import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** `prev` of the first entry. */
export const GENESIS_PREV = "0".repeat(64);
const HASH_PREFIX = "case-log-v1\n";
const MAX_DEPTH = 64;

export type ValueFault = "lone-surrogate" | "not-an-integer" | "not-plain-data" | "too-deep";

/** A value that has no single form as JSON text everywhere and so must not be hashed. */
export class CustodyValueError extends Error {
  readonly code: ValueFault;
  /** Where in the entry, such as `details.items.0`. */
  readonly at: string;
  constructor(code: ValueFault, at: string) {
    super(`${code} at ${at === "" ? "the entry" : at}`);
    this.name = "CustodyValueError";
    this.code = code;
    this.at = at;
  }
}

function requireCanonical(value: unknown, at: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new CustodyValueError("too-deep", at);
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new CustodyValueError("lone-surrogate", at);
    return;
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new CustodyValueError("not-an-integer", at);
    return;
  }
  if (typeof value !== "object") throw new CustodyValueError("not-plain-data", at);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) requireCanonical(value[i], `${at}.${i}`, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Object.getOwnPropertySymbols(value).length > 0) throw new CustodyValueError("not-plain-data", at);
  for (const [key, member] of Object.entries(value)) {
    const inside = at === "" ? key : `${at}.${key}`;
    if (!key.isWellFormed()) throw new CustodyValueError("lone-surrogate", inside);
    if (typeof member === "function") throw new CustodyValueError("not-plain-data", inside);
    requireCanonical(member, inside, depth + 1);
  }
}

/**
 * The JSON Canonicalization Scheme's text (RFC 8785) of plain data made of safe integers, strings, booleans, null, arrays
 * and objects. Fractions are refused: keep them as text or in a smaller unit.
 * @throws CustodyValueError
 */
export function canonicalText(value: unknown): string {
  requireCanonical(value, "", 0);
  return canonicalize(value) ?? "null";
}

const hashOfText = (text: string): string => createHash("sha256").update(HASH_PREFIX).update(text, "utf8").digest("hex");

/** The entry's canonical text, without its hash, and that hash: SHA-256 of `case-log-v1\n` and the text, as 64 hex digits. @throws CustodyValueError */
export function sealEntry(entry: Readonly<Record<string, unknown>>): { readonly text: string; readonly hash: string } {
  const { hash: _, ...hashed } = entry;
  const text = canonicalText(hashed);
  return { text, hash: hashOfText(text) };
}

/** The hash an entry must carry, whether or not it carries one already. @throws CustodyValueError */
export function hashEntry(entry: Readonly<Record<string, unknown>>): string {
  return sealEntry(entry).hash;
}

/** What stands in a bundle for an entry of another case: its place in the chain, not its content. */
export interface SealedEntry {
  readonly v: number;
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly sealed: true;
}

/** Hides an entry's content and keeps its place in the chain. */
export function sealedFromEntry(entry: { readonly v: number; readonly seq: number; readonly prev: string; readonly hash: string }): SealedEntry {
  return { v: entry.v, seq: entry.seq, prev: entry.prev, hash: entry.hash, sealed: true };
}

export type ChainFault =
  | "not-an-entry" | "version-unknown" | "seq-not-contiguous" | "prev-mismatch" | "hash-mismatch" | "value-not-canonical"
  | "sealed-with-content" | "head-mismatch" | "line-too-long" | "json-invalid" | "duplicate-key" | "encoding-invalid" | "unreadable";

export interface ChainWarning {
  readonly seq: number;
  /**
   * `clock-set-back`: written at an earlier time than the entry before. `content-sealed`: the first of `count` entries whose
   * content cannot be checked here. `end-not-anchored`: from here on all is sealed and no head was given to compare with.
   */
  readonly code: "clock-set-back" | "content-sealed" | "end-not-anchored";
  readonly count: number;
}

export interface ChainReport {
  readonly ok: boolean;
  /** All entries met, sealed ones among them, also those after a break. */
  readonly entries: number;
  readonly sealed: number;
  /** Hash of the last entry; null for an empty log or one whose end cannot be read. */
  readonly head: string | null;
  /** The sequence number that should have stood where the chain first breaks, or null. */
  readonly firstBroken: number | null;
  readonly fault: ChainFault | null;
  readonly warnings: readonly ChainWarning[];
}

export interface ChainAnchor {
  /** The head's hash known from elsewhere: bag-info, a signature, a printed record. Shows entries cut off the end. */
  readonly expectedHead?: string;
}

/** Takes entries one by one, in order, and keeps none of them. */
export interface ChainCheck {
  add(value: unknown): void;
  /** An entry that could not even be read as JSON. */
  addUnreadable(fault: ChainFault): void;
  report(): ChainReport;
}

const HASH = /^[0-9a-f]{64}$/;
const SEALED_KEYS = "hash,prev,sealed,seq,v";

interface Link {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly isSealed: boolean;
  readonly tsMs: number | null;
}

/** The entry as a link of the chain, or what makes it none. */
function linkFrom(value: unknown): Link | ChainFault {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not-an-entry";
  const entry: Readonly<Record<string, unknown>> = { ...value };
  const { v, seq, prev, hash, sealed, ts } = entry;
  if (v !== 1) return v === undefined ? "not-an-entry" : "version-unknown";
  if (!Number.isSafeInteger(seq) || typeof seq !== "number" || seq < 0) return "not-an-entry";
  if (typeof prev !== "string" || !HASH.test(prev) || typeof hash !== "string" || !HASH.test(hash)) return "not-an-entry";
  if (sealed !== undefined) {
    if (sealed !== true || Object.keys(entry).sort().join(",") !== SEALED_KEYS) return "sealed-with-content";
    return { seq, prev, hash, isSealed: true, tsMs: null };
  }
  if (typeof ts !== "number" || typeof entry["action"] !== "string") return "not-an-entry";
  try {
    if (hashEntry(entry) !== hash) return "hash-mismatch";
  } catch (error) {
    if (error instanceof CustodyValueError) return "value-not-canonical";
    throw error;
  }
  return { seq, prev, hash, isSealed: false, tsMs: ts };
}

export function createChainCheck(anchor: ChainAnchor = {}): ChainCheck {
  const clockWarnings: ChainWarning[] = [];
  let entries = 0;
  let sealed = 0;
  let firstSealed: number | null = null;
  let lastVisible = -1;
  let head: string | null = null;
  let latestMs: number | null = null;
  let firstBroken: number | null = null;
  let fault: ChainFault | null = null;

  const breakAt = (seq: number, why: ChainFault): void => {
    if (firstBroken !== null) return;
    firstBroken = seq;
    fault = why;
  };
  const addLink = (link: Link, expectedSeq: number): void => {
    if (link.seq !== expectedSeq) breakAt(expectedSeq, "seq-not-contiguous");
    else if (link.prev !== (expectedSeq === 0 ? GENESIS_PREV : head)) breakAt(expectedSeq, "prev-mismatch");
    if (link.isSealed) {
      sealed += 1;
      firstSealed ??= link.seq;
    } else lastVisible = expectedSeq;
    if (link.tsMs !== null) {
      if (latestMs !== null && link.tsMs < latestMs) clockWarnings.push({ seq: link.seq, code: "clock-set-back", count: 1 });
      latestMs = link.tsMs;
    }
    head = link.hash;
  };
  const addUnreadable = (why: ChainFault): void => {
    breakAt(entries, why);
    head = null;
    entries += 1;
  };
  return {
    addUnreadable,
    add(value) {
      const link = linkFrom(value);
      if (typeof link === "string") {
        addUnreadable(link);
        return;
      }
      addLink(link, entries);
      entries += 1;
    },
    report() {
      if (anchor.expectedHead !== undefined && anchor.expectedHead !== head) breakAt(entries, "head-mismatch");
      const warnings = [...clockWarnings];
      if (firstSealed !== null) warnings.push({ seq: firstSealed, code: "content-sealed", count: sealed });
      const sealedAtEnd = entries - 1 - lastVisible;
      if (sealedAtEnd > 0 && firstBroken === null && anchor.expectedHead === undefined) {
        warnings.push({ seq: lastVisible + 1, code: "end-not-anchored", count: sealedAtEnd });
      }
      return { ok: firstBroken === null, entries, sealed, head, firstBroken, fault, warnings };
    },
  };
}

/**
 * Checks a whole chain from its first entry: sequence without a gap, every `prev` the hash before, every visible entry's
 * hash recomputed. Of sealed entries only the place in the chain is checked; they are counted.
 */
export function verifyChain(entries: Iterable<unknown>, anchor: ChainAnchor = {}): ChainReport {
  const check = createChainCheck(anchor);
  for (const entry of entries) check.add(entry);
  return check.report();
}
