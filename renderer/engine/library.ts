// The library as the window knows it: what it is, in which zone it speaks, whether it may be written.
// One question shared by all who ask it (use-query.ts).

import type { LibraryTopic } from "../../contract/events.ts";
import { DEFAULT_TIMEZONE } from "../../contract/zone.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { useAnswerPart, useQuery, type QueryAnswer } from "./use-query.ts";

export type Library = OutputOf<"library.read">;

const TOPICS: readonly LibraryTopic[] = ["cameras", "files", "recordings", "clocks", "cases", "actor"];

export function useLibrary(): QueryAnswer<Library> {
  return useQuery("library.read", {}, { topics: TOPICS });
}

/** The zone in which times are shown and typed. */
export function useTimezone(): string {
  return useAnswerPart("library.read", {}, TOPICS, ({ timezone }) => timezone) ?? DEFAULT_TIMEZONE;
}

/** The folder's own name, for people. */
export function libraryNameFromPath(path: string): string {
  return path.split(/[\\/]/).filter((part) => part !== "").at(-1) ?? path;
}
