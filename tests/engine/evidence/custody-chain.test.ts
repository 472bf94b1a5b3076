// The custody chain: what an entry's hash is, what breaks a chain, and what the chain cannot see.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  canonicalText, GENESIS_PREV, hashEntry, sealedFromEntry, sealEntry, verifyChain,
} from "../../../engine/evidence/custody-chain.ts";
import { entryFromLine, lineFromEntry, verifyCustodyLog } from "../../../engine/evidence/custody-lines.ts";

type Entry = Record<string, unknown> & { v: number; seq: number; prev: string; hash: string };

function chainOf(count: number, change: (seq: number) => Record<string, unknown> = () => ({})): Entry[] {
  const entries: Entry[] = [];
  for (let seq = 0; seq < count; seq += 1) {
    const entry = {
      v: 1, seq, ts: 1_636_700_000_000 + seq * 1000, ts_local: "2021-11-12T14:53:20.000+08:00", actor: { id: "330903", name: "王芳", unit: null },
      host: "seal-desk", app_version: "0.1.0", action: "pin.added", object: { type: "pin", id: String(seq), sha256: null },
      details: { title: "虾箱 🦐", counts: [1, 2] }, prev: entries.at(-1)?.hash ?? GENESIS_PREV, ...change(seq),
    };
    entries.push({ ...entry, hash: sealEntry(entry).hash });
  }
  return entries;
}

const rehashed = (entry: Entry): Entry => ({ ...entry, hash: hashEntry(entry) });
const at = (entries: readonly Entry[], seq: number): Entry => entries[seq] ?? expect.fail("no such entry");
async function* bytesOf(...texts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield typeof text === "string" ? Buffer.from(text) : text;
}

describe("an entry's hash", () => {
  it("is SHA-256 of a prefix and the canonical text, computed here by hand", () => {
    const entry = { seq: 0, b: "é", a: { "\u20ac": 1, "\r": null }, v: 1 };
    const text = '{"a":{"\\r":null,"€":1},"b":"é","seq":0,"v":1}';
    expect(sealEntry(entry)).toEqual({ text, hash: createHash("sha256").update(`case-log-v1\n${text}`).digest("hex") });
    expect(hashEntry({ ...entry, hash: "anything" })).toBe(sealEntry(entry).hash);
  });

  it.each([
    // RFC 8785 §3.2.3: keys sorted by UTF-16 code units
    [{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" },
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'],
    // RFC 8785 §3.2.2.2: escapes
    [{ string: "\u20ac$\u000f\nA'\u0042\u0022\u005c\\\"/" }, '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'],
    [{ literals: [null, true, false], arrays: [56, { d: true, "10": null, "1": [] }] }, '{"arrays":[56,{"1":[],"10":null,"d":true}],"literals":[null,true,false]}'],
    // cyberphone/json-canonicalization testdata: no normalization
    [{ "Unnormalized Unicode": "A\u030a" }, '{"Unnormalized Unicode":"A\u030a"}'],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
  ])("uses the canonical text of RFC 8785 (%#)", (value, expected) => {
    expect(canonicalText(value)).toBe(expected);
  });

  it.each([
    ["a lone surrogate", { a: "\ud800" }, "lone-surrogate", "a"], ["one in a key", { "\udc00": 1 }, "lone-surrogate", "\udc00"],
    ["a fraction", { a: { b: [0.5] } }, "not-an-integer", "a.b.0"], ["an unsafe integer", { a: 2 ** 53 }, "not-an-integer", "a"],
    ["minus zero", { a: -0 }, "not-an-integer", "a"], ["NaN", { a: NaN }, "not-an-integer", "a"], ["undefined", { a: undefined }, "not-plain-data", "a"],
    ["a date", { a: new Date(0) }, "not-plain-data", "a"], ["toJSON", { toJSON: () => 1 }, "not-plain-data", "toJSON"], ["a bigint", { a: 1n }, "not-plain-data", "a"],
  ])("is refused for %s", (_, value, code, where) => {
    expect(() => canonicalText(value)).toThrowError(expect.objectContaining({ code, at: where }));
  });

  it("is refused for a value that nests without end", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    expect(() => canonicalText(loop)).toThrowError(expect.objectContaining({ code: "too-deep" }));
  });
});

describe("verifyChain", () => {
  const chain = chainOf(6);

  it("takes a whole chain, an empty one, and tells the head", () => {
    expect(verifyChain(chain)).toEqual({ ok: true, entries: 6, sealed: 0, head: at(chain, 5).hash, firstBroken: null, fault: null, warnings: [] });
    expect(verifyChain([])).toMatchObject({ ok: true, entries: 0, head: null });
  });

  it.each<[string, (entries: Entry[]) => unknown[], number, string]>([
    ["an edit", (e) => e.map((entry) => (entry.seq === 2 ? { ...entry, action: "pin.removed" } : entry)), 2, "hash-mismatch"],
    ["an edit deep inside", (e) => e.map((entry) => (entry.seq === 2 ? { ...entry, actor: { id: "330903", name: "王芬", unit: null } } : entry)), 2, "hash-mismatch"],
    ["an edit with its hash made new", (e) => e.map((entry) => (entry.seq === 2 ? rehashed({ ...entry, action: "x" }) : entry)), 3, "prev-mismatch"],
    ["a key added", (e) => e.map((entry) => (entry.seq === 2 ? { ...entry, note: "" } : entry)), 2, "hash-mismatch"],
    ["a deletion", (e) => e.filter((entry) => entry.seq !== 3), 3, "seq-not-contiguous"],
    ["a deletion with the rest numbered anew", (e) => e.filter((entry) => entry.seq !== 3).map((entry, seq) => rehashed({ ...entry, seq })), 3, "prev-mismatch"],
    ["the first entry deleted", (e) => e.slice(1), 0, "seq-not-contiguous"],
    ["two entries exchanged", (e) => [at(e, 0), at(e, 2), at(e, 1), at(e, 3)], 1, "seq-not-contiguous"],
    ["an insertion", (e) => [at(e, 0), rehashed({ ...at(e, 1), action: "x" }), ...e.slice(1)], 2, "seq-not-contiguous"],
    ["an entry twice", (e) => [at(e, 0), ...e], 1, "seq-not-contiguous"],
    ["a chain begun elsewhere", (e) => [rehashed({ ...at(e, 0), prev: "f".repeat(64) })], 0, "prev-mismatch"],
    ["a version of the future", (e) => [rehashed({ ...at(e, 0), v: 2 })], 0, "version-unknown"],
    ["what is no entry", () => [null], 0, "not-an-entry"],
    ["a number that is none", (e) => [{ ...at(e, 0), details: { n: 1.5 } }], 0, "value-not-canonical"],
  ])("finds %s", (_, harm, firstBroken, fault) => {
    expect(verifyChain(harm(chain))).toMatchObject({ ok: false, firstBroken, fault });
  });

  it("cannot see entries cut off the end, unless the head is known", () => {
    expect(verifyChain(chain.slice(0, 4)).ok).toBe(true);
    expect(verifyChain(chain.slice(0, 4), { expectedHead: at(chain, 5).hash })).toMatchObject({ ok: false, firstBroken: 4, fault: "head-mismatch" });
    expect(verifyChain(chain, { expectedHead: at(chain, 5).hash }).ok).toBe(true);
  });

  it("warns of a clock that was set back, and does not call the chain broken", () => {
    const back = chainOf(4, (seq) => (seq === 2 ? { ts: 1_636_600_000_000 } : {}));
    expect(verifyChain(back)).toMatchObject({ ok: true, warnings: [{ seq: 2, code: "clock-set-back", count: 1 }] });
  });

  describe("with sealed entries of other cases", () => {
    const seal = (...seqs: number[]): unknown[] => chain.map((entry) => (seqs.includes(entry.seq) ? sealedFromEntry(entry) : entry));

    it("checks their place, counts them and says so", () => {
      expect(verifyChain(seal(0, 2, 3))).toMatchObject({ ok: true, entries: 6, sealed: 3, head: at(chain, 5).hash, warnings: [{ seq: 0, code: "content-sealed", count: 3 }] });
    });

    it("finds one that was removed, moved or put in between", () => {
      expect(verifyChain(seal(2, 3).filter((_, i) => i !== 2))).toMatchObject({ ok: false, firstBroken: 2 });
      const forged = seal(2).map((entry, i) => (i === 2 ? { ...sealedFromEntry(at(chain, 2)), hash: "a".repeat(64) } : entry));
      expect(verifyChain(forged)).toMatchObject({ ok: false, firstBroken: 3, fault: "prev-mismatch" });
    });

    it("says that a sealed end proves nothing without a known head", () => {
      const forged = seal(4, 5).map((entry, i) => (i === 5 ? { ...sealedFromEntry(at(chain, 5)), hash: "a".repeat(64) } : entry));
      expect(verifyChain(forged).warnings).toContainEqual({ seq: 4, code: "end-not-anchored", count: 2 });
      expect(verifyChain(forged, { expectedHead: at(chain, 5).hash })).toMatchObject({ ok: false, fault: "head-mismatch" });
    });

    it.each([{ sealed: true, action: "looks proven" }, { sealed: false }, { sealed: "yes" }])("refuses one with %j beside", (extra) => {
      const entries = seal(2).map((entry, i) => (i === 2 ? { ...sealedFromEntry(at(chain, 2)), ...extra } : entry));
      expect(verifyChain(entries)).toMatchObject({ ok: false, firstBroken: 2, fault: "sealed-with-content" });
    });
  });
});

describe("a log of lines", () => {
  const chain = chainOf(3);
  const log = chain.map(lineFromEntry).join("");

  it("is verified from chunks cut anywhere", async () => {
    const bytes = Buffer.from(log);
    for (const cut of [1, 100, 500, bytes.indexOf("王") + 1]) {
      expect(await verifyCustodyLog(bytesOf(bytes.subarray(0, cut), bytes.subarray(cut)))).toEqual(verifyChain(chain));
    }
  });

  it.each([
    ["duplicate-key", '{"a":1,"a":1}'], ["duplicate-key", '{"x":[{"a":1,"\\u0061":2}]}'], ["json-invalid", '{"a":1'], ["json-invalid", "{'a':1}"],
    ["duplicate-key", "[".repeat(1000) + "]".repeat(1000)], ["line-too-long", `"${"x".repeat(1024 * 1024)}"`],
  ])("refuses with %s: %.40j", async (fault, line) => {
    expect(entryFromLine(line)).toEqual({ fault });
    expect(await verifyCustodyLog(bytesOf(log, line, "\n"))).toMatchObject({ ok: false, firstBroken: 3, fault });
  });

  it.each(['{"a":1,"b":{"a":1},"c":["a","a",{"a":"b\\",\\"a"}]}', '{"a":{},"b":{}}', '[{"a":1},{"a":1}]'])("takes %s", (line) => {
    expect(entryFromLine(line)).toEqual({ entry: JSON.parse(line) });
  });

  it("refuses bytes that are no UTF-8, and counts on after a broken line", async () => {
    expect(await verifyCustodyLog(bytesOf(Buffer.from([0xff, 0x0a])))).toMatchObject({ ok: false, fault: "encoding-invalid" });
    expect(await verifyCustodyLog(bytesOf("nonsense\n", log))).toMatchObject({ ok: false, entries: 4, firstBroken: 0, fault: "json-invalid" });
  });
});
