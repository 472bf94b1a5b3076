// Footage whose start is gone: behind rubbish or zeros, or from the middle of a frame on, as carving and half a copy leave it.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { libraryAndFolder } from "../../support/made-for-each.ts";
import { makeClip } from "../../support/numbered-footage.ts";
import { deviceTimes, dhavFile, rawClip, xmeyeFile } from "../../support/recorder-files.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

const made = libraryAndFolder();
const FRAMES = 50;
/** More, so that it has packets in its second half. */
const PS_FRAMES = 300;
const programmeStream = async (): Promise<Buffer> => readFile(await makeClip({ fileName: "a.mpg", frames: PS_FRAMES, mux: ["-f", "vob"], encode: ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "10", "-pix_fmt", "yuv420p"] }));
const integer = seededIntegers(3);
const rubbish = Buffer.from(Array.from({ length: 777 }, () => integer(0, 255)));

async function listed(bytes: Buffer, name: string) {
  await writeFile(join(made.folder, name), bytes);
  const { jobId } = await made.library.engine.call("index.start", { paths: [made.folder], cameraId: "c1" });
  await made.library.engine.waitForJob(jobId);
  const [file] = await made.library.engine.call("files.list", {});
  return { container: file!.container, state: file!.state, frameCount: file!.frameCount, codes: file!.problems.map(({ code }) => code) };
}

const makers = [
  ["dhav", "a.dav", () => dhavFile({ deviceMs: deviceTimes(FRAMES, 100) })],
  ["xmeye", "a.h264", () => xmeyeFile({ deviceMs: deviceTimes(FRAMES, 100) })],
  ["xmeye", "undated.h264", () => xmeyeFile({ deviceMs: deviceTimes(FRAMES, 100), isDated: () => false })],
  ["mpeg-ps", "a.mp4", programmeStream],
  ["hevc", "a.h265", async () => readFile(await rawClip("hevc", FRAMES))],
] as const;

it.each(makers)("%s behind rubbish is read whole, and the rubbish told", async (container, name, make) => {
  const file = await listed(Buffer.concat([rubbish, await make()]), name);
  expect(file).toMatchObject({ container, state: "indexed", frameCount: container === "mpeg-ps" ? PS_FRAMES : FRAMES });
  expect(file.codes).toContain("bytes-skipped");
});

it.each(makers)("%s from the middle on: what can be shown is there", async (container, name, make) => {
  const whole = await make();
  const file = await listed(whole.subarray(Math.round(whole.length * 0.55)), name);
  expect(file).toMatchObject({ container, state: "indexed" });
  expect(file.frameCount).toBeGreaterThanOrEqual(10);
  expect(file.codes).toContain("bytes-skipped");
});

it.each([["a.mp4", rubbish], ["a.dav", Buffer.concat([rubbish, Buffer.from("DHAV"), rubbish])], ["a.h264", Buffer.alloc(100_000)]])("takes no rubbish called %s for footage", async (name, bytes) => {
  expect(await listed(bytes, name)).toMatchObject({ state: "failed", codes: ["not-video"] });
});

it("a transport stream behind zeros is taken for one, although packets of a programme stream stand in it", async () => {
  const ts = await readFile(await makeClip({ fileName: "a.ts", frames: FRAMES }));
  expect(await listed(Buffer.concat([Buffer.alloc(50_000), ts]), "a.ts")).toMatchObject({ container: "mpeg-ts", state: "indexed", frameCount: FRAMES });
});
