// Going to the footage that would narrow the intervals of loss most, and saying that it is not to be seen there. Each press asks
// the engine anew, because the answer to the last look changes what is best now.

import { create } from "zustand";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { LookNext } from "../../contract/continuity.ts";
import { goTo } from "../app/go-to.ts";
import { call } from "../engine/engine-client.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useCasePart } from "../case/case-parts.ts";
import { useView } from "../state/view-store.ts";
import { focusedExhibit, useExhibitFocus } from "./exhibit-focus.ts";
import { notInViewRange } from "./not-in-view.ts";
import { setViews } from "./reconstruct-acts.ts";

interface LookState {
  readonly current: LookNext | null;
  /** What the last press came to, where it led nowhere or said something. */
  readonly notice: "none-left" | "no-interval" | { readonly cameraId: string; readonly fromMs: number; readonly toMs: number } | null;
  readonly error: ErrorFacts | null;
  /** Looks that were gone to and not answered: passed over as long as there are others. */
  readonly passed: ReadonlySet<string>;
}

export const useLook = create<LookState>(() => ({ current: null, notice: null, error: null, passed: new Set() }));

export const lookKey = (look: Pick<LookNext, "cameraId" | "atMs">): string => `${look.cameraId} ${look.atMs}`;

async function exhibitInFocus(): Promise<{ readonly caseId: number; readonly exhibitId: number } | null> {
  const { caseId } = useView.getState();
  if (caseId === null) return null;
  const { exhibits } = await call("cases.view", { caseId });
  const exhibit = focusedExhibit(exhibits, useExhibitFocus.getState().exhibitId);
  return exhibit === null ? null : { caseId, exhibitId: exhibit.exhibitId };
}

export function goToLook(look: LookNext): void {
  playbackClock.pause();
  goTo(look.atMs, look.cameraId);
  useLook.setState((s) => ({ current: look, notice: null, error: null, passed: new Set([...s.passed, lookKey(look)]) }));
}

async function follow(keepsNotice: boolean): Promise<void> {
  useCasePart.getState().show("exhibits");
  const question = await exhibitInFocus();
  if (question === null) return;
  const looks = await call("continuity.lookNext", { ...question, limit: 200 });
  const { passed, notice } = useLook.getState();
  const next = looks.find((look) => !passed.has(lookKey(look)));
  if (looks[0] === undefined) {
    useLook.setState({ current: null, notice: "none-left" });
    return;
  }
  if (next === undefined) useLook.setState({ passed: new Set() });
  goToLook(next ?? looks[0]);
  if (keepsNotice) useLook.setState({ notice });
}

const told = (work: Promise<void>): Promise<void> => work.catch((thrown: unknown) => useLook.setState({ error: factsFromError(thrown) }));

/** Goes to the best look that was not passed over. */
export const goToNextLook = (): Promise<void> => told(follow(false));

async function sayAndFollow(): Promise<void> {
  const question = await exhibitInFocus();
  const { tiles, activeTile } = useView.getState();
  const cameraId = tiles[activeTile] ?? null;
  if (question === null || cameraId === null) return;
  playbackClock.pause();
  const atMs = Math.round(playbackClock.nowMs());
  const { loss, spans } = await call("continuity.read", question);
  const range = loss.map((one) => notInViewRange(spans, cameraId, one, atMs)).find((found) => found !== null) ?? null;
  if (range === null) {
    useLook.setState({ notice: "no-interval" });
    return;
  }
  const { views } = await call("exhibits.views", { exhibitId: question.exhibitId });
  await setViews({ exhibitId: question.exhibitId, views: [...views, { cameraId, hasView: false, ...range }] });
  useLook.setState({ notice: { cameraId, ...range } });
  await follow(true);
}

/** Says that the active camera does not see it from the play head on, and goes to the next look. */
export const sayNotInView = (): Promise<void> => told(sayAndFollow());
