// A case reconstructed on the command line: exhibits, observations of every state, statements, and what follows from them. The library
// holds cameras and no footage, so that everything is answered in milliseconds; footage is in whole-case.test.ts. What is only there
// to be asked about is entered by the engine at once: each command opens the library anew.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InputOf } from "../../contract/methods.ts";
import { asTrueMs } from "../../contract/time.ts";
import { openEngine } from "../../engine/engine.ts";
import { ACTOR } from "../support/made-library.ts";
import { quaylineInside } from "./quayline-process.ts";

let root: string;
const NOON_MS = Date.UTC(2021, 10, 12, 6);
const minute = (minutes: number): number => NOON_MS + minutes * 60_000;
const at = (minutes: number): string => String(minute(minutes));

async function run(args: readonly string[]) {
  return quaylineInside([...args, "--library", join(root, "library")]);
}
async function json(args: readonly string[], exitCode = 0) {
  const outcome = await run([...args, "--json"]);
  expect(outcome.exitCode, outcome.stderr + outcome.stdout).toBe(exitCode);
  return JSON.parse(outcome.stdout);
}
const exhibit = async (name: string, count = "5"): Promise<string> => String((await json(["exhibit", "add", "--case", "A1", "--name", name, "--count", count])).exhibitId);
const observe = (exhibitId: string, minutes: number, state: string, ...more: string[]) => json(["observe", "--case", "A1", "--exhibit", exhibitId, "--at", at(minutes), "--state", state, ...more]);
const continuity = (exhibitId: string) => json(["continuity", "--case", "A1", "--exhibit", exhibitId]);
type Ends = { fromMs: number; toMs: number; fromCount: number; toCount: number };
const ends = ({ loss }: { loss: Ends[] }): number[][] => loss.map((one) => [one.fromCount, one.toCount, (one.fromMs - NOON_MS) / 60_000, (one.toMs - NOON_MS) / 60_000]);

type Entered = Pick<InputOf<"observations.add">, "state" | "count" | "cameraId" | "container"> & { readonly minutes: number };
/** Exhibits that are asked about, by name: how many there are, and what was observed of them. */
const ENTERED = {
  shut: [5, [{ minutes: 0, state: "seen", count: 5 }, { minutes: 5, state: "contained", count: 5, container: "boot" }, { minutes: 9, state: "seen", count: 3 }]],
  rising: [5, ([[0, 5], [5, 3], [9, 5]] as const).map(([minutes, count]): Entered => ({ minutes, state: "seen", count, cameraId: "c1" }))],
  twoClocks: [5, [{ minutes: 0, state: "seen", count: 5, cameraId: "c1" }, { minutes: 5, state: "seen", count: 3, cameraId: "c2" }]],
  oneClock: [5, [{ minutes: 0, state: "seen", count: 5, cameraId: "c1" }, { minutes: 5, state: "seen", count: 3, cameraId: "c1" }]],
  single: [1, [{ minutes: 0, state: "seen" }, { minutes: 1, state: "absent" }]],
  pair: [2, [{ minutes: 0, state: "seen", count: 2 }]],
  unseen: [3, []],
} as const satisfies Readonly<Record<string, readonly [count: number, observations: readonly Entered[]]>>;
const entered = {} as Record<keyof typeof ENTERED, string>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-reconstruct-"));
  const engine = await openEngine({ libraryPath: join(root, "library"), create: true, actor: ACTOR });
  await engine.call("cameras.import", { text: "id,name,site,match\nc1,门口,渔港,\nc2,对面,渔港,\n", format: "csv" });
  const { caseId } = await engine.call("cases.create", { number: "A1", title: "虾干" });
  await engine.call("subjects.add", { caseId, label: "司机" });
  for (const [name, [count, observations]] of Object.entries(ENTERED)) {
    const { exhibitId } = await engine.call("exhibits.add", { caseId, name, count });
    for (const { minutes, ...facts } of observations as readonly Entered[]) await engine.call("observations.add", { caseId, exhibitId, atMs: asTrueMs(minute(minutes)), ...facts });
    entered[name as keyof typeof ENTERED] = String(exhibitId);
  }
  await engine.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("continuity on the command line", { timeout: 60_000 }, () => {
  it("answers with the fields of the contract, whatever the states, in whatever order they were entered", async () => {
    const id = await exhibit("五袋虾干");
    const { statementId } = await json(["statement", "add", "--case", "A1", "--by", "女子", "--text", "五袋都在", "--from", at(0), "--to", at(20)]);
    await observe(id, 30, "absent", "--camera", "c1", "--container", "后备厢");
    await observe(id, 20, "seen", "--count", "3", "--statement", String(statementId), "--container", "后备厢");
    await observe(id, 1, "contained", "--to", at(10), "--count", "5", "--camera", "c1", "--container", "后备厢");
    await observe(id, 0, "seen", "--to", at(0.5), "--count", "5", "--camera", "c1", "--container", "后备厢");
    await observe(id, 2, "carried", "--count", "2", "--camera", "c1", "--holder", "司机");
    await observe(id, 15, "hidden", "--count", "3", "--place", "后座");
    const found = await continuity(id);
    expect(found.spans.map((span: { startMs: number }) => (span.startMs - NOON_MS) / 60_000)).toEqual([0, 1, 2, 15, 20, 30]);
    expect(found.spans[0]).toMatchObject({ startMs: minute(0), endMs: minute(0.5), state: "seen", count: 5, cameraId: "c1", holder: null, container: "后备厢" });
    expect(ends(found)).toEqual([[5, 3, 0.5, 20], [3, 0, 20, 30]]);
    expect(found.loss[0]).toMatchObject({
      fromUncertaintyMs: null, toUncertaintyMs: null, marginMs: 19.5 * 60_000, restsOnStatement: true, footage: [], blindMs: 19.5 * 60_000,
      footageOnly: { fromMs: minute(0.5), toMs: minute(30) },
    });
    // Nobody read the camera's clock: it does not say whether it saw them before what she tells, or after.
    expect(found.loss.map((one: { isOrderEstablished: boolean }) => one.isOrderEstablished)).toEqual([false, false]);
    expect(new Set(found.contradictions.map((one: { code: string }) => one.code))).toEqual(new Set(["order-not-established"]));
    expect(await json(["access", "--case", "A1", "--exhibit", id])).toMatchObject([{ label: "司机", kind: "person", observationIds: [expect.any(Number)] }]);
    expect(await json(["look-next", "--case", "A1", "--exhibit", id])).toEqual([]);
  });

  it("begins at the last sight itself, not at what a shut boot is taken to hold", async () => {
    expect(ends(await continuity(entered.shut))).toEqual([[5, 3, 0, 9]]);
  });

  it("shows a count that rises again, and takes the fall for none", async () => {
    const found = await continuity(entered.rising);
    expect(ends(found)).toEqual([]);
    expect(found.contradictions).toMatchObject([{ code: "count-rises", fromCount: 3, toCount: 5, atMs: minute(9) }]);
  });

  it("warns where two cameras' clocks were never read, and not within one", async () => {
    expect(await continuity(entered.twoClocks)).toMatchObject({ loss: [{ isOrderEstablished: false }], contradictions: [{ code: "order-not-established" }], warnings: [{ code: "clock-unread", cameraId: "c1" }, { code: "clock-unread", cameraId: "c2" }] });
    expect(await continuity(entered.oneClock)).toMatchObject({ loss: [{ isOrderEstablished: true, marginMs: null }], contradictions: [] });
  });

  it("keeps three exhibits apart, and answers one without observations", async () => {
    const ids = [entered.single, entered.pair, entered.unseen];
    expect(await Promise.all(ids.map(async (id) => ends(await continuity(id))))).toEqual([[[1, 0, 0, 1]], [], []]);
    expect(await continuity(entered.unseen)).toMatchObject({ spans: [], loss: [], contradictions: [] });
  });

  it("corrects and withdraws with a reason, and keeps what was said before", async () => {
    const id = await exhibit("h");
    const first = await observe(id, 0, "seen", "--count", "5");
    const second = await json(["observe", "change", String(first.observationId), "--count", "4", "--reason", "counted again"]);
    expect(second).toMatchObject({ firstId: first.observationId, revisesId: first.observationId, count: 4, reason: "counted again" });
    await json(["observe", "change", String(first.observationId), "--count", "3", "--reason", "x"], 1);
    await json(["observe", "withdraw", String(second.observationId), "--reason", "not this exhibit"]);
    expect((await continuity(id)).spans).toEqual([]);
    expect(await json(["observe", "history", String(first.observationId)])).toHaveLength(3);
  });
});

describe("what cannot be", { timeout: 60_000 }, () => {
  const good = ["observe", "--case", "A1", "--exhibit", "1", "--at", "2021-11-12 14:00", "--state", "seen"];
  it.each<[string, string[]]>([
    ["no state", good.slice(0, -2)],
    ["an unknown state", [...good.slice(0, -1), "stolen"]],
    ["a count below zero", [...good, "--count", "-1"]],
    ["a count that is no number", [...good, "--count", "five"]],
    ["an end before the beginning", [...good, "--to", "2021-11-12 13:00"]],
    ["a time that is none", ["observe", "--case", "A1", "--exhibit", "1", "--at", "yesterday", "--state", "seen"]],
    ["an exhibit that is no id", ["continuity", "--case", "A1", "--exhibit", "x"]],
    ["no exhibit", ["continuity", "--case", "A1"]],
    ["an exhibit of none", ["exhibit", "add", "--case", "A1", "--name", "x", "--count", "0"]],
    ["an exhibit without a name", ["exhibit", "add", "--case", "A1", "--name", " "]],
    ["a name of ten thousand letters", ["exhibit", "add", "--case", "A1", "--name", "x".repeat(10_000)]],
    ["an unknown finding", ["statement", "assess", "1", "--finding", "lied"]],
    ["a statement whose time ends before it begins", ["statement", "add", "--case", "A1", "--by", "x", "--text", "y", "--from", "2021-11-12 14:00", "--to", "2021-11-12 13:00"]],
    ["a claim without a camera", ["eliminate", "--from", "2021-11-12 14:00", "--to", "2021-11-12 15:00"]],
  ])("is wrong usage, said in a sentence: %s", async (_, args) => {
    const { error } = await json(args, 2);
    expect(error).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\S/) });
  });

  it.each<[string, string[]]>([
    ["case-unknown", ["continuity", "--case", "nobody", "--exhibit", "1"]],
    ["exhibit-unknown", ["continuity", "--case", "A1", "--exhibit", "999"]],
    ["exhibit-unknown", ["observe", "--case", "A1", "--exhibit", "999", "--at", "2021-11-12 14:00", "--state", "seen"]],
    ["camera-unknown", [...good, "--camera", "c9"]],
    ["camera-unknown", ["eliminate", "--camera", "c9", "--from", "2021-11-12 14:00", "--to", "2021-11-12 15:00"]],
    ["statement-unknown", [...good, "--statement", "999"]],
    ["statement-unknown", ["statement", "assess", "999", "--finding", "confirmed"]],
    ["pin-unknown", ["statement", "assess", "1", "--finding", "contradicted", "--pin", "999"]],
    ["observation-unknown", ["observe", "withdraw", "999", "--reason", "x"]],
  ])("could not be done: %s", async (code, args) => {
    expect(await json(args, 1)).toMatchObject({ error: { code, message: expect.stringMatching(/\S/) } });
  });

  it("takes long notes, line breaks, what a spreadsheet would run, and times before 1970", async () => {
    const id = await exhibit("=HYPERLINK(\"http://x\")\nsecond line");
    const note = "备".repeat(9_000);
    expect(await json(["observe", "--case", "A1", "--exhibit", id, "--at", "1969-12-31T23:00:00+00:00", "--state", "seen", "--count", "0", "--note", note])).toMatchObject({ atMs: -3_600_000, count: 0, note });
    expect((await continuity(id)).spans).toHaveLength(1);
    const table = await run(["case", "show", "A1", "--lang", "en"]);
    expect(table.stdout).not.toMatch(/^second line/m);
  });
});

it("facts are previewed, entered and told in the story, and lost citations are named", { timeout: 60_000 }, async () => {
  const path = join(root, "facts.csv");
  await writeFile(path, "时间,内容,来源\n2021-11-12 14:03:05,付款,微信\nyesterday,x,y\n");
  expect(await json(["fact", "import", path, "--case", "A1"])).toMatchObject({ written: false, factIds: [] });
  const { factIds } = await json(["fact", "import", path, "--case", "A1", "--write"], 3);
  expect(factIds).toHaveLength(1);
  const told = await json(["story", "write", "--case", "A1", "--title", "t", "--text", `[[fact:${factIds[0]}]] [[pin:999]]`]);
  expect(told.citations).toMatchObject([{ title: "付款", startMs: minute(3) + 5_000 }, { title: null }]);
  expect((await run(["story", "show", "--case", "A1", "--lang", "en"])).stdout).toContain("付款 (2021-11-12 14:03:05.000 +08:00)");
  // What is cited is told as it is called, even where that looks like a citation or like a pattern.
  const { factId } = await json(["fact", "add", "--case", "A1", "--text", "paid $& $$ [[pin:999]]"]);
  await json(["story", "write", "--case", "A1", "--title", "u", "--text", `so: [[fact:${factId}]], [[pin:999]]`]);
  expect((await run(["story", "show", "--case", "A1", "--lang", "en"])).stdout).toContain("so: paid $& $$ [[pin:999]], ");
  expect((await run(["fact", "remove", String(factIds[0]), "--lang", "en"])).stdout).toBe(`Entry ${factIds[0]} taken off the case.\n`);
  expect((await run(["fact", "remove", String(factIds[0]), "--undo", "--lang", "zh-CN"])).stdout).toBe(`条目 ${factIds[0]} 已恢复。\n`);
});

it.each(["continuity --case A1 --exhibit 1", "look-next --case A1 --exhibit 1", "access --case A1 --exhibit 1", "case show A1", "statement list --case A1", "person list --case A1", "story show --case A1", "gaps report --case A1", "eliminate --camera c1 --from 2021-11-12T14:00+08:00 --to 2021-11-12T15:00+08:00"])("%s answers in words of both languages", { timeout: 60_000 }, async (line) => {
  const [en, zh] = await Promise.all(["en", "zh-CN"].map((lang) => run([...line.split(" "), "--lang", lang])));
  for (const { exitCode, stdout, stderr } of [en!, zh!]) {
    expect(exitCode, stderr).toBe(0);
    expect(stdout.trim()).not.toBe("");
    expect(stdout).not.toMatch(/undefined|\[object|results\.|columns\.|\{\{/);
  }
  expect(en!.stdout).not.toBe(zh!.stdout);
});
