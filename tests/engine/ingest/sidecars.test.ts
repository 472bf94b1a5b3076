// Times from the XML that Axis cameras write beside their blocks: which file counts, and what is refused at the door.

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { placeFile } from "../../../engine/ingest/place-file.ts";
import { plainXmlFields, readSidecars } from "../../../engine/ingest/sidecars.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const RECORDING = "20211112_140000_3C1F_ACCC8EF31A07";
let root: string;
let blocks: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-sidecars-"));
  blocks = join(root, "20211112", "14", RECORDING, "20211112_14");
  await mkdir(blocks, { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const blockXml = (start: string, stop = "2021-11-12T06:05:00.000000Z"): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- written by the camera -->\n<RecordingBlock RecordingBlockToken="20211112_140000_3C1F">\n  <RecordingToken>${RECORDING}</RecordingToken>\n  <StartTime>${start}</StartTime>\n  <StopTime>${stop}</StopTime>\n  <Status>Complete</Status>\n</RecordingBlock>\n`;
const recordingXml = (start: string): string =>
  `<?xml version="1.0"?><Recording RecordingToken="${RECORDING}"><Track><StartTime>2020-01-01T00:00:00Z</StartTime></Track><StartTime>${start}</StartTime><StopTime>2021-11-12T07:00:00Z</StopTime></Recording>`;
const read = (name: string) => readSidecars(Buffer.from(join(blocks, name)), join(blocks, name), NOW_MS);
const FIRST = "20211112_140000_3C1F.mkv";
const SECOND = "20211112_140500_91D4.mkv";

describe("a block's own XML", () => {
  it("gives start and stop, to the millisecond, in UTC", async () => {
    await writeFile(join(blocks, "20211112_140000_3C1F.xml"), blockXml("2021-11-12T06:00:00.250417Z"));
    await writeFile(join(blocks, "..", "recording.xml"), recordingXml("2021-11-12T05:59:00Z"));
    expect(await read(FIRST)).toEqual({
      problems: [],
      candidates: [{
        source: "sidecar", basis: "utc", confidence: "high", startMs: Date.UTC(2021, 10, 12, 6, 0, 0, 250), endMs: Date.UTC(2021, 10, 12, 6, 5),
        raw: "2021-11-12T06:00:00.250417Z", rule: "axis-block-xml", timezone: "UTC", uncertaintyMs: 1,
      }],
    });
  });

  it("has no end where it stops before it starts, as in a block that is still being written", async () => {
    await writeFile(join(blocks, "20211112_140000_3C1F.xml"), blockXml("2021-11-12T06:00:00Z", "1970-01-01T00:00:00Z"));
    expect((await read(FIRST)).candidates[0]).toMatchObject({ startMs: Date.UTC(2021, 10, 12, 6), endMs: null });
  });

  it.each([["without a zone", "2021-11-12T06:00:00"], ["before there were recorders", "1970-01-01T00:00:00Z"], ["still to come", "2031-01-01T00:00:00Z"], ["of no calendar", "2021-02-30T06:00:00Z"]])(
    "is not used where its start is one %s", async (_, start) => {
      await writeFile(join(blocks, "20211112_140000_3C1F.xml"), blockXml(start));
      expect(await read(FIRST)).toEqual({ candidates: [], problems: [] });
    });
});

describe("a recording's XML", () => {
  it("gives the start of its first block, and no end", async () => {
    await writeFile(join(blocks, "..", "recording.xml"), recordingXml("2021-11-12T06:00:00.5Z"));
    expect((await read(FIRST)).candidates).toMatchObject([{ rule: "axis-recording-xml", startMs: Date.UTC(2021, 10, 12, 6, 0, 0, 500), endMs: null }]);
  });

  it("says nothing of a later block", async () => {
    await writeFile(join(blocks, "..", "recording.xml"), recordingXml("2021-11-12T06:00:00Z"));
    expect(await read(SECOND)).toEqual({ candidates: [], problems: [] });
  });
});

describe("a sidecar that cannot be trusted", () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><RecordingBlock><StartTime>&a;</StartTime></RecordingBlock>`;
  it.each([
    ["with a document type", bomb], ["of another root", "<Other><StartTime>2021-11-12T06:00:00Z</StartTime></Other>"],
    ["cut off", blockXml("2021-11-12T06:00:00Z").slice(0, 180)], ["that is no XML", "start=06:00"], ["longer than any", blockXml("2021-11-12T06:00:00Z") + " ".repeat(300_000)],
  ])("is told and not used: one %s", async (_, text) => {
    await writeFile(join(blocks, "20211112_140000_3C1F.xml"), text);
    expect(await read(FIRST)).toEqual({ candidates: [], problems: [{ code: "sidecar-unreadable", params: { sidecar: "20211112_140000_3C1F.xml" } }] });
  });

  it.runIf(process.platform !== "win32")("is not followed as a link, nor waited for as a pipe", async () => {
    await writeFile(join(root, "elsewhere.xml"), blockXml("2021-11-12T06:00:00Z"));
    await symlink(join(root, "elsewhere.xml"), join(blocks, "20211112_140000_3C1F.xml"));
    execFileSync("mkfifo", [join(blocks, "20211112_140500_91D4.xml")]);
    expect((await read(FIRST)).problems).toHaveLength(1);
    expect((await read(SECOND)).problems).toHaveLength(1);
  });

  it("stops nothing: the name's claim remains beside the telling", async () => {
    await writeFile(join(blocks, "20211112_140000_3C1F.xml"), bomb);
    const path = join(blocks, FIRST);
    const { names } = await placeFile({ pathBytes: Buffer.from(path), path, relativePath: FIRST, sizeBytes: 1, mtimeMs: 1, problem: null }, { cameras: [], wantedCameraId: null, timezone: "Asia/Shanghai", patterns: [], chosenCameras: new Map() });
    expect([names.candidates.map((c) => c.rule), names.problems.map((p) => p.code)]).toEqual([["axis"], ["sidecar-unreadable"]]);
  });
});

it("asks the disk for nothing beside files of another make", async () => {
  await writeFile(join(blocks, "ch01_20211112140000.xml"), blockXml("2021-11-12T06:00:00Z"));
  expect(await read("ch01_20211112140000.mkv")).toEqual({ candidates: [], problems: [] });
});

describe("plain XML", () => {
  it.each<[string, Record<string, string> | null]>([
    ["<Recording><A>1</A><B/><C>2</C></Recording>", { A: "1", C: "2" }],
    ["<Recording><A>1</A><A>2</A></Recording>", { A: "1" }], ["<Recording><T><A>1</A></T><A>2</A></Recording>", { T: "", A: "2" }],
    ["<Recording><A>1</B></Recording>", null], ["<Recording><A>1</A></Recording><Recording><A>2</A></Recording>", null], ["", null], ["<Recording/>", null],
  ])("of %s", (xml, fields) => {
    const read = plainXmlFields(xml, "Recording");
    expect(read === null ? null : Object.fromEntries(read)).toEqual(fields);
  });
});
