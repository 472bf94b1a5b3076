// What the engine's rooms get to work with: the store, jobs, events, who acts, and where derived files lie.

import { join } from "node:path";
import type { LibraryTopic } from "../contract/events.ts";
import type { MethodName, OutputOf, ParsedInputOf } from "../contract/methods.ts";
import type { Actor } from "../contract/model.ts";
import type { RootStates } from "./ingest/root-states.ts";
import type { JobRunner } from "./jobs.ts";
import type { Store } from "./store/store.ts";
import type { WriteInput, WriteName, WriteResult } from "./store/writes.ts";

export interface LibraryPaths {
  readonly library: string;
  readonly proxies: string;
  readonly posters: string;
  readonly previews: string;
  /** Copies of pictures of plans, named by their content. */
  readonly plans: string;
  readonly exports: string;
}

export function libraryPaths(libraryPath: string): LibraryPaths {
  return { library: libraryPath, proxies: join(libraryPath, "proxies"), posters: join(libraryPath, "posters"), previews: join(libraryPath, "previews"), plans: join(libraryPath, "plans"), exports: join(libraryPath, "exports") };
}

/** What the library makes of originals lies here: no footage of a recorder, even where a folder that holds it is indexed. */
export const derivedFolders = ({ proxies, posters, exports }: LibraryPaths): readonly string[] => [proxies, posters, exports];

export interface EngineContext {
  readonly store: Store;
  readonly jobs: JobRunner;
  readonly paths: LibraryPaths;
  /** Which of the folders that were given are there. */
  readonly roots: RootStates;
  readonly appVersion: string;
  /** Who acts now. @throws AppError actor-unknown where nobody has said so yet */
  requireActor(): Actor;
  setActor(actor: Actor): void;
  currentActor(): Actor | null;
  /** Writes in the actor's name. @throws AppError library-busy, library-read-only, actor-unknown, and what the write refuses with */
  write<N extends WriteName>(name: N, input: WriteInput<N>): Promise<WriteResult<N>>;
  /** Writes what is nobody's act: rows that a job derives, the jobs themselves. */
  writeAsSystem<N extends WriteName>(name: N, input: WriteInput<N>): Promise<WriteResult<N>>;
  /** Tells the clients that answers may have changed. */
  changed(...topics: LibraryTopic[]): void;
}

export type Handler<M extends MethodName> = (input: ParsedInputOf<M>, signal: AbortSignal) => OutputOf<M> | Promise<OutputOf<M>>;
/** A handler for every method: a missing one does not compile. */
export type Handlers = { readonly [M in MethodName]: Handler<M> };
/** The part of the handlers that one room brings. */
export type SomeHandlers<M extends MethodName> = { readonly [K in M]: Handler<K> };
