// docs/problems.md says of every problem what it means and what to do, under the weight that it has, and of no other.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PROBLEM_WEIGHTS, problemWeights } from "../contract/problems.ts";

const text = readFileSync(new URL("../docs/problems.md", import.meta.url), "utf8");

it.each(problemWeights)("every %s problem has its row, in its part", (weight) => {
  const part = text.split(/^## /m).find((one) => one.toLowerCase().startsWith(weight)) ?? "";
  const rows = [...part.matchAll(/^\| `([\w-]+)` \| (.+?) \| (.+?) \|$/gm)];
  const wanted = Object.entries(PROBLEM_WEIGHTS).filter(([, its]) => its === weight).map(([code]) => code);
  expect(rows.map(([, code]) => code).sort()).toEqual(wanted.sort());
  for (const [, code, meaning, fix] of rows) expect([code, meaning!.length > 5, fix!.length > 5]).toEqual([code, true, true]);
});
