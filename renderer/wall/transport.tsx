// Below the tiles: play, frame steps, speed, marks, pin, number of tiles. Each button does what its key does.

import { ArrowRightFromLine, ArrowRightToLine, CalendarX2, Columns2, FoldHorizontal, Grid2x2, Grid3x3, Map as MapIcon, MapPin, Pause, Play, Square, StepBack, StepForward } from "lucide-react";
import { useSyncExternalStore, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../design/button.tsx";
import { useGapView } from "../gaps/gap-store.ts";
import { useMap } from "../map/map-store.ts";
import { RATES } from "../playback/clock-core.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useSkipEmpty } from "../playback/skip-empty.ts";
import { runKeyAction } from "../state/keys.ts";
import { useView, type WallLayout } from "../state/view-store.ts";
import css from "./wall.module.css";

/** `1×`, `1/4×`, `−2×`. */
export function rateText(rate: number): string {
  const size = Math.abs(rate);
  const text = size >= 1 ? String(size) : `1/${Math.round(1 / size)}`;
  return `${rate < 0 ? "−" : ""}${text}×`;
}

function usePace(): { readonly isPlaying: boolean; readonly rate: number } {
  const pace = useSyncExternalStore((listener) => playbackClock.subscribe(listener), () => `${playbackClock.isPlaying} ${playbackClock.rate}`);
  const [isPlaying, rate] = pace.split(" ");
  return { isPlaying: isPlaying === "true", rate: Number(rate) };
}

const LAYOUTS: readonly { readonly layout: WallLayout; readonly icon: ReactNode }[] = [
  { layout: 1, icon: <Square size={15} /> },
  { layout: 2, icon: <Columns2 size={15} /> },
  { layout: 4, icon: <Grid2x2 size={15} /> },
  { layout: 9, icon: <Grid3x3 size={15} /> },
  { layout: 16, icon: <SixteenTiles /> },
];

/** Four by four: no icon of the set has so many. */
function SixteenTiles() {
  const lines = [4.5, 9, 13.5].map((at) => `M${at + 1.5} 3v18M3 ${at + 1.5}h18`).join("");
  return <svg width={15} height={15} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.6} aria-hidden><rect x={3} y={3} width={18} height={18} rx={2} /><path d={lines} /></svg>;
}

export function Transport() {
  const { t } = useTranslation(["timeline", "wall", "map", "gaps"]);
  const isMap = useMap((s) => s.isOpen);
  const isGaps = useGapView((s) => s.isOpen);
  const { isPlaying, rate } = usePace();
  const layout = useView((s) => s.layout);
  const isSkipping = useSkipEmpty((s) => s.isOn);
  const rates: readonly number[] = (RATES as readonly number[]).includes(rate) ? RATES : [rate, ...RATES];
  return (
    <div className={css["transport"]} role="toolbar" aria-label={t("wall.label")}>
      <div className={css["group"]}>
        <IconButton icon={<StepBack size={16} />} label={t("wall.frameBack")} onClick={() => runKeyAction("frame-back")} data-testid="frame-back" />
        <Button
          kind="plain" className={css["play"]} icon={isPlaying ? <Pause size={18} /> : <Play size={18} />} aria-label={isPlaying ? t("wall.pause") : t("wall.play")}
          title={isPlaying ? t("wall.pause") : t("wall.play")} onClick={() => playbackClock.toggle()} data-testid="play-toggle" aria-pressed={isPlaying}
        />
        <IconButton icon={<StepForward size={16} />} label={t("wall.frameForward")} onClick={() => runKeyAction("frame-forward")} data-testid="frame-forward" />
        <select
          className={`${css["speed"] ?? ""} digits`} aria-label={t("wall.speed")} title={t("wall.speed")} value={rate} data-testid="speed"
          onChange={(event) => playbackClock.setRate(Number(event.target.value))}
        >
          {rates.map((r) => <option key={r} value={r}>{rateText(r)}</option>)}
        </select>
        <IconButton
          icon={<FoldHorizontal size={16} />} label={t("wall:skip.label")} title={isSkipping ? `${t("wall:skip.label")}: ${t("wall:skip.on")}` : t("wall:skip.label")} aria-pressed={isSkipping} data-testid="skip-empty"
          onClick={() => runKeyAction("skip-empty")}
        />
      </div>
      <div className={css["group"]}>
        <IconButton icon={<ArrowRightFromLine size={16} />} label={t("wall.markIn")} onClick={() => runKeyAction("mark-in")} data-testid="mark-in" />
        <IconButton icon={<ArrowRightToLine size={16} />} label={t("wall.markOut")} onClick={() => runKeyAction("mark-out")} data-testid="mark-out" />
        <IconButton icon={<MapPin size={16} />} label={t("wall.pin")} onClick={() => runKeyAction("pin")} data-testid="pin-request" />
      </div>
      <div className={css["group"]} role="group" aria-label={t("wall.layout")}>
        {LAYOUTS.map(({ layout: count, icon }) => (
          <IconButton
            key={count} icon={icon} label={count < 9 ? t(`wall.layout${count as 1 | 2 | 4}`) : t(`wall:layout${count as 9 | 16}`)} aria-pressed={layout === count && !isMap && !isGaps} data-testid={`layout-${count}`}
            onClick={() => runKeyAction(`layout-${count}`)}
          />
        ))}
        <IconButton icon={<MapIcon size={16} />} label={isMap && !isGaps ? t("map:hide") : t("map:show")} aria-pressed={isMap && !isGaps} onClick={() => runKeyAction("map-toggle")} data-testid="map-toggle" />
        <IconButton icon={<CalendarX2 size={16} />} label={isGaps ? t("gaps:view.hide") : t("gaps:view.show")} aria-pressed={isGaps} onClick={() => runKeyAction("gap-report")} data-testid="gaps-toggle" />
      </div>
    </div>
  );
}
