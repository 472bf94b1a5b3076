// Names for payload files, as a table of the names recorders and people really give, and of the ones they must not keep.

import { describe, expect, it } from "vitest";
import { foldedPath, manifestTextFromPath, pathFromManifest, shownPath, unsafePathReason } from "../../../engine/evidence/bag-paths.ts";
import { createPayloadNames, MAX_PAYLOAD_PATH_BYTES, safeSegment } from "../../../engine/evidence/payload-names.ts";

describe("safeSegment", () => {
  it.each([
    ["ch01_20241022100000.mp4", "ch01_20241022100000.mp4"],
    ["12.30.00-12.45.00[M][0@0][0].dav", "12.30.00-12.45.00[M][0@0][0].dav"],
    ["Front Door - 2-9-2020, 11.21.12pm.mp4", "Front Door - 2-9-2020, 11.21.12pm.mp4"],
    ["沈家门 3号码头.mp4", "沈家门 3号码头.mp4"],
    ["50%.mp4", "50_.mp4"],
    ['a:b*c?d"e<f>g|h\\i.mp4', "a_b_c_d_e_f_g_h_i.mp4"],
    ["line\r\nbreak\u0007.mp4", "line__break_.mp4"],
    ["gpj.\u202e4pm", "gpj._4pm"],
    ["zero\u200bwidth\ufeff.mp4", "zero_width_.mp4"],
    ["lone\ud800.mp4", "lone_.mp4"],
    ["trailing. . ", "trailing_"],
    ["~home.mp4", "_home.mp4"], [".hidden", "_hidden"], [" space", "_space"],
    ["CON", "_CON"], ["nul.mp4", "_nul.mp4"], ["COM1.dav", "_COM1.dav"], ["LPT¹", "_LPT¹"], ["CONIN$", "_CONIN$"], ["console.mp4", "console.mp4"],
    ["Thumbs.db", "_Thumbs.db"], ["desktop.ini", "_desktop.ini"],
    ["Nu\u0301n\u0303ez.mp4", "Núñez.mp4"], ["a\u00a0b\u3000c", "a b c"],
  ])("makes %j into %j", (name, expected) => {
    expect(safeSegment(name)).toBe(expected);
    expect(safeSegment(expected)).toBe(expected);
  });
});

describe("createPayloadNames", () => {
  it("keeps good names and says so, and keeps the original of others beside them", () => {
    const names = createPayloadNames();
    expect(names.assign("NVR/2021/ch01.mp4", "originals")).toEqual(
      { path: "data/originals/NVR/2021/ch01.mp4", originalPath: "NVR/2021/ch01.mp4", originalPathBytes: null, isRenamed: false });
    expect(names.assign("50%.mp4", "originals")).toEqual(
      { path: "data/originals/50_.mp4", originalPath: "50%.mp4", originalPathBytes: null, isRenamed: true });
  });

  it("keeps the exact bytes of a name that is no UTF-8", () => {
    const bytes = Buffer.from([0xc2, 0xeb, 0xcd, 0xb7, 0x2e, 0x6d, 0x70, 0x34]); // 码头.mp4 in GBK
    const name = createPayloadNames().assign(bytes);
    expect(name.path).toBe("data/__ͷ.mp4");
    expect([name.isRenamed, name.originalPathBytes]).toEqual([true, bytes.toString("base64")]);
  });

  it("numbers names that would be one file on Windows or macOS", () => {
    const names = createPayloadNames();
    const paths = ["A.mp4", "a.mp4", "a:.mp4", "a_.mp4", "Nu\u0301.mp4", "NÚ.MP4", "straße.mp4", "STRASSE.mp4"].map((name) => names.assign(name).path);
    expect(paths).toEqual([
      "data/A.mp4", "data/a-2.mp4", "data/a_.mp4", "data/a_-2.mp4", "data/Nú.mp4", "data/NÚ-2.MP4", "data/straße.mp4", "data/STRASSE-2.mp4"]);
  });

  it("lets no file be another's folder, and spells each folder one way", () => {
    const names = createPayloadNames();
    expect(["cam", "CAM/1.mp4", "Cam-2/2.mp4", "x/1", "X"].map((name) => names.assign(name).path))
      .toEqual(["data/cam", "data/CAM-2/1.mp4", "data/CAM-2/2.mp4", "data/x/1", "data/X-2"]);
  });

  it("takes drive letters, UNC, parents and roots out", () => {
    const names = createPayloadNames();
    expect(["C:\\NVR\\a.mp4", "\\\\nas\\share\\b.mp4", "../../etc/c.mp4", "/mnt/d.mp4", "..", ""].map((name) => names.assign(name).path))
      .toEqual(["data/NVR/a.mp4", "data/nas/share/b.mp4", "data/etc/c.mp4", "data/mnt/d.mp4", "data/_", "data/_-2"]);
  });

  it("keeps within 200 bytes, the extension with it, apart and in whole characters", () => {
    const names = createPayloadNames();
    const long = "監控".repeat(60);
    const made = [`${long}1.mp4`, `${long}2.mp4`, `${"深/".repeat(80)}a.mp4`, `${"深/".repeat(80)}${long}.mp4`, `${"x".repeat(300)}/${"y".repeat(300)}`]
      .map((name) => names.assign(name, "originals").path);
    for (const path of made) {
      expect(Buffer.byteLength(path)).toBeLessThanOrEqual(MAX_PAYLOAD_PATH_BYTES);
      expect(path.isWellFormed()).toBe(true);
    }
    expect(new Set(made).size).toBe(made.length);
    expect(made.slice(0, 4).every((path) => path.endsWith(".mp4"))).toBe(true);
  });

  it("is deterministic, and every name of a thousand hostile ones is safe and its own", () => {
    const pieces = ["a", "A", "ß", "%", "..", "~", "CON", ":", "\u202e", "é", "e\u0301", "/", "\\", " ", ".", "長".repeat(40), "\ud83d", "🦐"];
    let seed = 42;
    const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const originals = Array.from({ length: 1000 }, () => Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)] ?? "").join(""));
    const run = (): string[] => {
      const names = createPayloadNames();
      return originals.map((name) => names.assign(name, "o").path);
    };
    const paths = run();
    expect(run()).toEqual(paths);
    expect(new Set(paths.map(foldedPath)).size).toBe(1000);
    for (const path of paths) {
      expect(unsafePathReason(path)).toBeNull();
      expect(path).not.toMatch(/[%\\:*?"<>|\r\n]|[. ](?:\/|$)|\/\//);
      expect(Buffer.byteLength(path)).toBeLessThanOrEqual(MAX_PAYLOAD_PATH_BYTES);
    }
  });
});

describe("paths in manifests", () => {
  it("encodes and decodes only CR, LF and percent", () => {
    const path = "data/50% 码头\r\n ~x %41.mp4";
    expect(manifestTextFromPath(path)).toBe("data/50%25 码头%0D%0A ~x %2541.mp4");
    expect(pathFromManifest(manifestTextFromPath(path))).toBe(path);
    expect(pathFromManifest("data/%7e%0a%0A")).toBe("data/%7e\n\n");
  });

  it("takes `~` inside of a path", () => {
    expect(unsafePathReason("dir1/~test")).toBeNull();
  });

  it("shows what would move a terminal's cursor", () => {
    expect(shownPath("data/\u001b[2J\u202ex 码头")).toBe("data/\\u{1b}[2J\\u{202e}x 码头");
  });
});
