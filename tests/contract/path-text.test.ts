// A file's path in two parts, for reading.

import { expect, it } from "vitest";
import { splitPath } from "../../contract/path-text.ts";

it("splits paths of both kinds of system", () => {
  expect(splitPath("/media/usb/a b.mp4")).toEqual({ folder: "/media/usb", name: "a b.mp4" });
  expect(splitPath("D:\\录像\\x.dav")).toEqual({ folder: "D:\\录像", name: "x.dav" });
  expect(splitPath("x.mp4")).toEqual({ folder: "", name: "x.mp4" });
});
