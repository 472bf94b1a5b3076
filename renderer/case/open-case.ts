// The case that is open, as all parts of the window ask for it: the case without its facts, and its facts, which cross only when one of
// them changed. Which case is open is the view's.

import type { LibraryTopic } from "../../contract/events.ts";
import type { Pin } from "../../contract/model.ts";
import type { CaseView, Fact } from "../../contract/reconstruction.ts";
import { amendAnswer, useQuery, type QueryAnswer } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";

/** Times on a case are those of its footage, under the clocks as they are corrected now; cameras have names. */
const TOPICS: readonly LibraryTopic[] = ["cases", "clocks", "cameras", "recordings"];

/** An answer only while it is about that case. */
function ofCase<T extends { readonly caseId: number }>(answer: QueryAnswer<T>, caseId: number | null): QueryAnswer<T> {
  return answer.data === null || answer.data.caseId === caseId ? answer : { ...answer, data: null };
}

/** A case without its facts; null asks nothing. */
export function useCaseView(caseId: number | null): QueryAnswer<CaseView> {
  return ofCase(useQuery("cases.view", caseId === null ? null : { caseId }, { topics: TOPICS }), caseId);
}

/** The case that is open, without its facts; null where none is, or nothing is known of it yet. */
export function useOpenCase(): CaseView | null {
  return useCaseView(useView((s) => s.caseId)).data;
}

/** Shows a pin as the engine has just kept it; null: it was taken off. All else of the case comes with the next answer. */
export function showKeptPin(caseId: number, pinId: number, pin: Pin | null): void {
  amendAnswer("cases.view", { caseId }, (view) => {
    const others = view.pins.filter((one) => one.pinId !== pinId);
    return { ...view, pins: pin === null ? others : [...others, pin].sort((a, b) => a.startMs - b.startMs) };
  });
}

/** The facts of a case, as they were entered; null where nothing is known of them yet. */
export function useCaseFacts(caseId: number | null): readonly Fact[] | null {
  return ofCase(useQuery("facts.list", caseId === null ? null : { caseId }, { topics: ["facts"] }), caseId).data?.facts ?? null;
}
