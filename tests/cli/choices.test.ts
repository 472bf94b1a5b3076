// Deciding about files from the command line: by folder, by list, and taken back.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { quaylineInside } from "./quayline-process.ts";
import { FIRST_START_MS, makeSmallFootage, SECOND_START_MS, type SmallFootage } from "./small-footage.ts";

interface Row { readonly fileId: number; readonly path: string; readonly cameraId: string; readonly startMs: number | null; readonly time: { readonly source: string | null }; readonly problems: readonly { readonly code: string }[] }
let root: string;
let footage: SmallFootage;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-choices-"));
  footage = await makeSmallFootage(root);
  await run("index", join(footage.folder, "ch01"), "--no-hash");
});
afterAll(() => rm(root, { recursive: true }));

async function run(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, exitCode } = await quaylineInside([...args, "--library", join(root, "library"), "--actor", "王警官", "--json"]);
  expect([0, 3], stderr + stdout).toContain(exitCode);
  return JSON.parse(stdout);
}
const files = async (): Promise<Row[]> => ((await run("files")) as Row[]).filter((row) => row.startMs !== null);

it("gives a folder to a camera, and back to the provisional one", async () => {
  expect(await run("files", "assign", footage.folder, "--camera", "quay-1")).toEqual({ files: 3, cameraId: "quay-1" });
  expect((await files()).map((row) => [row.cameraId, row.problems])).toEqual([["quay-1", []], ["quay-1", []]]);
  await run("files", "assign", footage.folder, "--undo");
  expect(new Set((await files()).flatMap((row) => row.problems.map((p) => p.code)))).toEqual(new Set(["camera-provisional"]));
});

it("places many files by a list, keeps it over indexing anew, and takes it back", async () => {
  const list = join(root, "shows.csv");
  const [first, second] = await files();
  await writeFile(list, `file,shows,at_ms\n${first!.fileId},2021-11-12 14:00:31,1000\n"${second!.path}",2021-11-12 14:01:30,0\n`);
  expect(await run("files", "place", list, "--list")).toEqual({ files: 2 });
  await run("index", footage.folder, "--no-hash");
  expect((await files()).filter((row) => row.time.source === "manual").map((row) => row.startMs)).toEqual([FIRST_START_MS + 30_000, SECOND_START_MS + 30_000]);
  await run("files", "place", first!.path, second!.path, "--undo");
  expect((await files()).slice(0, 2).map((row) => [row.startMs, row.time.source])).toEqual([[FIRST_START_MS, "name"], [SECOND_START_MS, "name"]]);
});

it("reads names anew when the library's own patterns change, without opening a file", async () => {
  await writeFile(join(root, "library", "patterns.json"), JSON.stringify({ patterns: [{ name: "own", basis: "utc", expression: "ch(?<channel>\\d\\d)_(?<start>\\d{14})" }] }));
  const { files: counts } = (await run("index", join(footage.folder, "ch01"), "--no-hash")) as { files: { indexed: number; unchanged: number } };
  expect(counts).toMatchObject({ indexed: 0, unchanged: 3 });
  expect((await files())[0]!.startMs).toBe(FIRST_START_MS + 8 * 3_600_000);
  await rm(join(root, "library", "patterns.json"));
  await run("index", join(footage.folder, "ch01"), "--no-hash");
  expect((await files())[0]!.startMs).toBe(FIRST_START_MS);
});

it("shows what names would say", async () => {
  expect(await run("patterns", "try", footage.folder)).toMatchObject({ patterns: [], isWhole: true, files: [{ rule: "hikvision-nvr", startMs: FIRST_START_MS, channel: "01" }, {}, {}, {}] });
});

it("refuses a file that the library does not have, and a wish for nothing", async () => {
  const { exitCode, stdout } = await quaylineInside(["files", "assign", "nowhere.mp4", "--camera", "q", "--library", join(root, "library"), "--json", "--actor", "x"]);
  expect([exitCode, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ error: expect.objectContaining({ code: "file-not-in-library" }) })]);
  expect((await quaylineInside(["files", "assign", footage.folder, "--library", join(root, "library")])).exitCode).toBe(2);
});

it("keeps an intake sheet, whose clock comparison moves the footage, and is filled up later", async () => {
  const sheet = await run("intake", "add", "--folder", footage.folder, "--place", "海味店", "--officer", "王", "--officer", "李",
    "--recorder-time", "2021-11-12 18:02:07", "--beijing-time", "2021-11-12 18:00:00", "--retention-days", "15") as { intakeId: number; cameras: { cameraId: string; refusal: null }[] };
  expect(sheet).toMatchObject({ facts: { officers: ["王", "李"] }, beijingIso: "2021-11-12T18:00:00.000+08:00", cameras: [{ refusal: null }, { refusal: null }] });
  expect((await files())[0]!.startMs).toBe(FIRST_START_MS - 127_000);
  expect(await run("intake", "change", String(sheet.intakeId), "--why-not-seized", "店家仍在使用")).toMatchObject({ facts: { place: "海味店", notSeizedReason: "店家仍在使用" }, cameras: sheet.cameras });
  expect(await run("intake", "list")).toHaveLength(1);
});
