// The streams of this process as the command line uses them: documents written whole, one line of progress that is
// overwritten, and a reader that goes away without a crash.

import type { Readable, Writable } from "node:stream";
import { fitText } from "./text-table.ts";

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Resolves when the text has left this process, or when nobody is reading any more (`… | head`). */
export function writeWhole(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) return resolve();
    stream.write(text, () => resolve());
  });
}

/** A reader that went away is no failure of ours; any other error of a stream is. */
export function tolerateClosedReader(stream: Writable): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
  });
}

export class Terminal {
  readonly streams: Streams;
  #isProgressShown = false;

  constructor(streams: Streams) {
    this.streams = streams;
  }

  get showsProgress(): boolean {
    return this.streams.stderr.isTTY === true;
  }

  /** A sentence for whoever sits there; never part of the document. */
  note(line: string): void {
    this.clearProgress();
    if (!this.streams.stderr.destroyed) this.streams.stderr.write(`${line}\n`);
  }

  progress(line: string): void {
    if (!this.showsProgress) return;
    this.streams.stderr.write(`\r\u001b[2K${fitText(line, this.#width() - 1)}`);
    this.#isProgressShown = true;
  }

  /** Some terminals report no columns, or zero. */
  #width(): number {
    const columns = this.streams.stderr.columns ?? 0;
    return columns > 0 ? columns : 80;
  }

  clearProgress(): void {
    if (!this.#isProgressShown) return;
    this.streams.stderr.write("\r\u001b[2K");
    this.#isProgressShown = false;
  }

  /** The document on stdout, whole and with a line end; nothing where there is nothing to say. */
  async document(...pieces: readonly string[]): Promise<void> {
    this.clearProgress();
    for (const piece of pieces) await writeWhole(this.streams.stdout, piece);
    if (pieces.at(-1)?.endsWith("\n") === false && pieces.at(-1) !== "") await writeWhole(this.streams.stdout, "\n");
  }
}
