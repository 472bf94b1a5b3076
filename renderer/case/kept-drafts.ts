// What is typed on a case and not kept yet, on this computer: written with every key, gone once it is kept or given up, there
// again after a crash. What stands in a draft is for those who write it.

import type { z } from "zod";

export interface KeptDrafts<T> {
  /** `id` null: of something new. */
  keep(libraryPath: string, caseId: number, id: number | null, draft: T): void;
  drop(libraryPath: string, caseId: number, id: number | null): void;
  /** What was kept; null where nothing was, or nothing that can be read. */
  read(libraryPath: string, caseId: number, id: number | null): T | null;
}

/** `kind` tells drafts of one thing from those of another. */
export function keptDrafts<T>(kind: string, shape: z.ZodType<T>): KeptDrafts<T> {
  const keyOf = (libraryPath: string, caseId: number, id: number | null): string => `quayline.${kind}:${libraryPath}:${caseId}:${id ?? "new"}`;
  return {
    keep: (libraryPath, caseId, id, draft) => localStorage.setItem(keyOf(libraryPath, caseId, id), JSON.stringify(draft)),
    drop: (libraryPath, caseId, id) => localStorage.removeItem(keyOf(libraryPath, caseId, id)),
    read: (libraryPath, caseId, id) => {
      try {
        return shape.safeParse(JSON.parse(localStorage.getItem(keyOf(libraryPath, caseId, id)) ?? "null")).data ?? null;
      } catch {
        return null;
      }
    },
  };
}
