// A limit of time for one piece of work, which may be cancelled from outside too. AbortSignal.timeout and AbortSignal.any do the same
// until their time is over, however soon the work is done: of a hundred thousand files that was 40 MB a thread.

export class TimeLimit {
  readonly #outer: AbortSignal;
  readonly #inner = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #cancel = (): void => this.#inner.abort();
  #isOver = false;

  /** Call `end` when the work is done. */
  constructor(outer: AbortSignal, limitMs: number) {
    this.#outer = outer;
    if (outer.aborted) this.#cancel();
    outer.addEventListener("abort", this.#cancel, { once: true });
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#cancel();
    }, limitMs);
  }

  /** Aborted where the work was cancelled, or has taken too long. */
  get signal(): AbortSignal {
    return this.#inner.signal;
  }

  /** It has taken too long. */
  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.#cancel);
  }
}
