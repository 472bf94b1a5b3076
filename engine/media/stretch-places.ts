// Where the parts that are there of a copy stand on the original's media time. Which there are is the store's and the shelf's; what is
// made next, stretch-plan.ts.

import type { ProxyStretch } from "../../contract/proxies.ts";
import { asMediaMs, type MediaMs } from "../../contract/time.ts";
import type { EngineContext } from "../engine-context.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";
import type { ProxyStretchRow } from "../store/proxy-stretches.ts";
import { frameShownAt, msPerStamp } from "./frame-index.ts";
import { stretchesThere } from "./proxy-shelf.ts";

/** No frame that ends a file is shown for longer: what a recording shows ends by its own end. */
const LAST_FRAME_MS = 3_600_000;

export interface StretchPlace extends ProxyStretch {
  /** File name inside the library's proxies folder. */
  readonly name: string;
}

/** In the order of their frames; none where the file is not indexed any more. @throws AppError file-unknown */
export function stretchPlaces(context: EngineContext, fileId: number, kind: ProxyStretchRow["kind"]): StretchPlace[] {
  const stretches = stretchesThere(context, fileId, kind);
  if (stretches.length === 0) return [];
  const { db } = context.store;
  const { firstPts, timeBase } = requireFile(db, fileId);
  const frameIndex = readFrameIndex(db, fileId);
  if (firstPts === null || timeBase === null || frameIndex === null) return [];
  const lastPts = frameShownAt(frameIndex, timeBase, Infinity)?.pts ?? firstPts;
  const mediaMs = (pts: number): MediaMs => asMediaMs((pts - firstPts) * msPerStamp(timeBase));
  return stretches.map(({ name, stretchId, fromPts, endPts, firstPts: shownPts }) => ({
    name, stretchId, fromMediaMs: mediaMs(fromPts), firstMediaMs: mediaMs(shownPts),
    toMediaMs: endPts > lastPts ? asMediaMs(mediaMs(endPts) + LAST_FRAME_MS) : mediaMs(endPts),
  }));
}
