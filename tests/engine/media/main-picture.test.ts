// Files with more pictures than their footage: a small one before it, a cover beside it. What is read, shown and copied is the footage.

import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkFile } from "../../../engine/media/check-file.ts";
import { makeCut } from "../../../engine/media/cut.ts";
import { isLaterPicture, laterTimeBase, mainPicture } from "../../../engine/media/main-picture.ts";
import { openFootage } from "../../../engine/media/open-footage.ts";
import { readHeader } from "../../../engine/media/read-header.ts";
import { libraryAndFolder } from "../../support/made-for-each.ts";
import { convert, makeClip, readFrameNumbers } from "../../support/numbered-footage.ts";
import { forgetFootage, numberShownAt, problemCodes, proxyOf, readFootage, upTo, type ReadFootage } from "../../support/read-footage.ts";

afterEach(forgetFootage);

const { signal } = new AbortController();
const STILLS = {
  mjpeg: ["-c:v:0", "mjpeg", "-pix_fmt:v:0", "yuvj420p"],
  h264: ["-c:v:0", "libx264", "-pix_fmt:v:0", "yuv420p"],
} as const;

/** One red picture in a stream of its own, before the numbered ones. */
async function stillFirst(ending: string, codec: keyof typeof STILLS, mux: readonly string[] = []): Promise<Buffer> {
  const clip = await makeClip({ fileName: `plain.${ending}` });
  return readFile(await convert(`still.${ending}`, clip, ["-f", "lavfi", "-i", "color=red:s=320x240:r=10:d=0.1"], ["-map", "0:v", "-map", "1:v", ...STILLS[codec], "-c:v:1", "copy", ...mux]));
}

async function expectFootage(file: ReadFootage): Promise<void> {
  expect(file.facts).toMatchObject({ videoCodec: "h264", widthPx: 192, heightPx: 64, frameCount: 50, durationMs: 5_000 });
  expect(problemCodes(file.facts)).toEqual([]);
  expect(file.timesMs).toEqual(upTo(50).map((i) => i * 100));
  for (const frameNo of [0, 17, 49]) expect(await numberShownAt(file, frameNo * 100 + 30)).toBe(frameNo);
}

describe("a still before the footage", () => {
  it.each<[string, keyof typeof STILLS, string[]]>([
    ["mp4", "mjpeg", []], ["mp4", "h264", []], ["mp4", "mjpeg", ["-movflags", "+faststart"]], ["mp4", "h264", ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"]],
    ["mov", "mjpeg", []], ["mov", "h264", []], ["mkv", "mjpeg", []], ["mkv", "h264", []], ["avi", "mjpeg", []],
  ])("in %s (%s, %j): read, shown and copied is the footage", async (ending, codec, mux) => {
    const file = await readFootage(await stillFirst(ending, codec, mux));
    await expectFootage(file);
    const proxy = await proxyOf(file);
    expect(proxy.numbers).toEqual(upTo(50));
    expect(proxy.timesMs).toEqual(file.timesMs);
  });

  it("in AVI whose time base is not one part of a second (2/25): read, shown and copied is the footage", async () => {
    const clip = await makeClip({ fileName: "plain.avi" });
    const inputs = ["-f", "lavfi", "-i", "color=red:s=320x240:r=10:d=0.1", "-r", "25/2"];
    const file = await readFootage(await readFile(await convert("still-slow.avi", clip, inputs, ["-map", "0:v", "-map", "1:v", ...STILLS.mjpeg, "-c:v:1", "copy"])));
    expect(file.facts).toMatchObject({ videoCodec: "h264", widthPx: 192, frameCount: 50, timeBase: "4/50" });
    expect(await numberShownAt(file, file.timesMs[17]! + 30)).toBe(17);
    expect((await proxyOf(file)).numbers).toEqual(upTo(50));
  });

  it("is cut, and checked for damage, without the still", async () => {
    const file = await readFootage(await stillFirst("mp4", "h264"));
    const outputPath = `${file.path}.cut.mp4`;
    const cut = await makeCut({ inputPath: file.path, outputPath, container: "mp4", videoCodec: "h264", timeBase: file.facts.timeBase, firstPts: file.facts.firstPts, mediaStartMs: 2_000, mediaEndMs: 3_000, signal });
    expect(cut).toMatchObject({ isTranscoded: true, leadMs: 0, durationMs: 1_000 });
    expect(await readFrameNumbers(outputPath)).toEqual(upTo(10).map((i) => 20 + i));
    const pieces = file.facts.pieces.map(({ mediaStartMs, mediaEndMs }) => ({ startMs: mediaStartMs, endMs: mediaEndMs })) as unknown as Parameters<typeof checkFile>[0]["pieces"];
    expect(await checkFile({ path: file.path, container: "mp4", ...file.facts, pieces, signal, onProgress: () => undefined })).toMatchObject({ damaged: [], framesExpected: 50, framesSound: 50 });
  });

  it("is passed over at the first look at the header too", async () => {
    const { path } = await readFootage(await stillFirst("mp4", "mjpeg"));
    const file = await openFootage(path);
    try {
      expect(await readHeader(file, "mp4")).toMatchObject({ videoCodec: "h264", widthPx: 192, heightPx: 64 });
    } finally {
      await file.close();
    }
  });
});

it.each(["mp4", "mkv"])("a cover in %s is no footage", async (ending) => {
  const clip = await makeClip({ fileName: "plain.mp4" });
  const cover = await convert("cover.jpg", clip, [], ["-frames:v", "1", "-f", "mjpeg"]);
  const options = ending === "mp4" ? ["-i", `file:${cover}`] : ["-f", "lavfi", "-i", "anullsrc=d=5"];
  const kept = ending === "mp4" ? ["-map", "1:v", "-map", "0:v", "-disposition:v:1", "attached_pic"] : ["-map", "1:v", "-attach", cover, "-metadata:s:t", "mimetype=image/jpeg"];
  await expectFootage(await readFootage(await readFile(await convert(`cover.${ending}`, clip, options, [...kept, "-c", "copy"]))));
});

it.each(["mp4", "mkv"])("two streams that both move, in %s: the first, whatever their bit rates, and all that is shown is of it", async (ending) => {
  const clip = await makeClip({ fileName: `plain.${ending}` });
  const both = await convert(`both.${ending}`, clip, ["-f", "lavfi", "-i", "testsrc=s=640x480:r=10:d=5"], ["-map", "1:v", "-map", "0:v", "-c:v:0", "copy", "-c:v:1", "libx264", "-b:v:1", "4M", "-pix_fmt:v:1", "yuv420p", "-disposition:v:0", "0", "-disposition:v:1", "default"]);
  await expectFootage(await readFootage(await readFile(both)));
});

describe("the rule", () => {
  const chosen = (...stills: boolean[]): Promise<number | null> => mainPicture(stills.map((_, i) => i), async (i) => stills[i]!);

  it("takes the first that moves, of stills the first, of one that one", async () => {
    expect([await chosen(true, false, false), await chosen(false, true), await chosen(true, true), await chosen(true), await chosen()]).toEqual([1, 0, 0, 0, null]);
  });
});

it.each(["1/90000", "2/25", "1001/30000", "3/3000"])("a later picture is told by its time base, whatever its container counts in (%s)", (timeBase) => {
  expect([isLaterPicture(timeBase), isLaterPicture(laterTimeBase(timeBase)), isLaterPicture(null)]).toEqual([false, true, false]);
});

describe("in a library", () => {
  const made = libraryAndFolder();

  it("is played by a copy where a still is first, although a player knows the format: it would show the still", async () => {
    await writeFile(join(made.folder, "still.mp4"), await stillFirst("mp4", "h264"));
    await writeFile(join(made.folder, "plain.mp4"), await readFile(await makeClip({ fileName: "plain.mp4" })));
    const { jobId } = await made.library.engine.call("index.start", { paths: [made.folder], cameraId: "c1" });
    await made.library.engine.waitForJob(jobId);
    const files = await made.library.engine.call("files.list", {});
    expect(files.map(({ path, frameCount, playback }) => [basename(path), frameCount, playback])).toEqual([["plain.mp4", 50, "direct"], ["still.mp4", 50, "copy"]]);
  });
});
