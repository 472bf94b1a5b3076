// Following from the camera on the active tile to its neighbour, at the time one would arrive. With several neighbours a person
// chooses; what it came to is said in follow-note.tsx.

import { create } from "zustand";
import type { Arrival } from "../../contract/neighbours.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { goTo } from "../app/go-to.ts";
import { call } from "../engine/engine-client.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";

/** Where it began. */
export interface Start { readonly cameraId: string; readonly atMs: TrueMs }

interface FollowState {
  readonly start: Start | null;
  /** To choose from; empty: nothing is being chosen. */
  readonly choices: readonly Arrival[];
  readonly arrived: Arrival | null;
  /** Why it led nowhere. */
  readonly refusal: "no-camera" | "no-neighbours" | null;
  readonly error: ErrorFacts | null;
  close(): void;
}

const NOTHING = { start: null, choices: [], arrived: null, refusal: null, error: null } as const;
export const useFollow = create<FollowState>((set) => ({ ...NOTHING, close: () => set(NOTHING) }));

export function arrive(start: Start, arrival: Arrival): void {
  useFollow.setState({ ...NOTHING, start, arrived: arrival });
  goTo(arrival.expectedMs ?? start.atMs, arrival.toCameraId);
}

export function goBack({ cameraId, atMs }: Start): void {
  useFollow.setState(NOTHING);
  goTo(atMs, cameraId);
}

async function follow(): Promise<void> {
  const { tiles, activeTile } = useView.getState();
  const cameraId = tiles[activeTile] ?? null;
  if (cameraId === null || !playbackClock.isSet) return useFollow.setState({ ...NOTHING, refusal: "no-camera" });
  playbackClock.pause();
  const start = { cameraId, atMs: asTrueMs(Math.round(playbackClock.nowMs())) };
  const { arrivals } = await call("cameras.follow", start);
  const [first, second] = arrivals;
  if (first === undefined) useFollow.setState({ ...NOTHING, start, refusal: "no-neighbours" });
  else if (second === undefined) arrive(start, first);
  else useFollow.setState({ ...NOTHING, start, choices: arrivals });
}

/** Follows from the active tile at the play head. */
export const followActive = (): Promise<void> => follow().catch((thrown: unknown) => useFollow.setState({ ...NOTHING, error: factsFromError(thrown) }));
