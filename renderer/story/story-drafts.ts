// Drafts of the account on this computer: written with every key, gone once the section is saved, there again after a crash.

import { z } from "zod";

const draft = z.object({ title: z.string(), text: z.string(), baseMs: z.number().nullable() });
/** `baseMs`: when the section was last changed as the draft began; null for a new one. */
export type StoryDraft = z.infer<typeof draft>;

const keyOf = (libraryPath: string, caseId: number, sectionId: number | null): string => `quayline.story:${libraryPath}:${caseId}:${sectionId ?? "new"}`;

export function keepDraft(libraryPath: string, caseId: number, sectionId: number | null, kept: StoryDraft): void {
  localStorage.setItem(keyOf(libraryPath, caseId, sectionId), JSON.stringify(kept));
}

export function dropDraft(libraryPath: string, caseId: number, sectionId: number | null): void {
  localStorage.removeItem(keyOf(libraryPath, caseId, sectionId));
}

/** What was kept; null where nothing was, or nothing that can be read. */
export function readDraft(libraryPath: string, caseId: number, sectionId: number | null): StoryDraft | null {
  try {
    return draft.safeParse(JSON.parse(localStorage.getItem(keyOf(libraryPath, caseId, sectionId)) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}
