// An ffprobe that is there and does not work is said to be missing; it is never the footage that is at fault.

import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeClip } from "../../support/numbered-footage.ts";
import { newFolder } from "../../support/made-library.ts";

let folder: string;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await rm(folder, { recursive: true, force: true });
});

it.each([["exits at once", "exit 127"], ["prints something else", "echo hello"]])("one that %s", async (_, does) => {
  const tool = join(folder, "ffprobe");
  await writeFile(tool, `#!/bin/sh\n${does}\n`);
  await chmod(tool, 0o755);
  vi.stubEnv("QUAYLINE_FFPROBE", tool);
  const { readContainer } = await import("../../../engine/media/read-container.ts");
  const clip = await makeClip({ fileName: "a.flv" });
  await expect(readContainer(clip, "flv", new AbortController().signal)).rejects.toMatchObject({ code: "ffmpeg-missing" });
  // Once it is repaired it is asked again.
  await writeFile(tool, "#!/bin/sh\nexec ffprobe \"$@\"\n");
  expect(await readContainer(clip, "flv", new AbortController().signal)).toMatchObject({ frameCount: 50 });
});
