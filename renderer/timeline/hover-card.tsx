// The card at the pointer: which camera, the true time with how sure it is, the camera's own claim, and a still.
// It never takes the pointer; screen readers have the list view instead.

import { useLayoutEffect, useRef, useSyncExternalStore, type RefObject } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { TimeStamp } from "../design/time-stamp.tsx";
import { trueFromX } from "./axis.ts";
import { cardPlace } from "./card-place.ts";
import { useHoverStill, type HoverStill } from "./hover-still.ts";
import { gapInLane, type LaneGap } from "./lane-gaps.ts";
import type { SceneLane } from "./scene.ts";
import type { TimelineView } from "./timeline-view.ts";
import css from "./timeline.module.css";

interface HoverCardProps {
  readonly view: TimelineView;
  readonly cameras: readonly Camera[];
  readonly laneOf: (cameraId: string) => SceneLane;
  readonly timezone: string;
  /** What the card stands above; its panel would cut it off, so it hangs on the page. */
  readonly frame: RefObject<HTMLElement | null>;
  /** Where the canvas starts in the frame. */
  readonly leftPx: number;
}

const CARD_WIDTH_PX = 272;

/** What the pointer is over, as text so that React compares it: `<camera> <ms> <x>`. */
function pointedAt(view: TimelineView): string {
  if (view.pointer === null) return "";
  const cameraId = view.cameraIdAt(view.pointer.yPx);
  return cameraId === null ? "" : JSON.stringify([cameraId, trueFromX(view.axis, view.pointer.xPx), view.pointer.xPx]);
}

export function HoverCard({ view, cameras, laneOf, timezone, frame, leftPx }: HoverCardProps) {
  const { t } = useTranslation(["timeline", "common"]);
  const pointed = useSyncExternalStore((listener) => view.subscribe(listener), () => pointedAt(view));
  const [cameraId, atMs, xPx] = pointed === "" ? [null, 0, 0] as const : JSON.parse(pointed) as [string, number, number];
  const { facts, still } = useHoverStill(cameraId, atMs);
  const camera = cameras.find((c) => c.cameraId === cameraId);
  if (camera === undefined) return null;
  const gap = gapInLane(laneOf(camera.cameraId), atMs);
  const isCurrent = facts !== null && facts.cameraId === cameraId;
  const recording = isCurrent ? facts.recording : null;
  return createPortal(
    <div className={css["hoverCard"]} style={cardPlace(frame, leftPx + xPx, CARD_WIDTH_PX)} aria-hidden="true">
      {recording !== null && still?.cameraId === cameraId && <Still still={still} timezone={timezone} />}
      <div className={css["hoverName"]}>{camera.name}</div>
      <TimeStamp atMs={Math.round(atMs)} timezone={timezone} uncertaintyMs={recording === null ? camera.clock.uncertaintyMs : recording.uncertaintyMs} />
      {camera.clock.state === "uncorrected" && <div className={css["hoverUncorrected"]}>{t("common:clock.uncorrected")}</div>}
      {isCurrent && facts.cameraMs !== null && (
        <div className={css["hoverClaim"]}>{t("hover.camera")} <time>{displayTime(facts.cameraMs, timezone).slice(0, 23)}</time></div>
      )}
      {isCurrent && recording === null && <HoverGap gap={gap} timezone={timezone} />}
    </div>,
    document.body,
  );
}

/** Drawn, not loaded: the picture is decoded, so that none flickers while the pointer moves. */
function Still({ still, timezone }: { readonly still: HoverStill; readonly timezone: string }) {
  const { t } = useTranslation(["timeline"]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { image, frameMs, isExact } = still;
  useLayoutEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    target.width = image.width;
    target.height = image.height;
    target.getContext("2d")?.drawImage(image, 0, 0);
    // When the pictures of which moment stood there: what benchmarks and tests look at.
    target.dataset["frameMs"] = String(frameMs ?? "");
    target.dataset["exact"] = String(isExact);
  }, [image, frameMs, isExact]);
  const time = frameMs === null ? "" : displayTime(frameMs, timezone).slice(11, 23);
  return (
    <div className={css["hoverStill"]}>
      <canvas ref={canvas} data-testid="hover-still" />
      <span className={css["hoverStillNote"]}>
        {frameMs === null ? t("hover.fileStill") : isExact ? t("hover.exactStill", { time }) : t("hover.storedStill", { time })}
      </span>
    </div>
  );
}

function HoverGap({ gap, timezone }: { readonly gap: LaneGap | null; readonly timezone: string }) {
  const { t } = useTranslation(["timeline", "common"]);
  if (gap === null) return <div className={css["hoverClaim"]}>{t("hover.noFootage")}</div>;
  const time = (ms: number): string => displayTime(ms, timezone).slice(0, 19);
  return (
    <div className={css["hoverGap"]}>
      <b>{t(`common:gap.${gap.cause}`)}</b> · {durationText(gap.endMs - gap.startMs)}
      <div><time>{time(gap.startMs)}</time> – <time>{time(gap.endMs).slice(time(gap.startMs).slice(0, 10) === time(gap.endMs).slice(0, 10) ? 11 : 0)}</time></div>
      <div>{t(`gap.${gap.cause}`)}</div>
    </div>
  );
}
