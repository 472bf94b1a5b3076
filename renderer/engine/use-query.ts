// Engine data in components: asks, keeps the last answer while the next is on its way, asks again when the library
// changed in one of the topics. For reading only; what changes something goes through engine-client's call.

import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { LibraryTopic } from "../../contract/events.ts";
import type { InputOf, MethodName, OutputOf } from "../../contract/methods.ts";
import { call, onEngineBack, onEngineEvent } from "./engine-client.ts";
import { QueryRegistry, UNANSWERED, type QueryAnswer } from "./live-query.ts";
import { queryKey } from "./query-key.ts";

export type { QueryAnswer } from "./live-query.ts";

let shared: QueryRegistry | null = null;

function registry(): QueryRegistry {
  if (shared !== null) return shared;
  const made = new QueryRegistry((method, input, signal) => call(method, input as never, signal));
  shared = made;
  onEngineEvent((event) => made.handle(event));
  onEngineBack(() => made.askAllAgain());
  return made;
}

/** Lays what a change was answered with over the answer to a question, if anybody asks it. `amend` says the same however often it is laid over. */
export function amendAnswer<M extends MethodName>(method: M, input: InputOf<M>, amend: (data: OutputOf<M>) => OutputOf<M>): void {
  registry().amend(queryKey(method, input), amend as (data: unknown) => unknown);
}

const NOT_ASKED: QueryAnswer<never> = { data: null, error: null, loading: false };
const listenToNothing = (): (() => void) => () => undefined;

/**
 * The engine's answer to a question, kept up to date. `input` null asks nothing. Inputs are compared by their JSON, so
 * they may be made anew in each render. After the input changed, `data` stays the answer to the last one until the new
 * one is there (`loading` says so); where that would mislead, compare an id in it.
 */
export function useQuery<M extends MethodName>(
  method: M,
  input: InputOf<M> | null,
  options: { readonly topics?: readonly LibraryTopic[] } = {},
): QueryAnswer<OutputOf<M>> {
  const key = input === null ? null : queryKey(method, input);
  const asked = useRef({ input, topics: options.topics ?? [] });
  asked.current = { input, topics: options.topics ?? [] };

  const listen = useCallback((listener: () => void) => {
    const { input: now, topics } = asked.current;
    return now === null ? listenToNothing() : registry().listen(method, now, topics, listener);
  }, [method, key]);
  const told = useRef<{ readonly key: string | null; readonly answer: QueryAnswer<unknown> }>({ key: null, answer: NOT_ASKED });
  const readsLoading = useRef(false);
  const peek = useCallback(() => {
    const now = key === null ? NOT_ASKED : registry().peek(key);
    const { key: toldKey, answer: before } = told.current;
    // Asked again, and most never look whether it is: what they show stays as it is.
    if (toldKey === key && !readsLoading.current && now.data !== null && now.data === before.data && now.error === before.error) return before;
    told.current = { key, answer: now };
    return now;
  }, [key]);
  const answer = useSyncExternalStore(listen, peek) as QueryAnswer<OutputOf<M>>;

  const known = useMemo<QueryAnswer<OutputOf<M>>>(() => ({
    data: answer.data, error: answer.error,
    get loading() {
      readsLoading.current = true;
      return key !== null && registry().peek(key).loading;
    },
  }), [answer, key]);

  const lastData = useRef<OutputOf<M> | null>(null);
  useEffect(() => {
    if (answer.data !== null) lastData.current = answer.data;
  }, [answer]);
  if (key !== null && answer === (UNANSWERED as QueryAnswer<unknown>)) {
    return { data: lastData.current, error: null, loading: true };
  }
  if (answer.data === null && answer.loading) return { ...answer, data: lastData.current };
  return known;
}

/** One plain value of the engine's answer, null before there is one: drawn anew only where that value changed. */
export function useAnswerPart<M extends MethodName, T extends string | number | boolean>(method: M, input: InputOf<M>, topics: readonly LibraryTopic[], pick: (data: OutputOf<M>) => T): T | null {
  const key = queryKey(method, input);
  const asked = useRef({ input, topics });
  asked.current = { input, topics };
  const listen = useCallback((listener: () => void) => registry().listen(method, asked.current.input, asked.current.topics, listener), [method, key]);
  return useSyncExternalStore(listen, () => {
    const { data } = registry().peek(key);
    return data === null ? null : pick(data as OutputOf<M>);
  });
}

/** Several questions of one kind at once, each as `useQuery` asks it; answers in the order of the inputs. A new one has no data yet. */
export function useQueries<M extends MethodName>(method: M, inputs: readonly InputOf<M>[], options: { readonly topics?: readonly LibraryTopic[] } = {}): readonly QueryAnswer<OutputOf<M>>[] {
  const keys = inputs.map((input) => queryKey(method, input));
  const asked = useRef({ inputs, keys, topics: options.topics ?? [] });
  asked.current = { inputs, keys, topics: options.topics ?? [] };
  const last = useRef<readonly QueryAnswer<unknown>[]>([]);
  const joined = keys.join("\n");

  const listen = useCallback((listener: () => void) => {
    const stops = asked.current.inputs.map((input) => registry().listen(method, input, asked.current.topics, listener));
    return () => stops.forEach((stop) => stop());
  }, [method, joined]);
  const peek = useCallback(() => {
    const now = asked.current.keys.map((key) => registry().peek(key));
    if (now.length !== last.current.length || now.some((answer, i) => answer !== last.current[i])) last.current = now;
    return last.current;
  }, [joined]);
  return useSyncExternalStore(listen, peek) as readonly QueryAnswer<OutputOf<M>>[];
}
