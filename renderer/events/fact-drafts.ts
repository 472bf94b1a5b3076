// A fact while it is typed: what stands in the form, what is wrong with it, and its draft on this computer (kept-drafts.ts). The
// form is fact-form.tsx.

import { z } from "zod";
import { factKind, type Fact, type FactTexts } from "../../contract/reconstruction.ts";
import { keptDrafts } from "../case/kept-drafts.ts";
import { trueFromField } from "../design/field-time.ts";
import { doubtFromTyping, typedDoubt } from "./typed-doubt.ts";

const typedTime = z.union([z.number(), z.literal("unreadable"), z.null()]);
const draft = z.object({
  kind: factKind, text: z.string(), from: typedTime, to: typedTime, within: z.string(), timeText: z.string(), place: z.string(), source: z.string(),
  cameraId: z.string(), exhibitId: z.string(), subjectId: z.string(),
});
export type FactDraft = z.infer<typeof draft>;

export function draftOf(fact: Fact | null): FactDraft {
  return {
    kind: fact?.kind ?? "fact", text: fact?.text ?? "", from: fact?.fromMs ?? null, to: fact?.toMs ?? null, within: typedDoubt(fact?.uncertaintyMs ?? null), timeText: fact?.timeText ?? "",
    place: fact?.place ?? "", source: fact?.source ?? "", cameraId: fact?.cameraId ?? "", exhibitId: String(fact?.exhibitId ?? ""), subjectId: String(fact?.subjectId ?? ""),
  };
}

/** What keeps it from being kept; null where nothing does. */
export function draftFault({ text, from, to, within }: FactDraft): "text" | "time" | "order" | "within" | null {
  if (text.trim() === "") return "text";
  if (from === "unreadable" || to === "unreadable") return "time";
  if (from !== null && to !== null && to <= from) return "order";
  return doubtFromTyping(within) === "bad" ? "within" : null;
}

const orNull = (text: string): string | null => text.trim() || null;

/** What is kept of a draft without fault. */
export function textsOf(given: FactDraft): FactTexts {
  const doubt = doubtFromTyping(given.within);
  return {
    kind: given.kind, text: given.text.trim(), fromMs: trueFromField(given.from), toMs: trueFromField(given.to), uncertaintyMs: doubt === "bad" ? null : doubt, timeText: orNull(given.timeText),
    place: orNull(given.place), source: orNull(given.source), cameraId: given.cameraId || null,
    exhibitId: given.exhibitId === "" ? null : Number(given.exhibitId), subjectId: given.subjectId === "" ? null : Number(given.subjectId),
  };
}

export const factDrafts = keptDrafts("fact", draft);
