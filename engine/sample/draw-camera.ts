// Draws and encodes all runs of one camera, in a worker thread of its own. Told what to do by make-sample.ts,
// answers with how many frames are done. Knows nothing of the case or of the other cameras.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { factsFromError } from "../../contract/errors.ts";
import { drawBackdrop } from "./backdrop.ts";
import { BurnIn } from "./burn-in.ts";
import { type Run, SAMPLE_CAMERAS, type SampleCamera, trueFromCamera } from "./cameras.ts";
import { sunShareAt } from "./daylight.ts";
import { Encoder } from "./encode.ts";
import { FramePainter } from "./frame-painter.ts";
import { aimPinhole } from "./pinhole.ts";
import { PLACE_LIFE } from "./place-life.ts";
import { Scene } from "./scene.ts";
import { secondsOf } from "./story.ts";

/** One camera's share of the work. */
export interface DrawOrder {
  readonly cameraId: string;
  readonly ffmpegPath: string;
  readonly footageDir: string;
  readonly runs: readonly { readonly run: Run; readonly path: string }[];
}

export type DrawReport =
  | { readonly kind: "frames"; readonly count: number }
  | { readonly kind: "failed"; readonly facts: ReturnType<typeof factsFromError> };

const ZONE_MS = 8 * 3_600_000;
const REPORT_FRAMES = 50;

class CameraRecorder {
  private readonly camera: SampleCamera;
  private readonly painter: FramePainter;
  private readonly burnIn: BurnIn;
  private readonly scene: Scene;
  private readonly frame: Uint8Array;
  isStopped = false;

  constructor(camera: SampleCamera) {
    this.camera = camera;
    const { widthPx, heightPx } = camera;
    const mesh = PLACE_LIFE[camera.place].build();
    const pinhole = aimPinhole(camera.aim, widthPx, heightPx);
    this.painter = new FramePainter(drawBackdrop({ mesh, pinhole, focus: camera.focus, hills: camera.hills, hazeM: camera.hazeM }), camera.grade);
    this.burnIn = new BurnIn(widthPx, heightPx, `${camera.name} ${camera.cameraId}`, camera.corners);
    this.scene = new Scene(camera.place);
    this.frame = new Uint8Array((widthPx * heightPx * 3) / 2);
  }

  async record(run: Run, path: string, ffmpegPath: string, onFrames: (count: number) => void): Promise<void> {
    const { camera } = this;
    mkdirSync(dirname(path), { recursive: true });
    const encoder = new Encoder({ ...camera, ffmpegPath, path });
    const frameCount = Math.round((run.durationMs / 1000) * camera.framesPerSecond);
    const keyFrames = Math.round(camera.keyFrameS * camera.framesPerSecond);
    // New light redraws the whole picture, so it comes with a key frame, about every ten seconds.
    const relightFrames = keyFrames * Math.max(1, Math.round(10 / camera.keyFrameS));
    let sunShare = 1;
    for (let index = 0; index < frameCount && !this.isStopped; index++) {
      const cameraMs = run.cameraStartMs + Math.round((index * 1000) / camera.framesPerSecond);
      const trueMs = trueFromCamera(camera.clock, cameraMs);
      if (index % relightFrames === 0) sunShare = Math.round(sunShareAt(trueMs) * 250) / 250;
      const still = this.painter.paint(this.scene.at(secondsOf(trueMs)), sunShare);
      this.finishFrame(still, cameraMs);
      await encoder.write(this.frame);
      if ((index + 1) % REPORT_FRAMES === 0) onFrames(REPORT_FRAMES);
    }
    if (this.isStopped) return encoder.stop();
    onFrames(frameCount % REPORT_FRAMES);
    await encoder.finish();
  }

  /** The texts go on a copy: the painter's picture stays clean. */
  private finishFrame(still: Uint8Array, cameraMs: number): void {
    this.frame.set(still);
    this.burnIn.stamp(this.frame, cameraMs, ZONE_MS);
  }
}

async function follow(order: DrawOrder): Promise<void> {
  const camera = SAMPLE_CAMERAS.find(({ cameraId }) => cameraId === order.cameraId);
  if (!camera) throw new RangeError(`No such camera: ${order.cameraId}`);
  const recorder = new CameraRecorder(camera);
  parentPort?.once("message", () => (recorder.isStopped = true));
  for (const { run, path } of order.runs) {
    if (recorder.isStopped) break;
    await recorder.record(run, join(order.footageDir, ...path.split("/")), order.ffmpegPath, (count) => report({ kind: "frames", count }));
  }
  parentPort?.close();
}

function report(message: DrawReport): void {
  parentPort?.postMessage(message);
}

if (parentPort) {
  follow(workerData as DrawOrder).catch((error: unknown) => {
    report({ kind: "failed", facts: factsFromError(error) });
    parentPort?.close();
  });
}
