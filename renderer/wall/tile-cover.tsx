// What stands on a tile instead of a picture: why there is none, how long it will take, and where to go from here.

import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { jobFraction, jobRemainingMs } from "../../contract/jobs.ts";
import type { Camera } from "../../contract/model.ts";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { Button } from "../design/button.tsx";
import { sentenceFromError } from "../i18n.ts";
import { useJob } from "../jobs/jobs-store.ts";
import { asTrueMs } from "../../contract/time.ts";
import { openProblems } from "../library/add-footage.ts";
import { hasFilesBehind } from "../timeline/lane-gaps.ts";
import { findOtherFootage, type OtherFootage } from "../playback/other-footage.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import type { TileStatus } from "./tile-status.ts";
import css from "./wall.module.css";

interface TileCoverProps {
  readonly status: TileStatus;
  readonly camera: Camera | null;
  readonly timezone: string;
  /** Of any camera: without it, there is nothing to put on a tile. */
  readonly hasFootage: boolean;
  /** Room for the reason and one way on, not for its explanation. */
  readonly isSmall: boolean;
  readonly onRetry: () => void;
}

export function TileCover({ status, camera, timezone, hasFootage, isSmall, onRetry }: TileCoverProps) {
  const { t } = useTranslation("timeline");
  switch (status.state) {
    case "footage": return status.cover === "still" ? <div className={css["still"]} data-testid="tile-still" /> : status.cover === "dim" ? <div className={css["dim"]}><span>{t("tile.seeking")}</span></div> : null;
    case "empty": return <Cover><p>{hasFootage ? t("tile.empty") : t("tile.bare")}</p></Cover>;
    case "loading": return <Loading />;
    case "proxy-making": return <ProxyMaking status={status} isSmall={isSmall} />;
    case "gap":
    case "no-footage": return camera === null ? <Cover /> : <Absent status={status} camera={camera} timezone={timezone} isSmall={isSmall} />;
    case "error": return <Failed status={status} onRetry={onRetry} />;
  }
}

function Cover({ children }: { readonly children?: React.ReactNode }) {
  return <div className={css["cover"]}><div className={css["coverText"]}>{children}</div></div>;
}

/** Words only where it takes long enough to be read: most seeks are over before. */
function Loading() {
  const { t } = useTranslation("timeline");
  return <Cover><p className={css["late"]}>{t("tile.loading")}</p></Cover>;
}

function ProxyMaking({ status, isSmall }: { readonly status: TileStatus; readonly isSmall: boolean }) {
  const { t } = useTranslation(["timeline", "common", "wall"]);
  const job = useJob(status.jobId);
  const { madePercent } = status;
  // Of a copy in parts: nobody here waits for all of it.
  const fraction = madePercent !== null ? madePercent / 100 : job === null ? null : jobFraction(job.progress);
  const remainingMs = job === null || madePercent !== null ? null : jobRemainingMs(job, Date.now());
  return (
    <Cover>
      <p className={css["coverTitle"]}>{status.jobId === null ? t("wall:tile.waiting") : t("tile.proxyMaking")}</p>
      <progress className={css["progress"]} max={1} {...(fraction === null ? {} : { value: fraction })} aria-label={t("tile.proxyMaking")} />
      <p className="digits" role="status">
        {fraction === null ? t(`common:job.state.${job?.state ?? "waiting"}`) : madePercent !== null ? t("wall:part.share", { percent: madePercent }) : `${Math.floor(fraction * 100)} %`}
        {remainingMs !== null && ` · ${t("tile.timeLeft", { duration: durationText(Math.ceil(remainingMs / 1000) * 1000) })}`}
      </p>
      {madePercent !== null && !isSmall && <p className={css["coverMore"]}>{t("wall:part.here")}</p>}
      {status.file !== null && !isSmall && <p className={`${css["coverNote"] ?? ""} ${css["coverMore"] ?? ""}`}>{t("tile.proxyWhy", { codec: (status.file.videoCodec ?? "?").toUpperCase(), container: status.file.container })}</p>}
    </Cover>
  );
}

/** The clock in steps of ten minutes: often enough to look again for other footage. */
const useClockStep = (): number => useSyncExternalStore((listener) => playbackClock.subscribe(listener), () => Math.floor(playbackClock.nowMs() / 600_000));

function useOtherFootage(status: TileStatus, camera: Camera): OtherFootage {
  const [found, setFound] = useState<OtherFootage | null>(null);
  const clockStep = useClockStep();
  const isKnown = status.nextMs !== null && status.previousMs !== null;
  useEffect(() => {
    setFound(null);
    if (isKnown) return undefined;
    const cancel = new AbortController();
    findOtherFootage(camera, playbackClock.nowMs(), cancel.signal).then((other) => {
      if (!cancel.signal.aborted) setFound(other);
    }, () => undefined);
    return () => cancel.abort();
  }, [camera, isKnown, clockStep]);
  return { nextMs: status.nextMs ?? found?.nextMs ?? null, previousMs: status.previousMs ?? found?.previousMs ?? null };
}

function Absent({ status, camera, timezone, isSmall }: { readonly status: TileStatus; readonly camera: Camera; readonly timezone: string; readonly isSmall: boolean }) {
  const { t } = useTranslation(["timeline", "common"]);
  const { nextMs, previousMs } = useOtherFootage(status, camera);
  const { cause, gapStartMs, gapEndMs } = status;
  // What a file claims has its own ends; any other gap reaches from footage to footage, as far as that is known.
  const isClaimed = cause !== null && hasFilesBehind(cause);
  const fromMs = isClaimed ? gapStartMs : previousMs;
  const toMs = isClaimed ? gapEndMs : nextMs;
  const goButton = (atMs: number, key: "tile.nextFootage" | "tile.previousFootage", testId: string, goMs: number) => {
    const time = displayTime(atMs, timezone).slice(0, 19);
    // On a small tile the date has no room, and is the clock's own where it is left out.
    const isToday = time.slice(0, 10) === displayTime(playbackClock.nowMs(), timezone).slice(0, 10);
    return (
      <Button size="small" kind="plain" data-testid={testId} title={t(key, { time })} onClick={() => playbackClock.seek(goMs)}>
        {t(key, { time: isSmall && isToday ? time.slice(11) : time })}
      </Button>
    );
  };
  return (
    <Cover>
      <p className={css["coverTitle"]} data-cause={cause}>
        {cause === null || cause === "no-footage" ? t("tile.noFootage") : t(`common:gap.${cause}`)}
      </p>
      {cause !== null && !isSmall && <p className={css["coverMore"]}>{t(`gap.${cause}`)}</p>}
      {fromMs !== null && toMs !== null && !isSmall && <p className={`${css["coverNote"] ?? ""} ${css["coverMore"] ?? ""} digits`}>{t("tile.gapFrom", { from: displayTime(fromMs, timezone).slice(0, 19), to: displayTime(toMs, timezone).slice(0, 19) })} · {durationText(toMs - fromMs)}</p>}
      {isClaimed && <Button size="small" kind="plain" data-testid="gap-files" onClick={() => openProblems(camera.cameraId, fromMs !== null && toMs !== null ? { fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs) } : null)}>{t("gap.files")}</Button>}
      {nextMs !== null && goButton(nextMs, "tile.nextFootage", "next-footage", nextMs)}
      {nextMs === null && previousMs !== null && goButton(previousMs, "tile.previousFootage", "previous-footage", previousMs - 1)}
      {camera.coverage === null && <p className={css["coverNote"]}>{t("tile.neverFootage")}</p>}
    </Cover>
  );
}

function Failed({ status, onRetry }: { readonly status: TileStatus; readonly onRetry: () => void }) {
  const { t } = useTranslation(["timeline", "wall"]);
  // Why it can only be read, and what to do, stands under the top bar: here, what that means for this file.
  if (status.error?.code === "library-read-only" || status.error?.code === "library-busy") {
    return (
      <Cover>
        <p className={css["coverTitle"]} data-cause="error">{t("wall:tile.noCopy")}</p>
        {status.file !== null && <p className={css["coverNote"]}>{status.file.name}</p>}
        <p>{t("wall:tile.noCopyWhy")}</p>
        {status.error.code === "library-busy" && <Button size="small" onClick={onRetry}>{t("tile.retry")}</Button>}
      </Cover>
    );
  }
  const sentence = status.error === null ? null : sentenceFromError(status.error);
  return (
    <Cover>
      <p className={css["coverTitle"]} data-cause="error">{t("tile.error")}</p>
      {status.file !== null && <p className={css["coverNote"]}>{status.file.name}</p>}
      {sentence !== null && <p>{sentence.message}</p>}
      {sentence !== null && sentence.fix !== null && <p>{sentence.fix}</p>}
      <Button size="small" onClick={onRetry}>{t("tile.retry")}</Button>
    </Cover>
  );
}
