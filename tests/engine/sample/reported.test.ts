// What the sample case begins with is what could be known without its footage, the same in both languages.

import { expect, test } from "vitest";
import { SAMPLE_CAMERAS } from "../../../engine/sample/cameras.ts";
import { matchPattern } from "../../../engine/sample/recorders.ts";
import { cameraList, reportedFacts, reportedStatements, UNREAD_CAMERA } from "../../../engine/sample/reported.ts";
import { BEATS, trueMsOf } from "../../../engine/sample/story.ts";
import { cameraTable } from "../../../engine/sample/truth.ts";

const TAKING = { fromMs: trueMsOf(BEATS.womanBackInShop), toMs: trueMsOf(BEATS.womanGetsIn) };

test("neither statements nor facts speak of the time in which the bags were taken", () => {
  for (const lang of ["zh-CN", "en"] as const) {
    const told = [...reportedStatements(lang), ...reportedFacts(lang)];
    expect(told.filter(({ fromMs, toMs }) => fromMs! < TAKING.toMs && (toMs ?? fromMs)! > TAKING.fromMs + 60_000)).toEqual([]);
  }
});

test("both languages tell the same at the same times", () => {
  const times = (told: readonly { readonly fromMs?: number | null | undefined; readonly toMs?: number | null | undefined }[]) => told.map(({ fromMs, toMs }) => [fromMs, toMs]);
  expect(times(reportedStatements("en"))).toEqual(times(reportedStatements("zh-CN")));
  expect(times(reportedFacts("en"))).toEqual(times(reportedFacts("zh-CN")));
});

test("the note of the fast recorder says how fast it was, to the second", () => {
  const error = SAMPLE_CAMERAS.find(({ cameraId }) => cameraId === UNREAD_CAMERA)!.clock.errorMs;
  for (const lang of ["zh-CN", "en"] as const) {
    const note = reportedFacts(lang).find(({ text }) => text.includes(UNREAD_CAMERA))!;
    const [beijing, shown] = note.text.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g)!.map((text) => Date.parse(`${text.replace(" ", "T")}+08:00`));
    expect(Math.abs(shown! - beijing! - error)).toBeLessThan(1_000);
    expect(beijing).toBe(note.fromMs);
  }
});

test("the camera list in English keeps everything but names and sites", () => {
  const table = cameraTable(SAMPLE_CAMERAS, matchPattern);
  const english = cameraList(table, "en").split("\n").map((row) => row.split(","));
  const chinese = table.split("\n").map((row) => row.split(","));
  expect(english.map(([cameraId, , , ...others]) => [cameraId, ...others])).toEqual(chinese.map(([cameraId, , , ...others]) => [cameraId, ...others]));
  expect(english.slice(1).flatMap(([, name = "", site = ""]) => [name, site]).join(" ")).not.toMatch(/\p{Script=Han}/u);
  expect(cameraList(table, "zh-CN")).toBe(table);
});
