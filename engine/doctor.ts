// What this machine has and the library's health, each with what to do where it is not in order. Changes nothing.

import { existsSync, statfsSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import type { z } from "zod";
import type { doctorCheck } from "../contract/model.ts";
import { describeTools } from "./media/ffmpeg.ts";
import { databasePath, openReadable } from "./store/connection.ts";
import { openUnwritten, refusalToWrite } from "./store/read-only-place.ts";

export type DoctorCheck = z.infer<typeof doctorCheck>;

/** Under this the next export or proxy is likely to fail. */
const FREE_BYTES_MIN = 2 * 1024 ** 3;

const fine = (name: string, detail: string): DoctorCheck => ({ name, ok: true, detail, fix: null });
const bad = (name: string, detail: string, fix: string): DoctorCheck => ({ name, ok: false, detail, fix });

/** `fix` is a code; its sentence is `cli:doctor.fix.<code>`. */
async function toolChecks(): Promise<DoctorCheck[]> {
  try {
    const tools = await describeTools();
    return [
      fine("ffmpeg", `${tools.ffmpegPath} ${tools.version}`),
      fine("ffprobe", tools.ffprobePath),
      tools.encoders.includes("libx264") ? fine("encoder-h264", "libx264") : bad("encoder-h264", "libx264", "ffmpeg-incomplete"),
      tools.decoders.includes("hevc") ? fine("decoder-hevc", "hevc") : bad("decoder-hevc", "hevc", "ffmpeg-incomplete"),
    ];
  } catch (error) {
    return [bad("ffmpeg", error instanceof Error ? error.message : String(error), "install-ffmpeg")];
  }
}

async function libraryCheck(libraryPath: string): Promise<DoctorCheck[]> {
  if (!existsSync(databasePath(libraryPath))) return [fine("library", `${libraryPath} (–)`)];
  try {
    const reason = refusalToWrite(libraryPath);
    const unwritten = reason === null ? null : await openUnwritten(libraryPath);
    const db = unwritten?.db ?? openReadable(libraryPath);
    let found: unknown;
    try {
      found = db.pragma("quick_check", { simple: true });
    } finally {
      db.close();
      await unwritten?.close();
    }
    return [found === "ok" ? fine("library", reason === null ? libraryPath : `${libraryPath} (${reason})`) : bad("library", String(found), "restore-backup")];
  } catch (error) {
    return [bad("library", error instanceof Error ? error.message : String(error), "restore-backup")];
  }
}

async function diskCheck(libraryPath: string): Promise<DoctorCheck[]> {
  try {
    await access(libraryPath, constants.W_OK);
    const { bavail, bsize } = statfsSync(libraryPath);
    const freeBytes = bavail * bsize;
    const detail = `${Math.floor(freeBytes / 1024 ** 2)} MiB`;
    return [freeBytes >= FREE_BYTES_MIN ? fine("disk-space", detail) : bad("disk-space", detail, "free-space")];
  } catch {
    return [];
  }
}

/** All checks, the machine's first. `libraryPath` null leaves the library's out. */
export async function checkMachine(libraryPath: string | null): Promise<DoctorCheck[]> {
  return [
    fine("node", process.version),
    ...await toolChecks(),
    ...(libraryPath === null ? [] : [...await libraryCheck(libraryPath), ...await diskCheck(libraryPath)]),
  ];
}
