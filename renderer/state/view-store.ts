// View state: what is shown and selected, never what is true (that comes from the engine). One small store.
// The play head is not here: it changes every frame and lives in renderer/playback.

import { create } from "zustand";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";

export const wallLayouts = [1, 2, 4, 9, 16] as const;
export type WallLayout = (typeof wallLayouts)[number];

export interface ViewState {
  /** Tiles of the wall from left to right, top to bottom; null is an empty tile. Always as many as the layout has. */
  readonly tiles: readonly (string | null)[];
  /**
   * For each tile, which of the recordings that a camera has of one moment it shows: 0 the best, 1 the next; null leaves
   * the choice to the wall. Always as many as there are tiles.
   */
  readonly versions: readonly (number | null)[];
  readonly layout: WallLayout;
  readonly activeTile: number;
  /** What the timeline shows, true time; null before the first coverage is known. */
  readonly visible: { readonly fromMs: TrueMs; readonly toMs: TrueMs } | null;
  /** In and out marks (I and O), true time. */
  readonly markInMs: TrueMs | null;
  readonly markOutMs: TrueMs | null;
  readonly caseId: number | null;
  readonly selectedPinId: number | null;
  /** Counts how often a pin was chosen: also the one that is chosen is to be shown when it is chosen again. */
  readonly pinChoiceCount: number;
  setLayout(layout: WallLayout): void;
  setTile(index: number, cameraId: string | null): void;
  /** Puts a camera on the active tile, or makes its tile active where it is already shown. */
  showCamera(cameraId: string): void;
  /** A camera that stays on the wall keeps the version that was chosen of it, wherever it goes. */
  setTiles(cameraIds: readonly (string | null)[]): void;
  setVersion(index: number, version: number | null): void;
  /** Two tiles change places, with what was chosen on them; the active one goes along. */
  swapTiles(a: number, b: number): void;
  setActiveTile(index: number): void;
  setVisible(fromMs: number, toMs: number): void;
  setMarks(markInMs: TrueMs | null, markOutMs: TrueMs | null): void;
  openCase(caseId: number | null): void;
  selectPin(pinId: number | null): void;
}

function fitted<T>(tiles: readonly (T | null)[], layout: WallLayout): (T | null)[] {
  return Array.from({ length: layout }, (_, i) => tiles[i] ?? null);
}

/** The versions chosen on tiles, brought along to where their cameras are now. A tile that keeps its place is served first. */
function versionsOf(tiles: readonly (string | null)[], before: Pick<ViewState, "tiles" | "versions">): (number | null)[] {
  const isTaken = before.tiles.map((cameraId, i) => cameraId !== null && tiles[i] === cameraId);
  return tiles.map((cameraId, i) => {
    if (cameraId === null) return null;
    if (before.tiles[i] === cameraId) return before.versions[i] ?? null;
    const from = before.tiles.findIndex((other, at) => other === cameraId && isTaken[at] !== true);
    if (from < 0) return null;
    isTaken[from] = true;
    return before.versions[from] ?? null;
  });
}

const replaced = <T,>(list: readonly T[], index: number, value: T): T[] => list.map((each, i) => (i === index ? value : each));

export const useView = create<ViewState>((set) => ({
  tiles: [null],
  versions: [null],
  layout: 1,
  activeTile: 0,
  visible: null,
  markInMs: null,
  markOutMs: null,
  caseId: null,
  selectedPinId: null,
  pinChoiceCount: 0,
  setLayout: (layout) => set((s) => ({ layout, tiles: fitted(s.tiles, layout), versions: fitted(s.versions, layout), activeTile: Math.min(s.activeTile, layout - 1) })),
  setTile: (index, cameraId) => set((s) => ({ tiles: replaced(s.tiles, index, cameraId), versions: replaced(s.versions, index, null) })),
  showCamera: (cameraId) => set((s) => {
    if (s.tiles[s.activeTile] === cameraId) return {};
    const shownAt = s.tiles.indexOf(cameraId);
    if (shownAt >= 0) return { activeTile: shownAt };
    return { tiles: replaced(s.tiles, s.activeTile, cameraId), versions: replaced(s.versions, s.activeTile, null) };
  }),
  setTiles: (cameraIds) => set((s) => {
    const tiles = fitted(cameraIds, s.layout);
    return { tiles, versions: versionsOf(tiles, s) };
  }),
  setVersion: (index, version) => set((s) => ({ versions: replaced(s.versions, index, version) })),
  swapTiles: (a, b) => set((s) => {
    const swapped = <T,>(list: readonly T[]): T[] => list.map((each, i) => (i === a ? list[b]! : i === b ? list[a]! : each));
    return { tiles: swapped(s.tiles), versions: swapped(s.versions), activeTile: s.activeTile === a ? b : s.activeTile === b ? a : s.activeTile };
  }),
  setActiveTile: (activeTile) => set({ activeTile }),
  setVisible: (fromMs, toMs) => set({ visible: { fromMs: asTrueMs(Math.round(fromMs)), toMs: asTrueMs(Math.round(toMs)) } }),
  setMarks: (markInMs, markOutMs) => set({ markInMs, markOutMs }),
  openCase: (caseId) => set({ caseId, selectedPinId: null }),
  selectPin: (selectedPinId) => set((s) => ({ selectedPinId, pinChoiceCount: s.pinChoiceCount + 1 })),
}));
