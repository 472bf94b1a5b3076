// Saving the report's papers where a person says: the engine writes them, main asks where. What came of it stays to be read until
// the next one is saved.

import i18next from "i18next";
import { create } from "zustand";
import { factsFromError } from "../../contract/errors.ts";
import { call } from "../engine/engine-client.ts";
import { sentenceFromCode, type Sentence } from "../i18n.ts";
import type { Lang } from "../../resources/locales/locales.ts";
import type { GapQuestion } from "./gap-question.ts";

export type PaperForm = "page" | "table" | "notices";
export interface Paper { readonly name: string; readonly text: string }

interface SavedState {
  /** Null: nothing was saved, or its message was put away. */
  readonly saved: { readonly path: string } | { readonly failure: Sentence } | null;
  readonly isSaving: boolean;
  dismiss(): void;
  /** Ends the making of a paper; one that is being written is written whole. */
  stop(): void;
}

let making: AbortController | null = null;

export const useSavedPapers = create<SavedState>((set) => ({ saved: null, isSaving: false, dismiss: () => set({ saved: null }), stop: () => making?.abort() }));

const saveFailed = (): Sentence => ({ message: i18next.t("gaps:saveFailed"), fix: null });

/** Makes a paper and saves it where a person says; what came of it is in the store. */
export async function savePaper(make: (signal: AbortSignal) => Promise<Paper>): Promise<void> {
  if (useSavedPapers.getState().isSaving) return;
  making = new AbortController();
  useSavedPapers.setState({ isSaving: true, saved: null });
  try {
    const paper = await make(making.signal);
    const path = await window.quayline.saveText(i18next.t("gaps:saveTitle"), paper.name, paper.text).catch((thrown: unknown) => {
      const isThere = factsFromError(thrown).code === "target-exists";
      useSavedPapers.setState({ saved: { failure: isThere ? sentenceFromCode("errors", "target-exists", { path: paper.name }) : saveFailed() } });
      return null;
    });
    if (path !== null) useSavedPapers.setState({ saved: { path } });
  } catch (thrown) {
    const { code, params } = factsFromError(thrown);
    if (code !== "cancelled") useSavedPapers.setState({ saved: { failure: sentenceFromCode("errors", code, params) } });
  } finally {
    useSavedPapers.setState({ isSaving: false });
  }
}

export const saveReport = (question: GapQuestion, form: PaperForm, lang: Lang): Promise<void> => savePaper((signal) => call("gaps.paper", { ...question, form, lang }, signal));
