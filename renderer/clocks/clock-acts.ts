// What is done to a camera's clock: each act asks who acts, calls the engine, and can be undone. `cameraName` is for the
// words beside undo. Throws what the engine refuses.

import type { InputOf } from "../../contract/methods.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { tellDone } from "../history/change-history.ts";

export async function addReading(input: InputOf<"clock.add">, cameraName: string): Promise<void> {
  await withActor(() => call("clock.add", input));
  tellDone("reading-added", cameraName, null);
}

/** A reading taken from another camera that shows the same moment. */
export async function addSameMoment(input: InputOf<"clock.addSameMoment">, cameraName: string): Promise<void> {
  await withActor(() => call("clock.addSameMoment", input));
  tellDone("reading-added", cameraName, null);
}

export async function removeReading(readingId: number, cameraName: string): Promise<void> {
  await withActor(() => call("clock.remove", { readingId }));
  tellDone("reading-removed", cameraName, null);
}
