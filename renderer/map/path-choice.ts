// Whose way the map draws, and the answer: an exhibit, a person or vehicle by label, or all pins of the case that is open.

import type { CasePath } from "../../contract/path.ts";
import type { QueryAnswer } from "../engine/use-query.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";
import { useMap } from "./map-store.ts";

export type PathSubject =
  | { readonly kind: "exhibit"; readonly exhibitId: number }
  | { readonly kind: "subject"; readonly label: string }
  | { readonly kind: "pins" };

export interface PathChoice {
  /** A way chosen in one case is none in another. */
  readonly caseId: number;
  readonly subject: PathSubject;
}

/** The choice as a text for a list's option, and back. */
export function pathKey(subject: PathSubject | null): string {
  return subject === null ? "" : subject.kind === "exhibit" ? `exhibit:${subject.exhibitId}` : subject.kind === "subject" ? `subject:${subject.label}` : "pins";
}
export function subjectFromKey(key: string): PathSubject | null {
  if (key === "pins") return { kind: "pins" };
  if (key.startsWith("exhibit:")) return { kind: "exhibit", exhibitId: Number(key.slice("exhibit:".length)) };
  return key.startsWith("subject:") ? { kind: "subject", label: key.slice("subject:".length) } : null;
}

/** The way that is chosen in the case that is open; no question where none is. */
export function usePath(): QueryAnswer<CasePath> & { readonly choice: PathChoice | null } {
  const caseId = useView((s) => s.caseId);
  const { path: chosen, pathLimitKmh } = useMap();
  const choice = chosen !== null && chosen.caseId === caseId ? chosen : null;
  const subject = choice?.subject;
  const answer = useQuery("map.path", choice === null ? null : {
    caseId: choice.caseId, limitKmh: pathLimitKmh,
    exhibitId: subject?.kind === "exhibit" ? subject.exhibitId : null,
    subject: subject?.kind === "subject" ? subject.label : null,
  }, { topics: ["cases", "clocks", "cameras", "recordings"] });
  return { ...answer, data: choice === null ? null : answer.data, choice };
}
