// A folder of all that can lie on a disk beside footage, and how it looked before: names, kinds of entries, contents that are
// not what they are called. Nothing in it is harmful to anyone who does not open or run what it names.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, copyFile, link, lstat, mkdir, open, readdir, readFile, symlink, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeClip } from "./numbered-footage.ts";

const run = promisify(execFile);
const SLASH = Buffer.from("/");

/** What is to be said of each entry, by its path below the folder as text; null: it is footage like any other. */
export interface HostileFolder {
  readonly folder: string;
  readonly expected: ReadonlyMap<string, string | null>;
  /** A file outside that playlists name. Whoever opens it leaves the time of it. */
  readonly canaryPath: string;
  close(): void;
}

const ODD_NAMES = [
  "new\nline.mp4", "carriage\rreturn.mp4", "tab\tbell\u0007.mp4", "quote'single.mp4", 'quote"double.mp4', "back\\slash.mp4", "-i.mp4", "-f concat.mp4", "--help.mp4",
  "concat:a|b.mp4", "%03d.mp4", "*.mp4", "?[a-z]{x,y}.mp4", "$(touch pwned).mp4", "`touch pwned`.mp4", "; touch pwned;.mp4", "file:x.mp4", "pipe:0.mp4", "http:..x.mp4",
  "\u202Egnp.4pm.mp4", "\u200Fright.mp4", "港口 监控.mp4", "e\u0301combined.mp4", " leading space.mp4", "trailing .mp4", ".hidden.mp4", "CON.mp4", `${"n".repeat(251)}.mp4`, "subfile,,start,0,end,9,,:x.mp4",
] as const;

/** A path of some 3,000 bytes, made step by step. */
async function deepFolder(folder: string): Promise<string> {
  let path = folder;
  while (Buffer.byteLength(path) < 2_750) path = join(path, "d".repeat(240));
  await mkdir(path, { recursive: true });
  return path;
}

/** A clip in which one word was changed, so that no two are of the same content. */
async function newClip(path: string | Buffer, no: number): Promise<void> {
  const bytes = Buffer.from(await readFile(await makeClip({ fileName: "hostile.mp4", frames: 10 })));
  // The name of the handler in the track's head: no player looks at it.
  const at = bytes.indexOf("VideoHandler");
  bytes.write(`Video${String(no).padStart(7, "0")}`, at, "latin1");
  await writeFile(path, bytes);
}

/** `outside`: a folder beside, for what links and playlists lead to. */
export async function makeHostileFolder(folder: string, outside: string): Promise<HostileFolder> {
  const expected = new Map<string, string | null>();
  let no = 0;
  const clip = async (name: string): Promise<void> => {
    await newClip(join(folder, name), no++);
    expected.set(name, null);
  };
  const content = async (name: string, bytes: string | Buffer, code: string): Promise<void> => {
    await writeFile(join(folder, name), bytes);
    expected.set(name, code);
  };
  for (const name of ODD_NAMES) await clip(name);
  // Names that are no UTF-8: two files and two folders that look the same as text.
  for (const bad of [0xff, 0xfe]) {
    const named = Buffer.concat([Buffer.from(folder), SLASH, Buffer.from("bad-"), Buffer.from([bad])]);
    await newClip(Buffer.concat([named, Buffer.from(".mp4")]), no++);
    await mkdir(named);
    await newClip(Buffer.concat([named, Buffer.from("/inside.mp4")]), no++);
  }
  const deep = await deepFolder(folder);
  await newClip(join(deep, "deep.mp4"), no++);
  expected.set(`${deep.slice(folder.length + 1)}/deep.mp4`, null);

  const canaryPath = join(outside, "canary.mp4");
  await newClip(canaryPath, no++);
  await content("playlist-m3u8.mp4", `#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:5,\n${canaryPath}\n#EXT-X-ENDLIST\n`, "not-video");
  await content("playlist-concat.mp4", `ffconcat version 1.0\nfile '${canaryPath}'\n`, "not-video");
  await content("session.mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n", "not-video");
  await content("index.mpd.mp4", `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>${canaryPath}</BaseURL></MPD>`, "not-video");
  const packHead = Buffer.from([0, 0, 1, 0xba]);
  await content("playlist-behind-a-head.mpg", Buffer.concat([packHead, Buffer.from(`\n#EXTM3U\n${canaryPath}\nffconcat version 1.0\nfile '${canaryPath}'\n`)]), "container-unreadable");
  await content("program.mp4", Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(4_000)]), "not-video");
  await content("script.mp4", "#!/bin/sh\ntouch pwned\n", "not-video");
  await content("empty.mp4", "", "file-empty");
  await content("moov-bomb.mp4", Buffer.alloc(8 * 100_000, Buffer.from([0, 0, 0, 8, 0x6d, 0x6f, 0x6f, 0x76])), "no-video-track");
  await content("picture.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), "none");
  expected.delete("picture.jpg");

  // Kinds of entries.
  await mkdir(join(folder, "folder.mp4"));
  await clip("folder.mp4/inside.mp4");
  await symlink(".", join(folder, "loop"));
  await symlink("../loop-b", join(folder, "folder.mp4", "loop-a"));
  await symlink("folder.mp4/loop-a", join(folder, "loop-b"));
  await symlink(outside, join(folder, "way-out"));
  expected.set("way-out", "link-outside");
  await symlink(canaryPath, join(folder, "way-out.mp4"));
  expected.set("way-out.mp4", "link-outside");
  await symlink("/nowhere", join(folder, "leads-nowhere.mp4"));
  expected.set("leads-nowhere.mp4", "cannot-open");
  await run("mkfifo", [join(folder, "pipe.mp4"), join(folder, "pipe-without-ending"), join(folder, "index00.bin")]);
  expected.set("pipe.mp4", "not-a-regular-file");
  // A card's file beside a pipe that has the name of its index.
  await writeFile(join(folder, "hiv00001.mp4"), Buffer.concat([packHead, Buffer.alloc(2_000)]));
  expected.set("hiv00001.mp4", "container-unreadable");
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, "socket.mp4"), resolve));
  expected.set("socket.mp4", "not-a-regular-file");
  await clip("original.mp4");
  await link(join(folder, "original.mp4"), join(folder, "second-name.mp4"));
  expected.set("second-name.mp4", "duplicate-content");
  await copyFile(join(folder, "original.mp4"), join(folder, "third-copy.mp4"));
  expected.set("third-copy.mp4", "duplicate-content");
  await clip("mode-000.mp4");
  await chmod(join(folder, "mode-000.mp4"), 0o000);
  if (process.getuid?.() !== 0) expected.set("mode-000.mp4", "cannot-open");
  await mkdir(join(folder, "closed"));
  await clip("closed/inside.mp4");
  await chmod(join(folder, "closed"), 0o000);
  if (process.getuid?.() !== 0) {
    expected.delete("closed/inside.mp4");
    expected.set("closed", "cannot-open");
  }
  // Read by whoever opens it, its time of access would be a new one: it lies before that of the last change.
  await utimes(canaryPath, new Date("2020-01-01"), new Date("2021-01-01"));
  return { folder, expected, canaryPath, close: () => void server.close() };
}

/** A file of `sizeBytes` that begins with the given bytes and is a hole behind them. */
export async function writeSparse(path: string, head: Buffer, sizeBytes: number): Promise<void> {
  const file = await open(path, "w");
  await file.write(head, 0, head.length, 0);
  await file.truncate(sizeBytes);
  await file.close();
}

async function hashOf(path: Buffer): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Everything that lies below a folder: what `lstat` says of it, to the nanosecond, and the hash of what files hold. */
export async function snapshot(folder: string, withHashes = true): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const visit = async (path: Buffer): Promise<void> => {
    const { mode, uid, gid, size, nlink, ino, mtimeNs, ctimeNs, birthtimeNs } = await lstat(path, { bigint: true });
    const stats = await lstat(path);
    const hash = withHashes && stats.isFile() ? await hashOf(path).catch(() => "unreadable") : "";
    found.set(path.toString("latin1"), [mode, uid, gid, size, nlink, ino, mtimeNs, ctimeNs, birthtimeNs, hash].join(" "));
    if (!stats.isDirectory()) return;
    const names = await readdir(path, { encoding: "buffer" }).catch(() => []);
    for (const name of names.sort((a, b) => Buffer.compare(a, b))) await visit(Buffer.concat([path, SLASH, name]));
  };
  await visit(Buffer.from(folder));
  return found;
}
