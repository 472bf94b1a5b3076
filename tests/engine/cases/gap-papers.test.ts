// The report of gaps and what is made of it: causes, the day of overwriting, draft notices with what is known and blanks for
// what is not, the page that prints, the table. On a library whose files' contents are known.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { addReading, DAY_MS, HOUR_MS, makeLibrary, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;
const at = (ms: number) => asTrueMs(T0 + ms);
const cameraList = (text: string) => library.engine.call("cameras.import", { text, format: "csv" });

beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

const hour = { durationMs: HOUR_MS, framesPerSecond: 1 } as const;

describe("the report of gaps", () => {
  it("names the hour that was deleted from the middle of one camera, and only of that one", async () => {
    await recordFiles(library.store, [0, 2, 3].map((n) => ({ ...hour, name: `a${n}.mp4`, startMs: T0 + n * HOUR_MS })));
    await recordFiles(library.store, [0, 1, 2, 3].map((n) => ({ ...hour, name: `b${n}.mp4`, cameraId: "c2", startMs: T0 + n * HOUR_MS })));
    const { rows, cameras } = await library.engine.call("gaps.report", {});
    expect(rows.filter(({ cause }) => cause !== "not-watched")).toMatchObject([{ cameraId: "c1", startMs: T0 + HOUR_MS, endMs: T0 + 2 * HOUR_MS, cause: "recorder-gap" }]);
    expect(cameras.map(({ cameraId, sums }) => [cameraId, sums.find(({ cause }) => cause === "recorder-gap")?.share ?? 0])).toEqual([["c1", 0.25], ["c2", 0]]);
  });

  it.each([
    ["damaged", { name: "x.mp4", state: "failed", claim: [T0 + HOUR_MS, T0 + 2 * HOUR_MS] }],
    ["unindexed", { name: "x.mp4", state: "found", claim: [T0 + HOUR_MS, T0 + 2 * HOUR_MS] }],
    ["time-unknown", { name: "x.mp4", startMs: null }],
    ["no-footage", null],
  ] as const)("says %s where that is the cause", async (cause, file) => {
    await recordFiles(library.store, [{ ...hour, name: "a.mp4" }, ...(file === null ? [] : [file as never])]);
    const { rows } = await library.engine.call("gaps.report", { fromMs: at(0), toMs: at(2 * HOUR_MS) });
    expect(rows.map((row) => [row.cause, row.startMs - T0, row.endMs - T0])).toEqual([["not-watched", 0, HOUR_MS], [cause, HOUR_MS, 2 * HOUR_MS]]);
  });

  it("leaves out of “not watched” what was on a screen", async () => {
    const [fileId] = await recordFiles(library.store, [{ ...hour, name: "a.mp4" }]);
    await library.engine.call("watched.add", { spans: [{ fileId: fileId!, mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(HOUR_MS / 2), speed: 1, isFocused: true }] });
    expect((await library.engine.call("gaps.report", {})).rows).toMatchObject([{ cause: "not-watched", startMs: T0 + HOUR_MS / 2, endMs: T0 + HOUR_MS }]);
  });

  it("tells until when damaged and missing footage can be had again, and by the recorder's own clock", async () => {
    await cameraList("id,name,site,retention_days,channel\nc1,门口,渔港,15,D3\n");
    await recordFiles(library.store, [{ ...hour, name: "a.mp4" }, { name: "x.mp4", state: "failed", claim: [T0 + 2 * HOUR_MS, T0 + 3 * HOUR_MS] }]);
    await addReading(library.store, T0 + 60_000, 60_000);
    const { requests } = await library.engine.call("gaps.report", { fromMs: at(-HOUR_MS), toMs: at(0) });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ cameraId: "c1", channel: "D3", cameraStartMs: T0 - HOUR_MS + 60_000, overwriteMs: T0 - HOUR_MS + 15 * DAY_MS });
    expect(requests[0]!.leftMs).toBeLessThan(0);
  });
});

describe("a draft notice", () => {
  const ask = (caseId: number | null, lang: "zh-CN" | "en") => library.engine.call("gaps.notice", { caseId, cameraId: "c1", startMs: at(0), endMs: at(HOUR_MS), lang });

  it("holds the facts of case, camera and stretch in both languages, in true time and in the recorder's", async () => {
    await cameraList("id,name,site,recorder,channel,retention_days\nc1,门口,渔港,海康 DS-7808,D3,15\n");
    await addReading(library.store, T0 + 60_000, 60_000);
    await library.engine.call("cases.create", { number: "沈公立〔2021〕8号", title: "t", cause: "盗窃", officers: ["陈海波", "林珊"] });
    const { text, page, name } = await ask(1, "zh-CN");
    for (const part of ["调取证据通知书", "沈公立〔2021〕8号", "盗窃案", "渔港", "门口 (c1)", "海康 DS-7808", "D3", "2021-11-12 14:00:00 – 2021-11-12 15:00:00", "2021-11-12 14:01:00 – 2021-11-12 15:01:00", "陈海波、林珊", "2021-11-27 14:00", "法律依据"]) expect(text).toContain(part);
    expect(page).toContain("Notice to produce evidence");
    expect(page.match(/<section/g)).toHaveLength(2);
    expect(name).toMatch(/^调取证据通知书-c1-2021-11-12-140000\.html$/);
  });

  it("leaves blank what nobody knows, and does not invent a time that the recorder showed", async () => {
    await cameraList("id,name\nc1,c1\n");
    const { text } = await ask(null, "en");
    expect(text).toContain("In the case of ________________ (case no. ________________)");
    expect(text).toContain("Officers: ________________, ________________");
    expect(text).toContain("Period (time shown by the device): the device’s clock was not read");
    expect(text).toContain("Expected to be overwritten: not known");
  });

  it("takes names for text, never for markup or a further line", async () => {
    await cameraList('id,name,site\nc1,"<img src=x onerror=alert(1)>","a\nLegal basis: none"\n');
    await library.engine.call("cases.create", { number: "</table><script>", title: "t", cause: "a\nOfficers: x" });
    const { page, text } = await ask(1, "en");
    expect(page).not.toMatch(/<script|<img|<\/table><script/);
    expect(text.split("\n").filter((line) => /^(Legal basis: none|Officers: x)/.test(line))).toEqual([]);
  });
});

describe("the paper of the report", () => {
  beforeEach(async () => {
    await cameraList('id,name,site,retention_days\nc1,"<b>门</b>",=渔港,15\nc2,"=1+1",=渔港,\n');
    await recordFiles(library.store, [{ ...hour, name: "a.mp4" }, { ...hour, name: "b.mp4", startMs: T0 + 2 * HOUR_MS }]);
  });

  it.each(["zh-CN", "en"] as const)("is a page without scripts that prints, names escaped, in %s", async (lang) => {
    const { name, text } = await library.engine.call("gaps.paper", { form: "page", lang });
    expect(name).toMatch(/\.html$/);
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).toContain("&lt;b&gt;门&lt;/b&gt;");
    expect(text).not.toMatch(/<script|<b>门/);
    expect(text).toMatch(/@page\{size:A4/);
    expect(text.match(/<svg/g)).toHaveLength(2);
  });

  it("does not round a second that is missing away", async () => {
    const { text } = await library.engine.call("gaps.paper", { form: "page", lang: "en", fromMs: at(0), toMs: at(HOUR_MS + 1_000) });
    expect(text).toContain("&gt; 99.9 %");
    expect(text).toContain("&lt; 0.1 %");
    expect(text).not.toMatch(/\b(100|0)\.0 %/);
  });

  it("is a table whose cells no spreadsheet runs", async () => {
    const { name, text } = await library.engine.call("gaps.paper", { form: "table", lang: "en" });
    expect(name).toMatch(/\.csv$/);
    expect(text.startsWith("\ufeffcamera_id,camera,site,cause,")).toBe(true);
    expect(text).toContain("c2,'=1+1,'=渔港,no-footage,2021-11-12T14:00:00.000+08:00,2021-11-12T17:00:00.000+08:00,10800.000,\r\n");
  });

  it("has every draft notice on a page of its own, in both languages", async () => {
    const { requests } = await library.engine.call("gaps.report", {});
    const { text } = await library.engine.call("gaps.paper", { form: "notices", lang: "zh-CN" });
    expect(requests).toHaveLength(1);
    expect(text.match(/<section class="notice"/g)).toHaveLength(2 * requests.length);
  });
});
