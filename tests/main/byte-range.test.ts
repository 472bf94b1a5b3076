import { describe, expect, it } from "vitest";
import { readByteRange } from "../../main/byte-range.ts";

describe("the Range header of a request for 1,000 bytes", () => {
  const cases: readonly [string | null, unknown][] = [
    [null, { kind: "whole" }],
    ["", { kind: "whole" }],
    ["bytes=0-", { kind: "part", startByte: 0, endByte: 1000 }],
    ["bytes=0-0", { kind: "part", startByte: 0, endByte: 1 }],
    ["bytes=10-19", { kind: "part", startByte: 10, endByte: 20 }],
    ["bytes=990-5000", { kind: "part", startByte: 990, endByte: 1000 }],
    ["bytes=999-", { kind: "part", startByte: 999, endByte: 1000 }],
    ["bytes=-1", { kind: "part", startByte: 999, endByte: 1000 }],
    ["bytes=-4000", { kind: "part", startByte: 0, endByte: 1000 }],
    ["Bytes= 1 - 2 ", { kind: "part", startByte: 1, endByte: 3 }],
    ["bytes=1000-", { kind: "unsatisfiable" }],
    ["bytes=-0", { kind: "unsatisfiable" }],
    // No range that the standard knows: ignored, and the whole file is sent.
    ["bytes=20-10", { kind: "whole" }],
    ["bytes=-", { kind: "whole" }],
    ["bytes=a-b", { kind: "whole" }],
    ["items=0-1", { kind: "whole" }],
    ["bytes=0-1,5-6", { kind: "whole" }],
  ];
  it.each(cases)("%s", (header, expected) => expect(readByteRange(header, 1000)).toEqual(expected));

  it("finds no part of an empty file", () => {
    expect(readByteRange("bytes=0-", 0)).toEqual({ kind: "unsatisfiable" });
    expect(readByteRange("bytes=-5", 0)).toEqual({ kind: "unsatisfiable" });
    expect(readByteRange(null, 0)).toEqual({ kind: "whole" });
  });

  it("counts beyond four gigabytes", () => {
    expect(readByteRange("bytes=6000000000-", 8_000_000_000)).toEqual({ kind: "part", startByte: 6_000_000_000, endByte: 8_000_000_000 });
  });
});
