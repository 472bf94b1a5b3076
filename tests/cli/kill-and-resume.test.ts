// An index that is killed at any moment and run again tells and exports the same as one that nothing disturbed.
// QUAYLINE_KILLS: at how many moments (default 5); `npm run bench -- kill` takes 50.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { factsOf, indexByProcess, killIndex, makeMixedFolder } from "../support/kill-and-resume.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const KILLS = Number(process.env["QUAYLINE_KILLS"] ?? 5);

let root: string;
let undisturbed: Readonly<Record<string, string>>;
let tookMs: number;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-kill-"));
  await makeMixedFolder(join(root, "footage"), 3);
  tookMs = (await indexByProcess(join(root, "undisturbed"), join(root, "footage"), null)).elapsedMs;
  undisturbed = await factsOf(join(root, "undisturbed"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it(`killed at ${KILLS} moments and run again, it is the same library`, async () => {
  const integer = seededIntegers(7);
  for (let i = 0; i < KILLS; i++) {
    const library = join(root, `killed-${i}`);
    // Spread over the whole run, so that few moments suffice to meet each pass.
    const afterMs = await killIndex(library, join(root, "footage"), Math.round((tookMs * (i * 1_000 + integer(0, 999))) / (KILLS * 1_000)));
    await indexByProcess(library, join(root, "footage"), null);
    const facts = await factsOf(library);
    for (const [what, text] of Object.entries(undisturbed)) expect(facts[what], `${what}, killed after ${afterMs} of ${Math.round(tookMs)} ms`).toBe(text);
    await rm(library, { recursive: true, force: true });
  }
}, 60_000 + KILLS * 60_000);
