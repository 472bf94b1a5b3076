// How the engine's process is doing, as the bridge tells it: starting, ready, failed, started again.

import { create } from "zustand";
import type { EngineState } from "../../contract/bridge.ts";

interface EngineStateStore {
  readonly engine: EngineState;
  /** It failed and came back in this session: worth a sentence, because what was under way was interrupted. */
  readonly hasRestarted: boolean;
  forgetRestart(): void;
}

export const useEngineState = create<EngineStateStore>((set) => ({
  engine: { state: "starting" },
  hasRestarted: false,
  forgetRestart: () => set({ hasRestarted: false }),
}));

export function startEngineState(): void {
  let hasFailed = false;
  const hear = (engine: EngineState): void => {
    if (engine.state === "failed") hasFailed = true;
    const isBack = engine.state === "ready" && hasFailed;
    if (isBack) hasFailed = false;
    useEngineState.setState(isBack ? { engine, hasRestarted: true } : { engine });
  };
  window.quayline.onEngineState(hear);
  void window.quayline.engineState().then(hear);
}
