// The card at the pointer over the case lane: the pin there with its whole title, and the facts whose marks are there, each with its
// time, how sure it is and where it is known from. It never takes the pointer; the list view has the same in words.

import { useSyncExternalStore, type RefObject } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { durationText } from "../../contract/time-text.ts";
import { nameWithId } from "../cameras/camera-name.ts";
import { TimeStamp } from "../design/time-stamp.tsx";
import { cardPlace } from "./card-place.ts";
import { factsAt, type SceneFact } from "./scene-facts.ts";
import { pinAt, type ScenePin } from "./scene-pins.ts";
import type { TimelineView } from "./timeline-view.ts";
import css from "./timeline.module.css";

interface CaseCardProps {
  readonly view: TimelineView;
  readonly pins: readonly ScenePin[];
  readonly facts: readonly SceneFact[];
  readonly cameras: readonly Camera[];
  readonly timezone: string;
  readonly frame: RefObject<HTMLElement | null>;
  readonly leftPx: number;
}

const CARD_WIDTH_PX = 280;
/** More at one place are told as a number. */
const FACTS_MAX = 3;

/** Where the pointer is on the case lane, with the stretch that it is over, as text so that React compares it. */
function pointedAt(view: TimelineView): string {
  if (view.pointer === null || !view.hasRange || view.areaAt(view.pointer.yPx).kind !== "case") return "";
  return `${view.pointer.xPx} ${view.axis.fromMs} ${view.axis.toMs}`;
}

export function CaseCard({ view, pins, facts, cameras, timezone, frame, leftPx }: CaseCardProps) {
  const { t } = useTranslation(["lanes", "common"]);
  const pointed = useSyncExternalStore((listener) => view.subscribe(listener), () => pointedAt(view));
  if (pointed === "") return null;
  const xPx = Number(pointed.split(" ")[0]);
  const pin = pinAt({ axis: view.axis, pins }, xPx, null);
  const near = factsAt({ axis: view.axis, facts }, xPx);
  if (pin === null && near.length === 0) return null;
  const nameOf = (cameraId: string): string => {
    const camera = cameras.find((one) => one.cameraId === cameraId);
    return camera === undefined ? cameraId : nameWithId(camera);
  };
  return createPortal(
    <div className={css["hoverCard"]} style={cardPlace(frame, leftPx + xPx, CARD_WIDTH_PX)} aria-hidden="true" data-testid="case-card">
      {pin !== null && (
        <div className={css["caseEntry"]}>
          <div className={css["hoverText"]}>{pin.title}</div>
          <TimeStamp atMs={pin.startMs} timezone={timezone} {...(pin.uncertaintyMs === undefined ? {} : { uncertaintyMs: pin.uncertaintyMs })} />
          <div className={css["hoverClaim"]}>{[pin.endMs > pin.startMs ? durationText(pin.endMs - pin.startMs) : null, nameOf(pin.cameraId)].filter((part) => part !== null).join(" · ")}</div>
        </div>
      )}
      {near.slice(0, FACTS_MAX).map((fact) => (
        <div key={fact.factId} className={css["caseEntry"]}>
          <div className={css["hoverText"]}>{fact.text}</div>
          <TimeStamp atMs={fact.startMs} timezone={timezone} uncertaintyMs={fact.uncertaintyMs} />
          <div className={css["hoverClaim"]}>{[
            t(`common:fact.${fact.kind}`), fact.endMs === null ? null : durationText(fact.endMs - fact.startMs), fact.cameraId === null ? null : nameOf(fact.cameraId),
            fact.place, fact.source === null ? null : t("card.source", { source: fact.source }),
          ].filter((part) => part !== null && part !== "").join(" · ")}</div>
        </div>
      ))}
      {near.length > FACTS_MAX && <div className={css["hoverClaim"]}>{t("card.more", { count: near.length - FACTS_MAX })}</div>}
    </div>,
    document.body,
  );
}
