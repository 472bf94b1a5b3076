// The cache of drawn footage is kept by the generator's version. A change of its sources without a new version would leave
// every user with the footage of before.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GENERATOR_VERSION } from "../../../engine/sample/make-sample.ts";

const FOLDER = join(import.meta.dirname, "../../../engine/sample");
/** What turns a job into footage, but draws nothing. */
const DRAWS_NOTHING = new Set(["sample-handlers.ts", "make-sample.ts", "reported.ts"]);

/** Line ends and comments draw nothing either. */
function fingerprint(): string {
  const hash = createHash("sha256");
  const names = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  for (const name of names.filter((each) => each.endsWith(".ts") && !DRAWS_NOTHING.has(each)).sort()) {
    hash.update(name).update(readFileSync(join(FOLDER, name), "utf8").replaceAll("\r\n", "\n").replaceAll(/^\s*(\/\/|\/?\*).*$/gm, ""));
  }
  return hash.digest("hex").slice(0, 16);
}

test("the generator's version was raised with its sources: raise GENERATOR_VERSION, then put both here", () => {
  expect({ version: GENERATOR_VERSION, sources: fingerprint() }).toEqual({ version: 1, sources: "7f9b10780aaa203c" });
});
