// A taking in the night when the clocks go back, in a library of such a zone: the interval is as long as it was, each end tells its own
// offset, and a local time that there was twice, or never, is asked about and not decided.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quaylineInside } from "./quayline-process.ts";

let root: string;

async function json(words: readonly string[], exitCode = 0) {
  const outcome = await quaylineInside([...words, "--library", join(root, "library"), "--actor", "陈海波", "--json"]);
  expect(outcome.exitCode, outcome.stderr + outcome.stdout).toBe(exitCode);
  return JSON.parse(outcome.stdout);
}
const observe = (at: string, count: number, exitCode = 0) => json(["observe", "--case", "A1", "--exhibit", "1", "--at", at, "--state", "seen", "--count", String(count)], exitCode);

describe("an exhibit in the night when the clocks go back", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "quayline-summer-"));
    await json(["init", "--timezone", "Europe/Berlin"]);
    await json(["case", "create", "--number", "A1", "--title", "bags"]);
    await json(["exhibit", "add", "--case", "A1", "--name", "bags", "--count", "5"]);
    await observe("2021-10-31 02:59:50+02:00", 5);
    await observe("2021-10-31 02:00:10+01:00", 3);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("was lost in twenty seconds, though the wall clock says an hour earlier", async () => {
    const { loss, contradictions } = await json(["continuity", "--case", "A1", "--exhibit", "1"]);
    expect(loss).toMatchObject([{ fromCount: 5, toCount: 3, marginMs: 20_000, isOrderEstablished: true, fromIso: "2021-10-31T02:59:50.000+02:00", toIso: "2021-10-31T02:00:10.000+01:00" }]);
    expect(loss[0].toMs - loss[0].fromMs).toBe(20_000);
    expect(contradictions).toEqual([]);
  });

  it.each([["there was twice", "2021-10-31 02:30:00", "time-ambiguous"], ["never was", "2021-03-28 02:30:00", "time-nonexistent"]])("is not placed at a local time that %s", async (_, at, code) => {
    expect(await observe(at, 3, 2)).toMatchObject({ error: { code, fix: expect.stringContaining("+08:00") } });
    expect((await json(["continuity", "--case", "A1", "--exhibit", "1"])).spans).toHaveLength(2);
  });
});
