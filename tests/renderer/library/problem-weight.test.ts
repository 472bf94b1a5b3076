// How bad a file is off, and which of them need somebody.

import { describe, expect, it } from "vitest";
import { fileWeight, splitPath, troubledCount } from "../../../renderer/library/problem-weight.ts";

const file = (...codes: string[]) => ({ problems: codes.map((code) => ({ code, params: {}, message: null })) });

describe("the weight of a file's problems", () => {
  it("is that of the worst", () => {
    expect(fileWeight(file("duplicate-content", "no-moov", "truncated"))).toBe("unreadable");
    expect(fileWeight(file("duplicate-content", "truncated"))).toBe("doubtful");
    expect(fileWeight(file("duplicate-content"))).toBe("notice");
  });

  it("is doubtful for a code that this window does not know", () => {
    expect(fileWeight(file("new-code-of-a-newer-engine"))).toBe("doubtful");
  });

  it("counts files that need somebody, not those that are only worth knowing of", () => {
    expect(troubledCount([file("no-moov"), file("duplicate-content"), file("time-guessed", "duplicate-content")])).toBe(2);
  });

  it("splits paths of both kinds of system", () => {
    expect(splitPath("/media/usb/a b.mp4")).toEqual({ folder: "/media/usb", name: "a b.mp4" });
    expect(splitPath("D:\\录像\\x.dav")).toEqual({ folder: "D:\\录像", name: "x.dav" });
    expect(splitPath("x.mp4")).toEqual({ folder: "", name: "x.mp4" });
  });
});
