// What an investigator does to exhibits, observations, people and vehicles: each act asks who acts and calls the engine, which
// remembers how it is undone. Throws what the engine refuses; forms show it beside themselves.

import type { InputOf } from "../../contract/methods.ts";
import type { Exhibit, Observation } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { tellDone } from "../history/change-history.ts";

export async function addExhibit(input: InputOf<"exhibits.add">): Promise<void> {
  await withActor(() => call("exhibits.add", input));
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

export async function addSubject(input: InputOf<"subjects.add">): Promise<void> {
  await withActor(() => call("subjects.add", input));
}

export async function removeSubject(subjectId: number): Promise<void> {
  await withActor(() => call("subjects.remove", { subjectId }));
}
