// The store's side of the writer's thread: sends named writes, gets their results. One at a time, in order.

import { Worker } from "node:worker_threads";
import { AppError, errorFromFacts, type ErrorFacts } from "../../contract/errors.ts";
import type { Actor } from "../../contract/model.ts";
import type { WriteInput, WriteName, WriteResult } from "./writes.ts";

/** What the thread is started with. */
export interface WriterStart {
  readonly libraryPath: string;
  readonly timezone: string;
  readonly host: string;
  readonly appVersion: string;
}
export interface WriteRequest { readonly writeId: number; readonly name: string; readonly input: unknown; readonly actor: Actor }
export type WriterMessage =
  | { readonly type: "open"; readonly isNew: boolean }
  | { readonly type: "failed-to-open"; readonly error: ErrorFacts }
  | { readonly type: "done"; readonly writeId: number; readonly result: unknown }
  | { readonly type: "refused"; readonly writeId: number; readonly error: ErrorFacts };

interface Waiting { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }

export class Writer {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastWriteId = 0;
  #hasEnded = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (message: WriterMessage) => this.#receive(message));
    worker.on("error", (error) => this.#end(error));
    worker.on("exit", () => this.#end(null));
  }

  /** Starts the thread, which opens (or makes) the library. @throws AppError as openWritable does */
  static async start(threadUrl: URL, start: WriterStart): Promise<{ readonly writer: Writer; readonly isNew: boolean }> {
    const worker = new Worker(threadUrl, { workerData: start });
    const isNew = await new Promise<boolean>((resolve, reject) => {
      worker.once("message", (message: WriterMessage) => {
        if (message.type === "open") resolve(message.isNew);
        else reject(message.type === "failed-to-open" ? errorFromFacts(message.error) : new AppError("worker-died"));
      });
      worker.once("error", (cause) => reject(new AppError("worker-died", {}, { cause })));
      worker.once("exit", () => reject(new AppError("worker-died")));
    });
    return { writer: new Writer(worker), isNew };
  }

  /** Runs one named write in one transaction. @throws AppError whatever the write refused with; worker-died */
  async write<N extends WriteName>(name: N, input: WriteInput<N>, actor: Actor): Promise<WriteResult<N>> {
    if (this.#hasEnded) throw new AppError("worker-died");
    const writeId = ++this.#lastWriteId;
    const result = new Promise<unknown>((resolve, reject) => this.#waiting.set(writeId, { resolve, reject }));
    this.#worker.postMessage({ writeId, name, input, actor } satisfies WriteRequest);
    return (await result) as WriteResult<N>;
  }

  async close(): Promise<void> {
    if (this.#hasEnded) return;
    const exit = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    this.#worker.postMessage(null);
    await exit;
  }

  #receive(message: WriterMessage): void {
    if (message.type !== "done" && message.type !== "refused") return;
    const waiting = this.#waiting.get(message.writeId);
    this.#waiting.delete(message.writeId);
    if (message.type === "done") waiting?.resolve(message.result);
    else waiting?.reject(errorFromFacts(message.error));
  }

  #end(cause: unknown): void {
    this.#hasEnded = true;
    for (const waiting of this.#waiting.values()) waiting.reject(new AppError("worker-died", {}, { cause }));
    this.#waiting.clear();
  }
}
