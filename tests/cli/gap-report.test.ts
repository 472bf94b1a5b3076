// `gaps report` on a library that was indexed from footage: the rows, the files that it writes, in both languages.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIP_SECONDS, FIRST_START_MS, makeSmallFootage, SECOND_START_MS } from "./small-footage.ts";
import { quaylineInside } from "./quayline-process.ts";

let root: string;
const ask = (...words: string[]) => quaylineInside(["gaps", "report", "--library", join(root, "library"), ...words]);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-gaps-"));
  const footage = await makeSmallFootage(root);
  for (const words of [["cameras", "import", footage.camerasCsv], ["index", footage.folder], ["case", "create", "--number", "沈公立8号", "--title", "t", "--cause", "盗窃"]]) {
    await quaylineInside([...words, "--library", join(root, "library"), "--actor", "陈海波"]);
  }
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const PERIOD = ["--from", "2021-11-12 14:00", "--to", "2021-11-12 14:05"];

describe("gaps report", { timeout: 60_000 }, () => {
  it("answers every gap with its cause, the sums and what to request", async () => {
    const { stdout, exitCode } = await ask(...PERIOD, "--json");
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout);
    const first = report.rows.filter((row: { cameraId: string }) => row.cameraId === "quay-1");
    expect(first).toContainEqual(expect.objectContaining({ cause: "recorder-gap", startMs: FIRST_START_MS + CLIP_SECONDS * 1000, endMs: SECOND_START_MS }));
    expect(first).toContainEqual(expect.objectContaining({ cause: "not-watched", startIso: "2021-11-12T14:00:00.000+08:00" }));
    expect(report.requests).toContainEqual(expect.objectContaining({ cameraId: "quay-2", startMs: FIRST_START_MS, endMs: FIRST_START_MS + 300_000, overwriteMs: null, cameraStartMs: null, cameraStartIso: null }));
    expect(report.sites).toMatchObject([{ site: "沈家门", cameras: 2, coveredShare: 0.02 }, { site: null }]);
  });

  it.each([["en", "no footage held", "To request, most urgent first"], ["zh-CN", "未持有录像", "应调取"]] as const)("tells it in words in %s", async (lang, cause, heading) => {
    const { stdout, exitCode } = await ask(...PERIOD, "--lang", lang);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(cause);
    expect(stdout).toContain(heading);
  });

  it("writes the page, the table, and a numbered notice for each request; never over what is there", async () => {
    const [page, table, notices] = [join(root, "gaps.html"), join(root, "gaps.csv"), join(root, "notices")];
    const answered = await ask(...PERIOD, "--case", "沈公立8号", "--out", page, "--notices", notices, "--json", "--lang", "zh-CN");
    expect(answered.exitCode, answered.stderr).toBe(0);
    const report = JSON.parse(answered.stdout);
    expect(report.out).toBe(page);
    expect((await readdir(notices)).sort().map((name) => join(notices, name))).toEqual(report.notices);
    expect(report.notices).toHaveLength(report.requests.length);
    const first = await readFile(report.notices[0], "utf8");
    expect(first).toContain("沈公立8号");
    expect(first).toContain("Notice to produce evidence");
    expect(await readFile(page, "utf8")).toContain("录像缺失报告");
    expect((await ask(...PERIOD, "--out", table)).exitCode).toBe(0);
    expect((await readFile(table, "utf8")).split("\r\n")[0]).toBe("\ufeffcamera_id,camera,site,cause,from,to,seconds,overwritten_from");
    const again = await ask(...PERIOD, "--out", page, "--json");
    expect(again.exitCode).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: "target-exists" } });
  });

  it("refuses a time that ends before it begins, and a case that is not there", async () => {
    expect((await ask("--from", "2021-11-12 15:00", "--to", "2021-11-12 14:00", "--json")).exitCode).toBe(2);
    const unknown = await ask("--case", "nowhere", "--json");
    expect(unknown.exitCode).toBe(1);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { code: "case-unknown" } });
  });
});
