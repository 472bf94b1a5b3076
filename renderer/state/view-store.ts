// View state: what is shown and selected, never what is true (that comes from the engine). One small store.
// The play head is not here: it changes every frame and lives in renderer/playback.

import { create } from "zustand";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";

export type WallLayout = 1 | 2 | 4;

export interface ViewState {
  /** Tiles of the wall from left to right, top to bottom; null is an empty tile. Always as many as the layout has. */
  readonly tiles: readonly (string | null)[];
  readonly layout: WallLayout;
  readonly activeTile: number;
  /** What the timeline shows, true time; null before the first coverage is known. */
  readonly visible: { readonly fromMs: TrueMs; readonly toMs: TrueMs } | null;
  /** In and out marks (I and O), true time. */
  readonly markInMs: TrueMs | null;
  readonly markOutMs: TrueMs | null;
  readonly caseId: number | null;
  readonly selectedPinId: number | null;
  setLayout(layout: WallLayout): void;
  setTile(index: number, cameraId: string | null): void;
  /** Puts a camera on the active tile, or makes its tile active where it is already shown. */
  showCamera(cameraId: string): void;
  setTiles(cameraIds: readonly (string | null)[]): void;
  setActiveTile(index: number): void;
  setVisible(fromMs: number, toMs: number): void;
  setMarks(markInMs: TrueMs | null, markOutMs: TrueMs | null): void;
  openCase(caseId: number | null): void;
  selectPin(pinId: number | null): void;
}

function fitted(tiles: readonly (string | null)[], layout: WallLayout): (string | null)[] {
  return Array.from({ length: layout }, (_, i) => tiles[i] ?? null);
}

export const useView = create<ViewState>((set) => ({
  tiles: [null],
  layout: 1,
  activeTile: 0,
  visible: null,
  markInMs: null,
  markOutMs: null,
  caseId: null,
  selectedPinId: null,
  setLayout: (layout) => set((s) => ({ layout, tiles: fitted(s.tiles, layout), activeTile: Math.min(s.activeTile, layout - 1) })),
  setTile: (index, cameraId) => set((s) => ({ tiles: s.tiles.map((t, i) => (i === index ? cameraId : t)) })),
  showCamera: (cameraId) => set((s) => {
    const shownAt = s.tiles.indexOf(cameraId);
    if (shownAt >= 0) return { activeTile: shownAt };
    return { tiles: s.tiles.map((t, i) => (i === s.activeTile ? cameraId : t)) };
  }),
  setTiles: (cameraIds) => set((s) => ({ tiles: fitted(cameraIds, s.layout) })),
  setActiveTile: (activeTile) => set({ activeTile }),
  setVisible: (fromMs, toMs) => set({ visible: { fromMs: asTrueMs(Math.round(fromMs)), toMs: asTrueMs(Math.round(toMs)) } }),
  setMarks: (markInMs, markOutMs) => set({ markInMs, markOutMs }),
  openCase: (caseId) => set({ caseId, selectedPinId: null }),
  selectPin: (selectedPinId) => set({ selectedPinId }),
}));
