// The card at the pointer over an exhibit's band: what was observed there, by which camera, when and how sure; what does not fit
// together. It never takes the pointer; the list view has the same in words.

import { useSyncExternalStore, type RefObject } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { cardPlace } from "./card-place.ts";
import { bandAt, type SceneBand } from "./scene-bands.ts";
import type { TimelineView } from "./timeline-view.ts";
import { useBandWords } from "./use-band-words.ts";
import css from "./timeline.module.css";

interface BandCardProps {
  readonly view: TimelineView;
  readonly bands: readonly SceneBand[];
  readonly frame: RefObject<HTMLElement | null>;
  readonly leftPx: number;
}

const CARD_WIDTH_PX = 280;
/** More at one place are told as a number. */
const SPANS_MAX = 4;

function pointedAt(view: TimelineView): string {
  if (view.pointer === null) return "";
  const area = view.areaAt(view.pointer.yPx);
  return area.kind === "band" ? `${area.index} ${view.pointer.xPx} ${view.axis.fromMs} ${view.axis.toMs}` : "";
}

export function BandCard({ view, bands, frame, leftPx }: BandCardProps) {
  const { t } = useTranslation("lanes");
  const words = useBandWords();
  const pointed = useSyncExternalStore((listener) => view.subscribe(listener), () => pointedAt(view));
  if (pointed === "") return null;
  const [index = 0, xPx = 0] = pointed.split(" ").map(Number);
  const band = bands[index];
  if (band === undefined) return null;
  const { spans, contradictions } = bandAt({ axis: view.axis }, band, xPx);
  return createPortal(
    <div className={css["hoverCard"]} style={cardPlace(frame, leftPx + xPx, CARD_WIDTH_PX)} aria-hidden="true" data-testid="band-card">
      <div className={css["hoverName"]}>{band.name}</div>
      {spans.length === 0 && <div className={css["hoverGap"]}>{words.open}</div>}
      {spans.slice(0, SPANS_MAX).map((span) => (
        <div key={span.observationId}>{words.span(span)}<div className={`${css["hoverClaim"] ?? ""} digits`}>{words.time(span.startMs, span.uncertaintyMs)}{span.endMs > span.startMs && ` – ${words.time(span.endMs)}`}</div></div>
      ))}
      {spans.length > SPANS_MAX && <div className={css["hoverClaim"]}>{t("band.more", { count: spans.length - SPANS_MAX })}</div>}
      {contradictions.map((one, i) => <div key={i} className={css["hoverUncorrected"]}>! {words.contradiction(one)}</div>)}
    </div>,
    document.body,
  );
}
