// What verifyBag says of damage, of disks that change names, and of bags made to harm. Real files, no fakes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyBag, type VerifyProgress } from "../../../engine/evidence/bag-verify.ts";
import { BAGIT_TXT, bagFiles, failures, PAYLOAD, sha256, temporaryFolder, warnings, withTagManifest, writeFiles } from "./small-bag.ts";

const root = temporaryFolder();
let bagCount = 0;
const bagOf = (files: Readonly<Record<string, string | Uint8Array>> = bagFiles()): string => writeFiles(join(root, `bag-${bagCount++}`), files);

describe("a valid bag", () => {
  it("is ok, with its counts, its algorithms and the tag manifest's fingerprint", async () => {
    const files = bagFiles();
    const result = await verifyBag(bagOf(files));
    expect(result).toMatchObject({
      ok: true, files: 5, failed: [], warnings: [], extra: [], version: "1.0", encoding: "UTF-8", algorithms: ["sha256"],
      payload: { bytes: 26, files: 2 }, declaredOxum: { bytes: 26, files: 2 }, tagmanifestSha256: sha256(files["tagmanifest-sha256.txt"] ?? ""),
    });
  });

  it("may have an empty payload", async () => {
    expect((await verifyBag(bagOf(bagFiles({})))).failed).toEqual([]);
  });

  it("reports progress in files and bytes up to the end", async () => {
    const seen: VerifyProgress[] = [];
    await verifyBag(bagOf(), { onProgress: (progress) => seen.push(progress) });
    const last = seen.at(-1);
    expect(last).toMatchObject({ filesDone: 5, filesTotal: 5 });
    expect(last?.bytesDone).toBe(last?.bytesTotal);
  });

  it("checks md5, sha1, sha256 and sha512 manifests in one pass", async () => {
    const files = bagFiles();
    for (const algorithm of ["md5", "sha1", "sha512"]) {
      files[`manifest-${algorithm}.txt`] = Object.entries(PAYLOAD)
        .map(([path, content]) => `${createHash(algorithm).update(content).digest("hex").toUpperCase()}\t${path}\n`).join("");
    }
    const result = await verifyBag(bagOf(withTagManifest(files)));
    expect(result).toMatchObject({ ok: true, algorithms: ["md5", "sha1", "sha256", "sha512"] });
  });

  it.each([["CRLF", "\r\n"], ["CR", "\r"]])("may end its manifest's lines with %s", async (_, end) => {
    const files = bagFiles();
    files["manifest-sha256.txt"] = (files["manifest-sha256.txt"] ?? "").replaceAll("\n", end);
    expect(failures(await verifyBag(bagOf(withTagManifest(files))))).toEqual([]);
  });

  it("warns where bagit.txt ends its lines in another way than 1.0 writes them", async () => {
    const files = withTagManifest({ ...bagFiles(), "bagit.txt": BAGIT_TXT.replaceAll("\n", "\r\n") });
    const result = await verifyBag(bagOf(files));
    expect([result.ok, warnings(result)]).toEqual([true, ["bagit.txt:bagit-txt-line-ends"]]);
  });

  it("takes names with encoded line breaks and percent signs, and warns of bare ones", async () => {
    const payload = { "data/a\nb.txt": "1", "data/50%.txt": "2", "data/60%25.txt": "3" };
    const files = bagFiles(payload);
    files["manifest-sha256.txt"] = `${sha256("1")}  data/a%0Ab.txt\n${sha256("2")}  data/50%25.txt\n${sha256("3")}  data/60%25.txt\n`;
    const result = await verifyBag(bagOf(withTagManifest(files)));
    expect([failures(result), warnings(result)]).toEqual([[], ["data/60%25.txt:percent-not-encoded"]]);
  });
});

describe("damage", () => {
  it.each([...Object.keys(PAYLOAD), "bag-info.txt", "bagit.txt", "manifest-sha256.txt"])("names %s when one of its bytes was flipped", async (path) => {
    const bag = bagOf();
    const bytes = readFileSync(join(bag, path));
    const at = path === "bag-info.txt" ? 3 : bytes.length - 4;
    bytes[at] = (bytes[at] ?? 0) ^ 0x01;
    writeFileSync(join(bag, path), bytes);
    expect(failures(await verifyBag(bag))).toContain(`${path}:checksum-mismatch`);
  });

  it("shows a byte flipped in the tag manifest by the file whose line no longer fits", async () => {
    const bag = bagOf();
    const path = join(bag, "tagmanifest-sha256.txt");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, (text.startsWith("0") ? "1" : "0") + text.slice(1));
    expect(failures(await verifyBag(bag))).toEqual(["bagit.txt:checksum-mismatch"]);
  });

  it.each([
    ["a truncated file", (bag: string) => truncateSync(join(bag, "data/notes.txt"), 2), ["bag-info.txt:oxum-mismatch", "data/notes.txt:checksum-mismatch"]],
    ["an emptied file", (bag: string) => truncateSync(join(bag, "data/notes.txt"), 0), ["bag-info.txt:oxum-mismatch", "data/notes.txt:checksum-mismatch"]],
    ["a deleted file", (bag: string) => rmSync(join(bag, "data/notes.txt")), ["bag-info.txt:oxum-mismatch", "data/notes.txt:missing"]],
    ["a file put in", (bag: string) => writeFileSync(join(bag, "data/planted.mp4"), "x"), ["bag-info.txt:oxum-mismatch", "data/planted.mp4:unlisted"]],
    ["a file renamed", (bag: string) => renameSync(join(bag, "data/notes.txt"), join(bag, "data/note.txt")), ["data/note.txt:unlisted", "data/notes.txt:missing"]],
    ["no payload manifest", (bag: string) => rmSync(join(bag, "manifest-sha256.txt")),
      [":payload-manifest-missing", "manifest-sha256.txt:missing"]],
    ["no data folder", (bag: string) => rmSync(join(bag, "data"), { recursive: true }),
      ["bag-info.txt:oxum-mismatch", "data:data-folder-missing", "data/notes.txt:missing", "data/码头 1/ch01.mp4:missing"]],
  ])("names %s", async (_, harm, expected) => {
    const bag = bagOf();
    harm(bag);
    expect(failures(await verifyBag(bag))).toEqual(expected);
  });

  it("lists stray tag files as extra, warns of unlisted reserved ones, and is still ok", async () => {
    const bag = bagOf();
    writeFileSync(join(bag, "stray.txt"), "x");
    writeFileSync(join(bag, "signature.ed25519"), "x");
    writeFileSync(join(bag, "tagmanifest-sha256.txt"), (readFileSync(join(bag, "tagmanifest-sha256.txt"), "utf8")).replace(/^.*bag-info\.txt\n/m, ""));
    const result = await verifyBag(bag, { expectedExtra: ["signature.ed25519"] });
    expect(result).toMatchObject({ ok: true, extra: ["stray.txt"] });
    expect(warnings(result)).toEqual(["bag-info.txt:tag-file-unlisted"]);
  });

  it("wants every payload file in every manifest of a 1.0 bag, and only warns in 0.97", async () => {
    const partial = { ...bagFiles(), "manifest-md5.txt": `${createHash("md5").update(PAYLOAD["data/notes.txt"]).digest("hex")}  data/notes.txt\n` };
    expect(failures(await verifyBag(bagOf(withTagManifest(partial))))).toEqual(["data/码头 1/ch01.mp4:not-in-all-manifests"]);
    const older = await verifyBag(bagOf(withTagManifest({ ...partial, "bagit.txt": BAGIT_TXT.replace("1.0", "0.97") })));
    expect([older.ok, warnings(older)]).toEqual([true, ["data/码头 1/ch01.mp4:not-in-all-manifests"]]);
  });

  it("says where a manifest's line is broken, and that an algorithm is unknown", async () => {
    const files = bagFiles();
    files["manifest-sha256.txt"] += "not a line\nabc  data/notes.txt\n";
    files["manifest-crc32.txt"] = "00000000  data/notes.txt\n";
    const result = await verifyBag(bagOf(withTagManifest(files)));
    expect(result.failed).toEqual([
      { path: "manifest-crc32.txt", code: "algorithm-unknown" },
      { path: "manifest-sha256.txt", code: "manifest-line-invalid", line: 3 },
      { path: "manifest-sha256.txt", code: "manifest-line-invalid", line: 4 },
    ]);
  });

  it.each([
    ["a byte order mark", "\ufeff" + BAGIT_TXT, "bagit-txt-bom"],
    ["a space before the colon", BAGIT_TXT.replace(":", " :"), "bagit-txt-invalid"],
    ["two spaces after it", BAGIT_TXT.replace(": ", ":  "), "bagit-txt-invalid"],
    ["a third line", `${BAGIT_TXT}More: x\n`, "bagit-txt-invalid"],
    ["a version from the future", BAGIT_TXT.replace("1.0", "2.0"), "bagit-version-unsupported"],
    ["an encoding nobody knows", BAGIT_TXT.replace("UTF-8", "KLINGON"), "bagit-encoding-unknown"],
  ])("refuses a bagit.txt with %s", async (_, text, code) => {
    expect(failures(await verifyBag(bagOf(withTagManifest({ ...bagFiles(), "bagit.txt": text }))))).toEqual([`bagit.txt:${code}`]);
  });
});

describe("disks that change names", () => {
  it("finds a file whose name was normalized, with a warning", async () => {
    const bag = bagOf(bagFiles({ "data/Nu\u0301n\u0303ez.mp4": "x" }));
    renameSync(join(bag, "data/Nu\u0301n\u0303ez.mp4"), join(bag, "data/Núñez.mp4"));
    const result = await verifyBag(bag);
    expect([failures(result), warnings(result)]).toEqual([[], ["data/Nu\u0301n\u0303ez.mp4:normalization-differs"]]);
  });

  it("finds a file whose name changed case, with a warning", async () => {
    const bag = bagOf();
    renameSync(join(bag, "data/notes.txt"), join(bag, "data/NOTES.TXT"));
    const result = await verifyBag(bag);
    expect([failures(result), warnings(result)]).toEqual([[], ["data/notes.txt:case-differs"]]);
  });

  it("says missing where a disk merged two different files into one name", async () => {
    const bag = bagOf(bagFiles({ "data/a.mp4": "one", "data/A.mp4": "other" }));
    rmSync(join(bag, "data/A.mp4"));
    expect(failures(await verifyBag(bag))).toContain("data/A.mp4:missing");
  });
});

describe("bags made to harm", () => {
  const secret = join(root, "secret.txt");
  writeFileSync(secret, "seen\n");

  it("does not follow a symlink in the payload, even to the right content", async () => {
    const bag = bagOf();
    rmSync(join(bag, "data/notes.txt"));
    symlinkSync(secret, join(bag, "data/notes.txt"));
    expect(failures(await verifyBag(bag))).toEqual(["bag-info.txt:oxum-mismatch", "data/notes.txt:symlink-not-allowed"]);
  });

  it("does not follow a symlinked folder, nor a symlinked data/", async () => {
    const bag = bagOf();
    renameSync(join(bag, "data/码头 1"), join(root, "moved"));
    symlinkSync(join(root, "moved"), join(bag, "data/码头 1"));
    expect(failures(await verifyBag(bag))).toEqual(
      ["bag-info.txt:oxum-mismatch", "data/码头 1:symlink-not-allowed", "data/码头 1/ch01.mp4:missing"]);
    const other = bagOf();
    renameSync(join(other, "data"), join(root, "moved-data"));
    symlinkSync(join(root, "moved-data"), join(other, "data"));
    expect((await verifyBag(other)).failed).toContainEqual({ path: "data", code: "symlink-not-allowed" });
  });

  it("survives a symlink to itself and one to /", async () => {
    const bag = bagOf();
    symlinkSync(".", join(bag, "data/loop"));
    symlinkSync("/", join(bag, "data/all"));
    expect(failures(await verifyBag(bag))).toEqual(["data/all:symlink-not-allowed", "data/loop:symlink-not-allowed"]);
  });

  it.skipIf(process.platform === "win32")("does not wait for a FIFO, in the payload or in bagit.txt's place", async () => {
    const bag = bagOf();
    rmSync(join(bag, "data/notes.txt"));
    rmSync(join(bag, "bagit.txt"));
    execFileSync("mkfifo", [join(bag, "data/notes.txt"), join(bag, "bagit.txt")]);
    expect(failures(await verifyBag(bag))).toEqual([
      "bag-info.txt:oxum-mismatch", "bagit.txt:not-a-regular-file", "bagit.txt:bagit-txt-missing", "data/notes.txt:not-a-regular-file",
    ]);
  });

  it.each([
    ["../../secret.txt", "parent"], ["data/../../secret.txt", "parent"], ["/etc/passwd", "absolute"], ["C:/Windows/win.ini", "drive-letter"],
    ["\\\\server\\share\\x", "absolute"], ["data\\x", "backslash"], ["~/x", "home"], ["data//x", "empty-segment"], ["data/./x", "dot"],
    ["data/nul\u0000l", "control-character"], ["data/\u001b[2Jx", "control-character"], [`data/${"長".repeat(2000)}`, "too-long"],
  ])("never reads %j", async (path, reason) => {
    const files = bagFiles();
    files["manifest-sha256.txt"] += `${sha256("seen\n")}  ${path}\n`;
    const result = await verifyBag(bagOf(withTagManifest(files)));
    expect(result.failed).toHaveLength(1);
    expect(result.failed[0]).toMatchObject({ code: "path-unsafe", reason });
    expect(result.failed[0]?.path).not.toMatch(/\p{Cc}/u);
  });

  it("keeps payload manifests to data/ and shows direction-changing characters for what they are", async () => {
    const files = bagFiles({ ...PAYLOAD, "data/gpj.\u202e4pm": "x" });
    files["manifest-sha256.txt"] += `${sha256("x")}  index.html\n${sha256("y")}  data/\u202egone\n`;
    expect(failures(await verifyBag(bagOf(withTagManifest(files))))).toEqual(["data/\\u{202e}gone:missing", "index.html:not-payload"]);
  });

  it.skipIf(process.platform !== "linux")("names a file whose name is no UTF-8", async () => {
    const bag = bagOf();
    writeFileSync(Buffer.concat([Buffer.from(`${bag}/data/`), Buffer.from([0xff, 0xfe, 0x41])]), "x");
    expect(failures(await verifyBag(bag))).toEqual(["data/\ufffd\ufffdA:name-not-utf8"]);
  });

  it("stops at limits: a million lines, an endless line, a manifest of eight gibibytes", async () => {
    const million = bagFiles();
    million["manifest-sha256.txt"] += Array.from({ length: 1_000_000 }, (_, i) => `${"0".repeat(64)}  data/${i}\n`).join("");
    const result = await verifyBag(bagOf(withTagManifest(million)));
    expect(result.failed.length).toBeLessThanOrEqual(10_000);
    expect(result.failedCount).toBeGreaterThan(400_000);
    expect(result.failed.some(({ path, code }) => path === "manifest-sha256.txt" && code === "too-many-lines")).toBe(true);

    const endless = { ...bagFiles(), "manifest-sha256.txt": "0".repeat(3_000_000) };
    expect(failures(await verifyBag(bagOf(withTagManifest(endless))))).toContain("manifest-sha256.txt:line-too-long");

    const sparse = bagOf();
    truncateSync(join(sparse, "manifest-sha256.txt"), 8 * 1024 ** 3);
    expect((await verifyBag(sparse)).failed).toContainEqual({ path: "manifest-sha256.txt", code: "file-too-large" });
  }, 60_000);

  it("says so where a tag file's bytes are no text in its encoding", async () => {
    const bag = bagOf();
    writeFileSync(join(bag, "manifest-sha256.txt"), Buffer.from([0xff, 0xfe, 0x00]));
    expect(failures(await verifyBag(bag))).toContain("manifest-sha256.txt:encoding-invalid");
  });

  it("does not go down a thousand folders", async () => {
    const bag = bagOf();
    mkdirSync(join(bag, "data", ...Array.from({ length: 1000 }, () => "d")), { recursive: true });
    expect((await verifyBag(bag)).failed.map(({ code }) => code)).toEqual(["unreadable"]);
  });
});

describe("calls that cannot be answered", () => {
  it("throws for what is not there, is no bag at all, or was cancelled", async () => {
    await expect(verifyBag(join(root, "nowhere"))).rejects.toMatchObject({ code: "bundle-not-found" });
    await expect(verifyBag(join(root, "secret.txt"))).rejects.toMatchObject({ code: "bundle-not-a-bag" });
    await expect(verifyBag(bagOf(), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
  });

  it("cancels in the middle of a file", async () => {
    const bag = bagOf(bagFiles({ "data/big.mp4": "x".repeat(8 * 1024 * 1024) }));
    const stop = new AbortController();
    const verifying = verifyBag(bag, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(verifying).rejects.toMatchObject({ code: "cancelled" });
  });
});
