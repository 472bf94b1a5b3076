// The lanes' data in React: made once, follows rows and picture, asked again when the library has changed.

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { onEngineEvent } from "../engine/engine-client.ts";
import { useQuery } from "../engine/use-query.ts";
import { onFootageChanged } from "./footage-changes.ts";
import { LaneData } from "./lane-data.ts";
import { NO_ROWS, type LaneRows } from "./lane-rows.ts";
import type { TimelineView } from "./timeline-view.ts";

export interface LaneAnswers {
  readonly data: LaneData;
  /** Rises whenever `data` has changed: a dependency of whatever is made from it. */
  readonly version: number;
  readonly isLoading: boolean;
}

export function useLaneData(view: TimelineView, rows: LaneRows, isList: boolean): LaneAnswers {
  const data = useMemo(() => new LaneData(view, NO_ROWS), [view]);
  useEffect(() => data.setRows(rows, isList), [data, rows, isList]);
  useEffect(() => {
    data.follow();
    const stop = view.subscribe(() => data.follow());
    return () => {
      stop();
      data.stop();
    };
  }, [data, view]);
  useEffect(() => onEngineEvent((event) => {
    if (event.type === "library.changed" && event.topics.includes("watched")) data.outdateWatched();
  }), [data]);
  useEffect(() => onFootageChanged(() => data.outdate()), [data]);
  const readings = useQuery("timeline.readings", {}, { topics: ["clocks"] }).data;
  useEffect(() => {
    if (readings !== null) data.setReadings(readings.readings);
  }, [data, readings]);
  const version = useSyncExternalStore((listener) => data.subscribe(listener), () => data.version);
  return useMemo(() => ({ data, version, isLoading: data.isLoading }), [data, version]);
}
