// What is done from the case timeline: facts kept and taken off, a table entered or written, going to an entry. Each act that
// changes something asks who acts and calls the engine, which remembers how it is undone.

import i18next from "i18next";
import type { CaseEvent } from "../../contract/case-events.ts";
import type { InputOf, OutputOf } from "../../contract/methods.ts";
import type { FactTexts } from "../../contract/reconstruction.ts";
import { withActor } from "../actor/actor-store.ts";
import { goTo } from "../app/go-to.ts";
import { call } from "../engine/engine-client.ts";
import { tellDone } from "../history/change-history.ts";
import { useView } from "../state/view-store.ts";

/** Adds a fact, or changes one; answers its id. */
export async function saveFact(caseId: number, factId: number | null, texts: FactTexts): Promise<number> {
  const kept = await withActor(() => (factId === null ? call("facts.add", { ...texts, caseId }) : call("facts.update", { ...texts, factId })));
  return kept.factId;
}

export async function removeFact(caseId: number, factId: number, title: string): Promise<void> {
  await withActor(() => call("facts.remove", { factId }));
  tellDone("fact-removed", title, caseId);
}

export async function enterTable(input: InputOf<"facts.import">): Promise<OutputOf<"facts.import">> {
  const done = await withActor(() => call("facts.import", input));
  if (done.factIds.length > 0) tellDone("facts-imported", String(done.factIds.length), input.caseId);
  return done;
}

/** Where it was saved; null where nobody chose a place. */
export async function saveTimeline(caseId: number, caseNumber: string): Promise<string | null> {
  const { text } = await call("facts.export", { caseId });
  return window.quayline.saveText(i18next.t("window:events.exportTitle"), `${caseNumber.replace(/[\\/:*?"<>|\s]+/g, "-")}-${i18next.t("window:events.exportName")}.csv`, text);
}

/** Puts play head, camera and timeline where the entry begins; nothing where it has no time. */
export function goToEvent({ kind, id, moment, cameraId }: CaseEvent): void {
  if (moment === null) return;
  if (kind === "pin") useView.getState().selectPin(id);
  goTo(moment.trueMs, cameraId);
}
