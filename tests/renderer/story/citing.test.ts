// Citing: what is being typed at the caret, what fits it, and a text taken apart for showing it.

import { describe, expect, it } from "vitest";
import type { Citation } from "../../../contract/reconstruction.ts";
import { piecesOf } from "../../../contract/story-text.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { fitting, openCitation, withCitation, type Citable } from "../../../renderer/story/citing.ts";

const citation = (token: string): Citation => ({ token, kind: "pin", citedId: 1, title: "a", startMs: asTrueMs(0), endMs: null, uncertaintyMs: null, cameraId: null });
const citable = (token: string, title: string): Citable => ({ token, kind: "pin", title, atMs: null });

describe("a citation that is being typed", () => {
  it("begins at the last two brackets before the caret", () => expect(openCitation("at [[boot o", 11)).toEqual({ from: 3, query: "boot o" }));
  it("is there as soon as both brackets are", () => {
    expect(openCitation("[[", 2)).toEqual({ from: 0, query: "" });
    expect(openCitation("[[", 1)).toBeNull();
    expect(openCitation("", 0)).toBeNull();
  });
  it("has ended where it is closed, or where the line ends", () => {
    expect(openCitation("[[pin:1]] and", 13)).toBeNull();
    expect(openCitation("[[a\nb", 5)).toBeNull();
  });
  it("finds by any word of title or token, whatever the case and the width", () => {
    const all = [citable("[[pin:1]]", "Boot opens"), citable("[[fact:2]]", "ＴＯＬＬ")];
    expect(fitting(all, "OPENS boot").map(({ token }) => token)).toEqual(["[[pin:1]]"]);
    expect(fitting(all, "toll").map(({ token }) => token)).toEqual(["[[fact:2]]"]);
    expect(fitting(all, "")).toHaveLength(2);
  });
  it("is replaced by the token, and the text around it stays", () => expect(withCitation("a [[bo b", 2, 6, "[[pin:1]]")).toEqual({ text: "a [[pin:1]] b", caret: 11 }));
});

describe("a text in pieces", () => {
  it("keeps the order, one citation for each use, and leaves unknown tokens as they are", () => {
    const cited = citation("[[pin:1]]");
    expect(piecesOf({ text: "a [[pin:1]] b [[pin:1]][[ghost:2]]", citations: [cited] })).toEqual(["a ", cited, " b ", cited, "[[ghost:2]]"]);
  });
});
