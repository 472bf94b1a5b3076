// Which case was open in which library, kept on this computer, so that the window comes back as it was left.

import { useEffect } from "react";
import type { OutputOf } from "../../contract/methods.ts";
import { useView } from "../state/view-store.ts";

const storageKey = (libraryPath: string): string => `quayline.case:${libraryPath}`;

export function rememberCase(libraryPath: string | null, caseId: number | null): void {
  useView.getState().openCase(caseId);
  if (libraryPath === null) return;
  if (caseId === null) localStorage.removeItem(storageKey(libraryPath));
  else localStorage.setItem(storageKey(libraryPath), String(caseId));
}

/** Opens the case that was open last, else the newest; leaves an open one alone while it exists. */
export function useRememberedCase(libraryPath: string | null, cases: OutputOf<"cases.list"> | null): void {
  const caseId = useView((s) => s.caseId);
  useEffect(() => {
    if (libraryPath === null || cases === null || cases.length === 0) return;
    if (caseId !== null && cases.some((c) => c.caseId === caseId)) return;
    const last = Number(localStorage.getItem(storageKey(libraryPath)));
    const newest = [...cases].sort((a, b) => b.createdMs - a.createdMs || b.caseId - a.caseId)[0];
    const chosen = cases.find((c) => c.caseId === last) ?? newest;
    if (chosen !== undefined) useView.getState().openCase(chosen.caseId);
  }, [libraryPath, cases, caseId]);
}
