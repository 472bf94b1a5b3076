// Writes what was read in batches, in the order in which it is given, so that it appears on the timeline while the rest is
// still being read and the disk is not asked to flush for every file.

import type { EngineContext } from "../engine-context.ts";
import type { ReadFile } from "./read-file.ts";

const BATCH_FILES = 200;
const BATCH_MS = 250;
/** Reading waits where the writer is this far behind. */
const BATCHES_WAITING_MAX = 3;

interface Entry { readonly read: ReadFile; readonly onWritten: ((fileId: number) => void) | null }

export class RecordWriter {
  readonly #context: EngineContext;
  readonly #madeCameras = new Set<string>();
  #batch: Entry[] = [];
  #batchStartedMs = 0;
  #writing: Promise<void> = Promise.resolve();
  #batchesWaiting = 0;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** `onWritten` is told the file's id, in order. @throws AppError what an earlier batch was refused with */
  async add(read: ReadFile, onWritten: ((fileId: number) => void) | null = null): Promise<void> {
    if (this.#batch.length === 0) this.#batchStartedMs = Date.now();
    this.#batch.push({ read, onWritten });
    if (this.#batch.length < BATCH_FILES && Date.now() - this.#batchStartedMs < BATCH_MS) return;
    this.#flush();
    if (this.#batchesWaiting >= BATCHES_WAITING_MAX) await this.#writing;
  }

  /** Writes what is left over. */
  async finish(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    this.#batchesWaiting++;
    this.#writing = this.#writing.then(() => this.#write(batch)).finally(() => this.#batchesWaiting--);
    // Told to whoever adds or finishes next.
    this.#writing.catch(() => undefined);
  }

  async #write(batch: readonly Entry[]): Promise<void> {
    for (const { read: { camera } } of batch) {
      if (camera === null || this.#madeCameras.has(camera.cameraId)) continue;
      await this.#context.writeAsSystem("cameras.ensure", { cameraId: camera.cameraId, name: camera.name, provisional: camera.isProvisional });
      this.#madeCameras.add(camera.cameraId);
    }
    const { fileIds } = await this.#context.writeAsSystem("files.record", { files: batch.map(({ read }) => read.record) });
    fileIds.forEach((fileId, i) => batch[i]!.onWritten?.(fileId));
    this.#context.changed("cameras", "files", "recordings");
  }
}
