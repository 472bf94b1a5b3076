// When what the timeline was told of footage may have changed: the library says so, or another process of the engine answers. What is
// asked again then is the listener's.

import type { LibraryTopic } from "../../contract/events.ts";
import { onEngineBack, onEngineEvent } from "../engine/engine-client.ts";

/** Steady changes (a folder being indexed) become a question at a time. */
export const OUTDATE_AFTER_MS = 150;
const TOPICS: ReadonlySet<LibraryTopic> = new Set<LibraryTopic>(["recordings", "clocks", "cameras", "files"]);

/** Called `OUTDATE_AFTER_MS` after the first of changes that came together. Answers a function that stops. */
export function onFootageChanged(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tellSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      listener();
    }, OUTDATE_AFTER_MS);
  };
  const stopEvents = onEngineEvent((event) => {
    if (event.type === "library.changed" && event.topics.some((topic) => TOPICS.has(topic))) tellSoon();
  });
  const stopBack = onEngineBack(tellSoon);
  return () => {
    stopEvents();
    stopBack();
    if (timer !== null) clearTimeout(timer);
  };
}
