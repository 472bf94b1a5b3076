// npm run bench -- preview [hover]: from the pointer's movement over the timeline to the painted picture, in the real app, with stored frames;
// beside it the exact frame as it is cut out. And what making them costs: time and bytes for an hour of footage, against a full decode;
// `hover` leaves that out.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { openEngine, type Engine } from "../../engine/engine.ts";
import { ACTOR } from "../support/made-library.ts";
import { openAppWindow } from "./app-window.ts";
import { runBench, type BenchReport } from "./bench-report.ts";
import { measureInRounds, seriesOf, timeMs } from "./rounds.ts";
import { percentile } from "./series.ts";

const run = promisify(execFile);
const MINUTES = 10;
const CAMERAS = 4;
const MOVES = 150;

/** Ten minutes of 1080p25 with a keyframe each two seconds a camera, as busy as noise over a test picture is. */
async function makeFootage(folder: string): Promise<readonly string[]> {
  const first = join(folder, "cam1", "20211112_140000.mp4");
  await mkdir(join(folder, "cam1"), { recursive: true });
  await run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", `testsrc2=size=1920x1080:rate=25:duration=60,noise=alls=6:allf=t:all_seed=7`, "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-b:v", "4M", "-pix_fmt", "yuv420p", join(folder, "minute.mp4")]);
  await run("ffmpeg", ["-v", "error", "-stream_loop", String(MINUTES - 1), "-i", join(folder, "minute.mp4"), "-c", "copy", first]);
  await rm(join(folder, "minute.mp4"));
  const paths = [first];
  for (let i = 2; i <= CAMERAS; i++) {
    const path = join(folder, `cam${i}`, "20211112_140000.mp4");
    await mkdir(join(path, ".."), { recursive: true });
    // Other bytes, so that none counts as a copy of another.
    await run("ffmpeg", ["-v", "error", "-i", first, "-c", "copy", "-metadata", `comment=${i}`, path]);
    paths.push(path);
  }
  return paths;
}

async function measureMaking(report: BenchReport, engine: Engine, paths: readonly string[]): Promise<void> {
  const makeAll = async (): Promise<number> => {
    await engine.call("previews.remove", {});
    return timeMs(async () => {
      const { jobId } = await engine.call("previews.make", { everyMs: 10_000 });
      await engine.waitForJob(jobId!);
    });
  };
  const perHour = 60 / (MINUTES * CAMERAS);
  const series = await measureInRounds([
    { name: "stored frames, one each 10 s", measure: async () => ((await makeAll()) / 1000) * perHour },
    { name: "full decode of the same, one thread", measure: async () => ((await timeMs(() => run("ffmpeg", ["-v", "error", "-threads", "1", "-i", paths[0]!, "-f", "null", "-"]))) / 1000) * (60 / MINUTES) },
  ], { rounds: 3, warmUps: 0 });
  const { bytes, madeCount } = await engine.call("previews.read", {});
  report.section("Making: seconds for an hour of 1080p25 footage, a keyframe each 2 s, one file at a time at the lowest priority");
  report.rounds("s", series, seriesOf(series, "full decode of the same, one thread"));
  report.line(`${(bytes * perHour / 1e6).toFixed(2)} MB an hour of footage, ${madeCount} packs`);
}

interface Hovers { readonly stored: number[]; readonly exact: number[]; readonly missed: number }

/**
 * Moves the pointer in the page, at any time between two pictures of the screen, and waits for the first of them in which the card's
 * still is another one: the time between is what a person waits. Events are made in the page, so that the driver's own way to the browser is not counted.
 */
async function hover(page: Page, moves: number): Promise<Hovers> {
  return page.evaluate(async (count) => {
    const canvas = document.querySelector<HTMLCanvasElement>("[data-testid='timeline-canvas']")!;
    const box = canvas.getBoundingClientRect();
    const still = (): HTMLElement | null => document.querySelector("[data-testid='hover-still']");
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      // Behind the frame: it has been handed to the compositor.
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    }));
    const point = (x: number, y: number): void => {
      // The element that listens lies over the picture.
      const listener = document.elementFromPoint(x, y) ?? canvas;
      for (const type of ["pointermove", "mousemove"]) listener.dispatchEvent(new (type === "pointermove" ? PointerEvent : MouseEvent)(type, { clientX: x, clientY: y, bubbles: true, pointerType: "mouse" } as PointerEventInit));
    };
    /** When the first picture of the screen was handed over in which the card's still is right; null: none within the limit. */
    const until = async (isRight: (element: HTMLElement) => boolean, limitMs: number): Promise<number | null> => {
      const startedMs = performance.now();
      while (performance.now() - startedMs < limitMs) {
        const drawnMs = await frame();
        const element = still();
        if (element !== null && isRight(element)) return drawnMs;
      }
      return null;
    };
    const rows: number[] = [];
    for (let y = box.top + 20; y < box.bottom; y += 6) {
      point(box.left + box.width / 2, y);
      if (await until((element) => element.dataset["frameMs"] !== "", 250) !== null) rows.push(y);
    }
    const found: { stored: number[]; exact: number[]; missed: number } = { stored: [], exact: [], missed: 0 };
    let seed = 7;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let i = 0; i < count && rows.length > 0; i++) {
      const before = `${still()?.dataset["frameMs"] ?? ""}`;
      await new Promise((resolve) => { setTimeout(resolve, 17 * next()); });
      const startedMs = performance.now();
      point(box.left + box.width * (0.15 + 0.7 * next()), rows[Math.floor(next() * rows.length)]!);
      const shownMs = await until((element) => element.dataset["exact"] === "false" && element.dataset["frameMs"] !== "" && element.dataset["frameMs"] !== before, 1_000);
      if (shownMs !== null) found.stored.push(shownMs - startedMs);
      else found.missed++;
      if (i % 10 !== 0) continue;
      const exactMs = await until((element) => element.dataset["exact"] === "true", 5_000);
      if (exactMs !== null) found.exact.push(exactMs - startedMs);
    }
    return found;
  }, moves);
}

await runBench("preview", async (report) => {
  const folder = await mkdtemp(join(tmpdir(), "quayline-bench-"));
  try {
    const paths = await makeFootage(join(folder, "footage"));
    const library = join(folder, "library");
    const engine = await openEngine({ libraryPath: library, create: true, actor: ACTOR });
    await engine.waitForJob((await engine.call("index.start", { paths: [join(folder, "footage")] })).jobId);
    if (!process.argv.includes("hover")) await measureMaking(report, engine, paths);
    const { jobId } = await engine.call("previews.make", { everyMs: 10_000 });
    if (jobId !== null) await engine.waitForJob(jobId);
    await engine.close();
    const app = await openAppWindow(library);
    await app.page.getByTestId("timeline-canvas").waitFor();
    await app.page.waitForTimeout(3_000);
    const { stored, exact, missed } = await hover(app.page, MOVES);
    await app.close();
    if (stored.length === 0) throw new Error("no stored frame came up under the pointer");
    report.section(`Hovering: from the movement to the frame that shows the picture, ${CAMERAS} cameras, random places, the first look at a picture each time`);
    report.events("ms", [{ name: "stored frame", values: stored }, { name: "exact frame, 220 ms of rest among it", values: exact }]);
    if (missed > 0) report.line(`${missed} movements came to the picture that stood there already, or to none, and are not counted`);
    report.target({ name: "hover preview, 95th percentile", value: percentile(stored, 0.95), unit: "ms", atMost: 30 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
