// What an investigator does to a case: each act asks who acts and calls the engine, which remembers how it is undone. Throws
// what the engine refuses; forms show it beside themselves.

import type { InputOf, OutputOf } from "../../contract/methods.ts";
import type { Pin } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { useView } from "../state/view-store.ts";
import { tellDone } from "../history/change-history.ts";
import { showKeptPin } from "./open-case.ts";

/** `onKept` is told together with the frame that shows the pin. */
export async function addPin(input: InputOf<"pins.add">, onKept: () => void): Promise<void> {
  const pin = await withActor(() => call("pins.add", input));
  showKeptPin(pin.caseId, pin.pinId, pin);
  useView.getState().selectPin(pin.pinId);
  onKept();
}

export async function removePin(pin: Pin): Promise<void> {
  await withActor(() => call("pins.remove", { pinId: pin.pinId }));
  showKeptPin(pin.caseId, pin.pinId, null);
  if (useView.getState().selectedPinId === pin.pinId) useView.getState().selectPin(null);
  tellDone("pin-removed", pin.title, pin.caseId);
}

export interface PinText {
  readonly title: string;
  readonly note: string | null;
  readonly tags: readonly string[];
}

export async function changePin(pin: Pin, next: PinText): Promise<void> {
  showKeptPin(pin.caseId, pin.pinId, await withActor(() => call("pins.update", { pinId: pin.pinId, title: next.title, note: next.note, tags: [...next.tags] })));
}

export type CaseText = InputOf<"cases.create">;

export function createCase(input: CaseText): Promise<OutputOf<"cases.create">> {
  return withActor(() => call("cases.create", input));
}

export async function changeCase(caseId: number, next: CaseText): Promise<void> {
  const { number, title, cause, place, periodFromMs, periodToMs, officers } = next;
  await withActor(() => call("cases.update", {
    caseId, number, title, cause: cause ?? null, place: place ?? null,
    periodFromMs: periodFromMs ?? null, periodToMs: periodToMs ?? null, officers: officers ?? [],
  }));
}
