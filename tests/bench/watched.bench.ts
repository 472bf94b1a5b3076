// npm run bench -- watched: what it costs to keep what was really on the screen. The recorder is told of every frame of nine tiles, as
// the window tells it, and hands over every ten seconds; the engine takes what it hands over into a library that holds a long
// case's watching already. Both beside what there is to spend: the time of a frame at 60 a second, and ten seconds.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WatchedSpan } from "../../contract/watched.ts";
import { openEngine } from "../../engine/engine.ts";
import { WatchTrack } from "../../renderer/watched/watch-track.ts";
import { runBench } from "./bench-report.ts";
import { makeManyRecordings } from "./million-recordings.ts";
import { median, percentile } from "./series.ts";

const TILES = 9;
const FRAMES_PER_SECOND = 25;
const PLAYED_SECONDS = 3_600;
const HAND_OVER_SECONDS = 10;
const FRAME_OF_SCREEN_MS = 1_000 / 60;
/** Sittings kept before: nine tiles, handed over every ten seconds for fifty hours. */
const HELD_HAND_OVERS = 18_000;
const MEASURED_HAND_OVERS = 60;
const SHARE_MAX_PERCENT = 1;

/** Tells nine tracks of all frames of an hour; answers the milliseconds that the telling took, and what was handed over. */
function watchAnHour(fileIds: readonly number[]): { readonly tookMs: number; readonly handOvers: readonly (readonly WatchedSpan[])[] } {
  const tracks = fileIds.map(() => new WatchTrack());
  const handOvers: WatchedSpan[][] = [];
  const frameMs = 1_000 / FRAMES_PER_SECOND;
  const startedMs = performance.now();
  for (let frame = 0; frame < PLAYED_SECONDS * FRAMES_PER_SECOND; frame++) {
    const machineMs = frame * frameMs;
    for (const [i, track] of tracks.entries()) {
      track.show({ fileId: fileIds[i]!, mediaMs: machineMs, frameMs }, { machineMs, isRunning: true, rate: 1, isFocused: true, isVisible: true });
    }
    if (frame % (HAND_OVER_SECONDS * FRAMES_PER_SECOND) === 0) handOvers.push(tracks.flatMap((track) => track.take(machineMs)));
  }
  return { tookMs: performance.now() - startedMs, handOvers };
}

await runBench("watched", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-watched-"));
  try {
    const libraryPath = join(folder, "library");
    makeManyRecordings(libraryPath, { cameraCount: 30, recordingCount: 30_000 });
    const engine = await openEngine({ libraryPath, create: false, actor: { name: "bench", unit: null, number: null } });
    const all = [...(await engine.call("files.find", {})).fileIds].slice(0, 500);
    const fileIds = all.slice(0, TILES);

    watchAnHour(fileIds);
    const hours = Array.from({ length: 5 }, () => watchAnHour(fileIds));
    const perFrameMs = median(hours.map(({ tookMs }) => tookMs)) / (PLAYED_SECONDS * FRAMES_PER_SECOND);
    report.section(`In the window: ${TILES} tiles of ${FRAMES_PER_SECOND} frames a second, an hour of them, told one by one`);
    report.line(`${(1_000 * perFrameMs).toFixed(2)} µs for one frame of all ${TILES} tiles; ${(perFrameMs * FRAMES_PER_SECOND).toFixed(3)} ms of a second`);

    const spans = (n: number): WatchedSpan[] => fileIds.map((_, i) => ({ fileId: all[(n * 7 + i) % all.length]!, mediaStartMs: (n % 60) * 10_000, mediaEndMs: (n % 60) * 10_000 + 10_000, speed: 1, isFocused: true }));
    for (let n = 0; n < HELD_HAND_OVERS; n += 500) await engine.call("watched.add", { spans: Array.from({ length: 500 }, (_, i) => spans(n + i)).flat(), caseId: null });
    const takesMs: number[] = [];
    for (let n = 0; n < MEASURED_HAND_OVERS; n++) {
      const startedMs = performance.now();
      await engine.call("watched.add", { spans: spans(n * 11 + 3), caseId: null });
      takesMs.push(performance.now() - startedMs);
    }
    report.section(`In the engine: ${TILES} stretches handed over every ${HAND_OVER_SECONDS} s, beside ${(HELD_HAND_OVERS * TILES).toLocaleString("en")} that were handed over before`);
    report.events("ms", [{ name: "watched.add", values: takesMs }]);
    await engine.close();

    report.target({ name: "told frame by frame, of a frame of the screen", value: (100 * perFrameMs) / FRAME_OF_SCREEN_MS, unit: "%", atMost: SHARE_MAX_PERCENT });
    report.target({ name: "handed over, of the time between two, p95", value: (100 * percentile(takesMs, 0.95)) / (1_000 * HAND_OVER_SECONDS), unit: "%", atMost: SHARE_MAX_PERCENT });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
