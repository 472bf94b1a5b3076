// What an investigator does to a case: each act asks who acts, calls the engine, and is remembered for undo, also where
// the engine cannot take it back, so that undo never passes over it in silence. Throws what the engine refuses; forms show it beside themselves.

import type { InputOf, OutputOf } from "../../contract/methods.ts";
import type { Case, Pin } from "../../contract/model.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { useView } from "../state/view-store.ts";
import { rememberChange } from "../history/change-history.ts";

async function takePinOff(pinId: number): Promise<void> {
  await withActor(() => call("pins.remove", { pinId }));
  if (useView.getState().selectedPinId === pinId) useView.getState().selectPin(null);
}

async function putPinBack(pinId: number): Promise<void> {
  await withActor(() => call("pins.restore", { pinId }));
  useView.getState().selectPin(pinId);
}

export async function addPin(input: InputOf<"pins.add">): Promise<Pin> {
  const pin = await withActor(() => call("pins.add", input));
  useView.getState().selectPin(pin.pinId);
  rememberChange({ kind: "pin-added", caseId: pin.caseId, title: pin.title, undo: () => takePinOff(pin.pinId), redo: () => putPinBack(pin.pinId) });
  return pin;
}

export async function removePin(pin: Pin): Promise<void> {
  await takePinOff(pin.pinId);
  rememberChange({ kind: "pin-removed", caseId: pin.caseId, title: pin.title, undo: () => putPinBack(pin.pinId), redo: () => takePinOff(pin.pinId) });
}

export interface PinText {
  readonly title: string;
  readonly note: string | null;
  readonly tags: readonly string[];
}

export async function changePin(pin: Pin, next: PinText): Promise<void> {
  const write = async (text: PinText): Promise<void> => {
    await withActor(() => call("pins.update", { pinId: pin.pinId, title: text.title, note: text.note, tags: [...text.tags] }));
  };
  await write(next);
  rememberChange({ kind: "pin-changed", caseId: pin.caseId, title: next.title, undo: () => write(pin), redo: () => write(next) });
}

export type CaseText = InputOf<"cases.create">;

export function createCase(input: CaseText): Promise<OutputOf<"cases.create">> {
  return withActor(() => call("cases.create", input));
}

export async function changeCase(before: Case, next: CaseText): Promise<void> {
  const write = async (text: CaseText): Promise<void> => {
    const { number, title, cause, place, periodFromMs, periodToMs, officers } = text;
    await withActor(() => call("cases.update", {
      caseId: before.caseId, number, title, cause: cause ?? null, place: place ?? null,
      periodFromMs: periodFromMs ?? null, periodToMs: periodToMs ?? null, officers: officers ?? [],
    }));
  };
  await write(next);
  rememberChange({ kind: "case-changed", caseId: before.caseId, title: next.title, undo: () => write(before), redo: () => write(next) });
}

export async function addExhibit(input: InputOf<"exhibits.add">): Promise<void> {
  await withActor(() => call("exhibits.add", input));
  rememberChange({ kind: "exhibit-added", caseId: input.caseId, title: input.name });
}

/** Observations are only ever added (the store refuses anything else); `title` is the exhibit's name. */
export async function addObservation(input: InputOf<"observations.add">, title: string): Promise<void> {
  await withActor(() => call("observations.add", input));
  rememberChange({ kind: "observation-added", caseId: input.caseId, title });
}
