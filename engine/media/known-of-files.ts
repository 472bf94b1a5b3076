// What was found out about a file, remembered while the file stays as it is: scrubbing asks the same file again and again. What is asked stands
// with who asks. In memory alone, gone with the process.

import { stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";

const isCancelled = (error: unknown): boolean => error instanceof AppError && error.code === "cancelled";

/** Answers about at most `max` files; the oldest goes first. */
export class KnownOfFiles<T> {
  readonly #answers = new Map<string, Promise<T>>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /**
   * The answer for a file, read as `container`. Who comes while it is being asked waits for the same answer, and asks anew where whoever asked
   * has given up.
   * @param ask must end with AppError cancelled where it is given up by its signal, and by nothing else
   * @throws what `ask` throws; what the system says where the file is gone
   */
  async of(path: string, container: string | null, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    const { dev, ino, size, mtimeMs } = await stat(path);
    const key = `${dev}:${ino}:${size}:${mtimeMs}:${container}`;
    for (;;) {
      const known = this.#answers.get(key);
      if (known === undefined) return this.#ask(key, ask);
      try {
        return await known;
      } catch (error) {
        if (signal.aborted || !isCancelled(error)) throw error;
      }
    }
  }

  #ask(key: string, ask: () => Promise<T>): Promise<T> {
    if (this.#answers.size >= this.#max) this.#answers.delete(this.#answers.keys().next().value!);
    const answer = ask();
    this.#answers.set(key, answer);
    // A question that failed, or was given up, is no answer. Before any who waits hears of it.
    answer.catch(() => this.#answers.get(key) === answer && this.#answers.delete(key));
    return answer;
  }
}
