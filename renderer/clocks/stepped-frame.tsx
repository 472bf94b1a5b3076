// A frame of a camera that can be stepped through to the one that is meant, one frame or one second at a time, or to a
// typed time. It shows what the engine extracts, so that what is judged is what is measured.

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import { asMediaMs, asTrueMs, type TrueMs } from "../../contract/time.ts";
import { IconButton } from "../design/button.tsx";
import { TimeField } from "../design/time-field.tsx";
import { TimeStamp } from "../design/time-stamp.tsx";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import { frameAt, frameLengthMs } from "../playback/frame-times.ts";
import { ClockFrame, FRAME_WIDTH_PX } from "./clock-frame.tsx";
import css from "./clock-dialog.module.css";

/** Frames are known this far on either side: a step needs the next one, however slow the recorder is. */
const REACH_MS = 5_000;
const SECOND_MS = 1_000;

interface SteppedFrameProps {
  readonly label: string;
  readonly cameraId: string;
  readonly atMs: TrueMs;
  readonly timezone: string;
  readonly onGo: (atMs: TrueMs) => void;
  readonly testId: string;
}

export function SteppedFrame({ label, cameraId, atMs, timezone, onGo, testId }: SteppedFrameProps) {
  const { t } = useWords();
  const frame = useQuery("frame.extract", { cameraId, atMs, maxWidthPx: FRAME_WIDTH_PX });
  const shown = frame.data;
  const frames = useQuery("frames.list", shown === null ? null : {
    fileId: shown.fileId, fromMediaMs: asMediaMs(Math.max(0, shown.mediaMs - REACH_MS)), toMediaMs: asMediaMs(shown.mediaMs + REACH_MS),
  });
  const stepFrames = (by: 1 | -1): void => {
    if (shown === null || frames.data === null) return;
    const { mediaMs: list } = frames.data;
    const next = frameAt(list, shown.mediaMs) + by;
    const nextMs = list[next];
    // Beyond the file's ends the neighbour, if there is one, is found by its time.
    if (nextMs === undefined) onGo(asTrueMs(shown.trueMs + by * 40));
    else onGo(asTrueMs(Math.round(shown.trueMs + (nextMs - shown.mediaMs) + Math.min(frameLengthMs(list, next), SECOND_MS) / 2)));
  };
  const stepSeconds = (by: number): void => onGo(asTrueMs((shown?.trueMs ?? atMs) + by * SECOND_MS));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const by = event.key === "ArrowLeft" ? -1 : 1;
    if (event.shiftKey) stepSeconds(by);
    else stepFrames(by);
  };
  return (
    <section className={css["stepped"]} aria-label={label} data-testid={testId}>
      <div className={css["steppedHead"]}>
        <b>{label}</b>
        {shown !== null && <TimeStamp atMs={shown.trueMs} timezone={timezone} cameraMs={shown.cameraMs} uncertaintyMs={shown.uncertaintyMs} hasZone={false} />}
      </div>
      <div tabIndex={0} role="group" aria-label={t("clock.same.stepHint")} title={t("clock.same.stepHint")} className={css["steppedPicture"]} onKeyDown={onKeyDown} aria-busy={frame.loading}>
        <ClockFrame frame={shown} error={frame.error} />
      </div>
      <div className={css["steps"]}>
        <IconButton size="small" label={t("clock.same.secondBack")} icon={<ChevronFirst size={15} aria-hidden />} onClick={() => stepSeconds(-1)} />
        <IconButton size="small" label={t("clock.same.frameBack")} icon={<ChevronLeft size={15} aria-hidden />} onClick={() => stepFrames(-1)} data-testid={`${testId}-back`} />
        <IconButton size="small" label={t("clock.same.frameOn")} icon={<ChevronRight size={15} aria-hidden />} onClick={() => stepFrames(1)} data-testid={`${testId}-on`} />
        <IconButton size="small" label={t("clock.same.secondOn")} icon={<ChevronLast size={15} aria-hidden />} onClick={() => stepSeconds(1)} />
        <TimeField
          label={t("clock.same.goTo")} initialMs={null} nowMs={shown?.trueMs ?? atMs} timezone={timezone} testId={`${testId}-time`}
          onChange={(typed) => { if (typeof typed === "number") onGo(asTrueMs(typed)); }}
        />
      </div>
    </section>
  );
}
