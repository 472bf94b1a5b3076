// What says that a stream without a length of its own breaks off, and what does not.

import { readFile } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import { isProgrammeStreamCut } from "../../../engine/media/broken-end.ts";
import { makeClip } from "../../support/numbered-footage.ts";
import { forgetFootage, problemCodes, readFootage } from "../../support/read-footage.ts";

afterEach(forgetFootage);

const PACK = Buffer.from("000001ba440004000401000003f8", "hex");
const packet = (id: number, bodyBytes: number): Buffer => Buffer.concat([Buffer.of(0, 0, 1, id, bodyBytes >> 8, bodyBytes & 0xff), Buffer.alloc(bodyBytes, 0x55)]);
const STREAM = Buffer.concat([PACK, packet(0xe0, 600), packet(0xc0, 40), PACK, packet(0xe0, 300)]);

it.each<[string, Buffer, boolean]>([
  ["whole, as a recorder leaves it without an end code", STREAM, false],
  ["whole, with an end code", Buffer.concat([STREAM, Buffer.of(0, 0, 1, 0xb9)]), false],
  ["whole, filled up with zeros", Buffer.concat([STREAM, Buffer.alloc(2_048)]), false],
  ["whole, one stray byte behind", Buffer.concat([STREAM, Buffer.of(7)]), false],
  ["cut inside of a packet", STREAM.subarray(0, -1), true],
  ["cut inside of a packet's head", Buffer.concat([STREAM, Buffer.of(0, 0, 1, 0xe0, 1)]), true],
  ["cut inside of a pack's head", Buffer.concat([STREAM, PACK.subarray(0, 9)]), true],
  ["cut inside of a start code", Buffer.concat([STREAM, Buffer.of(0, 0, 1)]), true],
  ["a packet of open length last", Buffer.concat([PACK, Buffer.of(0, 0, 1, 0xe0, 0, 0), Buffer.alloc(50, 9)]), false],
  ["no pack at all", Buffer.alloc(900, 3), false],
])("a programme stream, %s", (_, tail, isCut) => {
  expect(isProgrammeStreamCut(tail)).toBe(isCut);
});

it.each([["a.mpg", ["-f", "vob"]], ["a.mpg", ["-f", "mpeg"]], ["a.ts", []], ["a.m2ts", ["-f", "mpegts", "-mpegts_m2ts_mode", "1"]], ["a.asf", []]] as const)("whole files are never called cut: %s %j", async (fileName, mux) => {
  const whole = await readFile(await makeClip({ fileName, mux }));
  expect(problemCodes((await readFootage(whole)).facts)).not.toContain("truncated");
  if (fileName === "a.mpg") expect(problemCodes((await readFootage(Buffer.concat([Buffer.from("IMKH"), Buffer.alloc(36, 1), whole]))).facts)).not.toContain("truncated");
});

it("a transport stream that begins in the middle of a packet is measured from its first whole one", async () => {
  const whole = await readFile(await makeClip({ fileName: "a.ts" }));
  expect(problemCodes((await readFootage(whole.subarray(70))).facts)).not.toContain("truncated");
  expect(problemCodes((await readFootage(whole.subarray(70, -70))).facts)).toContain("truncated");
});

it("an asf file that is shorter than it says it is", async () => {
  const whole = await readFile(await makeClip({ fileName: "a.asf" }));
  expect(problemCodes((await readFootage(whole.subarray(0, whole.length >> 1))).facts)).toContain("truncated");
});
