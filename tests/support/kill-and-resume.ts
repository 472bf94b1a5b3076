// Indexing that is killed and run again, and all that a library tells and hands out: what must not depend on whether it was killed.
// Not compared: when things were done (exportedMs, createdMs …), the custody log of it (it rightly tells the interrupted runs), and
// what contains either (case.json's own hash, report, viewer).

import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asTrueMs } from "../../contract/time.ts";
import { openEngine, type Engine } from "../../engine/engine.ts";
import { startQuayline } from "../cli/quayline-process.ts";
import { ACTOR, T0 } from "./made-library.ts";
import { H264, makeClip } from "./numbered-footage.ts";
import { deviceTimes, dhavFile, xmeyeFile } from "./recorder-files.ts";

/** Files of four cameras, ten of them odd: sound, damaged, cut, empty, twice, without a time, in several containers. */
export async function makeMixedFolder(folder: string, clipsACamera: number): Promise<void> {
  const names = Array.from({ length: clipsACamera }, (_, i) => `202111121${4 + Math.floor(i / 6)}${String((i % 6) * 10).padStart(2, "0")}00`);
  for (const channel of [1, 2, 3]) {
    const camera = join(folder, `ch0${channel}`);
    await mkdir(camera, { recursive: true });
    for (const [i, start] of names.entries()) {
      // Each of another length, so that none is the same as another.
      const clip = await makeClip({ fileName: "k.mp4", frames: 20 + channel * clipsACamera + i, encode: H264, mux: i % 2 === 0 ? [] : ["-movflags", "+frag_keyframe+empty_moov"] });
      await copyFile(clip, join(camera, `ch0${channel}_${start}.mp4`));
    }
  }
  const odd = join(folder, "odd");
  await mkdir(odd);
  const whole = Buffer.from(await readFile(await makeClip({ fileName: "k.mp4", frames: 60 })));
  const zeroed = Buffer.from(whole);
  const mdatAt = zeroed.indexOf("mdat") + 4;
  zeroed.fill(0, mdatAt + 2_000, mdatAt + 2_600);
  await writeFile(join(odd, "ch09_20211112140000.mp4"), zeroed);
  await writeFile(join(odd, "ch09_20211112150000.mp4"), whole.subarray(0, whole.length - 900));
  await writeFile(join(odd, "without-a-time.mp4"), whole);
  await writeFile(join(odd, "empty.mp4"), "");
  await writeFile(join(odd, "text.mp4"), "no footage\n");
  await writeFile(join(odd, "a.dav"), await dhavFile({ deviceMs: deviceTimes(60, 100, { gapBefore: 30, gapMs: 5_000 }) }));
  await writeFile(join(odd, "b.h264"), await xmeyeFile({ deviceMs: deviceTimes(60, 100), hasAudio: true }));
  await copyFile(await makeClip({ fileName: "k.ts", frames: 40 }), join(odd, "ch08_20211112140000.ts"));
  await copyFile(join(folder, "ch01", `ch01_${names[0]!}.mp4`), join(odd, "a-copy.mp4"));
}

/** `--check` too: every pass may be the one that is killed. */
export async function indexByProcess(libraryPath: string, folder: string, killAfterMs: number | null): Promise<{ readonly wasKilled: boolean; readonly elapsedMs: number; readonly exitCode: number | null }> {
  const beganMs = performance.now();
  const { child, over } = startQuayline(["index", folder, "--check", "--json", "--library", libraryPath]);
  const timer = killAfterMs === null ? null : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const { exitCode, stderr } = await over;
  if (timer !== null) clearTimeout(timer);
  if (exitCode !== null && exitCode !== 0 && exitCode !== 3) throw new Error(`index ended with ${exitCode}: ${stderr}`);
  return { wasKilled: child.signalCode === "SIGKILL", elapsedMs: performance.now() - beganMs, exitCode };
}

/** Leaves a library whose index was killed after `afterMs`, or sooner where the machine was quicker than that. Answers after how long. */
export async function killIndex(libraryPath: string, folder: string, afterMs: number): Promise<number> {
  for (let killAfterMs = afterMs; ; killAfterMs = Math.floor(killAfterMs * 0.8)) {
    if ((await indexByProcess(libraryPath, folder, killAfterMs)).wasKilled) return killAfterMs;
    await rm(libraryPath, { recursive: true, force: true });
  }
}

/** Leaves out what tells when something was done, and by which run. */
const WHEN: ReadonlySet<string> = new Set(["exportedMs", "createdMs", "updatedMs", "madeMs", "atMs", "custody"]);
const withoutTimes = (json: string): string => JSON.stringify(JSON.parse(json, (key, value: unknown) => (WHEN.has(key) ? undefined : value)));

/** Lines of the bundle's manifest of what does not contain times: originals, stills, clips. */
const mediaLines = (manifest: string): string => manifest.split("\n").filter((line) => /data\/(footage|stills|clips|proxies)\//.test(line)).join("\n");

async function exportFacts(engine: Engine, bundle: string): Promise<Record<string, string>> {
  await engine.call("actor.set", ACTOR);
  await engine.call("cases.create", { number: "2021-1", title: "虾皮失窃", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] });
  const camera = (await engine.call("recordings.list", { fromMs: asTrueMs(T0), toMs: asTrueMs(T0 + 3_000), cameraIds: null }))[0]!;
  await engine.call("pins.add", { caseId: 1, cameraId: camera.cameraId, startMs: asTrueMs(T0 + 500), endMs: asTrueMs(T0 + 1_500), title: "x", note: null, tags: [] });
  const job = await engine.waitForJob((await engine.call("bundle.export", { caseId: 1, outPath: bundle })).jobId);
  if (job.state !== "done") throw new Error(JSON.stringify(job.error));
  return { caseJson: withoutTimes(await readFile(join(bundle, "data", "case.json"), "utf8")), media: mediaLines(await readFile(join(bundle, "manifest-sha256.txt"), "utf8")) };
}

/** What a library tells (`files`, `recordings`, `gaps`, `cameras list`) and what a bundle of it holds, as text. */
export async function factsOf(libraryPath: string): Promise<Readonly<Record<string, string>>> {
  const engine = await openEngine({ libraryPath, create: false, actor: ACTOR });
  const out = await mkdtemp(join(tmpdir(), "quayline-facts-"));
  try {
    const day = { fromMs: asTrueMs(Date.UTC(2000, 0, 1)), toMs: asTrueMs(Date.UTC(2030, 0, 1)), cameraIds: null };
    const told = {
      files: JSON.stringify(await engine.call("files.list", {}), null, 1),
      recordings: JSON.stringify(await engine.call("recordings.list", day), null, 1),
      gaps: JSON.stringify(await engine.call("gaps.list", day), null, 1),
      cameras: JSON.stringify(await engine.call("cameras.list", {}), null, 1),
    };
    return { ...told, ...(await exportFacts(engine, join(out, "bundle"))) };
  } finally {
    await engine.close();
    await rm(out, { recursive: true, force: true });
  }
}
