// A section of the account while it is written: what its draft on this computer holds.

import { z } from "zod";
import { keptDrafts } from "../case/kept-drafts.ts";

/** `baseMs`: when the section was last changed as the draft began; null for a new one. */
export const storyDrafts = keptDrafts("story", z.object({ title: z.string(), text: z.string(), baseMs: z.number().nullable() }));
