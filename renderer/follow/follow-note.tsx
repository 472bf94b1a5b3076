// Where following leads: a list where there are several neighbours, and what it came to, with the window in which one may be seen.

import { X } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Arrival } from "../../contract/neighbours.ts";
import { doubledSecondsText } from "../../contract/time-text.ts";
import { goTo } from "../app/go-to.ts";
import { useShell } from "../app/shell-store.ts";
import { Button, IconButton } from "../design/button.tsx";
import { Menu } from "../design/menu.tsx";
import { ErrorNotice } from "../design/notice.tsx";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import { useView } from "../state/view-store.ts";
import { useDirectionText } from "./direction-text.ts";
import { arrive, goBack, useFollow, type Start } from "./follow-store.ts";
import css from "./follow.module.css";

const S = 1_000;
/** Whole seconds: nobody knows a window better. Its beginning is told early, its end late. */
const early = (ms: number): number => Math.floor(ms / S) * S;
const late = (ms: number): number => Math.ceil(ms / S) * S;
const nearest = (ms: number): number => Math.round(ms / S) * S;

export function FollowNote() {
  const { t } = useTranslation(["map", "window"]);
  const words = useReconstructWords();
  const { start, choices, arrived, refusal, error, close } = useFollow();
  const activeId = useView((s) => s.tiles[s.activeTile] ?? null);
  useEffect(() => {
    if (arrived !== null && activeId !== arrived.toCameraId) close();
  }, [arrived, activeId, close]);
  if (error !== null) return <ErrorNotice error={error} actions={<Button size="small" kind="quiet" onClick={close}>{t("window:words.close")}</Button>} />;
  if (start !== null && choices.length > 0) return <Choices start={start} choices={choices} onClose={close} />;
  if (start !== null && arrived !== null) return <Arrived start={start} arrival={arrived} onClose={close} />;
  if (refusal === null) return null;
  return (
    <div className={css["note"]} data-testid="follow-note">
      <p role="status">{refusal === "no-camera" || start === null ? t("follow.noCamera") : t("follow.noNeighbours", { camera: words.camera(start.cameraId) })}</p>
      <div>
        {start !== null && <Button size="small" onClick={() => { close(); useShell.getState().open({ kind: "camera", cameraId: start.cameraId, field: "neighbours" }); }} data-testid="follow-set">{t("follow.set")}</Button>}
        <IconButton size="small" icon={<X size={13} aria-hidden />} label={t("window:words.close")} onClick={close} />
      </div>
    </div>
  );
}

/** A list at the middle of the window: the pictures it is about are behind it. */
function Choices({ start, choices, onClose }: { readonly start: Start; readonly choices: readonly Arrival[]; readonly onClose: () => void }) {
  const { t } = useTranslation("map");
  const words = useReconstructWords();
  const directionText = useDirectionText();
  const at = useMemo(() => ({ xPx: window.innerWidth * 0.35, yPx: window.innerHeight * 0.2 }), []);
  const label = (arrival: Arrival): string => {
    const facts = { direction: directionText(arrival.direction), camera: arrival.name };
    if (arrival.expectedMs === null) return t("follow.optionNoTime", facts);
    return t("follow.option", { ...facts, time: words.time(nearest(arrival.expectedMs)), from: words.time(early(arrival.earliestMs!)), to: words.time(late(arrival.latestMs!)) });
  };
  return (
    <Menu
      label={t("follow.choose", { camera: words.camera(start.cameraId), time: words.time(start.atMs) })} at={at} onClose={onClose}
      items={choices.map((arrival, index) => ({ key: String(index), label: label(arrival), testId: `follow-choice-${index + 1}`, onChoose: () => arrive(start, arrival) }))}
    />
  );
}

function Arrived({ start, arrival, onClose }: { readonly start: Start; readonly arrival: Arrival; readonly onClose: () => void }) {
  const { t } = useTranslation(["map", "window"]);
  const words = useReconstructWords();
  const directionText = useDirectionText();
  const { expectedMs, earliestMs, latestMs, clocksMs, hasFootage, name: camera, toCameraId } = arrival;
  const direction = directionText(arrival.direction);
  return (
    <div className={css["note"]} data-testid="follow-note" data-earliest-ms={earliestMs ?? undefined} data-latest-ms={latestMs ?? undefined}>
      <p role="status">
        {expectedMs === null ? t("follow.arrivedNoTime", { direction, camera }) : t("follow.arrived", { direction, camera, time: words.time(nearest(expectedMs)), from: words.time(early(earliestMs!)), to: words.time(late(latestMs!)) })}
        {expectedMs !== null && <small data-tone={clocksMs === null ? "warn" : undefined}> · {clocksMs === null ? t("follow.clocksUnknown") : t("follow.clocks", { seconds: doubledSecondsText(clocksMs / 2).replace(/[^\d.]/g, "") })}</small>}
        {!hasFootage && <small data-tone="warn"> · {t("follow.noFootage")}</small>}
      </p>
      <div>
        {expectedMs !== null && <>
          <Button size="small" onClick={() => goTo(earliestMs!, toCameraId)} data-testid="follow-earliest">{t("follow.earliest")}</Button>
          <Button size="small" onClick={() => goTo(expectedMs, toCameraId)}>{t("follow.expected")}</Button>
          <Button size="small" onClick={() => goTo(latestMs!, toCameraId)}>{t("follow.latest")}</Button>
        </>}
        <Button size="small" onClick={() => goBack(start)} data-testid="follow-back">{t("follow.back", { camera: words.camera(start.cameraId) })}</Button>
        <IconButton size="small" icon={<X size={13} aria-hidden />} label={t("window:words.close")} onClick={onClose} />
      </div>
    </div>
  );
}
