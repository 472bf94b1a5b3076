// What an investigator does to exhibits, observations, people and vehicles: each act asks who acts and calls the engine, which
// remembers how it is undone. Throws what the engine refuses; forms show it beside themselves.

import type { InputOf } from "../../contract/methods.ts";
import type { Exhibit, Observation } from "../../contract/model.ts";
import type { Subject } from "../../contract/reconstruction.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { tellDone } from "../history/change-history.ts";

export type ExhibitTexts = Omit<InputOf<"exhibits.update">, "exhibitId">;

/** Adds an exhibit, or changes `before`. `picture` undefined leaves it as it is. */
export async function saveExhibit(caseId: number, before: Exhibit | null, texts: ExhibitTexts): Promise<void> {
  await withActor(() => before === null ? call("exhibits.add", { ...texts, picture: texts.picture ?? null, caseId }) : call("exhibits.update", { ...texts, exhibitId: before.exhibitId }));
}

export async function retireExhibit(exhibit: Exhibit): Promise<void> {
  await withActor(() => call("exhibits.retire", { exhibitId: exhibit.exhibitId }));
  tellDone("exhibit-retired", exhibit.name, exhibit.caseId);
}

export async function restoreExhibit(exhibitId: number): Promise<void> {
  await withActor(() => call("exhibits.restore", { exhibitId }));
}

export function addObservation(input: InputOf<"observations.add">): Promise<Observation> {
  return withActor(() => call("observations.add", input));
}

export function reviseObservation(input: InputOf<"observations.revise">): Promise<Observation> {
  return withActor(() => call("observations.revise", input));
}

export async function withdrawObservation(exhibit: Exhibit, observationId: number, reason: string): Promise<void> {
  await withActor(() => call("observations.withdraw", { observationId, reason }));
  tellDone("observation-withdrawn", exhibit.name, exhibit.caseId);
}

/** `reason` says why it stands again. */
export async function reinstateObservation(observationId: number, reason: string): Promise<void> {
  await withActor(() => call("observations.reinstate", { observationId, reason }));
}

export async function setViews(input: InputOf<"exhibits.setViews">): Promise<void> {
  await withActor(() => call("exhibits.setViews", input));
}

export type SubjectTexts = Omit<InputOf<"subjects.update">, "subjectId">;

/** Adds a person or vehicle, or changes `before`. */
export async function saveSubject(caseId: number, before: Subject | null, texts: SubjectTexts): Promise<void> {
  await withActor(() => before === null ? call("subjects.add", { ...texts, caseId }) : call("subjects.update", { ...texts, subjectId: before.subjectId }));
}

export async function removeSubject({ subjectId, label, caseId }: Subject): Promise<void> {
  await withActor(() => call("subjects.remove", { subjectId }));
  tellDone("subject-removed", label, caseId);
}

export async function restoreSubject(subjectId: number): Promise<void> {
  await withActor(() => call("subjects.restore", { subjectId }));
}
