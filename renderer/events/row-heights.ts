// How high the rows of the case timeline are: known before anything is drawn, but for the one row that is opened. Pure; where they lie
// is design/row-places.ts.

import type { ListRow } from "./event-list.ts";

/** Of events.module.css. */
export const ROW_PX = { group: 28, event: 62, order: 18 } as const;

const heightPx = (row: ListRow): number =>
  row.row === "group" ? ROW_PX.group : ROW_PX.event + (row.order !== null && !row.order.established ? ROW_PX.order : 0);

export const rowHeightsPx = (rows: readonly ListRow[]): Float64Array => Float64Array.from(rows, heightPx);
