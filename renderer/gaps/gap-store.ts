// What the report of gaps shows: whether it stands where the wall is, about what and when, which causes, in which order. Kept while
// the window is open, so that one comes back to where one was; never what is missing: that the engine says anew each time.

import { create } from "zustand";
import type { ReportCause } from "../../contract/gap-report.ts";
import type { SortBy } from "./gap-rows.ts";
import type { GapPeriod, GapScope } from "./gap-question.ts";

export const gapTabs = ["list", "requests", "weeks", "places"] as const;
export type GapTab = (typeof gapTabs)[number];

/** A stretch of one camera whose draft notice is looked at. */
export interface NoticeStretch {
  readonly cameraId: string;
  readonly startMs: number;
  readonly endMs: number;
}

interface GapViewState {
  readonly isOpen: boolean;
  readonly tab: GapTab;
  /** Null: the open case, else the whole library. */
  readonly scope: GapScope | null;
  readonly period: GapPeriod;
  readonly hidden: ReadonlySet<ReportCause>;
  readonly minLengthMs: number;
  /** Null: of all cameras. */
  readonly cameraId: string | null;
  readonly sort: { readonly by: SortBy; readonly isDown: boolean };
  readonly notice: NoticeStretch | null;
  toggle(): void;
  close(): void;
  showTab(tab: GapTab): void;
  ask(scope: GapScope, period: GapPeriod): void;
  toggleCause(cause: ReportCause): void;
  narrow(part: { readonly minLengthMs?: number; readonly cameraId?: string | null }): void;
  /** The same column again turns the order. */
  sortBy(by: SortBy): void;
  showNotice(notice: NoticeStretch): void;
}

export const useGapView = create<GapViewState>((set) => ({
  isOpen: false, tab: "list", scope: null, period: { kind: "whole" }, hidden: new Set(), minLengthMs: 0, cameraId: null, sort: { by: "camera", isDown: false }, notice: null,
  toggle: () => set((s) => ({ isOpen: !s.isOpen })),
  close: () => set({ isOpen: false }),
  showTab: (tab) => set({ tab }),
  ask: (scope, period) => set({ scope, period, cameraId: null, notice: null }),
  toggleCause: (cause) => set(({ hidden }) => ({ hidden: hidden.has(cause) ? new Set([...hidden].filter((one) => one !== cause)) : new Set([...hidden, cause]) })),
  narrow: (part) => set(part),
  sortBy: (by) => set(({ sort }) => ({ sort: { by, isDown: sort.by === by ? !sort.isDown : by === "length" } })),
  showNotice: (notice) => set({ notice, tab: "requests" }),
}));
