// `clock read` as a process: one JSON document on standard output whatever the text recogniser has to say, and words that
// say what to do next where nothing was read.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeClockClip } from "../support/clock-footage.ts";
import { quayline, type Outcome } from "./quayline-process.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayline-clock-read-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...words: string[]): Promise<Outcome> => quayline([...words, "--library", join(folder, "library")]);

describe("clock read", () => {
  it("of a picture with a lamp and no clock says that there is none, and nothing else", { timeout: 120_000 }, async () => {
    const footage = join(folder, "footage");
    await mkdir(footage);
    await makeClockClip(join(footage, "ch01_20211112140000.mp4"), {
      widthPx: 640, heightPx: 360, family: "DejaVu Sans", style: "outlined", colour: "white", scene: "mixed", corner: "top-left", format: () => "", firstMs: 0,
      seconds: 26, framesPerSecond: 12, seed: 1_504, lampMs: 2_000,
    });
    expect((await run("index", footage, "--camera", "quay", "--no-hash")).exitCode).toBe(0);
    const { exitCode, stdout, stderr } = await run("clock", "read", "--camera", "quay", "--json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ state: "none", reason: "no-clock", cameraMs: null, clocks: [] });
    expect((await run("clock", "read", "--camera", "quay", "--region", "0,0,0.5")).exitCode).toBe(2);
    expect((await run("clock", "read", "--camera", "quay", "--region", "0,0,0.5,0.2")).stdout).toContain("--region");
  });
});
