// Writing a bag: what stands at the target afterwards, and that nothing does when something went wrong.

import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { open, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyBag } from "../../../engine/evidence/bag-verify.ts";
import { writeBag, type BagFiller, type WriteBagOptions } from "../../../engine/evidence/bag-write.ts";
import { sha256, temporaryFolder } from "./small-bag.ts";

const root = temporaryFolder();
let count = 0;
const target = (): string => join(root, `bundle-${count++}`);
const original = join(root, "ch01_20211112140000.mp4");
const FOOTAGE = "footage ".repeat(400_000);
writeFileSync(original, FOOTAGE);
const dated = { baggingDate: "2021-11-12" } satisfies WriteBagOptions;

const fillOne = async (bag: BagFiller): Promise<undefined> => {
  await bag.copyOriginal(original, "data/originals/码头 ch01.mp4");
};

describe("writeBag", () => {
  it("writes a bag that verifyBag and sha256sum take", async () => {
    const path = target();
    const written = await writeBag(path, async (bag) => {
      await fillOne(bag);
      await bag.write("data/case.json", "{}\n");
      await bag.write("index.html", "<!doctype html>");
      return [{ label: "External-Identifier", value: "浙舟公刑〔2021〕42号" }];
    }, { ...dated, bagInfo: [{ label: "Contact-Name", value: "two\nlines: really" }] });
    expect(readFileSync(join(path, "bagit.txt"), "utf8")).toBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    expect(readFileSync(join(path, "bag-info.txt"), "utf8")).toBe(
      "Payload-Oxum: 3200003.2\nBagging-Date: 2021-11-12\nContact-Name: two lines: really\nExternal-Identifier: 浙舟公刑〔2021〕42号\n");
    expect(written).toEqual({ path, files: 2, bytes: 3_200_003, tagmanifestSha256: sha256(readFileSync(join(path, "tagmanifest-sha256.txt"))) });
    expect(await verifyBag(path)).toMatchObject({ ok: true, warnings: [], extra: [], tagmanifestSha256: written.tagmanifestSha256 });
    execFileSync("sha256sum", ["-c", "--strict", "manifest-sha256.txt", "tagmanifest-sha256.txt"], { cwd: path });
    expect(readdirSync(path).sort()).toEqual(["bag-info.txt", "bagit.txt", "data", "index.html", "manifest-sha256.txt", "tagmanifest-sha256.txt"]);
  });

  it("writes each element of bag-info on one line, whatever a reader takes for the end of one", async () => {
    const path = target();
    const breaks = ["\r\n", "\n", "\v", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028", "\u2029"];
    await writeBag(path, fillOne, { ...dated, bagInfo: breaks.map((end) => ({ label: "External-Description", value: `title${end} Injected-Label: yes${end}` })) });
    // As Python's splitlines parts them, by which bagit.py reads.
    const lines = readFileSync(join(path, "bag-info.txt"), "utf8").split(/[\p{Cc}\u2028\u2029]/u);
    expect(lines.filter((line) => line.startsWith("External"))).toEqual(breaks.map(() => "External-Description: title Injected-Label: yes"));
    expect(lines.filter((line) => !/^(External-Description|Payload-Oxum|Bagging-Date): |^$/.test(line))).toEqual([]);
  });

  it("tells each file's digests, keeps its time of change and leaves the original alone", async () => {
    await utimes(original, 1_636_700_000, 1_636_700_000);
    const before = statSync(original);
    const path = target();
    await writeBag(path, async (bag) => {
      const file = await bag.copyOriginal(original, "data/a.mp4", { expectedSha256: sha256(FOOTAGE) });
      expect(file).toMatchObject({ path: "data/a.mp4", sizeBytes: FOOTAGE.length, sha256: sha256(FOOTAGE) });
      expect(Object.keys(file.digests)).toEqual(["md5"]);
      return undefined;
    }, { ...dated, alsoDigests: ["md5"] });
    expect(statSync(join(path, "data/a.mp4")).mtimeMs).toBe(before.mtimeMs);
    expect(statSync(original)).toMatchObject({ mtimeMs: before.mtimeMs, size: before.size });
  });

  it("takes in what another tool wrote into the partial folder", async () => {
    const path = target();
    await writeBag(path, async (bag) => {
      mkdirSync(join(bag.partialDir, "data"));
      writeFileSync(join(bag.partialDir, "data/cut.mp4"), "cut");
      expect(await bag.adopt("data/cut.mp4")).toMatchObject({ sizeBytes: 3, sha256: sha256("cut") });
      return undefined;
    }, dated);
    expect((await verifyBag(path)).ok).toBe(true);
  });

  it("puts a signature over the tag manifest's exact bytes beside it", async () => {
    const path = target();
    await writeBag(path, fillOne, {
      ...dated, seal: async (bytes, digest) => [{ path: "signature.txt", content: `${sha256(bytes) === digest}` }],
    });
    expect(readFileSync(join(path, "signature.txt"), "utf8")).toBe("true");
    expect((await verifyBag(path)).extra).toEqual(["signature.txt"]);
  });

  it("reports copying and verifying", async () => {
    const steps = new Set<string>();
    await writeBag(target(), fillOne, { ...dated, onProgress: ({ step }) => steps.add(step) });
    expect([...steps]).toEqual(["copying", "verifying"]);
  });
});

describe("writeBag, when something is wrong", () => {
  const refused = async (fill: (bag: BagFiller) => Promise<undefined>, options: Partial<WriteBagOptions> = {}) => {
    const path = target();
    const error = await writeBag(path, fill, { ...dated, ...options }).then(() => null, (cause: unknown) => cause);
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.partial`)).toBe(false);
    return error;
  };

  it("refuses a target that exists and leaves it as it is", async () => {
    const path = target();
    mkdirSync(path);
    await expect(writeBag(path, fillOne, dated)).rejects.toMatchObject({ code: "target-exists", params: { path } });
    expect(readdirSync(path)).toEqual([]);
  });

  it("leaves a partial folder alone that is not known to be abandoned, and clears one whose writer is gone", async () => {
    const foreign = target();
    mkdirSync(`${foreign}.partial`);
    writeFileSync(join(`${foreign}.partial`, "thesis.doc"), "x");
    await expect(writeBag(foreign, fillOne, dated)).rejects.toMatchObject({ code: "target-exists" });
    expect(existsSync(join(`${foreign}.partial`, "thesis.doc"))).toBe(true);

    const path = target();
    const script = `import { writeBag } from ${JSON.stringify(join(import.meta.dirname, "../../../engine/evidence/bag-write.ts"))};
      await writeBag(process.argv[1], async (bag) => { await bag.write("data/half.txt", "x"); process.kill(process.pid, "SIGKILL"); }, { baggingDate: "2021-11-12" });`;
    spawnSync(process.execPath, ["--input-type=module", "-e", script, path]);
    expect(existsSync(join(`${path}.partial`, "data/half.txt"))).toBe(true);
    expect(existsSync(path)).toBe(false);
    await writeBag(path, fillOne, dated);
    expect((await verifyBag(path)).ok).toBe(true);
  });

  it("removes everything when cancelled", async () => {
    const stop = new AbortController();
    expect(await refused(fillOne, { signal: stop.signal, onProgress: () => stop.abort() })).toMatchObject({ code: "cancelled" });
  });

  it("says original-changed when a recorder writes on while it is copied, or when it is not what was indexed", async () => {
    const growing = join(root, "growing.mp4");
    writeFileSync(growing, FOOTAGE);
    let grew = false;
    const error = await refused(async (bag) => {
      await bag.copyOriginal(growing, "data/a.mp4");
      return undefined;
    }, { onProgress: () => {
      if (!grew) appendFileSync(growing, "more");
      grew = true;
    } });
    expect(error).toMatchObject({ code: "original-changed" });
    expect(await refused(async (bag) => {
      await bag.copyOriginal(original, "data/a.mp4", { expectedSha256: "0".repeat(64) });
      return undefined;
    })).toMatchObject({ code: "original-changed", params: { path: original } });
  });

  it("takes a copy of the library's own that is looked at meanwhile, whose time says when it was used, and no original whose time changes", async () => {
    const used = join(root, "proxy.mp4");
    writeFileSync(used, FOOTAGE);
    let years = 0;
    const touching = { onProgress: () => utimesSync(used, new Date(), new Date(Date.UTC(2001 + years++, 0, 1))) };
    const path = target();
    await writeBag(path, async (bag) => void (await bag.copyDerived(used, "data/a.mp4")), { ...dated, ...touching });
    expect(years).toBeGreaterThan(0);
    expect(readFileSync(join(path, "data/a.mp4"), "utf8")).toBe(FOOTAGE);
    expect(await refused(async (bag) => void (await bag.copyOriginal(used, "data/a.mp4")), touching)).toMatchObject({ code: "original-changed" });
  });

  it("says source-offline of an original that is gone and file-unreadable of one that is a folder", async () => {
    const copying = (path: string) => refused(async (bag) => {
      await bag.copyOriginal(path, "data/a.mp4");
      return undefined;
    });
    expect(await copying(join(root, "gone.mp4"))).toMatchObject({ code: "source-offline" });
    expect(await copying(root)).toMatchObject({ code: "file-unreadable" });
  });

  it.each([["disk-full", "ENOSPC"], ["disk-full", "EDQUOT"], ["folder-not-writable", "EACCES"]])("says %s on %s while writing", async (code, systemCode) => {
    const error = await refused(fillOne, {
      openNew: async (path) => {
        const handle = await open(path, "wx");
        if (path.endsWith(".mp4")) handle.write = () => Promise.reject(Object.assign(new Error(systemCode), { code: systemCode }));
        return handle;
      },
    });
    expect(error).toMatchObject({ code });
  });

  it("finds a copy that the disk did not keep as it was written", async () => {
    const error = await refused(async (bag) => {
      await bag.copyOriginal(original, "data/a.mp4");
      const path = join(bag.partialDir, "data/a.mp4");
      const bytes = readFileSync(path);
      bytes[1_000_000] = 0;
      writeFileSync(path, bytes);
      return undefined;
    });
    expect(error).toMatchObject({ code: "export-verification-failed", params: { path: "data/a.mp4", fault: "checksum-mismatch" } });
  });

  it("finds a file that nobody declared", async () => {
    expect(await refused(async (bag) => {
      writeFileSync(join(bag.partialDir, "left-over.tmp"), "x");
      return undefined;
    })).toMatchObject({ code: "export-verification-failed", params: { path: "left-over.tmp" } });
  });

  it.each(["data/../../x", "/etc/x", "bagit.txt", "manifest-md5.txt", "data/a\\b"])("does not write to %j", async (path) => {
    expect(await refused(async (bag) => {
      await bag.write(path, "x");
      return undefined;
    })).toMatchObject({ code: "internal" });
  });

  it("does not write two names that are one on some disks", async () => {
    expect(await refused(async (bag) => {
      await bag.write("data/A.txt", "x");
      await bag.write("data/a.TXT", "x");
      return undefined;
    })).toMatchObject({ code: "internal" });
  });
});
