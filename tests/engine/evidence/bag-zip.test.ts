// Bags in zips: our own, those of other tools, and archives made to harm.

import { execFileSync } from "node:child_process";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { verifyBag } from "../../../engine/evidence/bag-verify.ts";
import { zipBag } from "../../../engine/evidence/bag-zip-write.ts";
import { bagFiles, failures, temporaryFolder, writeFiles } from "./small-bag.ts";
import { zipOf, type RawEntry } from "./raw-zip.ts";

const root = temporaryFolder();
let count = 0;
const fresh = (name: string): string => join(root, `${count++}-${name}`);
const writeZip = (entries: readonly RawEntry[]): string => {
  const path = fresh("bag.zip");
  writeFileSync(path, zipOf(entries));
  return path;
};
const bagEntries = (prefix = ""): RawEntry[] => Object.entries(bagFiles()).map(([path, content]) => ({ name: prefix + path, content: Buffer.from(content) }));

describe("a bag in a zip", () => {
  it("is verified at the archive's root and in one top folder", async () => {
    expect(await verifyBag(writeZip(bagEntries()))).toMatchObject({ ok: true, files: 5, failed: [], payload: { bytes: 26, files: 2 } });
    expect(await verifyBag(writeZip(bagEntries("案件 2021-11/")))).toMatchObject({ ok: true, files: 5, extra: [] });
  });

  it("is verified when deflated", async () => {
    const deflated = bagEntries("b/").map((entry) => ({ ...entry, stored: deflateRawSync(entry.content), method: 8 }));
    expect((await verifyBag(writeZip(deflated))).failed).toEqual([]);
  });

  it("is verified when its names are GBK without saying so, as Chinese Windows writes them", async () => {
    const files = bagFiles({ "data/码头.mp4": "x" });
    const gbk = Buffer.concat([Buffer.from("data/"), Buffer.from([0xc2, 0xeb, 0xcd, 0xb7]), Buffer.from(".mp4")]);
    const entries = Object.entries(files).map(([path, content]) =>
      (path === "data/码头.mp4" ? { name: path, rawName: gbk, flags: 0, content: Buffer.from(content) } : { name: path, content: Buffer.from(content) }));
    expect((await verifyBag(writeZip(entries))).failed).toEqual([]);
  });

  it("names the file of one flipped byte, a missing and an unlisted one", async () => {
    const flipped = bagEntries("b/").map((entry) => (entry.name.endsWith("notes.txt") ? { ...entry, stored: Buffer.from("sean\n") } : entry));
    expect(failures(await verifyBag(writeZip(flipped)))).toEqual(["data/notes.txt:checksum-mismatch"]);
    const missing = bagEntries("b/").filter((entry) => !entry.name.endsWith("notes.txt"));
    expect(failures(await verifyBag(writeZip(missing)))).toEqual(["bag-info.txt:oxum-mismatch", "data/notes.txt:missing"]);
    const planted = [...bagEntries("b/"), { name: "b/data/planted", content: Buffer.from("x") }];
    expect(failures(await verifyBag(writeZip(planted)))).toEqual(["bag-info.txt:oxum-mismatch", "data/planted:unlisted"]);
  });

  it("without a bagit.txt, or two folders deep, is no bag", async () => {
    expect((await verifyBag(writeZip([{ name: "a.txt", content: Buffer.from("x") }]))).failed).toContainEqual({ path: "bagit.txt", code: "bagit-txt-missing" });
    expect((await verifyBag(writeZip(bagEntries("a/b/")))).ok).toBe(false);
  });
});

describe("archives made to harm", () => {
  it.each(["../escape.txt", "b/../../escape.txt", "/etc/cron.d/x", "C:/x", "b\\..\\x", "b/data/nul\u0000"])("names %j and reads the rest", async (name) => {
    const result = await verifyBag(writeZip([...bagEntries("b/"), { name, content: Buffer.from("x") }]));
    expect(result.ok).toBe(false);
    expect(result.failed.map(({ code }) => code)).toContain("path-unsafe");
  });

  it("refuses symlinks and devices inside", async () => {
    const link = { name: "data/link", content: Buffer.from("/etc/passwd"), unixMode: 0o120777 };
    const fifo = { name: "data/fifo", content: Buffer.alloc(0), unixMode: 0o010644 };
    expect(failures(await verifyBag(writeZip([...bagEntries(), link, fifo])))).toEqual(["data/fifo:not-a-regular-file", "data/link:symlink-not-allowed"]);
  });

  it("refuses a name that is there twice: two tools would see two different files", async () => {
    const twice = [...bagEntries(), { name: "data/notes.txt", content: Buffer.from("other") }];
    expect(failures(await verifyBag(writeZip(twice)))).toContain("data/notes.txt:duplicate-entry");
  });

  it("refuses entries that share their bytes", async () => {
    const entries = bagEntries();
    const shared = { name: "data/again.txt", content: Buffer.from("seen\n"), offsetOf: "data/notes.txt" };
    expect((await verifyBag(writeZip([...entries, shared]))).failed.map(({ code }) => code)).toContain("overlapping-entry");
  });

  it("refuses an archive that unfolds beyond measure, and stops one that unfolds further than it says", async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024);
    const bomb = { name: "data/zeros", content: zeros, stored: deflateRawSync(zeros), method: 8 };
    expect(failures(await verifyBag(writeZip([...bagEntries(), bomb])))).toEqual([":zip-bomb"]);
    const liar = { ...bomb, declaredBytes: 5 };
    const result = await verifyBag(writeZip([...bagEntries().filter(({ name }) => name !== "data/notes.txt"), { ...liar, name: "data/notes.txt" }]));
    expect(result.failed.map(({ path, code }) => `${path}:${code}`).join()).toMatch(/data\/notes\.txt:(zip-entry-damaged|checksum-mismatch)/);
  });

  it("says zip-unreadable of what is cut off or never was a zip", async () => {
    const cut = writeZip(bagEntries());
    truncateSync(cut, readFileSync(cut).length - 60);
    expect(failures(await verifyBag(cut))).toEqual([":zip-unreadable"]);
    const text = fresh("not.zip");
    writeFileSync(text, "plain text");
    expect(failures(await verifyBag(text))).toEqual([":zip-unreadable"]);
  });

  it("survives any byte of a small archive being flipped, and names the file where the byte lies in one", async () => {
    const entries = bagEntries("b/");
    const archive = zipOf(entries);
    const path = fresh("flipped.zip");
    for (let at = 0; at < archive.length; at += 1) {
      const bytes = Buffer.from(archive);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(path, bytes);
      const outcome = await verifyBag(path).catch((error: { code?: string }) => error.code ?? "raw error");
      if (typeof outcome === "string") expect(["passphrase-missing"]).toContain(outcome);
      else for (const { content, name } of entries) {
        const start = archive.indexOf(content);
        if (at < start || at >= start + content.length) continue;
        if (!name.includes("tagmanifest")) expect(outcome.failed.map((one) => `b/${one.path}`)).toContain(name);
        expect(outcome.ok).toBe(false);
      }
    }
  }, 60_000);

  it("refuses an entry whose two headers give it two names", async () => {
    const archive = zipOf(bagEntries("b/"));
    archive.write("NOTES", archive.indexOf("notes.txt"));
    const path = fresh("names.zip");
    writeFileSync(path, archive);
    expect(failures(await verifyBag(path))).toEqual(["data/notes.txt:zip-entry-damaged"]);
  });
});

describe("zipBag", () => {
  const bag = writeFiles(join(root, "浙舟公刑 42"), bagFiles());

  it("makes a zip that other tools read", async () => {
    const { path, sizeBytes } = await zipBag(bag, fresh("out.zip"));
    expect(sizeBytes).toBe(readFileSync(path).length);
    expect((await verifyBag(path)).failed).toEqual([]);
    expect(execFileSync("python3", ["-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip()); print(z.namelist()[0])", path], { encoding: "utf8", env: { ...process.env, PYTHONIOENCODING: "utf-8" } }))
      .toBe(`None\n${basename(bag)}/bag-info.txt\n`);
  });

  it("encrypts with AES-256, and asks for the passphrase", async () => {
    const { path } = await zipBag(bag, fresh("secret.zip"), { passphrase: "海港 harbour" });
    const bytes = readFileSync(path);
    expect(bytes.includes("frames of channel one")).toBe(false);
    expect(bytes.includes(Buffer.from([0x01, 0x99, 0x07, 0x00, 0x02, 0x00, 0x41, 0x45, 0x03]))).toBe(true); // AE-2, "AE", 256 bits (WinZip AES §II.D)
    expect((await verifyBag(path, { passphrase: "海港 harbour" })).failed).toEqual([]);
    await expect(verifyBag(path)).rejects.toMatchObject({ code: "passphrase-missing", params: { isWrong: false } });
    await expect(verifyBag(path, { passphrase: "harbor" })).rejects.toMatchObject({ code: "passphrase-missing", params: { isWrong: true } });
  });

  it("never overwrites, and leaves nothing behind when cancelled or when the bag is damaged", async () => {
    const taken = fresh("taken.zip");
    writeFileSync(taken, "mine");
    await expect(zipBag(bag, taken)).rejects.toMatchObject({ code: "target-exists" });
    expect(readFileSync(taken, "utf8")).toBe("mine");
    const cancelled = fresh("cancelled.zip");
    await expect(zipBag(bag, cancelled, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
    const damaged = writeFiles(join(root, "damaged"), { ...bagFiles(), "data/notes.txt": "sean\n" });
    await expect(zipBag(damaged, fresh("damaged.zip"))).rejects.toMatchObject({ code: "export-verification-failed", params: { path: "data/notes.txt" } });
    const left = execFileSync("ls", [root], { encoding: "utf8" });
    expect(left).not.toMatch(/partial|cancelled\.zip|damaged\.zip/);
  });
});
