// What is done to a camera's clock: each act asks who acts, calls the engine, and can be undone. `cameraName` is for the
// words beside undo. Throws what the engine refuses.

import type { InputOf } from "../../contract/methods.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { rememberChange } from "../history/change-history.ts";

async function takeBack(readingId: number): Promise<void> {
  await withActor(() => call("clock.remove", { readingId }));
}

/** The reading comes back as it was, with who took it and when. */
async function putBack(readingId: number): Promise<void> {
  await withActor(() => call("clock.restore", { readingId }));
}

const rememberReading = (readingId: number, cameraName: string): void =>
  rememberChange({ kind: "reading-added", caseId: null, title: cameraName, undo: () => takeBack(readingId), redo: () => putBack(readingId) });

export async function addReading(input: InputOf<"clock.add">, cameraName: string): Promise<void> {
  const { readingId } = await withActor(() => call("clock.add", input));
  rememberReading(readingId, cameraName);
}

/** A reading taken from another camera that shows the same moment. */
export async function addSameMoment(input: InputOf<"clock.addSameMoment">, cameraName: string): Promise<void> {
  const { readingId } = await withActor(() => call("clock.addSameMoment", input));
  rememberReading(readingId, cameraName);
}

export async function removeReading(readingId: number, cameraName: string): Promise<void> {
  await takeBack(readingId);
  rememberChange({ kind: "reading-removed", caseId: null, title: cameraName, undo: () => putBack(readingId), redo: () => takeBack(readingId) });
}
