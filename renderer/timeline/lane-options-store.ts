// How a person wants the lanes: grouped or not, in which order, which groups folded, what distances are measured from. Kept on
// this computer. The filter is not kept: lanes that are missing tomorrow would look like footage that is.

import { create } from "zustand";
import { laneSorts, type LaneSort } from "./lane-rows.ts";

/** What distances are measured from: a camera, or coordinates as they were typed. */
export type DistanceFrom = { readonly kind: "camera"; readonly cameraId: string } | { readonly kind: "text"; readonly text: string };

interface Kept {
  readonly sort: LaneSort;
  readonly isGrouped: boolean;
  readonly folded: readonly string[];
  readonly isWallOnTop: boolean;
  readonly from: DistanceFrom | null;
}

interface LaneOptionsState extends Omit<Kept, "folded"> {
  readonly folded: ReadonlySet<string>;
  readonly filter: string;
  setSort(sort: LaneSort): void;
  setGrouped(isGrouped: boolean): void;
  setWallOnTop(isWallOnTop: boolean): void;
  setFilter(filter: string): void;
  setFrom(from: DistanceFrom | null): void;
  toggleFolded(key: string): void;
  setFolded(keys: readonly string[]): void;
}

const STORAGE_KEY = "quayline.lanes";

function stored(): Partial<Kept> {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") as Partial<Record<keyof Kept, unknown>>;
    const from = kept.from as DistanceFrom | null | undefined;
    const isFrom = from !== null && typeof from === "object" && (from.kind === "camera" ? typeof from.cameraId === "string" : typeof (from as { text?: unknown }).text === "string");
    return {
      ...(laneSorts.includes(kept.sort as LaneSort) ? { sort: kept.sort as LaneSort } : {}),
      isGrouped: kept.isGrouped === true, isWallOnTop: kept.isWallOnTop === true,
      folded: Array.isArray(kept.folded) ? kept.folded.filter((key) => typeof key === "string") : [],
      from: isFrom ? from : null,
    };
  } catch {
    return {};
  }
}

const first = stored();

export const useLaneOptions = create<LaneOptionsState>((set, get) => {
  const keep = (change: Partial<Omit<LaneOptionsState, "filter">>): void => {
    set(change);
    const { sort, isGrouped, folded, isWallOnTop, from } = get();
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ sort, isGrouped, folded: [...folded], isWallOnTop, from } satisfies Kept));
  };
  return {
    sort: first.sort ?? "site", isGrouped: first.isGrouped ?? false, folded: new Set(first.folded ?? []), isWallOnTop: first.isWallOnTop ?? false, from: first.from ?? null,
    filter: "",
    setSort: (sort) => keep({ sort }),
    setGrouped: (isGrouped) => keep({ isGrouped }),
    setWallOnTop: (isWallOnTop) => keep({ isWallOnTop }),
    setFilter: (filter) => set({ filter }),
    setFrom: (from) => keep({ from }),
    toggleFolded: (key) => {
      const folded = new Set(get().folded);
      if (!folded.delete(key)) folded.add(key);
      keep({ folded });
    },
    setFolded: (keys) => keep({ folded: new Set(keys) }),
  };
});
