// What the engine tells its clients unasked. At most five a second of each job.

import type { Job } from "./jobs.ts";

/** Which answers may have changed: a client asks again for what it shows of them. */
export type LibraryTopic = "cameras" | "files" | "recordings" | "clocks" | "intakes" | "cases" | "facts" | "watched" | "changes" | "custody" | "actor" | "roots" | "previews" | "map";

export type EngineEvent =
  | { readonly type: "jobs.changed"; readonly job: Job }
  | { readonly type: "library.changed"; readonly topics: readonly LibraryTopic[] };
