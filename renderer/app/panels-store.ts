// Which panels are folded away, and the handles to fold them. Their sizes are kept by the panels themselves (layout.tsx).

import { create } from "zustand";
import type { PanelImperativeHandle } from "react-resizable-panels";

export type PanelName = "cameras" | "timeline" | "case";

interface PanelsState {
  readonly folded: Readonly<Record<PanelName, boolean>>;
  setFolded(name: PanelName, isFolded: boolean): void;
  toggle(name: PanelName): void;
}

const handles = new Map<PanelName, PanelImperativeHandle>();

export function keepPanelHandle(name: PanelName, handle: PanelImperativeHandle | null): void {
  if (handle === null) handles.delete(name);
  else handles.set(name, handle);
}

export const usePanels = create<PanelsState>((set) => ({
  folded: { cameras: false, timeline: false, case: false },
  setFolded: (name, isFolded) => set((s) => (s.folded[name] === isFolded ? s : { folded: { ...s.folded, [name]: isFolded } })),
  toggle: (name) => {
    const handle = handles.get(name);
    if (handle === undefined) return;
    if (handle.isCollapsed()) handle.expand();
    else handle.collapse();
  },
}));
