// Saving a page of ours: only documents, whole or not at all, and never over what nobody agreed to replace.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { savablePath, writeWhole } from "../../main/saved-text.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayline-saved-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.each([
  ["/a/gaps.html", "x.html", "/a/gaps.html"], ["/a/gaps.HTML", "x.html", "/a/gaps.HTML"], ["/a/gaps", "x.csv", "/a/gaps.csv"],
  ["/a/ch01.mp4", "x.html", "/a/ch01.mp4.html"], ["/a/x", "x.exe", null], ["/a/x.mp4", "x.mp4", null], ["/a/x", "x", null],
])("%s, suggested as %s, is saved as %s", (chosen, suggested, path) => {
  expect(savablePath(chosen, suggested)).toBe(path);
});

it("replaces what a person agreed to replace, and leaves nothing beside it", async () => {
  await writeFile(join(folder, "a.html"), "old");
  await writeWhole(join(folder, "a.html"), "new", true);
  expect(await readFile(join(folder, "a.html"), "utf8")).toBe("new");
  expect(await readdir(folder)).toEqual(["a.html"]);
});

it("does not replace what nobody was asked about", async () => {
  await writeFile(join(folder, "a.html"), "old");
  await expect(writeWhole(join(folder, "a.html"), "new", false)).rejects.toMatchObject({ code: "EEXIST" });
  expect(await readFile(join(folder, "a.html"), "utf8")).toBe("old");
  expect(await readdir(folder)).toEqual(["a.html"]);
});
