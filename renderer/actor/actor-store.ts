// Who acts is asked once, before the first act that the log records; then the act goes on by itself.
// The answer itself is the engine's (library.read, actor.set); here is only the question while it is open.

import { create } from "zustand";
import { AppError } from "../../contract/errors.ts";
import type { Actor } from "../../contract/model.ts";
import { call } from "../engine/engine-client.ts";
import { handOverWatched } from "../watched/watch-recorder.ts";
import { askBefore } from "./ask-before.ts";

interface ActorQuestion {
  readonly isOpen: boolean;
  answer(actor: Actor): Promise<void>;
  dismiss(): void;
}

let waiting: PromiseWithResolvers<void> | null = null;

export const useActorQuestion = create<ActorQuestion>((set) => ({
  isOpen: false,
  answer: async (actor) => {
    await handOverWatched();
    await call("actor.set", actor);
    set({ isOpen: false });
    waiting?.resolve();
    waiting = null;
  },
  dismiss: () => {
    set({ isOpen: false });
    waiting?.reject(new AppError("cancelled"));
    waiting = null;
  },
}));

/** Opens the question, or joins the one that is open. Rejects with `cancelled` where it is dismissed. */
function askWhoActs(): Promise<void> {
  waiting ??= Promise.withResolvers<void>();
  useActorQuestion.setState({ isOpen: true });
  return waiting.promise;
}

async function isActorKnown(): Promise<boolean> {
  return (await call("library.read", {})).actor !== null;
}

/** Opens the question to change the answer: another investigator takes over the desk. */
export function changeActor(): void {
  askWhoActs().catch(() => undefined);
}

/**
 * Runs an act that the custody log records, after asking who acts where nobody has said.
 * @throws AppError cancelled where the question was dismissed; whatever the act throws
 */
export function withActor<T>(act: () => Promise<T>): Promise<T> {
  return askBefore(isActorKnown, askWhoActs, act);
}
