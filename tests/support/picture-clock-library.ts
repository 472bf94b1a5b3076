// A library in which generated clips have the clock in their picture read, through the engine's door.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { pictureClockResult, type PictureClockResult, type PictureRegion } from "../../contract/picture-clock.ts";
import { makeClockClip, type ClockClip } from "./clock-footage.ts";
import type { MadeLibrary } from "./made-library.ts";

/** Indexes a clip under a name that says its time (Beijing) and has its clock read, once for each region (null: where it is found). */
export async function readClockOf(library: MadeLibrary, cameraId: string, clip: ClockClip, name: string, regions: readonly (PictureRegion | null)[] = [null]): Promise<readonly PictureClockResult[]> {
  const folder = join(library.folder, "footage", cameraId);
  await mkdir(folder, { recursive: true });
  await makeClockClip(join(folder, name), clip);
  const index = await library.engine.call("index.start", { paths: [folder], cameraId, hash: false });
  await library.engine.waitForJob(index.jobId);
  const results: PictureClockResult[] = [];
  for (const region of regions) {
    const { jobId } = await library.engine.call("osd.start", { cameraId, region });
    const job = await library.engine.waitForJob(jobId);
    expect(job.state).toBe("done");
    results.push(pictureClockResult.parse(job.result));
  }
  await rm(folder, { recursive: true });
  return results;
}
