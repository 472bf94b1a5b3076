// What whole paths claim, one line a kind of recorder: channel, start, end, basis, zone. And what no path may claim.

import { describe, expect, it } from "vitest";
import { timesFromName } from "../../../engine/ingest/name-time.ts";

/** 2027-01-01 00:00:00 +08:00. */
const NOW_MS = Date.UTC(2026, 11, 31, 16);
const ZONE = "Asia/Shanghai";
const ms = (iso: string): number => Date.parse(iso);

type Row = readonly [rule: string, path: string, channel: string | null, start: string, end: string | null, basis: "local" | "utc" | "epoch", source: "name" | "folder"];

const ROWS: readonly Row[] = [
  ["hikvision-nvr", "/media/usb/海味店/ch01_20241022100000.mp4", "01", "2024-10-22T10:00:00+08:00", null, "local", "name"],
  ["hikvision-nvr", "/media/usb/CH12_20241022235959_2.MP4", "12", "2024-10-22T23:59:59+08:00", null, "local", "name"],
  ["hikvision-ftp", "ftp/192.168.0.64/192.168.0.64_01_20190319093422939_MOTION_DETECTION.mp4", "01", "2019-03-19T09:34:22.939+08:00", null, "local", "name"],
  ["hikvision-ivms", "export/门口_20241115135000_20241115140000_40918273.mp4", "门口", "2024-11-15T13:50:00+08:00", "2024-11-15T14:00:00+08:00", "local", "name"],
  ["dahua-device", "disk/XVR/2024-01-15/001/dav/12/12.30.00-12.45.00[M][0@0][0].dav", "001", "2024-01-15T12:30:00+08:00", "2024-01-15T12:45:00+08:00", "local", "folder"],
  ["dahua-device", "2024-12-31/003/dav/23/23.50.00-00.05.00[R][0@0][0].dav", "003", "2024-12-31T23:50:00+08:00", "2025-01-01T00:05:00+08:00", "local", "folder"],
  ["dahua-device", "E:\\备份\\2024-01-15\\002\\dav\\08\\08.00.00-09.00.00[F][A][0@0][2].DAV", "002", "2024-01-15T08:00:00+08:00", "2024-01-15T09:00:00+08:00", "local", "folder"],
  ["dahua-still", "2024-01-15/001/jpg/12/30/18[M][0@0][0].jpg", "001", "2024-01-15T12:30:18+08:00", null, "local", "folder"],
  ["dahua-web", "NVR_ch1_main_20230131000000_20230131010000.dav", "1", "2023-01-31T00:00:00+08:00", "2023-01-31T01:00:00+08:00", "local", "name"],
  ["dahua-web", "x/渔港出入口_ch16_extra1_20230131233000_20230201003000.mp4", "16", "2023-01-31T23:30:00+08:00", "2023-02-01T00:30:00+08:00", "local", "name"],
  ["uniview", "Record/2024-03-05/192.168.1.20_3_S09-15-00_E09-45-00.ts", "3", "2024-03-05T09:15:00+08:00", "2024-03-05T09:45:00+08:00", "local", "folder"],
  ["uniview", "Record/2024-03-05/192.168.1.20_3_S235900_E000100.mp4", "3", "2024-03-05T23:59:00+08:00", "2024-03-06T00:01:00+08:00", "local", "folder"],
  ["uniview-still", "192.168.1.20_3_20240305091500123.jpg", "3", "2024-03-05T09:15:00.123+08:00", null, "local", "name"],
  ["reolink", "RecM0A_DST20261001_211129_211209_0_5514C080000000_66A92E.mp4", null, "2026-10-01T21:11:29+08:00", "2026-10-01T21:12:09+08:00", "local", "name"],
  ["reolink", "RecS03_20230515_071811_071835_animal_6D28808_E4D6A1.mp4", null, "2023-05-15T07:18:11+08:00", "2023-05-15T07:18:35+08:00", "local", "name"],
  ["reolink", "RecM02_20230515_235950_000000_0_640_480_6D28808_E4D6A1.mp4", null, "2023-05-15T23:59:50+08:00", null, "local", "name"],
  ["mijia-epoch", "XiaomiCamera/2025051223/52M00S_1747065120.mp4", null, "2025-05-12T23:52:00+08:00", null, "epoch", "name"],
  ["mijia-video", "video_0282_0_10_20250512235200_20250512235300.mp4", null, "2025-05-12T23:52:00+08:00", "2025-05-12T23:53:00+08:00", "local", "name"],
  ["axis", "axis/20211112/14/20211112_140000_3C1F_ACCC8EF31A07/20211112_14/20211112_140500_91D4.mkv", "ACCC8EF31A07", "2021-11-12T14:05:00+08:00", null, "local", "name"],
  ["frigate", "recordings/2021-11-12/06/gate/05.30.mp4", "gate", "2021-11-12T06:05:30Z", null, "utc", "folder"],
  ["frigate-old", "recordings/2021-11/12/06/gate/05.30.mp4", "gate", "2021-11-12T06:05:30Z", null, "utc", "folder"],
  ["zlmediakit", "record/rtp/33090301001320000001_33090301001310000007/2024-05-06/09-10-11-0.mp4", "33090301001320000001_33090301001310000007", "2024-05-06T09:10:11+08:00", null, "local", "folder"],
  ["motioneye", "Camera1/2024-05-06/09-10-11.mp4", null, "2024-05-06T09:10:11+08:00", null, "local", "folder"],
  ["unifi", "Front Door - 2-9-2020, 11.21.12pm.mp4", "Front Door", "2020-02-09T23:21:12+08:00", null, "local", "name"],
  ["unifi", "Gate - 12-31-2020, 12.00.01am.mp4", "Gate", "2020-12-31T00:00:01+08:00", null, "local", "name"],
  ["blue-iris", "New/Dock.20210314_120000.mp4", "Dock", "2021-03-14T12:00:00+08:00", null, "local", "name"],
  ["blue-iris-suffix", "New/20210314_120000.Dock.bvr", "Dock", "2021-03-14T12:00:00+08:00", null, "local", "name"],
  ["blackvue", "BlackVue/Record/20230704_081530_NF.mp4", "F", "2023-07-04T08:15:30+08:00", null, "local", "name"],
  ["viofo", "DCIM/Movie/2023_0704_081530_001234F.MP4", "F", "2023-07-04T08:15:30+08:00", null, "local", "name"],
  ["viofo", "DCIM/Movie/2023_0704_081530_001234.MP4", null, "2023-07-04T08:15:30+08:00", null, "local", "name"],
  ["tapo", "20240115_143005-77.mp4", null, "2024-01-15T14:30:05+08:00", null, "local", "name"],
  ["pixel", "DCIM/PXL_20241115_060005123.TS.mp4", null, "2024-11-15T06:00:05.123Z", null, "utc", "name"],
  ["date-and-time-utc", "cam_2024-11-15T06:00:05Z.mp4", null, "2024-11-15T06:00:05Z", null, "utc", "name"],
  ["date-and-time-utc", "20241115T060005.250Z_gate.mp4", null, "2024-11-15T06:00:05.250Z", null, "utc", "name"],
  ["date-and-time-utc", "gate 2024-11-15 06_00_05Z-2024-11-15 06_10_05Z.mkv", null, "2024-11-15T06:00:05Z", null, "utc", "name"],
  ["date-and-time-offset", "cam_2024-11-15T14-00-05+0800.mp4", null, "2024-11-15T14:00:05+08:00", null, "epoch", "name"],
  ["date-and-time-offset", "cam_2024-11-15T01:00:05-05:00.mp4", null, "2024-11-15T01:00:05-05:00", null, "epoch", "name"],
  ["two-stamps", "出入口 20241115140000-20241115143000.mp4", null, "2024-11-15T14:00:00+08:00", "2024-11-15T14:30:00+08:00", "local", "name"],
  ["two-stamps", "cam 20241115_140000 to 20241115_143000.mp4", null, "2024-11-15T14:00:00+08:00", "2024-11-15T14:30:00+08:00", "local", "name"],
  ["fourteen-digits", "renamed by me 20241115140000 shop.mp4", null, "2024-11-15T14:00:00+08:00", null, "local", "name"],
  ["fourteen-digits", "cam20241115140000250.mp4", null, "2024-11-15T14:00:00.250+08:00", null, "local", "name"],
  ["date-and-time", "shop 2024-11-15 14.00.05.mov", null, "2024-11-15T14:00:05+08:00", null, "local", "name"],
  ["date-and-time", "VID_20241115_140005123.mp4", null, "2024-11-15T14:00:05.123+08:00", null, "local", "name"],
  ["chinese-date", "收银台2024年11月15日14时00分05秒.mp4", null, "2024-11-15T14:00:05+08:00", null, "local", "name"],
  ["chinese-date", "门口 2024年3月5日 8点30分.mp4", null, "2024-03-05T08:30:00+08:00", null, "local", "name"],
  ["date-and-time", "VID-20241115_140005.mp4", null, "2024-11-15T14:00:05+08:00", null, "local", "name"],
  ["epoch-milliseconds", "clip-1731650405250.mp4", null, "2024-11-15T06:00:05.250Z", null, "epoch", "name"],
  ["epoch-seconds", "clip-1731650405.mp4", null, "2024-11-15T06:00:05Z", null, "epoch", "name"],
];

describe("a path", () => {
  it.each(ROWS)("as %s names it: %s", (rule, path, channel, start, end, basis, source) => {
    const { candidates, channel: foundChannel, rule: foundRule, problems } = timesFromName(path, ZONE, NOW_MS);
    expect({ foundRule, foundChannel, problems }).toEqual({ foundRule: rule, foundChannel: channel, problems: [] });
    expect(candidates[0]).toMatchObject({
      rule, source, basis, startMs: ms(start), endMs: end === null ? null : ms(end), timezone: basis === "epoch" ? null : basis === "utc" ? "UTC" : ZONE,
      uncertaintyMs: ms(start) % 1000 === 0 ? 289 : 1,
    });
  });

  it("of a Mijia camera says it twice, and the two agree in the camera's own zone only", () => {
    const path = "XiaomiCamera/2025051223/52M00S_1747065120.mp4";
    const starts = (zone: string): unknown => timesFromName(path, zone, NOW_MS).candidates.map((c) => [c.rule, c.startMs]);
    const epochMs = 1_747_065_120_000;
    expect(starts(ZONE)).toEqual([["mijia-epoch", epochMs], ["mijia-folder", epochMs]]);
    expect(starts("UTC")).toEqual([["mijia-epoch", epochMs], ["mijia-folder", epochMs + 8 * 3_600_000]]);
  });

  it("of a ZoneMinder event names the camera and no time of day", () => {
    const { candidates, channel, rule } = timesFromName("/var/cache/zoneminder/events/3/2024-05-06/1288/1288-video.mp4", ZONE, NOW_MS);
    expect([rule, channel, candidates.map((c) => [c.rule, c.startMs, c.raw])]).toEqual(["zoneminder", "3", [["zoneminder", null, "events/3/2024-05-06/1288/1288-video.mp4"]]]);
  });

  it("with a leading dot of a platform is still being written", () => {
    const { candidates, problems } = timesFromName("record/rtp/s1/2024-05-06/.09-10-11-0.mp4", ZONE, NOW_MS);
    expect(candidates[0]).toMatchObject({ rule: "zlmediakit", startMs: ms("2024-05-06T09:10:11+08:00") });
    expect(problems).toEqual([{ code: "still-being-written", params: {} }]);
  });

  it.each([
    "ch01_20241022100000 (1).mp4", "ch01_20241022100000(2).mp4", "ch01_20241022100000 - Copy.mp4",
    "ch01_20241022100000 - Copy (3).mp4", "ch01_20241022100000 - 副本.mp4", "ch01_20241022100000 - 副本 (2).MP4", "ch01_20241022100000（1）.mp4",
  ])("of a copy is read as the original, and kept as it was found: %s", (name) => {
    const { candidates, rule } = timesFromName(`/disk/${name}`, ZONE, NOW_MS);
    expect([rule, candidates[0]?.startMs, candidates[0]?.raw]).toEqual(["hikvision-nvr", ms("2024-10-22T10:00:00+08:00"), name]);
  });

  it("of a Reolink says how large the file is", () => {
    const sizes = ["RecM0A_DST20261001_211129_211209_0_5514C080000000_66A92E.mp4", "RecS03_20230515_071811_071835_animal_6D28808_E4D6A1.mp4", "ch01_20241022100000.mp4"].map((name) => timesFromName(name, ZONE, NOW_MS).sizeBytes);
    expect(sizes).toEqual([0x66a92e, 0xe4d6a1, null]);
  });

  it.each([
    ["a 13th month", "ch01_20241322100000.mp4"], ["30 February", "ch01_20240230100000.mp4"], ["hour 24", "20241022240000.mp4"], ["a 61st second", "20241022101061.mp4"],
    ["the years before 2000", "ch01_19991231235959.mp4"], ["the day after tomorrow", "ch01_20270102000001.mp4"],
    ["a thirteenth hour before noon", "Gate - 12-31-2020, 13.00.01am.mp4"], ["no digits at all", "hiv00012.mp4"], ["a serial number", "SN-4715263748.mp4"],
  ])("does not claim %s", (_, path) => {
    expect(timesFromName(path, ZONE, NOW_MS)).toMatchObject({ candidates: [], rule: null, channel: null });
  });

  it("may claim times up to a day from now, for zones that are ahead", () => {
    expect(timesFromName("ch01_20270101235959.mp4", ZONE, NOW_MS).candidates).toHaveLength(1);
  });

  it.each([
    ["before its start", "NVR_ch1_main_20230131010000_20230131000000.dav"],
    ["of another month", "NVR_ch1_main_20230131010000_20230331000000.dav"],
    ["that is none", "NVR_ch1_main_20230131010000_20230231000000.dav"],
  ])("keeps its start where the end is one %s", (_, path) => {
    expect(timesFromName(path, ZONE, NOW_MS).candidates[0]).toMatchObject({ startMs: ms("2023-01-31T01:00:00+08:00"), endMs: null });
  });

  it("in the hour that a clock change leaves out has no start, and says so", () => {
    const { candidates, problems } = timesFromName("ch01_20240331023000.mp4", "Europe/Berlin", NOW_MS);
    expect(candidates[0]).toMatchObject({ startMs: null, rule: "hikvision-nvr" });
    expect(problems).toEqual([{ code: "time-nonexistent", params: { text: "ch01_20240331023000.mp4", timezone: "Europe/Berlin" } }]);
  });

  it("in the hour that a clock change repeats takes the earlier, and says so", () => {
    const { candidates, problems } = timesFromName("ch01_20241027023000.mp4", "Europe/Berlin", NOW_MS);
    expect(candidates[0]).toMatchObject({ startMs: ms("2024-10-27T02:30:00+02:00") });
    expect(problems).toEqual([{ code: "time-ambiguous", params: { text: "ch01_20241027023000.mp4", timezone: "Europe/Berlin" } }]);
  });
});
