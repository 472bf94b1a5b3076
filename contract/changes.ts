// What people did to a case or to the library and can take back, as the engine keeps it. Undo never deletes: it is another
// act, in the name of whoever undoes, and the custody log has both.

import { z } from "zod";
import { rowId } from "./model.ts";

/** What a change was, for the words beside it: one phrase of each in the locales (window-history). */
export const changeKinds = [
  "pin-added", "pin-removed", "pin-changed", "case-changed",
  "exhibit-added", "exhibit-changed", "exhibit-retired", "exhibit-restored", "exhibit-views-changed",
  "observation-added", "observation-revised", "observation-withdrawn", "observation-reinstated",
  "subject-added", "subject-changed", "subject-removed", "subject-restored",
  "statement-added", "statement-changed", "statement-removed", "statement-restored", "statement-assessed",
  "fact-added", "fact-changed", "fact-removed", "fact-restored", "facts-imported",
  "section-added", "section-changed", "section-removed", "section-restored", "story-ordered",
  "reading-added", "reading-removed", "camera-changed", "camera-placed", "plan-added", "plan-changed", "plan-removed", "plan-restored", "blind-area-added", "blind-area-changed", "blind-area-removed", "blind-area-restored", "neighbours-changed", "tiles-added", "tiles-removed", "tiles-restored", "files-assigned", "files-placed", "sheet-added", "sheet-changed",
] as const;
export const changeKind = z.enum(changeKinds);
export type ChangeKind = (typeof changeKinds)[number];

/** `dropped`: it was undone, and something new was done since; it cannot come back. */
export const changeState = z.enum(["done", "undone", "dropped"]);

export const change = z.object({
  changeId: rowId,
  /** Null for what belongs to the library and not to one case: clocks, cameras, files, intake sheets. */
  caseId: rowId.nullable(),
  kind: changeKind,
  /** What it was done to, as people know it: a pin's title, a camera's name. */
  title: z.string(),
  /** The thing itself, such as `pin:12`; of many things the first. */
  subject: z.string(),
  by: z.string(), atMs: z.number(),
  state: changeState,
  /** Who undid it or did it again last, and when; null: nobody. */
  steppedBy: z.string().nullable(), steppedMs: z.number().nullable(),
});
export type Change = z.infer<typeof change>;

/** What undo and redo would do next for a case, that of the library with it; `caseId` null: for the library alone. */
export const changeScope = z.object({ caseId: rowId.nullable().default(null) });
