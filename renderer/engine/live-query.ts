// Questions to the engine that stay answered: one call for all who ask the same, asked again when the library says that
// the answer may have changed, cancelled when nobody listens any more. No React here (use-query.ts), no caching beyond that.

import { AppError } from "../../contract/errors.ts";
import type { EngineEvent, LibraryTopic } from "../../contract/events.ts";
import type { InputOf, MethodName } from "../../contract/methods.ts";
import { queryKey } from "./query-key.ts";

/** While asking again `data` is still the last answer and `error` the last failure. */
export interface QueryAnswer<T> {
  readonly data: T | null;
  readonly error: AppError | null;
  readonly loading: boolean;
}

export type Ask = (method: MethodName, input: unknown, signal: AbortSignal) => Promise<unknown>;

/** A change is asked about at once where the question has rested this long; else when it has: a burst becomes two questions, a steady stream leaves pauses. */
export const REFETCH_DELAY_MS = 150;

export const UNANSWERED: QueryAnswer<never> = { data: null, error: null, loading: true };

/** An answer with a change laid over it; laid over once more, it says the same. */
export type Amendment = (data: unknown) => unknown;

interface LiveQuery {
  readonly key: string;
  readonly method: MethodName;
  readonly input: unknown;
  readonly topics: Set<LibraryTopic>;
  readonly listeners: Set<() => void>;
  answer: QueryAnswer<unknown>;
  abort: AbortController | null;
  /** When it was asked or answered last, by performance.now. */
  restsSinceMs: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** What was laid over the answer while the next one was under way, which may have been read before it. */
  amendments: Amendment[];
  /** Something changed while the call was under way: ask once more when it is back. */
  isStale: boolean;
}

export class QueryRegistry {
  readonly #queries = new Map<string, LiveQuery>();
  readonly #ask: Ask;
  readonly #delayMs: number;

  constructor(ask: Ask, delayMs: number = REFETCH_DELAY_MS) {
    this.#ask = ask;
    this.#delayMs = delayMs;
  }

  /** The last answer to a question that somebody listens to; the same object until it changes. */
  peek(key: string): QueryAnswer<unknown> {
    return this.#queries.get(key)?.answer ?? UNANSWERED;
  }

  /** Asks (unless somebody did) and listens. Answers a function that stops; the last one to stop cancels the call. */
  listen<M extends MethodName>(method: M, input: InputOf<M>, topics: readonly LibraryTopic[], listener: () => void): () => void {
    const key = queryKey(method, input);
    let query = this.#queries.get(key);
    if (query === undefined) {
      query = { key, method, input, topics: new Set(topics), listeners: new Set(), answer: UNANSWERED, abort: null, restsSinceMs: -Infinity, timer: null, amendments: [], isStale: false };
      this.#queries.set(key, query);
      this.#fetch(query);
    }
    for (const topic of topics) query.topics.add(topic);
    query.listeners.add(listener);
    const heard = query;
    return () => {
      heard.listeners.delete(listener);
      // Leaving and coming back in one pass (a remount) must not cancel and ask again.
      setTimeout(() => {
        if (heard.listeners.size === 0) this.#forget(heard);
      }, 0);
    };
  }

  /**
   * Lays what a change was answered with over the answer that is there, so that it is shown before everything else of that answer has
   * come again. The question is asked anew all the same (`handle`), and then that holds.
   */
  amend(key: string, amendment: Amendment): void {
    const query = this.#queries.get(key);
    if (query === undefined) return;
    if (query.abort !== null) query.amendments.push(amendment);
    if (query.answer.data !== null) this.#settle(query, { ...query.answer, data: amendment(query.answer.data) });
  }

  handle(event: EngineEvent): void {
    if (event.type !== "library.changed") return;
    for (const query of this.#queries.values()) {
      if (event.topics.some((topic) => query.topics.has(topic))) this.#schedule(query);
    }
  }

  /** Everything may be different: another engine process answers from now on. */
  askAllAgain(): void {
    for (const query of this.#queries.values()) this.#schedule(query);
  }

  #schedule(query: LiveQuery): void {
    if (query.abort !== null) {
      query.isStale = true;
      return;
    }
    // A timer that is running is left alone: steady changes must not put the question off for ever.
    if (query.timer !== null) return;
    const waitMs = query.restsSinceMs + this.#delayMs - performance.now();
    if (waitMs <= 0) return this.#fetch(query);
    query.timer = setTimeout(() => {
      query.timer = null;
      this.#fetch(query);
    }, waitMs);
  }

  #fetch(query: LiveQuery): void {
    const abort = new AbortController();
    query.abort = abort;
    query.restsSinceMs = performance.now();
    query.isStale = false;
    query.amendments = [];
    this.#settle(query, { ...query.answer, loading: true });
    this.#ask(query.method, query.input, abort.signal).then(
      (data) => this.#finish(query, abort, { data: query.amendments.reduce((amended, amend) => amend(amended), data), error: null, loading: false }),
      (error: unknown) => this.#finish(query, abort, {
        data: query.answer.data,
        error: error instanceof AppError ? error : new AppError("internal", { message: String(error) }),
        loading: false,
      }),
    );
  }

  #finish(query: LiveQuery, abort: AbortController, answer: QueryAnswer<unknown>): void {
    if (abort.signal.aborted) return;
    query.abort = null;
    query.restsSinceMs = performance.now();
    this.#settle(query, answer);
    if (query.isStale) this.#schedule(query);
  }

  #settle(query: LiveQuery, answer: QueryAnswer<unknown>): void {
    query.answer = answer;
    for (const listener of [...query.listeners]) listener();
  }

  #forget(query: LiveQuery): void {
    if (query.timer !== null) clearTimeout(query.timer);
    query.abort?.abort();
    if (this.#queries.get(query.key) === query) this.#queries.delete(query.key);
  }
}
